"""Limits on what is read. Beyond them a file is a mistake or an attack."""

MAX_COLUMNS = 500
"""Of a table; Excel has room for 16,384, a list made by people for a few dozen."""

MAX_CELL = 100_000
"""Characters of one cell; Excel holds 32,767."""

MAX_RECORD = 8_000_000
"""Characters of one row of a text file, which is held in memory as a whole."""

MAX_RECORD_LINES = 1_000
"""Lines of one row of a text file: a quotation mark never closed would swallow the rest."""

MAX_SHEET_ROWS = 1_048_576
"""Rows of a worksheet (ECMA-376 sets none, Excel this one)."""

MAX_MERGES = 100_000
"""Merged ranges of a worksheet."""

HEAD_ROWS = 20
"""Rows from the top among which the headings are looked for."""
