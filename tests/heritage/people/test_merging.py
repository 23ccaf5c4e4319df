"""Two records of one person become one, and come apart again."""

from __future__ import annotations

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from wagtail.models import ModelLogEntry, ReferenceIndex

from cms.core.dates import understand
from heritage.people.domain import RecordRefused, add_award, add_name, add_source
from heritage.people.merging.domain import (
    MERGED,
    MERGED_INTO,
    close_merges,
    merge_people,
    undo_merge,
)
from heritage.people.models import (
    FactChange,
    Person,
    PersonHonour,
    PersonMerge,
    PersonSource,
    RippleItem,
    TeamMember,
)
from heritage.people.models.merging import MergeState
from heritage.stories.models import StoryPage, StoryPerson
from search.models import OutboxEntry
from tests.factories import (
    PersonFactory,
    StoryIndexPageFactory,
    StoryPageFactory,
    UserFactory,
)
from tests.factories.records import TeamFactory

pytestmark = pytest.mark.django_db


def date(text: str):
    return understand(text).date


@pytest.fixture
def chief():
    return UserFactory(is_superuser=True)


@pytest.fixture
def two():
    """The same man twice: under his name, and as a local paper wrote it."""
    kept = PersonFactory(
        name="陆怀青",
        birth=date("1931年"),
        native_place="中江县",
        other_names=["陆大山"],
        honours=["一等功"],
        read_in=["中江县志"],
    )
    merged = PersonFactory(
        name="陸懷青",
        birth=date("1930年"),
        ethnicity="汉族",
        other_names=["陆大山", "青娃"],
        honours=["一等功", "战斗英雄"],
        units=["第一三五团"],
    )
    PersonSource.objects.create(person=merged, title="烈士登记表", topic="birth")
    return kept, merged


def texts(person, relation: str) -> list[str]:
    return [str(row) for row in getattr(Person.objects.get(pk=person.pk), relation).all()]


def story_with(home, *people, card=None) -> StoryPage:
    index = StoryIndexPageFactory(parent=home)
    story = StoryPageFactory(parent=index, title=f"故事{StoryPage.objects.count()}")
    for person in people:
        story.people_links.create(person=person)
    if card:
        story.body = [("person_card", {"person": card})]
    story.save_revision().publish()
    return StoryPage.objects.get(pk=story.pk)


def shown_by(story) -> list[int]:
    links = StoryPerson.objects.filter(page=story).order_by("sort_order", "pk")
    return list(links.values_list("person_id", flat=True))


