"""From chosen records to the Word file of a local chronicle."""

from __future__ import annotations

import io

import pytest
from django.urls import reverse
from docx import Document
from wagtail.test.utils.form_data import querydict_from_html

from heritage.people.enums import LifeStatus, MartyrDecision, Topic
from heritage.people.models import Person, PersonHonour, PersonService, PersonSource
from heritage.people.printed.chronicle import gazetteer_entry, roll_row
from heritage.people.printed.gazetteer import Award, GazetteerEntry, Post, RollRow
from tests.factories import PersonFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def martyr() -> Person:
    person = PersonFactory(
        name="黄继光",
        gender="male",
        ethnicity="汉族",
        birth="1931-01",
        death="1952-10",
        native_place="四川中江",
        enlisted="1951-03",
        death_place="上甘岭",
        martyr_decision=MartyrDecision.ASSESSED,
        other_names=["黄际广"],
        short_life="通信员。",
    )
    PersonService.objects.create(
        person=person, as_written="志愿军第135团", post="通信员", since="1951"
    )
    PersonHonour.objects.create(
        person=person, as_written="特级英雄", awarded_on="1953-04", awarding_body="志愿军"
    )
    PersonSource.objects.create(
        person=person, title="《某志》", publisher="某社", year=2000, pages="第12页"
    )
    return Person.objects.with_record().get(pk=person.pk)


def test_an_entry_says_what_the_record_says(martyr):
    assert gazetteer_entry(martyr) == GazetteerEntry(
        name="黄继光",
        birth="1931",
        death="1952",
        birth_year=1931,
        death_year=1952,
        other_names=(("曾用名", "黄际广"),),
        gender="男",
        ethnicity="汉族",
        native_place="四川中江",
        joined="1951年3月",
        career=(Post(period="1951年—", unit="志愿军第135团", post="通信员"),),
        end="1952年10月在上甘岭牺牲",
        life="通信员。",
        honours=(Award(date="1953年4月", title="特级英雄", body="志愿军"),),
        sources=("《某志》，某社，2000年，第12页",),
        pinyin="huáng jì guāng",
    )


def test_a_row_of_the_roll(martyr):
    assert roll_row(martyr) == RollRow(
        name="黄继光",
        gender="男",
        birth="1931年1月",
        native_place="四川中江",
        joined="1951年3月",
        unit_and_post="志愿军第135团通信员",
        fallen="1952年10月在上甘岭牺牲",
        awards="1953年4月志愿军特级英雄",
    )


def test_of_the_living_only_what_they_agreed_to():
    made = PersonFactory(
        name="某人",
        life_status=LifeStatus.LIVING,
        gender="male",
        birth="1950",
        native_place="四川中江",
        units=["第一连"],
        honours=["三等功"],
        other_names=["小名"],
        short_life="他做过什么。",
        agreed_to=[Topic.HONOURS],
        agreement="书面",
    )
    person = Person.objects.with_record().get(pk=made.pk)
    assert gazetteer_entry(person) == GazetteerEntry(
        name="某人", is_living=True, honours=(Award(title="三等功"),), pinyin="mǒu rén"
    )


class TestBulkAction:
    def url(self, *people: Person) -> str:
        path = reverse("wagtail_bulk_action", args=["heritage", "person", "gazetteer"])
        return f"{path}?{'&'.join(f'id={person.pk}' for person in people)}"

    @pytest.fixture
    def admin(self, client):
        client.force_login(UserFactory(is_superuser=True))
        return client

    def paragraphs(self, response) -> list[str]:
        return [p.text for p in Document(io.BytesIO(response.content)).paragraphs]

    def test_the_form_lists_who_was_chosen(self, admin, martyr):
        response = admin.get(self.url(martyr))
        assert response.status_code == 200
        assert [item["item"] for item in response.context["items"]] == [martyr]

    def test_biographies_come_as_a_word_file(self, admin, martyr):
        response = admin.post(self.url(martyr), {"form": "biographies", "order": "death"})
        assert response["Content-Disposition"] == 'attachment; filename="biographies.docx"'
        assert "人物传略" in self.paragraphs(response)

    def test_the_roll_takes_martyrs_only(self, admin, martyr):
        other = PersonFactory(name="他人", life_status=LifeStatus.DECEASED)
        response = admin.post(self.url(martyr, other), {"form": "roll", "order": "strokes"})
        table = Document(io.BytesIO(response.content)).tables[0]
        assert [row.cells[0].text for row in table.rows] == ["姓名", "黄继光"]

    def test_a_roll_of_nobody_is_refused_beside_the_field(self, admin):
        other = PersonFactory(name="他人", life_status=LifeStatus.DECEASED)
        response = admin.post(self.url(other), {"form": "roll", "order": "strokes"})
        assert list(response.context["form"].errors) == ["form"]

    def test_the_export_is_on_record(self, admin, martyr):
        admin.post(self.url(martyr), {"form": "biographies", "order": "death"})
        history = admin.get(reverse("wagtailsnippets_heritage_person:history", args=[martyr.pk]))
        assert "已导出为地方志条目" in history.content.decode()

    def test_somebody_without_the_right_gets_nothing(self, client, martyr):
        client.force_login(UserFactory())
        response = client.post(self.url(martyr), {"form": "biographies", "order": "death"})
        assert response.status_code == 302
        assert response["Location"].startswith("/admin/login/")


def test_an_editor_is_told_what_cannot_be_printed(client):
    client.force_login(UserFactory(is_superuser=True))
    url = reverse("wagtailsnippets_heritage_person:add")
    form = querydict_from_html(client.get(url).content.decode(), form_id="w-editor-form")
    form["name"], form["life_status"], form["short_life"] = "黄继光", "fallen", "通信员。🎖"
    response = client.post(url, form, follow=True)
    told = [str(message).strip() for message in response.context["messages"]]
    assert [text for text in told if "〓" in text] == [
        "以下字符没有可用字体，打印时以“〓”代替：🎖（U+1F396）"
    ]
