"""Writes the reference that the workbook of the demo conference is compared with.

    python -m tests.data.make_workbook

Run it after a change that is meant, then look at what changed in the reference.
"""

import tempfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import openpyxl

from desktop_app.i18n import Texts
from desktop_app.services.demo import write_demo
from desktop_app.services.exporting import export_workbook
from desktop_app.store.register import Register

REFERENCE = Path(__file__).parent / "workbook-demo.txt"
_VOLATILE = {"Row code"}
"""Headings of columns that differ from one register to the next."""


def workbook_as_text(folder: Path) -> str:
    """The workbook of the demo conference, exported on a certain day, one cell a line."""
    with Register.create(folder / "demo.db") as register:
        meeting_id = write_demo(register)
        register.now = lambda: datetime(2023, 6, 30, 11, 45)  # type: ignore[method-assign]
        path = export_workbook(register, meeting_id, folder, Texts.of("en"))
    book, values = openpyxl.load_workbook(path), openpyxl.load_workbook(path, data_only=True)
    return "\n".join(line for sheet in book for line in _sheet(sheet, values[sheet.title])) + "\n"


def _sheet(sheet, values) -> Iterator[str]:
    yield f"== {sheet.title}: prints {sheet.print_area}, repeats {sheet.print_title_rows}"
    skipped = {cell.column for row in sheet.iter_rows(max_row=5) for cell in row
               if cell.value in _VOLATILE}
    for row in sheet.iter_rows():
        for cell in row:
            if cell.value is not None and cell.column not in skipped:
                yield f"{cell.coordinate}\t{cell.number_format}\t{_told(cell, values)}"


def _told(cell, values) -> str:
    if cell.data_type == "f":
        return f"{cell.value}\t{values[cell.coordinate].value!r}"
    return repr(cell.value) if isinstance(cell.value, str) else str(cell.value)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        REFERENCE.write_text(workbook_as_text(Path(name)), encoding="utf-8")
