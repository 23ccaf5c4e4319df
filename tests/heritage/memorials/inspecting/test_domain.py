"""Reporting a visit once, and mending what it found."""

from __future__ import annotations

import uuid
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from PIL import Image
from wagtail.models import ModelLogEntry

from heritage.memorials.enums import (
    DEFECT_TRANSITIONS,
    DefectState,
    Grade,
    InspectionPart,
    SiteKind,
)
from heritage.memorials.inspecting import domain
from heritage.memorials.inspecting.standing import overdue, overdue_defects
from heritage.memorials.models import Defect, Inspection, InspectionPicture
from tests.cms.core.intake.files import GPS_IFD, picture, upload
from tests.factories.memorials import MemorialSitePageFactory
from tests.heritage.memorials.inspecting.conftest import fault

pytestmark = pytest.mark.django_db
DAY = date(2026, 5, 9)


class TestReporting:
    def test_parts_defects_and_pictures(self, cemetery, visited):
        photo = upload("a.jpg", picture(located=True))
        found = [
            domain.Found(InspectionPart.STELE, Grade.POOR, "碑座有裂缝", [photo]),
            domain.Found(InspectionPart.FIRE, Grade.NOT_THERE),
        ]
        broken = fault(deadline=DAY, pictures=[upload("b.png", picture("PNG"))])
        inspection = visited(cemetery, DAY, found=found, faults=[broken])
        items = inspection.items.values_list("part", "grade", "note")
        assert list(items) == [("stele", "poor", "碑座有裂缝"), ("fire", "none", "")]
        defect = inspection.defects.get()
        assert (defect.state, defect.deadline) == (DefectState.OPEN, DAY)
        pictures = list(inspection.pictures.values_list("part", "defect"))
        assert pictures == [("stele", None), ("stele", defect.pk)]
        with inspection.pictures.first().file.open() as file, Image.open(file) as kept:
            assert GPS_IFD not in kept.getexif()

    def test_the_same_key_is_the_same_visit(self, cemetery, visited, user_with):
        key = str(uuid.uuid4())
        first = visited(cemetery, DAY, client_key=key)
        assert visited(cemetery, DAY, client_key=key) == first
        assert (Inspection.objects.count(), ModelLogEntry.objects.count()) == (1, 1)
        with pytest.raises(PermissionDenied):
            visited(cemetery, DAY, client_key=key, user=user_with("add_inspection"))

    @pytest.mark.parametrize(
        "values",
        [
            {"on": timezone.localdate() + timedelta(days=2)},
            {"found": []},
            {"found": [domain.Found(InspectionPart.FIRE, Grade.GOOD)] * 2},
            {"faults": [fault(deadline=DAY - timedelta(days=1))]},
            {"faults": [fault(what="长" * 301)]},
            {"inspector_name": ""},
        ],
    )
    def test_what_is_wrong_keeps_nothing(self, cemetery, visited, values):
        with pytest.raises(ValidationError):
            visited(cemetery, values.pop("on", DAY), **values)
        assert Inspection.objects.count() == 0

    def test_a_picture_that_is_none(self, cemetery, visited):
        bad = [domain.Found(InspectionPart.FIRE, Grade.GOOD, pictures=[upload("a.jpg", b"MZ" * 9)])]
        with pytest.raises(ValidationError):
            visited(cemetery, DAY, found=bad)
        assert Inspection.objects.count() == 0

    def test_what_fails_leaves_no_file(self, cemetery, visited, settings):
        good = [
            domain.Found(InspectionPart.FIRE, Grade.GOOD, pictures=[upload("z.jpg", picture())])
        ]
        with pytest.raises(ValidationError):
            visited(cemetery, DAY, found=good, faults=[fault(what="长" * 301)])
        store = Path(settings.VAR_DIR, "private", "inspections")
        assert list(store.rglob("z*.jpg")) == []

    def test_not_by_everybody(self, cemetery, visited, user_with):
        with pytest.raises(PermissionDenied):
            visited(cemetery, DAY, user=user_with("view_inspection"))

    def test_a_picture_goes_with_its_row(
        self, cemetery, visited, django_capture_on_commit_callbacks
    ):
        photo = [
            domain.Found(InspectionPart.FIRE, Grade.GOOD, pictures=[upload("a.jpg", picture())])
        ]
        inspection = visited(cemetery, DAY, found=photo)
        path = Path(InspectionPicture.objects.get().file.path)
        assert path.exists()
        with django_capture_on_commit_callbacks(execute=True):
            inspection.delete()
        assert not path.exists()


