"""What the public and clerks fill in, with limits."""

from __future__ import annotations

import re
import secrets

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.core.text import plain

from .contacts import check_phone
from .enums import BestTime, CallBackTopic, EnteredVia
from .receipts import (
    GROUP,
    LENGTH,
    ReceiptCharacterError,
    ReceiptError,
    ReceiptLengthError,
    parse_receipt,
)

# Marks without a width that are not part of any name; joiners of emoji stay.
_MARKS = re.compile(r"[\u200b\u200e\u200f\u2060\ufeff]")
_ONCE = re.compile(r"[0-9a-f]{32}")


def new_once() -> str:
    """What tells one filling-in of a form from another: 128 random bits."""
    return secrets.token_hex(16)


def unbroken(text: str) -> str:
    """``text`` with line ends of one character, as a browser counts it.

    It sends two for each (HTML, form data set), so that a text that just fits its box
    would be too long.
    """
    return text.replace("\r\n", "\n")


class PlainField(forms.CharField):
    """A text without control characters and marks that turn the direction of writing."""

    def to_python(self, value):
        text = unbroken(super().to_python(value) or "")
        return plain(_MARKS.sub("", text)).strip()


class PhoneField(forms.CharField):
    """A telephone number, in its normal form."""

    def __init__(self, **kwargs):
        widget = forms.TextInput(attrs={"type": "tel", "autocomplete": "tel", "inputmode": "tel"})
        super().__init__(**{"max_length": 40, "widget": widget, **kwargs})

    def clean(self, value):
        typed = super().clean(value)
        return check_phone(typed) if typed else typed


class ReceiptField(forms.CharField):
    """A receipt number as it is typed; says what is wrong with one."""

    def __init__(self, **kwargs):
        widget = forms.TextInput(
            attrs={
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
                "size": LENGTH + LENGTH // GROUP,
            }
        )
        super().__init__(**{"max_length": 60, "widget": widget, **kwargs})

    def clean(self, value):
        typed = super().clean(value)
        try:
            return parse_receipt(typed)
        except ReceiptLengthError as error:
            message = _("A receipt number has %(needed)d characters; you typed %(typed)d.")
            params = {"needed": LENGTH, "typed": error.length}
        except ReceiptCharacterError as error:
            message = _("No receipt number contains “%(character)s”. Please compare again.")
            params = {"character": error.character}
        except ReceiptError:
            message = _("A character is mistyped. Please compare with your receipt.")
            params = {}
        raise forms.ValidationError(message, code="receipt", params=params)


class OnceMixin(forms.Form):
    """A form that knows when it is sent twice."""

    once = forms.CharField(required=False, max_length=32, widget=forms.HiddenInput)

    def clean_once(self):
        once = self.cleaned_data["once"]
        return once if _ONCE.fullmatch(once) else new_once()


class KeptForm(OnceMixin):
    """A form of the public whose answers can be kept and gone on with later.

    ``KEPT`` names the fields a draft keeps; agreement (``consent``) is asked
    for when the form is sent.
    """

    consent = forms.BooleanField(
        label=_("I have read this and agree"),
        error_messages={"required": _("Without your agreement we may keep nothing.")},
    )

    KEPT: tuple[str, ...] = ()
    BESIDE = ("once", "consent", "files")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # Faults are told in the order of the page, where agreement comes last.
        self.fields["consent"] = self.fields.pop("consent")

    @property
    def asked_fields(self) -> list[forms.BoundField]:
        """The fields to show in order, without those that have a place of their own."""
        return [field for field in self.visible_fields() if field.name not in self.BESIDE]

    def kept_answers(self) -> dict[str, str]:
        """What was filled in so far, valid or not, within the limits of length."""
        answers = {}
        for name in self.KEPT:
            value = str(self.data.get(name) or "")
            longest = getattr(self.fields[name], "max_length", None) or 20
            answers[name] = plain(unbroken(value))[:longest]
        return answers


class FilesInput(forms.FileInput):
    """Takes several files."""

    allow_multiple_selected = True

    def value_from_datadict(self, data, files, name):
        return files.getlist(name) if hasattr(files, "getlist") else []


class FilesField(forms.FileField):
    """Several files; what is in them is checked when they are stored."""

    def __init__(self, **kwargs):
        widget = FilesInput(attrs={"multiple": True})
        super().__init__(**{"required": False, "widget": widget, **kwargs})

    def clean(self, data, initial=None):
        return [file for file in data or () if file]

    def has_changed(self, initial, data):
        return bool(data)


class EvidenceMixin(forms.Form):
    """A form that files may come with."""

    files = FilesField(label=_("Pictures and documents"))


class CallBackForm(KeptForm):
    """Who asks to be called, when, and what about."""

    name = PlainField(
        label=_("How may we address you"),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    phone = PhoneField(
        label=_("Telephone number"),
        help_text=_("We call this number. Together with the receipt it shows you how it stands."),
    )
    topic = forms.ChoiceField(
        label=_("What is it about"), choices=CallBackTopic, widget=forms.RadioSelect
    )
    best_time = forms.ChoiceField(
        label=_("When may we call"),
        choices=BestTime,
        initial=BestTime.ANY,
        widget=forms.RadioSelect,
    )
    about = PlainField(
        label=_("In a few words"),
        help_text=_("You may leave this empty. Please write no identity or account numbers."),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    consent = forms.BooleanField(
        label=_("I have read this and agree"),
        error_messages={"required": _("We may only call you if you agree.")},
    )

    KEPT = ("name", "phone", "topic", "best_time", "about")


class ClerkCallBackForm(CallBackForm):
    """The same form, filled in by a clerk on somebody's behalf (代填)."""

    entered_via = forms.ChoiceField(
        label=_("How it reached us"),
        choices=[choice for choice in EnteredVia.choices if choice[0] != EnteredVia.WEB],
    )
    entered_basis = PlainField(
        label=_("Basis"),
        max_length=200,
        help_text=_("Number of the signed paper, or when and with whom the call was."),
    )
    consent = forms.BooleanField(
        label=_("The person was told the privacy notice and agreed"),
        error_messages={"required": _("Without agreement nothing may be kept.")},
    )


class LookUpForm(forms.Form):
    """Receipt number and telephone number, to find what was handed in."""

    receipt = ReceiptField(label=_("Receipt number"))
    phone = PhoneField(
        label=_("Telephone number"),
        help_text=_("The whole number that you gave with the form."),
    )


class FollowForm(LookUpForm):
    """The same, where the record may be one that was handed in without a name."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["phone"].required = False
        self.fields["phone"].help_text = _(
            "The whole number that you gave with the form; nothing, if you gave no name."
        )
