"""The public pages: asking to be called, keeping, following; with everything thrown at them."""

from __future__ import annotations

import json
import re

import pytest
from django.test import Client
from django.utils import timezone

from cms.core.intake import checks, limits
from cms.core.intake.models import CallBackRequest, Draft
from cms.core.intake.receipts import check_character, grouped
from tests.cms.core.intake.conftest import PHONE, in_parallel, solution_of, solved_payload
from tests.cms.core.intake.test_drafts import begin
from tests.markup import soup

pytestmark = pytest.mark.django_db
FORM = "/call-back/"
FOLLOW = "/follow/"


@pytest.fixture(autouse=True)
def a_site(home, notice):
    """A first page, and a notice in force."""


def answers(**values) -> dict:
    return {
        "name": "张大爷",
        "phone": PHONE,
        "topic": "form",
        "best_time": "any",
        "about": "",
        "consent": "on",
        "once": "0" * 32,
        "altcha": solved_payload() if "altcha" not in values else "",
        **values,
    }


def faults(response) -> list[str]:
    return [error.get_text(strip=True) for error in soup(response).select(".form-errors li")]


class TestAsking:
    def test_the_page_tells_before_it_asks(self, client):
        response = client.get(FORM)
        page = soup(response)
        assert response.status_code == 200
        assert page.select_one("[data-check-without]") is not None
        assert page.select_one("#privacy-title").get_text() == "请回电服务个人信息告知"
        assert page.select_one("altcha-widget")["challengeurl"].endswith("?form=call-back")
        strings = json.loads(page.select_one("altcha-widget")["strings"])
        assert strings["footer"] == ""
        assert b"style=" not in response.content
        assert not [s for s in page.find_all("script") if not s.get("src")]
        assert page.select_one("meta[name=robots]")["content"] == "noindex"

    def test_from_form_to_receipt(self, client):
        response = client.post(FORM, answers(name="张桂兰"))
        record = CallBackRequest.objects.get()
        assert response["Location"] == f"/follow/{record.receipt}/receipt/"
        page = soup(client.get(response["Location"]))
        assert page.select_one(".slip__number").get_text() == grouped(record.receipt)
        text = page.select_one("main").get_text()
        assert "138****8000" in text
        assert PHONE not in text
        assert "张桂兰" not in text
        assert record.consent.notice.version == 1

    def test_the_whole_way_of_the_widget(self, client):
        challenge = client.get("/intake/challenge/?form=call-back").json()
        response = client.post(FORM, answers(altcha=solution_of(challenge)))
        assert response.status_code == 302

    def test_back_button_and_double_click(self, client):
        sent = answers()
        addresses = {client.post(FORM, sent)["Location"] for _ in range(3)}
        assert (len(addresses), CallBackRequest.objects.count()) == (1, 1)

    def test_back_to_a_page_that_is_fetched_anew(self, client):
        first = client.post(FORM, answers(once=self.mark(client)))["Location"]
        assert client.post(FORM, answers(once=self.mark(client)))["Location"] == first
        changed = client.post(FORM, answers(once=self.mark(client), about="还有一件事"))
        assert changed["Location"] != first
        assert self.mark(client) != self.mark(Client())

    def mark(self, client) -> str:
        return soup(client.get(FORM)).select_one("[name=once]")["value"]

    def test_a_used_challenge(self, client):
        sent = answers()
        client.post(FORM, sent)
        response = client.post(FORM, {**sent, "once": "1" * 32, "phone": "13900139000"})
        assert (response.status_code, CallBackRequest.objects.count()) == (400, 1)
        assert len(faults(response)) == 1
        assert soup(response).select_one("[name=phone]")["value"] == "13900139000"

    @pytest.mark.parametrize(
        "values",
        [
            {"name": ""},
            {"name": "长" * 61},
            {"phone": ""},
            {"phone": "abc"},
            {"phone": "1" * 41},
            {"topic": ""},
            {"topic": "../../etc"},
            {"best_time": "midnight"},
            {"about": "长" * 501},
            {"consent": ""},
            {"altcha": ""},
            {"altcha": "garbage"},
            {"altcha": "eyJhIjogMX0="},
        ],
    )
    def test_what_is_wrong_is_said(self, client, values):
        response = client.post(FORM, answers(**values))
        assert (response.status_code, CallBackRequest.objects.count()) == (400, 0)
        assert len(faults(response)) == 1

    def test_odd_characters_come_through_or_go(self, client):
        name = "\u202e\u200f𠮷·㛃\x00 😀\ufeff"
        client.post(FORM, answers(name=name, about="一\r\n二\x08\u2066三"))
        record = CallBackRequest.objects.get()
        assert (record.contact_name, record.about) == ("𠮷·㛃 😀", "一\n二三")

    @pytest.mark.parametrize("once", ["", "x", "0" * 33, "张" * 32, "\x00"])
    def test_a_form_without_its_mark_is_taken_all_the_same(self, client, once):
        for _ in range(2):
            response = client.post(FORM, answers(once=once))
        assert response.status_code in (302, 400)
        assert CallBackRequest.objects.count() == (2 if len(once) <= 32 and once != "\x00" else 0)

    def test_ten_megabytes(self, client):
        response = client.post(FORM, answers(about="x" * 10_000_000))
        assert (response.status_code, CallBackRequest.objects.count()) == (400, 0)

    @pytest.mark.parametrize(
        ("kind", "body"),
        [
            ("application/json", '{"name": "x"}'),
            ("text/plain", "name=x"),
            ("application/x-www-form-urlencoded", "%ff%fe=%00&name=%ff"),
            ("multipart/form-data; boundary=x", "--x\r\nbroken"),
        ],
    )
    def test_wrong_content_types(self, client, kind, body):
        response = client.post(FORM, body, content_type=kind)
        assert (response.status_code, CallBackRequest.objects.count()) == (400, 0)

    @pytest.mark.parametrize("method", ["put", "delete", "patch"])
    def test_other_methods(self, client, method):
        assert getattr(client, method)(FORM).status_code == 405

    def test_csrf(self):
        assert Client(enforce_csrf_checks=True).post(FORM, answers()).status_code == 403

    def test_one_telephone_too_often(self, client):
        for number in range(5):
            assert client.post(FORM, answers(about=str(number))).status_code == 302
        response = client.post(FORM, answers(about="6"))
        assert (response.status_code, CallBackRequest.objects.count()) == (429, 5)
        assert int(response["Retry-After"]) > 0
        assert len(faults(response)) == 1

    def test_closed(self, client, settings):
        settings.CALL_BACK = False
        assert client.get(FORM).status_code == 404
        assert client.post(FORM, answers()).status_code == 404
        assert b"/call-back/" not in client.get("/").content

    def test_the_footer_leads_here(self, client):
        links = [link["href"] for link in soup(client.get("/")).select("footer a")]
        assert "/call-back/" in links


