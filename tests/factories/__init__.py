"""Things to test with; pages stand only where the site lets an editor put them."""

from .media import CoreImageFactory, image_file
from .pages import (
    ArticleIndexPageFactory,
    ArticlePageFactory,
    HomePageFactory,
    OnThisDayPageFactory,
    PersonIndexPageFactory,
    PracticePageFactory,
    SectionPageFactory,
    ServiceLinksPageFactory,
    StandardPageFactory,
    StoryIndexPageFactory,
    StoryPageFactory,
    block,
    paragraphs,
)
from .records import (
    DayInHistoryFactory,
    OrganisationFactory,
    PersonFactory,
    PlaceFactory,
    UserFactory,
)

__all__ = [
    "ArticleIndexPageFactory",
    "ArticlePageFactory",
    "CoreImageFactory",
    "DayInHistoryFactory",
    "HomePageFactory",
    "OnThisDayPageFactory",
    "OrganisationFactory",
    "PersonFactory",
    "PersonIndexPageFactory",
    "PlaceFactory",
    "PracticePageFactory",
    "SectionPageFactory",
    "ServiceLinksPageFactory",
    "StandardPageFactory",
    "StoryIndexPageFactory",
    "StoryPageFactory",
    "UserFactory",
    "block",
    "image_file",
    "paragraphs",
]
