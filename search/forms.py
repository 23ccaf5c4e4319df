"""What a reader may ask, with its limits, and the address that asks it again."""

from __future__ import annotations

from urllib.parse import urlencode

from django.core.exceptions import BadRequest
from django.http import QueryDict
from django.utils.translation import gettext as _

from cms.core.listing import chosen_values

from .engines.base import SearchQuery, Sort

MAX_QUERY = 200
MAX_PAGE = 500
PER_PAGE = 10
MAX_LIMIT = 50
FACETS = (
    "kind",
    "conflict",
    "place",
    "honour",
    "unit",
    "tag",
    "grade",
    "decade",
    "recording",
)
"""Facets in the order in which they are shown."""

FILTERS = ("person",)
"""What can be chosen and is not counted."""

CHOOSABLE = (*FACETS, *FILTERS)


def read_query(params: QueryDict) -> tuple[SearchQuery, int]:
    """The search a reader asked for, and the page. Raises ``BadRequest`` beside its limits.

    Unknown parameters are left alone: links carry all kinds of them.
    """
    sort = params.get("sort") or Sort.RELEVANCE
    if sort not in list(Sort):
        raise BadRequest(_("There is no such sort order."))
    page = whole_number(params, "page", default=1, largest=MAX_PAGE)
    limit = whole_number(params, "limit", default=PER_PAGE, largest=MAX_LIMIT)
    query = SearchQuery(
        text=read_text(params),
        facets={name: values for name in CHOOSABLE if (values := chosen_values(params, name))},
        sort=Sort(sort),
        offset=(page - 1) * limit,
        limit=limit,
    )
    return query, page


def read_text(params: QueryDict) -> str:
    """What was typed. Raises ``BadRequest`` for more than :data:`MAX_QUERY` characters."""
    text = params.get("q", "")
    if len(text) > MAX_QUERY:
        raise BadRequest(
            _("The search is too long; at most %(limit)d characters.") % {"limit": MAX_QUERY}
        )
    return text.strip()


def parameters(query: SearchQuery) -> str:
    """``query`` as the parameters of an address, its first page; one form for one query.

    Begins with ``?``. What :func:`read_query` makes of it is the query again.
    """
    pairs = [("q", query.text)] if query.text else []
    pairs += [(name, value) for name in CHOOSABLE for value in sorted(query.facets.get(name, ()))]
    if query.sort != Sort.RELEVANCE:
        pairs.append(("sort", query.sort.value))
    if query.limit != PER_PAGE:
        pairs.append(("limit", str(query.limit)))
    return f"?{urlencode(pairs)}"


def whole_number(params: QueryDict, name: str, *, default: int, largest: int) -> int:
    """A parameter from 1 to ``largest``. Raises ``BadRequest``."""
    text = params.get(name, "")
    if not text:
        return default
    if text.isascii() and text.isdigit() and len(text) < 7 and 1 <= int(text) <= largest:
        return int(text)
    raise BadRequest(
        _("“%(name)s” must be a whole number from 1 to %(largest)d.")
        % {"name": name, "largest": largest}
    )
