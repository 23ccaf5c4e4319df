"""What stories and articles make of contributions that are adopted."""

from __future__ import annotations

import html
import json
import uuid

from wagtail.models import Page

from cms.core.enums import CreditRole
from heritage.people.contribution_enums import ContributionKind
from heritage.people.contributions.adoption import Adoption, register_adoption
from heritage.people.models import Contribution
from heritage.stories.enums import ArticleKind
from heritage.stories.models import (
    ArticleIndexPage,
    ArticlePage,
    StoryIndexPage,
    StoryPage,
    StoryPerson,
)


def columns_for(user) -> list[Page]:
    """Columns in which ``user`` may put an article, in the order of the tree."""
    return _open_to(user, ArticleIndexPage)


def story_indexes_for(user) -> list[Page]:
    """Indexes of stories under which ``user`` may put a story, in the order of the tree."""
    return _open_to(user, StoryIndexPage)


def make_article(*, contribution: Contribution, under: Page, user) -> ArticlePage:
    """A draft article in the column ``under``, credited to its correspondent and station."""
    page = ArticlePage(
        kind=ArticleKind.NEWS, organisation=contribution.organisation, **_content(contribution)
    )
    return _add(page, under, user)


def make_story(*, contribution: Contribution, under: Page, user) -> StoryPage:
    """A draft story under the index ``under``, linked to the people it is about."""
    page = StoryPage(**_content(contribution))
    page.people_links = [
        StoryPerson(person=person, sort_order=order)
        for order, person in enumerate(contribution.people.standing())
    ]
    return _add(page, under, user)


def register() -> None:
    """Take news as articles and stories as stories."""
    register_adoption(ContributionKind.NEWS, Adoption(places=columns_for, make=make_article))
    register_adoption(ContributionKind.STORY, Adoption(places=story_indexes_for, make=make_story))


def _open_to(user, model: type[Page]) -> list[Page]:
    pages = model.objects.order_by("path")
    return [page for page in pages if page.permissions_for_user(user).can_add_subpage()]


def _content(contribution: Contribution) -> dict:
    """What both kinds of page take over; the first picture becomes the cover."""
    images = [picture.image for picture in contribution.pictures.select_related("image")]
    cover, *others = images or [None]
    paragraphs = [part for part in contribution.text.splitlines() if part.strip()]
    text = "".join(f"<p>{html.escape(part.strip())}</p>" for part in paragraphs)
    body = [_block("paragraph", text)]
    body += [_block("image", {"image": image.pk, "alt": "", "caption": ""}) for image in others]
    credits = [
        (CreditRole.CORRESPONDENT, contribution.author_name),
        (CreditRole.SOURCE, contribution.organisation.name),
    ]
    return {
        "title": contribution.title,
        "cover": cover,
        "body": json.dumps(body, ensure_ascii=False),
        "credits": json.dumps(
            [_block("credit", {"role": role.value, "names": names}) for role, names in credits],
            ensure_ascii=False,
        ),
        "live": False,
    }


def _add(page, under: Page, user):
    page.owner = user
    under.add_child(instance=page)
    page.save_revision(user=user, log_action=True)
    return page


def _block(kind: str, value) -> dict:
    return {"type": kind, "value": value, "id": str(uuid.uuid4())}
