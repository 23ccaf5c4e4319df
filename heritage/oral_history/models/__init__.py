"""Interviews and what belongs to them."""

from .consent import ClosedRange, Consent, ConsentLog
from .interview_parts import (
    InterviewCollector,
    InterviewNarrator,
    InterviewRecording,
    InterviewStory,
)
from .interviews import (
    CollectionInterview,
    InterviewCollectionPage,
    InterviewIndexPage,
    InterviewPage,
)
from .register import RegisterEntry, RegisterVisit
from .sign_off import SignOff
from .time_index import Segment, TimeIndex

__all__ = [
    "ClosedRange",
    "CollectionInterview",
    "Consent",
    "ConsentLog",
    "InterviewCollectionPage",
    "InterviewCollector",
    "InterviewIndexPage",
    "InterviewNarrator",
    "InterviewPage",
    "InterviewRecording",
    "InterviewStory",
    "RegisterEntry",
    "RegisterVisit",
    "Segment",
    "SignOff",
    "TimeIndex",
]
