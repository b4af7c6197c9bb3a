"""What the fast reader does not tell of an .xlsx or .ods: percentages, and formulas that failed.

Both are put into the grids as the text that was seen. A sheet that has neither costs a search.
"""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from desktop_app.domain.grid import Cell, Grid
from desktop_app.domain.shown import percent_text
from desktop_app.exchange.looks import MAIN, column_number, parts_of, tree_of
from desktop_app.exchange.shown_ods import texts_of_ods

_ERROR = b't="e"'
_CELL = re.compile(rb'<(?:\w+:)?c\s([^>]*[^>/])>(.*?)</(?:\w+:)?c>', re.DOTALL)
_PLACE = re.compile(rb'\br="([A-Z]{1,3})(\d{1,7})"')
_STYLE = re.compile(rb'\bs="(\d+)"')
_VALUE = re.compile(rb"<(?:\w+:)?v>(#[^<]{1,20})</(?:\w+:)?v>")
_PIECE, _LONGEST_MARK = 1 << 20, 12
_BUILT_IN = {9: 0, 10: 2}
_DECIMALS = re.compile(r"\.([0#?]+)")

Place = tuple[int, int]


def with_shown(grids: tuple[Grid, ...], data: bytes) -> tuple[Grid, ...]:
    """The grids of an .xlsx or .ods with percentages and errors as texts; others as they are."""
    if not data.startswith(b"PK"):
        return grids
    if b"opendocument" in data[:200]:
        texts = texts_of_ods(data)
        return tuple(_with_texts(grid, texts.get(grid.name, {})) for grid in grids)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = frozenset(archive.namelist())
        if not {"xl/workbook.xml", "xl/styles.xml"} <= names:
            return grids
        percents = _percent_styles(archive)
        parts = {name: part for name, part in parts_of(archive) if part in names}
        marks = (_ERROR, *(b's="%d"' % number for number in percents))
        return tuple(
            _with_cells(grid, archive.read(part), percents)
            if (part := parts.get(grid.name)) and _has(archive, part, marks) else grid
            for grid in grids)


def _has(archive: zipfile.ZipFile, part: str, marks: Sequence[bytes]) -> bool:
    """Whether one of the marks occurs in a part, which is read a piece at a time."""
    before = b""
    with archive.open(part) as stream:
        while piece := stream.read(_PIECE):
            if any(mark in before + piece for mark in marks):
                return True
            before = piece[-_LONGEST_MARK:]
    return False


def _percent_styles(archive: zipfile.ZipFile) -> Mapping[int, int]:
    """The decimals of the cell styles that show percentages, by their numbers."""
    tree = tree_of(archive, "xl/styles.xml")
    formats = dict(_BUILT_IN)
    for each in tree.iterfind(f"{MAIN}numFmts/{MAIN}numFmt"):
        code = str(each.get("formatCode")).partition(";")[0]
        if "%" in code:
            found = _DECIMALS.search(code)
            formats[int(str(each.get("numFmtId")))] = len(found[1]) if found else 0
    styles = enumerate(tree.iterfind(f"{MAIN}cellXfs/{MAIN}xf"))
    return {number: formats[kind] for number, style in styles
            if (kind := int(style.get("numFmtId") or 0)) in formats}


def _with_cells(grid: Grid, sheet: bytes, percents: Mapping[int, int]) -> Grid:
    return _with_texts(grid, dict(_texts(grid, sheet, percents)))


def _with_texts(grid: Grid, texts: Mapping[Place, str]) -> Grid:
    if not texts:
        return grid
    rows = list(grid.rows)
    for (row, column), text in texts.items():
        down, along = row - grid.first_row, column - grid.first_column
        if not (0 <= down < len(rows) and along >= 0):
            continue
        cells: list[Cell] = [*rows[down], *[None] * (along + 1 - len(rows[down]))]
        cells[along] = text
        rows[down] = tuple(cells)
    return replace(grid, rows=tuple(rows))


def _texts(grid: Grid, sheet: bytes,
           percents: Mapping[int, int]) -> Iterator[tuple[Place, str]]:
    for found in _CELL.finditer(sheet):
        about, place, style = found[1], _PLACE.search(found[1]), _STYLE.search(found[1])
        if not place:
            continue
        row, column = int(place[2]), column_number(place[1])
        value = grid.value(row, column)
        if _ERROR in about and (error := _VALUE.search(found[2])):
            yield (row, column), error[1].decode()
        elif style and int(style[1]) in percents and isinstance(value, int | float) \
                and not isinstance(value, bool):
            yield (row, column), percent_text(value, percents[int(style[1])])
