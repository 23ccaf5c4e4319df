"""Editing a record while others edit and merge it: nothing is overwritten unseen.

Wagtail refuses an autosave over a newer version, but lets a form that is sent
do it. Here every change happens under a lock of the record's row, and a form
that was opened on an older version, or on a record merged since, is answered
with what stands now beside what was typed.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.db import transaction
from django.forms import BaseForm
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.views.generic.preview import PreviewOnEdit
from wagtail.admin.widgets.button import Button
from wagtail.snippets.views.chooser import BaseSnippetChooseView
from wagtail.snippets.views.snippets import EditView

from heritage.people.branches.views import BranchChooserViewSet
from heritage.people.domain import lock_people, standing_key
from heritage.people.merging.domain import may_merge
from heritage.people.models import Person

CONFLICT = 409
_NOT_RESENT = {
    "csrfmiddlewaretoken",
    "loaded_revision_id",
    "loaded_revision_created_at",
    "overwrite_revision_id",
}

_NOT_SAID = {"id", "ORDER", "DELETE"}


def edit_url(person: Person) -> str:
    """Where a record is edited."""
    return reverse(person.snippet_viewset.get_url_name("edit"), args=[person.pk])


def under_lock(view: Callable) -> Callable:
    """The view, with the row of the person it changes locked from before it is read."""

    @wraps(view)
    def locked(request, *args, **kwargs):
        key = str(kwargs.get("pk", ""))
        if request.method != "POST" or not key.isdecimal():
            return view(request, *args, **kwargs)
        with transaction.atomic():
            lock_people(int(key))
            return view(request, *args, **kwargs)

    return locked


class PersonEditView(EditView):
    """The form of a person's record."""

    stale = False

    def get(self, request, *args, **kwargs):
        if self.object.merged_into_id is None:
            return super().get(request, *args, **kwargs)
        kept = self._kept()
        messages.warning(request, _merged_message(self.object, kept))
        return redirect(edit_url(kept))

    def post(self, request, *args, **kwargs):
        if self.object.merged_into_id is None:
            return super().post(request, *args, **kwargs)
        kept = self._kept()
        if self.expects_json_response:
            return self.json_error_response("merged", _merged_message(self.object, kept))
        return self._conflict(self.get_form(), kept)

    @cached_property
    def is_out_of_date(self):
        told = ("loaded_revision_id", "overwrite_revision_id")
        if self.latest_revision and not any(self.request.POST.get(name) for name in told):
            # The form was opened before the record had any version to name.
            return True
        return super().is_out_of_date

    def is_valid(self, form):
        if not self.expects_json_response and self.is_out_of_date:
            self.stale = True
            return False
        return super().is_valid(form)

    def form_invalid(self, form):
        return self._conflict(form, None) if self.stale else super().form_invalid(form)

    @cached_property
    def header_more_buttons(self):
        buttons = super().header_more_buttons
        if may_merge(self.request.user, self.object):
            buttons.append(
                Button(
                    _("Merge with another record"),
                    url=reverse("people_merges:choose", args=[self.object.pk]),
                    icon_name="collapse-down",
                    priority=15,
                )
            )
        return buttons

    def _kept(self) -> Person:
        return Person.objects.get(pk=standing_key(self.object.pk))

    def _conflict(self, form: BaseForm, kept: Person | None):
        now = kept.get_latest_revision_as_object() if kept else self._fresh()
        latest = self.latest_revision
        context = {
            "page_title": _g("Not saved"),
            "page_subtitle": str(now),
            "header_icon": "warning",
            "kept": kept,
            "object": now,
            "record_url": edit_url(kept or self.object),
            "action_url": self.get_edit_url(),
            "other_editor": latest.user if latest and not kept else None,
            "typed": typed_values(form, now),
            "posted": [] if kept else self._posted(),
            "loaded_revision_id": latest.pk if latest else "",
            "loaded_revision_created_at": self.latest_revision_created_at or "",
        }
        template = "heritage/people/admin/merge_conflict.html"
        return TemplateResponse(self.request, template, context, status=CONFLICT)

    def _fresh(self) -> Person:
        return Person.objects.get(pk=self.object.pk).get_latest_revision_as_object()

    def _posted(self) -> list[tuple[str, str]]:
        return [
            (name, value)
            for name, values in self.request.POST.lists()
            if name not in _NOT_RESENT
            for value in values
        ]


