"""Regions, visits, departments, the negative list, and tables in and out."""

import io

import openpyxl
import pytest
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from heritage.honours.enums import StageKind
from heritage.honours.models import (
    DepartmentOpinion,
    Judge,
    NegativeEntry,
    OnSiteCheck,
    Recommendation,
    RegionOfficer,
    RegionQuota,
)
from heritage.honours.screening import recommending, regions
from heritage.honours.standing import StageClosedError

pytestmark = pytest.mark.django_db


def sheet(response) -> list[tuple]:
    content = b"".join(response.streaming_content)
    return list(openpyxl.load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True))


def table(*rows: tuple) -> SimpleUploadedFile:
    book, out = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(out)
    return SimpleUploadedFile("名单.xlsx", out.getvalue())


def test_a_region_recommends_by_rank_within_its_quota(
    campaign, places, nominate, office, east_officer, west_officer, enter, picture
):
    first, second = (nominate(place=places["town"]) for _number in range(2))
    third = nominate(
        place=places["town"], recommending_place=places["town"], rank=4, opinion="镇里推荐"
    )
    regions.set_quota(title=campaign.titles.get(), place=places["east"], quota=2, by=office)
    browser = enter(east_officer)
    # What the station said stands in the form, for the region to confirm.
    form = browser.get(reverse("screening:candidacy", args=[third.pk])).context["forms"]
    said = [form["recommend"][name].value() for name in ("place", "rank", "opinion")]
    assert said == [places["town"].pk, 4, "镇里推荐"]

    def recommend(candidacy, rank, place="east", **more):
        candidacy.refresh_from_db()
        return browser.post(
            reverse("screening:step", args=[candidacy.pk, "recommend"]),
            {
                "seen": candidacy.version,
                "place": places[place].pk,
                "rank": rank,
                "opinion": "同意推荐",
                **more,
            },
        )

    assert recommend(first, 1, scan=picture()).status_code == 302
    taken = recommend(second, 1)
    assert taken.status_code == 400
    assert taken.context["forms"]["recommend"].errors.keys() == {"rank"}
    assert recommend(second, 2).status_code == 302
    assert recommend(third, 3).status_code == 400
    # A lower level has no quota; one above, or another's, is not theirs to speak for.
    assert recommend(third, 1, place="town").status_code == 302
    assert recommend(third, 1, place="city").status_code == 400
    assert recommend(third, 1, place="west").status_code == 400
    with pytest.raises(PermissionDenied):
        recommending.recommend(
            candidacy=third, place=places["east"], rank=9, opinion="好", user=west_officer
        )
    levels = recommending.levels_of(first, east_officer)
    assert [(level.place, level.left, level.may) for level in levels] == [
        (places["town"], None, True),
        (places["east"], 0, True),
    ]
    ranked = reverse("screening:recommendations")
    for user, ranks in (
        (office, [(places["east"], 1), (places["east"], 2), (places["town"], 1)]),
        (west_officer, []),
    ):
        shown = enter(user).get(ranked, {"campaign": campaign.pk}).context["page_obj"]
        assert [(each.place, each.rank) for each in shown] == ranks
    given = Recommendation.objects.get(candidacy=first)
    scan = reverse("screening:scan", args=[first.pk, "recommendation", given.pk])
    sent = browser.get(scan)
    assert b"".join(sent.streaming_content).startswith(b"\x89PNG")
    assert sent.headers["Content-Disposition"].startswith("attachment")
    assert enter(west_officer).get(scan).status_code == 404
    page = enter(office).get(reverse("screening:quotas", args=[campaign.pk]))
    assert [(quota.place, number) for quota, number in page.context["rows"]] == [
        (places["east"], 2)
    ]
    back = reverse("screening:take_back", args=[first.pk, given.pk])
    first.refresh_from_db()
    assert browser.post(back, {"seen": first.version}).status_code == 302
    assert recommend(third, 1).status_code == 302

    campaign.stages.filter(kind__in=(StageKind.CALL, StageKind.SCREENING)).update(
        starts_at=timezone.now().replace(year=2001), ends_at=timezone.now().replace(year=2002)
    )
    first.campaign.refresh_from_db()
    with pytest.raises(StageClosedError):
        recommending.recommend(
            candidacy=type(first).objects.get(pk=first.pk),
            place=places["east"],
            rank=5,
            opinion="迟了",
            user=office,
        )


