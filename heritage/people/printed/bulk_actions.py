"""What an editor does with several people at once."""

from __future__ import annotations

from django import forms
from django.http import HttpResponse
from django.utils.functional import classproperty
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log
from wagtail.snippets.bulk_actions.snippet_bulk_action import SnippetBulkAction

from heritage.people.branches.views import BranchBulkMixin
from heritage.people.models import Person
from heritage.people.printed import gazetteer
from heritage.people.printed.chronicle import belongs_on_the_roll, gazetteer_entry, roll_row

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
# A chapter of so many takes some five seconds to write.
MOST_PEOPLE = 500
BIOGRAPHIES, ROLL = "biographies", "roll"


class GazetteerForm(forms.Form):
    """How the chapter is to be written."""

    form = forms.ChoiceField(
        label=_("Form"),
        choices=[
            (BIOGRAPHIES, _("Biographical entries (人物传略)")),
            (ROLL, _("Roll of martyrs as a table (烈士英名录)")),
        ],
        initial=BIOGRAPHIES,
        widget=forms.RadioSelect,
        help_text=_("The roll takes only those assessed or recognised as martyrs."),
    )
    order = forms.ChoiceField(
        label=_("Order"),
        choices=[
            (gazetteer.Order.DEATH, _("By year of death")),
            (gazetteer.Order.STROKES, _("By strokes of the surname")),
        ],
        initial=gazetteer.Order.DEATH,
        widget=forms.RadioSelect,
    )


class GazetteerBulkAction(BranchBulkMixin, SnippetBulkAction):
    """Chosen people as a chapter of a local chronicle, as a Word file."""

    display_name = _("Export for a chronicle")
    aria_label = _("Export the chosen people for a local chronicle")
    action_type = "gazetteer"
    action_priority = 60
    template_name = "heritage/people/admin/gazetteer.html"
    form_class = GazetteerForm

    @classproperty
    def models(cls):
        return [Person]

    @classmethod
    def get_queryset(cls, model, object_ids):
        chosen = Person.objects.standing().filter(pk__in=object_ids).with_record()
        return list(chosen.order_by("stroke_key", "pk")[: MOST_PEOPLE + 1])

    def check_perm(self, obj):
        return self.permission_policy.user_has_permission_for_instance(
            self.request.user, "change", obj
        )

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return {**context, "too_many": len(context["items"]) > MOST_PEOPLE, "most": MOST_PEOPLE}

    def form_valid(self, form):
        people, _refused = self.get_actionable_objects()
        if form.cleaned_data["form"] == ROLL:
            people = [person for person in people if belongs_on_the_roll(person)]
        if not people:
            form.add_error("form", _("None of the chosen people belongs on the roll of martyrs."))
        elif len(people) > MOST_PEOPLE:
            form.add_error(None, _("Choose at most %(most)d people.") % {"most": MOST_PEOPLE})
        if form.errors:
            return self.form_invalid(form)
        return self._file(people, form.cleaned_data)

    def _file(self, people: list[Person], wanted: dict) -> HttpResponse:
        if wanted["form"] == ROLL:
            content = gazetteer.martyr_roll_docx([roll_row(person) for person in people])
        else:
            content = gazetteer.biographies_docx(
                [gazetteer_entry(person) for person in people],
                order=gazetteer.Order(wanted["order"]),
            )
        for person in people:
            log(instance=person, action="heritage.export", user=self.request.user)
        response = HttpResponse(content, content_type=DOCX)
        response["Content-Disposition"] = f'attachment; filename="{wanted["form"]}.docx"'
        return response
