"""Finding somebody already known: by name in any of its forms, dates and place.

Only indexed columns are asked (normalised name and plain pinyin, of the record
and of its other names), in a number of queries that does not grow with the
records or with how many people are looked for at once.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from django.db.models import Q
from django.utils.translation import gettext as _

from cms.core.dates import HistoricalDate
from heritage.people.known.likeness import (
    NOT_REPORTED_BELOW,
    SAME_NAME,
    Identity,
    Likeness,
    Reason,
    compare,
)
from heritage.people.models import Person, PersonName, Place
from search.text.names import name_pinyin, plain_pinyin, split_name
from search.text.normalise import normalise

_MOST_NAMESAKES = 200
"""Records looked at for one name; those whose year of birth is nearest come first."""

_MOST_READ = 20_000
"""Namesakes whose years are read; the commonest name of two million people has about as many."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may be the one asked about; ``reasons`` are in the active language."""

    person: Person
    score: int
    reasons: tuple[str, ...]

    @property
    def is_namesake(self) -> bool:
        """Whether the names agree and nothing speaks against it being one person."""
        return self.score >= SAME_NAME


def identity(
    *,
    name: str,
    birth: HistoricalDate | None = None,
    death: HistoricalDate | None = None,
    place: Place | None = None,
    native_place: str = "",
    pinyin: str = "",
    other_names: Iterable[str] = (),
) -> Identity:
    """What is compared of somebody, from the values of a form or a row."""
    name, others = name.strip(), [other.strip() for other in other_names]
    return Identity(
        name=name,
        key=normalise(name),
        readings=frozenset({*_readings(name), _closed(plain_pinyin(pinyin))} - {""}),
        other_keys=frozenset(normalise(other) for other in others if other),
        other_readings=frozenset(reading for other in others for reading in _readings(other)),
        birth=birth,
        death=death,
        place_code=place.code if place else "",
        place_text=normalise("".join(native_place.split())),
    )


def identity_of(person: Person) -> Identity:
    """What is compared of a record; its place and other names should be fetched with it."""
    others = list(person.names.all())
    return Identity(
        name=person.name,
        key=person.match_key,
        readings=frozenset({_closed(person.sort_pinyin)} - {""}),
        other_keys=frozenset(other.match_key for other in others if other.match_key),
        other_readings=frozenset(_closed(other.sort_pinyin) for other in others),
        birth=person.birth,
        death=person.death,
        place_code=person.place.code if person.place else "",
        place_text=normalise("".join(person.native_place.split())),
    )


def candidates(
    *,
    name: str,
    birth: HistoricalDate | None = None,
    death: HistoricalDate | None = None,
    place: Place | None = None,
    native_place: str = "",
    other_names: Iterable[str] = (),
    limit: int = 10,
    exclude: Collection[int] = (),
    least: int = NOT_REPORTED_BELOW,
) -> list[Candidate]:
    """People already recorded who may be the one described, the likeliest first.

    ``exclude`` are primary keys of records left out, such as the one being edited.
    """
    wanted = identity(
        name=name,
        birth=birth,
        death=death,
        place=place,
        native_place=native_place,
        other_names=other_names,
    )
    return candidates_for([wanted], limit=limit, exclude=exclude, least=least)[0]


def candidates_for(
    wanted: Sequence[Identity],
    *,
    limit: int = 10,
    exclude: Collection[int] = (),
    least: int = NOT_REPORTED_BELOW,
) -> list[list[Candidate]]:
    """The candidates for each of ``wanted``, in as many queries as for one."""
    excluded = set(exclude)
    pool = [(person, identity_of(person)) for person in _pool(wanted) if person.pk not in excluded]
    by_token: dict[str, list[int]] = {}
    for at, (_person, known) in enumerate(pool):
        for token in _tokens(known):
            by_token.setdefault(token, []).append(at)
    found = []
    for asked in wanted:
        near = sorted({at for token in _tokens(asked) for at in by_token.get(token, ())})
        ranked = [(pool[at][0], compare(asked, pool[at][1])) for at in near]
        ranked = [(person, like) for person, like in ranked if like.score >= least]
        ranked.sort(key=lambda pair: (-pair[1].score, pair[0].pk))
        found.append([_candidate(person, like) for person, like in islice(ranked, limit)])
    return found


