"""The full workbook against the same cells written by openpyxl write-only, nothing else.

Both are measured in processor time, so that whatever else the PC does counts for neither.
"""

import sys
import tempfile
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import chain, islice
from pathlib import Path
from time import process_time

import openpyxl

from desktop_app.exchange.sheets import Formula, Sheet, Value
from desktop_app.i18n import Texts
from desktop_app.services.exporting import export_workbook
from desktop_app.services.report import workbook
from desktop_app.store.register import Register
from desktop_app.store.report_queries import snapshot

BUDGET = 1.3
_ROWS_AT_ONCE = 2_000

Measured = tuple[str, float, float, float, float]
"""Name, seconds, seconds of the reference, their ratio, the ratio that is allowed."""


def run(register_path: Path, meeting_id: int) -> list[Measured]:
    """The budget of DESIGN 8, "full workbook"; the register should be a large one."""
    with tempfile.TemporaryDirectory() as name, Register.read(register_path) as register:
        measured = _export(register, meeting_id, Path(name))
        reference = _reference(register, meeting_id, Path(name))
    return [("full workbook", measured, reference, measured / reference, BUDGET)]


def _export(register: Register, meeting_id: int, folder: Path) -> float:
    start = process_time()
    export_workbook(register, meeting_id, folder, Texts.of("vi"))
    return process_time() - start


def _reference(register: Register, meeting_id: int, folder: Path) -> float:
    """Only openpyxl's work is counted: values are fetched beforehand, a batch at a time."""
    book = openpyxl.Workbook(write_only=True)
    spent = 0.0
    with snapshot(register):
        content = workbook(register, meeting_id, Texts.of("vi"), datetime.now())
        for number, sheet in enumerate(content.sheets):
            target = book.create_sheet(str(number))
            for batch in _batches(sheet):
                start = process_time()
                for row in batch:
                    target.append(row)
                spent += process_time() - start
    start = process_time()
    book.save(folder / "reference.xlsx")
    return spent + process_time() - start


def _batches(sheet: Sheet) -> Iterator[list[list[Value]]]:
    rows = chain(sheet.head, sheet.body, sheet.foot)
    while batch := [_plain(row.values) for row in islice(rows, _ROWS_AT_ONCE)]:
        yield batch


def _plain(values: Sequence[Value]) -> list[Value]:
    return [f"={value.text}" if isinstance(value, Formula) else value for value in values]


if __name__ == "__main__":
    for found in run(Path(sys.argv[1]), int(sys.argv[2])):
        print("{}: {:.2f} s, reference {:.2f} s, {:.2f} × (budget {:.2f} ×)".format(*found))
