"""``manage.py import_articles``."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from heritage.stories.models import ArticlePage, StoryPage
from tests.factories import ArticleIndexPageFactory, StoryIndexPageFactory
from tests.heritage.stories.test_importer import NEWER, TEXT
from tests.shared_data import SHARED, needs_shared

pytestmark = pytest.mark.django_db
KEYS = {"title", "url", "credits", "paragraphs", "dropped", "people"}


@pytest.fixture
def column(home):
    return ArticleIndexPageFactory(parent=home, slug="bang-yang")


@pytest.fixture
def file(tmp_path) -> Path:
    path = tmp_path / "老兵.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def run(*arguments, **options) -> tuple[str, str, str]:
    """Output, errors and the message of a failure."""
    out, err, failure = StringIO(), StringIO(), ""
    try:
        call_command("import_articles", *map(str, arguments), stdout=out, stderr=err, **options)
    except CommandError as error:
        failure = str(error)
    return out.getvalue(), err.getvalue(), failure


def reports(*arguments, **options) -> tuple[list[dict], str]:
    out, err, failure = run(*arguments, as_json=True, **options)
    assert err == ""
    return json.loads(out), failure


def test_json_is_all_that_is_printed(column, file):
    (report,), failure = reports(file)
    page = ArticlePage.objects.get()
    assert failure == ""
    assert set(report) >= KEYS
    assert (report["title"], report["outcome"]) == ("老兵王某的五十年", "created")
    assert (report["file"], report["url"]) == (str(file), page.url)
    assert "编辑" in [credit["role"] for credit in report["credits"]]


def test_twice_is_unchanged_and_changed_is_updated(column, file):
    outcomes = [reports(file)[0][0]["outcome"] for _ in range(2)]
    file.write_text(NEWER, encoding="utf-8")
    outcomes.append(reports(file)[0][0]["outcome"])
    assert outcomes == ["created", "unchanged", "updated"]
    assert ArticlePage.objects.count() == 1


def test_published_and_shown(column, file, client):
    (report,), _ = reports(file, publish=True)
    assert client.get(report["url"]).status_code == 200


def test_a_story(home, file):
    stories = StoryIndexPageFactory(parent=home, slug="stories")
    reports(file, kind="story")
    assert StoryPage.objects.get().get_parent().pk == stories.pk


def test_a_bad_file_is_reported_and_the_others_go_on(column, file, tmp_path):
    bad = tmp_path / "坏.docx"
    bad.write_bytes(b"PK\x03\x04 not a document")
    missing = tmp_path / "没有.txt"
    (first, second, third), failure = reports(bad, missing, file)
    assert failure == "2 of 3 files could not be imported."
    assert (set(first), first["code"]) == ({"file", "error", "code"}, "not_docx")
    assert (second["file"], bool(second["error"])) == (str(missing), True)
    assert third["outcome"] == "created"
    assert ArticlePage.objects.count() == 1


def test_the_exit_status_of_the_command_itself(column, tmp_path):
    bad = tmp_path / "坏.exe"
    bad.write_bytes(b"MZ")
    with pytest.raises(CommandError) as caught:
        call_command("import_articles", str(bad), stdout=StringIO(), stderr=StringIO())
    assert caught.value.returncode == 1


def test_a_folder_gives_its_files(column, tmp_path):
    for name in ("b.txt", "a.TXT", "c.md", ".hidden"):
        (tmp_path / name).write_text(TEXT.replace("老兵王某", f"老兵{name[0]}某"), encoding="utf-8")
    done, _ = reports(tmp_path)
    assert [Path(report["file"]).name for report in done] == ["a.TXT", "b.txt"]


def test_under_the_page_that_is_named(home, column, file):
    other = ArticleIndexPageFactory(parent=home, slug="other")
    reports(file, parent="other")
    assert ArticlePage.objects.get().get_parent().pk == other.pk


def test_an_unknown_parent(column, file):
    out, _, failure = run(file, parent="nowhere")
    assert (out, "nowhere" in failure, ArticlePage.objects.count()) == ("", True, 0)


def test_told_in_words(column, file, tmp_path):
    bad = tmp_path / "空.txt"
    bad.write_text("")
    out, err, failure = run(file, bad)
    assert out.splitlines()[0].split() == [
        "created",
        "老兵王某的五十年",
        ArticlePage.objects.get().url,
    ]
    assert err.startswith(f"{bad}: ")
    assert failure == "1 of 2 files could not be imported."


@needs_shared
class TestProgrammes:
    """The five real articles of the shared test data."""

    @pytest.fixture
    def done(self, column) -> dict[str, dict]:
        done, failure = reports(SHARED / "programmes", publish=True)
        assert failure == ""
        return {Path(report["file"]).stem: report for report in done}

    def test_all_five_are_pages(self, done, client):
        assert sorted(done) == ["jining", "lixia", "shuangliao", "yanzhou", "yunyan"]
        assert ArticlePage.objects.live().count() == 5
        for report in done.values():
            assert client.get(report["url"]).status_code == 200

    def test_no_character_is_lost(self, done):
        for name, report in done.items():
            source = (SHARED / "programmes" / f"{name}.txt").read_text(encoding="utf-8")
            pieces = [
                report["title"],
                *report["paragraphs"],
                *(credit["text"] for credit in report["credits"]),
                *(dropped["text"] for dropped in report["dropped"]),
            ]
            told = sorted("".join("".join(pieces).split()))
            assert (name, told) == (name, sorted("".join(source.split())))

    def test_what_is_on_the_page_is_what_was_reported(self, done):
        for report in done.values():
            page = ArticlePage.objects.get(title=report["title"])
            shown = "".join(f"{page.deck}{page.body_text}".split())
            assert shown == "".join("".join(report["paragraphs"]).split())

    def test_again_is_unchanged(self, done):
        again, _ = reports(SHARED / "programmes", publish=True)
        assert {report["outcome"] for report in again} == {"unchanged"}
        assert ArticlePage.objects.count() == 5
