"""Choices about people, organisations and places."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class LifeStatus(models.TextChoices):
    """What became of a person: a fact, apart from the legal assessment as martyr."""

    LIVING = "living", _("living")
    DECEASED = "deceased", _("deceased")
    FALLEN = "fallen", _("fallen")
    MISSING = "missing", _("missing")
    UNKNOWN = "unknown", _("unknown")


class NameKind(models.TextChoices):
    """What kind of name another name of a person is."""

    FORMER = "former", _("former name")
    FORMAL = "formal", _("full name")
    COURTESY = "courtesy", _("courtesy name")
    PEN = "pen", _("pen name")
    TRADITIONAL = "traditional", _("traditional form")
    AS_WRITTEN = "as_written", _("as written in a source")


class PlaceLevel(models.TextChoices):
    """Levels of the administrative divisions (GB/T 2260)."""

    PROVINCE = "province", _("province")
    CITY = "city", _("city")
    COUNTY = "county", _("county")
    FOREIGN = "foreign", _("outside the country")


class OrganisationKind(models.TextChoices):
    """Kinds of organisations that appear in reports."""

    BUREAU = "bureau", _("bureau")
    CENTRE = "centre", _("service centre")
    STATION = "station", _("service station")
    SCHOOL = "school", _("school")
    ENTERPRISE = "enterprise", _("enterprise")
    MEDIA = "media", _("media")
    SOCIETY = "society", _("social organisation")
    TEAM = "team", _("volunteer team")
    MEMORIAL = "memorial", _("memorial protection unit")
