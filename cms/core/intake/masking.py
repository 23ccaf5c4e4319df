"""Personal values as they are shown to somebody who need not know them.

Pure functions. What a mask lets through is bounded whatever is put in, and a
mask of nothing is nothing.
"""

from __future__ import annotations

import re

from .contacts import normal_phone

STAR = "*"
MIDDLE = STAR * 4

_REGION = re.compile(
    r"^(?:[^\d\s]{2,8}?(?:省|自治区|特别行政区|市))?"
    r"(?:[^\d\s]{1,10}?(?:自治州|地区|盟|市))?"
    r"(?:[^\d\s]{1,10}?(?:自治县|区|县|旗|市))?"
)
_EMAIL_IN_TEXT = re.compile(r"[^\s@<>,;，；：:]+@[^\s@<>,;，；]+")
_NUMBER_IN_TEXT = re.compile(r"\+?\d(?:[ \-]?\d){5,}[\dXx]?")


def _ends_kept(text: str, *, first: int, last: int) -> str:
    """``text`` with stars for all but its first and last characters; as long as it was."""
    hidden = len(text) - first - last
    if hidden < 1:
        return STAR * len(text)
    return text[:first] + STAR * hidden + text[len(text) - last :]


def mask_phone(phone: str) -> str:
    """138****5678. Shows seven characters of eleven or more, four of seven to ten, else none."""
    number = normal_phone(phone)
    if len(number) >= 11:
        return _ends_kept(number, first=3, last=4)
    if len(number) >= 7:
        return _ends_kept(number, first=2, last=2)
    return STAR * len(number)


def mask_email(address: str) -> str:
    """z***@example.com. Shows the first character and what follows the last @; else nothing."""
    if not address:
        return ""
    local, at, domain = address.rpartition("@")
    if not at or not domain:
        return STAR * 3
    return f"{local[:1] if len(local) > 1 else ''}{STAR * 3}@{domain}"


def mask_name(name: str) -> str:
    """张*、张*丰、J***. Shows the first character, and the last of three or more Chinese ones."""
    text = name.strip()
    if len(text) < 2:
        return STAR * len(text)
    keeps_last = len(text) >= 3 and not re.search(r"[A-Za-z\s]", text)
    return _ends_kept(text, first=1, last=1 if keeps_last else 0)


def mask_address(address: str) -> str:
    """山东省济南市历下区****. Shows province, city and county where it begins with them."""
    if not address.strip():
        return ""
    return _REGION.match(address.strip()).group() + MIDDLE


def mask_identity(number: str) -> str:
    """1****************X. Shows the first and the last character of eight or more."""
    text = number.strip()
    return _ends_kept(text, first=1, last=1) if len(text) >= 8 else STAR * len(text)


def mask_text(text: str) -> str:
    """Free text: four stars whatever it says."""
    return MIDDLE if text else ""


def mask_within(text: str) -> str:
    """Running text with its e-mail addresses and long numbers masked, for logs of faults."""
    text = _EMAIL_IN_TEXT.sub(lambda found: mask_email(found.group()), text)
    return _NUMBER_IN_TEXT.sub(lambda found: STAR * len(found.group()), text)


MASKS = {
    "contact_name": mask_name,
    "contact_phone": mask_phone,
    "contact_email": mask_email,
}


def mask_field(field: str, value: str) -> str:
    """The mask that goes with a field of a record; free text where none is named."""
    return MASKS.get(field, mask_text)(value or "")
