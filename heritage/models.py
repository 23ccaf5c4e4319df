"""Only re-exports, so that Django finds the models of the programmes."""

from .people.models import (
    Organisation,
    Person,
    PersonIndexPage,
    PersonName,
    PersonSource,
    Place,
)
from .stories.models import (
    ArticleIndexPage,
    ArticlePage,
    DayInHistory,
    ImportFile,
    StoryIndexPage,
    StoryPage,
    StoryPerson,
    StoryPlace,
)

__all__ = [
    "ArticleIndexPage",
    "ArticlePage",
    "DayInHistory",
    "ImportFile",
    "Organisation",
    "Person",
    "PersonIndexPage",
    "PersonName",
    "PersonSource",
    "Place",
    "StoryIndexPage",
    "StoryPage",
    "StoryPerson",
    "StoryPlace",
]
