"""Lists a reader can narrow, sort and page through; the address is the whole state.

Every index page uses these: filters by a column of the database with counts,
orders from a fixed table, and pages. A value from the address reaches the ORM
only as a parameter of an equality; an order only as a key of the table.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from django.core.exceptions import BadRequest
from django.core.paginator import EmptyPage, Page, Paginator
from django.db.models import Count, Q, QuerySet
from django.http import Http404, HttpRequest, QueryDict
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

MAX_CHOICES = 20
MAX_VALUE = 100
MAX_OPTIONS = 60
MOST_COUNTED = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """A column a list can be narrowed by.

    ``value`` and ``label`` are ORM paths from the listed model; ``where``
    limits which related rows count (only published people, say). ``choices``
    gives pairs of value and label to offer where a list is too long to count.
    """

    name: str
    title: str
    value: str
    label: str
    where: Q = field(default_factory=Q)
    choices: Callable[[], Iterable[tuple[str, str]]] = tuple


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One value of a facet; ``url`` chooses it, or takes it off if chosen.

    ``count`` is None where the list is too long to count.
    """

    value: str
    label: str
    count: int | None
    chosen: bool
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FilterGroup:
    """A facet with its options, the fullest first."""

    name: str
    title: str
    options: tuple[Option, ...]
    clear_url: str

    @property
    def chosen(self) -> tuple[Option, ...]:
        """The options in force."""
        return tuple(option for option in self.options if option.chosen)


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """One order of a list; ``fields`` are names or expressions for ``order_by``."""

    label: str
    fields: tuple


@dataclass(frozen=True, slots=True, kw_only=True)
class SortLink:
    """An order as a link."""

    label: str
    url: str
    current: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """What an index template shows."""

    page_obj: Page
    filters: tuple[FilterGroup, ...]
    sorts: tuple[SortLink, ...]
    total: int
    is_partial: bool
    clear_url: str

    def with_labels(self, labels: Mapping[str, Mapping[str, str]]) -> Listing:
        """The same with words for stored values: by facet, then by value."""
        return replace(
            self,
            filters=tuple(
                replace(
                    group,
                    options=tuple(
                        replace(option, label=str(words.get(option.value, option.label)))
                        for option in group.options
                    ),
                )
                for group in self.filters
                for words in [labels.get(group.name, {})]
            ),
        )

    def context(self) -> dict:
        """The names the templates use."""
        return {
            "page_obj": self.page_obj,
            "filters": self.filters,
            "active_filters": active_filters(self.filters),
            "sorts": self.sorts,
            "total": self.total,
            "is_partial": self.is_partial,
            "clear_url": self.clear_url,
        }


class BoundedPaginator(Paginator):
    """Counts no further than ``most`` rows, so that a long table costs no more than a short one.

    Its last page is the last of those; a reader narrows the list to see others.
    """

    def __init__(self, object_list, per_page: int, *, most: int):
        super().__init__(object_list, per_page)
        self.most = most

    @cached_property
    def count(self) -> int:
        """How many rows, at the most ``most``."""
        return self.object_list.order_by().values("pk")[: self.most].count()

    @property
    def is_partial(self) -> bool:
        """Whether there may be more rows than were counted."""
        return self.count == self.most


def chosen_values(params: QueryDict, name: str) -> tuple[str, ...]:
    """Values of one parameter, each once. Raises ``BadRequest`` past the limits."""
    values = tuple(dict.fromkeys(value for value in params.getlist(name) if value))
    if len(values) > MAX_CHOICES or any(len(value) > MAX_VALUE for value in values):
        raise BadRequest(_("Too many or too long values for one filter."))
    return values


def page_number(request: HttpRequest) -> int:
    """The page asked for, from 1. Raises ``BadRequest`` for what is no number."""
    text = request.GET.get("page", "1")
    if not (text.isascii() and text.isdigit() and 0 < len(text) <= 6 and int(text) > 0):
        raise BadRequest(_("The page must be a whole number."))
    return int(text)


def query_without(params: QueryDict, *names: str) -> QueryDict:
    """A copy of the address's parameters without those named."""
    kept = params.copy()
    for name in names:
        kept.pop(name, None)
    return kept


def toggled(params: QueryDict, name: str, value: str) -> str:
    """The address with ``value`` put into, or taken out of, parameter ``name``."""
    changed = query_without(params, "page")
    values = changed.getlist(name)
    values = [v for v in values if v != value] if value in values else [*values, value]
    changed.setlist(name, values)
    return f"?{changed.urlencode()}"


def active_filters(groups: Iterable[FilterGroup]) -> list[dict[str, str]]:
    """Chosen values with the address that takes each off."""
    return [
        {"label": f"{group.title}：{option.label}", "remove_url": option.url}
        for group in groups
        for option in group.chosen
    ]


