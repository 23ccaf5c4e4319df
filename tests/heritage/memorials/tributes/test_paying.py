"""Flowers, baskets, bows and salutes: counted exactly, for the dead alone, by people."""

from __future__ import annotations

import pytest
from django.db.models import Sum
from django.template import Context, Template
from django.test import Client
from django.utils import timezone
from wagtail.models import PageViewRestriction

from cms.core.intake import checks, limits
from cms.core.intake.limits import Limit
from heritage.memorials.enums import MessageState, SiteKind, TributeKind
from heritage.memorials.models import TributeCount, TributeMessage
from heritage.memorials.tributes.counting import totals_of
from heritage.memorials.tributes.domain import pay_tribute
from heritage.memorials.tributes.honoured import NotHonouredError, honoured
from heritage.people.enums import LifeStatus
from heritage.people.models import Person
from tests.cms.core.intake.conftest import in_parallel, new_proof, solved_payload
from tests.factories import MemorialSitePageFactory, PersonFactory, RollEntryFactory
from tests.markup import soup

PARALLEL = 200


def paid(**values) -> dict:
    """A form as a browser with scripts sends it."""
    return {"kind": "flower", "altcha": solved_payload("tribute"), **values}


def form_url(thing, kind: str = "site") -> str:
    return f"/tribute/{kind}/{thing.pk}/"


def counted() -> int:
    return TributeCount.objects.aggregate(sum=Sum("count"))["sum"] or 0


def panel(thing) -> str:
    """The panel as a page shows it; empty for one that tribute is not paid to."""
    template = Template("{% load tribute %}{% tribute_panel thing %}")
    return template.render(Context({"thing": thing})).strip()


class TestPaying:
    def test_a_flower_is_counted_and_the_words_wait(self, client, cemetery):
        url = form_url(cemetery)
        asked = soup(client.get(f"{url}?kind=bow"))
        assert asked.select_one("input[name=kind][checked]")["value"] == "bow"
        widget = asked.select_one("altcha-widget")["challengeurl"]
        assert client.get(widget).json()["algorithm"] == "SHA-256"

        response = client.post(url, paid(kind="bow", text=" 先烈\n千古 ", name="一名学生"))
        assert response.url == f"{url}paid/?kind=bow&message=1"
        message = TributeMessage.objects.get()
        assert (message.text, message.name) == ("先烈 千古", "一名学生")
        assert message.state == MessageState.WAITING
        count = TributeCount.objects.get()
        assert (count.kind, count.count, count.day) == ("bow", 1, timezone.localdate())
        for shown in (client.get(response.url), client.get(f"{url}messages/")):
            assert shown.status_code == 200
            assert "千古" not in shown.content.decode()
        assert "千古" not in panel(cemetery)

    def test_without_words_nothing_is_kept_but_the_count(self, client, cemetery):
        assert client.post(form_url(cemetery), paid()).status_code == 302
        assert (counted(), TributeMessage.objects.count()) == (1, 0)

    def test_one_proof_pays_once(self, client, cemetery):
        form = paid()
        assert client.post(form_url(cemetery), form).status_code == 302
        assert client.post(form_url(cemetery), form).status_code == 400
        assert counted() == 1

    def test_a_proof_for_another_form_pays_nothing(self, client, cemetery):
        form = paid(altcha=solved_payload("tribute-report"))
        assert client.post(form_url(cemetery), form).status_code == 400
        assert counted() == 0

    def test_without_javascript(self, client, cemetery, monkeypatch):
        wait = soup(client.get(form_url(cemetery))).select_one("input[name=wait]")["value"]
        form = {"kind": "salute", "text": "敬礼", "wait": wait}
        early = client.post(form_url(cemetery), form)
        assert early.status_code == 400
        assert soup(early).select_one("input[name=wait]")["value"] == wait
        monkeypatch.setattr(checks, "WAIT_LEAST", -checks.WAIT_LEAST)
        assert client.post(form_url(cemetery), form).status_code == 302
        assert counted() == 1

    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("kind", "applause"),
            ("text", "看 www.example.com"),
            ("text", "电话 138 0013 8000"),
            ("name", "13800138000"),
            ("text", "悼" * 201),
            ("name", "名" * 41),
        ],
    )
    def test_what_is_wrong_stands_beside_the_field(self, client, cemetery, field, value):
        response = client.post(form_url(cemetery), paid(**{field: value}))
        assert response.status_code == 400
        assert soup(response).select_one(f"#id_{field}_error") is not None
        assert (counted(), TributeMessage.objects.count()) == (0, 0)

    def test_a_script_is_stopped_and_told_when_to_come_again(self, client, cemetery, monkeypatch):
        monkeypatch.setitem(limits.LIMITS, "tribute", (Limit("address", 1, 600),))
        assert client.post(form_url(cemetery), paid(text="一")).status_code == 302
        refused = client.post(form_url(cemetery), paid(text="二"))
        assert refused.status_code == 429
        assert 0 < int(refused["Retry-After"]) <= 600
        assert (counted(), TributeMessage.objects.count()) == (1, 1)

    @pytest.mark.parametrize(
        "path",
        ["site/0/", "site/99999999999999999999/", "unit/1/", "entry/1/messages/", "person/7/paid/"],
    )
    def test_what_is_not_there(self, client, home, path):
        assert client.get(f"/tribute/{path}").status_code == 404

    def test_the_form_needs_its_token(self, cemetery):
        strict = Client(enforce_csrf_checks=True)
        assert strict.post(form_url(cemetery), paid()).status_code == 403


