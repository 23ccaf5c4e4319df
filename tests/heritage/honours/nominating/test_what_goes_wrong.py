"""What nominators lose or are told when something goes wrong on the way: nothing, and in words."""

from __future__ import annotations

import datetime

import pytest
from django.core import signing
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cms.core.intake import checks
from cms.core.intake.models import Draft
from heritage.honours.enums import CandidacyState, StageKind
from heritage.honours.models import CampaignTitle, Nomination
from heritage.honours.screening import corrections
from tests.cms.core.intake.files import pdf, upload
from tests.factories.honours import DAY, a_rubric
from tests.heritage.honours.nominating.filling import NOMINATOR, PERSON
from tests.markup import soup

pytestmark = pytest.mark.django_db


def written(response) -> str:
    section = soup(response).select_one("section[aria-labelledby=typed-title]")
    return section.get_text() if section else ""


def test_the_call_ends_while_somebody_writes(client, campaign, filled):
    base = filled()
    campaign.stages.filter(kind=StageKind.CALL).update(ends_at=timezone.now())
    late = client.post(f"{base}deeds/", {"deeds": "最后一段还没写完", "version": "5"})
    assert late.status_code == 403
    assert "最后一段还没写完" in written(late)
    # What was kept before can still be read, to be taken to the office.
    assert "李大爷" in written(client.get(f"{base}nominee/"))


def test_the_page_is_taken_down_while_somebody_writes(client, campaign, filled):
    base = filled()
    campaign.page.unpublish()
    late = client.post(f"{base}deeds/", {"deeds": "还在写", "version": "5"})
    assert (late.status_code, "还在写" in written(late)) == (403, True)
    assert "结束" not in soup(late).select_one(".page-head").get_text()
    # Who has no draft of it learns nothing of a campaign that is not public.
    assert client.post(f"{base}x/", {}).status_code == 404
    strange = base.replace(base.split("/")[-2], "x" * 32)
    for method in (client.get, client.post):
        assert method(f"{strange}deeds/").status_code == 404


def test_the_title_is_taken_out_while_answers_are_kept(client, campaign, title, begun):
    base = begun()
    kept = client.post(f"{base}nominator/", {**NOMINATOR, "version": "1", "later": "1"})
    number = soup(kept).select_one(".slip__number").get_text(strip=True)
    CampaignTitle.objects.create(campaign=campaign, name="最美军嫂")
    title.delete()
    found = Client().post(
        reverse("intake_resume", args=[Nomination.kind]),
        {"receipt": number, "phone": NOMINATOR["phone"]},
    )
    assert found.status_code == 400
    assert len(soup(found).select(".form-errors li")) == 1


def test_a_page_left_open_for_hours_can_be_sent_without_scripts(client, filled, monkeypatch):
    base = filled()
    made = datetime.datetime.now().timestamp() - checks.WAIT_LIFE.total_seconds() - 60
    with monkeypatch.context() as past:
        past.setattr(signing.time, "time", lambda: made)
        old = checks.new_wait_token(Nomination.kind)
    refused = client.post(f"{base}check/", {"true": "on", "wait": old})
    given = soup(refused).select_one("input[name=wait]")["value"]
    assert refused.status_code == 400
    # With the old token it would be refused for ever; the new one asks for a few seconds only.
    with pytest.raises(checks.TooEarlyError):
        checks.waited(form=Nomination.kind, token=given)
    # What is too early goes on counting from the first showing.
    early = client.post(f"{base}check/", {"true": "on", "wait": given})
    assert soup(early).select_one("input[name=wait]")["value"] == given


def test_figures_of_ten_thousand_digits_are_refused(client, title, begun):
    title.self_rubric = a_rubric(*["1"] * 20)
    title.save()
    keys = title.self_rubric.aspects.get().criteria.values_list("pk", flat=True)
    answers = {f"criterion-{key}": "9" * 11_000 for key in keys}
    response = client.post(f"{begun()}assessment/", {**answers, "version": "1"})
    assert response.status_code == 400
    assert len(soup(response).select(".field .errorlist")) == 20


def test_a_text_that_just_fits_its_box_fits(client, begun, town):
    lines = "\r\n".join(["一等功"] * 500)
    counted = len(lines.replace("\r\n", "\n"))
    answers = {**PERSON, "place": str(town.pk), "honours": lines, "version": "1"}
    assert (counted, len(lines)) == (1999, 2498)
    response = client.post(f"{begun()}nominee/", answers)
    assert response.status_code == 302
    assert len(Draft.objects.get().answers["honours"]) == counted


