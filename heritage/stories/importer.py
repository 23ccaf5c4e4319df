"""From an article read out of a file to a page; called by the command and the admin."""

from __future__ import annotations

import hashlib
import html
import json
import unicodedata
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Page, Site

from cms.core.dates import PartialDate
from heritage.people.models import Person, PersonName, Place
from heritage.stories.enums import ArticleKind
from heritage.stories.importing.api import read_article
from heritage.stories.importing.document import Block, Credit, ImportedArticle
from heritage.stories.importing.enums import BlockKind
from heritage.stories.models import (
    ArticleIndexPage,
    ArticlePage,
    StoryIndexPage,
    StoryPage,
)


class PageKind(StrEnum):
    """What a file may become."""

    ARTICLE = "article"
    STORY = "story"


PAGE_MODELS = {PageKind.ARTICLE: ArticlePage, PageKind.STORY: StoryPage}
INDEX_MODELS = {PageKind.ARTICLE: ArticleIndexPage, PageKind.STORY: StoryIndexPage}
MAX_TITLE = 255
MAX_HEADING = 120
_SHORTENED = ("省", "市", "区", "县", "自治州", "地区")


class Outcome(StrEnum):
    """What an import did."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """The page of a file and what became of it."""

    page: ArticlePage | StoryPage
    outcome: Outcome


class NoParent(LookupError):
    """There is no index page of the kind asked for."""


def read(data: bytes, name: str) -> ImportedArticle:
    """Read a file with the people and places this site knows. Raises ``ImportFault``."""
    return read_article(data, name, known_people=known_people(), known_places=known_places())


def known_people() -> set[str]:
    """Names under which the site knows somebody."""
    names = set(Person.objects.values_list("name", flat=True))
    return names | set(PersonName.objects.values_list("text", flat=True))


def known_places() -> set[str]:
    """Names of the site's places."""
    return set(Place.objects.values_list("name", flat=True))


def find_parent(*, kind: PageKind, slug: str = "") -> Page:
    """The index page that imported pages go under.

    Without a slug the first index of that kind; a site that has none gets
    one. Raises :class:`NoParent` for a slug that no index page has.
    """
    indexes = INDEX_MODELS[kind].objects.order_by("path")
    if slug:
        found = indexes.filter(slug=slug).first()
        if found is None:
            known = "、".join(indexes.values_list("slug", flat=True)) or "—"
            raise NoParent(
                _("No page “%(slug)s” takes this kind; there are: %(known)s")
                % {"slug": slug, "known": known}
            )
        return found
    return indexes.public().first() or _make_index(kind)


def _make_index(kind: PageKind) -> Page:
    title = _("Articles") if kind is PageKind.ARTICLE else _("Hero stories")
    index = INDEX_MODELS[kind](title=title, show_in_menus=True)
    Site.objects.get(is_default_site=True).root_page.add_child(instance=index)
    index.save_revision().publish()
    return index


def find_imported(*, article: ImportedArticle, data: bytes, kind: PageKind):
    """The page that this file became before, or None."""
    pages = PAGE_MODELS[kind].objects
    return (
        pages.filter(import_hash=_hash(data)).first()
        or pages.filter(import_key=_key(article)).first()
    )


