"""A page that is put together row by row, where formulas need to know which row they are in.

Every row has a height of its own, so that blocks are kept together on printed pages.
"""

from collections.abc import Sequence

from desktop_app.exchange.sheets import HEADING, Formula, Pattern, Row, Value
from desktop_app.exchange.styles import MOMENT, PERCENT, WHOLE, Look
from desktop_app.exchange.tables import height_for

PAGE_HEIGHT = 470.0
"""Points between the margins of A4 landscape, a little less for safety."""

LINE = 20.0
CELL = Look(box=True, wrap=True)
COUNT = Look(box=True, align="center", format=WHOLE)
SHARE = Look(box=True, align="center", format=PERCENT)
FACT_COLUMN = 3
SECTION = Look(bold=True, size=13)


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

    def fact(self, label: str, value: Value) -> int:
        """A label and a number in `FACT_COLUMN`."""
        return self.row((label, None, value), (CELL, CELL, COUNT), merged=((1, 2),))

    def wide_fact(self, label: str, value: Value, *, bold: bool = False) -> int:
        """A label and a text, number or time that takes the rest of the width."""
        form = "General" if isinstance(value, (str, Formula)) else (
            WHOLE if isinstance(value, int) else MOMENT)
        look = Look(box=True, wrap=True, bold=bold, format=form)
        rest = len(self.widths) - FACT_COLUMN
        return self.row((label, None, value, *[None] * rest), (CELL, CELL, *[look] * (rest + 1)),
                        merged=((1, 2), (FACT_COLUMN, len(self.widths))))

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
        return [
            height_for(value, sum(self.widths[column - 1 : last_of.get(column, column)]), look)
            for column, (value, look) in enumerate(zip(values, looks, strict=True), 1)
            if isinstance(value, str) and look.wrap
        ]
