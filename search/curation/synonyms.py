"""Other names of what is searched: the editors' sets, and the aliases of records.

They widen a search and are never shown. Every process keeps them in memory as
long as :class:`~search.models.VocabularyStamp` stays the same, so a change is
there with the next search and the index is left alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from heritage.people.models import Battle, Conflict, Honour, Unit
from search.curation.kept import Kept
from search.curation.phrases import PhraseTable
from search.models import SynonymSet

NAMED = (Conflict, Battle, Honour, Unit)
"""Records whose other names and aliases widen a search."""

_BATCH = 2_000


def expansions_for(text: str) -> dict[str, tuple[str, ...]]:
    """The phrases in ``text`` that have other names, each with those names.

    Phrases are as they stand in the normalised text, names are normalised, the
    most telling first; both are bounded. One query by primary key.
    """
    return _table.current().find(text)


def _read() -> PhraseTable:
    table = PhraseTable()
    # What editors put together comes before what a record happens to be called.
    for entry in SynonymSet.objects.filter(active=True).order_by("pk").iterator(_BATCH):
        table.add(entry.term_list, entry.searched_list)
    for shown, searched in _names_of_records():
        table.add(shown, searched)
    return table


def _names_of_records() -> Iterator[tuple[Iterable[str], Iterable[str]]]:
    for model in NAMED:
        rows = model.objects.published().only("name", "other_names", "aliases").order_by("pk")
        for record in rows.exclude(other_names="", aliases="").iterator(chunk_size=_BATCH):
            yield [record.name, *record.other_name_list], record.alias_list


_table: Kept[PhraseTable] = Kept(_read)
