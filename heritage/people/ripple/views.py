"""Changed facts in the admin: what still carries an old value, and settling it."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _g
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import Page
from wagtail.permissions import policy_registry

from heritage.people.domain import RecordRefused
from heritage.people.models import FactChange, Person, RippleItem
from heritage.people.models.ripple import RippleState
from heritage.people.ripple import domain as ripple

PER_PAGE = 50


def may_follow(user) -> bool:
    """Whether this user may look at changed facts: whoever may change records of people."""
    return policy_registry.get_by_type(Person).user_has_permission(user, "change")


def may_settle(user, change: FactChange) -> bool:
    """Whether this user may say that a place stays as it is: who may change the record."""
    record = change.record
    if record is None:
        return user.is_superuser
    policy = policy_registry.get_by_type(type(record))
    return policy.user_has_permission_for_instance(user, "change", record)


def _only_followers(view):
    def guarded(request, *args, **kwargs):
        if not may_follow(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


@require_safe
@_only_followers
def overview(request):
    """Changed facts, the latest first; those with open places unless all are asked for."""
    show_all = request.GET.get("all") == "1"
    changes = FactChange.objects.with_counts().select_related("by").order_by("-at", "-pk")
    if not show_all:
        changes = changes.filter(open_places__gt=0)
    context = {
        "page_obj": Paginator(changes, PER_PAGE).get_page(request.GET.get("p")),
        "show_all": show_all,
        "page_title": _g("Corrected facts"),
        "header_icon": "tasks",
    }
    return render(request, "heritage/people/admin/ripple_overview.html", context)


@require_safe
@_only_followers
def detail(request, pk: int):
    """One changed fact and every place that carries or carried its old value."""
    return _show(request, get_object_or_404(FactChange, pk=pk))


@require_POST
@_only_followers
def settle(request, pk: int):
    """A place stays as it is, with the reason; or is taken up again."""
    item = get_object_or_404(RippleItem.objects.select_related("change"), pk=pk)
    if not may_settle(request.user, item.change):
        raise PermissionDenied
    try:
        if "again" in request.POST:
            ripple.take_up_again(item=item, user=request.user)
        else:
            ripple.leave(item=item, reason=request.POST.get("reason", ""), user=request.user)
    except RecordRefused as refusal:
        return _show(request, item.change, {item.pk: str(refusal)}, status=400)
    return redirect(f"{reverse('people_ripple:detail', args=[item.change_id])}#item-{item.pk}")


def _show(request, change: FactChange, faults: dict[int, str] | None = None, status=200):
    page_obj = Paginator(change.items.select_related("by"), PER_PAGE).get_page(request.GET.get("p"))
    urls = _edit_urls(request.user, page_obj.object_list)
    for item in page_obj.object_list:
        item.url = urls.get((item.content_type_id, item.object_id), "")
        if item.url and item.block:
            item.url += f"#block-{item.block}-section"
        item.fault = (faults or {}).get(item.pk, "")
    context = {
        "change": change,
        "page_obj": page_obj,
        "open_places": change.items.filter(state=RippleState.OPEN).count(),
        "may_settle": may_settle(request.user, change),
        "record_url": AdminURLFinder(request.user).get_edit_url(change.record)
        if change.record
        else "",
        "page_title": _g("Corrected facts"),
        "page_subtitle": change.record_name,
        "header_icon": "tasks",
    }
    return render(request, "heritage/people/admin/ripple_detail.html", context, status=status)


def _edit_urls(user, items) -> dict[tuple[int, int], str]:
    """Where each object is edited, by content type and key; empty for who may not."""
    finder = AdminURLFinder(user)
    wanted: dict[int, set[int]] = {}
    for item in items:
        wanted.setdefault(item.content_type_id, set()).add(item.object_id)
    urls = {}
    for content_type_id, keys in wanted.items():
        model = ContentType.objects.get_for_id(content_type_id).model_class()
        if model is None:
            continue
        manager = Page._base_manager if issubclass(model, Page) else model._base_manager
        for pk, thing in manager.in_bulk(keys).items():
            urls[content_type_id, pk] = finder.get_edit_url(thing) or ""
    return urls


def announce(request, record) -> None:
    """After publishing: tell the editor which places still carry an old value."""
    changes = FactChange.objects.with_counts().filter(
        content_type=ContentType.objects.get_for_model(type(record)),
        object_id=record.pk,
        by=request.user,
        announced=False,
    )
    for change in changes:
        places = change.open_places
        text = (
            ngettext(
                "%(number)d place still carries the old value “%(old)s”; others are being looked for.",
                "%(number)d places still carry the old value “%(old)s”; others are being looked for.",
                places,
            )
            if places
            else _g("Places that still carry the old value “%(old)s” are being looked for.")
        )
        message = format_html(
            '{} <a href="{}">{}</a>',
            text % {"number": places, "old": change.old},
            reverse("people_ripple:detail", args=[change.pk]),
            _g("Look at them"),
        )
        messages.warning(request, message)
    FactChange.objects.filter(pk__in=[change.pk for change in changes]).update(announced=True)
