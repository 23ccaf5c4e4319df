"""Partial dates in forms and in the database."""

from __future__ import annotations

import pytest
from django import forms
from django.core import serializers
from django.core.exceptions import ValidationError
from django.utils.translation import gettext, override

from cms.core.blocks import PartialDateBlock, TimelineEventBlock
from cms.core.dates import PartialDate
from cms.core.fields import PartialDateFormField
from cms.core.models import CoreImage
from tests.factories import CoreImageFactory

NOT_A_DATE = "“%(value)s” is not a date. Write 1952, 1952-10, 1952-10-12 or 1952年10月."


class DateForm(forms.Form):
    day = PartialDateFormField(required=False)


@pytest.mark.parametrize(
    ("text", "value"),
    [("1952年10月", PartialDate(1952, 10)), ("", None), (" 1952 ", PartialDate(1952))],
)
def test_form_takes_what_is_known(text, value):
    form = DateForm({"day": text})
    assert form.is_valid()
    assert form.cleaned_data == {"day": value}


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_form_says_what_to_write(language):
    with override(language):
        form = DateForm({"day": "去年"})
        assert form.errors == {"day": [gettext(NOT_A_DATE) % {"value": "去年"}]}


def test_form_shows_a_stored_date_again():
    assert 'value="1952-10"' in str(DateForm(initial={"day": PartialDate(1952, 10)})["day"])


@pytest.mark.django_db
def test_database_keeps_the_precision():
    CoreImageFactory(title="阵地", taken_on="1952年10月")
    assert CoreImage.objects.get(title="阵地").taken_on == PartialDate(1952, 10)


@pytest.mark.django_db
def test_unknown_is_empty_in_the_database_and_none_outside():
    CoreImageFactory(title="无名")
    assert CoreImage.objects.get(taken_on="").taken_on is None


@pytest.mark.django_db
def test_database_order_is_time_order():
    for title, taken_on in (("丙", "1931-02"), ("甲", "1931"), ("乙", "1931-01-08")):
        CoreImageFactory(title=title, taken_on=taken_on)
    assert [image.title for image in CoreImage.objects.order_by("taken_on")] == ["甲", "乙", "丙"]


@pytest.mark.django_db
def test_serialised_and_read_again():
    image = CoreImageFactory(taken_on="1931-01")
    (copy,) = serializers.deserialize("json", serializers.serialize("json", [image]))
    assert copy.object.taken_on == PartialDate(1931, 1)


@pytest.mark.django_db
def test_model_refuses_what_is_no_date():
    with pytest.raises(ValidationError) as caught:
        CoreImage(title="某", taken_on="一月").clean_fields(exclude=["file"])
    assert caught.value.message_dict == {"taken_on": [gettext(NOT_A_DATE) % {"value": "一月"}]}


def test_block_keeps_the_canonical_form():
    assert PartialDateBlock().clean("1952年10月12日") == "1952-10-12"
    with pytest.raises(ValidationError) as caught:
        PartialDateBlock().clean("秋天")
    assert caught.value.messages == [gettext(NOT_A_DATE) % {"value": "秋天"}]


@pytest.mark.parametrize(("text", "shown"), [("1952-10", "1952-10"), ("秋天", "秋天"), ("", "")])
def test_a_drafts_unreadable_date_is_shown_as_typed(text, shown):
    with override("en"):
        event = TimelineEventBlock().to_python({"date": text, "title": "战役"})
        assert event.date_display == shown
