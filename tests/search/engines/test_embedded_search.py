from itertools import chain

import pytest

from search.engines.base import (
    Access,
    Fragment,
    IndexMissing,
    Moment,
    SearchQuery,
    Sort,
    Suggestion,
)
from search.engines.embedded import EmbeddedEngine


def shown(fragments):
    return "".join(f"[{piece.text}]" if piece.match else piece.text for piece in fragments)


@pytest.fixture
def stories(engine, make):
    engine.index(
        [
            make(
                "血战上甘嶺",
                body="一九五二年，黃繼光在上甘嶺犧牲。他是志願軍戰士。",
                people=("黄继光",),
                places=("朝鲜",),
                sort_date="1952-10",
            ),
            make(
                "狼牙山五壮士",
                body="1941年秋，五位八路军战士跳崖。",
                sort_date="1941-09-25",
            ),
            make(
                "雷锋日记",
                body="他的日记写于1960年前后。Hero of his time.",
                sort_date="1960",
            ),
            make("黄继光", kind="person", aliases=("黄积广",), body="四川中江人。"),
            make("家书", body="信里说，上，甘愿；岭上有雪。"),
        ]
    )
    return engine


@pytest.mark.usefixtures("stories")
class TestFinding:
    @pytest.mark.parametrize("typed", ["上甘岭", "上甘嶺", "上 甘岭", "ShangGanLing", "sgl"])
    def test_every_way_to_write_a_place(self, found, typed):
        assert found(typed)[0] == "page:血战上甘嶺"

    def test_a_phrase_does_not_reach_over_punctuation(self, found):
        assert found("上甘岭") == ["page:血战上甘嶺"]

    def test_one_character(self, found):
        assert sorted(found("岭")) == ["page:家书", "page:血战上甘嶺"]

    def test_any_piece_of_chinese_text(self, found):
        assert found("军战士跳") == ["page:狼牙山五壮士"]

    def test_a_year_in_either_script(self, found):
        assert found("1952") == found("一九五二") == found("一九五二年") == ["page:血战上甘嶺"]
        assert found("一九四一年") == ["page:狼牙山五壮士"]

    def test_words_of_a_query_may_stand_apart(self, found):
        assert found("志愿军上甘岭") == ["page:血战上甘嶺"]

    def test_all_terms_are_needed(self, found):
        assert found("战士 八路军") == ["page:狼牙山五壮士"]

    def test_nothing_exact_falls_back_to_a_part(self, found):
        assert found("黄继光雕像馆") != []

    def test_a_quoted_phrase_has_no_fallback(self, found):
        assert found('"志愿军战士"') == ["page:血战上甘嶺"]
        assert found('"战士志愿军"') == []

    def test_exclusion(self, found):
        assert found("战士 -八路军") == ["page:血战上甘嶺"]

    def test_latin_words_whole_in_any_case(self, found):
        assert found("HERO") == ["page:雷锋日记"]
        assert found("her") == []

    def test_the_whole_title_comes_first(self, found):
        assert found("黄继光") == ["page:黄继光", "page:血战上甘嶺"]
        assert found("hjg") == ["page:黄继光", "page:血战上甘嶺"]

    def test_an_alias_finds(self, found):
        assert found("黄积广") == found("huangjiguang")[:1] == ["page:黄继光"]

    def test_a_question(self, found):
        assert found("哪五位战士在狼牙山跳崖？")[0] == "page:狼牙山五壮士"

    def test_nothing_typed_gives_all(self, stories):
        assert stories.search(SearchQuery()).total == 5

    def test_nothing_to_look_for_gives_none(self, stories):
        assert stories.search(SearchQuery(text="😀？")).total == 0


@pytest.mark.usefixtures("stories")
class TestOrderAndPages:
    def test_by_date_with_unknown_dates_last(self, found):
        assert found(sort=Sort.OLDEST)[:3] == [
            "page:狼牙山五壮士",
            "page:血战上甘嶺",
            "page:雷锋日记",
        ]
        assert found(sort=Sort.NEWEST)[:3] == [
            "page:雷锋日记",
            "page:血战上甘嶺",
            "page:狼牙山五壮士",
        ]

    def test_by_title_in_pinyin_order(self, found):
        assert found(sort=Sort.TITLE) == [
            "page:黄继光",
            "page:家书",
            "page:狼牙山五壮士",
            "page:雷锋日记",
            "page:血战上甘嶺",
        ]

    def test_pages_follow_on_each_other(self, stories, found):
        pages = [found(sort=Sort.TITLE, offset=offset, limit=2) for offset in (0, 2, 4, 6)]
        assert [len(page) for page in pages] == [2, 2, 1, 0]
        assert list(chain(*pages)) == found(sort=Sort.TITLE)

    @pytest.mark.parametrize(("offset", "limit"), [(0, 0), (10**15, 20), (0, -5), (5, 10)])
    def test_a_page_with_nothing_on_it_has_the_total(self, stories, offset, limit):
        results = stories.search(SearchQuery(offset=offset, limit=limit))
        assert (results.total, results.hits) == (5, ())

    def test_a_negative_offset_is_the_beginning(self, found):
        assert found(sort=Sort.TITLE, offset=-3, limit=1) == ["page:黄继光"]


