"""What the screening of one candidacy has found, and what still stands against passing it."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from heritage.honours.capacities import visible_candidacies
from heritage.honours.enums import CandidacyState
from heritage.honours.models import (
    Candidacy,
    CandidacyPair,
    EligibilityFinding,
    EligibilityItem,
    Honouree,
    NegativeEntry,
)
from heritage.honours.screening import pairing
from search.text.names import plain_pinyin, reading
from search.text.normalise import normalise

LONGEST_NAME = 120


@dataclass(frozen=True, slots=True)
class Line:
    """One item of the checklist with what was found; ``finding`` None: nobody has looked."""

    item: EligibilityItem
    finding: EligibilityFinding | None

    @property
    def is_met(self) -> bool | None:
        return self.finding.is_met if self.finding else None

    @property
    def is_right(self) -> bool:
        """Whether it lets the candidacy pass: met, or for the negative list not met."""
        return self.is_met is (not self.item.is_negative)


def match_key(name: str) -> str:
    """What equal names share, whatever their script, width and spaces; 120 characters at most."""
    key = "".join(character for character in normalise(name) if character.isalnum())
    return key[:LONGEST_NAME]


def items_of(candidacy: Candidacy) -> list[EligibilityItem]:
    """The items that are checked: those of its title for all and for its category."""
    category = candidacy.category.name if candidacy.category else ""
    return list(candidacy.title.eligibility_items.filter(category_name__in={"", category}))


def lines_of(candidacy: Candidacy) -> list[Line]:
    """The checklist of a candidacy."""
    found = {finding.item_id: finding for finding in candidacy.findings.select_related("by")}
    return [Line(item, found.get(item.pk)) for item in items_of(candidacy)]


def negative_hits(candidacy: Candidacy) -> list[NegativeEntry]:
    """Entries of the negative list in force today with the nominee's name."""
    in_force = Q(until=None) | Q(until__gte=timezone.localdate())
    key = match_key(candidacy.nominee_name)
    return list(NegativeEntry.objects.filter(in_force, match_key=key)) if key else []


def earlier_honours(candidacy: Candidacy) -> list[Honouree]:
    """Who of that name was given a title before, revoked ones too; the newest first."""
    read = plain_pinyin(reading(candidacy.nominee_name))[:240]
    if not read:
        return []
    found = Honouree.objects.filter(sort_pinyin=read).exclude(candidacy=candidacy)
    key = match_key(candidacy.nominee_name)
    return [
        honouree for honouree in found.order_by("-year", "pk") if match_key(honouree.name) == key
    ]


def namesakes(candidacy: Candidacy, user: AbstractBaseUser) -> list[Candidacy]:
    """Others of that name in the campaign that ``user`` may see and that are in no open pair.

    For another title, or no longer in the selection; none that was merged.
    """
    key = match_key(candidacy.nominee_name)
    if not key:
        return []
    found = visible_candidacies(user).filter(
        campaign=candidacy.campaign_id, sort_pinyin=candidacy.sort_pinyin
    )
    found = found.exclude(pk=candidacy.pk).exclude(state=CandidacyState.MERGED)
    paired = {k for pair in open_pairs(candidacy) for k in (pair.first_id, pair.second_id)}
    return [
        other
        for other in found.select_related("title").order_by("pk")
        if other.pk not in paired and match_key(other.nominee_name) == key
    ]


def open_pairs(candidacy: Candidacy) -> list[CandidacyPair]:
    """Possible duplicates that a person has to decide."""
    return list(pairing.undecided([candidacy]).select_related("first", "second"))


def missing(candidacy: Candidacy, *, hits_told_apart: bool = False) -> list[str]:
    """In words, what keeps a candidacy from passing; nothing for one that may.

    ``hits_told_apart``: somebody said why the entries of the negative list
    with that name are not the nominee.
    """
    faults = []
    if candidacy.state == CandidacyState.CORRECTING:
        faults.append(_("A correction is still waited for."))
    for line in lines_of(candidacy):
        if line.is_met is None:
            faults.append(_("Not looked at yet: %(item)s") % {"item": line.item.text})
        elif not line.is_right and line.item.is_negative:
            faults.append(_("Applies, and must not: %(item)s") % {"item": line.item.text})
        elif not line.is_right:
            faults.append(_("Not met: %(item)s") % {"item": line.item.text})
    if pairs := open_pairs(candidacy):
        codes = "、".join(
            (pair.second if pair.first_id == candidacy.pk else pair.first).code for pair in pairs
        )
        faults.append(
            _("Say first whether this is the same nominee as No. %(codes)s.") % {"codes": codes}
        )
    if not hits_told_apart and negative_hits(candidacy):
        faults.append(
            _("The name stands on the negative list. If it is somebody else, say how you know.")
        )
    return faults
