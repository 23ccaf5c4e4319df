"""What a spreadsheet shows in a cell, from the value and number format it stores.

A date typed as 1952年4月 is stored as 1952-04-01 with a format that shows no
day; only the format tells that the day was never known.
"""

from __future__ import annotations

import datetime
import re

from openpyxl.styles.numbers import is_date_format
from openpyxl.utils.datetime import from_excel

_CHINESE_DATE_FORMATS = {
    27: "yyyy年m月",
    28: "m月d日",
    29: "m月d日",
    30: "m-d-yy",
    31: "yyyy年m月d日",
    36: "yyyy年m月",
    50: "yyyy年m月",
    51: "m月d日",
    52: "yyyy年m月",
    53: "m月d日",
    54: "m月d日",
    55: "yyyy年m月",
    56: "m月d日",
    57: "yyyy年m月",
    58: "m月d日",
}
"""Built-in formats of Chinese Excel (ECMA-376 part 1, 18.8.30), which openpyxl takes for numbers."""

_NOT_A_PART = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
_DECIMALS = re.compile(r"0\.(0+)(?:_.|;.*)?")
_PADDED = re.compile(r"0{2,}")
_LAST_EXCEL_DAY = 2_958_465


def displayed(cell) -> str:
    """The text of a read-only cell as a person sees it; "" for an empty one."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, (int, float)):
        return _number(value, cell)
    if isinstance(value, (datetime.datetime, datetime.date)):
        return _date(value, cell.number_format)
    return str(value)


def _number(value: int | float, cell) -> str:
    numbered = cell.style_array.numFmtId
    if numbered in _CHINESE_DATE_FORMATS and 0 < value <= _LAST_EXCEL_DAY:
        date = from_excel(value, cell.parent.parent.epoch)
        return _date(date, _CHINESE_DATE_FORMATS[numbered])
    shown = cell.number_format
    if decimals := _DECIMALS.fullmatch(shown):
        return f"{value:.{len(decimals[1])}f}"
    if _PADDED.fullmatch(shown):
        return f"{value:0{len(shown)}.0f}"
    if isinstance(value, int) or value.is_integer():
        return str(int(value))
    return f"{value:.15g}"


def _date(value: datetime.datetime | datetime.date, shown: str) -> str:
    """Year, month and day as far as the format shows them: ``1952-04`` for ``yyyy年m月``."""
    parts = _NOT_A_PART.sub(" ", shown.partition(";")[0]).lower()
    if not is_date_format(shown):
        parts = "yyyy-mm-dd"
    has_year, has_day = "y" in parts or "e" in parts, "d" in parts
    hour = getattr(value, "hour", 0), getattr(value, "minute", 0), getattr(value, "second", 0)
    time = f" {hour[0]:02d}:{hour[1]:02d}:{hour[2]:02d}" if "h" in parts and any(hour) else ""
    if not has_year:
        return f"{value.month}月{value.day}日{time}" if has_day else f"{value.month}月"
    if has_day:
        return f"{value.year:04d}-{value.month:02d}-{value.day:02d}{time}"
    if "m" in parts:
        return f"{value.year:04d}-{value.month:02d}"
    return f"{value.year:04d}"
