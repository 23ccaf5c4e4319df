"""What every request goes through before a view sees it."""

from __future__ import annotations

from csp.constants import SELF, UNSAFE_INLINE
from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import Http404, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.deprecation import MiddlewareMixin
from django.utils.http import url_has_allowed_host_and_scheme
from wagtail.admin import messages

ADMIN_PREFIX = "/admin/"
LARGEST_KEY = 2**63 - 1

# As strict as Wagtail 8.0 allows: its editor sets style attributes and its
# templates carry a few inline scripts; gravatar and the update check are off,
# so no other host is needed.
ADMIN_POLICY = {
    "style-src": [SELF, UNSAFE_INLINE],
    "script-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
    "media-src": [SELF, "blob:"],
}


class ContentSecurityPolicyMiddleware(CSPMiddleware):
    """The strict policy for the public site, Wagtail's needs for its admin."""

    def get_policy_parts(self, request, response, report_only=False) -> PolicyParts:
        parts = super().get_policy_parts(request, response, report_only)
        if report_only or getattr(request, "is_preview", False):
            return parts
        if request.path.startswith(ADMIN_PREFIX):
            parts.replace = {**ADMIN_POLICY, **(parts.replace or {})}
        return parts


class ChosenLanguageMiddleware(MiddlewareMixin):
    """Chinese, unless this reader chose another language.

    Django's own middleware would follow the browser's language, but the
    content is Chinese whatever the browser speaks.
    """

    def process_request(self, request):
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
        known = dict(settings.LANGUAGES)
        translation.activate(chosen if chosen in known else settings.LANGUAGE_CODE)
        request.LANGUAGE_CODE = translation.get_language()

    def process_response(self, request, response):
        response.headers.setdefault("Content-Language", translation.get_language())
        return response


class RefusedChangeMiddleware(MiddlewareMixin):
    """What a model refuses at the last moment is told to the editor, not a server error.

    Wagtail checks a form before it publishes; a workflow that ends publishes
    without one. What a page then needs and has not (an agreement, alternative
    texts) raises ``ValidationError`` out of the view; nothing was changed.
    """

    def process_exception(self, request, exception):
        if (
            not isinstance(exception, ValidationError)
            or request.method != "POST"
            or not request.path.startswith(ADMIN_PREFIX)
        ):
            return None
        for fault in exception.messages:
            messages.error(request, fault)
        back = _back(request)
        if request.headers.get("X-Requested-With") == "XMLHttpRequest":
            # What Wagtail's dialogs understand: leave for this address.
            return JsonResponse({"step": "success", "redirect": back})
        return redirect(back)


def _back(request) -> str:
    """The admin page the request was sent from, or its first page."""
    sent_from = request.headers.get("Referer", "")
    if url_has_allowed_host_and_scheme(
        sent_from, {request.get_host()}, require_https=request.is_secure()
    ):
        return sent_from
    return reverse("wagtailadmin_home")


class BadInputMiddleware(MiddlewareMixin):
    """NUL and broken UTF-8 in an address are a bad request, not a server error.

    A number in it that no key of the database can be leads to nothing. Django
    sees to that where a key is a number, but not where it is another row's, as
    a page's is.
    """

    def process_request(self, request):
        if "\x00" in request.path_info or "\ufffd" in request.path_info:
            return render(request, "400.html", status=400)
        query = request.META.get("QUERY_STRING", "")
        if "%00" in query:
            return render(request, "400.html", status=400)
        return None

    def process_view(self, request, view, args, kwargs):
        if any(isinstance(value, int) and value > LARGEST_KEY for value in kwargs.values()):
            raise Http404
