"""The importer's one use case: bytes and a file name in, an article with its account out."""

import re
from collections.abc import Iterable, Sequence
from pathlib import PurePosixPath

from .bylines import take_bylines
from .document import Block, Dropped, ImportedArticle, squeeze
from .enums import BlockKind, DropReason, TitleOrigin
from .headline import Headline, as_title, find_headline, headline_from_sentence
from .joining import join_broken, unwrap
from .markup import take_markup
from .messages import Notice, NoticeCode
from .places import recognise_places
from .readers import read_source
from .recognise import recognise_people
from .source import Line, Source
from .structure import arrange
from .trimming import headline_of_page_title, match_page_title, trim
from .wording import tidy

TITLE_NOTICES = {
    TitleOrigin.PAGE_TITLE: NoticeCode.TITLE_FROM_PAGE,
    TitleOrigin.FIRST_SENTENCE: NoticeCode.TITLE_FROM_SENTENCE,
    TitleOrigin.FILE_NAME: NoticeCode.TITLE_FROM_FILE,
}
REPEATS_WITHIN = 3


def read_article(
    data: bytes,
    name: str,
    *,
    known_people: Iterable[str] = (),
    known_places: Iterable[str] = (),
) -> ImportedArticle:
    """Read the article in the file `name` (.txt, .html, .htm or .docx).

    `known_people` and `known_places` are names the site has records of; they are recognised
    wherever they stand. Raises ImportFault where the file cannot be read; everything short of
    that is an article with notices.
    """
    name = PurePosixPath(name.replace("\\", "/")).name
    return _read(read_source(data, name), name, known_people, known_places)


def _read(
    source: Source, name: str, known_people: Iterable[str], known_places: Iterable[str]
) -> ImportedArticle:
    trimmed = trim(source, unwrap(source, source.lines))
    lines, markup = take_markup(source, trimmed.lines)
    bylines = take_bylines(source, lines)
    dropped = [*trimmed.dropped, *markup, *bylines.dropped, *source.invisible()]
    headline, dropped = _headline(
        source, bylines.lines, bylines.starts, trimmed.page_title, dropped
    )
    dropped += [
        Dropped(joint.text, DropReason.JOINT, source.fragments(joint)) for joint in headline.joints
    ]
    body, repeated = _without_repeats(headline)
    dropped += [
        Dropped(line.text, DropReason.REPEATED, source.fragments(line)) for line in repeated
    ]
    passages, joins = join_broken(arrange(body))
    blocks = tuple(
        Block(passage.kind, passage.text, source.fragments(*passage.lines), passage.level)
        for passage in passages
    )
    title = " ".join(tidy(line.text) for line in headline.title)
    deck = " ".join(tidy(line.text) for line in headline.deck)
    texts = [deck, *(block.text for block in blocks)]
    excluded = {credited for credit in bylines.credits for credited in credit.names}
    return ImportedArticle(
        file_name=name,
        encoding=source.encoding,
        title=title or PurePosixPath(name).stem,
        title_origin=headline.origin,
        title_fragments=source.fragments(*headline.title),
        deck=deck,
        deck_fragments=source.fragments(*headline.deck),
        blocks=blocks,
        credits=bylines.credits,
        dropped=tuple(sorted(dropped, key=lambda piece: piece.fragments[0].start)),
        dates=bylines.dates,
        place=bylines.place,
        people=recognise_people([title, *texts], known_people, excluded),
        places=recognise_places([title, *texts], known_places),
        notices=(
            *source.notices,
            *trimmed.notices,
            *_notices(headline.origin, blocks, joins),
        ),
    )


def _headline(
    source: Source,
    lines: Sequence[Line],
    byline_starts: Sequence[int],
    page_title: Line | None,
    dropped: list[Dropped],
) -> tuple[Headline, list[Dropped]]:
    """The headline, by the best evidence there is, and `dropped` without what it now uses."""
    if not any(line.level == 1 for line in lines):
        number = match_page_title(lines, page_title)
        if number is not None:
            lines = [*lines[:number], as_title(lines[number]), *lines[number + 1 :]]
    if headline := find_headline(lines, byline_starts):
        return headline, dropped
    if page_title is not None:
        title = headline_of_page_title(page_title)
        rest = page_title.part(len(title.text))
        whole = source.fragments(page_title)
        dropped = [piece for piece in dropped if piece.fragments != whole]
        if rest.text:
            dropped.append(Dropped(rest.text, DropReason.PAGE_TITLE, source.fragments(rest)))
        return Headline((title,), (), tuple(lines), TitleOrigin.PAGE_TITLE), dropped
    if headline := headline_from_sentence(lines):
        return headline, dropped
    return Headline((), (), tuple(lines), TitleOrigin.FILE_NAME), dropped


def _without_repeats(headline: Headline) -> tuple[list[Line], list[Line]]:
    """The body's lines without those among the first that only repeat the title."""
    title = squeeze("".join(line.text for line in headline.title))
    repeated = [line for line in headline.rest[:REPEATS_WITHIN] if squeeze(line.text) == title]
    return [line for line in headline.rest if line not in repeated], repeated


def _notices(
    origin: TitleOrigin, blocks: Sequence[Block], joins: Sequence[tuple[str, str]]
) -> list[Notice]:
    notices = []
    if origin in TITLE_NOTICES:
        notices.append(Notice(TITLE_NOTICES[origin]))
    if not any(block.kind is BlockKind.PARAGRAPH for block in blocks):
        notices.append(Notice(NoticeCode.NO_BODY))
    if joins:
        notices.append(Notice(NoticeCode.LINES_JOINED, {"count": len(joins)}))
    for before, after in joins:
        if re.search(r"[，,、]$", before):
            params: dict[str, str | int] = {"before": before[-12:], "after": after[:12]}
            notices.append(Notice(NoticeCode.JOINED_AT_COMMA, params))
    return notices


def to_json(article: ImportedArticle) -> dict[str, object]:
    """The article as the command's JSON object; the caller fills in `url`.

    Every character of the source that is not white space stands exactly once in `title`,
    `credits[].text`, `paragraphs` and `dropped[].text` together (the title only where
    `title_origin` is not "file_name"). The deck, if there is one, is the first of `paragraphs`;
    `kinds` tells for each of them what it is.
    """
    paragraphs = [article.deck] if article.deck else []
    kinds = ["deck"] if article.deck else []
    return {
        "file": article.file_name,
        "title": article.title,
        "title_origin": article.title_origin.value,
        "url": "",
        "credits": [
            {
                "role": credit.word,
                "key": credit.role.value,
                "names": list(credit.names),
                "text": credit.text,
            }
            for credit in article.credits
        ],
        "paragraphs": paragraphs + [block.text for block in article.blocks],
        "kinds": kinds + [block.kind.value for block in article.blocks],
        "dropped": [
            {"text": piece.text, "reason": piece.reason.value} for piece in article.dropped
        ],
        "people": [person.name for person in article.people],
        "places": [place.name for place in article.places],
        "dates": list(article.dates),
        "place": article.place,
        "notices": [{"code": notice.code.value, "text": str(notice)} for notice in article.notices],
    }


__all__ = ["read_article", "to_json"]
