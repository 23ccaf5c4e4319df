"""Background jobs in the admin: seen by those who may, tried again by post alone."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from wagtail.models import ModelLogEntry

from cms.core.enums import JobState
from cms.core.models import Job
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def dead(wagtail_base):
    return Job.objects.create(
        name="search.drain", state=JobState.DEAD, attempts=8, error="RuntimeError: 坏了"
    )


def editor(client, *permissions: str):
    """Somebody who may enter the admin, with these permissions besides."""
    user = UserFactory()
    names = ["access_admin", *permissions]
    user.user_permissions.set(Permission.objects.filter(codename__in=names))
    client.force_login(user)
    return user


def test_listed_with_error_and_progress(admin_client, dead):
    Job.objects.create(name="tests.work", state=JobState.RUNNING, done=1, total=4)
    response = admin_client.get(reverse("rongguang_jobs"))
    page = response.content.decode()
    assert response.status_code == 200
    assert [job.name for job in response.context["page_obj"]] == ["tests.work", "search.drain"]
    assert ("RuntimeError: 坏了" in page, "25" in page) == (True, True)


@pytest.mark.parametrize(
    ("query", "names"),
    [("?state=dead", ["search.drain"]), ("?state=done", []), ("?state=nosuch", ["search.drain"])],
)
def test_narrowed_by_state(admin_client, dead, query, names):
    response = admin_client.get(reverse("rongguang_jobs") + query)
    assert [job.name for job in response.context["page_obj"]] == names


@pytest.mark.parametrize("page", ["abc", "0", "-1", "999"])
def test_a_strange_page_number_does_no_harm(admin_client, dead, page):
    assert admin_client.get(reverse("rongguang_jobs"), {"p": page}).status_code == 200


def test_tried_again(admin_client, admin_user, dead):
    response = admin_client.post(reverse("rongguang_job_again", args=[dead.pk]))
    assert (response.status_code, response["Location"]) == (302, reverse("rongguang_jobs"))
    dead.refresh_from_db()
    assert (dead.state, dead.attempts, dead.error) == (JobState.WAITING, 0, "")
    entry = ModelLogEntry.objects.get()
    assert (entry.action, entry.user, entry.object_id) == (
        "core.job.try_again",
        admin_user,
        str(dead.pk),
    )


def test_only_what_was_given_up(admin_client, dead):
    Job.objects.update(state=JobState.DONE)
    assert admin_client.post(reverse("rongguang_job_again", args=[dead.pk])).status_code == 302
    dead.refresh_from_db()
    assert (dead.state, ModelLogEntry.objects.count()) == (JobState.DONE, 0)


def test_by_post_alone(admin_client, dead):
    assert admin_client.get(reverse("rongguang_job_again", args=[dead.pk])).status_code == 405
    assert admin_client.post(reverse("rongguang_job_again", args=[999])).status_code == 404


def test_not_without_permission(client, dead):
    editor(client)
    jobs, again = reverse("rongguang_jobs"), reverse("rongguang_job_again", args=[dead.pk])
    assert client.get(jobs).status_code == 302
    assert client.post(again).status_code == 302
    dead.refresh_from_db()
    assert dead.state == JobState.DEAD


def test_seeing_is_not_changing(client, dead):
    editor(client, "view_job")
    assert client.get(reverse("rongguang_jobs")).status_code == 200
    assert client.post(reverse("rongguang_job_again", args=[dead.pk])).status_code == 302
    dead.refresh_from_db()
    assert dead.state == JobState.DEAD


def test_the_dashboard_tells_of_dead_jobs(admin_client, home, dead):
    assert reverse("rongguang_jobs") in admin_client.get("/admin/").content.decode()
