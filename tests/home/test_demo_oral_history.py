"""The demo's readings: files that agree with their texts, and an archive made of them."""

from __future__ import annotations

import json

import pytest

from heritage.oral_history.access import closed_ranges, open_cues
from heritage.oral_history.enums import Audience
from heritage.oral_history.models import InterviewCollectionPage, InterviewPage, RegisterEntry
from heritage.people.models import Conflict
from home.demo.oral_history import CONTENT, RECORDINGS, UNIT, Archive
from home.demo.read_aloud import AFTER_MS, BEFORE_MS, SPEAKER
from home.demo.records import Lists
from media.probing import probe
from media.sources import sources_for
from media.webvtt import parse, plain_text
from tests.factories import (
    BattleFactory,
    ConflictFactory,
    OrganisationFactory,
    PersonFactory,
    PlaceFactory,
    StoryIndexPageFactory,
    StoryPageFactory,
)

READINGS = json.loads((CONTENT / "readings.json").read_text(encoding="utf-8"))
REGISTER = json.loads((CONTENT / "register.json").read_text(encoding="utf-8"))
MOST_BYTES = 1_500_000
LONGEST_MS = 120_000
# A frame of AAC at 22,050 Hz.
FRAME_MS = 47


@pytest.mark.parametrize("reading", READINGS, ids=[each["slug"] for each in READINGS])
class TestFiles:
    def test_the_captions_say_the_text(self, reading):
        document = parse((RECORDINGS / f"{reading['slug']}.vtt").read_text(encoding="utf-8"))

        assert list(document.faults) == []
        assert [plain_text(cue.text) for cue in document.cues] == reading["cues"]
        assert {cue.text.partition(">")[0] for cue in document.cues} == {f"<v {SPEAKER}"}
        assert document.cues[0].start_ms == BEFORE_MS

    def test_the_sound_is_as_long_as_its_captions(self, reading):
        document = parse((RECORDINGS / f"{reading['slug']}.vtt").read_text(encoding="utf-8"))
        end = document.cues[-1].end_ms + AFTER_MS
        assert end <= LONGEST_MS
        for path in RECORDINGS.glob(f"{reading['slug']}*.m4a"):
            found = probe(path, name=path.name)
            assert (found.mime, abs(found.duration_ms - end) <= FRAME_MS) == ("audio/mp4", True)

    def test_the_segments_begin_where_a_cue_does(self, reading):
        cues = [segment["cue"] for segment in reading["segments"]]
        assert cues == sorted(set(cues))
        assert cues[0] == 0
        assert cues[-1] < len(reading["cues"])


def test_the_files_are_small_and_none_is_left_over():
    files = list(RECORDINGS.iterdir())
    wanted = {f"{each['slug']}.{kind}" for each in READINGS for kind in ("m4a", "vtt")}
    wanted |= {f"{each['slug']}.silenced.m4a" for each in READINGS if each["closed"]}

    assert {path.name for path in files} == wanted
    assert sum(path.stat().st_size for path in files) < MOST_BYTES


@pytest.fixture
def archive(home, settings, tmp_path):
    settings.VAR_DIR = tmp_path
    settings.FFMPEG = settings.FFPROBE = "/nowhere"
    section = StoryIndexPageFactory(parent=home)
    codes = {code for each in READINGS for s in each["segments"] for code in s["places"]}
    codes |= {each["place"] for each in REGISTER}
    for each in REGISTER:
        war = Conflict.objects.filter(slug=each["conflict"]).first()
        war = war or ConflictFactory(slug=each["conflict"])
        for slug in each["battles"]:
            BattleFactory(slug=slug, conflict=war)
    return Archive(
        people={each["narrator"]: PersonFactory() for each in READINGS if each["narrator"]},
        places={code: PlaceFactory() for code in codes},
        organisations={UNIT: OrganisationFactory(name="示例市宣传中心")},
        stories={each["story"]: StoryPageFactory(parent=section) for each in READINGS},
        lists=Lists(),
    )


def test_the_archive_plays_without_ffmpeg_and_keeps_what_is_closed(archive, home, client):
    archive.load(home)

    names = [each.name for each in RegisterEntry.objects.all()]
    assert sorted(names) == sorted(each["name"] for each in REGISTER)
    assert {name[:4] for name in names} == {"示例老兵"}
    assert (names[0], names[-1]) == ("示例老兵丙", "示例老兵己")
    interviews = list(InterviewPage.objects.order_by("path"))
    assert [page.title for page in interviews] == [each["title"] for each in READINGS]
    assert InterviewCollectionPage.objects.get().interview_links.count() == len(READINGS)
    for page, reading in zip(interviews, READINGS, strict=True):
        recording = page.recording_links.get().recording
        assert (page.live, page.is_sample, recording.made_by_machine) == (True, True, True)
        closed = closed_ranges(recording, Audience.PUBLIC)
        kept = (
            range(reading["closed"]["first_cue"], reading["closed"]["last_cue"] + 1)
            if (reading["closed"])
            else ()
        )
        assert bool(closed) == bool(kept)
        assert sources_for(recording, closed) is not None
        transcript = recording.transcripts.get()
        shown = [cue.text for cue in open_cues(transcript, Audience.PUBLIC)]
        assert shown == [text for at, text in enumerate(reading["cues"]) if at not in kept]
        markup = client.get(page.url).content.decode()
        assert "合成语音" in markup
        for at, text in enumerate(reading["cues"]):
            assert (text, text in markup) == (text, at not in kept)
