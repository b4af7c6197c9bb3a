"""How high the rows of a form must be: LibreOffice fits no row while it loads a file.

Widths are those of Times, and columns are measured in digits of the form's own usual font, so the
room is taken smaller than it is; Excel fits rows of its own height again when it likes.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from openpyxl.utils import range_boundaries

from desktop_app.exchange.metrics import TALLEST_ROW, fits_one_line, line_count, room_in
from desktop_app.exchange.styles import BODY_SIZE

if TYPE_CHECKING:
    from desktop_app.exchange.form_package import Element

_USUAL_WIDTH = 8.43
_CAREFUL = 0.8
_LINE, _AROUND = 1.37, 2.0
"""A line in sizes of its font, those of Calibri and Noto Sans; points above and below the text."""


@dataclass(frozen=True)
class Writing:
    """How a cell style writes text that wraps."""

    size: float
    bold: bool


def writings(styles: "Element | None") -> Mapping[int, Writing]:
    """The cell styles whose text wraps, by number."""
    if styles is None:
        return {}
    fonts = [_writing(font) for font in styles.iterfind("{*}fonts/{*}font")]
    usual = Writing(BODY_SIZE, bold=False)
    found = {}
    for number, style in enumerate(styles.iterfind("{*}cellXfs/{*}xf")):
        place, how = int(style.get("fontId", "0")), style.find("{*}alignment")
        if how is not None and how.get("wrapText") in ("1", "true"):
            found[number] = fonts[place] if place < len(fonts) else usual
    return found


def _writing(font: "Element") -> Writing:
    size, bold = font.find("{*}sz"), font.find("{*}b")
    points = float(size.get("val", BODY_SIZE)) if size is not None else float(BODY_SIZE)
    return Writing(max(points, 1.0), bold is not None and bold.get("val") not in ("0", "false"))


@dataclass(frozen=True)
class Room:
    """The room for the text of a cell: in thousandths of its size, and how it is written."""

    room: float
    writing: Writing

    def height(self, text: str) -> float:
        """The points that a text needs; 0 where one line of the usual height does."""
        if fits_one_line(text, self.room):
            return 0
        lines = line_count(text, self.room, bold=self.writing.bold)
        needed = lines * self.writing.size * _LINE + _AROUND
        return min(TALLEST_ROW, round(needed, 2)) if lines > 1 else 0


class Rooms:
    """The widths of a sheet's columns and merged cells."""

    def __init__(self, sheet: "Element") -> None:
        about = sheet.find("{*}sheetFormatPr")
        usual = about.get("defaultColWidth") if about is not None else None
        self._usual = float(usual or _USUAL_WIDTH)
        self._widths = [(int(each.get("min", "0")), int(each.get("max", "0")),
                         0.0 if each.get("hidden") in ("1", "true")
                         else float(each.get("width", self._usual)))
                        for each in sheet.iterfind("{*}cols/{*}col")]
        self._merged = dict(_across(each.get("ref", ""))
                            for each in sheet.iterfind("{*}mergeCells/{*}mergeCell"))

    def of(self, cell: str, writing: Writing | None) -> Room | None:
        """The room of a cell; None where its text does not wrap or may use several rows."""
        first, _row, last, _end = range_boundaries(cell)
        last = self._merged.get(cell, last)
        if writing is None or not last or not first:
            return None
        width = sum(self._width(column) for column in range(first, last + 1))
        return Room(room_in(width * _CAREFUL, writing.size), writing)

    def _width(self, column: int) -> float:
        return next((width for first, last, width in self._widths if first <= column <= last),
                    self._usual)


def _across(area: str) -> tuple[str, int]:
    """The first cell of a merged range and its last column; 0 if it has several rows."""
    _first, top, last, bottom = range_boundaries(area)
    return area.partition(":")[0], last if top == bottom and last else 0
