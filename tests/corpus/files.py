"""Writes lists as files, as Excel, LibreOffice and old programs do, the truth beside each."""

import csv
import io
import json
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path

import openpyxl
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from desktop_app.domain.grid import Cell
from tests.corpus.binary_workbook import xlsb_bytes
from tests.corpus.pages import Made, Page, Truth


@dataclass(frozen=True)
class Written:
    """A list as a file of one format."""

    made: Made
    format: str
    path: Path

    @property
    def truth(self) -> tuple[Truth, ...]:
        return self.made.truth


def write(made: Made, kind: str, folder: Path) -> Written:
    """Writes a list in one of `FORMATS`; the truth goes into a JSON file beside it."""
    path = folder / f"{made.name} {kind}{_ENDINGS.get(kind, f'.{kind}')}"
    path.write_bytes(FORMATS[kind](made))
    path.with_suffix(path.suffix + ".json").write_text(
        json.dumps(made.truth, ensure_ascii=False, indent=1), encoding="utf-8")
    return Written(made, kind, path)


def converted(written: Iterable[Written], kind: str, folder: Path) -> list[Written]:
    """The .xlsx files as LibreOffice saves them in another format; none where it is missing."""
    office = shutil.which("soffice")
    if office is None:
        return []
    sources = list(written)
    with tempfile.TemporaryDirectory() as profile:
        subprocess.run([office, f"-env:UserInstallation={Path(profile).as_uri()}", "--headless",
                        "--convert-to", kind, "--outdir", str(folder),
                        *(str(each.path) for each in sources)],
                       check=True, capture_output=True)
    return [Written(each.made, kind, folder / f"{each.path.stem}.{kind}") for each in sources]


# --- workbooks ------------------------------------------------------------------------------


def _workbook(made: Made) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for page in made.pages:
        _fill(book.create_sheet(page.name), page)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _fill(sheet: "openpyxl.worksheet.worksheet.Worksheet", page: Page) -> None:
    for (row, column), value in page.cells.items():
        cell = sheet.cell(row, column, value)
        if isinstance(value, str):
            cell.data_type = "s"
        if font := page.fonts.get((row, column)):
            cell.font = Font(name=font, size=12)
    for area in page.merged:
        sheet.merge_cells(None, area.top, area.left, area.bottom, area.right)
    for column in page.hidden_columns:
        sheet.column_dimensions[get_column_letter(column)].hidden = True


# --- text -----------------------------------------------------------------------------------


def _text(made: Made, delimiter: str) -> str:
    page = made.pages[0]
    content = io.StringIO()
    writer = csv.writer(content, delimiter=delimiter, lineterminator="\r\n")
    for row in range(1, page.next_row):
        writer.writerow([_shown(page.cells.get((row, column)))
                         for column in range(1, page.width + 1)])
    return content.getvalue()


def _shown(value: Cell) -> object:
    if isinstance(value, datetime):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return f"{value:%d/%m/%Y}" if isinstance(value, date) else value


def _old_windows(made: Made) -> bytes:
    """Code page 1258, which writes tones apart and cannot say everything that Unicode can."""
    import unicodedata

    def taken_apart(letter: str) -> str:
        parts = unicodedata.normalize("NFD", letter)
        hats = [mark for mark in parts[1:] if mark in "\u0302\u0306\u031b"]
        tones = [mark for mark in parts[1:] if mark not in "\u0302\u0306\u031b"]
        return unicodedata.normalize("NFC", parts[:1] + "".join(hats)) + "".join(tones)

    whole = unicodedata.normalize("NFC", _text(made, ",").replace("✓", "x"))
    text = "".join(map(taken_apart, whole))
    return text.encode("cp1258", "replace")


FORMATS: Mapping[str, Callable[[Made], bytes]] = {
    "xlsx": _workbook, "xlsm": _workbook, "xlsx as xls": _workbook,
    "xlsb": lambda made: xlsb_bytes(made.pages),
    "csv": lambda made: _text(made, ",").encode(),
    "csv with mark": lambda made: _text(made, ",").encode("utf-8-sig"),
    "csv, semicolons": lambda made: _text(made, ";").encode("utf-8-sig"),
    "csv, cp1258": _old_windows,
    "csv, utf-16": lambda made: _text(made, "\t").encode("utf-16"),
    "tsv": lambda made: _text(made, "\t").encode(),
}
_ENDINGS = {kind: ".csv" for kind in FORMATS if kind.startswith("csv")} | {"xlsx as xls": ".xls"}
TEXT_FORMATS = tuple(kind for kind in FORMATS if kind.startswith(("csv", "tsv")))
BY_LIBRE_OFFICE = ("xls", "ods")
