"""The office in the admin: campaigns made, changed, extended, copied, closed."""

import datetime

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone

from heritage.honours import logbook
from heritage.honours.campaigns.editing_views import CampaignEditView
from heritage.honours.enums import CandidacyState, StageKind
from heritage.honours.models import (
    Campaign,
    CampaignPage,
    CampaignTitle,
    Rubric,
    ScoringRound,
    Stage,
    StageExtension,
    TitleCategory,
)
from heritage.honours.rights import OFFICE, groups
from tests.factories import UserFactory
from tests.factories.honours import (
    CampaignFactory,
    CampaignPageFactory,
    CampaignTitleFactory,
    CandidacyFactory,
    HonoursIndexPageFactory,
    a_campaign,
    a_round,
    a_rubric,
)
from tests.markup import soup

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


@pytest.fixture
def officer(wagtail_base):
    user = UserFactory()
    groups()
    user.groups.add(Group.objects.get(name=OFFICE))
    return user


@pytest.fixture
def office(client, officer):
    client.force_login(officer)
    return client


def sent(response) -> dict[str, str]:
    """What a browser would send of the page's form, without the rows not added yet."""
    data = {}
    form = (
        soup(response).select_one("form#w-editor-form")
        or soup(response).select("main form[method=post]")[-1]
    )
    for field in form.select("input, textarea, select"):
        name = field.get("name")
        if not name or "__prefix__" in name or field.find_parent("template"):
            continue
        if field.name == "select":
            chosen = field.select_one("option[selected]")
            data[name] = chosen["value"] if chosen else ""
        elif field.name == "textarea":
            data[name] = field.text.removeprefix("\n")
        elif field.get("type") not in ("checkbox", "radio", "submit") or field.has_attr("checked"):
            data[name] = field.get("value", "")
    return data


def a_new_campaign() -> dict[str, str]:
    """A whole form: one title with two categories, an item and a star, two stages."""
    none = {"TOTAL_FORMS": "0", "INITIAL_FORMS": "0"}

    def counts(prefix, total):
        return {f"{prefix}-{name}": value for name, value in {**none, "TOTAL_FORMS": total}.items()}

    return {
        "title": "2027年最美退役军人",
        "year": "2027",
        "slug": "",
        "seen": "",
        "nature": "selection",
        "notice_days": "5",
        "notice_unit": "working",
        "keep_days": "180",
        **counts("titles", "1"),
        "titles-0-name": "最美退役军人",
        "titles-0-nominee_kind": "person",
        "titles-0-quota": "10",
        "titles-0-result_kind": "rank",
        "titles-0-deeds_least": "500",
        "titles-0-deeds_most": "3000",
        "titles-0-max_files": "10",
        "titles-0-ORDER": "1",
        **counts("titles-0-categories", "2"),
        "titles-0-categories-0-name": "创业",
        "titles-0-categories-0-quota": "4",
        "titles-0-categories-0-ORDER": "1",
        "titles-0-categories-1-name": "基层",
        "titles-0-categories-1-quota": "6",
        "titles-0-categories-1-ORDER": "2",
        **counts("titles-0-eligibility_items", "1"),
        "titles-0-eligibility_items-0-text": "创业三年以上",
        "titles-0-eligibility_items-0-category_name": "创业",
        "titles-0-eligibility_items-0-ORDER": "1",
        **counts("titles-0-star_levels", "0"),
        **counts("stages", "2"),
        "stages-0-kind": "call",
        "stages-0-starts_at": "2027-03-01 00:00",
        "stages-0-ends_at": "2027-04-01 00:00",
        "stages-0-ORDER": "1",
        "stages-1-kind": "screening",
        "stages-1-starts_at": "2027-04-01 00:00",
        "stages-1-ends_at": "2027-04-15 00:00",
        "stages-1-ORDER": "2",
    }


def test_a_campaign_is_made_with_all_that_belongs_to_it(office):
    response = office.post(reverse("honour_campaigns:add"), a_new_campaign())
    campaign = Campaign.objects.get()
    assert response.url == reverse("honour_campaigns:overview", args=[campaign.pk])
    assert campaign.slug == "2027-nian-zui-mei-tui-yi-jun-ren"
    title = campaign.titles.get()
    assert list(title.categories.values_list("name", "quota")) == [("创业", 4), ("基层", 6)]
    assert title.eligibility_items.get().category_name == "创业"
    assert list(campaign.stages.values_list("kind", flat=True)) == ["call", "screening"]
    starts = timezone.localtime(campaign.stages.first().starts_at)
    assert starts.isoformat() == "2027-03-01T00:00:00+08:00"
    assert list(campaign.log.values_list("action", flat=True)) == ["campaign_made"]


