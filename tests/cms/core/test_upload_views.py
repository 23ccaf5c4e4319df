"""Bad files through the admin's own upload pages: a message, nothing saved, never a 500."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.core.files.base import ContentFile
from django.urls import reverse
from PIL import Image
from wagtail.models import Collection

from cms.core.dates import PartialDate
from cms.core.models import CoreDocument, CoreImage
from tests.cms.core.uploading import ARTIST, GPS, huge_png, office, photograph, upload, word_file

pytestmark = pytest.mark.django_db
HAN = re.compile(r"[\u4e00-\u9fff]")

JPEG = photograph("JPEG")
BAD_IMAGES = {
    "text.jpg": "不是图片".encode(),
    "page.png": b"<html><script>alert(1)</script></html>",
    "empty.png": b"",
    "cut.jpg": JPEG[: len(JPEG) // 2],
    "header-only.png": photograph("PNG")[:24],
    "jpeg-as.png": JPEG,
    "drawing.svg": b'<svg xmlns="http://www.w3.org/2000/svg"/>',
    "program.exe": b"MZ\x90\x00" + bytes(200),
    "many-pixels.png": huge_png(8000, 8000),
    "bomb.png": huge_png(20000, 20000),
}
BAD_DOCUMENTS = {
    "bomb.docx": office({"word/document.xml": bytes(4_000_000)}),
    "macros.docx": word_file(**{"vbaProject.bin": b"x" * 30}),
    "program.pdf": b"MZ\x90\x00" + bytes(200),
    "program.exe": b"MZ\x90\x00" + bytes(200),
    "page.html": b"<script>alert(1)</script>",
    "cut.docx": word_file()[:120],
    "empty.docx": b"",
}


@pytest.fixture(autouse=True)
def uploads(settings, tmp_path, wagtail_base) -> Path:
    settings.MEDIA_ROOT = tmp_path / "uploads"
    return settings.MEDIA_ROOT


def stored(uploads: Path) -> list[Path]:
    return [path for path in uploads.rglob("*") if path.is_file()]


def image_form(name: str, data: bytes, **changes) -> dict:
    return {
        "title": "照片",
        "file": upload(name, data),
        "description": "",
        "rights": "own",
        "taken_on": "",
        "collection": Collection.objects.get(depth=1).pk,
        **changes,
    }


@pytest.mark.parametrize("name", BAD_IMAGES)
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_bad_image_through_the_form(admin_client, uploads, name, language):
    admin_client.cookies[django_settings.LANGUAGE_COOKIE_NAME] = language
    response = admin_client.post(reverse("wagtailimages:add"), image_form(name, BAD_IMAGES[name]))
    assert response.status_code == 200
    assert list(response.context["form"].errors) == ["file"]
    assert (CoreImage.objects.count(), stored(uploads)) == (0, [])


@pytest.mark.parametrize("name", BAD_IMAGES)
def test_bad_image_through_several_at_once(admin_client, uploads, name):
    response = admin_client.post(
        reverse("wagtailimages:add_multiple"),
        {"title": "照片", "files[]": upload(name, BAD_IMAGES[name])},
    )
    assert response.status_code == 200
    answer = json.loads(response.content)
    assert answer["success"] is False
    assert answer["error_message"]
    assert (CoreImage.objects.count(), stored(uploads)) == (0, [])


def test_too_large_a_file(admin_client, uploads, settings):
    settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE = 1000
    response = admin_client.post(reverse("wagtailimages:add"), image_form("large.jpg", JPEG))
    assert response.status_code == 200
    assert list(response.context["form"].errors) == ["file"]
    assert (CoreImage.objects.count(), stored(uploads)) == (0, [])


@pytest.mark.parametrize(("language", "is_chinese"), [("zh-hans", True), ("en", False)])
def test_the_message_is_in_the_editors_language(admin_client, language, is_chinese):
    admin_client.cookies[django_settings.LANGUAGE_COOKIE_NAME] = language
    response = admin_client.post(
        reverse("wagtailimages:add"), image_form("text.jpg", BAD_IMAGES["text.jpg"])
    )
    (message,) = response.context["form"].errors["file"]
    assert bool(HAN.search(message)) is is_chinese


# A large file is kept on disk while it comes in, a small one in memory.
SIZES = {"small": 10 * 1024 * 1024, "large": 0}


def kept_exif() -> tuple[bool, str]:
    """Whether the one stored picture says where it was taken, and who took it."""
    with CoreImage.objects.get().file.open("rb") as file, Image.open(file) as kept:
        exif = kept.getexif()
        return GPS in exif, exif[ARTIST]


@pytest.mark.parametrize("size", SIZES)
def test_a_good_image_is_kept_without_its_place(admin_client, settings, size):
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = SIZES[size]
    response = admin_client.post(
        reverse("wagtailimages:add"),
        image_form("photo.jpg", JPEG, description="阵地", taken_on="1952年10月"),
    )
    assert response.status_code == 302
    image = CoreImage.objects.get()
    assert (image.description, image.taken_on) == ("阵地", PartialDate(1952, 10))
    assert kept_exif() == (False, "Li Ming")


@pytest.mark.parametrize("size", SIZES)
def test_one_of_several_waits_for_its_rights_and_is_kept_without_its_place(
    admin_client, settings, size
):
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = SIZES[size]
    collection = Collection.objects.get(depth=1).pk
    response = admin_client.post(
        reverse("wagtailimages:add_multiple"),
        {"title": "照片", "files[]": upload("a.jpg", JPEG), "collection": collection},
    )
    answer = json.loads(response.content)
    assert (answer["success"], CoreImage.objects.count()) == (True, 0)
    number = answer["uploaded_file_id"]
    response = admin_client.post(
        reverse("wagtailimages:create_multiple_from_uploaded_image", args=[number]),
        {
            f"uploaded-image-{number}-title": "照片",
            f"uploaded-image-{number}-rights": "own",
            f"uploaded-image-{number}-collection": collection,
        },
    )
    assert json.loads(response.content)["success"] is True
    assert kept_exif() == (False, "Li Ming")


def test_a_date_nobody_understands_is_a_form_error(admin_client):
    response = admin_client.post(
        reverse("wagtailimages:add"), image_form("photo.jpg", JPEG, taken_on="那年秋天")
    )
    assert response.status_code == 200
    assert list(response.context["form"].errors) == ["taken_on"]
    assert CoreImage.objects.count() == 0


@pytest.mark.parametrize("name", BAD_DOCUMENTS)
def test_bad_document_through_the_form(admin_client, uploads, name):
    response = admin_client.post(
        reverse("wagtaildocs:add"), {"title": "名单", "file": upload(name, BAD_DOCUMENTS[name])}
    )
    assert response.status_code == 200
    assert list(response.context["form"].errors) == ["file"]
    assert (CoreDocument.objects.count(), stored(uploads)) == (0, [])


@pytest.mark.parametrize("name", BAD_DOCUMENTS)
def test_bad_document_through_several_at_once(admin_client, uploads, name):
    response = admin_client.post(
        reverse("wagtaildocs:add_multiple"),
        {"title": "名单", "files[]": upload(name, BAD_DOCUMENTS[name])},
    )
    assert response.status_code == 200
    assert json.loads(response.content)["success"] is False
    assert (CoreDocument.objects.count(), stored(uploads)) == (0, [])


def test_a_good_document_is_kept(admin_client):
    response = admin_client.post(
        reverse("wagtaildocs:add"),
        {
            "title": "名单",
            "file": upload("名单.docx", word_file()),
            "collection": Collection.objects.get(depth=1).pk,
        },
    )
    assert response.status_code == 302
    assert CoreDocument.objects.get().title == "名单"


def test_pictures_have_an_address_under_uploads(client, uploads):
    image = CoreImage.objects.create(title="图", file=ContentFile(JPEG, name="图.jpg"))
    response = client.get(image.file.url)
    assert (response.status_code, response.getvalue()) == (200, JPEG)


@pytest.mark.parametrize(
    "path",
    [
        "documents/secret.txt",
        "original_images/../documents/secret.txt",
        "original_images/%2e%2e/documents/secret.txt",
        "original_images//../documents/secret.txt",
        "original_images/./../documents/secret.txt",
        "images/",
        "images/../../db.sqlite3",
        "images/missing.jpg",
        "images/a%00b.jpg",
    ],
)
def test_nothing_else_has_one(client, uploads, path):
    for folder in ("documents", "images", "original_images"):
        (uploads / folder).mkdir(parents=True)
    (uploads / "documents" / "secret.txt").write_text("x")
    assert client.get(f"/uploads/{path}").status_code == (400 if "%00" in path else 404)