class TestContent:
    def test_everything_of_both_is_on_the_kept_record_once(self, chief, two):
        kept, merged = two
        merge_people(kept=kept, merged=merged, user=chief)
        now = Person.objects.get(pk=kept.pk)
        assert (now.name, now.live, now.ethnicity) == ("陆怀青", True, "汉族")
        assert texts(kept, "names") == ["陆大山", "陸懷青", "青娃"]
        assert texts(kept, "awards") == ["一等功", "战斗英雄"]
        assert texts(kept, "services") == ["第一三五团"]

    def test_the_value_not_chosen_stays_as_what_its_source_says(self, chief, two):
        kept, merged = two
        merge_people(kept=kept, merged=merged, user=chief)
        now = Person.objects.get(pk=kept.pk)
        assert str(now.birth) == "1931"
        said = now.sources.filter(topic="birth").values_list("title", "says")
        assert list(said) == [("烈士登记表", "1930年")]

    def test_the_editor_chooses_the_other_value(self, chief, two):
        kept, merged = two
        merge_people(kept=kept, merged=merged, user=chief, choices={"birth": "merged"})
        now = Person.objects.get(pk=kept.pk)
        assert str(now.birth) == "1930"
        said = now.sources.filter(topic="birth").values_list("says", flat=True)
        assert list(said) == ["", "1931年"]

    def test_two_short_lives_may_both_stay(self, chief):
        kept, merged = PersonFactory(short_life="甲。"), PersonFactory(short_life="乙。")
        merge_people(kept=kept, merged=merged, user=chief, choices={"short_life": "both"})
        assert Person.objects.get(pk=kept.pk).short_life == "甲。\n乙。"

    def test_awards_of_the_same_words_and_other_days_both_stay(self, chief):
        kept, merged = PersonFactory(honours=["三等功"]), PersonFactory()
        for day in ("1951年", "1952年"):
            PersonHonour.objects.create(person=merged, as_written="三等功", awarded_on=date(day))
        merge_people(kept=kept, merged=merged, user=chief)
        assert texts(kept, "awards") == ["三等功", "三等功", "三等功"]

    def test_consent_is_never_widened(self, chief):
        kept = PersonFactory(
            life_status="living", agreed_to=["birth", "honours"], agreement="2024年书面同意"
        )
        merged = PersonFactory(
            life_status="living", agreed_to=["honours", "portrait"], agreement="口头"
        )
        merge_people(kept=kept, merged=merged, user=chief)
        now = Person.objects.get(pk=kept.pk)
        assert (now.agreed_to, now.agreement) == (["honours"], "2024年书面同意；口头")

    def test_values_that_contradict_each_other_are_refused(self, chief):
        kept = PersonFactory(life_status="fallen", death=date("1952年"))
        merged = PersonFactory(life_status="living")
        with pytest.raises(RecordRefused):
            merge_people(kept=kept, merged=merged, user=chief, choices={"life_status": "merged"})
        assert not PersonMerge.objects.exists()
        assert Person.objects.get(pk=merged.pk).merged_into_id is None

    def test_an_unknown_choice_is_refused(self, chief, two):
        kept, merged = two
        with pytest.raises(ValueError, match="shoe_size"):
            merge_people(kept=kept, merged=merged, user=chief, choices={"shoe_size": "kept"})


class TestDrafts:
    def test_unpublished_changes_of_both_stay_unpublished_and_are_not_lost(self, chief, two):
        kept, merged = two
        kept.death_cause = "未发布甲"
        kept.save_revision()
        merged.native_place = "未发布乙"
        merged.save_revision()
        kept, merged = (Person.objects.get(pk=person.pk) for person in two)
        merge_people(kept=kept, merged=merged, user=chief)
        now = Person.objects.get(pk=kept.pk)
        assert (now.live, now.has_unpublished_changes) == (True, True)
        assert (now.death_cause, now.native_place) == ("", "中江县")
        draft = now.get_latest_revision_as_object()
        assert draft.death_cause == "未发布甲"
        says = [source.says for source in draft.sources.all() if source.topic == "native_place"]
        assert says == ["未发布乙"]
        assert texts(kept, "services") == ["第一三五团"]

    def test_what_was_only_a_draft_is_not_published(self, chief, two):
        kept, merged = two
        Person.objects.filter(pk=merged.pk).update(live=False)
        merge_people(kept=kept, merged=merged, user=chief)
        now = Person.objects.get(pk=kept.pk)
        assert texts(kept, "awards") == ["一等功"]
        draft = now.get_latest_revision_as_object()
        assert [str(award) for award in draft.awards.all()] == ["一等功", "战斗英雄"]

    def test_a_kept_draft_stays_a_draft(self, chief, two):
        kept, merged = two
        Person.objects.filter(pk=kept.pk).update(live=False)
        merge_people(kept=kept, merged=merged, user=chief)
        now = Person.objects.get(pk=kept.pk)
        assert now.live is False
        assert texts(kept, "awards") == ["一等功", "战斗英雄"]
        assert now.latest_revision is not None


