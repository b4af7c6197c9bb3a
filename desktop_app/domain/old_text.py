"""Puts the text of a sheet that was written in an old font code into Unicode."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from desktop_app.domain.grid import Cell, Grid, Rewritten
from desktop_app.domain.old_codes import (
    OldCode,
    guessed_code,
    has_no_capital,
    in_unicode,
    may_be_in,
)
from desktop_app.domain.row_codes import is_own

_SAMPLE = 300
Place = tuple[int, int]


def in_unicode_grid(grid: Grid) -> Grid:
    """The sheet with its old text in Unicode: by font, or where no cell has such a font, by the
    letters of each column; our own workbook has none such. What was changed is remembered in
    `rewritten`."""
    if not grid.fonts and is_own(grid):
        return grid
    found = dict(_by_font(grid)) if grid.fonts else dict(_by_letters(grid))
    changed = {place: text for place, text in found.items()
               if text != grid.value(*place)}
    if not changed:
        return grid
    rows = list(grid.rows)
    by_row: dict[int, dict[int, str]] = {}
    for (row, column), text in changed.items():
        by_row.setdefault(row, {})[column] = text
    for row, texts in by_row.items():
        rows[row - grid.first_row] = _with_texts(rows[row - grid.first_row], grid, texts)
    before = {place: Rewritten(str(grid.value(*place)), not grid.fonts) for place in changed}
    return replace(grid, rows=tuple(rows), rewritten=before)


def _with_texts(row: tuple[Cell, ...], grid: Grid, texts: Mapping[int, str]) -> tuple[Cell, ...]:
    return tuple(texts.get(column, cell) for column, cell in enumerate(row, grid.first_column))


def _by_font(grid: Grid) -> Iterable[tuple[Place, str]]:
    for (row, column), code in grid.fonts.items():
        cell = grid.value(row, column)
        if isinstance(cell, str):
            yield (row, column), _said(cell, code)


def _by_letters(grid: Grid) -> Iterable[tuple[Place, str]]:
    """The texts of columns whose letters show a code; of the other columns too, where the letters
    of the whole sheet show it, which as a rule has one font."""
    columns: dict[int, list[str]] = {}
    for row in grid.rows[:_SAMPLE]:
        for along, cell in enumerate(row):
            if isinstance(cell, str) and not cell.isascii():
                columns.setdefault(along, []).append(cell)
    usual = guessed_code(text for texts in columns.values() for text in texts)
    codes = {along: code for along, texts in columns.items()
             if (code := guessed_code(texts) or usual)}
    if not codes:
        return
    for down, row in enumerate(grid.rows):
        for along, cell in enumerate(row):
            code = codes.get(along, usual)
            if code and isinstance(cell, str) and may_be_in(cell, code):
                yield (grid.first_row + down, grid.first_column + along), _said(cell, code)


def _said(text: str, code: OldCode) -> str:
    read = in_unicode(text, code)
    return _with_capitals(read) if code is OldCode.TCVN3 else read


def _with_capitals(text: str) -> str:
    """Gives words their capitals back where TCVN3 has none: in "Thị ánh Liên" all other words
    begin with one, in "BAN GIáM HIệU" all other letters are capitals."""
    words = text.split(" ")
    if any(_is_in_capitals(word) for word in text.split()) and not any(
            letter.isascii() and letter.islower() for letter in text):
        return text.upper()
    small = [word for word in words if word[:1].islower()]
    if all(has_no_capital(word[0]) for word in small):
        return " ".join(word[:1].upper() + word[1:] for word in words)
    return text


def _is_in_capitals(word: str) -> bool:
    plain = [letter for letter in word if letter.isascii() and letter.isalpha()]
    return len(plain) > 1 and all(map(str.isupper, plain))
