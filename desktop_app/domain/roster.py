"""Lists of people from outside: which rows are people and which are not. Source: DOMAIN 3."""

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field

from desktop_app.domain import headings as h
from desktop_app.domain.column_content import NUMBERED_NAME, is_name
from desktop_app.domain.grid import Grid, is_blank
from desktop_app.domain.heading_levels import names_fields
from desktop_app.domain.list_cells import Read, read_cell
from desktop_app.domain.list_profiles import as_told
from desktop_app.domain.list_reading import (
    Builder,
    Row,
    builders,
    ends_list,
    far_builders,
    repeats_header,
)
from desktop_app.domain.list_rows import (
    begins_example,
    begins_like_a_unit,
    has_marker,
    is_example,
    is_marker,
    is_sentence,
    is_signature,
    is_total,
    section_of,
)
from desktop_app.domain.list_table import ListKind, ListTable, Remark
from desktop_app.domain.name_cells import counts_people
from desktop_app.domain.position_text import is_position, split_position
from desktop_app.domain.roster_checks import (
    address_genders,
    check_numbers,
    check_several,
    complete_genders,
    fill_units_down,
    gather_nameless,
    repeat_units,
)
from desktop_app.domain.roster_columns import (
    fill_by_content,
    header_by_content,
    headers_of_units,
    is_form,
    join_unnamed_column,
    tell_by_content,
    tell_more_names,
)
from desktop_app.domain.roster_name_reader import NameReader
from desktop_app.domain.roster_person import PersonReader
from desktop_app.domain.roster_repeats import check_codes, check_repeats
from desktop_app.domain.roster_unit import UNIT, UnitOfList, unit_of_list

_ONLY_OF_PEOPLE = frozenset({h.BIRTH, h.BORN_MALE, h.BORN_FEMALE, h.MALE, h.FEMALE, "gender",
                             "honorific", "degree", h.TITLES, "position"})
WIDE = 3
GAP = 2
WIDE_GAP = 50
_COUNTED = re.compile(r"\d+(?:[.)]|\.\d+)*")


def read_people(grid: Grid) -> tuple[ListTable, ...]:
    """Every list of people in a sheet, side by side or below each other; none if neither headings
    nor cells show where the names are."""
    tables: list[ListTable] = []
    found = (_builders(grid) or _without_header(grid)
             or far_builders(grid, ListKind.ATTENDEES))
    while found:
        readers = [_RosterReader(builder) for builder in found]
        next_row = max(reader.read() for reader in readers)
        tables.extend(reader.builder.table() for reader in readers)
        found = _builders(grid, next_row) if next_row else []
    return tuple(tables)


def _builders(grid: Grid, first: int | None = None) -> list[Builder]:
    """The builders of the next tables; forms of one person above them are passed over."""
    found = builders(grid, ListKind.ATTENDEES, first)
    while found and is_form(found[0].header):
        found = builders(grid, ListKind.ATTENDEES, found[0].header.top + 1)
    return found


def _without_header(grid: Grid) -> list[Builder]:
    """A builder for a list that names no column; every column is a doubt. Or one for each column
    of names under the name of a unit."""
    if columns := headers_of_units(grid):
        return [Builder(grid, ListKind.ATTENDEES, column, column.headings[0].column,
                        column.headings[0].column) for column in columns]
    header = header_by_content(grid)
    if header is None:
        return []
    builder = Builder(grid, ListKind.ATTENDEES, header, grid.first_column)
    for heading in header.headings:
        if heading.role:
            tell_by_content(builder, heading)
    return [builder]