def is_taken(campaign: Campaign, data: dict[str, str]) -> bool:
    """Whether the form of the views takes ``data``, without the page around it."""
    form_class = CampaignEditView.panel.get_form_class()
    return form_class(data, instance=Campaign.objects.filter(pk=campaign.pk).first()).is_valid()


def test_what_does_not_fit_is_told_and_nothing_kept(office):
    asked = a_new_campaign()
    assert is_taken(Campaign(), asked)
    for change in (
        {"titles-0-quota": "9"},
        {"titles-0-eligibility_items-0-category_name": "没有"},
        {"titles-0-categories-1-name": "创业"},
        {"titles-0-result_kind": "stars"},
        {"stages-1-kind": "call"},
        {"stages-1-ends_at": "0001-01-01 00:00"},
        {"nature": "commendation"},
        {"titles-0-deeds_most": "10"},
        {"place": "9" * 40},
        {"stages-INITIAL_FORMS": "x"},
    ):
        assert not is_taken(Campaign(), {**asked, **change}), change
    for change in (
        {"stages-1-ends_at": "2027-04-01 00:00"},
        {"titles-0-honour": "9" * 40},
        {"stages-INITIAL_FORMS": "1"},
    ):
        response = office.post(reverse("honour_campaigns:add"), {**asked, **change})
        assert response.status_code == 400, change
    assert Campaign.objects.count() == 0


@pytest.fixture
def running(officer):
    """A campaign whose call is open, whose screening comes, with one nominee in a category."""
    campaign = a_campaign(StageKind.CALL)
    now = timezone.now()
    Stage.objects.create(
        campaign=campaign,
        kind=StageKind.SCREENING,
        starts_at=now + 2 * DAY,
        ends_at=now + 9 * DAY,
        sort_order=1,
    )
    title = campaign.titles.get()
    category = TitleCategory.objects.create(title=title, name="创业", quota=10)
    CandidacyFactory(title=title, category=category)
    return campaign


def test_a_change_keeps_what_the_field_cannot_show(office, running):
    address = reverse("honour_campaigns:edit", args=[running.pk])
    before = list(running.stages.values_list("starts_at", "ends_at"))
    data = sent(office.get(address))
    response = office.post(address, {**data, "organisers": "某市退役军人事务局"})
    assert response.status_code == 302
    running.refresh_from_db()
    assert running.organisers == "某市退役军人事务局"
    assert list(running.stages.values_list("starts_at", "ends_at")) == before
    entry = running.log.get()
    assert (entry.action, entry.data["changed"]) == ("campaign_changed", ["organisers"])


def test_what_others_stand_on_is_refused(office, running):
    address = reverse("honour_campaigns:edit", args=[running.pk])
    data = sent(office.get(address))
    for change in (
        {"titles-0-nominee_kind": "family"},
        {"titles-0-DELETE": "on"},
        {"titles-0-categories-0-DELETE": "on"},
        {"stages-0-starts_at": "2026-01-01 00:00"},
        {"stages-0-ends_at": "2099-01-01 00:00"},
        {"stages-0-kind": "vote"},
        {"stages-0-DELETE": "on"},
    ):
        assert not is_taken(running, {**data, **change}), change
    assert office.post(address, {**data, "slug": "another"}).status_code == 400
    assert running.log.count() == 0
    # What has not begun may still be moved.
    assert is_taken(running, {**data, "stages-1-ends_at": "2099-01-01 00:00"})


def test_how_many_are_chosen_stays_once_the_judges_have_begun(office, running):
    data = sent(office.get(reverse("honour_campaigns:edit", args=[running.pk])))
    more = {**data, "titles-0-quota": "12", "titles-0-categories-0-quota": "12"}
    assert is_taken(running, more)
    stage = running.stages.get(kind=StageKind.CALL)
    judges = ScoringRound.objects.create(stage=stage, rubric=a_rubric("1"))
    assert is_taken(running, more)
    ScoringRound.objects.filter(pk=judges.pk).update(opened_at=timezone.now())
    assert not is_taken(running, more)
    assert not is_taken(running, {**data, "titles-0-result_kind": "stars"})
    assert is_taken(running, {**data, "titles-0-categories-0-name": "创业就业"})
    other = CampaignTitleFactory(campaign=running, name="另一称号")
    judges.titles.set([other])
    judges.save()
    data = sent(office.get(reverse("honour_campaigns:edit", args=[running.pk])))
    more = {**data, "titles-0-quota": "12", "titles-0-categories-0-quota": "12"}
    assert is_taken(running, more)
    running.candidacies.update(state=CandidacyState.PROPOSED)
    assert not is_taken(running, more)


def test_the_second_of_two_editors_is_told(office, running):
    address = reverse("honour_campaigns:edit", args=[running.pk])
    data = sent(office.get(address))
    assert office.post(address, {**data, "phone": "0531-1"}).status_code == 302
    response = office.post(address, {**data, "phone": "0531-2"})
    assert response.status_code == 409
    assert soup(response).select_one("input[name=phone]")["value"] == "0531-2"
    running.refresh_from_db()
    assert running.phone == "0531-1"


