"""Nominating as the public does it, page by page, and what comes of it."""

from __future__ import annotations

import json

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cms.core.intake.models import Draft, NoticeLog, PrivacyNotice
from cms.core.intake.receipts import grouped
from heritage.honours.enums import CandidacyState, StageKind
from heritage.honours.models import Candidacy, CandidacyPair, Nomination
from tests.cms.core.intake.files import docx, pdf, picture, upload
from tests.factories.honours import DAY, a_rubric
from tests.heritage.honours.nominating.conftest import sending
from tests.heritage.honours.nominating.filling import DEEDS, NOMINATOR, PERSON
from tests.markup import soup

pytestmark = pytest.mark.django_db


def test_from_the_title_to_the_receipt(client, campaign, title, begun, filled, town):
    response = client.get(reverse("nominate", args=[campaign.slug]))
    assert response["Location"] == reverse("nominate_title", args=[campaign.slug, title.pk])
    page = soup(client.get(response["Location"]))
    assert "500" in page.select_one(".nominate-needed").get_text()
    assert page.select_one(".privacy h2") is not None
    refused = client.post(response["Location"], {"by": "self"})
    assert (refused.status_code, Draft.objects.count()) == (400, 0)

    base = filled()
    checked = soup(client.get(f"{base}check/"))
    assert "1941年" not in checked.get_text()
    assert "民国三十年" in checked.get_text()
    response = client.post(f"{base}check/", sending())
    made = Nomination.objects.get()
    assert response["Location"] == f"/follow/{made.receipt}/receipt/"
    assert (made.nominee_name, str(made.birth), made.place) == ("王建国", "1941", town)
    assert (made.contact_name, made.relation, made.by) == ("李大爷", "邻居", "other")
    assert made.consent.notice == PrivacyNotice.objects.in_force(Nomination.kind)
    candidacy = Candidacy.objects.get()
    assert (candidacy, candidacy.state, candidacy.deeds) == (
        made.candidacy,
        CandidacyState.RECEIVED,
        DEEDS,
    )
    assert NoticeLog.objects.count() == 1
    receipt = soup(client.get(response["Location"]))
    assert grouped(made.receipt) in receipt.get_text()
    assert client.get(f"/follow/{made.receipt}/qr.svg").status_code == 200


def test_sent_twice_by_the_back_button_is_one(client, filled):
    base = filled()
    first = client.post(f"{base}check/", sending())
    again = client.post(f"{base}check/", sending())
    assert again["Location"] == first["Location"]
    assert client.get(f"{base}deeds/")["Location"] == first["Location"]
    # An answer that got lost: the browser has no session of it yet.
    lost = Client().post(f"{base}check/", sending())
    assert lost["Location"] == first["Location"]
    assert (Nomination.objects.count(), Candidacy.objects.count()) == (1, 1)
    assert Draft.objects.get().answers == {"sent": Nomination.objects.get().receipt}


def test_what_is_wrong_is_said_beside_the_field_and_nothing_is_lost(client, begun):
    base = begun()
    response = client.post(f"{base}deeds/", {"deeds": "太短。", "version": "1"})
    page = soup(response)
    assert response.status_code == 400
    assert page.select_one("#id_deeds").get_text(strip=True) == "太短。"
    assert page.select_one(".field .errorlist") is not None
    assert Draft.objects.get().answers["deeds"] == "太短。"
    # What is missing on other pages is said before it is sent.
    checked = client.post(f"{base}check/", sending())
    assert (checked.status_code, Nomination.objects.count()) == (400, 0)
    assert len(soup(checked).select(".nominate-section .errorlist")) == 3


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("𠮷田㛃", "𠮷田㛃"),
        ("买买提•依明", "买买提·依明"),
        ("王\u202e建国\u200f", "王建国"),
        ("王建国😀", None),
        ("王\u200d建国", None),
        ("——", None),
    ],
)
def test_names(client, begun, town, typed, kept):
    base = begun()
    answers = {**PERSON, "nominee_name": typed, "place": str(town.pk), "version": "1"}
    response = client.post(f"{base}nominee/", answers)
    if kept is None:
        assert response.status_code == 400
        assert soup(response).select_one("#id_nominee_name")["aria-invalid"] == "true"
        return
    assert response.status_code == 302
    client.post(f"{base}deeds/", {"deeds": DEEDS, "version": "2"})
    client.post(f"{base}nominator/", {**NOMINATOR, "version": "3"})
    client.post(f"{base}check/", sending())
    assert Nomination.objects.get().nominee_name == kept


