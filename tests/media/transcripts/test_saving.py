"""Cues changed in splices against a known version."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from wagtail.models import ModelLogEntry

from media import reading
from media.enums import TextState
from media.models import Transcript
from media.transcripts.domain import approve, import_transcript
from media.transcripts.saving import BadSplice, Splice, VersionConflict, Words, save_cues

pytestmark = pytest.mark.django_db

VTT = """WEBVTT

{}
NOTE 丁之前

4
00:04.000 --> 00:05.000 align:start
<v 丁><i>四</i>
""".format("".join(f"{n}\n00:0{n}.000 --> 00:0{n + 1}.000\n第{n}\n\n" for n in range(4)))


@pytest.fixture
def transcript(recording) -> Transcript:
    """Five cues of a second each; the last is marked, and a note stands before it."""
    read = reading.read(VTT.encode())
    assert read.document.faults == ()
    return import_transcript(recording=recording, document=read.document, format=read.format)


def words(start_s: float, end_s: float, text: str, **more) -> Words:
    return Words(start_ms=int(start_s * 1000), end_ms=int(end_s * 1000), text=text, **more)


def texts(transcript: Transcript) -> list[str]:
    cues = list(transcript.cues.all())
    assert [cue.position for cue in cues] == list(range(len(cues)))
    return [cue.text for cue in cues]


def test_edit_split_and_merge_at_once(transcript, admin_user):
    saved = save_cues(
        transcript=transcript,
        version=1,
        splices=[
            Splice(0, 1, (words(0, 0.5, "零零", speaker="问 \n者"), words(0.5, 1, "零一"))),
            Splice(2, 2, (words(2, 4, "第2第3"),)),
            Splice(5, 0, (words(6, 7, "末"),)),
        ],
        user=admin_user,
    )
    assert texts(saved) == ["零零", "零一", "第1", "第2第3", "四", "末"]
    assert saved.cues.first().speaker == "问 者"
    assert (saved.version, saved.updated_by) == (2, admin_user)
    assert saved.extras["notes"] == [[4, "丁之前"]]


def test_all_is_put_in_the_place_of_all(transcript):
    saved = save_cues(
        transcript=transcript, version=1, splices=[Splice(0, 5, (words(0, 9, "全"),))]
    )
    assert texts(saved) == ["全"]
    saved = save_cues(transcript=saved, version=2, splices=[Splice(0, 1)])
    assert (texts(saved), saved.version) == ([], 3)


@pytest.mark.parametrize(
    ("text", "speaker", "kept"), [("四", "丁", True), ("五", "丁", False), ("四", "戊", False)]
)
def test_marks_stay_while_they_say_the_words(transcript, text, speaker, kept):
    loaded = transcript.cues.last()
    cue = words(
        4.2,
        5,
        text,
        speaker=speaker,
        marked=loaded.marked,
        identifier=loaded.identifier,
        settings=loaded.settings,
    )
    saved = save_cues(transcript=transcript, version=1, splices=[Splice(4, 1, (cue,))])
    row = saved.cues.last()
    assert (row.marked, row.identifier, row.settings) == (
        "<v 丁><i>四</i>" if kept else "",
        "4",
        {"align": "start"},
    )


def test_the_second_editor_is_told(transcript, admin_user):
    save_cues(
        transcript=transcript,
        version=1,
        splices=[Splice(0, 1, (words(0, 1, "先"),))],
        user=admin_user,
    )
    with pytest.raises(VersionConflict) as told:
        save_cues(transcript=transcript, version=1, splices=[Splice(1, 1, (words(1, 2, "后"),))])
    assert (told.value.current.version, told.value.current.updated_by) == (2, admin_user)
    assert texts(transcript)[:2] == ["先", "第1"]


def test_nothing_to_change_is_no_new_version(transcript):
    assert save_cues(transcript=transcript, version=1, splices=[]).version == 1


def test_an_edit_takes_the_approval_back(transcript, admin_user):
    approve(transcript=transcript, user=admin_user)
    saved = save_cues(
        transcript=transcript, version=1, splices=[Splice(0, 1, (words(0, 1, "改"),))]
    )
    saved.refresh_from_db()
    assert (saved.state, saved.approved_by) == (TextState.CORRECTED, None)


@pytest.mark.parametrize(
    ("splices", "at"),
    [
        ([Splice(5, 1)], 5),
        ([Splice(-1, 1)], -1),
        ([Splice(2, 1), Splice(1, 1)], 1),
        ([Splice(1, -1)], 1),
        ([Splice(1, 1, (words(-1, 2, "负"),))], 1),
        ([Splice(1, 1, (words(2, 1, "倒"),))], 1),
        ([Splice(1, 1, (words(0, 2**31, "晚"),))], 1),
        ([Splice(1, 1, (words(3.5, 4, "乱"),))], 2),
        ([Splice(1, 1, (words(1, 2, "长" * 20_001),))], 1),
        ([Splice(1, 1, (words(1, 2, "甲", speaker="名" * 81),))], 1),
        ([Splice(1, 1, (words(1, 2, "空\0"),))], 1),
    ],
)
def test_what_cannot_be_changes_nothing(transcript, splices, at):
    with pytest.raises(BadSplice) as told:
        save_cues(transcript=transcript, version=1, splices=splices)
    assert told.value.at == at
    assert texts(transcript) == ["第0", "第1", "第2", "第3", "四"]
    assert Transcript.objects.get().version == 1


def test_it_needs_the_permission(transcript, grant):
    with pytest.raises(PermissionDenied):
        save_cues(transcript=transcript, version=1, splices=[], user=grant("add_transcript"))


def test_autosave_does_not_fill_the_log(transcript, admin_user):
    for version in range(1, 4):
        save_cues(
            transcript=transcript,
            version=version,
            splices=[Splice(0, 1, (words(0, 1, str(version)),))],
            user=admin_user,
        )
    entries = ModelLogEntry.objects.for_instance(transcript).filter(action="media.transcript.edit")
    assert [entry.user for entry in entries] == [admin_user]
