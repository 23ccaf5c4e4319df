"""A bureau's reports and the standing columns they appear in."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import PageManager
from wagtail.query import PageQuerySet
from wagtail.search import index
from wagtailmedia.edit_handlers import MediaChooserPanel
from wagtailmedia.models import get_media_model

from cms.core import listing
from cms.core.models import BasePage
from cms.core.ordering import newest_first, oldest_first
from heritage.people.blocks import StoryBodyBlock
from heritage.people.models import Organisation, Place
from heritage.people.models.places import ABOVE
from heritage.stories.enums import ArticleKind
from heritage.stories.models.imported import ImportedMixin


class ArticleQuerySet(PageQuerySet):
    def published(self):
        """Articles the public may read."""
        return self.live().public()

    def newest_first(self):
        """By day of issue, the latest first."""
        return self.order_by(*newest_first(), "-pk")


class ArticleIndexPage(BasePage):
    """A standing column (专栏) with its masthead."""

    template = "heritage/stories/article_index_page.html"
    search_kind = "column"
    schema_type = "CollectionPage"
    parent_page_types = ["home.HomePage", "home.SectionPage", "home.PracticePage"]
    subpage_types = ["heritage.ArticlePage"]
    page_description = _("A standing column of articles.")

    masthead = models.CharField(
        _("masthead"),
        max_length=60,
        blank=True,
        help_text=_("The column's name as it is set over the page. Left empty, the title."),
    )

    content_panels = [*BasePage.head_panels, FieldPanel("masthead")]

    class Meta:
        verbose_name = _("column")
        verbose_name_plural = _("columns")

    def articles(self):
        """Live articles of this column; public if the column itself is."""
        return self.as_open_as_this(ArticlePage.objects.live().child_of(self))

    @property
    def has_content(self) -> bool:
        """Whether the door to this section leads anywhere."""
        return self.articles().exists()

    def get_context(self, request, *args, **kwargs):
        listed = listing.build(
            request,
            self.articles().select_related("cover", "organisation", "place"),
            facets=[
                listing.Facet(
                    name="organisation",
                    title=_g("Organisation"),
                    value="organisation__name",
                    label="organisation__name",
                ),
            ],
            orders={
                "newest": listing.Order(
                    label=_g("Newest first"),
                    fields=newest_first(),
                ),
                "oldest": listing.Order(label=_g("Oldest first"), fields=oldest_first()),
            },
            per_page=20,
        )
        return {**super().get_context(request, *args, **kwargs), **listed.context()}


class ArticlePage(ImportedMixin, BasePage):
    """A report, feature, notice or interview."""

    template = "heritage/stories/article_page.html"
    search_kind = "article"
    search_related = (*BasePage.search_related, f"place__{ABOVE}")
    schema_type = "NewsArticle"
    parent_page_types = ["heritage.ArticleIndexPage"]
    subpage_types = []
    page_description = _("A report, feature, notice or interview.")

    kind = models.CharField(
        _("kind"),
        max_length=10,
        choices=ArticleKind,
        default=ArticleKind.NEWS,
        db_index=True,
    )
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("organisation"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Whose work the article reports."),
    )
    place = models.ForeignKey(
        Place,
        verbose_name=_("place"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    video = models.ForeignKey(
        get_media_model(),
        verbose_name=_("video"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    body = StreamField(StoryBodyBlock(), verbose_name=_("body"), blank=True)

    objects = PageManager.from_queryset(ArticleQuerySet)()

    content_panels = [
        FieldPanel("kind"),
        *BasePage.head_panels,
        FieldPanel("body"),
        MultiFieldPanel(
            [FieldRowPanel(["organisation", "place"]), MediaChooserPanel("video")],
            heading=_("About"),
        ),
        *BasePage.credit_panels,
        *BasePage.gathering_panels,
    ]
    search_fields = [*BasePage.search_fields, index.FilterField("kind")]

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")

    def places_shown(self) -> list[str]:
        return [self.place.name] if self.place else []

    def search_facets(self) -> dict[str, tuple[str, ...]]:
        places = self.place.search_paths if self.place else ()
        return {**super().search_facets(), "place": places}

    def search_told(self) -> dict[str, tuple]:
        # A report is of its day.
        date = self.display_date
        return {"dates": (date.isoformat(),) if date else ()}

    def get_context(self, request, *args, **kwargs):
        return {
            **super().get_context(request, *args, **kwargs),
            "related": self.related(),
            "share_url": request.build_absolute_uri(self.get_url(request)),
        }