@pytest.mark.django_db(transaction=True)
def test_one_challenge_in_twenty_parallel_posts():
    payload = solved_payload()

    def post(number: int) -> int:
        sent = answers(altcha=payload, phone=f"1380000{number:04}", once=f"{number:032x}")
        return Client().post(FORM, sent).status_code

    assert sorted(in_parallel(20, post)) == [302] + [400] * 19
    assert CallBackRequest.objects.count() == 1


class TestWithoutScripts:
    @pytest.fixture
    def later(self, monkeypatch):
        real = checks.timezone.now
        monkeypatch.setattr(checks.timezone, "now", lambda: real() + checks.WAIT_LEAST * 2)

    def token(self, client) -> str:
        return soup(client.get(FORM)).select_one("[name=wait]")["value"]

    def test_taken_after_a_while(self, client, later):
        response = client.post(FORM, answers(altcha="", wait=self.token(client)))
        assert (response.status_code, CallBackRequest.objects.count()) == (302, 1)

    def test_too_early_the_answers_and_the_wait_are_kept(self, client):
        token = self.token(client)
        response = client.post(FORM, answers(altcha="", wait=token))
        page = soup(response)
        assert (response.status_code, CallBackRequest.objects.count()) == (400, 0)
        assert page.select_one("[name=wait]")["value"] == token
        assert page.select_one("[name=name]")["value"] == "张大爷"

    def test_one_token_one_form(self, client, later):
        token = self.token(client)
        client.post(FORM, answers(altcha="", wait=token))
        response = client.post(FORM, answers(altcha="", wait=token, about="又"))
        assert (response.status_code, CallBackRequest.objects.count()) == (400, 1)
        assert soup(response).select_one("[name=wait]")["value"] != token

    def test_only_three_an_hour(self, client, later):
        statuses = [
            client.post(FORM, answers(altcha="", wait=self.token(client), about=str(n))).status_code
            for n in range(4)
        ]
        assert statuses == [302, 302, 302, 429]


