"""Whether the originals are what they were: by command, by the clock, and as the admin shows it."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from cms.core.enums import JobState
from cms.core.models import Job
from media.fixity import chores
from media.fixity.domain import last_run
from media.models import FixityRun, Recording


@pytest.fixture
def archive(taken) -> list[Recording]:
    """Three recordings: one to change, one to lose, one to leave alone."""
    return [taken(f"tone.{each}") for each in ("mp3", "flac", "wav")]


def harm(recording: Recording, *, data: bytes | None) -> None:
    path = Path(recording.file.path)
    path.chmod(0o644)
    if data is None:
        path.unlink()
    else:
        path.write_bytes(data)


def test_the_command_names_what_changed_and_what_is_missing(
    archive, capsys, client, home, archivist
):
    changed, missing, whole = archive
    call_command("check_fixity")
    assert last_run().faults.count() == 0
    assert (last_run().checked, last_run().size) == (3, sum(each.size for each in archive))
    capsys.readouterr()

    data = bytearray(Path(changed.file.path).read_bytes())
    data[700] ^= 1
    harm(changed, data=bytes(data))
    harm(missing, data=None)
    with pytest.raises(CommandError, match="2"):
        call_command("check_fixity")

    found = [(each.recording, each.kind, each.expected) for each in last_run().faults.all()]
    assert found == [
        (changed, "changed", changed.sha256),
        (missing, "missing", missing.sha256),
    ]
    told = capsys.readouterr().out
    assert [each.title in told for each in archive] == [True, True, False]
    client.force_login(archivist)
    page = client.get("/admin/recordings/fixity/").content.decode()
    assert [each.title in page for each in archive] == [True, True, False]
    assert changed.title not in client.get("/admin/").content.decode()
    assert "/admin/recordings/fixity/" in client.get("/admin/").content.decode()
    assert whole.size == Path(whole.file.path).stat().st_size


def test_it_is_checked_from_the_admin_and_once_a_month(
    taken, client, archivist, run_jobs, django_capture_on_commit_callbacks
):
    assert chores.check_monthly() == 0
    taken("tone.wav")
    client.force_login(archivist)
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/admin/recordings/fixity/begin/")
        assert "Refresh" in client.get("/admin/recordings/fixity/")
        assert chores.check_monthly() == 0
    run_jobs()

    assert Job.objects.get(name=chores.WORK).state == JobState.DONE
    assert last_run().checked == 1
    assert chores.check_monthly() == 0

    long_ago = timezone.now() - chores.EVERY - datetime.timedelta(minutes=1)
    FixityRun.objects.update(started_at=long_ago)
    Job.objects.update(created_at=long_ago)
    assert chores.check_monthly() == 1


def test_a_check_that_was_cut_off_counts_for_nothing(archive):
    FixityRun.objects.create(checked=1)

    assert last_run() is None


def test_originals_are_written_to_by_nobody(archive):
    assert [Path(each.file.path).stat().st_mode & 0o777 for each in archive] == [0o444] * 3
