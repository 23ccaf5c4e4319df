"""Messages of tribute before the moderator: lists, one message, decisions on many."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin.auth import require_admin_access
from wagtail.log_actions import registry

from cms.core.choosers import is_key
from cms.core.text import plain
from heritage.memorials.enums import MessageState
from heritage.memorials.models import TributeMessage
from heritage.memorials.tributes import moderating

TEMPLATES = "heritage/memorials/admin"
ICON = "comment"
PER_PAGE = 50
LONGEST_SEARCH = 60


@dataclass(frozen=True, slots=True)
class MessageList:
    """A list of messages in one state; ``steps`` lead from there, with what they are called."""

    name: str
    label: str
    state: str
    steps: tuple[tuple[str, str], ...]
    oldest_first: bool = False

    @property
    def asks_why(self) -> bool:
        """Whether a step from here wants or takes a reason."""
        return any(to in (MessageState.REMOVED, MessageState.REFUSED) for to, _label in self.steps)

    def messages(self):
        if self.name == "again":
            return moderating.reported_again()
        return TributeMessage.objects.filter(state=self.state)


APPROVE = (MessageState.APPROVED, pgettext_lazy("message", "Approve"))
REMOVE = (MessageState.REMOVED, pgettext_lazy("message", "Take down"))
LISTS = {
    each.name: each
    for each in (
        MessageList(
            "waiting",
            pgettext_lazy("message", "Waiting"),
            MessageState.WAITING,
            (APPROVE, (MessageState.REFUSED, pgettext_lazy("message", "Refuse"))),
            oldest_first=True,
        ),
        MessageList(
            "reported",
            _("Reported, hidden"),
            MessageState.REPORTED,
            ((MessageState.APPROVED, _("Show again")), REMOVE),
            oldest_first=True,
        ),
        MessageList(
            "again",
            _("Reported again"),
            MessageState.APPROVED,
            ((MessageState.APPROVED, pgettext_lazy("message", "Keep")), REMOVE),
            oldest_first=True,
        ),
        MessageList(
            "approved", pgettext_lazy("message", "Approved"), MessageState.APPROVED, (REMOVE,)
        ),
        MessageList(
            "refused", pgettext_lazy("message", "Refused"), MessageState.REFUSED, (APPROVE,)
        ),
        MessageList(
            "removed", pgettext_lazy("message", "Taken down"), MessageState.REMOVED, (APPROVE,)
        ),
    )
}


def _moderators_only(view):
    @require_admin_access
    def guarded(request, *args, **kwargs):
        if not moderating.may_moderate(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return never_cache(guarded)


@require_http_methods(["GET", "HEAD", "POST"])
@_moderators_only
def message_list(request: HttpRequest, name: str):
    """Messages of one list; a POST decides on those that are ticked."""
    if name not in LISTS:
        raise Http404
    shown = LISTS[name]
    status = 200
    if request.method == "POST":
        if _decided(request, shown):
            return redirect(f"{request.path}?{_kept(request)}")
        status = 400
    typed = plain(request.GET.get("q", "")).strip()[:LONGEST_SEARCH]
    flagged = request.GET.get("flagged") == "1"
    found, following = _page(shown, typed, flagged, request.GET.get("from", ""))
    context = {
        "list": shown,
        "lists": LISTS.values(),
        "counts": moderating.waiting_counts(),
        "messages_shown": found,
        "following": following,
        "typed": typed,
        "flagged": flagged,
        "kept": _kept(request),
        "ticked": request.POST.getlist("message"),
        "reason": request.POST.get("reason", ""),
        "page_title": _g("Messages of tribute"),
        "page_subtitle": shown.label,
        "header_icon": ICON,
    }
    return render(request, f"{TEMPLATES}/tribute_messages.html", context, status=status)


def _page(shown: MessageList, typed: str, flagged: bool, begin: str):
    """The messages of a page, and the number the next one begins behind; none are counted."""
    found = shown.messages().select_related("site", "entry", "person")
    if typed:
        found = found.filter(text__icontains=typed)
    if flagged:
        found = found.exclude(flags=[])
    if is_key(begin):
        side = "pk__gt" if shown.oldest_first else "pk__lt"
        found = found.filter(**{side: int(begin)})
    rows = list(found.order_by("pk" if shown.oldest_first else "-pk")[: PER_PAGE + 1])
    page = rows[:PER_PAGE]
    return page, page[-1].pk if len(rows) > PER_PAGE else None


def _kept(request: HttpRequest) -> str:
    """What narrows the list, for the addresses of its other pages."""
    narrowing = {name: request.GET[name] for name in ("q", "flagged") if request.GET.get(name)}
    return urlencode(narrowing)


def _decided(request: HttpRequest, shown: MessageList) -> bool:
    typed = request.POST.getlist("message")
    pks = [int(pk) for pk in typed if is_key(pk)]
    if not pks:
        messages.error(request, _g("Tick at least one message."))
        return False
    try:
        decided = moderating.decide(
            pks=pks,
            to=request.POST.get("to", ""),
            seen=shown.state,
            user=request.user,
            reason=request.POST.get("reason", ""),
        )
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return False
    if decided.done:
        messages.success(
            request,
            ngettext(
                "%(count)d message decided on.", "%(count)d messages decided on.", decided.done
            )
            % {"count": decided.done},
        )
    if decided.passed_over:
        messages.warning(
            request,
            ngettext(
                "%(count)d message stood elsewhere by then and was left alone.",
                "%(count)d messages stood elsewhere by then and were left alone.",
                decided.passed_over,
            )
            % {"count": decided.passed_over},
        )
    return True


@require_safe
@_moderators_only
def message(request: HttpRequest, pk: int):
    """One message with the reports of it and what was done."""
    shown = get_object_or_404(
        TributeMessage.objects.select_related("site", "entry", "person", "decided_by"), pk=pk
    )
    here = _list_of(shown)
    context = {
        "message": shown,
        "list": here,
        "reports": shown.report_rows.all()[:PER_PAGE],
        "history": registry.get_logs_for_instance(shown).select_related("user")[:PER_PAGE],
        "states": dict(MessageState.choices),
        "page_title": _g("Message of tribute"),
        "page_subtitle": str(shown),
        "header_icon": ICON,
    }
    return render(request, f"{TEMPLATES}/tribute_message.html", context)


def _list_of(shown: TributeMessage) -> MessageList:
    if shown.state == MessageState.APPROVED:
        again = moderating.reported_again().filter(pk=shown.pk).exists()
        return LISTS["again" if again else "approved"]
    return next(each for each in LISTS.values() if each.state == shown.state)


def list_url(name: str = "waiting") -> str:
    """Where messages of a list are decided on."""
    return reverse("tributes:messages", args=[name])
