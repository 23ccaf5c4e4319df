"""Readable ASCII slugs from Chinese titles, by pinyin."""

from __future__ import annotations

import unicodedata

from django.utils.text import slugify
from pypinyin import Style, lazy_pinyin

MAX_SLUG = 80


def pinyin_slug(title: str, *, max_length: int = MAX_SLUG) -> str:
    """``血战上甘岭 1952`` gives ``xue-zhan-shang-gan-ling-1952``.

    Whole syllables only: a slug that is too long loses syllables from the
    end, never half of one. Empty if nothing in ``title`` can be written in
    ASCII.
    """
    text = unicodedata.normalize("NFKC", title)
    syllables = lazy_pinyin(text, style=Style.NORMAL, errors=lambda run: list(run.split()))
    slug = slugify(" ".join(syllables).replace("ü", "v"))
    if len(slug) <= max_length:
        return slug
    return slug[: max_length + 1].rsplit("-", 1)[0][:max_length].strip("-")
