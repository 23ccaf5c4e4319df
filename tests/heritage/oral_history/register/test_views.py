"""The register's pages in the admin."""

from __future__ import annotations

import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from cms.core.intake.models import UnmaskLog
from heritage.oral_history.enums import Health, RegisterState
from heritage.oral_history.models import RegisterEntry
from heritage.oral_history.register import chores, uploads
from tests.factories import BattleFactory, ConflictFactory, UserFactory
from tests.factories.oral_history import InterviewIndexPageFactory, InterviewPageFactory

from .entries import entry, keeper

pytestmark = pytest.mark.usefixtures("wagtail_base")

PHONE = "13800135678"


@pytest.fixture
def user(db):
    return keeper("view", "add", "change", "delete", "unmask", first_name="档案", last_name="王")


@pytest.fixture
def admin(client, user):
    client.force_login(user)
    return client


def _form(**kwargs) -> dict:
    return {"name": "张德山", "birth": "1930", **kwargs}


def _names(response) -> list[str]:
    return [each.name for each in response.context["page_obj"]]


def test_registering_and_changing(admin, user):
    war = ConflictFactory()
    battle = BattleFactory(conflict=war)
    given = _form(
        conflicts=[war.pk], battle_0=battle.pk, battle_1=battle.pk, contact_phone=PHONE,
        health=Health.ILL.value,
    )  # fmt: skip

    response = admin.post(reverse("register:add"), given)

    made = RegisterEntry.objects.get()
    assert response.url == reverse("register:read", args=[made.pk])
    assert list(made.battles.all()) == [battle]
    assert (made.contact_phone, made.health) == (PHONE, Health.ILL)

    edit = reverse("register:edit", args=[made.pk])
    page = admin.get(edit)
    assert PHONE not in page.content.decode()
    seen = page.context["form"]["seen"].value()
    assert admin.post(edit, _form(note="下午", seen=seen)).status_code == 302
    assert admin.post(edit, _form(note="上午", seen=seen)).status_code == 409

    made.refresh_from_db()
    assert (made.note, made.contact_phone) == ("下午", PHONE)
    assert not made.battles.exists()


@pytest.mark.parametrize(
    "given",
    [
        _form(name=""),
        _form(birth="某日"),
        _form(health="strong"),
        _form(name="长" * 61),
        _form(battle_0="no"),
        _form(seen="never"),
        _form(name="\0"),
    ],
)
def test_bad_input_is_said_beside_the_field(admin, given):
    response = admin.post(reverse("register:add"), given)

    assert response.status_code == 400
    assert response.context["form"].errors
    assert not RegisterEntry.objects.exists()


def test_the_list_is_narrowed(admin, user):
    war = ConflictFactory()
    grave = entry(user, "甲甲", "1940", details={"health": "critical", "contact_phone": PHONE})
    entry(user, "乙乙", "1928", conflicts=[war], details={"health": "good"})
    entry(user, "丙丙", "1965", interviewer=None)
    declined = entry(user, "丁丁", "1931")
    declined.state = RegisterState.DECLINED
    declined.save()

    def shown(**query) -> list[str]:
        return _names(admin.get(reverse("register:list"), query))

    assert shown() == ["甲甲", "乙乙", "丙丙"]
    assert shown(state="declined") == ["丁丁"]
    assert set(shown(state="all")) == {"甲甲", "乙乙", "丙丙", "丁丁"}
    assert shown(q="丙") == ["丙丙"]
    assert shown(q="138 0013 5678") == [grave.name]
    assert shown(band="at_once") == ["甲甲"]
    assert shown(conflict=war.pk) == ["乙乙"]
    assert shown(born="1920") == ["乙乙"]
    assert shown(interviewer=user.pk) == []
    assert shown(state="no", band="no", conflict="no", born="no", p="no") == [
        "甲甲",
        "乙乙",
        "丙丙",
    ]


