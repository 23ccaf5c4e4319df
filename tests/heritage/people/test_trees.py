"""The tree of organisations keeps its paths, also where several move branches at once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.exceptions import ValidationError
from django.db import connections
from django.urls import reverse

from heritage.people.models import Organisation
from tests.factories import PersonFactory, UserFactory
from tests.heritage.people.branching import branch, organisation

pytestmark = pytest.mark.usefixtures("wagtail_base")


def _paths_are_right() -> bool:
    """Whether every path is the chain of parents, from the rows themselves."""
    rows = {o.pk: o for o in Organisation.objects.all()}
    for row in rows.values():
        chain, above, seen = [row.pk], row.parent_id, {row.pk}
        while above is not None:
            if above in seen:
                return False
            seen.add(above)
            chain.append(above)
            above = rows[above].parent_id
        if row.path != f"/{'/'.join(str(pk) for pk in reversed(chain))}/":
            return False
    return True


def test_a_branch_takes_what_lies_in_it_along(db):
    root, other = organisation("市局"), organisation("另一局")
    station = organisation("站", root)
    village = organisation("村", station)
    station.parent = other
    station.save()
    village.refresh_from_db()
    assert village.ancestors() == [other, station]
    assert _paths_are_right()


def test_what_was_read_before_a_move_does_not_undo_it(db):
    root, other = organisation("市局"), organisation("另一局")
    station = organisation("站", root)
    village = organisation("村", station)
    stale = Organisation.objects.select_related("parent").get(pk=village.pk)
    station.parent = other
    station.save()
    stale.phone = "0531-1"
    stale.save()
    assert _paths_are_right()


def test_nothing_comes_to_lie_in_itself(db):
    root = organisation("市局")
    village = organisation("村", organisation("站", root))
    root.parent = village
    for check in (root.full_clean, root.save):
        with pytest.raises(ValidationError) as caught:
            check()
        assert list(caught.value.message_dict) == ["parent"]
    assert _paths_are_right()


@pytest.mark.django_db(transaction=True)
def test_parallel_moves_leave_a_tree(wagtail_base):
    roots = [organisation(f"局{number}") for number in range(4)]
    leaves = [organisation(f"站{number}", root) for number, root in enumerate(roots)]

    def move(number: int) -> bool:
        # Each branch under a leaf of the next one: all together would be a circle.
        try:
            record = Organisation.objects.get(pk=roots[number].pk)
            record.parent = Organisation.objects.get(pk=leaves[(number + 1) % 4].pk)
            record.save()
        except ValidationError:
            return False
        finally:
            connections.close_all()
        return True

    with ThreadPoolExecutor(4) as pool:
        moved = list(pool.map(move, range(4)))
    assert moved.count(True) == 3
    assert _paths_are_right()


def test_an_organisation_that_others_stand_on_stays_and_says_why(client, db):
    client.force_login(UserFactory(is_superuser=True))
    county = organisation("平阴县退役军人事务局")
    own = branch("孔村", county)
    alone = organisation("空站", county)
    PersonFactory(name="赵孔村", kept_by=own.village)
    delete = Organisation.snippet_viewset.get_url_name("delete")
    for record, named in ((county, "孔村镇服务站"), (own.village, "赵孔村"), (alone, "")):
        response = client.post(reverse(delete, args=[record.pk]), follow=True)
        assert response.status_code == 200
        assert Organisation.objects.filter(pk=record.pk).exists() == bool(named)
        assert named in "".join(str(message) for message in response.context["messages"])


def test_the_list_shows_the_tree_with_counts_and_adds_below(client, db):
    client.force_login(UserFactory(is_superuser=True))
    own = branch("孔村", organisation("平阴县退役军人事务局"))
    listing = client.get(reverse(Organisation.snippet_viewset.get_url_name("list")))
    assert [o.name for o in listing.context["object_list"]] == [
        "平阴县退役军人事务局",
        "孔村镇服务站",
        "孔村村服务站",
    ]
    below = f"{reverse(Organisation.snippet_viewset.get_url_name('add'))}?parent={own.station.pk}"
    assert below in listing.content.decode()
    assert client.get(below).context["form"].initial["parent"] == own.station.pk
