"""Files of every kind, good and bad: encodings, pages, documents, attacks."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heritage.stories.importing import readers
from heritage.stories.importing.api import read_article
from heritage.stories.importing.enums import DropReason, TitleOrigin
from heritage.stories.importing.messages import FAULTS, FaultCode, ImportFault, NoticeCode
from heritage.stories.importing.readers import limits, read_source

from .builders import MACRO_TYPE, archive, docx
from .checks import assert_nothing_lost, credits_of, kinds_of

SIMPLE = (
    "把往事留下来\n\n志愿者每月走访老战士，把他们讲的往事记下来，交给纪念馆保存。\n\n作者：王芳\n"
)
COMPLEX = (
    "把往事留下來\n\n志願者每月走訪老戰士，把他們講的往事記下來，交給紀念館保存。\n\n作者：王芳\n"
)
PARAGRAPH = (
    "志愿者每月走访老战士，把他们讲的往事记在本子上，也录下声音，整理以后交给纪念馆长久保存。"
)


def fault_of(data: bytes, name: str) -> ImportFault:
    with pytest.raises(ImportFault) as caught:
        read_article(data, name)
    return caught.value


@pytest.mark.parametrize(
    ("text", "encoding", "mark", "read_as"),
    [
        (SIMPLE, "utf-8", b"", "utf-8"),
        (SIMPLE, "utf-8", b"\xef\xbb\xbf", "utf-8"),
        (SIMPLE, "utf-16-le", b"\xff\xfe", "utf-16-le"),
        (SIMPLE, "utf-16-be", b"\xfe\xff", "utf-16-be"),
        (SIMPLE, "utf-16-le", b"", "utf-16-le"),
        (SIMPLE, "gb18030", b"", "gb18030"),
        (COMPLEX, "big5", b"", "big5"),
    ],
)
def test_encodings(text, encoding, mark, read_as):
    article = read_article(mark + text.encode(encoding), "a.txt")
    assert article.encoding == read_as
    assert article.title == text.split("\n")[0]
    assert_nothing_lost(article, text)


@pytest.mark.parametrize(
    ("data", "name", "code", "params"),
    [
        (b"", "a.txt", FaultCode.EMPTY, {}),
        (b" \n\t ", "a.txt", FaultCode.EMPTY, {}),
        (b"x", "a.pdf", FaultCode.UNKNOWN_TYPE, {"known": ".txt, .html, .htm, .docx"}),
        (b"x", "noextension", FaultCode.UNKNOWN_TYPE, {}),
        ("往事\0".encode(), "a.txt", FaultCode.BINARY, {"position": 2}),
        ("往事".encode() * 9 + b"\xff" + b"ab", "a.txt", FaultCode.BROKEN_TEXT, {"position": 54}),
        ("往事".encode() * 9 + b"\xe4\xb8", "a.txt", FaultCode.BROKEN_TEXT, {"position": 54}),
        (b"\xff\xfe\x00", "a.txt", FaultCode.BROKEN_TEXT, {"position": 2}),
        (b"\xff\xff\xff\xff", "a.txt", FaultCode.UNKNOWN_ENCODING, {"position": 0}),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "a.txt", FaultCode.BINARY, {}),
        (b"<!-- nothing -->", "a.html", FaultCode.NO_TEXT, {}),
        ("\u200b\ufeff".encode(), "a.txt", FaultCode.NO_TEXT, {}),
        (b"plain text", "a.docx", FaultCode.NOT_DOCX, {}),
        (archive({"a.txt": "x"}), "a.docx", FaultCode.NOT_DOCX, {}),
        (bytes.fromhex("D0CF11E0A1B11AE1") + b"0" * 512, "a.docx", FaultCode.OLD_OR_LOCKED, {}),
    ],
)
def test_files_that_cannot_be_read(data, name, code, params):
    fault = fault_of(data, name)
    assert fault.code == code
    assert {key: fault.params[key] for key in params} == params
    assert str(fault) == FAULTS[code] % fault.params


def test_too_large_and_too_long(monkeypatch):
    monkeypatch.setattr(limits, "MAX_MARKUP_BYTES", 10)
    assert fault_of(b"x" * 11, "a.txt").params == {"name": "a.txt", "size": 11, "limit": 10}
    monkeypatch.setattr(limits, "MAX_MARKUP_BYTES", 1000)
    monkeypatch.setattr(limits, "MAX_CHARACTERS", 10)
    assert fault_of(b"x" * 11, "a.txt").code == FaultCode.TOO_LONG


def test_a_path_is_reduced_to_its_name():
    assert read_article(SIMPLE.encode(), "../up/a.txt").file_name == "a.txt"


def page(body: str, head: str = "") -> str:
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>"


def read_page(markup: str):
    data = markup.encode()
    article = read_article(data, "a.html")
    assert_nothing_lost(article, read_source(data, "a.html").raw)
    return article


def test_page():
    article = read_page(
        page(
            "<nav><a>首页</a><a>新闻</a></nav>"
            "<article><h1>把往事<br>留下来</h1><p class='subtitle'>示例市工作纪实</p>"
            "<p>来源：示例网　作者：<b>王芳</b></p>"
            f"<h2>怎样开始</h2><p>{PARAGRAPH}</p><img src='x.jpg'><p>志愿者在整理录音</p>"
            f"<figure><img><figcaption>老人在讲述</figcaption></figure>"
            f"<p><strong>怎样保存</strong></p><p>{PARAGRAPH}</p>"
            "<ul><li>先走访</li><li>再录音</li></ul>"
            "<table><tr><th>年</th><th>人</th></tr><tr><td>2023</td><td>14</td></tr></table>"
            "<p style='display:none'>隐藏的字</p></article>"
            "<aside><p>热门新闻</p></aside><footer>版权所有 示例网</footer>",
            "<title>把往事留下来_示例网</title><script>alert('x')</script><style>p{}</style>",
        )
    )
    assert article.title == "把往事 留下来"
    assert article.deck == "示例市工作纪实"
    assert credits_of(article) == [("来源", ("示例网",)), ("作者", ("王芳",))]
    assert kinds_of(article) == [
        ("heading", "怎样开始"),
        ("paragraph", PARAGRAPH),
        ("caption", "志愿者在整理录音"),
        ("caption", "老人在讲述"),
        ("heading", "怎样保存"),
        ("paragraph", PARAGRAPH),
        ("list_item", "先走访"),
        ("list_item", "再录音"),
        ("lines", "年 人\n2023 14"),
    ]
    assert [piece.reason for piece in article.dropped] == [
        DropReason.PAGE_TITLE,
        DropReason.NAVIGATION,
        DropReason.HIDDEN,
        DropReason.RELATED,
        DropReason.NAVIGATION,
    ]
    assert [(notice.code, notice.params) for notice in article.notices] == [
        (NoticeCode.SCRIPTS_LEFT_OUT, {"count": 2}),
        (NoticeCode.PICTURES_LEFT_OUT, {"count": 2}),
    ]


def test_page_title_stands_in_for_a_headline():
    plain = page(
        f"<div>{PARAGRAPH}</div><div>{PARAGRAPH}</div>", "<title>留住往事的人们_示例网</title>"
    )
    article = read_page(plain)
    assert (article.title, article.title_origin) == ("留住往事的人们", TitleOrigin.PAGE_TITLE)
    assert [(piece.text, piece.reason) for piece in article.dropped] == [
        ("_示例网", DropReason.PAGE_TITLE)
    ]


def test_page_title_points_out_the_headline_among_plain_lines():
    markup = page(
        f"<div>示例网</div><div>留住往事的人们</div><p>{PARAGRAPH}</p>",
        "<title>留住往事的人们 - 示例网</title>",
    )
    article = read_page(markup)
    assert (article.title, article.title_origin) == ("留住往事的人们", TitleOrigin.HEADLINE)


def test_article_laid_out_in_a_table_and_declared_gbk():
    markup = page(
        f"<table><tr><td><p>把往事留下来</p><p>{PARAGRAPH}</p><p>{PARAGRAPH}</p></td></tr></table>",
        "<meta charset='gb2312'>",
    )
    article = read_article(markup.encode("gbk"), "a.htm")
    assert (article.title, article.encoding) == ("把往事留下来", "gb18030")
    assert kinds_of(article) == [("paragraph", PARAGRAPH)] * 2


@pytest.mark.parametrize(
    "markup",
    [
        "<div>" * 15_000 + "往事" + "</div>" * 15_000,
        "<p>往事<![if foo]>留<![endif]><!doctype x [<!entity a 'b'>]>下<?php echo 1 ?>来",
        "<table><tr><td>往事<table><tr><td>留</td><td>下",
        "<h1></h1><title></title>&#0;&#xD800;&lt;script&gt;往事",
        "<p " + "a=1 " * 5000 + ">往事",
    ],
)
def test_hostile_pages_are_read_or_refused(markup):
    try:
        article = read_article(markup.encode(), "a.html")
    except ImportFault as fault:
        assert fault.code in {FaultCode.BAD_HTML, FaultCode.BINARY, FaultCode.NO_TEXT}
    else:
        assert_nothing_lost(article, read_source(markup.encode(), "a.html").raw)


@pytest.mark.parametrize("markup", ["<!--" * 1000, "<![x" * 1000, "<p" * 1000, "<p>" * 50_000])
def test_pages_that_would_take_the_parser_forever_are_refused(markup):
    assert fault_of(markup.encode(), "a.html").code == FaultCode.BAD_HTML


def test_document():
    data = docx(
        [
            ("a3", "把往事留下来"),
            ("a4", "示例市工作纪实"),
            ("", "记者 王芳"),
            ("1", "怎样开始"),
            ("", PARAGRAPH[:29]),
            ("", PARAGRAPH[29:]),
            ("", "编辑：赵 敏"),
        ]
    )
    article = read_article(data, "a.docx")
    assert (article.title, article.deck) == ("把往事留下来", "示例市工作纪实")
    assert credits_of(article) == [("记者", ("王芳",)), ("编辑", ("赵敏",))]
    assert kinds_of(article) == [("heading", "怎样开始"), ("paragraph", PARAGRAPH)]
    assert_nothing_lost(article, read_source(data, "a.docx").raw)
    assert [notice.code for notice in article.notices] == [NoticeCode.LINES_JOINED]


@pytest.mark.parametrize(
    ("extra", "code"),
    [
        ({"word/vbaProject.bin": b"x"}, FaultCode.MACROS),
        ({"../evil.xml": b"<a/>"}, FaultCode.ZIP_UNSAFE),
        ({"word/media/a.bin": b"\0" * 2_000_000}, FaultCode.ZIP_RATIO),
        ({"word/a.xml": b"<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///x'>]><a>&b;</a>"},
         FaultCode.XML_UNSAFE),
        ({"word/a.xml": "<!DOCTYPE a><a/>".encode("utf-16")}, FaultCode.XML_UNSAFE),
        ({"word/a.xml": b"<?xml version='1.0' encoding='cp037'?><a/>"}, FaultCode.XML_UNSAFE),
        ({"word/a.xml": b"<a>" * 500 + b"</a>" * 500}, FaultCode.ZIP_UNSAFE),
        ({"word/a.xml": b"<a>"}, FaultCode.BAD_DOCX),
        ({"word/document.xml": b"<w:nothing xmlns:w='x'/>"}, FaultCode.BAD_DOCX),
    ],
)  # fmt: skip
def test_unsafe_documents_are_refused(extra, code):
    assert fault_of(docx([("", PARAGRAPH)], extra=extra), "a.docx").code == code


def test_macro_enabled_type_is_refused():
    assert fault_of(docx([("", "x")], main_type=MACRO_TYPE), "a.docx").code == FaultCode.MACROS


def test_zip_limits(monkeypatch):
    data = docx([("", PARAGRAPH)])
    monkeypatch.setattr(limits, "MAX_ZIP_ENTRIES", 2)
    assert fault_of(data, "a.docx").params == {"name": "a.docx", "count": 5, "limit": 2}
    monkeypatch.setattr(limits, "MAX_ZIP_ENTRIES", 10)
    monkeypatch.setattr(limits, "MAX_UNPACKED_BYTES", 100)
    assert fault_of(data, "a.docx").code == FaultCode.ZIP_SIZE


def test_damaged_documents_never_crash():
    data = docx([("", PARAGRAPH)])
    for at in range(0, len(data), 7):
        damaged = data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1 :]
        try:
            read_article(damaged, "a.docx")
        except ImportFault as fault:
            assert fault.code in set(FaultCode)


def test_every_reader_is_named_by_a_lower_case_suffix():
    assert list(readers.READERS) == [".txt", ".html", ".htm", ".docx"]


@settings(max_examples=150)
@given(st.binary(max_size=400), st.sampled_from(["a.txt", "a.html", "a.docx"]))
def test_any_bytes_are_an_article_or_a_fault(data, name):
    try:
        article = read_article(data, name)
    except ImportFault as fault:
        assert fault.code in set(FaultCode)
    else:
        assert_nothing_lost(article, read_source(data, name).raw)
