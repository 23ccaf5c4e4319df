"""Choosing records in forms; what can be no key is nothing, and no error of the database."""

from __future__ import annotations

from django import forms

_DIGITS = 18
"""Longest key that every database takes."""


def is_key(value: object) -> bool:
    """Whether ``value``, as it was sent, may be the number of a record."""
    text = str(value)
    return text.isascii() and text.isdigit() and len(text) <= _DIGITS


class KeyChooserMixin:
    """For Wagtail's choosers: what can be no key is taken for a record there is not."""

    def value_from_datadict(self, data, files, name):
        typed = super().value_from_datadict(data, files, name)
        return typed if typed is None or is_key(typed) else "0"

    def get_instance(self, value):
        if isinstance(value, str) and not is_key(value):
            return None
        return super().get_instance(value)


class RecordChoiceField(forms.ModelChoiceField):
    """A choice among records by their numbers."""

    def to_python(self, value):
        if value not in self.empty_values and isinstance(value, str) and not is_key(value):
            raise forms.ValidationError(
                self.error_messages["invalid_choice"],
                code="invalid_choice",
                params={"value": value[:_DIGITS]},
            )
        return super().to_python(value)
