"""That a result was opened, told by the browser while it follows the link."""

from __future__ import annotations

import re

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.views.decorators.http import require_POST

from heritage.people import searchable
from search.curation.log import note_opened
from search.documents import ENTRY, PAGE, PERSON
from search.forms import MAX_QUERY

_KEY = re.compile(rf"(?:{'|'.join((PAGE, PERSON, ENTRY, *searchable.KINDS))}):[1-9][0-9]{{0,17}}")


@require_POST
def opened(request: HttpRequest) -> HttpResponse:
    """Note which document (``key``) was opened from the results of ``q``; 204, or 400.

    Nothing of who opened it is read or kept.
    """
    text, key = request.POST.get("q", "").strip(), request.POST.get("key", "")
    if not 0 < len(text) <= MAX_QUERY or "\x00" in text or not _KEY.fullmatch(key):
        return HttpResponseBadRequest()
    note_opened(text, key)
    return HttpResponse(status=204)
