"""From a station's draft to the published page, with every answer on the way."""

from __future__ import annotations

import io
from concurrent.futures import ThreadPoolExecutor

import openpyxl
import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connections
from django.urls import reverse
from django.utils import timezone

from heritage.people.contribution_enums import (
    CONTRIBUTION_TRANSITIONS,
    ContributionKind,
    ContributionState,
)
from heritage.people.contributions import domain as contributing
from heritage.people.contributions.report import Tally, report
from heritage.people.models import BranchEditor, Contribution
from heritage.stories.models import ArticlePage, StoryPage
from tests.factories import (
    ArticleIndexPageFactory,
    ArticlePageFactory,
    PersonFactory,
    StoryIndexPageFactory,
    UserFactory,
    image_file,
)
from tests.heritage.people.branching import branch, editor_of, organisation

pytestmark = pytest.mark.usefixtures("wagtail_base")

State = ContributionState
TEXT = "四月四日，宣讲团走进中心小学。\n\n二百名学生听了讲。"


@pytest.fixture
def city(db):
    return organisation("济南市退役军人事务局")


@pytest.fixture
def county(city):
    return organisation("平阴县退役军人事务局", city)


@pytest.fixture
def own(county):
    return branch("孔村", county)


@pytest.fixture
def author(own):
    return editor_of(own.station, first_name="孔村", last_name="李")


@pytest.fixture
def decider(county):
    return editor_of(county, may_publish=True)


@pytest.fixture
def admin(db):
    return UserFactory(is_superuser=True)


@pytest.fixture
def draft(own, author):
    return contributing.write(
        contribution=Contribution(
            organisation=own.station, title="宣讲进校园", author_name="李孔村", text=TEXT
        ),
        user=author,
    )


@pytest.fixture
def handed_up(draft, author, decider):
    return contributing.hand_up(contribution=draft, user=author)


def _steps(contribution) -> list[tuple[str, str, str]]:
    return list(contribution.log.values_list("from_state", "to_state", "remark"))


def test_it_goes_to_the_nearest_level_that_decides(draft, author, decider, county):
    handed = contributing.hand_up(contribution=draft, user=author)
    assert (handed.state, handed.handed_to) == (State.SUBMITTED, county)
    assert handed.submitted_at is not None
    assert _steps(handed) == [("draft", "submitted", "")]


def test_without_anybody_above_it_goes_to_the_top(draft, author, county, admin):
    editor_of(county)
    handed = contributing.hand_up(contribution=draft, user=author)
    assert handed.handed_to is None
    assert list(contributing.to_decide(admin)) == [handed]


def test_returned_and_handed_up_again(handed_up, author, decider):
    with pytest.raises(ValidationError) as caught:
        contributing.give_back(contribution=handed_up, user=decider, remark=" ")
    assert list(caught.value.message_dict) == ["remark"]
    contributing.give_back(contribution=handed_up, user=decider, remark="补上人数")
    handed_up.refresh_from_db()
    assert (handed_up.state, handed_up.decided_by) == (State.RETURNED, decider)
    handed_up.text = f"{TEXT}三位老师也听了。"
    contributing.write(contribution=handed_up, user=author)
    again = contributing.hand_up(contribution=handed_up, user=author)
    assert (again.state, again.decided_by, again.decided_at) == (State.SUBMITTED, None, None)
    assert _steps(again) == [
        ("draft", "submitted", ""),
        ("submitted", "returned", "补上人数"),
        ("returned", "submitted", ""),
    ]


def test_handed_on_to_the_level_above(handed_up, decider, city, admin):
    editor_of(city, may_publish=True)
    handed = contributing.hand_on(contribution=handed_up, user=decider, remark="值得一读")
    assert (handed.state, handed.handed_to) == (State.SUBMITTED, city)
    with pytest.raises(PermissionDenied):
        contributing.decline(contribution=handed, user=decider, remark="不用")
    handed = contributing.hand_on(contribution=handed, user=admin)
    assert handed.handed_to is None
    with pytest.raises(contributing.WrongState):
        contributing.hand_on(contribution=handed, user=admin)


