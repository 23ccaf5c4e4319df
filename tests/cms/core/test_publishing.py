"""No picture goes live that says nothing to somebody who cannot see it, on any path."""

from __future__ import annotations

import json

import pytest
from django.contrib.messages import get_messages
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext
from wagtail.test.utils.form_data import (
    inline_formset,
    nested_form_data,
    rich_text,
    streamfield,
)

from cms.core.publishing import missing_alt_texts
from heritage.stories.models import StoryPage
from tests.factories import (
    CoreImageFactory,
    StoryIndexPageFactory,
    StoryPageFactory,
    block,
    paragraphs,
)

pytestmark = pytest.mark.django_db
NEEDS_ALT = "The image “%(title)s” needs an alternative text before it is published."


def fault(image) -> str:
    return gettext(NEEDS_ALT) % {"title": image.title}


@pytest.fixture
def stories(home):
    return StoryIndexPageFactory(parent=home)


@pytest.fixture
def silent(wagtail_base):
    """A picture without an alternative text."""
    return CoreImageFactory(title="无说明", description="  ")


@pytest.fixture
def draft(stories, silent):
    """A draft whose cover says nothing."""
    page = StoryPageFactory(parent=stories, live=False, cover=silent)
    page.save_revision()
    return page


def picture(image, alt: str = "") -> dict:
    return {"image": image.pk, "alt": alt, "caption": "", "credit": ""}


def body(*blocks: dict) -> str:
    return json.dumps(blocks)


def is_live(page) -> bool:
    return StoryPage.objects.get(pk=page.pk).live


class TestFaults:
    def test_of_the_cover(self, draft, silent):
        assert missing_alt_texts(draft) == {"cover": [fault(silent)]}

    def test_of_pictures_in_the_body(self, stories, silent):
        spoken = CoreImageFactory()
        page = StoryPageFactory(
            parent=stories,
            live=False,
            body=body(
                block("image", picture(silent)),
                block("image", picture(silent, "此处的说明")),
                block("image", picture(spoken)),
                block("gallery", {"title": "", "images": [picture(spoken), picture(silent)]}),
                block("paragraph", "<p>文字</p>"),
            ),
        )
        assert missing_alt_texts(page) == {"body": [fault(silent), fault(silent)]}

    def test_none_without_pictures(self, stories):
        page = StoryPageFactory(parent=stories, body=paragraphs("文字"))
        assert missing_alt_texts(page) == {}

    def test_a_picture_that_was_deleted_is_no_fault(self, stories):
        page = StoryPageFactory(parent=stories, live=False, body=body(block("image", {
            "image": 999_999, "alt": "", "caption": "", "credit": "",
        })))  # fmt: skip
        assert missing_alt_texts(page) == {}


class TestWaysOfGoingLive:
    def test_a_draft_may_wait_for_its_words(self, draft):
        draft.title = "改过的标题"
        draft.save_revision()
        draft.save()
        assert not is_live(draft)

    def test_saved_live(self, draft, silent):
        draft.live = True
        with pytest.raises(ValidationError) as caught:
            draft.save()
        assert caught.value.message_dict == {"cover": [fault(silent)]}
        assert not is_live(draft)

    def test_added_live(self, stories, silent):
        with pytest.raises(ValidationError):
            stories.add_child(instance=StoryPage(title="新", cover=silent))

    def test_published_from_a_revision(self, draft):
        with pytest.raises(ValidationError):
            draft.get_latest_revision().publish()
        assert not is_live(draft)

    def test_published_once_the_words_are_there(self, draft, silent):
        silent.description = "阵地"
        silent.save()
        draft.get_latest_revision().publish()
        assert is_live(draft)

    def test_several_at_once(self, admin_client, draft, stories, silent):
        good = StoryPageFactory(parent=stories, live=False)
        good.save_revision()
        address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
        response = admin_client.post(f"{address}?id={draft.pk}&id={good.pk}")
        assert response.status_code == 302
        said = [message.message for message in get_messages(response.wsgi_request)]
        assert said == [f"{draft.title}：{fault(silent)}"]
        assert (is_live(draft), is_live(good)) == (False, False)

    def test_several_at_once_that_are_all_right(self, admin_client, stories):
        pages = [StoryPageFactory(parent=stories, live=False) for _ in range(2)]
        for page in pages:
            page.save_revision()
        address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
        admin_client.post(f"{address}?" + "&".join(f"id={page.pk}" for page in pages))
        assert [is_live(page) for page in pages] == [True, True]


