"""One whole campaign over real HTTP: from the call to the showcase, counted by hand."""

from __future__ import annotations

import datetime
import io
import re
from decimal import Decimal

import pytest
import time_machine
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from cms.core.tables import write_xlsx
from heritage.honours import logbook, rights
from heritage.honours.enums import CandidacyState, StageKind
from heritage.honours.models import (
    Assignment,
    Campaign,
    CampaignTitle,
    Candidacy,
    EligibilityItem,
    Honouree,
    HonoursIndexPage,
    Nomination,
    Objection,
    PublicNotice,
    RoundResult,
    Rubric,
    RubricAspect,
    RubricCriterion,
    ScoringRound,
    Stage,
)
from heritage.honours.nominating import tables
from heritage.stories.models import StoryPage
from tests.factories.honours import CampaignPageFactory, HonoursIndexPageFactory
from tests.factories.pages import StoryIndexPageFactory
from tests.heritage.honours.visitor import Visitor

# By hand. Two criteria, weights 6 and 4; "98" is 9 and 8: 9 x 6 + 8 x 4 = 86. "--" stepped back.
# Then the total without the highest and the lowest, over those left, to three places.
#
# 吴守业: 80 76 80 86 80 74 80 80; without 86 and 74: 476 / 6 = 79.333.
# 韩卫东 and 杨建设 both: 482 / 7 = 68.857; the weightiest criterion parts them,
# 62 / 9 = 6.889 against 60 / 9 = 6.667.
BY_HAND = [
    ("陈国强", "99 98 99 89 99 98 99 98 99", "88.286"),
    ("刘长河", "98 99 98 98 89 99 98 98 97", "86.286"),
    ("赵志远", "98 88 98 98 97 98 89 98 98", "85.143"),
    ("周大山", "88 98 88 97 98 88 98 88 87", "82.000"),
    ("吴守业", "88 87 88 98 88 78 88 88 --", "79.333"),
    ("郑家兴", "87 88 87 88 78 88 87 89 88", "78.286"),
    ("冯铁柱", "87 78 88 87 87 88 77 87 87", "76.286"),
    ("蒋为民", "78 87 78 88 87 77 87 78 87", "75.143"),
    ("沈立功", "78 77 87 78 77 87 78 77 67", "72.571"),
    ("韩卫东", "77 76 77 78 67 77 76 77 77", "68.857"),
    ("杨建设", "77 68 77 67 78 77 68 77 76", "68.857"),
    ("朱永福", "67 66 76 67 77 66 67 -- 67", "63.667"),
    ("秦守信", "66 57 66 67 65 66 56 66 67", "59.714"),
    ("许振华", "56 55 66 56 57 46 56 55 65", "53.714"),
]
FINALISTS = [name for name, _scores, _figure in BY_HAND]
# Nominated twice; the second time the first of them in traditional characters.
AGAIN = ["陳國強", *FINALISTS[1:12]]
OTHERS = [
    f"{surname}{given}"
    for surname in "何吕施张孔曹严华金魏陶姜戚谢邹喻柏"
    for given in ("树林", "德明")
]
QUOTA, JUDGES = 10, 9
OBJECTED = "周大山"
CORRECTED = ("秦守信", "许振华")
DEEDS = "退役后返乡带领乡亲修路种果树，把荒山变成果园，免费教会三百户人家。" * 20
PASSWORD = "correct horse battery"
YEAR = 2027


def at(month: int, day: int, hour: int = 9) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime(YEAR, month, day, hour))


STAGES = [
    (StageKind.CALL, at(3, 1), at(3, 16)),
    (StageKind.SCREENING, at(3, 10), at(3, 26)),
    (StageKind.FINAL_ROUND, at(3, 26), at(4, 6)),
    (StageKind.NOTICE, at(4, 6), at(5, 20)),
    (StageKind.DECISION, at(4, 10), at(6, 1)),
    (StageKind.SHOWCASE, at(4, 20), at(12, 31)),
]


