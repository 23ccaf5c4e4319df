"""Merging in the admin, and editing a record while others do."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group, Permission
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

from heritage.people.merging.domain import merge_people
from heritage.people.models import Person, PersonMerge
from tests.factories import PersonFactory, UserFactory
from tests.heritage.people.posting import edit_form, edit_url

pytestmark = pytest.mark.django_db


@pytest.fixture
def chief():
    return UserFactory(is_superuser=True)


@pytest.fixture
def admin(client, chief):
    client.force_login(chief)
    return client


@pytest.fixture
def two():
    return (
        PersonFactory(name="陆怀青", honours=["一等功"], ethnicity="汉族"),
        PersonFactory(name="陆槐青", ethnicity="回族"),
    )


def compare_url(kept, merged) -> str:
    return reverse("people_merges:compare", args=[kept.pk, merged.pk])


class TestMerging:
    def test_choosing_leads_to_the_comparison(self, admin, two):
        url = reverse("people_merges:choose", args=[two[0].pk])
        assert admin.get(url).status_code == 200
        response = admin.post(url, {"other": two[1].pk})
        assert response["Location"] == compare_url(*two)

    @pytest.mark.parametrize("other", ["", "0", "abc"])
    def test_choosing_nothing_is_a_fault(self, admin, two, other):
        url = reverse("people_merges:choose", args=[two[0].pk])
        assert admin.post(url, {"other": other}).status_code == 400

    def test_choosing_itself_is_a_fault(self, admin, two):
        url = reverse("people_merges:choose", args=[two[0].pk])
        assert admin.post(url, {"other": two[0].pk}).status_code == 400

    def test_both_are_shown_side_by_side(self, admin, two):
        text = admin.get(compare_url(*two)).content.decode()
        assert all(value in text for value in ("陆怀青", "陆槐青", "汉族", "回族", "一等功"))

    def test_the_choice_of_the_editor_stands(self, admin, two):
        kept, merged = two
        response = admin.post(
            compare_url(*two), {"name": "kept", "ethnicity": "merged"}, follow=True
        )
        assert response.status_code == 200
        now = Person.objects.get(pk=kept.pk)
        assert (now.name, now.ethnicity) == ("陆怀青", "回族")
        assert PersonMerge.objects.get().merged == merged

    def test_a_choice_is_needed(self, admin, two):
        response = admin.post(compare_url(*two), {"name": "kept", "ethnicity": "neither"})
        assert response.status_code == 400
        assert not PersonMerge.objects.exists()

    def test_undo_and_list(self, admin, two, chief):
        merge = merge_people(kept=two[0], merged=two[1], user=chief)
        assert admin.get(reverse("people_merges:list")).status_code == 200
        assert admin.get(reverse("people_merges:undo", args=[merge.pk])).status_code == 405
        response = admin.post(reverse("people_merges:undo", args=[merge.pk]), follow=True)
        assert response.status_code == 200
        assert Person.objects.standing().count() == 2
        again = admin.post(reverse("people_merges:undo", args=[merge.pk]))
        assert again.status_code == 409

    def test_merging_again_is_refused_in_words(self, admin, two, chief):
        merge_people(kept=two[0], merged=two[1], user=chief)
        answer = admin.post(compare_url(*two), {"name": "kept", "ethnicity": "kept"})
        assert answer.status_code in (400, 409)
        assert admin.get(compare_url(*two)).status_code == 200

    def test_two_ticked_in_the_list_are_compared(self, admin, two):
        url = reverse("wagtail_bulk_action", args=["heritage", "person", "merge"])
        response = admin.get(url, {"id": [two[0].pk, two[1].pk], "next": "/admin/"})
        assert response["Location"] == compare_url(*two)
        response = admin.get(url, {"id": [two[0].pk], "next": "/admin/"})
        assert response["Location"] == "/admin/"

    def test_buttons_and_menu(self, admin, two):
        choose = reverse("people_merges:choose", args=[two[0].pk])
        assert choose in admin.get(edit_url(two[0])).content.decode()
        listing = admin.get(reverse(Person.snippet_viewset.get_url_name("list")))
        assert choose in listing.content.decode()

    @pytest.mark.parametrize("name", ["choose", "compare", "list", "result", "undo"])
    def test_somebody_without_the_right_gets_nowhere(self, client, two, name, chief):
        merge = merge_people(kept=two[0], merged=two[1], user=chief)
        editor = UserFactory(is_staff=True)
        group = Group.objects.create(name="编辑")
        wanted = ["access_admin", "change_person", "view_person"]
        group.permissions.set(Permission.objects.filter(codename__in=wanted))
        editor.groups.add(group)
        client.force_login(editor)
        arguments = {
            "choose": [two[0].pk],
            "compare": [two[0].pk, two[1].pk],
            "list": [],
            "result": [merge.pk],
            "undo": [merge.pk],
        }[name]
        url = reverse(f"people_merges:{name}", args=arguments)
        for method in (client.get, client.post):
            # Wagtail sends who may not do something back to the dashboard, with a message.
            response = method(url)
            assert response.status_code in (302, 403, 405)
            assert response.get("Location", "/admin/") == "/admin/"
        assert PersonMerge.objects.get().state == "done"


class TestEditing:
    def test_a_form_opened_before_the_merge_is_refused_with_what_was_typed(self, admin, two, chief):
        kept, merged = two
        data = edit_form(admin, merged)
        merge_people(kept=kept, merged=merged, user=chief)
        response = admin.post(edit_url(merged), {**data, "short_life": "辛苦写下的生平"})
        text = response.content.decode()
        assert response.status_code == 409
        assert "辛苦写下的生平" in text
        assert edit_url(kept) in text

    def test_opening_a_merged_record_leads_to_the_kept_one(self, admin, two, chief):
        kept, merged = two
        merge_people(kept=kept, merged=merged, user=chief)
        response = admin.get(edit_url(merged))
        assert response["Location"] == edit_url(kept)
        assert "陆怀青" in str(*get_messages(response.wsgi_request))

    def test_autosave_of_a_merged_record_is_refused(self, admin, two, chief):
        kept, merged = two
        data = edit_form(admin, merged)
        merge_people(kept=kept, merged=merged, user=chief)
        response = admin.post(edit_url(merged), data, headers={"Accept": "application/json"})
        assert response.json()["error_code"] == "merged"

    def test_the_second_of_two_editors_is_told_with_both_values(self, admin, two):
        person = two[0]
        other = Client()
        other.force_login(UserFactory(is_superuser=True, username="lao-li"))
        first, second = edit_form(admin, person), edit_form(other, person)
        saved = admin.post(edit_url(person), {**first, "native_place": "中江县"})
        assert saved.status_code == 302
        response = other.post(
            edit_url(person), {**second, "native_place": "德阳市", "ethnicity": "汉族"}
        )
        text = response.content.decode()
        assert response.status_code == 409
        assert "中江县" in text
        assert "德阳市" in text
        now = Person.objects.get(pk=person.pk).get_latest_revision_as_object()
        assert now.native_place == "中江县"

    def test_lists_are_compared_line_by_line(self, admin, two):
        person = two[0]
        stale = edit_form(admin, person)
        admin.post(edit_url(person), {**stale, "native_place": "中江县"})
        number = stale["awards-TOTAL_FORMS"]
        row = f"awards-{number}"
        typed = {
            **stale,
            "awards-TOTAL_FORMS": str(int(number) + 1),
            f"{row}-as_written": "特等功",
            f"{row}-awarded_on": "1951年",
            f"{row}-ORDER": str(int(number) + 1),
            f"{row}-DELETE": "",
        }
        told = admin.post(edit_url(person), typed)
        assert told.status_code == 409
        awards = next(row for row in told.context["typed"] if "特等功" in row["typed"])
        assert (awards["now"], awards["typed"]) == ("一等功", "一等功\n特等功；1951年")

    def test_and_may_save_knowing_it(self, admin, two):
        person = two[0]
        stale = edit_form(admin, person)
        admin.post(edit_url(person), {**stale, "native_place": "中江县"})
        told = admin.post(edit_url(person), {**stale, "native_place": "德阳市"})
        assert told.status_code == 409
        resent = dict(told.context["posted"]) | {
            "loaded_revision_id": told.context["loaded_revision_id"],
            "loaded_revision_created_at": told.context["loaded_revision_created_at"],
        }
        assert admin.post(edit_url(person), resent).status_code == 302
        now = Person.objects.get(pk=person.pk).get_latest_revision_as_object()
        assert now.native_place == "德阳市"

    def test_a_merged_record_is_not_offered_in_choosers(self, admin, two, chief):
        kept, merged = two
        merge_people(kept=kept, merged=merged, user=chief)
        viewset = Person.snippet_viewset.chooser_viewset
        url = reverse(viewset.get_url_name("choose_results"))
        text = admin.get(url).content.decode()
        assert kept.name in text
        assert f"/{merged.pk}/" not in text
