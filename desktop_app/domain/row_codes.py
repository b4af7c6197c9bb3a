"""The hidden column by which a list that the program wrote is recognised when it comes back."""

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from desktop_app.domain.grid import Grid, text_of
from desktop_app.domain.list_table import ListRows, ListTable
from desktop_app.domain.own_rows import without_additions
from desktop_app.domain.vietnamese import clean_line, fold
from desktop_app.i18n import LANGUAGES, N_, Texts

HEADING = N_("Row code")
CODE = "uid"
_HEAD_ROWS = 40
_CODE = re.compile(r"[0-9a-f]{32}")


def is_code(text: str) -> bool:
    """Whether a cell is a row code."""
    return bool(_CODE.fullmatch(text))


@cache
def _headings() -> frozenset[str]:
    return frozenset(fold(Texts.of(language).get(HEADING)) for language in LANGUAGES)


def is_code_heading(heading: str) -> bool:
    """Whether a heading stands over the codes of rows."""
    return fold(heading) in _headings()


def is_own(grid: Grid) -> bool:
    """Whether a sheet has our column of row codes: what stands in it was written as Unicode."""
    return any(isinstance(cell, str) and is_code_heading(cell)
               for row in grid.filled_rows[:_HEAD_ROWS] for cell in grid.cells(row).values())


def with_codes(grid: Grid, tables: Iterable[ListTable]) -> tuple[ListTable, ...]:
    """The tables with the codes of their rows as the field `uid`, where they have that column;
    remarks then without what the program has added to them."""
    return tuple(_with_codes(grid, table) for table in tables)


def _with_codes(grid: Grid, table: ListTable) -> ListTable:
    column = next((c for c, heading in table.unused if is_code_heading(heading)), None)
    if column is None or not isinstance(table.rows, ListRows):
        return table
    codes = [clean_line(text_of(cell)) or None for cell in grid.column(column, table.rows.numbers)]
    return replace(
        table, columns={**table.columns, CODE: (column,)},
        rows=ListRows(table.rows.numbers, {
            **table.rows.columns, **without_additions(table.rows.columns), CODE: list(codes)}),
        unused=tuple(one for one in table.unused if one[0] != column),
        notes=tuple(n for n in table.notes if (n.column, n.code) != (column, "column-unused")))
