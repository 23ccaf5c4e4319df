"""Wagtail's image and document forms with our checks on the file."""

from __future__ import annotations

from django.core.files.uploadedfile import UploadedFile
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from .uploads import (
    check_document,
    check_image_whole,
    refused_if_damaged,
    strip_location,
)


class WholeImageField(WagtailImageField):
    """Wagtail's field, which sniffs the type and bounds size and pixels.

    It decodes some damaged files on the way and lets the decoder's errors out.
    """

    def to_python(self, data):
        with refused_if_damaged(getattr(data, "name", "")):
            return super().to_python(data)


class CheckedImageForm(BaseImageForm):
    """Takes a whole image, without the place it was taken at."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if field := self.fields.get("file"):
            self.fields["file"] = WholeImageField(
                label=field.label,
                required=field.required,
                widget=field.widget,
                max_length=field.max_length,
            )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if isinstance(file, UploadedFile):
            check_image_whole(file)
            file = strip_location(file)
        return file


class CheckedDocumentForm(BaseDocumentForm):
    """Takes a document only as what its name says."""

    def clean_file(self):
        file = self.cleaned_data["file"]
        if isinstance(file, UploadedFile):
            check_document(file)
        return file
