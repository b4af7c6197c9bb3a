"""What was understood of a list from outside: rows, and everything worth saying about them.

Rows and columns are counted from 1 as the spreadsheet shows them.
"""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import NamedTuple, overload

from desktop_app.domain import fields, records
from desktop_app.i18n import N_, Texts


class ListKind(StrEnum):
    ATTENDEES = "attendees"
    AGENDA = "agenda"
    FEEDBACK = "feedback"


RECORD_OF: Mapping[ListKind, type] = {
    ListKind.ATTENDEES: records.Attendee,
    ListKind.AGENDA: records.AgendaItem,
    ListKind.FEEDBACK: records.Feedback,
}

NAMED_BY: Mapping[ListKind, str] = {
    ListKind.ATTENDEES: "full_name", ListKind.AGENDA: "title", ListKind.FEEDBACK: "text",
}
"""The field by which a row is called."""

# References are read as the names they stand for.
NAME_OF_FIELD: Mapping[str, str] = {
    "unit_id": "unit", "theme_ids": "themes", "addressed_ids": "addressed_units",
}


_NO_PARAMS: Mapping[str, object] = {}


class Remark(NamedTuple):
    """Something to say about a cell (column 0: about its row). `code` is a key of `REMARKS` or
    `fields.PROBLEMS`; `label` is the untranslated name of the field."""

    row: int
    column: int
    code: str
    label: str = ""
    params: Mapping[str, object] = _NO_PARAMS


class ListRow(NamedTuple):
    """One person, item or opinion: its row and its fields that are not empty.

    Values are as the catalogue parses them, references as names (`NAME_OF_FIELD`).
    """

    row: int
    values: Mapping[str, object]


@dataclass
class ListRows(Sequence[ListRow]):
    """The rows of a table, kept by columns (None = empty): few objects, so that a long list is
    read, and goes from process to process, quickly."""

    numbers: list[int] = field(default_factory=list)
    columns: dict[str, list[object]] = field(default_factory=dict)

    def column(self, name: str) -> list[object]:
        """What the rows say of one field, to be changed in place."""
        if name not in self.columns:
            self.columns[name] = [None] * len(self.numbers)
        return self.columns[name]

    def add(self, number: int, values: Mapping[str, object]) -> None:
        """One more row."""
        for name in values:
            self.column(name)
        self.numbers.append(number)
        for name, column in self.columns.items():
            column.append(values.get(name))

    def in_order(self, record_type: type) -> "ListRows":
        """The same rows, their fields as the catalogue has them."""
        names = sorted(self.columns, key=_places(record_type).__getitem__)
        return ListRows(self.numbers, {name: self.columns[name] for name in names})

    def __len__(self) -> int:
        return len(self.numbers)

    @overload
    def __getitem__(self, place: int) -> ListRow: ...

    @overload
    def __getitem__(self, place: slice) -> list[ListRow]: ...

    def __getitem__(self, place: int | slice) -> ListRow | list[ListRow]:
        if isinstance(place, slice):
            return [self[each] for each in range(len(self))[place]]
        values = {name: value for name, column in self.columns.items()
                  if (value := column[place]) is not None and value != ""}
        return ListRow(self.numbers[place], values)


def _places(record_type: type) -> Mapping[str, int]:
    """The place of each value in a row of a list."""
    return {NAME_OF_FIELD.get(e.name, e.name): place
            for place, e in enumerate(fields.entries(record_type))}


class ColumnRole(NamedTuple):
    """A column: its heading, and what it was taken to hold, as `headings` calls it."""

    column: int
    text: str
    role: str


@dataclass(frozen=True)
class ListTable:
    """One table of a sheet.

    `header_row` is 0 where no row names the columns. `columns` says where each field was found.
    `problems` are cells and rows that could not be
    taken as they are, `repairs` what was mended, `notes` what was left out without harm.
    `unused` are the columns that no field takes, with their headings.
    """

    sheet: str
    header_row: int
    columns: Mapping[str, tuple[int, ...]]
    rows: Sequence[ListRow]
    problems: tuple[Remark, ...] = ()
    repairs: tuple[Remark, ...] = ()
    notes: tuple[Remark, ...] = ()
    unused: tuple[tuple[int, str], ...] = ()
    headings: tuple[ColumnRole, ...] = ()


