"""Where the cells of a form go when one of its rows repeats, and references that follow them.

A reference to a cell below a repeating row moves down with it; a range over the row grows to all
its copies. So do single cells that stand alone as an argument of a function that adds up or counts.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

from openpyxl.formula import Tokenizer
from openpyxl.formula.tokenizer import Token, TokenizerError

LAST_ROW = 1_048_576
Place = Callable[[int], int]
"""Where a row is now."""

_CELL = re.compile(r"(\$?[A-Za-z]{1,3})(\$?)(\d{1,7})")
_WHOLE_ROWS = re.compile(r"(\$?)(\d{1,7}):(\$?)(\d{1,7})")
_ADDING = frozenset(f"{name}(" for name in (
    "SUM", "COUNT", "COUNTA", "COUNTBLANK", "AVERAGE", "MIN", "MAX", "SUBTOTAL", "COUNTIF",
    "COUNTIFS", "SUMIF", "SUMIFS", "AVERAGEIF", "PRODUCT", "MEDIAN", "SUMPRODUCT"))


@dataclass(frozen=True)
class RowMap:
    """Where the rows of one sheet go; `repeats` says how many rows a row becomes, at least 1."""

    repeats: Mapping[int, int]

    @cached_property
    def _steps(self) -> tuple[list[int], list[int]]:
        """The repeating rows, and how many rows were put in up to and with each."""
        rows, added, total = sorted(self.repeats), [0], 0
        for row in rows:
            total += self.repeats[row] - 1
            added.append(total)
        return rows, added

    @property
    def moves(self) -> bool:
        """Whether anything moves at all."""
        return self._steps[1][-1] > 0

    def first(self, row: int) -> int:
        """Where a row is, or the first of its copies."""
        rows, added = self._steps
        return min(row + added[bisect_left(rows, row)], LAST_ROW)

    def last(self, row: int) -> int:
        """Where a row is, or the last of its copies."""
        return min(self.first(row) + self.repeats.get(row, 1) - 1, LAST_ROW)

    def area(self, text: str) -> str:
        """A cell or range without a sheet, where it is now; a range over a repeating row grows."""
        if found := _WHOLE_ROWS.fullmatch(text):
            return f"{found[1]}{self.first(int(found[2]))}:{found[3]}{self.last(int(found[4]))}"
        start, colon, end = text.partition(":")
        return f"{self._cell(start, self.first)}:{self._cell(end, self.last)}" if colon \
            else self._cell(start, self.first)

    def grown(self, text: str) -> str:
        """As `area`, but a single cell of a repeating row becomes the range of its copies."""
        if ":" in text or self.area(text) == self._cell(text, self.last):
            return self.area(text)
        return self.area(f"{text}:{text}")

    def areas(self, text: str) -> str:
        """Several areas with blanks between them, single cells of repeating rows grown."""
        return " ".join(self.grown(area) for area in text.split())

    def _cell(self, text: str, place: Place) -> str:
        found = _CELL.fullmatch(text)
        return f"{found[1]}{found[2]}{place(int(found[3]))}" if found else text


class Maps:
    """The row maps of all sheets of a workbook, by name."""

    def __init__(self, maps: Mapping[str, RowMap]) -> None:
        self._maps = {name.casefold(): each for name, each in maps.items()}
        self.moves = any(each.moves for each in maps.values())

    def of(self, sheet: str) -> RowMap:
        """The map of a sheet; a sheet that there is not stays as it is."""
        return self._maps.get(sheet.casefold(), _STILL)

    def formula(self, text: str, sheet: str, *, grow: bool = False) -> str:
        """A formula without "=" that stands on `sheet`, with its references where they are now.

        With `grow` every single cell of a repeating row becomes the range of its copies.
        """
        if not self.moves:
            return text
        return followed(text, lambda area, other, alone: self._moved(
            area, other or sheet, alone or grow))

    def _moved(self, area: str, sheet: str, alone: bool) -> str:
        return self.of(sheet).grown(area) if alone else self.of(sheet).area(area)


_STILL = RowMap({})
Follow = Callable[[str, str, bool], str]
"""What becomes of an area, the sheet before it ("" for none), and whether it is alone as an
argument of a function that adds up."""


def followed(text: str, follow: Follow) -> str:
    """A formula with each of its references put through `follow`; what is no formula stays."""
    try:
        items = Tokenizer(f"={text}").items
    except (TokenizerError, IndexError, AssertionError):
        return text
    functions: list[str] = []
    made: list[str] = []
    for place, token in enumerate(items):
        if token.subtype == Token.OPEN:
            functions.append(token.value.upper())
        elif token.subtype == Token.CLOSE and functions:
            functions.pop()
        if token.type == Token.OPERAND and token.subtype == Token.RANGE:
            alone = bool(functions) and functions[-1] in _ADDING and _is_alone(items, place)
            made.append(_followed(token.value, follow, alone))
        else:
            made.append(token.value)
    return "".join(made)


def _is_alone(items: list[Token], place: int) -> bool:
    before = items[place - 1] if place else None
    after = items[place + 1] if place + 1 < len(items) else None
    return before is not None and (before.subtype == Token.OPEN or before.type == Token.SEP) \
        and after is not None and (after.subtype == Token.CLOSE or after.type == Token.SEP)


def _followed(reference: str, follow: Follow, alone: bool) -> str:
    sheet, mark, area = reference.rpartition("!")
    if "[" in reference or ":" in sheet:  # another workbook, a table, several sheets at once
        return reference
    name = sheet[1:-1].replace("''", "'") if sheet.startswith("'") else sheet
    start, colon, end = area.partition(":")
    if not _looks_like_area(start, end if colon else start):
        return reference
    return f"{sheet}{mark}{follow(area, name, alone)}"


def _looks_like_area(start: str, end: str) -> bool:
    return bool(_CELL.fullmatch(start) and _CELL.fullmatch(end)) \
        or bool(_WHOLE_ROWS.fullmatch(f"{start}:{end}"))


class RowFormula:
    """A formula of a repeating row, ready for each of its copies.

    References on its own sheet move as when Excel fills it down: those to its row or above it go
    along, unless a `$` fixes them. What lies below the row, or on another sheet, is the same for
    all copies.
    """

    def __init__(self, text: str, sheet: str, row: int, maps: Maps) -> None:
        self._sheet, self._row, self._maps = sheet, row, maps
        self._own = maps.of(sheet)
        self._areas: list[str] = []
        self._pieces = followed(text, self._noted).split("\0")

    def _noted(self, area: str, other: str, alone: bool) -> str:
        elsewhere = other and other.casefold() != self._sheet.casefold()
        if elsewhere or _WHOLE_ROWS.fullmatch(area):
            there = self._maps.of(other or self._sheet)
            return there.grown(area) if alone else there.area(area)
        self._areas.append(area)
        return "\0"

    def text(self, number: int) -> str:
        """The formula for the copy that stands in the row `number`."""
        made = [self._pieces[0]]
        for area, piece in zip(self._areas, self._pieces[1:], strict=True):
            made += (self._placed(area, number), piece)
        return "".join(made)

    def _placed(self, area: str, number: int) -> str:
        start, colon, end = area.partition(":")
        if not colon:
            return self._cell(start, number, self._own.first)
        begins = self._cell(start, number, self._own.first)
        return f"{begins}:{self._cell(end, number, self._own.last)}"

    def _cell(self, text: str, number: int, fixed: Place) -> str:
        found = _CELL.fullmatch(text)
        assert found is not None
        row = int(found[3])
        if found[2] or row > self._row:
            return f"{found[1]}{found[2]}{fixed(row)}"
        return f"{found[1]}{self._own.first(row) + number - self._own.first(self._row)}"
