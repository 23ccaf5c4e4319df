"""Historical dates in forms, in the database and in revisions."""

from __future__ import annotations

import json

import pytest
from django import forms
from django.core import serializers
from django.core.exceptions import ValidationError
from django.utils.translation import override
from hypothesis import given

from cms.core.dates import HistoricalDate, PartialDate
from cms.core.fields import HistoricalDateField, HistoricalDateFormField
from heritage.people.models import Person
from tests.cms.core.test_historical_dates import historical_dates
from tests.factories import PersonFactory

ABOUT = HistoricalDate.about(PartialDate(1931))


class DateForm(forms.Form):
    day = HistoricalDateFormField(required=False)


@pytest.mark.parametrize(
    ("typed", "canonical"),
    [
        ("1931", "1931"),
        ("约1931年", "1931~"),
        ("民国二十年", "1931"),
        ("1930年至1932年间", "[1930..1932]"),
        ("不详", "XXXX"),
        (" 1943-23 ", "1943-23"),
    ],
)
def test_form_takes_what_is_understood(typed, canonical):
    form = DateForm({"day": typed})
    assert form.is_valid()
    assert form.cleaned_data == {"day": HistoricalDate.parse(canonical)}


def test_nothing_typed_is_no_date():
    form = DateForm({"day": "  "})
    assert form.is_valid()
    assert form.cleaned_data == {"day": None}


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("去年", "“去年” is not understood as a date. This way of writing a date is not known."),
        ("1952-02-30", "“1952-02-30” is not understood as a date. There is no such day or month."),
    ],
)
def test_form_says_why_not(typed, message):
    with override("en"):
        assert DateForm({"day": typed}).errors == {"day": [message]}


@given(historical_dates)
def test_form_shows_what_it_takes_back(date):
    for language in ("zh-hans", "en"):
        with override(language):
            shown = DateForm(initial={"day": date})["day"].value()
            form = DateForm({"day": shown}, initial={"day": date})
            assert form.is_valid()
            assert (form.cleaned_data, form.has_changed()) == ({"day": date}, False)


def test_form_shows_it_as_an_editor_writes_it():
    with override("zh-hans"):
        assert 'value="约1931年"' in str(DateForm(initial={"day": ABOUT})["day"])


def test_form_keeps_what_was_typed_wrongly():
    assert 'value="去年"' in str(DateForm({"day": "去年"})["day"])


def test_form_says_what_changed():
    form = DateForm({"day": "1932"}, initial={"day": ABOUT})
    assert form.changed_data == ["day"]


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["1931", "1931-10", "1931-10-12", "1931~", "[1930-10-12..1932-10-12]", "1943-24", "XXXX"])  # fmt: skip
def test_database_keeps_what_is_known(text):
    PersonFactory(name="某", birth=HistoricalDate.parse(text))
    person = Person.objects.get(birth=HistoricalDate.parse(text))
    assert (person.birth, str(person.birth)) == (HistoricalDate.parse(text), text)


@pytest.mark.django_db
def test_nothing_is_empty_in_the_database_and_none_outside():
    PersonFactory(name="某")
    assert Person.objects.get(birth="").birth is None


@pytest.mark.django_db
def test_serialised_and_read_again():
    person = PersonFactory(birth="约1931年")
    (copy,) = serializers.deserialize("json", serializers.serialize("json", [person]))
    assert copy.object.birth == ABOUT


@pytest.mark.django_db
def test_kept_in_a_revision():
    person = PersonFactory(birth="1930年")
    person.birth = ABOUT
    revision = person.save_revision()
    revision.refresh_from_db()
    assert json.loads(json.dumps(revision.content))["birth"] == "1931~"
    assert revision.as_object().birth == ABOUT


@pytest.mark.django_db
def test_model_refuses_what_is_no_date():
    with override("en"):
        with pytest.raises(ValidationError) as caught:
            Person(name="某", birth="一月").clean_fields()
        assert caught.value.message_dict == {
            "birth": ["“一月” is not understood as a date. The year is missing."]
        }


def test_field_takes_a_partial_date():
    assert HistoricalDateField().to_python(PartialDate(1931, 10)) == HistoricalDate.parse("1931-10")


def test_field_is_rebuilt_in_a_migration():
    _name, path, arguments, options = HistoricalDateField("born").deconstruct()
    assert (path, arguments) == ("cms.core.fields.HistoricalDateField", [])
    assert options == {"verbose_name": "born", "blank": True, "default": ""}


def test_form_field_of_the_model_field():
    field = HistoricalDateField("born").formfield()
    assert (type(field), field.required, field.max_length) == (HistoricalDateFormField, False, 80)
