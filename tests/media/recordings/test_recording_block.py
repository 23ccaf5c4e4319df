"""A recording in the text of a page: played as it is released, or not there at all."""

from __future__ import annotations

import pytest
from django.test import RequestFactory

from media import access
from media.access import Access
from media.blocks import RecordingBlock
from media.enums import Release
from media.models import Recording


@pytest.fixture
def shown(taken, run_jobs):
    """Call it for what a reader sees of a recording made by a machine."""
    recording = taken("tone.wav", release=Release.OPEN, made_by_machine=True, credit="示例馆")
    run_jobs()
    block = RecordingBlock()
    request = RequestFactory().get("/")

    def show() -> str:
        value = block.to_python({"recording": recording.pk, "caption": "开头一段"})
        return block.render(value, context={"request": request})

    return show


def test_it_is_played_with_its_caption_and_its_label(shown):
    page = shown()
    recording = Recording.objects.get()

    assert f'<source src="/recordings/{recording.pk}/audio.m4a" type="audio/mp4">' in page
    assert [each in page for each in ("开头一段", "recording__machine", "示例馆")] == [True] * 3


def test_what_is_closed_is_not_there(shown, monkeypatch):
    monkeypatch.setattr(access, "_rules", [lambda recording, request: Access(False)])
    assert shown().strip() == ""

    monkeypatch.undo()
    Recording.objects.update(release=Release.BY_INTERVIEW)
    assert shown().strip() == ""
