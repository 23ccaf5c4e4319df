"""A site is indexed anew when a record it names changes."""

from __future__ import annotations

import pytest

from heritage.memorials.models import SitePerson, SiteUnit
from search.models import OutboxEntry
from tests.factories import (
    BattleFactory,
    ConflictFactory,
    PersonFactory,
    PlaceFactory,
    UnitFactory,
)

pytestmark = pytest.mark.django_db


def test_what_a_site_names_makes_it_anew(make_site):
    place, unit, person = PlaceFactory(), UnitFactory(), PersonFactory()
    war, battle = ConflictFactory(), BattleFactory()
    site = make_site("某陵园", place=place)
    site.unit_links = [SiteUnit(unit=unit)]
    site.person_links = [SitePerson(person=person)]
    site.conflicts, site.battles = [war], [battle]
    site.save()
    missed = []
    for record in (place, unit, person, war, battle):
        OutboxEntry.objects.all().delete()
        record.name = f"改名{record.name}"
        record.save()
        if not OutboxEntry.objects.filter(key=f"page:{site.pk}").exists():
            missed.append(record)
    assert missed == []


def test_a_place_is_found_while_a_site_is_there(make_site):
    place = PlaceFactory()
    site = make_site("某陵园", place=place)
    OutboxEntry.objects.all().delete()
    site.place = None
    site.save()
    assert OutboxEntry.objects.filter(key=f"place:{place.pk}").exists()