def test_an_extension_is_logged_and_shown(office, running, home):
    section = HonoursIndexPageFactory(parent=home)
    page = CampaignPageFactory(parent=section, campaign=running)
    call = running.stages.get(kind=StageKind.CALL)
    address = reverse("honour_campaigns:extend", args=[running.pk, call.pk])
    new_end = timezone.localtime(call.ends_at + 3 * DAY).replace(second=0, microsecond=0)

    assert office.get(address).status_code == 200
    for asked in (
        {"ends_at": f"{new_end:%Y-%m-%d %H:%M}", "reason": " "},
        {"ends_at": "2001-01-01 00:00", "reason": "早"},
        {"ends_at": "9999-12-31 23:59", "reason": "远"},
        {"ends_at": "x", "reason": "错"},
    ):
        assert office.post(address, asked).status_code == 400, asked
    asked = {"ends_at": f"{new_end:%Y-%m-%d %H:%M}", "reason": "应各地要求"}
    assert office.post(address, asked).status_code == 302

    extension = StageExtension.objects.get()
    assert (extension.ended_at, extension.ends_at) == (call.ends_at, new_end)
    data = running.log.get().data
    assert data["reason"] == logbook.digest_of("应各地要求")
    assert datetime.datetime.fromisoformat(data["after"]) == new_end
    assert "应各地要求" in office.get(page.url).content.decode()


def test_a_round_is_set_until_it_opens(office):
    campaign = a_campaign(StageKind.FIRST_ROUND)
    stage = campaign.stages.get()
    rubric = a_rubric("1", "2")
    address = reverse("honour_campaigns:round", args=[campaign.pk, stage.pk])
    asked = {
        "rubric": str(rubric.pk),
        "aggregation": "trimmed",
        "dropped": "1",
        "least_scores": "5",
        "tie_rules_0": "weightiest",
        "tie_rules_1": "panel",
        "vote_weight": "0",
    }
    assert office.get(address).status_code == 200
    for change in (
        {"least_scores": "2"},
        {"dropped": "0"},
        {"tie_rules_1": "weightiest"},
        {"tie_rules_0": "panel", "tie_rules_1": "mean"},
        {"tie_rules_0": "earlier_round"},
        {"tie_rules_0": "no such"},
        {"vote_weight": "10"},
        {"vote_weight": "-1"},
        {"rubric": "9" * 40},
        {"titles": "9" * 40},
    ):
        assert office.post(address, {**asked, **change}).status_code == 400, change
    assert office.post(address, asked).status_code == 302
    assert ScoringRound.objects.get().tie_rules == ["weightiest", "panel"]

    ScoringRound.objects.update(opened_at=timezone.now())
    assert soup(office.get(address)).select("[name=tie_rules_0]") == []
    assert office.post(address, asked).status_code == 400


def test_next_year_is_made_from_it_and_its_page_begun(office, running, home):
    section = HonoursIndexPageFactory(parent=home)
    CampaignPageFactory(parent=section, campaign=running, rules="一人一票。")
    address = reverse("honour_campaigns:clone", args=[running.pk])
    assert office.post(address, {"year": "1"}).status_code == 400
    assert office.post(address, {"year": str(running.year), "title": ""}).status_code == 400
    response = office.post(address, {"year": "2027", "title": "明年"})
    made = Campaign.objects.get(title="明年")
    assert response.url == reverse("honour_campaigns:overview", args=[made.pk])

    page_address = reverse("honour_campaigns:begin_page", args=[made.pk])
    assert office.post(page_address, {"section": "x"}).status_code == 400
    assert office.post(page_address, {"section": str(section.pk)}).status_code == 302
    page = CampaignPage.objects.get(campaign=made)
    assert (page.live, page.rules) == (False, "一人一票。")


def test_a_campaign_closes_when_all_is_decided(office, running):
    address = reverse("honour_campaigns:close", args=[running.pk])
    assert office.get(address).status_code == 200
    assert office.post(address, {"sure": "on"}).status_code == 400
    running.candidacies.update(state="not_chosen")
    assert office.post(address, {"sure": "on"}).status_code == 302
    running.refresh_from_db()
    assert running.closed_at is not None
    call = running.stages.get(kind=StageKind.CALL)
    extend = reverse("honour_campaigns:extend", args=[running.pk, call.pk])
    asked = {"ends_at": "2099-01-01 00:00", "reason": "晚了"}
    assert office.post(extend, asked).status_code == 400
    edit = reverse("honour_campaigns:edit", args=[running.pk])
    assert office.post(edit, sent(office.get(edit))).status_code == 400


