"""An office's own form filled with the people and opinions of a large conference, against the same
rows written by openpyxl write-only, nothing else.

Both are measured in processor time; values of both are read beforehand.
"""

from collections.abc import Sequence
from datetime import date, datetime, time
from pathlib import Path
from time import process_time

import openpyxl

from desktop_app.domain.form_fields import form_fields
from desktop_app.exchange.form_book import read_form
from desktop_app.exchange.form_cells import Values
from desktop_app.exchange.form_filling import fill_form
from desktop_app.i18n import Texts
from desktop_app.services.form_values import FormValues
from desktop_app.services.meetings import Meetings
from desktop_app.services.report_parts import Context
from desktop_app.store.register import Register
from desktop_app.store.report_queries import snapshot
from tests.bench.registers import LARGE_IN_ONE, Registers
from tests.bench.table import Row, ratio

BUDGET = 1.3
FIELDS = {
    "attendee": ("line", "full_name", "position", "unit", "attendance", "came"),
    "opinion": ("line", "who", "text", "theme", "addressed", "replies"),
}


def run(registers: Registers, folder: Path) -> list[Row]:
    """A row for each list."""
    path = registers.copy(LARGE_IN_ONE, "form")
    return [_measured(path, group, folder) for group in FIELDS]


def _measured(path: Path, group: str, folder: Path) -> Row:
    form = _form(folder / f"{group}.xlsx", group)
    with Register.read(path) as register, snapshot(register):
        context = Context(Meetings(register).get(1), Texts.of("vi"), register.now())
        entries = FormValues(register, context).lists(read_form(form).keys)[group]
    start = process_time()
    fill_form(form, folder / "filled.xlsx", {}, {group: entries})
    spent = process_time() - start
    return ratio(f"own form, {len(entries):,} rows", spent, _alone(entries, folder), BUDGET, "s")


def _form(path: Path, group: str) -> Path:
    known = {field.key for field in form_fields()}
    book = openpyxl.Workbook()
    for column, name in enumerate(FIELDS[group], 1):
        if f"{group}.{name}" not in known:
            raise LookupError(name)
        book.active.cell(1, column, name)
        book.active.cell(2, column, f"{{{{{group}.{name}}}}}")
    book.active["A3"] = "=COUNTA(A2)"
    book.save(path)
    return path


def _alone(entries: Sequence[Values], folder: Path) -> float:
    rows = [[value if isinstance(value, (str, int, float, datetime, date, time)) else None
             for value in entry.values()] for entry in entries]
    start = process_time()
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("1")
    for row in rows:
        sheet.append(row)
    book.save(folder / "reference.xlsx")
    return process_time() - start
