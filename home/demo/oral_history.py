"""The demo's oral-history archive: public-domain texts read by a synthesised voice.

Nobody's memories are made up. What is played is labelled 合成语音 and 示例, and
the narrator of a reading is the author of its text, where the demo has a record
of them. How the files are made is in :mod:`home.demo.read_aloud`.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from django.core.files import File
from wagtail.models import Page

from cms.core.dates import HistoricalDate
from heritage.oral_history import consenting, indexing
from heritage.oral_history.enums import CollectorPart, Party, Scope, Standpoint
from heritage.oral_history.models import (
    CollectionInterview,
    InterviewCollectionPage,
    InterviewCollector,
    InterviewIndexPage,
    InterviewNarrator,
    InterviewPage,
    InterviewRecording,
    InterviewStory,
    RegisterEntry,
)
from heritage.oral_history.register import domain as register
from heritage.people.models import Organisation, Person, Place
from heritage.stories.models import StoryPage
from home.demo.body import Known, stream_json
from home.demo.records import Lists
from media.accession import take_in
from media.enums import RenditionKind, TextState
from media.files import sha256_of
from media.models import Recording, Rendition, Transcript
from media.ranges import Range, canonical
from media.reading import Format
from media.transcripts.domain import approve, import_transcript
from media.webvtt import parse

CONTENT = Path(__file__).parent / "content"
RECORDINGS = CONTENT / "recordings"
MADE_ON = datetime.date(2026, 11, 22)
UNIT = "shi-li-xuan-chuan-zhong-xin"
CREDIT = "合成语音（示例）"
TERMS = "公有领域文本由合成语音朗读，作为示例对所有人公开；没有讲述人。"
RIGHTS = "文本已进入公有领域；朗读为合成语音，随本站演示内容发布。"


@dataclass(frozen=True, slots=True, kw_only=True)
class Archive:
    """What the readings refer to, by its name in the content files."""

    people: Mapping[str, Person]
    places: Mapping[str, Place]
    organisations: Mapping[str, Organisation]
    stories: Mapping[str, StoryPage]
    lists: Lists

    def load(self, home: Page) -> InterviewIndexPage:
        """Make the archive below ``home``: three readings and a collection of them."""
        index = self._published(
            home,
            InterviewIndexPage(
                title="口述史",
                slug="oral-history",
                deck="听亲历者讲述；每一句话都能查到、听到、注明出处。",
                show_in_menus=True,
                is_sample=True,
                body=_paragraphs(
                    ["演示期间这里没有真人讲述，只有三段公有领域文本的合成语音朗读，均为示例。"],
                    name="oral-history",
                ),
            ),
        )
        interviews = [self._interview(index, reading) for reading in _content("readings")]
        collection = InterviewCollectionPage(
            title="听碑文、家书与遗稿",
            slug="beiwen-jiashu-yigao",
            deck="三段公有领域文本的合成语音朗读，示例。",
            cover=interviews[0].cover,
            is_sample=True,
        )
        collection.interview_links = [
            CollectionInterview(interview=interview, sort_order=order)
            for order, interview in enumerate(interviews)
        ]
        self._published(index, collection)
        self._register()
        return index

    def _register(self) -> None:
        """People nobody has met, so that the order of urgency can be seen."""
        for item in _content("register"):
            entry = register.write(
                entry=RegisterEntry(
                    name=item["name"],
                    gender=item["gender"],
                    birth=HistoricalDate.parse(item["birth"]),
                    place=self.places[item["place"]],
                    dialect=item["dialect"],
                    source="示例",
                ),
                user=None,
                conflicts=[self.lists.conflicts[item["conflict"]]],
                battles=[self.lists.battles[slug] for slug in item["battles"]],
                details={"health": item["health"]},
            )
            if reason := item.get("declined"):
                register.decline(entry=entry, reason=reason, user=None)

    def _interview(self, index: InterviewIndexPage, reading: dict) -> InterviewPage:
        recording = self._recording(reading)
        transcript = self._transcript(recording, reading)
        self._index(recording, transcript, reading)
        page = self._page(reading, recording)
        page.live = False
        index.add_child(instance=page)
        consenting.sign(
            interview=page,
            party=Party.COLLECTOR,
            signed_by=self.organisations[UNIT].name,
            signed_on=MADE_ON,
            scope=Scope.PUBLIC,
            terms=TERMS,
        )
        if closed := reading["closed"]:
            self._close(recording, transcript, closed, reading["slug"])
        page.save_revision().publish()
        index.refresh_from_db()
        return page

    def _recording(self, reading: dict) -> Recording:
        return take_in(
            path=RECORDINGS / f"{reading['slug']}.m4a",
            name=f"{reading['slug']}.m4a",
            title=f"{reading['title']}（合成语音）",
            made_by_machine=True,
            credit=CREDIT,
            source=reading["text_source"],
        )

    def _transcript(self, recording: Recording, reading: dict) -> Transcript:
        text = (RECORDINGS / f"{reading['slug']}.vtt").read_text(encoding="utf-8")
        transcript = import_transcript(
            recording=recording,
            document=parse(text),
            format=Format.WEBVTT,
            origin_note="文字据原文，时间为合成时逐句测得。",
        )
        return approve(transcript=transcript)

    def _index(self, recording: Recording, transcript: Transcript, reading: dict) -> None:
        starts = list(transcript.cues.values_list("start_ms", flat=True))
        index = indexing.add_index(recording=recording)
        for segment in reading["segments"]:
            indexing.save_segment(
                index=index,
                version=index.version,
                values={
                    "start_ms": starts[segment["cue"]],
                    "title": segment["title"],
                    "synopsis": segment["synopsis"],
                    "keywords": "\n".join(segment["keywords"]),
                    "told_of": segment["told_of"],
                },
                people=[self.people[slug] for slug in segment["people"]],
                places=[self.places[code] for code in segment["places"]],
            )
            index.refresh_from_db()
        indexing.move(index=index, version=index.version, state=TextState.APPROVED)

    def _page(self, reading: dict, recording: Recording) -> InterviewPage:
        slug, story = reading["slug"], self.stories[reading["story"]]
        page = InterviewPage(
            title=reading["title"],
            slug=slug,
            deck=reading["deck"],
            cover=story.cover,
            is_sample=True,
            body=_paragraphs(reading["summary"], name=slug),
            archival_number=reading["archival_number"],
            recorded_on=HistoricalDate.parse(MADE_ON.isoformat()),
            occasion="演示内容",
            equipment="espeak-ng 1.51 合成，ffmpeg 编码",
            languages="汉语（普通话）",
            collecting_unit=self.organisations[UNIT],
            rights=RIGHTS,
        )
        if reading["narrator"]:
            page.narrators = [
                InterviewNarrator(
                    person=self.people[reading["narrator"]], standpoint=Standpoint.WROTE
                )
            ]
        page.collectors = [
            InterviewCollector(name="合成语音", part=CollectorPart.OTHER, post="朗读，示例")
        ]
        page.recording_links = [InterviewRecording(recording=recording)]
        page.stories = [InterviewStory(story=story)]
        return page

    def _close(self, recording: Recording, transcript: Transcript, closed: dict, slug: str) -> None:
        """Close the cues, with the silenced copy at hand, so that nothing has to be waited for."""
        cues = list(transcript.cues.all())
        closes = Range(cues[closed["first_cue"]].start_ms, cues[closed["last_cue"]].end_ms)
        path = RECORDINGS / f"{slug}.silenced.m4a"
        sha256, size = sha256_of(path)
        copy = Rendition(
            recording=recording,
            kind=RenditionKind.AUDIO,
            silenced=canonical([closes]),
            mime="audio/mp4",
            size=size,
            sha256=sha256,
        )
        with path.open("rb") as file:
            copy.file.save("audio.m4a", File(file), save=False)
        copy.save()
        consenting.close_range(
            recording=recording,
            start_ms=closes.start_ms,
            end_ms=closes.end_ms,
            scope=Scope.CLOSED,
            reason=closed["reason"],
        )

    def _published(self, parent: Page, page: Page) -> Page:
        page.live = False
        parent.add_child(instance=page)
        page.save_revision().publish()
        parent.refresh_from_db()
        return page


def _content(name: str) -> list[dict]:
    return json.loads((CONTENT / f"{name}.json").read_text(encoding="utf-8"))


def _paragraphs(texts: list[str], *, name: str) -> str:
    blocks = [{"type": "paragraph", "html": f"<p>{text}</p>"} for text in texts]
    return stream_json(blocks, Known(images={}, people={}), name=name)