def test_a_rubric_is_built_copied_and_frozen(office):
    response = office.post(
        reverse("honour_rubrics:add"),
        {
            "name": "评分细则",
            "seen": "",
            "aspects-TOTAL_FORMS": "1",
            "aspects-INITIAL_FORMS": "0",
            "aspects-0-name": "政治表现",
            "aspects-0-ORDER": "1",
            "aspects-0-criteria-TOTAL_FORMS": "1",
            "aspects-0-criteria-INITIAL_FORMS": "0",
            "aspects-0-criteria-0-name": "学习",
            "aspects-0-criteria-0-most": "10",
            "aspects-0-criteria-0-step": "0.5",
            "aspects-0-criteria-0-weight": "2",
            "aspects-0-criteria-0-ORDER": "1",
        },
    )
    rubric = Rubric.objects.get()
    assert response.url == reverse("honour_rubrics:rubric", args=[rubric.pk])
    assert "20" in office.get(response.url).content.decode()

    address = reverse("honour_rubrics:edit", args=[rubric.pk])
    data = sent(office.get(address))
    assert office.post(address, {**data, "aspects-0-criteria-0-step": "3"}).status_code == 400
    Rubric.objects.update(frozen_at=timezone.now())
    assert office.post(address, data).status_code == 400
    copied = office.post(reverse("honour_rubrics:copy", args=[rubric.pk]), {"name": "新细则"})
    copy = Rubric.objects.get(name="新细则")
    assert copied.url == reverse("honour_rubrics:edit", args=[copy.pk])
    assert (
        office.post(copied.url, {**sent(office.get(copied.url)), "name": "改"}).status_code == 302
    )


def test_lists_overview_and_log_are_read(office, running, count_queries):
    few = count_queries(reverse("honour_campaigns:index"))
    for _number in range(4):
        a_campaign(StageKind.CALL)
    assert count_queries(reverse("honour_campaigns:index")) == few
    a_round(a_campaign(StageKind.FIRST_ROUND))
    logbook.append(campaign=running, action="decided", data={"rows": 1})
    for name, args in (
        ("honour_campaigns:overview", [running.pk]),
        ("honour_campaigns:log", [running.pk]),
        ("honour_rubrics:index", []),
    ):
        assert office.get(reverse(name, args=args)).status_code == 200, name
    panel = soup(office.get(reverse("wagtailadmin_home"))).select_one("#campaigns-running")
    assert running.title in panel.find_parent("section").text
    table = b"".join(office.get(reverse("honour_campaigns:log_csv", args=[running.pk])))
    assert table.decode("utf-8-sig").splitlines()[1].startswith("1,")
    log = reverse("honour_campaigns:log", args=[running.pk])
    assert len(soup(office.get(f"{log}?check")).select(".help-info")) == 1
    running.log.update(action="x")
    assert len(soup(office.get(f"{log}?check")).select(".help-critical li")) == 1


def test_nobody_else_sees_any_of_it(client, running):
    rubric = a_rubric("1")
    stage = running.stages.first()
    user = UserFactory()
    groups()
    user.groups.add(Group.objects.get(name="基层推荐员"))
    client.force_login(user)
    for name, args in (
        ("index", []),
        ("add", []),
        ("overview", [running.pk]),
        ("edit", [running.pk]),
        ("log", [running.pk]),
        ("log_csv", [running.pk]),
        ("clone", [running.pk]),
        ("close", [running.pk]),
        ("extend", [running.pk, stage.pk]),
    ):
        response = client.get(reverse(f"honour_campaigns:{name}", args=args))
        assert response.status_code in (302, 403), name
        assert running.title not in response.content.decode()
    for name, args in (("index", []), ("rubric", [rubric.pk]), ("edit", [rubric.pk])):
        assert client.get(reverse(f"honour_rubrics:{name}", args=args)).status_code in (302, 403)


def test_a_stage_of_another_campaign_is_none(office, running):
    other = CampaignFactory()
    CampaignTitleFactory(campaign=other)
    stage = running.stages.first()
    assert (
        office.get(reverse("honour_campaigns:extend", args=[other.pk, stage.pk])).status_code == 404
    )
    assert CampaignTitle.objects.count() == 2


def test_the_page_of_a_campaign_is_not_copied(client, home, running):
    client.force_login(UserFactory(is_superuser=True))
    section = HonoursIndexPageFactory(parent=home)
    page = CampaignPageFactory(parent=section, campaign=running)
    asked = {"new_title": "副本", "new_slug": "copy", "new_parent_page": section.pk}
    for copied, where in (
        (page, {}),
        (section, {"copy_subpages": "on", "new_parent_page": home.pk}),
    ):
        address = reverse("wagtailadmin_pages:copy", args=[copied.pk])
        assert client.post(address, {**asked, **where}).status_code == 302
    assert CampaignPage.objects.count() == 1
