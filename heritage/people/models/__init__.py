"""Authority records: who, where and what the stories are about."""

from .contributions import Contribution, ContributionLog, ContributionPicture
from .honours import Honour, UnitHonour
from .importing import PersonImport, PersonImportRow
from .merging import PersonMerge
from .organisations import BranchEditor, Organisation, OrganisationHonour
from .pages import PersonIndexPage
from .person import Person
from .person_parts import PersonConflict, PersonHonour, PersonName, PersonService, PersonSource
from .places import Place
from .records import Record
from .ripple import FactChange, RippleItem
from .roles import Role
from .teams import Figure, Team, TeamActivity, TeamHonour, TeamMember
from .units import Battle, Conflict, Unit

__all__ = [
    "Battle",
    "BranchEditor",
    "Conflict",
    "Contribution",
    "ContributionLog",
    "ContributionPicture",
    "FactChange",
    "Figure",
    "Honour",
    "Organisation",
    "OrganisationHonour",
    "Person",
    "PersonConflict",
    "PersonHonour",
    "PersonImport",
    "PersonImportRow",
    "PersonIndexPage",
    "PersonMerge",
    "PersonName",
    "PersonService",
    "PersonSource",
    "Place",
    "Record",
    "RippleItem",
    "Role",
    "Team",
    "TeamActivity",
    "TeamHonour",
    "TeamMember",
    "Unit",
    "UnitHonour",
]