def _candidate(person: Person, likeness: Likeness) -> Candidate:
    return Candidate(person, likeness.score, tuple(map(reason_text, likeness.reasons)))


def reason_text(reason: Reason) -> str:
    """A reason in the active language."""
    return {
        Reason.SAME_NAME: _("same name"),
        Reason.OTHER_NAME: _("the name is another name of this person"),
        Reason.SHARED_OTHER_NAME: _("another name is the same"),
        Reason.OTHER_FORM: _("same name in another form (traditional or variant)"),
        Reason.ONE_CHARACTER: _("one character of the name is written otherwise"),
        Reason.SOUNDS_ALIKE: _("the name is read alike"),
        Reason.SAME_BIRTH: _("the dates of birth agree"),
        Reason.CLOSE_BIRTH: _("the dates of birth differ by a year or two"),
        Reason.OTHER_BIRTH: _("the dates of birth differ"),
        Reason.SAME_DEATH: _("the dates of death agree"),
        Reason.OTHER_DEATH: _("the dates of death differ"),
        Reason.SAME_PLACE: _("same native place"),
        Reason.NEAR_PLACE: _("native places near each other"),
        Reason.OTHER_PLACE: _("native places in different provinces"),
    }[reason]


def _pool(wanted: Sequence[Identity]) -> list[Person]:
    """Records one of whose names is written or read like one of the wanted."""
    keys = {key for one in wanted for key in (one.key, *one.other_keys) if key}
    spoken = {form for one in wanted for reading in (one.name,) for form in _spoken_forms(reading)}
    if not keys and not spoken:
        return []
    # Nothing but the names: with another condition, or an order, the database may
    # choose the index of that instead and walk through all records.
    named = Q(match_key__in=keys) | Q(sort_pinyin__in=spoken)
    own = Person.objects.filter(named).order_by().values_list("pk", "birth_year")
    others = PersonName.objects.filter(named).order_by().values_list("person_id", flat=True)
    most = _MOST_NAMESAKES * len(wanted)
    ids = {*_nearest(list(own[:_MOST_READ]), wanted)[:most], *others[:most]}
    return list(
        Person.objects.standing()
        .filter(pk__in=ids)
        .select_related("place")
        .prefetch_related("names")
        .order_by("pk")
    )


def _nearest(people: list[tuple[int, int | None]], wanted: Sequence[Identity]) -> list[int]:
    """Primary keys; where one person of known birth is wanted, the nearest years first."""
    year = wanted[0].birth.year if len(wanted) == 1 and wanted[0].birth else None
    if year is not None:
        people = sorted(people, key=lambda one: (abs((one[1] or year) - year), one[0]))
    return [pk for pk, _year in people]


def _readings(name: str) -> set[str]:
    """How a name is most likely read, without spaces; of Latin letters, the letters."""
    return {_closed(plain_pinyin(name_pinyin(name)))} - {""}


def _spoken_forms(name: str) -> set[str]:
    """The ways editors write a name's pinyin: by syllable, by surname and given name, in one."""
    surname, given = (plain_pinyin(name_pinyin(part)) for part in split_name(name))
    whole = plain_pinyin(name_pinyin(name))
    return {whole, _closed(whole), f"{_closed(surname)} {_closed(given)}".strip()} - {""}


def _tokens(one: Identity) -> set[str]:
    return {one.key, *one.other_keys, *one.readings, *one.other_readings} - {""}


def _closed(pinyin: str) -> str:
    return pinyin.replace(" ", "")