@pytest.fixture
def last_year(transactional_db, home) -> Campaign:
    """The campaign of the year before, to be made anew from; and the pages it stands among."""
    StoryIndexPageFactory(parent=home)
    index = HonoursIndexPageFactory(parent=home)
    campaign = Campaign.objects.create(
        title=f"{YEAR - 1}年最美退役军人",
        slug="zuimei-2026",
        year=YEAR - 1,
        supervision_phone="0000-12345678",
        supervision_address="某市某路1号",
    )
    title = CampaignTitle.objects.create(campaign=campaign, name="最美退役军人", quota=QUOTA)
    EligibilityItem.objects.create(title=title, text="退役军人", sort_order=0)
    EligibilityItem.objects.create(
        title=title, text="有违纪违法行为", is_negative=True, sort_order=1
    )
    rubric = Rubric.objects.create(name="评分细则")
    aspect = RubricAspect.objects.create(rubric=rubric, name="事迹", sort_order=0)
    for number, (name, weight) in enumerate((("贡献", 6), ("影响", 4))):
        RubricCriterion.objects.create(
            aspect=aspect, name=name, weight=weight, most=Decimal(10), sort_order=number
        )
    for number, (kind, starts, ends) in enumerate(STAGES):
        stage = Stage.objects.create(
            campaign=campaign,
            kind=kind,
            starts_at=starts.replace(year=YEAR - 1),
            ends_at=ends.replace(year=YEAR - 1),
            sort_order=number,
        )
        if kind == StageKind.FINAL_ROUND:
            ScoringRound.objects.create(
                stage=stage,
                rubric=rubric,
                aggregation="trimmed",
                dropped=1,
                least_scores=5,
                tie_rules=["weightiest", "mean", "panel"],
            )
    CampaignPageFactory(parent=index, campaign=campaign)
    return campaign


@pytest.fixture
def officer(transactional_db):
    user = get_user_model().objects.create_user("officer", password=PASSWORD)
    user.groups.add(rights.office())
    return user


def logged_in(site: str) -> Visitor:
    visitor = Visitor(site, "198.51.100.9")
    visitor.open("/admin/login/")
    visitor.press(username="officer", password=PASSWORD)
    return visitor


def nominate(site: str, number: int, name: str, campaign: Campaign) -> tuple[Visitor, str, str]:
    """One nomination page by page; gives the visitor, the receipt and the telephone number."""
    visitor = Visitor(site, f"198.51.100.{number + 20}")
    title = campaign.titles.get()
    visitor.open(reverse("nominate_title", args=[campaign.slug, title.pk]))
    visitor.press(form="main form", by="other", consent=True)
    visitor.press(
        form="main form",
        nominee_name=name,
        gender="male",
        birth="1962年10月",
        service="1980年至1984年在陆军服役",
        nominee_phone=f"1370013{FINALISTS.index(name) if name in FINALISTS else 0:04d}",
    )
    visitor.press(form="main form", deeds=DEEDS)
    visitor.press(form="main form")
    visitor.press(
        form="main form",
        contact_name="推荐人",
        phone=f"1380013{number:04d}",
        relation="邻居",
        nominee_consent="given",
    )
    visitor.press(form="main form", altcha=visitor.solve("nomination"), true=True)
    assert visitor.path.endswith("/receipt/")
    return visitor, visitor.path.split("/")[2], f"1380013{number:04d}"


