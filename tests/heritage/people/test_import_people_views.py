"""The import of people in the admin: upload, look, confirm, follow, read."""

from __future__ import annotations

import datetime
import io
import shutil
from pathlib import Path

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from cms.core.tables import open_table
from heritage.people.lists import jobs as import_jobs
from heritage.people.lists.hooks import import_people_menu_item
from heritage.people.models import BranchEditor, Organisation, Person, PersonImport
from tests.cms.core.tables.making import repacked, workbook
from tests.factories import PersonFactory, UserFactory
from tests.heritage.people.lists import LIST

pytestmark = pytest.mark.django_db
WAITING = Path(PersonImport._meta.get_field("file").storage.location)
UPLOAD = "import_people:upload"


@pytest.fixture(autouse=True)
def nothing_waits() -> None:
    shutil.rmtree(WAITING, ignore_errors=True)


@pytest.fixture
def editor(client):
    """Somebody who may add and change people."""
    user, group = UserFactory(username="editor"), Group.objects.create(name="编辑组")
    for codename in ("access_admin", "add_person", "change_person", "view_person"):
        group.permissions.add(Permission.objects.get(codename=codename))
    user.groups.add(group)
    client.force_login(user)
    return user


def send(client, data: bytes = LIST.encode(), name: str = "名单.csv", **fields):
    file = SimpleUploadedFile(name, data)
    return client.post(reverse(UPLOAD), {"file": file, **fields})


def choices(response) -> dict[str, str]:
    """What the form proposes, as it would be posted."""
    form = response.context["form"]
    return {field.html_name: field.initial or "" for field in form}


class TestTheWholeWay:
    def test_from_file_to_report(
        self, client, editor, run_jobs, django_capture_on_commit_callbacks
    ):
        known = PersonFactory(name="李向阳")
        look = client.get(send(client)["Location"])
        assert look.status_code == 200
        upload = PersonImport.objects.get()
        assert (upload.source, upload.owner) == ("名单", editor)
        with django_capture_on_commit_callbacks(execute=True):
            response = client.post(
                reverse("import_people:look", args=[upload.pk]),
                {**choices(look), "start": "1"},
            )
        report = reverse("import_people:report", args=[upload.pk])
        assert response["Location"] == report
        waiting = client.get(report)
        assert (waiting.status_code, waiting["Refresh"]) == (200, "3")
        run_jobs()
        done = client.get(report)
        assert "Refresh" not in done
        assert done.context["report"]["created"] == 3
        text = done.content.decode()
        assert reverse("wagtailsnippets_heritage_person:edit", args=[known.pk]) in text
        assert "5月" in text
        assert Person.objects.filter(live=False).count() == 3
        findings = client.get(reverse("import_people:faults", args=[upload.pk]))
        table = open_table(io.BytesIO(b"".join(findings)), name="f.csv")
        assert [row.values[table.headings[0]] for row in table] == ["2", "3", "4"]
        again = client.get(reverse("import_people:look", args=[upload.pk]))
        assert again["Location"] == report

    def test_the_preview_shows_what_is_understood_and_what_is_not(self, client, editor):
        look = client.get(send(client)["Location"])
        rows = look.context["rows"]
        first = {cell.heading: cell for cell in rows[0][1]}
        assert (first["牺牲日期"].understood, first["牺牲日期"].faults) == ("1952年10月", ())
        assert first["备注"].kept_only
        third = {cell.heading: cell for cell in rows[2][1]}
        assert len(third["出生日期"].faults) == 1
        assert Person.objects.count() == 0

    def test_columns_can_be_chosen_otherwise(self, client, editor):
        address = send(client)["Location"]
        answers = choices(client.get(address))
        answers["column-6"], answers["column-5"] = "names", ""
        look = client.post(address, answers)
        first = {cell.heading: cell for cell in look.context["rows"][0][1]}
        assert first["别名"].kept_only
        assert not first["备注"].kept_only

    def test_a_list_is_begun_once(self, client, editor):
        address = send(client)["Location"]
        answers = {**choices(client.get(address)), "start": "1"}
        client.post(address, answers)
        client.post(address, answers)
        assert PersonImport.objects.get().job is not None
        with pytest.raises(import_jobs.AlreadyStarted):
            import_jobs.start(upload=PersonImport.objects.get(), mapping=None)


