"""The search's pages in the admin: who sees them, what they show, what they do."""

from __future__ import annotations

import csv
import io

import pytest
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from wagtail.contrib.search_promotions.models import Query, SearchPromotion
from wagtail.models import ModelLogEntry

from cms.core.enums import JobState
from cms.core.models import Job
from search import checking, outbox
from search.admin_pages.rights import permissions
from search.curation.log import note_opened, note_search
from search.documents import page_key
from search.models import OutboxEntry, SearchDay, SearchPhrase, SynonymSet
from tests.factories import StoryIndexPageFactory, StoryPageFactory, UserFactory

pytestmark = pytest.mark.django_db

ADD_SYNONYMS = "wagtailsnippets_search_synonymset:add"


@pytest.fixture
def story(home):
    stories = StoryIndexPageFactory(parent=home, slug="stories")
    return StoryPageFactory(parent=stories, title="血战上甘岭", slug="sgl")


def editor(client, *codenames: str):
    user = UserFactory()
    names = ["access_admin", *codenames]
    user.user_permissions.set(Permission.objects.filter(codename__in=names))
    client.force_login(user)
    return user


@pytest.mark.parametrize(
    ("name", "right"),
    [
        ("search_log", "view_searchday"),
        ("search_why", "view_searchday"),
        ("search_state", "view_outboxentry"),
        ("search_import_synonyms", "add_synonymset"),
        (ADD_SYNONYMS, "add_synonymset"),
    ],
)
def test_only_for_those_with_the_right(client, home, index, name, right):
    editor(client)
    assert client.get(reverse(name)).status_code == 302
    editor(client, right)
    assert client.get(reverse(name)).status_code == 200


@pytest.mark.parametrize("name", ["search_decide", "search_note_again", "search_work"])
def test_changes_need_a_post_and_a_right(client, home, index, name):
    editor(client, "view_searchday", "view_outboxentry")
    assert client.get(reverse(name)).status_code == 405
    SearchDay.objects.create(day=timezone.localdate(), text="上甘岭", asked=1, found=1)
    data = {"text": "上甘岭", "decision": "hide", "key": "page:1", "work": "drain"}
    assert client.post(reverse(name), data).status_code == 302
    assert (SearchPhrase.objects.count(), Job.objects.count()) == (0, 0)


def test_rights_can_be_given_to_groups():
    assert sorted(permissions().values_list("codename", flat=True)) == [
        "change_outboxentry",
        "change_searchphrase",
        "view_outboxentry",
        "view_searchday",
    ]


def test_one_menu_for_all_of_it(admin_client, home):
    page = admin_client.get(reverse("wagtailadmin_home")).content.decode()
    for name in ("search_log", "search_why", "search_state", "wagtailsearchpromotions:index"):
        assert page.count(f'"{reverse(name)}"') == 1
    assert reverse("wagtailsearchpromotions:search_terms") not in page


