"""Forms about recordings in the admin."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePath

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from wagtailmedia.forms import BaseMediaForm

from media.accession import describe, examine, settle
from media.containers import ENDINGS
from media.files import workroom

ACCEPT = ",".join(f".{each}" for each in ENDINGS)


class RecordingForm(BaseMediaForm):
    """What is written about a recording; the original is chosen once and never replaced."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.examined = None
        if self.instance.pk:
            self.fields.pop("file", None)
        elif "file" in self.fields:
            self.fields["file"].widget.attrs["accept"] = ACCEPT

    def clean_file(self):
        """Look into the file; what is wrong with it is said in words."""
        file = self.cleaned_data["file"]
        if isinstance(file, UploadedFile):
            with _on_disk(file) as path:
                self.examined = examine(path, name=file.name)
        return file

    def save(self, commit=True):
        """Save it, and for a new one have its copies made."""
        if self.examined is None:
            return super().save(commit)
        found, sha256, size = self.examined
        describe(
            self.instance, found, sha256=sha256, size=size, name=self.cleaned_data["file"].name
        )
        with transaction.atomic():
            recording = super().save(commit)
            settle(recording, user=recording.uploaded_by_user)
        return recording


@contextmanager
def _on_disk(file: UploadedFile) -> Iterator[Path]:
    if hasattr(file, "temporary_file_path"):
        yield Path(file.temporary_file_path())
        return
    with tempfile.NamedTemporaryFile(dir=workroom(), suffix=PurePath(file.name).suffix[:12]) as out:
        for chunk in file.chunks():
            out.write(chunk)
        out.flush()
        yield Path(out.name)
    file.seek(0)
