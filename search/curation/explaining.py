"""Clauses of a plan in words, for an editor who asks why a result is here."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import singledispatch
from itertools import islice

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from search.engines import clauses
from search.engines.base import Share
from search.text.tokens import BREAK, compact, runs

FIELDS = {
    "bigrams": gettext_lazy("the whole text"),
    "characters": gettext_lazy("the whole text"),
    "words": gettext_lazy("words of the whole text"),
    "title": gettext_lazy("the title"),
    "names": gettext_lazy("names of people and places, other names"),
    "exact": gettext_lazy("the whole title or a whole name"),
    "pinyin": gettext_lazy("the pinyin of title and names"),
    "starts": gettext_lazy("beginnings of the title and of other names"),
    "people": gettext_lazy("people"),
    "units": gettext_lazy("units"),
    "origins": gettext_lazy("native places"),
    "years": gettext_lazy("years"),
    "blanks": gettext_lazy("names with an unknown character"),
    "facets": gettext_lazy("choices in the filters"),
}
"""Fields of the index as an editor would call them."""

_LISTED = 6
"""Most parts of a group that are named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One share of a score in words.

    ``what`` stands ``where`` in the document. ``lift`` says that a fixed amount
    was added, ``factor`` that the field counts more or less, ``synonym`` that
    this is another name of what was searched. ``percent`` is of the largest share.
    """

    what: str
    where: str
    score: float = 0.0
    percent: int = 0
    factor: float = 1.0
    lift: bool = False
    synonym: bool = False


def reasons(shares: Iterable[Share], *, synonyms: Collection[str] = ()) -> list[Reason]:
    """Shares in words, the largest first; those that add nothing are left out.

    ``synonyms`` are the normalised other names that were looked for.
    """
    counted = sorted((share for share in shares if share.score > 0), key=lambda s: -s.score)
    largest = counted[0].score if counted else 1.0
    names = {compact(name) for name in synonyms}
    return [
        Reason(
            what=_quoted(said.texts),
            where=_listed(dict.fromkeys(said.fields)),
            score=share.score,
            percent=max(1, round(100 * share.score / largest)),
            factor=said.factor,
            lift=said.lift,
            synonym=any(compact(text) in names for text in said.texts),
        )
        for share, said in ((share, _say(share.clause)) for share in counted)
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    """What a clause looks for, in which fields, and how it counts."""

    texts: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    factor: float = 1.0
    lift: bool = False


@singledispatch
def _say(clause: object) -> _Said:
    """A clause this module does not know is called by its name."""
    return _Said(texts=(type(clause).__name__,))


@_say.register
def _has(clause: clauses.Has) -> _Said:
    return _Said(texts=(clause.token,), fields=(_field(clause.field),))


@_say.register
def _has_phrase(clause: clauses.HasPhrase) -> _Said:
    return _Said(texts=(joined(clause.tokens),), fields=(_field(clause.field),))


@_say.register
def _everything(clause: clauses.Everything) -> _Said:
    return _Said(texts=(_("every document"),))


@_say.register
def _nothing(clause: clauses.Nothing) -> _Said:
    return _Said(texts=(_("nothing"),))


@_say.register
def _group(clause: clauses.Group) -> _Said:
    parts = [_say(part) for part in (*clause.must, *clause.should)]
    return _Said(
        texts=tuple(dict.fromkeys(text for part in parts for text in part.texts)),
        fields=tuple(dict.fromkeys(field for part in parts for field in part.fields)),
    )


@_say.register
def _boosted(clause: clauses.Boosted) -> _Said:
    inner = _say(clause.clause)
    return _Said(texts=inner.texts, fields=inner.fields, factor=clause.factor * inner.factor)


@_say.register
def _fixed(clause: clauses.Fixed) -> _Said:
    inner = _say(clause.clause)
    return _Said(texts=inner.texts, fields=inner.fields, lift=True)


def joined(tokens: Iterable[str]) -> str:
    """The text that tokens of a phrase were cut from: ``上甘 甘岭`` is 上甘岭."""
    text, last = "", ""
    for token in tokens:
        if token == BREAK:
            text, last = f"{text} ", ""
        elif last and len(last) > 1 and len(token) > 1 and token[0] == last[-1] and _cjk(token):
            text, last = text + token[1:], token
        elif text and last and not (_cjk(last) and _cjk(token)):
            text, last = f"{text} {token}", token
        else:
            text, last = text + token, token
    return text


def _cjk(token: str) -> bool:
    return all(run.chinese for run in runs(token))


def _field(name: str) -> str:
    return str(FIELDS.get(name, name))


def _quoted(texts: tuple[str, ...]) -> str:
    return _listed(f"“{text}”" for text in texts)


def _listed(parts: Iterable[str]) -> str:
    given = list(parts)
    shown = pgettext("between things named", ", ").join(islice(given, _LISTED))
    return f"{shown}…" if len(given) > _LISTED else shown
