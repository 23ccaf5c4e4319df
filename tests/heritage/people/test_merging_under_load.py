"""Two records are merged while twenty edits of both arrive: nothing entered is lost."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.test import Client

from heritage.people.domain import add_award, add_name, add_source
from heritage.people.merging.domain import merge_people
from heritage.people.models import Person
from tests.factories import PersonFactory, UserFactory
from tests.heritage.people.posting import edit_form, edit_url

ADDITIONS = 12
FORMS = 8


def _addition(number: int, person: Person):
    kind = number % 3
    if kind == 0:
        return "sources", f"出处{number}", lambda text: add_source(person=person, title=text)
    if kind == 1:
        return "awards", f"奖章{number}", lambda text: add_award(person=person, as_written=text)
    return "names", f"别名{number}", lambda text: add_name(person=person, text=text)


@pytest.mark.django_db(transaction=True)
def test_twenty_parallel_edits_lose_nothing(wagtail_base):
    kept = PersonFactory(name="陆怀青", honours=["一等功"])
    merged = PersonFactory(name="陆槐青", ethnicity="回族", units=["第一三五团"])
    chief = UserFactory(is_superuser=True)
    editors = []
    for number in range(FORMS):
        client = Client(raise_request_exception=True)
        client.force_login(UserFactory(is_superuser=True))
        person = (kept, merged)[number % 2]
        editors.append((client, person, edit_form(client, person), f"地名{number}"))
    together = threading.Barrier(ADDITIONS + FORMS + 1)

    def added(number: int):
        relation, text, add = _addition(number, (kept, merged)[number % 2])
        together.wait()
        try:
            add(text)
        finally:
            connection.close()
        return relation, text

    def posted(number: int):
        client, person, data, text = editors[number]
        together.wait()
        try:
            typed = {**data, "death_place": text, "action-publish": "1"}
            response = client.post(edit_url(person), typed)
            return response.status_code, text, response.content.decode()
        finally:
            connection.close()

    def merging():
        together.wait()
        try:
            merge_people(kept=kept, merged=merged, user=chief)
        finally:
            connection.close()

    with ThreadPoolExecutor(ADDITIONS + FORMS + 1) as pool:
        additions = [pool.submit(added, number) for number in range(ADDITIONS)]
        forms = [pool.submit(posted, number) for number in range(FORMS)]
        merge = pool.submit(merging)
        merge.result()
        entered = [future.result() for future in additions]
        answers = [future.result() for future in forms]

    now = Person.objects.get(pk=kept.pk)
    latest = now.get_latest_revision_as_object()
    for person in (now, latest):
        for relation, text in entered:
            standing = [str(row) for row in getattr(person, relation).all()]
            assert standing.count(text) == 1, (relation, text)
        assert [str(row) for row in person.services.all()] == ["第一三五团"]
        assert [str(row) for row in person.awards.all()].count("一等功") == 1
    said = {now.death_place} | {source.says for source in now.sources.all()}
    for status, text, shown in answers:
        # Saved and to be read on the kept record, or refused with what was typed.
        assert status in (302, 409)
        if status == 409:
            assert text in shown
        else:
            assert any(text in words for words in said), text
    assert Person.objects.get(pk=merged.pk).merged_into_id == kept.pk