@dataclass
class _RosterReader:
    """Reads one table. What the last section says holds for the rows below it."""

    builder: Builder
    section: Mapping[str, str] = field(default_factory=dict)
    sections: dict[int, Mapping[str, str]] = field(default_factory=dict)
    taken: dict[int, str] = field(default_factory=dict)
    ended: bool = False
    last_row: int = 0

    def __post_init__(self) -> None:
        join_unnamed_column(self.builder)
        fill_by_content(self.builder)
        self.builder.header = as_told(
            ListKind.ATTENDEES, self.builder.header, self.builder.grid.told)
        header = self.builder.header
        both = header.columns(h.FAMILY) + header.columns(h.GIVEN)
        self.names = header.columns(h.FULL_NAME) or both
        self.numbers = header.columns("number")
        self.has_units = header.has({"unit_id"})
        self.person = PersonReader(self.builder, NameReader(self.builder, self.names))
        self.wide = {a.top: a for a in self.builder.grid.merged if a.right - a.left + 1 >= WIDE}
        if not self.has_units:
            self._unit_of_all()

    def read(self) -> int:
        """Reads the rows; gives the row where another table begins, 0 if there is none."""
        sure = self._sure_people()
        for number in self.builder.row_numbers:
            if number in sure:
                self._take_person(number, sure[number])
            elif self._begins_table(self.builder.row(number)):
                self._leave_title(number)
                self._finish()
                return number
        self._finish()
        return 0

    def _begins_table(self, row: Row) -> bool:
        """Takes what a row says, unless another table begins with it."""
        name = self.person.names.of(row)
        if not row.says_anything:
            return False
        if name and self._numbered(row) and not self._suspicious(row, name):
            self._take_person(row.number, name)
        elif repeats_header(self.builder, row):
            self.builder.note(row.number, "header-repeated")
        elif names_fields(ListKind.ATTENDEES, row.texts):
            return True
        else:
            self._take_other(row, name)
        return False

    def _leave_title(self, next_row: int) -> None:
        """A lone cell straight above the next table is its title and no person."""
        above = max((row for row in self.builder.row_numbers if row < next_row), default=0)
        if above in self.taken and len(self.builder.row(above).cells) == 1:
            del self.taken[above]
            self.builder.note(above, "after-list", value=self.builder.row(above).summary)

    # --- what a row is ----------------------------------------------------------------------

    def _sure_people(self) -> Mapping[int, str]:
        """The names in rows that have a number and read like nothing but a person: in a long list
        nearly all, so that few rows are looked at one by one."""
        if len(self.numbers) != 1:
            return {}
        rows = self.builder.row_numbers
        names = self.person.names.in_rows(rows)
        persons = {name for name in set(names)
                   if name[:1].isalpha() and not (begins_like_a_unit(name) or is_total(name)
                                                  or self._counts(name))}
        numbers = self.builder.grid.column(self.numbers[0], rows)
        return {row: name for row, name, number in zip(rows, names, numbers, strict=True)
                if type(number) is int and name in persons and row not in self.wide}

    def _numbered(self, row: Row) -> bool:
        for column in self.numbers:
            if isinstance(row.cells.get(column), int) or _COUNTED.fullmatch(row.text(column)):
                return True
        return False

    def _suspicious(self, row: Row, name: str) -> bool:
        return (row.number in self.wide or self._counts(name)
                or (begins_like_a_unit(name) and not self._tells_of_a_person(row))
                or (len(row.cells) <= WIDE and " " in name and is_total(name)))

    def _counts(self, name: str) -> bool:
        return not self.builder.is_own and counts_people(name)

    def _tells_of_a_person(self, row: Row) -> bool:
        """Whether a row says what only people have, so that its name is one: Đoàn Trường Sơn."""
        return any(not is_blank(row.cells.get(x.column)) and
                   (x.role != "position" or is_position(row.text(x.column)))
                   for x in self.builder.header.headings if x.role in _ONLY_OF_PEOPLE)

    def _take_other(self, row: Row, name: str) -> None:
        """A row without a number, or one that reads like a section or a total."""
        if any(is_example(row.text(column)) for column in self.numbers) or begins_example(name):
            self.builder.note(row.number, "example-row", value=row.summary)
        elif code := self._end_code(row, name):
            self.builder.note(row.number, code, value=row.summary)
            self.ended = True
        elif text := self._section_text(row):
            self._take_section(row, text)
        elif self.ended and not self._resumes(row, name):
            self.builder.note(row.number, "after-list", value=row.summary)
        elif name and not (begins_like_a_unit(name) or is_sentence(split_position(name)[0])
                           or self._counts(name)):
            self._take_person(row.number, name)
        elif not set(row.cells) <= set(self.numbers):  # numbers prepared for names to come
            self._take_unclear(row, name)

    def _end_code(self, row: Row, name: str) -> str:
        """The note for a total or a signature. A position reads like a signature, so beside a name
        only the name itself counts."""
        if not name:
            return ends_list(row)
        if any(is_total(row.text(column)) for column in self.numbers):
            return "total-row"
        if is_total(name) and not self._numbered(row):
            return "total-row"
        alone = set(row.cells) <= {*self.names}
        gap = row.number - self.last_row if self.last_row else 0
        far = gap > (GAP if self.numbers else WIDE_GAP)
        signs = is_signature(name) and not self._numbered(row)
        return "after-list" if signs or (alone and far and not self._section_text(row)) else ""

    def _resumes(self, row: Row, name: str) -> bool:
        """Whether the list goes on after a total: signatories' names look like people."""
        if self.numbers:
            return bool(name) and self._numbered(row)
        return bool(name) and len(row.cells) >= WIDE

    def _take_unclear(self, row: Row, name: str) -> None:
        if name or len(row.cells) == 1:
            read = Read(None, "row-unclear", params={"value": row.summary})
            column = self.names[0] if name else min(row.cells)
            self.builder.take(row.number, column, h.FULL_NAME, read)
        else:
            self.builder.take(row.number, self.names[0], h.FULL_NAME, Read(None, "blank"))

    def _take_person(self, row: int, name: str) -> None:
        self.ended = False
        self.last_row = row
        if not self.numbers:
            name = NUMBERED_NAME.sub("", name, count=1) if NUMBERED_NAME.match(name) else name
        self.taken[row] = name
        if self.section:
            self.sections[row] = self.section

    # --- sections ---------------------------------------------------------------------------

    def _section_text(self, row: Row) -> str:
        """The text of a heading inside the list; nothing if the row is none."""
        texts = {column: row.text(column) for column in row.cells}
        marked = any(is_marker(texts.get(column, "")) for column in self.numbers)
        if len(texts) > 1:
            texts = {c: text for c, text in texts.items() if c not in self.numbers}
        if len(texts) > 1 and (marked or not self._numbered(row)):  # sums of the section
            texts = {c: text for c, text in texts.items() if isinstance(row.cells[c], str)}
        if len(texts) != 1:
            return ""
        column, text = next(iter(texts.items()))
        nameless = len(row.cells) > 1 and not marked and column not in self.names
        if nameless or not isinstance(row.cells[column], str) or not any(map(str.isalpha, text)):
            return ""
        area = self.wide.get(row.number)
        sure = (area is not None and area.covers(row.number, column)) or marked or has_marker(text)
        apart = column not in self.names and text.isupper()
        meant = section_of(text)
        known = begins_like_a_unit(meant.value or text) or meant.field != "unit"
        heads = len(row.cells) == 1 and not is_name(text) and self._heads_numbered(row)
        return text if sure or apart or known or heads else ""

    def _heads_numbered(self, row: Row) -> bool:
        """Whether a row without a number stands right over a person who has one."""
        rows = self.builder.row_numbers
        place = bisect_right(rows, row.number)
        below = self.builder.row(rows[place]) if place < len(rows) else None
        return bool(below and not self._numbered(row) and self._numbered(below)
                    and self.person.names.of(below))

    def _take_section(self, row: Row, text: str) -> None:
        section = section_of(text)
        self.last_row = row.number
        self.builder.note(row.number, "section-row", value=row.summary)
        if section.field == "unit":
            read = read_cell(UNIT, section.value)
            if self.builder.take(row.number, min(row.cells), "unit_id", read):
                self.section = {**self.section, "unit": section.value}
        elif section.field:  # the unit above belongs to the kind above
            kept = {name: value for name, value in self.section.items() if name != "unit"}
            self.section = {**kept, section.field: section.value}

    def _unit_of_all(self) -> None:
        """What the title, the letterhead or the sheet says of everybody in a list without units."""
        top = self.builder.header.top
        headings = self.builder.header.headings
        over = headings[0].text if len(headings) == 1 and not headings[0].firm else ""
        found = (UnitOfList("unit", over, "unit-of-title") if over
                 else unit_of_list(self.builder.grid, top))
        if not found.field:
            return
        self.section = {found.field: found.value}
        row = max(top, self.builder.grid.first_row)
        if found.code:
            self.builder.problems.append(Remark(
                row, self.names[0], found.code, params={"value": found.value}))
        elif found.field == "unit":
            self.builder.note(row, "unit-of-list", value=found.value)

    # --- the whole list ---------------------------------------------------------------------

    def _finish(self) -> None:
        builder, header = self.builder, self.builder.header
        builder.see_columns(list(self.taken))
        tell_more_names(builder, list(self.taken))
        people = self.person.read(list(self.taken), list(self.taken.values()))
        for place, row in enumerate(people.numbers if self.sections else ()):
            for name, value in self.sections.get(row, {}).items():
                people.column(name)[place] = people.column(name)[place] or value
        if self.has_units:
            repeat_units(builder, people, header.columns("unit_id")[0])
            fill_units_down(builder, people, header.columns("unit_id")[0])
        if header.has({h.FEMALE}) and not header.has({h.MALE, "gender"}):
            complete_genders(builder, people)
        if not builder.is_own:
            address_genders(builder, people)
        if self.numbers:
            check_numbers(builder, people, self.numbers[0])
        check_repeats(builder, people, self.names[0])
        check_codes(builder, people)
        check_several(builder, people, self.names)
        gather_nameless(builder, people)

