"""The demo content is data: these tests read the files and nothing else."""

from __future__ import annotations

import datetime
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from cms.core.dates import PartialDate
from cms.core.enums import CreditRole
from heritage.people import loading
from heritage.stories.enums import ArticleKind
from home.demo.drawing import MOTIF_NAMES, PALETTE_NAMES

CONTENT = Path(__file__).resolve().parents[2] / "home" / "demo" / "content"
FILES = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in CONTENT.glob("*.json")}
PEOPLE, STORIES, ARTICLES = FILES["people"], FILES["stories"], FILES["articles"]
REAL_PEOPLE = [person for person in PEOPLE if not person.get("sample")]
PRACTICE_STORY = FILES["practice"]["story"]
WITH_BODY = [*STORIES, *ARTICLES, *FILES["pages"], PRACTICE_STORY]

CONFLICTS = {"辛亥革命", "土地革命战争", "抗日战争", "解放战争", "抗美援朝"}
CREDITED = {CreditRole.AUTHOR, CreditRole.EDITOR, CreditRole.PROOFREADER, CreditRole.SOURCE}
BLOCK_KEYS = {
    "paragraph": {"html"},
    "heading": {"text", "level"},
    "pull_quote": {"text", "attribution", "source"},
    "timeline": {"title", "events"},
    "fact_box": {"title", "rows", "source"},
    "image": {"image", "caption"},
    "table": {"caption", "first_row_is_header", "rows"},
    "person_card": {"person"},
}
ALLOWED_TAGS = {"p", "b", "ul", "li"}
BANNED = re.compile("死亡|朝鲜战争|抗日战争（1937|八年抗战|雷锋烈士|to.?do|fix.?me", re.IGNORECASE)
LEAP_YEAR = 2000


def named(entry: dict) -> str:
    """What a failing case is called in the report."""
    return entry.get("slug") or entry.get("id") or entry.get("title", "")


def slugs(name: str) -> set[str]:
    """The slugs of a content file."""
    return {entry["slug"] for entry in FILES[name]}


