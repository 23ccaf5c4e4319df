"""Telephone numbers and addresses of people, as they are typed and as they are compared."""

from __future__ import annotations

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

_SEPARATORS = re.compile(r"[\s\-‐-―－().（）·/]+")
_CHINA = re.compile(r"^(?:\+|00)86")
# 15 digits at most (ITU-T E.164); 7 is the shortest local number without an area code.
_PHONE = re.compile(r"^\+?\d{7,15}(?:(?:转|x)\d{1,6})?$")
# Direction marks travel along when a number is pasted from a contact card.
_INVISIBLE = {"Cf", "Cc"}


def normal_phone(value: str) -> str:
    """A number in the form that equal numbers share: half-width digits, no +86, no separators.

    ``+86 138-0013-8000``, ``１３８００１３８０００`` and ``13800138000`` are one number.
    Gives the empty string for an empty one; says nothing about whether it is one.
    """
    text = unicodedata.normalize("NFKC", value)
    text = "".join(c for c in text if c.isspace() or unicodedata.category(c) not in _INVISIBLE)
    text = _SEPARATORS.sub("", text).lower().replace("ext", "转").replace("x", "转")
    text = "".join(str(unicodedata.digit(c)) if c.isdigit() else c for c in text)
    return _CHINA.sub("", text)


def check_phone(value: str) -> str:
    """The normal form of a number that can be called; raises ``ValidationError``."""
    number = normal_phone(value)
    if not _PHONE.fullmatch(number):
        raise ValidationError(
            _("This is not a telephone number. Write it like 13800138000 or 0531-88886666."),
            code="phone",
        )
    return number
