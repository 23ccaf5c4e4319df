"""On-site checks (考察) and what other departments say (征求意见, 联审)."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from heritage.honours import logbook
from heritage.honours.candidacies import IllegalTransitionError, touch
from heritage.honours.capacities import require_office
from heritage.honours.enums import Opinion
from heritage.honours.models import Candidacy, DepartmentOpinion, OnSiteCheck
from heritage.honours.screening.domain import note_decision, role_of
from heritage.honours.screening.files import checked_scan, replace_file
from heritage.honours.screening.pairing import ALIVE


def record_visit(
    *,
    candidacy: Candidacy,
    on: datetime.date,
    visitors: str,
    findings: str,
    opinion: Opinion,
    file: UploadedFile | None = None,
    user: AbstractBaseUser,
    seen: int | None = None,
) -> OnSiteCheck:
    """Keep a visit to a nominee: when, who went, what was found; ``file`` is the signed record.

    Raises ``PermissionDenied``, ``StaleError``, ``IllegalTransitionError`` for
    a candidacy that is out of the selection, and ``ValidationError``.
    """
    role_of(user, candidacy)
    if on > timezone.localdate():
        raise ValidationError({"on": _("The day of the visit lies ahead.")})
    file = checked_scan(file)
    with transaction.atomic():
        locked = _alive(candidacy, seen)
        visit = OnSiteCheck(
            candidacy=locked,
            on=on,
            visitors=visitors,
            findings=findings,
            opinion=opinion,
            by=user,
        )
        visit.full_clean(exclude=["candidacy", "by", "file"])
        if file:
            replace_file(visit.file, file)
        visit.save()
        digest = logbook.digest_of(findings)
        note_decision(
            locked,
            "visited",
            user,
            {"visit": visit.pk, "opinion": str(opinion), "findings": digest},
        )
    return visit


def ask_opinions(
    *,
    candidacies: Iterable[Candidacy],
    departments: Iterable[str],
    on: datetime.date,
    user: AbstractBaseUser,
) -> int:
    """Note that departments were asked about candidacies; gives how many questions are new.

    One asked before is left as it is. Office only.
    """
    require_office(user)
    made = 0
    with transaction.atomic():
        for candidacy in candidacies:
            new = []
            for department in departments:
                opinion, is_new = DepartmentOpinion.objects.get_or_create(
                    candidacy=candidacy,
                    department=department.strip(),
                    defaults={"asked_on": on, "by": user},
                )
                new += [opinion.department] if is_new else []
            if new:
                note_decision(
                    candidacy, "opinions_asked", user, {"departments": new}, note="、".join(new)
                )
                made += len(new)
    return made


def record_opinion(
    *,
    candidacy: Candidacy,
    department: str,
    opinion: Opinion,
    text: str = "",
    document: str = "",
    answered_on: datetime.date,
    user: AbstractBaseUser,
    seen: int | None = None,
) -> DepartmentOpinion:
    """Keep what a department answered; once more changes it. Raises as :func:`record_visit`."""
    require_office(user)
    if answered_on > timezone.localdate():
        raise ValidationError({"answered_on": _("This day has not come yet.")})
    with transaction.atomic():
        locked = _alive(candidacy, seen)
        kept = DepartmentOpinion.objects.filter(
            candidacy=locked, department=department.strip()
        ).first()
        kept = kept or DepartmentOpinion(candidacy=locked, department=department.strip())
        kept.opinion, kept.text, kept.document = opinion, text.strip(), document.strip()
        kept.answered_on, kept.by = answered_on, user
        kept.full_clean(exclude=["candidacy", "by"])
        kept.save()
        note_decision(
            locked,
            "opinion",
            user,
            {
                "department": kept.department,
                "opinion": str(opinion),
                "text": logbook.digest_of(kept.text),
            },
            note=f"{kept.department}：{Opinion(opinion).label}",
        )
    return kept


def _alive(candidacy: Candidacy, seen: int | None) -> Candidacy:
    locked = touch(candidacy=candidacy, seen=seen)
    if locked.state not in ALIVE or locked.campaign.closed_at:
        raise IllegalTransitionError(f"{locked!r} is out of the selection")
    return locked
