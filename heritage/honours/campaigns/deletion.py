"""Personal data of a campaign deleted when its purpose is over, with a report of what went.

(个人信息保护法, article 47.) ``keep_days`` after a campaign was closed its
nominations and the files with them, the facts of candidacies that were not
chosen, what officers and departments wrote of them, the judges' addresses and
notes, and the digests by which votes were counted are emptied or deleted.
Titles, scores, results, notices, objections' own schedule and the log stay.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from functools import partial

from django.contrib.contenttypes.models import ContentType
from django.core.files.storage import Storage
from django.db import models, transaction
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry

from cms.core.intake import retention
from cms.core.intake.kinds import kind_of
from heritage.honours import logbook
from heritage.honours.enums import CandidacyState
from heritage.honours.models import (
    Assignment,
    BatchUpload,
    Campaign,
    Candidacy,
    CandidacyPair,
    Correction,
    DepartmentOpinion,
    EligibilityFinding,
    Judge,
    Nomination,
    OnSiteCheck,
    Recommendation,
    SheetEntry,
    Vote,
    VoteCode,
    VoteEntry,
    VoterDay,
    VoteRemoval,
)
from heritage.honours.models.candidacies import NOMINEE_FIELDS

BATCH = retention.BATCH
# Whose deeds the public was told of; their telephone goes all the same.
_CHOSEN = frozenset({CandidacyState.HONOURED, CandidacyState.REVOKED})
_PRIVATE = {"details": {}, "nominee_phone": "", "nominee_phone_index": ""}
_FACTS = {
    **dict.fromkeys(NOMINEE_FIELDS, ""),
    **_PRIVATE,
    "reason": "",
    "sort_pinyin": "",
    "stroke_key": "",
    "person": None,
    "organisation": None,
}

Step = tuple[str, Callable[[Campaign, datetime.datetime], int]]


def due(now: datetime.datetime) -> list[Campaign]:
    """Closed campaigns whose data must go by ``now``."""
    closed = Campaign.objects.filter(closed_at__isnull=False, purged_at=None).order_by("pk")
    return [each for each in closed if each.closed_at + _keep(each) <= now]


def _keep(campaign: Campaign) -> datetime.timedelta:
    return datetime.timedelta(days=campaign.keep_days)


def delete_personal_data(*, campaign: Campaign, now: datetime.datetime) -> dict[str, int]:
    """Delete what is personal of a campaign that is due; gives what went, by kind.

    In batches of one transaction each, so it may be killed and run again. What
    is on hold stays, and the campaign is then not marked as done. The counts
    go into the campaign's log.
    """
    counts: dict[str, int] = {}
    for name, step in _STEPS:
        while taken := step(campaign, now):
            counts[name] = counts.get(name, 0) + taken
    with transaction.atomic():
        locked = Campaign.objects.select_for_update(of=("self",)).get(pk=campaign.pk)
        is_done = locked.purged_at is None and not _held(campaign).exists()
        if is_done:
            locked.purged_at = now
            locked.save(update_fields=["purged_at"])
        if counts or is_done:
            logbook.append(
                campaign=locked,
                action="data_deleted",
                data={"counts": counts, "complete": is_done},
                actor="clock",
            )
            log(instance=locked, action="heritage.campaign.data_deleted", data={"counts": counts})
    return counts


def _held(campaign: Campaign) -> models.QuerySet[Nomination]:
    return Nomination.objects.filter(title__campaign=campaign, hold=True, purged_at=None)


def _nominations(campaign: Campaign, now: datetime.datetime) -> int:
    open_ones = Nomination.objects.filter(
        title__campaign=campaign, hold=False, purged_at=None
    ).order_by("pk")
    with transaction.atomic():
        keys = [each.pk for each in open_ones.select_for_update().only("pk")[:BATCH]]
        retention.empty_records(kind=kind_of(Nomination.kind), keys=keys, now=now)
        Correction.objects.filter(nomination__in=keys).update(asked="", answer="")
        Nomination.objects.filter(pk__in=keys).update(self_scores={})
        # Why somebody looked for a receipt, in words that may name who lost it.
        ModelLogEntry.objects.filter(
            content_type=ContentType.objects.get_for_model(Nomination),
            object_id__in=[str(pk) for pk in keys],
            data__has_key="note",
        ).update(data={})
    return len(keys)


def _candidacies(campaign: Campaign, now: datetime.datetime) -> int:
    open_ones = (
        Candidacy.objects.filter(campaign=campaign, purged_at=None)
        .exclude(pk__in=_held(campaign).exclude(candidacy=None).values("candidacy"))
        .order_by("pk")
    )
    with transaction.atomic():
        rows = list(open_ones.select_for_update().values_list("pk", "state")[:BATCH])
        keys = [pk for pk, _state in rows]
        others = [pk for pk, state in rows if state not in _CHOSEN]
        # Not through save(): the emptied name has no strokes to sort by.
        Candidacy.objects.filter(pk__in=keys).update(**_PRIVATE, purged_at=now)
        Candidacy.objects.filter(pk__in=others).update(**_FACTS)
        VoteEntry.objects.filter(candidacy__in=others).update(
            summary="", image=None, image_basis=""
        )
        # Entries of the admin's log carry the name, and reasons in words.
        ModelLogEntry.objects.filter(
            content_type=ContentType.objects.get_for_model(Candidacy),
            object_id__in=[str(pk) for pk in others],
        ).update(label="", data={})
    return len(keys)


def _emptied(model: type[models.Model], path: str, *fields: str):
    """A step that empties text fields of rows that belong to a campaign by ``path``."""

    def step(campaign: Campaign, now: datetime.datetime) -> int:
        filled = models.Q()
        for name in fields:
            filled |= ~models.Q(**{name: ""})
        rows = model.objects.filter(filled, **{path: campaign}).order_by("pk")
        with transaction.atomic():
            keys = list(rows.values_list("pk", flat=True)[:BATCH])
            model.objects.filter(pk__in=keys).update(**dict.fromkeys(fields, ""))
        return len(keys)

    return step


def _filed(model: type[models.Model], path: str, field: str, *texts: str):
    """A step that takes away the files of rows, and what is written with them."""

    def step(campaign: Campaign, now: datetime.datetime) -> int:
        filled = ~models.Q(**{field: ""})
        for name in texts:
            filled |= ~models.Q(**{name: ""})
        with transaction.atomic():
            rows = list(model.objects.filter(filled, **{path: campaign}).order_by("pk")[:BATCH])
            for row in rows:
                _forget(getattr(row, field))
            model.objects.filter(pk__in=[row.pk for row in rows]).update(
                **dict.fromkeys((field, *texts), "")
            )
        return len(rows)

    return step


def _forget(file) -> None:
    """Delete a file once the row that named it is gone for good."""
    if file:
        storage: Storage = file.storage
        transaction.on_commit(partial(storage.delete, file.name))


def _deleted(model: type[models.Model], path: str, file: str = ""):
    """A step that deletes rows, and their files."""

    def step(campaign: Campaign, now: datetime.datetime) -> int:
        with transaction.atomic():
            rows = list(model.objects.filter(**{path: campaign}).order_by("pk")[:BATCH])
            for row in rows:
                if file:
                    _forget(getattr(row, file))
            model.objects.filter(pk__in=[row.pk for row in rows]).delete()
        return len(rows)

    return step


def _judges(campaign: Campaign, now: datetime.datetime) -> int:
    with transaction.atomic():
        rows = [
            judge
            for judge in Judge.objects.select_for_update().filter(campaign=campaign)
            if judge.email or judge.token_digest
        ]
        Judge.objects.filter(pk__in=[row.pk for row in rows]).update(email="", token_digest="")
    return len(rows)


def _votes(campaign: Campaign, now: datetime.datetime) -> int:
    """Put the key of the vote in the place of the voter's digest: still one row each."""
    counted = Vote.objects.filter(vote__stage__campaign=campaign).exclude(
        voter=Cast("pk", models.CharField(max_length=64))
    )
    with transaction.atomic():
        keys = list(counted.order_by("pk").values_list("pk", flat=True)[: BATCH * 10])
        Vote.objects.filter(pk__in=keys).update(
            voter=Cast("pk", models.CharField(max_length=64)), address_digest=""
        )
    return len(keys)


