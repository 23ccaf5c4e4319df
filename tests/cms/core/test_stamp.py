"""What every page shows is kept until something public changes."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.utils import translation
from wagtail.models import PageViewRestriction

from cms.core.models import SiteSettings, SiteStamp
from cms.core.stamp import kept
from tests.factories import PersonFactory, StoryIndexPageFactory, StoryPageFactory


@pytest.fixture(autouse=True)
def real_cache(settings):
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def story(home):
    return StoryPageFactory(parent=StoryIndexPageFactory(parent=home))


@pytest.fixture
def advances(django_capture_on_commit_callbacks):
    """Call it with a change; says whether the number went on."""

    def ask(change) -> bool:
        before = SiteStamp.current()
        with django_capture_on_commit_callbacks(execute=True):
            change()
        return SiteStamp.current() > before

    return ask


def test_kept_until_the_number_goes_on(db):
    answers = iter(["first", "second"])
    assert [kept("x", lambda: next(answers)) for _ in range(3)] == ["first"] * 3
    SiteStamp.advance()
    assert [kept("x", lambda: next(answers)) for _ in range(3)] == ["second"] * 3


def test_kept_apart_by_language(db, settings):

    assert kept("x", lambda: "中文") == "中文"
    with translation.override("en"):
        assert kept("x", lambda: "English") == "English"
    assert kept("x", lambda: "again") == "中文"


def test_public_changes_count(story, advances, home):
    assert advances(lambda: story.save_revision().publish())
    assert advances(story.unpublish)
    assert advances(lambda: story.save_revision().publish())
    assert advances(
        lambda: PageViewRestriction.objects.create(page=story, restriction_type="login")
    )
    assert advances(lambda: story.delete())
    assert advances(lambda: PersonFactory().save())
    assert advances(lambda: SiteSettings.for_site(home.get_site()).save())


def test_a_draft_does_not_count(story, advances):
    story.title = "尚未发布的标题"
    assert not advances(lambda: story.save_revision())


def test_the_menu_follows_a_change(client, home, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        index = StoryIndexPageFactory(parent=home, title="英雄事迹", show_in_menus=True)
        StoryPageFactory(parent=index)
    assert "英雄事迹" in client.get("/").content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        index.unpublish()
    assert "英雄事迹" not in client.get("/").content.decode()
