"""Settings of cues and regions (WebVTT 1, sections 6.2 and 6.3)."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from media.formats.document import NO_SETTINGS, Region, Settings
from media.formats.faults import FaultCode, FaultList

_TOKEN = re.compile(r"[^\t\n\f\r ]+")
_PERCENTAGE = re.compile(r"[0-9]+(?:\.[0-9]+)?%")
_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
_DIGITS = re.compile(r"[0-9]+")
_MAX_DIGITS = 300
_VERTICAL = ("rl", "lr")
_ALIGN = ("start", "center", "end", "left", "right")
_LINE_ALIGN = ("start", "center", "end")
_POSITION_ALIGN = ("line-left", "center", "line-right")

Number = int | float


def parse_settings(
    text: str, regions: Sequence[Region], faults: FaultList | None = None, line: int = 0
) -> Settings:
    """Read what stands after the times of a cue.

    ``regions`` are those of the file; what is not understood is left out and
    noted in ``faults`` for ``line``.
    """
    given: dict[str, Any] = {}
    for token in _TOKEN.findall(text):
        name, colon, value = token.partition(":")
        if not (name and colon and value and _apply(given, name, value, regions)):
            code, shown = FaultCode.BAD_SETTING, token
            if name == "region" and value:
                code, shown = FaultCode.UNKNOWN_REGION, value
            if faults is not None:
                faults.add(line, code, text=shown)
    return Settings(given) if given else NO_SETTINGS


def settings_text(settings: Mapping[str, Any]) -> str:
    """Write settings as they stand after the times of a cue; "" for none.

    The region comes last, for a line, a size or a direction takes a cue out of
    the region named before it.
    """
    parts = []
    if settings.get("vertical", "") in _VERTICAL:
        parts.append(f"vertical:{settings['vertical']}")
    line = settings.get("line", "auto")
    if _is_number(line):
        snapped = settings.get("snapToLines", True)
        align = f",{settings['lineAlign']}" if "lineAlign" in settings else ""
        parts.append(f"line:{_written(line)}{'' if snapped else '%'}{align}")
    position = settings.get("position", "auto")
    if _is_number(position):
        align = f",{settings['positionAlign']}" if "positionAlign" in settings else ""
        parts.append(f"position:{_written(position)}%{align}")
    if _is_number(size := settings.get("size", None)) and "size" in settings:
        parts.append(f"size:{_written(size)}%")
    if settings.get("align", "center") in _ALIGN and "align" in settings:
        parts.append(f"align:{settings['align']}")
    region = settings.get("region", None)
    if isinstance(region, Region) and _TOKEN.fullmatch(region.id):
        parts.append(f"region:{region.id}")
    return " ".join(parts)


def parse_region(text: str, faults: FaultList, line: int) -> Region:
    """Read the lines below REGION; the first stands on ``line``."""
    given: dict[str, Any] = {}
    for down, row in enumerate(text.split("\n")):
        for token in _TOKEN.findall(row):
            name, colon, value = token.partition(":")
            if not (name and colon and value and _apply_to_region(given, name, value)):
                faults.add(line + down, FaultCode.BAD_SETTING, text=token)
    return Region(**given)


def region_lines(region: Region) -> list[str]:
    """The lines below REGION that give ``region`` again; never none."""
    lines = [f"id:{region.id}"] if _TOKEN.fullmatch(region.id) else []
    lines += [
        f"width:{_written(region.width)}%",
        f"lines:{region.lines}",
        f"regionanchor:{_written(region.regionAnchorX)}%,{_written(region.regionAnchorY)}%",
        f"viewportanchor:{_written(region.viewportAnchorX)}%,{_written(region.viewportAnchorY)}%",
    ]
    return [*lines, "scroll:up"] if region.scroll == "up" else lines


def _apply(given: dict[str, Any], name: str, value: str, regions: Sequence[Region]) -> bool:
    """Take over one setting; whether it was understood."""
    understood = True
    if name == "region":
        given.pop("region", None)
        named = [region for region in regions if region.id == value]
        if named:
            given["region"] = named[-1]
        understood = bool(named)
    elif name == "vertical":
        understood = value in _VERTICAL
        if understood:
            given["vertical"] = value
        if given.get("vertical"):
            given.pop("region", None)
    elif name == "line":
        understood = _apply_line(given, value)
    elif name == "position":
        understood = _apply_position(given, value)
    elif name == "size" and (size := _percentage(value)) is not None:
        given["size"] = size
        if size != 100:
            given.pop("region", None)
    elif name == "align" and value in _ALIGN:
        given["align"] = value
    else:
        understood = False
    return understood


def _apply_line(given: dict[str, Any], value: str) -> bool:
    offset, comma, align = value.partition(",")
    in_percent = offset.endswith("%")
    number = _percentage(offset) if in_percent else _number(offset)
    if number is None or (comma and align not in _LINE_ALIGN):
        return False
    if comma:
        given["lineAlign"] = align
    given["line"] = number
    given["snapToLines"] = not in_percent
    given.pop("region", None)
    return True


def _apply_position(given: dict[str, Any], value: str) -> bool:
    offset, comma, align = value.partition(",")
    number = _percentage(offset)
    if number is None or (comma and align not in _POSITION_ALIGN):
        return False
    if comma:
        given["positionAlign"] = align
    given["position"] = number
    return True


def _apply_to_region(given: dict[str, Any], name: str, value: str) -> bool:
    if name == "id":
        given["id"] = value
    elif name == "width" and (width := _percentage(value)) is not None:
        given["width"] = width
    elif name == "lines" and _DIGITS.fullmatch(value) and len(value) <= _MAX_DIGITS:
        given["lines"] = int(value)
    elif name in ("regionanchor", "viewportanchor"):
        x, _comma, y = value.partition(",")
        across, down = _percentage(x), _percentage(y)
        if across is None or down is None:
            return False
        prefix = "regionAnchor" if name == "regionanchor" else "viewportAnchor"
        given[f"{prefix}X"], given[f"{prefix}Y"] = across, down
    elif name == "scroll" and value == "up":
        given["scroll"] = value
    else:
        return False
    return True


def _percentage(text: str) -> Number | None:
    """Parse a percentage string: 0 to 100, or None."""
    if not _PERCENTAGE.fullmatch(text):
        return None
    number = _number(text[:-1])
    return number if number is not None and number <= 100 else None


def _number(text: str) -> Number | None:
    """HTML's rules for floating-point numbers, for digits, a sign and a point; whole as int."""
    if not _NUMBER.fullmatch(text):
        return None
    number = float(text)
    if not math.isfinite(number):
        return None
    return int(number) if number.is_integer() else number


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _written(number: Number) -> str:
    """Without an exponent, which the format does not know."""
    return format(Decimal(repr(number)), "f")
