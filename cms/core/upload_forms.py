"""Wagtail's image and document forms with our checks on the file."""

from __future__ import annotations

from django.core.files.uploadedfile import UploadedFile
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.forms import BaseImageForm

from .uploads import check_document, check_image_whole, strip_location


class CheckedImageForm(BaseImageForm):
    """Takes a whole image, without the place it was taken at.

    Wagtail's field has sniffed the type and bounded size and pixels by then.
    """

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
