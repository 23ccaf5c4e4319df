"""Drafts: resumed by link or number, second tab told, nothing lost, gone in time."""

from __future__ import annotations

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone

from cms.core.intake import drafts, limits
from cms.core.intake.drafts import (
    DraftConflictError,
    DraftNotFoundError,
    draft_by_receipt,
    draft_by_token,
    save_draft,
    start_draft,
)
from cms.core.intake.models import Draft
from tests.cms.core.intake.conftest import PHONE, in_parallel

pytestmark = pytest.mark.django_db
HERE = {"address": "192.0.2.1"}


def begin(**values):
    return start_draft(
        **{"kind": "call-back", "answers": {"name": "张三"}, "phone": PHONE, **HERE, **values}
    )


def test_kept_and_found_by_link():
    draft, token = begin(step="one")
    found = draft_by_token(kind="call-back", token=token)
    assert (found, found.answers, found.step, found.version) == (draft, {"name": "张三"}, "one", 1)


def test_the_database_knows_neither_the_link_nor_the_answers():
    _draft, token = begin()
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM core_draft")
        kept = str(cursor.fetchall())
    assert not any(value in kept for value in (token, "张三", PHONE))


@pytest.mark.parametrize("token", ["", "x", "张", "A" * 5000])
def test_another_link(token):
    begin()
    with pytest.raises(DraftNotFoundError):
        draft_by_token(kind="call-back", token=token)


def test_another_form():
    _draft, token = begin()
    with pytest.raises(DraftNotFoundError):
        draft_by_token(kind="nomination", token=token)


def test_by_number_and_telephone_the_old_link_ends():
    draft, old = begin()
    found, new = draft_by_receipt(
        kind="call-back", receipt=draft.receipt.lower(), phone="138-0013-8000", **HERE
    )
    assert (found, draft_by_token(kind="call-back", token=new)) == (draft, draft)
    with pytest.raises(DraftNotFoundError):
        draft_by_token(kind="call-back", token=old)


@pytest.mark.parametrize("phone", ["", "13800138001"])
def test_by_number_and_another_telephone(phone):
    draft, _token = begin()
    with pytest.raises(DraftNotFoundError):
        draft_by_receipt(kind="call-back", receipt=draft.receipt, phone=phone, **HERE)


def test_without_a_telephone_the_number_alone_opens_nothing():
    draft, _token = begin(phone="")
    with pytest.raises(DraftNotFoundError):
        draft_by_receipt(kind="call-back", receipt=draft.receipt, phone="", **HERE)


def test_the_second_tab_is_told_and_nothing_is_lost():
    draft, _token = begin()
    save_draft(draft=draft, version=1, answers={"name": "第一页"}, **HERE)
    with pytest.raises(DraftConflictError) as caught:
        save_draft(draft=draft, version=1, answers={"name": "第二页"}, **HERE)
    assert (caught.value.current.answers, caught.value.current.version) == ({"name": "第一页"}, 2)
    saved = save_draft(draft=draft, version=2, answers={"name": "第二页"}, **HERE)
    assert (saved.answers, saved.version) == ({"name": "第二页"}, 3)


@pytest.mark.django_db(transaction=True)
def test_ten_tabs_at_once():
    draft, _token = begin()

    def save(number: int):
        return save_draft(draft=draft, version=1, answers={"name": str(number)}, **HERE).answers

    results = in_parallel(10, save)
    won = [result for result in results if isinstance(result, dict)]
    assert sum(isinstance(result, DraftConflictError) for result in results) == 9
    assert won == [Draft.objects.get().answers]


def test_expires():
    draft, token = begin()
    assert draft.expires_at - draft.saved_at == drafts.KEEP
    Draft.objects.update(expires_at=timezone.now() - datetime.timedelta(seconds=1))
    with pytest.raises(DraftNotFoundError):
        draft_by_token(kind="call-back", token=token)


def test_deleted_while_it_was_open():
    draft, _token = begin()
    Draft.objects.all().delete()
    with pytest.raises(DraftNotFoundError):
        save_draft(draft=draft, version=1, answers={}, **HERE)


def test_too_long():
    with pytest.raises(ValidationError):
        begin(answers={"about": "长" * drafts.LARGEST})
    assert Draft.objects.count() == 0


def test_limited(monkeypatch):
    monkeypatch.setitem(limits.LIMITS, "draft", (limits.Limit("address", 2, 600),))
    begin()
    begin()
    with pytest.raises(limits.TooManyError):
        begin()
