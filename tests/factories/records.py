"""People, places, organisations, days and editors."""

from __future__ import annotations

import factory
from django.contrib.auth import get_user_model

from heritage.people.enums import LifeStatus, PlaceLevel
from heritage.people.models import (
    Battle,
    Conflict,
    Honour,
    Organisation,
    Person,
    PersonHonour,
    PersonName,
    PersonService,
    PersonSource,
    Place,
    Team,
    Unit,
)
from heritage.stories.models import DayInHistory


class UserFactory(factory.django.DjangoModelFactory):
    """Somebody with a name and no rights; ``is_superuser=True`` for all of them."""

    class Meta:
        model = get_user_model()

    username = factory.Sequence(lambda number: f"user-{number}")
    email = ""
    is_staff = factory.SelfAttribute("is_superuser")
    is_superuser = False


class PlaceFactory(factory.django.DjangoModelFactory):
    """A county without a division code."""

    class Meta:
        model = Place

    name = factory.Sequence(lambda number: f"第{number}县")
    level = PlaceLevel.COUNTY


class OrganisationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Organisation

    name = factory.Sequence(lambda number: f"第{number}局")
    live = True


class UnitFactory(factory.django.DjangoModelFactory):
    """A published unit."""

    class Meta:
        model = Unit

    name = factory.Sequence(lambda number: f"第{number}团")
    live = True


class ConflictFactory(factory.django.DjangoModelFactory):
    """A published war."""

    class Meta:
        model = Conflict

    name = factory.Sequence(lambda number: f"第{number}次战争")
    live = True


class BattleFactory(factory.django.DjangoModelFactory):
    """A published battle."""

    class Meta:
        model = Battle

    name = factory.Sequence(lambda number: f"第{number}次战斗")
    live = True


class HonourFactory(factory.django.DjangoModelFactory):
    """A published honour."""

    class Meta:
        model = Honour

    name = factory.Sequence(lambda number: f"第{number}号勋章")
    live = True


class TeamFactory(factory.django.DjangoModelFactory):
    """A published team."""

    class Meta:
        model = Team

    name = factory.Sequence(lambda number: f"第{number}服务队")
    live = True


class PersonFactory(factory.django.DjangoModelFactory):
    """A published record.

    ``other_names``, ``units``, ``honours`` and ``read_in`` are lists of words.
    """

    class Meta:
        model = Person
        skip_postgeneration_save = True

    name = factory.Sequence(lambda number: f"英雄{number}")
    life_status = LifeStatus.FALLEN
    live = True

    @factory.post_generation
    def other_names(self, create, extracted, **kwargs):
        for order, text in enumerate(extracted or ()):
            PersonName.objects.create(person=self, text=text, sort_order=order)

    @factory.post_generation
    def units(self, create, extracted, **kwargs):
        for order, text in enumerate(extracted or ()):
            PersonService.objects.create(person=self, as_written=text, sort_order=order)

    @factory.post_generation
    def honours(self, create, extracted, **kwargs):
        for order, text in enumerate(extracted or ()):
            PersonHonour.objects.create(person=self, as_written=text, sort_order=order)

    @factory.post_generation
    def read_in(self, create, extracted, **kwargs):
        for order, title in enumerate(extracted or ()):
            PersonSource.objects.create(person=self, title=title, sort_order=order)


class DayInHistoryFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = DayInHistory

    month, day, year = 10, 25, 1950
    title = "中国人民志愿军打响出国作战第一仗"
    source = "中国人民革命军事博物馆"