def handed_in_as_table(officer: Visitor, campaign: Campaign, names: list[str]) -> None:
    """An organisation's table of many nominations, looked at and taken in."""
    title = campaign.titles.get()
    filled = {
        "nominee_name": "",
        "gender": "男",
        "birth": "1971年5月",
        "service": "1990年至1993年在陆军服役",
        "deeds": DEEDS,
        "contact_name": "王科长",
        "phone": "13900130000",
        "nominee_consent": "是",
    }
    labels = {column.field: column.label for column in tables.columns_of(title)}
    filled = {labels[name]: text for name, text in filled.items()}
    rows = [{**filled, labels["nominee_name"]: name} for name in names]
    file = io.BytesIO()
    write_xlsx(file, list(labels.values()), rows)
    file.seek(0)
    file.name = "推荐汇总表.xlsx"
    officer.open(reverse("nominating:batches"))
    officer.press(
        form="form[enctype]",
        title=str(title.pk),
        organisation_name="某县退役军人事务局",
        file=file,
        consent=True,
    )
    officer.press(form="form[action$='take-in/']")


def merge_all(office: Visitor) -> None:
    """Every pair there is is one nominee: the one nominated first stands."""
    office.open(reverse("screening:pairs"))
    pairs = office.links(r"/pairs/\d+/$")
    assert len(pairs) == 12
    for pair in pairs:
        office.open(pair)
        office.press("answer=first", form="main form[method='post']")


def screen(office: Visitor, site: str, given: dict) -> None:
    """Finalists pass, two of them after a correction; nobody else does."""
    alive = Candidacy.objects.filter(state=CandidacyState.RECEIVED)
    for candidacy in alive.order_by("pk"):
        office.open(reverse("screening:candidacy", args=[candidacy.pk]))
        step = "form[action$='/steps/{}/']".format
        office.press(form=step("start"))
        if candidacy.nominee_name not in FINALISTS:
            office.press(form=step("refuse"), reason="不符合推荐条件")
            continue
        if candidacy.nominee_name in CORRECTED:
            office.press(form=step("correction"), asked="请补充服役经历", due_on="2027-03-20")
            visitor, receipt, phone = given[candidacy.nominee_name]
            visitor.open("/follow/")
            assert "请补充服役经历" in visitor.press(form="main form", receipt=receipt, phone=phone)
            visitor.press(form="form[action*='/answer/']", text="1980年至1984年在某部服役。")
            office.open(reverse("screening:candidacy", args=[candidacy.pk]))
        office.press(form=step("pass"), status=400)
        candidacy.refresh_from_db()
        assert candidacy.state == CandidacyState.SCREENING
        fit, unfit = EligibilityItem.objects.filter(title=candidacy.title).order_by("sort_order")
        found = {f"met__{fit.pk}": "yes", f"met__{unfit.pk}": "no"}
        office.press(form=step("findings"), **found)
        office.press(form=step("pass"))


def appoint(office: Visitor, site: str, campaign: Campaign) -> list[Visitor]:
    """Nine judges take up their invitation and are all given all finalists."""
    judges = []
    for number in range(JUDGES):
        office.open(reverse("judging:judges", args=[campaign.pk]))
        office.press(form="main form:not([action])", name=f"评委{number + 1}")
        [link] = re.findall(r"/judging/invitation/[^/\s\"<]+/", str(office.browser.page))
        judge = Visitor(site, f"203.0.113.{number + 1}")
        judge.open(link)
        judge.press(form="main form", username=f"judge{number}", password=PASSWORD, again=PASSWORD)
        judges.append(judge)
    scoring = ScoringRound.objects.get(stage__campaign=campaign)
    office.open(reverse("judging:round", args=[scoring.pk]))
    office.press(
        form="form[action$='/assign/']",
        hand__judges=[str(key) for key in campaign.judges.values_list("pk", flat=True)],
        hand__candidacies=[
            str(key)
            for key in campaign.candidacies.filter(state="eligible").values_list("pk", flat=True)
        ],
    )
    assert Assignment.objects.count() == JUDGES * len(FINALISTS)
    return judges


