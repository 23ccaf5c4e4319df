"""Lists into the register and out of it."""

from __future__ import annotations

import io

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from cms.core.intake.models import UnmaskLog
from cms.core.tables import open_table, propose_mapping, write_csv, write_xlsx
from heritage.oral_history.enums import Health, RegisterState
from heritage.oral_history.models import RegisterEntry
from heritage.oral_history.register import domain, importing
from heritage.oral_history.register.columns import COLUMNS
from heritage.oral_history.register.exporting import export, headings
from heritage.oral_history.register.report import Tally, by_birth_year, total
from tests.factories import (
    BattleFactory,
    ConflictFactory,
    OrganisationFactory,
    PersonFactory,
    PlaceFactory,
)

from .entries import entry, keeper

pytestmark = pytest.mark.usefixtures("wagtail_base")


@pytest.fixture
def user(db):
    return keeper("view", "add", "change", "unmask", last_name="王", first_name="档案")


def take(user, text: str, **kwargs) -> importing.Report:
    table = open_table(io.BytesIO(text.encode()), name="老兵.csv")
    mapping = propose_mapping(table.headings, COLUMNS)
    return importing.import_list(
        table=table, mapping=mapping, source="市局名单", user=user, **kwargs
    )


def counts(report: importing.Report) -> tuple[int, ...]:
    return report.rows, report.created, report.updated, report.unchanged, report.refused


def found(faults) -> list[tuple[int, str]]:
    return [(fault.row, fault.column) for fault in faults]


FULL = (
    "姓名,性别,出生年月,居住地,服务单位,服役经历,参加战争,参加战役,方言,联系电话,联系人,住址,健康状况,采访人\n"
    "张德山,男,1930年3月,山间县,县事务局,某师战士,抗美援朝战争,上甘岭战役、长津湖战役,济南话,"
    "138 0013 5678,张小山,山东省济南市历下区1号,体弱,{interviewer}\n"
)


def test_a_whole_row(user):
    place, organisation = PlaceFactory(name="山间县"), OrganisationFactory(name="县事务局")
    war = ConflictFactory(name="抗美援朝战争")
    battles = [BattleFactory(name=name, conflict=war) for name in ("上甘岭战役", "长津湖战役")]

    report = take(user, FULL.format(interviewer=user.username))

    assert counts(report) == (1, 1, 0, 0, 0)
    assert (report.faults, report.kept) == ([], [])
    made = RegisterEntry.objects.get()
    assert (made.name, made.gender, str(made.birth), made.birth_year) == (
        "张德山", "male", "1930-03", 1930,
    )  # fmt: skip
    assert (made.place, made.organisation) == (place, organisation)
    assert list(made.conflicts.all()) == [war]
    assert set(made.battles.all()) == set(battles)
    assert (made.contact_phone, made.health) == ("138 0013 5678", Health.FRAIL)
    assert (made.state, made.interviewer) == (RegisterState.ASSIGNED, user)
    assert made.source == "市局名单"


def test_the_same_list_doubles_nothing(user):
    text = "姓名,出生年月,联系电话\n张德山,1930,13800135678\n李守田,,\n"

    assert counts(take(user, text)) == (2, 2, 0, 0, 0)
    assert counts(take(user, text)) == (2, 0, 0, 2, 0)
    assert RegisterEntry.objects.count() == 2


def test_a_look_keeps_nothing(user):
    report = take(user, "姓名\n张德山\n", dry_run=True)

    assert counts(report) == (1, 1, 0, 0, 0)
    assert RegisterEntry.objects.count() == 0


def test_what_is_not_understood_is_named_by_row_and_left_out(user):
    report = take(
        user,
        "姓名,性别,出生日期,健康状况,参加战役,居住地,采访人,联系电话\n"
        "张德山,？,某日,强壮,没有的战役,无此县,某人,138****5678\n"
        ",男,1930,良好,,,,\n"
        f"{'长' * 61},,,,,,,\n",
    )

    assert counts(report) == (3, 1, 0, 0, 2)
    made = RegisterEntry.objects.get()
    assert (made.name, made.gender, made.birth, made.health) == ("张德山", "", None, "")
    assert made.contact_phone == ""
    assert found(report.faults) == [
        (2, "性别"), (2, "出生日期"), (2, "居住地"), (2, "参加战役"), (2, "采访人"),
        (2, "联系电话"), (2, "健康状况"), (3, "姓名"), (4, "姓名"), (4, "姓名"),
    ]  # fmt: skip


def test_an_age_makes_a_birth_about(user):
    report = take(user, "姓名,年龄\n张德山,96岁\n李守田,9\n")

    assert (
        str(RegisterEntry.objects.get(name="张德山").birth) == f"{timezone.localdate().year - 96}~"
    )
    assert found(report.faults) == [(3, "年龄")]


def test_a_row_without_a_number_fills_and_overwrites_nothing(user):
    there = entry(user, "张德山", "1930", dialect="济南话", details={"address": "历下区"})

    report = take(
        user, "姓名,出生日期,方言,住址,联系人,备注\n张德山,1930,兖州话,天桥区,张小山,下午在家\n"
    )

    assert counts(report) == (1, 0, 1, 0, 0)
    there.refresh_from_db()
    assert (there.dialect, there.address) == ("济南话", "历下区")
    assert (there.contact_person, there.note) == ("张小山", "下午在家")
    assert [(fault.column, fault.value) for fault in report.kept] == [
        ("方言", "兖州话"), ("住址", ""),
    ]  # fmt: skip


