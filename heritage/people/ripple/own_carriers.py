"""The carriers that people know of: pages, pictures, and the records themselves."""

from __future__ import annotations

from wagtail.images import get_image_model
from wagtail.models import get_page_models

from cms.core.models import BasePage
from heritage.people.models import (
    Battle,
    Conflict,
    Honour,
    Organisation,
    Person,
    Team,
    TeamActivity,
    Unit,
)
from heritage.people.ripple.carriers import register_carrier, text_fields


def register() -> None:
    """Register them; called once all models are loaded."""
    for model in get_page_models():
        if issubclass(model, BasePage):
            register_carrier(model, fields=text_fields(model, but=("import_key", "import_hash")))
    image = get_image_model()
    register_carrier(image, fields=("title", "description", "caption", "credit", "source"))
    register_carrier(
        Person,
        fields=("short_life", "death_cause", "martyr_document"),
        children={
            "names": ("text",),
            "services": ("as_written", "post"),
            "conflicts": ("as_written",),
            "awards": ("as_written", "document"),
            "sources": ("title", "says", "note"),
        },
    )
    for model in (Unit, Conflict, Battle, Honour, Organisation):
        register_carrier(model, fields=("name", "other_names", "summary", "source"))
    register_carrier(
        Team,
        fields=("name", "other_names", "summary", "source"),
        children={"members": ("name", "part"), "awards": ("as_written", "document")},
    )
    register_carrier(TeamActivity, fields=("title", "place_text", "text", "source"))
