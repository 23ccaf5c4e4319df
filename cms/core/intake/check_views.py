"""The challenge, and what a form with the check says when it is not passed."""

from __future__ import annotations

import json

from django.conf import settings
from django.http import JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from . import checks, limits
from .kinds import all_kinds


@require_safe
@never_cache
def challenge(request):
    """A new challenge for the form named by ``form``, as the widget reads it."""
    form = request.GET.get("form", "")
    if form not in {kind.name for kind in all_kinds()} | checks.bare_forms():
        return JsonResponse({"error": "unknown form"}, status=404)
    try:
        limits.spend(action="challenge", address=limits.client_address(request))
    except limits.TooManyError as error:
        return too_many_json(error)
    return JsonResponse(checks.new_challenge(form))


def too_many_json(error: limits.TooManyError) -> JsonResponse:
    """429 with the time to wait, for scripts."""
    answer = JsonResponse({"error": "too many requests"}, status=429)
    answer["Retry-After"] = str(error.retry_after)
    return answer


def widget_context(form: str, *, kept: str = "") -> dict:
    """What ``core/intake/check.html`` needs: the token of those who only wait, and words.

    ``kept`` is the token of the first showing: where somebody was too early it goes on
    counting, or the wait would never end.
    """
    return {
        "check_form": form,
        "wait_token": kept or checks.new_wait_token(form),
        "wait_seconds": int(checks.WAIT_LEAST.total_seconds()),
        "widget_work": settings.INTAKE_WORK,
        "widget_strings": json.dumps(_widget_strings(), ensure_ascii=False),
    }


def _widget_strings() -> dict[str, str]:
    return {
        "ariaLinkLabel": "ALTCHA",
        "error": _("The check did not work. Please press the button again."),
        "expired": _("The check has expired. Please press the button again."),
        "footer": "",
        "label": _("Check that this is not sent by a program"),
        "loading": _("Loading …"),
        "reload": _("Again"),
        "verificationRequired": _("The check is still needed."),
        "verified": _("Checked"),
        "verifying": _("Checking, please wait …"),
        "waitAlert": _("Still checking, please wait a moment."),
    }


def check_message(error: checks.CheckError) -> str:
    """What to tell somebody whose form did not pass the check."""
    if isinstance(error, checks.TooEarlyError):
        return _("Please read through your answers and send them again in %(seconds)d seconds.") % {
            "seconds": error.seconds
        }
    if isinstance(error, checks.CheckExpiredError):
        return _("The form was open for a long time. Your answers are kept; please send it again.")
    if isinstance(error, checks.CheckUsedError):
        return _("This check was used already. Your answers are kept; please send it again.")
    return _("The check did not work. Your answers are kept; please send the form again.")


def limit_message(error: limits.TooManyError) -> str:
    """What to tell somebody who reached a limit."""
    return _("Too much was sent in a short time. Please try again in %(minutes)d minutes.") % {
        "minutes": error.minutes
    }
