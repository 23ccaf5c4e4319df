"""Campaigns, nominations, judging, notices, and who was honoured."""

from .campaigns import (
    Campaign,
    CampaignTitle,
    EligibilityItem,
    Stage,
    StageExtension,
    StarLevel,
    TitleCategory,
)
from .candidacies import BatchUpload, Candidacy, CandidacyPair, Correction, Nomination
from .honoured import Honouree
from .judging import (
    Assignment,
    Judge,
    RoundReopening,
    RoundResult,
    Score,
    SheetEntry,
)
from .notices import LogEntry, NoticeRow, Objection, PublicNotice, SpecialDay
from .pages import CampaignPage, HonoursIndexPage
from .rubrics import Rubric, RubricAspect, RubricCriterion, ScoringRound
from .screening import (
    DepartmentOpinion,
    EligibilityFinding,
    NegativeEntry,
    OnSiteCheck,
    Recommendation,
    RegionOfficer,
    RegionQuota,
)
from .votes import PublicVote, Vote, VoteCode, VoteEntry, VoterDay, VoteRemoval

__all__ = [
    "Assignment",
    "BatchUpload",
    "Campaign",
    "CampaignPage",
    "CampaignTitle",
    "Candidacy",
    "CandidacyPair",
    "Correction",
    "DepartmentOpinion",
    "EligibilityFinding",
    "EligibilityItem",
    "Honouree",
    "HonoursIndexPage",
    "Judge",
    "LogEntry",
    "NegativeEntry",
    "Nomination",
    "NoticeRow",
    "Objection",
    "OnSiteCheck",
    "PublicNotice",
    "PublicVote",
    "Recommendation",
    "RegionOfficer",
    "RegionQuota",
    "RoundReopening",
    "RoundResult",
    "Rubric",
    "RubricAspect",
    "RubricCriterion",
    "Score",
    "ScoringRound",
    "SheetEntry",
    "SpecialDay",
    "Stage",
    "StageExtension",
    "StarLevel",
    "TitleCategory",
    "Vote",
    "VoteCode",
    "VoteEntry",
    "VoteRemoval",
    "VoterDay",
]
