"""Why a document is, or is not, among the results."""

from __future__ import annotations

import pytest
from wagtail.contrib.search_promotions.models import Query, SearchPromotion
from wagtail.models import PageViewRestriction

from search.curation import why
from search.curation.why import Absence
from search.documents import page_key, person_key
from search.models import OutboxEntry, SynonymSet
from tests.factories import PersonFactory, StoryIndexPageFactory, StoryPageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def stories(home):
    return StoryIndexPageFactory(parent=home, slug="stories")


@pytest.fixture
def story(stories):
    return StoryPageFactory(parent=stories, title="血战上甘岭", slug="sgl")


def test_a_result_with_its_place_and_shares(story, stories, rebuilt):
    StoryPageFactory(parent=stories, title="另一篇", deck="提到上甘岭", slug="other")
    rebuilt()
    said = why.explain(text="上甘岭", key=page_key(story.pk))
    assert (said.absence, said.in_index, said.rank, said.title) == (None, True, 1, "血战上甘岭")
    assert said.reasons[0].percent == 100
    assert said.score == pytest.approx(sum(reason.score for reason in said.reasons), rel=1e-3)
    assert {"“上甘岭”"} <= {reason.what for reason in said.reasons}


def test_another_name_is_told(story, rebuilt):
    SynonymSet.objects.create(terms="上甘岭", only_searched="三角高地")
    rebuilt()
    said = why.explain(text="三角高地", key=page_key(story.pk))
    assert said.expansions == (("三角高地", ("上甘岭",)),)
    assert (said.absence, said.rank) == (None, 1)
    assert any(reason.synonym for reason in said.reasons)


def test_what_the_search_does_not_meet(story, rebuilt):
    rebuilt()
    said = why.explain(text="辽沈战役", key=page_key(story.pk))
    assert (said.absence, said.in_index, said.reasons) == (Absence.NO_MATCH, True, ())


def test_what_the_index_lacks(story, rebuilt):
    rebuilt().delete([page_key(story.pk)])
    OutboxEntry.objects.all().delete()
    said = why.explain(text="上甘岭", key=page_key(story.pk))
    assert (said.absence, said.in_index, said.waiting) == (Absence.NOT_INDEXED, False, False)
    assert why.note_again(key=page_key(story.pk)) is True
    assert why.explain(text="上甘岭", key=page_key(story.pk)).waiting is True


def test_what_waits_and_what_was_refused(story, rebuilt):
    rebuilt()
    OutboxEntry.objects.all().delete()
    OutboxEntry.objects.create(key=page_key(story.pk), attempts=5, error="too large")
    said = why.explain(text="上甘岭", key=page_key(story.pk))
    assert (said.waiting, said.refusal) == (False, "too large")
    assert why.note_again(key=page_key(story.pk)) is True
    assert list(OutboxEntry.objects.values_list("key", "attempts", "error")) == [
        (page_key(story.pk), 0, "")
    ]


def test_unpublished(story, rebuilt):
    story.unpublish()
    rebuilt()
    said = why.explain(text="上甘岭", key=page_key(story.pk))
    assert (said.absence, said.document, said.title) == (Absence.NOT_LIVE, None, "血战上甘岭")


def test_private_above(story, stories, rebuilt):
    PageViewRestriction.objects.create(page=stories, restriction_type="login")
    rebuilt()
    assert why.explain(text="上甘岭", key=page_key(story.pk)).absence is Absence.PRIVATE


def test_an_unpublished_person(rebuilt):
    person = PersonFactory(name="黄继光", live=False)
    rebuilt()
    assert why.explain(text="黄继光", key=person_key(person.pk)).absence is Absence.NOT_LIVE


@pytest.mark.parametrize(
    "key", ["", "page", "page:", "page:x", "page:-1", "nosuch:1", "page:99999", "page:²", "x" * 99]
)
def test_an_unknown_key(index, key):
    assert why.explain(text="上甘岭", key=key).absence is Absence.UNKNOWN


def test_only_keys_are_noted():
    assert [why.note_again(key=key) for key in ("", "page:x", "<b>:1")] == [False] * 3
    assert OutboxEntry.objects.count() == 0


def test_promoted(story, rebuilt):
    rebuilt()
    SearchPromotion.objects.create(query=Query.get("上甘嶺"), page=story)
    assert why.explain(text="上甘岭", key=page_key(story.pk)).promoted is True
    assert why.explain(text="战役", key=page_key(story.pk)).promoted is False


def test_without_an_index(story, settings, tmp_path):
    settings.SEARCH_INDEX_DIR = tmp_path / "nothing"
    said = why.explain(text="上甘岭", key=page_key(story.pk))
    assert (said.absence, said.reasons, bool(said.fault)) == (None, (), True)
