"""Forms of the time-coded index."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from heritage.oral_history.fields import TimeFormField
from heritage.oral_history.models import Segment
from heritage.people.branches import domain as branches
from heritage.people.models import Person, Place
from media.models import Recording
from media.models.transcript import LANGUAGES

MAX_FILE_MB = 20
OFFERED = 10
_SEPARATORS = str.maketrans("；;，,\n", "、、、、、")


def record_label(record: Person | Place) -> str:
    """A record told apart from others of its name: with its years, or with what it lies in."""
    if isinstance(record, Place):
        return record.full_name
    return f"{record.name}（{record.life_span}）" if record.life_span else record.name


def choosable(model, user) -> QuerySet:
    """The people or places this user may name."""
    found = Person.objects.standing() if model is Person else Place.objects.all()
    return branches.choosable(user, found)


def named(model, user, text: str) -> list[Person | Place]:
    """Records called ``text``, by name or as :func:`record_label` writes it."""
    plain = text.partition("（")[0]
    known = Q(name=plain)
    if model is Place:
        known |= Q(name__in=[text[start:] for start in range(len(text))])
    found = list(choosable(model, user).filter(known).distinct()[: OFFERED * 5])
    exact = [each for each in found if record_label(each) == text]
    return exact if len(exact) == 1 else [each for each in found if each.name == plain] or exact


def suggested(model, user, text: str) -> list[Person | Place]:
    """Some records whose name begins with, else holds, what was typed."""
    records = choosable(model, user).order_by("sort_pinyin", "pk")
    begins = list(records.filter(name__startswith=text)[:OFFERED])
    if len(begins) == OFFERED:
        return begins
    others = records.filter(name__contains=text).exclude(pk__in=[each.pk for each in begins])
    return [*begins, *others[: OFFERED - len(begins)]]


class RecordsField(forms.ModelMultipleChoiceField):
    """Records that are chosen stand as ticked boxes; others are added by name."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, obj):
        return record_label(obj)


class AddIndexForm(forms.Form):
    """A new index for a recording of the interview, empty or from an OHMS file."""

    recording = forms.ModelChoiceField(
        label=_("recording"), queryset=Recording.objects.none(), empty_label=None
    )
    language = forms.ChoiceField(label=_("language"), choices=LANGUAGES)
    file = forms.FileField(
        label=_("OHMS file (XML)"),
        required=False,
        help_text=_(
            "Its index is kept as a draft; left empty, an empty index is begun. "
            "An index of that language that is not approved is replaced."
        ),
    )

    def __init__(self, *args, interview, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["recording"].queryset = Recording.objects.filter(
            interview_links__page=interview.pk
        ).distinct()

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file and file.size > MAX_FILE_MB * 1024 * 1024:
            raise ValidationError(
                _g("“%(name)s” is larger than %(size)d MB.")
                % {"name": file.name, "size": MAX_FILE_MB}
            )
        return file


class SegmentForm(forms.ModelForm):
    """One segment with the people and places it tells of."""

    start_ms = TimeFormField(label=_("start"))
    end_ms = TimeFormField(
        label=_("end"),
        required=False,
        help_text=_("Left empty, it lasts to the next segment."),
    )
    people = RecordsField(label=_("people"), queryset=Person.objects.none(), required=False)
    people_named = forms.CharField(
        label=_("add people"),
        required=False,
        max_length=500,
        help_text=_("By their names, with 、 between them."),
    )
    places = RecordsField(label=_("places"), queryset=Place.objects.none(), required=False)
    places_named = forms.CharField(
        label=_("add places"),
        required=False,
        max_length=500,
        help_text=_("By their names, with 、 between them."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        model = Segment
        fields = (
            "start_ms",
            "end_ms",
            "title",
            "synopsis",
            "partial_transcript",
            "keywords",
            "subjects",
            "told_of",
            "latitude",
            "longitude",
            "map_note",
        )
        widgets = {
            "synopsis": forms.Textarea(attrs={"rows": 4}),
            "partial_transcript": forms.Textarea(attrs={"rows": 2}),
            "keywords": forms.Textarea(attrs={"rows": 3}),
            "subjects": forms.Textarea(attrs={"rows": 2}),
        }

    field_order = (
        "start_ms",
        "end_ms",
        "title",
        "synopsis",
        "people",
        "people_named",
        "places",
        "places_named",
        "keywords",
        "subjects",
        "told_of",
        "partial_transcript",
        "latitude",
        "longitude",
        "map_note",
        "version",
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user
        for name, model in (("people", Person), ("places", Place)):
            field = self.fields[name]
            standing = (
                getattr(self.instance, name).all() if self.instance.pk else model.objects.none()
            )
            # Whoever is named already may stay, though this user could not choose them.
            allowed = Q(pk__in=choosable(model, user).values("pk")) | Q(
                pk__in=[each.pk for each in standing]
            )
            field.queryset = model.objects.filter(allowed)
            self.initial.setdefault(name, [each.pk for each in standing])
            self._offer(name, standing)
            self.fields[f"{name}_named"].widget.attrs["data-names"] = name

    def _offer(self, name: str, records) -> None:
        """Show boxes for ``records`` and what was sent along with them."""
        field = self.fields[name]
        sent = self.data.getlist(name) if hasattr(self.data, "getlist") else []
        more = field.queryset.filter(pk__in=[pk for pk in sent if pk.isdecimal()][:200])
        offered = {each.pk: each for each in (*records, *more)}
        field.widget.choices = [(pk, record_label(each)) for pk, each in offered.items()]

    def clean(self):
        given = super().clean()
        for name, model in (("people", Person), ("places", Place)):
            given[name] = [*given.get(name, ()), *self._named(name, model)]
        if (given.get("latitude") is None) != (given.get("longitude") is None):
            self.add_error("longitude", _("Give latitude and longitude, or neither."))
        return given

    def _named(self, name: str, model) -> list:
        typed = self.cleaned_data.get(f"{name}_named", "").translate(_SEPARATORS)
        found = []
        for text in filter(None, (part.strip() for part in typed.split("、"))):
            records = named(model, self.user, text)
            if len(records) == 1:
                found.append(records[0])
                continue
            if not records:
                message = _g("No record is called “%(name)s”.") % {"name": text}
            else:
                choices = "、".join(record_label(each) for each in records[:OFFERED])
                message = _g("More than one record is called “%(name)s”: %(choices)s.") % {
                    "name": text,
                    "choices": choices,
                }
            self.add_error(f"{name}_named", message)
        return found

    # The use case changes the stored segment and looks at it as a whole.
    def _post_clean(self):
        """Leave the segment as it is."""

    def values(self) -> dict:
        """Fields of the segment as they were given."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}
