"""Forms of the register: an entry, the steps taken with it, the filter, a list to import."""

from __future__ import annotations

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput, AdminPageChooser
from wagtail.snippets.widgets import AdminSnippetChooser

from cms.core.intake.contacts import normal_phone
from cms.core.intake.fields import phone_index
from cms.core.table_forms import ColumnsForm, ListUploadForm
from heritage.oral_history.enums import Health, RegisterState, VisitOutcome
from heritage.oral_history.models import InterviewPage, RegisterEntry
from heritage.oral_history.register import domain
from heritage.oral_history.register.columns import COLUMNS
from heritage.oral_history.register.urgency import WAITING, Band, in_band
from heritage.people.models import Battle, Conflict, Organisation, Person, Place

BATTLES = 4
"""Choosers of battles on an empty form; one more than there are on a filled one."""

_SHORT = {"rows": 3}


class _Lenient:
    """Shows a chooser again as an empty one where it was given something that is no key."""

    def get_instance(self, value):
        if isinstance(value, str) and not (value.isascii() and value.isdecimal()):
            return None
        return super().get_instance(value)


class RecordChooser(_Lenient, AdminSnippetChooser):
    """Chooses a managed record."""


class PageChooser(_Lenient, AdminPageChooser):
    """Chooses a page."""


class InterviewerField(forms.ModelChoiceField):
    """A user, named as people name them."""

    def label_from_instance(self, obj):
        return domain.name_of(obj)


