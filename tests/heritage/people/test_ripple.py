"""A corrected fact lists every place that still carries the old value."""

from __future__ import annotations

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.log_actions import LogContext

from cms.core.dates import understand
from heritage.people.domain import RecordRefused
from heritage.people.models import FactChange, Person, PersonSource, Place, RippleItem
from heritage.people.models.ripple import RippleState
from heritage.people.ripple import domain as ripple
from heritage.stories.models import StoryPage, StoryPerson
from tests.factories import (
    CoreImageFactory,
    DayInHistoryFactory,
    PersonFactory,
    PlaceFactory,
    StandardPageFactory,
    StoryIndexPageFactory,
    StoryPageFactory,
    UserFactory,
    block,
    paragraphs,
)
from tests.factories.records import HonourFactory, UnitFactory

pytestmark = pytest.mark.django_db


def date(text: str):
    return understand(text).date


@pytest.fixture
def chief():
    return UserFactory(is_superuser=True)


@pytest.fixture
def hero():
    return PersonFactory(name="陆怀青", birth=date("1931年"), other_names=["青娃"])


@pytest.fixture
def stories(home):
    return StoryIndexPageFactory(parent=home)


def correct(person, user=None, **values) -> FactChange | None:
    """Publish new values of a record as an editor does; gives the change noted."""
    draft = type(person).objects.get(pk=person.pk)
    for name, value in values.items():
        setattr(draft, name, value)
    with LogContext(user=user):
        draft.save_revision(user=user).publish(user=user)
    return FactChange.objects.order_by("pk").last()


def search(change) -> list[tuple[str, str]]:
    """Let the background work run; gives title and old value of every place found."""
    ripple.search_everything(lambda *args: None, change=change.pk)
    return sorted(change.items.values_list("title", "found"))


class TestNoticing:
    def test_a_published_date(self, hero, chief):
        change = correct(hero, chief, birth=date("1930年1月8日"))
        assert (change.record, change.topic, change.old, change.new) == (
            hero,
            "birth",
            "1931年",
            "1930年1月8日",
        )
        assert change.by == chief

    def test_a_draft_is_no_change(self, hero):
        hero.birth = date("1930年")
        hero.save_revision()
        assert not FactChange.objects.exists()

    def test_what_was_never_public_is_no_change(self):
        person = PersonFactory(live=False, birth=date("1931年"))
        correct(person, birth=date("1930年"))
        assert not FactChange.objects.exists()

    def test_a_more_exact_date_is_no_change(self, hero):
        correct(hero, birth=date("1931年1月8日"))
        assert not FactChange.objects.exists()

    def test_a_value_that_was_missing_is_no_change(self, hero):
        correct(hero, death=date("1952年"))
        assert not FactChange.objects.exists()

    def test_an_honour_replaced(self):
        person = PersonFactory(honours=["一等功"])
        draft = Person.objects.get(pk=person.pk)
        award = draft.awards.all()[0]
        award.as_written = "特等功"
        draft.awards = [award]
        draft.save_revision().publish()
        change = FactChange.objects.get()
        assert (change.topic, change.old, change.new) == ("honours", "一等功", "特等功")

    @pytest.mark.parametrize("factory", [UnitFactory, HonourFactory, PlaceFactory])
    def test_the_name_of_other_records(self, factory):
        record = factory(name="第一三五团")
        record.name = "第一三四团"
        record.save()
        change = FactChange.objects.get()
        assert (change.record, change.old, change.new) == (record, "第一三五团", "第一三四团")


