"""How cells look: small value objects, and the book that gives each its number in a workbook.

Sizes and weights follow Nghị định 30/2020/NĐ-CP, Phụ lục I (DOMAIN 2.1): Times New Roman, black.
"""

from dataclasses import dataclass, replace

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils.indexed_list import IndexedList

FONT = "Times New Roman"
BODY_SIZE = 12
_LINE = Side(style="thin", color="FF7F7F7F")
_NO_LINE = Side()

WHOLE = "#,##0"
PERCENT = "0.0%"
CLOCK = "hh:mm"
DAY = "dd/mm/yyyy"
MOMENT = "hh:mm dd/mm/yyyy"
AS_TEXT = "@"


@dataclass(frozen=True)
class Look:
    """The look of a cell. A `box` has lines on all sides but the edges that are left out, as
    inside a row of cells that look like one. `fill` is a colour as RRGGBB; `quoted` marks text
    that must never be taken for a formula, also when it is typed over."""

    bold: bool = False
    italic: bool = False
    size: int = BODY_SIZE
    align: str = "left"
    upright: str = "center"
    indent: int = 0
    wrap: bool = False
    box: bool = False
    left_edge: bool = True
    right_edge: bool = True
    fill: str = ""
    format: str = "General"
    quoted: bool = False


class StyleBook:
    """The numbers under which a workbook knows its looks."""

    def __init__(self, workbook: Workbook) -> None:
        self._sheet = workbook.worksheets[0]
        self._known: dict[Look, int] = {}

    def number(self, look: Look) -> int:
        """The style number to write into a cell."""
        if look not in self._known:
            self._known[look] = self._register(look)
        return self._known[look]

    def quoted(self, look: Look) -> int:
        """The style number for text that begins like a formula."""
        return self.number(replace(look, quoted=True))

    def _register(self, look: Look) -> int:
        cell = WriteOnlyCell(self._sheet)
        cell.font = Font(name=FONT, size=look.size, bold=look.bold, italic=look.italic)
        cell.alignment = Alignment(horizontal=look.align, vertical=look.upright,
                                   wrap_text=look.wrap, indent=look.indent)
        cell.number_format = look.format
        if look.box:
            cell.border = _border(look)
        if look.fill:
            cell.fill = PatternFill("solid", fgColor=f"FF{look.fill}")
        cell.quotePrefix = look.quoted
        number: int = cell.style_id
        return number


def _border(look: Look) -> Border:
    return Border(top=_LINE, bottom=_LINE, left=_LINE if look.left_edge else _NO_LINE,
                  right=_LINE if look.right_edge else _NO_LINE)


def use_body_font(workbook: Workbook) -> None:
    """Makes the body font the workbook's own, which column widths are measured in.

    openpyxl has no public way to change the font that every workbook begins with.
    """
    normal = Font(name=FONT, size=BODY_SIZE, family=1)
    workbook._fonts = IndexedList([normal])  # type: ignore[attr-defined]  # noqa: SLF001
    workbook._named_styles["Normal"].font = normal  # type: ignore[attr-defined]  # noqa: SLF001
