"""How well a file was read: entries found, and of those the fields that are right."""

import dataclasses
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time

from desktop_app.domain.errors import UserError
from desktop_app.domain.list_table import ListKind, ListRow
from desktop_app.domain.vietnamese import fold
from desktop_app.exchange.lists import FileLists, lists_in
from tests.corpus.files import Written
from tests.corpus.pages import Truth

_MAIN = {"attendees": ("full_name", "unit"), "agenda": ("title",), "feedback": ("text",)}
_TEXT_NAMES = {"unit"}  # capitals of a section are its look


@dataclass
class Score:
    """Counts of entries that are there, were read, and are right; of fields the same."""

    there: int = 0
    read: int = 0
    right: int = 0
    fields_there: Counter[str] = field(default_factory=Counter)
    fields_read: Counter[str] = field(default_factory=Counter)
    fields_right: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        return self.right / self.read if self.read else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.there if self.there else 0.0

    def add(self, other: "Score") -> None:
        for each in dataclasses.fields(self):
            if each.name == "wrong":
                self.wrong += other.wrong
            else:
                setattr(self, each.name, getattr(self, each.name) + getattr(other, each.name))


def score(written: Written) -> Score:
    """Reads a file and compares. An entry is right where its row, its name and its unit are (for
    items their title, for opinions their text); fields are counted of entries whose name is."""
    try:
        found = lists_in(written.path, ListKind(written.made.kind))
    except UserError as error:
        return Score(there=len(written.truth), wrong=[f"refused: {error.code}"])
    return _compared(written, found)


def _compared(written: Written, found: FileLists) -> Score:
    main, by_sheet = _MAIN[written.made.kind], len(written.made.pages) > 1
    read = {_key(table.sheet if by_sheet else "", row.row, row.values.get(main[0])): row
            for table in found.tables for row in table.rows}
    there = {_key(str(told["sheet"]) if by_sheet else "", told["row"], told[main[0]]): told
             for told in written.truth}
    result = Score(len(there), sum(len(table.rows) for table in found.tables))
    for key, told in there.items():
        row = read.pop(key, None)
        if row is None:
            result.wrong.append(f"missing {key}")
            continue
        wrong = _count_fields(result, told, row)
        result.right += not wrong & set(main)
        result.wrong += [f"{key} {name}: {row.values.get(name)!r} for {told[name]!r}"
                         for name in wrong]
    result.wrong += [f"not there {key}" for key in read]
    return result


def _key(sheet: str, row: object, name: object) -> tuple[str, object, str]:
    return sheet, row, str(name)


def _count_fields(result: Score, told: Truth, row: ListRow) -> set[str]:
    wrong = set()
    for name in told.keys() - {"sheet", "row"}:
        expected, value = _plain(name, told[name]), _plain(name, row.values.get(name))
        result.fields_there[name] += bool(expected)
        result.fields_read[name] += bool(value)
        if expected == value:
            result.fields_right[name] += bool(value)
        else:
            wrong.add(name)
    return wrong


def _plain(name: str, value: object) -> object:
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, (tuple, list)):
        return list(value)
    return fold(str(value or "")) if name in _TEXT_NAMES else value or ""


def table_of(scores: Mapping[str, Score]) -> str:
    """Precision and recall of entries, by the names of the groups."""
    lines = [f"{'':34}{'there':>7}{'read':>7}{'precision':>11}{'recall':>9}"]
    lines += [f"{name:34}{s.there:7}{s.read:7}{s.precision:11.2%}{s.recall:9.2%}"
              for name, s in scores.items()]
    return "\n".join(lines)


def table_of_fields(result: Score) -> str:
    """Precision and recall of each field."""
    lines = [f"{'field':34}{'there':>7}{'read':>7}{'precision':>11}{'recall':>9}"]
    for name in sorted(result.fields_there):
        there, read, right = (counts[name] for counts in (
            result.fields_there, result.fields_read, result.fields_right))
        lines.append(f"{name:34}{there:7}{read:7}{right / (read or 1):11.2%}"
                     f"{right / (there or 1):9.2%}")
    return "\n".join(lines)