def test_what_a_station_typed_comes_back_though_the_draft_is_gone(client, begun):
    base = begun("level")
    Draft.objects.all().delete()
    gone = client.post(f"{base}nominator/", {**NOMINATOR, "opinion": "事迹属实"})
    assert (gone.status_code, "事迹属实" in written(gone)) == (410, True)


def test_no_browser_fills_in_the_nominators_own_for_the_nominee(client, begun):
    base = begun()
    page = soup(client.get(f"{base}nominee/"))
    told = {name: page.select_one(f"#id_{name}")["autocomplete"] for name in ("nominee_phone",)}
    assert told == {"nominee_phone": "off"}
    page = soup(client.get(f"{base}nominator/"))
    names = ("contact_name", "phone", "email")
    assert [page.select_one(f"#id_{name}")["autocomplete"] for name in names] == [
        "name",
        "tel",
        "email",
    ]


def test_every_fault_leads_to_its_field(client, begun):
    page = soup(client.post(f"{begun()}nominee/", {"version": "1"}))
    links = [each["href"] for each in page.select(".form-errors a")]
    assert len(links) == 3
    assert [link for link in links if len(page.select(link)) != 1] == []


def test_going_to_another_page_keeps_what_was_typed(client, begun):
    base = begun()
    page = soup(client.get(f"{base}deeds/"))
    ways = page.select(".nominate-progress button[form=nominate-form]")
    assert [each["value"] for each in ways] == ["nominee", "material", "nominator", "check"]
    # Enter in a field presses the first button of the form: it goes on.
    assert "name" not in page.select("button[form=nominate-form], #nominate-form button")[0].attrs
    went = client.post(f"{base}deeds/", {"deeds": "半篇", "version": "1", "go": "nominator"})
    assert went["Location"] == f"{base}nominator/"
    assert Draft.objects.get().answers["deeds"] == "半篇"
    unknown = client.post(f"{base}deeds/", {"deeds": "半篇", "version": "2", "go": "elsewhere"})
    assert unknown.status_code == 400


def test_what_was_saved_elsewhere_is_told_in_words(client, begun, town):
    base = begun()
    client.post(f"{base}nominee/", {**PERSON, "place": str(town.pk), "version": "1", "page": "a"})
    late = client.post(f"{base}nominee/", {"nominee_name": "王建军", "version": "1", "page": "b"})
    told = [each.get_text(strip=True) for each in soup(late).select(".note--warning dd")]
    assert (late.status_code, {"男", "某镇"} <= set(told)) == (409, True)


@pytest.fixture
def asked(client, sent, office):
    """Somebody's nomination, of which the office asked something."""
    made = sent()
    made.candidacy.state = CandidacyState.SCREENING
    made.candidacy.save()
    corrections.ask_correction(
        nomination=made, asked="请补退伍证", due_at=timezone.now() + DAY, user=office
    )
    return made


def test_the_receipt_tells_when_stages_end_and_what_is_asked(client, asked):
    page = soup(client.get(f"/follow/{asked.receipt}/"))
    days = [each.get_text(strip=True) for each in page.select(".nominate-stages time")]
    assert "" not in days
    assert page.select_one("label[for=id_files]") is not None
    assert page.select_one("input#id_files[multiple]") is not None


def test_an_answer_sent_twice_is_one(client, asked):
    address = reverse("nomination_answer", args=[asked.receipt, asked.corrections.get().pk])

    def send(text: str):
        return client.post(address, {"text": text, "files": [upload("a.pdf", pdf())]})

    first, again = send("已补"), send("已补")
    assert (first.status_code, again.status_code) == (302, 302)
    assert asked.evidence.count() == 1
    other = send("另一个回答")
    assert (other.status_code, "另一个回答" in other.content.decode()) == (409, True)


def test_files_sent_twice_are_there_once(client, sent):
    made = sent()
    address = reverse("nomination_files", args=[made.receipt])
    for _twice in range(2):
        files = [upload("a.pdf", pdf()), upload("b.pdf", pdf())]
        assert client.post(address, {"files": files}).status_code == 302
    assert [each.name for each in made.evidence.all()] == ["a.pdf", "b.pdf"]
