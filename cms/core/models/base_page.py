"""The abstract page that every public page type builds on."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from taggit.models import ItemBase, Tag
from wagtail.admin.panels import (
    FieldPanel,
    InlinePanel,
    MultiFieldPanel,
    PageChooserPanel,
)
from wagtail.fields import StreamField
from wagtail.images import get_image_model_string
from wagtail.models import Orderable, Page
from wagtail.search import index

from cms.core.blocks import BodyBlock, CreditsBlock
from cms.core.enums import CreditRole
from cms.core.page_forms import BasePageForm
from cms.core.publishing import missing_alt_texts
from cms.core.slugs import pinyin_slug
from cms.core.text import plain, shorten, stream_text
from search.engines.base import SearchDocument

SUMMARY_LENGTH = 160


class PageTag(ItemBase):
    """A tag on a page of any type; one table, so a theme gathers all kinds."""

    tag = models.ForeignKey(Tag, related_name="tagged_pages", on_delete=models.CASCADE)
    content_object = ParentalKey(Page, related_name="tagged_items", on_delete=models.CASCADE)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tag", "content_object"], name="one_tag_once_a_page")
        ]


class RelatedPage(Orderable):
    """A page an editor names as going with this one."""

    page = ParentalKey(Page, related_name="related_items", on_delete=models.CASCADE)
    related = models.ForeignKey(
        Page, related_name="+", on_delete=models.CASCADE, verbose_name=_("page")
    )

    panels = [PageChooserPanel("related")]


class BasePage(Page):
    """Title, deck, cover, body, credits, tags and what search and sharing need.

    A concrete type sets ``search_kind`` (empty keeps it out of the public
    search), says whom and where it is about through :meth:`people_shown`,
    :meth:`places_shown` and :meth:`search_told`, and unpacks the panel lists
    of this class into its own.
    """

    deck = models.TextField(
        _("deck"),
        blank=True,
        help_text=_("One or two sentences under the title; also shown in lists and when shared."),
    )
    cover = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("cover"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    body = StreamField(BodyBlock(), verbose_name=_("body"), blank=True)
    credits = StreamField(
        CreditsBlock(required=False),
        verbose_name=_("credits"),
        blank=True,
        help_text=_("Who wrote, edited, proofread and reviewed it, and where it comes from."),
    )
    issued_on = models.DateField(
        _("date of issue"),
        null=True,
        blank=True,
        help_text=_("Shown as the date of the piece. Left empty, the day of first publishing."),
    )
    is_sample = models.BooleanField(
        _("sample"),
        default=False,
        help_text=_("Made up for show; the page carries the label 示例."),
    )
    tags = ClusterTaggableManager(through=PageTag, blank=True, verbose_name=_("tags"))

    base_form_class = BasePageForm
    search_kind = ""
    # What the search document is read from: lookups to load it for many pages at once.
    search_related: tuple[str, ...] = ("tagged_items__tag",)
    schema_type = "WebPage"
    # "main" over the page, "footer" under it.
    menu = "main"
    # Whether a door to this page leads anywhere; sections compute it.
    has_content = True

    head_panels = [
        # Not a TitleFieldPanel: the slug is made from the pinyin by the server.
        FieldPanel(
            "title",
            classname="title",
            widget=forms.TextInput(attrs={"placeholder": _("Title")}),
        ),
        FieldPanel("deck"),
        FieldPanel("cover"),
    ]
    credit_panels = [
        FieldPanel("credits"),
        FieldPanel("issued_on"),
        FieldPanel("is_sample"),
    ]
    gathering_panels = [
        FieldPanel("tags"),
        InlinePanel("related_items", heading=_("Related pages"), label=_("Page"), max_num=6),
    ]
    content_panels = [
        *head_panels,
        FieldPanel("body"),
        *credit_panels,
        *gathering_panels,
    ]
    promote_panels = [
        MultiFieldPanel(
            [
                FieldPanel(
                    "slug",
                    help_text=_("The end of the address. Left empty, it is made from the title."),
                ),
                FieldPanel("seo_title"),
                FieldPanel("search_description"),
                FieldPanel("show_in_menus"),
            ],
            heading=_("Address and sharing"),
        )
    ]
    search_fields = [
        *Page.search_fields,
        index.SearchField("deck"),
        index.SearchField("body"),
        index.FilterField("issued_on"),
    ]

    class Meta:
        abstract = True

    def full_clean(self, *args, **kwargs):
        self.propose_slug()
        super().full_clean(*args, **kwargs)

    def minimal_clean(self):
        # What Wagtail checks of a draft, instead of the whole.
        self.propose_slug()
        super().minimal_clean()

    def save(self, clean=True, user=None, log_action=False, **kwargs):
        for name in ("title", "draft_title", "seo_title", "search_description", "deck"):
            setattr(self, name, plain(getattr(self, name)))
        # Every way of going live ends here, the form's message only on one.
        if clean and self.live and (faults := missing_alt_texts(self)):
            raise ValidationError(faults)
        return super().save(clean=clean, user=user, log_action=log_action, **kwargs)

    def propose_slug(self) -> None:
        """Fill an empty slug from the pinyin of the title, unique among its siblings."""
        if self.slug or not (self.path or getattr(self, "_cached_parent_obj", None)):
            return
        base = pinyin_slug(self.title) or self._meta.model_name
        taken = set(self.get_parent().get_children().values_list("slug", flat=True))
        slug, number = base, 1
        while slug in taken:
            number += 1
            slug = f"{base}-{number}"
        self.slug = slug

    @cached_property
    def body_text(self) -> str:
        """The words of the body, a line for each piece."""
        return stream_text(self.body)

    @property
    def summary(self) -> str:
        """A sentence or two for lists, feeds and sharing."""
        text = self.search_description or self.deck or shorten(self.body_text, SUMMARY_LENGTH)
        return plain(text)

    @property
    def display_date(self):
        """The day of issue, else of first publishing; None for a draft without one."""
        if self.issued_on:
            return self.issued_on
        if self.first_published_at:
            return timezone.localtime(self.first_published_at).date()
        return None

    @property
    def credit_lines(self) -> list[tuple[str, str]]:
        """Pairs of part and names, in the order the editor gave."""
        labels = dict(CreditRole.choices)
        return [
            (labels.get(block.value["role"], ""), block.value["names"]) for block in self.credits
        ]

    def people_shown(self) -> list[str]:
        """Names of the people this page is about."""
        return []

    def places_shown(self) -> list[str]:
        """Names of the places this page is about."""
        return []

    def search_facets(self) -> dict[str, tuple[str, ...]]:
        """What a reader can narrow a search by, as it is shown."""
        return {
            "kind": (self.search_kind,),
            "tag": tuple(sorted(item.tag.name for item in self.tagged_items.all())),
        }

    def search_told(self) -> dict[str, tuple]:
        """What it tells about: ``dates``, ``periods`` and ``units`` of its search document.

        The day it was issued is none of them, unless that is what it reports on.
        """
        return {}

    def search_document(self) -> SearchDocument | None:
        """What the public search knows of this page; None keeps it out.

        Whether the page is live and public is not asked here: the caller
        (``search.documents``) indexes only what is.
        """
        if not self.search_kind:
            return None
        date = self.display_date
        return SearchDocument(
            key=f"page:{self.pk}",
            kind=self.search_kind,
            title=self.title,
            url=self.get_url() or "",
            summary=self.deck,
            body="\n".join([self.body_text, *(names for _role, names in self.credit_lines)]),
            people=tuple(self.people_shown()),
            places=tuple(self.places_shown()),
            sort_date=date.isoformat() if date else "",
            facets=self.search_facets(),
            filters={"person": tuple(self.people_shown())},
            **self.search_told(),
        )

    def json_ld(self, request) -> dict:
        """This page in the words of schema.org."""
        data = {
            "@context": "https://schema.org",
            "@type": self.schema_type,
            "name": self.title,
            "headline": self.title,
            "description": self.summary,
            "inLanguage": "zh-Hans",
            "url": request.build_absolute_uri(self.get_url(request)),
        }
        if self.display_date:
            data["datePublished"] = self.display_date.isoformat()
        if self.last_published_at:
            data["dateModified"] = self.last_published_at.isoformat()
        authors = [
            {"@type": "Person", "name": name}
            for block in self.credits
            if block.value["role"] in (CreditRole.AUTHOR, CreditRole.REPORTER)
            for name in block.value["names"].split("、")
        ]
        if authors:
            data["author"] = authors
        if self.cover:
            rendition = self.cover.get_rendition("fill-1200x630|format-jpeg")
            data["image"] = request.build_absolute_uri(rendition.url)
        return data

    def get_sitemap_urls(self, request=None):
        """The public address as this visitor reached the site; nothing if private."""
        entries = super().get_sitemap_urls(request)
        if request is not None:
            for entry in entries:
                entry["location"] = request.build_absolute_uri(self.get_url(request))
        return entries

    def as_open_as_this(self, pages):
        """Of ``pages`` below this one, those that whoever may read this one may read.

        Under a private page (the practice section) the restriction is its
        own; under a public one a single page may still be restricted.
        """
        return pages if self.get_view_restrictions().exists() else pages.public()

    def related(self) -> list[Page]:
        """Live public pages named as related, in the editor's order."""
        wanted = [item.related_id for item in self.related_items.all()]
        found = Page.objects.live().public().filter(pk__in=wanted).specific()
        by_id = {page.pk: page for page in found}
        return [by_id[pk] for pk in wanted if pk in by_id]

    def get_admin_display_title(self):
        title = super().get_admin_display_title()
        return f"{title}（{gettext('sample')}）" if self.is_sample else title
