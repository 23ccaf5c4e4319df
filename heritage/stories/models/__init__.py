"""Articles, hero stories and the days of history."""

from .articles import ArticleIndexPage, ArticlePage
from .days import DayInHistory
from .imported import ImportFile
from .stories import StoryIndexPage, StoryPage, StoryPerson, StoryPlace

__all__ = [
    "ArticleIndexPage",
    "ArticlePage",
    "DayInHistory",
    "ImportFile",
    "StoryIndexPage",
    "StoryPage",
    "StoryPerson",
    "StoryPlace",
]
