"""A worksheet without its cells: widths, panes, filter, and how it prints (A4, landscape)."""

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.header_footer import HeaderFooter, HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.properties import Outline, PageSetupProperties, WorksheetProperties
from openpyxl.worksheet.worksheet import Worksheet

from desktop_app.exchange.charts import add_bar_chart
from desktop_app.exchange.sheets import Sheet, Workbook
from desktop_app.exchange.styles import BODY_SIZE, FONT

_MILLIMETRES = 25.4
_MARGINS = {"left": 30, "right": 15, "top": 20, "bottom": 20, "header": 10, "footer": 10}
"""In millimetres; the first four as Nghị định 30/2020, Phụ lục I has them."""

_ROW_HEIGHT = 15.75
_FOOTER_SIZE = 9
_FOOTER_LIMIT = 150  # all parts of a footer together may have 255 characters
_PRINTER_A4 = 9


def set_up(worksheet: Worksheet, sheet: Sheet, workbook: Workbook) -> None:
    """Gives an empty worksheet everything that `sheet` says, except its cells."""
    _columns(worksheet, sheet)
    _view(worksheet, sheet)
    _merged(worksheet, sheet)
    _page(worksheet)
    _printed(worksheet, sheet)
    _header_and_footer(worksheet, workbook.footer)
    _choices(worksheet, sheet)
    for chart in sheet.charts:
        add_bar_chart(worksheet, chart)


def _columns(worksheet: Worksheet, sheet: Sheet) -> None:
    for number, width in enumerate(sheet.widths, 1):
        column = worksheet.column_dimensions[get_column_letter(number)]
        column.width = width
        column.hidden = number in sheet.hidden_columns
    worksheet.sheet_format.defaultRowHeight = _ROW_HEIGHT
    if sheet.folds:
        worksheet.sheet_format.outlineLevelRow = 1


def _view(worksheet: Worksheet, sheet: Sheet) -> None:
    worksheet.sheet_properties = WorksheetProperties(
        outlinePr=Outline(summaryBelow=False), pageSetUpPr=PageSetupProperties(fitToPage=True))
    if sheet.tab_colour:
        worksheet.sheet_properties.tabColor = f"FF{sheet.tab_colour}"
    worksheet.sheet_view.showGridLines = False
    if sheet.heading_row:
        corner = get_column_letter(sheet.frozen_columns + 1)
        worksheet.freeze_panes = f"{corner}{sheet.heading_row + 1}"
        last = max(sheet.heading_row, sheet.first_row + sheet.count - 1)
        worksheet.auto_filter.ref = (
            f"A{sheet.heading_row}:{get_column_letter(len(sheet.widths))}{last}")


def _choices(worksheet: Worksheet, sheet: Sheet) -> None:
    """Lists to choose from; what is not in them is let in, because a refused paste loses text."""
    last = sheet.first_row + max(sheet.count, 1) - 1
    for column, options in sheet.choices.items():
        letter = get_column_letter(column)
        worksheet.add_data_validation(DataValidation(
            type="list", formula1=f'"{",".join(options)}"', allow_blank=True, errorStyle="warning",
            showErrorMessage=True, sqref=f"{letter}{sheet.first_row}:{letter}{last}"))


def _merged(worksheet: Worksheet, sheet: Sheet) -> None:
    below = sheet.first_row + sheet.count
    for start, rows in ((1, sheet.head), (below, sheet.foot)):
        for number, row in enumerate(rows, start):
            for first, last in row.merged:
                worksheet.merged_cells.add(
                    f"{get_column_letter(first)}{number}:{get_column_letter(last)}{number}")


def _page(worksheet: Worksheet) -> None:
    worksheet.page_setup.paperSize = _PRINTER_A4
    worksheet.page_setup.orientation = "landscape"
    worksheet.page_setup.fitToWidth = 1
    worksheet.page_setup.fitToHeight = 0
    worksheet.page_setup.useFirstPageNumber = True
    worksheet.page_setup.firstPageNumber = 1
    worksheet.print_options.horizontalCentered = True
    for name, millimetres in _MARGINS.items():
        setattr(worksheet.page_margins, name, round(millimetres / _MILLIMETRES, 4))


def _printed(worksheet: Worksheet, sheet: Sheet) -> None:
    last = get_column_letter(sheet.printed_columns or len(sheet.widths))
    worksheet.print_area = f"A1:{last}{max(sheet.last_row, 1)}"
    if sheet.heading_row:
        worksheet.print_title_rows = f"{sheet.heading_row}:{sheet.heading_row}"
    for row in sheet.page_breaks:
        worksheet.row_breaks.append(Break(id=row))


def _header_and_footer(worksheet: Worksheet, footer: str) -> None:
    """The page number in the middle of the top margin, from the second page on, as the decree
    wants it; at the foot what the page belongs to."""
    header = HeaderFooterItem()
    _write(header.center, "&P", BODY_SIZE)
    below = HeaderFooterItem()
    if footer:
        _write(below.left, _cut_off(footer, _FOOTER_LIMIT), _FOOTER_SIZE)
    _write(below.right, "&A", _FOOTER_SIZE)
    worksheet.HeaderFooter = HeaderFooter(differentFirst=True, oddHeader=header, oddFooter=below,
                                          firstFooter=below)


def _cut_off(text: str, limit: int) -> str:
    """The text with each & written twice, as Excel wants it, and not longer then."""
    while len(text) + text.count("&") > limit:
        text = text[:-1]
    return text.replace("&", "&&")


def _write(part: _HeaderFooterPart, text: str, size: int) -> None:
    part.text, part.size, part.font = text, size, f"{FONT},Regular"
