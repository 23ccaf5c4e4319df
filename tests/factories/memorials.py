"""Memorial sites, rolls and names on them."""

from __future__ import annotations

import factory

from heritage.memorials.enums import SiteKind
from heritage.memorials.models import (
    EventIndexPage,
    EventPage,
    ExhibitionPage,
    MemorialIndexPage,
    MemorialSitePage,
    Roll,
    RollEntry,
)

from .pages import BasePageFactory


class MemorialIndexPageFactory(BasePageFactory):
    class Meta:
        model = MemorialIndexPage

    title = "英烈纪念"


class MemorialSitePageFactory(BasePageFactory):
    """A martyrs' cemetery; give its ``parent``."""

    class Meta:
        model = MemorialSitePage

    title = factory.Sequence(lambda number: f"某县烈士陵园{number}")
    kinds = [SiteKind.CEMETERY]


class ExhibitionPageFactory(BasePageFactory):
    class Meta:
        model = ExhibitionPage

    title = factory.Sequence(lambda number: f"云展览{number}")


class EventIndexPageFactory(BasePageFactory):
    class Meta:
        model = EventIndexPage

    title = "活动"


class EventPageFactory(BasePageFactory):
    """Give ``starts_at`` and ``ends_at``."""

    class Meta:
        model = EventPage

    title = factory.Sequence(lambda number: f"清明祭扫{number}")


class RollFactory(factory.django.DjangoModelFactory):
    """A public roll."""

    class Meta:
        model = Roll

    name = factory.Sequence(lambda number: f"某县烈士英名录{number}")
    live = True


class RollEntryFactory(factory.django.DjangoModelFactory):
    """A public name on a public roll."""

    class Meta:
        model = RollEntry

    roll = factory.SubFactory(RollFactory)
    name = factory.Sequence(lambda number: f"张{'一二三四五六七八九十'[number % 10]}")
