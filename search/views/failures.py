"""What is answered when no engine can: words for the reader, and when to come back."""

from __future__ import annotations

import logging

from django.http import HttpResponse
from django.utils.translation import gettext as _

from search.engines.base import EngineError, EngineUnavailable

logger = logging.getLogger("search.views")

RETRY_AFTER = "60"


def sorry(error: EngineError) -> str:
    """The failure in a reader's words; the cause goes to the log."""
    logger.error("the search failed: %s", error, exc_info=error)
    if isinstance(error, EngineUnavailable):
        return _("The search does not answer at the moment. Please try again in a minute.")
    return _("The search is being rebuilt. Please try again in a minute.")


def later(response: HttpResponse) -> HttpResponse:
    """``response`` with the header that says when to ask again."""
    response["Retry-After"] = RETRY_AFTER
    return response