def test_adopted_as_a_draft_with_its_credits(handed_up, author, admin, home):
    column = ArticleIndexPageFactory(parent=home)
    with pytest.raises(ValidationError) as caught:
        contributing.adopt(contribution=handed_up, user=admin)
    assert list(caught.value.message_dict) == ["under"]
    adopted = contributing.adopt(contribution=handed_up, user=admin, under=column, remark="采用")
    page = ArticlePage.objects.get(pk=adopted.page_id)
    assert (adopted.state, page.live, page.title) == (State.ADOPTED, False, "宣讲进校园")
    assert page.organisation == handed_up.organisation
    assert [(b.value["role"], b.value["names"]) for b in page.credits] == [
        ("correspondent", "李孔村"),
        ("source", "孔村镇服务站"),
    ]
    assert str(page.body[0].value) == (
        "<p>四月四日，宣讲团走进中心小学。</p><p>二百名学生听了讲。</p>"
    )
    assert adopted.published_page is None
    page.save_revision().publish()
    assert Contribution.objects.get(pk=adopted.pk).published_page.pk == page.pk


def test_hostile_text_stays_text(draft, author, admin, home):
    column = ArticleIndexPageFactory(parent=home)
    draft.text = "<script>alert(1)</script>"
    contributing.write(contribution=draft, user=author)
    handed = contributing.hand_up(contribution=draft, user=author)
    adopted = contributing.adopt(contribution=handed, user=admin, under=column)
    body = str(ArticlePage.objects.get(pk=adopted.page_id).body[0].value)
    assert body == "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"


def test_a_story_is_linked_to_its_people(draft, author, admin, home):
    index = StoryIndexPageFactory(parent=home)
    person = PersonFactory(name="赵孔村")
    draft.kind = ContributionKind.STORY
    contributing.write(contribution=draft, user=author, people=[person])
    handed = contributing.hand_up(contribution=draft, user=author)
    adopted = contributing.adopt(contribution=handed, user=admin, under=index)
    story = StoryPage.objects.get(pk=adopted.page_id)
    assert [link.person for link in story.people_links.all()] == [person]


def test_adopted_as_a_page_that_exists(handed_up, decider, home):
    page = ArticlePageFactory(parent=ArticleIndexPageFactory(parent=home))
    adopted = contributing.adopt(contribution=handed_up, user=decider, page=page)
    assert adopted.published_page.pk == page.pk


def test_a_clue_needs_no_page(draft, author, decider):
    draft.kind = ContributionKind.CLUE
    contributing.write(contribution=draft, user=author)
    handed = contributing.hand_up(contribution=draft, user=author)
    adopted = contributing.adopt(contribution=handed, user=decider, remark="已补入人物档案")
    assert (adopted.state, adopted.page) == (State.ADOPTED, None)


ENDS = [state for state, onward in CONTRIBUTION_TRANSITIONS.items() if not onward]


@pytest.mark.parametrize("state", ENDS)
def test_what_is_over_stays_over(handed_up, author, admin, home, state):
    column = ArticleIndexPageFactory(parent=home)
    Contribution.objects.update(state=state)
    steps = [
        lambda c: contributing.hand_up(contribution=c, user=author),
        lambda c: contributing.withdraw(contribution=c, user=author),
        lambda c: contributing.give_back(contribution=c, user=admin, remark="x"),
        lambda c: contributing.decline(contribution=c, user=admin, remark="x"),
        lambda c: contributing.adopt(contribution=c, user=admin, under=column),
        lambda c: contributing.hand_on(contribution=c, user=admin),
        lambda c: contributing.write(contribution=c, user=author),
    ]
    for step in steps:
        with pytest.raises(contributing.WrongState):
            step(handed_up)
    handed_up.refresh_from_db()
    assert handed_up.state == state
    assert ArticlePage.objects.count() == 0


def test_nobody_decides_on_their_own_or_from_another_branch(handed_up, author, county, own):
    BranchEditor.objects.create(user=author, organisation=county, may_publish=True)
    other = editor_of(branch("榆山", county).station, may_publish=True)
    below = editor_of(own.village, may_publish=True)
    drafting = editor_of(county)
    for user in (author, other, below, drafting, UserFactory()):
        fresh = type(user).objects.get(pk=user.pk)
        with pytest.raises(PermissionDenied):
            contributing.decline(contribution=handed_up, user=fresh, remark="不用")
    assert _steps(handed_up) == [("draft", "submitted", "")]


