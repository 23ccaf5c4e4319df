"""The record sheet of a person, filled with what the public may read."""

from __future__ import annotations

import datetime

from django.utils.formats import date_format

from heritage.people.enums import Topic
from heritage.people.models import Person
from heritage.people.models import facts as known
from heritage.people.printed.citations import source_line
from heritage.people.printed.record_sheet import (
    Dispute,
    Fact,
    HonourLine,
    RecordSheet,
    Service,
    Statement,
)

_IN_TABLES_OF_THEIR_OWN = {Topic.SERVICE, Topic.HONOURS}
_PORTRAIT = "fill-480x600|format-jpeg"


def record_sheet(
    *, person: Person, status: str, url: str, site_name: str, printed_on: datetime.date
) -> RecordSheet:
    """What is printed of ``person``: the same statements as on the page.

    ``status`` is what became of the person, in a word or empty; ``url`` the
    whole address of the page.
    """
    facts = {fact.topic: fact for fact in person.facts()}
    portrait = person.shown_portrait
    return RecordSheet(
        name=person.name,
        pinyin="" if person.is_unnamed else person.pinyin,
        epithet=" ".join(filter(None, [person.life_span, status])),
        other_names=tuple((str(name.get_kind_display()), name.text) for name in person.other_names),
        portrait=_picture(portrait) if portrait else None,
        portrait_credit=portrait.credit if portrait else "",
        facts=tuple(
            Fact(label=fact.label, value=_value(fact), sources=fact.numbers)
            for topic, fact in facts.items()
            if topic not in _IN_TABLES_OF_THEIR_OWN and fact.lines
        ),
        services=tuple(_services(facts.get(Topic.SERVICE))),
        honours=tuple(_honours(person, facts.get(Topic.HONOURS))),
        disputes=tuple(_dispute(fact) for fact in facts.values() if fact.otherwise),
        life=person.shown_life,
        sources=tuple(source_line(work.source) for work in known.works_of(person)),
        site_name=site_name,
        url=url,
        printed_on=date_format(printed_on),
        is_sample=person.is_sample,
    )


def _picture(portrait) -> bytes:
    with portrait.get_rendition(_PORTRAIT).file.open("rb") as file:
        return file.read()


def _value(fact: known.Fact) -> str:
    return f"{fact.value}（{fact.as_written}）" if fact.as_written else fact.value


def _services(fact: known.Fact | None):
    for line in fact.lines if fact else ():
        yield Service(period=line.note, unit=line.text, sources=fact.numbers)


def _honours(person: Person, fact: known.Fact | None):
    if fact is None:
        return
    for award in person.awards.all():
        yield HonourLine(
            date=award.awarded_on.display() if award.awarded_on else "",
            title=award.text,
            body=award.awarding_body,
            document=award.document,
            sources=fact.numbers,
        )


def _dispute(fact: known.Fact) -> Dispute:
    own = (Statement(value=fact.value, sources=fact.numbers),) if fact.lines else ()
    others = (Statement(value=each.says, sources=each.numbers) for each in fact.otherwise)
    return Dispute(subject=fact.label, statements=(*own, *others))
