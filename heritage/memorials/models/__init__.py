"""Memorial sites, rolls of names and what is done for them."""

from .events import (
    Booking,
    EventIndexPage,
    EventPage,
    EventPicture,
    GroupJourney,
    JourneyRequest,
)
from .exhibitions import ExhibitionPage
from .inspections import (
    Defect,
    Inspection,
    InspectionItem,
    InspectionPicture,
    InspectionSchedule,
)
from .leads import KinLead, LeadMessage
from .rolls import (
    EntryPair,
    Roll,
    RollEntry,
    RollEntryName,
    RollEntrySource,
    RollImport,
    RollImportFault,
)
from .site_parts import (
    SiteClosure,
    SiteDesignation,
    SiteImage,
    SitePerson,
    SiteRecording,
    SiteUnit,
)
from .sites import MemorialIndexPage, MemorialSitePage
from .tributes import (
    ProxyTribute,
    ProxyTributePicture,
    TributeCount,
    TributeMessage,
    TributeReport,
    TributeTerm,
)

__all__ = [
    "Booking",
    "Defect",
    "EntryPair",
    "EventIndexPage",
    "EventPage",
    "EventPicture",
    "ExhibitionPage",
    "GroupJourney",
    "Inspection",
    "InspectionItem",
    "InspectionPicture",
    "InspectionSchedule",
    "JourneyRequest",
    "KinLead",
    "LeadMessage",
    "MemorialIndexPage",
    "MemorialSitePage",
    "ProxyTribute",
    "ProxyTributePicture",
    "Roll",
    "RollEntry",
    "RollEntryName",
    "RollEntrySource",
    "RollImport",
    "RollImportFault",
    "SiteClosure",
    "SiteDesignation",
    "SiteImage",
    "SitePerson",
    "SiteRecording",
    "SiteUnit",
    "TributeCount",
    "TributeMessage",
    "TributeReport",
    "TributeTerm",
]
