"""Writing a workbook file: openpyxl makes the frame, the rows are streamed into it.

The frame holds everything but cells: styles, widths, panes, filters, print settings, the chart.
Formulas carry the value they have now, because mail previews, telephones and Excel's protected
view show stored values and do not calculate; Excel calculates anew as soon as it may.
"""

import re
from collections.abc import Callable, Iterator
from io import BytesIO
from itertools import chain
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import openpyxl

from desktop_app.exchange.cells import RowWriter
from desktop_app.exchange.frame import set_up
from desktop_app.exchange.sheets import Sheet, Workbook
from desktop_app.exchange.styles import StyleBook, use_body_font

Progress = Callable[[int, int], None]

_ROWS_AT_ONCE = 256
_SHEET_DATA = re.compile(rb"<sheetData\s*/>|<sheetData>.*?</sheetData>", re.DOTALL)
_DIMENSION = re.compile(rb'<dimension ref="[^"]*"\s*/>')


def write_workbook(path: Path, workbook: Workbook, *, progress: Progress | None = None) -> None:
    """Writes the workbook to `path`; `progress` is told how many of how many rows are written.

    Rows are taken from the bodies one by one, so a body may be longer than fits in memory. A body
    with another number of rows than was said is a bug and raises ValueError.
    """
    frame = openpyxl.Workbook()
    frame.remove(frame.worksheets[0])
    use_body_font(frame)
    for sheet in workbook.sheets:
        set_up(frame.create_sheet(sheet.name), sheet, workbook)
    _describe(frame, workbook)
    writers = _writers(frame, workbook)
    empty = BytesIO()
    frame.save(empty)
    done = _Counter(sum(sheet.last_row for sheet in workbook.sheets), progress)
    with ZipFile(empty) as source, ZipFile(path, "w", ZIP_DEFLATED) as target:
        sheets = {f"xl/worksheets/sheet{number}.xml": pair
                  for number, pair in enumerate(zip(workbook.sheets, writers, strict=True), 1)}
        for name in source.namelist():
            entry = ZipInfo(name, workbook.written_at.timetuple()[:6])
            entry.compress_type = ZIP_DEFLATED
            if name in sheets:
                with target.open(entry, "w") as file:
                    for part in _with_rows(source.read(name), *sheets[name], done):
                        file.write(part)
            else:
                target.writestr(entry, source.read(name))


class _Counter:
    """Rows written so far, told from time to time."""

    def __init__(self, total: int, progress: Progress | None) -> None:
        self._total = total
        self._done = 0
        self._progress = progress

    def add(self, count: int) -> None:
        self._done += count
        if self._progress:
            self._progress(self._done, self._total)


def _describe(frame: openpyxl.Workbook, workbook: Workbook) -> None:
    frame.properties.title = workbook.title
    frame.properties.creator = workbook.author
    frame.properties.language = workbook.language
    frame.properties.created = frame.properties.modified = workbook.written_at


def _writers(frame: openpyxl.Workbook, workbook: Workbook) -> list[RowWriter]:
    """A writer for each sheet that knows its styles, so that the frame is saved with them."""
    styles = StyleBook(frame)
    writers = []
    for sheet in workbook.sheets:
        writer = RowWriter(styles, sheet.widths)
        for pattern in sheet.patterns:
            writer.learn(pattern)
        writers.append(writer)
    return writers


def _with_rows(xml: bytes, sheet: Sheet, rows: RowWriter, done: _Counter) -> Iterator[bytes]:
    """The XML of an empty sheet, in parts, with its rows put in."""
    gap = _SHEET_DATA.search(xml)
    assert gap is not None
    last = f"{_letter(len(sheet.widths))}{max(sheet.last_row, 1)}"
    yield _DIMENSION.sub(f'<dimension ref="A1:{last}"/>'.encode(), xml[: gap.start()])
    yield b"<sheetData>"
    count = 0
    some: list[str] = []
    for count, row in enumerate(chain(sheet.head, sheet.body, sheet.foot), 1):
        some.append(rows.xml(count, row))
        if len(some) == _ROWS_AT_ONCE:
            yield "".join(some).encode()
            done.add(len(some))
            some = []
    if count != sheet.last_row:
        raise ValueError(f"{sheet.name}: {count} rows instead of {sheet.last_row}")
    yield "".join(some).encode()
    done.add(len(some))
    yield b"</sheetData>"
    yield _ignoring_numbers_as_text(xml[gap.end() :], sheet)


def _ignoring_numbers_as_text(tail: bytes, sheet: Sheet) -> bytes:
    """Keeps Excel from marking codes such as 0123 as mistakes; openpyxl does not know the setting.

    The element stands before drawings, which come last of what we use.
    """
    if not sheet.code_columns or not sheet.count:
        return tail
    last = sheet.first_row + sheet.count - 1
    cells = " ".join(f"{_letter(column)}{sheet.first_row}:{_letter(column)}{last}"
                     for column in sorted(sheet.code_columns))
    ignored = (f'<ignoredErrors><ignoredError sqref="{cells}" numberStoredAsText="1"/>'
               "</ignoredErrors>").encode()
    place = tail.find(b"<drawing ")
    place = tail.index(b"</worksheet>") if place < 0 else place
    return tail[:place] + ignored + tail[place:]


def _letter(column: int) -> str:
    letter: str = openpyxl.utils.get_column_letter(column)
    return letter
