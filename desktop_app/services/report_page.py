"""A page that is put together row by row, where formulas need to know which row they are in.

Every row has a height of its own, so that blocks are kept together on printed pages.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from desktop_app.exchange.sheets import HEADING, Formula, Pattern, Row, Value
from desktop_app.exchange.styles import MOMENT, PERCENT, WHOLE, Look
from desktop_app.exchange.tables import height_for

PAGE_HEIGHT = 474.0
"""Points between the margins of A4 landscape, a little less for safety."""

LINE = 18.0
CELL = Look(box=True, wrap=True, indent=1)
COUNT = Look(box=True, align="center", format=WHOLE)
SHARE = Look(box=True, align="center", format=PERCENT)
Fact = tuple[str, Value | Callable[[str], Value]]
"""A label and its value, or what makes the value when told the cell that it will stand in."""

_FACT_CELLS = ((1, 2), (3, 4), (5, 6), (7, 8))
SECTION = Look(bold=True, size=13)


def fact_cell(first: int, place: int) -> str:
    """The cell of the value of a fact (from 0) among facts whose first row is `first`."""
    return f"{'G' if place % 2 else 'C'}{first + place // 2}"


def _format(value: Value) -> str:
    if isinstance(value, Formula):
        value = value.value
    if isinstance(value, str) or value is None:
        return "General"
    return WHOLE if isinstance(value, int) else MOMENT


class Page:
    """Rows on a grid of columns with the given widths."""

    def __init__(self, widths: Sequence[float]) -> None:
        self.widths = tuple(widths)
        self.rows: list[Row] = []
        self.breaks: list[int] = []
        self._kept_from: int | None = None

    @property
    def next_row(self) -> int:
        """The number of the row that is added next."""
        return len(self.rows) + 1

    def row(self, values: Sequence[Value], looks: Sequence[Look], *,
            merged: tuple[tuple[int, int], ...] = (), height: float | None = None) -> int:
        """Adds a row as high as its texts need and gives its number."""
        needed = height or max([LINE, *self._heights(values, looks, merged)])
        self.rows.append(Row(values, Pattern(tuple(looks)), needed, merged))
        return len(self.rows)

    def heading(self, titles: Sequence[str]) -> int:
        """The row that names the columns of a table."""
        return self.row(titles, (HEADING,) * len(titles))

    def line(self, text: Value, look: Look, *, height: float | None = None) -> int:
        """One text over the whole width."""
        count = len(self.widths)
        return self.row((text, *[None] * (count - 1)), (look,) * count, merged=((1, count),),
                        height=height)

    def facts(self, facts: Sequence[Fact]) -> None:
        """Labels and values, two of each in a row; `fact_cell` says where."""
        first = self.next_row
        for number in range(0, len(facts), 2):
            values: list[Value] = []
            looks: list[Look] = []
            for place in (number, number + 1):
                label, value = facts[place] if place < len(facts) else ("", None)
                cell = value(fact_cell(first, place)) if callable(value) else value
                values += [label, None, cell, None]
                looks += [CELL, CELL, *[replace(CELL, format=_format(cell))] * 2]
            self.row(values, looks, merged=_FACT_CELLS)

    def gap(self, height: float = 9.0) -> None:
        """An empty row."""
        self.rows.append(Row((), Pattern(()), height))

    def keep_together(self, first: int) -> None:
        """Moves the rows from `first` to the last one onto a new page if a page's end would fall
        between them. Blocks of more than a page are left to run on."""
        start = self.breaks[-1] if self.breaks else 0
        above = self._points(start, first - 1)
        block = self._points(first - 1, len(self.rows))
        if block <= PAGE_HEIGHT < above % PAGE_HEIGHT + block:
            self.break_before(first)

    def break_before(self, row: int) -> None:
        """Starts a new page with this row."""
        self.breaks.append(row - 1)

    def _points(self, start: int, end: int) -> float:
        return sum(row.height or LINE for row in self.rows[start:end])

    def _heights(self, values: Sequence[Value], looks: Sequence[Look],
                 merged: tuple[tuple[int, int], ...]) -> list[float]:
        last_of = dict(merged)
        shown = [value.value if isinstance(value, Formula) else value for value in values]
        return [
            height_for(value, sum(self.widths[column - 1 : last_of.get(column, column)]), look)
            for column, (value, look) in enumerate(zip(shown, looks, strict=True), 1)
            if isinstance(value, str) and look.wrap
        ]