@transaction.atomic
def import_article(
    *,
    article: ImportedArticle,
    data: bytes,
    parent: Page,
    kind: PageKind,
    publish: bool = False,
    people: Iterable[Person] = (),
    user=None,
) -> Imported:
    """Make, or bring up to date, the page of a file that was read.

    The same bytes again change nothing, so that an editor's corrections stay;
    a new version of the file becomes a new revision. ``people`` are linked to
    a story. Permission is the caller's to check: a command has no user.
    """
    page = find_imported(article=article, data=data, kind=kind)
    if page is not None:
        same = page.import_hash == _hash(data)
        # What an editor changed and has not published is kept where the file is silent.
        page = page.get_latest_revision_as_object()
        if not same:
            _fill(page, article, data)
            page.save_revision(user=user, log_action=True)
            _remember(page)
        outcome = Outcome.UNCHANGED if same else Outcome.UPDATED
    else:
        page = PAGE_MODELS[kind](live=False)
        if kind is PageKind.ARTICLE:
            page.kind = ArticleKind.REPORT
        _fill(page, article, data)
        if kind is PageKind.STORY:
            page.people_links = [
                page.people_links.model(person=person, sort_order=order)
                for order, person in enumerate(people)
            ]
        parent.add_child(instance=page)
        page.save_revision(user=user, log_action=True)
        outcome = Outcome.CREATED
    if publish and (not page.live or outcome is Outcome.UPDATED):
        page.get_latest_revision().publish(user=user)
        page.refresh_from_db()
    return Imported(page=page, outcome=outcome)


def _fill(page, article: ImportedArticle, data: bytes) -> None:
    page.title = article.title[:MAX_TITLE]
    page.deck = article.title[MAX_TITLE:] + article.deck
    page.body = json.dumps(list(body_blocks(article.blocks)), ensure_ascii=False)
    page.credits = json.dumps(
        [_block("credit", _credit(credit)) for credit in article.credits if credit.names],
        ensure_ascii=False,
    )
    page.import_key, page.import_hash = _key(article), _hash(data)
    page.issued_on = _day(article.dates)
    if isinstance(page, ArticlePage):
        page.place = _place(article.place)


def _remember(page) -> None:
    """Note in the row itself which bytes came last, though their revision may wait."""
    type(page).objects.filter(pk=page.pk).update(
        import_key=page.import_key, import_hash=page.import_hash
    )


def _key(article: ImportedArticle) -> str:
    name = unicodedata.normalize("NFC", article.file_name)
    return hashlib.sha256(f"{name}\n{''.join(article.title.split())}".encode()).hexdigest()


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _day(dates: Iterable[str]):
    """The first date known to the day, as a date."""
    for text in dates:
        date = PartialDate.parse(text)
        if date.day is not None:
            return date.to_date()
    return None


def _place(name: str) -> Place | None:
    """The place of a dateline, which leaves out 市 or 区, if only one can be meant."""
    if not name:
        return None
    found = list(Place.objects.filter(name__in=[name, *(name + end for end in _SHORTENED)])[:2])
    return found[0] if len(found) == 1 else None


def _credit(credit: Credit) -> dict[str, str]:
    names = "、".join(credit.names)
    if credit.role == "other":
        names = f"{credit.label} {names}"
    return {"role": credit.role.value, "names": names}


def body_blocks(blocks: Iterable[Block]):
    """StreamField data of an article's blocks; a run of paragraphs is one rich text."""
    for is_heading, run in groupby(blocks, key=_fits_a_heading):
        if is_heading:
            for block in run:
                level = "h3" if block.level == 3 else "h2"
                yield _block("heading", {"text": block.text, "level": level})
        else:
            yield _block("paragraph", _rich_text(list(run)))


def _fits_a_heading(block: Block) -> bool:
    return block.kind is BlockKind.HEADING and len(block.text) <= MAX_HEADING


def _rich_text(blocks: list[Block]) -> str:
    parts = []
    for is_list, run in groupby(blocks, key=lambda block: block.kind is BlockKind.LIST_ITEM):
        if is_list:
            items = "".join(f"<li>{html.escape(block.text)}</li>" for block in run)
            parts.append(f"<ul>{items}</ul>")
        else:
            parts.extend(_paragraph(block) for block in run)
    return "".join(parts)


def _paragraph(block: Block) -> str:
    text = html.escape(block.text)
    if block.kind is BlockKind.LINES:
        return f"<p>{text.replace(chr(10), '<br/>')}</p>"
    if block.kind is BlockKind.CAPTION:
        return f"<p><i>{text}</i></p>"
    return f"<p>{text}</p>"


def _block(kind: str, value) -> dict:
    return {"type": kind, "value": value, "id": str(uuid.uuid4())}
