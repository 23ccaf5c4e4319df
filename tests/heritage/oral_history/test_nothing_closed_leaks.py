"""No public answer of any kind carries what is closed.

A reader walks through all of the site: from its front page, feeds, map, search
and API along every address that any answer names, and to every address that
could be guessed. Nothing closed may be in any of the answers; what is open must
be found by the same walk, so that silence proves something.
"""

from __future__ import annotations

import datetime
import html
import json
import re
from collections import Counter
from collections.abc import Iterable
from io import BytesIO
from urllib.parse import quote, unquote, urljoin, urlsplit

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Permission
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader
from wagtail.models import PageViewRestriction

from heritage.oral_history import consenting
from heritage.oral_history.enums import Scope
from heritage.oral_history.exporting import FORMATS as EXPORTS
from heritage.oral_history.models import InterviewPage
from media.enums import RenditionKind, TextState
from media.models import Recording, Rendition, Transcript
from media.ranges import Range, canonical
from media.renditions import FORMATS as RENDITIONS
from search.outbox import drain
from tests.factories import ConflictFactory, PersonFactory, PlaceFactory, UserFactory
from tests.factories.oral_history import (
    InterviewCollectionPageFactory,
    InterviewIndexPageFactory,
    InterviewPageFactory,
    RecordingFactory,
    TimeIndexFactory,
    TranscriptFactory,
)

OPEN = "炊事班的大铁锅"
CLOSED = {
    "cue": "密语甲乙丙",
    "speaker": "讳名氏",
    "translation": "verborgenheit",
    "title": "暗题丁戊己",
    "synopsis": "暗摘庚辛壬",
    "keyword": "暗词癸子丑",
    "subject": "暗目寅卯辰",
    "told_of": "1937年之暗月",
    "partial": "暗首巳午未",
    "map_note": "暗处申酉戌",
    "link": "geheimer-ort",
    "note": "档内附注亥",
    "reason": "封存缘由玄黄",
    "agreed": "协议条款宇宙",
    "name_on_file": "hidden-tape-name",
}
DRAFT = "未定稿的原话"
SOUND = {"original": b"ORIGINAL-SOUND", "whole": b"WHOLE-RENDITION", "silenced": b"SILENCED-COPY"}
CLOSED_RANGE = Range(12_000, 16_000)
MOST_ADDRESSES = 150
MOST_OF_ONE_PATH = 2
ASKED = (CLOSED["cue"], CLOSED["keyword"], "那件事", OPEN)


@pytest.fixture
def archive(home):
    return InterviewIndexPageFactory(parent=home)


@pytest.fixture
def narrator(home):
    return PersonFactory(name="张思远", life_status="living")


@pytest.fixture
def recording(wagtail_base):
    recording = RecordingFactory(
        title="张思远口述第一盘",
        original_name=CLOSED["name_on_file"] + ".wav",
        file=ContentFile(SOUND["original"], name="tape.wav"),
        rendered=False,
    )
    for silenced, content in (
        ("", SOUND["whole"]),
        (canonical([CLOSED_RANGE]), SOUND["silenced"]),
    ):
        for kind, mime in (
            (RenditionKind.AUDIO, "audio/mp4"),
            (RenditionKind.AUDIO, "audio/ogg"),
            (RenditionKind.PEAKS, "application/json"),
        ):
            Rendition.objects.create(
                recording=recording,
                kind=kind,
                mime=mime,
                silenced=silenced,
                size=len(content),
                file=ContentFile(content, name="x"),
            )
    secret = (12_500, 15_500)
    TranscriptFactory(
        recording=recording,
        cues=[
            (0, 4000, "张思远", f"我当兵第一天就背{OPEN}。"),
            (*secret, CLOSED["speaker"], f"那件事{CLOSED['cue']}不能说。"),
            (20_000, 24_000, "张思远", "后来部队就过了江。"),
        ],
        extras={"notes": [[1, CLOSED["note"]]], "metadata": {"note": CLOSED["note"]}},
    )
    TranscriptFactory(
        recording=recording,
        language="en",
        kind="translation",
        cues=[
            (0, 4000, "", "I carried the iron pot."),
            (*secret, "", f"That is {CLOSED['translation']}."),
        ],
    )
    TranscriptFactory(
        recording=recording, language="ja", state=TextState.CORRECTED, cues=[(0, 9, "", DRAFT)]
    )
    place, hidden = PlaceFactory(name="安东县"), PlaceFactory(name="暗地乾坤县")
    TimeIndexFactory(
        recording=recording,
        segments=[
            {"start_ms": 0, "title": f"入伍：{OPEN}", "told_of": "1950年10月", "places": [place]},
            {
                "start_ms": 11_000,
                "end_ms": 17_000,
                "title": CLOSED["title"],
                "synopsis": CLOSED["synopsis"],
                "keywords": CLOSED["keyword"],
                "subjects": CLOSED["subject"],
                "told_of": CLOSED["told_of"],
                "partial_transcript": CLOSED["partial"],
                "map_note": CLOSED["map_note"],
                "latitude": "40.1",
                "longitude": "124.3",
                "links": [{"url": f"https://{CLOSED['link']}.example/", "text": "链接"}],
                "people": [PersonFactory(name="暗者日月")],
                "places": [hidden, place],
            },
            {"start_ms": 20_000, "title": "过江"},
        ],
    )
    return recording