def strings(value: object) -> Iterator[str]:
    """Every string inside a JSON value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from strings(part)
    elif isinstance(value, list):
        for part in value:
            yield from strings(part)


DIVISIONS = {row["code"] for row in loading.divisions()}


def place_keys() -> set[str]:
    """What content may give as a place: a division code, or the slug of a place abroad."""
    return DIVISIONS | slugs("places")


def list_slugs(*names: str) -> set[str]:
    """The slugs of managed lists."""
    return {item["slug"] for name in names for item in loading.entries(name)}


def han_count(value: object) -> int:
    """How many Chinese characters a JSON value holds."""
    return sum(len(re.findall("[\u4e00-\u9fff]", text)) for text in strings(value))


def blocks(kind: str) -> list[dict]:
    """All body blocks of one type."""
    return [block for entry in WITH_BODY for block in entry["body"] if block["type"] == kind]


def test_there_is_enough_of_everything():
    assert len(REAL_PEOPLE) >= 43
    assert len(STORIES) >= 18
    assert len(FILES["sections"]) >= 6
    assert len(FILES["days"]) >= 120
    assert len(FILES["images"]) >= 24
    assert len(ARTICLES) >= 5
    assert len([story for story in STORIES if story["kind"] == "site"]) >= 3
    assert 6 <= len(FILES["practice"]["checklist"]) <= 8


@pytest.mark.parametrize(
    "name",
    [
        "people",
        "places",
        "stories",
        "articles",
        "columns",
        "sections",
        "pages",
        "organisations",
        "teams",
    ],
)
def test_slugs_are_unique_and_plain(name):
    found = [entry["slug"] for entry in FILES[name]]
    assert len(found) == len(set(found))
    assert [slug for slug in found if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug)] == []


@pytest.mark.parametrize("name", sorted(FILES))
def test_no_banned_word_is_used(name):
    assert [text for text in strings(FILES[name]) if BANNED.search(text)] == []


@pytest.mark.parametrize("name", sorted(FILES))
def test_text_is_clean(name):
    """NFC, no control characters, no blank strings but where a blank is a value."""
    for text in strings(FILES[name]):
        assert text == unicodedata.normalize("NFC", text).strip()
        assert not re.search(r"[\x00-\x1f\x7f\ufffd]", text)


def test_what_was_made_up_for_show_says_so():
    for name in ("articles", "columns", "pages"):
        assert [entry["slug"] for entry in FILES[name] if entry.get("sample") is not True] == []
    assert FILES["practice"]["sample"] is True
    assert PRACTICE_STORY["sample"] is True


def test_lei_feng_is_no_martyr_here():
    lei_feng = next(person for person in PEOPLE if person["slug"] == "lei-feng")
    assert lei_feng["life_status"] == "deceased"
    assert "烈士" not in lei_feng["short_life"]
    story = next(story for story in STORIES if story["slug"] == "lei-feng")
    assert [text for text in strings(story) if "烈士" in text] == []


def test_only_places_abroad_are_written_here():
    seen = {None}
    for place in FILES["places"]:
        assert set(place) == {"slug", "name", "pinyin", "parent"}
        assert place["parent"] in seen
        assert len(place["pinyin"].split()) == len(place["name"])
        seen.add(place["slug"])


@pytest.mark.parametrize("image", FILES["images"], ids=named)
def test_image(image):
    assert image["motif"] in MOTIF_NAMES
    assert image["palette"] in PALETTE_NAMES
    assert type(image["seed"]) is int
    assert image["credit"] == "本站绘制"
    assert han_count(image["alt"]) >= 10
    assert "示意画" in image["caption"]


def test_every_image_is_used_and_has_its_own_id():
    assert len({image["id"] for image in FILES["images"]}) == len(FILES["images"])
    used = {entry["cover"] for name in ("stories", "articles", "columns") for entry in FILES[name]}
    used |= {section["cover"] for section in FILES["sections"] if section["cover"]}
    used |= {block["image"] for block in blocks("image")} | {PRACTICE_STORY["cover"]}
    assert used == {image["id"] for image in FILES["images"]}


@pytest.mark.parametrize("story", STORIES, ids=named)
class TestStory:
    def test_references(self, story):
        section = next(one for one in FILES["sections"] if one["slug"] == story["section"])
        assert section["page_type"] == "StoryIndexPage"
        assert set(story["people"]) <= slugs("people")
        assert story["places"]
        assert set(story["places"]) <= place_keys()
        assert set(story["conflicts"]) <= list_slugs("conflicts")
        assert set(story["battles"]) <= list_slugs("battles")
        assert set(story["units"]) <= list_slugs("units", "collectives")
        assert set(story["honours"]) <= list_slugs("honours")

    def test_kind_conflict_and_tags(self, story):
        assert story["kind"] in {"hero", "battle", "site"}
        assert story["conflict"] in {"", *CONFLICTS}
        assert len(story["tags"]) == len(set(story["tags"])) >= 3

    def test_length(self, story):
        assert 550 <= han_count(story["body"]) <= 1300
        assert 20 <= len(story["deck"]) <= 120

    def test_has_something_to_look_up_and_its_sources(self, story):
        kinds = {block["type"] for block in story["body"]}
        assert kinds & {"fact_box", "timeline"}
        assert story["body"][-2] == {"type": "heading", "text": "参考资料", "level": "h2"}
        assert story["body"][-1]["html"].count("<li>") >= 2

    def test_cards_show_people_of_the_story(self, story):
        cards = {block["person"] for block in story["body"] if block["type"] == "person_card"}
        assert cards <= set(story["people"])


def test_required_subjects_are_told_and_no_two_stories_share_a_cover():
    assert len({story["cover"] for story in STORIES}) == len(STORIES)
    titles = "\n".join(story["title"] for story in STORIES)
    for subject in ("上甘岭", "长津湖", "狼牙山五壮士", "平型关", "淮海战役烈士纪念塔", "白求恩"):
        assert subject in titles


@pytest.mark.parametrize("entry", [*STORIES, *ARTICLES], ids=named)
def test_issue_and_credits(entry):
    assert entry["issued_on"][:4] in {"2025", "2026"}
    assert datetime.date.fromisoformat(entry["issued_on"]).isoformat() == entry["issued_on"]
    assert {credit["role"] for credit in entry["credits"]} == CREDITED
    assert [
        name for credit in entry["credits"] for name in credit["names"] if "示例" not in name
    ] == []


@pytest.mark.parametrize("article", ARTICLES, ids=named)
def test_article(article):
    assert article["kind"] in ArticleKind.values
    assert article["column"] in slugs("columns")
    assert article["organisation"] in slugs("organisations")
    assert han_count(article["body"]) >= 200


@pytest.mark.parametrize("entry", WITH_BODY, ids=named)
def test_blocks_have_their_keys(entry):
    for block in entry["body"]:
        assert set(block) - {"type"} == BLOCK_KEYS[block["type"]]


def test_paragraphs_use_few_tags_and_close_them():
    for block in blocks("paragraph"):
        opened = Counter(re.findall(r"<(\w+)>", block["html"]))
        closed = Counter(re.findall(r"</(\w+)>", block["html"]))
        assert opened == closed
        assert set(opened) <= ALLOWED_TAGS
        assert not re.search(r"<p>\s*(<ul>|</p>)", block["html"])


def test_quotes_name_whose_words_they_are():
    for block in blocks("pull_quote"):
        assert block["attribution"]
        assert re.search(r"19\d\d年", block["source"])


def test_timelines_run_forward():
    for block in blocks("timeline"):
        dates = [event["date"] for event in block["events"]]
        assert [str(PartialDate.parse(date)) for date in dates] == dates
        assert len(dates) >= 2
        assert all(earlier[: len(later)] <= later for earlier, later in pairwise(dates))


def test_fact_boxes_and_tables_are_filled():
    for block in blocks("fact_box"):
        assert block["source"]
        assert all(row["label"] and row["value"] for row in block["rows"])
    for block in blocks("table"):
        assert len({len(row) for row in block["rows"]}) == 1
        assert len(block["rows"]) >= 2
        assert all(cell for row in block["rows"] for cell in row)


def test_images_and_people_in_bodies_exist():
    ids = {image["id"] for image in FILES["images"]}
    assert {block["image"] for block in blocks("image")} <= ids
    assert {block["person"] for block in blocks("person_card")} <= slugs("people")


def test_sections_and_what_lies_below_them():
    assert {article["column"] for article in ARTICLES} == slugs("columns")
    assert {column["parent"] for column in FILES["columns"]} <= slugs("sections")
    for section in FILES["sections"]:
        assert section["parent"] in {None, *slugs("sections")}
        assert section["deck"]
        assert section["intro"]
    parents = {page["parent"] for page in FILES["pages"]} - {None}
    assert parents <= slugs("sections") | slugs("pages")


def test_the_about_page_has_its_text():
    sections = FILES["sections"]
    plain = {entry["slug"] for entry in sections if entry["page_type"] == "StandardPage"}
    assert plain <= slugs("pages")


@pytest.mark.parametrize("service", FILES["services"], ids=named)
def test_service(service):
    assert service["group"]
    assert len(service["description"]) >= 10
    assert service["url"] == "" or re.fullmatch(r"https://[a-z.]+\.gov\.cn/", service["url"])


def test_what_the_practice_section_and_the_first_page_point_at_exists():
    assert set(PRACTICE_STORY["people"]) <= slugs("people")
    assert set(PRACTICE_STORY["places"]) <= place_keys()
    assert FILES["home"]["lead_story"] in slugs("stories")
    assert all(item["title"] and item["text"] for item in FILES["practice"]["checklist"])


def test_days_are_days_of_the_calendar():
    for day in FILES["days"]:
        date = datetime.date(day["year"] or LEAP_YEAR, day["month"], day["day"])
        assert date.year <= 2026
        assert 0 < len(day["text"]) <= 80
        assert 0 < len(day["title"]) <= 40
        assert day["source"]
        assert day["story"] is None or day["story"] in slugs("stories")


def test_days_are_spread_over_the_year():
    counts = Counter(day["month"] for day in FILES["days"])
    assert sorted(counts) == list(range(1, 13))
    assert min(counts.values()) >= 8
    assert len({(day["month"], day["day"]) for day in FILES["days"]}) >= 100


def test_days_are_in_order_and_told_once():
    keys = [(day["month"], day["day"]) for day in FILES["days"]]
    assert keys == sorted(keys)
    titles = Counter((day["month"], day["day"], day["title"]) for day in FILES["days"])
    assert max(titles.values()) == 1


def test_days_agree_with_the_dates_of_people():
    """A day that names a person's death or birth has the date of the record."""
    ends = ("牺牲", "就义", "殉国", "逝世", "殉职")
    for day in FILES["days"]:
        if day["year"] is None:
            continue
        written = f"{day['year']}-{day['month']:02d}-{day['day']:02d}"
        for person in REAL_PEOPLE:
            if any(day["title"] == person["name"] + end for end in ends):
                assert written.startswith(person["death"])
            if day["title"] == person["name"] + "出生":
                assert written.startswith(person["birth"])
