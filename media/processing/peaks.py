"""A waveform for the eye, in the JSON of BBC audiowaveform (version 2, 8 bits, one channel)."""

from __future__ import annotations

import json
import sys
from array import array
from collections.abc import Iterable

MOST_POINTS = 12_000
SAMPLES_PER_BLOCK = 160
_BYTES = 2 * SAMPLES_PER_BLOCK


class Peaks:
    """Gathers lowest and highest of each block of samples, then draws blocks together."""

    def __init__(self, rate: int):
        self.rate, self.count = rate, 0
        self._lowest, self._highest = array("b"), array("b")
        self._rest = b""

    def add(self, data: bytes) -> None:
        """Take in samples: 16 bits, little-endian, one channel."""
        data = self._rest + data
        whole = len(data) - len(data) % _BYTES
        self._rest = data[whole:]
        self._take(data[:whole])

    def _take(self, data: bytes) -> None:
        numbers = array("h", data)
        if sys.byteorder == "big":
            numbers.byteswap()
        self.count += len(numbers)
        for at in range(0, len(numbers), SAMPLES_PER_BLOCK):
            block = numbers[at : at + SAMPLES_PER_BLOCK]
            self._lowest.append(min(block) >> 8)
            self._highest.append(max(block) >> 8)

    @property
    def duration_ms(self) -> int:
        """How long the sound taken in so far lasts."""
        return (self.count + len(self._rest) // 2) * 1000 // self.rate

    def dump(self) -> str:
        """All of it as JSON, in no more than ``MOST_POINTS`` pairs."""
        if len(self._rest) > 1:
            self._take(self._rest[: len(self._rest) // 2 * 2])
            self._rest = b""
        together = -(-len(self._lowest) // MOST_POINTS) or 1
        starts = range(0, len(self._lowest), together)
        data = [
            number
            for at in starts
            for number in (
                min(self._lowest[at : at + together]),
                max(self._highest[at : at + together]),
            )
        ]
        return json.dumps(
            {
                "version": 2,
                "channels": 1,
                "sample_rate": self.rate,
                "samples_per_pixel": SAMPLES_PER_BLOCK * together,
                "bits": 8,
                "length": len(starts),
                "data": data,
            },
            separators=(",", ":"),
        )


def peaks_of(blocks: Iterable[bytes], rate: int) -> Peaks:
    """The waveform of a run of samples."""
    peaks = Peaks(rate)
    for block in blocks:
        peaks.add(block)
    return peaks
