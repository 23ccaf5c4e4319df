"""A privacy notice, clerks, and proofs that a form may be sent."""

from __future__ import annotations

import base64
import datetime
import json
import secrets
import threading
from collections.abc import Callable

import altcha
import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.utils import timezone

from cms.core.intake import checks
from cms.core.intake.call_backs import request_call_back
from cms.core.intake.domain import Origin
from cms.core.intake.models import CallBackRequest, PrivacyNotice
from tests.factories import UserFactory

PHONE = "13800138000"


@pytest.fixture(autouse=True)
def light_work(settings) -> None:
    """Challenges that a test solves at once."""
    settings.INTAKE_WORK = 50


@pytest.fixture
def notice(db) -> PrivacyNotice:
    """The notice in force for requests to be called back."""
    made, _ = PrivacyNotice.objects.get_or_create(
        kind="call-back", version=1, defaults={"title": "告知", "text": "收集什么：……"}
    )
    return made


def new_proof(*, solved: bool = True) -> checks.Proof:
    return checks.Proof(
        digest=secrets.token_hex(32),
        expires_at=timezone.now() + datetime.timedelta(minutes=30),
        solved=solved,
    )


def solution_of(challenge: dict) -> str:
    """What the widget would send for a challenge."""
    for number in range(challenge["maxNumber"] + 1):
        digest = altcha.altcha.hash_hex("SHA-256", f"{challenge['salt']}{number}".encode())
        if digest == challenge["challenge"]:
            break
    else:
        raise AssertionError("the challenge has no solution")
    parts = {name: challenge[name] for name in ("algorithm", "challenge", "salt", "signature")}
    return base64.b64encode(json.dumps({**parts, "number": number}).encode()).decode()


def solved_payload(form: str = "call-back") -> str:
    return solution_of(checks.new_challenge(form))


@pytest.fixture
def asked(notice) -> Callable[..., CallBackRequest]:
    """Call it for a request to be called back, handed in by the public."""

    def ask(**values) -> CallBackRequest:
        origin = values.pop("origin", None) or Origin(proof=new_proof(), address="192.0.2.1")
        record, _is_new = request_call_back(
            **{
                "name": "张大爷",
                "phone": PHONE,
                "topic": "form",
                "notice": notice,
                "origin": origin,
                **values,
            }
        )
        return record

    return ask


@pytest.fixture
def clerk(db) -> Callable:
    """Call it with actions (add, change, view, unmask, hold) for somebody who may do them."""

    def make(*actions: str):
        user = UserFactory()
        names = [f"{action}_callbackrequest" for action in actions] + ["access_admin"]
        user.user_permissions.set(Permission.objects.filter(codename__in=names))
        return type(user).objects.get(pk=user.pk)

    return make


def in_parallel(count: int, work: Callable[[int], object]) -> list[object]:
    """What ``work(number)`` gives or raises in so many threads that start together."""
    start, results = threading.Barrier(count), [None] * count

    def run(number: int) -> None:
        start.wait()
        try:
            results[number] = work(number)
        except Exception as error:
            results[number] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