class TestHits:
    def test_a_hit_shows_the_original_with_matches_marked(self, stories):
        (hit,) = stories.search(SearchQuery(text="上甘岭")).hits
        assert shown(hit.title) == "血战[上甘嶺]"
        assert [shown(passage) for passage in hit.passages] == [
            "一九五二年，黃繼光在[上甘嶺]犧牲。"
        ]
        assert (hit.kind, hit.url) == ("story", "/page:血战上甘嶺/")
        assert (hit.people, hit.places, hit.date) == (("黄继光",), ("朝鲜",), "1952-10")

    def test_pinyin_marks_what_it_reads(self, stories):
        (hit,) = stories.search(SearchQuery(text="sgl")).hits
        assert shown(hit.title) == "血战[上甘嶺]"

    def test_a_hit_by_title_alone_shows_how_the_text_begins(self, stories):
        (hit,) = stories.search(SearchQuery(text="五壮士")).hits
        assert hit.passages == ((Fragment(text="1941年秋，五位八路军战士跳崖。"),),)

    def test_moments_of_a_recording(self, engine, make):
        engine.index(
            [
                make(
                    "口述",
                    moments=(
                        Moment(start_ms=0, end_ms=900, text="那年下雪。", speaker="甲"),
                        Moment(
                            start_ms=900,
                            end_ms=1800,
                            text="上甘岭上没有水。",
                            speaker="乙",
                        ),
                    ),
                )
            ]
        )
        (hit,) = engine.search(SearchQuery(text="上甘岭")).hits
        (moment,) = hit.moments
        assert (moment.start_ms, moment.end_ms, moment.speaker) == (900, 1800, "乙")
        assert shown(moment.fragments) == "[上甘岭]上没有水。"


class TestSuggestions:
    @pytest.mark.parametrize(
        "typed",
        ["黄", "黄继", "黃繼", "h", "huang", "huangji", "Huang Ji", "hjg", "黄积"],
    )
    def test_by_characters_pinyin_and_initials(self, stories, typed):
        assert stories.suggest(typed)[0] == Suggestion(
            key="page:黄继光", kind="person", title="黄继光", url="/page:黄继光/"
        )

    def test_later_words_of_a_title_come_after_beginnings(self, engine, make):
        engine.index([make("血战上甘岭"), make("上甘岭"), make("上甘岭战役纪念馆")])
        assert [one.title for one in engine.suggest("sg")] == [
            "上甘岭",
            "上甘岭战役纪念馆",
            "血战上甘岭",
        ]

    @pytest.mark.parametrize("typed", ["", " ", "!", "\x00", "不存在的"])
    def test_nothing_to_suggest(self, stories, typed):
        assert stories.suggest(typed) == ()

    def test_limit(self, engine, make):
        engine.index([make(f"烈士{n}") for n in range(20)])
        assert len(engine.suggest("烈")) == 8
        assert len(engine.suggest("烈", limit=3)) == 3
        assert engine.suggest("烈", limit=0) == ()


class TestKeepingUp:
    def test_indexing_again_replaces(self, engine, make, found):
        engine.index([make("旧题", key="page:1")])
        assert engine.index([make("新题", key="page:1")]) == 1
        assert (found("旧题"), found("新题")) == ([], ["page:1"])

    def test_the_last_of_two_with_one_key_stays(self, engine, make, found):
        engine.index([make("旧题", key="page:1"), make("新题", key="page:1")])
        assert (found("旧题"), found("新题")) == ([], ["page:1"])

    def test_deleting(self, engine, make):
        engine.index([make("甲"), make("乙")])
        engine.delete(["page:甲", "page:没有"])
        assert list(engine.keys()) == ["page:乙"]

    def test_what_is_not_public_is_not_there(self, engine, make):
        engine.index([make("甲"), make("乙")])
        engine.index([make("甲", access=Access.PRIVATE), make("丙", access=Access.PRIVATE)])
        assert list(engine.keys()) == ["page:乙"]

    def test_keys_of_an_empty_index(self, engine):
        assert list(engine.keys()) == []

    def test_another_engine_sees_a_commit_at_once(self, engine, make, tmp_path):
        other = EmbeddedEngine(tmp_path / "index")
        assert other.search(SearchQuery()).total == 0
        engine.index([make("甲")])
        assert other.search(SearchQuery()).total == 1

    @pytest.mark.parametrize(
        "call",
        [
            lambda engine, make: engine.search(SearchQuery(text="甲")),
            lambda engine, make: engine.suggest("甲"),
            lambda engine, make: engine.keys(),
            lambda engine, make: engine.index([make("甲")]),
            lambda engine, make: engine.delete(["page:甲"]),
        ],
    )
    def test_without_an_index(self, tmp_path, make, call):
        with pytest.raises(IndexMissing):
            call(EmbeddedEngine(tmp_path / "nothing"), make)
