"""Made-up articles in plain text, in the shapes that occur: what is found and what is left out."""

import pytest

from heritage.stories.importing.api import read_article, to_json
from heritage.stories.importing.document import ImportedArticle
from heritage.stories.importing.enums import BlockKind, DropReason, TitleOrigin
from heritage.stories.importing.messages import NoticeCode

from .checks import assert_nothing_lost, credits_of, kinds_of

FIRST = "示例市的志愿者每月走访一次老战士的家，把他们讲的往事记在本子上，也录下声音，整理以后交给纪念馆保存。"
SECOND = "这项工作做了三年，先后有四十二位老人留下了讲述，最年长的一位已经过了百岁，最年轻的也有八十七岁。"
THIRD = "纪念馆把这些录音编成目录，来馆的学生可以戴上耳机听，也可以照着文字读，一边听一边写下自己的感想。"


def read(text: str, name: str = "sample.txt") -> ImportedArticle:
    article = read_article(text.encode(), name)
    assert_nothing_lost(article, text)
    return article


def test_title_deck_byline_heads_and_credits():
    article = read(
        f"把往事留下来\n\n——示例市老战士口述史工作纪实\n\n本报记者 王 芳 李国强\n\n{FIRST}\n\n"
        f"一、怎样开始\n\n{SECOND}\n\n二、怎样保存\n\n{THIRD}\n\n责任编辑：欧阳 锋  校对：赵敏\n"
    )
    assert article.title == "把往事留下来"
    assert article.deck == "——示例市老战士口述史工作纪实"
    assert credits_of(article) == [
        ("记者", ("王芳", "李国强")),
        ("编辑", ("欧阳锋",)),
        ("校对", ("赵敏",)),
    ]
    assert article.credits[1].label == "责任编辑"
    assert kinds_of(article) == [
        ("paragraph", FIRST),
        ("heading", "一、怎样开始"),
        ("paragraph", SECOND),
        ("heading", "二、怎样保存"),
        ("paragraph", THIRD),
    ]
    assert article.notices == ()


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        ("让每一位老兵的“\n青春记忆”都有人听", "让每一位老兵的“ 青春记忆”都有人听"),
        ("示例市：\n把往事留下来", "示例市： 把往事留下来"),
        ("春风送暖意\n往事入人心", "春风送暖意 往事入人心"),
    ],
)
def test_title_broken_over_two_lines(lines, title):
    article = read(f"{lines}\n\n{FIRST}\n\n{SECOND}\n")
    assert (article.title, article.deck) == (title, "")


def test_meta_line_with_date_source_and_counter():
    article = read(
        f"把往事留下来\n2024-05-03 09:30 来源：示例市融媒体中心 作者：王芳 浏览：128次\n{FIRST}\n{SECOND}\n"
    )
    assert article.dates == ("2024-05-03",)
    assert credits_of(article) == [("来源", ("示例市融媒体中心",)), ("作者", ("王芳",))]
    assert article.source == "示例市融媒体中心"
    assert [(piece.reason, piece.text) for piece in article.dropped] == [
        (DropReason.DATE, "2024-05-03 09:30"),
        (DropReason.FURNITURE, "浏览：128次"),
    ]


def test_dateline_and_signature_within_paragraphs():
    article = read(
        f"把往事留下来\n\n本报示例5月3日讯（记者 王芳 通讯员 李国强）{FIRST}\n\n{SECOND}（编辑 赵敏）\n"
    )
    assert credits_of(article) == [
        ("记者", ("王芳",)),
        ("通讯员", ("李国强",)),
        ("编辑", ("赵敏",)),
    ]
    assert article.place == "示例"
    assert kinds_of(article) == [("paragraph", FIRST), ("paragraph", SECOND)]


def test_label_and_name_on_two_lines():
    article = read(f"把往事留下来\n\n作者：\n\n王芳\n\n{FIRST}\n\n{SECOND}\n")
    assert credits_of(article) == [("作者", ("王芳",))]
    assert article.deck == ""


def test_sentence_broken_by_a_page_is_joined_around_a_caption():
    article = read(
        f"把往事留下来\n\n{FIRST}\n\n{SECOND[:40]}\n\n\n\n志愿者在整理录音。\n\n{SECOND[40:]}\n\n{THIRD}\n"
    )
    assert kinds_of(article) == [
        ("paragraph", FIRST),
        ("paragraph", SECOND),
        ("caption", "志愿者在整理录音。"),
        ("paragraph", THIRD),
    ]
    assert [notice.code for notice in article.notices] == [NoticeCode.LINES_JOINED]


def test_text_wrapped_at_a_fixed_width():
    def wrapped(text: str) -> str:
        text = "\u3000\u3000" + text
        return "\n".join(text[at : at + 20] for at in range(0, len(text), 20))

    article = read("\n".join(["把往事留下来", wrapped(FIRST), wrapped(SECOND), wrapped(THIRD)]))
    assert article.title == "把往事留下来"
    assert kinds_of(article) == [("paragraph", text) for text in (FIRST, SECOND, THIRD)]