@pytest.fixture
def interview(archive, narrator, recording):
    page = InterviewPageFactory(
        parent=archive,
        title="张思远口述",
        slug="zhang",
        narrators=[narrator],
        recordings=[recording],
        consent__terms=CLOSED["agreed"],
        heirs=CLOSED["note"],
        plan=CLOSED["note"],
    )
    page.conflicts = [ConflictFactory(name="抗美援朝战争")]
    page.save()
    InterviewCollectionPageFactory(
        parent=archive, title="百岁老兵", slug="hundred", interviews=[page]
    )
    return page


@pytest.fixture
def closed_range(recording):
    return consenting.close_range(
        recording=recording,
        start_ms=CLOSED_RANGE.start_ms,
        end_ms=CLOSED_RANGE.end_ms,
        reason=CLOSED["reason"],
    )


def words_of(response) -> str:
    """All that an answer says, however it is packed."""
    content = b"".join(response.streaming_content) if response.streaming else response.content
    mime = response.headers.get("Content-Type", "")
    if mime.startswith("application/pdf"):
        reader = PdfReader(BytesIO(content))
        pages = "".join(page.extract_text() for page in reader.pages)
        return re.sub(r"\s", "", pages) + str(reader.metadata)
    text = content.decode("utf-8", "replace")
    if "json" in mime:
        try:
            text += json.dumps(json.loads(text), ensure_ascii=False)
        except ValueError:
            return text
    # Marks within a word (a highlighted hit) hide it from a plain look.
    return "\n".join(
        (
            text,
            html.unescape(text),
            re.sub(r"<[^>]*>", "", text),
            *map(str, response.headers.items()),
        )
    )


def addresses_in(response, base: str) -> Iterable[str]:
    """Every address that an answer names, in whatever attribute or value."""
    if response.streaming:
        return
    text = response.content.decode("utf-8", "replace")
    mime = response.headers.get("Content-Type", "")
    found: list[str] = []
    if "html" in mime:
        soup = BeautifulSoup(text, "html.parser")
        for tag in soup.find_all(True):
            for name, value in tag.attrs.items():
                if isinstance(value, str) and (
                    name in ("href", "src", "url", "action", "poster")
                    or (name.startswith("data-") and value.startswith(("/", "?")))
                ):
                    found.append(value)
    found += re.findall(r"https?://[^\s\"'<>\\]+", text)
    found += re.findall(r'"(/[^"\\\s<>]*)"', text)
    for value in found:
        whole = urljoin(f"http://testserver{base}", html.unescape(value.strip()))
        parts = urlsplit(whole)
        if parts.hostname in ("testserver", "localhost") and not parts.path.startswith(
            ("/static/", "/admin/")
        ):
            yield parts.path + (f"?{parts.query}" if parts.query else "")


def guessed() -> Iterable[str]:
    """Every address somebody who knows the program could try."""
    for page in InterviewPage.objects.all():
        base = "/oral-history/" + page.slug + "/"
        yield from (base, base + "?part=1", base + "?part=2", base + "?t=13", base + "?language=en")
        for name in EXPORTS:
            yield reverse("interview_export", args=[page.pk, name])
        yield reverse("interview_export", args=[page.pk, "transcript.vtt"]) + "?language=en"
        yield reverse("interview_part", args=[page.pk, 1])
        yield reverse("interview_chapters", args=[page.pk, 1])
        for transcript in Transcript.objects.all():
            for suffix in ("vtt", "srt"):
                yield reverse("interview_track", args=[page.pk, transcript.pk, suffix])
        for words in ASKED:
            yield f"{base}search?q={quote(words)}"
            yield f"{base}search?q={quote(words)}&format=json"
    for recording in Recording.objects.all():
        for name in (*RENDITIONS, "original", "tape.wav"):
            yield reverse("recording_stream", args=[recording.pk, name])
        for file in (recording.file, *(each.file for each in recording.renditions.all())):
            yield f"/uploads/{file.name}"
            yield f"/uploads/../private/{file.name}"
    for words in (*ASKED, "暗地乾坤县", "暗者日月"):
        for path in ("/search/", "/api/search", "/search/feed"):
            yield f"{path}?q={quote(words)}"
    for words in ("暗题", "暗地", "密语"):
        yield f"/search/suggest?q={quote(words)}"
        yield f"/api/search/suggest?q={quote(words)}"
    yield from ("/", "/sitemap.xml", "/feed/", "/feed/interviews/", "/oral-history/")
    yield from ("/oral-history/hundred/", "/people/", "/places/", "/wars/")