class TestKeeping:
    def keep(self, client, path=FORM, **values):
        return client.post(path, {**answers(altcha=""), "keep": "1", **values})

    def test_kept_and_gone_on_with(self, client):
        page = soup(self.keep(client, name="李奶奶", topic="", consent=""))
        link = page.select_one(".slip__link a")["href"]
        form = soup(Client().get(link))
        assert form.select_one("[name=name]")["value"] == "李奶奶"
        assert form.select_one("[name=consent]").get("checked") is None
        response = client.post(link, answers(name="李奶奶", version="1"))
        assert response.status_code == 302
        assert (CallBackRequest.objects.get().contact_name, Draft.objects.count()) == ("李奶奶", 0)

    def test_the_second_tab(self, client):
        link = soup(self.keep(client)).select_one(".slip__link a")["href"]
        assert self.keep(client, link, name="第一页", version="1").status_code == 200
        response = self.keep(client, link, name="第二页", version="1")
        page = soup(response)
        assert response.status_code == 409
        assert page.select_one("[name=name]")["value"] == "第二页"
        assert "第一页" in page.select_one(".answers").get_text()
        assert page.select_one("[name=version]")["value"] == "2"
        assert self.keep(client, link, name="第二页", version="2").status_code == 200
        assert Draft.objects.get().answers["name"] == "第二页"

    @pytest.mark.parametrize("version", ["", "x", "-1", "九", "9" * 50])
    def test_a_version_that_is_none(self, client, version):
        link = soup(self.keep(client)).select_one(".slip__link a")["href"]
        assert self.keep(client, link, version=version).status_code == 409

    def test_by_number_and_telephone(self, client):
        page = soup(self.keep(client, name="李奶奶"))
        number = page.select_one(".slip__number").get_text()
        wrong = client.post("/intake/kept/call-back/", {"receipt": number, "phone": "13900139000"})
        assert (wrong.status_code, len(faults(wrong))) == (400, 1)
        right = client.post("/intake/kept/call-back/", {"receipt": number, "phone": PHONE})
        assert right.status_code == 302
        form = soup(client.get(right["Location"]))
        assert form.select_one("[name=name]")["value"] == "李奶奶"

    def test_a_link_that_leads_nowhere(self, client):
        response = client.get("/call-back/kept/abc/")
        assert (response.status_code, response["Location"]) == (302, "/intake/kept/call-back/")

    def test_what_is_sent_from_a_link_that_has_ended_is_taken(self, client):
        assert client.post("/call-back/kept/abc/", answers(version="1")).status_code == 302
        assert CallBackRequest.objects.count() == 1

    def test_too_long_is_cut_as_the_form_would(self, client):
        self.keep(client, name="长" * 100_000)
        assert len(Draft.objects.get().answers["name"]) == 60


