"""What a family far away, and the custodian who went for it, fill in."""

from __future__ import annotations

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.core.intake.forms import KeptForm, PhoneField, PlainField
from cms.core.upload_forms import WholeImageField
from cms.core.uploads import check_image_whole, strip_location
from heritage.memorials.models import ProxyTribute, ProxyTributePicture
from heritage.memorials.tributes.proxying import MOST_PICTURES, Picture


def _longest(name: str) -> int:
    return ProxyTribute._meta.get_field(name).max_length


class DayField(forms.DateField):
    """A day, chosen in the browser's own calendar or typed as 2026-04-05."""

    def __init__(self, **kwargs):
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        super().__init__(**{"widget": widget, **kwargs})


class ProxyTributeForm(KeptForm):
    """Who asks, for when, and what is to be read out."""

    name = PlainField(
        label=_("How may we address you"),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    phone = PhoneField(
        label=_("Telephone number"),
        help_text=_(
            "From abroad with the country code, such as +1 415 555 0132. "
            "Together with the receipt it shows you how it stands."
        ),
    )
    email = forms.EmailField(
        label=_("E-mail address"),
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=_("If you leave it, we write to you there; text messages seldom reach abroad."),
    )
    relation = PlainField(
        label=_("Who you are to them"),
        required=False,
        max_length=_longest("relation"),
        help_text=_("Such as: grandson; comrade-in-arms; classmate."),
    )
    wanted_on = DayField(
        label=_("On which day"),
        required=False,
        help_text=_("You may leave this empty; then we choose a day."),
    )
    letter = PlainField(
        label=_("Letter to be read out"),
        required=False,
        max_length=_longest("letter"),
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("The custodian reads it at the grave or memorial. It is never published."),
    )
    wishes = PlainField(
        label=_("What else you wish"),
        required=False,
        max_length=_longest("wishes"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "The stone is cleaned and flowers are laid in any case, and we take pictures for you."
        ),
    )

    KEPT = ("name", "phone", "email", "relation", "wanted_on", "letter", "wishes")

    def clean_wanted_on(self):
        day = self.cleaned_data["wanted_on"]
        if day and day < timezone.localdate():
            raise forms.ValidationError(_("This day is past."))
        return day


class ReportForm(forms.Form):
    """The custodian's account of a tribute that was paid."""

    done_on = DayField(label=_("Done on"))
    account = PlainField(
        label=_("Account for the family"),
        max_length=_longest("account"),
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("The family reads it under its receipt; nobody else does."),
    )
    seen = forms.CharField(max_length=12, widget=forms.HiddenInput)


class PictureForm(forms.Form):
    """One picture with what it shows."""

    file = WholeImageField(label=_("Picture"), required=False)
    caption = PlainField(
        label=_("What it shows"),
        required=False,
        max_length=ProxyTributePicture._meta.get_field("caption").max_length,
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if isinstance(file, UploadedFile):
            check_image_whole(file)
            file = strip_location(file)
        return file


PictureForms = forms.formset_factory(
    PictureForm, extra=MOST_PICTURES, max_num=MOST_PICTURES, absolute_max=MOST_PICTURES
)


def pictures_of(forms_of_pictures) -> list[Picture]:
    """The pictures that were chosen, of a valid set of forms."""
    return [
        Picture(form.cleaned_data["file"], form.cleaned_data["caption"])
        for form in forms_of_pictures
        if form.cleaned_data.get("file")
    ]
