"""What a file is, by its bytes and by ffprobe; and what is refused, in words."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from media.probing import Probe, probe

READ = {
    "tone.wav": ("audio/wav", "audio", "pcm_s16le", "", None),
    "tone.mp3": ("audio/mpeg", "audio", "mp3", "", None),
    "tone.m4a": ("audio/mp4", "audio", "aac", "", None),
    "tone.opus": ("audio/ogg", "audio", "opus", "", None),
    "tone.flac": ("audio/flac", "audio", "flac", "", None),
    "tone.wma": ("audio/x-ms-wma", "audio", "wmav2", "", None),
    "film.mp4": ("video/mp4", "video", "aac", "h264", 160),
    "film.mkv": ("video/x-matroska", "video", "vorbis", "h264", 160),
    "film.avi": ("video/x-msvideo", "video", "mp3", "mpeg4", 160),
}


@pytest.mark.parametrize("name", READ)
def test_what_a_whole_file_is(clips, name):
    found = probe(clips[name], name=name)

    assert (
        found.mime,
        found.type,
        found.audio_codec,
        found.video_codec,
        found.width,
    ) == READ[name]
    assert 2000 <= found.duration_ms <= 2200


@pytest.mark.parametrize("part", [0.4, 0.95])
@pytest.mark.parametrize("name", sorted(set(READ) - {"tone.flac"}))
def test_a_file_that_is_cut_off_is_refused(clips, tmp_path, name, part):
    cut = clips.cut(name, part, tmp_path / name)

    with pytest.raises(ValidationError) as refused:
        probe(cut, name=name)

    assert refused.value.code in ("cut_off", "damaged")


def test_flac_states_its_duration_and_is_compared_with_it(clips, tmp_path):
    with pytest.raises(ValidationError) as refused:
        probe(clips.cut("tone.flac", 0.4, tmp_path / "cut.flac"), name="cut.flac")

    assert refused.value.code == "damaged"


@pytest.mark.parametrize(
    ("clip", "name"), [("tone.wav", "tone.mp3"), ("film.mp4", "film.avi"), ("tone.mp3", "录音.txt")]
)
def test_a_wrong_ending_is_refused(clips, clip, name):
    with pytest.raises(ValidationError) as refused:
        probe(clips[clip], name=name)

    assert refused.value.code == "wrong_type"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"WEBVTT\n\n00:00.000 --> 00:01.000\n", "not_taken"),
        (b"#EXTM3U\n#EXTINF:10,\nfile:///etc/passwd\n", "not_taken"),
        (b"\x00" * 4096, "not_taken"),
        (b"RIFF\x24\x00\x00\x00WAVEfmt " + b"\x00" * 64, "damaged"),
        (b"\x00\x00\x00\x18ftypmp42" + b"\x00" * 200, "damaged"),
    ],
)
def test_what_is_no_recording_is_refused(tmp_path, content, code):
    path = tmp_path / "x.wav"
    path.write_bytes(content)
    name = "x.mp4" if b"ftyp" in content else "x.wav"

    with pytest.raises(ValidationError) as refused:
        probe(path, name=name)

    assert refused.value.code == code


def test_without_ffprobe_the_bytes_and_a_tag_reader_tell_what_they_can(clips, no_ffmpeg):
    assert probe(clips["tone.wav"], name="tone.wav") == Probe(
        mime="audio/wav", type="audio", duration_ms=2000, is_measured=False
    )
    assert probe(clips["film.mkv"], name="film.mkv") == Probe(
        mime="video/x-matroska", type="video", duration_ms=0, is_measured=False
    )
