"""A story as a reader sees it, and what goes along with it."""

from __future__ import annotations

import datetime
import io
import json

import pytest
from django.utils.translation import gettext
from PIL import Image
from wagtail.models import PageViewRestriction

from cms.core.models import RelatedPage
from heritage.stories.models import StoryPage
from search.engines.base import SearchDocument
from tests.factories import (
    CoreImageFactory,
    PersonFactory,
    PlaceFactory,
    StandardPageFactory,
    StoryIndexPageFactory,
    StoryPageFactory,
    block,
    paragraphs,
)
from tests.markup import json_ld, links, meta, soup, texts, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def stories(home):
    return StoryIndexPageFactory(parent=home, slug="stories", show_in_menus=True)


@pytest.fixture
def story(stories):
    """A story with all that a story may have."""
    return StoryPageFactory(
        parent=stories,
        title="血战上甘岭",
        slug="sgl",
        deck="四十三天的坚守。",
        issued_on=datetime.date(2024, 10, 14),
        cover=CoreImageFactory(description="阵地"),
        people=[PersonFactory(name="黄继光", birth="1931", death="1952", units=["第135团"])],
        places=[PlaceFactory(name="上甘岭")],
        tagged=["抗美援朝"],
        body=json.dumps(
            [
                block("paragraph", "<p>志愿军坚守坑道。</p>"),
                block("heading", {"text": "坑道", "level": "h2"}),
                block("pull_quote", {"text": "引文", "attribution": "某人", "source": "某书"}),
            ]
        ),
        credits=json.dumps(
            [
                block("credit", {"role": "author", "names": "李明、王芳"}),
                block("credit", {"role": "editor", "names": "张伟"}),
            ]
        ),
    )


def restrict(page) -> None:
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


