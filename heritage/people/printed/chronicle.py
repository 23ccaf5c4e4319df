"""From records to the entries of a local chronicle (地方志).

A chronicle is printed for everybody, so a living person appears in it with
what they agreed to and nothing else.
"""

from __future__ import annotations

from heritage.people.enums import LifeStatus, MartyrDecision, Topic
from heritage.people.models import Person
from heritage.people.printed.citations import source_line
from heritage.people.printed.gazetteer import Award, GazetteerEntry, Post, RollRow


def gazetteer_entry(person: Person) -> GazetteerEntry:
    """The biographical entry (人物传略, of the living 人物简介) of a person."""
    living = person.may_be_living
    return GazetteerEntry(
        name=person.name,
        birth=_shown(person, Topic.BIRTH, _year(person.birth)),
        death=_shown(person, Topic.DEATH, _year(person.death)),
        birth_year=person.birth_year if person.shows(Topic.BIRTH) else None,
        death_year=person.death_year if person.shows(Topic.DEATH) else None,
        is_living=living,
        other_names=tuple(
            (str(name.get_kind_display()), name.text) for name in person.names.all() if not living
        ),
        gender=_shown(person, Topic.GENDER, str(person.get_gender_display())),
        ethnicity=_shown(person, Topic.ETHNICITY, person.ethnicity),
        native_place=person.shown_native_place,
        joined=_shown(
            person, Topic.ENLISTMENT, _words(person.enlisted, person.enlisted_as_written)
        ),
        party=_shown(person, Topic.PARTY, _words(person.party_joined, person.party_as_written)),
        career=_career(person),
        end=_end(person),
        life=person.shown_life,
        honours=_honours(person),
        sources=tuple(source_line(source) for source in person.sources.all()),
        pinyin=person.pinyin,
    )


def roll_row(person: Person) -> RollRow:
    """The row of a person in the roll of martyrs (烈士英名录)."""
    last = list(person.services.all())[-1:] if person.shows(Topic.SERVICE) else []
    return RollRow(
        name=person.name,
        gender=_shown(person, Topic.GENDER, str(person.get_gender_display())),
        birth=_shown(person, Topic.BIRTH, _words(person.birth, "")),
        native_place=person.shown_native_place,
        joined=_shown(
            person, Topic.ENLISTMENT, _words(person.enlisted, person.enlisted_as_written)
        ),
        party=_shown(person, Topic.PARTY, _words(person.party_joined, person.party_as_written)),
        unit_and_post="".join(service.text for service in last),
        fallen=_end(person),
        awards="；".join(f"{award.date}{award.body}{award.title}" for award in _honours(person)),
    )


def belongs_on_the_roll(person: Person) -> bool:
    """Whether a decision assessed or recognised the person as a martyr."""
    return person.martyr_decision in MartyrDecision.values


def _shown(person: Person, topic: str, value: str) -> str:
    return value if person.shows(topic) else ""


def _year(date) -> str:
    if date is None or date.is_unknown:
        return ""
    known = date.to_partial()
    return str(known.year) if known else date.display().removesuffix("年")


def _words(date, as_written: str) -> str:
    if as_written:
        return as_written
    return "" if date is None or date.is_unknown else date.display()


def _career(person: Person) -> tuple[Post, ...]:
    if not person.shows(Topic.SERVICE):
        return ()
    return tuple(
        Post(
            period=service.period,
            unit=service.as_written or str(service.unit),
            post=service.post,
        )
        for service in person.services.all()
    )


def _honours(person: Person) -> tuple[Award, ...]:
    if not person.shows(Topic.HONOURS):
        return ()
    return tuple(
        Award(
            date=_words(award.awarded_on, ""),
            title=award.text,
            body=award.awarding_body,
        )
        for award in person.awards.all()
    )


def _end(person: Person) -> str:
    """``1944年9月5日在陕北安塞县牺牲``; the cause as recorded where there is one."""
    if person.life_status not in (LifeStatus.FALLEN, LifeStatus.DECEASED):
        return ""
    if not (person.shows(Topic.DEATH) and person.shows(Topic.DEATH_PLACE)):
        return ""
    when = _words(person.death, "")
    where = f"在{person.death_place}" if person.death_place else ""
    if not (when or where or person.death_cause):
        return ""
    verb = "牺牲" if person.life_status == LifeStatus.FALLEN else "逝世"
    return f"{when}{where}{person.death_cause or verb}"
