"""What is found, in words and addresses."""

from __future__ import annotations

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from search.engines.base import Sort
from search.forms import parameters, read_query
from search.views.presentation import clock, moment_url


@pytest.mark.parametrize(
    ("milliseconds", "shown"),
    [
        (0, "0:00"),
        (999, "0:00"),
        (83_500, "1:23"),
        (3_599_999, "59:59"),
        (3_600_000, "1:00:00"),
        (3_723_000, "1:02:03"),
        (36_000_000, "10:00:00"),
    ],
)
def test_times_as_on_a_clock(milliseconds, shown):
    assert clock(milliseconds) == shown


@pytest.mark.parametrize(
    ("milliseconds", "ending"),
    [(0, "#t=0"), (83_000, "#t=83"), (83_500, "#t=83.5"), (83_050, "#t=83.05"), (7, "#t=0.007")],
)
def test_a_moment_opens_in_seconds(milliseconds, ending):
    assert moment_url("/x/", milliseconds) == f"/x/{ending}"


names = st.text(min_size=1, max_size=20).filter(lambda text: text == text.strip())


@given(
    text=st.text(max_size=200).map(str.strip),
    tags=st.lists(names, max_size=4, unique=True),
    sort=st.sampled_from(list(Sort)),
    limit=st.integers(1, 50),
)
def test_an_address_asks_the_same_again(text, tags, sort, limit):
    asked = QueryDict(mutable=True)
    asked.update({"q": text, "sort": sort.value, "limit": str(limit)})
    asked.setlist("tag", tags)
    query, _page = read_query(asked)
    address = parameters(query)
    again, page = read_query(QueryDict(address.removeprefix("?")))
    assert (parameters(again), page) == (address, 1)
    assert (again.text, again.sort, again.limit) == (query.text, query.sort, query.limit)
    assert {name: set(values) for name, values in again.facets.items()} == {
        name: set(values) for name, values in query.facets.items()
    }
