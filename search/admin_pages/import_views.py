"""Taking in synonym sets from a table."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods
from wagtail.admin.auth import permission_required

from cms.core.tables import TableError
from search.admin_pages import rights
from search.curation.synonym_lists import HEADINGS, take_in

MOST_BYTES = 2 * 1024 * 1024
SHOWN_FAULTS = 50


class SynonymFileForm(forms.Form):
    """A table of synonym sets."""

    file = forms.FileField(
        label=gettext_lazy("Table"), help_text=gettext_lazy("CSV or .xlsx, at most 2 MB.")
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(_("The file is larger than 2 MB."))
        return file


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(rights.ADD_SYNONYMS)
def import_synonyms(request):
    """Upload a table; says what was taken in and which rows have faults."""
    form = SynonymFileForm(request.POST or None, request.FILES or None)
    status, faults = 200, []
    if request.method == "POST":
        taken = _taken(form, request.user) if form.is_valid() else None
        if taken is None:
            status = 400
        else:
            words = {"added": taken.added, "known": taken.known}
            messages.success(
                request, _("%(added)d sets are new, %(known)d were there already.") % words
            )
            if not taken.faults:
                return redirect("wagtailsnippets_search_synonymset:list")
            faults = taken.faults[:SHOWN_FAULTS]
    context = {
        "form": form,
        "faults": faults,
        "headings": HEADINGS,
        "page_title": _("Import synonyms"),
        "header_icon": "upload",
    }
    return render(request, "search/admin/import.html", context, status=status)


def _taken(form: SynonymFileForm, user):
    file = form.cleaned_data["file"]
    try:
        return take_in(file=file, name=file.name, user=user)
    except TableError as error:
        form.add_error("file", str(error))
        return None
