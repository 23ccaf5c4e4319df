"""A branch editor reaches the own branch, and nothing of another one by any address."""

from __future__ import annotations

import json

import pytest
from django.contrib.auth.models import Group, Permission
from django.core import serializers
from django.http import QueryDict
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from wagtail.admin.views.bulk_action.registry import bulk_action_registry
from wagtail.models import Revision
from wagtail.search.index import insert_or_update_object
from wagtail.test.utils.form_data import querydict_from_html

from heritage.people.branches import appointing
from heritage.people.branches import domain as branches
from heritage.people.models import BranchEditor, Figure, Organisation, Person, Team, TeamActivity
from tests.factories import CoreImageFactory, PersonFactory, UserFactory
from tests.heritage.people.branching import branch, editor_of, organisation

pytestmark = pytest.mark.usefixtures("wagtail_base")

GUARDED = (Person, Organisation, Team, TeamActivity, Figure)


@pytest.fixture
def county(db):
    return organisation("平阴县退役军人事务局")


@pytest.fixture
def own(county):
    return branch("孔村", county)


@pytest.fixture
def other(county):
    return branch("榆山", county)


@pytest.fixture
def editor(own):
    return editor_of(own.station)


@pytest.fixture
def publisher(own):
    return editor_of(own.station, may_publish=True)