class TestLog:
    def test_what_was_searched_and_opened(self, admin_client, story):
        for total in (0, 0, 3):
            note_search("上甘岭", total)
        note_search("韩战", 0)
        note_opened("上甘岭", page_key(story.pk))
        note_opened("上甘岭", "page:99999")
        shown = admin_client.get(reverse("search_log")).context
        assert [(line.text, line.asked, line.openings) for line in shown["lines"]] == [
            ("上甘岭", 3, 2),
            ("韩战", 1, 0),
        ]
        assert (shown["totals"].asked, shown["totals"].empty) == (4, 3)
        empty = admin_client.get(reverse("search_log"), {"list": "empty", "days": "7"}).context
        assert [line.text for line in empty["lines"]] == ["韩战"]
        opened = admin_client.get(reverse("search_log"), {"list": "opened"})
        assert [document.title for document in opened.context["documents"]] == ["血战上甘岭", ""]
        assert story.url in opened.content.decode()

    @pytest.mark.parametrize(
        "params",
        [
            {},
            {"days": "x"},
            {"days": "8"},
            {"list": "nosuch"},
            {"p": "x"},
            {"p": "-1"},
            {"p": "99"},
        ],
    )
    def test_strange_parameters_do_no_harm(self, admin_client, params):
        note_search("上甘岭", 1)
        shown = admin_client.get(reverse("search_log"), params)
        assert (shown.status_code, shown.context["listing"], shown.context["days"]) == (
            200,
            "top",
            30,
        )

    @pytest.mark.parametrize("days", [7, 30, 90, 365])
    def test_chart_and_table_say_the_same(self, admin_client, days):
        note_search("上甘岭", 0)
        shown = admin_client.get(reverse("search_log"), {"days": days}).context
        assert len(shown["bars"]) == len(shown["spans"])
        assert (shown["bars"][-1]["span"].asked, shown["bars"][-1]["span"].empty) == (1, 1)

    def test_what_readers_typed_is_shown_as_text(self, admin_client):
        note_search('<script>"&', 0)
        page = admin_client.get(reverse("search_log")).content.decode()
        assert "&lt;script&gt;&quot;&amp;" in page
        assert '<script>"&' not in page

    def test_export_holds_no_formula(self, admin_client):
        note_search("=cmd()", 0)
        note_search("上甘岭", 2)
        response = admin_client.get(reverse("search_log"), {"export": "csv"})
        text = b"".join(response.streaming_content).decode("utf-8-sig")
        rows = list(csv.reader(io.StringIO(text)))
        assert [row[0] for row in rows[1:]] == ["'=cmd()", "上甘岭"]
        assert rows[2][1:] == ["1", "2", "0", "0"]

    def test_export_of_what_was_opened(self, admin_client, story):
        note_opened("上甘岭", page_key(story.pk))
        response = admin_client.get(reverse("search_log"), {"export": "csv", "list": "opened"})
        text = b"".join(response.streaming_content).decode("utf-8-sig")
        assert list(csv.reader(io.StringIO(text)))[1:] == [
            [page_key(story.pk), "血战上甘岭", "1", "1"]
        ]


class TestDeciding:
    def test_offered_and_back_where_one_was(self, admin_client, admin_user, story, rebuilt):
        rebuilt()
        back = f"{reverse('search_log')}?days=7"
        data = {"text": "上甘岭", "decision": "offer", "next": back}
        response = admin_client.post(reverse("search_decide"), data)
        assert (response.status_code, response["Location"]) == (302, back)
        assert SearchPhrase.objects.get().suggested is True
        entry = ModelLogEntry.objects.get(action="search.phrase.offer")
        assert entry.user == admin_user

    def test_never_to_another_site(self, admin_client):
        data = {"text": "上甘岭", "decision": "hide", "next": "https://example.cn/"}
        response = admin_client.post(reverse("search_decide"), data)
        assert response["Location"] == reverse("search_log")

    def test_what_finds_nothing_is_not_offered(self, admin_client, index):
        data = {"text": "没有的", "decision": "offer"}
        assert admin_client.post(reverse("search_decide"), data).status_code == 302
        assert SearchPhrase.objects.count() == 0

    @pytest.mark.parametrize("decision", ["", "nosuch"])
    def test_no_such_decision(self, admin_client, decision):
        data = {"text": "上甘岭", "decision": decision}
        assert admin_client.post(reverse("search_decide"), data).status_code == 400


