"""From a file to a page: made once, brought up to date, never doubled."""

from __future__ import annotations

import dataclasses
import datetime

import pytest
from wagtail.models import PageViewRestriction, Revision

from cms.core.enums import CreditRole
from heritage.stories import importer
from heritage.stories.enums import ArticleKind
from heritage.stories.importer import Outcome, PageKind
from heritage.stories.importing.enums import CreditRole as ReadRole
from heritage.stories.importing.messages import FaultCode, ImportFault
from heritage.stories.models import ArticleIndexPage, ArticlePage, StoryPage
from tests.factories import (
    ArticleIndexPageFactory,
    ArticlePageFactory,
    PersonFactory,
    PlaceFactory,
    PracticePageFactory,
    StoryIndexPageFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

TEXT = """老兵王某的五十年

本报讯（记者 李明）10月12日，中江县举行座谈会，黄继光生前所在部队的老兵来到这里，讲述当年的战斗经历。

坚守岗位

退役以后，他在山村小学教了三十年书，学生们都说他是最好的老师。

编辑：张伟
"""
NEWER = TEXT.replace("三十年书", "三十一年书")


@pytest.fixture
def column(home):
    return ArticleIndexPageFactory(parent=home, slug="bang-yang")


def take(text: str, parent, *, name: str = "老兵.txt", kind=PageKind.ARTICLE, **options):
    data = text.encode()
    article = importer.read(data, name)
    return importer.import_article(article=article, data=data, parent=parent, kind=kind, **options)


class TestArticle:
    def test_made_as_a_draft(self, column):
        done = take(TEXT, column)
        page = ArticlePage.objects.get()
        assert (done.outcome, done.page) == (Outcome.CREATED, page)
        assert (page.title, page.slug) == ("老兵王某的五十年", "lao-bing-wang-mou-de-wu-shi-nian")
        assert (page.live, page.kind, page.get_parent().specific) == (
            False,
            ArticleKind.REPORT,
            column,
        )
        assert [block.block_type for block in page.body] == ["paragraph", "heading", "paragraph"]
        assert page.body[1].value["text"] == "坚守岗位"
        assert ("editor", "张伟") in [
            (block.value["role"], block.value["names"]) for block in page.credits
        ]

    def test_published_at_once_if_asked(self, column):
        page = take(TEXT, column, publish=True).page
        assert page.live is True
        assert ArticlePage.objects.get().first_published_at is not None

    def test_text_is_text_and_never_markup(self, column):
        take(TEXT.replace("山村小学", "<script>alert(1)</script>&小学"), column)
        html = "".join(str(block.value) for block in ArticlePage.objects.get().body)
        assert "<script>" not in html
        assert "&lt;script&gt;alert(1)&lt;/script&gt;&amp;小学" in html

    def test_a_dateline_names_a_place_we_know(self, column):
        place = PlaceFactory(name="中江县")
        assert importer._place("中江") == place
        assert importer._place("中江县") == place
        PlaceFactory(name="中江市")
        assert importer._place("中江") is None
        assert importer._place("") is None

    def test_the_day_of_issue_needs_a_day(self):
        assert importer._day(["2024", "2024-10", "2024-10-12"]) == datetime.date(2024, 10, 12)
        assert importer._day(["2024", "2024-10"]) is None

    def test_every_role_of_the_reader_is_a_role_of_ours(self):
        assert {role.value for role in ReadRole} <= set(CreditRole.values)

    def test_a_title_longer_than_a_title_may_be_goes_on_in_the_deck(self, column):
        data = TEXT.encode()
        read = importer.read(data, "长.txt")
        article = dataclasses.replace(read, title="长" * 300, deck="导语")
        done = importer.import_article(
            article=article, data=data, parent=column, kind=PageKind.ARTICLE
        )
        assert (done.page.title, done.page.deck) == ("长" * 255, "长" * 45 + "导语")


class TestAgain:
    def test_the_same_file_changes_nothing(self, column):
        first = take(TEXT, column).page
        ArticlePage.objects.filter(pk=first.pk).update(deck="编辑写的导语")
        revisions = Revision.objects.count()
        again = take(TEXT, column)
        assert (again.outcome, again.page.pk) == (Outcome.UNCHANGED, first.pk)
        assert (ArticlePage.objects.get().deck, Revision.objects.count()) == (
            "编辑写的导语",
            revisions,
        )

    def test_the_same_bytes_under_another_name(self, column):
        first = take(TEXT, column).page
        assert take(TEXT, column, name="改名.txt").page.pk == first.pk
        assert ArticlePage.objects.count() == 1

    def test_a_new_version_becomes_a_revision(self, column):
        first = take(TEXT, column).page
        again = take(NEWER, column)
        assert (again.outcome, again.page.pk) == (Outcome.UPDATED, first.pk)
        latest = ArticlePage.objects.get().get_latest_revision_as_object()
        assert "三十一年书" in str(latest.body)
        assert ArticlePage.objects.count() == 1

    def test_a_new_version_of_a_live_page_waits_unless_published(self, column):
        take(TEXT, column, publish=True)
        take(NEWER, column)
        assert "三十一年书" not in str(ArticlePage.objects.get().body)
        assert ArticlePage.objects.get().has_unpublished_changes is True

    def test_a_new_version_published(self, column):
        take(TEXT, column, publish=True)
        take(NEWER, column, publish=True)
        page = ArticlePage.objects.get()
        assert ("三十一年书" in str(page.body), page.live) == (True, True)
        assert page.has_unpublished_changes is False

    def test_the_new_version_a_third_time_is_known(self, column):
        take(TEXT, column, publish=True)
        take(NEWER, column)
        third = take(NEWER, column)
        assert (third.outcome, ArticlePage.objects.count()) == (Outcome.UNCHANGED, 1)

    def test_an_editors_unpublished_work_is_kept_where_the_file_is_silent(self, column):
        page = take(TEXT, column).page
        place = PlaceFactory()
        page.tags.add("退役军人")
        page.place, page.search_description = place, "编辑写的摘要"
        page.save_revision()
        latest = take(NEWER, column).page
        assert ("三十一年书" in str(latest.body), latest.search_description) == (
            True,
            "编辑写的摘要",
        )
        assert [tag.name for tag in latest.tags.all()] == ["退役军人"]

    def test_a_draft_published_by_the_second_run(self, column):
        take(TEXT, column)
        done = take(TEXT, column, publish=True)
        assert (done.outcome, done.page.live) == (Outcome.UNCHANGED, True)

    def test_an_article_and_a_story_are_two_pages(self, home, column):
        take(TEXT, column)
        take(TEXT, StoryIndexPageFactory(parent=home), kind=PageKind.STORY)
        assert (ArticlePage.objects.count(), StoryPage.objects.count()) == (1, 1)


class TestStory:
    def test_people_are_linked_in_order(self, home):
        people = [PersonFactory(name="黄继光"), PersonFactory(name="邱少云")]
        done = take(TEXT, StoryIndexPageFactory(parent=home), kind=PageKind.STORY, people=people)
        assert StoryPage.objects.get(pk=done.page.pk).people == people

    def test_people_the_site_knows_are_proposed(self, home):
        PersonFactory(name="某甲", other_names=["黄继光"])
        article = importer.read(TEXT.encode(), "a.txt")
        assert [person.name for person in article.people] == ["黄继光"]

    def test_the_user_is_in_the_record(self, home):
        user = UserFactory()
        take(TEXT, StoryIndexPageFactory(parent=home), kind=PageKind.STORY, user=user)
        assert StoryPage.objects.get().latest_revision.user == user


class TestParent:
    def test_by_slug(self, home, column):
        other = ArticleIndexPageFactory(parent=home, slug="other")
        assert importer.find_parent(kind=PageKind.ARTICLE, slug="other").pk == other.pk

    def test_an_unknown_slug_names_those_there_are(self, column):
        with pytest.raises(importer.NoParent) as caught:
            importer.find_parent(kind=PageKind.ARTICLE, slug="nowhere")
        assert ("nowhere" in str(caught.value), "bang-yang" in str(caught.value)) == (True, True)

    def test_an_index_of_the_other_kind_is_none(self, home, column):
        with pytest.raises(importer.NoParent):
            importer.find_parent(kind=PageKind.STORY, slug="bang-yang")

    def test_the_first_public_one(self, home):
        practice = PracticePageFactory(parent=home)
        ArticleIndexPageFactory(parent=practice)
        public = ArticleIndexPageFactory(parent=home)
        assert importer.find_parent(kind=PageKind.ARTICLE).pk == public.pk

    def test_one_is_made_where_there_is_none(self, home):
        made = importer.find_parent(kind=PageKind.ARTICLE)
        assert (made.live, made.get_parent().pk) == (True, home.pk)
        assert importer.find_parent(kind=PageKind.ARTICLE).pk == made.pk
        assert ArticleIndexPage.objects.count() == 1

    def test_a_private_one_only_by_name(self, home, column):
        PageViewRestriction.objects.create(page=column, restriction_type="login")
        assert importer.find_parent(kind=PageKind.ARTICLE, slug="bang-yang").pk == column.pk
        assert importer.find_parent(kind=PageKind.ARTICLE).pk != column.pk


def test_a_fault_leaves_nothing(column):
    with pytest.raises(ImportFault) as caught:
        take("", column)
    assert (caught.value.code, ArticlePage.objects.count()) == (FaultCode.EMPTY, 0)


def test_what_cannot_be_published_is_not_half_made(column, monkeypatch):
    def refuse(self, *args, **kwargs):
        raise RuntimeError("refused")

    monkeypatch.setattr(Revision, "publish", refuse)
    with pytest.raises(RuntimeError):
        take(TEXT, column, publish=True)
    assert (ArticlePage.objects.count(), Revision.objects.filter(object_str="老兵").count()) == (
        0,
        0,
    )


def test_pages_not_imported_are_never_taken_for_one(column):
    ArticlePageFactory(parent=column, title="老兵王某的五十年")
    assert take(TEXT, column).outcome is Outcome.CREATED
