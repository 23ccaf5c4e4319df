"""Moments of a recording as they are typed and shown."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from heritage.oral_history.times import parse_time
from media.formats.clock import timestamp


def shown_time(time_ms: int | None) -> str:
    """``00:12:31``, or ``00:12:31.500`` where there is a part of a second; "" for None."""
    return "" if time_ms is None else timestamp(time_ms).removesuffix(".000")


class TimeFormField(forms.CharField):
    """Takes a moment of a recording; gives integer milliseconds, None for nothing."""

    def __init__(self, **kwargs):
        kwargs.setdefault("max_length", 20)
        widget = forms.TextInput(attrs={"inputmode": "decimal", "placeholder": "00:12:31"})
        super().__init__(**{"widget": widget, **kwargs})

    def to_python(self, value):
        text = super().to_python(value)
        if not text:
            return None
        try:
            return parse_time(text.replace("：", ":"))
        except ValueError as error:
            raise ValidationError(
                _("“%(value)s” is not a time. Write 00:12:31, 12:31 or 00:12:31.5."),
                code="invalid",
                params={"value": text},
            ) from error

    def run_validators(self, value):
        # The limit on length is about what was typed.
        super().run_validators("" if value is None else str(value))

    def prepare_value(self, value):
        return shown_time(value) if isinstance(value, int) else value
