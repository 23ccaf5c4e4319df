"""From a template and data to PDF or PNG, by typst.

Each run has a root of its own, a temporary folder with the templates of one
programme, the shared library ``house.typ``, the data and its pictures;
a template can read nothing else, and asks no network.
"""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from functools import lru_cache
from pathlib import Path

import typst
from django.utils import timezone
from django.utils.translation import gettext as _g

from .missing import Missing, missing_in
from .packing import UnprintableError, pack
from .typefaces import FOLDERS

SHARED = Path(__file__).parent / "templates"
TEMPLATES = Path(__file__).resolve().parents[3] / "templates" / "print"
NAME = re.compile(r"[a-z0-9_]+(?:/[a-z0-9_]+)+\.typ")
# typst would fetch a package from the network.
PACKAGE = re.compile(r'"\s*@')


class PrintError(Exception):
    """A document that could not be made: the template's name and why, in words."""

    def __init__(self, template: str, message: str) -> None:
        super().__init__(f"{template}: {message}")
        self.template = template
        self.message = message


class MissingCharactersError(PrintError):
    """The data hold characters no font draws; ``missing`` names each and where it stands."""

    def __init__(self, template: str, missing: list[Missing]) -> None:
        named = "; ".join(str(item) for item in missing)
        super().__init__(template, _g("no font has these characters: %(named)s") % {"named": named})
        self.missing = missing


def render_pdf(
    template: str,
    data: Mapping | object,
    *,
    at: datetime | None = None,
    substitute: bool = False,
    folder: Path = TEMPLATES,
) -> bytes:
    """The document as tagged PDF.

    ``template`` is a path below ``folder``, such as ``people/record.typ``;
    ``data`` a mapping or dataclass of what ``packing.pack`` takes; ``at`` the
    moment the file is dated with (now, if left out): equal input at an equal
    moment gives equal bytes. Raises ``MissingCharactersError`` where a
    character cannot be drawn, unless ``substitute`` asks for 〓 in its place,
    and ``PrintError`` for anything else.
    """
    return _render(template, data, folder, at, substitute, format="pdf")


def render_png(
    template: str,
    data: Mapping | object,
    *,
    ppi: float = 144,
    at: datetime | None = None,
    substitute: bool = False,
    folder: Path = TEMPLATES,
) -> list[bytes]:
    """The same document as one PNG a page, at ``ppi`` pixels per inch."""
    pages = _render(template, data, folder, at, substitute, format="png", ppi=ppi)
    return [pages] if isinstance(pages, bytes) else pages


def _render(template, data, folder, at, substitute, **output) -> bytes | list[bytes]:
    if not substitute and (missing := missing_in(data)):
        raise MissingCharactersError(template, missing)
    with _root(template, folder) as root:
        try:
            pack(data, root, substitute=substitute)
        except UnprintableError as error:
            raise PrintError(template, str(error)) from error
        try:
            return typst.compile(
                str(root / template),
                root=str(root),
                font_paths=_fonts(),
                package_path=str(root / "none"),
                package_cache_path=str(root / "none"),
                timestamp=int((at or timezone.now()).timestamp()),
                **output,
            )
        except typst.TypstError as error:
            raise PrintError(template, _words(error, root)) from error


@contextmanager
def _root(template: str, folder: Path) -> Iterator[Path]:
    """A temporary folder with the templates of the programme and the shared library."""
    if not NAME.fullmatch(template) or not (folder / template).is_file():
        raise PrintError(template, _g("there is no such template"))
    programme = template.split("/", 1)[0]
    with tempfile.TemporaryDirectory(prefix="print-") as name:
        root = Path(name)
        for source, target in ((SHARED, root), (folder / programme, root / programme)):
            for file in sorted(source.rglob("*.typ")):
                if PACKAGE.search(file.read_text(encoding="utf-8")):
                    raise PrintError(template, _g("%(file)s wants a package") % {"file": file.name})
                copy = target / file.relative_to(source)
                copy.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(file, copy)
        yield root


@lru_cache(maxsize=1)
def _fonts() -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(folder) for folder in FOLDERS],
    )


def _words(error: typst.TypstError, root: Path) -> str:
    """What typst says, with the place in the template and without paths of this machine."""
    place = re.search(r"┌─ (\S+:\d+):\d+", error.diagnostic)
    words = f"{error.message} ({place[1]})" if place else error.message
    return re.sub(rf"[^\s(`\"]*{re.escape(root.name)}/", "", words)
