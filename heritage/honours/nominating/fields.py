"""Form fields of a nomination: names, running text within limits, dates and places as known."""

from __future__ import annotations

import datetime
import re
import unicodedata

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cms.core.dates import HistoricalDate
from cms.core.fields import HistoricalDateFormField
from cms.core.intake.forms import PhoneField, PlainField
from heritage.honours.models import Campaign
from heritage.honours.nominating import areas
from heritage.people.models import Place

# The middle dot of names of other peoples, as it is typed in many ways.
_DOTS = re.compile(r"(?<=[㐀-鿿𠀀-𯿿])\s*[•‧・∙⋅．·.]\s*(?=[㐀-鿿𠀀-𯿿])")
_IDENTITY_NUMBER = re.compile(r"(?<![0-9])([1-9]\d{5}(?:18|19|20)\d{9}[\dXx])(?![0-9])")
_IDENTITY_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_NOT_IN_NAMES = {"So", "Sk", "Sm", "Sc", "Cs", "Co", "Cn", "Cf", "Cc", "Me"}
EARLIEST_BIRTH = 1850


def counted(text: str) -> int:
    """Characters of a text as a writer counts them: code points without white space."""
    return sum(not character.isspace() for character in text)


def holds_identity_number(text: str) -> bool:
    """Whether a text holds the number of an identity card (GB 11643-1999), its check sum right."""
    plain = unicodedata.normalize("NFKC", text)
    return any(_is_identity_number(found[1]) for found in _IDENTITY_NUMBER.finditer(plain))


def _is_identity_number(number: str) -> bool:
    total = sum(
        weight * int(digit) for weight, digit in zip(_IDENTITY_WEIGHTS, number, strict=False)
    )
    return "10X98765432"[total % 11] == number[-1].upper()


class ProseField(PlainField):
    """Running text. ``least`` and ``most`` count characters without white space."""

    def __init__(self, *, least: int = 0, most: int = 0, lines: int = 1, **kwargs):
        self.least, self.most = least, most
        if lines > 1:
            attrs = {"rows": lines}
            if most:
                attrs |= {"data-least": least, "data-most": most}
            kwargs.setdefault("widget", forms.Textarea(attrs=attrs))
        super().__init__(**kwargs)

    def clean(self, value):
        text = super().clean(value)
        if not text:
            return text
        if holds_identity_number(text):
            raise ValidationError(
                _("Please take the identity number out; it is never needed here."),
                code="identity_number",
            )
        count = counted(text)
        if self.least and count < self.least:
            raise ValidationError(
                _("%(count)d characters so far; at least %(least)d are needed."),
                code="too_short",
                params={"count": count, "least": self.least},
            )
        if self.most and count > self.most:
            raise ValidationError(
                _("%(count)d characters; at most %(most)d are taken."),
                code="too_many",
                params={"count": count, "most": self.most},
            )
        return text


class NameField(ProseField):
    """The name of somebody or something: letters, figures and punctuation; no pictures."""

    def clean(self, value):
        text = " ".join(super().clean(value).split())
        for character in text:
            if (
                unicodedata.category(character) in _NOT_IN_NAMES
                or "\ufe00" <= character <= "\ufe0f"
            ):
                shown = character if character.isprintable() else f"U+{ord(character):04X}"
                raise ValidationError(
                    _("“%(character)s” cannot be part of a name; please take it out."),
                    code="no_letter",
                    params={"character": shown},
                )
        if text and not any(character.isalnum() for character in text):
            raise ValidationError(_("This is no name."), code="no_name")
        return _DOTS.sub("·", unicodedata.normalize("NFC", text))


class KnownDateField(HistoricalDateFormField):
    """A date as far as it is known, not before living memory and not in the future."""

    def clean(self, value):
        date: HistoricalDate | None = super().clean(value)
        if date is None or date.first_day is None:
            return date
        if date.first_day > datetime.date.today():
            raise ValidationError(_("This lies in the future."), code="future")
        if date.first_day.year < EARLIEST_BIRTH:
            raise ValidationError(_("This is too long ago."), code="too_early")
        return date


class AreaField(forms.Field):
    """A place of the campaign's area: a list where it is short enough, else words that name one."""

    def __init__(self, *, campaign: Campaign, **kwargs):
        self.campaign = campaign
        self.choices = areas.listed(campaign)
        kwargs["widget"] = (
            forms.Select(choices=[("", "————"), *self.choices])
            if self.choices
            else forms.TextInput(attrs={"maxlength": 80, "autocomplete": "off"})
        )
        super().__init__(**kwargs)
        self.max_length = 80

    def clean(self, value) -> Place | None:
        typed = str(value or "").strip()[: self.max_length]
        super().clean(typed)
        if not typed:
            return None
        if self.choices:
            if typed not in dict(self.choices):
                raise ValidationError(_("Choose from the list."), code="invalid_choice")
            return Place.objects.get(pk=int(typed))
        place = areas.found(self.campaign, typed)
        if place is None:
            raise ValidationError(
                _(
                    "No such place was found in the area of this selection. Write province, city and county in full."
                ),
                code="unknown_place",
            )
        return place

    def shown(self, typed: str) -> str:
        """The answer as it is read again."""
        return dict(self.choices).get(typed, typed).strip("　")


__all__ = [
    "AreaField",
    "KnownDateField",
    "NameField",
    "PhoneField",
    "PlainField",
    "ProseField",
    "counted",
    "holds_identity_number",
]
