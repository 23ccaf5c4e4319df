"""What editors put above the hits of a search: Wagtail's search promotions.

Wagtail keeps the searches as its editors typed them; here they are compared
as the search compares everything, so traditional characters, full width and
capitals do not count.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, Q
from wagtail.contrib.search_promotions.models import Query, SearchPromotion
from wagtail.models import PageViewRestriction

from search.curation.kept import Kept
from search.models.curation import name_key

MOST = 5
"""Most promotions of one search."""

_KEY_LENGTH = 200
_QUOTES = dict.fromkeys(map(ord, "\"'“”‘’"), " ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Promotion:
    """What editors put above the hits of a search."""

    title: str
    url: str
    description: str = ""


def promoted(text: str) -> tuple[Promotion, ...]:
    """What is put above the hits of ``text``, in the editors' order.

    Pages that are not live or not public are left out. One query where nothing
    is promoted, else two.
    """
    queries = _promoted.current().get(promotion_key(text))
    if not queries:
        return ()
    found = (
        SearchPromotion.objects.filter(query__in=queries)
        .filter(Q(page__isnull=True) | (Q(page__live=True) & ~Exists(_restrictions())))
        .select_related("page")
        .order_by("sort_order", "pk")
    )
    shown: dict[str, Promotion] = {}
    for promotion in found:
        url = promotion.page.get_url() if promotion.page else promotion.external_link_url
        if url and promotion.title and url not in shown:
            shown[url] = Promotion(
                title=promotion.title, url=url, description=promotion.description
            )
    return tuple(shown.values())[:MOST]


def promotion_key(text: str) -> str:
    """A search as promotions are compared by."""
    # Quotation marks do not make it another search.
    return name_key(text[:_KEY_LENGTH].translate(_QUOTES))


def _restrictions():
    """Restrictions on the page of a promotion or on a page above it."""
    path = ExpressionWrapper(OuterRef("page__path"), output_field=CharField())
    return PageViewRestriction.objects.annotate(of_page=path).filter(
        of_page__startswith=F("page__path")
    )


def _read() -> dict[str, list[int]]:
    """Promoted searches by their key; several may differ in script alone."""
    found: dict[str, list[int]] = {}
    promoted_ids = SearchPromotion.objects.values("query")
    for pk, text in Query.objects.filter(pk__in=promoted_ids).values_list("pk", "query_string"):
        found.setdefault(promotion_key(text), []).append(pk)
    return found


_promoted: Kept[dict[str, list[int]]] = Kept(_read)