@pytest.mark.parametrize("typed", ["三十年", "2099", "1799", "昨天那个"])
def test_dates_that_cannot_be(client, begun, town, typed):
    answers = {**PERSON, "birth": typed, "place": str(town.pk), "version": "1"}
    response = client.post(f"{begun()}nominee/", answers)
    assert response.status_code == 400
    assert soup(response).select_one("#id_birth")["value"] == typed


def test_an_identity_number_is_not_taken(client, begun):
    response = client.post(
        f"{begun()}deeds/", {"deeds": DEEDS + "身份证11010519491231002X", "version": "1"}
    )
    assert response.status_code == 400
    assert soup(response).select_one("#id_deeds")["aria-invalid"] == "true"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.docm", docx()),
        ("a.docx", docx(word__vbaProject_dot_bin=b"macro")),
        ("a.jpg", picture(comment=pdf())),
        ("a.pdf", pdf(b"<</S/JavaScript>>")),
    ],
)
def test_files_that_act_are_refused_and_the_rest_kept(client, begun, name, content):
    base = begun()
    files = [upload("好.png", picture("PNG")), upload(name, content)]
    response = client.post(f"{base}material/", {"files": files, "links": "", "version": "1"})
    page = soup(response)
    assert response.status_code == 400
    assert name in page.select_one("[data-files] .errorlist").get_text()
    assert [each.name for each in Draft.objects.get().evidence.all()] == ["好.png"]
    key = page.select_one("[data-file-list] button")["value"]
    client.post(f"{base}material/", {"remove_file": key, "version": "2"})
    assert Draft.objects.get().evidence.count() == 0


def test_saved_by_a_script(client, begun):
    base, headers = begun(), {"accept": "application/json"}
    saved = client.post(
        f"{base}deeds/", {"deeds": "半篇", "version": "1", "page": "a"}, headers=headers
    )
    assert json.loads(saved.content) == {"version": 2, "next": None, "faults": []}
    # Its answer got lost: the page still thinks it is at the first version.
    again = client.post(
        f"{base}deeds/", {"deeds": DEEDS, "version": "1", "page": "a"}, headers=headers
    )
    assert json.loads(again.content) == {"version": 3, "next": f"{base}material/", "faults": []}
    other = client.post(
        f"{base}deeds/", {"deeds": "另一篇", "version": "1", "page": "b"}, headers=headers
    )
    assert other.status_code == 409
    shown = client.post(f"{base}deeds/", {"deeds": "另一篇", "version": "1", "page": "b"})
    assert (shown.status_code, soup(shown).select_one("#id_deeds").get_text(strip=True)) == (
        409,
        "另一篇",
    )
    files = {"files": [upload("a.png", picture("PNG"))], "version": "3", "page": "c"}
    sent = json.loads(client.post(f"{base}material/", files, headers=headers).content)
    assert [each["name"] for each in sent["files"]] == ["a.png"]


def test_going_on_by_link_and_by_number(client, filled):
    base = filled()
    kept = client.post(f"{base}nominator/", {**NOMINATOR, "version": "5", "later": "1"})
    number = soup(kept).select_one(".slip__number").get_text(strip=True)
    found = Client().post(
        reverse("intake_resume", args=[Nomination.kind]),
        {"receipt": number, "phone": NOMINATOR["phone"]},
    )
    assert found["Location"].endswith("/nominator/")
    page = soup(Client().get(found["Location"]))
    assert page.select_one("#id_contact_name")["value"] == "李大爷"
    # The old link no longer leads to it, and what is posted there is shown to be copied.
    gone = client.post(f"{base}deeds/", {"deeds": "还在写", "version": "6"})
    assert (gone.status_code, "还在写" in gone.content.decode()) == (410, True)


def test_after_the_call_nothing_is_taken(client, campaign, title, filled):
    base = filled()
    campaign.stages.filter(kind=StageKind.CALL).update(ends_at=timezone.now())
    assert client.get(reverse("nominate", args=[campaign.slug])).status_code == 200
    begin = reverse("nominate_title", args=[campaign.slug, title.pk])
    assert client.post(begin, {"by": "self", "consent": "on"}).status_code == 403
    assert client.post(f"{base}check/", sending()).status_code == 403
    assert Nomination.objects.count() == 0