class TestContent:
    def test_what_is_shown(self, client, story):
        response = client.get("/stories/sgl/")
        assert response.status_code == 200
        assert soup(response).h1.get_text().strip() == "血战上甘岭"
        assert texts(response, ".deck") == ["四十三天的坚守。"]
        assert "志愿军坚守坑道。" in words(response)
        assert "坑道" in texts(response, "h2")
        assert texts(response, ".credits dd") == ["李明、王芳", "张伟"]
        assert texts(response, ".credits dt") == [gettext("author"), gettext("editor")]
        assert [name for name in texts(response, ".record__name") if name == "黄继光"] == ["黄继光"]
        assert "/people/huang-ji-guang/" in links(response)

    def test_breadcrumbs(self, client, home, stories, story):
        response = client.get(story.url)
        assert texts(response, ".breadcrumbs li") == [gettext("Home"), stories.title, "血战上甘岭"]

    def test_sharing(self, client, story):
        response = client.get(story.url)
        found = meta(response)
        assert found["og:title"] == "血战上甘岭"
        assert found["og:description"] == found["description"] == "四十三天的坚守。"
        assert found["og:url"] == "http://testserver/stories/sgl/"
        assert found["og:image"].startswith("http://testserver/uploads/images/")
        assert found["og:image:alt"] == "阵地"
        assert soup(response).find("link", rel="canonical")["href"] == found["og:url"]

    def test_schema_org(self, client, story):
        data = json_ld(client.get(story.url))
        image = data.pop("image")
        assert image.startswith("http://testserver/uploads/images/")
        assert data == {
            "@context": "https://schema.org",
            "@type": "Article",
            "name": "血战上甘岭",
            "headline": "血战上甘岭",
            "description": "四十三天的坚守。",
            "inLanguage": "zh-Hans",
            "url": "http://testserver/stories/sgl/",
            "datePublished": "2024-10-14",
            "dateModified": story.last_published_at.isoformat(),
            "author": [
                {"@type": "Person", "name": "李明"},
                {"@type": "Person", "name": "王芳"},
            ],
        }

    def test_a_title_cannot_break_out_of_the_page(self, client, stories):
        title = "</script><script>alert(1)</script>&\"'"
        page = StoryPageFactory(parent=stories, title=title, slug="x", deck=title)
        response = client.get(page.url)
        assert json_ld(response)["name"] == title
        assert b"<script>alert" not in response.content
        assert soup(response).h1.get_text().strip() == title

    def test_an_unpublished_person_is_neither_named_nor_linked(self, client, stories):
        hidden = PersonFactory(name="未公布的人", live=False)
        page = StoryPageFactory(
            parent=stories,
            people=[hidden],
            body=json.dumps([block("person_card", {"person": hidden.pk})]),
        )
        response = client.get(page.url)
        assert (response.status_code, hidden.url in links(response)) == (200, False)
        assert "未公布的人" not in response.content.decode()

    def test_a_person_card_in_the_text(self, client, stories):
        person = PersonFactory(name="黄继光")
        page = StoryPageFactory(
            parent=stories, body=json.dumps([block("person_card", {"person": person.pk})])
        )
        assert texts(client.get(page.url), ".block-person h3") == ["黄继光"]

    def test_a_person_or_picture_that_was_deleted_leaves_a_whole_page(self, client, stories):
        person, picture = PersonFactory(), CoreImageFactory()
        image = {"image": picture.pk, "alt": "", "caption": "", "credit": ""}
        page = StoryPageFactory(
            parent=stories,
            body=json.dumps(
                [
                    block("paragraph", "<p>文字</p>"),
                    block("person_card", {"person": person.pk}),
                    block("image", image),
                    block("gallery", {"title": "", "images": [image, image]}),
                ]
            ),
        )
        person.delete()
        picture.delete()
        response = client.get(page.url)
        assert (response.status_code, "文字" in words(response)) == (200, True)

    def test_a_sample_says_so(self, client, stories):
        page = StoryPageFactory(parent=stories, is_sample=True)
        assert texts(client.get(page.url), ".sample-note .badge") == [gettext("Sample")]

    def test_a_draft_is_not_there(self, client, stories):
        page = StoryPageFactory(parent=stories, live=False)
        assert client.get(page.url).status_code == 404

    def test_search_document(self, story):
        assert story.search_document() == SearchDocument(
            key=f"page:{story.pk}",
            kind="story",
            title="血战上甘岭",
            url="/stories/sgl/",
            summary="四十三天的坚守。",
            body="志愿军坚守坑道。\n坑道\n引文\n某人\n某书\n李明、王芳\n张伟",
            people=("黄继光",),
            places=("上甘岭",),
            units=("第135团",),
            periods=((1952, 1952),),
            sort_date="2024-10-14",
            facets={
                "kind": ("story",),
                "place": ("上甘岭",),
                "tag": ("抗美援朝",),
                "conflict": (),
                "honour": (),
                "unit": (),
            },
            filters={"person": ("黄继光",)},
        )

    @pytest.mark.parametrize(
        ("fields", "summary"),
        [
            ({"search_description": "甲", "deck": "乙"}, "甲"),
            ({"deck": "乙"}, "乙"),
            ({"body": paragraphs("丙。" * 100)}, "丙。" * 80),
            ({}, ""),
        ],
    )
    def test_summary(self, stories, fields, summary):
        assert StoryPageFactory(parent=stories, **fields).summary == summary


class TestNeighbours:
    def make(self, stories, title: str, day: int, **fields):
        issued = datetime.date(2024, 1, day)
        return StoryPageFactory(parent=stories, title=title, issued_on=issued, **fields)

    def test_newer_and_older(self, client, stories):
        old, middle, new = (self.make(stories, name, day) for day, name in enumerate("甲乙丙", 1))
        response = client.get(middle.url)
        assert (response.context["next"], response.context["previous"]) == (new, old)
        assert [client.get(old.url).context[name] for name in ("next", "previous")] == [
            middle,
            None,
        ]
        assert [client.get(new.url).context[name] for name in ("next", "previous")] == [
            None,
            middle,
        ]

    def test_what_readers_may_not_open_is_passed_over(self, client, stories):
        old = self.make(stories, "甲", 1)
        self.make(stories, "草稿", 2, live=False)
        restrict(self.make(stories, "不公开", 3))
        new = self.make(stories, "丙", 4)
        assert client.get(new.url).context["previous"] == old
        assert client.get(old.url).context["next"] == new

    def test_only_of_the_same_index(self, client, home, stories):
        page = self.make(stories, "甲", 1)
        self.make(StoryIndexPageFactory(parent=home), "乙", 2)
        response = client.get(page.url)
        assert (response.context["next"], response.context["previous"]) == (None, None)


