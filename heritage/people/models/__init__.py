"""Authority records: who and where the stories are about."""

from .pages import PersonIndexPage
from .person import Person, PersonName, PersonSource
from .places import Organisation, Place

__all__ = [
    "Organisation",
    "Person",
    "PersonIndexPage",
    "PersonName",
    "PersonSource",
    "Place",
]
