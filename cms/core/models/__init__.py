"""Models of the foundation."""

from cms.core.intake.models import (
    CallBackRequest,
    Consent,
    Draft,
    Evidence,
    IntakeRecord,
    NoticeLog,
    PrivacyNotice,
    PurgeReport,
    RateCount,
    UnmaskLog,
    UsedChallenge,
)

from .base_page import BasePage, PageTag, RelatedPage
from .files import CoreDocument, CoreImage, CoreRendition
from .jobs import Job
from .settings import MourningPeriod, SiteSettings
from .stamp import SiteStamp

__all__ = [
    "BasePage",
    "CallBackRequest",
    "Consent",
    "CoreDocument",
    "CoreImage",
    "CoreRendition",
    "Draft",
    "Evidence",
    "IntakeRecord",
    "Job",
    "MourningPeriod",
    "NoticeLog",
    "PageTag",
    "PrivacyNotice",
    "PurgeReport",
    "RateCount",
    "RelatedPage",
    "SiteSettings",
    "SiteStamp",
    "UnmaskLog",
    "UsedChallenge",
]