def walk(client: Client, *, follows: bool = True) -> dict[str, str]:
    """What a reader is told, by address; only answers that give something."""
    waiting, told = list(dict.fromkeys(guessed())), {}
    seen, paths = set(waiting), Counter()
    while waiting:
        path = waiting.pop(0)
        response = client.get(path)
        assert response.status_code < 500, path
        if response.status_code >= 400:
            continue
        found = addresses_in(response, path) if follows else ()
        told[path] = words_of(response)
        for each in found:
            plain = urlsplit(each).path
            if (
                each in seen
                or paths[plain] >= MOST_OF_ONE_PATH
                or sum(paths.values()) > MOST_ADDRESSES
            ):
                continue
            seen.add(each)
            paths[plain] += 1
            waiting.append(each)
    return told


def asked_itself(path: str) -> str:
    """The words an answer repeats because they were asked for."""
    return unquote(urlsplit(path).query)


def carrying(told: dict[str, str], words: Iterable[str]) -> dict[str, list[str]]:
    """Addresses whose answers carry some of ``words`` that were not in the question."""
    found = {
        path: [each for each in words if each in text and each not in asked_itself(path)]
        for path, text in told.items()
    }
    return {path: each for path, each in found.items() if each}


ALWAYS = ["note", "reason", "agreed", "name_on_file"]
ABOUT_THEM = ("/people/an-zhe-ri-yue/", "/places/an-di-qian-kun-xian/")
SECRETS = [*CLOSED.values(), DRAFT]
SECRET_SOUND = [SOUND["original"].decode(), SOUND["whole"].decode()]


def kinds(told: dict[str, str], words: str) -> set[str]:
    """In what kinds of answers words are found: the first part of the path, or the file."""
    found = set()
    for path, text in told.items():
        if words in text and words not in asked_itself(path):
            plain = urlsplit(path).path
            name = plain.rpartition("/")[2]
            found.add(name if "." in name else f"/{plain.strip('/').partition('/')[0]}")
    return found


def test_a_closed_range_is_nowhere(client, interview, closed_range, rebuilt):
    rebuilt()
    told = walk(client)
    assert carrying(told, [*SECRETS, *SECRET_SOUND]) == {}
    # Nor does anything tell who and where the closed words are about.
    of_interviews = {
        path: text
        for path, text in told.items()
        if path.startswith(("/oral-history", "/interviews", "/feed"))
    }
    assert carrying(of_interviews, ["暗地乾坤县", "暗者日月"]) == {}
    about_them = {path: text for path, text in told.items() if path.startswith(ABOUT_THEM)}
    # Of a place nothing is told there is not even a page.
    assert ABOUT_THEM[0] in about_them
    assert carrying(about_them, [interview.title]) == {}
    # The open sentence is given in every way there is.
    assert {"/oral-history", "/api", "/interviews"} <= kinds(told, OPEN)
    assert "/search" in kinds(told, "我当兵第一天")
    assert {"transcript.pdf", "transcript.vtt", "transcript.srt", "transcript.txt"} <= {
        name for name in kinds(told, OPEN) if name.startswith("transcript.")
    }
    assert kinds(told, SOUND["silenced"].decode()) >= {"audio.m4a", "audio.opus", "peaks.json"}


def test_without_the_silenced_copy_the_recording_is_withheld(
    client, interview, closed_range, recording, rebuilt
):
    recording.renditions.exclude(silenced="").delete()
    rebuilt()
    told = walk(client, follows=False)
    assert carrying(told, [*SECRETS, *SECRET_SOUND]) == {}
    assert kinds(told, OPEN) >= {"/oral-history", "/interviews"}
    assert not kinds(told, SOUND["silenced"].decode())


