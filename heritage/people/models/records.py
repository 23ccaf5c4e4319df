"""What records share: a name and its readings, an address, a draft state, sources."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.models import ClusterableModel
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    PreviewableMixin,
    RevisionMixin,
)
from wagtail.search import index

from cms.core.slugs import pinyin_slug
from cms.core.text import plain
from search.text.names import plain_pinyin, reading


class RecordQuerySet(models.QuerySet):
    """Queries every kind of record answers."""

    def published(self):
        """Records the public may read."""
        return self.filter(live=True)


class Reviewed(
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    PreviewableMixin,
    index.Indexed,
    ClusterableModel,
):
    """Written as a draft, kept in revisions, public once published."""

    class Meta:
        abstract = True


class Record(Reviewed):
    """A managed entry other records point to, with a public page of its own.

    A concrete kind sets ``url_name`` (its route takes the slug) and
    ``template``. ``aliases`` are found by the search and never displayed;
    what is displayed beside the name is ``other_names``.
    """

    url_name = ""
    template = ""
    schema_type = "Thing"

    name = models.CharField(pgettext_lazy("of a record", "name"), max_length=120, db_index=True)
    slug = models.SlugField(
        _("slug"),
        max_length=80,
        unique=True,
        blank=True,
        help_text=_("The end of the address. Left empty, it is made from the name."),
    )
    pinyin = models.CharField(
        _("pinyin"),
        max_length=240,
        blank=True,
        help_text=_("With tone marks. Left empty, it is made from the name; check polyphones."),
    )
    sort_pinyin = models.CharField(max_length=240, editable=False, default="", db_index=True)
    other_names = models.CharField(
        _("other names"),
        max_length=300,
        blank=True,
        help_text=_("Shown beside the name; separated by ；."),
    )
    aliases = models.CharField(
        _("found as"),
        max_length=300,
        blank=True,
        help_text=_("Words under which the search finds it too; never shown. Separated by ；."),
    )
    summary = models.TextField(
        _("summary"), blank=True, help_text=_("Two or three sentences at the head of the page.")
    )
    source = models.CharField(
        _("source"),
        max_length=300,
        blank=True,
        help_text=_("Where what is said here can be read."),
    )

    search_fields = [
        index.SearchField("name", boost=3),
        index.AutocompleteField("name"),
        index.AutocompleteField("pinyin"),
        index.SearchField("other_names"),
        index.SearchField("aliases"),
        index.SearchField("summary"),
        index.FilterField("live"),
    ]

    class Meta:
        abstract = True

    def __str__(self):
        return self.name

    def full_clean(self, *args, **kwargs):
        self.fill_readings()
        super().full_clean(*args, **kwargs)

    def save(self, *args, **kwargs):
        self.fill_readings()
        super().save(*args, **kwargs)

    def fill_readings(self) -> None:
        """Pinyin, its sort form and the slug, where the editor left them empty."""
        self.name, self.summary = plain(self.name), plain(self.summary)
        if self.name and not self.pinyin:
            self.pinyin = reading(self.name)
        self.sort_pinyin = plain_pinyin(self.pinyin)
        if self.name and not self.slug:
            self.slug = free_slug(type(self), self.name)

    @property
    def url(self) -> str:
        """The path of the public page."""
        return self.get_absolute_url()

    @property
    def other_name_list(self) -> list[str]:
        """One other name an item."""
        return split_words(self.other_names)

    @property
    def alias_list(self) -> list[str]:
        """One search alias an item."""
        return split_words(self.aliases)

    def get_preview_template(self, request, mode_name):
        return self.template

    def get_preview_context(self, request, mode_name):
        return {**super().get_preview_context(request, mode_name), "record": self}


def split_words(text: str) -> list[str]:
    """Words an editor separated by ``；``, ``;`` or line breaks."""
    pieces = text.replace(";", "；").replace("\n", "；").split("；")
    return [piece.strip() for piece in pieces if piece.strip()]


def free_slug(model: type[models.Model], name: str) -> str:
    """A pinyin slug that no other row of ``model`` has."""
    base = pinyin_slug(name, max_length=70) or model._meta.model_name
    taken = set(model._default_manager.filter(slug__startswith=base).values_list("slug", flat=True))
    slug, number = base, 1
    while slug in taken:
        number += 1
        slug = f"{base}-{number}"
    return slug


def require_one(instance: models.Model, link: str, words: str) -> None:
    """Refuse a row that neither links a record nor gives the words of a source."""
    if not (getattr(instance, f"{link}_id") or getattr(instance, words)):
        raise ValidationError({words: _("Choose a record or write what the source says.")})
