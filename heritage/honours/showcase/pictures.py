"""A picture of the nomination taken over for the public, with the right to show it."""

from __future__ import annotations

from pathlib import PurePath

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.core.files.images import ImageFile
from django.db import transaction
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from cms.core.intake import store
from cms.core.intake.evidence import evidence_of
from cms.core.intake.models import Evidence
from cms.core.intake.sniffing import PICTURES
from cms.core.models import CoreImage
from heritage.honours.capacities import require_office
from heritage.honours.models import Honouree, Nomination
from heritage.honours.screening.files import open_evidence
from heritage.honours.showcase.domain import write

KINDS = frozenset(kind.mime for kind in PICTURES)


def offered(honouree: Honouree) -> list[tuple[Nomination, Evidence]]:
    """Pictures that came with the nominations of an honouree."""
    if honouree.candidacy is None:
        return []
    nominations = honouree.candidacy.nominations.filter(purged_at=None).order_by("pk")
    return [
        (nomination, file)
        for nomination in nominations
        for file in evidence_of(nomination)
        if file.mime in KINDS
    ]


def take_over(
    *, honouree: Honouree, evidence: int, basis: str, seen: str, user: AbstractBaseUser
) -> Honouree:
    """Make of a picture that came with a nomination the honouree's own.

    ``evidence`` is the key of its file, ``basis`` who permitted it to be shown and
    on what paper; that the file was opened is logged. Raises ``PermissionDenied``,
    ``ValidationError`` without a basis or for what is no picture of theirs, and
    as :func:`~.domain.write` does.
    """
    require_office(user)
    basis = basis.strip()
    if not basis:
        raise ValidationError(
            {"image_basis": _("Say who permitted the picture to be shown, and on what paper.")}
        )
    known = {file.pk: (nomination, file) for nomination, file in offered(honouree)}
    if evidence not in known:
        raise ValidationError(_g("This is no picture of their nominations."))
    nomination, file = known[evidence]
    with transaction.atomic():
        open_evidence(candidacy=honouree.candidacy, nomination=nomination, pk=file.pk, user=user)
        name = f"{honouree.slug}{PurePath(str(file.name)).suffix.lower()}"
        with store.path_of(file.stored_name).open("rb") as content:
            image = CoreImage(
                title=honouree.name,
                description=honouree.name,
                source=f"{honouree.year} {honouree.title_name}",
                rights="permitted",
                uploaded_by_user=user,
                file=ImageFile(content, name=name),
            )
            image.save()
        return write(
            honouree=honouree,
            changes={"image": image, "image_basis": basis},
            seen=seen,
            user=user,
        )
