"""Encryption at rest: what the database holds, rotation, look-up indexes."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from io import StringIO
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from django.core.exceptions import FieldError, ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from cms.core.intake import keys, rotation
from cms.core.intake.fields import encrypted_fields, phone_index
from cms.core.intake.models import CallBackRequest, Draft

pytestmark = pytest.mark.django_db

OLD, NEW = Fernet.generate_key().decode(), Fernet.generate_key().decode()


def key_id(key: str) -> str:
    return keys._ring((key,)).first


def raw(field: str, model=CallBackRequest) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {field} FROM {model._meta.db_table} ORDER BY id")
        return [row[0] for row in cursor.fetchall()]


class TestRing:
    @given(st.text(max_size=300).filter(lambda text: text < "\ud800" or text.isprintable()))
    def test_there_and_back(self, text):
        ring = keys._ring((NEW,))
        stored = ring.encrypt(text)
        assert keys.key_id_of(stored) == ring.first
        assert ring.decrypt(stored) == text

    def test_first_encrypts_all_decrypt(self):
        old, both = keys._ring((OLD,)), keys._ring((NEW, OLD))
        assert both.decrypt(old.encrypt("旧")) == "旧"
        assert keys.key_id_of(both.encrypt("新")) == key_id(NEW)

    @pytest.mark.parametrize("damage", ["", "x", "no-such:abc", "{id}:", "{id}:abc", "{id}:张"])
    def test_what_no_key_opens(self, damage):
        ring = keys._ring((OLD,))
        with pytest.raises(keys.UndecipherableError):
            ring.decrypt(damage.format(id=ring.first))

    def test_a_changed_token_is_refused_and_not_told(self):
        ring = keys._ring((OLD,))
        stored = ring.encrypt("13800138000")
        changed = stored[:-5] + ("A" if stored[-5] != "A" else "B") + stored[-4:]
        with pytest.raises(keys.UndecipherableError) as caught:
            ring.decrypt(changed)
        assert "13800138000" not in str(caught.value)

    @pytest.mark.parametrize("key", ["", "short", "张" * 44, "A" * 60])
    def test_what_is_no_key(self, settings, key):
        settings.INTAKE_KEYS = [key or "="]
        with pytest.raises(ImproperlyConfigured):
            keys.ring()

    def test_made_at_first_use_and_kept(self, settings, tmp_path):
        settings.VAR_DIR, settings.INTAKE_KEYS = tmp_path, []
        first = keys.ring().first
        assert keys.ring().first == first
        assert (tmp_path / "intake-keys").stat().st_mode & 0o777 == 0o600
        keys.make_keys()
        assert (tmp_path / "intake-mac-key").stat().st_mode & 0o777 == 0o600

    def test_purposes_share_no_key(self):
        assert len({keys.derived_key(purpose) for purpose in ("a", "b", "c")}) == 3
        assert keys.digest("a", "1") != keys.digest("b", "1")


class TestFields:
    def test_the_database_never_sees_it(self, asked):
        asked(name="张桂兰", phone="13912345678", about="想问问我父亲的事 😀")
        for field in ("contact_name", "contact_phone", "about"):
            (stored,) = raw(field)
            assert keys.key_id_of(stored) == keys.ring().first
            assert not any(word in stored for word in ("张桂兰", "13912345678", "父亲"))
        found = CallBackRequest.objects.get()
        assert (found.contact_name, found.contact_phone) == ("张桂兰", "13912345678")
        assert found.about == "想问问我父亲的事 😀"
        assert (raw("answer"), found.answer) == ([""], "")

    def test_not_searchable(self):
        for lookup in ("contact_name", "contact_name__contains", "contact_name__lower"):
            with pytest.raises(FieldError):
                list(CallBackRequest.objects.filter(**{lookup: "张"}))

    def test_found_by_its_index_however_it_is_written(self, asked):
        record = asked(phone="+86 139-1234-5678")
        for typed in ("13912345678", "139 1234 5678", "１３９１２３４５６７８", "008613912345678"):
            assert CallBackRequest.objects.get(phone_index=phone_index(typed)) == record
        assert not CallBackRequest.objects.filter(phone_index=phone_index("13912345679")).exists()
        assert phone_index("") == ""

    def test_json(self):
        answers = {"name": "张三", "deep": [1, {"年": None}], "emoji": "😀\u202e"}
        Draft.objects.create(
            kind="x", token_digest="t", answers=answers, saved_at="2026-01-01T00:00Z",
            expires_at="2026-01-02T00:00Z",
        )  # fmt: skip
        assert Draft.objects.get().answers == answers
        assert "张三" not in raw("answers", Draft)[0]

    def test_representations(self, asked):
        record = asked(name="张桂兰")
        told = f"{record!r} {record} {CallBackRequest.objects.all()!r}"
        told += f" {CallBackRequest.objects.get().__dict__!r}"
        assert "张桂兰" not in told
        assert "13800138000" not in told


class TestRotation:
    @pytest.fixture
    def under_old_key(self, settings, asked):
        settings.INTAKE_KEYS = [OLD]
        return [asked(phone=f"1380000{number:04}", about="长" * 10) for number in range(7)]

    def test_everything_under_the_new_key(self, settings, under_old_key, monkeypatch):
        monkeypatch.setattr(rotation, "BATCH", 3)
        settings.INTAKE_KEYS = [NEW, OLD]
        out = StringIO()
        call_command("rotate_keys", stdout=out)
        assert "core.CallBackRequest: 7/7, 7 rewritten" in out.getvalue().splitlines()
        for field in ("contact_name", "contact_phone", "about"):
            assert {keys.key_id_of(text) for text in raw(field)} == {key_id(NEW)}
        settings.INTAKE_KEYS = [NEW]
        found = CallBackRequest.objects.order_by("pk")
        assert [r.contact_phone for r in found] == [f"1380000{n:04}" for n in range(7)]

    def test_again_does_nothing(self, settings, under_old_key):
        settings.INTAKE_KEYS = [NEW, OLD]
        call_command("rotate_keys", stdout=StringIO())
        before = raw("contact_phone")
        assert sum(done.rewritten for done in rotation.rotate()) == 0
        assert raw("contact_phone") == before

    def test_a_lost_key_is_named_and_nothing_is_changed(self, settings, under_old_key):
        before = raw("contact_phone")
        settings.INTAKE_KEYS = [NEW]
        with pytest.raises(CommandError) as caught:
            call_command("rotate_keys", stdout=StringIO())
        assert "core.CallBackRequest" in str(caught.value)
        assert raw("contact_phone") == before

    def test_a_change_made_meanwhile_is_not_lost(self, settings, under_old_key, monkeypatch):
        settings.INTAKE_KEYS = [NEW, OLD]
        record, real = under_old_key[0], rotation._rotate_row

        def slow(raw_rows, secret, found_by, row, done):
            if done.model == "core.CallBackRequest" and row["pk"] == record.pk:
                CallBackRequest.objects.filter(pk=record.pk).update(about="新写的")
            real(raw_rows, secret, found_by, row, done)

        monkeypatch.setattr(rotation, "_rotate_row", slow)
        rotation.rotate()
        monkeypatch.undo()
        rotation.rotate()
        assert CallBackRequest.objects.get(pk=record.pk).about == "新写的"
        assert {keys.key_id_of(text) for text in raw("contact_phone")} == {key_id(NEW)}

    def test_a_new_mac_key_makes_new_indexes(self, settings, under_old_key):
        settings.INTAKE_MAC_KEY = "another secret"
        assert not CallBackRequest.objects.filter(phone_index=phone_index("13800000003")).exists()
        rotation.rotate()
        found = CallBackRequest.objects.get(phone_index=phone_index("13800000003"))
        assert found.contact_phone == "13800000003"

    def test_as_json(self, settings, under_old_key):
        settings.INTAKE_KEYS = [NEW, OLD]
        out = StringIO()
        call_command("rotate_keys", "--json", stdout=out)
        report = json.loads(out.getvalue())
        assert report["key"] == key_id(NEW)
        by_model = {line["model"]: line for line in report["models"]}
        assert by_model["core.CallBackRequest"] == {
            "model": "core.CallBackRequest",
            "rows": 7,
            "rewritten": 7,
            "unreadable": [],
        }

    def test_every_model_with_a_secret_is_found(self):
        found = {model._meta.label for model in rotation.models_with_secrets()}
        assert found >= {"core.CallBackRequest", "core.Draft", "core.Evidence", "core.NoticeLog"}
        assert all(encrypted_fields(model) for model in rotation.models_with_secrets())


@pytest.mark.django_db(transaction=True)
def test_killed_in_the_middle_and_run_again(settings, asked, tmp_path):
    """kill -9 while it rotates: everything stays readable, the second run ends it."""
    settings.INTAKE_KEYS = [OLD]
    record = asked()
    copies = []
    for number in range(600):
        record.pk, record.receipt, record.submission_key = None, f"copy{number}", None
        record.contact_name = f"第{number}位"
        copies.append(CallBackRequest(**{f.attname: getattr(record, f.attname) for f in record._meta.concrete_fields}))  # fmt: skip
    CallBackRequest.objects.bulk_create(copies)
    started = tmp_path / "started"
    code = (
        "import django, os, pathlib; django.setup()\n"
        "from django.conf import settings\n"
        "from cms.core.intake import rotation\n"
        "rotation.BATCH = 20\n"
        f"rotation.rotate(progress=lambda r: pathlib.Path({str(started)!r}).touch())\n"
    )
    name = connection.settings_dict["NAME"]
    environment = {
        **os.environ,
        "INTAKE_KEYS": f"{NEW},{OLD}",
        "INTAKE_MAC_KEY": keys.read_or_make(Path(settings.VAR_DIR) / keys.MAC_KEY_FILE),
        "DJANGO_SETTINGS_MODULE": "cms.settings.development",
        "DATABASE_URL": f"sqlite:///{name}",
        "RONGGUANG_VAR": str(tmp_path),
    }
    if connection.vendor != "sqlite":
        pytest.skip("the child opens the test database by its file")
    child = subprocess.Popen([sys.executable, "-c", code], env=environment)
    deadline = time.monotonic() + 60
    while not started.exists() and child.poll() is None and time.monotonic() < deadline:
        os.sched_yield()
    child.send_signal(signal.SIGKILL)
    child.wait()
    settings.INTAKE_KEYS = [NEW, OLD]
    assert {r.contact_phone for r in CallBackRequest.objects.all()} == {"13800138000"}
    rotation.rotate()
    assert {keys.key_id_of(text) for text in raw("contact_name")} == {key_id(NEW)}
    settings.INTAKE_KEYS = [NEW]
    assert {r.contact_phone for r in CallBackRequest.objects.all()} == {"13800138000"}
