"""Secrets are made once and are readable by their owner alone."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from cms.settings.secrets import read_or_make


def test_made_once(tmp_path):
    path = tmp_path / "state" / "secret-key"
    first = read_or_make(path)
    assert read_or_make(path) == first
    assert path.read_text(encoding="utf-8") == f"{first}\n"


def test_readable_by_its_owner_alone(tmp_path):
    path = tmp_path / "secret-key"
    read_or_make(path)
    assert path.stat().st_mode & 0o777 == 0o600


def test_length_is_in_random_bytes(tmp_path):
    assert len(read_or_make(tmp_path / "short", length=12)) == 16
    assert len(read_or_make(tmp_path / "long", length=48)) == 64


def test_two_sites_have_two_secrets(tmp_path):
    assert read_or_make(tmp_path / "one") != read_or_make(tmp_path / "two")


def test_many_that_start_together_agree(tmp_path):
    path = tmp_path / "secret-key"
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: read_or_make(path), range(16)))
        secrets = set(pool.map(lambda _: read_or_make(path), range(16)))
    assert secrets == {path.read_text(encoding="utf-8").strip()}
