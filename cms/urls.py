"""All addresses of the site."""

from __future__ import annotations

from django.conf import settings
from django.conf.urls.static import static
from django.urls import include, path
from django.views.i18n import set_language
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.contrib.sitemaps.views import sitemap
from wagtail.documents import urls as wagtaildocs_urls

from cms.core import views as core
from heritage.oral_history import feeds as interview_feeds
from heritage.oral_history import views as interviews
from heritage.people import index_views as indexes
from heritage.people import record_views as records
from heritage.people import views as people
from heritage.stories import views as stories

urlpatterns = [
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("uploads/<path:path>", core.uploaded_file, name="uploaded_file"),
    path("", include("search.urls")),
    path("people/<slug:slug>/", people.person, name="person"),
    path("people/<slug:slug>/record.pdf", people.person_sheet, name="person_sheet"),
    path("units/", indexes.units, name="unit_index"),
    path("wars/", indexes.conflicts, name="conflict_index"),
    path("honours/", indexes.honours, name="honour_index"),
    path("places/", indexes.places, name="place_index"),
    path("organisations/", indexes.organisations, name="organisation_index"),
    path("teams/", indexes.teams, name="team_index"),
    path("units/<slug:slug>/", records.unit, name="unit"),
    path("wars/<slug:slug>/", records.conflict, name="conflict"),
    path("battles/<slug:slug>/", records.battle, name="battle"),
    path("honours/<slug:slug>/", records.honour, name="honour"),
    path("organisations/<slug:slug>/", records.organisation, name="organisation"),
    path("teams/<slug:slug>/", records.team, name="team"),
    path("places/<slug:slug>/", records.place, name="place"),
    path("feed/", stories.SiteFeed(), name="site_feed"),
    path("feed/stories/", stories.StoryFeed(), name="story_feed"),
    path("feed/interviews/", interview_feeds.InterviewFeed(), name="interview_feed"),
    path(
        "interviews/<int:pk>/parts/<int:number>/", interviews.interview_part, name="interview_part"
    ),
    path(
        "interviews/<int:pk>/tracks/<int:transcript>.<str:suffix>",
        interviews.interview_track,
        name="interview_track",
    ),
    path(
        "interviews/<int:pk>/tapes/<int:number>/chapters.json",
        interviews.interview_chapters,
        name="interview_chapters",
    ),
    path("interviews/<int:pk>/<str:name>", interviews.interview_export, name="interview_export"),
    path("share/<int:pk>/qr.svg", core.page_qr, name="page_qr"),
    path("share/<int:pk>/poster.png", stories.page_poster, name="page_poster"),
    path("reading/large-type/", core.large_type, name="large_type"),
    path("reading/language/", set_language, name="set_language"),
    path("sitemap.xml", sitemap, name="sitemap"),
    path("", include("heritage.memorials.events.urls")),
    path("", include("heritage.memorials.leads.urls")),
    path("", include("heritage.memorials.tributes.urls")),
    path("", include("heritage.honours.showcase.urls")),
    path("", include("heritage.honours.judging.urls")),
    path("", include("heritage.honours.noticing.urls")),
    path("", include("heritage.honours.voting.urls")),
    path("", include("heritage.honours.nominating.urls")),
    path("", include("cms.core.intake.urls")),
    path("", include("heritage.memorials.roll_pages.urls")),
    path("", include("heritage.memorials.sites.urls")),
    path("", include("media.urls")),
    path("robots.txt", core.robots, name="robots"),
    path("healthz", core.healthz, name="healthz"),
    path("", include(wagtail_urls)),
]

if settings.DEBUG:
    urlpatterns = static(settings.STATIC_URL, document_root=settings.STATIC_ROOT) + urlpatterns

handler400 = "cms.core.views.bad_request"
