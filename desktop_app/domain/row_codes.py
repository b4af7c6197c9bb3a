"""The hidden column by which a list that the program wrote is recognised when it comes back."""

from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from desktop_app.domain.grid import Grid, text_of
from desktop_app.domain.list_table import ListRows, ListTable
from desktop_app.domain.vietnamese import clean_line, fold
from desktop_app.i18n import LANGUAGES, N_, Texts

HEADING = N_("Row code")
CODE = "uid"


@cache
def _headings() -> frozenset[str]:
    return frozenset(fold(Texts.of(language).get(HEADING)) for language in LANGUAGES)


def is_code_heading(text: str) -> bool:
    """Whether a column of this heading holds the codes of rows that the program wrote."""
    return fold(text) in _headings()


def with_codes(grid: Grid, tables: Iterable[ListTable]) -> tuple[ListTable, ...]:
    """The tables with the codes of their rows as the field `uid`, where they have that column."""
    return tuple(_with_codes(grid, table) for table in tables)


def _with_codes(grid: Grid, table: ListTable) -> ListTable:
    column = next((c for c, heading in table.unused if is_code_heading(heading)), None)
    if column is None or not isinstance(table.rows, ListRows):
        return table
    codes = [clean_line(text_of(cell)) or None for cell in grid.column(column, table.rows.numbers)]
    return replace(
        table, columns={**table.columns, CODE: (column,)},
        rows=ListRows(table.rows.numbers, {**table.rows.columns, CODE: list(codes)}),
        unused=tuple(one for one in table.unused if one[0] != column),
        notes=tuple(n for n in table.notes if (n.column, n.code) != (column, "column-unused")))
