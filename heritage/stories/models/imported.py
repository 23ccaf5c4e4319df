"""What remembers which file a page came from, and files that wait to be confirmed."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.core.storage import private_storage


class ImportedMixin(models.Model):
    """A page that may have come from a file.

    ``import_key`` names the piece (file name and title), ``import_hash`` the
    bytes; a file that agrees in either is the same piece again.
    """

    import_key = models.CharField(max_length=64, blank=True, editable=False, db_index=True)
    import_hash = models.CharField(max_length=64, blank=True, editable=False, db_index=True)

    class Meta:
        abstract = True


class ImportFile(models.Model):
    """A file uploaded for import, kept until it is confirmed or a day has passed."""

    batch = models.UUIDField(_("upload"), default=uuid.uuid4, db_index=True)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(_("file name"), max_length=255)
    file = models.FileField(storage=private_storage, upload_to="imports/")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("file to import")
        verbose_name_plural = _("files to import")
        ordering = ["pk"]

    def __str__(self):
        return self.name
