"""The group of those who look after sites and rolls."""

from django.contrib.auth.models import Group

from heritage.memorials.rights import CUSTODIANS, custodians
from tests.factories import EventIndexPageFactory, MemorialIndexPageFactory, UserFactory


def test_custodians_keep_sites_rolls_and_letters_and_delete_nothing(home):
    sites = MemorialIndexPageFactory(parent=home)
    group = custodians()
    user = UserFactory()
    user.groups.add(group)
    for needed in (
        "wagtailadmin.access_admin",
        "heritage.import_rollentry",
        "heritage.change_rollentry",
        "heritage.change_tributemessage",
        "heritage.unmask_kinlead",
        "heritage.add_inspection",
    ):
        assert user.has_perm(needed), needed
    assert not group.permissions.filter(codename__startswith="delete_").exists()
    assert sites.permissions_for_user(user).can_add_subpage()
    events = EventIndexPageFactory(parent=home)
    user = type(user).objects.get(pk=user.pk)
    assert events.permissions_for_user(user).can_add_subpage()
    assert not home.permissions_for_user(user).can_edit()


def test_made_twice_is_made_once(home):
    before = custodians().permissions.count()
    assert (custodians().permissions.count(), Group.objects.filter(name=CUSTODIANS).count()) == (
        before,
        1,
    )
