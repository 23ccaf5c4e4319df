"""The tree of organisations, and who may edit which branch of it."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.search import index

from heritage.people.enums import OrganisationKind, OrganisationLevel
from heritage.people.models.honours import Award
from heritage.people.models.places import Place
from heritage.people.models.records import Record, RecordQuerySet
from heritage.people.models.trees import TreeQuerySet, TreeRecord
from heritage.people.models.units import NAME_PANELS, TEXT_PANELS


class OrganisationQuerySet(RecordQuerySet, TreeQuerySet):
    """Organisations along the tree and by state."""


class Organisation(TreeRecord, Record):
    """A bureau, service station, school, enterprise, paper or protection unit."""

    url_name = "organisation"
    template = "heritage/people/organisation_page.html"
    schema_type = "Organization"

    kind = models.CharField(
        _("kind"),
        max_length=12,
        choices=OrganisationKind,
        default=OrganisationKind.BUREAU,
        db_index=True,
    )
    level = models.CharField(_("level"), max_length=10, choices=OrganisationLevel, blank=True)
    place = models.ForeignKey(
        Place,
        verbose_name=_("place"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="organisations",
    )
    address = models.CharField(_("address"), max_length=200, blank=True)
    phone = models.CharField(_("office telephone"), max_length=60, blank=True)
    email = models.EmailField(_("office e-mail"), blank=True)
    opening_hours = models.CharField(_("office hours"), max_length=120, blank=True)

    objects = OrganisationQuerySet.as_manager()

    panels = [
        *NAME_PANELS,
        MultiFieldPanel(
            [FieldRowPanel(["kind", "level"]), FieldRowPanel(["parent", "place"])],
            heading=_("Basic facts"),
        ),
        MultiFieldPanel(
            ["address", FieldRowPanel(["phone", "email"]), "opening_hours"],
            heading=_("Contact"),
        ),
        InlinePanel("awards", heading=_("Honours"), label=_("Honour")),
        *TEXT_PANELS,
    ]
    search_fields = [
        *Record.search_fields,
        index.FilterField("kind"),
        index.FilterField("level"),
        index.FilterField("path"),
    ]

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["sort_pinyin"]
        constraints = [
            models.UniqueConstraint(
                fields=["name", "parent"], name="one_organisation_a_name_and_parent"
            )
        ]

    def get_absolute_url(self):
        return reverse(self.url_name, args=[self.slug])


class OrganisationHonour(Award):
    """An honour of an organisation."""

    organisation = ParentalKey(Organisation, related_name="awards", on_delete=models.CASCADE)

    class Meta(Award.Meta):
        verbose_name = _("honour of an organisation")
        verbose_name_plural = _("honours of organisations")


class BranchEditor(models.Model):
    """Somebody who may edit what belongs to an organisation and all below it."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("user"),
        on_delete=models.CASCADE,
        related_name="branches",
    )
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("organisation"),
        on_delete=models.CASCADE,
        related_name="branch_editors",
    )
    may_publish = models.BooleanField(
        _("may publish"),
        default=False,
        help_text=_("Without it, what is written here is a draft that is handed up."),
    )

    panels = [
        "user",
        FieldPanel(
            "organisation",
            help_text=_("What belongs to it and to all organisations below it may be edited."),
        ),
        "may_publish",
    ]

    class Meta:
        verbose_name = _("branch editor")
        verbose_name_plural = _("branch editors")
        ordering = ["organisation__path", "user"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "organisation"], name="one_branch_right_a_user_and_organisation"
            )
        ]

    def __str__(self):
        return f"{self.user} — {self.organisation}"

    def clean(self):
        super().clean()
        if self.user_id and self.user.is_superuser:
            raise ValidationError({"user": _("An administrator may edit every branch already.")})
