"""Grids from the bytes of a workbook: fast and dense by calamine, sparse by openpyxl."""

import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TypeVar

from desktop_app.domain.errors import UserError
from desktop_app.domain.grid import Area, Cell, CellRow, Grid
from desktop_app.exchange.binary_looks import looks_of_xlsb
from desktop_app.exchange.looks import Look, looks
from desktop_app.exchange.old_looks import looks_of_xls
from desktop_app.exchange.open_looks import looks_of_ods
from desktop_app.exchange.shown_cells import with_shown

T = TypeVar("T")
FAR_ROWS = 2_000
FAR_COLUMNS = 200
_DAY = timedelta(days=1)
_MIDNIGHT = datetime(1900, 1, 1)


def dense_grids(data: bytes, path: Path) -> list[Grid]:
    """The worksheets of an .xlsx, .xls, .xlsb or .ods.

    A cell at the far end of a sheet makes the reader abort its process or run out of memory.
    """
    return _guarded(lambda: _calamine_grids(data), path)


def sparse_grids(data: bytes, path: Path) -> list[Grid]:
    """The worksheets of an .xlsx, cell by cell; what lies far from the rest is left out."""
    return _guarded(lambda: _openpyxl_grids(data), path)


def looks_of(data: bytes, path: Path) -> Mapping[str, Look]:
    """The looks of the sheets of a workbook, by their names."""
    return _guarded(lambda: _looks(data), path)


def as_shown(grids: tuple[Grid, ...], data: bytes, path: Path) -> tuple[Grid, ...]:
    """The grids of an .xlsx or .ods with percentages and errors as the texts that were seen."""
    return _guarded(lambda: with_shown(grids, data), path)


def _looks(data: bytes) -> Mapping[str, Look]:
    if not data.startswith(b"PK"):
        return looks_of_xls(data)
    if b"opendocument" in data[:200]:
        return looks_of_ods(data)
    return looks(data) or looks_of_xlsb(data)


def _guarded(read: Callable[[], T], path: Path) -> T:
    """Readers answer rubbish with errors of every kind, Rust panics among them."""
    try:
        return read()
    except (MemoryError, UserError, KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:
        code = "file-encrypted" if type(error).__name__ == "PasswordError" else "file-damaged"
        raise UserError(code, path=path) from error


# --- calamine -----------------------------------------------------------------------------------


def _calamine_grids(data: bytes) -> list[Grid]:
    # Loaded here: the process of the window never needs the readers.
    from python_calamine import SheetTypeEnum, SheetVisibleEnum, load_workbook

    with load_workbook(io.BytesIO(data)) as book:
        grids = []
        for about in book.sheets_metadata:
            if about.typ != SheetTypeEnum.WorkSheet:
                continue
            sheet = book.get_sheet_by_name(about.name)
            top, left = sheet.start or (0, 0)
            rows = _converted(sheet.to_python(skip_empty_area=True))
            merged = _areas(sheet.merged_cell_ranges or ())
            grids.append(Grid(about.name, rows, merged, top + 1, left + 1,
                              hidden=about.visible != SheetVisibleEnum.Visible))
        return grids


def _areas(ranges: Iterable[tuple[tuple[int, int], tuple[int, int]]]) -> tuple[Area, ...]:
    return tuple(Area(top + 1, left + 1, bottom + 1, right + 1)
                 for (top, left), (bottom, right) in ranges)


def _number(value: float) -> Cell:
    return int(value) if value.is_integer() else value


def _duration(value: timedelta) -> Cell:
    """A time of day where it is one; longer spans are kept as text: 30:00."""
    if timedelta(0) <= value < _DAY:
        return (_MIDNIGHT + value).time()
    minutes = round(value.total_seconds() / 60)
    return f"{'-' * (minutes < 0)}{abs(minutes) // 60}:{abs(minutes) % 60:02}"


_CONVERSIONS: Mapping[type, Callable[..., Cell]] = {
    float: _number, timedelta: _duration,
}


def _converted(rows: Sequence[Sequence[object]]) -> tuple[CellRow, ...]:
    """The cells of rows of equal length, column by column: most hold values of one kind."""
    return tuple(zip(*map(_column, zip(*rows, strict=True)), strict=True))


def _column(cells: Sequence[object]) -> Sequence[Cell]:
    kinds = set(map(type, cells))
    if kinds == {str}:
        return [cell or None for cell in cells]  # type: ignore[misc]
    return [cell or None if type(cell) is str
            else _CONVERSIONS.get(type(cell), _as_it_is)(cell) for cell in cells]


def _as_it_is(value: object) -> Cell:
    known = (str, bool, int, date, datetime, time, type(None))
    return value if isinstance(value, known) else str(value)


# --- openpyxl -----------------------------------------------------------------------------------


def _openpyxl_grids(data: bytes) -> list[Grid]:
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(data), data_only=True)
    grids = []
    for sheet in book.worksheets:
        # The public iterators of openpyxl walk every empty row up to the last cell.
        cells = {place: cell.value for place, cell in sheet._cells.items()  # noqa: SLF001
                 if cell.value is not None}
        merged = tuple(Area(r.min_row, r.min_col, r.max_row, r.max_col)
                       for r in sheet.merged_cells.ranges)
        grids.append(_grid_of_cells(sheet.title, cells, merged,
                                    hidden=sheet.sheet_state != "visible"))
    return grids


def _grid_of_cells(name: str, cells: Mapping[tuple[int, int], object],
                   merged: tuple[Area, ...], *, hidden: bool) -> Grid:
    last_row = _before_gap({row for row, _ in cells}, FAR_ROWS)
    last_column = _before_gap({column for _, column in cells}, FAR_COLUMNS)
    near: dict[int, dict[int, object]] = {}
    far = []
    for (row, column), value in cells.items():
        if row <= last_row and column <= last_column:
            near.setdefault(row, {})[column] = value
        else:
            far.append((row, column))
    rows = tuple(_dense_row(near.get(row, {})) for row in range(1, last_row + 1))
    return Grid(name, rows, merged, hidden=hidden, left_out=tuple(sorted(far)))


def _before_gap(places: Iterable[int], gap: int) -> int:
    """The last place that can be reached from the first without a gap of that size."""
    last = 0
    for place in sorted(places):
        if last and place - last > gap:
            break
        last = place
    return last


def _dense_row(values: Mapping[int, object]) -> CellRow:
    row: Sequence[object] = [values.get(column) for column in range(1, max(values, default=0) + 1)]
    return tuple(_column(row))
