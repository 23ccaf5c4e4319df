"""What others may listen to: names on rolls that changed for the public."""

from __future__ import annotations

from django.dispatch import Signal

entries_changed = Signal()
"""Sent in the transaction of the change with ``entries``: an iterable of primary keys, or None.

None says that very many changed at once, such as a whole roll; whoever keeps
something derived from entries then makes it anew.
"""
