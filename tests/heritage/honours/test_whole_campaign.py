"""One whole campaign over real HTTP: from the call to the showcase, counted by hand."""

from __future__ import annotations

import datetime
import io
from decimal import Decimal

import pytest
import time_machine
from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils import timezone

from cms.core.tables import write_xlsx
from heritage.honours import logbook, rights
from heritage.honours.enums import CandidacyState, StageKind
from heritage.honours.models import (
    Campaign,
    CampaignTitle,
    Candidacy,
    EligibilityItem,
    HonoursIndexPage,
    Honouree,
    Nomination,
    Rubric,
    RubricAspect,
    RubricCriterion,
    ScoringRound,
    Stage,
)
from heritage.honours.nominating import batch
from heritage.stories.models import StoryPage
from search.asking.domain import ask
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


def nominate(site: str, number: int, name: str, campaign: Campaign) -> tuple[Visitor, str]:
    """One nomination page by page; gives the visitor and the receipt number."""
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
    return visitor, visitor.path.split("/")[2]


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
    columns = batch.columns_of(title)
    file = io.BytesIO()
    rows = [[{**filled, "nominee_name": name}.get(c.field, "") for c in columns] for name in names]
    write_xlsx(file, [column.label for column in columns], rows)
    file.seek(0)
    file.name = "推荐汇总表.xlsx"
    officer.open(reverse("nominating:batches"))
    officer.press(
        form="form[enctype]", title=str(title.pk), organisation_name="某县退役军人事务局", file=file
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
            visitor, receipt = given[candidacy.nominee_name]
            text = visitor.open(f"/follow/{receipt}/")
            assert "请补充服役经历" in text
            visitor.press(form="form[action*='/answer/']", answer="1980年至1984年在某部服役。")
            office.open(reverse("screening:candidacy", args=[candidacy.pk]))
        office.press(form=step("pass"), status=400)
        candidacy.refresh_from_db()
        assert candidacy.state == CandidacyState.SCREENING
        fit, unfit = EligibilityItem.objects.filter(title=candidacy.title).order_by("sort_order")
        found = {f"met__{fit.pk}": "yes", f"met__{unfit.pk}": "no"}
        office.press(form=step("findings"), **found)
        office.press(form=step("pass"))


@pytest.mark.django_db(transaction=True)
def test_one_whole_campaign(live_server, settings, last_year, officer, index):
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
        assert counts == {name: 1 for name in OTHERS} | {
            name: 2 if name in FINALISTS[:12] else 1 for name in FINALISTS
        }
        screen(office, site, given)
        states = living.values_list("state", flat=True)
        assert sorted(states) == ["eligible"] * 14 + ["ineligible"] * 34
