"""Agendas and collections of opinions from outside: a header and a row for each entry."""

import re
from collections.abc import Mapping
from datetime import time

from desktop_app.domain import records
from desktop_app.domain.fields import Kind, entry_of
from desktop_app.domain.grid import Cell, Grid, text_of
from desktop_app.domain.headers import Heading
from desktop_app.domain.heading_levels import names_fields
from desktop_app.domain.heading_words import ENDS, IGNORED
from desktop_app.domain.headings import NAMING_ROLES
from desktop_app.domain.item_columns import builders_by_content
from desktop_app.domain.item_text import split_speaker, without_marker
from desktop_app.domain.list_cells import (
    NOTHING,
    Read,
    minutes_between,
    read_cell,
    read_minutes,
    read_span,
    says_minutes,
)
from desktop_app.domain.list_profiles import as_told
from desktop_app.domain.list_reading import (
    Builder,
    Row,
    builders,
    ends_list,
    far_builders,
    merged_down,
    repeats_header,
    rows_below,
)
from desktop_app.domain.list_rows import (
    begins_like_a_unit,
    has_marker,
    is_marker,
    is_total,
    section_of,
)
from desktop_app.domain.list_table import NAME_OF_FIELD, ListKind, ListTable
from desktop_app.domain.own_rows import is_nobody, names_speaker_or_unit
from desktop_app.domain.roster_checks import fill_units_down
from desktop_app.domain.row_codes import is_code, is_code_heading
from desktop_app.domain.vietnamese import clean_line

WIDE = 3
_SHARED = frozenset({"unit_id", "addressed_ids", "theme_ids", "speaker", "presenter"})
"""Fields that one merged cell may say for several entries."""

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
    found = (builders(grid, kind) or builders_by_content(grid, kind)
             or far_builders(grid, kind))
    while found:
        next_row = max(_read(builder) for builder in found)
        for builder in found:
            for column in builder.header.columns("unit_id")[:1]:
                fill_units_down(builder, builder.rows, column)
        tables.extend(builder.table() for builder in found)
        found = builders(grid, kind, next_row) if next_row else []
    return tuple(tables)


def _read(builder: Builder) -> int:
    """Reads one table; gives the row where another begins, 0 if there is none."""
    builder.header = as_told(builder.kind, builder.header, builder.grid.told)
    main = _main_column(builder)
    numbers = builder.header.columns("number")
    below = merged_down(builder.grid, builder.header.first_data_row, {
        x.column for x in builder.header.headings if x.role in _SHARED})
    ended, section = False, ""
    for row in rows_below(builder):
        if repeats_header(builder, row):
            builder.note(row.number, "header-repeated")
        elif (not _is_counted(row, numbers) and names_fields(builder.kind, row.texts)
              and not any(map(is_code, row.texts))):
            return row.number
        elif _is_apart(row, main, numbers) and (code := ends_list(row)):
            builder.note(row.number, code, value=row.summary)
            ended = True
        elif ended:
            builder.note(row.number, "after-list", value=row.summary)
        elif text := _section_text(builder, row, main):
            builder.note(row.number, "section-row", value=row.summary)
            section = _unit_of(text)
        else:
            _take(builder, row, main, section, below)
    return 0


def _is_counted(row: Row, numbers: tuple[int, ...]) -> bool:
    return any(type(row.cells.get(column)) is int for column in numbers)


def _is_apart(row: Row, main: int, numbers: tuple[int, ...]) -> bool:
    """Whether a row is no entry by its place: nothing in the main column, or where entries are
    numbered no number, and nothing else or the word for a total."""
    bare = bool(numbers) and not set(row.cells) & set(numbers)
    return not row.text(main) or (bare and (len(row.cells) == 1 or is_total(row.text(main))))


