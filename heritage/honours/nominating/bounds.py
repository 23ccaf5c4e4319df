"""Which files may come with a nomination."""

from __future__ import annotations

from cms.core.intake.evidence import EvidenceLimits
from cms.core.intake.sniffing import PDF, PICTURES, SOUND, WORD
from heritage.honours.models import CampaignTitle

TYPES = (*PICTURES, PDF, WORD, *SOUND)


def bounds_of(title: CampaignTitle) -> EvidenceLimits:
    """How many files may come with a nomination for a title, and of which kinds."""
    return EvidenceLimits(max_files=title.max_files, types=TYPES)
