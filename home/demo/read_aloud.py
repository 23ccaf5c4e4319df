"""Make the demo's recordings anew: texts of ``readings.json`` read by a synthesised voice.

Run by hand when a text changes (``python -m home.demo.read_aloud``) where
Debian's ``espeak-ng`` and ``ffmpeg`` are installed; what it makes is committed,
so that nobody else needs them. Every cue is spoken by itself and measured, so
its times are exact; nothing is recognised or guessed.

For each reading there are, in ``content/recordings/``, ``<slug>.m4a`` (AAC, one
channel), ``<slug>.vtt`` (WebVTT) and, where a stretch of it is closed,
``<slug>.silenced.m4a``, which is silent from the start of its first to the end
of its last cue and of the same length.
"""

from __future__ import annotations

import io
import json
import subprocess
import wave
from dataclasses import dataclass
from pathlib import Path

from media.formats.document import Cue, Document
from media.webvtt import dump

CONTENT = Path(__file__).parent / "content"
OUT = CONTENT / "recordings"
VOICE, WORDS_A_MINUTE, PITCH = "cmn", 172, 40
SPEAKER = "合成语音"
BIT_RATE = "24k"
RATE = 22_050
BEFORE_MS, BETWEEN_MS, AFTER_MS = 500, 650, 900
QUIETEST = 64
"""Samples up to this loud at the ends of a spoken sentence are its own silence."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """A reading as 16-bit mono samples, with the start and end of each cue in milliseconds."""

    samples: bytes
    times: tuple[tuple[int, int], ...]


def main() -> None:
    """Make every recording of ``readings.json``."""
    OUT.mkdir(exist_ok=True)
    for reading in json.loads((CONTENT / "readings.json").read_text(encoding="utf-8")):
        spoken = read(reading["cues"])
        name = reading["slug"]
        encode(spoken.samples, OUT / f"{name}.m4a")
        (OUT / f"{name}.vtt").write_text(captions(reading["cues"], spoken), encoding="utf-8")
        if closed := reading["closed"]:
            start = spoken.times[closed["first_cue"]][0]
            end = spoken.times[closed["last_cue"]][1]
            encode(silenced(spoken.samples, start, end), OUT / f"{name}.silenced.m4a")
        print(f"{name}: {len(spoken.samples) / 2 / RATE:.1f} s, {len(spoken.times)} cues")


def read(sentences: list[str]) -> Spoken:
    """The sentences one after the other, with pauses."""
    joined, times = bytearray(_silence(BEFORE_MS)), []
    for number, sentence in enumerate(sentences):
        if number:
            joined += _silence(BETWEEN_MS)
        start = _ms(len(joined))
        joined += _trimmed(_speak(sentence))
        times.append((start, _ms(len(joined))))
    joined += _silence(AFTER_MS)
    return Spoken(bytes(joined), tuple(times))


def captions(sentences: list[str], spoken: Spoken) -> str:
    """The cues as WebVTT, each under the name of the voice."""
    cues = [
        Cue(
            id=str(number),
            start_ms=start,
            end_ms=end,
            text=f"<v {SPEAKER}>{sentence}",
        )
        for number, (sentence, (start, end)) in enumerate(
            zip(sentences, spoken.times, strict=True), start=1
        )
    ]
    return dump(Document(cues=cues))


def silenced(samples: bytes, start_ms: int, end_ms: int) -> bytes:
    """The samples with nothing to be heard from ``start_ms`` to ``end_ms``."""
    start, end = _at(start_ms), _at(end_ms)
    return samples[:start] + bytes(end - start) + samples[end:]


def encode(samples: bytes, path: Path) -> None:
    """Write samples as AAC. Raises ``CalledProcessError`` where ffmpeg fails."""
    # Without the encoder's name and the time, so that the same text gives the same file.
    command = [
        "ffmpeg", "-v", "error", "-y",
        "-f", "s16le", "-ar", str(RATE), "-ac", "1", "-i", "pipe:0",
        "-c:a", "aac", "-b:a", BIT_RATE, "-map_metadata", "-1",
        "-fflags", "+bitexact", "-flags:a", "+bitexact", "-movflags", "+faststart", str(path),
    ]  # fmt: skip
    subprocess.run(command, input=samples, check=True)


def _speak(sentence: str) -> bytes:
    command = [
        "espeak-ng", "-v", VOICE, "-s", str(WORDS_A_MINUTE), "-p", str(PITCH), "--stdout", sentence
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, check=True)
    # espeak-ng writes a length it does not know yet, so what follows the header is counted.
    header = io.BytesIO(done.stdout)
    with wave.open(header) as file:
        if (file.getframerate(), file.getnchannels(), file.getsampwidth()) != (RATE, 1, 2):
            raise ValueError("the voice does not speak at 22,050 Hz in 16 bits")
    return done.stdout[done.stdout.index(b"data") + 8 :]


def _trimmed(samples: bytes) -> bytes:
    """Without the voice's own silence at both ends."""
    loud = [
        at
        for at in range(0, len(samples) - 1, 2)
        if abs(int.from_bytes(samples[at : at + 2], "little", signed=True)) > QUIETEST
    ]
    return samples[loud[0] : loud[-1] + 2] if loud else samples


def _silence(ms: int) -> bytes:
    return bytes(_at(ms))


def _at(ms: int) -> int:
    return ms * RATE // 1000 * 2


def _ms(length: int) -> int:
    return length // 2 * 1000 // RATE


if __name__ == "__main__":
    main()