class TestReadingOn:
    def test_what_the_editor_chose_in_that_order(self, client, home, stories):
        page = StoryPageFactory(parent=stories)
        chosen = [StandardPageFactory(parent=home), StoryPageFactory(parent=stories)]
        private, draft = (
            StoryPageFactory(parent=stories),
            StoryPageFactory(parent=stories, live=False),
        )
        restrict(private)
        for order, other in enumerate([draft, chosen[1], private, chosen[0]]):
            RelatedPage.objects.create(page=page, related=other, sort_order=order)
        assert client.get(page.url).context["related"] == [chosen[1], chosen[0]]

    def test_else_what_shares_most(self, client, stories):
        person = PersonFactory()
        page = StoryPageFactory(parent=stories, people=[person], tagged=["抗美援朝", "四川"])
        one = StoryPageFactory(parent=stories, tagged=["四川"])
        two = StoryPageFactory(parent=stories, people=[person], tagged=["抗美援朝"])
        StoryPageFactory(parent=stories, tagged=["别的"])
        restrict(StoryPageFactory(parent=stories, people=[person]))
        assert client.get(page.url).context["related"] == [two, one]


class TestPoster:
    def test_of_a_public_story(self, client, story):
        response = client.get(f"/share/{story.pk}/poster.png")
        assert (response.status_code, response["Content-Type"]) == (200, "image/png")
        with Image.open(io.BytesIO(response.content)) as picture:
            assert (picture.format, picture.size) == ("PNG", (1080, 1800))

    def test_with_neither_cover_nor_deck_and_a_very_long_title(self, client, stories):
        page = StoryPageFactory(parent=stories, title="很" * 255, slug="long")
        assert client.get(page.poster_url).status_code == 200

    def test_of_nothing_else(self, client, home, stories):
        draft = StoryPageFactory(parent=stories, live=False)
        private = StoryPageFactory(parent=stories)
        restrict(private)
        for pk in (home.pk, stories.pk, draft.pk, private.pk, 999_999):
            assert client.get(f"/share/{pk}/poster.png").status_code == 404
        for page in (draft, private):
            assert client.get(page.qr_url).status_code == 404


class TestIndex:
    def test_only_what_the_public_may_read(self, client, stories):
        StoryPageFactory(parent=stories, title="公开")
        StoryPageFactory(parent=stories, title="草稿", live=False)
        restrict(StoryPageFactory(parent=stories, title="不公开"))
        response = client.get(stories.url)
        assert [page.title for page in response.context["page_obj"]] == ["公开"]
        assert "不公开" not in response.content.decode()

    def test_an_editor_sees_what_is_published_in_a_private_section(self, admin_client, stories):
        StoryPageFactory(parent=stories, title="练习")
        restrict(stories)
        response = admin_client.get(stories.url)
        assert [page.title for page in response.context["page_obj"]] == ["练习"]

    def test_no_door_while_nothing_is_live(self, stories):
        StoryPageFactory(parent=stories, live=False)
        assert stories.has_content is False

    def test_as_many_queries_for_a_story_with_many_links(self, stories, count_queries):
        few, many = (
            StoryPageFactory(
                parent=stories,
                people=[PersonFactory() for _ in range(count)],
                places=[PlaceFactory() for _ in range(count)],
            )
            for count in (2, 12)
        )
        assert count_queries(many.url) == count_queries(few.url)


class TestPreview:
    def test_a_story_that_was_never_saved(self, home, stories):
        page = StoryPage(title="尚未保存的事迹", deck="导语", slug="draft")
        page.set_url_path(stories)
        response = page.make_preview_request()
        assert response.status_code == 200
        assert texts(response, "h1") == ["尚未保存的事迹"]
