"""Images lose the place they were taken at and nothing else; documents are what they say."""

from __future__ import annotations

import io

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from cms.core.upload_forms import WholeImageField
from cms.core.uploads import check_document, check_image_whole, strip_location
from tests.cms.core.uploading import (
    ARTIST,
    GPS,
    LENS_IFD,
    TAKEN_AT,
    office,
    photograph,
    upload,
    word_file,
)

EXTENSIONS = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp"}
PHOTOGRAPHS = {kind: photograph(kind) for kind in EXTENSIONS}


def exif_of(data: bytes) -> Image.Exif:
    with Image.open(io.BytesIO(data)) as image:
        return image.getexif()


@pytest.mark.parametrize("kind", EXTENSIONS)
def test_location_is_taken_out_and_the_rest_kept(kind):
    data = photograph(kind)
    assert GPS in exif_of(data)
    clean = strip_location(upload(f"photo.{EXTENSIONS[kind]}", data))
    left = exif_of(clean.read())
    assert GPS not in left
    assert left[ARTIST] == "Li Ming"
    assert left.get_ifd(LENS_IFD)[TAKEN_AT] == "2024:05:01 09:30:00"


@pytest.mark.parametrize("kind", EXTENSIONS)
def test_location_in_xmp_is_taken_out_too(kind):
    file = upload(f"photo.{EXTENSIONS[kind]}", photograph(kind, gps=False, xmp=True))
    clean = strip_location(file).read()
    assert b"GPS" not in clean
    assert exif_of(clean)[ARTIST] == "Li Ming"


@pytest.mark.parametrize("kind", EXTENSIONS)
def test_a_picture_without_location_is_not_touched(kind):
    data = photograph(kind, gps=False)
    assert strip_location(upload(f"photo.{EXTENSIONS[kind]}", data)).read() == data


@pytest.mark.parametrize("kind", EXTENSIONS)
def test_the_cleaned_file_is_whole_and_knows_its_size(kind):
    clean = strip_location(upload(f"photo.{EXTENSIONS[kind]}", photograph(kind)))
    check_image_whole(clean)
    assert len(clean.read()) == clean.size


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_pixels_stay_as_they_are(kind):
    data = photograph(kind)
    clean = strip_location(upload("photo.x", data)).read()
    with Image.open(io.BytesIO(data)) as before, Image.open(io.BytesIO(clean)) as after:
        assert (before.size, before.mode) == (after.size, after.mode)
        if kind == "PNG":
            assert before.tobytes() == after.tobytes()


@pytest.mark.parametrize("kind", EXTENSIONS)
def test_an_image_cut_off_is_refused(kind):
    data = photograph(kind)
    with pytest.raises(ValidationError) as caught:
        check_image_whole(upload("photo.x", data[: len(data) * 2 // 3]))
    assert caught.value.code == "damaged_image"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("名单.docx", word_file()),
        ("名单.DOCX", word_file()),
        ("名单.pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n"),
        ("名单.txt", "黄继光".encode()),
        ("名单.txt", "黄继光".encode("utf-16")),
        ("名单.csv", "姓名,生年\n黄继光,1931\n".encode("gb18030")),
    ],
)
def test_documents_that_are_what_they_say(name, data):
    file = upload(name, data)
    check_document(file)
    assert file.read() == data


BOMB = office({"word/document.xml": bytes(4_000_000)})
PROGRAM = b"MZ\x90\x00" + bytes(200)


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("bomb.docx", BOMB, "zip_bomb"),
        ("macros.docx", word_file(**{"vbaProject.bin": b"x" * 30}), "macros"),
        ("program.docx", PROGRAM, "wrong_type"),
        ("program.pdf", PROGRAM, "wrong_type"),
        ("program.txt", PROGRAM, "wrong_type"),
        ("page.pdf", b"<html>", "wrong_type"),
        ("word.xlsx", word_file(), "wrong_type"),
        ("picture.pdf", photograph("PNG"), "wrong_type"),
        ("cut.docx", word_file()[:120], "wrong_type"),
        ("empty.pdf", b"", "wrong_type"),
        ("page.html", b"<html>", "wrong_type"),
        ("no-ending", b"x", "wrong_type"),
    ],
)
def test_documents_that_are_refused(name, data, code):
    with pytest.raises(ValidationError) as caught:
        check_document(upload(name, data))
    assert (caught.value.code, caught.value.params) == (code, {"name": name})


# Pillow warns of damaged EXIF before it goes on without it.
@pytest.mark.filterwarnings("ignore::UserWarning:PIL")
@given(st.sampled_from(sorted(PHOTOGRAPHS)), st.data())
@settings(max_examples=60)
def test_damage_of_any_kind_is_refused_or_harmless(kind, data):
    whole = bytearray(PHOTOGRAPHS[kind])
    for _ in range(data.draw(st.integers(1, 4))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    name = f"photo.{EXTENSIONS[kind]}"
    field = WholeImageField()
    try:
        file = field.clean(upload(name, bytes(whole)))
        check_image_whole(file)
        strip_location(file)
    except ValidationError as error:
        assert error.messages != []