def _removals(campaign: Campaign, now: datetime.datetime) -> int:
    """Forget by which digests votes were found suspicious; that and why they went stays."""
    with transaction.atomic():
        return (
            VoteRemoval.objects.filter(vote__stage__campaign=campaign)
            .exclude(pattern={})
            .update(pattern={})
        )


_STEPS: tuple[Step, ...] = (
    ("nominations", _nominations),
    ("candidacies", _candidacies),
    ("findings", _emptied(EligibilityFinding, "candidacy__campaign", "note")),
    ("opinions", _emptied(DepartmentOpinion, "candidacy__campaign", "text", "document")),
    ("checks", _filed(OnSiteCheck, "candidacy__campaign", "file", "findings", "visitors")),
    ("recommendations", _filed(Recommendation, "candidacy__campaign", "scan", "opinion")),
    ("pairs", _deleted(CandidacyPair, "first__campaign")),
    ("tables", _deleted(BatchUpload, "title__campaign", "file")),
    ("sheets", _emptied(SheetEntry, "assignment__candidacy__campaign", "note")),
    ("notes", _emptied(Assignment, "candidacy__campaign", "note", "recusal_reason")),
    ("judges", _judges),
    ("votes", _votes),
    ("voters", _deleted(VoterDay, "vote__stage__campaign")),
    ("removals", _removals),
    ("codes", _deleted(VoteCode, "vote__stage__campaign")),
    ("entries", _deleted(VoteEntry, "vote__stage__campaign")),
)


def _purge(now: datetime.datetime) -> int:
    return sum(sum(delete_personal_data(campaign=each, now=now).values()) for each in due(now))


retention.rule(
    retention.Rule(
        "campaigns",
        gettext_noop("personal data of closed campaigns"),
        "30–1095",
        due=lambda now: len(due(now)),
        purge=_purge,
    )
)


_WORDS = {
    "nominations": _("nominations"),
    "candidacies": _("candidacies"),
    "findings": _("notes on eligibility"),
    "opinions": _("opinions of departments"),
    "checks": _("on-site checks"),
    "recommendations": _("recommendations of regions"),
    "pairs": _("possible duplicates"),
    "tables": _("tables of nominations"),
    "sheets": _("notes on score sheets"),
    "notes": _("notes of judges"),
    "judges": _("addresses of judges"),
    "votes": _("digests of votes"),
    "voters": _("digests of voters"),
    "removals": _("patterns of removed votes"),
    "codes": _("codes of voters"),
    "entries": _("candidates of votes"),
}


def reports(campaign: Campaign) -> list[dict[str, object]]:
    """What was deleted of a campaign and when, from its log: pairs of kind and number."""
    entries = campaign.log.filter(action="data_deleted").order_by("number")
    return [
        {
            "at": timezone.localtime(each.at),
            "counts": [(_WORDS.get(k, k), number) for k, number in each.data["counts"].items()],
        }
        for each in entries
    ]
