"""The groups of model of the year."""

from django.contrib.auth.models import Group

from heritage.honours.capacities import is_office
from heritage.honours.rights import JUDGES, OFFICE, REGION_OFFICERS, groups
from tests.factories import UserFactory
from tests.factories.honours import HonoursIndexPageFactory


def member_of(name: str):
    user = UserFactory()
    user.groups.add(Group.objects.get(name=name))
    return type(user).objects.get(pk=user.pk)


def test_each_group_gets_what_it_works_with_and_no_more(home):
    section = HonoursIndexPageFactory(parent=home)
    groups()
    officer = member_of(OFFICE)
    for needed in (
        "wagtailadmin.access_admin",
        "heritage.change_campaign",
        "heritage.unmask_nomination",
        "heritage.unmask_candidacy",
        "heritage.change_objection",
        "heritage.add_publicnotice",
        "heritage.view_logentry",
    ):
        assert officer.has_perm(needed), needed
    for refused in ("heritage.delete_campaign", "heritage.delete_nomination"):
        assert not officer.has_perm(refused), refused
    assert section.permissions_for_user(officer).can_add_subpage()
    assert not home.permissions_for_user(officer).can_edit()

    local, judge = member_of(REGION_OFFICERS), member_of(JUDGES)
    assert [is_office(each) for each in (officer, local, judge)] == [True, False, False]
    assert local.get_all_permissions() == {
        "wagtailadmin.access_admin",
        "heritage.add_nomination",
    }
    assert judge.get_all_permissions() == set()


def test_the_office_is_let_into_a_later_section_and_made_once(home):
    groups()
    groups()
    assert Group.objects.filter(name=OFFICE).count() == 1
    section = HonoursIndexPageFactory(parent=home)
    assert section.permissions_for_user(member_of(OFFICE)).can_add_subpage()
