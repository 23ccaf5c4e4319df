"""The first page."""

from __future__ import annotations

import datetime
from urllib.parse import urlencode

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, PageChooserPanel

from cms.core.models import BasePage, SiteSettings
from cms.core.stamp import kept
from heritage.honours.campaigns.showing import open_calls
from heritage.memorials.models import MemorialIndexPage
from heritage.memorials.sites.names import has_names
from heritage.oral_history.models import InterviewIndexPage
from heritage.people.models import Person, PersonIndexPage
from heritage.stories.domain import next_day_with_entries, on_this_day
from heritage.stories.models import ArticleIndexPage, ArticlePage, StoryIndexPage, StoryPage

from .on_this_day import OnThisDayPage

STORIES = 6
ARTICLES = 5
PEOPLE = 6
LEAP_YEAR = 2000
SECTIONS = {
    "stories_url": StoryIndexPage,
    "people_url": PersonIndexPage,
    "articles_url": ArticleIndexPage,
    "on_this_day_url": OnThisDayPage,
}


class HomePage(BasePage):
    """One lead story, the day in history, and the ways in that are live."""

    template = "home/home_page.html"
    schema_type = "WebSite"
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = [
        "home.SectionPage",
        "home.StandardPage",
        "home.ServiceLinksPage",
        "home.OnThisDayPage",
        "home.PracticePage",
        "heritage.PersonIndexPage",
        "heritage.StoryIndexPage",
        "heritage.ArticleIndexPage",
        "heritage.InterviewIndexPage",
        "heritage.MemorialIndexPage",
        "heritage.EventIndexPage",
        "heritage.HonoursIndexPage",
    ]
    page_description = _("The home page of the site.")

    lead_story = models.ForeignKey(
        StoryPage,
        verbose_name=_("lead story"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Left empty, the newest story leads."),
    )

    content_panels = [
        *BasePage.head_panels,
        PageChooserPanel("lead_story"),
        FieldPanel("body"),
    ]

    class Meta:
        verbose_name = _("home page")

    def doors(self) -> list[dict[str, str]]:
        """Ways into the site; one whose section has nothing live is left out."""
        ways = [
            (
                StoryIndexPage,
                _g("Read a story"),
                _g("Heroes and old soldiers, told from the sources"),
            ),
            (
                PersonIndexPage,
                _g("Know a person"),
                _g("Lives, units, honours and native places"),
            ),
            (
                InterviewIndexPage,
                _g("Listen to old soldiers"),
                _g("Their own voices, sentence by sentence"),
            ),
            (
                MemorialIndexPage,
                _g("Visit a memorial site"),
                _g("Where they rest, and how to get there"),
            ),
            (OnThisDayPage, _g("Today in history"), _g("What happened on this day")),
        ]
        doors = []
        if has_names():
            doors.append(
                {
                    "title": _g("Find a name"),
                    "description": _g("The rolls of martyrs, by name or native place"),
                    "url": reverse("roll_search"),
                }
            )
        for model, title, description in ways:
            page = model.objects.live().public().child_of(self).first()
            if page and page.has_content:
                doors.append({"title": title, "description": description, "url": page.url})
        return doors

    def section_urls(self) -> dict[str, str]:
        """Addresses of the sections that the lists of this page are taken from."""
        urls = {}
        for name, model in SECTIONS.items():
            page = model.objects.live().public().descendant_of(self).first()
            if page and page.has_content:
                urls[name] = page.url
        return urls

    def get_context(self, request, *args, **kwargs):
        stories = list(StoryPage.objects.published().newest_first().for_cards()[: STORIES + 1])
        lead = StoryPage.objects.published().filter(pk=self.lead_story_id).for_cards().first()
        lead = lead or (stories[0] if stories else None)
        today = timezone.localdate()
        return {
            **super().get_context(request, *args, **kwargs),
            **kept(f"home:{self.pk}:sections", self.section_urls),
            "lead_story": lead,
            "stories": [story for story in stories if story != lead][:STORIES],
            "open_calls": open_calls(),
            "doors": kept(f"home:{self.pk}:doors", self.doors),
            **_day_shown(today),
            "articles": list(
                ArticlePage.objects.published()
                .newest_first()
                .select_related("organisation")[:ARTICLES]
            ),
            "people": list(
                Person.objects.published()
                .filter(shown_on__page__in=[story.pk for story in stories])
                .select_related("portrait")
                .distinct()[:PEOPLE]
            ),
            "example_searches": example_searches(SiteSettings.for_request(request)),
        }

    def json_ld(self, request) -> dict:
        target = request.build_absolute_uri(reverse("search")) + "?q={search_term_string}"
        return {
            **super().json_ld(request),
            "potentialAction": {
                "@type": "SearchAction",
                "target": {"@type": "EntryPoint", "urlTemplate": target},
                "query-input": "required name=search_term_string",
            },
        }


def _day_shown(today: datetime.date) -> dict:
    """Today's entries of history, or those of the next day that has any."""
    entries = on_this_day(month=today.month, day=today.day)
    shown = today
    if not entries and (following := next_day_with_entries(month=today.month, day=today.day)):
        # A leap year, so that 29 February can be named.
        shown = datetime.date(LEAP_YEAR, *following)
        entries = on_this_day(month=shown.month, day=shown.day)
    return {
        "on_this_day": entries,
        "is_today": shown == today,
        "today_label": date_format(shown, _g("F j")),
    }


def example_searches(site_settings: SiteSettings) -> list[dict[str, str]]:
    """The editor's example searches as links."""
    return [
        {"label": words, "url": f"{reverse('search')}?{urlencode({'q': words})}"}
        for words in site_settings.example_searches.split()
    ]