def test_visits_and_opinions_are_kept(nominate, places, office, east_officer, enter):
    candidacy = nominate(place=places["east"])

    def step(user, name, **sent):
        candidacy.refresh_from_db()
        address = reverse("screening:step", args=[candidacy.pk, name])
        return enter(user).post(address, {"seen": candidacy.version, **sent})

    macro = SimpleUploadedFile("记录.docm", b"PK\x03\x04", "application/zip")
    visit = {"visitors": "甲、乙", "findings": "属实。", "opinion": "agrees", "on": "2999-01-01"}
    assert step(east_officer, "visit", **visit).status_code == 400
    visit["on"] = timezone.localdate().isoformat()
    assert step(east_officer, "visit", **visit, file=macro).status_code == 400
    assert OnSiteCheck.objects.count() == 0
    assert step(east_officer, "visit", **visit).status_code == 302
    said = {"department": "公安", "opinion": "objects", "answered_on": visit["on"]}
    assert step(east_officer, "opinion", **said).url == reverse("wagtailadmin_home")
    assert step(office, "opinion", **said).status_code == 302
    assert step(office, "opinion", **said | {"opinion": "agrees"}).status_code == 302
    assert DepartmentOpinion.objects.get().opinion == "agrees"


def test_letters_note_whom_departments_were_asked_about(campaign, nominate, office, enter):
    later, sooner = nominate(nominee_name="赵大"), nominate(nominee_name="丁一")
    sent = {
        "campaign": campaign.pk,
        "departments": "公安\n卫生健康\n公安",
        "on": timezone.localdate().isoformat(),
    }
    browser = enter(office)
    rows = sheet(browser.post(reverse("screening:letters"), sent))
    assert [row[1] for row in rows[1:]] == ["丁一", "赵大"]
    assert list(sooner.opinions.values_list("department", flat=True)) == ["公安", "卫生健康"]
    assert later.opinions.count() == 2
    assert browser.post(reverse("screening:letters"), sent).status_code == 200
    assert DepartmentOpinion.objects.count() == 4


def test_the_list_is_narrowed_sorted_counted_and_exported(
    campaign, places, nominate, office, east_officer, enter, django_assert_num_queries
):
    zhao = nominate(nominee_name="赵大", place=places["east"])
    ding = nominate(nominee_name="丁一", place=places["west"])
    NegativeEntry.objects.create(name="赵大", match_key="赵大", reason="失信")
    browser = enter(office)

    def listed(client, **asked):
        page = client.get(reverse("screening:list"), asked)
        return [(each.nominee_name, flags) for each, flags in page.context["rows"]]

    flag = enter(office).get(reverse("screening:list")).context["rows"][1][1]
    assert len(flag) == 1
    assert listed(browser) == [("丁一", []), ("赵大", flag)]
    assert [name for name, _flags in listed(browser, sort="number")] == ["赵大", "丁一"]
    for q in ("赵", "zhao", "zhaoda", "zhao da", zhao.code):
        assert [name for name, _flags in listed(browser, q=q)] == ["赵大"], q
    assert listed(browser, q="=1+1", place="x", state="y", title="9" * 40) == []
    assert [name for name, _flags in listed(browser, place=places["west"].pk)] == ["丁一"]
    assert listed(enter(east_officer)) == [("赵大", flag)]
    with CaptureQueriesContext(connection) as few:
        listed(browser)
    for number in range(10):
        nominate(nominee_name=f"钱{number}", place=places["west"])
    with django_assert_num_queries(len(few)):
        assert len(listed(browser)) == 12
    rows = sheet(browser.get(reverse("screening:export"), {"q": "丁"}))
    assert [row[4] for row in rows[1:]] == ["丁一"]
    assert "13800130001" not in str(rows)
    rows = sheet(enter(east_officer).get(reverse("screening:export")))
    assert [row[4] for row in rows[1:]] == ["赵大"]
    assert ding.place != zhao.place


