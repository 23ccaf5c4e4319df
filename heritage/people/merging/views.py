"""Merging in the admin: choose the other record, compare, merge, undo."""

from __future__ import annotations

from django.apps import apps
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import classproperty
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _
from django.views import View
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.snippets.bulk_actions.snippet_bulk_action import SnippetBulkAction

from heritage.people.domain import RecordRefused, child_relations
from heritage.people.merging.domain import may_merge, merge_people, undo_merge
from heritage.people.merging.edit_views import edit_url
from heritage.people.merging.forms import MergeForm, OtherRecordForm
from heritage.people.merging.pointers import count_pointers, objects_pointing_at
from heritage.people.models import Person, PersonMerge

PER_PAGE = 50
SHOWN_POINTERS = 100


class MergeView(View):
    """What all steps share: only for those who may merge."""

    def dispatch(self, request, *args, **kwargs):
        if not may_merge(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def person(self, pk: int) -> Person:
        """A record this user may merge; 404 where there is none."""
        found = get_object_or_404(Person, pk=pk)
        if not may_merge(self.request.user, found):
            raise PermissionDenied
        return found


class ListView(MergeView):
    """All merges, the latest first."""

    def get(self, request):
        merges = PersonMerge.objects.select_related("by", "kept", "merged", "undone_by").defer(
            "kept_before", "merged_before", "moves", "added"
        )
        context = {
            "page_obj": Paginator(merges, PER_PAGE).get_page(request.GET.get("p")),
            "page_title": _g("Merged records of people"),
            "header_icon": "collapse-down",
        }
        return render(request, "heritage/people/admin/merge_list.html", context)


class ChooseView(MergeView):
    """Step one: which other record is of the same person."""

    def get(self, request, pk: int):
        return self._show(request, OtherRecordForm(person=self.person(pk)))

    def post(self, request, pk: int):
        data = request.POST.copy()
        if not data.get("other", "").isdecimal():
            # The chooser would look for it when it is shown again.
            data["other"] = ""
        form = OtherRecordForm(data, person=self.person(pk))
        if not form.is_valid():
            return self._show(request, form, status=400)
        return redirect("people_merges:compare", pk, form.cleaned_data["other"].pk)

    def _show(self, request, form, status=200):
        context = {
            "form": form,
            "person": form.person,
            "media": form.media,
            "page_title": _g("Merge with another record"),
            "page_subtitle": form.person.name,
            "header_icon": "collapse-down",
        }
        return render(request, "heritage/people/admin/merge_choose.html", context, status=status)


class CompareView(MergeView):
    """Step two: both records side by side, and which value stands where they differ."""

    def get(self, request, kept: int, merged: int):
        return self._show(request, self.person(kept), self.person(merged))

    def post(self, request, kept: int, merged: int):
        kept, merged = self.person(kept), self.person(merged)
        form = self._form(kept, merged, request.POST)
        if not form.is_valid():
            return self._show(request, kept, merged, form, status=400)
        try:
            merge = merge_people(
                kept=kept, merged=merged, user=request.user, choices=form.cleaned_data
            )
        except RecordRefused as refusal:
            form.add_error(None, str(refusal))
            return self._show(request, kept, merged, form, status=409)
        messages.success(
            request,
            _g("“%(merged)s” is now part of “%(kept)s”.")
            % {"merged": merge.merged_name, "kept": merge.kept_name},
        )
        return redirect("people_merges:result", merge.pk)

    def _form(self, kept: Person, merged: Person, data=None) -> MergeForm:
        return MergeForm(
            data,
            kept=kept.get_latest_revision_as_object(),
            merged=merged.get_latest_revision_as_object(),
        )

    def _show(self, request, kept, merged, form=None, status=200):
        gone = [person for person in (kept, merged) if person.merged_into_id is not None]
        form = form or self._form(kept, merged)
        finder = AdminURLFinder(request.user)
        context = {
            "form": form,
            "kept": kept,
            "merged": merged,
            "gone": gone or ([kept] if kept.pk == merged.pk else []),
            "lists": _lists(form.kept, form.merged),
            "moving": count_pointers(merged),
            "pointers": [
                (thing, finder.get_edit_url(thing), thing._meta.verbose_name)
                for thing in objects_pointing_at(merged, SHOWN_POINTERS)
            ],
            "page_title": _g("Compare before merging"),
            "header_icon": "collapse-down",
        }
        return render(request, "heritage/people/admin/merge_compare.html", context, status=status)


class ResultView(MergeView):
    """One merge: what was moved, and how long it may be undone."""

    def get(self, request, pk: int):
        return self._show(request, get_object_or_404(PersonMerge, pk=pk))

    def _show(self, request, merge: PersonMerge, refusal: str = "", status=200):
        context = {
            "merge": merge,
            "moves": _in_words(merge),
            "refusal": refusal,
            "kept_url": edit_url(merge.kept) if merge.kept else "",
            "merged_url": edit_url(merge.merged) if merge.merged else "",
            "page_title": _g("Merged records of people"),
            "page_subtitle": str(merge),
            "header_icon": "collapse-down",
        }
        return render(request, "heritage/people/admin/merge_result.html", context, status=status)


class UndoView(ResultView):
    """Takes a merge back; answers a form only."""

    def get(self, request, pk: int):
        return HttpResponseNotAllowed(["POST"])

    def post(self, request, pk: int):
        merge = get_object_or_404(PersonMerge, pk=pk)
        try:
            undo_merge(merge=merge, user=request.user)
        except RecordRefused as refusal:
            return self._show(request, merge, str(refusal), status=409)
        messages.success(
            request, _g("“%(name)s” is a record of its own again.") % {"name": merge.merged_name}
        )
        return redirect("people_merges:result", merge.pk)


class MergeBulkAction(SnippetBulkAction):
    """Two people ticked in the list, to be compared."""

    display_name = _("Merge")
    aria_label = _("Compare and merge two records of one person")
    action_type = "merge"
    action_priority = 70

    @classproperty
    def models(cls):
        return [Person]

    def check_perm(self, obj):
        return may_merge(self.request.user, obj)

    def get(self, request):
        return self.prepare_action(*self.get_actionable_objects())

    def prepare_action(self, objects, objects_without_access):
        if len(objects) != 2:
            messages.error(
                self.request, _g("Choose exactly two records of one person to merge them.")
            )
            return redirect(self.next_url)
        # The one that was there first usually is the better known.
        first, second = sorted(objects, key=lambda person: (not person.live, person.pk))
        return redirect(reverse("people_merges:compare", args=[first.pk, second.pk]))

    @classmethod
    def execute_action(cls, objects, **kwargs):
        """Nothing: two records are merged on the page that compares them."""
        return 0, 0


def _lists(kept: Person, merged: Person) -> list[dict]:
    """The lists of both records, such as names and honours, where either has any."""
    rows = []
    for name in child_relations():
        model = getattr(Person, name).rel.related_model
        both = [[str(row) for row in getattr(person, name).all()] for person in (kept, merged)]
        if any(both):
            label = model._meta.verbose_name_plural
            rows.append({"label": label, "kept": both[0], "merged": both[1]})
    roles = [[str(role) for role in person.roles.all()] for person in (kept, merged)]
    if any(roles):
        label = Person._meta.get_field("roles").verbose_name
        rows.append({"label": label, "kept": roles[0], "merged": roles[1]})
    return rows


def _in_words(merge: PersonMerge) -> list[dict]:
    """What was moved, as an editor reads it; one query a model."""
    keys: dict[str, set] = {}
    for move in merge.moves:
        keys.setdefault(move["model"], set()).add(move["pk"])
    names = {
        label: {
            pk: str(row) for pk, row in apps.get_model(label)._base_manager.in_bulk(pks).items()
        }
        for label, pks in keys.items()
    }
    return [
        {
            "kind": apps.get_model(move["model"])._meta.verbose_name,
            "name": names[move["model"]].get(move["pk"], ""),
            "is_draft": move["kind"] == "draft",
            "removed": "removed" in move,
        }
        for move in merge.moves
    ]
