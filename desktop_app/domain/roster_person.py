"""One row of a list of people as the fields of one person. Source: DOMAIN 3.1."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from desktop_app.domain import headings as h
from desktop_app.domain import records
from desktop_app.domain.fields import Entry, Kind, entry_of
from desktop_app.domain.grid import Cell, text_of
from desktop_app.domain.headers import Heading
from desktop_app.domain.heading_words import IGNORED
from desktop_app.domain.kinds import Gender
from desktop_app.domain.list_cells import (
    Read,
    are_kept_as_they_are,
    read_cell,
    read_mark,
    read_titles,
)
from desktop_app.domain.list_reading import Builder, merged_down
from desktop_app.domain.list_table import NAME_OF_FIELD, ListRows
from desktop_app.domain.position_text import is_position, split_unit
from desktop_app.domain.roster_name_reader import NameReader
from desktop_app.domain.vietnamese import clean_line, fold

Values = dict[str, object]

_UNIT = entry_of(records.Unit, "name")
_GENDERS: Mapping[str, Gender] = {
    h.MALE: Gender.MALE, h.BORN_MALE: Gender.MALE,
    h.FEMALE: Gender.FEMALE, h.BORN_FEMALE: Gender.FEMALE,
}
_PIECES_OF: Mapping[str, tuple[str, ...]] = {
    h.TITLES: ("academic_rank", "degree"), h.POSITION_AND_UNIT: ("position", "unit"),
    h.CONTACT: ("phone", "email"),
    **dict.fromkeys(_GENDERS, ("gender", h.BIRTH)),
}
_ADDRESS = re.compile(r"[^@\s;,/]+@[^@\s;,/]+")


@dataclass
class PersonReader:
    """Reads people out of the rows of one table; what is wrong goes to its builder."""

    builder: Builder
    names: NameReader
    _below: Mapping[tuple[int, int], Cell] = field(default_factory=dict)

    def __post_init__(self) -> None:
        header = self.builder.header
        name_roles = (h.FULL_NAME, h.FAMILY, h.GIVEN, IGNORED, "")
        self._fields = [x for x in header.headings if x.role not in name_roles]
        roles = Counter(x.role for x in self._fields)
        self._several = {_name_of(role) for role, times in roles.items() if times > 1}
        columns = {x.column for x in self._fields if x.role != "number"}
        self._below = merged_down(self.builder.grid, header.first_data_row, columns)

    def read(self, rows: Sequence[int], names: Sequence[str]) -> ListRows:
        """The people in these rows who have a name to keep."""
        people = self.names.read(rows, names)
        self._read_fields(people)
        self.names.take_positions(people)
        self.names.take_notes(people)
        return people

    def _read_fields(self, people: ListRows) -> None:
        """Adds to the names the other fields that are not empty."""
        for heading in self._fields:
            cells = self.builder.grid.column(heading.column, people.numbers)
            if self._below:
                cells = [self._below.get((row, heading.column)) if cell is None else cell
                         for row, cell in zip(people.numbers, cells, strict=True)]
            if heading.role == "degree" and self._holds_ranks(cells):
                heading = replace(heading, role=h.TITLES)
            elif heading.role == "phone" and any("@" in c for c in cells if isinstance(c, str)):
                heading = replace(heading, role=h.CONTACT)
            elif heading.role == "unit_id" and self._holds_positions(cells):
                heading = replace(heading, role=h.POSITION_AND_UNIT)
            if heading.role in _PIECES_OF or _name_of(heading.role) in self._several:
                self._read_cells(heading, people, cells)
            else:
                self._read_column(heading, people, cells)

    def _holds_ranks(self, cells: Iterable[Cell]) -> bool:
        """Whether a column of degrees has academic ranks too ("PGS.TS"), and no other has."""
        return not self.builder.header.has({"academic_rank"}) and any(
            (read_titles(cell) or {}).get("academic_rank")
            for cell in set(cells) if isinstance(cell, str))

    def _holds_positions(self, cells: Iterable[Cell]) -> bool:
        """Whether most cells of a column of units name a position before the unit, and no other
        column holds positions."""
        if self.builder.header.has({"position", h.POSITION_AND_UNIT}):
            return False
        texts = [cell for cell in set(cells) if isinstance(cell, str)]
        both = sum(is_position(text) and bool(split_unit(text).unit) for text in texts)
        return both > len(texts) / 2

    def _read_column(self, heading: Heading, people: ListRows, cells: Sequence[Cell]) -> None:
        """A column that holds one whole field. Lists say the same again and again, so each text
        is read once."""
        e, name = self._entry(heading.role), _name_of(heading.role)
        told = list(cells)
        if bool in set(map(type, cells)):
            told = [str(cell) if isinstance(cell, bool) else cell for cell in cells]
        if e.kind is Kind.CHOICE and self._chooses_nothing(e, told):
            self.builder.leave_out(heading.column)
            return
        values = self._values(e, heading, people.numbers, told)
        if name in people.columns:
            values = [earlier if value is None else value for earlier, value
                      in zip(people.column(name), values, strict=True)]
        people.columns[name] = values

    def _chooses_nothing(self, e: Entry, cells: Sequence[Cell]) -> bool:
        """Whether a column holds other things than its heading seems to say, in every cell."""
        reads = [read_cell(e, cell) for cell in set(cells) - {None}]
        return any(read.problem for read in reads) and not any(read.value for read in reads)

    def _values(self, e: Entry, heading: Heading, rows: Sequence[int],
                told: Sequence[Cell]) -> list[object]:
        """What the cells of a column say; what is wrong or mended goes to the builder."""
        if are_kept_as_they_are(e, told):
            return list(told)
        reads = {cell: read_cell(e, cell) for cell in set(told)}
        if not any(read.problem or read.repair for read in reads.values()):
            return [reads[cell].value for cell in told]
        return [self.builder.take(row, heading.column, heading.role, reads[cell])
                for row, cell in zip(rows, told, strict=True)]

    def _read_cells(self, heading: Heading, people: ListRows, cells: Sequence[Cell]) -> None:
        """A column that holds pieces of fields, or one of several columns of a field."""
        read = self._reader_of(heading)
        names = _PIECES_OF.get(heading.role, (_name_of(heading.role),))
        for place, (row, cell) in enumerate(zip(people.numbers, cells, strict=True)):
            if cell is None:
                continue
            values = {name: value for name in names
                      if (value := people.column(name)[place]) is not None}
            read(row, cell, values)
            for name, value in values.items():
                people.column(name)[place] = value

    def _reader_of(self, heading: Heading) -> Callable[[int, Cell, Values], None]:
        """What reads a cell of a column, given its row, into the values of the person there."""
        if heading.role == h.TITLES:
            return partial(self._read_titles, heading.column)
        if heading.role == h.POSITION_AND_UNIT:
            return partial(self._read_position_and_unit, heading.column)
        if heading.role == h.CONTACT:
            return partial(self._read_contact, heading.column)
        if heading.role in _GENDERS:
            return partial(self._read_gender, heading)
        return partial(self._keep, heading.column, heading.role)

    def _keep(self, column: int, role: str, row: int, cell: Cell, values: Values) -> None:
        """Reads a cell into a field; a second column under the same heading is added to it."""
        value = self.builder.take(row, column, role, read_cell(self._entry(role), cell))
        if value is None:
            return
        name = _name_of(role)
        if name in self._several and isinstance(earlier := values.get(name), str):
            value = f"{earlier}, {value}"
        values[name] = value

    def _entry(self, role: str) -> Entry:
        return _UNIT if role == "unit_id" else self.builder.entry(role)

    def _read_titles(self, column: int, row: int, cell: Cell, values: Values) -> None:
        parts = read_titles(str(cell)) or {"degree": str(cell)}
        for name, text in parts.items():
            if text:
                self._keep(column, name, row, text, values)

    def _read_position_and_unit(self, column: int, row: int, cell: Cell, values: Values) -> None:
        placed = split_unit(str(cell))
        if placed.unit:
            self._keep(column, "unit_id", row, placed.unit, values)
        if placed.position:
            self._keep(column, "position", row, placed.position, values)

    def _read_contact(self, column: int, row: int, cell: Cell, values: Values) -> None:
        """A cell with phone numbers, e-mail addresses or both."""
        text = text_of(cell)
        if found := _ADDRESS.findall(text):
            self._keep(column, "email", row, ", ".join(found), values)
            cell = _ADDRESS.sub(" ", text).strip(" ,;/|–-\n\t")
        if cell:
            self._keep(column, "phone", row, cell, values)

    def _read_gender(self, heading: Heading, row: int, cell: Cell, values: Values) -> None:
        """A tick in the column of one gender, or the birth year in it."""
        mark = read_mark(cell)
        if mark is None and fold(str(cell)) == fold(heading.text)[:1] == "n":  # Nam and Nữ
            mark = True
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


def _name_of(role: str) -> str:
    return NAME_OF_FIELD.get(role, role)


def _field_of(heading: Heading) -> str:
    return "gender" if heading.role in (h.MALE, h.FEMALE) else h.BIRTH