class TestFinding:
    def test_in_every_part_of_a_page(self, stories, hero):
        body = [
            block("paragraph", "<p>他<b>1931</b>年出生。</p>"),
            block("heading", {"text": "一九三一年的冬天", "level": "h2"}),
            block(
                "fact_box", {"title": "档案", "rows": [_item({"label": "生", "value": "１９３１"})]}
            ),
            block(
                "timeline",
                {"title": "", "events": [_item({"date": "1931", "title": "出生", "text": ""})] * 1},
            ),
        ]
        story = StoryPageFactory(
            parent=stories,
            title="陆怀青（1931—1952）",
            deck="1931年生",
            search_description="生于1931",
            body=json.dumps(body),
        )
        change = correct(hero, birth=date("1930年"))
        search(change)
        labels = set(change.items.filter(object_id=story.pk).values_list("label", flat=True))
        assert len(labels) == 7
        first = change.items.get(path__startswith="body", block=body[0]["id"])
        assert (first.before, first.found, first.after) == ("他", "1931", "年出生。")

    def test_in_pictures_days_and_other_records(self, home, hero):
        CoreImageFactory(title="照片", description="青娃1931年留影")
        DayInHistoryFactory(title="陆怀青出生", text="1931年", year=1931)
        PersonFactory(name="弟弟", short_life="其兄陆怀青生于1931年。")
        StandardPageFactory(parent=home, title="关于陸懷青", deck="生于一九三一年")
        UnitFactory(name="第一三五团", summary="陆怀青（1931年生）所在团。")
        change = correct(hero, birth=date("1930年"))
        assert [title for title, _found in search(change)] == sorted(
            ["照片", "10-25 陆怀青出生", "弟弟", "关于陸懷青", "第一三五团"]
        )

    def test_in_the_record_itself_but_not_where_it_is_meant(self, hero):
        hero.short_life = "1931年生于中江。"
        hero.save()
        PersonSource.objects.create(person=hero, title="县志", topic="birth", says="1931年")
        change = correct(hero, birth=date("1930年"))
        search(change)
        assert list(change.items.values_list("path", flat=True)) == ["short_life"]

    def test_a_page_linked_but_never_naming_the_person(self, stories, hero):
        story = StoryPageFactory(parent=stories, title="他", body=paragraphs("生于1931年。"))
        StoryPerson.objects.create(page=story, person=hero)
        change = correct(hero, birth=date("1930年"))
        # Found at once, before any background work has run.
        assert list(change.items.values_list("title", flat=True)) == ["他"]

    def test_the_year_in_a_sentence_about_another_is_listed_too(self, stories, hero):
        StoryPageFactory(
            parent=stories, title="战友", body=paragraphs("陆怀青入伍。", "张三1931年出生。")
        )
        change = correct(hero, birth=date("1930年"))
        assert search(change) == [("战友", "1931")]

    def test_a_page_that_does_not_mention_the_person_is_not(self, stories, hero):
        StoryPageFactory(parent=stories, title="别人", body=paragraphs("李四1931年出生。"))
        change = correct(hero, birth=date("1930年"))
        assert search(change) == []

    def test_in_a_draft(self, stories, hero):
        story = StoryPageFactory(parent=stories, title="写着", body=paragraphs("尚无。"))
        story.body = [("paragraph", "<p>陆怀青1931年生</p>")]
        story.save_revision()
        change = correct(hero, birth=date("1930年"))
        assert search(change) == [("写着", "1931")]
        assert change.items.get().is_draft is True

    def test_an_old_name_is_found_where_only_it_stands(self, stories):
        person = PersonFactory(name="陆槐青")
        StoryPageFactory(parent=stories, title="旧稿", body=paragraphs("陸槐青入伍。"))
        change = correct(person, name="陆怀青")
        assert search(change) == [("旧稿", "陸槐青")]

    def test_searching_twice_lists_nothing_twice(self, stories, hero):
        StoryPageFactory(parent=stories, title="一", body=paragraphs("陆怀青1931年出生。"))
        change = correct(hero, birth=date("1930年"))
        assert search(change) == search(change)
        change.refresh_from_db()
        assert change.searched_at is not None

    def test_the_number_of_queries_does_not_grow_with_pages_that_do_not_match(
        self, stories, hero, django_assert_num_queries
    ):
        def unrelated(count: int) -> None:
            for number in range(count):
                StoryPageFactory(parent=stories, title=f"无关{number}", body=paragraphs("1931年"))

        change = correct(hero, birth=date("1930年"))
        unrelated(2)
        search(change)
        with CaptureQueriesContext(connection) as few:
            assert search(change) == []
        unrelated(12)
        with django_assert_num_queries(len(few)):
            assert search(change) == []


class TestSettling:
    @pytest.fixture
    def item(self, stories, hero):
        story = StoryPageFactory(parent=stories, title="一", body=paragraphs("陆怀青1931年出生。"))
        change = correct(hero, birth=date("1930年"))
        search(change)
        return change.items.get(object_id=story.pk)

    def test_correcting_and_publishing_settles_it(
        self, item, chief, django_capture_on_commit_callbacks
    ):
        story = StoryPage.objects.get(pk=item.object_id)
        _rewrite(story, "陆怀青1930年出生。")
        with django_capture_on_commit_callbacks(execute=True), LogContext(user=chief):
            revision = story.save_revision(user=chief)
        item.refresh_from_db()
        assert item.state == RippleState.OPEN
        with django_capture_on_commit_callbacks(execute=True), LogContext(user=chief):
            revision.publish(user=chief)
        item.refresh_from_db()
        assert (item.state, item.by) == (RippleState.CORRECTED, chief)

    def test_what_comes_back_is_open_again(self, item, django_capture_on_commit_callbacks):
        story = StoryPage.objects.get(pk=item.object_id)
        for text, state in (
            ("1930年，陆怀青。", RippleState.CORRECTED),
            ("1931年，陆怀青。", RippleState.OPEN),
        ):
            _rewrite(story, text)
            with django_capture_on_commit_callbacks(execute=True):
                story.save_revision().publish()
            item.refresh_from_db()
            assert item.state == state

    def test_it_is_left_with_a_reason(self, item, chief):
        left = ripple.leave(item=item, reason="引文如此", user=chief)
        assert (left.state, left.reason, left.by) == (RippleState.LEFT, "引文如此", chief)
        again = ripple.take_up_again(item=left, user=chief)
        assert again.state == RippleState.OPEN

    def test_not_without_one(self, item, chief):
        with pytest.raises(RecordRefused):
            ripple.leave(item=item, reason="  ", user=chief)

    def test_not_twice(self, item, chief):
        ripple.leave(item=item, reason="引文", user=chief)
        with pytest.raises(RecordRefused):
            ripple.leave(item=item, reason="引文", user=chief)

    def test_a_deleted_page_carries_nothing(self, item):
        StoryPage.objects.get(pk=item.object_id).delete()
        assert not RippleItem.objects.exists()

    def test_a_place_has_its_own_ripple(self, stories, django_capture_on_commit_callbacks):
        place = PlaceFactory(name="中江县")
        StoryPageFactory(parent=stories, title="一", body=paragraphs("中江县人。"))
        place = Place.objects.get(pk=place.pk)
        place.name = "中江市"
        place.save()
        change = FactChange.objects.get()
        assert search(change) == [("一", "中江县")]


def _item(value: dict) -> dict:
    return {"type": "item", "value": value, "id": f"id-{abs(hash(str(value)))}"}


def _rewrite(story: StoryPage, text: str) -> None:
    raw = story.body.get_prep_value()
    raw[0]["value"] = f"<p>{text}</p>"
    story.body = json.dumps(raw)
