"""Words that change are told to whoever made something of them."""

from __future__ import annotations

import pytest

from heritage.oral_history.signals import hearing_changed
from media.formats.document import Cue, Document
from media.transcripts import domain
from media.transcripts.saving import Splice, Words, save_cues
from tests.factories.oral_history import (
    InterviewIndexPageFactory,
    InterviewPageFactory,
    RecordingFactory,
)

pytestmark = pytest.mark.django_db
DOCUMENT = Document(cues=(Cue(0, 1000, "一"),))


@pytest.fixture
def told():
    """The keys of interviews in the order they were told of."""
    found: list[int] = []

    def listen(interviews, **kwargs):
        found.extend(interviews)

    hearing_changed.connect(listen)
    yield found
    hearing_changed.disconnect(listen)


@pytest.fixture
def interview(home):
    return InterviewPageFactory(parent=InterviewIndexPageFactory(parent=home))


def edited(transcript, text: str):
    change = Splice(0, 1, (Words(start_ms=0, end_ms=1000, text=text),))
    return save_cues(transcript=transcript, version=transcript.version, splices=[change])


def test_only_what_readers_notice_is_told(interview, told):
    recording = interview.recording_links.get().recording
    told.clear()
    transcript = domain.import_transcript(recording=recording, document=DOCUMENT)
    transcript = edited(transcript, "二")
    assert told == []
    transcript = domain.approve(transcript=transcript)
    assert told == [interview.pk]
    # The edit takes the approval back: what was read is no longer.
    transcript = edited(transcript, "三")
    assert told == [interview.pk] * 2
    transcript = edited(transcript, "四")
    assert told == [interview.pk] * 2
    transcript = domain.show_as_draft(transcript=transcript, shown=True)
    edited(transcript, "五")
    assert told == [interview.pk] * 4
    domain.delete_transcript(transcript=transcript)
    assert told == [interview.pk] * 5


def test_a_recording_of_no_interview_is_told_to_nobody(wagtail_base, told):
    transcript = domain.import_transcript(recording=RecordingFactory(), document=DOCUMENT)
    domain.approve(transcript=transcript)
    assert told == []