def typed_values(form: BaseForm, now: Person) -> list[dict[str, str]]:
    """What was typed and differs from the record: ``{label, now, typed}``, as read by people.

    Fields first, then the rows of each list of the record.
    """
    form.is_valid()
    rows = []
    for name in form.changed_data:
        field = form.fields.get(name)
        if field is None or not hasattr(now, name):
            continue
        typed = _in_words(form, name)
        stands = _in_words(form, name, now)
        if typed != stands:
            rows.append({"label": str(field.label or name), "now": stands, "typed": typed})
    for name, formset in getattr(form, "formsets", {}).items():
        typed = "\n".join(
            line
            for child in formset.forms
            if not formset._should_delete_form(child) and (line := _line(child))
        )
        stands = "\n".join(_row_line(row, formset) for row in getattr(now, name).all())
        if formset.has_changed() and typed != stands:
            label = formset.model._meta.verbose_name_plural
            rows.append({"label": str(label), "now": stands, "typed": typed})
    return rows


def _in_words(form: BaseForm, name: str, person: Person | None = None) -> str:
    field = form.fields[name]
    if person is None:
        value = form.cleaned_data.get(name, form.data.get(form.add_prefix(name), ""))
    elif hasattr(getattr(person, name), "all"):
        value = list(getattr(person, name).all())
    else:
        value = getattr(person, name)
    return _words(field, value)


def _words(field, value) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return _g("yes") if value else _g("no")
    if hasattr(value, "display"):
        return value.display()
    choices = dict(_flat(getattr(field, "choices", ())) if isinstance(value, (str, list)) else ())
    if isinstance(value, (str, int)):
        return str(choices.get(value, value))
    if hasattr(value, "__iter__"):
        return "、".join(str(choices.get(item, item)) for item in value)
    return str(value)


def _flat(choices):
    return [(value, label) for value, label in choices if isinstance(value, str)]


def _line(child: BaseForm) -> str:
    pieces = [_in_words(child, name) for name in child.fields if name not in _NOT_SAID]
    if not any(pieces) or not (child.has_changed() or child.initial):
        return ""
    return "；".join(piece for piece in pieces if piece)


def _row_line(row, formset) -> str:
    fields = formset.empty_form.fields
    names = [name for name in fields if name not in _NOT_SAID and hasattr(row, name)]
    pieces = [_words(fields[name], getattr(row, name)) for name in names]
    return "；".join(piece for piece in pieces if piece)


def _merged_message(person: Person, kept: Person) -> str:
    return _g("“%(name)s” was merged into “%(kept)s” while you were editing it.") % {
        "name": person.name,
        "kept": kept.name,
    }


class StandingChoosing(BaseSnippetChooseView):
    """Only records that were not merged into another one may be chosen."""

    def get_object_list(self):
        return super().get_object_list().filter(merged_into=None)


class PersonChooserViewSet(BranchChooserViewSet):
    """The chooser of people."""

    def construct_view(self, view_class, **kwargs):
        if issubclass(view_class, BaseSnippetChooseView):
            view_class = type(view_class.__name__, (StandingChoosing, view_class), {})
        return super().construct_view(view_class, **kwargs)


class MergingViewSetMixin:
    """For the viewset of people: locked changes, no choice of merged records."""

    edit_view_class = PersonEditView
    chooser_viewset_class = PersonChooserViewSet

    def construct_view(self, view_class, **kwargs):
        view = super().construct_view(view_class, **kwargs)
        # A preview changes nothing, and is asked for at every key stroke.
        return view if issubclass(view_class, PreviewOnEdit) else under_lock(view)
