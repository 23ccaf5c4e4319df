"""Every address of the selection, as each role: nobody gets what is not theirs, by no way.

All that is secret bears the key 77, so one walk over all addresses with that
key asks for all of it, by GET and by POST. The office finds every secret by
the same walk, so that silence proves something.
"""

from __future__ import annotations

import datetime
import io
import re
from collections.abc import Iterator

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone
from pypdf import PdfReader

from cms.core.intake import sessions, store
from cms.core.intake.models import Draft, Evidence
from heritage.honours import rights
from heritage.honours.enums import StageKind
from heritage.honours.models import (
    Assignment,
    BatchUpload,
    Candidacy,
    Correction,
    DepartmentOpinion,
    EligibilityFinding,
    EligibilityItem,
    Honouree,
    Judge,
    NegativeEntry,
    Nomination,
    Objection,
    OnSiteCheck,
    PublicNotice,
    Recommendation,
    RegionOfficer,
)
from heritage.people.models import Place
from tests.factories import UserFactory
from tests.factories.honours import (
    CampaignPageFactory,
    CandidacyFactory,
    HonoursIndexPageFactory,
    NominationFactory,
    a_campaign,
    a_round,
)

KEY = 77
# What only the office, and in part officers of the region and the judge of the file, may read.
NOMINEE = {"nominee": "藏名赵甲", "deeds": "藏事修渠引水"}
OFFICE_ONLY = {
    "nominator": "藏人钱乙",
    "phone": "13755550077",
    "nominee_phone": "13766660077",
    "relation": "藏缘表亲",
    "correction": "藏补退伍证",
    "finding": "藏查学历",
    "visit": "藏访邻里",
    "opinion": "藏见税务",
    "recommendation": "藏荐首位",
    "negative": "藏负行政处罚",
    "judge_note": "藏评过高",
    "objection": "藏异账目不符",
    "notice": "藏示草稿",
    "citation": "藏颁奖词",
    "file": "藏件照片",
    "bytes": "HIDDEN-BYTES",
    "table": "藏表单位",
}
SECRETS = NOMINEE | OFFICE_ONLY
# Read only after an unmasking or a download that is logged, each with its form: not by a walk.
NOT_BY_WALKING = {"phone", "nominee_phone", "nominator", "relation", "bytes", "objection", "file"}
PARTS = (
    "heritage.honours",
    "cms.core.intake",
    "search.",
    "heritage.people.views",
    "heritage.people.record_views",
    "wagtail.api",
    "wagtail.admin.views.reports",
)
# Wagtail's decorator hides whose view it is about; these begin the addresses of such views.
HIDDEN = "wagtail.admin.auth"
OURS = tuple(
    f"/admin/{name}/"
    for name in ("candidacies", "honourees", "honours", "intake", "judging", "nominations")
)


@pytest.fixture
def region(db) -> Place:
    return Place.objects.create(name="某县", slug="mou-xian")