@pytest.mark.parametrize("name", ["write", "hand_up", "withdraw"])
def test_only_the_writer_and_the_station_write(draft, county, own, decider, name):
    stranger = editor_of(branch("榆山", county).station)
    for user in (stranger, decider, UserFactory(is_superuser=True)):
        with pytest.raises(PermissionDenied):
            getattr(contributing, name)(contribution=draft, user=user)
    colleague = editor_of(own.station)
    assert getattr(contributing, name)(contribution=draft, user=colleague).pk == draft.pk


def test_the_report_counts_by_organisation_and_month(handed_up, author, own, admin, home):
    column = ArticleIndexPageFactory(parent=home)
    contributing.adopt(contribution=handed_up, user=admin, under=column)
    second = Contribution(organisation=own.village, title="二", author_name="李", text="文")
    contributing.write(contribution=second, user=author)
    contributing.hand_up(contribution=second, user=author)
    contributing.write(
        contribution=Contribution(
            organisation=own.station, title="三", author_name="李", text="没有上报"
        ),
        user=author,
    )
    Contribution.objects.filter(pk=second.pk).update(
        submitted_at=timezone.datetime(2024, 1, 31, 17, 0, tzinfo=timezone.get_fixed_timezone(0))
    )
    Contribution.objects.filter(pk=handed_up.pk).update(
        submitted_at=timezone.datetime(2024, 2, 10, tzinfo=timezone.get_fixed_timezone(480))
    )
    found = report(user=admin, year=2024)
    assert [line.organisation for line in found.lines] == [own.station, own.village]
    february = [line.months[1] for line in found.lines]
    # The evening of 31 January in Greenwich is February in Beijing.
    assert february == [Tally(handed_up=1, adopted=1), Tally(handed_up=1)]
    assert (found.total, found.total.rate) == (Tally(handed_up=2, adopted=1), 50)
    assert report(user=admin, year=2023).lines == ()
    assert Tally().rate is None


def test_a_branch_sees_only_its_own_numbers(handed_up, author, county):
    year = timezone.localdate().year
    other = editor_of(branch("榆山", county).station)
    assert report(user=author, year=year).total == Tally(handed_up=1)
    assert report(user=other, year=year).lines == ()


def _posted(own, **changes) -> dict:
    return {
        "organisation": own.station.pk,
        "kind": "news",
        "title": "宣讲进校园",
        "author_name": "李孔村",
        "text": TEXT,
        "pictures-TOTAL_FORMS": "3",
        "pictures-INITIAL_FORMS": "0",
        **changes,
    }


def test_written_with_a_picture_and_handed_up_in_one_go(client, author, own, decider):
    client.force_login(author)
    assert client.get(reverse("contributions:add")).status_code == 200
    person = PersonFactory(name="赵孔村")
    picture = image_file("讲台.jpg")
    response = client.post(
        reverse("contributions:add"),
        _posted(
            own,
            **{
                "pictures-0-file": picture,
                "pictures-0-description": "宣讲员站在讲台上",
                "person_0": person.pk,
                "hand_up": "",
            },
        ),
    )
    made = Contribution.objects.get()
    assert response.url == reverse("contributions:read", args=[made.pk])
    assert (made.state, made.author, list(made.people.all())) == (
        State.SUBMITTED,
        author,
        [person],
    )
    image = made.pictures.get().image
    assert (image.description, image.collection.name) == ("宣讲员站在讲台上", "基层供稿")
    client.force_login(decider)
    assert "宣讲进校园" in client.get(reverse("wagtailadmin_home")).content.decode()
    assert client.get(response.url).context["decides"]


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"title": ""}, "title"),
        ({"text": "长" * 20_001}, "text"),
        ({"kind": "poem"}, "kind"),
        ({"person_0": "999999"}, "person_0"),
    ],
)
def test_faults_stand_beside_their_fields_and_nothing_is_saved(client, author, own, changes, fault):
    client.force_login(author)
    response = client.post(reverse("contributions:add"), _posted(own, **changes))
    assert response.status_code == 400
    assert list(response.context["form"].errors) == [fault]
    assert not Contribution.objects.exists()


def test_a_picture_says_what_it_shows_and_is_a_picture(client, author, own):
    client.force_login(author)
    for file, description, fault in (
        (image_file("一.jpg"), "", "description"),
        (io.BytesIO(b"no picture"), "字", "file"),
    ):
        file.name = "一.jpg"
        response = client.post(
            reverse("contributions:add"),
            _posted(own, **{"pictures-0-file": file, "pictures-0-description": description}),
        )
        assert response.status_code == 400
        assert list(response.context["pictures"].errors[0]) == [fault]
    assert not Contribution.objects.exists()


