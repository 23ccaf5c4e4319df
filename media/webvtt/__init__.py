"""WebVTT: The Web Video Text Tracks Format (W3C, https://www.w3.org/TR/webvtt1/).

``parse`` follows the W3C's parser algorithm to the letter, and tells what that
algorithm passes over in silence. ``dump`` writes a valid file; what was parsed
comes back equal: cues, settings, regions, style sheets, notes, header.
"""

from .markup import Span, escape, plain_text, spans, speaker_of
from .parsing import parse
from .settings import parse_settings, settings_text
from .writing import dump

__all__ = [
    "Span",
    "dump",
    "escape",
    "parse",
    "parse_settings",
    "plain_text",
    "settings_text",
    "spans",
    "speaker_of",
]
