"""Leads as the public gives and follows them."""

from __future__ import annotations

import pytest
from django.urls import reverse

from cms.core.intake.models import Draft, Evidence, NoticeLog
from cms.core.intake.receipts import grouped
from heritage.memorials.leads import domain, posters
from heritage.memorials.models import KinLead, LeadMessage
from heritage.people.models import Place
from tests.cms.core.intake.conftest import PHONE, solved_payload
from tests.cms.core.intake.files import pdf, picture, upload
from tests.factories.memorials import (
    MemorialIndexPageFactory,
    MemorialSitePageFactory,
    RollEntryFactory,
    RollFactory,
)
from tests.markup import soup

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def a_site(home, notice):
    """A first page, and a notice in force."""


def answers(**values) -> dict:
    return {
        "kinship": "close",
        "relation": "我爷爷的弟弟",
        "knows": "家在章丘县王家庄，母亲姓李。",
        "name": "王桂兰",
        "phone": PHONE,
        "email": "",
        "consent": "on",
        "once": "0" * 32,
        "altcha": solved_payload("kin-lead"),
        **values,
    }


def form_of(entry) -> str:
    return reverse("kin_lead", args=[entry.pk])


class TestGiving:
    def test_from_form_to_receipt(self, client, entry):
        page = soup(client.get(form_of(entry)))
        assert page.select_one("h1").get_text(strip=True) == "王德山"
        assert page.select_one("form[data-checked-form]")["enctype"] == "multipart/form-data"
        response = client.post(form_of(entry), answers(files=[upload("a.jpg", picture())]))
        lead = KinLead.objects.get()
        assert response["Location"] == f"/follow/{lead.receipt}/receipt/"
        assert (lead.entry, lead.contact_name, lead.evidence.count()) == (entry, "王桂兰", 1)
        assert (Draft.objects.count(), NoticeLog.objects.count()) == (0, 1)
        text = soup(client.get(response["Location"])).select_one("main").get_text()
        assert grouped(lead.receipt) in text
        assert "王桂兰" not in text
        assert "王家庄" not in text

    def test_what_was_chosen_outlasts_a_fault(self, client, entry):
        files = [upload("a.pdf", pdf()), upload("b.jpg", picture())]
        response = client.post(form_of(entry), answers(phone="", files=files))
        page = soup(response)
        assert (response.status_code, KinLead.objects.count()) == (400, 0)
        names = [item.span.get_text() for item in page.select(".field__files li")]
        assert [name.partition("（")[0] for name in names] == ["a.pdf", "b.jpg"]
        link = page.select_one("form[data-checked-form]")["action"]
        out = str(Evidence.objects.order_by("pk").first().pk)
        again = client.post(link, answers(remove_file=out, version="1"))
        assert again.status_code == 302
        assert [str(file.name) for file in KinLead.objects.get().evidence.all()] == ["b.jpg"]

    def test_a_file_that_is_not_taken(self, client, entry):
        response = client.post(form_of(entry), answers(files=[upload("a.jpg", b"MZ" * 50)]))
        assert (response.status_code, KinLead.objects.count()) == (400, 0)
        assert len(soup(response).select(".form-errors li")) == 1

    def test_sent_twice(self, client, entry):
        sent = answers()
        places = set()
        for _ in range(2):
            file = upload("a.jpg", picture())
            places.add(client.post(form_of(entry), {**sent, "files": [file]})["Location"])
        assert (len(places), KinLead.objects.count(), Draft.objects.count()) == (1, 1, 0)

    def test_kept_and_gone_on_with(self, client, entry):
        kept = client.post(form_of(entry), answers(knows="", keep="1"))
        link = soup(kept).select_one(".slip__link a")["href"]
        assert soup(client.get(link)).select_one("[name=name]")["value"] == "王桂兰"
        other = RollEntryFactory()
        elsewhere = client.get(link.replace(f"/{entry.pk}/", f"/{other.pk}/"))
        assert elsewhere["Location"] == "/intake/kept/kin-lead/"

    def test_joined_to_another_name_meanwhile_nothing_typed_is_lost(self, client, entry):
        old = RollEntryFactory(roll=entry.roll)
        kept = client.post(form_of(old), answers(keep="1"))
        link = soup(kept).select_one(".slip__link a")["href"]
        old.merged_into = entry
        old.save()
        assert soup(client.get(link)).select_one("[name=name]")["value"] == "王桂兰"
        assert client.post(form_of(old), answers()).status_code == 302
        assert KinLead.objects.get().entry == entry

    @pytest.mark.parametrize("number", ["9" * 30, "9" * 5000, "²"])
    def test_a_number_no_key_can_be(self, client, entry, number):
        kept = client.post(form_of(entry), answers(keep="1"))
        link = soup(kept).select_one(".slip__link a")["href"]
        sent = answers(keep="1", version=number, remove_file=number)
        assert client.post(link, sent).status_code == 409

    def test_only_about_names_that_are_shown(self, client, entry):
        hidden = RollEntryFactory(roll=RollFactory(live=False))
        joined = RollEntryFactory(merged_into=entry)
        assert client.get(form_of(hidden)).status_code == 404
        assert client.get("/roll/999999/lead/").status_code == 404
        assert client.get(form_of(joined))["Location"] == form_of(entry)


