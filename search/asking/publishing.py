"""When what was found was published."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Model
from wagtail.models import DraftStateMixin, Page

from heritage.people import searchable
from heritage.people.models import Person
from search.documents import PAGE, PERSON


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """When something was published the first time and the last."""

    first: datetime.datetime
    last: datetime.datetime


def published(keys: Iterable[str]) -> dict[str, Published]:
    """By key, when each was published; without those of which nobody knows.

    Places, which are no work of anybody's, have no such time. One query a kind.
    """
    models: dict[str, type[Model]] = {PAGE: Page, PERSON: Person, **searchable.KINDS}
    ids: dict[str, list[str]] = {}
    for key in keys:
        kind, _colon, pk = key.partition(":")
        if kind in models and issubclass(models[kind], DraftStateMixin):
            ids.setdefault(kind, []).append(pk)
    found = {}
    for kind, pks in ids.items():
        rows = models[kind].objects.filter(pk__in=pks, last_published_at__isnull=False)
        for pk, first, last in rows.values_list("pk", "first_published_at", "last_published_at"):
            found[f"{kind}:{pk}"] = Published(first=first or last, last=last)
    return found
