"""Rolls of names in the admin: the rolls, their names, one name, pairs to decide, the export."""

from __future__ import annotations

import tempfile

from django.core.exceptions import BadRequest, PermissionDenied, ValidationError
from django.http import FileResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages
from wagtail.log_actions import registry

from cms.core.tables import XLSX, TableError, csv_chunks, write_xlsx
from heritage.memorials.enums import PairState
from heritage.memorials.models import EntryPair, Roll, RollEntry
from heritage.memorials.roll_admin.forms import (
    EntryForm,
    FilterForm,
    NameRows,
    PairFilterForm,
    RollForm,
    SourceRows,
)
from heritage.memorials.roll_admin.listing import matching, pairs_to_show, slice_of
from heritage.memorials.rolls import domain
from heritage.memorials.rolls.exporting import RollTable

ICON = "clipboard-list"
PAIRS_PER_PAGE = 20
MOST_XLSX = 1_048_575
"""Rows of a worksheet but for its headings."""

_IN_MEMORY = 4 * 1024 * 1024


def require(request, action: str) -> None:
    """Raise ``PermissionDenied`` unless the user may do that to names on rolls."""
    if not domain.may(request.user, action):
        raise PermissionDenied


def _page(request, template: str, title: str, status: int = 200, **context):
    context = {"page_title": title, "header_icon": ICON, **context}
    return render(
        request, f"heritage/memorials/admin/rolls/{template}.html", context, status=status
    )


def _after(request) -> int | None:
    text = request.GET.get("after", "")
    if text and not (text.isascii() and text.isdecimal() and len(text) < 16):
        raise BadRequest(_("The page must be a whole number."))
    return int(text) if text else None


@require_safe
def rolls(request):
    """All rolls."""
    require(request, "view")
    found = Roll.objects.select_related("site", "place")
    may = {
        "add": request.user.has_perm("heritage.add_roll"),
        "import": request.user.has_perm("heritage.import_rollentry"),
    }
    return _page(request, "rolls", _("Rolls of names"), rolls=found, may=may)


class RollView(View):
    """A new roll, or what is known of one."""

    def dispatch(self, request, *args, pk: int | None = None, **kwargs):
        action = "add" if pk is None else "change"
        if not request.user.has_perm(f"heritage.{action}_roll"):
            raise PermissionDenied
        self.roll = Roll() if pk is None else get_object_or_404(Roll, pk=pk)
        return super().dispatch(request, *args, **kwargs)

    def get(self, request):
        return self._show(RollForm(instance=self.roll))

    def post(self, request):
        form = RollForm(request.POST, instance=self.roll)
        if not form.is_valid():
            return self._show(form, status=400)
        saved = domain.write_roll(roll=form.instance, user=request.user)
        messages.success(request, _("“%(name)s” was saved.") % {"name": saved})
        return redirect("rolls:list")

    def _show(self, form, status: int = 200):
        title = str(self.roll) if self.roll.pk else _("New roll")
        return _page(
            self.request, "roll", title, status, form=form, roll=self.roll, media=form.media
        )


@require_safe
def entries(request):
    """Names, narrowed by what was asked; a page is what follows a key."""
    require(request, "view")
    form = FilterForm(request.GET)
    form.full_clean()
    given = form.cleaned_data
    found = matching(**{name: given.get(name) or "" for name in ("q", "roll", "state")})
    found = found.select_related("roll", "native_place", "site", "merged_into")
    page = slice_of(found, after=_after(request))
    query = request.GET.copy()
    query.pop("after", None)
    return _page(
        request,
        "entries",
        _("Names on rolls"),
        form=form,
        entries=page.rows,
        next_page=f"?{query.urlencode()}&after={page.after}" if page.after else "",
        first_page=f"?{query.urlencode()}" if request.GET.get("after") else "",
        roll=given.get("roll"),
        may={
            "add": domain.may(request.user, "add"),
            "import": request.user.has_perm("heritage.import_rollentry"),
        },
    )


class EntryView(View):
    """A name: what the source says, what is known, its history; or a new one on a roll."""

    def dispatch(self, request, *args, pk: int | None = None, roll: int | None = None, **kwargs):
        require(request, "view" if pk is not None and request.method != "POST" else "change")
        if pk is None:
            require(request, "add")
            self.entry = RollEntry(roll=get_object_or_404(Roll, pk=roll))
        else:
            known = RollEntry.objects.select_related("roll", "batch", "merged_into", "person")
            self.entry = get_object_or_404(known, pk=pk)
        return super().dispatch(request, *args, **kwargs)

    def get(self, request):
        return self._show(EntryForm(instance=self.entry), *self._rows(None))

    def post(self, request):
        form = EntryForm(request.POST, instance=self.entry)
        names, sources = self._rows(request.POST)
        if not all([form.is_valid(), names.is_valid(), sources.is_valid()]):
            return self._show(form, names, sources, status=400)
        given = form.cleaned_data
        parts = {"names": names.kept, "sources": sources.kept, "honours": given["honours"]}
        try:
            if self.entry.pk:
                saved = domain.change_entry(
                    entry=form.instance, user=request.user, seen=given["seen"], **parts
                )
            else:
                saved = domain.create_entry(entry=form.instance, user=request.user, **parts)
        except domain.ChangedMeanwhile as error:
            form.add_error(None, error)
            return self._show(form, names, sources, status=409)
        except ValidationError as error:
            _add_errors(form, error)
            return self._show(form, names, sources, status=400)
        messages.success(request, _("“%(name)s” was saved.") % {"name": saved})
        return redirect("rolls:entry", saved.pk)

    def _rows(self, data):
        return (
            NameRows(data, instance=self.entry, prefix="names"),
            SourceRows(data, instance=self.entry, prefix="sources"),
        )

    def _show(self, form, names, sources, status: int = 200):
        entry = self.entry
        batch = entry.batch if entry.pk else None
        history = registry.get_logs_for_instance(entry) if entry.pk else None
        return _page(
            self.request,
            "entry",
            entry.name if entry.pk else _("New name on “%(roll)s”") % {"roll": entry.roll},
            status,
            form=form,
            names=names,
            sources=sources,
            entry=entry,
            written=list(zip(batch.headings, entry.written, strict=False)) if batch else [],
            history=history.select_related("user")[:30] if entry.pk else [],
            merged=RollEntry.objects.filter(merged_into=entry)[:30] if entry.pk else [],
            may_change=domain.may(self.request.user, "change"),
            media=form.media,
        )


