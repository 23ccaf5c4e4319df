"""The plain look through the database that answers while no index can."""

from __future__ import annotations

import pytest
from wagtail.models import PageViewRestriction

from search.asking.lookup import look_up
from search.documents import page_key, person_key
from search.engines.base import SearchQuery
from tests.factories import (
    ArticleIndexPageFactory,
    ConflictFactory,
    HomePageFactory,
    PersonFactory,
    PlaceFactory,
    StandardPageFactory,
    StoryIndexPageFactory,
    StoryPageFactory,
    paragraphs,
)

pytestmark = pytest.mark.django_db


def keys(text: str = "", **fields) -> list[str]:
    return [hit.key for hit in look_up(SearchQuery(text=text, **fields)).hits]


@pytest.fixture
def person(home):
    return PersonFactory(
        name="黄继光",
        native_place="四川中江",
        place=PlaceFactory(name="中江县", former_names="凯江县"),
        other_names=["黄际广"],
    )


@pytest.fixture
def story(home, person):
    return StoryPageFactory(
        parent=StoryIndexPageFactory(parent=home),
        title="黄继光与上甘岭",
        slug="huang-ji-guang-yu-shang-gan-ling",
        body=paragraphs("志愿军坚守坑道四十三天。"),
        people=[person],
    )


@pytest.fixture
def war(home):
    return ConflictFactory(name="抗美援朝战争", aliases="朝鲜战争", began="1950", ended="1953")


class TestFinding:
    def test_people_and_pages_whole_names_first(self, person, story):
        PersonFactory(name="黄继光武")
        assert keys("黄继光")[0] == person_key(person.pk)
        assert keys("黄继光")[-1] == page_key(story.pk)

    @pytest.mark.parametrize(
        "text",
        [
            "黃繼光",
            "黄际广",
            "huangjiguang",
            "Huang Ji Guang",
            "jiguang",
            "黄 继",
            "人物:黄继光",
            "“黄继光”",
        ],
    )
    def test_a_person(self, person, text):
        assert keys(text) == [person_key(person.pk)]

    def test_every_word_and_no_excluded_one(self, person, story):
        assert keys("黄继光 上甘岭") == [page_key(story.pk)]
        assert keys("黄继光 -上甘岭") == [person_key(person.pk)]

    def test_a_record_by_an_alias_that_is_not_shown(self, war):
        (hit,) = look_up(SearchQuery(text="朝鲜战争")).hits
        assert "".join(fragment.text for fragment in hit.title) == "抗美援朝战争"

    def test_other_names_of_what_was_typed(self, war):
        assert keys("韩战") == []
        assert keys("韩战", expansions={"韩战": ("抗美援朝",)}) == [f"conflict:{war.pk}"]

    def test_a_place_there_is_something_about(self, person):
        PlaceFactory(name="凯江县")
        assert keys("凯江") == [f"place:{person.place.pk}"]

    def test_kinds_that_were_chosen(self, person, story):
        assert keys("黄继光", facets={"kind": ("story",)}) == [page_key(story.pk)]
        assert keys("", facets={"kind": ("person", "story")}) == [
            person_key(person.pk),
            page_key(story.pk),
        ]

    def test_words_of_the_text_are_not_looked_for(self, story):
        assert keys("坑道") == []

    def test_nothing_to_look_for(self, person):
        assert keys("，。！") == []


class TestAnswer:
    def test_says_where_it_comes_from(self, person, story):
        results = look_up(SearchQuery(text="上甘岭"))
        assert (results.total, results.from_database, results.facets) == (1, True, {})
        (hit,) = results.hits
        assert [fragment.text for fragment in hit.title if fragment.match] == ["上甘岭"]
        assert "".join(f.text for f in hit.passages[0]) == "志愿军坚守坑道四十三天。"
        assert (hit.people, hit.url) == (("黄继光",), story.get_url())

    def test_pages_of_it_fit_each_other(self, home):
        for number in range(4):
            PersonFactory(name=f"英雄{number}")
            StandardPageFactory(parent=home, title=f"英雄{number}的故事")
        whole = keys("英雄", limit=50)
        assert len(whole) == look_up(SearchQuery(text="英雄", limit=3)).total == 8
        assert [
            key for offset in (0, 3, 6) for key in keys("英雄", offset=offset, limit=3)
        ] == whole
        assert keys("英雄", offset=8) == keys("英雄", limit=0) == []

    @pytest.mark.parametrize(
        "text",
        [
            "%",
            "_",
            "\\",
            "'",
            '"',
            "\x00",
            "\ud800黄",
            "黄" * 5_000,
            "(((",
            "-",
            "-黄",
            "😀",
            "[a-",
        ],
    )
    def test_strange_words_are_no_fault(self, person, text):
        results = look_up(SearchQuery(text=text))
        assert results.total == len(results.hits)

    def test_a_percent_sign_is_one(self, home):
        one = StandardPageFactory(parent=home, title="完成率100%")
        StandardPageFactory(parent=home, title="完成率100")
        assert keys("100%") == [page_key(one.pk)]


class TestPrivate:
    def test_drafts_and_records_taken_down(self, home):
        StandardPageFactory(parent=home, title="机密草稿", live=False)
        PersonFactory(name="机密人", live=False)
        ConflictFactory(name="机密战争", live=False)
        assert keys("机密") == []

    @pytest.mark.parametrize("kind", ["login", "password", "groups"])
    def test_what_is_private_or_below_it(self, home, kind):
        stories = StoryIndexPageFactory(parent=home)
        StoryPageFactory(parent=stories, title="机密故事")
        column = ArticleIndexPageFactory(parent=home, title="机密专栏")
        for page in (stories, column):
            PageViewRestriction.objects.create(page=page, restriction_type=kind, password="x")
        assert keys("机密") == []
        assert look_up(SearchQuery()).total == 0

    def test_pages_that_are_not_for_the_search(self, home, wagtail_base):
        HomePageFactory(parent=wagtail_base, title="另一个首页")
        assert keys("首页") == []
