"""Who was honoured: the year's showcase, the honour wall, and what was revoked."""

from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.images import get_image_model_string

from heritage.honours.enums import NomineeKind
from heritage.people.models import Honour, Organisation, Person, Place
from heritage.stories.models import StoryPage
from search.text.names import plain_pinyin, reading, split_name
from search.text.strokes import stroke_key

from .campaigns import FIRST_YEAR, LAST_YEAR, Campaign
from .candidacies import Candidacy


class HonoureeQuerySet(models.QuerySet):
    def shown(self):
        """Those the public may see: announced, not revoked."""
        return self.filter(is_shown=True, revoked_at=None)


class Honouree(models.Model):
    """Somebody or something that was given a title in one year.

    Made by the announcement of a campaign, or imported for a year before this
    site (``campaign`` is then empty). ``is_shown`` once announced; the page a
    visitor opens is the ``story`` as soon as it is published.
    """

    campaign = models.ForeignKey(
        Campaign, null=True, blank=True, related_name="honourees", on_delete=models.PROTECT
    )
    candidacy = models.OneToOneField(
        Candidacy, null=True, blank=True, related_name="honouree", on_delete=models.SET_NULL
    )
    year = models.PositiveSmallIntegerField(
        _("year"),
        validators=[MinValueValidator(FIRST_YEAR), MaxValueValidator(LAST_YEAR)],
        db_index=True,
    )
    title_name = models.CharField(_("title"), max_length=80, db_index=True)
    category_name = models.CharField(_("category"), max_length=60, blank=True)
    kind = models.CharField(
        _("kind"), max_length=14, choices=NomineeKind, default=NomineeKind.PERSON
    )
    name = models.CharField(_("name"), max_length=120, db_index=True)
    slug = models.SlugField(_("slug"), max_length=120, unique=True)
    sort_pinyin = models.CharField(max_length=240, editable=False, default="", db_index=True)
    stroke_key = models.CharField(max_length=255, editable=False, default="", db_index=True)
    unit = models.CharField(_("work unit and post"), max_length=160, blank=True)
    place = models.ForeignKey(
        Place,
        verbose_name=_("region"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="honourees",
    )
    stars = models.PositiveSmallIntegerField(
        _("stars"), null=True, blank=True, validators=[MaxValueValidator(5)]
    )
    citation = models.CharField(_("citation"), max_length=600, blank=True)
    deeds = models.TextField(_("deeds in brief"), max_length=3000, blank=True)
    certificate = models.CharField(_("number of the certificate"), max_length=60, blank=True)
    honour = models.ForeignKey(
        Honour,
        verbose_name=_("record of the honour"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="honourees",
    )
    person = models.ForeignKey(
        Person,
        verbose_name=_("record of the person"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="honourees",
    )
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("record of the organisation"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="honourees",
    )
    story = models.ForeignKey(
        StoryPage,
        verbose_name=_("story"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="honourees",
    )
    image = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    image_basis = models.CharField(
        _("right to show the picture"),
        max_length=200,
        blank=True,
        help_text=_("Who agreed, when, on what paper. Without it the picture is not shown."),
    )
    source = models.CharField(_("source"), max_length=300, blank=True)
    is_shown = models.BooleanField(_("announced"), default=False, db_index=True)
    is_sample = models.BooleanField(_("sample"), default=False, editable=False)
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True, editable=False)
    revoked_reason = models.CharField(max_length=300, blank=True, editable=False)

    objects = HonoureeQuerySet.as_manager()

    class Meta:
        verbose_name = _("honouree")
        verbose_name_plural = _("honourees")
        ordering = ["-year", "title_name", "stroke_key", "pk"]
        indexes = [models.Index(fields=["year", "title_name"])]

    def __str__(self):
        return f"{self.name} ({self.year})"

    def save(self, *args, **kwargs):
        self.sort_pinyin = plain_pinyin(reading(self.name))[:240]
        self.stroke_key = stroke_key(self.name)[:255]
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        return reverse("honouree", args=[self.slug])

    @property
    def initial(self) -> str:
        """What stands for a picture: the surname of a person, else the first character."""
        surname = split_name(self.name)[0] if self.kind == NomineeKind.PERSON else ""
        return surname or self.name[:1]

    @property
    def shown_image(self):
        """The picture, if there is a right to show it."""
        return self.image if self.image_id and self.image_basis.strip() else None