class TestFollowing:
    @pytest.fixture
    def record(self, asked):
        return asked()

    def look_up(self, client, record, **values):
        return client.post(FOLLOW, {"receipt": record.receipt, "phone": PHONE, **values})

    def test_done_at_a_shared_computer(self, client, record):
        status = self.look_up(client, record)["Location"]
        leave = soup(client.get(status)).select_one("form.leave")["action"]
        assert leave == soup(client.get(f"{status}receipt/")).select_one("form.leave")["action"]
        assert client.get(leave).status_code == 405
        page = soup(client.post(leave, follow=True))
        assert page.select_one("form [name=phone]") is not None
        assert client.get(status).status_code == 302
        assert client.get(f"{status}qr.svg").status_code == 404

    def test_state_and_withdrawal(self, client, record):
        response = self.look_up(client, record)
        status = response["Location"]
        assert status == f"/follow/{record.receipt}/"
        page = soup(client.get(status))
        assert page.select_one(".withdraw form")["action"] == f"{status}withdraw/"
        assert client.post(f"{status}withdraw/")["Location"] == status
        record.refresh_from_db()
        assert record.state == "withdrawn"
        page = soup(client.get(status))
        assert page.select_one(".withdraw") is None
        assert len(page.select(".note")) == 1

    def test_withdrawn_twice(self, client, record):
        self.look_up(client, record)
        for _ in range(2):
            client.post(f"/follow/{record.receipt}/withdraw/")
        page = soup(client.get(f"/follow/{record.receipt}/"))
        assert len(page.select(".note--error")) == 1

    def test_unknown_receipt_and_wrong_telephone_look_alike(self, client, record):
        wrong_phone = self.look_up(client, record, phone="13900139000")
        other = "2" * 14 + check_character("2" * 14)
        from_nowhere = self.look_up(client, record, receipt=other)
        texts = [re.sub(r"\s+", " ", soup(r).main.get_text()) for r in (wrong_phone, from_nowhere)]
        assert (wrong_phone.status_code, from_nowhere.status_code) == (400, 400)
        assert texts[0] == texts[1]

    @pytest.mark.parametrize("receipt", ["", "1", "张三", "2" * 15, "O" * 15, "\x00", "2" * 5000])
    def test_typos_are_told(self, client, record, receipt):
        response = self.look_up(client, record, receipt=receipt)
        assert (response.status_code, len(faults(response))) == (400, 1)

    def test_guessing_ends(self, client, record):
        for number in range(10):
            self.look_up(client, record, phone=f"1390000{number:04}")
        assert self.look_up(client, record).status_code == 429

    def test_another_browser_sees_nothing(self, client, record):
        self.look_up(client, record)
        stranger = Client()
        for path in ("", "receipt/"):
            response = stranger.get(f"/follow/{record.receipt}/{path}")
            assert response["Location"] == f"/follow/?r={grouped(record.receipt)}"
        assert stranger.get(f"/follow/{record.receipt}/qr.svg").status_code == 404
        assert stranger.post(f"/follow/{record.receipt}/withdraw/").status_code == 302
        record.refresh_from_db()
        assert record.state == "received"

    @pytest.mark.parametrize("path", ["", "receipt/", "qr.svg"])
    def test_what_is_no_receipt(self, client, path):
        assert client.get(f"/follow/nonsense/{path}").status_code == 404

    def test_the_permission_of_a_browser_ends(self, client, record, monkeypatch):
        self.look_up(client, record)
        session = client.session
        session["intake_receipts"] = {record.receipt: timezone.now().timestamp() - 1}
        session.save()
        assert client.get(f"/follow/{record.receipt}/").status_code == 302

    def test_qr_code_and_prefilled_number(self, client, record):
        self.look_up(client, record)
        picture = client.get(f"/follow/{record.receipt}/qr.svg")
        assert picture["Content-Type"] == "image/svg+xml"
        page = soup(client.get(f"/follow/?r={grouped(record.receipt)}"))
        assert page.select_one("[name=receipt]")["value"] == grouped(record.receipt)

    @pytest.mark.parametrize("path", ["/follow/", "/follow/{}/", "/follow/{}/receipt/"])
    def test_not_to_be_kept_by_anybody_between(self, client, record, path):
        self.look_up(client, record)
        response = client.get(path.format(record.receipt))
        assert "no-store" in response["Cache-Control"]


class TestChallenge:
    def test_for_a_form_we_have(self, client):
        response = client.get("/intake/challenge/?form=call-back")
        assert "no-store" in response["Cache-Control"]
        assert set(response.json()) == {
            "algorithm", "challenge", "maxNumber", "salt", "signature",
        }  # fmt: skip

    @pytest.mark.parametrize("query", ["", "?form=", "?form=x", "?form=%E5%BC%A0"])
    def test_for_one_we_do_not(self, client, query):
        assert client.get(f"/intake/challenge/{query}").status_code == 404

    def test_limited(self, client, monkeypatch):
        monkeypatch.setitem(limits.LIMITS, "challenge", (limits.Limit("address", 1, 600),))
        statuses = [client.get("/intake/challenge/?form=call-back").status_code for _ in "ab"]
        assert statuses == [200, 429]


def test_kept_drafts_of_another_form_do_not_open_here(client):
    _draft, token = begin(kind="nomination")
    assert client.get(f"/call-back/kept/{token}/")["Location"] == "/intake/kept/call-back/"