class TestPointers:
    def test_links_cards_drafts_and_members_move(self, home, chief, two):
        kept, merged = two
        story = story_with(home, merged, card=merged)
        member = TeamMember.objects.create(team=TeamFactory(), person=merged)
        draft = story_with(home, kept)
        draft.people_links.create(person=merged)
        draft.body = [("paragraph", "<p>文</p>"), ("person_card", {"person": merged})]
        draft.save_revision()
        merge = merge_people(kept=kept, merged=merged, user=chief)
        story = StoryPage.objects.get(pk=story.pk)
        assert [link.person_id for link in story.people_links.all()] == [kept.pk]
        assert story.body[0].value["person"] == kept
        member.refresh_from_db()
        assert member.person_id == kept.pk
        latest = StoryPage.objects.get(pk=draft.pk).get_latest_revision_as_object()
        assert [link.person_id for link in latest.people_links.all()] == [kept.pk]
        assert latest.body[1].value["person"] == kept
        assert ReferenceIndex.get_references_to(merged).count() == 0
        assert {move["kind"] for move in merge.moves} == {"row", "stream", "draft"}

    def test_the_draft_of_a_live_page_moves_with_it(self, home, chief, two):
        kept, merged = two
        story = story_with(home, merged, card=merged)
        merge_people(kept=kept, merged=merged, user=chief)
        revision = StoryPage.objects.get(pk=story.pk).latest_revision.as_object()
        assert revision.body[0].value["person"] == kept
        assert [link.person_id for link in revision.people_links.all()] == [kept.pk]

    def test_a_story_that_shows_both_shows_one(self, home, chief, two):
        kept, merged = two
        story = story_with(home, kept, merged)
        merge = merge_people(kept=kept, merged=merged, user=chief)
        assert shown_by(story) == [kept.pk]
        undo_merge(merge=merge, user=chief)
        assert shown_by(story) == [kept.pk, merged.pk]

    def test_a_link_saved_later_follows_the_merge(self, home, chief, two):
        kept, merged = two
        story = story_with(home)
        merge_people(kept=kept, merged=merged, user=chief)
        StoryPerson.objects.create(page=story, person=merged)
        assert shown_by(story) == [kept.pk]

    def test_a_card_saved_later_shows_the_kept_record(self, client, home, chief, two):
        kept, merged = two
        merge_people(kept=kept, merged=merged, user=chief)
        story = story_with(home, card=merged)
        assert kept.url in client.get(story.url).content.decode()

    def test_generic_links_move_and_come_back(self, chief, two):
        kept, merged = two
        changes = [
            FactChange.objects.create(record=person, topic="birth", old="1929年")
            for person in (merged, kept)
        ]
        for change in changes:
            RippleItem.objects.create(change=changes[0], carrier=change.record, path="short_life")
        merge = merge_people(kept=kept, merged=merged, user=chief)
        assert FactChange.objects.get(pk=changes[0].pk).record == kept
        # The other one stood on the kept record already.
        assert RippleItem.objects.get().object_id == kept.pk
        undo_merge(merge=merge, user=chief)
        assert FactChange.objects.get(pk=changes[0].pk).record == merged
        assert set(RippleItem.objects.values_list("object_id", flat=True)) == {kept.pk, merged.pk}

    def test_the_search_hears_of_the_moved_pages(self, home, chief, two):
        kept, merged = two
        story = story_with(home, merged)
        OutboxEntry.objects.all().delete()
        merge_people(kept=kept, merged=merged, user=chief)
        keys = set(OutboxEntry.objects.values_list("key", flat=True))
        assert {f"page:{story.pk}", f"person:{kept.pk}", f"person:{merged.pk}"} <= keys


