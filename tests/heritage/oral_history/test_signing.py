"""The narrator's sign-off: which text it is for, what came back, who may see it."""

from __future__ import annotations

import datetime
import hashlib
from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from pypdf import PdfReader

from heritage.oral_history import rights, signing
from heritage.oral_history.models import SignOff
from media.models import Cue
from tests.factories import PersonFactory, UserFactory, image_file
from tests.factories.oral_history import (
    InterviewIndexPageFactory,
    InterviewPageFactory,
    TranscriptFactory,
)

DAY = datetime.date(2025, 3, 1)


@pytest.fixture
def interview(home):
    return InterviewPageFactory(
        parent=InterviewIndexPageFactory(parent=home),
        title="张思远口述",
        narrators=[PersonFactory(name="张思远")],
    )


@pytest.fixture
def transcript(interview):
    return TranscriptFactory(
        recording=interview.recording_links.get().recording,
        cues=["问：您哪年入伍？", "张思远：一九四八年。", "张思远：在安东。"],
    )


def signed(copy, **given):
    values = {"signed_by": "张思远", "signed_on": DAY, "scan": ContentFile(b"x", name="scan.pdf")}
    return signing.take_back(sign_off=copy, is_signed=True, **{**values, **given})


def test_the_digest_is_of_words_speakers_and_times(transcript):
    lines = (
        b'[0,4000,"\xe9\x97\xae","\xe6\x82\xa8\xe5\x93\xaa\xe5\xb9\xb4\xe5\x85\xa5\xe4\xbc\x8d\xef\xbc\x9f"]\n'
        + '[4000,8000,"张思远","一九四八年。"]\n[8000,12000,"张思远","在安东。"]\n'.encode()
    )
    assert signing.digest_of(transcript) == hashlib.sha256(lines).hexdigest()
    before = signing.digest_of(transcript)
    first = transcript.cues.first()
    for change in ({"text": "改"}, {"speaker": "某"}, {"end_ms": 4001}):
        Cue.objects.filter(pk=first.pk).update(**change)
        after = signing.digest_of(transcript)
        assert after != before
        before = after


def test_a_signature_holds_for_that_text_only(transcript):
    copy = signing.print_copy(transcript=transcript)
    assert not signing.holds(copy)
    copy = signed(copy)
    assert (copy.state, signing.holds(copy)) == ("signed", True)
    transcript.cues.filter(position=1).update(text="一九四九年。")
    assert not signing.holds(SignOff.objects.get())
    with pytest.raises(signing.SignOffRefused):
        signing.copy_pdf(SignOff.objects.get(), site_name="戎光")


def test_a_copy_of_an_earlier_text_comes_back_with_corrections_only(transcript):
    copy = signing.print_copy(transcript=transcript)
    transcript.cues.filter(position=1).update(text="一九四九年。")
    with pytest.raises(signing.SignOffRefused):
        signed(copy)
    copy = signing.take_back(sign_off=copy, is_signed=False, corrections="第二行年份不对")
    assert copy.state == "returned"
    with pytest.raises(signing.SignOffRefused):
        signed(copy)
    assert signing.make_void(sign_off=copy).state == "void"
    with pytest.raises(signing.SignOffRefused):
        signing.make_void(sign_off=copy)


@pytest.mark.parametrize(
    "missing",
    [
        {"signed_by": " "},
        {"signed_on": None},
        {"scan": None},
        {"signed_on": datetime.date(2999, 1, 1)},
    ],
)
def test_a_signature_is_entered_whole(transcript, missing):
    copy = signing.print_copy(transcript=transcript)
    with pytest.raises(signing.SignOffRefused):
        signed(copy, **missing)
    assert SignOff.objects.get().state == "printed"


def test_nothing_is_printed_of_a_transcript_without_words(wagtail_base):
    with pytest.raises(signing.SignOffRefused):
        signing.print_copy(transcript=TranscriptFactory())


def test_words_of_one_speaker_are_one_paragraph(transcript):
    assert list(signing.paragraphs_of(transcript)) == [
        signing.Paragraph("0:00", "问", "您哪年入伍？"),
        signing.Paragraph("0:04", "张思远", "一九四八年。在安东。"),
    ]


def test_the_copy_is_in_large_print_and_numbered(transcript):
    copy = signing.print_copy(transcript=transcript)
    pdf = PdfReader(BytesIO(signing.copy_pdf(copy, site_name="戎光")))
    pages = ["".join(page.extract_text().split()) for page in pdf.pages]
    assert all(copy.code in page for page in pages)
    assert all(words in pages[0] for words in ("您哪年入伍", "一九四八年", "张思远口述"))
    assert copy.digest[:16] in pages[-1]
    sizes = []
    pdf.pages[0].extract_text(
        visitor_text=lambda text, cm, tm, font, size: sizes.append((text, round(size * tm[0])))
    )
    assert {size for text, size in sizes if "您哪年入伍" in text} == {18}


def to(name, *args):
    return reverse(f"oral_history:{name}", args=args)


def test_from_printing_to_signature_in_the_admin(client, transcript):
    archivist = UserFactory()
    archivist.groups.add(rights.archivists())
    client.force_login(archivist)
    assert client.post(to("print_copy", transcript.pk)).status_code == 302
    copy = SignOff.objects.get()
    assert (copy.printed_by, copy.version) == (archivist, transcript.version)
    pdf = client.get(to("copy_pdf", copy.pk))
    assert (pdf["Content-Type"], pdf.content[:5]) == ("application/pdf", b"%PDF-")
    given = {"outcome": "signed", "signed_by": "张思远", "signed_on": "2025-03-01"}
    back = to("take_back", copy.pk)
    assert client.post(back, given).status_code == 400
    wrong = SimpleUploadedFile("scan.pdf", b"no pdf")
    assert client.post(back, {**given, "scan": wrong}).status_code == 400
    scan = SimpleUploadedFile("scan.jpg", image_file().read())
    assert client.post(back, {**given, "scan": scan}).status_code == 302
    shown = client.get(to("sign_offs", transcript.pk))
    assert shown.context["is_signed"]
    taken = client.get(to("scan", copy.pk))
    assert taken["Content-Disposition"].startswith("attachment")
    assert b"".join(taken.streaming_content)
    assert client.post(to("make_void", copy.pk)).status_code == 302
    assert not client.get(to("sign_offs", transcript.pk)).context["is_signed"]
    client.logout()
    for path in (to("sign_offs", transcript.pk), to("copy_pdf", copy.pk), to("scan", copy.pk)):
        assert client.get(path).status_code == 302
