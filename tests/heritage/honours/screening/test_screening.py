"""From the nomination to passing or not, as the office and an officer of the region do it."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from wagtail.log_actions import registry

from cms.core.intake.evidence import EvidenceLimits, add_evidence
from cms.core.intake.models import UnmaskLog
from heritage.honours import logbook
from heritage.honours.enums import CandidacyState, NominationState, StageKind
from heritage.honours.models import Candidacy, Correction, Honouree, NegativeEntry
from heritage.honours.screening import corrections, domain
from heritage.honours.screening.checklist import match_key
from heritage.honours.screening.pairing import look_for_pairs, say_different
from heritage.honours.standing import StageClosedError

pytestmark = pytest.mark.django_db


def step(client, candidacy: Candidacy, name: str, **sent):
    candidacy.refresh_from_db()
    data = {"seen": candidacy.version, **sent}
    return client.post(reverse("screening:step", args=[candidacy.pk, name]), data)


def findings(candidacy: Candidacy, *met: str) -> dict[str, str]:
    items = candidacy.title.eligibility_items.order_by("sort_order")
    return {f"met-{item.pk}": value for item, value in zip(items, met, strict=False)}


def test_a_candidacy_is_screened_corrected_and_passes(
    campaign, places, nominate, office, east_officer, enter, picture
):
    candidacy = nominate(nominee_name="陈志强", place=places["town"])
    other = nominate(nominee_name="陈志强", place=places["town"])
    nomination = candidacy.nominations.get()
    browser = enter(east_officer)
    page = browser.get(reverse("screening:candidacy", args=[candidacy.pk]))
    assert "陈志强" in page.content.decode()
    assert "李*爷" in page.content.decode()  # The nominator's name is masked,
    assert "李大爷" not in page.content.decode()
    assert "13800130001" not in page.content.decode()  # and so is the telephone.

    assert step(browser, candidacy, "start").status_code == 302
    answer = step(browser, candidacy, "findings", **findings(candidacy, "yes", "no"))
    assert answer.status_code == 302
    assert list(candidacy.findings.order_by("item").values_list("is_met", flat=True)) == [
        True,
        False,
    ]
    due = timezone.localdate() + datetime.timedelta(days=3)
    answer = step(
        browser,
        candidacy,
        "correction",
        nomination=nomination.pk,
        asked="请补充立功证书。",
        due_on=due.isoformat(),
    )
    assert answer.status_code == 302
    nomination.refresh_from_db()
    candidacy.refresh_from_db()
    assert candidacy.state == CandidacyState.CORRECTING
    assert nomination.state == NominationState.CORRECTING
    correction = corrections.open_corrections(nomination).get()
    assert timezone.localtime(correction.due_at).date() == due + datetime.timedelta(days=1)

    corrections.answer_correction(
        correction=correction, text="已补。", files=[picture()], address="192.0.2.1"
    )
    nomination.refresh_from_db()
    candidacy.refresh_from_db()
    assert candidacy.state == CandidacyState.SCREENING
    assert nomination.state == NominationState.RECEIVED
    assert nomination.evidence.count() == 1
    with pytest.raises(corrections.CorrectionClosedError):
        corrections.answer_correction(correction=correction, text="再补。", address="192.0.2.1")

    # An officer of a region does not decide; the office first decides about the double.
    assert step(browser, candidacy, "pass").url == reverse("wagtailadmin_home")
    candidacy.refresh_from_db()
    assert candidacy.state == CandidacyState.SCREENING
    (pair,) = look_for_pairs(candidacy)
    assert {pair.first_id, pair.second_id} == {candidacy.pk, other.pk}
    browser = enter(office)
    refused = step(browser, candidacy, "pass")
    assert refused.status_code == 400
    assert other.code in refused.content.decode()
    say_different(pair=pair, user=office)
    assert step(browser, candidacy, "pass").status_code == 302
    nomination.refresh_from_db()
    candidacy.refresh_from_db()
    assert candidacy.state == CandidacyState.ELIGIBLE
    assert nomination.state == NominationState.IN_SELECTION
    assert list(logbook.verify(campaign)) == []
    assert [entry.action for entry in registry.get_logs_for_instance(candidacy)] == [
        "heritage.candidacy.moved",
        "heritage.screening.pair_different",
        "heritage.candidacy.moved",
        "heritage.screening.correction_asked",
        "heritage.candidacy.moved",
        "heritage.screening.findings",
        "heritage.candidacy.moved",
    ]


def test_what_is_missing_is_said_in_words(nominate, office, enter):
    candidacy = nominate(nominee_name="林 大海")
    candidacy.category = candidacy.title.categories.get()
    candidacy.save()
    NegativeEntry.objects.create(
        name="林大海", match_key=match_key("林大海"), reason="严重违法失信", until="2999-01-01"
    )
    NegativeEntry.objects.create(
        name="林大海", match_key=match_key("林大海"), reason="已过期", until="2001-01-01"
    )
    Honouree.objects.create(year=2020, title_name="最美退役军人", name="林大海", slug="lin")
    browser = enter(office)
    step(browser, candidacy, "start")
    step(browser, candidacy, "findings", **findings(candidacy, "yes", "yes"))
    page = browser.get(reverse("screening:candidacy", args=[candidacy.pk])).content.decode()
    assert "严重违法失信" in page
    assert "已过期" not in page
    assert "2020 最美退役军人" in page
    candidacy.refresh_from_db()
    with pytest.raises(domain.MissingError) as missing:
        domain.pass_screening(candidacy=candidacy, user=office)
    named = ("受过处分", "企业存续满三年")
    assert [next((n for n in named if n in fault), "") for fault in missing.value.faults] == [
        "受过处分",
        "企业存续满三年",
        "",
    ]
    step(browser, candidacy, "findings", **findings(candidacy, "yes", "no", "yes"))
    assert step(browser, candidacy, "pass").status_code == 400
    assert step(browser, candidacy, "pass", told_apart="同名，户籍地不同").status_code == 302
    candidacy.refresh_from_db()
    assert candidacy.state == CandidacyState.ELIGIBLE


def test_refusing_needs_a_reason_and_can_be_taken_up_again(nominate, office, enter):
    candidacy = nominate()
    browser = enter(office)
    step(browser, candidacy, "start")
    assert step(browser, candidacy, "refuse", reason=" ").status_code == 400
    assert step(browser, candidacy, "refuse", reason="不符合条件").status_code == 302
    nomination = candidacy.nominations.get()
    assert nomination.state == NominationState.NOT_PASSED
    assert step(browser, candidacy, "start").status_code == 400
    assert step(browser, candidacy, "start", reason="复核后再审").status_code == 302
    nomination.refresh_from_db()
    assert nomination.state == NominationState.RECEIVED
    assert step(browser, candidacy, "withdraw", reason="本人来电要求").status_code == 302
    nomination.refresh_from_db()
    assert nomination.state == NominationState.WITHDRAWN


def test_the_second_officer_is_told_and_loses_nothing(
    nominate, office, east_officer, enter, places
):
    candidacy = nominate(place=places["east"])
    step(enter(office), candidacy, "start")
    candidacy.refresh_from_db()
    seen = candidacy.version
    first, second = enter(office), enter(east_officer)
    (item, *_others) = candidacy.title.eligibility_items.order_by("sort_order")
    address = reverse("screening:step", args=[candidacy.pk, "findings"])
    sent = {"seen": seen, f"met-{item.pk}": "yes"}
    assert first.post(address, {**sent, f"note-{item.pk}": "见证件"}).status_code == 302
    told = second.post(address, {**sent, f"met-{item.pk}": "no", f"note-{item.pk}": "我看的不同"})
    assert told.status_code == 409
    assert 'value="我看的不同"' in told.content.decode()
    assert candidacy.findings.get().note == "见证件"
    # Sent again, it is about what stands now.
    form = told.context["forms"]["findings"]
    again = second.post(address, {**sent, "seen": form["seen"].value(), f"note-{item.pk}": "补充"})
    assert again.status_code == 302
    assert candidacy.findings.get().note == "补充"


def test_another_region_finds_nothing_by_any_address(
    nominate, places, office, west_officer, enter, picture
):
    candidacy = nominate(nominee_name="周东", place=places["town"])
    nomination = candidacy.nominations.get()
    file = add_evidence(owner=nomination, file=picture("奖状.png"), bounds=EvidenceLimits())
    browser = enter(west_officer)
    pk = candidacy.pk
    assert "周东" not in browser.get(reverse("screening:list")).content.decode()
    evidence = reverse("screening:evidence", args=[pk, nomination.pk, file.pk])
    assert browser.get(reverse("screening:candidacy", args=[pk])).status_code == 404
    assert browser.post(evidence).status_code == 404
    for name in ("start", "findings", "recommend"):
        assert step(browser, candidacy, name).status_code == 404
    for name in ("pairs", "letters", "negative", "officers", "quota_campaigns"):
        assert browser.get(reverse(f"screening:{name}")).url == reverse("wagtailadmin_home")

    shown = enter(office).post(evidence)
    assert shown.headers["Content-Type"] == "image/png"
    assert b"".join(shown.streaming_content).startswith(b"\x89PNG")
    assert list(UnmaskLog.objects.values_list("user", "field")) == [
        (office.pk, f"evidence {file.pk}")
    ]


def test_nothing_is_screened_outside_its_stage(campaign, nominate, office, enter):
    candidacy = nominate()
    now = timezone.now()
    stage = campaign.stages.filter(kind=StageKind.SCREENING)
    stage.update(starts_at=now + datetime.timedelta(hours=1), ends_at=now.replace(year=2999))
    candidacy = Candidacy.objects.get(pk=candidacy.pk)
    with pytest.raises(StageClosedError):
        domain.start(candidacy=candidacy, user=office)
    assert step(enter(office), candidacy, "start").status_code == 400


def test_a_late_answer_is_not_taken(nominate, office):
    candidacy = nominate()
    nomination = candidacy.nominations.get()
    domain.start(candidacy=candidacy, user=office)
    candidacy.refresh_from_db()
    nomination.candidacy = candidacy
    with pytest.raises(ValidationError):
        corrections.ask_correction(
            nomination=nomination, asked="补材料", due_at=timezone.now(), user=office
        )
    soon = timezone.now() + datetime.timedelta(days=1)
    correction = corrections.ask_correction(
        nomination=nomination, asked="补材料", due_at=soon, user=office
    )
    Correction.objects.update(due_at=timezone.now())
    with pytest.raises(corrections.CorrectionClosedError):
        corrections.answer_correction(correction=correction, text="好", address="192.0.2.1")


def test_facts_are_put_right_and_compared_anew(nominate, office, enter):
    candidacy, other = nominate(nominee_name="吴建军"), nominate(nominee_name="吴建囯")
    assert look_for_pairs(other) == []
    data = {"seen": candidacy.version, "nominee_name": "吴建国", "deeds": candidacy.deeds}
    address = reverse("screening:amend", args=[candidacy.pk])
    browser = enter(office)
    assert browser.get(address).status_code == 200
    assert browser.post(address, data).status_code == 302
    assert browser.post(address, data).status_code == 409
    candidacy.refresh_from_db()
    assert candidacy.nominee_name == "吴建国"
    assert candidacy.nominations.get().nominee_name == "吴建军"
    assert browser.get(reverse("screening:pairs")).context["page_obj"].paginator.count == 1
