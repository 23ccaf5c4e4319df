"""Notices: through each way, tried again, and nothing personal left behind."""

from __future__ import annotations

import json
import logging
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.core import mail
from django.db import connection
from django.utils import timezone, translation
from django.utils.translation import gettext_noop

from cms.core.enums import JobState
from cms.core.intake import notices
from cms.core.intake.enums import NoticeChannel, NoticeState
from cms.core.intake.models import NoticeLog
from cms.core.models import Job
from tests.cms.core.intake.conftest import PHONE

pytestmark = pytest.mark.django_db
KIND = "tests.notice"


@pytest.fixture(autouse=True)
def worded(monkeypatch):
    monkeypatch.setattr(notices, "_wordings", dict(notices._wordings))
    notices.wording(KIND, subject=gettext_noop("received"), text="回执 %(receipt)s 100%%")


class Gateway(ThreadingHTTPServer):
    """A text-message gateway on this machine that answers as it is told."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.answers: list[int] = []
        self.taken: list[tuple[dict, dict]] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/send"


class Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.taken.append((dict(self.headers), json.loads(body)))
        status = self.server.answers.pop(0) if self.server.answers else 200
        self.send_response(status)
        if status == 302:
            self.send_header("Location", "/elsewhere")
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"{}")

    def log_message(self, *args):
        return


@pytest.fixture
def gateway(settings):
    server = Gateway()
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    settings.SMS_ENDPOINT, settings.SMS_TOKEN = server.url, "geheim"
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def send(run_jobs, django_capture_on_commit_callbacks):
    """Call it for a notice that a real worker then does its best to send."""

    def sending(to: str = PHONE) -> NoticeLog:
        with django_capture_on_commit_callbacks(execute=True):
            notice = notices.notify(kind=KIND, to=to, context={"receipt": "23456"})
        run_jobs()
        notice.refresh_from_db()
        return notice

    return sending


def again(run_jobs, callbacks) -> None:
    """Let the worker try what is to be tried again, without waiting."""
    Job.objects.update(run_at=timezone.now())
    for job in Job.objects.filter(state=JobState.RETRYING):
        with callbacks(execute=True):
            notices.tasks._hand_over(job)
    run_jobs()


def test_to_the_log_of_the_server(send, caplog):
    with caplog.at_level(logging.INFO, logger="cms.intake.notices"):
        notice = send()
    assert (notice.channel, notice.state) == (NoticeChannel.CONSOLE, NoticeState.SENT)
    assert "138****8000" in caplog.text
    assert PHONE not in caplog.text


def test_by_email(send, settings):
    settings.NOTICE_EMAIL = True
    notice = send("zhang@example.com")
    assert (notice.channel, notice.masked_to) == (NoticeChannel.EMAIL, "z***@example.com")
    (message,) = mail.outbox
    assert (message.to, message.body) == (["zhang@example.com"], "回执 23456 100%")


def test_by_text_message(send, gateway):
    notice = send("+86 138 0013 8000")
    assert (notice.channel, notice.state, notice.attempts) == ("sms", NoticeState.SENT, 1)
    ((headers, body),) = gateway.taken
    assert body == {
        "to": PHONE, "text": "回执 23456 100%", "reference": f"rongguang-{notice.pk}",
    }  # fmt: skip
    assert headers["Authorization"] == "Bearer geheim"
    assert headers["Content-Type"] == "application/json; charset=utf-8"


def test_fields_named_as_the_gateway_wants(send, gateway, settings):
    settings.SMS_TO_FIELD, settings.SMS_TEXT_FIELD, settings.SMS_TOKEN = "mobile", "content", ""
    send()
    ((headers, body),) = gateway.taken
    assert set(body) == {"mobile", "content", "reference"}
    assert "Authorization" not in headers


def test_tried_again_until_it_works(
    send, gateway, run_jobs, django_capture_on_commit_callbacks, caplog
):
    gateway.answers = [500, 503]
    notice = send()
    assert (notice.state, notice.fault) == (NoticeState.WAITING, "the gateway answered 500")
    for _ in range(2):
        again(run_jobs, django_capture_on_commit_callbacks)
    notice.refresh_from_db()
    assert (notice.state, notice.attempts) == (NoticeState.SENT, 3)
    assert len({body["reference"] for _headers, body in gateway.taken}) == 1
    assert PHONE not in caplog.text


def test_given_up_after_five(send, gateway, run_jobs, django_capture_on_commit_callbacks):
    gateway.answers = [500] * 9
    notice = send()
    for _ in range(6):
        again(run_jobs, django_capture_on_commit_callbacks)
    notice.refresh_from_db()
    assert (notice.state, notice.attempts, len(gateway.taken)) == (NoticeState.FAILED, 5, 5)
    assert (notice.to, notice.context) == ("", {})


def test_a_redirect_is_not_followed(send, gateway):
    gateway.answers = [302]
    notice = send()
    assert (notice.fault, len(gateway.taken)) == ("the gateway answered 302", 1)


@pytest.mark.parametrize("endpoint", ["http://127.0.0.1:1/", "nonsense", "ftp://127.0.0.1/"])
def test_no_gateway_there(send, settings, endpoint):
    settings.SMS_ENDPOINT = endpoint
    notice = send()
    assert notice.state == NoticeState.WAITING
    assert notice.fault.startswith("no answer")
    assert PHONE not in notice.fault


def test_nothing_personal_is_left(send, gateway):
    send()
    with connection.cursor() as cursor:
        for table in ("core_noticelog", "core_job", "django_tasks_database_dbtaskresult"):
            cursor.execute(f"SELECT * FROM {table}")
            kept = str(cursor.fetchall())
            assert not any(value in kept for value in (PHONE, "23456")), table
    assert (NoticeLog.objects.get().to, NoticeLog.objects.get().context) == ("", {})


def test_while_it_waits_it_is_encrypted():
    notices.notify(kind=KIND, to=PHONE, context={"receipt": "23456"})
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM core_noticelog")
        kept = str(cursor.fetchall())
    assert not any(value in kept for value in (PHONE, "23456"))
    assert Job.objects.get().arguments == {"notice": NoticeLog.objects.get().pk}


def test_in_the_language_of_whoever_asked(send, settings):
    settings.NOTICE_EMAIL = True
    with translation.override("en"):
        send("zhang@example.com")
    assert mail.outbox[0].subject == "received"


def test_without_wording_or_receiver():
    with pytest.raises(LookupError):
        notices.notify(kind="no such", to=PHONE, context={})
    with pytest.raises(ValueError):
        notices.notify(kind=KIND, to="", context={})
    assert (NoticeLog.objects.count(), Job.objects.count()) == (0, 0)


def test_a_notice_that_is_gone_or_done(send):
    notices.send_notice(None, notice=999_999)
    notice = send()
    notices.send_notice(None, notice=notice.pk)
    notice.refresh_from_db()
    assert notice.attempts == 1
