"""What a reader may ask of the rolls of names, and the search that is."""

from __future__ import annotations

from dataclasses import dataclass

from django import forms
from django.core.exceptions import BadRequest
from django.http import QueryDict
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from cms.core.listing import chosen_values
from heritage.memorials.roll_pages.searchable import BORN, DIED, KIND, ROLL
from search.engines.base import SearchQuery, Sort
from search.forms import MAX_PAGE, whole_number
from search.text.query import FIELD_NAMES, Field

FACETS = ("place", "conflict", "battle", "unit", "site", "decade")
"""What a search for a name can be narrowed by, in the order in which it is shown."""

SORTS = (Sort.RELEVANCE, Sort.TITLE, Sort.STROKES)
PER_PAGE = 20
EARLIEST, LATEST = 1800, 2100
TOLERANCES = (0, 1, 2, 3, 5, 10)
LONGEST_SLUG = 80

_LEADING = '-"“”'
"""In a query these would exclude or quote; before a name they are a slip."""


class RollSearchForm(forms.Form):
    """A name and what else is known of whom it belongs to; nothing is required."""

    name = forms.CharField(
        label=_("Name"),
        max_length=60,
        required=False,
        help_text=_("Characters, pinyin or initials; ? for a character you do not know."),
    )
    native = forms.CharField(label=_("Native place"), max_length=60, required=False)
    served = forms.CharField(label=_("Unit"), max_length=60, required=False)
    fought = forms.CharField(label=_("Battle or place of death"), max_length=60, required=False)
    rests = forms.CharField(label=_("Resting place"), max_length=60, required=False)
    born = forms.IntegerField(
        label=_("Year of birth"), min_value=EARLIEST, max_value=LATEST, required=False
    )
    born_within = forms.TypedChoiceField(
        label=_("give or take (years)"),
        choices=[(n, n) for n in TOLERANCES],
        coerce=int,
        empty_value=0,
        required=False,
    )
    died = forms.IntegerField(
        label=_("Year of death"), min_value=EARLIEST, max_value=LATEST, required=False
    )
    died_within = forms.TypedChoiceField(
        label=_("give or take (years)"),
        choices=[(n, n) for n in TOLERANCES],
        coerce=int,
        empty_value=0,
        required=False,
    )

    use_required_attribute = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].widget.attrs |= {"autocomplete": "off", "enterkeyhint": "search"}
        for name in ("born", "died"):
            self.fields[name].widget.attrs["inputmode"] = "numeric"

    @property
    def words(self):
        """Fields of words besides the name, for the template."""
        return [self[name] for name in ("native", "served", "fought", "rests")]

    @property
    def year_pairs(self):
        """Each year with how far it may be off, for the template."""
        return [(self["born"], self["born_within"]), (self["died"], self["died_within"])]

    @property
    def narrows(self) -> bool:
        """Whether more than a name was asked for."""
        return any(field.data for field in self.words) or any(
            year.data or year.errors for year, _within in self.year_pairs
        )

    def text(self) -> str:
        """What was asked for in words, in the language of the search."""
        asked = self.cleaned_data
        name, served, native = (_one_word(asked[field]) for field in ("name", "served", "native"))
        return " ".join(
            filter(
                None,
                (
                    _in_field(Field.PERSON, name),
                    _in_field(Field.UNIT, served),
                    _in_field(Field.NATIVE, native),
                    _quoted(asked["fought"]),
                    _quoted(asked["rests"]),
                ),
            )
        )

    def years(self) -> dict[str, tuple[str, ...]]:
        """The years asked for, by filter."""
        asked = self.cleaned_data
        return {
            BORN: _around(asked["born"], asked["born_within"]),
            DIED: _around(asked["died"], asked["died_within"]),
        }


@dataclass(frozen=True, slots=True)
class RollSearch:
    """A valid search: ``query``, which page of it, and whether anything was asked for at all.

    To name a roll asks for nothing yet: its own page has all its names.
    ``default_sort`` is the order where none was chosen.
    """

    query: SearchQuery
    page: int
    asked: bool
    default_sort: Sort
    roll: str


def read_roll_search(form: RollSearchForm, params: QueryDict) -> RollSearch:
    """The search of a valid ``form`` with the address's choices. Raises ``BadRequest``."""
    text = form.text()
    # Where no name was typed nothing fits better than another: the order of a printed roll.
    default = Sort.RELEVANCE if form.cleaned_data["name"] else Sort.STROKES
    sort = params.get("sort") or default
    if sort not in SORTS:
        raise BadRequest(_g("There is no such sort order."))
    page = whole_number(params, "page", default=1, largest=MAX_PAGE)
    roll = params.get(ROLL, "")
    if len(roll) > LONGEST_SLUG:
        raise BadRequest(_g("Too many or too long values for one filter."))
    facets = {name: values for name in FACETS if (values := chosen_values(params, name))}
    years = {name: values for name, values in form.years().items() if values}
    return RollSearch(
        query=SearchQuery(
            text=text,
            within={"kind": (KIND,), **years, **({ROLL: (roll,)} if roll else {})},
            counting=FACETS,
            facets=facets,
            sort=Sort(sort),
            offset=(page - 1) * PER_PAGE,
            limit=PER_PAGE,
        ),
        page=page,
        asked=bool(text or facets or years),
        default_sort=default,
        roll=roll,
    )


def name_of(text: str) -> str:
    """The name in a text of :meth:`RollSearchForm.text`, or one put in its place; "" if none."""
    before = f"{FIELD_NAMES[Field.PERSON][0]}:"
    first = text.partition(" ")[0]
    return first.removeprefix(before).strip('"') if first.startswith(before) else ""


def _one_word(text: str) -> str:
    """Without white space, which would end a field: 张 三 is 张三, Chang San is Chang-San."""
    return ("-" if text.isascii() else "").join(text.split()).lstrip(_LEADING)


def _in_field(field: Field, text: str) -> str:
    return f"{FIELD_NAMES[field][0]}:{text}" if text else ""


def _quoted(text: str) -> str:
    kept = text.translate(str.maketrans('"“”', "   ")).strip()
    return f'"{kept}"' if kept else ""


def _around(year: int | None, tolerance: int) -> tuple[str, ...]:
    if year is None:
        return ()
    return tuple(map(str, range(year - tolerance, year + tolerance + 1)))
