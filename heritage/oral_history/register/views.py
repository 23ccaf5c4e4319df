"""The register in the admin: the list, an entry and the steps taken with it."""

from __future__ import annotations

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _g
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages
from wagtail.log_actions import registry

from cms.core.intake.models import UnmaskLog
from heritage.oral_history.enums import REGISTER_TRANSITIONS, RegisterState, VisitOutcome
from heritage.oral_history.models import RegisterEntry
from heritage.oral_history.register import domain
from heritage.oral_history.register.forms import (
    AssignForm,
    EntryForm,
    FilterForm,
    LinkForm,
    OutcomeForm,
    ReasonForm,
    VisitForm,
)
from heritage.oral_history.register.urgency import WAITING, band_of

PER_PAGE = 50
ICON = "group"


def require(request, action: str) -> None:
    """Raise ``PermissionDenied`` unless the user may do that to entries."""
    if not domain.may(request.user, action):
        raise PermissionDenied


def page(request, template: str, title: str, status: int = 200, **context):
    """A page of the register in the admin."""
    context = {"page_title": title, "header_icon": ICON, **context}
    return render(
        request, f"heritage/oral_history/admin/register/{template}.html", context, status=status
    )


def _entry(pk: int) -> RegisterEntry:
    entries = RegisterEntry.objects.select_related(
        "person", "place__parent__parent", "organisation", "interviewer", "interview"
    )
    return get_object_or_404(entries, pk=pk)


@require_safe
def register_list(request):
    """Those to be recorded, the most urgent first."""
    require(request, "view")
    form = FilterForm(request.GET)
    found = form.narrowed(RegisterEntry.objects.all())
    found = found.select_related("place__parent__parent", "organisation", "interviewer")
    page_obj = Paginator(found.prefetch_related("conflicts", "battles"), PER_PAGE).get_page(
        request.GET.get("p")
    )
    for entry in page_obj:
        entry.band = band_of(entry.state, entry.urgency)
        entry.interviewer_name = domain.name_of(entry.interviewer)
    query = request.GET.copy()
    query.pop("p", None)
    return page(
        request,
        "list",
        _g("Register of old soldiers"),
        form=form,
        page_obj=page_obj,
        query=query.urlencode(),
        narrowed=any(request.GET.get(name) for name in form.fields),
        may={action: domain.may(request.user, action) for action in ("add", "change", "unmask")},
    )


class WriteView(View):
    """Somebody new, or what is known of somebody on the register."""

    def dispatch(self, request, *args, pk: int | None = None, **kwargs):
        require(request, "add" if pk is None else "change")
        self.entry = RegisterEntry() if pk is None else _entry(pk)
        return super().dispatch(request, *args, **kwargs)

    def get(self, request):
        return self._show(EntryForm(instance=self.entry))

    def post(self, request):
        form = EntryForm(request.POST, instance=self.entry)
        if not form.is_valid():
            return self._show(form, status=400)
        try:
            saved = form.write(request.user)
        except domain.ChangedMeanwhile as error:
            form.add_error(None, error)
            return self._show(form, status=409)
        except ValidationError as error:
            form.add_error(None, ValidationError(error.messages))
            return self._show(form, status=400)
        messages.success(request, _g("“%(name)s” is on the register.") % {"name": saved.name})
        return redirect("register:read", saved.pk)

    def _show(self, form, status: int = 200):
        title = self.entry.name if self.entry.pk else _g("Register somebody")
        return page(
            self.request, "form", title, status, form=form, entry=self.entry, media=form.media
        )


@never_cache
@require_safe
def read(request, pk: int):
    """An entry with its visits, its history and what may be done."""
    require(request, "view")
    return _show(request, _entry(pk))


