"""Nothing of what is not public appears in any answer of the search, in whatever form."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction, Revision

from cms.core import clock
from heritage.people.enums import LifeStatus
from heritage.people.models import PersonService
from search import outbox
from search.asking.lookup import look_up
from search.configured import engine
from search.engines.base import SearchQuery
from tests.factories import (
    PersonFactory,
    PlaceFactory,
    StandardPageFactory,
    StoryIndexPageFactory,
    StoryPageFactory,
    UnitFactory,
    paragraphs,
)

pytestmark = pytest.mark.django_db

SECRET = "雪狼行动"
PINYIN = "xuelang"
ADDRESSES = (
    "/search/?q={}",
    "/search/?kind=story&kind=place",
    "/search/feed?q={}",
    "/search/suggest?q={}",
    "/api/search?q={}&limit=50",
    "/api/search?kind=story&kind=place&kind=unit&kind=person",
    "/api/search/suggest?q={}",
)
ASKED = ("上甘岭", "四十三天", "sgl")


@pytest.fixture
def stories(home, index):
    return StoryIndexPageFactory(parent=home, slug="stories")


@pytest.fixture
def story(home, stories):
    """A story that will be private, told by nothing else; a public one beside it."""
    StandardPageFactory(parent=home, title="上甘岭战役", body=paragraphs("四十三天。"))
    made = StoryPageFactory(
        parent=stories,
        title=f"上甘岭{SECRET}",
        slug="xuelang",
        deck=f"四十三天的{SECRET}",
        body=paragraphs(f"四十三天里，上甘岭有{SECRET}。"),
        places=[PlaceFactory(name=f"{SECRET}山")],
        tagged=[SECRET],
    )
    outbox.drain()
    return made


def restricted(page: Page, kind: str = "login") -> PageViewRestriction:
    restriction = PageViewRestriction.objects.create(
        page=page, restriction_type=kind, password="口令"
    )
    if kind == "groups":
        restriction.groups.add(Group.objects.create(name="内部"))
    return restriction


def expired(story: Page) -> None:
    past = timezone.now() - datetime.timedelta(minutes=1)
    Page.objects.filter(pk=story.pk).update(expire_at=past)
    clock.tick()


WAYS: dict[str, Callable[[Page], object]] = {
    "login": lambda story: restricted(story, "login"),
    "password": lambda story: restricted(story, "password"),
    "groups": lambda story: restricted(story, "groups"),
    "above": lambda story: restricted(story.get_parent(), "login"),
    "two above": lambda story: restricted(story.get_parent().get_parent(), "groups"),
    "unpublished": lambda story: story.unpublish(),
    "expired": expired,
    "deleted": lambda story: story.delete(),
    "moved": lambda story: story.move(_private_section(story), pos="last-child"),
}


def _private_section(story: Page) -> Page:
    section = StoryIndexPageFactory(parent=story.get_parent().get_parent())
    restricted(section)
    return section


def everything(client) -> list[str]:
    """Bodies of all the answers in which something could show."""
    bodies = []
    for asked in ASKED:
        for address in ADDRESSES:
            answer = client.get(address.format(asked))
            # What is asked too much says so; suggestions need an index.
            assert answer.status_code in (200, 400, 503)
            bodies.append(answer.content.decode())
    return bodies


def told_of(bodies: list[str]) -> list[str]:
    return [body for body in bodies if SECRET in body or PINYIN in body]


def test_a_public_one_does_appear(client, story):
    assert len(told_of(everything(client))) > len(ADDRESSES)


@pytest.mark.parametrize("way", WAYS)
def test_a_page_that_is_not_public(client, story, way):
    WAYS[way](story)
    outbox.drain()
    assert told_of(everything(client)) == []
    assert look_up(SearchQuery(text=SECRET)).total == 0
    assert engine().counts([SearchQuery(text=SECRET)]) == (0,)


@pytest.mark.parametrize("way", ["groups", "two above", "unpublished", "moved"])
def test_while_the_database_answers(client, story, way, settings, tmp_path):
    WAYS[way](story)
    settings.SEARCH_INDEX_DIR = tmp_path / "nothing"
    assert told_of(everything(client)) == []


def test_not_before_its_time(client, home, stories):
    """What is scheduled is not shown before the clock has published it."""
    page = StoryPageFactory(parent=stories, title=f"上甘岭{SECRET}", live=False)
    moment = datetime.timedelta(minutes=1)
    page.save_revision(approved_go_live_at=timezone.now() + moment)
    clock.tick()
    outbox.drain()
    assert told_of(everything(client)) == []
    Revision.objects.update(approved_go_live_at=timezone.now() - moment)
    clock.tick()
    outbox.drain()
    assert told_of(everything(client)) != []


def test_a_draft_of_what_is_public(client, story):
    story.title = f"上甘岭{SECRET}"
    public = StandardPageFactory(parent=Page.objects.get(pk=story.get_parent().get_parent().pk))
    story.delete()
    public.title, public.body = f"上甘岭{SECRET}", paragraphs(SECRET)
    public.save_revision()
    outbox.drain()
    assert told_of(everything(client)) == []


def test_what_somebody_living_did_not_agree_to(client, home, index):
    person = PersonFactory(
        name="上甘岭老兵",
        life_status=LifeStatus.LIVING,
        native_place=SECRET,
        place=PlaceFactory(name=f"{SECRET}县"),
        short_life=f"四十三天的{SECRET}",
        honours=[SECRET],
    )
    PersonService.objects.create(person=person, as_written=SECRET)
    unit = UnitFactory(name=f"{SECRET}团", live=False)
    PersonService.objects.create(person=person, unit=unit)
    outbox.drain()
    assert told_of(everything(client)) == []
