"""What is found, in words: shared by page, feed and suggestions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from cms.core.dates import PartialDate
from search.engines.base import Fragment, Hit, MomentHit, Sort

KINDS = {
    "story": gettext_lazy("Hero story"),
    "person": gettext_lazy("Person"),
    "interview": gettext_lazy("Oral history"),
    "collection": gettext_lazy("Collection of interviews"),
    "article": gettext_lazy("Article"),
    "column": gettext_lazy("Column"),
    "page": gettext_lazy("Page"),
    "unit": gettext_lazy("Unit"),
    "conflict": gettext_lazy("War"),
    "battle": gettext_lazy("Battle"),
    "honour": gettext_lazy("Honour"),
    "organisation": gettext_lazy("Organisation"),
    "team": gettext_lazy("Team"),
    "place": gettext_lazy("Place"),
    "entry": gettext_lazy("Name on a roll"),
    "site": gettext_lazy("Memorial site"),
    "exhibition": gettext_lazy("Online exhibition"),
    "event": pgettext_lazy("something that takes place", "Event"),
    "honouree": gettext_lazy("Honouree"),
    "campaign": pgettext_lazy("model of the year", "Campaign"),
}
FACET_TITLES = {
    "kind": gettext_lazy("Kind"),
    "conflict": gettext_lazy("War"),
    "place": gettext_lazy("Region"),
    "honour": gettext_lazy("Honour"),
    "unit": gettext_lazy("Unit"),
    "tag": gettext_lazy("Theme"),
    "grade": gettext_lazy("Grade band"),
    "decade": gettext_lazy("Decade"),
    "recording": gettext_lazy("Recording"),
    "person": gettext_lazy("Person"),
    "battle": gettext_lazy("Battle"),
    "site": gettext_lazy("Resting place"),
}
GRADES = {
    "primary_lower": gettext_lazy("Lower primary"),
    "primary_upper": gettext_lazy("Upper primary"),
    "junior": gettext_lazy("Junior secondary"),
    "senior": gettext_lazy("Senior secondary"),
}
SORT_LABELS = {
    Sort.RELEVANCE: pgettext_lazy("order of results", "By relevance"),
    Sort.NEWEST: pgettext_lazy("order of results", "Newest first"),
    Sort.OLDEST: pgettext_lazy("order of results", "Oldest first"),
    Sort.TITLE: pgettext_lazy("order of results", "By title (pinyin)"),
    Sort.STROKES: pgettext_lazy("order of results", "By title (strokes)"),
    Sort.LONGEST: pgettext_lazy("order of results", "Longest first"),
    Sort.SHORTEST: pgettext_lazy("order of results", "Shortest first"),
}
PATH = "/"
"""Parts a value of the region facet from the one it lies in."""

PATH_SHOWN = " › "
TREES = ("place", "site")
"""Facets whose values lie in one another."""


def value_label(facet: str, value: str, *, whole: bool = False) -> str:
    """A facet's value in words; of a region its last part, or with ``whole`` all of its path."""
    if facet == "kind":
        return str(KINDS.get(value, value))
    if facet == "grade":
        return str(GRADES.get(value, value))
    if facet == "decade" and value.isascii() and value.isdigit():
        return _("%(decade)ss") % {"decade": value}
    if facet == "recording" and value == "yes":
        return _("With recording")
    if facet in TREES:
        parts = [part for part in value.split(PATH) if part]
        return (PATH_SHOWN.join(parts) if whole else parts[-1]) if parts else value
    return value


def clock(milliseconds: int) -> str:
    """A time in a recording: ``1:23``, from an hour on ``1:02:03``."""
    minutes, seconds = divmod(milliseconds // 1000, 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours}:{minutes:02}:{seconds:02}"
    return f"{minutes}:{seconds:02}"


def moment_url(url: str, start_ms: int) -> str:
    """Where a moment opens: the address of the recording with ``#t=`` and seconds.

    The form is the temporal dimension of W3C Media Fragments URI 1.0 (4.2.1):
    ``#t=83.5`` is a minute, 23 seconds and a half from the beginning.
    """
    seconds, rest = divmod(start_ms, 1000)
    fraction = f".{rest:03}".rstrip("0") if rest else ""
    return f"{url}#t={seconds}{fraction}"


def as_text(fragments: Sequence[Fragment]) -> str:
    """The text of fragments without their marks."""
    return "".join(fragment.text for fragment in fragments)


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownMoment:
    """A moment of a recording as a link that opens there."""

    speaker: str
    time: str
    url: str
    fragments: tuple[Fragment, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownHit:
    """A hit as the page shows it; ``why_url`` only for editors."""

    key: str
    kind: str
    url: str
    kind_label: str
    date_label: str
    title: tuple[Fragment, ...]
    passages: tuple[tuple[Fragment, ...], ...]
    moments: tuple[ShownMoment, ...]
    people: tuple[str, ...]
    places: tuple[str, ...]
    why_url: str = ""


def shown_hit(hit: Hit, *, why_url: str = "") -> ShownHit:
    """``hit`` in words."""
    return ShownHit(
        key=hit.key,
        kind=hit.kind,
        url=hit.url,
        kind_label=value_label("kind", hit.kind),
        date_label=PartialDate.parse(hit.date).display() if hit.date else "",
        title=hit.title,
        passages=hit.passages,
        moments=tuple(_shown_moment(hit.url, moment) for moment in hit.moments),
        people=hit.people,
        places=hit.places,
        why_url=why_url,
    )


def why_urls(text: str, hits: Sequence[Hit]) -> Mapping[str, str]:
    """By key, where an editor reads why each hit stands where it does."""
    try:
        address = reverse("search_why")
    except NoReverseMatch:
        return {}
    return {hit.key: f"{address}?{urlencode({'q': text, 'key': hit.key})}" for hit in hits}


def _shown_moment(url: str, moment: MomentHit) -> ShownMoment:
    return ShownMoment(
        speaker=moment.speaker,
        time=clock(moment.start_ms),
        url=moment_url(url, moment.start_ms),
        fragments=moment.fragments,
    )
