"""Records that lie in one another: places, organisations, units."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Value
from django.db.models.functions import Concat, Substr
from django.utils.translation import gettext_lazy as _

SEPARATOR = "/"
INSIDE_ITSELF = _("This lies in the record itself; choose another one.")


class TreeQuerySet(models.QuerySet):
    """Queries along the tree; each is one comparison of the path."""

    def within(self, record):
        """``record`` and all that lies in it."""
        return self.filter(path__startswith=record.path)

    def within_any(self, records):
        """What lies in any of ``records``, these included."""
        branches = models.Q(pk__in=[])
        for record in records:
            branches |= models.Q(path__startswith=record.path)
        return self.filter(branches)


class TreeRecord(models.Model):
    """A record with a parent of its own kind.

    ``path`` is the chain of primary keys from the root, ``/3/17/``; it is
    kept with the parent, so that a branch is one indexed comparison. Saving
    raises ``ValidationError`` where a record would come to lie in itself.
    """

    parent = models.ForeignKey(
        "self",
        verbose_name=_("part of"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="parts",
    )
    path = models.CharField(max_length=255, editable=False, default="", db_index=True)

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        with transaction.atomic():
            above = self._hold_tree()
            super().save(*args, **kwargs)
            self._keep_path(above)

    def clean(self):
        super().clean()
        if self.pk and self.parent and self._holds(self.parent.path):
            raise ValidationError({"parent": INSIDE_ITSELF})

    def _holds(self, path: str) -> bool:
        return f"{SEPARATOR}{self.pk}{SEPARATOR}" in path

    def _hold_tree(self) -> str:
        """Keep others from moving anything of this tree, and give the path of the parent.

        What this instance and its parent were read with may be older than the
        move of a branch they lie in; only the rows themselves count.
        """
        rows = type(self).objects.order_by("pk").select_for_update().values_list("pk", flat=True)
        rows.first()
        paths = dict(
            type(self).objects.filter(pk__in=[self.pk, self.parent_id]).values_list("pk", "path")
        )
        above = paths.get(self.parent_id, SEPARATOR) if self.parent_id else SEPARATOR
        if self.pk and self._holds(above):
            raise ValidationError({"parent": INSIDE_ITSELF})
        self.path = paths.get(self.pk, "")
        return above

    def _keep_path(self, above: str) -> None:
        stored, path = self.path, f"{above}{self.pk}{SEPARATOR}"
        if stored == path:
            return
        self.path = path
        rows = type(self).objects.filter(pk=self.pk)
        if stored:
            rows = type(self).objects.filter(path__startswith=stored)
        rows.update(path=Concat(Value(path), Substr("path", len(stored) + 1)))

    @property
    def depth(self) -> int:
        """How many records this one lies in."""
        return self.path.strip(SEPARATOR).count(SEPARATOR)

    def ancestor_ids(self) -> list[int]:
        """Primary keys of what this lies in, from the widest."""
        return [int(pk) for pk in self.path.strip(SEPARATOR).split(SEPARATOR)[:-1]]

    def ancestors(self) -> list:
        """What this lies in, from the widest; one query."""
        ids = self.ancestor_ids()
        found = type(self).objects.in_bulk(ids)
        return [found[pk] for pk in ids if pk in found]

    def line(self) -> list:
        """What this lies in and itself, from the widest; follows ``parent``, to be loaded along."""
        return [*self.parent.line(), self] if self.parent else [self]

    def descendants(self):
        """All that lies in this record, itself apart."""
        return type(self).objects.within(self).exclude(pk=self.pk)

    def lies_in(self, other) -> bool:
        """Whether this is ``other`` or a part of it."""
        return self.path.startswith(other.path)
