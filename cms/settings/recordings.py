"""Recordings: who hears what, and how they are given out. ``docs/oral-history.md`` explains each."""

from __future__ import annotations

import os

from .environment import networks, positive_int

# Who hears what is open on site, or to schools, by the network they ask from.
ON_SITE_NETWORKS = networks("ON_SITE_NETWORKS")
SCHOOL_NETWORKS = networks("SCHOOL_NETWORKS")

# The programs that look into recordings and make copies for the web; looked for on PATH.
FFMPEG = os.environ.get("FFMPEG", "").strip() or "ffmpeg"
FFPROBE = os.environ.get("FFPROBE", "").strip() or "ffprobe"

RECORDING_MAX_SIZE = positive_int("RECORDING_MAX_MB", default=20_480) * 1024 * 1024

# The address under which a web server in front sends VAR_DIR/private; empty: this one sends.
RECORDINGS_X_ACCEL = os.environ.get("RECORDINGS_X_ACCEL", "").strip()

WAGTAILMEDIA = {
    "MEDIA_MODEL": "media.Recording",
    "MEDIA_FORM_BASE": "media.recording_admin.forms.RecordingForm",
    # What is taken is told by the bytes (media.probing), which names the endings too.
    "AUDIO_EXTENSIONS": [],
    "VIDEO_EXTENSIONS": [],
}