def test_a_contribution_of_another_branch_cannot_be_made_or_opened(client, draft, county):
    other = branch("榆山", county)
    client.force_login(editor_of(other.station, may_publish=True))
    response = client.post(
        reverse("contributions:add"), _posted(other, organisation=draft.organisation_id)
    )
    assert list(response.context["form"].errors) == ["organisation"]
    for name in ("read", "edit", "decide", "hand_up", "withdraw"):
        address = reverse(f"contributions:{name}", args=[draft.pk])
        for send in (client.get, client.post):
            response = send(address, {"answer": "adopt"})
            assert response.status_code == 405 or response.url == reverse("wagtailadmin_home")
    assert "宣讲进校园" not in client.get(reverse("contributions:list")).content.decode()
    draft.refresh_from_db()
    assert draft.state == State.DRAFT


def test_a_draft_is_read_by_nobody_above(client, draft, decider, admin):
    for user in (decider, admin):
        client.force_login(user)
        response = client.get(reverse("contributions:read", args=[draft.pk]))
        assert response.url == reverse("wagtailadmin_home")


def test_decided_in_the_admin_and_the_writer_reads_the_answer(
    client, handed_up, author, admin, home
):
    column = ArticleIndexPageFactory(parent=home, title="基层动态")
    client.force_login(admin)
    decide = reverse("contributions:decide", args=[handed_up.pk])
    response = client.post(decide, {"answer": "decline", "remark": ""})
    assert (response.status_code, list(response.context["form"].errors)) == (400, ["remark"])
    assert client.post(decide, {"answer": "burn"}).status_code == 404
    response = client.post(
        decide, {"answer": "adopt", "under": column.pk, "remark": "写得实在，采用。"}
    )
    handed_up.refresh_from_db()
    assert response.url == reverse("wagtailadmin_pages:edit", args=[handed_up.page_id])
    # A second answer, from a tab left open, is told that it comes too late.
    assert client.post(decide, {"answer": "decline", "remark": "不用"}).status_code == 302
    handed_up.refresh_from_db()
    assert handed_up.state == State.ADOPTED
    handed_up.page.specific.save_revision().publish()
    client.force_login(author)
    text = client.get(reverse("contributions:read", args=[handed_up.pk])).content.decode()
    assert "写得实在，采用。" in text
    assert f'href="{handed_up.page.url}"' in text


def test_lists_and_the_report_open_for_everybody_who_takes_part(
    client, handed_up, author, decider, admin
):
    for user in (author, decider, admin):
        client.force_login(user)
        for name in ("list", "report"):
            assert client.get(reverse(f"contributions:{name}")).status_code == 200
        listed = client.get(
            reverse("contributions:list"), {"list": "waiting", "state": "submitted"}
        )
        waiting = [] if user == author else [handed_up]
        assert list(listed.context["page_obj"]) == waiting


def test_the_report_as_a_table_for_excel(client, handed_up, admin):
    client.force_login(admin)
    response = client.get(reverse("contributions:report"), {"export": "xlsx"})
    sheet = openpyxl.load_workbook(io.BytesIO(response.content)).active
    month = f"{timezone.localdate():%Y-%m}"
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    assert rows == [["孔村镇服务站", month, "1", "0", "0%"]]


@pytest.mark.django_db(transaction=True)
def test_of_two_answers_at_once_one_counts(wagtail_base):
    station = branch("孔村", organisation("平阴县退役军人事务局")).station
    writer = editor_of(station)
    draft = contributing.write(
        contribution=Contribution(organisation=station, title="一", author_name="李", text="文"),
        user=writer,
    )
    handed = contributing.hand_up(contribution=draft, user=writer)
    users = [UserFactory(is_superuser=True) for _ in range(4)]

    def answer(user) -> str:
        try:
            contributing.give_back(contribution=handed, user=user, remark="补")
        except contributing.WrongState:
            return "late"
        finally:
            connections.close_all()
        return "answered"

    with ThreadPoolExecutor(4) as pool:
        outcomes = sorted(pool.map(answer, users))
    assert outcomes == ["answered", "late", "late", "late"]
    assert handed.log.count() == 2
