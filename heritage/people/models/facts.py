"""What a record says, statement by statement, with the sources of each.

Written against the attributes of a person, so that the page, the printed
sheet and the exports say the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _g

from heritage.people.enums import LifeStatus, Topic


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One thing a statement names.

    ``note`` stands after it in brackets (when, by whom); ``url`` leads to the
    record of it, ``query`` to the people of the index who share it.
    """

    text: str
    note: str = ""
    url: str = ""
    query: str = ""

    def __str__(self) -> str:
        return f"{self.text}（{self.note}）" if self.note else self.text


@dataclass(frozen=True, slots=True, kw_only=True)
class Otherwise:
    """Another statement of the same thing and the numbers of the works that make it."""

    says: str
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One statement: label, what it names, the source's own words, the works' numbers.

    ``numbers`` count :func:`works_of` the person from 1.
    """

    topic: str
    label: str
    lines: tuple[Line, ...] = ()
    as_written: str = ""
    numbers: tuple[int, ...] = ()
    otherwise: tuple[Otherwise, ...] = field(default=())

    @property
    def items(self) -> tuple[str, ...]:
        """The lines in words."""
        return tuple(str(line) for line in self.lines)

    @property
    def value(self) -> str:
        """The whole statement in words."""
        return "；".join(self.items)


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """A work the record is drawn from; the same work may support several statements."""

    number: int
    source: object


def works_of(person) -> list[Work]:
    """The works behind what may be shown of a person, each once, in the editor's order."""
    works = {}
    for source in _shown_sources(person):
        works.setdefault(_same_work(source), source)
    return [Work(number=n, source=source) for n, source in enumerate(works.values(), start=1)]


def facts_of(person) -> list[Fact]:
    """Facts that have a value and may be shown, in the order a reader asks."""
    number_of = {_same_work(work.source): work.number for work in works_of(person)}
    numbered = [(number_of[_same_work(source)], source) for source in _shown_sources(person)]
    facts = []
    for topic, label, lines, as_written in _statements(person):
        named = tuple(line for line in lines if line.text)
        otherwise = _otherwise(numbered, topic)
        if not (named or otherwise) or not person.shows(topic):
            continue
        supporting = (n for n, source in numbered if source.topic == topic and not source.says)
        understood = "；".join(str(line) for line in named)
        facts.append(
            Fact(
                topic=topic,
                label=label,
                lines=named,
                as_written=as_written if as_written != understood else "",
                numbers=tuple(dict.fromkeys(supporting)),
                otherwise=otherwise,
            )
        )
    return facts


def linked_names(person) -> dict[str, tuple[str, ...]]:
    """Published wars, honours and units of a person that may be shown, for the search's facets."""
    wars, honours, units = [], [], []
    if person.shows(Topic.CONFLICTS):
        for link in person.conflicts.all():
            battle = link.battle
            wars += [link.conflict, battle.conflict if battle and battle.live else None]
    if person.shows(Topic.HONOURS):
        honours = [award.honour for award in person.awards.all()]
    if person.shows(Topic.SERVICE):
        units = [service.unit for service in person.services.all()]
    return {
        "conflict": live_names(wars),
        "honour": live_names(honours),
        "unit": live_names(units),
    }


def live_names(records) -> tuple[str, ...]:
    """Names of the published ones among ``records``, each once; None is passed over."""
    return tuple(dict.fromkeys(record.name for record in records if record and record.live))


def _shown_sources(person) -> list:
    # The title of a source may tell what somebody living did not agree to.
    return [s for s in person.sources.all() if not s.topic or person.shows(s.topic)]


def _same_work(source) -> tuple:
    return (
        source.title,
        source.author,
        source.publisher,
        source.year,
        source.pages,
        source.url,
        source.note,
    )


def _statements(person) -> Iterable[tuple[str, str, list[Line], str]]:
    ended = _g("Fell") if person.life_status == LifeStatus.FALLEN else _g("Died")
    yield Topic.GENDER, _g("Gender"), [Line(text=person.get_gender_display())], ""
    yield Topic.ETHNICITY, _g("Ethnicity"), [Line(text=person.ethnicity)], ""
    yield Topic.BIRTH, _g("Born"), [_date_line(person.birth)], person.birth_as_written
    yield Topic.NATIVE_PLACE, _g("Native place"), [_native_place(person)], ""
    yield (
        Topic.ENLISTMENT,
        _g("Enlisted"),
        [_date_line(person.enlisted)],
        person.enlisted_as_written,
    )
    yield (
        Topic.PARTY,
        _g("Joined the Party"),
        [_date_line(person.party_joined)],
        person.party_as_written,
    )
    yield Topic.SERVICE, _g("Units and posts"), [_served(s) for s in person.services.all()], ""
    yield Topic.CONFLICTS, _g("Wars and battles"), list(_fought(person)), ""
    yield Topic.HONOURS, _g("Honours"), [_awarded(a) for a in person.awards.all()], ""
    yield (
        Topic.ROLES,
        _g("Roles"),
        [Line(text=role.name, query=f"role={role.pk}") for role in person.roles.all()],
        "",
    )
    yield Topic.DEATH, ended, [_date_line(person.death)], person.death_as_written
    where_and_how = "，".join(filter(None, [person.death_place, person.death_cause]))
    yield Topic.DEATH_PLACE, _g("Where and how"), [Line(text=where_and_how)], ""
    yield Topic.MARTYR, _g("Assessment as a martyr"), [_decision(person)], ""


def _otherwise(numbered, topic: str) -> tuple[Otherwise, ...]:
    said: dict[str, list[int]] = {}
    for number, source in numbered:
        if source.topic == topic and source.says:
            said.setdefault(source.says, []).append(number)
    return tuple(
        Otherwise(says=says, numbers=tuple(dict.fromkeys(found))) for says, found in said.items()
    )


def _date(date) -> str:
    return date.display() if date else ""


def _date_line(date) -> Line:
    return Line(text=_date(date))


def _url(record) -> str:
    return record.url if record is not None and record.live else ""


def _native_place(person) -> Line:
    place = person.place
    words = person.native_place or (place.full_name if place else "")
    return Line(text=words, url=place.url if place else "")


def _served(service) -> Line:
    return Line(text=service.text, note=service.period, url=_url(service.unit))


def _fought(person) -> Iterator[Line]:
    wars = set()
    for link in person.conflicts.all():
        if link.as_written:
            yield Line(text=link.as_written, url=_url(link.battle) or _url(link.conflict))
            continue
        if link.conflict_id and link.conflict_id not in wars:
            wars.add(link.conflict_id)
            yield Line(text=str(link.conflict), url=_url(link.conflict))
        if link.battle_id:
            yield Line(text=str(link.battle), url=_url(link.battle))


def _awarded(award) -> Line:
    notes = [_date(award.awarded_on), award.awarding_body, award.document]
    note = "，".join(filter(None, notes))
    return Line(text=award.text, note=note, url=_url(award.honour))


def _decision(person) -> Line:
    if not person.martyr_decision:
        return Line(text="")
    parts = [_date(person.martyr_on), person.martyr_authority, person.martyr_document]
    return Line(text=person.get_martyr_decision_display(), note="，".join(filter(None, parts)))
