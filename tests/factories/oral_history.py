"""Recordings with their transcripts and indexes, interviews with their agreements."""

from __future__ import annotations

import datetime
import io
import wave
from collections.abc import Iterable

import factory
from django.core.files.base import ContentFile
from django.utils import timezone

from heritage.oral_history.enums import ConsentState, Party, Scope
from heritage.oral_history.models import (
    ClosedRange,
    CollectionInterview,
    Consent,
    InterviewCollectionPage,
    InterviewIndexPage,
    InterviewNarrator,
    InterviewPage,
    InterviewRecording,
    Segment,
    TimeIndex,
)
from media.enums import Origin, ProcessingState, RenditionKind, TextState, TranscriptKind
from media.models import Cue, Recording, Rendition, Transcript
from media.ranges import Range, canonical

from .pages import BasePageFactory

SIGNED_ON = datetime.date(2024, 4, 20)
APPROVED_AT = datetime.datetime(2024, 4, 28, 8, 0, tzinfo=datetime.UTC)
CUE_MS = 4_000


def sound(duration_ms: int = 100, *, rate: int = 8_000) -> bytes:
    """Silence as a WAV file that every browser plays (8 bits, one channel)."""
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(1)
        file.setframerate(rate)
        file.writeframes(b"\x80" * (rate * duration_ms // 1000))
    return out.getvalue()


class RecordingFactory(factory.django.DjangoModelFactory):
    """A minute of sound, ready for the web; the file itself is a tenth of a second.

    ``rendered=False`` leaves out the audio for the web, ``silenced=[Range(…)]``
    makes it the one without those stretches.
    """

    class Meta:
        model = Recording
        skip_postgeneration_save = True

    title = factory.Sequence(lambda number: f"录音{number}")
    type = "audio"
    file = factory.LazyFunction(lambda: ContentFile(sound(), name="tape.wav"))
    original_name = "tape.wav"
    mime = "audio/x-wav"
    audio_codec = "pcm_u8"
    size = factory.LazyFunction(lambda: len(sound()))
    duration_ms = 60_000
    duration = factory.LazyAttribute(lambda recording: recording.duration_ms / 1000)
    processing = ProcessingState.READY

    class Params:
        video = factory.Trait(
            type="video", mime="video/mp4", video_codec="h264", width=640, height=360
        )

    @factory.post_generation
    def rendered(self, create, extracted, silenced: Iterable[Range] = (), **kwargs):
        if create and extracted is not False:
            RenditionFactory(recording=self, silenced=canonical(silenced))


class RenditionFactory(factory.django.DjangoModelFactory):
    """Audio (of a video: video) for the web."""

    class Meta:
        model = Rendition

    recording = factory.SubFactory(RecordingFactory, rendered=False)
    kind = factory.LazyAttribute(
        lambda made: RenditionKind.VIDEO if made.recording.is_video else RenditionKind.AUDIO
    )
    silenced = ""
    mime = factory.LazyAttribute(
        lambda made: "video/mp4" if made.kind == RenditionKind.VIDEO else "audio/mp4"
    )
    file = factory.LazyFunction(lambda: ContentFile(sound(), name="audio.m4a"))
    size = factory.LazyFunction(lambda: len(sound()))


class TranscriptFactory(factory.django.DjangoModelFactory):
    """An approved transcript in Chinese.

    ``cues=["张老：我是1948年入伍的。", (8_000, 12_000, "问", "在哪里？")]`` writes cues: words
    follow each other every four seconds, a speaker stands before a full-width
    colon; a tuple is start, end, speaker, words.
    """

    class Meta:
        model = Transcript
        skip_postgeneration_save = True

    recording = factory.SubFactory(RecordingFactory)
    language = "zh-Hans"
    kind = TranscriptKind.TRANSCRIPT
    state = TextState.APPROVED
    origin = Origin.IMPORTED
    approved_at = factory.LazyAttribute(
        lambda made: APPROVED_AT if made.state == TextState.APPROVED else None
    )

    @factory.post_generation
    def cues(self, create, extracted, **kwargs):
        if create and extracted:
            write_cues(self, extracted)


def write_cues(transcript: Transcript, cues: Iterable[str | tuple[int, int, str, str]]) -> None:
    """Add ``cues``, as :class:`TranscriptFactory` takes them, to a transcript."""
    Cue.objects.bulk_create(
        Cue(
            transcript=transcript,
            position=position,
            start_ms=start_ms,
            end_ms=end_ms,
            speaker=speaker,
            text=text,
        )
        for position, cue in enumerate(cues)
        for start_ms, end_ms, speaker, text in [_timed(position, cue)]
    )


def _timed(position: int, cue: str | tuple[int, int, str, str]) -> tuple[int, int, str, str]:
    if not isinstance(cue, str):
        return cue
    speaker, colon, words = cue.partition("：")
    if not colon:
        speaker, words = "", cue
    return position * CUE_MS, (position + 1) * CUE_MS, speaker, words


class TimeIndexFactory(factory.django.DjangoModelFactory):
    """An approved index; ``segments=[{"start_ms": 0, "title": "入伍"}, …]`` in their order.

    ``people`` and ``places`` of a segment are lists of records.
    """

    class Meta:
        model = TimeIndex
        skip_postgeneration_save = True

    recording = factory.SubFactory(RecordingFactory)
    state = TextState.APPROVED

    @factory.post_generation
    def segments(self, create, extracted, **kwargs):
        for position, given in enumerate(extracted or ()):
            fields = dict(given)
            people, places = fields.pop("people", ()), fields.pop("places", ())
            segment = Segment.objects.create(index=self, position=position, **fields)
            segment.people.set(people)
            segment.places.set(places)


class ClosedRangeFactory(factory.django.DjangoModelFactory):
    """From the tenth to the twentieth second, closed to everybody but archivists."""

    class Meta:
        model = ClosedRange

    recording = factory.SubFactory(RecordingFactory)
    start_ms = 10_000
    end_ms = 20_000
    scope = Scope.CLOSED


class InterviewIndexPageFactory(BasePageFactory):
    class Meta:
        model = InterviewIndexPage

    title = "口述史"
    slug = "oral-history"


class InterviewPageFactory(BasePageFactory):
    """An interview with an agreement in force, open to everybody.

    ``narrators=[person, …]``, ``recordings=[recording, …]`` in their order (one
    of a minute unless given; ``recordings=[]`` for none). ``consent=False`` makes
    no agreement, ``consent__scope=…`` another one, before the page is published.
    """

    class Meta:
        model = InterviewPage

    title = factory.Sequence(lambda number: f"口述{number}")

    @classmethod
    def _create_instance(cls, model_class, parent, kwargs):
        """Publish a page only after its agreement is signed, as the archive does."""
        live = kwargs.get("live", True)
        page = super()._create_instance(model_class, parent, {**kwargs, "live": False})
        page._live_when_agreed = live
        return page

    @factory.post_generation
    def narrators(self, create, extracted, **kwargs):
        for order, person in enumerate(extracted or ()):
            self.narrators.add(InterviewNarrator(person=person, sort_order=order))
        self.save()

    @factory.post_generation
    def recordings(self, create, extracted, **kwargs):
        given = [RecordingFactory()] if extracted is None else extracted
        for order, recording in enumerate(given):
            self.recording_links.add(InterviewRecording(recording=recording, sort_order=order))
        self.save()

    @factory.post_generation
    def consent(self, create, extracted, **kwargs):
        if extracted is not False:
            ConsentFactory(interview=self, **kwargs)
        if self._live_when_agreed:
            self.live = True
            self.has_unpublished_changes = False
            self.save()


class ConsentFactory(factory.django.DjangoModelFactory):
    """What a narrator signed: open to everybody."""

    class Meta:
        model = Consent

    interview = factory.SubFactory(InterviewPageFactory)
    party = Party.NARRATOR
    signed_by = "张老"
    signed_on = SIGNED_ON
    scope = Scope.PUBLIC
    state = ConsentState.IN_FORCE
    withdrawn_at = factory.LazyAttribute(
        lambda made: timezone.now() if made.state == ConsentState.WITHDRAWN else None
    )


class InterviewCollectionPageFactory(BasePageFactory):
    """A collection; ``interviews=[…]`` in their order."""

    class Meta:
        model = InterviewCollectionPage

    title = factory.Sequence(lambda number: f"专题{number}")

    @factory.post_generation
    def interviews(self, create, extracted, **kwargs):
        for order, interview in enumerate(extracted or ()):
            self.interview_links.add(CollectionInterview(interview=interview, sort_order=order))
        if extracted:
            self.save()