def _all_names(resolver=None, namespaces=()):
    """Every named address of the site as ``namespace:name``, with its pattern."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            inner = (*namespaces, entry.namespace) if entry.namespace else namespaces
            yield from _all_names(entry, inner)
        elif isinstance(entry, URLPattern) and entry.name:
            yield ":".join([*namespaces, entry.name]), entry


def _addresses(record):
    """Every admin address in which the primary key of ``record`` fits, and what it is of."""
    revision = (
        Revision.objects.for_instance(record).first() if hasattr(record, "revisions") else None
    )
    number = revision.pk if revision else 1
    model = type(record)
    viewset = model.snippet_viewset
    namespaces = (viewset.url_namespace, viewset.chooser_viewset.url_namespace)
    values = {
        "pk": record.pk,
        "revision_id": number,
        "revision_id_a": "earliest",
        "revision_id_b": "latest",
        "app_label": model._meta.app_label,
        "model_name": model._meta.model_name,
        "object_id": record.pk,
        "session_id": 1,
    }
    for name, entry in _all_names():
        wanted = entry.pattern.converters or entry.pattern.regex.groupindex
        if not ({"pk", "object_id"} & set(wanted)) or not set(wanted) <= set(values):
            continue
        namespace = name.rpartition(":")[0]
        if namespace in namespaces or {"app_label", "model_name"} <= set(wanted):
            yield reverse(name, kwargs={key: values[key] for key in wanted})


def _state(record) -> str:
    """The stored record and all its revisions, as one text."""
    stored = type(record)._base_manager.filter(pk=record.pk)
    revisions = Revision.objects.for_instance(record) if hasattr(record, "revisions") else []
    return serializers.serialize("json", [*stored, *revisions])


def _refused(response) -> bool:
    if response.status_code == 302:
        return response.url == reverse("wagtailadmin_home") or "/admin/login/" in response.url
    return response.status_code in (403, 404, 405)


POSTED = {
    "name": "改了的名字",
    "title": "改了的标题",
    "action-publish": "1",
    "measure": "改了",
    "value": "1",
    "unit": "人",
    "source": "改了",
}


@pytest.mark.parametrize(
    ("whose", "number"), [*(("other", number) for number in range(5)), ("county", None)]
)
@pytest.mark.parametrize("rights", ["editor", "publisher"])
def test_no_address_of_another_branch_answers(
    request, client, other, county, whose, rights, number
):
    user = request.getfixturevalue(rights)
    record = county if whose == "county" else other.records()[number]
    client.force_login(user)
    before = _state(record)
    addresses = list(_addresses(record))
    assert len(addresses) >= 4
    for address in addresses:
        for send in (client.get, client.post, client.delete):
            response = send(address, *([POSTED] if send == client.post else []))
            published_choice = (
                "/choose/" in address and record.pk and getattr(record, "live", False)
            )
            assert _refused(response) or (published_choice and send == client.get), (
                f"{send.__name__} {address} answered {response.status_code}"
            )
    assert _state(record) == before


def test_the_walk_knows_every_view_of_the_viewsets(own):
    """What has no record in its address is tried below by name; nothing else is left."""
    free = {
        "list",
        "list_results",
        "add",
        "preview_on_add",
        "choose",
        "choose_results",
        "chosen_multiple",
        "create",
    }
    for record in own.records():
        viewset = type(record).snippet_viewset
        names = {
            entry.name
            for entry in [*viewset.get_urlpatterns(), *viewset.chooser_viewset.get_urlpatterns()]
        }
        walked = len(set(_addresses(record)))
        # And Wagtail's own, which tells who else is editing.
        assert walked == len(names - free) + 1


@pytest.mark.parametrize("rights", ["editor", "publisher"])
def test_lists_and_choosers_name_nothing_unpublished_of_another_branch(
    request, client, own, other, rights
):
    client.force_login(request.getfixturevalue(rights))
    for model in GUARDED:
        viewset = model.snippet_viewset
        pages = [reverse(viewset.get_url_name(name)) for name in ("list", "list_results", "add")]
        chooser = viewset.chooser_viewset
        chosen = reverse(chooser.get_url_name("chosen_multiple"))
        pages += [reverse(chooser.get_url_name(name)) for name in ("choose", "choose_results")]
        pages += [f"{page}?q=榆山" for page in pages if "/choose/" in page or page.endswith("r/")]
        pages += [f"{chosen}?" + "&".join(f"id={r.pk}" for r in other.records())]
        for page in pages:
            text = _text(client.get(page))
            for name in ("榆山老兵", "榆山宣讲团", "榆山宣讲", "榆山听讲人次"):
                assert name not in text, f"{page} names {name}"


def _text(response) -> str:
    """What a response says, with JSON escapes read."""
    text = response.content.decode()
    if response.get("Content-Type", "").startswith("application/json"):
        text = json.dumps(json.loads(text), ensure_ascii=False)
    return text


def test_the_list_holds_the_own_branch_and_finds_in_it(client, editor, own, other):
    client.force_login(editor)
    listing = reverse(Person.snippet_viewset.get_url_name("list"))
    assert [found.pk for found in client.get(listing).context["object_list"]] == [own.person.pk]
    insert_or_update_object(own.person)  # What a task does after the commit.
    found = client.get(listing, {"q": "孔村"}).context["object_list"]
    assert [person.pk for person in found] == [own.person.pk]
    stations = reverse(Organisation.snippet_viewset.get_url_name("list"))
    assert {o.pk for o in client.get(stations).context["object_list"]} == {
        own.station.pk,
        own.village.pk,
    }


def _addresses_of_selection(records):
    for model in GUARDED:
        pks = [record.pk for record in records if isinstance(record, model)]
        for action in bulk_action_registry.get_bulk_actions_for_model(
            "heritage", model._meta.model_name
        ):
            address = reverse(
                "wagtail_bulk_action", args=["heritage", model._meta.model_name, action.action_type]
            )
            yield f"{address}?" + "&".join(f"id={pk}" for pk in pks)
            yield f"{address}?id=all"


@pytest.mark.parametrize("rights", ["editor", "publisher"])
def test_no_bulk_action_reaches_or_names_another_branch(request, client, own, other, rights):
    client.force_login(request.getfixturevalue(rights))
    before = [_state(record) for record in other.records()]
    for address in _addresses_of_selection(other.records()):
        assert "榆山" not in _text(client.get(address)), address
        client.post(address, {"form": "biographies", "order": "death"})
    assert [_state(record) for record in other.records()] == before


@pytest.mark.parametrize("user", ["nobody", "anonymous"])
def test_who_has_no_branch_has_nothing(client, own, user):
    if user == "nobody":
        client.force_login(UserFactory())
    for record in own.records():
        for address in _addresses(record):
            assert _refused(client.get(address))


def _form(client, address: str, **changes) -> QueryDict:
    """The form at ``address`` as a browser would send it, with ``changes``."""
    html = client.get(address).content.decode()
    data = querydict_from_html(html, form_id="w-editor-form")
    for name, value in changes.items():
        data[name] = value
    return data


def _add(client, model, **changes):
    address = reverse(model.snippet_viewset.get_url_name("add"))
    return client.post(address, _form(client, address, **changes))


def _edit_address(record) -> str:
    return reverse(type(record).snippet_viewset.get_url_name("edit"), args=[record.pk])


def _edit(client, record, **changes):
    address = _edit_address(record)
    return client.post(address, _form(client, address, **changes))


def test_a_draft_person_belongs_to_the_own_station_without_asking(client, editor, own):
    client.force_login(editor)
    response = _add(client, Person, name="赵孔村")
    person = Person.objects.get(name="赵孔村")
    assert response.status_code == 302
    assert (person.kept_by, person.live) == (own.station, False)


@pytest.mark.parametrize("kept_by", ["", "other", "county"])
def test_a_new_person_cannot_be_put_elsewhere(client, editor, own, other, county, kept_by):
    client.force_login(editor)
    pk = {"": "", "other": other.station.pk, "county": county.pk}[kept_by]
    response = _add(client, Person, name="赵孔村", kept_by=pk)
    assert response.status_code == 200
    assert list(response.context["form"].errors) == ["kept_by"]
    assert not Person.objects.filter(name="赵孔村").exists()


def test_a_person_cannot_be_moved_to_another_branch(client, editor, own, other):
    client.force_login(editor)
    before = _state(own.person)
    response = _edit(client, own.person, kept_by=other.station.pk)
    assert list(response.context["form"].errors) == ["kept_by"]
    assert _state(own.person) == before
    assert _edit(client, own.person, kept_by=own.village.pk).status_code == 302
    own.person.refresh_from_db()
    assert own.person.kept_by == own.village


def test_without_the_right_to_publish_everything_stays_a_draft(client, editor, own):
    client.force_login(editor)
    _add(client, Person, **{"name": "赵孔村", "action-publish": "1"})
    assert not Person.objects.get(name="赵孔村").live
    _edit(client, own.person, **{"action-publish": "1"})
    own.person.refresh_from_db()
    assert not own.person.live
    assert b"action-publish" not in client.get(_edit_address(own.person)).content
    for name in ("unpublish", "lock", "unlock"):
        address = reverse(Person.snippet_viewset.get_url_name(name), args=[own.person.pk])
        assert _refused(client.post(address))


def test_with_the_right_to_publish_a_branch_publishes_and_takes_down(client, publisher, own):
    client.force_login(publisher)
    assert b"action-publish" in client.get(_edit_address(own.person)).content
    assert _edit(client, own.person, **{"action-publish": "1"}).status_code == 302
    own.person.refresh_from_db()
    assert own.person.live
    address = reverse(Person.snippet_viewset.get_url_name("unpublish"), args=[own.person.pk])
    client.post(address)
    own.person.refresh_from_db()
    assert not own.person.live


def test_who_publishes_one_branch_and_drafts_for_another_publishes_only_the_first(
    client, own, other
):
    user = editor_of(own.station, may_publish=True)
    BranchEditor.objects.create(user=user, organisation=other.station)
    client.force_login(user)
    response = _add(
        client, Person, **{"name": "赵榆山", "kept_by": other.station.pk, "action-publish": "1"}
    )
    assert list(response.context["form"].errors) == ["kept_by"]
    _edit(client, other.person, **{"action-publish": "1"})
    other.person.refresh_from_db()
    assert not other.person.live


def test_an_organisation_is_added_below_and_stays_in_its_branch(client, editor, own, county):
    client.force_login(editor)
    assert _add(client, Organisation, name="孔村南站").status_code == 302
    assert Organisation.objects.get(name="孔村南站").parent == own.station
    response = _add(client, Organisation, name="上面的站", parent=county.pk)
    assert list(response.context["form"].errors) == ["parent"]
    response = _edit(client, own.village, parent=county.pk)
    assert list(response.context["form"].errors) == ["parent"]


def test_the_own_station_is_edited_where_it_stands(client, editor, own, county, other):
    client.force_login(editor)
    assert _edit(client, own.station, phone="0531-1", parent=other.station.pk).status_code == 302
    own.station.refresh_from_db()
    draft = own.station.get_latest_revision_as_object()
    assert (draft.phone, draft.parent) == ("0531-1", county)
    assert not branches.may_delete(editor, own.station)


def test_a_figure_is_public_at_once_and_takes_the_right_to_publish(client, editor, publisher, own):
    entry = {
        "measure": "听讲人次",
        "value": "30",
        "unit": "人次",
        "period_to": "2024",
        "source": "总结",
    }
    client.force_login(editor)
    add = reverse(Figure.snippet_viewset.get_url_name("add"))
    assert _refused(client.get(add))
    assert _refused(client.post(add, {**entry, "team": own.team.pk}))
    client.force_login(publisher)
    assert _add(client, Figure, **entry, team=own.team.pk).status_code == 302
    assert own.team.figures.count() == 2


def test_a_figure_of_another_branch_is_refused(client, publisher, own, other):
    client.force_login(publisher)
    entry = {
        "measure": "听讲人次",
        "value": "30",
        "unit": "人次",
        "period_to": "2024",
        "source": "总结",
    }
    response = _add(client, Figure, **entry, team=other.team.pk)
    assert list(response.context["form"].errors) == ["team"]
    assert other.team.figures.count() == 1


def test_a_draft_activity_carries_its_figures(client, editor, own):
    client.force_login(editor)
    response = _add(
        client,
        TeamActivity,
        **{
            "team": own.team.pk,
            "held_on": "2024-05-01",
            "title": "进校园",
            "figures-TOTAL_FORMS": "1",
            "figures-0-measure": "听讲人次",
            "figures-0-value": "200",
            "figures-0-unit": "人次",
            "figures-0-source": "签到表",
            "figures-0-id": "",
        },
    )
    assert response.status_code == 302
    activity = TeamActivity.objects.get(title="进校园")
    assert not activity.live
    assert [str(figure) for figure in activity.figures.all()] == ["听讲人次 200人次"]


def test_only_a_draft_may_be_deleted_without_the_right_to_publish(client, editor, own):
    client.force_login(editor)
    live = PersonFactory(name="公开的人", kept_by=own.station)
    delete = Person.snippet_viewset.get_url_name("delete")
    assert _refused(client.post(reverse(delete, args=[live.pk])))
    client.post(reverse(delete, args=[own.person.pk]))
    assert list(Person.objects.all()) == [live]


def test_an_editor_of_all_records_is_bound_to_no_branch(client, own, other):
    user = UserFactory()
    group = Group.objects.create(name="编辑")
    group.permissions.set(
        Permission.objects.filter(
            codename__in=["access_admin", "add_person", "change_person", "publish_person"]
        )
    )
    user.groups.add(group)
    BranchEditor.objects.create(user=user, organisation=own.station)
    client.force_login(user)
    listing = client.get(reverse(Person.snippet_viewset.get_url_name("list")))
    assert {p.pk for p in listing.context["object_list"]} == {own.person.pk, other.person.pk}
    assert _edit(client, other.person, **{"action-publish": "1"}).status_code == 302
    other.person.refresh_from_db()
    assert other.person.live


def test_a_branch_editor_has_no_pages_and_only_the_pictures_of_contributions(
    client, editor, home, own
):
    picture = CoreImageFactory(title="别处的图")
    client.force_login(editor)
    assert _refused(client.get(reverse("wagtailadmin_pages:edit", args=[home.pk])))
    assert _refused(client.get(reverse("wagtailadmin_pages:add_subpage", args=[home.pk])))
    assert _refused(client.get(reverse("wagtailimages:edit", args=[picture.pk])))
    assert client.get(reverse("wagtailimages:add")).status_code == 200
    choose = client.get(reverse("wagtailimages_chooser:choose"))
    assert "别处的图" not in _text(choose)


def test_a_dismissed_editor_reaches_nothing_any_more(client, editor, own):
    appointing.dismiss(right=editor.branches.get())
    client.force_login(editor)
    assert client.get("/admin/").url.startswith("/admin/login/")
    assert _refused(client.get(_edit_address(own.person)))
