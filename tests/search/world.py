"""A small site that changes at random, in every way a real one does."""

from __future__ import annotations

import datetime
import random
from collections.abc import Callable

from django.db.models import Model, ProtectedError
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from cms.core import clock
from heritage.people.domain import RecordRefused
from heritage.people.enums import LifeStatus, Topic
from heritage.people.merging.domain import merge_people, undo_merge
from heritage.people.models import (
    Battle,
    Conflict,
    Honour,
    Organisation,
    Person,
    PersonMerge,
    Place,
    Team,
    Unit,
)
from heritage.people.models.merging import MergeState
from heritage.stories.models import ArticlePage, StoryIndexPage, StoryPage, StoryPerson, StoryPlace
from tests.factories import (
    ArticleIndexPageFactory,
    ArticlePageFactory,
    BattleFactory,
    ConflictFactory,
    HonourFactory,
    OrganisationFactory,
    PersonFactory,
    PlaceFactory,
    SectionPageFactory,
    StoryIndexPageFactory,
    StoryPageFactory,
    TeamFactory,
    UnitFactory,
    UserFactory,
    paragraphs,
)

WORDS = ("上甘岭", "长津湖", "铁原", "坑道", "通信员", "战友", "归来", "家书", "军号", "渡江")
RECORDS: tuple[type[Model], ...] = (Unit, Conflict, Battle, Honour, Organisation, Team)
PAST = datetime.timedelta(minutes=1)


