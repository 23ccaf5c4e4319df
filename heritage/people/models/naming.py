"""Finding people by part of a name, its pinyin or the initials of its pinyin."""

from __future__ import annotations

import re

from django.db.models import Q

from heritage.people.models.person import Person
from heritage.people.models.person_parts import PersonName
from search.text.names import plain_pinyin
from search.text.normalise import normalise

# Of pinyin letters; a range of the alphabet uses the index where LIKE does not.
_INITIALS = re.compile(r"[a-z]{2,6}")
_AFTER_Z = "{"


def named(typed: str) -> Q:
    """People one of whose names has ``typed`` in it, or is read like it.

    ``继光``, ``黃繼光``, ``huang ji``, ``huangji`` and ``hjg`` find 黄继光.
    """
    key = normalise(typed)
    if not key:
        return Q(pk__in=[])
    written = Q(pk__in=Person.objects.filter(match_key__contains=key).values("pk")) | Q(
        pk__in=PersonName.objects.filter(match_key__contains=key).values("person")
    )
    reading = plain_pinyin(typed)
    if not (reading.isascii() and reading.replace(" ", "").isalpha()):
        return written
    return (
        written
        | _read(reading)
        | Q(pk__in=PersonName.objects.filter(_read(reading)).values("person"))
    )


def _read(reading: str) -> Q:
    first = reading[0]
    near = Q(sort_pinyin__gte=first, sort_pinyin__lt=f"{first}{_AFTER_Z}")
    letters = reading.replace(" ", "")
    # Syllables may be typed without the spaces they are kept with.
    alike = Q(sort_pinyin__iregex=rf"^{' ?'.join(letters)}")
    if _INITIALS.fullmatch(reading):
        alike |= Q(sort_pinyin__iregex="^" + "[a-z]* ".join(letters))
    return near & alike
