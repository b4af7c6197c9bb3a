"""Agendas and collections of opinions from outside: a header and a row for each entry."""

import re
from datetime import time

from desktop_app.domain import records
from desktop_app.domain.fields import Kind, entry_of
from desktop_app.domain.grid import Cell, Grid, text_of
from desktop_app.domain.headers import Heading
from desktop_app.domain.headings import IGNORED, NAMING_ROLES, names_fields
from desktop_app.domain.list_cells import Read, read_cell, read_span
from desktop_app.domain.list_reading import (
    Builder,
    Row,
    builders,
    ends_list,
    repeats_header,
    rows_below,
)
from desktop_app.domain.list_table import NAME_OF_FIELD, ListKind, ListTable
from desktop_app.domain.vietnamese import clean_line

_SEVERAL = re.compile(r"[;\n+]|,\s")
_NAMES = {
    "unit_id": entry_of(records.Unit, "name"),
    "addressed_ids": entry_of(records.Unit, "name"),
    "theme_ids": entry_of(records.Theme, "name"),
}


def read_items(grid: Grid) -> tuple[ListTable, ...]:
    """Every agenda in a sheet."""
    return _read_all(grid, ListKind.AGENDA)


def read_opinions(grid: Grid) -> tuple[ListTable, ...]:
    """Every collection of opinions in a sheet."""
    return _read_all(grid, ListKind.FEEDBACK)


def _read_all(grid: Grid, kind: ListKind) -> tuple[ListTable, ...]:
    tables: list[ListTable] = []
    found = builders(grid, kind)
    while found:
        next_row = max(_read(builder) for builder in found)
        tables.extend(builder.table() for builder in found)
        found = builders(grid, kind, next_row) if next_row else []
    return tuple(tables)


def _read(builder: Builder) -> int:
    """Reads one table; gives the row where another begins, 0 if there is none."""
    main = _main_column(builder)
    ended = False
    for row in rows_below(builder):
        if repeats_header(builder, row):
            builder.note(row.number, "header-repeated")
        elif names_fields(builder.kind, row.texts):
            return row.number
        elif not row.text(main) and (code := ends_list(row)):
            builder.note(row.number, code, value=row.summary)
            ended = True
        elif ended:
            builder.note(row.number, "after-list", value=row.summary)
        else:
            _take(builder, row, main)
    return 0


def _main_column(builder: Builder) -> int:
    return next(x.column for x in builder.header.headings
                if x.role in NAMING_ROLES[builder.kind])


def _take(builder: Builder, row: Row, main: int) -> None:
    if not row.text(main):
        code = "blank" if len(row.cells) > 1 else "row-unclear"
        role = next(iter(NAMING_ROLES[builder.kind]))
        params = {} if code == "blank" else {"value": row.summary}
        builder.take(row.number, min(row.cells) if params else main, role,
                     Read(None, code, params=params))
        return
    values: dict[str, object] = {}
    for heading in builder.header.headings:
        cell = row.cells.get(heading.column)
        if cell is not None and heading.role not in ("", IGNORED):
            _read_field(builder, row.number, heading, cell, values)
    if all(x.role not in values for x in builder.header.headings if x.column == main):
        return
    builder.rows.add(row.number, values)


def _read_field(builder: Builder, row: int, heading: Heading, cell: Cell,
                values: dict[str, object]) -> None:
    role, column = heading.role, heading.column
    if role in _NAMES:
        value = _read_names(builder, row, column, role, cell)
    elif role == "fixed_start":
        value = _read_start(builder, row, column, cell, values)
    else:
        value = builder.take(row, column, role, read_cell(builder.entry(role), cell))
    if value is not None:
        values.setdefault(NAME_OF_FIELD.get(role, role), value)


def _read_names(builder: Builder, row: int, column: int, role: str, cell: Cell) -> object:
    """One name, or several where the field takes several."""
    text = text_of(cell)
    several = builder.entry(role).kind is Kind.MANY
    parts = [part for part in _SEVERAL.split(text) if clean_line(part)] if several else [text]
    names = [builder.take(row, column, role, read_cell(_NAMES[role], part)._replace(repair=""))
             for part in parts]
    kept = tuple(str(name) for name in names if name)
    return (kept if several else kept[0]) if kept else None


def _read_start(builder: Builder, row: int, column: int, cell: Cell,
                values: dict[str, object]) -> time | None:
    """The time at which an item begins; the minutes too where its end is said."""
    span = read_span(cell)
    if span is None:
        builder.take(row, column, "fixed_start", read_cell(builder.entry("fixed_start"), cell))
        return None
    start, minutes = span
    if minutes:
        values.setdefault("minutes", minutes)
    return start
