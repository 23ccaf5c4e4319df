"""Masks never let through more than they may, whatever is put in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.core.intake.contacts import normal_phone
from cms.core.intake.fields import Sensitive, SensitiveAnswers
from cms.core.intake.masking import (
    mask_address,
    mask_email,
    mask_field,
    mask_identity,
    mask_name,
    mask_phone,
    mask_text,
    mask_within,
)

anything = st.text(max_size=80)


@pytest.mark.parametrize(
    ("mask", "value", "shown"),
    [
        (mask_phone, "13800135678", "138****5678"),
        (mask_phone, "+86 138-0013-5678", "138****5678"),
        (mask_phone, "0531-88886666", "053*****6666"),
        (mask_phone, "88886666", "88****66"),
        (mask_phone, "12345", "*****"),
        (mask_phone, "", ""),
        (mask_email, "zhang@example.com", "z***@example.com"),
        (mask_email, "z@example.com", "***@example.com"),
        (mask_email, "a@b@example.com", "a***@example.com"),
        (mask_email, "not an address", "***"),
        (mask_email, "@", "***"),
        (mask_email, "", ""),
        (mask_name, "张三", "张*"),
        (mask_name, "张小三", "张*三"),
        (mask_name, "欧阳小三", "欧**三"),
        (mask_name, "张", "*"),
        (mask_name, "John Smith", "J*********"),
        (mask_name, "𠮷田茂", "𠮷*茂"),
        (mask_name, "", ""),
        (mask_address, "山东省济南市历下区泉城路1号", "山东省济南市历下区****"),
        (mask_address, "北京市海淀区中关村大街", "北京市海淀区****"),
        (mask_address, "泉城路1号", "****"),
        (mask_address, "", ""),
        (mask_identity, "37010119500101123X", "3****************X"),
        (mask_identity, "1234567", "*******"),
        (mask_text, "我的爷爷", "****"),
        (mask_text, "", ""),
        (mask_within, "no route to 13800138000", "no route to ***********"),
        (mask_within, "to zhang@example.com failed", "to z***@example.com failed"),
    ],
)
def test_by_hand(mask, value, shown):
    assert mask(value) == shown


def revealed(original: str, masked: str) -> int:
    """How many characters are shown, each of which must stand where it stood."""
    assert len(masked) == len(original)
    assert all(m in ("*", o) for o, m in zip(original, masked, strict=True))
    return sum(m != "*" for m in masked)


@given(st.one_of(anything, st.from_regex(r"\+?[0-9 \-]{0,20}", fullmatch=True)))
def test_phone(value):
    number = normal_phone(value)
    shown = revealed(number.replace("*", "#"), mask_phone(value.replace("*", "#")))
    assert shown <= (7 if len(number) >= 11 else 4 if len(number) >= 7 else 0)
    assert not number or shown < len(number)


@given(anything)
def test_name(value):
    name = value.strip().replace("*", "#")
    shown = revealed(name, mask_name(name))
    assert shown <= 2
    assert not name or shown < len(name)


@given(anything)
def test_identity(value):
    number = value.strip().replace("*", "#")
    assert revealed(number, mask_identity(number)) <= (2 if len(number) >= 8 else 0)


@given(st.one_of(anything, st.emails()))
def test_email(value):
    masked = mask_email(value)
    if not value:
        assert masked == ""
        return
    local, at, domain = value.rpartition("@")
    assert masked in {
        "***",
        f"***@{domain}" if len(local) < 2 else f"{local[0]}***@{domain}",
    }
    assert bool(at and domain) == (masked != "***")


@given(anything)
def test_address(value):
    masked = mask_address(value)
    if not value.strip():
        assert masked == ""
        return
    assert masked.endswith("****")
    shown = masked[:-4]
    assert value.strip().startswith(shown)
    assert not any(c.isdigit() for c in shown)
    assert len(shown) <= 40
    assert not shown or shown[-1] in "省区市州县旗盟"


@given(anything)
def test_free_text_tells_nothing_but_that_there_is_some(value):
    assert mask_text(value) == ("****" if value else "")
    assert mask_field("about", value) == mask_text(value)


@given(anything)
def test_representations_tell_nothing(value):
    assert repr(Sensitive(value)) == f"<sensitive, {len(value)} characters>"
    assert f"{[Sensitive(value)]!r}" == f"[<sensitive, {len(value)} characters>]"
    assert repr(SensitiveAnswers(name=value)) == "<sensitive: name>"
    assert str(Sensitive(value)) == value
