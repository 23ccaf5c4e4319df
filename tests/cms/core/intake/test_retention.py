"""The purge: exactly what is due goes, files too, a second run finds nothing."""

from __future__ import annotations

import datetime
import json
import os
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cms.core import clock
from cms.core.intake import retention, store
from cms.core.intake.drafts import start_draft
from cms.core.intake.enums import CallBackState
from cms.core.intake.evidence import add_evidence
from cms.core.intake.limits import spend
from cms.core.intake.models import (
    CallBackRequest,
    Consent,
    Draft,
    Evidence,
    NoticeLog,
    PurgeReport,
    RateCount,
    UnmaskLog,
    UsedChallenge,
)
from tests.cms.core.intake import files
from tests.cms.core.intake.test_evidence import BOUNDS

NOW = datetime.datetime(2026, 9, 30, 2, 0, tzinfo=datetime.UTC)
DAY = datetime.timedelta(days=1)
PICTURE = files.picture("PNG")


@pytest.fixture(autouse=True)
def own_store(settings, tmp_path):
    """A private store of this test."""
    settings.INTAKE_MAC_KEY = "only for tests"
    settings.INTAKE_KEYS = ["A" * 43 + "="]
    settings.VAR_DIR = tmp_path


def lying() -> set[str]:
    return {path.name for path in store.private_dir().glob("??/*")}


def counts(report: PurgeReport) -> dict[str, int]:
    return {line["rule"]: line["count"] for line in report.lines if line["count"]}


records = st.lists(
    st.tuples(
        st.integers(0, 800),  # days since it was handed in
        st.one_of(st.none(), st.integers(0, 200)),  # days since it was closed
        st.booleans(),  # held
        st.booleans(),  # with a file
    ),
    max_size=8,
)


def is_due(handed_in: int, closed: int | None, held: bool, _file: bool) -> bool:
    """The rule as the notice tells it to people."""
    return not held and (closed >= 90 if closed is not None else handed_in >= 365)


@pytest.mark.django_db(transaction=True)
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])  # fmt: skip
@given(given_records=records)
def test_exactly_the_due_ones_go(asked, given_records):
    for model in (Evidence, CallBackRequest, Consent, NoticeLog, UsedChallenge, RateCount):
        model.objects.all().delete()
    due, staying, kept_files = set(), {}, set()
    for number, (handed_in, closed, held, with_file) in enumerate(given_records):
        # Records of one telephone number are limited; these come from many.
        record = asked(phone=f"1380000{number:04}", about="说说")
        if with_file:
            file = add_evidence(owner=record, file=files.upload("a.png", PICTURE), bounds=BOUNDS)
        CallBackRequest.objects.filter(pk=record.pk).update(
            submitted_at=NOW - handed_in * DAY,
            closed_at=None if closed is None else NOW - closed * DAY,
            state=CallBackState.RECEIVED if closed is None else CallBackState.CLOSED,
            hold=held,
        )
        if is_due(handed_in, closed, held, with_file):
            due.add(record.pk)
        else:
            staying[record.pk] = record.contact_phone
            kept_files |= {file.stored_name} if with_file else set()
    for model in (UsedChallenge, RateCount, NoticeLog):
        model.objects.all().delete()

    lines = {line["rule"]: line["count"] for line in retention.what_is_due(now=NOW)}
    report = retention.purge(now=NOW)

    assert lines["record:call-back"] == len(due)
    assert counts(report) == ({"record:call-back": len(due)} if due else {})
    found = {record.pk: record for record in CallBackRequest.objects.all()}
    assert set(found) == due | set(staying)
    assert {pk for pk, record in found.items() if record.purged_at} == due
    for pk in due:
        record = found[pk]
        personal = [getattr(record, field.name) for field in record.personal_fields()]
        assert set(personal) <= {"", None}
        assert record.consent.basis == ""
        assert (bool(record.receipt), record.topic) == (True, "form")
    assert {pk: found[pk].contact_phone for pk in staying} == staying
    assert lying() == kept_files
    assert retention.purge(now=NOW).total == 0


