"""An interview that waits for approval without an agreement."""

from __future__ import annotations

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse
from wagtail.models import GroupApprovalTask, Workflow, WorkflowTask

from tests.factories import InterviewIndexPageFactory, InterviewPageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def waiting(client, home):
    """Where to send the last approval of an interview that nobody agreed to."""
    index = InterviewIndexPageFactory(parent=home)
    page = InterviewPageFactory(parent=index, live=False, consent=False)
    user = get_user_model().objects.create_superuser("approver", password="x")
    page.save_revision(user=user)
    workflow = Workflow.objects.create(name="审核")
    task = GroupApprovalTask.objects.create(name="终审")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=1)
    state = workflow.start(page, user)
    client.force_login(user)
    action = ["approve", state.current_task_state.pk]
    yield reverse("wagtailadmin_pages:workflow_action", args=[page.pk, *action])
    page.refresh_from_db()
    state.refresh_from_db()
    assert (page.live, state.status) == (False, "in_progress")


def test_approval_without_an_agreement_is_refused_in_words(client, waiting):
    answer = client.post(waiting, {"comment": ""}, follow=True)

    assert answer.redirect_chain == [("/admin/", 302)]
    assert "没有生效的授权协议" in answer.content.decode()


def test_dialog_is_led_back_to_the_page(client, waiting):
    edit = "http://testserver/admin/pages/5/edit/"
    sent = {"X-Requested-With": "XMLHttpRequest", "Referer": edit}
    answer = client.post(waiting, {"comment": ""}, headers=sent)

    assert answer.json() == {"step": "success", "redirect": edit}


def test_another_site_is_not_led_back_to(client, waiting):
    answer = client.post(waiting, {"comment": ""}, headers={"Referer": "https://example.com/"})

    assert answer.headers["Location"] == "/admin/"