def score(judges: list[Visitor], campaign: Campaign) -> None:
    """Every judge declares, scores as the table says, or steps back."""
    heavy, light = RubricCriterion.objects.filter(
        aspect__rubric__rounds__stage__campaign=campaign
    ).order_by("-weight")
    scores = {name: cells.split() for name, cells, _figure in BY_HAND}
    for number, judge in enumerate(judges):
        judge.open(reverse("judging_home"))
        for path in judge.links(r"^/judging/\d+/$"):
            judge.open(path)
            given = Assignment.objects.select_related("candidacy").get(pk=judge.number(r"(\d+)/$"))
            cell = scores[given.candidacy.nominee_name][number]
            if cell == "--":
                judge.press(form="form[action$='/recuse/']", reason="曾在同一单位工作")
                continue
            judge.press(form="form[action$='/declare/']")
            judge.press(
                form="form[data-sheet]",
                **{f"score__{heavy.pk}": cell[0], f"score__{light.pk}": cell[1]},
            )


def result_of(office: Visitor, campaign: Campaign) -> RoundResult:
    """Compute and apply the result of the round; the table by hand says what it must be."""
    scoring = ScoringRound.objects.get(stage__campaign=campaign)
    office.open(reverse("judging:round", args=[scoring.pk]))
    office.open(reverse("judging:result", args=[scoring.pk]))
    office.press(form="form[action$='/result/']")
    result = RoundResult.objects.get()
    names = dict(campaign.candidacies.values_list("pk", "nominee_name"))
    [contest] = result.data["contests"]
    found = [(names[row["candidacy"]], Decimal(row["figure"])) for row in contest["rows"]]
    assert found == [(name, Decimal(figure)) for name, _scores, figure in BY_HAND]
    assert [row["rank"] for row in contest["rows"]] == list(range(1, 15))
    assert contest["rows"][9]["decided_by"] == "weightiest"
    office.press(form="form[action$='/apply/']", sure=True)
    return result


def put_on_notice(office: Visitor, campaign: Campaign, starts_on: str) -> PublicNotice:
    """Draft a notice of all who are proposed, and publish it."""
    office.open(reverse("honour_notices:add", args=[campaign.pk]))
    office.press(form="main form", starts_on=starts_on)
    office.press(form="form[action$='/publish/']")
    return PublicNotice.objects.latest("pk")


def object_to(site: str, notice: PublicNotice, name: str) -> str:
    """A citizen objects by name; gives the receipt."""
    citizen = Visitor(site, "192.0.2.7")
    assert name in citizen.open(reverse("public_notice", args=[notice.pk]))
    citizen.open(reverse("object_to", args=[notice.pk]))
    about = Candidacy.objects.exclude(state="merged").get(nominee_name=name)
    citizen.press(
        form="main form",
        about=str(about.pk),
        statement="事迹中的造林面积与村委会的账不符，请核实。",
        naming="named",
        name="张先生",
        phone="13700137000",
        consent=True,
        altcha=citizen.solve("objection"),
    )
    assert citizen.path.endswith("/receipt/")
    return citizen.path.split("/")[2]


