"""The environment is read strictly: what is misspelt stops the start."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from cms.settings.environment import names, positive_int, required, strict_bool
from cms.settings.state import BASE_DIR, var_dir

NAME = "RONGGUANG_TEST_VALUE"


@pytest.mark.parametrize(
    ("text", "default", "value"),
    [
        ("True", False, True),
        ("False", True, False),
        (" True ", False, True),
        ("", True, True),
        ("", False, False),
        (None, True, True),
    ],
)
def test_booleans(monkeypatch, text, default, value):
    monkeypatch.delenv(NAME, raising=False)
    if text is not None:
        monkeypatch.setenv(NAME, text)
    assert strict_bool(NAME, default=default) is value


@pytest.mark.parametrize("text", ["true", "1", "yes", "on", "Ture", "0", "FALSE", "真"])
def test_misspelt_booleans_raise(monkeypatch, text):
    monkeypatch.setenv(NAME, text)
    with pytest.raises(ImproperlyConfigured) as caught:
        strict_bool(NAME, default=False)
    assert str(caught.value) == f"{NAME} must be True or False, not {text!r}"


@pytest.mark.parametrize(("text", "value"), [("8", 8), ("", 5), (" 12 ", 12)])
def test_whole_numbers(monkeypatch, text, value):
    monkeypatch.setenv(NAME, text)
    assert positive_int(NAME, default=5) == value


@pytest.mark.parametrize("text", ["0", "-1", "1.5", "８", "many", "1e3"])
def test_other_numbers_raise(monkeypatch, text):
    monkeypatch.setenv(NAME, text)
    with pytest.raises(ImproperlyConfigured):
        positive_int(NAME, default=5)


@pytest.mark.parametrize("text", ["", "   "])
def test_what_is_required_may_not_be_empty(monkeypatch, text):
    monkeypatch.setenv(NAME, text)
    with pytest.raises(ImproperlyConfigured) as caught:
        required(NAME)
    assert str(caught.value) == f"{NAME} must be set"


def test_names_are_trimmed_and_empty_ones_dropped(monkeypatch):
    monkeypatch.setenv(NAME, " a.example , ,b.example,")
    assert names(NAME) == ["a.example", "b.example"]


def test_state_directory(monkeypatch, tmp_path):
    monkeypatch.setenv("RONGGUANG_VAR", str(tmp_path / "one"))
    assert var_dir() == (tmp_path / "one").resolve()
    monkeypatch.setenv("RONGGUANG_VAR", "")
    assert var_dir() == BASE_DIR / "var"


def load(
    settings: str, tmp_path: Path, *arguments: str, **environment: str
) -> subprocess.CompletedProcess:
    """Load a settings module in a process of its own, with this environment and no other."""
    code = f"import {settings} as s; print(s.DEBUG, s.ALLOWED_HOSTS)"
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        env={
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(BASE_DIR),
            "RONGGUANG_VAR": str(tmp_path),
            **environment,
        },
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("environment", "missing"),
    [
        ({"ALLOWED_HOSTS": "site.example"}, "SECRET_KEY must be set"),
        ({"SECRET_KEY": "x" * 50}, "ALLOWED_HOSTS must be set"),
        ({"SECRET_KEY": "x" * 50, "ALLOWED_HOSTS": "a", "HTTPS": "no"}, "HTTPS must be True"),
    ],
)
def test_production_refuses_to_start_without(tmp_path, environment, missing):
    done = load("cms.settings.production", tmp_path, **environment)
    assert done.returncode == 1
    assert missing in done.stderr.splitlines()[-1]


def test_production_starts_with_what_it_needs(tmp_path):
    done = load(
        "cms.settings.production",
        tmp_path,
        SECRET_KEY="x" * 50,
        ALLOWED_HOSTS="site.example, other.example",
    )
    assert (done.returncode, done.stdout) == (0, "False ['site.example', 'other.example']\n")


def test_development_makes_its_own_secret(tmp_path):
    done = load("cms.settings.development", tmp_path)
    assert (done.returncode, done.stdout) == (0, "False ['127.0.0.1', 'localhost', '[::1]']\n")
    assert (tmp_path / "secret-key").stat().st_mode & 0o777 == 0o600


def test_only_the_server_of_developers_shows_its_insides(tmp_path):
    for arguments, shown in ((["runserver"], "True"), (["import_roll"], "False")):
        assert load("cms.settings.development", tmp_path, *arguments).stdout.split()[0] == shown
