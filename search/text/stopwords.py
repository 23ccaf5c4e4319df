"""Words that say nothing about what is looked for.

They are left out of the ranking of a question, never out of the index: a
phrase made of nothing else is still found.
"""

from __future__ import annotations


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


INTERROGATIVES = _words(
    """
    什么 甚么 啥 谁 哪 哪个 哪些 哪里 哪儿 哪一 哪一个 哪位 哪种 几 多少 多久 多大 多长 多高 多远
    如何 怎么 怎样 怎么样 怎么办 为什么 为何 何 何时 何地 何人 何处 何种 何事 何者 是否 吗 呢
    请问 多少年 几年 什么样 什么时候
    what who whom whose which when where why how
    """
)
"""Words that make a query a question."""

FUNCTION_WORDS = _words(
    """
    的 了 是 在 和 与 及 或 也 都 就 而 被 把 由 从 到 对 于 为 以 之 其 这 那 该 此 有 会
    吧 啊 它 他 她 他们 她们 它们 并 所 等 得 地 着 以及
    the a an of and or to in on for is are was were be by with as at it its
    """
)
"""Particles, prepositions, pronouns and the like."""

STOPWORDS = INTERROGATIVES | FUNCTION_WORDS