class TestAddress:
    def test_the_old_address_leads_to_the_kept_record(self, client, chief, two):
        kept, merged = two
        third = PersonFactory(name="第三")
        merge_people(kept=kept, merged=merged, user=chief)
        merge_people(kept=third, merged=kept, user=chief)
        for person in (merged, kept):
            response = client.get(person.url)
            assert (response.status_code, response["Location"]) == (301, third.url)

    def test_it_answers_again_after_undoing(self, client, home, chief, two):
        kept, merged = two
        merge = merge_people(kept=kept, merged=merged, user=chief)
        undo_merge(merge=merge, user=chief)
        assert client.get(merged.url).status_code == 200

    def test_the_slug_stays_taken(self, chief, two):
        kept, merged = two
        merge_people(kept=kept, merged=merged, user=chief)
        assert PersonFactory(name=merged.name).slug != merged.slug

    def test_the_merged_record_is_out_of_lists(self, chief, two):
        kept, merged = two
        merge_people(kept=kept, merged=merged, user=chief)
        assert list(Person.objects.standing()) == [kept]
        assert list(Person.objects.published()) == [kept]


class TestUndo:
    def test_both_records_are_as_they_were(self, home, chief, two):
        kept, merged = two
        story = story_with(home, merged, card=merged)
        before = [_content(person) for person in two]
        merge = merge_people(kept=kept, merged=merged, user=chief, choices={"birth": "merged"})
        merge = undo_merge(merge=merge, user=chief)
        assert [_content(person) for person in two] == before
        assert merge.left_standing == []
        story = StoryPage.objects.get(pk=story.pk)
        assert story.body[0].value["person"] == merged
        assert [link.person_id for link in story.people_links.all()] == [merged.pk]
        latest = story.latest_revision.as_object()
        assert latest.body[0].value["person"] == merged

    def test_what_was_written_since_stays_on_the_kept_record(self, chief, two):
        kept, merged = two
        merge = merge_people(kept=kept, merged=merged, user=chief)
        add_award(person=merged, as_written="八一勋章")
        now = Person.objects.get(pk=kept.pk)
        now.ethnicity = "回族"
        now.save_revision().publish()
        undo_merge(merge=merge, user=chief)
        assert texts(kept, "awards") == ["一等功", "八一勋章"]
        assert Person.objects.get(pk=kept.pk).ethnicity == "回族"
        assert texts(merged, "awards") == ["一等功", "战斗英雄"]

    def test_pointers_changed_since_are_reported_not_forced(self, home, chief, two):
        kept, merged = two
        story = story_with(home, merged)
        other = PersonFactory()
        merge = merge_people(kept=kept, merged=merged, user=chief)
        StoryPerson.objects.filter(page=story).update(person=other)
        merge = undo_merge(merge=merge, user=chief)
        assert shown_by(story) == [other.pk]
        assert [item["model"] for item in merge.left_standing] == ["heritage.StoryPerson"]

    def test_a_chain_is_undone_from_its_end(self, home, chief, two):
        kept, merged = two
        third = PersonFactory(name="第三")
        story = story_with(home, merged)
        first = merge_people(kept=kept, merged=merged, user=chief)
        second = merge_people(kept=third, merged=kept, user=chief)
        with pytest.raises(RecordRefused):
            undo_merge(merge=first, user=chief)
        undo_merge(merge=second, user=chief)
        undo_merge(merge=first, user=chief)
        assert shown_by(story) == [merged.pk]
        assert Person.objects.standing().count() == 3

    def test_after_thirty_days_it_is_refused(self, chief, two):
        kept, merged = two
        merge = merge_people(kept=kept, merged=merged, user=chief)
        PersonMerge.objects.update(at=timezone.now() - datetime.timedelta(days=31))
        with pytest.raises(RecordRefused):
            undo_merge(merge=merge, user=chief)

    def test_the_clock_drops_what_was_kept_for_it(self, client, chief, two):
        kept, merged = two
        merge = merge_people(kept=kept, merged=merged, user=chief)
        assert close_merges() == 0
        PersonMerge.objects.update(at=timezone.now() - datetime.timedelta(days=31))
        assert close_merges() == 1
        merge.refresh_from_db()
        assert (merge.state, merge.kept_before, merge.merged_before) == (MergeState.CLOSED, {}, {})
        assert (merge.moves, merge.added) == ([], {})
        left = Person.objects.get(pk=merged.pk)
        assert (left.birth, left.ethnicity, left.awards.count()) == (None, "", 0)
        assert left.revisions.count() == 0
        assert client.get(merged.url)["Location"] == kept.url
        assert close_merges() == 0

    def test_it_is_undone_once(self, chief, two):
        kept, merged = two
        merge = merge_people(kept=kept, merged=merged, user=chief)
        undo_merge(merge=merge, user=chief)
        with pytest.raises(RecordRefused):
            undo_merge(merge=merge, user=chief)


