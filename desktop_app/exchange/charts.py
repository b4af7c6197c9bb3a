"""The one chart of a workbook: horizontal bars, one colour, values at their ends."""

from openpyxl.chart import BarChart as ExcelBarChart
from openpyxl.chart import Reference
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText, Text
from openpyxl.chart.title import Title
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, OneCellAnchor
from openpyxl.drawing.text import (
    CharacterProperties,
    Font,
    Paragraph,
    ParagraphProperties,
    RegularTextRun,
)
from openpyxl.drawing.xdr import XDRPositiveSize2D
from openpyxl.worksheet.worksheet import Worksheet

from desktop_app.exchange.sheets import BarChart
from desktop_app.exchange.styles import FONT

BAR_COLOUR = "0B6B6B"
_LINE_COLOUR = "A6A6A6"
_POINT = 100
_EMU_A_CENTIMETRE = 360_000
_INSET = 90_000  # so that the border of the cell before it stays seen
_LABEL_SIZE = 11 * _POINT
_TITLE_SIZE = 12 * _POINT


def add_bar_chart(sheet: Worksheet, chart: BarChart) -> None:
    """Puts the chart on the sheet; it reads its labels and values from the cells."""
    bars = ExcelBarChart()
    bars.type = "bar"
    bars.legend = None
    bars.gapWidth = 60
    values = Reference(sheet, min_col=chart.value_column, min_row=chart.first_row,
                       max_row=chart.last_row)
    bars.add_data(values, titles_from_data=False)
    bars.set_categories(Reference(sheet, min_col=chart.label_column, min_row=chart.first_row,
                                  max_row=chart.last_row))
    bars.title = _title(chart.title)
    _axes(bars)
    _series(bars)
    bars.graphical_properties = GraphicalProperties(ln=LineProperties(noFill=True))
    marker = AnchorMarker(col=chart.column - 1, colOff=_INSET, row=chart.row - 1)
    size = XDRPositiveSize2D(_emu(chart.width), _emu(chart.height))
    bars.anchor = OneCellAnchor(_from=marker, ext=size)  # type: ignore[assignment]
    sheet.add_chart(bars)


def _emu(centimetres: float) -> int:
    return round(centimetres * _EMU_A_CENTIMETRE)


def _title(text: str) -> Title:
    characters = _characters(_TITLE_SIZE, bold=True)
    paragraph = Paragraph(pPr=ParagraphProperties(defRPr=characters),
                          r=[RegularTextRun(rPr=characters, t=text)])
    return Title(tx=Text(rich=RichText(p=[paragraph])), overlay=False)


def _axes(bars: ExcelBarChart) -> None:
    """The first label on top, whole numbers from 0, no lines that say nothing."""
    labels, numbers = bars.x_axis, bars.y_axis
    labels.delete, numbers.delete = False, True
    labels.scaling.orientation = "maxMin"
    labels.majorTickMark = "none"
    labels.txPr = _text(_LABEL_SIZE)
    labels.graphicalProperties = GraphicalProperties(ln=LineProperties(solidFill=_LINE_COLOUR))
    numbers.scaling.min = 0
    numbers.majorGridlines = None


def _series(bars: ExcelBarChart) -> None:
    series = bars.series[0]
    series.graphicalProperties = GraphicalProperties(solidFill=BAR_COLOUR)
    series.invertIfNegative = False
    series.dLbls = DataLabelList(showVal=True, showSerName=False, showCatName=False,
                                 showLegendKey=False, showPercent=False, dLblPos="outEnd")
    series.dLbls.txPr = _text(_LABEL_SIZE)


def _text(size: int) -> RichText:
    properties = ParagraphProperties(defRPr=_characters(size))
    return RichText(p=[Paragraph(pPr=properties, endParaRPr=_characters(size))])


def _characters(size: int, *, bold: bool = False) -> CharacterProperties:
    return CharacterProperties(latin=Font(typeface=FONT), sz=size, b=bold, solidFill="000000")
