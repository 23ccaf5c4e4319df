"""Whether a recording may be played to whoever asks, and which parts of it not.

This layer knows no interviews: a programme that keeps recordings under an
agreement registers a rule, and the strictest of all rules holds.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest

from media.enums import Release
from media.models import Recording
from media.ranges import Range, merged


@dataclass(frozen=True, slots=True)
class Access:
    """``silenced`` are the stretches of the original that must not be heard or seen."""

    may_play: bool
    silenced: tuple[Range, ...] = ()


OPEN = Access(may_play=True)
CLOSED = Access(may_play=False)

Rule = Callable[[Recording, HttpRequest], Access | None]
_rules: list[Rule] = []


def register(rule: Rule) -> Rule:
    """Let ``rule`` have a say; it gives None for recordings that are none of its business."""
    _rules.append(rule)
    return rule


def access_to(recording: Recording, request: HttpRequest) -> Access:
    """What the sender of ``request`` may play of ``recording`` at a public address.

    A recording that no rule speaks for is played if it is released to everybody.
    """
    said = [answer for rule in _rules if (answer := rule(recording, request)) is not None]
    if not said:
        return OPEN if recording.release == Release.OPEN else CLOSED
    if not all(answer.may_play for answer in said):
        return CLOSED
    return Access(True, merged(each for answer in said for each in answer.silenced))
