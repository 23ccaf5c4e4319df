"""Model fields of the records of people."""

from __future__ import annotations

from cms.core.fields import ChoiceSetField
from heritage.people.enums import Topic


class TopicsField(ChoiceSetField):
    """A set of :class:`~heritage.people.enums.Topic`."""

    enum = Topic
