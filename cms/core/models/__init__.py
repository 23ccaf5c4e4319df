"""Models of the foundation."""

from .base_page import BasePage, PageTag, RelatedPage
from .files import CoreDocument, CoreImage, CoreRendition
from .jobs import Job
from .settings import MourningPeriod, SiteSettings
from .stamp import SiteStamp

__all__ = [
    "BasePage",
    "CoreDocument",
    "CoreImage",
    "CoreRendition",
    "Job",
    "MourningPeriod",
    "PageTag",
    "RelatedPage",
    "SiteSettings",
    "SiteStamp",
]