def _section_text(builder: Builder, row: Row, main: int) -> str:
    """The text of a heading inside the list, such as "I. Khoa Điện"; nothing if the row is none."""
    cells = {column: cell for column, cell in row.cells.items()
             if column not in builder.header.columns("number")
             or not (is_marker(row.text(column)) or _heads_parts(builder, row, column))}
    if len(cells) != 1:
        return ""
    column, cell = next(iter(cells.items()))
    if not isinstance(cell, str) or not any(map(str.isalpha, cell)):
        return ""
    wide = any(a.covers(row.number, main) and a.right - a.left + 1 >= WIDE
               for a in builder.grid.merged_at.get(row.number, ()))
    known = begins_like_a_unit(_bare(cell)) or (cell.isupper() and column != main)
    wide = wide or (known and has_marker(cell) and len(builder.header.headings) == 1)
    marked = _heads_numbered_rows(builder, row) or (len(cells) < len(row.cells) and known)
    return cell if wide or marked or (column != main and (known or has_marker(cell))) else ""


def _heads_numbered_rows(builder: Builder, row: Row) -> bool:
    """Whether a row marked I or A stands over one with a figure: else it may be an entry itself."""
    return any(is_marker(row.text(x))
               and text_of(builder.grid.value(row.number + 1, x)).strip(" .)").isdecimal()
               for x in builder.header.columns("number"))


def _heads_parts(builder: Builder, row: Row, column: int) -> bool:
    """Whether a row is numbered 1 and the next 1.1."""
    below = text_of(builder.grid.value(row.number + 1, column))
    return below.startswith(f"{row.text(column).rstrip('.')}.") and below.rstrip(".") \
        != row.text(column).rstrip(".")


def _bare(text: str) -> str:
    return section_of(text).value or text


def _unit_of(section: str) -> str:
    """The unit that a heading names; nothing for other headings."""
    found = section_of(section)
    return found.value if found.field == "unit" and begins_like_a_unit(found.value) else ""


def _main_column(builder: Builder) -> int:
    return next(x.column for x in builder.header.headings
                if x.role in NAMING_ROLES[builder.kind])


def _take(builder: Builder, row: Row, main: int, section: str,
          below: Mapping[tuple[int, int], Cell]) -> None:
    if not row.text(main):
        code = "blank" if len(row.cells) > 1 else "row-unclear"
        role = next(iter(NAMING_ROLES[builder.kind]))
        params = {} if code == "blank" else {"value": row.summary}
        builder.take(row.number, min(row.cells) if params else main, role,
                     Read(None, code, params=params))
        return
    values: dict[str, object] = {}
    for heading in sorted(builder.header.headings, key=lambda x: x.role == ENDS):
        cell = row.cells.get(heading.column, below.get((row.number, heading.column)))
        if cell is not None and heading.role not in ("", IGNORED):
            _read_field(builder, row.number, heading, cell, values)
    if all(x.role not in values for x in builder.header.headings if x.column == main):
        return
    if section and builder.kind is ListKind.FEEDBACK:
        values.setdefault("unit", section)
    builder.rows.add(row.number, values)


def _read_field(builder: Builder, row: int, heading: Heading, cell: Cell,
                values: dict[str, object]) -> None:
    role, column = heading.role, heading.column
    if role in _NAMES:
        value = _read_names(builder, row, column, role, cell)
    elif role == "speaker" and names_speaker_or_unit(heading.text):
        value = _read_own_speaker(builder, row, heading.column, text_of(cell), values)
    elif role == "speaker":
        value = _read_speaker(builder, row, column, cell, values)
    elif role == "fixed_start":
        value = _read_start(builder, row, column, cell, values)
    elif role == ENDS:
        _read_end(builder, row, column, cell, values)
        return
    elif builder.entry(role).kind is Kind.ONE:  # another record, which a list cannot change
        return
    else:
        value = builder.take(row, column, role, _read_text(builder, role, cell))
    if value is not None:
        name = NAME_OF_FIELD.get(role, role)
        text = role in _NAMES or builder.entry(role).kind in (Kind.LINE, Kind.TEXT)
        values[name] = _joined(values.get(name), value) if text else values.get(name, value)


def _joined(earlier: object, value: object) -> object:
    """What two columns of one field say; neither is lost."""
    if isinstance(earlier, tuple) and isinstance(value, tuple):
        return tuple(dict.fromkeys((*earlier, *value)))
    if earlier in (None, value):
        return value
    return f"{earlier}, {value}"