@pytest.fixture
def secret(home, region, settings) -> Candidacy:
    """A campaign in which everything that can be kept of a candidacy is kept, and not shown."""
    index = HonoursIndexPageFactory(parent=home)
    campaign = a_campaign(StageKind.SCREENING, StageKind.FIRST_ROUND, slug="hidden", pk=KEY)
    CampaignPageFactory(parent=index, campaign=campaign)
    title = campaign.titles.get()
    office = UserFactory()
    candidacy = CandidacyFactory(
        pk=KEY,
        title=title,
        place=region,
        state="screening",
        nominee_name=NOMINEE["nominee"],
        deeds=NOMINEE["deeds"],
        nominee_phone=OFFICE_ONLY["nominee_phone"],
    )
    nomination = NominationFactory(
        pk=KEY,
        title=title,
        candidacy=candidacy,
        place=region,
        state="correcting",
        nominee_name=NOMINEE["nominee"],
        deeds=NOMINEE["deeds"],
        contact_name=OFFICE_ONLY["nominator"],
        contact_phone=OFFICE_ONLY["phone"],
        relation=OFFICE_ONLY["relation"],
    )
    now = timezone.now()
    due = now + datetime.timedelta(days=2)
    Correction.objects.create(
        pk=KEY, nomination=nomination, asked=OFFICE_ONLY["correction"], due_at=due
    )
    item = EligibilityItem.objects.create(title=title, text="退役军人")
    EligibilityFinding.objects.create(
        candidacy=candidacy, item=item, is_met=True, note=OFFICE_ONLY["finding"]
    )
    OnSiteCheck.objects.create(
        pk=KEY,
        candidacy=candidacy,
        on=now.date(),
        visitors="两人",
        findings=OFFICE_ONLY["visit"],
        opinion="agrees",
        file=ContentFile(OFFICE_ONLY["bytes"].encode(), name="visit.pdf"),
    )
    DepartmentOpinion.objects.create(
        candidacy=candidacy, department="税务局", opinion="agrees", text=OFFICE_ONLY["opinion"]
    )
    Recommendation.objects.create(
        pk=KEY, candidacy=candidacy, place=region, rank=1, opinion=OFFICE_ONLY["recommendation"]
    )
    NegativeEntry.objects.create(pk=KEY, name="某人", reason=OFFICE_ONLY["negative"])
    scoring = a_round(campaign)
    judge = Judge.objects.create(pk=KEY, campaign=campaign, name="评委甲", user=UserFactory())
    Assignment.objects.create(
        pk=KEY,
        round=scoring,
        candidacy=candidacy,
        judge=judge,
        state="submitted",
        note=OFFICE_ONLY["judge_note"],
        submitted_at=now,
    )
    notice = PublicNotice.objects.create(
        pk=KEY,
        campaign=campaign,
        title=OFFICE_ONLY["notice"],
        starts_on=now.date(),
        supervision_phone="1",
        supervision_address="1",
    )
    Objection.objects.create(
        pk=KEY, notice=notice, candidacy=candidacy, statement=OFFICE_ONLY["objection"]
    )
    Honouree.objects.create(
        pk=KEY,
        campaign=campaign,
        year=2026,
        title_name="最美退役军人",
        name=NOMINEE["nominee"],
        slug="hidden",
        citation=OFFICE_ONLY["citation"],
    )
    Evidence.objects.create(
        pk=KEY,
        record=nomination,
        name=OFFICE_ONLY["file"],
        stored_name="hiddenevidence",
        mime="application/pdf",
        size=12,
        sha256="0" * 64,
    )
    path = store.path_of("hiddenevidence")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(OFFICE_ONLY["bytes"].encode())
    BatchUpload.objects.create(
        pk=KEY,
        title=title,
        organisation_name=OFFICE_ONLY["table"],
        file=ContentFile(OFFICE_ONLY["bytes"].encode(), name="t.csv"),
        file_name="t.csv",
        by=office,
    )
    return candidacy


def addresses(receipt: str) -> Iterator[str]:
    """Every address of the parts with the secret's keys filled in."""
    fill = {
        "receipt": receipt,
        "slug": "hidden",
        "kind": "nomination",
        "token": "x" * 43,
        "year": "2026",
        "document": "certificate",
    }

    def walk(patterns, before: str) -> Iterator[str]:
        for entry in patterns:
            route = before + str(entry.pattern)
            if isinstance(entry, URLResolver):
                yield from walk(entry.url_patterns, route)
            elif isinstance(entry, URLPattern) and _is_asked(entry, route):
                yield route

    for route in walk(get_resolver().url_patterns, "/"):
        if "(?P" in route or "^" in route:
            continue
        names = re.findall(r"<(?:(\w+):)?(\w+)>", route)
        kinds = ("nomination", "objection") if any(n == "name" for _c, n in names) else ("",)
        for kind in kinds:
            path = route
            for converter, name in names:
                value = kind if name == "name" else fill.get(name, str(KEY))
                if name == "kind" and "<str:kind>" in route and "document" in route:
                    value = "pdf"
                if converter == "slug" and name == "name":
                    value = kind
                path = re.sub(rf"<(?:\w+:)?{name}>", value, path, count=1)
            yield path
    yield from (f"/search/?q={word}" for word in SECRETS.values())
    yield from (f"/api/search?q={word}" for word in SECRETS.values())
    yield from (f"/honoured/?q={NOMINEE['nominee']}", "/admin/candidacies/?q=" + NOMINEE["nominee"])


def _is_asked(entry: URLPattern, route: str) -> bool:
    view = getattr(entry.callback, "view_class", None) or entry.callback
    while hasattr(view, "__wrapped__"):
        view = view.__wrapped__
    module = str(view.__module__)
    return module.startswith(PARTS) or (module == HIDDEN and route.startswith(OURS))