def test_scraped_head_and_tail():
    article = read(
        "首页 > 新闻 > 正文\n把往事留下来\n字号：大 中 小 打印\n\n"
        f"{FIRST}\n\n{SECOND}\n\n作者：王芳\n\n"
        "免责声明：本文仅代表作者个人观点，与本站无关。\n\n上一篇：春天的树\n下一篇：秋天的河\n\n"
        "猜你喜欢\n• 怎样养好一盆花\n养花要先选土，再看光照…\n• 十道家常菜\n\n责任编辑：赵敏\n"
    )
    assert article.title == "把往事留下来"
    assert credits_of(article) == [("作者", ("王芳",)), ("编辑", ("赵敏",))]
    assert [piece.reason for piece in article.dropped] == [
        DropReason.NAVIGATION,
        DropReason.FURNITURE,
        DropReason.COPYRIGHT,
        DropReason.FURNITURE,
        DropReason.RELATED,
    ]
    assert kinds_of(article) == [("paragraph", FIRST), ("paragraph", SECOND)]


def test_list_head_amid_the_article_is_kept_and_noted():
    article = read(f"把往事留下来\n\n{FIRST}\n\n相关链接\n\n{SECOND}\n\n{THIRD}\n")
    assert [block.kind for block in article.blocks] == [
        BlockKind.PARAGRAPH,
        BlockKind.HEADING,
        BlockKind.PARAGRAPH,
        BlockKind.PARAGRAPH,
    ]
    assert article.dropped == ()
    assert [notice.code for notice in article.notices] == [NoticeCode.TAIL_KEPT]


def test_words_of_page_furniture_within_the_text_stay():
    service = (
        "扫描二维码可以听到全部录音，没有手机的老人可以到馆里借一台播放器，工作人员会教怎样用。"
    )
    article = read(f"把往事留下来\n\n{FIRST}\n\n{service}\n\n{THIRD}\n")
    assert article.blocks[1].text == service
    assert article.dropped == ()


def test_interview_questions_are_not_credits():
    questions = "记者：您还记得那一天吗？\n\n老人：记得。\n\n记者：王芳\n\n"
    article = read(f"把往事留下来\n\n{FIRST}\n\n{questions}{SECOND}\n")
    assert article.credits == ()
    assert "记者：您还记得那一天吗？" in [block.text for block in article.blocks]


def test_without_headline_the_first_clause_becomes_the_title():
    text = "转自：示例网\n示例市纪念馆把四十二段录音编成目录，供学生来馆时听。\n" + SECOND
    article = read(text)
    assert article.title_origin is TitleOrigin.FIRST_SENTENCE
    assert article.title == "示例市纪念馆把四十二段录音编成目录"
    assert article.deck == "供学生来馆时听。"
    assert article.title_is_derived
    assert [notice.code for notice in article.notices] == [NoticeCode.TITLE_FROM_SENTENCE]


def test_without_any_title_the_file_name_stands_in():
    article = read(f"近年来，{FIRST}\n\n{SECOND}", "往事.txt")
    assert (article.title, article.title_origin) == ("往事", TitleOrigin.FILE_NAME)


def test_signature_of_a_notice_gives_its_date_and_stays():
    article = read(
        f"关于征集口述史料的通知\n\n{FIRST}\n\n{SECOND}\n\n示例市纪念馆\n\n二〇二四年五月三日\n"
    )
    assert article.dates == ("2024-05-03",)
    assert kinds_of(article)[-1] == ("lines", "示例市纪念馆\n二〇二四年五月三日")


def test_markdown_signs_are_taken_off_and_reported():
    article = read(
        f"# 把往事留下来\n\n## 怎样开始\n\n- 先走访\n- 再录音\n\n## 怎样保存\n\n{FIRST}\n"
    )
    assert article.title == "把往事留下来"
    assert [(block.kind.value, block.level) for block in article.blocks] == [
        ("heading", 2),
        ("list_item", None),
        ("list_item", None),
        ("heading", 2),
        ("paragraph", None),
    ]
    assert [piece.text for piece in article.dropped] == ["# ## - - ##"]


def test_invisible_characters_are_removed_and_accounted_for():
    article = read(f"把往\u200b事留\x07下来\n\n{FIRST}\n")
    assert article.title == "把往事留下来"
    assert [(piece.text, piece.reason) for piece in article.dropped] == [
        ("\u200b\x07", DropReason.INVISIBLE)
    ]


def test_json_counts_the_deck_once():
    shown = to_json(read(f"把往事留下来\n\n——示例市工作纪实\n\n{FIRST}\n"))
    assert shown["paragraphs"] == ["——示例市工作纪实", FIRST]
    assert shown["kinds"] == ["deck", "paragraph"]
    assert (shown["title"], shown["url"], shown["credits"]) == ("把往事留下来", "", [])
