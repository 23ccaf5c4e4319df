"""Other names widen a search with the next one asked, in every process, with no rebuild."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from search.curation.synonyms import expansions_for
from search.models import SynonymSet, VocabularyStamp
from tests.factories import (
    BattleFactory,
    ConflictFactory,
    HonourFactory,
    StoryIndexPageFactory,
    StoryPageFactory,
    UnitFactory,
)

pytestmark = pytest.mark.django_db


def test_a_set_works_with_the_next_search():
    assert expansions_for("志愿军老战士") == {}
    entry = SynonymSet.objects.create(terms="老战士\n老兵\n退役军人")
    assert expansions_for("志愿军老战士") == {"老战士": ("老兵", "退役军人")}
    entry.active = False
    entry.save()
    assert expansions_for("志愿军老战士") == {}
    entry.active = True
    entry.save()
    entry.delete()
    assert expansions_for("志愿军老战士") == {}


def test_searched_words_lead_one_way():
    SynonymSet.objects.create(terms="抗美援朝", only_searched="朝鲜战争\nKorean War")
    assert expansions_for("Korean War") == {"korean war": ("抗美援朝",)}
    assert expansions_for("抗美援朝") == {}


@pytest.mark.parametrize(
    ("factory", "extra"),
    [(ConflictFactory, {}), (BattleFactory, {}), (HonourFactory, {}), (UnitFactory, {})],
    ids=["conflict", "battle", "honour", "unit"],
)
def test_records_bring_their_aliases(factory, extra):
    record = factory(name="某某正名", other_names="另一名", aliases="俗称；Nick Name", **extra)
    assert expansions_for("俗称") == {"俗称": ("某某正名", "另一名")}
    assert expansions_for("nick name") == {"nick name": ("某某正名", "另一名")}
    assert expansions_for("某某正名") == {"某某正名": ("另一名",)}
    record.aliases = "别号"
    record.save()
    assert (expansions_for("俗称"), expansions_for("别号")) == (
        {},
        {"别号": ("某某正名", "另一名")},
    )
    record.unpublish()
    assert expansions_for("别号") == {}


def test_an_unpublished_record_brings_nothing():
    ConflictFactory(name="某某战争", aliases="俗称", live=False)
    assert expansions_for("俗称") == {}


@pytest.mark.parametrize("typed", ["朝鲜战争", "朝鮮戰爭", "Korean War", "korean  WAR"])
def test_an_alias_finds_what_says_the_name_and_is_not_shown(client, home, rebuilt, typed):
    stories = StoryIndexPageFactory(parent=home, slug="stories")
    StoryPageFactory(parent=stories, title="抗美援朝老兵忆当年", slug="memories")
    ConflictFactory(name="抗美援朝", aliases="朝鲜战争；Korean War")
    rebuilt()
    response = client.get("/search/", {"q": typed})
    assert {hit.url for hit in response.context["hits"]} == {
        "/stories/memories/",
        "/wars/kang-mei-yuan-chao/",
    }
    elsewhere = response.content.decode().replace(typed, "")
    assert ("朝鲜战争" in elsewhere, "Korean War" in elsewhere) == (False, False)


def test_one_query_while_nothing_changes(django_assert_num_queries):
    SynonymSet.objects.create(terms="老战士\n老兵")
    expansions_for("老兵")
    with django_assert_num_queries(1):
        assert expansions_for("老兵") == {"老兵": ("老战士",)}


def test_a_stamp_never_comes_again():
    stamps = set()
    for number in range(5):
        SynonymSet.objects.create(terms=f"甲{number}号\n乙{number}号")
        stamps.add(VocabularyStamp.current())
    assert len(stamps) == 5


def test_autosave_of_a_record_changes_nothing():
    record = ConflictFactory(name="某某战争", aliases="俗称")
    before = VocabularyStamp.current()
    record.save(update_fields=["latest_revision"])
    assert VocabularyStamp.current() == before


@pytest.mark.parametrize(
    ("terms", "searched", "fields"),
    [
        ("老兵", "", ["terms"]),
        ("", "老兵", ["terms"]),
        ("", "老兵\n战士", ["terms"]),
        ("老兵\n老 兵\n兵", "", ["terms"]),
        ("老兵\n" + "长" * 41, "", ["terms"]),
        ("戰士\n战士", "", ["terms"]),
        ("志愿军\nCPVA", "ｃｐｖａ", ["only_searched"]),
        ("\n".join(f"名称{n:02d}" for n in range(31)), "", ["terms"]),
    ],
    ids=["one", "no name", "no name, two words", "short", "long", "script", "width", "many"],
)
def test_refused(terms, searched, fields):
    entry = SynonymSet(terms=terms, only_searched=searched)
    with pytest.raises(ValidationError) as refused:
        entry.full_clean()
    assert list(refused.value.message_dict) == fields


def test_lines_are_tidied():
    entry = SynonymSet(terms=" 抗美援朝 \n\n\n抗美 援朝战争", only_searched="  Korean   War ")
    entry.full_clean()
    assert (entry.terms, entry.only_searched) == ("抗美援朝\n抗美 援朝战争", "Korean War")
    assert str(entry) == "Korean War→抗美援朝＝抗美 援朝战争"