def test_nothing_sensitive_stands_on_the_pages(admin, user):
    made = entry(user, details={"contact_phone": PHONE, "health": "ill", "health_note": "听力不好"})

    for name, args in (("list", []), ("read", [made.pk]), ("edit", [made.pk]), ("report", [])):
        page = admin.get(reverse(f"register:{name}", args=args)).content.decode()
        assert PHONE not in page
        assert "听力不好" not in page

    address = reverse("register:unmask", args=[made.pk])
    assert admin.post(address, {"reason": ""}).status_code == 400
    page = admin.post(address, {"field": "contact_phone", "reason": "约时间走访"})
    assert PHONE in page.content.decode()
    assert "听力不好" not in page.content.decode()
    assert page["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"
    assert list(UnmaskLog.objects.values_list("field", "reason")) == [
        ("contact_phone", "约时间走访")
    ]


def test_the_steps(admin, user, home):
    made = entry(user)
    interview = InterviewPageFactory(parent=InterviewIndexPageFactory(parent=home), recordings=[])

    def step(name: str, **given) -> int:
        return admin.post(reverse("register:step", args=[made.pk, name]), given).status_code

    assert step("plan_visit", on="2026-01-01") == 409
    assert step("assign", interviewer="no") == 400
    assert step("link", interview="no") == 400
    assert step("assign", interviewer=user.pk) == 302
    assert step("plan_visit", on="someday") == 400
    assert step("plan_visit", on=str(timezone.localdate())) == 302
    visit = made.visits.get()
    outcome = reverse("register:outcome", args=[made.pk, visit.pk])
    assert admin.post(outcome, {"outcome": "danced"}).status_code == 400
    assert admin.post(outcome, {"outcome": "recorded"}).status_code == 302
    assert admin.post(outcome, {"outcome": "recorded"}).status_code == 400
    assert step("link", interview="no") == 400
    assert step("link", interview=interview.pk) == 302
    made.refresh_from_db()
    assert (made.state, made.interview) == (RegisterState.PUBLISHED, interview)
    assert step("unlink") == 302
    assert step("too_late", reason="太迟了吧") == 409
    assert step("dance") == 404
    page = admin.get(reverse("register:read", args=[made.pk]))
    assert len(page.context["history"]) == 6

    delete = reverse("register:delete", args=[made.pk])
    assert admin.post(delete, {"reason": ""}).status_code == 400
    assert admin.post(delete, {"reason": "登记重复"}).status_code == 302
    assert not RegisterEntry.objects.exists()


def test_the_dashboard_shows_whom_i_am_to_record(admin, user):
    made = entry(user, interviewer=user)

    page = admin.get(reverse("wagtailadmin_home"))

    assert reverse("register:read", args=[made.pk]) in page.content.decode()


@pytest.mark.parametrize(
    ("name", "needed"),
    [("list", "view"), ("report", "view"), ("export", "view"), ("add", "add"), ("upload", "add")],
)
def test_the_pages_ask_for_rights(client, name, needed):
    address = reverse(f"register:{name}")
    client.force_login(keeper("view" if needed == "add" else "add"))
    assert client.get(address).status_code == 302

    client.force_login(UserFactory(is_superuser=True))
    assert client.get(address).status_code == 200


def test_steps_ask_for_rights(client, user):
    made = entry(user)
    client.force_login(keeper("view"))
    for name, args in (
        ("step", [made.pk, "decline"]),
        ("unmask", [made.pk]),
        ("delete", [made.pk]),
        ("outcome", [made.pk, 1]),
    ):
        client.post(reverse(f"register:{name}", args=args), {"reason": "为了试试"})
    made.refresh_from_db()

    assert made.state == RegisterState.REGISTERED
    assert client.post(reverse("register:export"), {"reason": "为了试试"}).status_code == 302
    assert UnmaskLog.objects.count() == 0


def test_a_list_is_looked_at_and_taken_in(admin, user):
    def upload(text: str, name: str = "名单.csv"):
        file = SimpleUploadedFile(name, text.encode())
        return admin.post(reverse("register:upload"), {"file": file})

    assert upload("").status_code == 400
    assert upload("%PDF-1.4").status_code == 400
    look = upload("姓名,出生日期\n张德山,1930\n李守田,某日\n").url
    page = admin.get(look)
    assert (page.context["report"].created, len(page.context["report"].faults)) == (2, 1)
    assert not RegisterEntry.objects.exists()
    assert admin.post(look, {"column-0": "", "column-1": "", "start": "1"}).status_code == 400

    other = admin.__class__()
    other.force_login(keeper())
    assert other.get(look).url == reverse("register:upload")

    done = admin.post(look, {"column-0": "name", "column-1": "birth", "start": "1"})
    assert done.context["report"].created == 2
    assert [each.source for each in RegisterEntry.objects.all()] == ["名单", "名单"]
    assert admin.post(look, {"column-0": "name", "start": "1"}).url == reverse("register:upload")
    assert RegisterEntry.objects.count() == 2


def test_a_list_never_confirmed_is_forgotten(user, settings, tmp_path, monkeypatch):
    settings.VAR_DIR = tmp_path
    uploads.keep(SimpleUploadedFile("名单.csv", b"x"), owner=user)

    assert chores.forget_lists() == 0
    monkeypatch.setattr(uploads, "KEPT_FOR", -uploads.KEPT_FOR)
    assert chores.forget_lists() == 1
    assert chores.forget_lists() == 0


def test_exports(admin, user):
    entry(user, details={"contact_phone": PHONE})
    address = reverse("register:export")

    plain = admin.get(address, {"format": "csv"})
    assert "张德山" in b"".join(plain.streaming_content).decode("utf-8-sig")
    response = admin.post(address, {"reason": "整理档案"})
    sheet = openpyxl.load_workbook(io.BytesIO(b"".join(response.streaming_content))).active
    assert [cell.value for cell in sheet[1]][-8] == "联系电话"
    assert [cell.value for cell in sheet[2]][-8] == PHONE
    assert admin.post(address, {"reason": ""}).status_code == 302


def test_the_report_has_a_chart_and_its_table(admin, user):
    assert admin.get(reverse("register:report")).context["lines"] == []
    for name, birth in (("甲甲", "1928"), ("乙乙", "1930"), ("丙丙", "")):
        entry(user, name, birth)

    page = admin.get(reverse("register:report"))
    assert [bar["line"].year for bar in page.context["bars"]] == [1928, 1930]
    assert [line.year for line in page.context["lines"]] == [1928, 1930, None]

    book = admin.get(reverse("register:report"), {"export": "xlsx"})
    rows = list(openpyxl.load_workbook(io.BytesIO(book.content)).active.values)
    assert [row[1:] for row in rows[1:]] == [("1", "0", "0", "0", "1")] * 3
