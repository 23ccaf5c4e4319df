"""What lists may know of the living: the same rule as for the page, as a condition."""

from __future__ import annotations

import datetime
from itertools import product

import pytest

from heritage.people.enums import LifeStatus, Topic
from heritage.people.models import Person, PersonHonour
from heritage.people.models.showing import MAY_LIVE_YEARS, showing
from tests.factories import PersonFactory

pytestmark = pytest.mark.django_db

THIS_YEAR = datetime.date.today().year
LONG_AGO, LATELY = THIS_YEAR - MAY_LIVE_YEARS - 5, THIS_YEAR - 90
BIRTHS = ["", "XXXX", str(LONG_AGO), str(LATELY), f"[..{LONG_AGO}]", f"[{LONG_AGO}..{LATELY}]"]


def make(status, birth, death, agreed) -> Person:
    return PersonFactory(life_status=status, birth=birth, death=death, agreed_to=agreed)


def shown(topic) -> set[int]:
    return set(Person.objects.filter(showing(topic)).values_list("pk", flat=True))


def test_never_more_than_the_page_shows():
    for status, birth, death, agreed in product(
        LifeStatus, BIRTHS, ["", "1952-10", "XXXX"], [[], [Topic.BIRTH], [Topic.DEATH_PLACE]]
    ):
        make(status, birth, death, agreed)
    people = list(Person.objects.all())
    for topic in (Topic.NAME, Topic.BIRTH, Topic.DEATH, Topic.HONOURS):
        allowed = {person.pk for person in people if person.shows(topic)}
        assert shown(topic) <= allowed
        withheld = [person for person in people if person.pk in allowed - shown(topic)]
        # Only where a range of years hides when somebody was born.
        assert all(str(person.birth).startswith("[") for person in withheld)


def test_one_topic_is_not_another_that_begins_alike():
    make(LifeStatus.LIVING, "", "", [Topic.DEATH_PLACE])
    assert shown(Topic.DEATH) == set()


def test_through_a_relation():
    open_, withheld = (make(LifeStatus.LIVING, "", "", a) for a in ([Topic.HONOURS], []))
    for person in (open_, withheld):
        PersonHonour.objects.create(person=person, as_written="一等功")
    found = PersonHonour.objects.filter(showing(Topic.HONOURS, person="person__"))
    assert [award.person for award in found] == [open_]
