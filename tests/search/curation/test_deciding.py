"""Editors offer a search to readers, take that back, leave it out of the report."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from wagtail.models import ModelLogEntry

from cms.core import clock
from search.configured import engine
from search.curation import deciding
from search.curation.log import past_searches
from search.engines.base import SearchDocument
from search.models import SearchDay, SearchPhrase
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def user():
    return UserFactory(is_superuser=True)


@pytest.fixture
def one(index):
    index.index([SearchDocument(key="page:1", kind="story", title="血战上甘岭", url="/1/")])
    return index


def actions() -> list[str]:
    return list(ModelLogEntry.objects.order_by("pk").values_list("action", flat=True))


def test_offered_as_the_search_sees_it(one, user):
    phrase = deciding.offer(text=" 上甘嶺 ", user=user)
    assert (phrase.text, phrase.letters, phrase.initials, phrase.found) == (
        "上甘岭",
        "shangganling",
        "sgl",
        1,
    )
    assert past_searches("上甘", 8) == past_searches("shangg", 8) == ["上甘岭"]
    assert actions() == [deciding.OFFERED]


def test_what_finds_nothing_is_not_offered(one, user):
    with pytest.raises(ValidationError):
        deciding.offer(text="没有的", user=user)
    assert SearchPhrase.objects.count() == 0


@pytest.mark.parametrize("text", ["", "13800138000", "长" * 41])
@pytest.mark.parametrize(
    "decide", [deciding.offer, deciding.withdraw, deciding.hide, deciding.show]
)
def test_nothing_personal_is_kept(one, user, decide, text):
    with pytest.raises(ValidationError):
        decide(text=text, user=user)
    assert SearchPhrase.objects.count() == 0


def test_withdrawn_hidden_and_shown_again(one, user):
    deciding.offer(text="上甘岭", user=user)
    deciding.withdraw(text="上甘岭", user=user)
    assert past_searches("上", 8) == []
    deciding.offer(text="上甘岭", user=user)
    hidden = deciding.hide(text="上甘岭", user=user)
    assert (hidden.suggested, hidden.hidden, past_searches("上", 8)) == (False, True, [])
    shown = deciding.show(text="上甘岭", user=user)
    assert (shown.suggested, shown.hidden, SearchPhrase.objects.count()) == (False, False, 1)
    assert actions() == [
        deciding.OFFERED,
        deciding.WITHDRAWN,
        deciding.OFFERED,
        deciding.HIDDEN,
        deciding.SHOWN,
    ]


def test_the_clock_takes_away_what_finds_nothing_any_more(one, user, settings):
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
    deciding.offer(text="上甘岭", user=user)
    one.delete(["page:1"])
    clock.tick()
    assert past_searches("上", 8) == []
    one.index([SearchDocument(key="page:2", kind="story", title="上甘岭", url="/2/")])
    assert deciding.recount() == 1
    assert past_searches("上", 8) == ["上甘岭"]


def test_without_an_engine_the_log_says_what_was_found(user, settings, tmp_path):
    settings.SEARCH_INDEX_DIR = tmp_path / "nothing"
    assert list(SearchDay.objects.all()) == []
    with pytest.raises(ValidationError):
        deciding.offer(text="上甘岭", user=user)
    SearchDay.objects.create(day="2026-01-02", text="上甘岭", asked=1, found=4)
    assert deciding.offer(text="上甘岭", user=user).found == 4
    assert engine() is engine()
