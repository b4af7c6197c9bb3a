"""A sheet of a workbook as a CSV file, which Excel opens by a double click."""

import csv
import re
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date, datetime, time
from itertools import islice
from pathlib import Path

from desktop_app.exchange.sheets import Formula, Sheet, Value

_GUARD = "'"
_GUARDED = re.compile("'*[=+\\-@\x00-\x1f＝＋－＠]")
"""What a spreadsheet may take for a formula (also behind line ends and controls), and the same
behind apostrophes that stand already."""

_ROWS_AT_ONCE = 256


def write_csv(path: Path, sheet: Sheet, *, delimiter: str, told: Callable[[int], None]) -> None:
    """Writes the headings and the body of a sheet, in UTF-8 with a byte order mark, by which Excel
    knows Vietnamese. `told` is called with how many more rows were written.

    Hidden columns are left out but for the last, the code by which a row is known when it comes
    back. Text that Excel would take for a formula gets an apostrophe in front, which the import
    takes off again (`unguarded`): it stays text, and the same text.
    """
    with path.open("w", encoding="utf-8-sig", errors="replace", newline="") as file:
        writer = csv.writer(file, delimiter=delimiter)
        last = len(sheet.widths)
        kept = [n - 1 for n in range(1, last + 1) if n == last or n not in sheet.hidden_columns]
        writer.writerow(_shown(sheet.head[sheet.heading_row - 1].values, kept))
        rows = iter(() if sheet.says_nothing else sheet.body)
        while some := list(islice(rows, _ROWS_AT_ONCE)):
            writer.writerows(_shown(row.values, kept) for row in some)
            told(len(some))


def unguarded(text: str) -> str:
    """What stood in a cell before an apostrophe was put in front of it."""
    return text[1:] if text.startswith(_GUARD) and _GUARDED.match(text) else text


def list_separator() -> str:
    """What parts columns for Excel on this PC: Windows says it, elsewhere a comma does."""
    if sys.platform == "win32":
        import winreg

        with suppress(OSError), winreg.OpenKey(winreg.HKEY_CURRENT_USER,
                                               r"Control Panel\International") as key:
            if winreg.QueryValueEx(key, "sList")[0] == ";":
                return ";"
    return ","


def _shown(values: Sequence[Value], kept: Sequence[int]) -> list[str]:
    return [_text(values[place]) for place in kept]


def _text(value: Value) -> str:
    """As people here write it, and as it is read back: `30/06/2023 09:29`."""
    match value:
        case None:
            return ""
        case Formula():
            return _text(value.value)
        case str():
            return _GUARD + value if _GUARDED.match(value) else value
        case datetime():
            return f"{value:%d/%m/%Y} {_clock(value)}"
        case date():
            return f"{value:%d/%m/%Y}"
        case time():
            return _clock(value)
    return str(value)


def _clock(value: datetime | time) -> str:
    return f"{value:%H:%M:%S}" if value.second else f"{value:%H:%M}"
