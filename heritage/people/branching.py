"""Trees of records as a page shows them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from heritage.people.models.trees import TreeRecord


@dataclass(slots=True)
class Branch:
    """A record with those that lie in it; ``count`` is whatever the page tells about it."""

    record: TreeRecord
    count: object = None
    branches: list[Branch] = field(default_factory=list)


def grow(records: Iterable[TreeRecord], counts: dict | None = None) -> list[Branch]:
    """The trees that ``records`` form, each level in the order given.

    A record whose parent is not among them hangs on the nearest one above
    it that is, or stands by itself.
    """
    branches = {r.pk: Branch(record=r, count=(counts or {}).get(r.pk)) for r in records}
    roots = []
    for branch in branches.values():
        above = (pk for pk in reversed(branch.record.ancestor_ids()) if pk in branches)
        parent = next(above, None)
        (roots if parent is None else branches[parent].branches).append(branch)
    return roots