def sort_links(
    params: QueryDict, labels: Mapping[str, str], *, current: str, default: str
) -> tuple[SortLink, ...]:
    """A link for each order; the default one leaves ``sort`` out of the address."""
    links = []
    for key, label in labels.items():
        changed = query_without(params, "sort", "page")
        if key != default:
            changed["sort"] = key
        links.append(
            SortLink(label=str(label), url=f"?{changed.urlencode()}", current=key == current)
        )
    return tuple(links)


def paged(request: HttpRequest, queryset: QuerySet, *, per_page: int, most: int) -> Page:
    """The page of ``queryset`` that the address asks for, counted up to ``most`` rows.

    Raises ``BadRequest`` for what is no page number and ``Http404`` past the end.
    """
    try:
        return BoundedPaginator(queryset, per_page, most=most).page(page_number(request))
    except EmptyPage as error:
        raise Http404(_("There is no such page.")) from error


def build(
    request: HttpRequest,
    queryset: QuerySet,
    *,
    facets: Sequence[Facet] = (),
    orders: Mapping[str, Order],
    per_page: int = 12,
    most: int = MOST_COUNTED,
) -> Listing:
    """Narrow, sort and page ``queryset`` as the address says.

    Several values in one facet widen, facets narrow; the counts of a facet
    ignore its own choice. The first of ``orders`` is the default. Past
    ``most`` rows nothing is counted: facets offer their ``choices``, and the
    pages end there.
    """
    chosen = {facet.name: chosen_values(request.GET, facet.name) for facet in facets}
    default = next(iter(orders))
    order = request.GET.get("sort") or default
    if order not in orders:
        raise BadRequest(_("There is no such sort order."))
    matching = _narrow(queryset, facets, chosen)
    listed = queryset
    if matching is not queryset:
        # A row that matches twice is listed once.
        listed = queryset.filter(pk__in=matching.values("pk"))
    listed = listed.order_by(*orders[order].fields, "pk")
    page_obj = paged(request, listed, per_page=per_page, most=most)
    paginator = page_obj.paginator
    group = _offered if paginator.is_partial else _counted
    return Listing(
        page_obj=page_obj,
        filters=tuple(group(request.GET, queryset, facet, facets, chosen) for facet in facets),
        sorts=sort_links(
            request.GET,
            {key: known.label for key, known in orders.items()},
            current=order,
            default=default,
        ),
        total=paginator.count,
        is_partial=paginator.is_partial,
        clear_url="?" + query_without(request.GET, "page", *chosen).urlencode(),
    )


def narrowed(params: QueryDict, queryset: QuerySet, facets: Sequence[Facet]) -> QuerySet:
    """``queryset`` as the address narrows it by ``facets``; raises ``BadRequest`` past the limits."""
    chosen = {facet.name: chosen_values(params, facet.name) for facet in facets}
    return _narrow(queryset, facets, chosen)


def _narrow(queryset, facets, chosen, *, but: str = "") -> QuerySet:
    for facet in facets:
        values = chosen[facet.name]
        if values and facet.name != but:
            queryset = queryset.filter(facet.where, **{f"{facet.value}__in": values})
    return queryset


def _counted(params, queryset, facet, facets, chosen) -> FilterGroup:
    narrowed = _narrow(queryset, facets, chosen, but=facet.name)
    if narrowed is not queryset:
        narrowed = queryset.filter(pk__in=narrowed.values("pk"))
    rows = (
        narrowed.filter(facet.where)
        .exclude(**{facet.value: None})
        .order_by()
        .values_list(facet.value, facet.label)
        .annotate(number=Count("pk", distinct=True))
        .order_by("-number", facet.value)[:MAX_OPTIONS]
    )
    return _group(params, facet, chosen, {str(v): (str(label), n) for v, label, n in rows})


def _offered(params, queryset, facet, facets, chosen) -> FilterGroup:
    choices = islice(facet.choices(), MAX_OPTIONS)
    return _group(params, facet, chosen, {str(v): (str(label), None) for v, label in choices})


def _group(params, facet, chosen, found: dict[str, tuple[str, int | None]]) -> FilterGroup:
    for value in chosen[facet.name]:
        found.setdefault(value, (value, 0))
    options = tuple(
        Option(
            value=value,
            label=label,
            count=number,
            chosen=value in chosen[facet.name],
            url=toggled(params, facet.name, value),
        )
        for value, (label, number) in found.items()
    )
    return FilterGroup(
        name=facet.name,
        title=facet.title,
        options=options,
        clear_url=f"?{query_without(params, facet.name, 'page').urlencode()}",
    )
