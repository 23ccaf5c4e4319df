"""The search log in the admin: what is searched, what finds nothing, what is opened."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponseBadRequest, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin.auth import permission_required

from cms.core.tables import csv_chunks
from search.admin_pages import rights
from search.curation import deciding, report
from search.curation.report import Line, Listing, Opened, Span
from search.documents import documents_for

PER_PAGE = 30
ICON = "history"
DEFAULT_DAYS = 30
EXPORTED = 20_000
"""Most lines of an export."""

_PIECE = 500

LISTINGS = {
    Listing.TOP: gettext_lazy("Searched most"),
    Listing.EMPTY: gettext_lazy("Searches that find nothing"),
    Listing.OPENED: gettext_lazy("Opened most"),
    Listing.OFFERED: gettext_lazy("Offered to readers"),
    Listing.HIDDEN: gettext_lazy("Left out"),
}
_DECISIONS = {
    "offer": (deciding.offer, gettext_lazy("“%(text)s” is offered to readers as they type.")),
    "withdraw": (deciding.withdraw, gettext_lazy("“%(text)s” is offered no more.")),
    "hide": (deciding.hide, gettext_lazy("“%(text)s” is left out of the report.")),
    "show": (deciding.show, gettext_lazy("“%(text)s” is in the report again.")),
}

# The chart is drawn 612 by 160, the bars stand on 136.
_WIDTH, _FLOOR, _HIGHEST = 600, 136, 120
_MOST_LABELS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownDocument:
    """A document that was opened, with its title while it is public."""

    opened: Opened
    title: str
    url: str


@require_safe
@permission_required(rights.READ_LOG)
def search_log(request):
    """A period of searches with its chart and listings; ``?export=csv`` for a table."""
    days = _one_of(request.GET.get("days", ""), report.PERIODS, DEFAULT_DAYS)
    listing = _listing(request.GET.get("list", ""))
    rows = report.listed(days=days, listing=listing)
    if request.GET.get("export") == "csv":
        return _export(rows, listing, days)
    page_obj = Paginator(rows, PER_PAGE).get_page(request.GET.get("p"))
    spans = report.timeline(days=days)
    context = {
        "days": days,
        "periods": report.PERIODS,
        "listing": listing.value,
        "listings": [(name.value, label) for name, label in LISTINGS.items()],
        "page_obj": page_obj,
        "lines": [] if listing is Listing.OPENED else _lines(page_obj, days),
        "documents": _documents(page_obj) if listing is Listing.OPENED else [],
        "totals": report.totals(days=days),
        "spans": [(_label(span), span) for span in spans],
        "bars": _bars(spans),
        "page_title": _("Search log"),
        "header_icon": ICON,
    }
    return render(request, "search/admin/log.html", context)


@require_POST
@permission_required(rights.DECIDE)
def decide(request):
    """Offer a search to readers, take that back, leave it out of the report, or not."""
    text = request.POST.get("text", "")
    take, said = _DECISIONS.get(request.POST.get("decision", ""), (None, ""))
    if take is None:
        return HttpResponseBadRequest(_("There is no such decision."))
    try:
        phrase = take(text=text, user=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, said % {"text": phrase.text})
    back = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        back = reverse("search_log")
    return redirect(back)


def _one_of(given: str, choices: tuple[int, ...], default: int) -> int:
    return next((choice for choice in choices if str(choice) == given), default)


def _listing(given: str) -> Listing:
    return Listing(given) if given in list(Listing) else Listing.TOP


def _lines(rows, days: int) -> list[Line]:
    return report.lines_of(texts=[row["text"] for row in rows], days=days)


def _documents(rows) -> list[ShownDocument]:
    found, _gone = documents_for([row["key"] for row in rows])
    public = {document.key: document for document in found}
    return [
        ShownDocument(
            opened=Opened(**row),
            title=public[row["key"]].title if row["key"] in public else "",
            url=public[row["key"]].url if row["key"] in public else "",
        )
        for row in rows
    ]


def _label(span: Span) -> str:
    first = date_format(span.first, "Y-m-d")
    return first if span.first == span.last else f"{first} — {date_format(span.last, 'Y-m-d')}"


def _bars(spans: list[Span]) -> list[dict]:
    """The chart's bars: behind, how often was asked; before it, how often nothing was found."""
    most = max((span.asked for span in spans), default=0)
    step = _WIDTH / max(1, len(spans))
    every = -(-len(spans) // _MOST_LABELS)
    bars = []
    for number, span in enumerate(spans):
        heights = [
            round(_HIGHEST * count / most) if most else 0 for count in (span.asked, span.empty)
        ]
        bars.append(
            {
                "label": date_format(span.first, "m-d") if number % every == 0 else "",
                "title": _label(span),
                "span": span,
                "middle": f"{6 + (number + 0.5) * step:.1f}",
                "x": f"{6 + (number + 0.15) * step:.1f}",
                "width": f"{0.7 * step:.1f}",
                "asked": {"y": _FLOOR - heights[0], "height": heights[0]},
                "empty": {"y": _FLOOR - heights[1], "height": heights[1]},
            }
        )
    return bars


def _export(rows, listing: Listing, days: int) -> StreamingHttpResponse:
    if listing is Listing.OPENED:
        headings, table = _opened_table(rows)
    else:
        headings, table = _lines_table(rows, days)
    response = StreamingHttpResponse(
        csv_chunks(headings, table), content_type="text/csv; charset=utf-8"
    )
    name = f"search-{listing.value}-{days}"
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


def _lines_table(rows, days: int) -> tuple[list[str], Iterator[dict[str, str]]]:
    headings = [
        _("Searched"),
        _("Times asked"),
        _("Found at last"),
        _("Openings"),
        _("Openings for 100 searches"),
    ]

    def written() -> Iterator[dict[str, str]]:
        for piece in _pieces(rows):
            for line in _lines(piece, days):
                share = "" if line.share is None else line.share
                cells = (line.text, line.asked, line.found, line.openings, share)
                yield dict(zip(headings, map(str, cells), strict=True))

    return headings, written()


def _opened_table(rows) -> tuple[list[str], Iterator[dict[str, str]]]:
    headings = [_("Key"), _("Title"), _("Openings"), _("Searches that led there")]

    def written() -> Iterator[dict[str, str]]:
        for piece in _pieces(rows):
            for shown in _documents(piece):
                opened = shown.opened
                cells = (opened.key, shown.title, opened.openings, opened.searches)
                yield dict(zip(headings, map(str, cells), strict=True))

    return headings, written()


def _pieces(rows) -> Iterator[list[dict]]:
    left = islice(rows.iterator(chunk_size=_PIECE), EXPORTED)
    while piece := list(islice(left, _PIECE)):
        yield piece
