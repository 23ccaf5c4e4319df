"""Lists of candidacies in the admin: to look through, as a table, for letters to departments."""

from __future__ import annotations

import tempfile
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import FileResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.log_actions import log

from cms.core.choosers import is_key
from cms.core.tables import XLSX, write_xlsx
from heritage.honours.capacities import (
    is_office,
    regions_of,
    require_office,
    visible_candidacies,
)
from heritage.honours.models import Campaign, Candidacy, RegionOfficer
from heritage.honours.screening import exporting, listing, recommending, visits
from heritage.honours.screening.forms import FilterForm, LettersForm
from heritage.honours.screening.pairing import ALIVE, LOG, undecided
from heritage.people.models import Place

ICON = "clipboard-list"
RECOMMENDATIONS = 100
UNSHOWN = ("deeds", "honours", "details", "links", "nominee_phone")
_IN_MEMORY = 4 * 1024 * 1024


def may_screen(user) -> bool:
    """Whether a user has anything to do with the screening: the office, officers of regions."""
    return is_office(user) or RegionOfficer.objects.filter(user=user).exists()


def require_screener(request) -> None:
    """Raises ``PermissionDenied`` for anybody else."""
    if not may_screen(request.user):
        raise PermissionDenied


def page(request, template: str, title: str, status: int = 200, **context):
    """A page of the screening."""
    context = {
        "page_title": title,
        "header_icon": ICON,
        "office": is_office(request.user),
    } | context
    template = f"heritage/honours/admin/screening/{template}.html"
    return render(request, template, context, status=status)


def places_for(user):
    """The regions a list can be narrowed to: those nominees are of, and what they lie in."""
    paths = visible_candidacies(user).exclude(place=None).values_list("place__path", flat=True)
    keys = {int(key) for path in paths.distinct() for key in path.strip("/").split("/")}
    places = Place.objects.filter(pk__in=keys).order_by("path")
    return places if is_office(user) else places.within_any(regions_of(user))


@never_cache
@require_safe
def candidacies(request):
    """The candidacies a user may see, narrowed, sorted, a page at a time."""
    require_screener(request)
    form = FilterForm(request.GET, places=places_for(request.user))
    given = form.given()
    order = given.pop("sort", "strokes")
    found = listing.matching(request.user, **given)
    paginator = Paginator(listing.in_order(found, order).defer(*UNSHOWN), listing.PER_PAGE)
    # Counting needs none of what is shown.
    paginator.count = found.order_by().count()
    page_obj = paginator.get_page(request.GET.get("p"))
    flags = listing.flags_of(page_obj.object_list)
    rows = [(each, exporting.flag_words(flags[each.pk])) for each in page_obj.object_list]
    query = request.GET.copy()
    for name in ("p", "state"):
        query.pop(name, None)
    without_state = {name: value for name, value in given.items() if name != "state"}
    return page(
        request,
        "candidacies",
        _("Candidacies"),
        form=form,
        rows=rows,
        page_obj=page_obj,
        states=listing.counts_by_state(listing.matching(request.user, **without_state)),
        state=given.get("state", ""),
        query=query.urlencode(),
        paged_query=_without_page(request),
        waiting_pairs=undecided().count() if is_office(request.user) else 0,
        whole_query=request.GET.urlencode(),
    )


def _without_page(request) -> str:
    query = request.GET.copy()
    query.pop("p", None)
    return f"&{query.urlencode()}" if query else ""


@never_cache
@require_safe
def recommendations(request):
    """Whom each region passed up, by rank: of the candidacies a user may see."""
    require_screener(request)
    found = recommending.passed_up(request.user)
    campaigns = Campaign.objects.filter(pk__in=found.order_by().values("candidacy__campaign"))
    campaign = request.GET.get("campaign", "")
    if is_key(campaign):
        found = found.filter(candidacy__campaign=campaign)
    page_obj = Paginator(found, RECOMMENDATIONS).get_page(request.GET.get("p"))
    return page(
        request,
        "recommendations",
        _("Recommendations of regions"),
        page_obj=page_obj,
        campaigns=campaigns,
        campaign=campaign,
    )


@never_cache
@require_safe
def export(request):
    """The list as it was narrowed, as .xlsx; that it was taken stands in the log."""
    require_screener(request)
    form = FilterForm(request.GET, places=places_for(request.user))
    given = form.given()
    order = given.pop("sort", "strokes")
    found = listing.matching(request.user, **given)
    rows = list(exporting.rows_of(found, order))
    for campaign in Campaign.objects.filter(pk__in=found.order_by().values("campaign")):
        log(
            instance=campaign,
            action=f"{LOG}exported",
            user=request.user,
            data={"note": str(len(rows)), "asked": urlencode(_plain(given))},
        )
    return xlsx_response("candidacies.xlsx", exporting.headings(), rows)


def _plain(given: dict) -> dict[str, str]:
    """What a list was narrowed by, without what was searched for: that may be a name."""
    return {name: str(getattr(v, "pk", v)) for name, v in given.items() if name != "q"}


def xlsx_response(name: str, headings, rows) -> FileResponse:
    """A table to download."""
    file = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 (the response closes it)
    try:
        write_xlsx(file, headings, rows)
    except BaseException:
        file.close()
        raise
    file.seek(0)
    return FileResponse(file, as_attachment=True, content_type=XLSX, filename=name)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def letters(request):
    """Ask departments about the candidacies of a list: noted with each, and the list to send."""
    require_office(request.user)
    form = LettersForm(request.POST or None)
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            asked = form.cleaned_data
            found = Candidacy.objects.filter(campaign=asked["campaign"], state__in=ALIVE)
            if asked["state"]:
                found = found.filter(state=asked["state"])
            if asked["title"]:
                found = found.filter(title=asked["title"])
            found = list(
                found.select_related("title", "place", "campaign").order_by("stroke_key", "pk")
            )
            if found:
                visits.ask_opinions(
                    candidacies=found,
                    departments=asked["departments"],
                    on=asked["on"],
                    user=request.user,
                )
                return xlsx_response(
                    f"letters-{asked['on']:%Y%m%d}.xlsx",
                    exporting.letter_headings(),
                    exporting.letter_rows(found),
                )
            form.add_error(None, _("No candidacy fits."))
    return page(request, "letters", _("Letters to departments"), status, form=form)
