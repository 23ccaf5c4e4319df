"""What others listen to: this programme knows neither the search nor its index."""

from __future__ import annotations

from django.dispatch import Signal

hearing_changed = Signal()
"""What the public may read or hear of interviews changed, in the sender's transaction.

``interviews`` are the keys of the pages.
"""
