"""Names on rolls: written, changed, joined, parted."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from heritage.memorials.enums import PairState
from heritage.memorials.models import EntryPair, RollEntry, RollEntryName, RollEntrySource
from heritage.memorials.rolls import domain
from heritage.memorials.signals import entries_changed
from tests.factories import PersonFactory, UserFactory
from tests.factories.memorials import RollEntryFactory, RollFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def heard():
    """Primary keys told to listeners, one list a time."""
    told = []

    def listen(sender, entries, **kwargs):
        told.append(entries)

    entries_changed.connect(listen)
    yield told
    entries_changed.disconnect(listen)


def change(entry, **options):
    return domain.change_entry(
        entry=entry, user=None, **{"names": [], "sources": [], "honours": [], **options}
    )


def test_a_name_with_its_variants_and_sources(heard):
    entry = domain.create_entry(
        entry=RollEntry(roll=RollFactory(), name="示例甲", birth="1920"),
        user=None,
        names=[RollEntryName(text="示例乙")],
        sources=[RollEntrySource(title="示例志", pages="12")],
    )
    assert (entry.sort_pinyin, entry.version, heard) == ("shi li jia", 1, [[entry.pk]])
    assert entry.names.get().match_key == "示例乙"
    change(entry, names=[*entry.names.all(), RollEntryName(text="示例丙")])
    assert [name.text for name in entry.names.all()] == ["示例乙", "示例丙"]
    assert not entry.sources.exists()


@pytest.mark.parametrize(
    ("dates", "faulty"),
    [
        ({"birth": "1950", "death": "1940"}, ["death"]),
        ({"birth": "2090"}, ["birth"]),
        ({"birth": "1920", "enlisted": "1910"}, ["enlisted"]),
    ],
)
def test_what_cannot_be_is_refused(dates, faulty):
    entry = RollEntryFactory()
    for name, text in dates.items():
        setattr(entry, name, RollEntry._meta.get_field(name).to_python(text))
    with pytest.raises(ValidationError) as error:
        change(entry)
    assert list(error.value.message_dict) == faulty


def test_the_living_are_on_no_roll():
    entry = RollEntryFactory(person=PersonFactory(life_status="living"))
    with pytest.raises(ValidationError):
        change(entry)


def test_what_somebody_else_saved_is_not_lost():
    entry = RollEntryFactory()
    seen = entry.changed_at
    change(RollEntry.objects.get(pk=entry.pk))
    with pytest.raises(domain.ChangedMeanwhile):
        change(entry, seen=seen)


def test_who_may():
    with pytest.raises(PermissionDenied):
        domain.publish_entry(entry=RollEntryFactory(), user=UserFactory(), live=False)


def test_joined_and_parted_again(heard):
    one, other = RollEntryFactory(name="示例甲"), RollEntryFactory(name="示例乙")
    pair = EntryPair.objects.create(first=one, second=other)
    domain.decide_pair(pair=pair, state=PairState.SAME, user=None)
    other.refresh_from_db()
    assert (other.merged_into, [n.text for n in one.names.all()]) == (one, ["示例乙"])
    assert set(RollEntry.objects.published()) == {one}
    with pytest.raises(domain.WrongState):
        domain.decide_pair(pair=pair, state=PairState.DIFFERENT, user=None)
    domain.decide_pair(pair=pair, state=PairState.OPEN, user=None)
    assert set(RollEntry.objects.published()) == {one, other}
    assert not one.names.exists()
    assert heard == [[one.pk, other.pk], [one.pk, other.pk]]
