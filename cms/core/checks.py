"""House rules that ``manage.py check`` teaches."""

from __future__ import annotations

from django.apps import apps
from django.core import checks
from django.template import TemplateDoesNotExist
from django.template.loader import get_template
from wagtail.models import get_page_models

from .models import BasePage


@checks.register(checks.Tags.models)
def pages_build_on_base_page(app_configs, **kwargs):
    """Every page type of ours has what search, sharing and review rely on."""
    ours = {config.label for config in apps.get_app_configs() if _is_ours(config)}
    return [
        checks.Error(
            f"{model.__name__} does not build on cms.core.models.BasePage.",
            obj=model,
            id="rongguang.E001",
        )
        for model in get_page_models()
        if model._meta.app_label in ours and not issubclass(model, BasePage)
    ]


@checks.register(checks.Tags.models)
def pages_have_a_template(app_configs, **kwargs):
    """A page type has its template under ``templates/``, in its programme's folder.

    Wagtail makes a name up where none is given, so the name is not asked for
    but the file.
    """
    return [
        checks.Error(
            f"{model.__name__} has no template: {model.template} does not exist.",
            hint="Set template = 'heritage/<programme>/<name>.html'.",
            obj=model,
            id="rongguang.E002",
        )
        for model in get_page_models()
        if issubclass(model, BasePage) and not _exists(model.template)
    ]


def _exists(template: str) -> bool:
    try:
        get_template(template)
    except TemplateDoesNotExist:
        return False
    return True


def _is_ours(config) -> bool:
    return not config.path.count("site-packages")