class TestRefused:
    @pytest.mark.parametrize(
        ("data", "name"),
        [
            (b"", "a.csv"),
            (b"\n\n", "a.csv"),
            (b"%PDF-1.7 ...", "a.csv"),
            (b"\xd0\xcf\x11\xe0" + b"\0" * 99, "a.xls"),
            (",".join(f"c{n}" for n in range(1000)).encode(), "a.csv"),
            (repacked(workbook(("姓名",)), "xl/vbaProject.bin", lambda _: b"\0"), "a.xlsm"),
            (workbook(("姓名",))[:500], "a.xlsx"),
        ],
    )
    def test_files_that_are_no_list(self, client, editor, data, name):
        response = send(client, data, name)
        assert response.status_code == 400
        assert len(response.context["form"].errors["file"]) == 1
        assert PersonImport.objects.count() == 0

    def test_too_large(self, client, editor, settings):
        settings.IMPORT_LIST_MAX_SIZE = 1024
        assert send(client, LIST.encode() * 50).status_code == 400

    def test_without_a_file(self, client, editor):
        assert client.post(reverse(UPLOAD), {}).status_code == 400

    def test_without_a_column_of_names(self, client, editor):
        address = send(client, "甲,乙\n1,2\n".encode())["Location"]
        response = client.post(address, {**choices(client.get(address)), "start": "1"})
        assert response.status_code == 400
        assert PersonImport.objects.get().job is None

    def test_one_field_from_two_columns(self, client, editor):
        address = send(client)["Location"]
        answers = {**choices(client.get(address)), "column-6": "name", "start": "1"}
        assert client.post(address, answers).status_code == 400

    @pytest.mark.parametrize("wild", ["nonsense", "\0", "name' or 1"])
    def test_a_field_nobody_offered(self, client, editor, wild):
        address = send(client)["Location"]
        answers = {**choices(client.get(address)), "column-6": wild, "start": "1"}
        assert client.post(address, answers).status_code == 400

    def test_a_list_that_was_deleted_meanwhile(self, client, editor):
        address = send(client)["Location"]
        shutil.rmtree(WAITING)
        assert client.get(address)["Location"] == reverse(UPLOAD)
        PersonImport.objects.all().delete()
        assert client.get(address).status_code == 404

    def test_headings_only(self, client, editor):
        address = send(client, "姓名,籍贯\n".encode())["Location"]
        assert client.get(address).context["rows"] == []


class TestWhoMay:
    def addresses(self):
        upload = PersonImport.objects.create(name="a.csv", source="a")
        return [
            reverse(UPLOAD),
            *(
                reverse(f"import_people:{n}", args=[upload.pk])
                for n in ("look", "report", "faults")
            ),
        ]

    def test_not_an_editor_of_pages(self, client, rf):
        user, group = UserFactory(), Group.objects.create(name="别组")
        group.permissions.add(Permission.objects.get(codename="access_admin"))
        group.permissions.add(Permission.objects.get(codename="add_person"))
        user.groups.add(group)
        client.force_login(user)
        for address in self.addresses():
            assert client.get(address).status_code == 302
            assert client.get(address, follow=True).redirect_chain[-1][0] == reverse(
                "wagtailadmin_home"
            )
        request = rf.get("/")
        request.user = user
        assert not import_people_menu_item().is_shown(request)

    def test_not_an_editor_of_one_branch(self, client):
        user = UserFactory()
        user.user_permissions.add(Permission.objects.get(codename="access_admin"))
        BranchEditor.objects.create(
            user=user, organisation=Organisation.objects.create(name="示例站", live=True)
        )
        client.force_login(user)
        assert client.get(reverse(UPLOAD)).status_code == 302

    def test_nobody_unknown(self, client):
        for address in self.addresses():
            assert client.get(address)["Location"].startswith("/admin/login/")


def test_lists_never_confirmed_are_forgotten(client, editor):
    send(client)
    assert import_jobs.forget_lists() == 0
    PersonImport.objects.update(created_at=timezone.now() - datetime.timedelta(days=2))
    assert import_jobs.forget_lists() == 1
    assert PersonImport.objects.count() == 0
    assert [path for path in WAITING.rglob("*") if path.is_file()] == []


class TestExportFromTheList:
    @pytest.mark.parametrize("kind", ["csv", "xlsx"])
    def test_all_and_filtered(self, client, editor, kind):
        PersonFactory(name="李向阳", life_status="fallen")
        PersonFactory(name="王秀英", life_status="living")
        address = reverse("wagtailsnippets_heritage_person:list")

        def names(query):
            response = client.get(f"{address}?export={kind}{query}")
            data = io.BytesIO(b"".join(response.streaming_content))
            return [row.values["姓名"] for row in open_table(data, name=kind)]

        assert sorted(names("")) == ["李向阳", "王秀英"]
        assert names("&life_status=living") == ["王秀英"]

    def test_a_text_too_long_for_excel_is_said(self, client, editor):
        PersonFactory(short_life="长" * 40_000)
        address = reverse("wagtailsnippets_heritage_person:list")
        assert client.get(f"{address}?export=xlsx")["Location"] == address