def test_lifting_a_range_gives_everything_back(client, interview, closed_range, rebuilt):
    consenting.lift_range(closed=closed_range, reason="本人同意")
    rebuilt()
    told = walk(client)
    assert (
        carrying(told, [*(CLOSED[name] for name in ALWAYS), DRAFT, SOUND["original"].decode()])
        == {}
    )
    assert {"/oral-history", "/api"} <= kinds(told, CLOSED["cue"])
    assert kinds(told, SOUND["whole"].decode()) >= {"audio.m4a"}


def withdraw(interview):
    consenting.withdraw(consent=interview.consents.get(), reason=CLOSED["reason"])


def close_until_tomorrow(interview):
    agreed = interview.consents.get()
    agreed.closed_until = timezone.localdate() + datetime.timedelta(days=1)
    agreed.save()


def for_schools(interview):
    interview.consents.update(scope=Scope.SCHOOLS)


def on_site(interview):
    interview.consents.update(scope=Scope.ON_SITE)


def take_down(interview):
    interview.unpublish()


def make_private(interview):
    PageViewRestriction.objects.create(page=interview, restriction_type="login")


def lose_the_agreement(interview):
    interview.consents.all().delete()


@pytest.mark.parametrize(
    "close",
    [
        withdraw,
        close_until_tomorrow,
        for_schools,
        on_site,
        take_down,
        make_private,
        lose_the_agreement,
    ],
)
def test_what_is_not_agreed_or_not_published_is_nowhere(client, interview, rebuilt, close):
    rebuilt()
    close(interview)
    drain()
    rebuilt()
    told = walk(client, follows=close is withdraw)
    everything = [*SECRETS, *SECRET_SOUND, OPEN, "iron pot", SOUND["silenced"].decode()]
    assert carrying(told, everything) == {}


def test_a_withdrawal_is_in_force_before_anything_else_runs(client, interview, rebuilt):
    rebuilt()
    stream = reverse(
        "recording_stream", args=[interview.recording_links.get().recording_id, "audio.m4a"]
    )
    first = client.get(stream)
    assert SOUND["whole"].decode() in words_of(first)
    tag = first.headers["ETag"]
    assert client.get("/oral-history/zhang/").status_code == 200
    withdraw(interview)
    for headers in ({}, {"If-None-Match": tag}, {"Range": "bytes=0-3", "If-Range": tag}):
        assert client.get(stream, headers=headers).status_code == 404
    assert client.head(stream).status_code == 404
    for path in ("/oral-history/zhang/", "/oral-history/zhang/search?q=a"):
        assert client.get(path, follow=True).status_code == 404
    # The search follows with its outbox, where the end of the agreement stands already.
    drain()
    assert client.get(f"/api/search?q={quote(OPEN)}").json()["total"] == 0


def test_schools_hear_what_is_theirs_and_no_cache_keeps_it(client, interview, recording, rebuilt):
    for_schools(interview)
    consenting.close_range(
        recording=recording, start_ms=12_000, end_ms=16_000, scope=Scope.ON_SITE, reason="x"
    )
    rebuilt()
    school = UserFactory()
    school.user_permissions.add(Permission.objects.get(codename="hear_as_school"))
    pupil = Client()
    pupil.force_login(school)
    told = walk(pupil)
    assert kinds(told, OPEN) >= {"/oral-history", "/interviews"}
    assert kinds(told, SOUND["silenced"].decode()) >= {"audio.m4a"}
    assert carrying(told, [*SECRETS, *SECRET_SOUND]) == {}
    # What the search, feeds and map say is for everybody, whoever asks.
    assert not kinds(told, OPEN) & {"/search", "/api", "/feed", "sitemap.xml"}
    for path in carrying(told, [OPEN, SOUND["silenced"].decode()]):
        response = pupil.get(path)
        words_of(response)
        shared = response.headers.get("Cache-Control", "")
        assert "private" in shared or "no-store" in shared, (path, shared)
        assert "public" not in shared, (path, shared)
    assert (
        carrying(
            walk(client, follows=False), [*SECRETS, *SECRET_SOUND, OPEN, SOUND["silenced"].decode()]
        )
        == {}
    )


def test_visitors_on_site_hear_what_is_closed_to_others(
    client, settings, interview, closed_range, rebuilt
):
    settings.ON_SITE_NETWORKS = ["127.0.0.1/32"]
    closed_range.scope = Scope.ON_SITE
    closed_range.save()
    rebuilt()
    told = walk(client, follows=False)
    assert {name for name in kinds(told, CLOSED["cue"]) if not name[0].isdigit()} == {
        "/interviews",
        "/oral-history",
        "transcript.pdf",
        "transcript.srt",
        "transcript.txt",
        "transcript.vtt",
        "ohms.xml",
    }
