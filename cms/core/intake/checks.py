"""The check that a form was not sent by a script by the thousand.

A reader's browser finds a number whose hash is given (proof of work, altcha;
nothing is asked of another host). A reader without JavaScript, or on a plain
http address where browsers offer no hashing to pages, sends a token that the
form carried and that must be some seconds old; such forms have a much lower
limit (:data:`~cms.core.intake.limits.LIMITS`, ``submit-unsolved``). Either is
good for one form of one kind, once.
"""

from __future__ import annotations

import base64
import binascii
import datetime
import hashlib
import json
import secrets
from dataclasses import dataclass

import altcha
from django.conf import settings
from django.core import signing
from django.db import IntegrityError, transaction
from django.utils import timezone

from . import keys
from .models import UsedChallenge

CHALLENGE_LIFE = datetime.timedelta(minutes=30)
WAIT_LEAST = datetime.timedelta(seconds=15)
WAIT_LIFE = datetime.timedelta(hours=4)
LONGEST_PAYLOAD = 2_000
ALGORITHM = "SHA-256"
_STRINGS = ("algorithm", "challenge", "salt", "signature")

_bare_forms: set[str] = set()


def carry(form: str) -> str:
    """Let a form that hands in no record, such as a flower, carry the check; gives its name."""
    _bare_forms.add(form)
    return form


def bare_forms() -> frozenset[str]:
    """The forms that carry the check without handing in a record."""
    return frozenset(_bare_forms)


@dataclass(frozen=True, slots=True)
class Proof:
    """That a form may be sent once; ``solved`` is False for one that only waited."""

    digest: str
    expires_at: datetime.datetime
    solved: bool


class CheckError(Exception):
    """The check was not passed."""


class CheckMissingError(CheckError):
    """Neither a solution nor a token came with the form."""


class CheckExpiredError(CheckError):
    """It was passed too long ago."""


class CheckUsedError(CheckError):
    """It was used for another form already."""


class TooEarlyError(CheckError):
    """The form was sent before the wait was over; ``seconds`` are left."""

    def __init__(self, seconds: int):
        super().__init__(f"{seconds} s too early")
        self.seconds = seconds


def _key() -> str:
    return keys.derived_key("challenge").hex()


def new_challenge(form: str) -> dict[str, str | int]:
    """A challenge for the widget, in its JSON's words."""
    challenge = altcha.create_challenge(
        altcha.ChallengeOptions(
            algorithm=ALGORITHM,
            max_number=settings.INTAKE_WORK,
            hmac_key=_key(),
            expires=timezone.now() + CHALLENGE_LIFE,
            params={"form": form},
        )
    )
    return challenge.to_dict()


def solved(*, form: str, payload: str) -> Proof:
    """The proof that ``payload`` solves a challenge of ours for ``form``.

    Raises a :class:`CheckError`; whether it was used before shows in :func:`use`.
    """
    solution = _read(payload)
    valid, _fault = altcha.verify_solution(solution, _key(), check_expires=False)
    if not valid:
        raise CheckError("the solution is wrong or not for a challenge of ours")
    # Signed with the rest, so both are as we wrote them.
    params = altcha.extract_params(solution)
    if params.get("form") != [form]:
        raise CheckError("the challenge was for another form")
    expires_at = datetime.datetime.fromtimestamp(int(params["expires"][0]), tz=datetime.UTC)
    if expires_at <= timezone.now():
        raise CheckExpiredError("the challenge has expired")
    return Proof(digest=solution["challenge"], expires_at=expires_at, solved=True)


def _read(payload: str) -> dict:
    if len(payload) > LONGEST_PAYLOAD:
        raise CheckError("the solution is too long")
    try:
        solution = json.loads(base64.b64decode(payload, validate=True))
    except (binascii.Error, ValueError, RecursionError) as error:
        raise CheckError("the solution cannot be read") from error
    whole = (
        isinstance(solution, dict)
        and all(_is_ascii(solution.get(name)) for name in _STRINGS)
        and type(solution.get("number")) is int
        and solution["algorithm"] == ALGORITHM
        and solution["salt"].count("?") == 1
    )
    if not whole:
        raise CheckError("the solution lacks a part")
    return {name: solution[name] for name in (*_STRINGS, "number")}


def _is_ascii(value) -> bool:
    return isinstance(value, str) and value.isascii()


def _signer(form: str) -> signing.TimestampSigner:
    return signing.TimestampSigner(
        key=keys.derived_key("wait").hex(), salt=f"rongguang.intake.wait.{form}"
    )


def new_wait_token(form: str) -> str:
    """What a form carries for those without JavaScript: signed, with the time it was made."""
    return _signer(form).sign(secrets.token_urlsafe(16))


def waited(*, form: str, token: str) -> Proof:
    """The proof that ``token`` is ours, for ``form``, and old enough.

    Raises :class:`TooEarlyError`, :class:`CheckExpiredError` or :class:`CheckError`.
    """
    signer = _signer(form)
    try:
        signer.unsign(token[:LONGEST_PAYLOAD], max_age=WAIT_LIFE)
    except signing.SignatureExpired as error:
        raise CheckExpiredError("the token has expired") from error
    except signing.BadSignature as error:
        raise CheckError("the token is not ours") from error
    made = signing.b62_decode(token.rsplit(":", 2)[1])
    made_at = datetime.datetime.fromtimestamp(made, tz=datetime.UTC)
    left = (made_at + WAIT_LEAST - timezone.now()).total_seconds()
    if left > 0:
        raise TooEarlyError(int(left) + 1)
    return Proof(
        digest=hashlib.sha256(token.encode()).hexdigest(),
        expires_at=made_at + WAIT_LIFE,
        solved=False,
    )


def proof_of(*, form: str, payload: str, token: str) -> Proof:
    """The proof a form came with: its solution, or else its token."""
    if payload:
        return solved(form=form, payload=payload)
    if token:
        return waited(form=form, token=token)
    raise CheckMissingError("no solution and no token")


def is_used(proof: Proof) -> bool:
    """Whether somebody has used it; only :func:`use` decides."""
    return UsedChallenge.objects.filter(digest=proof.digest).exists()


def use(proof: Proof) -> None:
    """Use it up, in the caller's transaction; raises :class:`CheckUsedError` the second time."""
    try:
        with transaction.atomic():
            UsedChallenge.objects.create(digest=proof.digest, expires_at=proof.expires_at)
    except IntegrityError as error:
        raise CheckUsedError("the check was used already") from error
