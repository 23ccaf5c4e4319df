"""What the importer makes of a file, and the proof that nothing of the file was lost.

Every piece of an article carries its *fragments*: verbatim runs of the decoded source with the
offset where they stood. A character of the source that is not white space belongs to exactly one
piece: title, deck, a block, a credit or something dropped. `account` puts them together again.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .enums import (
    OUTLET_ROLES,
    ROLE_WORDS,
    BlockKind,
    CreditRole,
    DropReason,
    Evidence,
    TitleOrigin,
)
from .messages import Notice


@dataclass(frozen=True, slots=True)
class Fragment:
    """A verbatim run of the source: `source[start:start + len(text)] == text`."""

    start: int
    text: str


@dataclass(frozen=True, slots=True)
class Block:
    """One block of the body, in reading order. `level` is 2 or 3 for a heading, else None."""

    kind: BlockKind
    text: str
    fragments: tuple[Fragment, ...]
    level: int | None = None


@dataclass(frozen=True, slots=True)
class Credit:
    """Who did what: `label` and `text` as written, `names` with the space inside a name closed."""

    role: CreditRole
    label: str
    names: tuple[str, ...]
    text: str
    fragments: tuple[Fragment, ...]

    @property
    def word(self) -> str:
        """The trade's word for the role, or the label as written where there is none."""
        return ROLE_WORDS.get(self.role, self.label)


@dataclass(frozen=True, slots=True)
class Dropped:
    """Text of the file that is not the article, and why it was left out."""

    text: str
    reason: DropReason
    fragments: tuple[Fragment, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """A person or place the text seems to name; `context` shows the first place it stands."""

    name: str
    evidence: Evidence
    context: str
    count: int = 1


@dataclass(frozen=True)
class ImportedArticle:
    """An article read from a file.

    `dates` are canonical strings of known precision ("2024", "2024-05", "2024-05-03"), the first
    being the date of issue where one is stated. `place` is that of the dateline. `deck` does not
    stand in `blocks`, nor does the title.
    """

    file_name: str
    encoding: str
    title: str
    title_origin: TitleOrigin
    title_fragments: tuple[Fragment, ...] = ()
    deck: str = ""
    deck_fragments: tuple[Fragment, ...] = ()
    blocks: tuple[Block, ...] = ()
    credits: tuple[Credit, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    dates: tuple[str, ...] = ()
    place: str = ""
    people: tuple[Proposal, ...] = ()
    places: tuple[Proposal, ...] = ()
    notices: tuple[Notice, ...] = ()

    @property
    def title_is_derived(self) -> bool:
        """True where the source has no headline of its own and an editor must look at the title."""
        return self.title_origin is not TitleOrigin.HEADLINE

    @property
    def source(self) -> str:
        """The publisher or body the text comes from, as credited; "" where none is."""
        for credit in self.credits:
            if credit.role in OUTLET_ROLES and credit.names:
                return credit.names[0]
        return ""

    def fragments(self) -> Iterator[Fragment]:
        """Every fragment of every piece, in no particular order."""
        yield from self.title_fragments
        yield from self.deck_fragments
        for piece in (*self.blocks, *self.credits, *self.dropped):
            yield from piece.fragments


def squeeze(text: str) -> str:
    """`text` without any white space (as `str.split` understands it)."""
    return "".join(text.split())


def account(article: ImportedArticle) -> str:
    """The verbatim text of all pieces in the order of the source, without white space."""
    ordered = sorted(article.fragments(), key=lambda fragment: fragment.start)
    return squeeze("".join(fragment.text for fragment in ordered))


def lost(article: ImportedArticle, source: str) -> str:
    """The text of `source` (as decoded) that stands in no piece of `article`; "" if nothing is."""
    covered = bytearray(len(source))
    for fragment in article.fragments():
        covered[fragment.start : fragment.start + len(fragment.text)] = b"\1" * len(fragment.text)
    return squeeze("".join(char for char, seen in zip(source, covered, strict=True) if not seen))


def merge(fragments: Iterable[tuple[Fragment, ...]]) -> tuple[Fragment, ...]:
    """The fragments of several pieces as one tuple."""
    return tuple(fragment for group in fragments for fragment in group)
