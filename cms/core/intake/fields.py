"""Model fields that are encrypted at rest, and the index to find them by."""

from __future__ import annotations

import json

from django.core.exceptions import FieldError
from django.core.serializers.json import DjangoJSONEncoder
from django.core.validators import MaxLengthValidator
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from . import keys
from .contacts import normal_phone


class Sensitive(str):
    """Personal text; ``repr`` shows only its length, so logs and tracebacks do not tell."""

    __slots__ = ()

    def __repr__(self) -> str:
        return f"<sensitive, {len(self)} characters>"


class SensitiveAnswers(dict):
    """Personal answers by name; ``repr`` shows only the names."""

    __slots__ = ()

    def __repr__(self) -> str:
        return f"<sensitive: {', '.join(map(str, self))}>"


class _Encrypted(models.TextField):
    """Text in the database as ``key id:token`` (Fernet: AES-128-CBC, HMAC-SHA256)."""

    def get_lookup(self, lookup_name):
        if lookup_name != "isnull":
            raise FieldError(
                f"{self.name} is encrypted and cannot be searched; use its blind index."
            )
        return super().get_lookup(lookup_name)

    def get_transform(self, lookup_name):
        raise FieldError(f"{self.name} is encrypted and cannot be searched; use its blind index.")


class EncryptedTextField(_Encrypted):
    """Text that only the holder of a key reads; the empty text stays empty.

    ``max_length`` counts characters of the plain text and is checked by
    ``full_clean`` and by forms.
    """

    description = _("Encrypted text")

    @cached_property
    def validators(self):
        limits = [MaxLengthValidator(self.max_length)] if self.max_length else []
        return [*super().validators, *limits]

    def from_db_value(self, value, expression, connection):
        if value in (None, ""):
            return value
        return Sensitive(keys.ring().decrypt(value))

    def get_prep_value(self, value):
        value = super().get_prep_value(value)
        return keys.ring().encrypt(value) if value else value


class EncryptedJSONField(_Encrypted):
    """A JSON object that only the holder of a key reads; the empty one stays empty."""

    description = _("Encrypted JSON object")

    def from_db_value(self, value, expression, connection):
        if value in (None, ""):
            return SensitiveAnswers()
        return SensitiveAnswers(json.loads(keys.ring().decrypt(value)))

    def to_python(self, value):
        if value in (None, ""):
            return SensitiveAnswers()
        if isinstance(value, str):
            value = json.loads(value)
        return SensitiveAnswers(value)

    def get_prep_value(self, value):
        if not value:
            return ""
        text = json.dumps(value, ensure_ascii=False, cls=DjangoJSONEncoder)
        return keys.ring().encrypt(text)

    def value_to_string(self, obj):
        return json.dumps(self.value_from_object(obj), ensure_ascii=False, cls=DjangoJSONEncoder)


def phone_index(phone: str) -> str:
    """The keyed digest a phone number is found by; empty for none."""
    normal = normal_phone(phone)
    return keys.digest("phone index", normal) if normal else ""


class PhoneIndexField(models.CharField):
    """Keyed digest of the phone number in the field ``source``, kept by saving.

    Finds a number exactly without the database knowing it:
    ``filter(phone_index=phone_index("13800000000"))``.
    """

    def __init__(self, *args, source: str = "contact_phone", **kwargs):
        self.source = source
        kwargs.setdefault("blank", True)
        kwargs.setdefault("default", "")
        kwargs.update(max_length=64, editable=False, db_index=True)
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        for fixed in ("max_length", "editable", "db_index"):
            kwargs.pop(fixed, None)
        return name, path, args, {**kwargs, "source": self.source}

    def pre_save(self, model_instance, add):
        value = phone_index(getattr(model_instance, self.source) or "")
        setattr(model_instance, self.attname, value)
        return value


def encrypted_fields(model: type[models.Model]) -> list[models.Field]:
    """The encrypted fields of a model, in the order it declares them."""
    return [field for field in model._meta.concrete_fields if isinstance(field, _Encrypted)]


def index_fields(model: type[models.Model]) -> list[PhoneIndexField]:
    """The look-up indexes of a model's encrypted fields."""
    return [field for field in model._meta.concrete_fields if isinstance(field, PhoneIndexField)]
