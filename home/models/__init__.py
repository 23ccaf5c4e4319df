"""The first page, sections and plain pages."""

from .first_day import FirstDayMark
from .home_page import HomePage
from .on_this_day import OnThisDayPage
from .practice import PracticePage
from .services import ServiceLinksPage
from .standard import SectionPage, StandardPage

__all__ = [
    "FirstDayMark",
    "HomePage",
    "OnThisDayPage",
    "PracticePage",
    "SectionPage",
    "ServiceLinksPage",
    "StandardPage",
]
