"""The column of names in a list of people: names, and what is written beside them. Source: DOMAIN
3.1."""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from typing import NamedTuple

from desktop_app.domain import headings as h
from desktop_app.domain.grid import text_of
from desktop_app.domain.list_cells import PLAIN_BLANKS, Read, are_kept_as_they_are, read_cell
from desktop_app.domain.list_reading import Builder, Row
from desktop_app.domain.list_table import ListRows
from desktop_app.domain.name_cells import are_plain, name_text, split_note
from desktop_app.domain.names import (
    SplitName,
    given_name,
    is_bare,
    join_name,
    split_name,
    split_titles_around,
)
from desktop_app.domain.position_text import split_position
from desktop_app.domain.roster_names import names_nobody
from desktop_app.domain.vietnamese import clean_line, fold

_TITLE_FIELDS = ("honorific", "academic_rank", "degree")


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


@dataclass
class NameReader:
    """Reads names out of the rows of one table; what is wrong goes to its builder."""

    builder: Builder
    columns: tuple[int, ...]
    _kept: list[str] = field(default_factory=list)
    _parted: Mapping[str, _Parted] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._given = self.builder.header.columns(h.GIVEN)
        self._clean = clean_line if self.builder.is_own else name_text

    def of(self, row: Row) -> str:
        """What stands in the columns of the name."""
        return clean_line(" ".join(self._clean(text_of(row.cells.get(column)))
                                   for column in self.columns))

    def in_rows(self, rows: Sequence[int]) -> list[str]:
        """`of` many rows."""
        return self._texts(self.columns, rows)

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
        """The people in these rows who have a name to keep, with the titles that
        stand before it."""
        own = self.builder.is_own
        self._parted = {name: _parted(name, own) for name in set(names) if not is_bare(name)}
        reads = self._reads(set(names))
        people, self._kept = self.builder.rows, list(names)
        people.numbers.extend(rows)
        if reads:
            people.numbers.clear()
            self._kept.clear()
            for row, name in zip(rows, names, strict=True):
                read = reads.get(name)
                if not read or self.builder.take(row, self.columns[0], h.FULL_NAME, read):
                    people.numbers.append(row)
                    self._kept.append(name)
        values = {**{name: found.titled.name for name, found in self._parted.items()},
                  **{name: read.value for name, read in reads.items()}}
        people.columns[h.FULL_NAME] = [values.get(name, name) for name in self._kept]
        self._tell_tidied(people)
        self._take_titles(people)
        if self._given:
            self._keep_given(people)
        return people

    def _reads(self, names: Set[str]) -> Mapping[str, Read]:
        """What is said of names that are not simply kept; most are, and seen to be so together."""
        parted = self._parted
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

    def _take_titles(self, people: ListRows) -> None:
        titled = {name: found for name, found in self._parted.items()
                  if found.titled.name != found.alone}
        for place, name in enumerate(self._kept if titled else ()):
            if found := titled.get(name):
                split = found.titled
                title = clean_line(found.alone.replace(split.name, " ", 1)).strip(" ,()–-")
                self.builder.take(people.numbers[place], self.columns[0], h.FULL_NAME,
                                  Read(repair="title-moved",
                                       params={"value": title, "after": split.name}))
                for field_name in _TITLE_FIELDS:
                    if text := getattr(split, field_name):
                        people.column(field_name)[place] = text

    def take_positions(self, people: ListRows) -> None:
        """Positions that stood behind names; what the column of positions says counts before them,
        and another one becomes a remark."""
        placed = {name: found.position for name, found in self._parted.items() if found.position}
        for place, name in enumerate(self._kept if placed else ()):
            if position := placed.get(name):
                said = people.column("position")[place]
                if said is None:
                    people.column("position")[place] = position
                    self._tell_moved(people, place, "position-moved", position)
                elif fold(str(said)) != fold(position):
                    self._add_note(people, place, position)

    def _add_note(self, people: ListRows, place: int, note: str) -> None:
        said = people.column("note")
        said[place] = "; ".join(map(str, filter(None, (said[place], note))))
        self._tell_moved(people, place, "note-moved", note)

    def _tell_moved(self, people: ListRows, place: int, code: str, text: str) -> None:
        self.builder.take(people.numbers[place], self.columns[0], h.FULL_NAME, Read(
            repair=code, params={"value": text, "after": people.column(h.FULL_NAME)[place]}))

    def take_notes(self, people: ListRows) -> None:
        """What stood in brackets behind names, after what the column of remarks says; a year is
        that of birth where none is told."""
        noted = {name: found.note for name, found in self._parted.items() if found.note}
        for place, name in enumerate(self._kept if noted else ()):
            if note := noted.get(name):
                if note.isdecimal() and people.column(h.BIRTH)[place] is None:
                    people.column(h.BIRTH)[place] = int(note)
                    self._tell_moved(people, place, "year-moved", note)
                else:
                    self._add_note(people, place, note)

    def _tell_tidied(self, people: ListRows) -> None:
        for column in self.columns:
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