class EntryForm(forms.ModelForm):
    """Somebody on the register.

    Encrypted values are never put into the page: an empty field leaves what is
    there, ``erase`` empties it.
    """

    contact_phone = forms.CharField(label=_("Phone"), max_length=40, required=False)
    contact_person = forms.CharField(label=_("Whom to ask"), max_length=80, required=False)
    address = forms.CharField(label=_("Address"), max_length=200, required=False)
    health = forms.ChoiceField(
        label=_("Health"), choices=[("", "—"), *Health.choices], required=False
    )
    health_note = forms.CharField(
        label=_("Note on health"), max_length=500, required=False, widget=forms.Textarea(_SHORT)
    )
    erase = forms.MultipleChoiceField(
        label=_("Delete what is there"), required=False, widget=forms.CheckboxSelectMultiple
    )
    seen = forms.DateTimeField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = RegisterEntry
        fields = [
            "name", "person", "gender", "birth", "place", "organisation", "service",
            "conflicts", "dialect", "source", "note",
        ]  # fmt: skip
        widgets = {
            "person": RecordChooser(Person),
            "place": RecordChooser(Place),
            "organisation": RecordChooser(Organisation),
            "conflicts": forms.CheckboxSelectMultiple,
            "service": forms.Textarea(_SHORT),
            "note": forms.Textarea(_SHORT),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        there = domain.masked(self.instance)
        filled = [name for name in domain.DETAILS if there[name]]
        for name in filled:
            self.fields[name].help_text = _("There is %(masked)s; leave empty to keep it.") % {
                "masked": there[name]
            }
        self.fields["erase"].choices = [(name, self.fields[name].label) for name in filled]
        if not filled:
            del self.fields["erase"]
        known = list(self.instance.battles.all()) if self.instance.pk else []
        self._battles = range(max(BATTLES, len(known) + 1))
        for number in self._battles:
            self.fields[f"battle_{number}"] = forms.ModelChoiceField(
                queryset=Battle.objects.all(),
                label=_("Battle"),
                required=False,
                initial=known[number].pk if number < len(known) else None,
                widget=RecordChooser(Battle),
            )
        if self.instance.pk:
            self.initial["seen"] = self.instance.updated_at.isoformat()

    @property
    def battle_fields(self) -> list:
        """The choosers of battles, as bound fields."""
        return [self[f"battle_{number}"] for number in self._battles]

    @property
    def detail_fields(self) -> list:
        """The encrypted fields, as bound fields."""
        names = [*domain.DETAILS, *(["erase"] if "erase" in self.fields else [])]
        return [self[name] for name in names]

    @property
    def battles(self) -> list[Battle]:
        """The battles chosen, each once; of a valid form."""
        chosen = [self.cleaned_data.get(f"battle_{number}") for number in self._battles]
        return list(dict.fromkeys(battle for battle in chosen if battle))

    def write(self, user) -> RegisterEntry:
        """Save a valid form as :func:`.domain.write` does."""
        given = self.cleaned_data
        return domain.write(
            entry=self.instance,
            user=user,
            conflicts=given["conflicts"],
            battles=self.battles,
            details={name: given[name] for name in domain.DETAILS},
            erase=given.get("erase", ()),
            seen=given["seen"],
        )


class AssignForm(forms.Form):
    """Whom to send."""

    interviewer = InterviewerField(label=_("Interviewer"), queryset=None)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["interviewer"].queryset = domain.interviewers()


class VisitForm(forms.Form):
    """A visit to be made."""

    on = forms.DateField(label=_("Day"), widget=AdminDateInput)
    by = forms.CharField(
        label=_("Visited by"),
        max_length=120,
        required=False,
        help_text=_("Left empty, the interviewer."),
    )
    note = forms.CharField(label=_("Note"), required=False, max_length=1000)


class OutcomeForm(forms.Form):
    """What came of a visit."""

    outcome = forms.ChoiceField(label=_("Outcome"), choices=VisitOutcome.choices)
    note = forms.CharField(label=_("Note"), required=False, max_length=1000)


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(label=_("Why"), min_length=domain.SHORTEST_REASON, max_length=200)


class LinkForm(forms.Form):
    """The interview that was made."""

    interview = forms.ModelChoiceField(
        label=_("Interview"),
        queryset=InterviewPage.objects.all(),
        widget=PageChooser(target_models=[InterviewPage]),
    )


class FilterForm(forms.Form):
    """What of the register is listed; every answer is optional."""

    q = forms.CharField(label=_("Name or telephone"), max_length=60, required=False)
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[
            ("", _("waiting to be recorded")),
            *RegisterState.choices,
            ("all", _("all")),
        ],
    )
    band = forms.ChoiceField(
        label=_("Urgency"),
        required=False,
        choices=[("", _("all")), *(c for c in Band.choices if c[0] != Band.NONE)],
    )
    conflict = forms.ModelChoiceField(
        label=_("War"), queryset=Conflict.objects.none(), required=False, empty_label=_("all")
    )
    born = forms.ChoiceField(label=_("Born"), required=False)
    interviewer = InterviewerField(
        label=_("Interviewer"), queryset=None, required=False, empty_label=_("all")
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["conflict"].queryset = Conflict.objects.all()
        self.fields["interviewer"].queryset = domain.interviewers()
        years = RegisterEntry.objects.exclude(birth_year=None).order_by()
        decades = sorted({year // 10 * 10 for year in years.values_list("birth_year", flat=True)})
        self.fields["born"].choices = [
            ("", _("all")),
            *((str(decade), f"{decade}—{decade + 9}") for decade in decades),
        ]

    def narrowed(self, entries: QuerySet[RegisterEntry]) -> QuerySet[RegisterEntry]:
        """The entries that fit; an answer that is not understood narrows nothing."""
        self.full_clean()
        given = self.cleaned_data
        if state := given.get("state"):
            entries = entries if state == "all" else entries.filter(state=state)
        else:
            entries = entries.filter(state__in=WAITING)
        if text := given.get("q"):
            found = Q(name__icontains=text)
            if len(normal_phone(text)) >= 7:
                found |= Q(phone_index=phone_index(text))
            entries = entries.filter(found)
        if band := given.get("band"):
            entries = entries.filter(in_band(band))
        if given.get("conflict"):
            entries = entries.filter(conflicts=given["conflict"])
        if given.get("interviewer"):
            entries = entries.filter(interviewer=given["interviewer"])
        if given.get("born"):
            first = int(given["born"])
            entries = entries.filter(birth_year__gte=first, birth_year__lt=first + 10)
        return entries


class UploadForm(ListUploadForm):
    """A list of old soldiers."""

    source = forms.CharField(
        label=_("Where the list comes from"),
        max_length=200,
        required=False,
        help_text=_("Noted with each new entry. Left empty, the name of the file."),
    )


class MappingForm(ColumnsForm):
    """What each column of a list holds; one choice a heading."""

    columns = COLUMNS
    not_taken = _("left out")
    one_needed = frozenset({"name", "number"})
