"""Model fields of the records of people."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from heritage.people.enums import Topic


class TopicsField(models.JSONField):
    """A set of :class:`~heritage.people.enums.Topic`, stored as a list in their order."""

    def __init__(self, *args, **kwargs):
        kwargs["default"] = list
        kwargs["blank"] = True
        super().__init__(*args, **kwargs)

    def formfield(self, **kwargs):
        return forms.TypedMultipleChoiceField(
            choices=Topic.choices,
            label=self.verbose_name,
            help_text=self.help_text,
            required=False,
            widget=forms.CheckboxSelectMultiple,
            **{key: value for key, value in kwargs.items() if key in ("disabled", "initial")},
        )

    def validate(self, value, model_instance):
        super().validate(value, model_instance)
        if not isinstance(value, list) or any(item not in Topic.values for item in value):
            raise ValidationError(_("Choose from the list."), code="invalid_choice")
