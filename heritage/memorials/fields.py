"""Model fields of memorial sites."""

from __future__ import annotations

from cms.core.fields import ChoiceSetField
from heritage.memorials.enums import SiteKind


class SiteKindsField(ChoiceSetField):
    """A set of :class:`~heritage.memorials.enums.SiteKind`."""

    enum = SiteKind