class TestForm:
    def data(self, **changes) -> dict:
        return nested_form_data(
            {
                "title": "血战上甘岭",
                "slug": "",
                "deck": "",
                "cover": "",
                "issued_on": "",
                "tags": "",
                "seo_title": "",
                "search_description": "",
                "body": streamfield([]),
                "credits": streamfield([]),
                "people_links": inline_formset([]),
                "place_links": inline_formset([]),
                "related_items": inline_formset([]),
                "comments": inline_formset([]),
            }
            | changes
        )

    def add(self, client, parent, **changes):
        address = reverse("wagtailadmin_pages:add", args=["heritage", "storypage", parent.pk])
        return client.post(address, self.data(**changes))

    def test_publishing_says_what_is_missing(self, admin_client, stories, silent):
        response = self.add(admin_client, stories, cover=str(silent.pk), **{"action-publish": "1"})
        assert response.status_code == 200
        assert response.context["form"].errors == {"cover": [fault(silent)]}
        assert StoryPage.objects.count() == 0

    def test_of_the_body_too(self, admin_client, stories, silent):
        response = self.add(
            admin_client,
            stories,
            body=streamfield([("image", picture(silent))]),
            **{"action-publish": "1"},
        )
        assert response.status_code == 200
        assert response.context["form"].errors.get("body") == [fault(silent)]

    def test_a_draft_is_kept(self, admin_client, stories, silent):
        response = self.add(admin_client, stories, cover=str(silent.pk))
        page = StoryPage.objects.get()
        assert response.status_code == 302
        assert (page.live, page.cover) == (False, silent)

    @pytest.mark.parametrize("action", [{}, {"action-publish": "1"}])
    def test_the_slug_is_made_from_the_whole_title(self, admin_client, stories, action):
        self.add(admin_client, stories, title="血战上甘岭 1952", **action)
        assert StoryPage.objects.get().slug == "xue-zhan-shang-gan-ling-1952"

    def test_a_draft_may_lack_what_a_block_needs(self, admin_client, stories):
        empty = {"text": "", "attribution": "", "source": ""}
        response = self.add(admin_client, stories, body=streamfield([("pull_quote", empty)]))
        assert response.status_code == 302
        assert StoryPage.objects.get().live is False

    def test_a_page_with_words_is_published(self, admin_client, stories):
        image = CoreImageFactory()
        response = self.add(
            admin_client,
            stories,
            cover=str(image.pk),
            body=streamfield([("paragraph", rich_text("<p>坚守坑道。</p>"))]),
            **{"action-publish": "1"},
        )
        assert response.status_code == 302
        assert StoryPage.objects.get().live is True

    def test_two_drafts_of_one_title(self, admin_client, stories):
        for _ in range(2):
            assert self.add(admin_client, stories).status_code == 302
        slugs = list(StoryPage.objects.order_by("pk").values_list("slug", flat=True))
        assert slugs == ["xue-zhan-shang-gan-ling", "xue-zhan-shang-gan-ling-2"]

    def test_a_slug_that_is_taken_is_a_form_error(self, admin_client, stories):
        self.add(admin_client, stories, slug="sgl")
        response = self.add(admin_client, stories, slug="sgl")
        assert (response.status_code, list(response.context["form"].errors)) == (200, ["slug"])
