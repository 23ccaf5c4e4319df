"""Small lists of people for tests; everybody in them is made up."""

from __future__ import annotations

import io

from cms.core.tables import Table, open_table, propose_mapping, write_csv
from heritage.people.importing.columns import COLUMNS
from heritage.people.importing.report import Report
from heritage.people.lists.importer import import_people

LIST = """姓名,性别,出生日期,牺牲日期,籍贯,别名,备注
李向阳,男,1931年,1952年10月,四川省示例县,原名李二娃；字曙光,村里人叫他二娃
王秀英,女,民国八年,,湖南示范,,
赵大山,男,5月,,,无,
"""


def table_of(text: str, name: str = "名单.csv") -> Table:
    return open_table(io.BytesIO(text.encode()), name=name)


def take_in(text: str, *, source: str = "名单", **options) -> Report:
    """Import a list with the mapping its headings propose."""
    table = table_of(text)
    mapping = propose_mapping(table.headings, COLUMNS)
    return import_people(table=table, mapping=mapping, source=source, **options)


def counts(report: Report) -> tuple[int, int, int, int]:
    """Created, updated, unchanged, refused."""
    return (report.created, report.updated, report.unchanged, report.refused)


def as_csv(headings, rows) -> bytes:
    file = io.BytesIO()
    write_csv(file, headings, rows)
    return file.getvalue()
