"""What remembers which row of which list a record of a person came from."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.core.storage import private_storage
from heritage.people.models.person import Person


class PersonImport(models.Model):
    """A list of people that was uploaded, from the look at it to the report.

    ``mapping`` is heading to field. ``report`` is empty until the work is done;
    its shape is that of :meth:`heritage.people.importing.report.Report.as_dict`.
    The file is deleted with the row, a day after the work or after the upload.
    """

    name = models.CharField(_("file name"), max_length=255)
    source = models.CharField(
        _("name of the list"),
        max_length=160,
        help_text=_("The same list under the same name is brought up to date, not doubled."),
    )
    file = models.FileField(storage=private_storage, upload_to="people/")
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    mapping = models.JSONField(default=dict, blank=True)
    job = models.ForeignKey("core.Job", null=True, on_delete=models.SET_NULL, related_name="+")
    report = models.JSONField(default=dict, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("list of people")
        verbose_name_plural = _("lists of people")
        ordering = ["-created_at"]

    def __str__(self):
        return self.name


class PersonImportRow(models.Model):
    """One row of a list, word for word, and the record made of it.

    ``key`` names the row within the list ``source``; ``digest`` is of its
    words. ``taken`` is what the import put into the record, by field, so that a
    later import tells the list's changes from an editor's; ``faults`` are what the
    record could not hold. A row without ``person`` was refused, or its record was deleted since (``made`` tells).
    """

    source = models.CharField(_("name of the list"), max_length=160)
    key = models.CharField(max_length=80)
    match_key = models.CharField(max_length=60, db_index=True)
    number = models.PositiveIntegerField(_("row"))
    person = models.ForeignKey(
        Person, null=True, on_delete=models.SET_NULL, related_name="import_rows"
    )
    made = models.BooleanField(default=False)
    digest = models.CharField(max_length=64)
    values = models.JSONField(_("as written"), default=dict)
    taken = models.JSONField(default=dict)
    faults = models.JSONField(default=list)
    imported_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("row of a list of people")
        verbose_name_plural = _("rows of lists of people")
        ordering = ["source", "number"]
        constraints = [
            models.UniqueConstraint(fields=["source", "key"], name="one_record_a_row_of_a_list")
        ]

    def __str__(self):
        return f"{self.source} {self.number}"
