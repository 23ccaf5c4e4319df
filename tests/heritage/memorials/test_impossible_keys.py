"""Numbers that no record can have, where a record is chosen or paged from."""

import pytest
from django.urls import reverse

from tests.factories import RollEntryFactory, UserFactory

HUGE = ["1" + "0" * 30, "9" * 5000, "²", "-1"]


@pytest.fixture
def entry(home):
    return RollEntryFactory()


@pytest.mark.parametrize("key", HUGE)
def test_a_page_of_a_roll_that_begins_nowhere(client, entry, key):
    for side in ("after", "before"):
        assert client.get(entry.roll.get_absolute_url(), {side: key}).status_code == 400


@pytest.mark.parametrize("key", HUGE)
def test_a_choice_among_records(client, entry, key):
    client.force_login(UserFactory(is_superuser=True))
    for name in ("roll_labels:order", "roll_labels:sheets"):
        assert client.get(reverse(name), {"roll": key, "size": "wall"}).status_code == 400
    answer = client.post(reverse("rolls:add"), {"name": "某县英名录", "site": key, "place": key})
    assert answer.status_code == 400
