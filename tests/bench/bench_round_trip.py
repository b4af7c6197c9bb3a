"""Workbooks as offices send them back: rows shuffled and hidden, saved again by LibreOffice.

Not a test, because LibreOffice is not among what the tests need. Everything that is found to differ
from what was sent is an error.
"""

import random
import shutil
import subprocess
from pathlib import Path

import openpyxl

from desktop_app.domain import records
from desktop_app.domain.vietnamese import clean_line, clean_text
from desktop_app.exchange.returned import sheets_in
from desktop_app.i18n import Texts
from desktop_app.services.exporting import export_workbook
from desktop_app.services.office_books import export_office_books
from desktop_app.services.registers import new_register
from desktop_app.services.returned import ReturnedFile
from desktop_app.services.returned_comparing import compare
from desktop_app.store.register import Register
from tests.bench.table import Row

PROGRAM = "soffice"
FORMATS = ("xlsx", "ods", "xls")
TEXTS = ("=1+1", "'=1", '"', "''x", "+84", "@a", "-", "a\nb\n\nc", "\t=x", "👩‍🎓🇻🇳", "_x000D_",
         "x" * 32_767, "😀" * 16_383, "  hai  ", "1", "30/6/2023", "TRUE", "00123", "Tiếp thu: abc",
         "1e5", "0,5", "50%", "12:30", "a\tb", "<b>&amp;</b>", "{=A1}", "#N/A", "ữ" * 5_000,
         "dòng  \n  hai")
_FIRST_ROWS = {"Trả lời ý kiến": 7, "Tổng hợp": 6}
_WHAT = "round trip through LibreOffice ({format})"


def run(folder: Path) -> list[Row]:
    """A book of an office and the whole workbook, through each format."""
    if not shutil.which(PROGRAM):
        return [Row(_WHAT.format(format=", ".join(FORMATS)), note="LibreOffice is not installed")]
    with new_register(folder / "round-trip.db") as register:
        meeting_id = _conference(register)
        paths = [*(book.path for book in export_office_books(
            register, meeting_id, folder / "sent", Texts.of("vi"))),
            export_workbook(register, meeting_id, folder / "sent", Texts.of("vi"))]
        for path in paths:
            _shuffle(path)
        return [_row(register, meeting_id, folder / "returned", paths, each) for each in FORMATS]


def _conference(register: Register) -> int:
    with register.operation("Write"):
        meeting_id = register.insert(records.Meeting(title="Hội nghị", organisation="Trường"))
        unit = register.insert(records.Unit(meeting_id=meeting_id, name="Phòng"))
        for number, raw in enumerate(TEXTS, 1):
            text, line = clean_text(raw), clean_line(raw[:60])
            key = register.insert(records.Feedback(
                meeting_id=meeting_id, number=number, text=text, addressed_ids=(unit,), due=line))
            if number % 3:
                register.insert(records.Reply(meeting_id=meeting_id, unit_id=unit, text=text,
                                              speaker=line, feedback_ids=(key,)))
    return meeting_id


def _shuffle(path: Path) -> None:
    """Puts the rows of the opinions into another order and filters some away."""
    book = openpyxl.load_workbook(path)
    sheet = book["Ý kiến"]
    first = next(row for name, row in _FIRST_ROWS.items() if path.name.startswith(name))
    rows = [[(cell.value, cell.data_type) for cell in row] for row in sheet.iter_rows(first)]
    random.Random(1).shuffle(rows)
    for number, row in enumerate(rows, first):
        sheet.row_dimensions[number].hidden = number % 4 == 0
        for column, (value, kind) in enumerate(row, 1):
            cell = sheet.cell(number, column)
            cell.value = value
            cell.data_type = kind
    book.save(path)


def _row(register: Register, meeting_id: int, folder: Path, paths: list[Path],
         file_format: str) -> Row:
    found = read = 0
    for path in paths:
        subprocess.run([PROGRAM, "--headless", "--convert-to", file_format, "--outdir", str(folder),
                        str(path)], check=True, capture_output=True, timeout=120)
        saved = folder / f"{path.stem}.{file_format}"
        compared = compare(register, meeting_id, [ReturnedFile(saved, sheets_in(saved))])
        found += len(compared.differences) + len(compared.problems)
        read += compared.rows
    return Row(_WHAT.format(format=file_format), f"{found} differences", f"{read} rows",
               budget="0", kept=not found and read == len(paths) * len(TEXTS))