class TestFilledIn:
    def test_a_synonym_set(self, admin_client, home):
        response = admin_client.get(reverse(ADD_SYNONYMS), {"searched": "三角高地"})
        assert response.context["form"].instance.only_searched == "三角高地"
        data = {"terms": "上甘岭", "only_searched": "三角高地", "active": "on", "note": ""}
        assert admin_client.post(reverse(ADD_SYNONYMS), data).status_code == 302
        assert str(SynonymSet.objects.get()) == "三角高地→上甘岭"
        assert ModelLogEntry.objects.filter(action="wagtail.create").count() == 1

    def test_faults_stand_beside_the_field(self, admin_client, home):
        data = {"terms": "上甘岭\n上甘嶺", "active": "on"}
        response = admin_client.post(reverse(ADD_SYNONYMS), data)
        assert (response.status_code, list(response.context["form"].errors)) == (200, ["terms"])

    def test_a_promotion(self, admin_client, home):
        response = admin_client.get(reverse("wagtailsearchpromotions:add"), {"q": "上甘岭"})
        assert response.context["form"]["query_string"].value() == "上甘岭"
        data = {
            "query_string": "上甘岭",
            "editors_picks-TOTAL_FORMS": "1",
            "editors_picks-INITIAL_FORMS": "0",
            "editors_picks-MIN_NUM_FORMS": "0",
            "editors_picks-MAX_NUM_FORMS": "1000",
            "editors_picks-0-ORDER": "1",
            "editors_picks-0-page": str(home.pk),
            "editors_picks-0-description": "先看首页",
        }
        response = admin_client.post(reverse("wagtailsearchpromotions:add"), data)
        assert response.status_code == 302
        promotion = SearchPromotion.objects.get()
        assert (promotion.query, promotion.page.pk) == (Query.get("上甘岭"), home.pk)
        edit = reverse("wagtailsearchpromotions:edit", args=[promotion.query.pk])
        assert admin_client.get(edit).status_code == 200
        assert (
            "上甘岭" in admin_client.get(reverse("wagtailsearchpromotions:index")).content.decode()
        )

    def test_the_list_of_sets_is_exported_and_searched(self, admin_client, home):
        SynonymSet.objects.create(terms="老兵\n=老战士")
        url = reverse("wagtailsnippets_search_synonymset:list")
        exported = admin_client.get(url, {"export": "csv"})
        text = b"".join(exported.streaming_content).decode("utf-8-sig")
        assert list(csv.reader(io.StringIO(text)))[1] == ["老兵；=老战士", "", "是", ""]
        assert admin_client.get(url, {"export": "xlsx"}).status_code == 200
        assert "老兵" in admin_client.get(url, {"q": "老战士"}).content.decode()

    def test_a_table_is_taken_in(self, admin_client, home):
        def upload(text: str):
            file = SimpleUploadedFile("x.csv", text.encode())
            return admin_client.post(reverse("search_import_synonyms"), {"file": file})

        assert upload("同义词\n老兵；老战士\n").status_code == 302
        assert str(SynonymSet.objects.get()) == "老兵＝老战士"
        assert len(upload("同义词\n老兵\n").context["faults"]) == 1
        assert upload("姓名\n黄继光\n").status_code == 400
        assert admin_client.post(reverse("search_import_synonyms"), {}).status_code == 400


class TestWhy:
    def test_choose_a_result_and_read_why(self, admin_client, story, rebuilt):
        rebuilt()
        url = reverse("search_why")
        assert admin_client.get(url).status_code == 200
        chosen = admin_client.get(url, {"q": "上甘岭"})
        assert [hit.key for hit in chosen.context["hits"]] == [page_key(story.pk)]
        shown = admin_client.get(url, {"q": "上甘岭", "key": page_key(story.pk)})
        assert shown.context["explanation"].rank == 1
        assert "<progress" in shown.content.decode()

    @pytest.mark.parametrize(
        "params",
        [{"q": "x" * 900}, {"key": "page:x"}, {"q": '"', "key": "page:1"}],
    )
    def test_strange_parameters_do_no_harm(self, admin_client, index, params):
        assert admin_client.get(reverse("search_why"), params).status_code == 200

    def test_without_an_index(self, admin_client, story, settings, tmp_path):
        settings.SEARCH_INDEX_DIR = tmp_path / "nothing"
        for key in ("", page_key(story.pk)):
            shown = admin_client.get(reverse("search_why"), {"q": "上甘岭", "key": key})
            assert (shown.status_code, bool(shown.context["fault"])) == (200, True)

    def test_noted_for_the_index(self, admin_client, story):
        OutboxEntry.objects.all().delete()
        key = page_key(story.pk)
        response = admin_client.post(reverse("search_note_again"), {"key": key, "q": "上甘岭"})
        assert response.status_code == 302
        assert list(OutboxEntry.objects.values_list("key", flat=True)) == [key]
        admin_client.post(reverse("search_note_again"), {"key": "nosuch"})
        assert OutboxEntry.objects.count() == 1


