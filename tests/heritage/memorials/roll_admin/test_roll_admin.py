"""Rolls in the admin: import, names, pairs, export."""

from __future__ import annotations

import io

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from cms.core.tables import open_table
from heritage.memorials.enums import ImportState, PairState
from heritage.memorials.models import EntryPair, Roll, RollEntry, RollImport
from tests.factories import UserFactory
from tests.factories.memorials import RollEntryFactory, RollFactory
from tests.heritage.memorials.roll_import.lists import LIST

pytestmark = pytest.mark.django_db


@pytest.fixture
def custodian(client):
    """Somebody who looks after rolls."""
    user, group = UserFactory(username="custodian"), Group.objects.create(name="英名录")
    for codename in (
        "access_admin", "view_rollentry", "add_rollentry", "change_rollentry",
        "import_rollentry", "add_roll", "change_roll",
    ):  # fmt: skip
        group.permissions.add(Permission.objects.get(codename=codename))
    user.groups.add(group)
    client.force_login(user)
    return user


def answers(response) -> dict[str, str]:
    """A form as it is shown, to be posted."""
    context, found = response.context, {}
    for form in (context["form"], *context["names"].forms, *context["sources"].forms):
        for field in form:
            found[field.html_name] = field.value() if field.value() is not None else ""
    for formset in (context["names"], context["sources"]):
        for field in formset.management_form:
            found[field.html_name] = field.value()
    found["seen"] = found.get("seen", "")
    return {name: value for name, value in found.items() if value is not False}


class TestImport:
    def test_the_whole_way(self, client, custodian, run_jobs, django_capture_on_commit_callbacks):
        file = SimpleUploadedFile("英名录.csv", LIST.encode("gb18030"))
        upload = client.post(
            reverse("roll_import:upload"), {"file": file, "new_roll": "示例英名录"}
        )
        batch = RollImport.objects.get()
        look = client.get(upload["Location"])
        assert (look.status_code, batch.source, batch.roll.live) == (200, "英名录", False)
        first = {cell.heading: cell for cell in look.context["rows"][0][1]}
        assert "示例山战斗" in first["牺牲时间、地点、原因"].understood
        chosen = {f.html_name: f.initial or "" for f in look.context["form"]}
        tried = client.post(upload["Location"], {**chosen, "try": "1"})
        assert (tried.context["report"].created, RollEntry.objects.count()) == (3, 0)
        with django_capture_on_commit_callbacks(execute=True):
            client.post(upload["Location"], {**chosen, "start": "1"})
        report = reverse("roll_import:report", args=[batch.pk])
        assert client.get(report)["Refresh"] == "3"
        run_jobs()
        done = client.get(report)
        assert "Refresh" not in done
        assert RollEntry.objects.count() == 3
        batch.refresh_from_db()
        assert (batch.state, batch.user) == (ImportState.DONE, custodian)
        found = b"".join(client.get(reverse("roll_import:findings", args=[batch.pk])))
        rows = list(open_table(io.BytesIO(found), name="f.csv"))
        assert len(rows) == done.context["report"]["faults"]
        exported = client.get(reverse("rolls:export", args=[batch.roll_id]))
        assert b"".join(exported).decode("utf-8-sig").replace("\r\n", "\n") == LIST.replace(
            "=1+1", "'=1+1"
        )

    def test_a_list_for_no_roll_or_that_is_none_is_refused(self, client, custodian):
        for data in ({}, {"file": SimpleUploadedFile("x.csv", b"\x89PNG\r\n"), "new_roll": "甲"}):
            assert client.post(reverse("roll_import:upload"), data).status_code == 400
        assert not RollImport.objects.exists()


class TestNames:
    def test_found_by_name_pinyin_and_other_name_without_counting(
        self, client, custodian, django_assert_max_num_queries
    ):
        roll = RollFactory()
        wanted = RollEntryFactory(roll=roll, name="单雄信")
        wanted.names.create(text="单二哥")
        RollEntryFactory.create_batch(3, roll=roll, name="李甲")
        for q in ("单雄", "單雄信", "shan xiong", "单二", str(wanted.pk)):
            response = client.get(reverse("rolls:entries"), {"q": q})
            assert [entry.pk for entry in response.context["entries"]] == [wanted.pk], q
        with django_assert_max_num_queries(25):
            assert len(client.get(reverse("rolls:entries")).context["entries"]) == 4

    def test_a_name_is_changed_with_its_variants(self, client, custodian):
        entry = RollEntryFactory(name="示例甲")
        address = reverse("rolls:entry", args=[entry.pk])
        given = answers(client.get(address))
        given |= {"names-0-text": "示例乙", "names-0-kind": "former", "birth": "民国八年"}
        assert client.post(address, given)["Location"] == address
        entry.refresh_from_db()
        assert (str(entry.birth), entry.names.get().text, entry.version) == ("1919", "示例乙", 1)
        stale = client.post(address, given)
        assert stale.status_code == 409

    def test_what_cannot_be_stands_beside_its_field(self, client, custodian):
        entry = RollEntryFactory()
        address = reverse("rolls:entry", args=[entry.pk])
        given = answers(client.get(address))
        response = client.post(
            address, {**given, "birth": "1950", "death": "1940", "native_place": "甲"}
        )
        assert response.status_code == 400
        assert set(response.context["form"].errors) == {"native_place"}
        response = client.post(address, {**given, "birth": "1950", "death": "1940"})
        assert (response.status_code, set(response.context["form"].errors)) == (400, {"death"})

    def test_a_new_roll_and_a_name_by_hand(self, client, custodian):
        client.post(reverse("rolls:add"), {"name": "示例英名录", "live": "on"})
        roll = Roll.objects.get()
        address = reverse("rolls:add_entry", args=[roll.pk])
        given = answers(client.get(address))
        client.post(address, {**given, "name": "示例丙", "live": "on"})
        assert [(e.name, e.roll) for e in RollEntry.objects.published()] == [("示例丙", roll)]
        assert client.get(reverse("rolls:list")).status_code == 200


class TestPairs:
    def test_decided_and_decided_again(self, client, custodian):
        one, other = RollEntryFactory(name="示例甲"), RollEntryFactory(name="示例甲")
        pair = EntryPair.objects.create(first=one, second=other, why=["same_name", "birth"])
        assert len(client.get(reverse("rolls:pairs")).context["pairs"]) == 1
        decide = reverse("rolls:decide", args=[pair.pk])
        client.post(decide, {"answer": "second"})
        one.refresh_from_db()
        assert one.merged_into == other
        shown = client.get(reverse("rolls:pairs"), {"state": PairState.SAME})
        assert len(shown.context["pairs"]) == 1
        client.post(decide, {"answer": "open"})
        one.refresh_from_db()
        assert one.merged_into is None
        assert client.post(decide, {"answer": "perhaps"}).status_code == 400


def test_nobody_else_comes_in(client):
    user = UserFactory()
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(user)
    entry = RollEntryFactory()
    for name, arguments in (
        ("rolls:list", []),
        ("rolls:entries", []),
        ("rolls:pairs", []),
        ("rolls:entry", [entry.pk]),
        ("rolls:export", [entry.roll_id]),
        ("rolls:add", []),
        ("roll_import:upload", []),
    ):
        assert client.get(reverse(name, args=arguments)).status_code == 302, name
