"""Pages, each under a parent that its type allows."""

from __future__ import annotations

import datetime
import json
import uuid

import factory
import wagtail_factories
from django.utils import timezone

from cms.core.slugs import pinyin_slug
from heritage.people.models import PersonIndexPage
from heritage.stories.models import (
    ArticleIndexPage,
    ArticlePage,
    StoryIndexPage,
    StoryPage,
    StoryPerson,
    StoryPlace,
)
from home.models import (
    HomePage,
    OnThisDayPage,
    PracticePage,
    SectionPage,
    ServiceLinksPage,
    StandardPage,
)

FIRST_PUBLISHED = datetime.datetime(2024, 5, 1, 9, 30, tzinfo=datetime.UTC)


def block(kind: str, value) -> dict:
    """One block of a StreamField as it is stored."""
    return {"type": kind, "value": value, "id": str(uuid.uuid4())}


def paragraphs(*texts: str) -> str:
    """A body of plain paragraphs."""
    return json.dumps([block("paragraph", f"<p>{text}</p>") for text in texts])


class BasePageFactory(wagtail_factories.PageFactory):
    """A live page that was published once; ``live=False`` makes a draft.

    Refuses a parent that the page type does not allow, so that no test
    stands on a tree that no editor could build.
    """

    class Meta:
        abstract = True
        skip_postgeneration_save = True

    title = factory.Sequence(lambda number: f"页面{number}")
    slug = factory.LazyAttributeSequence(
        lambda page, number: f"{pinyin_slug(page.title, max_length=60) or 'page'}-{number}"
    )
    show_in_menus = False
    first_published_at = factory.LazyAttribute(lambda page: FIRST_PUBLISHED if page.live else None)
    last_published_at = factory.SelfAttribute("first_published_at")
    live = True
    has_unpublished_changes = factory.LazyAttribute(lambda page: not page.live)

    @classmethod
    def _create_instance(cls, model_class, parent, kwargs):
        if not model_class.can_create_at(parent):
            raise ValueError(f"{model_class.__name__} may not stand under {parent!r}")
        parent.refresh_from_db()
        page = model_class(**kwargs)
        parent.add_child(instance=page)
        return page

    @factory.post_generation
    def tagged(self, create, extracted, **kwargs):
        """``tagged=["抗美援朝"]`` puts tags on the page."""
        if extracted:
            self.tags.add(*extracted)
            self.save()


class HomePageFactory(BasePageFactory):
    class Meta:
        model = HomePage

    title = "戎光"


class SectionPageFactory(BasePageFactory):
    class Meta:
        model = SectionPage


class StandardPageFactory(BasePageFactory):
    class Meta:
        model = StandardPage


class ServiceLinksPageFactory(BasePageFactory):
    class Meta:
        model = ServiceLinksPage


class OnThisDayPageFactory(BasePageFactory):
    class Meta:
        model = OnThisDayPage

    title = "历史上的今天"


class PracticePageFactory(BasePageFactory):
    class Meta:
        model = PracticePage

    title = "练习区"


class PersonIndexPageFactory(BasePageFactory):
    class Meta:
        model = PersonIndexPage

    title = "人物"
    slug = "people"


class StoryIndexPageFactory(BasePageFactory):
    class Meta:
        model = StoryIndexPage

    title = "英雄故事"


class StoryPageFactory(BasePageFactory):
    """A story; ``people=[…]`` and ``places=[…]`` are linked in that order."""

    class Meta:
        model = StoryPage

    title = factory.Sequence(lambda number: f"故事{number}")

    @factory.post_generation
    def people(self, create, extracted, **kwargs):
        for order, person in enumerate(extracted or ()):
            self.people_links.add(StoryPerson(person=person, sort_order=order))
        if extracted:
            self.save()

    @factory.post_generation
    def places(self, create, extracted, **kwargs):
        for order, place in enumerate(extracted or ()):
            self.place_links.add(StoryPlace(place=place, sort_order=order))
        if extracted:
            self.save()


class ArticleIndexPageFactory(BasePageFactory):
    class Meta:
        model = ArticleIndexPage

    title = "榜样"


class ArticlePageFactory(BasePageFactory):
    class Meta:
        model = ArticlePage

    title = factory.Sequence(lambda number: f"报道{number}")


def tomorrow() -> datetime.datetime:
    """A moment that has not come."""
    return timezone.now() + datetime.timedelta(days=1)