class TestRefusals:
    def test_with_itself(self, chief, two):
        with pytest.raises(RecordRefused):
            merge_people(kept=two[0], merged=two[0], user=chief)

    @pytest.mark.parametrize("swapped", [False, True])
    def test_with_a_merged_record(self, chief, two, swapped):
        kept, merged = two
        other = PersonFactory()
        merge_people(kept=kept, merged=merged, user=chief)
        pair = (merged, other) if swapped else (other, merged)
        with pytest.raises(RecordRefused):
            merge_people(kept=pair[0], merged=pair[1], user=chief)

    @pytest.mark.parametrize("which", [0, 1])
    def test_a_locked_record(self, chief, two, which):
        somebody = UserFactory(is_superuser=True)
        Person.objects.filter(pk=two[which].pk).update(
            locked=True, locked_by=somebody, locked_at=timezone.now()
        )
        with pytest.raises(RecordRefused):
            merge_people(kept=two[0], merged=two[1], user=chief)

    def test_somebody_without_the_right(self, two):
        with pytest.raises(PermissionDenied):
            merge_people(kept=two[0], merged=two[1], user=UserFactory())

    def test_a_merged_record_cannot_go_live_again(self, chief, two):
        kept, merged = two
        revision = merged.save_revision()
        revision.publish()
        merge_people(kept=kept, merged=merged, user=chief)
        with pytest.raises(RecordRefused):
            revision.publish()


class TestAdditions:
    def test_they_follow_merges_and_add_nothing_twice(self, chief, two):
        kept, merged = two
        merge_people(kept=kept, merged=merged, user=chief)
        for _time in range(2):
            assert add_source(person=merged, title="团史").pk == kept.pk
            assert add_name(person=merged, text="老陆").pk == kept.pk
        assert texts(kept, "sources").count("团史") == 1
        assert texts(kept, "names").count("老陆") == 1

    def test_they_go_into_the_draft_too(self, two):
        kept, _merged = two
        kept.short_life = "草稿"
        kept.save_revision()
        add_award(person=kept, as_written="八一勋章")
        now = Person.objects.get(pk=kept.pk)
        draft = now.get_latest_revision_as_object()
        assert draft.short_life == "草稿"
        assert [str(award) for award in draft.awards.all()] == ["一等功", "八一勋章"]
        assert texts(kept, "awards") == ["一等功", "八一勋章"]


def test_it_is_written_into_the_log_of_both(chief, two):
    kept, merged = two
    merge = merge_people(kept=kept, merged=merged, user=chief)
    entries = ModelLogEntry.objects.filter(action__in=[MERGED, MERGED_INTO]).order_by("action")
    assert [(entry.action, entry.object_id, entry.user) for entry in entries] == [
        (MERGED, str(kept.pk), chief),
        (MERGED_INTO, str(merged.pk), chief),
    ]
    assert entries[0].data == {"merge": merge.pk, "other": {"id": merged.pk, "name": merged.name}}


def _content(person) -> dict:
    data = Person.objects.get(pk=person.pk).serializable_data()
    for name in ("latest_revision", "live_revision", "last_published_at", "first_published_at"):
        data.pop(name)
    for rows in data.values():
        if isinstance(rows, list):
            for row in rows:
                if isinstance(row, dict):
                    row.pop("pk"), row.pop("sort_order")
    return data
