"""Inspections in the admin: the form, its photographs, the coverage report."""

from __future__ import annotations

import io
import uuid
from datetime import date

import openpyxl
import pytest
from django.urls import reverse
from django.utils import timezone

from heritage.memorials.enums import Grade, InspectionPart
from heritage.memorials.inspecting import coverage, domain
from heritage.memorials.models import Defect, Inspection, InspectionPicture, InspectionSchedule
from tests.cms.core.intake.files import picture, upload
from tests.factories.memorials import MemorialSitePageFactory
from tests.heritage.memorials.inspecting.conftest import fault
from tests.markup import soup

pytestmark = pytest.mark.django_db


def answers(**values) -> dict:
    return {
        "client_key": str(uuid.uuid4()),
        "on": timezone.localdate().isoformat(),
        "inspector_name": "李巡查",
        "grade_stele": "poor",
        "note_stele": "=裂缝",
        "defect-TOTAL_FORMS": "2",
        "defect-INITIAL_FORMS": "0",
        "defect-0-part": "stele",
        "defect-0-severity": "urgent",
        "defect-0-what": "碑座开裂",
        "defect-0-deadline": timezone.localdate().isoformat(),
        "defect-1-part": "fire",
        "defect-1-severity": "minor",
        "defect-1-what": "",
        **values,
    }


class TestForm:
    @pytest.fixture(autouse=True)
    def logged_in(self, client, custodian):
        client.force_login(custodian)

    @pytest.fixture
    def address(self, cemetery) -> str:
        return reverse("inspections:report", args=[cemetery.pk])

    def test_a_plain_form_without_scripts(self, client, address, custodian):
        page = soup(client.get(address))
        assert page.select_one("[name=inspector_name]")["value"] == custodian.get_username()
        assert page.select_one("[name=client_key]")["value"]
        photos = [upload("a.jpg", picture()), upload("b.jpg", picture())]
        response = client.post(address, answers(pictures_stele=photos))
        inspection = Inspection.objects.get()
        assert response["Location"] == reverse("inspections:read", args=[inspection.pk])
        assert inspection.pictures.count() == 2
        assert [defect.what for defect in Defect.objects.all()] == ["碑座开裂"]
        page = soup(client.get(response["Location"]))
        assert "=裂缝" in page.get_text()
        assert len(page.select(".inspection-pictures img")) == 2

    def test_sent_again_after_a_broken_connection(self, client, address):
        sent = answers()
        told = [client.post(address, sent, headers={"Accept": "application/json"}) for _ in "ab"]
        assert {answer.json()["address"] for answer in told} == {
            reverse("inspections:read", args=[Inspection.objects.get().pk])
        }

    @pytest.mark.parametrize(
        ("values", "field"),
        [
            ({"on": "2099-01-01"}, "on"),
            ({"on": ""}, "on"),
            ({"inspector_name": ""}, "inspector_name"),
            ({"grade_stele": ""}, "grade_stele"),
            ({"grade_stele": "", "note_stele": ""}, ""),
            ({"client_key": "x"}, "client_key"),
            ({"defect-0-deadline": ""}, "defect-0-deadline"),
            ({"defect-1-deadline": "2026-05-01"}, "defect-1-what"),
            ({"defect-0-deadline": "2020-01-01"}, ""),
        ],
    )
    def test_what_is_wrong_by_field(self, client, address, values, field):
        sent = answers(**values)
        told = client.post(address, sent, headers={"Accept": "application/json"})
        assert (told.status_code, Inspection.objects.count()) == (400, 0)
        assert [each["field"] for each in told.json()["faults"]] == [field]
        page = soup(client.post(address, sent))
        assert len(page.select("[data-inspection-faults] li")) == 1

    @pytest.mark.parametrize("total", ["", "x", "-1", "9" * 9])
    def test_a_broken_count_of_defects(self, client, address, total):
        sent = answers(**{"defect-TOTAL_FORMS": total})
        assert client.post(address, sent).status_code in (302, 400)

    def test_what_the_site_has_not_is_known_next_time(self, client, address, cemetery, visited):
        found = [domain.Found(InspectionPart.FIRE, Grade.NOT_THERE)]
        visited(cemetery, date(2026, 5, 9), found=found)
        checked = soup(client.get(address)).select("input[type=radio][checked]")
        assert [(box["name"], box["value"]) for box in checked] == [("grade_fire", "none")]

    def test_repair_and_confirmation(self, client, cemetery, visited):
        defect = visited(cemetery, date(2026, 5, 9), faults=[fault()]).defects.get()
        repair = reverse("inspections:repair", args=[defect.pk])
        sent = {"seen": "open", "on": "2026-05-10", "what": "已修补"}
        assert client.post(repair, {**sent, "on": "2026-05-01"}).status_code == 400
        assert client.post(repair, sent).status_code == 302
        assert client.post(repair, sent).status_code == 409
        decide = reverse("inspections:decide", args=[defect.pk])
        client.post(decide, {"seen": "repaired", "to": "confirmed"})
        defect.refresh_from_db()
        assert defect.state == "confirmed"
        listed = soup(client.get(reverse("inspections:defects") + "?state=confirmed"))
        assert len(listed.select(".listing tbody tr")) == 1

    def test_a_schedule(self, client, cemetery):
        address = reverse("inspections:schedule", args=[cemetery.pk])
        sent = {"every_months": "0", "starts_on": "2026-01-01"}
        assert client.post(address, sent).status_code == 400
        far = {"every_months": "2", "starts_on": "9999-12-01"}
        assert client.post(address, far).status_code == 400
        assert client.post(address, {**sent, "every_months": "2"}).status_code == 302
        assert InspectionSchedule.objects.get().every_months == 2
        sites = soup(client.get(reverse("inspections:sites") + "?overdue=1&q=某县"))
        assert len(sites.select(".inspection-sites tbody tr")) == 1