def without_rows(table: ListTable, numbers: Set[int]) -> ListTable:
    """A table without some of its rows and without what was said of them."""
    rows = ListRows()
    for row in table.rows:
        if row.row not in numbers:
            rows.add(row.row, row.values)
    said = ([remark for remark in remarks if remark.row not in numbers]
            for remarks in (table.problems, table.repairs, table.notes))
    problems, repairs, notes = map(tuple, said)
    return replace(table, rows=rows, problems=problems, repairs=repairs, notes=notes)


REMARKS: Mapping[str, str] = {
    # problems
    "not-a-name": N_("“{value}” is no name."),
    "not-a-mark": N_("{label}: “{value}” is neither a mark nor a year."),
    "two-genders": N_("Both gender columns are marked."),
    "same-person": N_("{name} stands in row {other} already."),
    "same-code": N_("The code {value} stands in row {other} already, there for {name}."),
    "other-unit": N_("{name} also stands in row {other}, in another unit: {unit}."),
    "column-by-content": N_("The column “{value}” was taken for {label} by its cells alone."),
    "unit-of-sheet": N_("The name of the sheet was taken for the unit: {value}."),
    "unit-of-title": N_("The letterhead was taken for the unit: {value}."),
    "several-names": N_("“{value}” seems to be several people."),
    "more-names": N_("The column “{value}” holds names too; its people were not read."),
    "nobody-named": N_("The column of names names nobody: {count} rows were not read."),
    "row-unclear": N_("This row was not read: “{value}”."),
    "old-code-guessed": N_(
        "{label}: no font tells the code of this column; “{before}” was read as “{after}” by its "
        "letters."
    ),
    # repairs
    "old-code": N_("{label}: “{before}” in an old font code was read as “{after}”."),
    "zero-added": N_("The first 0 of the phone number was missing: {value}."),
    "country-code": N_("The country code of the phone number was written as 0: {value}."),
    "text-tidied": N_("{label}: blanks or letter codes were tidied."),
    "title-moved": N_("“{value}” was taken off the name."),
    "marker-dropped": N_("{label}: the number or dash before the text was left out."),
    "year-moved": N_("“{value}” was taken from behind the name as the birth year."),
    "note-moved": N_("“{value}” was taken from behind the name as a remark."),
    "unit-moved": N_("“{value}” was taken from the place of the speaker as the unit."),
    "position-moved": N_("“{value}” was taken from behind the name as the position."),
    "day-number": N_("The number {value} was read as the date {date}."),
    "short-year": N_("The year of {value} was read as {date}."),
    "filled-down": N_("{label} was taken from row {other}: {value}."),
    # notes
    "header-repeated": N_("The headings are repeated here."),
    "column-numbers": N_("The columns are numbered here."),
    "total-row": N_("A total, not read: “{value}”."),
    "after-list": N_("Below the list, not read: “{value}”."),
    "numbers-restart": N_("The numbers begin again at 1."),
    "column-unused": N_("The column “{value}” is not used."),
    "far-away": N_("This cell lies far from the list and was not read."),
    "unit-of-list": N_("The whole list belongs to this unit: {value}."),
    "men-by-default": N_("Only women are ticked; all others were taken for men."),
    "gender-by-address": N_("Where no gender was told, the form of address told it."),
    "example-row": N_("An example, not read: “{value}”."),
    "section-row": N_("A heading inside the list: “{value}”."),
}


def remark_text(remark: Remark, texts: Texts) -> str:
    """What a remark says, in the language of `texts`."""
    sentence = REMARKS.get(remark.code) or fields.PROBLEMS[remark.code]
    return texts.get(sentence).format(label=texts.get(remark.label), **remark.params)
