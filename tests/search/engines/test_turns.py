from hypothesis import given
from hypothesis import strategies as st

from search.engines.turns import turn


def test_by_kind_then_by_number():
    keys = ["page:9", "page:10", "page:99999999999", "person:1", "place:1", "story:1", "unit:2"]
    assert sorted({*keys}, key=turn) == keys


@given(st.text(st.characters()))
def test_any_key_has_its_own_that_fits_an_index(key):
    assert 0 <= turn(key) < 2**63
    assert turn(key) == turn(key)


def test_keys_of_another_form_differ():
    assert len({turn(key) for key in ("a", "b", "page:x", "page:y", "page:", "名:1", "名:2")}) == 7
