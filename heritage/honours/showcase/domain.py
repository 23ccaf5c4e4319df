"""Use cases of the showcase: announcing who was chosen, writing, showing, revoking."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.log_actions import log

from cms.core.slugs import pinyin_slug
from cms.core.text import plain, shorten
from heritage.honours import logbook
from heritage.honours.candidacies import StaleError, move
from heritage.honours.capacities import require_office
from heritage.honours.enums import CandidacyState, ResultKind, Role, StageKind
from heritage.honours.models import Campaign, CampaignPage, Candidacy, Honouree, RoundResult
from heritage.honours.showcase.drafting import (
    Record,
    draft_record,
    draft_story,
    enter_honour,
    story_sections,
    strike_honour,
)
from heritage.honours.showcase.stories import ANNOUNCED, logged, made_for
from heritage.honours.standing import stages_of
from heritage.people.models import Organisation, Person
from heritage.stories.models import StoryIndexPage

LOG = "heritage.honouree."
BRIEF = 400
"""Characters of the deeds in brief, as an announcement proposes them."""

WRITABLE = (
    "name", "category_name", "unit", "place", "stars", "citation", "deeds", "certificate",
    "person", "organisation", "story", "image", "image_basis", "source",
)  # fmt: skip


class NotDecidedError(Exception):
    """Nobody is announced before the decision was made."""


class NotYetError(Exception):
    """Nobody is shown before the stage of release begins; ``stage`` is that one."""

    def __init__(self, stage):
        super().__init__(f"{stage} has not begun")
        self.stage = stage


class RevokedError(Exception):
    """What was revoked is not shown, changed or revoked again."""


def announce(
    *,
    campaign: Campaign,
    user: AbstractBaseUser,
    under: StoryIndexPage | None = None,
    records: Mapping[int, Record] | None = None,
) -> list[Honouree]:
    """Make of everybody chosen an honouree, a draft story and a record; gives the new ones.

    Stories stand below ``under``, the first public section where it is not
    said; without any section there are none. ``records`` are those the office
    chose, by the key of the candidacy; else the candidacy's own, else a new
    draft. Nothing is public yet: see :func:`show`. Called again it makes what is missing. Raises
    ``PermissionDenied`` and :class:`NotDecidedError`; then nothing is made.
    """
    require_office(user)
    with transaction.atomic():
        locked = Campaign.objects.select_for_update().get(pk=campaign.pk)
        if locked.decided_at is None:
            raise NotDecidedError
        under = under or next(iter(story_sections()), None)
        made = [
            _announce_one(candidacy, under, (records or {}).get(candidacy.pk), user)
            for candidacy in waiting_to_be_announced(locked)
        ]
        if not made:
            return made
        if locked.announced_at is None:
            locked.announced_at = timezone.now()
            locked.save(update_fields=["announced_at"])
        logbook.append(
            campaign=locked,
            action=ANNOUNCED,
            data=logged(made),
            user=user,
        )
    return made


def waiting_to_be_announced(campaign: Campaign) -> list[Candidacy]:
    """Candidacies that were chosen and have no honouree yet, by title, category and strokes."""
    found = Candidacy.objects.filter(
        campaign=campaign, state=CandidacyState.HONOURED, honouree=None
    ).select_related("campaign", "title__honour", "category", "place", "person", "organisation")
    return list(
        found.order_by("title__sort_order", "category__sort_order", "stroke_key", "sort_pinyin")
    )


def write(
    *,
    honouree: Honouree,
    changes: Mapping[str, object],
    seen: str,
    user: AbstractBaseUser,
) -> Honouree:
    """Change what is known of an honouree: ``changes`` are values of :data:`WRITABLE` fields.

    ``seen`` is the :func:`fingerprint` of what the user was looking at. A record that is
    chosen gets the honour as a draft change, the one before loses it. Raises ``PermissionDenied``,
    ``StaleError``, :class:`RevokedError`, and ``ValidationError`` by field.
    """
    require_office(user)
    if unknown := set(changes) - set(WRITABLE):
        raise ValueError(f"not to be written: {sorted(unknown)}")
    with transaction.atomic():
        locked = _locked(honouree)
        if fingerprint(locked) != seen:
            raise StaleError
        before = {name: getattr(locked, name) for name in ("person", "organisation")}
        for name, value in changes.items():
            setattr(locked, name, plain(value).strip() if isinstance(value, str) else value)
        _check(locked)
        locked.save()
        for name, known in before.items():
            record = getattr(locked, name)
            if record == known:
                continue
            if known is not None:
                strike_honour(honouree=locked, record=known, user=user)
            if record is not None:
                enter_honour(honouree=locked, record=record, user=user)
        _note(locked, "written", user, {"fields": sorted(changes)})
    return locked


def show(*, honourees: Iterable[Honouree], user: AbstractBaseUser) -> list[Honouree]:
    """Let the public see honourees: the wall, the year, a page each; gives those newly shown.

    All or none. Raises ``PermissionDenied``, :class:`RevokedError`,
    :class:`NotYetError` while the stage of release is still to come, and
    ``ValidationError`` for a campaign whose page is private.
    """
    require_office(user)
    shown = []
    with transaction.atomic():
        for locked in _locked_all(honourees):
            if locked.campaign:
                _require_released(locked.campaign)
            if locked.is_shown:
                continue
            locked.is_shown = True
            locked.save(update_fields=["is_shown"])
            _note(locked, "shown", user)
            shown.append(locked)
    return shown


def hide(*, honouree: Honouree, user: AbstractBaseUser) -> Honouree:
    """Take an honouree out of public view for the time being, the honour left untouched."""
    require_office(user)
    with transaction.atomic():
        locked = _locked(honouree)
        locked.is_shown = False
        locked.save(update_fields=["is_shown"])
        _note(locked, "hidden", user)
    return locked


def revoke(*, honouree: Honouree, reason: str, user: AbstractBaseUser) -> Honouree:
    """Take an honour back (撤销); at once nothing public shows it any more.

    The story that the announcement made is taken offline, the entry in its
    record struck, its candidacy revoked; the honouree stays in the archive with
    the reason. A story that was linked by hand was written for itself and
    stands: see :func:`~heritage.honours.showcase.stories.written_apart`. Raises
    ``PermissionDenied``, :class:`RevokedError`, and ``ValidationError`` without a reason.
    """
    require_office(user)
    reason = plain(reason).strip()
    if not reason:
        raise ValidationError({"reason": _("Give the reason.")})
    with transaction.atomic():
        locked = _locked(honouree)
        locked.revoked_at, locked.revoked_reason = timezone.now(), reason[:300]
        locked.is_shown = False
        locked.save(update_fields=["revoked_at", "revoked_reason", "is_shown"])
        made = made_for(locked)
        if made is not None and made.live:
            # Whoever may revoke need not be one who may publish.
            UnpublishPageAction(made, user=user).execute(skip_permission_checks=True)
        for record in filter(None, (locked.person, locked.organisation)):
            strike_honour(honouree=locked, record=record, user=user)
        if locked.candidacy and locked.candidacy.state == CandidacyState.HONOURED:
            move(
                candidacy=locked.candidacy,
                to=CandidacyState.REVOKED,
                role=Role.OFFICE,
                user=user,
                reason=reason,
            )
        _note(locked, "revoked", user, {"reason": logbook.digest_of(reason)})
    return locked


def fingerprint(honouree: Honouree) -> str:
    """What tells one state of an honouree's fields from another: 64 hex digits."""
    fields = [honouree._meta.get_field(name).attname for name in WRITABLE]
    return logbook.digest_of([getattr(honouree, name) for name in fields])