class World:
    """Pages and records under ``home``; :meth:`step` changes one thing.

    The same ``seed`` makes the same changes. ``history`` tells what was done.
    """

    def __init__(self, home: Page, seed: int) -> None:
        self.random = random.Random(seed)
        self.history: list[str] = []
        self.editor = UserFactory(is_superuser=True)
        self.home = home
        section = SectionPageFactory(parent=home)
        self.sections = [
            StoryIndexPageFactory(parent=home),
            StoryIndexPageFactory(parent=section),
        ]
        self.column = ArticleIndexPageFactory(parent=section)
        province = PlaceFactory(name="甲省")
        county = PlaceFactory(name="乙县", parent=province)
        PlaceFactory(name="丙省")
        army = UnitFactory(name="第一军", formed="1928")
        UnitFactory(name="第二团", parent=army, place=county)
        war = ConflictFactory(name="某战争", began="1950", ended="1953")
        BattleFactory(name="某战役", conflict=war, place=county)
        HonourFactory(name="一等功")
        TeamFactory(organisation=OrganisationFactory(place=province), place=county)
        for _ in range(4):
            self.a_person_comes()
        for _ in range(4):
            self.a_story_is_published()
        self.an_article_is_published()

    def step(self) -> None:
        """Change one thing, chosen at random; what is refused is no change."""
        name, change = self.random.choice(self._changes())
        try:
            told = change()
        except (RecordRefused, ProtectedError) as refusal:
            told = f"refused: {type(refusal).__name__}"
        self.history.append(f"{name}: {told or ''}")

    def _changes(self) -> list[tuple[str, Callable[[], str | None]]]:
        names = [name for name in dir(self) if name.startswith(("a_", "an_", "two_", "somebody_"))]
        return [(name, getattr(self, name)) for name in sorted(names)]

    def _words(self) -> str:
        return "".join(self.random.sample(WORDS, 2))

    def _one(self, rows) -> Model | None:
        found = list(rows.order_by("pk"))
        return self.random.choice(found) if found else None

    def _some(self, rows) -> list[Model]:
        found = list(rows.order_by("pk"))
        return self.random.sample(found, self.random.randint(0, min(2, len(found))))

    def _parents(self) -> list[StoryIndexPage]:
        return list(StoryIndexPage.objects.order_by("pk"))

    # Pages

    def a_story_is_published(self) -> str | None:
        if not (parents := self._parents()):
            return None
        page = StoryPageFactory(
            parent=self.random.choice(parents),
            title=self._words(),
            body=paragraphs(self._words()),
            people=self._some(Person.objects.standing()),
            places=self._some(Place.objects.all()),
            live=False,
        )
        for name, model in (("units", Unit), ("conflicts", Conflict), ("battles", Battle)):
            getattr(page, name).set(self._some(model.objects.all()))
        page.save_revision().publish()
        return page.title

    def an_article_is_published(self) -> str | None:
        if not Page.objects.filter(pk=self.column.pk).exists():
            return None
        page = ArticlePageFactory(
            parent=self.column,
            title=self._words(),
            place=self._one(Place.objects.all()),
            live=False,
        )
        page.save_revision().publish()
        return page.title

    def a_story_is_edited(self) -> str | None:
        if not (page := self._one(StoryPage.objects.filter(alias_of=None))):
            return None
        page.title = self._words()
        page.people_links = [
            StoryPerson(person=person, sort_order=order)
            for order, person in enumerate(self._some(Person.objects.standing()))
        ]
        page.place_links = [StoryPlace(place=place) for place in self._some(Place.objects.all())]
        page.save_revision().publish()
        return page.title

    def a_draft_is_saved(self) -> None:
        if page := self._one(StoryPage.objects.filter(alias_of=None)):
            page.title = f"草稿{self._words()}"
            page.save_revision()

    def a_page_is_saved_by_code(self) -> None:
        if page := self._one(StoryPage.objects.all()):
            page.live = not page.live
            page.save()

    def a_page_is_unpublished(self) -> None:
        if page := self._one(Page.objects.live().descendant_of(self.home)):
            page.specific.unpublish()

    def a_page_is_published_again(self) -> None:
        found = Page.objects.not_live().descendant_of(self.home).filter(alias_of=None)
        if page := self._one(found):
            page.specific.save_revision().publish()

    def a_story_moves(self) -> None:
        parents = self._parents()
        if parents and (page := self._one(StoryPage.objects.all())):
            page.move(self.random.choice(parents), pos="last-child")

    def a_section_moves(self) -> None:
        section = Page.objects.child_of(self.home).filter(title__startswith="页面").first()
        if section and (index := self._one(StoryIndexPage.objects.not_descendant_of(section))):
            index.move(section, pos="last-child")

    def an_address_changes(self) -> None:
        if index := self._one(StoryIndexPage.objects.all()):
            index.slug = f"section-{self.random.randrange(10_000)}"
            index.save_revision().publish()

    def a_page_is_copied(self) -> None:
        parents = self._parents()
        if parents and (page := self._one(StoryPage.objects.all())):
            page.copy(
                to=self.random.choice(parents),
                update_attrs={"slug": f"copy-{self.random.randrange(1_000_000)}"},
                keep_live=True,
            )

    def an_alias_is_made(self) -> None:
        parents = self._parents()
        if parents and (page := self._one(StoryPage.objects.filter(alias_of=None))):
            page.create_alias(
                parent=self.random.choice(parents),
                update_slug=f"alias-{self.random.randrange(1_000_000)}",
            )

    def a_page_expires(self) -> None:
        if page := self._one(Page.objects.live().descendant_of(self.home)):
            Page.objects.filter(pk=page.pk).update(expire_at=timezone.now() - PAST)
            clock.publish_and_expire()

    def a_scheduled_page_goes_live(self) -> None:
        if page := self._one(StoryPage.objects.filter(alias_of=None)):
            page.title = f"定时{self._words()}"
            page.save_revision(approved_go_live_at=timezone.now() - PAST)
            clock.publish_and_expire()

    def a_page_becomes_private(self) -> None:
        # A page or what is above it.
        if page := self._one(Page.objects.descendant_of(self.home)):
            kind = self.random.choice(["login", "password", "groups"])
            PageViewRestriction.objects.create(page=page, restriction_type=kind, password="x")

    def a_page_becomes_public(self) -> None:
        if restriction := self._one(PageViewRestriction.objects.all()):
            restriction.delete()

    def a_page_is_deleted(self) -> None:
        if page := self._one(StoryPage.objects.all()):
            page.delete()

    def a_section_is_deleted(self) -> None:
        if len(self._parents()) > 1 and self.random.random() < 0.3:
            self._one(StoryIndexPage.objects.all()).delete()

    # Records

    def a_person_comes(self) -> str:
        person = PersonFactory(
            name=f"某{self._words()}",
            native_place=self._words(),
            place=self._one(Place.objects.all()),
            birth="1931",
            death=self.random.choice(["", "1952-10"]),
            other_names=[self._words()],
            live=False,
        )
        person.services.create(unit=self._one(Unit.objects.all()), as_written="某部", since="1949")
        person.conflicts.create(battle=self._one(Battle.objects.all()), as_written="某役")
        person.awards.create(honour=self._one(Honour.objects.all()), as_written="某功")
        person = Person.objects.get(pk=person.pk)
        person.save_revision().publish()
        return person.name

    def a_person_is_edited(self) -> None:
        if person := self._one(Person.objects.standing()):
            person.name = f"某{self._words()}"
            person.place = self._one(Place.objects.all())
            person.save_revision().publish()

    def a_person_is_taken_down(self) -> None:
        if person := self._one(Person.objects.published()):
            person.unpublish()

    def a_person_is_protected(self) -> None:
        if person := self._one(Person.objects.standing()):
            person.death, person.life_status = None, LifeStatus.LIVING
            person.agreed_to = self.random.choice([[], [Topic.NATIVE_PLACE], [Topic.SERVICE]])
            person.agreement = "书面同意"
            person.save_revision().publish()

    def a_person_is_deleted(self) -> None:
        if person := self._one(Person.objects.standing()):
            person.delete()

    def two_people_are_merged(self) -> str | None:
        people = list(Person.objects.standing().order_by("pk"))
        if len(people) < 2:
            return None
        kept, merged = self.random.sample(people, 2)
        merge_people(kept=kept, merged=merged, user=self.editor)
        return f"{kept.name} ← {merged.name}"

    def two_people_are_parted(self) -> None:
        if merge := self._one(PersonMerge.objects.filter(state=MergeState.DONE)):
            undo_merge(merge=merge, user=self.editor)

    def a_record_is_renamed(self) -> str | None:
        record = self._one(self.random.choice(RECORDS).objects.all())
        if record is None:
            return None
        record.name, record.other_names = self._words(), self._words()
        record.save_revision().publish()
        return record.name

    def a_record_is_taken_down(self) -> None:
        if record := self._one(self.random.choice(RECORDS).objects.published()):
            record.unpublish()

    def a_record_is_deleted(self) -> None:
        if record := self._one(self.random.choice(RECORDS).objects.all()):
            record.delete()

    def a_war_is_dated(self) -> None:
        if war := self._one(self.random.choice([Conflict, Battle]).objects.all()):
            war.began, war.ended = f"{self.random.randint(1930, 1950)}", "1953-07"
            war.full_clean(exclude=["slug"])
            war.save()

    def a_unit_moves(self) -> None:
        unit, above = self._one(Unit.objects.all()), self._one(Unit.objects.all())
        if unit and above and not above.lies_in(unit):
            unit.parent = above
            unit.save()

    def a_unit_comes(self) -> None:
        UnitFactory(name=self._words(), parent=self._one(Unit.objects.all()))

    def a_place_is_renamed(self) -> None:
        if place := self._one(Place.objects.all()):
            place.name, place.former_names = self._words(), self._words()
            place.save()

    def a_place_moves(self) -> None:
        place, above = self._one(Place.objects.all()), self._one(Place.objects.all())
        if place and above and not above.lies_in(place):
            place.parent = above
            place.save()

    def a_place_comes(self) -> None:
        PlaceFactory(name=self._words(), parent=self._one(Place.objects.all()))

    def a_place_is_deleted(self) -> None:
        if place := self._one(Place.objects.all()):
            place.delete()

    def an_article_is_edited(self) -> None:
        if page := self._one(ArticlePage.objects.all()):
            page.title, page.place = self._words(), self._one(Place.objects.all())
            page.save_revision().publish()