def test_a_negative_list_is_taken_in_whole_or_not_at_all(office, enter, places):
    browser = enter(office)
    address = reverse("screening:negative_import")
    head = ("姓名", "事由", "文号", "有效期至")
    wrong = table(
        head, ("张三", "失信", "", "某日"), ("", "失信", "", ""), ("李四", "受罚", "", "")
    )
    told = browser.post(address, {"file": wrong, "take": "1"})
    assert told.status_code == 400
    assert [(fault.row, fault.column) for fault in told.context["taken"].faults] == [
        (2, "有效期至"),
        (3, "姓名"),
    ]
    right = (head, ("张三", "失信", "某号", "2999-12-31"), ("李四", "受罚", "", ""))
    assert browser.post(address, {"file": table(*right), "try": "1"}).status_code == 200
    assert NegativeEntry.objects.count() == 0
    for _time in range(2):
        assert browser.post(address, {"file": table(*right), "take": "1"}).status_code == 302
    assert list(NegativeEntry.objects.values_list("name", "match_key", "until__year")) == [
        ("张三", "张三", 2999),
        ("李四", "李四", None),
    ]
    pk = NegativeEntry.objects.get(name="李四").pk
    changed = {"name": "李 四", "reason": "受罚"}
    entry = reverse("screening:negative_entry", args=[pk])
    assert browser.post(entry, changed).status_code == 302
    assert NegativeEntry.objects.get(pk=pk).match_key == "李四"
    assert browser.post(entry, {"name": "。", "reason": "受罚"}).status_code == 400
    assert browser.post(reverse("screening:negative_delete", args=[pk])).status_code == 302
    assert NegativeEntry.objects.count() == 1
    assert sheet(browser.get(reverse("screening:negative_template"))) == [
        ("姓名或名称", "列入事由", "依据文件", "有效期至")
    ]


def test_officers_are_appointed_but_no_judges(campaign, places, office, enter):
    make = get_user_model().objects.create_user
    make(username="zhen")
    judge = make(username="pingwei")
    Judge.objects.create(campaign=campaign, user=judge, name="评委")
    browser = enter(office)
    address = reverse("screening:officers")
    for name, status in (("nobody", 400), ("pingwei", 400), ("zhen", 302)):
        sent = {"username": name, "place": places["east"].pk}
        assert browser.post(address, sent).status_code == status, name
    officer = RegionOfficer.objects.get()
    assert officer.user.username == "zhen"
    assert enter(officer.user).get(reverse("screening:list")).status_code == 200
    dismiss = reverse("screening:officer_dismiss", args=[officer.pk])
    assert browser.post(dismiss).status_code == 302
    assert RegionOfficer.objects.count() == 0
    assert enter(officer.user).get(reverse("screening:list")).status_code == 302
    with pytest.raises(PermissionDenied):
        regions.appoint(username="zhen", place=places["east"], by=judge)


def test_a_quota_belongs_to_its_campaign(campaign, places, office, enter):
    address = reverse("screening:quotas", args=[campaign.pk])
    browser = enter(office)
    title = campaign.titles.get()
    sent = {"title": title.pk, "place": places["east"].pk, "quota": "3"}
    assert browser.post(address, sent).status_code == 302
    assert RegionQuota.objects.get().quota == 3
    assert browser.post(address, {**sent, "quota": ""}).status_code == 302
    assert RegionQuota.objects.count() == 0
    assert browser.post(address, {**sent, "quota": "-1"}).status_code == 400
    assert browser.get(reverse("screening:quota_campaigns")).url == address
    type(campaign).objects.update(closed_at=timezone.now())
    title.refresh_from_db()
    title.campaign.refresh_from_db()
    with pytest.raises(ValidationError):
        regions.set_quota(title=title, place=places["east"], quota=1, by=office)


def test_what_waits_stands_on_the_dashboard(nominate, places, office, east_officer, enter):
    nominate(nominee_name="孙东", place=places["east"])
    nominate(nominee_name="孙西", place=places["west"])
    for user, names in ((office, {"孙东", "孙西"}), (east_officer, {"孙东"})):
        page = enter(user).get(reverse("wagtailadmin_home")).content.decode()
        assert {name for name in ("孙东", "孙西") if name in page} == names
