"""What the public hands in, and the records that protect it."""

from .call_backs import CallBackRequest
from .consent import Consent, PrivacyNotice
from .drafts import Draft
from .evidence import Evidence
from .logs import NoticeLog, PurgeReport, UnmaskLog
from .protection import RateCount, UsedChallenge
from .records import IntakeRecord

__all__ = [
    "CallBackRequest",
    "Consent",
    "Draft",
    "Evidence",
    "IntakeRecord",
    "NoticeLog",
    "PrivacyNotice",
    "PurgeReport",
    "RateCount",
    "UnmaskLog",
    "UsedChallenge",
]
