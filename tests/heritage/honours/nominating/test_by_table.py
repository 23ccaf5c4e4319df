"""A table of many nominations from an organisation that has no account."""

from __future__ import annotations

import io
import zipfile

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cms.core.intake import limits, store
from cms.core.intake.models import Draft, Evidence, NoticeLog, PrivacyNotice, UsedChallenge
from cms.core.intake.receipts import grouped
from cms.core.intake.retention import purge
from heritage.honours import logbook
from heritage.honours.enums import StageKind
from heritage.honours.models import CampaignTitle, Candidacy, Nomination
from heritage.honours.nominating import by_table
from tests.cms.core.intake.conftest import in_parallel, solved_payload
from tests.cms.core.intake.files import docx, pdf, upload
from tests.factories.honours import DAY
from tests.heritage.honours.nominating.filling import DEEDS
from tests.markup import soup

pytestmark = pytest.mark.django_db

AGES = 10**9
CONTACT = {
    "organisation_name": "某县企业联合会",
    "contact_name": "赵会长",
    "phone": "0531-88880000",
    "email": "",
}
HEADINGS = ("姓名", "性别", "出生日期", "所在地", "事迹", "被推荐人是否同意", "未征得同意的原因")


@pytest.fixture(autouse=True)
def own_store(settings, tmp_path):
    """A private store of this test."""
    settings.VAR_DIR = tmp_path


def row(name: str, **changed) -> tuple:
    cells = dict(zip(HEADINGS, (name, "男", "1962年10月", "某镇", DEEDS, "是", ""), strict=True))
    return tuple({**cells, **changed}.values())


def workbook(*rows: tuple, name: str = "推荐.xlsx", **parts: bytes):
    book = openpyxl.Workbook()
    for each in (HEADINGS, *rows):
        book.active.append(each)
    file = io.BytesIO()
    book.save(file)
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as archive:
        for part, content in parts.items():
            archive.writestr(part.replace("__", "/").replace("_dot_", "."), content)
    return upload(name, file.getvalue())


@pytest.fixture
def address(campaign, title) -> str:
    return reverse("nominate_tables", args=[campaign.slug, title.pk])


@pytest.fixture
def kept(client, address):
    """Call it with rows to upload a table of them; gives the address of its dry run."""

    def keep(*rows: tuple, client: Client = client, **changed) -> str:
        sent = {**CONTACT, "consent": "on", "file": workbook(*rows), **changed}
        response = client.post(address, sent)
        assert response.status_code == 302, response.content.decode()
        return response["Location"]

    return keep


def sending(**values) -> dict:
    return {"true": "on", "altcha": solved_payload(by_table.KIND), **values}


def lying() -> int:
    return len(list(store.private_dir().glob("??/*")))


