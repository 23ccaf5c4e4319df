"""Use cases of public notices: preparing, publishing, calling back, closing."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from cms.core.text import plain
from heritage.honours import candidacies, logbook, quotas
from heritage.honours.candidacies import StaleError
from heritage.honours.capacities import require_office
from heritage.honours.enums import (
    OBJECTION_OPEN,
    PUBLIC_NOTICE_TRANSITIONS,
    CandidacyState,
    PublicNoticeState,
    Role,
)
from heritage.honours.models import (
    Campaign,
    CampaignPage,
    Candidacy,
    NoticeRow,
    PublicNotice,
)
from heritage.honours.models.campaigns import FIRST_YEAR, LAST_YEAR
from heritage.honours.noticing.ordering import in_order
from heritage.honours.working_days import end_of

LOG = "heritage.public_notice."
FIELDS = (
    "stage",
    "place",
    "title",
    "intro",
    "starts_on",
    "days",
    "unit",
    "order",
    "supervision_phone",
    "supervision_address",
    "supervision_email",
)
# A second notice, at the next level, may follow the first.
NOTICEABLE = (CandidacyState.PROPOSED, CandidacyState.ON_NOTICE)
LONGEST_DETAIL = NoticeRow._meta.get_field("detail").max_length
REASON_LEAST = 2


class IllegalTransitionError(Exception):
    """A notice may not go from its state to the one asked for."""


def is_running(notice: PublicNotice, today: datetime.date | None = None) -> bool:
    """Whether the public may read a notice: published, from its first day to its last."""
    today = today or timezone.localdate()
    return (
        notice.state == PublicNoticeState.PUBLISHED and notice.starts_on <= today <= notice.ends_on
    )


def is_over(notice: PublicNotice, today: datetime.date | None = None) -> bool:
    """Whether a published notice ran its whole period."""
    if notice.state == PublicNoticeState.CLOSED:
        return True
    today = today or timezone.localdate()
    return notice.state == PublicNoticeState.PUBLISHED and notice.ends_on < today


def running(today: datetime.date | None = None) -> QuerySet[PublicNotice]:
    """The notices that the public may read."""
    today = today or timezone.localdate()
    return PublicNotice.objects.filter(
        state=PublicNoticeState.PUBLISHED, starts_on__lte=today, ends_on__gte=today
    )


def noticeable(campaign: Campaign) -> QuerySet[Candidacy]:
    """Whom a notice may list: proposed, or on an earlier notice."""
    return (
        Candidacy.objects.filter(campaign=campaign, state__in=NOTICEABLE)
        .select_related("title", "category", "place")
        .order_by("title__sort_order", "stroke_key", "pk")
    )


def fingerprint(notice: PublicNotice) -> str:
    """A digest of a notice as it would be published, to tell whether somebody changed it."""
    fields = {name: notice.serializable_value(name) for name in FIELDS}
    return logbook.digest_of({"rows": _plain_rows(notice), **fields})


def digest_of_rows(notice: PublicNotice) -> str:
    """The digest of the names as they were published; the log holds it too.

    Striking a name out later leaves it as it is.
    """
    return logbook.digest_of(_plain_rows(notice))


def _plain_rows(notice: PublicNotice) -> list[list]:
    rows = notice.rows.order_by("position", "pk")
    return [
        [row.candidacy_id, row.position, row.name, row.detail, row.title_name, row.category_name]
        for row in rows
    ]


def prepare(
    *,
    campaign: Campaign,
    fields: Mapping[str, object],
    chosen: Iterable[Candidacy],
    details: Mapping[int, str] | None = None,
    user: AbstractBaseUser,
) -> PublicNotice:
    """Draft a notice of ``chosen``; ``fields`` are :data:`FIELDS`.

    ``details`` is what stands beside a name, by key of candidacy; the unit and
    post where it says nothing. Raises ``PermissionDenied`` or ``ValidationError``,
    also for more names than there are places, those of earlier notices counted in.
    """
    return _write(PublicNotice(campaign=campaign, by=user), fields, chosen, details or {}, user)


def change(
    *,
    notice: PublicNotice,
    seen: str,
    fields: Mapping[str, object],
    chosen: Iterable[Candidacy],
    details: Mapping[int, str],
    user: AbstractBaseUser,
) -> PublicNotice:
    """Change a draft that was read with the :func:`fingerprint` ``seen``.

    Raises as :func:`prepare`, :class:`IllegalTransitionError` for one that is no
    draft any more, and :class:`~heritage.honours.candidacies.StaleError`.
    """
    with transaction.atomic():
        locked = _locked(notice)
        if locked.state != PublicNoticeState.DRAFT:
            raise IllegalTransitionError(f"{locked!r} is {locked.state}")
        if fingerprint(locked) != seen:
            raise StaleError
        return _write(locked, fields, chosen, details, user)


def _write(notice, fields, chosen, details, user) -> PublicNotice:
    require_office(user)
    if notice.campaign.closed_at is not None:
        raise ValidationError(_("The campaign is closed."))
    for name in FIELDS:
        if name in fields:
            setattr(notice, name, fields[name])
    chosen = list(chosen)
    if not chosen:
        raise ValidationError(_("Choose at least one name."))
    if any(each.campaign_id != notice.campaign_id for each in chosen):
        raise ValidationError(_("A notice lists names of one campaign."))
    if too_many := quotas.beyond(notice.campaign, states=quotas.PUBLIC, also=chosen):
        raise ValidationError(too_many)
    if notice.stage is not None and notice.stage.campaign_id != notice.campaign_id:
        raise ValidationError({"stage": _("This stage belongs to another campaign.")})
    notice.full_clean()
    if not FIRST_YEAR <= notice.starts_on.year <= LAST_YEAR:
        raise ValidationError({"starts_on": _("This year cannot be right.")})
    _require_length(notice)
    with transaction.atomic():
        is_new = notice.pk is None
        notice.save()
        notice.rows.all().delete()
        ordered = in_order(chosen, notice.order)
        NoticeRow.objects.bulk_create(
            _row(notice, each, position, details.get(each.pk))
            for position, each in enumerate(ordered, start=1)
        )
        action = "prepared" if is_new else "changed"
        log(instance=notice, action=f"{LOG}{action}", user=user)
    return notice


def _row(notice, candidacy: Candidacy, position: int, detail: str | None) -> NoticeRow:
    if detail is None:
        detail = candidacy.unit or (str(candidacy.place) if candidacy.place else "")
    return NoticeRow(
        notice=notice,
        candidacy=candidacy,
        position=position,
        name=candidacy.nominee_name,
        detail=" ".join(plain(detail).split())[:LONGEST_DETAIL],
        title_name=candidacy.title.name,
        category_name=candidacy.category.name if candidacy.category else "",
    )


def _require_length(notice: PublicNotice) -> datetime.date:
    """The last day; ``ValidationError`` for a period shorter than the campaign promised."""
    campaign = notice.campaign
    ends_on = end_of(notice.starts_on, notice.days, notice.unit)
    if ends_on < end_of(notice.starts_on, campaign.notice_days, campaign.notice_unit):
        message = _("The campaign promises notices of at least %(days)d %(unit)s.")
        unit = campaign.get_notice_unit_display()
        raise ValidationError({"days": message % {"days": campaign.notice_days, "unit": unit}})
    return ends_on


def publish(*, notice: PublicNotice, seen: str, user: AbstractBaseUser) -> PublicNotice:
    """Put a draft before the public, as it was seen with the :func:`fingerprint` ``seen``.

    Whoever is on it moves to that state; the last day is computed, and the head
    of the campaign's log, with the digest of the names in it, is kept and shown.
    Raises ``PermissionDenied``, ``ValidationError`` (in words),
    :class:`IllegalTransitionError` and :class:`~heritage.honours.candidacies.StaleError`.
    """
    require_office(user)
    with transaction.atomic():
        locked = _step(notice, PublicNoticeState.PUBLISHED)
        if fingerprint(locked) != seen:
            raise StaleError
        if not CampaignPage.objects.live().filter(campaign=locked.campaign).exists():
            # One that is live in the practice section only is read by those who practise.
            raise ValidationError(
                _("The campaign's page is not published, so nobody could read the notice.")
            )
        if locked.starts_on < timezone.localdate():
            raise ValidationError({"starts_on": _("The first day is past; choose another.")})
        locked.ends_on = _require_length(locked)
        listed = _listed(locked)
        if too_many := quotas.beyond(locked.campaign, states=quotas.PUBLIC, also=listed):
            raise ValidationError(too_many)
        for each in listed:
            if each.state == CandidacyState.PROPOSED:
                candidacies.move(
                    candidacy=each,
                    to=CandidacyState.ON_NOTICE,
                    role=Role.OFFICE,
                    user=user,
                    data={"notice": locked.pk},
                )
        locked.published_at = timezone.now()
        entry = logbook.append(
            campaign=locked.campaign,
            action="notice.published",
            data={
                "notice": locked.pk,
                "candidacies": [each.pk for each in listed],
                "first": locked.starts_on,
                "last": locked.ends_on,
                "rows": digest_of_rows(locked),
            },
            user=user,
        )
        locked.digest = entry.digest
        locked.save(update_fields=["state", "ends_on", "published_at", "digest"])
        log(instance=locked, action=f"{LOG}published", user=user)
    return locked


def _listed(notice: PublicNotice) -> list[Candidacy]:
    """Whom a draft lists, locked and as they are now; their names are those to be published."""
    listed = list(
        Candidacy.objects.select_for_update(of=("self",))
        .filter(notice_rows__notice=notice)
        .select_related("title", "category")
        .order_by("pk")
    )
    if not listed:
        raise ValidationError(_("Choose at least one name."))
    names = [each.nominee_name for each in listed if each.state not in NOTICEABLE]
    if names:
        message = _("No longer proposed, so take them off the list first: %(names)s")
        raise ValidationError(message % {"names": "、".join(names)})
    rows = {row.candidacy_id: row for row in notice.rows.all()}
    changed = [each.nominee_name for each in listed if rows[each.pk].name != each.nominee_name]
    if changed:
        message = _("The name was changed since the list was prepared; save it again: %(names)s")
        raise ValidationError(message % {"names": "、".join(changed)})
    return listed


def call_back(*, notice: PublicNotice, reason: str, user: AbstractBaseUser) -> PublicNotice:
    """Take a notice back, a draft or one that the public reads; says why in the log.

    Whoever is on no other notice that counts is proposed again.
    """
    require_office(user)
    reason = " ".join(reason.split())[:300]
    with transaction.atomic():
        locked = _step(notice, PublicNoticeState.CALLED_BACK)
        was_public = locked.published_at is not None
        if was_public and len(reason) < REASON_LEAST:
            raise ValidationError({"reason": _("Say why.")})
        locked.called_back_reason = reason
        locked.save(update_fields=["state", "called_back_reason"])
        if was_public:
            for each in Candidacy.objects.filter(_only_on(locked)):
                candidacies.move(
                    candidacy=each,
                    to=CandidacyState.PROPOSED,
                    role=Role.OFFICE,
                    user=user,
                    reason=reason,
                    data={"notice": locked.pk},
                )
        logbook.append(
            campaign=locked.campaign,
            action="notice.called_back",
            data={"notice": locked.pk, "reason": logbook.digest_of(reason)},
            user=user,
        )
        log(instance=locked, action=f"{LOG}called_back", user=user, data={"note": reason})
    return locked


def _only_on(notice: PublicNotice) -> Q:
    """Who is on notice through ``notice`` alone."""
    others = NoticeRow.objects.filter(
        notice__campaign=notice.campaign,
        notice__state__in=(PublicNoticeState.PUBLISHED, PublicNoticeState.CLOSED),
        struck_at=None,
    ).exclude(notice=notice)
    return Q(state=CandidacyState.ON_NOTICE, pk__in=notice.rows.values("candidacy_id")) & ~Q(
        pk__in=others.values("candidacy_id")
    )


def close(*, notice: PublicNotice, user: AbstractBaseUser) -> PublicNotice:
    """Close a notice that ran its period and whose objections are all answered."""
    require_office(user)
    with transaction.atomic():
        locked = _step(notice, PublicNoticeState.CLOSED)
        if locked.ends_on >= timezone.localdate():
            message = _("The notice runs until %(day)s.")
            raise ValidationError(message % {"day": f"{locked.ends_on:%Y-%m-%d}"})
        waiting = locked.objections.filter(state__in=OBJECTION_OPEN).count()
        if waiting:
            message = _("Objections that are not answered yet: %(count)d")
            raise ValidationError(message % {"count": waiting})
        locked.save(update_fields=["state"])
        logbook.append(
            campaign=locked.campaign,
            action="notice.closed",
            data={"notice": locked.pk, "objections": locked.objections.count()},
            user=user,
        )
        log(instance=locked, action=f"{LOG}closed", user=user)
    return locked


def strike(*, candidacy: Candidacy, reason: str) -> int:
    """Strike a name from the notices it is on, in the caller's transaction; gives how many."""
    return NoticeRow.objects.filter(
        candidacy=candidacy, struck_at=None, notice__state=PublicNoticeState.PUBLISHED
    ).update(struck_at=timezone.now(), struck_reason=reason[:300])


def _locked(notice: PublicNotice) -> PublicNotice:
    """The notice under a lock, after that of its campaign, which decisions take too."""
    Campaign.objects.select_for_update().only("pk").get(pk=notice.campaign_id)
    return (
        PublicNotice.objects.select_for_update(of=("self",))
        .select_related("campaign", "stage")
        .get(pk=notice.pk)
    )


def _step(notice: PublicNotice, to: PublicNoticeState) -> PublicNotice:
    """The notice under a lock, with its new state, not yet saved."""
    locked = _locked(notice)
    if to not in PUBLIC_NOTICE_TRANSITIONS[locked.state] or locked.campaign.closed_at is not None:
        raise IllegalTransitionError(f"{locked!r}: {locked.state} → {to}")
    locked.state = to
    return locked