def test_a_row_with_a_number_changes_that_entry(user):
    there = entry(user, "张德山", "1930", dialect="济南话", details={"address": "历下区"})
    other = entry(user, "李守田", "1931")

    report = take(
        user,
        "登记号,姓名,方言,住址\n"
        f"{there.pk},张德山,兖州话,天桥区\n{other.pk},王某,,\n999999,赵某,,\n一号,钱某,,\n",
    )

    assert counts(report) == (4, 0, 1, 0, 3)
    there.refresh_from_db()
    assert (there.dialect, there.address) == ("兖州话", "天桥区")
    assert found(report.faults) == [(3, "登记号"), (4, "登记号"), (5, "登记号")]
    assert RegisterEntry.objects.count() == 2


def test_namesakes_are_told_apart_and_nobody_is_guessed(user):
    entry(user, "张德山", "1930")
    entry(user, "张德山", "1945")

    report = take(
        user,
        "姓名,出生日期,联系电话\n张德山,1938,\n张德山,,\n李守田,,13800135678\n李守田,,13900135678\n王一,,\n王一,,\n",
    )

    assert counts(report) == (6, 4, 0, 0, 2)
    assert found(report.faults) == [(3, "姓名"), (7, "姓名")]


def test_without_the_right_nothing_is_taken(db):
    with pytest.raises(PermissionDenied):
        take(keeper("view"), "姓名\n张德山\n")


def test_too_long_a_list_is_refused_whole(user, monkeypatch):
    monkeypatch.setattr(importing, "MOST_ROWS", 2)

    with pytest.raises(ValidationError):
        take(user, "姓名\n甲甲\n乙乙\n丙丙\n")

    assert RegisterEntry.objects.count() == 0


@pytest.mark.parametrize("write", [write_csv, write_xlsx])
def test_what_is_exported_is_read_back_unchanged(user, write):
    war = ConflictFactory(name="解放战争")
    entry(
        user, "张德山", "1930-03~", gender="male", conflicts=[war],
        battles=[BattleFactory(name="济南战役", conflict=war)], person=PersonFactory(),
        place=PlaceFactory(name="山间县"), organisation=OrganisationFactory(name="县事务局"),
        service="=某师", dialect="济南话", note="下午", source="名单",
        details={"contact_phone": "13800135678", "health": Health.CRITICAL.value, "address": "历下区"},
    )  # fmt: skip
    entry(user, "李守田", "")
    file = io.BytesIO()
    rows = export(entries=RegisterEntry.objects.all(), user=user, reason="整理档案")
    write(file, headings(details=True), rows)

    table = open_table(file, name="register")
    mapping = propose_mapping(table.headings, COLUMNS)
    report = importing.import_list(table=table, mapping=mapping, source="", user=user)

    assert counts(report) == (2, 0, 0, 2, 0)
    assert (report.faults, report.kept) == ([], [])


def test_an_export_without_a_reason_has_no_contact(user):
    entry(user, details={"contact_phone": "13800135678", "health": Health.ILL.value})

    rows = list(export(entries=RegisterEntry.objects.all(), user=user))

    assert list(rows[0]) == headings(details=False)
    assert "联系电话" not in rows[0]
    assert "13800135678" not in "".join(rows[0].values())
    assert UnmaskLog.objects.count() == 0


def test_an_export_with_contact_is_logged_value_by_value(user):
    entry(user, details={"contact_phone": "13800135678", "health": Health.ILL.value})
    everybody = RegisterEntry.objects.all()

    with pytest.raises(ValidationError):
        export(entries=everybody, user=user, reason="")
    with pytest.raises(PermissionDenied):
        export(entries=everybody, user=keeper("view"), reason="整理档案")
    assert UnmaskLog.objects.count() == 0

    export(entries=everybody, user=user, reason="整理档案")

    logged = UnmaskLog.objects.order_by("pk").values_list("field", flat=True)
    assert list(logged) == ["contact_phone", "health"]


def test_the_report_counts_each_year_once(user):
    for number, birth in enumerate(("1928", "1930-05", "1930~", "", "1930")):
        entry(user, f"老兵{number}", birth)
    recorded = RegisterEntry.objects.get(name="老兵1")
    recorded.state = RegisterState.RECORDED
    recorded.save()
    domain.decline(entry=RegisterEntry.objects.get(name="老兵2"), reason="家属不同意", user=user)

    lines = by_birth_year(RegisterEntry.objects.all())

    assert [(line.year, line.tally) for line in lines] == [
        (1928, Tally(waiting=1)),
        (1930, Tally(waiting=1, recorded=1, declined=1)),
        (None, Tally(waiting=1)),
    ]
    assert total(lines) == Tally(waiting=3, recorded=1, declined=1)
    assert (total(lines).total, total(lines).rate) == (5, 20)
    assert by_birth_year(RegisterEntry.objects.none()) == []
