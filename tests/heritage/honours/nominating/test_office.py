"""What clerks do: fill in for somebody, take in a table, find a receipt, ask and get an answer."""

from __future__ import annotations

import io

import openpyxl
import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from cms.core.intake.models import Draft, NoticeLog
from cms.core.intake.receipts import grouped
from cms.core.intake.retention import purge
from heritage.honours import candidacies, logbook
from heritage.honours.enums import CandidacyState, Role, StageKind
from heritage.honours.models import BatchUpload, Candidacy, Nomination, RegionOfficer
from heritage.honours.nominating.domain import quota_left
from heritage.honours.screening import corrections
from heritage.people.models import Place
from tests.cms.core.intake.files import docx, pdf, upload
from tests.factories import UserFactory
from tests.factories.honours import DAY
from tests.heritage.honours.nominating.filling import DEEDS, NOMINATOR, PERSON
from tests.markup import soup

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk(client, office):
    client.force_login(office)
    return office


def answers(town, **values) -> dict:
    return {
        **PERSON,
        **NOMINATOR,
        "place": str(town.pk),
        "deeds": DEEDS,
        "links": "",
        "by": "other",
        "entered_via": "paper",
        "entered_basis": "推荐表第7号",
        "consent": "on",
        "once": "0" * 32,
        **values,
    }


class TestFillingIn:
    def test_for_somebody(self, client, clerk, title, town):
        assert client.get(reverse("nominating:choose")).status_code == 200
        address = reverse("nominating:fill_in", args=[title.pk])
        page = soup(client.get(f"{address}?by=level"))
        assert page.select_one("#id_rank") is not None
        faulty = client.post(address, answers(town, deeds="短", files=[upload("a.docm", docx())]))
        assert faulty.status_code == 400
        refused = client.post(address, answers(town, files=[upload("a.docm", docx())]))
        assert (refused.status_code, Nomination.objects.count()) == (400, 0)
        done = client.post(address, answers(town, files=[upload("a.pdf", pdf())]))
        assert done.status_code == 302
        again = client.post(address, answers(town, files=[upload("a.pdf", pdf())]))
        assert again.status_code == 302
        made = Nomination.objects.get()
        assert (made.entered_by, made.entered_via, made.evidence.count()) == (clerk, "paper", 1)
        assert Candidacy.objects.get() == made.candidacy

    def test_after_the_call_only_by_the_office(self, client, clerk, campaign, title, town):
        campaign.stages.filter(kind=StageKind.CALL).update(ends_at=timezone.now())
        address = reverse("nominating:fill_in", args=[title.pk])
        assert client.post(address, answers(town)).status_code == 302
        campaign.stages.filter(kind=StageKind.SCREENING).update(ends_at=timezone.now())
        assert client.post(address, answers(town)).status_code == 404

    def test_an_officer_fills_in_for_their_region(self, client, title, town):
        officer = UserFactory()
        officer.user_permissions.add(
            *Permission.objects.filter(codename__in=["add_nomination", "access_admin"])
        )
        elsewhere = Place.objects.create(name="邻镇", parent=town.parent, level="township")
        RegionOfficer.objects.create(user=officer, place=town)
        client.force_login(officer)
        address = reverse("nominating:fill_in", args=[title.pk])
        refused = client.post(address, answers(elsewhere))
        assert (refused.status_code, Nomination.objects.count()) == (400, 0)
        assert client.post(address, answers(town)).status_code == 302
        find = {"phone": NOMINATOR["phone"], "reason": "本人到站查询"}
        number = grouped(Nomination.objects.get().receipt)
        assert number in client.post(reverse("nominating:find"), find).content.decode()
        Candidacy.objects.update(place=elsewhere)
        assert number not in client.post(reverse("nominating:find"), find).content.decode()
        RegionOfficer.objects.all().delete()
        assert client.get(reverse("nominating:find")).status_code == 302

    def test_files_that_follow(self, client, clerk, sent):
        made = sent()
        address = reverse("nominating:files", args=[made.pk])
        client.post(address, {"files": [upload("a.pdf", pdf())]})
        client.post(address, {"files": [upload("a.docm", docx())]})
        assert made.evidence.count() == 1

    @pytest.mark.parametrize("pk", ["0", "x", "999999999999999999999"])
    def test_impossible_keys(self, client, clerk, pk):
        for name in ("fill_in", "template", "batch"):
            assert client.get(reverse(f"nominating:{name}", args=[pk])).status_code == 404
        assert client.post(reverse("nominating:files", args=[pk])).status_code == 404


def test_a_lost_receipt_is_found_and_that_is_logged(client, clerk, sent):
    made = sent()
    address = reverse("nominating:find")
    refused = client.post(address, {"phone": NOMINATOR["phone"], "reason": "急"})
    assert refused.status_code == 400
    found = client.post(address, {"phone": "138 0013 0001", "reason": "本人到站查询"})
    assert grouped(made.receipt) in found.content.decode()
    assert "李大爷" not in found.content.decode()
    assert ModelLogEntry.objects.filter(action="heritage.nomination.found").count() == 1