def _add_errors(form, error: ValidationError) -> None:
    """Put each message beside its field; those about a name or source above the form."""
    if not hasattr(error, "error_dict"):
        form.add_error(None, error)
        return
    for name, faults in error.error_dict.items():
        form.add_error(name if name in form.fields else None, faults)


@require_POST
def unmerge(request, pk: int):
    """Part an entry from the one it was joined to."""
    entry = get_object_or_404(RollEntry, pk=pk)
    try:
        domain.unmerge_entry(entry=entry, user=request.user)
        messages.success(request, _("The two are two people again."))
    except domain.WrongState as error:
        messages.error(request, " ".join(error.messages))
    return redirect("rolls:entry", pk)


@require_safe
def pairs(request):
    """Entries that may be one person, side by side."""
    require(request, "view")
    form = PairFilterForm(request.GET)
    form.full_clean()
    given = form.cleaned_data
    state = given.get("state") or PairState.OPEN
    found = pairs_to_show(roll=given.get("roll"), state=state)
    page = slice_of(found, after=_after(request), per_page=PAIRS_PER_PAGE)
    known = domain.entries_of(page.rows)
    query = request.GET.copy()
    query.pop("after", None)
    return _page(
        request,
        "pairs",
        _("May be one person"),
        form=form,
        pairs=[
            {"pair": pair, "sides": [known[pair.first_id], known[pair.second_id]],
             "why": [_WHY[code]() for code in pair.why if code in _WHY]}
            for pair in page.rows
        ],
        is_open=state == PairState.OPEN,
        next_page=f"?{query.urlencode()}&after={page.after}" if page.after else "",
        may_change=domain.may(request.user, "change"),
        here=request.get_full_path(),
    )  # fmt: skip


_WHY = {
    "same_name": lambda: _("same name"),
    "other_form": lambda: _("same name in another form (traditional or variant)"),
    "other_name": lambda: _("the name is another name of this person"),
    "sounds": lambda: _("the name is read alike"),
    "birth": lambda: _("the dates of birth agree"),
    "place": lambda: _("same native place"),
    "near_place": lambda: _("native places near each other"),
    "death": lambda: _("the dates of death agree"),
}


@require_POST
def decide(request, pk: int):
    """Say whether two entries are one person."""
    pair = get_object_or_404(EntryPair, pk=pk)
    answer = request.POST.get("answer", "")
    kept = {"first": pair.first, "second": pair.second}.get(answer)
    state = PairState.SAME if kept else answer
    if state not in PairState.values:
        raise BadRequest(_("This is no answer."))
    try:
        domain.decide_pair(pair=pair, state=state, user=request.user, kept=kept)
        messages.success(request, _("Decided."))
    except domain.WrongState as error:
        messages.error(request, " ".join(error.messages))
    query = urlencode(
        [(name, request.POST[name]) for name in ("roll", "state") if request.POST.get(name)]
    )
    response = redirect("rolls:pairs")
    if query:
        response["Location"] += f"?{query}"
    return response


@require_safe
def export(request, pk: int):
    """The roll under the headings it came in with, as CSV or .xlsx."""
    if not request.user.has_perm("heritage.import_rollentry"):
        raise PermissionDenied
    roll = get_object_or_404(Roll, pk=pk)
    table = RollTable(roll, understood=bool(request.GET.get("understood")))
    if request.GET.get("format") != "xlsx":
        response = StreamingHttpResponse(
            csv_chunks(table.headings, table.rows()), content_type="text/csv; charset=utf-8"
        )
        response["Content-Disposition"] = f'attachment; filename="{roll.slug}.csv"'
        return response
    file = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 (the response closes it)
    try:
        if roll.entries.order_by("pk")[MOST_XLSX : MOST_XLSX + 1].exists():
            raise TableError(_("An Excel sheet cannot hold so many rows; export as CSV instead."))
        write_xlsx(file, table.headings, table.rows())
    except TableError as error:
        file.close()
        messages.error(request, str(error))
        return redirect("rolls:list")
    file.seek(0)
    return FileResponse(file, as_attachment=True, content_type=XLSX, filename=f"{roll.slug}.xlsx")