@pytest.mark.django_db
class TestRules:
    def test_what_else_goes_in_time(self, asked, clerk):
        asked()
        start_draft(kind="call-back", answers={"name": "张三"}, address="192.0.2.1")
        spend(action="challenge", address="192.0.2.1")
        assert counts(retention.purge()) == {}
        assert counts(retention.purge(now=timezone.now() + 15 * DAY)) == {
            "drafts": 1,
            "used challenges": 1,
            "counts": 7,
        }
        assert counts(retention.purge(now=timezone.now() + 181 * DAY)) == {"notices": 1}
        assert (Draft.objects.count(), UsedChallenge.objects.count()) == (0, 0)

    def test_a_draft_takes_its_files_along(self, django_capture_on_commit_callbacks):
        draft, _token = start_draft(kind="call-back", answers={}, address="192.0.2.1")
        add_evidence(owner=draft, file=files.upload("a.png", PICTURE), bounds=BOUNDS)
        with django_capture_on_commit_callbacks(execute=True):
            retention.purge(now=timezone.now() + 15 * DAY)
        assert (Evidence.objects.count(), lying()) == (0, set())

    def test_unmaskings_stay_three_years(self, asked, clerk):
        record = asked()
        UnmaskLog.objects.create(user=clerk(), record=record, field="about", reason="回电核实")
        assert "unmaskings" not in counts(retention.purge(now=timezone.now() + 3 * 364 * DAY))
        assert counts(retention.purge(now=timezone.now() + 3 * 366 * DAY))["unmaskings"] == 1

    def test_files_that_a_crash_left(self, asked):
        known = add_evidence(owner=asked(), file=files.upload("a.png", PICTURE), bounds=BOUNDS)
        young, old = store.put([b"young"]), store.put([b"old"])
        two_days_ago = (timezone.now() - 2 * DAY).timestamp()
        for name in (old, known.stored_name):
            os.utime(store.path_of(name), (two_days_ago, two_days_ago))
        assert counts(retention.purge()) == {"files left over": 1}
        assert lying() == {known.stored_name, young}

    def test_batches(self, asked, monkeypatch):
        monkeypatch.setattr(retention, "BATCH", 2)
        for number in range(5):
            asked(phone=f"1380000000{number}")
        CallBackRequest.objects.update(submitted_at=timezone.now() - 366 * DAY)
        assert counts(retention.purge())["record:call-back"] == 5

    def test_a_rule_has_one_name(self):
        (first, *_others) = [rule for rule in retention.all_rules() if rule.name == "drafts"]
        with pytest.raises(ValueError):
            retention.rule(first)


@pytest.mark.django_db
class TestCommand:
    @pytest.fixture
    def old(self, asked):
        record = asked()
        CallBackRequest.objects.update(submitted_at=timezone.now() - 366 * DAY)
        return record

    def run(self, *arguments: str) -> str:
        out = StringIO()
        call_command("purge_intake", *arguments, stdout=out)
        return out.getvalue()

    def test_dry_run_deletes_nothing(self, old):
        lines = self.run("--dry-run").splitlines()
        assert ["record:call-back", "1"] in [line.split() for line in lines]
        assert lines[-1].split() == ["due", "1"]
        assert CallBackRequest.objects.get().contact_phone == "13800138000"
        assert PurgeReport.objects.count() == 0

    def test_as_json(self, old):
        report = json.loads(self.run("--json"))
        assert (report["dry_run"], report["total"]) == (False, 1)
        went = {line["rule"] for line in report["lines"] if line["count"]}
        assert went == {"record:call-back"}
        assert report["lines"] == PurgeReport.objects.get().lines
        assert CallBackRequest.objects.get().contact_phone == ""

    def test_the_database_holds_nothing_of_the_person(self, old):
        self.run()
        with connection.cursor() as cursor:
            cursor.execute("SELECT * FROM core_callbackrequest")
            (row,) = cursor.fetchall()
        assert not any(":gAAAA" in str(value) for value in row)


@pytest.mark.django_db
def test_the_clock_purges_once_a_day(asked, monkeypatch):
    asked()
    CallBackRequest.objects.update(submitted_at=timezone.now() - 366 * DAY)
    chore = clock._chores["personal data deleted on schedule"]
    assert (chore(), chore(), PurgeReport.objects.count()) == (1, 0, 1)
    PurgeReport.objects.update(started_at=timezone.now() - DAY)
    assert (chore(), PurgeReport.objects.count()) == (0, 2)


@pytest.mark.django_db
def test_one_that_was_cut_off_is_taken_up_at_once(asked):
    PurgeReport.objects.create()
    asked()
    CallBackRequest.objects.update(submitted_at=timezone.now() - 366 * DAY)
    assert retention.purge_daily() == 1
