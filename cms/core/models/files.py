"""Images and documents with the rights and sources an archive needs."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition, Image
from wagtail.search import index

from cms.core.fields import PartialDateField

RIGHTS = [
    ("own", _("Made by this organisation")),
    ("permitted", _("Used with permission")),
    ("public_domain", _("Public domain")),
    ("open_licence", _("Open licence (named in the credit)")),
]


class CoreImage(AbstractImage):
    """A picture with what a caption and a rights check need.

    ``description`` (Wagtail's own field) is the alternative text; a page that
    shows a picture without one cannot be published.
    """

    caption = models.CharField(_("caption"), max_length=300, blank=True)
    credit = models.CharField(
        _("credit"),
        max_length=200,
        blank=True,
        help_text=_("Who made it, as it is to be shown."),
    )
    source = models.CharField(
        _("source"),
        max_length=300,
        blank=True,
        help_text=_("Where it comes from: archive, collection and number, or publication."),
    )
    rights = models.CharField(_("rights"), max_length=20, choices=RIGHTS, default="own")
    taken_on = PartialDateField(
        _("date"), help_text=_("As far as it is known: 1952, 1952-10 or 1952-10-12.")
    )

    admin_form_fields = (
        "title",
        "file",
        "description",
        "caption",
        "credit",
        "source",
        "rights",
        "taken_on",
        "collection",
        "tags",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    )
    search_fields = [
        *AbstractImage.search_fields,
        index.SearchField("caption"),
        index.SearchField("credit"),
        index.SearchField("source"),
    ]

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")
        permissions = Image._meta.permissions

    @property
    def default_alt_text(self):
        return self.description

    @property
    def has_alt_text(self) -> bool:
        """Whether somebody who cannot see the picture is told what it shows."""
        return bool(self.description.strip())


class CoreRendition(AbstractRendition):
    """A resized copy of a :class:`CoreImage`."""

    image = models.ForeignKey(CoreImage, related_name="renditions", on_delete=models.CASCADE)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("image", "filter_spec", "focal_point_key"),
                name="unique_rendition",
            )
        ]


class CoreDocument(AbstractDocument):
    """A file to download, with its source."""

    source = models.CharField(_("source"), max_length=300, blank=True)

    admin_form_fields = ("title", "file", "source", "collection", "tags")

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        permissions = Document._meta.permissions
