"""What the search keeps in the database: what waits, what editors decided, what was searched."""

from .curation import SynonymSet, VocabularyStamp
from .log import SearchDay, SearchOpening, SearchPhrase
from .outbox import OutboxEntry

__all__ = [
    "OutboxEntry",
    "SearchDay",
    "SearchOpening",
    "SearchPhrase",
    "SynonymSet",
    "VocabularyStamp",
]
