"""The time-coded index: writing it, its versions and approval, OHMS files."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from heritage.oral_history import indexing, rights
from heritage.oral_history.models import Segment, TimeIndex
from heritage.oral_history.signals import hearing_changed
from media import ohms
from media.formats.document import Document, GpsPoint, Hyperlink, IndexPoint
from tests.factories import PersonFactory, PlaceFactory, UserFactory
from tests.factories.oral_history import (
    InterviewIndexPageFactory,
    InterviewPageFactory,
    TimeIndexFactory,
)

POINTS = (
    IndexPoint(
        start_ms=30_000,
        title="过江",
        title_alt="Crossing the river",
        partial_transcript="那天晚上",
        synopsis="夜里过江。",
        keywords=("安东", "鸭绿江"),
        subjects=("抗美援朝",),
        gps_points=(
            GpsPoint("40.128290, 124.394600", 12, "渡口"),
            GpsPoint("somewhere", 3, "不详"),
        ),
        hyperlinks=(Hyperlink("https://example.org/", "链接"),),
    ),
    IndexPoint(start_ms=0, title="入伍"),
    IndexPoint(title="没有时间"),
)


@pytest.fixture
def interview(home):
    return InterviewPageFactory(parent=InterviewIndexPageFactory(parent=home))


@pytest.fixture
def recording(interview):
    return interview.recording_links.get().recording


@pytest.fixture
def at_work(client, interview):
    user = UserFactory()
    user.groups.add(rights.archivists())
    client.force_login(user)
    return client


def to(name, *args):
    return reverse(f"oral_history:{name}", args=args)


def titles(index):
    return list(index.segments.values_list("position", "title"))


def test_segments_stand_in_the_order_of_their_times(recording):
    index = indexing.add_index(recording=recording)
    for version, (start_ms, title) in enumerate([(20_000, "二"), (0, "一"), (40_000, "三")], 1):
        indexing.save_segment(
            index=index, version=version, values={"start_ms": start_ms, "title": title}
        )
    assert titles(index) == [(0, "一"), (1, "二"), (2, "三")]
    third = index.segments.get(title="三")
    indexing.save_segment(index=index, version=4, segment=third, values={"start_ms": 10})
    indexing.remove_segment(segment=index.segments.get(title="一"), version=5)
    assert titles(index) == [(0, "三"), (1, "二")]
    with pytest.raises(indexing.IndexRefused):
        indexing.add_index(recording=recording)


def test_the_second_of_two_editors_is_told(recording):
    index = indexing.add_index(recording=recording)
    indexing.save_segment(index=index, version=1, values={"start_ms": 0, "title": "一"})
    with pytest.raises(indexing.IndexConflict):
        indexing.save_segment(index=index, version=1, values={"start_ms": 5, "title": "二"})
    assert titles(index) == [(0, "一")]


def test_an_edit_takes_the_approval_back_and_readers_are_told(interview, recording):
    index = TimeIndexFactory(recording=recording, segments=[{"start_ms": 0, "title": "一"}])
    told = []

    def hear(sender, interviews, **kwargs):
        told.append(interviews)

    hearing_changed.connect(hear)
    segment = index.segments.get()
    indexing.save_segment(index=index, version=1, segment=segment, values={"title": "改"})
    index.refresh_from_db()
    assert (index.state, index.version) == ("corrected", 2)
    indexing.move(index=index, version=2, state="approved")
    index.refresh_from_db()
    assert (index.state, told) == ("approved", [[interview.pk]] * 2)
    hearing_changed.disconnect(hear)
    for state in ("approved", "machine", "nonsense"):
        with pytest.raises(indexing.IndexRefused):
            indexing.move(index=index, version=3, state=state)


@pytest.mark.parametrize("titled", [[], [""]])
def test_an_index_without_words_is_not_approved(recording, titled):
    index = TimeIndexFactory(
        recording=recording,
        state="corrected",
        segments=[{"start_ms": 0, "title": title} for title in titled],
    )
    with pytest.raises(indexing.IndexRefused):
        indexing.move(index=index, version=1, state="approved")


@pytest.mark.parametrize(
    "times", [{"start_ms": 10, "end_ms": 10}, {"start_ms": 60_000}, {"start_ms": 5, "end_ms": 1}]
)
def test_times_that_cannot_be_are_refused(recording, times):
    index = indexing.add_index(recording=recording)
    with pytest.raises(indexing.IndexRefused):
        indexing.save_segment(index=index, version=1, values={"title": "一", **times})
    assert not Segment.objects.exists()


def test_an_ohms_index_comes_in_as_a_draft(recording):
    document = ohms.parse(ohms.dump(Document(index=POINTS[:2])))
    imported = indexing.import_index(
        recording=recording, document=Document(index=(*document.index, POINTS[2]))
    )
    assert (imported.index.state, imported.without_time, imported.shortened) == ("corrected", 1, 0)
    first, second = imported.index.segments.all()
    assert (first.title, first.start_ms, second.start_ms) == ("入伍", 0, 30_000)
    assert (str(second.latitude), str(second.longitude)) == ("40.128290", "124.394600")
    assert (second.map_zoom, second.map_note) == (12, "渡口")
    assert second.points == [{"gps": "somewhere", "zoom": 3, "text": "不详", "text_alt": ""}]
    assert second.links == [{"url": "https://example.org/", "text": "链接", "text_alt": ""}]
    assert (second.keywords, second.subjects) == ("安东\n鸭绿江", "抗美援朝")


def test_an_import_replaces_a_draft_but_nothing_approved(recording):
    index = TimeIndexFactory(recording=recording, segments=[{"start_ms": 0, "title": "旧"}])
    document = Document(index=(IndexPoint(start_ms=0, title="长" * 400),))
    with pytest.raises(indexing.IndexRefused):
        indexing.import_index(recording=recording, document=document)
    TimeIndex.objects.update(state="corrected")
    imported = indexing.import_index(recording=recording, document=document)
    assert (imported.shortened, TimeIndex.objects.get().pk != index.pk) == (1, True)
    with pytest.raises(indexing.IndexRefused):
        indexing.import_index(recording=recording, document=Document(index=(POINTS[2],)))
    assert TimeIndex.objects.get() == imported.index


def test_writing_an_index_in_the_admin(at_work, interview, recording):
    answer = at_work.post(
        to("indexes", interview.pk), {"recording": recording.pk, "language": "zh-Hans"}
    )
    index = TimeIndex.objects.get()
    assert answer.url == to("index", index.pk)
    form = at_work.get(to("add_segment", index.pk), {"at": "12500"})
    assert 'value="00:00:12.500"' in form.content.decode()
    person = PersonFactory(name="张思德")
    place = PlaceFactory(name="安塞县", parent=PlaceFactory(name="陕西省", level="province"))
    PersonFactory(name="王同名")
    PersonFactory(name="王同名")
    given = {
        "start_ms": "0:12.5",
        "title": "烧炭",
        "people_named": "张思德",
        "places_named": "陕西省安塞县",
        "latitude": "36.86",
        "longitude": "109.32",
        "version": "1",
    }
    wrong = {
        "people_named": {"people_named": "王同名"},
        "places_named": {"places_named": "无此地"},
        "longitude": {"longitude": ""},
        "latitude": {"latitude": "91"},
        "start_ms": {"start_ms": "later"},
        "title": {"title": ""},
        "people": {"people": ["999999"]},
    }
    for name, change in wrong.items():
        answer = at_work.post(to("add_segment", index.pk), {**given, **change})
        assert (answer.status_code, list(answer.context["form"].errors)) == (400, [name])
    assert at_work.post(to("add_segment", index.pk), given).url == to("index", index.pk)
    segment = Segment.objects.get()
    assert (segment.start_ms, [*segment.people.all()], [*segment.places.all()]) == (
        12_500,
        [person],
        [place],
    )
    edit = to("segment", segment.pk)
    assert "checked" in at_work.get(edit).content.decode()
    # A box that is taken off takes the person off; the version is an old one.
    taken_off = {**given, "people_named": "", "places_named": "", "places": [place.pk]}
    assert at_work.post(edit, taken_off).status_code == 409
    assert at_work.post(edit, {**taken_off, "version": "2"}).status_code == 302
    assert (segment.people.count(), segment.places.count()) == (0, 1)
    assert at_work.post(to("remove_segment", segment.pk), {"version": "x"}).status_code == 409
    assert (
        at_work.post(to("index_state", index.pk), {"version": "3", "state": "approved"}).status_code
        == 302
    )
    assert at_work.post(to("remove_segment", segment.pk), {"version": "4"}).status_code == 302
    assert TimeIndex.objects.get().state == "corrected"


def test_an_ohms_file_in_the_admin(at_work, interview, recording):
    def send(name, content):
        file = SimpleUploadedFile(name, content)
        given = {"recording": recording.pk, "language": "en", "file": file}
        return at_work.post(to("indexes", interview.pk), given)

    assert send("a.xml", b"WEBVTT\n\n00:01.000 --> 00:02.000\nx").status_code == 400
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><ROOT>&a;</ROOT>'
    assert send("a.xml", bomb).status_code == 400
    assert not TimeIndex.objects.exists()
    assert send("a.xml", ohms.dump(Document(index=POINTS)).encode()).status_code == 302
    assert TimeIndex.objects.get().segments.count() == 2


def test_names_are_suggested_to_those_who_write(client, at_work):
    PersonFactory(name="张思德")
    PersonFactory(name="小张思")
    found = at_work.get(to("names", "people"), {"q": "张思"}).json()["found"]
    assert [each["label"] for each in found] == ["张思德", "小张思"]
    client.force_login(UserFactory())
    assert client.get(to("names", "people"), {"q": "张"}).status_code == 302