def read(response) -> str:
    content = b"".join(response.streaming_content) if response.streaming else response.content
    if (
        response.headers.get("Content-Type", "").startswith("application/pdf")
        and content[:4] == b"%PDF"
    ):
        pages = PdfReader(io.BytesIO(content)).pages
        return re.sub(r"\s", "", "".join(page.extract_text() for page in pages))
    return content.decode("utf-8", "replace")


def found_by(client: Client, receipt: str) -> set[str]:
    """Which secrets a walk over every address gives, by GET and by POST."""
    found = set()
    for address in addresses(receipt):
        for method in ("get", "post"):
            if method == "post" and ("login" in address or "logout" in address):
                continue
            data = {"reason": "核实情况需要"} if method == "post" else None
            response = getattr(client, method)(address, data)
            assert response.status_code < 500, address
            # What was asked for is repeated on the page.
            said = read(response).replace(_asked_for(address), "")
            found |= {name for name, text in SECRETS.items() if text in said}
    return found


def _asked_for(address: str) -> str:
    return address.partition("q=")[2] or "\0"


def a_user(*groups, **fields):
    user = UserFactory(**fields)
    user.groups.add(*groups)
    return user


def logged_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def walked(secret) -> str:
    return secret.nominations.get().receipt


def test_the_office_finds_it_all(walked):
    client = logged_in(a_user(rights.office()))
    found = set()
    for address in addresses(walked):
        response = client.get(address)
        assert response.status_code < 500, address
        said = read(response)
        found |= {name for name, text in SECRETS.items() if text in said}
    assert found >= set(SECRETS) - NOT_BY_WALKING


def test_a_visitor_finds_nothing(walked, secret):
    assert found_by(Client(), walked) == set()
    assert_untouched(secret)


def test_an_officer_of_another_region_finds_nothing(walked, secret):
    elsewhere = Place.objects.create(name="邻县", slug="lin-xian")
    officer = a_user(rights.region_officers())
    RegionOfficer.objects.create(user=officer, place=elsewhere)
    assert found_by(logged_in(officer), walked) == set()
    assert_untouched(secret)


def test_a_judge_of_another_file_finds_nothing(walked, secret):
    judge = Judge.objects.create(
        campaign=secret.campaign, name="评委乙", user=a_user(rights.judges())
    )
    other = CandidacyFactory(title=secret.title)
    scoring = secret.assignments.get().round
    Assignment.objects.create(round=scoring, candidacy=other, judge=judge, state="declared")
    assert found_by(logged_in(judge.user), walked) == set()
    assert_untouched(secret)


def test_the_judge_of_the_file_reads_the_nominee_and_no_more(walked, secret):
    judge = Judge.objects.create(
        campaign=secret.campaign, name="评委丙", user=a_user(rights.judges())
    )
    # The sheet with the key of the walk becomes this judge's; the other's keeps its note.
    others = secret.assignments.get()
    others.delete()
    others.pk = KEY + 1
    others.save(force_insert=True)
    Assignment.objects.create(
        pk=KEY, round=others.round, candidacy=secret, judge=judge, state="declared"
    )
    Candidacy.objects.filter(pk=KEY).update(state="eligible")
    found = found_by(logged_in(judge.user), walked)
    assert found <= set(NOMINEE) | {"bytes"}
    assert set(NOMINEE) <= found


def test_a_nominator_with_somebody_elses_receipt_finds_nothing(walked, secret, rf):
    other = NominationFactory(title=secret.title, candidacy=CandidacyFactory(title=secret.title))
    client = Client()
    client.get("/follow/")
    request = rf.get("/")
    request.session = client.session
    sessions.grant(request, other)
    request.session.save()
    client.cookies["sessionid"] = request.session.session_key
    assert client.get(f"/follow/{other.receipt}/").status_code == 200
    assert found_by(client, walked) == set()
    assert_untouched(secret)


def assert_untouched(secret: Candidacy) -> None:
    """No POST of the walk did anything to what is secret."""
    now = Candidacy.objects.get(pk=secret.pk)
    assert (now.state, now.version) == ("screening", secret.version)
    assert Nomination.objects.get(pk=KEY).state == "correcting"
    assert PublicNotice.objects.get(pk=KEY).state == "draft"
    assert Honouree.objects.get(pk=KEY).is_shown is False
    assert Draft.objects.count() == 0
