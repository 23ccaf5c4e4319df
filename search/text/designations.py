"""Designations of military units by number: 第26军, 四〇二团."""

from __future__ import annotations

import re

_DESIGNATION = re.compile(r"(?:第?(?:[0-9]+|[〇零一二三四五六七八九十百千]+)[军师旅团营连排班])+")


def designations(text: str) -> list[tuple[int, int]]:
    """Where a designation stands in normalised ``text``: start and end of each.

    What follows on one another, from army to squad, is one: 第26军第78师第234团.
    """
    return [match.span() for match in _DESIGNATION.finditer(text)]
