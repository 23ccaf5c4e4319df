"""The invariant under random mixtures of every kind of line: nothing lost, nothing doubled."""

from hypothesis import given, settings
from hypothesis import strategies as st

from heritage.stories.importing.api import read_article
from heritage.stories.importing.messages import ImportFault

from .checks import assert_nothing_lost

LINES = [
    "把往事留下来",
    "# 把往事留下来",
    "## 怎样开始 ##",
    "**怎样保存**",
    "——示例市工作纪实",
    "一、怎样开始",
    "（一）走访",
    "优先办理",
    "专人接送",
    "让每一位老兵的“",
    "志愿者每月走访老战士，把他们讲的往事记在本子上，也录下声音，整理以后交给纪念馆长久保存。",
    "这项工作做了三年，先后有四十二位老人留下了讲述，最年长的一位已经过了百岁，最年轻的也有八十七",
    "岁，都还记得当年的事情，",
    "本报示例5月3日讯（记者 王芳 通讯员 李国强）志愿者每月走访老战士，把他们讲的往事记在本子上，也录下声音。",
    "纪念馆把这些录音编成目录，来馆的学生可以戴上耳机听，也可以照着文字读。（编辑 赵 敏）",
    "志愿者在整理录音。",
    "图为志愿者在整理录音。王芳 摄",
    "记者 王芳 通讯员 李国强",
    "王芳 示例报道",
    "编辑:赵 敏 校对：欧阳 锋",
    "作者：",
    "王芳",
    "(王芳 李国强)",
    "2024年5月3日 09:30 来源:示例网 浏览:12次",
    "二〇二四年五月三日",
    "记者：您还记得那一天吗？",
    "首页 > 新闻 > 正文",
    "字号：大 中 小 打印 关闭",
    "版权声明：本文仅代表作者个人观点。",
    "上一篇：春天的树",
    "(0)",
    "相关推荐",
    "• 怎样养好一盆花",
    "养花要先选土，再看光照…",
    "示例热线:000-1234",
    "扫描二维码关注我们",
    "示例网 示例APP",
    "---",
    "a b\u200bc\x07d\u3000e",
    "The volunteers wrote down every word",
    "\u3000\u3000先是走访，再是录音",
    "",
    "",
    "\t",
]
ODD_TEXT = st.text(
    st.sampled_from(
        "往事王芳记者编辑：:()（）“”。，# *-•\t\u3000\u200b\x0b\x1c\u2028\r…a1/|作者来源年月日"
    ),
    max_size=24,
)


@settings(max_examples=250)
@given(
    st.lists(st.sampled_from(LINES) | ODD_TEXT, min_size=1, max_size=24),
    st.sampled_from(["\n", "\n\n", "\r\n", "\n\n\n\n"]),
)
def test_no_mixture_of_lines_loses_or_doubles_a_character(lines, separator):
    text = separator.join(lines)
    try:
        article = read_article(text.encode(), "mixture.txt")
    except ImportFault:
        assert not "".join(char for char in text if char.isprintable()).strip()
    else:
        assert_nothing_lost(article, text)


@settings(max_examples=60)
@given(st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=120))
def test_no_text_whatever_is_lost(text):
    text = text.removeprefix("\ufeff")
    try:
        article = read_article(text.encode(), "text.txt")
    except ImportFault:
        return
    if article.encoding == "utf-8":
        assert_nothing_lost(article, text)
