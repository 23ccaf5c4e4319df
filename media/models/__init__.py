"""Recordings, what is made of them, and the timed text that goes with them."""

from .fixity import FixityFault, FixityRun
from .importing import TranscriptImport
from .recording import Recording, Rendition
from .transcript import Cue, Transcript
from .upload import UploadSession

__all__ = [
    "Cue",
    "FixityFault",
    "FixityRun",
    "Recording",
    "Rendition",
    "Transcript",
    "TranscriptImport",
    "UploadSession",
]
