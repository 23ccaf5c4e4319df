"""The check against programs: real challenges, forged ones, used ones, and waiting."""

from __future__ import annotations

import base64
import datetime
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.core.intake import checks, keys
from cms.core.intake.models import UsedChallenge
from tests.cms.core.intake.conftest import in_parallel, new_proof, solution_of, solved_payload

FORM = "call-back"


def changed(payload: str, **values) -> str:
    parts = {**json.loads(base64.b64decode(payload)), **values}
    return base64.b64encode(json.dumps(parts).encode()).decode()


@pytest.fixture
def at(monkeypatch):
    """Call it to let the checks' clock run ahead by so much."""
    real = checks.timezone.now

    def move(**ahead) -> None:
        now = real() + datetime.timedelta(**ahead)
        monkeypatch.setattr(checks.timezone, "now", lambda: now)

    return move


class TestSolving:
    def test_a_challenge_of_ours(self):
        challenge = checks.new_challenge(FORM)
        proof = checks.solved(form=FORM, payload=solution_of(challenge))
        assert (proof.digest, proof.solved) == (challenge["challenge"], True)

    def test_work_follows_the_setting(self, settings):
        settings.INTAKE_WORK = 77
        assert checks.new_challenge(FORM)["maxNumber"] == 77

    def test_for_another_form(self):
        payload = solved_payload("tribute")
        with pytest.raises(checks.CheckError, match="another form"):
            checks.solved(form=FORM, payload=payload)

    def test_too_late(self, at):
        payload = solved_payload()
        at(minutes=31)
        with pytest.raises(checks.CheckExpiredError):
            checks.solved(form=FORM, payload=payload)

    @pytest.mark.parametrize(
        "values",
        [
            {"signature": "0" * 64},
            {"challenge": "0" * 64},
            {"number": 99},
            {"number": -1},
            {"number": "1"},
            {"number": True},
            {"number": 1.5},
            {"number": 10**600},
            {"salt": "abc?form=call-back&expires=9999999999&"},
            {"salt": "abc"},
            {"salt": "a?b?c"},
            {"salt": "\ud800?x"},
            {"salt": None},
            {"algorithm": "SHA-1"},
            {"algorithm": "none"},
            {"algorithm": ["SHA-256"]},
        ],
    )
    def test_forged(self, values):
        payload = solved_payload()
        with pytest.raises(checks.CheckError):
            checks.solved(form=FORM, payload=changed(payload, **values))

    def test_a_longer_life_written_into_the_salt(self):
        payload = solved_payload()
        salt = json.loads(base64.b64decode(payload))["salt"]
        longer = salt.replace("expires=", "expires=9")
        with pytest.raises(checks.CheckError):
            checks.solved(form=FORM, payload=changed(payload, salt=longer))

    def test_signed_with_another_key(self, settings):
        payload = solved_payload()
        settings.INTAKE_MAC_KEY = "another secret"
        with pytest.raises(checks.CheckError):
            checks.solved(form=FORM, payload=payload)

    @given(st.one_of(st.text(max_size=200), st.binary(max_size=200).map(lambda b: base64.b64encode(b).decode())))  # fmt: skip
    def test_rubbish(self, payload):
        with pytest.raises(checks.CheckError):
            checks.solved(form=FORM, payload=payload)

    @given(st.recursive(st.none() | st.integers() | st.text(max_size=5), lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["salt", "number", "algorithm", "challenge", "signature"]), inner, max_size=5)))  # fmt: skip
    def test_json_of_any_shape(self, value):
        payload = base64.b64encode(json.dumps(value).encode()).decode()
        with pytest.raises(checks.CheckError):
            checks.solved(form=FORM, payload=payload)

    def test_too_long(self):
        with pytest.raises(checks.CheckError, match="too long"):
            checks.solved(form=FORM, payload="A" * 10_000_000)


class TestWaiting:
    def test_long_enough(self, at):
        token = checks.new_wait_token(FORM)
        at(seconds=16)
        assert checks.waited(form=FORM, token=token).solved is False

    def test_too_early(self):
        with pytest.raises(checks.TooEarlyError) as caught:
            checks.waited(form=FORM, token=checks.new_wait_token(FORM))
        assert 0 < caught.value.seconds <= 16

    def test_another_form(self):
        with pytest.raises(checks.CheckError, match="not ours"):
            checks.waited(form="tribute", token=checks.new_wait_token(FORM))

    @pytest.mark.parametrize("token", ["x", ":::", "a:b:c", "张:张:张", "A" * 5000, "\x00"])
    def test_rubbish(self, token):
        with pytest.raises(checks.CheckError):
            checks.waited(form=FORM, token=token)

    def test_nothing_at_all(self):
        with pytest.raises(checks.CheckMissingError):
            checks.proof_of(form=FORM, payload="", token="")

    def test_a_wrong_solution_is_not_saved_by_a_token(self, at):
        token = checks.new_wait_token(FORM)
        at(seconds=16)
        with pytest.raises(checks.CheckError):
            checks.proof_of(form=FORM, payload="wrong", token=token)


@pytest.mark.django_db(transaction=True)
def test_used_once_by_twenty_at_a_time():
    proof = new_proof()
    results = in_parallel(20, lambda _number: checks.use(proof))
    assert sorted(str(type(result).__name__) for result in results) == (
        ["CheckUsedError"] * 19 + ["NoneType"]
    )
    assert UsedChallenge.objects.get().digest == proof.digest


def test_the_key_is_for_challenges_alone():
    assert checks._key() == keys.derived_key("challenge").hex()
    assert checks._key() != keys.derived_key("wait").hex()
