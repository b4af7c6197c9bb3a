"""What a workbook is made of, told without naming a file format: sheets, rows, columns, looks.

A sheet is a head (letterhead, title, column headings), a body that may be very long and is only
walked through once, and a foot. The number of body rows is said beforehand, so that formulas,
filters and print settings can point at them before they are written.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time

from openpyxl.utils import get_column_letter, quote_sheetname

from desktop_app.exchange.styles import AS_TEXT, CLOCK, DAY, MOMENT, PERCENT, WHOLE, Look

HEADING_FILL = "E7ECEF"
GROUP_FILL = "F4F6F7"
INPUT_FILL = "FFF8E1"
"""Cells to fill in; light enough to write on by hand when printed."""

HEADING = Look(bold=True, align="center", wrap=True, box=True, fill=HEADING_FILL)
TEXT = Look(wrap=True, box=True)
CENTRED = Look(align="center", wrap=True, box=True)
CODE = Look(box=True, format=AS_TEXT)
NUMBER = Look(align="center", box=True, format=WHOLE)
SHARE = Look(align="center", box=True, format=PERCENT)
TIME_OF_DAY = Look(align="center", box=True, format=CLOCK)
CALENDAR_DAY = Look(align="center", box=True, format=DAY)
DATE_AND_TIME = Look(align="center", box=True, format=MOMENT)


def letter_of(column: int) -> str:
    """The letters of a column that is counted from 1."""
    letters: str = get_column_letter(column)
    return letters


@dataclass(frozen=True)
class Formula:
    """A live formula (without "=") and its value now, which viewers that do not calculate show."""

    text: str
    value: str | int | float


Value = str | int | float | datetime | date | time | Formula | None


@dataclass(frozen=True)
class Pattern:
    """The looks of a row's cells from the first column on."""

    looks: tuple[Look, ...]
    _hash: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_hash", hash(self.looks))

    def __hash__(self) -> int:
        """Computed once, as every row of a long sheet looks its pattern up."""
        return self._hash


@dataclass(frozen=True)
class Row:
    """One row. `height` in points, None = as high as the text needs. `merged` are pairs of first
    and last column (from 1) that become one cell; merged cells need a height to show their text.
    `level` is the depth of a row that can be folded away under the row above it; a `hidden` row
    serves programs that read the file back."""

    values: Sequence[Value]
    pattern: Pattern
    height: float | None = None
    merged: tuple[tuple[int, int], ...] = ()
    level: int = 0
    hidden: bool = False


@dataclass(frozen=True)
class Column:
    """A column of a table. Its width lies between `narrowest` and `widest`, in digits of the body
    font, after what stands in it. A column that is not `printed` lies to the right of those that
    are; a `hidden` one serves programs that read the file back."""

    heading: str
    look: Look = TEXT
    narrowest: float = 6
    widest: float = 40
    printed: bool = True
    hidden: bool = False


@dataclass(frozen=True)
class BarChart:
    """Horizontal bars: labels and values are columns of the same rows. It stands from the cell in
    `column` and `row` on; its size is in centimetres."""

    title: str
    label_column: int
    value_column: int
    first_row: int
    last_row: int
    column: int
    row: int
    width: float
    height: float


@dataclass(frozen=True)
class Sheet:
    """One sheet. Rows count from 1; `heading_row` is frozen and repeated on every page, and the
    filter belongs to it; 0 = none. `page_breaks` are rows that end a page. `body_patterns` names
    every pattern that the body uses. `folds` says that body rows have levels; `says_nothing`, that
    the body is one row which says that there is nothing. `choices` are what
    Excel offers in the body cells of a column (from 1); other text may still be typed."""

    name: str
    widths: Sequence[float]
    head: Sequence[Row] = ()
    body: Iterable[Row] = ()
    count: int = 0
    foot: Sequence[Row] = ()
    heading_row: int = 0
    frozen_columns: int = 0
    printed_columns: int = 0
    hidden_columns: frozenset[int] = frozenset()
    code_columns: frozenset[int] = frozenset()
    page_breaks: Sequence[int] = ()
    charts: Sequence[BarChart] = ()
    tab_colour: str = ""
    folds: bool = False
    body_patterns: Sequence[Pattern] = ()
    says_nothing: bool = False
    choices: Mapping[int, Sequence[str]] = field(default_factory=dict)

    @property
    def first_row(self) -> int:
        """The first row of the body."""
        return len(self.head) + 1

    @property
    def patterns(self) -> Sequence[Pattern]:
        """Every pattern that a row of the sheet may have."""
        return [*self.body_patterns, *(row.pattern for row in (*self.head, *self.foot))]

    @property
    def last_row(self) -> int:
        """The last row of the sheet."""
        return len(self.head) + self.count + len(self.foot)


@dataclass(frozen=True)
class Area:
    """Where the body of a sheet will stand, for formulas on other sheets."""

    sheet: str
    first: int
    count: int

    def column(self, number: int) -> str:
        """The cells of one column (from 1) as a formula names them; one cell if there are none."""
        letter = get_column_letter(number)
        last = self.first + max(self.count, 1) - 1
        return f"{quote_sheetname(self.sheet)}!${letter}${self.first}:${letter}${last}"


@dataclass(frozen=True)
class Workbook:
    """A whole workbook. `footer` stands at the foot of every page."""

    title: str
    author: str
    written_at: datetime
    sheets: Sequence[Sheet]
    footer: str = ""
    language: str = field(default="vi")
