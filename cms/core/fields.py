"""Model and form fields for dates as they are known."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from .dates import HistoricalDate, PartialDate, PartialDateError, understand


class ChoiceSetField(models.JSONField):
    """A set of values of ``enum``, stored as a list in the enum's order.

    A concrete field sets ``enum``, a ``TextChoices``.
    """

    enum: type[models.TextChoices]

    def __init__(self, *args, **kwargs):
        kwargs["default"] = list
        kwargs["blank"] = True
        super().__init__(*args, **kwargs)

    def formfield(self, **kwargs):
        return forms.TypedMultipleChoiceField(
            choices=self.enum.choices,
            label=self.verbose_name,
            help_text=self.help_text,
            required=False,
            widget=forms.CheckboxSelectMultiple,
            **{key: value for key, value in kwargs.items() if key in ("disabled", "initial")},
        )

    def validate(self, value, model_instance):
        super().validate(value, model_instance)
        if not isinstance(value, list) or any(item not in self.enum.values for item in value):
            raise ValidationError(_("Choose from the list."), code="invalid_choice")


def _understood(value) -> PartialDate | None:
    if value in (None, ""):
        return None
    if isinstance(value, PartialDate):
        return value
    try:
        return PartialDate.parse(str(value))
    except PartialDateError as error:
        raise ValidationError(
            _("“%(value)s” is not a date. Write 1952, 1952-10, 1952-10-12 or 1952年10月."),
            code="invalid",
            params={"value": value},
        ) from error


class PartialDateFormField(forms.CharField):
    """Takes a date to the precision that is known."""

    default_error_messages = {}

    def __init__(self, **kwargs):
        kwargs.setdefault("max_length", 40)
        super().__init__(**kwargs)

    def to_python(self, value):
        return _understood(super().to_python(value))

    def run_validators(self, value):
        # The limits on length are about what was typed.
        super().run_validators(str(value) if value else "")

    def prepare_value(self, value):
        return str(value) if isinstance(value, PartialDate) else value


class PartialDateField(models.CharField):
    """Stores a :class:`~cms.core.dates.PartialDate` as its canonical string.

    Empty is stored as the empty string and read as None; database order is
    time order.
    """

    description = _("Date known to the year, month or day")

    def __init__(self, *args, **kwargs):
        kwargs["max_length"] = 10
        kwargs.setdefault("blank", True)
        kwargs.setdefault("default", "")
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        del kwargs["max_length"]
        return name, path, args, kwargs

    def from_db_value(self, value, expression, connection):
        return PartialDate.parse(value) if value else None

    def to_python(self, value):
        return _understood(value)

    def get_prep_value(self, value):
        understood = _understood(value)
        return str(understood) if understood else ""

    def value_to_string(self, obj):
        return self.get_prep_value(self.value_from_object(obj))

    def formfield(self, **kwargs):
        defaults = {"form_class": PartialDateFormField, "max_length": 40}
        return super().formfield(**{**defaults, **kwargs})

    def validate(self, value, model_instance):
        super().validate(str(value) if value else "", model_instance)

    def run_validators(self, value):
        super().run_validators(str(value) if value else "")


def _historical(value) -> HistoricalDate | None:
    if value in (None, ""):
        return None
    if isinstance(value, HistoricalDate):
        return value
    if isinstance(value, PartialDate):
        return HistoricalDate.from_partial(value)
    understanding = understand(str(value))
    if understanding.date is None:
        raise ValidationError(
            _("“%(value)s” is not understood as a date. %(reason)s"),
            code="invalid",
            params={"value": value, "reason": understanding.note},
        )
    return understanding.date


class HistoricalDateFormField(forms.CharField):
    """Takes a date in any way :func:`~cms.core.dates.understand` understands.

    What is shown again is how a reader writes it, where that is understood as the
    very same date, and the canonical string otherwise.
    """

    def __init__(self, **kwargs):
        kwargs.setdefault("max_length", 80)
        super().__init__(**kwargs)

    def to_python(self, value):
        return _historical(super().to_python(value))

    def run_validators(self, value):
        # Too long a text was no date; what is left for the limits is the canonical string.
        super().run_validators(str(value) if value else "")

    def prepare_value(self, value):
        if not isinstance(value, HistoricalDate):
            return value
        shown = value.display()
        return shown if understand(shown).date == value else str(value)


class HistoricalDateField(models.CharField):
    """Stores a :class:`~cms.core.dates.HistoricalDate` as its canonical string.

    Empty is stored as the empty string and read as None. Database order is time
    order among years, months and days; ranges and the unknown come after them.
    """

    description = _("Date as history knows it: exact, about, between or unknown")

    def __init__(self, *args, **kwargs):
        kwargs["max_length"] = 24
        kwargs.setdefault("blank", True)
        kwargs.setdefault("default", "")
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        del kwargs["max_length"]
        return name, path, args, kwargs

    def from_db_value(self, value, expression, connection):
        return HistoricalDate.parse(value) if value else None

    def to_python(self, value):
        return _historical(value)

    def get_prep_value(self, value):
        date = _historical(value)
        return str(date) if date else ""

    def value_to_string(self, obj):
        return self.get_prep_value(self.value_from_object(obj))

    def formfield(self, **kwargs):
        defaults = {"form_class": HistoricalDateFormField, "max_length": 80}
        return super().formfield(**{**defaults, **kwargs})

    def validate(self, value, model_instance):
        super().validate(str(value) if value else "", model_instance)

    def run_validators(self, value):
        super().run_validators(str(value) if value else "")