class TestState:
    def test_what_is_there_and_what_waits(self, admin_client, story, rebuilt):
        rebuilt()
        OutboxEntry.objects.all().delete()
        OutboxEntry.objects.create(key="page:1")
        OutboxEntry.objects.create(key="page:2", attempts=5, error="too large")
        shown = admin_client.get(reverse("search_state")).context
        assert shown["contents"].total == sum(count for _kind, count in shown["kinds"])
        assert shown["contents"].total > 0
        assert shown["waiting"].documents == 2
        assert [(row["key"], row["reason"], up) for row, up in shown["refused"]] == [
            ("page:2", "too large", True)
        ]

    def test_without_an_index(self, admin_client, home, settings, tmp_path):
        settings.SEARCH_INDEX_DIR = tmp_path / "nothing"
        shown = admin_client.get(reverse("search_state"))
        assert (shown.status_code, bool(shown.context["fault"])) == (200, True)

    def test_work_is_started_once(self, admin_client, home, index):
        Job.objects.all().delete()
        for work in ("drain", "drain", "check", "rebuild", "rebuild"):
            admin_client.post(reverse("search_work"), {"work": work})
        names = Job.objects.order_by("pk").values_list("name", flat=True)
        assert list(names) == [outbox.DRAIN, checking.CHECK, outbox.REBUILD]
        shown = admin_client.get(reverse("search_state")).context
        assert [item["busy"] for item in shown["work"]] == [True, True, True]

    def test_the_work_is_done(
        self, admin_client, story, index, run_jobs, django_capture_on_commit_callbacks
    ):
        with django_capture_on_commit_callbacks(execute=True):
            admin_client.post(reverse("search_work"), {"work": "rebuild"})
        run_jobs()
        shown = admin_client.get(reverse("search_state")).context
        assert page_key(story.pk) in set(index.keys())
        assert [item["job"].state for item in shown["work"] if item["job"]][-1] == JobState.DONE

    def test_refused_documents_are_tried_again(self, admin_client, home):
        OutboxEntry.objects.create(key="unit:2", attempts=5, error="too large")
        admin_client.post(reverse("search_work"), {"work": "again"})
        entry = OutboxEntry.objects.get(key="unit:2")
        assert (entry.attempts, entry.error) == (0, "")

    def test_no_such_work(self, admin_client, home):
        assert admin_client.post(reverse("search_work"), {"work": "nosuch"}).status_code == 400


class TestDashboard:
    def test_silent_while_nothing_is_wrong(self, admin_client, home):
        note_search("上甘岭", 3)
        page = admin_client.get(reverse("wagtailadmin_home")).content.decode()
        assert "list=empty" not in page

    def test_what_needs_an_editor(self, admin_client, client, home):
        note_search("三角高地", 0)
        OutboxEntry.objects.create(key="page:2", attempts=5, error="too large")
        page = admin_client.get(reverse("wagtailadmin_home")).content.decode()
        assert page.count(f"{reverse('search_log')}?days=7&amp;list=empty") == 1
        assert page.count(f'href="{reverse("search_state")}"') == 1
        editor(client)
        page = client.get(reverse("wagtailadmin_home")).content.decode()
        assert "list=empty" not in page
