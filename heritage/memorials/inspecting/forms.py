"""Forms of inspections: the visit itself, part by part, repairs and schedules."""

from __future__ import annotations

import datetime
import uuid

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from cms.core.intake.forms import FilesField, PlainField
from heritage.memorials.enums import Grade, InspectionPart, Severity
from heritage.memorials.inspecting.domain import Fault, Found
from heritage.memorials.models import InspectionSchedule

DEFECT_ROWS = 4


def _day(**kwargs) -> forms.DateField:
    return forms.DateField(
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **kwargs
    )


def _pictures(**kwargs) -> FilesField:
    field = FilesField(label=_("Photographs"), **kwargs)
    field.widget.attrs["accept"] = "image/jpeg,image/png,image/webp"
    return field


class InspectionForm(forms.Form):
    """A visit: when, who, what was found of each part, and a note."""

    client_key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    on = _day(label=_("Day of the visit"))
    inspector_name = PlainField(label=_("Inspector"), max_length=80)
    note = PlainField(
        label=_("Note"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args, absent: frozenset[str] = frozenset(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["client_key"].initial = self.initial.get("client_key") or str(uuid.uuid4())
        self.fields["on"].initial = timezone.localdate()
        for part in InspectionPart:
            self.fields[f"grade_{part}"] = forms.ChoiceField(
                label=part.label,
                choices=Grade,
                required=False,
                widget=forms.RadioSelect,
                initial=Grade.NOT_THERE if part in absent else None,
            )
            self.fields[f"note_{part}"] = PlainField(
                label=_("Note"), required=False, max_length=300
            )
            self.fields[f"pictures_{part}"] = _pictures()

    def clean_on(self):
        day = self.cleaned_data["on"]
        if day > timezone.localdate():
            raise ValidationError(_g("The day of the visit has not come yet."))
        if day < timezone.localdate() - datetime.timedelta(days=3660):
            raise ValidationError(_g("This day is more than ten years ago."))
        return day

    def clean(self):
        cleaned = super().clean()
        for part in InspectionPart:
            said = cleaned.get(f"note_{part}") or cleaned.get(f"pictures_{part}")
            if said and not cleaned.get(f"grade_{part}") and f"grade_{part}" not in self.errors:
                self.add_error(f"grade_{part}", _g("Say how this part stands."))
        graded = any(cleaned.get(f"grade_{part}") for part in InspectionPart)
        if not graded and not self.errors:
            self.add_error(None, _g("Say of one part at least how it stands."))
        return cleaned

    @property
    def parts(self) -> list[dict]:
        """The fields of each part, for the template."""
        return [
            {
                "label": part.label,
                "grade": self[f"grade_{part}"],
                "note": self[f"note_{part}"],
                "pictures": self[f"pictures_{part}"],
            }
            for part in InspectionPart
        ]

    def found(self) -> list[Found]:
        """What was found of the parts that were graded."""
        asked = self.cleaned_data
        return [
            Found(
                part=part,
                grade=Grade(asked[f"grade_{part}"]),
                note=asked[f"note_{part}"],
                pictures=asked[f"pictures_{part}"],
            )
            for part in InspectionPart
            if asked[f"grade_{part}"]
        ]


class DefectForm(forms.Form):
    """One defect; left out where nothing is written."""

    part = forms.ChoiceField(label=_("Part of the site"), choices=InspectionPart)
    severity = forms.ChoiceField(
        label=_("Severity"), choices=Severity, initial=Severity.MINOR, required=False
    )
    what = PlainField(label=_("What is wrong"), max_length=300)
    deadline = _day(label=_("To be mended by"), required=False)
    pictures = _pictures()

    def clean(self):
        cleaned = super().clean()
        needs_day = cleaned.get("severity") == Severity.URGENT and "deadline" not in self.errors
        if needs_day and not cleaned.get("deadline"):
            self.add_error("deadline", _g("An urgent defect needs a day."))
        return cleaned

    def has_changed(self):
        """Only words or a picture make it a defect; the choices begin with something."""
        return bool({"what", "deadline", "pictures"}.intersection(self.changed_data))

    def fault(self) -> Fault:
        """The defect that was reported."""
        asked = self.cleaned_data
        return Fault(
            part=InspectionPart(asked["part"]),
            severity=Severity(asked["severity"] or Severity.MINOR),
            what=asked["what"],
            deadline=asked["deadline"],
            pictures=asked["pictures"],
        )


DefectFormSet = forms.formset_factory(DefectForm, extra=DEFECT_ROWS, max_num=20, absolute_max=20)


class RepairForm(forms.Form):
    """When and how a defect was mended."""

    seen = forms.CharField(widget=forms.HiddenInput)
    on = _day(label=_("Mended on"))
    what = PlainField(label=_("How it was mended"), max_length=300)
    pictures = _pictures()


class ScheduleForm(forms.ModelForm):
    """How often a site is inspected."""

    class Meta:
        model = InspectionSchedule
        fields = ("every_months", "starts_on", "inspector", "suspended", "note")
        widgets = {"starts_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}

    def __init__(self, *args, inspectors=None, **kwargs):
        super().__init__(*args, **kwargs)
        if inspectors is not None:
            self.fields["inspector"].queryset = inspectors
