"""Pages of the throw-away site, from generated documents."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from itertools import islice
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from search.engines.base import SearchDocument
from search.scale.stock.fields import FACETS

_STEP = 500


def fill(documents: Iterable[SearchDocument]) -> int:
    """Make the database, a page for each of ``documents``, and Wagtail's index; gives the count."""
    _make_tables()
    page, stock = apps.get_model("wagtailcore", "Page"), apps.get_model("stock", "StockPage")
    content_type = apps.get_model("contenttypes", "ContentType").objects.get_for_model(stock)
    root = page.objects.get(depth=1)
    locale = apps.get_model("wagtailcore", "Locale").objects.get()
    stream, count = iter(documents), root.numchild
    columns = [field.column for field in stock._meta.local_concrete_fields]
    insert = (
        f"INSERT INTO {stock._meta.db_table} ({', '.join(columns)}) "
        f"VALUES ({', '.join(['%s'] * len(columns))})"
    )
    while batch := list(islice(stream, _STEP)):
        pages = [
            page(
                path=page._get_path(root.path, 2, count + number),
                depth=2,
                title=document.title,
                draft_title=document.title,
                slug=f"page-{count + number}",
                url_path=f"/page-{count + number}/",
                content_type=content_type,
                locale=locale,
                live=True,
            )
            for number, document in enumerate(batch, 1)
        ]
        made = page.objects.bulk_create(pages)
        rows = [
            [values[column] for column in columns]
            for values in (
                {"page_ptr_id": one.pk, **_own_values(document)}
                for one, document in zip(made, batch, strict=True)
            )
        ]
        with connection.cursor() as cursor:
            cursor.executemany(insert, rows)
        count += len(batch)
    page.objects.filter(pk=root.pk).update(numchild=count)
    call_command("update_index", verbosity=0)
    return stock.objects.count()


def _make_tables() -> None:
    """Migrate; the migration of the page type is written into the throw-away directory."""
    written = settings.DIRECTORY / settings.MIGRATION_MODULES["stock"]
    written.mkdir()
    (written / "__init__.py").touch()
    sys.path.append(str(settings.DIRECTORY))
    call_command("makemigrations", "stock", verbosity=0)
    call_command("migrate", verbosity=0)


def _own_values(document: SearchDocument) -> dict[str, Any]:
    """What a page has besides a title. Of several values of a facet it has the last."""
    return {
        "body": document.body or "".join(moment.text for moment in document.moments),
        "people": "，".join(document.people),
        **{name: (document.facets.get(name) or ("",))[-1] for name in FACETS},
    }