def free_slug(name: str, year: int) -> str:
    """``wang-jian-guo-2026``, numbered where somebody has it already."""
    base = "-".join(filter(None, [pinyin_slug(name, max_length=100), str(year)]))
    base = base if not base.isdigit() else f"honouree-{year}"
    taken = set(Honouree.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    slug, number = base, 1
    while slug in taken:
        number += 1
        slug = f"{base}-{number}"
    return slug


def stars_of(candidacy: Candidacy) -> int | None:
    """The star level the last applied result gave; None where the title has none."""
    if candidacy.title.result_kind != ResultKind.STARS:
        return None
    results = RoundResult.objects.filter(
        round__stage__campaign=candidacy.campaign, applied_at__isnull=False
    ).order_by("-round__stage__sort_order", "-pk")
    rows = (row for result in results for field in result.data["contests"] for row in field["rows"])
    return next(
        (row["stars"] for row in rows if row["candidacy"] == candidacy.pk and row["stars"]), None
    )


def _announce_one(candidacy: Candidacy, under, record: Record | None, user) -> Honouree:
    campaign, title = candidacy.campaign, candidacy.title
    honouree = Honouree(
        campaign=campaign,
        candidacy=candidacy,
        year=campaign.year,
        title_name=title.name,
        category_name=candidacy.category.name if candidacy.category else "",
        kind=title.nominee_kind,
        name=candidacy.nominee_name,
        slug=free_slug(candidacy.nominee_name, campaign.year),
        unit=candidacy.unit,
        place=candidacy.place,
        stars=stars_of(candidacy),
        deeds=shorten(candidacy.deeds, BRIEF),
        honour=title.honour,
        is_sample=campaign.is_sample,
    )
    record = record or candidacy.person or candidacy.organisation
    record = record or draft_record(honouree=honouree, candidacy=candidacy, user=user)
    if isinstance(record, Person):
        honouree.person = record
    elif isinstance(record, Organisation):
        honouree.organisation = record
    if under is not None:
        honouree.story = draft_story(
            honouree=honouree, candidacy=candidacy, under=under, record=record, user=user
        )
    honouree.save()
    if record is not None:
        enter_honour(honouree=honouree, record=record, user=user)
    log(instance=honouree, action=f"{LOG}announced", user=user)
    return honouree


def _check(honouree: Honouree) -> None:
    honouree.full_clean()
    if honouree.image_id and not honouree.image_basis:
        raise ValidationError(
            {"image_basis": _("Say who permitted the picture to be shown, and on what paper.")}
        )
    same_number = Honouree.objects.exclude(pk=honouree.pk).filter(
        certificate=honouree.certificate, revoked_at=None
    )
    if honouree.certificate and (other := same_number.first()):
        message = _g("%(other)s has the certificate of this number.") % {"other": other}
        raise ValidationError({"certificate": message})


def _require_released(campaign: Campaign) -> None:
    stages = [stage for stage in stages_of(campaign) if stage.kind == StageKind.RELEASE]
    if stages and not stages[0].has_begun():
        raise NotYetError(stages[0])
    # A campaign of the practice section stays there.
    if CampaignPage.objects.private().filter(campaign=campaign).exists():
        words = _g("The page of “%(campaign)s” is private: nobody of it is shown to the public.")
        raise ValidationError(words % {"campaign": campaign})


def _locked(honouree: Honouree) -> Honouree:
    return _locked_all([honouree])[0]


def _locked_all(honourees: Iterable[Honouree]) -> list[Honouree]:
    keys = [honouree.pk for honouree in honourees]
    found = list(
        Honouree.objects.select_for_update(of=("self",))
        .select_related("campaign", "candidacy", "person", "organisation", "story", "honour")
        .filter(pk__in=keys)
        .order_by("pk")
    )
    if any(honouree.revoked_at is not None for honouree in found):
        raise RevokedError
    if len(found) != len(set(keys)):
        raise Honouree.DoesNotExist
    return found


def _note(honouree: Honouree, action: str, user, data: dict | None = None) -> None:
    log(instance=honouree, action=f"{LOG}{action}", user=user)
    if honouree.campaign:
        logbook.append(
            campaign=honouree.campaign,
            action=f"honouree_{action}",
            data={"honouree": honouree.pk, **(data or {})},
            user=user,
        )
