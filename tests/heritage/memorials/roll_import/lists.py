"""Small rolls for tests; everybody in them is made up."""

from __future__ import annotations

import io
import json
from pathlib import Path

from django.core.management import call_command

LIST = """姓名,性别,出生年月,籍贯,部队及职务,牺牲时间、地点、原因,备注
李向阳,男,1921年,示例省示范县,示例纵队三营连长,1946年9月示例山战斗牺牲,有传
王秀英（女）,,民国八年,示例省示范县,,1948年秋病故,
赵大山,男,1920.3,异乡,示例纵队战士,不详,=1+1
"""


def save(
    folder: Path, text: str = LIST, *, encoding: str = "utf-8", name: str = "英名录.csv"
) -> Path:
    """The list as a file."""
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def run(*arguments) -> dict:
    """The report of ``import_roll``."""
    out = io.StringIO()
    call_command("import_roll", *map(str, arguments), "--json", stdout=out)
    return json.loads(out.getvalue())


def counts(report: dict) -> tuple[int, int, int, int]:
    """Created, updated, unchanged, refused."""
    return tuple(report[name] for name in ("created", "updated", "unchanged", "refused"))
