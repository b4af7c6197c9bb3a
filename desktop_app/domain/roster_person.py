"""One row of a list of people as the fields of one person. Source: DOMAIN 3.1."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from desktop_app.domain import headings as h
from desktop_app.domain import records
from desktop_app.domain.fields import Entry, entry_of
from desktop_app.domain.grid import Cell, Grid
from desktop_app.domain.headers import Heading
from desktop_app.domain.kinds import Gender
from desktop_app.domain.list_cells import (
    PLAIN_BLANKS,
    Read,
    read_cell,
    read_mark,
    read_titles,
)
from desktop_app.domain.list_reading import Builder, Row
from desktop_app.domain.list_rows import begins_like_a_unit
from desktop_app.domain.list_table import NAME_OF_FIELD
from desktop_app.domain.names import given_name, join_name, split_name, split_titles
from desktop_app.domain.vietnamese import clean_line, fold

Values = dict[str, object]

_UNIT = entry_of(records.Unit, "name")
_GENDERS: Mapping[str, Gender] = {
    h.MALE: Gender.MALE, h.BORN_MALE: Gender.MALE,
    h.FEMALE: Gender.FEMALE, h.BORN_FEMALE: Gender.FEMALE,
}
_SEPARATORS = (", ", "; ", " - ", " – ", ",")


@dataclass
class PersonReader:
    """Reads people out of the rows of one table; what is wrong goes to its builder."""

    builder: Builder
    names: tuple[int, ...]
    _below: Mapping[tuple[int, int], Cell] = field(default_factory=dict)
    _known: dict[tuple[str, Cell], Read] = field(default_factory=dict)

    def __post_init__(self) -> None:
        header = self.builder.header
        name_roles = (h.FULL_NAME, h.FAMILY, h.GIVEN, h.IGNORED, "")
        self._fields = [x for x in header.headings if x.role not in name_roles]
        self._given = header.columns(h.GIVEN)
        roles = Counter(x.role for x in self._fields)
        self._several = {_name_of(role) for role, times in roles.items() if times > 1}
        columns = {x.column for x in self._fields if x.role != "number"}
        self._below = _merged_down(self.builder.grid, header.first_data_row, columns)

    def name_of(self, row: Row) -> str:
        """What stands in the columns of the name."""
        if len(self.names) == 1:
            return row.text(self.names[0])
        return clean_line(" ".join(row.text(column) for column in self.names))

    def read(self, row: Row, name: str) -> Values | None:
        """The fields of a person that are not empty; None if there is no name to keep."""
        values: Values = {}
        if not self._read_name(row, name, values):
            return None
        for heading in self._fields:
            cell = row.cells.get(heading.column)
            if cell is None and self._below:
                cell = self._below.get((row.number, heading.column))
            if cell is not None:
                self._read_field(row.number, heading, cell, values)
        return values

    # --- the name ---------------------------------------------------------------------------

    def _read_name(self, row: Row, name: str, values: Values) -> bool:
        titled = split_titles(name)
        read = read_cell(self.builder.entry(h.FULL_NAME), titled.name)
        if not read.problem and not any(map(str.isalpha, titled.name)):
            read = Read(None, "not-a-name", params={"value": name})
        full = self.builder.take(row.number, self.names[0], h.FULL_NAME, read)
        if not full:
            return False
        values[h.FULL_NAME] = full
        for title in ("honorific", "academic_rank", "degree"):
            if text := getattr(titled, title):
                values[title] = text
        self._tell_repairs(row, name, titled.name)
        self._keep_given(row, values)
        return True

    def _tell_repairs(self, row: Row, name: str, kept: str) -> None:
        for column in self.names:
            cell = row.cells.get(column)
            if isinstance(cell, str) and cell != name and not _is_tidy(cell):
                self.builder.take(row.number, column, h.FULL_NAME, Read(repair="text-tidied"))
        if kept != name:
            title = name.removesuffix(kept).strip()
            self.builder.take(row.number, self.names[0], h.FULL_NAME,
                              Read(repair="title-moved", params={"value": title}))

    def _keep_given(self, row: Row, values: Values) -> None:
        """A given name that the list tells apart, kept where the last word would be wrong."""
        if not self._given:
            return
        given = clean_line(" ".join(row.text(column) for column in self._given))
        if not given:
            return
        full = str(values[h.FULL_NAME])
        if fold(given_name(full, given)) != fold(given):  # "Họ và tên" held only the first part
            full = join_name(full, given)
            values[h.FULL_NAME] = full
        if split_name(full)[1] != given:
            values[h.GIVEN] = given

    # --- the other fields -------------------------------------------------------------------

    def _read_field(self, row: int, heading: Heading, cell: Cell, values: Values) -> None:
        role, column = heading.role, heading.column
        if role == h.TITLES:
            self._read_titles(row, column, cell, values)
        elif role == h.POSITION_AND_UNIT:
            self._read_position_and_unit(row, column, cell, values)
        elif role in _GENDERS:
            self._read_gender(row, heading, cell, values)
        elif role == "unit_id":
            self._keep(row, column, "unit", _UNIT, cell, values)
        else:
            self._keep(row, column, role, self.builder.entry(role), cell, values)

    def _keep(self, row: int, column: int, name: str, e: Entry, cell: Cell,
              values: Values) -> None:
        """Reads a cell into a field; a second column under the same heading is added to it."""
        value = self.builder.take(row, column, "unit_id" if name == "unit" else name,
                                  self._read_once(e, cell))
        if value is None:
            return
        if name in self._several and isinstance(earlier := values.get(name), str):
            value = f"{earlier}, {value}"
        values[name] = value

    def _read_once(self, e: Entry, cell: Cell) -> Read:
        """Lists say the same again and again; each text is read once for each field."""
        if isinstance(cell, bool) or e.name == "number":
            return read_cell(e, cell)
        key = (e.name, cell)
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = read_cell(e, cell)
        return known

    def _read_titles(self, row: int, column: int, cell: Cell, values: Values) -> None:
        parts = read_titles(str(cell)) or {"degree": str(cell)}
        for name, text in parts.items():
            if text:
                self._keep(row, column, name, self.builder.entry(name), text, values)

    def _read_position_and_unit(self, row: int, column: int, cell: Cell, values: Values) -> None:
        position = clean_line(str(cell))
        for separator in _SEPARATORS:
            parts = position.split(separator)
            units = [part for part in parts if begins_like_a_unit(part)]
            if len(parts) > 1 and units:
                position = separator.join(part for part in parts if part != units[-1])
                self._keep(row, column, "unit", _UNIT, units[-1], values)
                break
        self._keep(row, column, "position", self.builder.entry("position"), position, values)

    def _read_gender(self, row: int, heading: Heading, cell: Cell, values: Values) -> None:
        """A tick in the column of one gender, or the birth year in it."""
        mark = read_mark(cell)
        if mark is False:
            return
        gender = _GENDERS[heading.role].value
        if mark is None:
            read = read_cell(self.builder.entry(h.BIRTH), cell)
            if read.problem and heading.role in (h.MALE, h.FEMALE):
                read = Read(None, "not-a-mark", params={"value": clean_line(str(cell))})
                gender = ""
            if year := self.builder.take(row, heading.column, _field_of(heading), read):
                values[h.BIRTH] = year
        if values.get("gender", gender) != gender:
            if gender:
                self.builder.take(row, heading.column, "gender", Read(None, "two-genders"))
            values["gender"] = Gender.UNKNOWN.value
        elif gender:
            values["gender"] = gender


def _is_tidy(text: str) -> bool:
    return clean_line(text) == text.strip(PLAIN_BLANKS)


def _name_of(role: str) -> str:
    return NAME_OF_FIELD.get(role, role)


def _field_of(heading: Heading) -> str:
    return "gender" if heading.role in (h.MALE, h.FEMALE) else h.BIRTH


def _merged_down(grid: Grid, first: int, columns: set[int]) -> Mapping[tuple[int, int], Cell]:
    """What merged cells say for the rows below their first one."""
    return {
        (row, column): grid.value(area.top, area.left)
        for area in grid.merged
        if area.top >= first and area.bottom > area.top and area.right - area.left < len(columns)
        for column in range(area.left, area.right + 1) if column in columns
        for row in range(area.top + 1, min(area.bottom, grid.last_row) + 1)
    }