def test_from_the_empty_table_to_the_receipts(
    client, campaign, title, town, address, kept, django_capture_on_commit_callbacks
):
    begin = soup(client.get(reverse("nominate_title", args=[campaign.slug, title.pk])))
    assert begin.select_one(f'a[href="{address}"]') is not None
    page = soup(client.get(address))
    assert "100" in page.select_one(".nominate-needed").get_text()
    assert page.select_one(".privacy h2") is not None
    assert page.select_one('.table-columns dt:-soup-contains("出生日期")') is not None
    empty = client.get(f"{address}template.xlsx")
    headings = [c.value for c in openpyxl.load_workbook(io.BytesIO(empty.content)).active[1]]
    assert set(HEADINGS) < set(headings)
    assert not {"推荐人姓名", "推荐人电话", "推荐人邮箱"} & set(headings)

    later = row("李卫东", 性别="女", 被推荐人是否同意="否", 未征得同意的原因="住院")
    looked = kept(row("王建国"), later)
    page = soup(client.get(looked))
    assert [each.get_text(" ", strip=True) for each in page.select(".table-rows li")] == [
        "2 王建国",
        "3 李卫东",
    ]
    assert Nomination.objects.count() == 0
    page = soup(client.get(f"{looked}check/"))
    assert CONTACT["organisation_name"] in page.select_one(".answers").get_text()
    assert client.post(f"{looked}check/", {}).status_code == 400
    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(f"{looked}check/", sending())
    assert response["Location"] == f"{looked}receipts/"

    made = list(Nomination.objects.order_by("pk"))
    said = [(n.nominee_name, n.gender, n.place, n.nominee_consent, n.consent_reason) for n in made]
    assert said == [
        ("王建国", "male", town, "given", ""),
        ("李卫东", "female", town, "later", "住院"),
    ]
    assert {
        (n.by, n.organisation_name, n.contact_name, n.entered_by, n.entered_via) for n in made
    } == {("organisation", "某县企业联合会", "赵会长", None, "web")}
    notice = PrivacyNotice.objects.in_force(Nomination.kind)
    assert {n.consent.notice for n in made} == {notice}
    assert Candidacy.objects.filter(state="received").count() == 2
    assert list(logbook.verify(campaign)) == []
    # One message, one proof and no file are left of it, and of the draft the numbers.
    assert (NoticeLog.objects.count(), UsedChallenge.objects.count()) == (1, 1)
    assert (Evidence.objects.count(), lying()) == (0, 0)
    assert Draft.objects.get().answers == {by_table.SENT: [n.receipt for n in made]}

    page = soup(client.get(f"{looked}receipts/"))
    rows = [
        [cell.get_text(strip=True) for cell in each.select("td")]
        for each in page.select("tbody tr")
    ]
    assert rows == [[n.nominee_name, grouped(n.receipt)] for n in made]
    file = client.get(f"{looked}receipts.xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(file.content)).active
    assert [[c.value for c in each] for each in sheet.iter_rows(min_row=2)] == rows
    follow = page.select_one("tbody a")["href"]
    assert grouped(made[0].receipt) in client.get(follow).content.decode()
    found = client.post(
        reverse("intake_follow"), {"receipt": made[0].receipt, "phone": CONTACT["phone"]}
    )
    assert found["Location"] == f"/follow/{made[0].receipt}/"
    # Nobody sees one without the telephone number of the organisation.
    assert client.get(f"/follow/{made[1].receipt}/").status_code == 302


def test_what_is_wrong_is_said_by_row_and_mended(client, address, kept):
    looked = kept(
        row("王建国"),
        row("李卫东😀"),
        row("赵卫国", 出生日期="2099", 所在地="月球"),
        row("王建国"),
        row("孙强", 被推荐人是否同意="也许"),
        row("周敏", 被推荐人是否同意="否"),
    )
    page = soup(client.get(looked))
    faults = [
        each.select_one("strong").get_text(" ", strip=True)
        for each in page.select(".table-faults li")
    ]
    assert [" ".join(each.split()) for each in faults] == [
        "第3行 · 姓名",
        "第4行 · 出生日期",
        "第4行 · 所在地",
        "第5行",
        "第6行 · 被推荐人是否同意",
        "第7行 · 未征得同意的原因",
    ]
    assert page.select_one(f'a[href="{looked}check/"]') is None
    assert client.get(f"{looked}check/")["Location"] == looked
    assert client.post(f"{looked}check/", sending())["Location"] == looked
    assert Nomination.objects.count() == 0
    mended = {**CONTACT, "version": "1", "file": workbook(row("王建国"), name="改.xlsx")}
    assert client.post(looked, mended)["Location"] == looked
    page = soup(client.get(looked))
    assert page.select(".table-faults li") == []
    assert "改.xlsx" in page.select_one(".deck").get_text()
    assert Evidence.objects.count() == 1
    # The page of before, opened in another window.
    stale = client.post(looked, {**mended, "contact_name": "钱秘书", "file": workbook(row("李强"))})
    assert (stale.status_code, "钱秘书" in stale.content.decode()) == (409, True)
    assert "王建国" in client.get(looked).content.decode()
    assert client.post(f"{looked}check/", sending()).status_code == 302


@pytest.mark.parametrize(
    "file",
    [
        lambda: workbook(row("王建国"), xl__vbaProject_dot_bin=b"macro"),
        lambda: workbook(row("王建国"), xl__externalLinks__externalLink1_dot_xml=b"<ddeLink/>"),
        lambda: workbook(row("王建国"), name="推荐.xlsm"),
        lambda: workbook(row("王建国"), xl__blank_dot_xml=b" " * 30_000_000),
        lambda: upload("推荐.xlsx", pdf()),
        lambda: upload("推荐.xlsx", docx()),
        lambda: upload("推荐.docx", docx()),
        lambda: upload("推荐.xlsx", b""),
        lambda: upload("推荐.xlsx", workbook(row("王建国")).read() + b"<script>"),
    ],
)
def test_what_acts_or_is_no_table_is_refused(client, address, kept, file):
    response = client.post(address, {**CONTACT, "consent": "on", "file": file()})
    page = soup(response)
    assert response.status_code == 400
    assert page.select_one(".errorlist") is not None
    assert page.select_one("#id_contact_name")["value"] == CONTACT["contact_name"]
    assert (Draft.objects.count(), lying()) == (0, 0)
    looked = kept(row("王建国"))
    answer = client.post(looked, {**CONTACT, "version": "1", "file": file()})
    assert answer.status_code == 400
    # What was kept stays.
    assert "王建国" in client.get(looked).content.decode()
    assert (Draft.objects.get().version, lying()) == (1, 1)


def test_nothing_is_kept_without_consent(client, address):
    response = client.post(address, {**CONTACT, "file": workbook(row("王建国"))})
    assert (response.status_code, Draft.objects.count(), lying()) == (400, 0, 0)


def test_a_table_in_order_outlasts_a_wrong_contact(client, address):
    sent = {**CONTACT, "phone": "12", "consent": "on", "file": workbook(row("王建国"))}
    response = client.post(address, sent)
    page = soup(response)
    assert response.status_code == 400
    assert page.select_one("#id_phone")["aria-invalid"] == "true"
    looked = page.select_one("form.nominate-section")["action"]
    assert client.get(f"{looked}check/")["Location"] == looked
    assert client.post(looked, {**CONTACT, "phone": "", "version": "1"}).status_code == 400
    assert client.post(looked, {**CONTACT, "version": "2"})["Location"] == looked
    assert client.post(f"{looked}check/", sending())["Location"] == f"{looked}receipts/"
    assert Nomination.objects.get().contact_phone == "053188880000"


def test_sent_twice_it_is_taken_in_once(client, kept):
    looked = kept(row("王建国"), row("李卫东"))
    first = client.post(f"{looked}check/", sending())
    again = client.post(f"{looked}check/", sending())
    # An answer that got lost: the browser has no session of it.
    lost = Client().post(f"{looked}check/", sending())
    assert {first["Location"], again["Location"], lost["Location"]} == {f"{looked}receipts/"}
    assert client.get(looked)["Location"] == f"{looked}receipts/"
    late = client.post(looked, {**CONTACT, "version": "1", "file": workbook(row("李强"))})
    assert late["Location"] == f"{looked}receipts/"
    draft = Draft.objects.get()
    receipts = by_table.send(draft=draft, title=None, notice=None, origin=None)
    assert receipts == [n.receipt for n in Nomination.objects.order_by("pk")]
    assert len(receipts) == 2


@pytest.mark.django_db(transaction=True)
def test_two_presses_at_the_same_moment_are_one(client, kept):
    looked = kept(row("王建国"), row("李卫东"))
    presses = [sending(), sending()]
    answers = in_parallel(2, lambda number: Client().post(f"{looked}check/", presses[number]))
    assert [answer["Location"] for answer in answers] == [f"{looked}receipts/"] * 2
    assert (Nomination.objects.count(), Candidacy.objects.count()) == (2, 2)


def test_others_tables_are_not_read(client, campaign, title, kept, begun, address):
    single = begun().split("/")[-2]
    looked = kept(row("王建国"))
    token = looked.split("/")[-2]
    other = CampaignTitle.objects.create(campaign=campaign, name="十佳军创企业", sort_order=1)
    for name in ("nominate_table", "nominate_table_check", "nominate_table_receipts_file"):
        for pk, secret in ((title.pk, "x" * 32), (title.pk, single), (other.pk, token)):
            path = reverse(name, args=[campaign.slug, pk, secret])
            assert client.get(path).status_code == 410
            assert "王建国" not in client.post(path, CONTACT).content.decode()
    # It is no draft of the form of one nomination, either.
    step = reverse("nominate_step", args=[campaign.slug, title.pk, token, "nominee"])
    assert client.get(step).status_code == 410
    assert client.get(f"{looked}receipts/")["Location"] == looked
    assert "no-store" in client.get(looked)["Cache-Control"]
    # Found again by its number and telephone number; the old link is dead then.
    draft = Draft.objects.get(kind=by_table.KIND)
    resume = reverse("intake_resume", args=[by_table.KIND])
    wrong = client.post(resume, {"receipt": draft.receipt, "phone": "0531-88880001"})
    assert wrong.status_code == 400
    found = client.post(resume, {"receipt": draft.receipt, "phone": CONTACT["phone"]})
    assert "王建国" in client.get(found["Location"]).content.decode()
    assert client.get(looked).status_code == 410


def test_when_the_call_ends_in_between(client, campaign, kept, address):
    looked = kept(row("王建国"))
    call = campaign.stages.filter(kind=StageKind.CALL)
    call.update(ends_at=timezone.now())
    for path in (looked, f"{looked}check/"):
        assert client.get(path).status_code == 403
        assert client.post(path, {**CONTACT, **sending(), "version": "1"}).status_code == 403
    assert client.post(address, {**CONTACT, "consent": "on"}).status_code == 403
    assert (Nomination.objects.count(), Evidence.objects.count()) == (0, 1)
    # Extended, it goes on where it was.
    call.update(ends_at=timezone.now() + DAY)
    assert client.post(f"{looked}check/", sending())["Location"] == f"{looked}receipts/"


def test_all_or_none_where_the_rules_were_changed_since(client, title, kept):
    looked = kept(row("王建国"), row("李卫东", 事迹=DEEDS * 2))
    type(title).objects.update(deeds_least=900)
    response = client.post(f"{looked}check/", sending())
    assert response.status_code == 400
    assert len(soup(response).select(".table-faults li")) == 1
    assert (Nomination.objects.count(), UsedChallenge.objects.count()) == (0, 0)


def test_a_changed_notice_is_agreed_to_anew(client, kept, notice):
    looked = kept(row("王建国"))
    PrivacyNotice.objects.create(
        kind=notice.kind,
        version=notice.version + 1,
        title="告知",
        text="新",
        effective_from=timezone.now(),
    )
    assert client.post(f"{looked}check/", sending()).status_code == 400
    assert client.post(f"{looked}check/", sending(consent="on")).status_code == 302


def test_limits(client, kept, monkeypatch):
    monkeypatch.setattr(by_table, "MOST_ROWS", 2)
    page = soup(client.get(kept(row("王建国"), row("李卫东"), row("李强"))))
    assert [
        each.get_text(" ", strip=True).split()[0] for each in page.select(".table-faults li")
    ] == ["第4行"]
    monkeypatch.setitem(limits.LIMITS, "submit-table", (limits.Limit("contact", 3, AGES),))
    tables = [kept(row(name)) for name in ("甲一", "乙二", "丙三", "丁四")]
    sent = [client.post(f"{looked}check/", sending()).status_code for looked in tables]
    assert sent == [302, 302, 302, 429]
    assert (Nomination.objects.count(), UsedChallenge.objects.count()) == (3, 3)
    monkeypatch.setitem(limits.LIMITS, "evidence", (limits.Limit("address", 1, AGES),))
    looked, again = tables[3], {**CONTACT, "version": "1"}
    answers = [
        client.post(looked, {**again, "file": workbook(row(name))}) for name in ("戊五", "己六")
    ]
    assert [answer.status_code for answer in answers] == [302, 429]


def test_after_two_weeks_nothing_is_left(client, kept):
    looked = kept(row("王建国"))
    Draft.objects.update(expires_at=timezone.now() - DAY)
    assert client.get(looked).status_code == 410
    purge()
    assert (Draft.objects.count(), Evidence.objects.count()) == (0, 0)
