"""In which capacity somebody acts, and what they may therefore see."""

from __future__ import annotations

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet

from heritage.honours.enums import Role
from heritage.honours.models import Campaign, Candidacy, Judge, RegionOfficer
from heritage.people.models import Place

# Who may change campaigns is the selection office.
OFFICE = "heritage.change_campaign"


def is_office(user: AbstractBaseUser) -> bool:
    """Whether a user belongs to the selection office."""
    return bool(user.is_active and user.has_perm(OFFICE))


def require_office(user: AbstractBaseUser) -> None:
    """Raises ``PermissionDenied`` for anybody but the office."""
    if not is_office(user):
        raise PermissionDenied("only the selection office may do this")


def regions_of(user: AbstractBaseUser) -> list[Place]:
    """The places an officer of regions answers for; none for anybody else."""
    if not user.is_authenticated:
        return []
    links = RegionOfficer.objects.filter(user=user).select_related("place")
    return [link.place for link in links]


def within(places: list[Place], field: str = "place") -> Q:
    """Rows whose ``field`` is one of ``places`` or lies in one; nothing for no places."""
    wanted = Q(pk__in=[])
    for place in places:
        wanted |= Q(**{f"{field}__path__startswith": place.path})
    return wanted


def judge_of(user: AbstractBaseUser, campaign: Campaign) -> Judge | None:
    """The judgeship a user holds in a campaign and has not left."""
    if not user.is_authenticated:
        return None
    return Judge.objects.filter(campaign=campaign, user=user, left_at=None).first()


def visible_candidacies(user: AbstractBaseUser) -> QuerySet[Candidacy]:
    """Whose files a user of the admin may open: the office all, an officer their region's.

    Judges see what they were assigned through the judging views only.
    """
    everything = Candidacy.objects.all()
    if is_office(user):
        return everything
    return everything.filter(within(regions_of(user)))


def roles_for(user: AbstractBaseUser | None, candidacy: Candidacy) -> set[Role]:
    """In which capacities a user may act on a candidacy; ``None`` is the public."""
    if user is None or not user.is_authenticated:
        return {Role.PUBLIC}
    roles = set()
    if is_office(user):
        roles.add(Role.OFFICE)
    if visible_candidacies(user).filter(pk=candidacy.pk).exists() and Role.OFFICE not in roles:
        roles.add(Role.REGION)
    if judge := judge_of(user, candidacy.campaign):
        roles.add(Role.LEAD_JUDGE if judge.is_lead else Role.JUDGE)
    return roles