class TestMending:
    @pytest.fixture
    def defect(self, cemetery, visited) -> Defect:
        return visited(cemetery, DAY, faults=[fault()]).defects.get()

    def mended(self, defect, user, **values):
        wanted = {"defect": defect, "seen": "open", "on": DAY, "what": "已修补", "user": user}
        return domain.report_repair(**{**wanted, **values})

    def test_repaired_then_confirmed(self, defect, custodian):
        after = [upload("c.jpg", picture())]
        repaired = self.mended(defect, custodian, pictures=after)
        assert (repaired.state, repaired.repaired_on, repaired.repair) == (
            "repaired",
            DAY,
            "已修补",
        )
        assert repaired.pictures.get().after_repair
        confirmed = domain.confirm_repair(defect=repaired, seen="repaired", user=custodian)
        assert (confirmed.state, confirmed.confirmed_by) == ("confirmed", custodian)
        with pytest.raises(domain.IllegalStepError):
            domain.reopen(defect=confirmed, seen="confirmed", why="又裂了", user=custodian)

    def test_opened_again_with_a_reason(self, defect, custodian):
        self.mended(defect, custodian)
        with pytest.raises(ValidationError):
            domain.reopen(defect=defect, seen="repaired", why=" ", user=custodian)
        again = domain.reopen(defect=defect, seen="repaired", why="又裂了", user=custodian)
        assert again.state == DefectState.OPEN
        notes = [line.data["note"] for line in ModelLogEntry.objects.for_instance(again)]
        assert notes == ["又裂了", "已修补"]

    def test_two_at_once(self, defect, custodian):
        self.mended(defect, custodian)
        with pytest.raises(domain.StaleError):
            self.mended(defect, custodian)

    def test_days_and_permissions(self, defect, custodian, user_with):
        for on in (DAY - timedelta(days=1), timezone.localdate() + timedelta(days=2)):
            with pytest.raises(ValidationError):
                self.mended(defect, custodian, on=on)
        with pytest.raises(PermissionDenied):
            self.mended(defect, user_with("view_inspection"))
        self.mended(defect, custodian)
        with pytest.raises(PermissionDenied):
            domain.confirm_repair(defect=defect, seen="repaired", user=user_with("change_defect"))

    def test_every_state_is_in_the_table(self):
        assert set(DEFECT_TRANSITIONS) == set(DefectState)


def test_what_is_overdue(index, cemetery, visited, custodian, django_assert_num_queries):
    other = MemorialSitePageFactory(parent=index, title="某镇纪念碑")
    MemorialSitePageFactory(parent=index, title="没有安排的旧址", kinds=[SiteKind.OLD_SITE])
    unseen = MemorialSitePageFactory(
        parent=index,
        title="没有人去过的烈士墓",
        first_published_at=datetime(2026, 4, 2, 9, tzinfo=UTC),
    )
    suspended = MemorialSitePageFactory(parent=index, title="闭园整修的陵园")
    first = date(2026, 1, 1)
    plan = {"every_months": 3, "starts_on": first, "suspended": False}
    domain.set_schedule(site=other, values=plan, user=custodian)
    domain.set_schedule(site=suspended, values={**plan, "suspended": True}, user=custodian)
    visited(cemetery, date(2026, 2, 20), faults=[fault(deadline=date(2026, 3, 1))])
    visited(cemetery, date(2026, 3, 2))
    with django_assert_num_queries(1):
        late = overdue(date(2026, 5, 1))
    assert [(each.site, each.due_by) for each in late] == [
        (other, date(2026, 3, 31)),
        (cemetery, date(2026, 4, 30)),
        (unseen, date(2026, 4, 30)),
    ]
    assert overdue(date(2026, 3, 31)) == []
    assert overdue_defects(date(2026, 3, 1)).count() == 0
    assert overdue_defects(date(2026, 3, 2)).count() == 1