class TestFollowing:
    @pytest.fixture
    def opened(self, client, lead):
        """The address of the record, which this browser has shown it may see."""
        sent = {"receipt": lead.receipt, "phone": PHONE}
        return client.post("/follow/", sent)["Location"]

    def test_writing_under_the_receipt(self, client, lead, opened, custodian):
        user = custodian("change_kinlead")
        domain.answer(lead=lead, text="请问有照片吗？", user=user)
        address = reverse("kin_message", args=[lead.receipt])
        for _ in range(2):
            client.post(address, {"text": "有，这就发。"})
        sent = {"text": "照片在此。", "files": [upload("a.jpg", picture())]}
        assert client.post(address, sent)["Location"] == f"{opened}#messages"
        page = soup(client.get(opened))
        said = [line.get_text(strip=True) for line in page.select(".thread__message div")]
        assert said == ["请问有照片吗？", "有，这就发。", "照片在此。"]
        assert user.get_username() not in page.get_text()
        assert lead.evidence.count() == 1
        stored = LeadMessage.objects.values_list("text", flat=True).query
        assert "有" not in str(stored)

    def test_what_is_wrong_is_said_on_the_page(self, client, lead, opened):
        address = reverse("kin_message", args=[lead.receipt])
        assert client.post(address, {"text": " "}).status_code == 400
        bad = {"text": "见附件", "files": [upload("a.pdf", b"x")]}
        response = client.post(address, bad)
        assert (response.status_code, LeadMessage.objects.count()) == (400, 0)
        assert "见附件" in soup(response).select_one("textarea").get_text()

    def test_another_browser_writes_nothing(self, client, lead):
        response = client.post(reverse("kin_message", args=[lead.receipt]), {"text": "x"})
        assert response.status_code == 302
        assert LeadMessage.objects.count() == 0

    def test_withdrawn_and_closed_to_messages(self, client, lead, opened):
        client.post(f"{opened}withdraw/")
        response = client.post(reverse("kin_message", args=[lead.receipt]), {"text": "x"})
        assert (response.status_code, LeadMessage.objects.count()) == (400, 0)
        assert soup(client.get(opened)).select_one("form textarea") is None


class TestListing:
    def test_by_native_place(self, client, django_assert_max_num_queries):
        province = Place.objects.create(name="某省", level="province", code="990000")
        county = Place.objects.create(name="某县", level="county", code="990101", parent=province)
        sought = RollEntryFactory(name="赵一", native_place=county, seeks_kin=True)
        RollEntryFactory(name="钱二", seeks_kin=True)
        RollEntryFactory(name="孙三", native_place=county)
        RollEntryFactory(name="李四", seeks_kin=True, roll=RollFactory(live=False))

        def names(query: str = "") -> list[str]:
            page = soup(client.get(f"/kin/{query}"))
            return [link.get_text() for link in page.select(".kin__name > a")]

        assert names() == ["钱二", "赵一"]
        assert names(f"?place={province.slug}") == [sought.name]
        page = soup(client.get("/kin/"))
        tree = [line.get_text(" ", strip=True) for line in page.select(".tree__branch summary")]
        assert tree == ["某省 1"]
        for query, status in (("?place=nowhere", 404), ("?page=x", 400), ("?page=9", 404)):
            assert client.get(f"/kin/{query}").status_code == status

    def test_the_poster(self, client, entry):
        response = client.get(reverse("kin_poster", args=[entry.pk]))
        assert response["Content-Type"] == "image/png"
        assert response.content.startswith(b"\x89PNG")
        other = RollEntryFactory()
        assert client.get(reverse("kin_poster", args=[other.pk])).status_code == 404

    def test_a_resting_place_the_public_may_not_open_is_not_named(self, client, home):
        index = MemorialIndexPageFactory(parent=home)
        hidden = MemorialSitePageFactory(parent=index, title="未开放陵园", live=False)
        shown = MemorialSitePageFactory(parent=index, title="开放陵园")
        entries = [RollEntryFactory(site=site, seeks_kin=True) for site in (hidden, shown)]
        page = client.get("/kin/").content.decode()
        assert ("未开放陵园" in page, "开放陵园" in page) == (False, True)
        named = [dict(posters.known(entry)) for entry in entries]
        assert named == [{}, {"安葬地": "开放陵园"}]
