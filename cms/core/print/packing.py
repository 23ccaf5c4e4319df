"""Turns the data of a document into a JSON file and picture files beside it.

Typst reads both with ``json()`` and ``image()``, so that nothing in the data
is ever parsed as markup.
"""

from __future__ import annotations

import io
import json
import math
import warnings
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path

from django.utils.functional import Promise
from django.utils.translation import gettext as _g
from PIL import Image
from segno import DataOverflowError

from .codes import QrCode
from .missing import drawn, stand_in

DATA = "data.json"
PICTURES = "pictures"
KINDS = {"PNG": "png", "JPEG": "jpg"}
MOST_PIXELS = 120_000_000
# Beyond this typst reads a number as a fraction and loses digits.
LARGEST_INTEGER = 2**63 - 1


class UnprintableError(ValueError):
    """A value no template can use; ``where`` is its path in the data."""

    def __init__(self, where: str, reason: str) -> None:
        super().__init__(f"{where or 'data'}: {reason}")
        self.where = where
        self.reason = reason


def pack(data: object, folder: Path, *, substitute: bool = False) -> None:
    """Write ``data.json`` and ``pictures/`` into ``folder``.

    ``data`` may hold texts, numbers, booleans, None, lists, mappings with
    string keys, dataclasses, pictures as ``bytes`` (PNG, JPEG) and ``QrCode``;
    a picture becomes its path for ``image()``. With ``substitute`` 〓 stands
    for each character no font draws. Raises ``UnprintableError``.
    """
    plain = _Packing(folder, stand_in if substitute else drawn).value(data, "")
    text = json.dumps(plain, ensure_ascii=False, allow_nan=False)
    (folder / DATA).write_text(text, encoding="utf-8")


class _Packing:
    def __init__(self, folder: Path, prepare) -> None:
        self.folder = folder / PICTURES
        self.folder.mkdir()
        self.prepare = prepare
        self.count = 0

    def value(self, value: object, where: str) -> object:
        if value is None or isinstance(value, bool):
            return value
        if isinstance(value, (str, Promise)):
            return self._text(str(value), where)
        if isinstance(value, (int, float)):
            return _number(value, where)
        if isinstance(value, (bytes, bytearray, memoryview)):
            return self._picture(bytes(value), where)
        if isinstance(value, QrCode):
            return self._code(value, where)
        if isinstance(value, (list, tuple)):
            return [self.value(item, f"{where}[{place}]") for place, item in enumerate(value)]
        if is_dataclass(value) and not isinstance(value, type):
            value = {field.name: getattr(value, field.name) for field in fields(value)}
        if isinstance(value, Mapping):
            return {
                _key(key, where): self.value(item, f"{where}.{key}" if where else key)
                for key, item in value.items()
            }
        kind = type(value).__name__
        raise UnprintableError(where, _g("%(kind)s is nothing a template can use") % {"kind": kind})

    def _text(self, text: str, where: str) -> str:
        try:
            text.encode()
        except UnicodeEncodeError as error:
            raise UnprintableError(where, _g("half a surrogate pair")) from error
        return self.prepare(text)

    def _picture(self, content: bytes, where: str) -> str:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("error", Image.DecompressionBombWarning)
                with Image.open(io.BytesIO(content), formats=list(KINDS)) as picture:
                    kind = KINDS[picture.format]
                    if picture.width * picture.height > MOST_PIXELS:
                        raise UnprintableError(where, _g("the picture has too many pixels"))
                    picture.load()
        except UnprintableError:
            raise
        except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
            raise UnprintableError(where, _g("not a sound PNG or JPEG picture")) from error
        except Image.DecompressionBombWarning as error:
            raise UnprintableError(where, _g("the picture has too many pixels")) from error
        return self._file(content, kind)

    def _code(self, code: QrCode, where: str) -> str:
        try:
            return self._file(code.svg(), "svg")
        except (DataOverflowError, ValueError) as error:
            raise UnprintableError(where, _g("does not go into a QR code")) from error

    def _file(self, content: bytes, kind: str) -> str:
        self.count += 1
        name = f"{self.count:05}.{kind}"
        (self.folder / name).write_bytes(content)
        return f"/{PICTURES}/{name}"


def _number(value: float, where: str) -> float:
    if not math.isfinite(value) or (isinstance(value, int) and abs(value) > LARGEST_INTEGER):
        raise UnprintableError(where, _g("a number outside of what can be printed"))
    return value


def _key(key: object, where: str) -> str:
    if not isinstance(key, str):
        raise UnprintableError(where, _g("a key that is not text"))
    return key