@pytest.mark.django_db(transaction=True)
def test_one_whole_campaign(live_server, settings, last_year, officer, rebuilt):
    settings.TRUSTED_PROXIES = ["127.0.0.1/32"]
    site = live_server.url
    with time_machine.travel(at(1, 10)) as clock:
        office = logged_in(site)
        office.open(reverse("honour_campaigns:clone", args=[last_year.pk]))
        office.press(form="main form", year=str(YEAR), title="")
        campaign = Campaign.objects.get(year=YEAR)
        assert campaign.title == f"{YEAR}年最美退役军人"
        assert [(s.kind, s.starts_at) for s in campaign.stages.order_by("sort_order")] == [
            (kind, starts) for kind, starts, _ends in STAGES
        ]

        office.open(reverse("honour_campaigns:overview", args=[campaign.pk]))
        office.press(form="form[action$='/page/']", section=str(HonoursIndexPage.objects.get().pk))
        office.press("action-publish", form="#page-edit-form", body__count="0", credits__count="0")
        assert campaign.page.live

        clock.move_to(at(3, 2))
        given = {}
        for number, name in enumerate([*FINALISTS, *AGAIN]):
            given[name] = nominate(site, number, name, campaign)
        office = logged_in(site)
        handed_in_as_table(office, campaign, OTHERS)
        assert Nomination.objects.count() == 60

        clock.move_to(at(3, 11))
        office = logged_in(site)
        merge_all(office)
        living = Candidacy.objects.exclude(state=CandidacyState.MERGED)
        assert living.count() == 48
        counts = {c.nominee_name: c.nominations.count() for c in living}
        assert counts == dict.fromkeys(OTHERS, 1) | {
            name: 2 if name in FINALISTS[:12] else 1 for name in FINALISTS
        }
        screen(office, site, given)
        states = living.values_list("state", flat=True)
        assert sorted(states) == ["eligible"] * 14 + ["ineligible"] * 34

        clock.move_to(at(3, 27))
        office = logged_in(site)
        judges = appoint(office, site, campaign)
        score(judges, campaign)
        clock.move_to(at(4, 6, 10))
        office = logged_in(site)
        result = result_of(office, campaign)
        assert living.filter(state="proposed").count() == QUOTA

        # Five working days from Wednesday the 7th: the last is Tuesday the 13th.
        notice = put_on_notice(office, campaign, "2027-04-07")
        assert str(notice.ends_on) == "2027-04-13"
        assert notice.digest
        clock.move_to(at(4, 8))
        receipt = object_to(site, notice, OBJECTED)
        office = logged_in(site)
        office.open(reverse("honour_notices:decision", args=[campaign.pk]))
        objection = Objection.objects.get(receipt=receipt)
        office.open(reverse("rongguang_intake_record", args=["objection", objection.pk]))
        office.press("to=upheld", form="form[action$='/move/']", answer="经核实，情况属实。")
        assert Candidacy.objects.get(nominee_name=OBJECTED, merged_into=None).state == "dropped"
        eleventh = Candidacy.objects.get(nominee_name="杨建设", merged_into=None)
        office.open(reverse("screening:candidacy", args=[eleventh.pk]))
        office.press(form="form[action$='/steps/propose/']", reason="异议成立，按名次递补")
        clock.move_to(at(4, 14))
        office = logged_in(site)
        second = put_on_notice(office, campaign, "2027-04-14")
        assert str(second.ends_on) == "2027-04-20"
        clock.move_to(at(4, 21))
        office = logged_in(site)
        office.open(reverse("honour_notices:decision", args=[campaign.pk]))
        office.press(form="main form")
        honoured = living.filter(state="honoured").values_list("nominee_name", flat=True)
        chosen = [name for name in FINALISTS[:11] if name != OBJECTED]
        assert sorted(honoured) == sorted(chosen)

        office.open(reverse("showcase:announce", args=[campaign.pk]))
        office.press(form="main form")
        assert Honouree.objects.count() == StoryPage.objects.count() == QUOTA
        for story in StoryPage.objects.all():
            story.save_revision().publish()
        office.open(f"{reverse('showcase:list')}?campaign={campaign.pk}")
        office.press(
            form="form[action$='/show/']",
            honouree=[str(key) for key in Honouree.objects.values_list("pk", flat=True)],
        )
        anyone = Visitor(site, "192.0.2.8")
        wall = anyone.open(reverse("showcase_year", args=[YEAR]))
        assert [name for name in FINALISTS if name in wall] == chosen
        rebuilt()
        for name in chosen:
            found = anyone.browser.session.get(f"{site}/api/search", params={"q": name}).json()
            kinds = [hit["kind"] for hit in found["hits"] if name in hit["title"]]
            assert kinds == ["story"], name

    assert list(logbook.verify(campaign)) == []
    call_command("verify_campaign", campaign.slug)
    assert result.digest in str(campaign.log.get(action="result_applied").data)
