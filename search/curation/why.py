"""Why a document is, or is not, among the results of a search."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from wagtail.models import Page

from heritage.memorials.models import RollEntry
from heritage.people import searchable
from heritage.people.models import Person
from search import outbox
from search.configured import engine
from search.curation.explaining import Reason, reasons
from search.curation.promotions import promoted
from search.curation.synonyms import expansions_for
from search.documents import ENTRY, PAGE, PERSON, documents_for
from search.engines.base import EngineError, SearchDocument, SearchQuery
from search.models import OutboxEntry


class Absence(StrEnum):
    """Why a document is not in the results."""

    UNKNOWN = "unknown"
    NOT_LIVE = "not_live"
    PRIVATE = "private"
    NOT_SEARCHED = "not_searched"
    NOT_INDEXED = "not_indexed"
    NO_MATCH = "no_match"


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """What there is to say about one document and one search.

    ``document`` is None for what is not public. ``expansions`` are the other
    names that were looked for as well. ``in_index`` and ``rank`` come from the
    engine, ``fault`` says that it did not answer.
    """

    key: str
    text: str
    document: SearchDocument | None = None
    title: str = ""
    absence: Absence | None = None
    in_index: bool = False
    rank: int | None = None
    score: float = 0.0
    reasons: tuple[Reason, ...] = ()
    expansions: tuple[tuple[str, tuple[str, ...]], ...] = ()
    promoted: bool = False
    waiting: bool = False
    refusal: str = ""
    fault: str = ""


def explain(*, text: str, key: str) -> Explanation:
    """Weigh the document ``key`` in the search ``text``; never raises for what readers typed."""
    documents, _gone = documents_for([key]) if _is_key(key) else ([], [])
    document = documents[0] if documents else None
    entries = OutboxEntry.objects.filter(key=key)
    said = {
        "key": key,
        "text": text,
        "document": document,
        "title": document.title if document else _title(key),
        "waiting": entries.filter(error="").exists(),
        "refusal": entries.exclude(error="").values_list("error", flat=True).first() or "",
    }
    if document is None:
        return Explanation(**said, absence=_why_not_public(key))
    expansions = expansions_for(text)
    said |= {
        "expansions": tuple(expansions.items()),
        "promoted": any(promotion.url == document.url for promotion in promoted(text)),
    }
    try:
        in_index = engine().weigh(SearchQuery(), key).matches
        weighed = engine().weigh(SearchQuery(text=text, expansions=expansions), key)
    except EngineError as error:
        return Explanation(**said, fault=str(error))
    if not weighed.matches:
        absence = Absence.NO_MATCH if in_index else Absence.NOT_INDEXED
        return Explanation(**said, in_index=in_index, absence=absence)
    names = {name for others in expansions.values() for name in others}
    return Explanation(
        **said,
        in_index=True,
        rank=weighed.rank,
        score=weighed.score,
        reasons=tuple(reasons(weighed.shares, synonyms=names)),
    )


def note_again(*, key: str) -> bool:
    """Let the index look at ``key`` anew; False for what is no key."""
    if not _is_key(key):
        return False
    # One that was refused too often would not be looked at again.
    OutboxEntry.objects.filter(key=key).delete()
    outbox.changed([key])
    return True


def _is_key(key: str) -> bool:
    kind, _separator, pk = key.partition(":")
    return (
        kind in (PAGE, PERSON, ENTRY, *searchable.KINDS)
        and pk.isascii()
        and 0 < len(pk) < 19
        and pk.isdigit()
    )


def _record(key: str):
    """The row behind a key, live or not; None where there is none."""
    if not _is_key(key):
        return None
    kind, _separator, pk = key.partition(":")
    model = {PAGE: Page, PERSON: Person, ENTRY: RollEntry}.get(kind) or searchable.KINDS[kind]
    return model._default_manager.filter(pk=int(pk)).first()


def _title(key: str) -> str:
    found = _record(key)
    return str(found) if found else ""


def _why_not_public(key: str) -> Absence:
    found = _record(key)
    if found is None:
        return Absence.UNKNOWN
    if not getattr(found, "live", True):
        return Absence.NOT_LIVE
    if isinstance(found, Page) and found.get_view_restrictions().exists():
        return Absence.PRIVATE
    return Absence.NOT_SEARCHED
