"""The checks every imported article must pass."""

from collections import Counter

from heritage.stories.importing.api import to_json
from heritage.stories.importing.document import ImportedArticle, account, lost, squeeze
from heritage.stories.importing.enums import TitleOrigin


def assert_nothing_lost(article: ImportedArticle, source: str) -> None:
    """Every character of `source` stands in exactly one piece, in order and in the JSON object."""
    assert lost(article, source) == ""
    assert account(article) == squeeze(source)
    for fragment in article.fragments():
        assert source[fragment.start : fragment.start + len(fragment.text)] == fragment.text
    shown = to_json(article)
    texts = [*shown["paragraphs"], *(piece["text"] for piece in shown["dropped"])]
    texts += [credit["text"] for credit in shown["credits"]]
    if article.title_origin is not TitleOrigin.FILE_NAME:
        texts.append(shown["title"])
    assert Counter(squeeze("".join(texts))) == Counter(squeeze(source))


def credits_of(article: ImportedArticle) -> list[tuple[str, tuple[str, ...]]]:
    """Role words and names, as a reader would list them."""
    return [(credit.word, credit.names) for credit in article.credits]


def kinds_of(article: ImportedArticle) -> list[tuple[str, str]]:
    """Kind and beginning of each block."""
    return [(block.kind.value, block.text) for block in article.blocks]