def test_a_correction_is_answered_under_the_receipt(client, office, sent):
    made = sent()
    candidacies.move(
        candidacy=made.candidacy, to=CandidacyState.SCREENING, role=Role.OFFICE, user=office
    )
    asked = corrections.ask_correction(
        nomination=made, asked="请补充退役证扫描件。", due_at=timezone.now() + DAY, user=office
    )
    page = soup(client.get(f"/follow/{made.receipt}/"))
    assert "请补充退役证扫描件。" in page.select_one("#corrections").get_text()
    address = reverse("nomination_answer", args=[made.receipt, asked.pk])
    faulty = client.post(address, {"text": "已补充", "files": [upload("a.docm", docx())]})
    assert faulty.status_code == 400
    assert soup(faulty).select_one("#id_text").get_text(strip=True) == "已补充"
    done = client.post(address, {"text": "已补充", "files": [upload("证.pdf", pdf())]})
    assert done["Location"].endswith("#corrections")
    made.refresh_from_db()
    assert (made.state, made.candidacy.state, made.evidence.count()) == ("received", "screening", 1)
    assert client.post(address, {"text": "再说一句"}).status_code == 409


def test_quota_left(title, town, sent):
    assert quota_left(title, town) is None
    title.region_quotas.create(place=town, quota=3)
    Nomination.objects.filter(pk=sent().pk).update(by="level", recommending_place=town)
    assert quota_left(title, town) == (3, 2)


class TestTables:
    HEADINGS = ("姓名", "性别", "出生日期", "所在地", "事迹", "推荐人姓名", "推荐人电话")

    def table(self, *rows: tuple, headings=(*HEADINGS, "被推荐人是否同意")):
        book = openpyxl.Workbook()
        for row in (headings, *rows):
            book.active.append(row)
        file = io.BytesIO()
        book.save(file)
        return upload("推荐.xlsx", file.getvalue())

    def row(self, name: str, **changed) -> tuple:
        cells = dict(zip(self.HEADINGS, (name, "男", "1962年10月", "某镇", DEEDS), strict=False))
        cells |= {"推荐人姓名": "赵会长", "推荐人电话": "0531-88880000", "同意": "是", **changed}
        return tuple(cells.values())

    def upload(self, client, title, table) -> str:
        response = client.post(
            reverse("nominating:batches"),
            {
                "title": title.pk,
                "organisation_name": "某县企业联合会",
                "file": table,
                "consent": "on",
            },
        )
        assert response.status_code == 302, response.content.decode()
        return response["Location"]

    def test_the_template_names_every_column(self, client, clerk, title):
        response = client.get(reverse("nominating:template", args=[title.pk]))
        book = openpyxl.load_workbook(io.BytesIO(response.content))
        headings = [cell.value for cell in book.active[1]]
        assert headings[:3] == ["姓名", "性别", "出生日期"]
        assert set(self.HEADINGS) < set(headings)

    def test_faults_by_row_and_nothing_taken(self, client, clerk, title):
        table = self.table(
            self.row("王建国"),
            self.row("李卫东😀"),
            self.row("赵卫国", 出生日期="2099"),
            self.row("王建国"),
        )
        address = self.upload(client, title, table)
        page = soup(client.get(address))
        rows = [each.select("td")[0].get_text() for each in page.select(".listing tbody tr")]
        assert rows == ["3", "4", "5"]
        assert page.select_one(f'form[action="{address}take-in/"]') is None
        assert client.post(f"{address}take-in/").status_code == 400
        assert (Nomination.objects.count(), BatchUpload.objects.get().taken) == (0, 0)

    def test_all_taken_in_once(self, client, clerk, campaign, title, town):
        table = self.table(self.row("王建国"), self.row("李卫东", 性别="女"))
        address = self.upload(client, title, table)
        assert client.post(f"{address}take-in/").status_code == 302
        assert client.post(f"{address}take-in/").status_code == 409
        made = list(Nomination.objects.order_by("pk"))
        assert [(each.nominee_name, each.gender, each.place) for each in made] == [
            ("王建国", "male", town),
            ("李卫东", "female", town),
        ]
        assert {each.organisation_name for each in made} == {"某县企业联合会"}
        assert (Candidacy.objects.count(), NoticeLog.objects.count()) == (2, 0)
        assert list(logbook.verify(campaign)) == []
        assert grouped(made[1].receipt) in client.get(address).content.decode()

    def test_what_is_no_table_is_refused(self, client, clerk, title):
        response = client.post(
            reverse("nominating:batches"),
            {
                "title": title.pk,
                "organisation_name": "某县企业联合会",
                "file": upload("推荐.xlsx", pdf()),
                "consent": "on",
            },
        )
        assert (response.status_code, BatchUpload.objects.count()) == (400, 0)

    def test_others_see_neither_table_nor_draft(self, client, clerk, title):
        address = self.upload(client, title, self.table(self.row("王建国")))
        client.force_login(UserFactory())
        assert client.get(address).status_code == 302
        assert Draft.objects.count() == 0


def test_after_its_time_nothing_personal_is_left(client, sent):
    made = sent()
    made.corrections.create(asked="请补充。", answer="已补。", due_at=timezone.now())
    Nomination.objects.update(state="withdrawn", closed_at=timezone.now() - 400 * DAY)
    purge()
    made.refresh_from_db()
    kept = [field.name for field in made.personal_fields() if getattr(made, field.name)]
    assert (kept, made.corrections.get().asked, made.evidence.count()) == ([], "", 0)
    assert client.get(f"/follow/{made.receipt}/").status_code == 302


def test_a_receipt_does_not_stand_in_the_log_of_the_admin(client, sent, county):
    """That log is read by whoever may enter nominations, of whatever region."""
    nomination = sent()
    other = Place.objects.create(name="另一县")
    officer = UserFactory()
    RegionOfficer.objects.create(user=officer, place=other)
    client.force_login(type(officer).objects.get(pk=officer.pk))
    history = client.get(reverse("wagtailadmin_reports:site_history"))
    assert history.status_code == 200
    assert grouped(nomination.receipt) not in history.content.decode()
    assert nomination.nominee_name not in history.content.decode()
