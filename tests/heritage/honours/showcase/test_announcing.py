"""From the decision to the wall, and what a revocation takes away."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from cms.core.intake.evidence import EvidenceLimits, add_evidence
from cms.core.intake.models import UnmaskLog
from heritage.honours import logbook
from heritage.honours.candidacies import StaleError
from heritage.honours.enums import CandidacyState, NomineeKind, StageKind
from heritage.honours.models import Honouree, Stage
from heritage.honours.showcase import domain, drafting
from heritage.people.models import Organisation, Person
from heritage.stories.models import StoryPage
from search.engines.base import SearchQuery
from search.models import OutboxEntry
from tests.factories import (
    CoreImageFactory,
    PersonFactory,
    StoryPageFactory,
    UserFactory,
    image_file,
)
from tests.factories.honours import DAY, CampaignTitleFactory, CandidacyFactory

pytestmark = pytest.mark.django_db


def found(rebuilt, text: str) -> list[str]:
    """Keys of what the search finds."""
    return [hit.key for hit in rebuilt().search(SearchQuery(text=text)).hits]


def test_announcing_makes_drafts_and_nothing_public(client, office, section, campaign, chosen):
    client.force_login(office)
    known = PersonFactory(name="王建国", live=True, slug="wang", life_status="living")
    page = client.get(reverse("showcase:announce", args=[campaign.pk]))
    assert [c.nominee_name for c in page.context["candidacies"]] == ["丁一", "王建国"]
    sent = {"under": section.pk, f"record-{chosen[0].pk}": known.pk}
    assert client.post(page.request["PATH_INFO"], sent).status_code == 302

    ding, wang = Honouree.objects.order_by("stroke_key")
    assert (ding.name, wang.name) == ("丁一", "王建国")
    assert (wang.year, wang.title_name, wang.slug) == (2026, "最美退役军人", "wang-jian-guo-2026")
    assert (wang.is_shown, wang.person, wang.honour.slug) == (False, known, "zui-mei")
    assert wang.story.get_parent().specific == section
    assert not wang.story.live
    assert wang.story.body_text.splitlines()[0].startswith("退役返乡")
    assert [link.person for link in wang.story.people_links.all()] == [known]
    # The record of who is known already changes as a draft only.
    known.refresh_from_db()
    assert list(known.awards.all()) == []
    award = known.get_latest_revision_as_object().awards.get()
    assert (award.honour.slug, str(award.awarded_on)) == ("zui-mei", "2026")
    assert (ding.person.live, ding.person.life_status, ding.person.agreed_to) == (
        False,
        "living",
        [],
    )
    assert client.get(reverse("honour_wall")).context["total"] == 0
    assert client.get(ding.get_absolute_url()).status_code == 404
    assert list(logbook.verify(campaign)) == []
    # Again nothing is made twice.
    assert domain.announce(campaign=campaign, user=office) == []
    assert Honouree.objects.count() == 2


def test_announcing_waits_for_the_decision_and_the_office(
    client, office, section, campaign, chosen
):
    with pytest.raises(PermissionDenied):
        domain.announce(campaign=campaign, user=UserFactory())
    campaign.decided_at = None
    campaign.save()
    with pytest.raises(domain.NotDecidedError):
        domain.announce(campaign=campaign, user=office)
    client.force_login(office)
    address = reverse("showcase:announce", args=[campaign.pk])
    assert client.post(address, {"under": section.pk}).status_code == 409
    assert client.post(address, {"under": "x" * 40}).status_code == 400
    assert Honouree.objects.count() == 0


def test_a_record_fits_the_kind_of_nominee(office, section, campaign):
    for kind, name in (
        (NomineeKind.ORGANISATION, "示例果业有限公司"),
        (NomineeKind.COLLECTIVE, "某街道退役军人服务站"),
        (NomineeKind.FAMILY, "示例·李家"),
    ):
        title = CampaignTitleFactory(campaign=campaign, name=f"称号{kind}", nominee_kind=kind)
        CandidacyFactory(title=title, nominee_name=name, state=CandidacyState.HONOURED)
    domain.announce(campaign=campaign, user=office)
    kinds = dict(Organisation.objects.values_list("name", "kind"))
    assert kinds == {"示例果业有限公司": "enterprise", "某街道退役军人服务站": "station"}
    assert Person.objects.count() == 0
    assert StoryPage.objects.count() == 3
    assert drafting.organisation_kind("某某志愿服务队") == "team"


def test_shown_found_once_and_revoked(
    client, office, section, campaign, chosen, rebuilt, django_assert_max_num_queries
):
    ding, wang = domain.announce(campaign=campaign, user=office)
    client.force_login(office)
    assert found(rebuilt, "王建国") == []
    client.post(reverse("showcase:show"), {"honouree": [ding.pk, wang.pk, "x"]})
    client.logout()

    wall = client.get(reverse("honour_wall"))
    assert [each.name for each in wall.context["page_obj"]] == ["丁一", "王建国"]
    page = client.get(wang.get_absolute_url())
    assert page.status_code == 200
    assert "最美退役军人" in page.content.decode()
    # Its story and record are drafts: neither is linked, and the honouree itself is found.
    links = page.context["links"]
    assert (links.story, links.person, links.organisation) == (None, None, None)
    assert found(rebuilt, "王建国") == [f"honouree:{wang.pk}"]

    OutboxEntry.objects.all().delete()
    wang.refresh_from_db()
    wang.story.save_revision().publish()
    keys = set(OutboxEntry.objects.values_list("key", flat=True))
    assert {f"page:{wang.story_id}", f"honouree:{wang.pk}"} <= keys
    assert found(rebuilt, "王建国") == [f"page:{wang.story_id}"]
    assert client.get(wang.get_absolute_url()).context["links"].story == wang.story

    wang.person.get_latest_revision().publish()
    assert wang.person.awards.count() == 1
    client.force_login(office)
    address = reverse("showcase:revoke", args=[wang.pk])
    assert client.post(address, {"reason": " "}).status_code == 400
    assert client.post(address, {"reason": "材料不实"}).status_code == 302
    client.logout()
    wang.refresh_from_db()
    assert (wang.is_shown, wang.story.live, wang.person.awards.count()) == (False, False, 0)
    assert list(wang.person.get_latest_revision_as_object().awards.all()) == []
    assert wang.candidacy.state == CandidacyState.REVOKED
    for path in (wang.get_absolute_url(), f"{wang.get_absolute_url()}card.png"):
        assert client.get(path).status_code == 404
    assert [each.name for each in client.get(reverse("honour_wall")).context["page_obj"]] == [
        "丁一"
    ]
    # The record was published with the title; what is left of it is the name.
    assert f"page:{wang.story_id}" not in found(rebuilt, "王建国")
    assert f"honouree:{wang.pk}" not in found(rebuilt, "王建国")
    client.force_login(office)
    assert client.post(address, {"reason": "再来一次"}).status_code == 409
    assert list(logbook.verify(campaign)) == []
    actions = list(campaign.log.values_list("action", flat=True))
    assert actions.count("honouree_revoked") == 1


def test_a_closed_campaign_can_still_revoke(office, section, campaign, chosen):
    ding, _wang = domain.announce(campaign=campaign, user=office)
    campaign.refresh_from_db()
    campaign.closed_at = timezone.now()
    campaign.save()
    domain.revoke(honouree=ding, reason="撤销", user=office)
    ding.candidacy.refresh_from_db()
    assert ding.candidacy.state == CandidacyState.REVOKED


def test_a_story_linked_by_hand_stands(client, office, section, campaign, chosen):
    ding, wang = domain.announce(campaign=campaign, user=office)
    made = wang.story
    made.save_revision().publish()
    old = StoryPageFactory(parent=section, title="二十年前的报道", live=True)
    domain.write(honouree=wang, changes={"story": old}, seen=domain.fingerprint(wang), user=office)
    client.force_login(office)
    address = reverse("showcase:revoke", args=[wang.pk])
    assert client.get(address).context["standing"] == old
    told = client.post(address, {"reason": "材料不实"}, follow=True)
    assert told.context["standing"] == old
    assert f'href="{old.url}"' in told.content.decode()
    # What was written for this honour goes, whatever is linked now.
    assert [StoryPage.objects.get(pk=page.pk).live for page in (made, old)] == [False, True]
    page = client.get(reverse("showcase:revoke", args=[ding.pk]))
    assert page.context["standing"] is None


def test_nobody_is_shown_before_the_release(client, office, section, campaign, chosen):
    made = domain.announce(campaign=campaign, user=office)
    now = timezone.now()
    Stage.objects.create(
        campaign=campaign, kind=StageKind.RELEASE, starts_at=now + DAY, ends_at=now + 2 * DAY
    )
    with pytest.raises(domain.NotYetError):
        domain.show(honourees=[Honouree.objects.get(pk=made[0].pk)], user=office)
    client.force_login(office)
    client.post(reverse("showcase:show"), {"honouree": [made[0].pk]})
    assert not Honouree.objects.filter(is_shown=True).exists()


def test_writing_keeps_what_another_wrote(client, office, section, campaign, chosen):
    ding, wang = domain.announce(campaign=campaign, user=office)
    client.force_login(office)
    address = reverse("showcase:honouree", args=[ding.pk])
    page = client.get(address)
    assert page.context["no_consent"] is False
    wang_page = client.get(reverse("showcase:honouree", args=[wang.pk]))
    assert wang_page.context["no_consent"] is True
    form = page.context["form"]
    sent = {name: form[name].value() or "" for name in form.fields}
    sent |= {"citation": "山路弯弯。", "certificate": "2026-001"}
    assert client.post(address, sent).status_code == 302
    # The second officer looked before that.
    answer = client.post(address, {**sent, "citation": "另一句。"})
    assert answer.status_code == 409
    assert answer.context["form"]["citation"].value() == "另一句。"
    ding.refresh_from_db()
    assert ding.citation == "山路弯弯。"
    with pytest.raises(StaleError):
        domain.write(honouree=ding, changes={}, seen="", user=office)

    wang.refresh_from_db()
    namesake, mistaken = PersonFactory(name="王建国", live=True), wang.person
    domain.write(
        honouree=wang, changes={"person": namesake}, seen=domain.fingerprint(wang), user=office
    )
    entered = [
        Person.objects.get(pk=person.pk).get_latest_revision_as_object().awards.count()
        for person in (mistaken, namesake)
    ]
    assert entered == [0, 1]

    wang.refresh_from_db()
    image = CoreImageFactory()
    for changes, field in (
        ({"image": image}, "image_basis"),
        ({"certificate": "2026-001"}, "certificate"),
        ({"stars": 9}, "stars"),
        ({"name": ""}, "name"),
    ):
        with pytest.raises(ValidationError) as refused:
            domain.write(honouree=wang, changes=changes, seen=domain.fingerprint(wang), user=office)
        assert field in refused.value.message_dict
    # What is nonsense in a choice is a message, not an error of the database.
    answer = client.post(address, {**sent, "place": "9" * 40, "person": "x"})
    assert answer.status_code == 400
    assert {"place", "person"} <= set(answer.context["form"].errors)
    # The office needs no right of its own to records to choose one.
    for record in ("person", "organisation", "place"):
        chooser = reverse(f"wagtailsnippetchoosers_heritage_{record}:choose")
        assert client.get(chooser).status_code == 200


def test_only_the_office_gets_in(client, office, section, campaign, chosen):
    ding, _wang = domain.announce(campaign=campaign, user=office)
    editor = UserFactory(is_staff=True)
    editor.user_permissions.add(
        *office.groups.get().permissions.filter(codename="access_admin"),
    )
    client.force_login(editor)
    paths = [
        reverse("showcase:list"),
        reverse("showcase:import"),
        reverse("showcase:template"),
        reverse("showcase:announce", args=[campaign.pk]),
        reverse("showcase:certificates", args=[campaign.pk]),
        reverse("showcase:honouree", args=[ding.pk]),
        reverse("showcase:revoke", args=[ding.pk]),
        reverse("showcase:print", args=[ding.pk, "certificate", "pdf"]),
    ]
    # Wagtail answers one without the right with its dashboard.
    assert [client.get(path).status_code for path in paths] == [302] * len(paths)
    assert client.post(reverse("showcase:show"), {"honouree": ding.pk}).status_code == 302
    ding.refresh_from_db()
    assert not ding.is_shown


def test_a_picture_is_taken_over_with_its_right(client, office, section, campaign, chosen):
    _ding, wang = domain.announce(campaign=campaign, user=office)
    nomination = wang.candidacy.nominations.get()
    upload = SimpleUploadedFile("我.jpg", image_file().read())
    file = add_evidence(owner=nomination, file=upload, bounds=EvidenceLimits())
    client.force_login(office)
    form = client.get(reverse("showcase:honouree", args=[wang.pk])).context["picture_form"]
    address = reverse("showcase:picture", args=[wang.pk])
    sent = {"seen": form["seen"].value(), "evidence": file.pk}
    for refused in ({**sent, "basis": ""}, {**sent, "basis": "同意", "evidence": file.pk + 1}):
        client.post(address, refused)
        wang.refresh_from_db()
        assert wang.image is None
    client.post(address, {**sent, "basis": "本人书面同意，2026年11月"})
    wang.refresh_from_db()
    assert (wang.image.title, wang.image_basis) == ("王建国", "本人书面同意，2026年11月")
    assert UnmaskLog.objects.filter(user=office, field=f"evidence {file.pk}").count() == 1
    client.post(address, {**sent, "basis": "后来者"})
    wang.refresh_from_db()
    assert wang.image_basis == "本人书面同意，2026年11月"