def _read_text(builder: Builder, role: str, cell: Cell) -> Read:
    """A field that is not more than its cell; the text of an entry without a number before it, but
    for lists that the program wrote."""
    read = read_cell(builder.entry(role), cell)
    if (role not in NAMING_ROLES[builder.kind] or builder.is_own
            or not isinstance(read.value, str)):
        return read
    bare = without_marker(read.value)
    if bare == read.value or any(is_code_heading(x.text) for x in builder.header.headings):
        return read
    return read._replace(value=bare, repair="marker-dropped")


def _read_speaker(builder: Builder, row: int, column: int, cell: Cell,
                  values: dict[str, object]) -> object:
    """Who speaks; a unit in the same cell, or in place of a person, goes to the unit."""
    said = split_speaker(text_of(cell))
    unit = read_cell(_NAMES["unit_id"], said.unit)._replace(repair="") if said.unit else NOTHING
    if not unit.value or values.get("unit", unit.value) != unit.value:
        return builder.take(row, column, "speaker", read_cell(builder.entry("speaker"), cell))
    values["unit"] = unit.value
    read = read_cell(builder.entry("speaker"), said.speaker or None)
    return builder.take(row, column, "speaker", read._replace(repair="unit-moved", params={
        "value": unit.value, "after": said.speaker or unit.value}))


def _read_names(builder: Builder, row: int, column: int, role: str, cell: Cell) -> object:
    """One name, or several where the field takes several."""
    text = text_of(cell)
    several = builder.entry(role).kind is Kind.MANY
    parts = [part for part in _SEVERAL.split(text) if clean_line(part)] if several else [text]
    names = [builder.take(row, column, role, read_cell(_NAMES[role], part)._replace(repair=""))
             for part in parts]
    kept = tuple(str(name) for name in names if name)
    return (kept if several else kept[0]) if kept else None


def _read_own_speaker(builder: Builder, row: int, column: int, cell: str,
                      values: dict[str, object]) -> object:
    """Who said it as our own workbook has it: the unit stands in a line of its own under the name,
    or alone."""
    name, _, unit = map(clean_line, cell.strip().partition("\n"))
    if is_nobody(name):
        return None
    if not unit and begins_like_a_unit(name):
        name, unit = "", name
    if unit and not builder.header.columns("unit_id"):
        _take_unit(builder, row, column, unit, values)
    return builder.take(row, column, "speaker", read_cell(builder.entry("speaker"), name))


def _take_unit(builder: Builder, row: int, column: int, unit: str,
               values: dict[str, object]) -> None:
    named = read_cell(_NAMES["unit_id"], unit.strip(" ()[],-"))
    if found := builder.take(row, column, "unit_id", named):
        values.setdefault("unit", found)


def _read_start(builder: Builder, row: int, column: int, cell: Cell,
                values: dict[str, object]) -> time | None:
    """The time at which an item begins; the minutes too where its end is said."""
    span = None if says_minutes(cell) else read_span(cell)
    if span is None and (minutes := read_minutes(cell)):
        values.setdefault("minutes", minutes)
        return None
    if span is None:
        builder.take(row, column, "fixed_start", read_cell(builder.entry("fixed_start"), cell))
        return None
    start, minutes = span
    if minutes:
        values.setdefault("minutes", minutes)
    return start


def _read_end(builder: Builder, row: int, column: int, cell: Cell,
              values: dict[str, object]) -> None:
    """The minutes of an item whose end stands in a column of its own."""
    start, span = values.get("fixed_start"), read_span(cell)
    if span is None:
        builder.take(row, column, "fixed_start", read_cell(builder.entry("fixed_start"), cell))
    elif isinstance(start, time) and (minutes := minutes_between(start, span[0])):
        values.setdefault("minutes", minutes)
    elif isinstance(start, time) and start != span[0]:
        builder.take(row, column, "fixed_start", Read(None, "ends-before-start"))
