"""Deletion when the purpose is over (个人信息保护法, article 47), with a report of what went.

A rule names what is due and deletes one batch of it. Every registered kind of
record has a rule of its own through its class attributes; programmes add
others with :func:`rule`.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_noop

from cms.core.clock import chore

from . import store
from .kinds import Kind, all_kinds
from .models import (
    Consent,
    Draft,
    Evidence,
    NoticeLog,
    PurgeReport,
    RateCount,
    UnmaskLog,
    UsedChallenge,
)

BATCH = 200
KEEP_NOTICES = datetime.timedelta(days=180)
KEEP_LOGS = datetime.timedelta(days=3 * 365)
BETWEEN_RUNS = datetime.timedelta(hours=20)


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of deletion.

    ``due(now)`` gives how many are due; ``purge(now)`` deletes up to
    :data:`BATCH` of them in one transaction and gives how many went.
    ``label`` is an untranslated message, ``keeps`` says the schedule in days.
    """

    name: str
    label: str
    keeps: str
    due: Callable[[datetime.datetime], int]
    purge: Callable[[datetime.datetime], int]


_rules: dict[str, Rule] = {}


def rule(new: Rule) -> Rule:
    """Add a rule; a name may be used once."""
    if new.name in _rules:
        raise ValueError(f"the rule {new.name!r} is registered twice")
    _rules[new.name] = new
    return new


def all_rules() -> Iterator[Rule]:
    """The rules of records, kind by kind, then the others."""
    for kind in all_kinds():
        yield _rule_of(kind)
    yield from _rules.values()


def _rule_of(kind: Kind) -> Rule:
    model = kind.model
    return Rule(
        name=f"record:{kind.name}",
        label=str(model._meta.verbose_name_plural),
        keeps=f"{model.keep_after_closing.days}/{model.keep_unclosed.days}",
        due=lambda now: model.objects.due_for_purge(now).count(),
        purge=lambda now: _purge_records(kind, now),
    )


def _purge_records(kind: Kind, now: datetime.datetime) -> int:
    model = kind.model
    with transaction.atomic():
        due = model.objects.select_for_update().due_for_purge(now).order_by("pk")[:BATCH]
        keys = [record.pk for record in due.only("pk")]
        empty_records(kind=kind, keys=keys, now=now)
    return len(keys)


def empty_records(*, kind: Kind, keys: list[int], now: datetime.datetime) -> None:
    """Delete what is personal about the records of a kind with these keys, and their files.

    To be called in a transaction that holds them; whether they are due is for
    whoever calls to know.
    """
    model = kind.model
    for record in model.objects.filter(pk__in=keys).only("pk"):
        record.evidence.all().delete()
    empty = {field.name: _empty(field) for field in model.personal_fields()}
    consents = model.objects.filter(pk__in=keys).values_list("consent", flat=True)
    Consent.objects.filter(pk__in=[pk for pk in consents if pk]).update(basis="")
    model.objects.filter(pk__in=keys).update(**empty, purged_at=now)
    kind.purged(keys)


def _empty(field: models.Field):
    return None if field.null else ""


def _rows(name: str, label: str, keeps: str, due: Callable) -> Rule:
    def purge(now: datetime.datetime) -> int:
        with transaction.atomic():
            found = due(now)
            keys = list(found.order_by("pk").values_list("pk", flat=True)[:BATCH])
            found.model.objects.filter(pk__in=keys).delete()
        return len(keys)

    return rule(Rule(name, label, keeps, lambda now: due(now).count(), purge))


_rows(
    "drafts",
    gettext_noop("drafts"),
    "14",
    lambda now: Draft.objects.filter(expires_at__lte=now),
)
_rows(
    "notices",
    gettext_noop("notices sent"),
    str(KEEP_NOTICES.days),
    lambda now: NoticeLog.objects.filter(created_at__lte=now - KEEP_NOTICES),
)
_rows(
    "unmaskings",
    gettext_noop("unmaskings"),
    str(KEEP_LOGS.days),
    lambda now: UnmaskLog.objects.filter(at__lte=now - KEEP_LOGS),
)
_rows(
    "used challenges",
    gettext_noop("used challenges"),
    "0",
    lambda now: UsedChallenge.objects.filter(expires_at__lte=now),
)
_rows(
    "counts",
    gettext_noop("counts of actions"),
    "0",
    lambda now: RateCount.objects.filter(expires_at__lte=now),
)


def _orphans(now: datetime.datetime) -> list[str]:
    lying = list(store.older_files(now))
    known: set[str] = set()
    for start in range(0, len(lying), BATCH):
        names = lying[start : start + BATCH]
        known.update(
            Evidence.objects.filter(stored_name__in=names).values_list("stored_name", flat=True)
        )
    return [name for name in lying if name not in known]


rule(
    Rule(
        "files left over",
        gettext_noop("files that belong to nothing"),
        "1",
        due=lambda now: len(_orphans(now)),
        purge=lambda now: sum(store.remove(name) for name in _orphans(now)[:BATCH]),
    )
)


def what_is_due(*, now: datetime.datetime | None = None) -> list[dict]:
    """What :func:`purge` would delete now, rule by rule; deletes nothing."""
    now = now or timezone.now()
    return [_line(each, each.due(now)) for each in all_rules()]


def purge(*, now: datetime.datetime | None = None) -> PurgeReport:
    """Delete everything that is due, batch by batch, and write the report of it.

    Safe to be killed at any point and to run again: a batch is one
    transaction, and what it did is not due any more.
    """
    now = now or timezone.now()
    report = PurgeReport.objects.create(started_at=now)
    for each in all_rules():
        deleted = 0
        while taken := each.purge(now):
            deleted += taken
        report.lines.append(_line(each, deleted))
        report.total += deleted
        report.save(update_fields=["lines", "total"])
    report.finished_at = timezone.now()
    report.save(update_fields=["finished_at"])
    return report


def _line(each: Rule, count: int) -> dict:
    return {"rule": each.name, "label": each.label, "keeps_days": each.keeps, "count": count}


@chore("personal data deleted on schedule")
def purge_daily() -> int:
    """Purge once a day; gives how much was deleted."""
    now = timezone.now()
    last = PurgeReport.objects.exclude(finished_at=None).order_by("-started_at").first()
    if last and now - last.started_at < BETWEEN_RUNS:
        return 0
    return purge(now=now).total
