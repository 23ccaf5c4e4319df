"""The import of a roll as background work."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

from cms.core import tasks
from cms.core.tables import Mapping, TableError, open_table
from heritage.memorials.enums import ImportState
from heritage.memorials.models import RollImport
from heritage.memorials.roll_import import domain


@tasks.background(domain.WORK, label=gettext_lazy("Import a roll of names"))
def run(progress, *, pk: int) -> None:
    """Import the list; after a break it goes on behind the last batch that was kept."""
    batch = RollImport.objects.select_related("roll", "user").get(pk=pk)
    if batch.state in (ImportState.DONE, ImportState.GIVEN_UP):
        return
    try:
        with batch.file.open("rb") as file:
            domain.run(
                batch=batch,
                table=open_table(file, name=batch.file_name),
                mapping=Mapping(batch.mapping),
                user=batch.user,
                progress=progress,
            )
    except TableError as error:
        # Trying again would read the same file.
        domain.break_off(batch=batch, problem=str(error))