def test_photographs_are_for_those_who_may(client, cemetery, visited, user_with):
    found = [domain.Found(InspectionPart.FIRE, Grade.GOOD, pictures=[upload("a.jpg", picture())])]
    visited(cemetery, date(2026, 5, 9), found=found)
    address = reverse("inspections:picture", args=[InspectionPicture.objects.get().pk])
    assert client.get(address).status_code == 302
    client.force_login(user_with())
    assert client.get(address).status_code in (302, 403)
    client.force_login(user_with("view_inspection"))
    response = client.get(address)
    assert response["Content-Type"] == "image/jpeg"
    assert b"".join(response.streaming_content).startswith(b"\xff\xd8")
    for name in ("report", "schedule"):
        refused = client.get(reverse(f"inspections:{name}", args=[cemetery.pk]))
        assert refused.status_code in (302, 403)


class TestCoverage:
    @pytest.fixture(autouse=True)
    def a_year(self, index, cemetery, visited, custodian, client):
        other = MemorialSitePageFactory(parent=index, title="=某镇纪念碑")
        plan = {"every_months": 3, "starts_on": date(2025, 1, 1)}
        domain.set_schedule(site=other, values=plan, user=custodian)
        for day in (date(2025, 2, 3), date(2025, 2, 20), date(2025, 4, 1)):
            visited(cemetery, day)
        visited(other, date(2025, 5, 1))
        client.force_login(custodian)

    def test_patrols_not_sites(self, client, django_assert_max_num_queries):
        address = reverse("inspections:coverage")
        with django_assert_max_num_queries(30):
            page = soup(client.get(f"{address}?year=2025"))
        rows = {
            row.th.get_text(strip=True): [cell.get_text(strip=True) for cell in row.select("td")]
            for row in page.select(".coverage :is(tbody, tfoot) tr")
        }
        gap = coverage.missed_mark()
        assert rows["某县烈士陵园"][:5] == ["0", "2", gap, "1", gap]
        assert rows["=某镇纪念碑"][:12] == [
            "0", "0", gap, "0", "1", "0", "0", "0", gap, "0", "0", gap,
        ]  # fmt: skip
        footer = page.select(".coverage tfoot tr")
        assert [cell.get_text() for cell in footer[0].select("td")][1:5] == ["2", "0", "1", "1"]
        assert [cell.get_text() for cell in footer[1].select("td")][1:5] == ["1", "0", "1", "1"]

    @pytest.mark.parametrize("year", ["x", "1066", "2999", "20250", "0020260001", ""])
    def test_a_year_that_is_none(self, client, year):
        assert client.get(reverse("inspections:coverage"), {"year": year}).status_code == 400

    def test_as_excel(self, client):
        response = client.get(reverse("inspections:coverage_export"), {"year": "2025"})
        book = openpyxl.load_workbook(io.BytesIO(b"".join(response.streaming_content)))
        rows = list(book.active.values)
        assert (len(rows), len(rows[0])) == (3, 17)
        assert {row[0] for row in rows[1:]} == {"某县烈士陵园", "=某镇纪念碑"}
        assert all(cell.data_type == "s" for cell in book.active["A"])

    def test_the_dashboard(self, client):
        page = soup(client.get(reverse("wagtailadmin_home")))
        late = page.select("section:has(> #inspections-overdue) tbody th")
        assert [line.get_text(strip=True) for line in late] == ["某县烈士陵园", "=某镇纪念碑"]
