"""The grammar of credit lines and dates."""

import pytest

from heritage.stories.importing.credits import read_credit_line, split_names
from heritage.stories.importing.dates import read_date


@pytest.mark.parametrize(
    ("content", "names"),
    [
        ("刘 娅", ("刘娅",)),
        ("王 芳 李 强", ("王芳", "李强")),
        ("王芳 李国强", ("王芳", "李国强")),
        ("王芳、李 强，赵敏", ("王芳", "李强", "赵敏")),
        ("王 小芳", ("王小芳",)),
        ("欧阳 锋 王芳", ("欧阳锋", "王芳")),
        ("王芳 摄影报道", ("王芳",)),
    ],
)
def test_names(content, names):
    assert split_names(content) == names


@pytest.mark.parametrize(
    ("line", "credits"),
    [
        ("作者:王芳", [("author", "作者", ("王芳",))]),
        ("解放军报记者 王 芳", [("reporter", "解放军报记者", ("王芳",))]),
        ("责任编辑：王芳", [("editor", "责任编辑", ("王芳",))]),
        ("编 辑：王芳", [("editor", "编辑", ("王芳",))]),
        ("文/王芳 图/李强", [("author", "文", ("王芳",)), ("photographer", "图", ("李强",))]),
        ("来源：示例网", [("source", "来源", ("示例网",))]),
        ("一审：王芳 三审：李强",
         [("first_reviewer", "一审", ("王芳",)), ("final_reviewer", "三审", ("李强",))]),
        ("总监制：王芳", [("other", "总监制", ("王芳",))]),
    ],
)  # fmt: skip
def test_credit_lines(line, credits):
    segments = read_credit_line(line)
    assert [(part.role.value, part.label, part.names) for part in segments] == credits
    assert "".join(line[part.start : part.end] for part in segments) == line


@pytest.mark.parametrize(
    "line",
    [
        "记者走进村庄",
        "记者:您当年多大？",
        "编辑 出版工作会议召开",
        "来源于生活的故事",
        "作者：他写道，那一天风很大。",
        "建立健全 保障体系",
        "2024年5月3日，示例市召开会议",
    ],
)
def test_lines_that_are_no_credits(line):
    assert read_credit_line(line) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2024年5月3日", "2024-05-03"),
        ("2024-05-03 10:22", "2024-05-03"),
        ("2024.5.3", "2024-05-03"),
        ("二〇二三年五月", "2023-05"),
        ("二零二三年十二月三十一日", "2023-12-31"),
        ("2023年2月30日", ""),
        ("2023年13月", ""),
        ("没有日期", ""),
    ],
)
def test_dates(text, value):
    assert read_date(text) == value