def test_a_campaign_that_is_not_public_takes_nothing(client, campaign, title):
    campaign.page.unpublish()
    assert client.get(reverse("nominate", args=[campaign.slug])).status_code == 404
    assert client.get(reverse("nominate_title", args=[campaign.slug, title.pk])).status_code == 404


def test_passed_up_by_a_station_with_self_assessment(client, title, begun, town):
    title.self_rubric = a_rubric("1", "1")
    title.save()
    first, second = (each.pk for each in title.self_rubric.aspects.get().criteria.all())
    base = begun("level")
    pages = {
        "nominee": {**PERSON, "place": str(town.pk)},
        "deeds": {"deeds": DEEDS},
        "material": {"links": "https://example.org/v/1"},
        "assessment": {f"criterion-{first}": "9.5", f"criterion-{second}": "8"},
        "nominator": {
            **NOMINATOR,
            "organisation_name": "某镇退役军人服务站",
            "recommending_place": str(town.pk),
            "opinion": "事迹属实，同意推荐。",
            "rank": "1",
        },
    }
    for version, (name, answers) in enumerate(pages.items(), start=1):
        response = client.post(f"{base}{name}/", {**answers, "version": str(version)})
        assert response.status_code == 302, response.content.decode()
    client.post(f"{base}check/", sending())
    made = Nomination.objects.get()
    assert made.self_scores == {str(first): "9.5", str(second): "8"}
    assert (made.by, made.rank, made.recommending_place) == ("level", 1, town)
    answers = {f"criterion-{first}": "9.7", f"criterion-{second}": "11", "version": "1"}
    wrong = client.post(f"{begun()}assessment/", answers)
    assert len(soup(wrong).select(".field .errorlist")) == 2
    assert wrong.status_code == 400


def test_the_same_nominee_again_makes_a_pair_and_each_sees_their_own(client, sent):
    first = sent()
    other = Client()
    second = sent(client=other, nominator={"contact_name": "赵大娘", "phone": "13800130009"})
    assert CandidacyPair.objects.count() == 1
    assert first.candidacy_id != second.candidacy_id
    assert client.get(f"/follow/{second.receipt}/").status_code == 302
    text = soup(other.get(f"/follow/{second.receipt}/")).get_text()
    assert "李大爷" not in text and grouped(first.receipt) not in text


def test_following_files_and_withdrawal(client, campaign, sent):
    made = sent()
    status = f"/follow/{made.receipt}/"
    page = soup(client.get(status))
    assert len(page.select(".nominate-stages li[aria-current]")) == 2
    files = reverse("nomination_files", args=[made.receipt])
    assert client.post(files, {}).status_code == 400
    assert client.post(files, {"files": [upload("a.docm", docx())]}).status_code == 400
    assert client.post(files, {"files": [upload("a.pdf", pdf())]}).status_code == 302
    assert made.evidence.count() == 1
    assert Client().post(files, {"files": [upload("b.pdf", pdf())]}).status_code == 302
    assert made.evidence.count() == 1

    campaign.stages.filter(kind=StageKind.SCREENING).update(
        starts_at=timezone.now() - 2 * DAY, ends_at=timezone.now() - DAY
    )
    assert soup(client.get(status)).select_one(".withdraw") is None
    client.post(f"{status}withdraw/")
    made.refresh_from_db()
    assert made.state == "received"
    campaign.stages.filter(kind=StageKind.SCREENING).update(ends_at=timezone.now() + DAY)
    client.post(f"{status}withdraw/")
    made.refresh_from_db()
    assert (made.state, made.candidacy.state) == ("withdrawn", CandidacyState.WITHDRAWN)


@pytest.mark.parametrize("pk", ["0", "999999999999999999999", "-1", "x"])
def test_impossible_keys(client, campaign, sent, pk):
    made = sent()
    assert client.get(f"/nominate/{campaign.slug}/{pk}/").status_code == 404
    answer = f"/follow/{made.receipt}/answer/{pk}/"
    assert client.post(answer, {"text": "改好了"}).status_code == 404
