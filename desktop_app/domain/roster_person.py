"""One row of a list of people as the fields of one person. Source: DOMAIN 3.1."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from functools import partial
from typing import NamedTuple

from desktop_app.domain import headings as h
from desktop_app.domain import records
from desktop_app.domain.fields import Entry, Kind, entry_of
from desktop_app.domain.grid import Cell, text_of
from desktop_app.domain.headers import Heading
from desktop_app.domain.heading_words import IGNORED
from desktop_app.domain.kinds import Gender
from desktop_app.domain.list_cells import (
    PLAIN_BLANKS,
    Read,
    are_kept_as_they_are,
    read_cell,
    read_mark,
    read_titles,
)
from desktop_app.domain.list_reading import Builder, Row, merged_down
from desktop_app.domain.list_table import NAME_OF_FIELD, ListRows
from desktop_app.domain.name_cells import are_plain, name_text, split_note
from desktop_app.domain.names import (
    SplitName,
    given_name,
    is_bare,
    join_name,
    split_name,
    split_titles_around,
)
from desktop_app.domain.position_text import is_position, split_position, split_unit
from desktop_app.domain.roster_names import names_nobody
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
_TITLE_FIELDS = ("honorific", "academic_rank", "degree")


@dataclass
class PersonReader:
    """Reads people out of the rows of one table; what is wrong goes to its builder."""

    builder: Builder
    names: tuple[int, ...]
    _below: Mapping[tuple[int, int], Cell] = field(default_factory=dict)

    def __post_init__(self) -> None:
        header = self.builder.header
        name_roles = (h.FULL_NAME, h.FAMILY, h.GIVEN, IGNORED, "")
        self._fields = [x for x in header.headings if x.role not in name_roles]
        self._given = header.columns(h.GIVEN)
        self._clean = clean_line if self.builder.is_own else name_text
        roles = Counter(x.role for x in self._fields)
        self._several = {_name_of(role) for role, times in roles.items() if times > 1}
        columns = {x.column for x in self._fields if x.role != "number"}
        self._below = merged_down(self.builder.grid, header.first_data_row, columns)

    def name_of(self, row: Row) -> str:
        """What stands in the columns of the name."""
        return clean_line(" ".join(self._clean(text_of(row.cells.get(column)))
                                   for column in self.names))

    def names_in(self, rows: Sequence[int]) -> list[str]:
        """`name_of` many rows."""
        return self._texts(self.names, rows)

    def _texts(self, columns: Iterable[int], rows: Sequence[int]) -> list[str]:
        """What stands side by side in these columns of each row."""
        found = [map(text_of, self.builder.grid.column(column, rows)) for column in columns]
        cells = list(map(" ".join, zip(*found, strict=True)))
        distinct = set(cells)
        if are_plain(distinct):
            return cells
        known = {text: self._clean(text) for text in distinct}
        return [known[text] for text in cells]

    def read(self, rows: Sequence[int], names: Sequence[str]) -> ListRows:
        """The people in these rows who have a name to keep."""
        own = self.builder.is_own
        parted = {name: _parted(name, own) for name in set(names) if not is_bare(name)}
        reads = self._read_names(set(names), parted)
        people, kept = self.builder.rows, list(names)
        people.numbers.extend(rows)
        if reads:
            people.numbers.clear()
            kept.clear()
            for row, name in zip(rows, names, strict=True):
                read = reads.get(name)
                if not read or self.builder.take(row, self.names[0], h.FULL_NAME, read):
                    people.numbers.append(row)
                    kept.append(name)
        values = {**{name: found.titled.name for name, found in parted.items()},
                  **{name: read.value for name, read in reads.items()}}
        people.columns[h.FULL_NAME] = [values.get(name, name) for name in kept]
        self._tell_tidied(people)
        self._take_titles(people, kept, parted)
        self._take_positions(people, kept, parted)
        if self._given:
            self._keep_given(people)
        self._read_fields(people)
        self._take_notes(people, kept, parted)
        return people

    # --- the name ---------------------------------------------------------------------------

    def _read_names(self, names: Set[str], parted: Mapping[str, "_Parted"]) -> Mapping[str, Read]:
        """What is said of names that are not simply kept; most are, and seen to be so together."""
        bare = {name: parted[name].titled.name if name in parted else name for name in names}
        tidy = are_kept_as_they_are(self.builder.entry(h.FULL_NAME), bare.values())
        nobody = {name for name, found in parted.items() if names_nobody(found.titled.name)}
        return {name: self._read_name(name, alone, name in nobody) for name, alone in bare.items()
                if not tidy or name in nobody or not alone[0].isalpha()}

    def _read_name(self, name: str, bare: str, nobody: bool) -> Read:
        read = read_cell(self.builder.entry(h.FULL_NAME), bare)
        if not read.problem and (nobody or not any(map(str.isalpha, bare))):
            return Read(None, "not-a-name", params={"value": name})
        return read

    def _take_titles(self, people: ListRows, names: Sequence[str],
                     parted: Mapping[str, "_Parted"]) -> None:
        titled = {name: found for name, found in parted.items() if found.titled.name != found.alone}
        for place, name in enumerate(names if titled else ()):
            if found := titled.get(name):
                split = found.titled
                title = clean_line(found.alone.replace(split.name, " ", 1)).strip(" ,()–-")
                self.builder.take(people.numbers[place], self.names[0], h.FULL_NAME,
                                  Read(repair="title-moved",
                                       params={"value": title, "after": split.name}))
                for field_name in _TITLE_FIELDS:
                    if text := getattr(split, field_name):
                        people.column(field_name)[place] = text

    def _take_positions(self, people: ListRows, names: Sequence[str],
                        parted: Mapping[str, "_Parted"]) -> None:
        """Positions that stood behind names; the column of positions, if any, comes later."""
        placed = {name: found.position for name, found in parted.items() if found.position}
        for place, name in enumerate(names if placed else ()):
            if position := placed.get(name):
                people.column("position")[place] = position
                self.builder.take(people.numbers[place], self.names[0], h.FULL_NAME, Read(
                    repair="position-moved", params={
                        "value": position, "after": people.column(h.FULL_NAME)[place]}))

    def _take_notes(self, people: ListRows, names: Sequence[str],
                    parted: Mapping[str, "_Parted"]) -> None:
        """What stood in brackets behind names, after what the column of remarks says; a year is
        that of birth where none is told."""
        noted = {name: found.note for name, found in parted.items() if found.note}
        for place, name in enumerate(names if noted else ()):
            if note := noted.get(name):
                of_birth = note.isdecimal() and people.column(h.BIRTH)[place] is None
                if of_birth:
                    people.column(h.BIRTH)[place] = int(note)
                else:
                    said = people.column("note")
                    said[place] = "; ".join(map(str, filter(None, (said[place], note))))
                self.builder.take(people.numbers[place], self.names[0], h.FULL_NAME, Read(
                    repair="year-moved" if of_birth else "note-moved", params={
                        "value": note, "after": people.column(h.FULL_NAME)[place]}))

    def _tell_tidied(self, people: ListRows) -> None:
        for column in self.names:
            cells = self.builder.grid.column(column, people.numbers)
            texts = {cell for cell in set(cells) if isinstance(cell, str)}
            untidy = set() if are_plain(texts) else {x for x in texts if not self._is_tidy(x)}
            for row, cell in zip(people.numbers if untidy else (), cells, strict=False):
                if isinstance(cell, str) and cell in untidy:
                    self.builder.take(row, column, h.FULL_NAME, Read(
                        repair="text-tidied", params={"after": self._clean(cell)}))

    def _is_tidy(self, text: str) -> bool:
        return self._clean(text) == text.strip(PLAIN_BLANKS)

    def _keep_given(self, people: ListRows) -> None:
        """Given names that the list tells apart, kept where the last word would be wrong."""
        names = people.column(h.FULL_NAME)
        for place, given in enumerate(self._texts(self._given, people.numbers)):
            full = str(names[place])
            if not given:
                continue
            if fold(given_name(full, given)) != fold(given):  # the name was only its first part
                names[place] = full = join_name(full, given)
            if split_name(full)[1] != given:
                people.column(h.GIVEN)[place] = given

    # --- the other fields -------------------------------------------------------------------

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
        """A cell with a phone number, an e-mail address or both."""
        text = text_of(cell)
        if found := _ADDRESS.search(text):
            self._keep(column, "email", row, found[0], values)
            cell = text.replace(found[0], " ").strip(" ,;/|–-\n\t")
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


class _Parted(NamedTuple):
    """What was parted from a name; `alone` is the name with its titles."""

    titled: SplitName
    alone: str
    position: str
    note: str


def _parted(name: str, own: bool) -> _Parted:
    bare, note = (name, "") if own else split_note(name)
    alone, position = split_position(bare)
    return _Parted(split_titles_around(alone), alone, position, note)


def _name_of(role: str) -> str:
    return NAME_OF_FIELD.get(role, role)


def _field_of(heading: Heading) -> str:
    return "gender" if heading.role in (h.MALE, h.FEMALE) else h.BIRTH