def _show(request, entry: RegisterEntry, *, values=None, forms=None, faults=(), status=200):
    values = values or {}
    masked = domain.masked(entry)
    details = [
        {
            "name": name,
            "label": RegisterEntry._meta.get_field(name).verbose_name,
            "shown": values.get(name) or masked[name],
            "is_open": name in values,
        }
        for name in domain.DETAILS
        if masked[name]
    ]
    may = {each: domain.may(request.user, each) for each in ("change", "delete", "unmask")}
    shown_forms = (_forms_for(entry) | (forms or {})) if may["change"] else {}
    media = [form.media for form in shown_forms.values()]
    kept = UnmaskLog.objects.filter(
        content_type=ContentType.objects.get_for_model(RegisterEntry), object_id=entry.pk
    )
    return page(
        request,
        "entry",
        entry.name,
        status,
        entry=entry,
        band=band_of(entry.state, entry.urgency),
        interviewer=domain.name_of(entry.interviewer),
        details=details,
        visits=entry.visits.all(),
        outcomes=VisitOutcome.choices,
        may=may,
        forms=shown_forms,
        waits=entry.state in WAITING,
        moves={state.value for state in REGISTER_TRANSITIONS[RegisterState(entry.state)]},
        history=registry.get_logs_for_instance(entry).select_related("user"),
        unmaskings=kept.select_related("user"),
        faults=faults,
        media=sum(media[1:], media[0]) if media else "",
    )


def _forms_for(entry: RegisterEntry) -> dict:
    """The steps the state allows that ask for something."""
    found = {}
    if entry.state in WAITING:
        found["assign"] = AssignForm(initial={"interviewer": entry.interviewer_id})
    if entry.state in domain.VISITED_IN:
        found["plan_visit"] = VisitForm()
    if entry.state in (RegisterState.RECORDED, RegisterState.PUBLISHED):
        found["link"] = LinkForm(initial={"interview": entry.interview_id})
    return found


_STEPS = {
    "assign": (domain.assign, AssignForm),
    "plan_visit": (domain.plan_visit, VisitForm),
    "link": (domain.link_interview, LinkForm),
    "decline": (domain.decline, ReasonForm),
    "too_late": (domain.too_late, ReasonForm),
    "give_back": (domain.give_back, None),
    "take_up": (domain.take_up_again, None),
    "unlink": (domain.unlink_interview, None),
    "erase": (domain.erase_details, None),
}


@require_POST
def step(request, pk: int, name: str):
    """Take one step with an entry; shown again with what is missing."""
    require(request, "change")
    if name not in _STEPS:
        raise Http404
    entry = _entry(pk)
    take, form_class = _STEPS[name]
    given = {}
    if form_class:
        form = form_class(request.POST)
        if not form.is_valid():
            return _refused(request, entry, name, form)
        given = form.cleaned_data
    try:
        take(entry=entry, user=request.user, **given)
    except domain.WrongState as error:
        return _show(request, entry, faults=error.messages, status=409)
    except ValidationError as error:
        return _show(request, entry, faults=error.messages, status=400)
    messages.success(request, _g("Saved."))
    return redirect("register:read", pk)


def _refused(request, entry, name: str, form):
    if name in _forms_for(entry):
        return _show(request, entry, forms={name: form}, status=400)
    faults = [message for messages_ in form.errors.values() for message in messages_]
    return _show(request, entry, faults=faults, status=400)


@require_POST
def outcome(request, pk: int, visit_pk: int):
    """Note what came of a visit."""
    require(request, "change")
    entry = _entry(pk)
    visit = get_object_or_404(entry.visits, pk=visit_pk)
    form = OutcomeForm(request.POST)
    if not form.is_valid():
        return _refused(request, entry, "outcome", form)
    try:
        domain.note_outcome(visit=visit, user=request.user, **form.cleaned_data)
    except ValidationError as error:
        return _show(request, _entry(pk), faults=error.messages, status=400)
    messages.success(request, _g("Saved."))
    return redirect("register:read", pk)


@never_cache
@require_POST
def unmask(request, pk: int):
    """Show the encrypted values that were ticked, or all, once a reason is given."""
    require(request, "unmask")
    entry = _entry(pk)
    wanted = [name for name in domain.DETAILS if name in request.POST.getlist("field")]
    try:
        values = domain.unmask(
            entry=entry,
            fields=wanted or domain.DETAILS,
            reason=request.POST.get("reason", ""),
            user=request.user,
        )
    except ValidationError as error:
        return _show(request, entry, faults=error.messages, status=400)
    return _show(request, entry, values=values)


@require_POST
def delete(request, pk: int):
    """Take somebody off the register."""
    require(request, "delete")
    entry = _entry(pk)
    try:
        domain.delete(entry=entry, reason=request.POST.get("reason", ""), user=request.user)
    except ValidationError as error:
        return _show(request, entry, faults=error.messages, status=400)
    messages.success(request, _g("“%(name)s” is off the register.") % {"name": entry.name})
    return redirect("register:list")
