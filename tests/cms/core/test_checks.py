"""``manage.py check`` teaches the house rules."""

from __future__ import annotations

import pytest
from django.core import checks as django_checks
from wagtail.models import Page, pages

from cms.core import checks
from cms.core.models import BasePage
from home.models import StandardPage


@pytest.fixture(autouse=True)
def own_register(monkeypatch) -> None:
    """Page types made up here are registered with nobody else."""
    monkeypatch.setattr(pages, "PAGE_MODEL_CLASSES", [*pages.PAGE_MODEL_CLASSES])


def stand_in(monkeypatch, *models) -> None:
    monkeypatch.setattr(checks, "get_page_models", lambda: [*models])


def test_our_own_pages_keep_the_rules():
    assert checks.pages_build_on_base_page(None) == []
    assert checks.pages_have_a_template(None) == []


def test_both_rules_are_registered():
    found = {check.__name__ for check in django_checks.registry.registry.get_checks()}
    assert {"pages_build_on_base_page", "pages_have_a_template"} <= found


def test_a_page_of_ours_builds_on_base_page(monkeypatch):
    class Stray(Page):
        class Meta:
            proxy = True
            app_label = "home"

    stand_in(monkeypatch, Stray, StandardPage)
    (error,) = checks.pages_build_on_base_page(None)
    assert (error.id, error.obj) == ("rongguang.E001", Stray)
    assert error.msg == "Stray does not build on cms.core.models.BasePage."


def test_wagtails_own_page_is_left_alone(monkeypatch):
    stand_in(monkeypatch, Page)
    assert checks.pages_build_on_base_page(None) == []


def test_a_page_has_a_template(monkeypatch):
    class Unnamed(StandardPage):
        class Meta:
            proxy = True
            app_label = "home"

    stand_in(monkeypatch, Unnamed, StandardPage)
    assert issubclass(Unnamed, BasePage)
    (error,) = checks.pages_have_a_template(None)
    assert (error.id, error.obj) == ("rongguang.E002", Unnamed)
    assert error.msg == "Unnamed has no template: home/unnamed.html does not exist."
