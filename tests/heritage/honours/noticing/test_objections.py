"""Objections: with a name or without, answered, and what an upheld one changes."""

from __future__ import annotations

import pytest

from cms.core.intake.models import NoticeLog
from cms.core.intake.receipts import grouped
from heritage.honours import logbook
from heritage.honours.models import Objection
from heritage.honours.noticing import deciding, domain
from tests.cms.core.intake.conftest import PHONE, solved_payload
from tests.cms.core.intake.files import picture, upload
from tests.markup import soup

from .conftest import let_run_out

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def told(privacy):
    """The form is open."""


def answers(about="whole", **values) -> dict:
    return {
        "about": str(about),
        "statement": "公示的事迹与事实不符，2019年并未在该村工作。",
        "naming": "named",
        "name": "李大爷",
        "phone": PHONE,
        "consent": "on",
        "once": "0" * 32,
        "altcha": solved_payload("objection"),
        **values,
    }


def form_of(notice) -> str:
    return f"/notices/{notice.pk}/objection/"


def follow(client, receipt: str, phone: str = ""):
    client.cookies.clear()
    return client.post("/follow/", {"receipt": receipt, "phone": phone})


class TestRaising:
    def test_with_a_name(self, client, published, proposed):
        page = soup(client.get(form_of(published)))
        assert len(page.select("select[name=about] option")) == 7
        sent = answers(proposed[0].pk, files=[upload("a.jpg", picture())])
        response = client.post(form_of(published), sent)
        objection = Objection.objects.get()
        assert response.url == f"/follow/{objection.receipt}/receipt/"
        assert (objection.candidacy, objection.contact_name) == (proposed[0], "李大爷")
        assert objection.evidence.count() == 1
        assert NoticeLog.objects.count() == 1
        assert follow(client, objection.receipt).status_code == 400
        assert follow(client, objection.receipt, PHONE).status_code == 302
        data = published.campaign.log.get(action="objection.received").data
        assert data == {
            "objection": objection.pk,
            "notice": published.pk,
            "candidacy": proposed[0].pk,
        }

    def test_without_a_name_nothing_is_kept_of_who_it_was(self, client, published):
        response = client.post(form_of(published), answers(naming="anonymous"))
        objection = Objection.objects.get()
        assert response.status_code == 302
        assert (objection.contact_name, objection.contact_phone, objection.phone_index) == (
            "",
            "",
            "",
        )
        assert objection.address_digest == ""
        receipt = soup(client.get(response.url)).select_one("main").get_text()
        assert grouped(objection.receipt) in receipt
        assert NoticeLog.objects.count() == 0
        # The number alone opens it, in any browser; with a telephone number it does not.
        assert follow(client, objection.receipt, PHONE).status_code == 400
        followed = follow(client, objection.receipt)
        assert followed.url == f"/follow/{objection.receipt}/"
        assert client.get(followed.url).status_code == 200
        assert client.post(f"{followed.url}withdraw/").status_code == 302
        objection.refresh_from_db()
        assert objection.state == "withdrawn"
        assert published.campaign.log.filter(action="objection.withdrawn").count() == 1

    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("about", ""),
            ("about", "999999"),
            ("statement", ""),
            ("name", ""),
            ("phone", ""),
            ("naming", "neither"),
        ],
    )
    def test_what_is_wrong_stands_beside_the_field(self, client, published, field, value):
        response = client.post(form_of(published), answers(**{field: value}))
        assert response.status_code == 400
        assert field in response.context["form"].errors
        assert Objection.objects.count() == 0

    def test_sent_twice_is_one(self, client, published):
        first = client.post(form_of(published), answers())
        second = client.post(form_of(published), answers())
        assert (first.url, Objection.objects.count()) == (second.url, 1)

    def test_kept_and_gone_on_with(self, client, published):
        kept = client.post(form_of(published), answers(naming="anonymous", phone="", keep="1"))
        link = soup(kept).select_one(".slip__link a")["href"]
        page = soup(client.get(link))
        assert "2019" in page.select_one("textarea[name=statement]").get_text()


class TestAnswering:
    @pytest.fixture
    def raised(self, client, published, proposed):
        """Call it for an objection to a name, with or without who raised it."""

        def make(candidacy=None, **values) -> Objection:
            client.post(
                form_of(published), answers(candidacy.pk if candidacy else "whole", **values)
            )
            return Objection.objects.latest("pk")

        return make

    def move(self, client, objection, to: str, answer: str = ""):
        url = f"/admin/intake/objection/{objection.pk}/move/"
        seen = objection.state
        return client.post(url, {"to": to, "seen": seen, "answer": answer})

    def test_upheld_drops_the_candidacy_and_strikes_the_name(
        self, client, raised, published, proposed, office
    ):
        objection = raised(proposed[0])
        client.force_login(office)
        assert client.get(f"/admin/intake/objection/{objection.pk}/").status_code == 200
        assert self.move(client, objection, "upheld").status_code == 400
        assert self.move(client, objection, "upheld", "经核实，情况属实。").status_code == 302
        proposed[0].refresh_from_db()
        assert proposed[0].state == "dropped"
        page = soup(client.get(f"/notices/{published.pk}/"))
        assert [name.get_text() for name in page.select("del")] == [proposed[0].nominee_name]
        assert (
            domain.digest_of_rows(published)
            == (published.campaign.log.get(action="notice.published").data["rows"])
        )
        assert list(logbook.verify(published.campaign)) == []
        follow(client, objection.receipt, PHONE)
        status = client.get(f"/follow/{objection.receipt}/").content.decode()
        assert "情况属实" in status
        let_run_out(published)
        decided = deciding.decide(campaign=published.campaign, user=office)
        assert len(decided) == 4

    def test_the_decision_waits_for_every_answer(self, client, raised, published, office):
        objection = raised(naming="anonymous")
        let_run_out(published)
        client.force_login(office)
        assert client.post(f"/admin/honours/notices/{published.pk}/close/").status_code == 400
        assert len(deciding.obstacles_to(published.campaign)) == 1
        assert self.move(client, objection, "checking").status_code == 302
        assert len(deciding.obstacles_to(published.campaign)) == 1
        objection.refresh_from_db()
        assert self.move(client, objection, "not_upheld", "经核实，不属实。").status_code == 302
        assert deciding.obstacles_to(published.campaign) == []
        assert client.post(f"/admin/honours/notices/{published.pk}/close/").status_code == 302

    def test_after_the_decision_nothing_is_dropped(
        self, client, raised, published, proposed, office
    ):
        objection = raised(proposed[0])
        client.force_login(office)
        self.move(client, objection, "not_upheld", "不属实。")
        let_run_out(published)
        deciding.decide(campaign=published.campaign, user=office)
        objection.refresh_from_db()
        self.move(client, objection, "checking")
        objection.refresh_from_db()
        assert self.move(client, objection, "upheld", "属实。").status_code == 400
        proposed[0].refresh_from_db()
        objection.refresh_from_db()
        assert (proposed[0].state, objection.state) == ("honoured", "checking")

    def test_only_the_office(self, client, raised, proposed, somebody):
        objection = raised(proposed[0])
        client.force_login(somebody("access_admin", "change_objection", "view_objection"))
        self.move(client, objection, "upheld", "属实")
        objection.refresh_from_db()
        proposed[0].refresh_from_db()
        assert (objection.state, proposed[0].state) == ("received", "on_notice")