class TestWhoIsHonoured:
    def test_no_site_without_martyrs_and_none_that_is_closed_to_it(self, client, section):
        for values in (
            {"kinds": [SiteKind.RESIDENCE]},
            {"takes_tribute": False},
            {"live": False},
        ):
            site = MemorialSitePageFactory(parent=section, **values)
            assert client.get(form_url(site)).status_code == 404
            assert panel(site) == ""

    def test_no_page_that_is_not_public(self, client, cemetery):
        PageViewRestriction.objects.create(
            page=cemetery, restriction_type=PageViewRestriction.LOGIN
        )
        assert client.post(form_url(cemetery), paid()).status_code == 404
        assert panel(cemetery) == ""

    @pytest.mark.parametrize(
        ("values", "takes"),
        [
            ({"life_status": LifeStatus.FALLEN}, True),
            ({"life_status": LifeStatus.DECEASED}, True),
            ({"life_status": LifeStatus.UNKNOWN, "birth": "1880"}, True),
            ({"life_status": LifeStatus.MISSING, "birth": "1880"}, True),
            ({"life_status": LifeStatus.FALLEN, "live": False}, False),
            ({"life_status": LifeStatus.LIVING}, False),
            ({"life_status": LifeStatus.UNKNOWN}, False),
            ({"life_status": LifeStatus.UNKNOWN, "birth": "1950"}, False),
            ({"life_status": LifeStatus.MISSING, "birth": "1950"}, False),
        ],
    )
    def test_never_somebody_who_may_be_living(self, client, home, values, takes):
        person = Person.objects.get(pk=PersonFactory(name="陆怀青", **values).pk)
        assert client.get(form_url(person, "person")).status_code == (200 if takes else 404)
        assert bool(panel(person)) is takes

    def test_never_an_entry_of_somebody_whose_record_says_they_live(self, client, home):
        person = PersonFactory(name="陆怀青", life_status=LifeStatus.LIVING)
        entry = RollEntryFactory(person=person)
        assert client.get(form_url(entry, "entry")).status_code == 404
        assert panel(entry) == ""

    def test_what_is_sent_as_two_entries_are_joined_is_counted(self, client, home):
        kept = RollEntryFactory()
        joined = RollEntryFactory(merged_into=kept)
        assert client.get(form_url(joined, "entry")).url == form_url(kept, "entry")
        response = client.post(form_url(joined, "entry"), paid(text="先烈千古"))
        assert response.url == f"{form_url(kept, 'entry')}paid/?kind=flower&message=1"
        assert TributeMessage.objects.get().entry == kept

    def test_a_joined_entry_leads_to_the_one_it_was_joined_to(self, home):
        kept, joined = RollEntryFactory(), RollEntryFactory()
        asked = honoured("entry", joined.pk)
        pay_tribute(honoured=asked, kind="flower", proof=new_proof(), address="192.0.2.1")
        pay_tribute(
            honoured=honoured("entry", kept.pk),
            kind="bow",
            proof=new_proof(),
            address="192.0.2.1",
        )
        joined.merged_into = kept
        joined.save()
        found = honoured("entry", joined.pk)
        assert found.pk == kept.pk
        assert totals_of(found).total == 2
        assert [number for _label, number in totals_of(found).kinds] == [1, 1]

    def test_no_entry_of_a_roll_that_is_not_public(self, home):
        entry = RollEntryFactory(roll__live=False)
        with pytest.raises(NotHonouredError):
            honoured("entry", entry.pk)


class TestUnderLoad:
    @pytest.mark.django_db(transaction=True)
    def test_two_hundred_at_once_make_two_hundred(self, cemetery):
        """A class of fifty with four kinds each, behind one address."""
        found, kinds = honoured("site", cemetery.pk), list(TributeKind)

        def pay(number: int):
            return pay_tribute(
                honoured=found,
                kind=kinds[number % 4],
                proof=new_proof(),
                address="192.0.2.1",
                text=f"第{number}句",
            )

        results = in_parallel(PARALLEL, pay)
        assert [result for result in results if isinstance(result, Exception)] == []
        rows = TributeCount.objects.order_by("kind").values_list("kind", "count")
        assert list(rows) == [(kind, PARALLEL // 4) for kind in sorted(TributeKind.values)]
        assert TributeMessage.objects.count() == PARALLEL
        assert totals_of(found).today == PARALLEL

    def test_the_panel_takes_few_queries(self, cemetery, left, django_assert_max_num_queries):
        for number in range(5):
            left(f"第{number}句", state=MessageState.APPROVED)
        with django_assert_max_num_queries(6):
            shown = panel(cemetery)
        assert [f"第{number}句" in shown for number in range(5)] == [False, False, True, True, True]
