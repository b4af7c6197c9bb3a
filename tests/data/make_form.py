"""Writes the sample form that the program hands out: the list of delegates with room to sign.

`python -m tests.data.make_form`; the layout is that of papers of Vietnamese offices (DOMAIN 2.4).
"""

from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.worksheet.worksheet import Worksheet

from desktop_app.paths import resource

SAMPLE = "forms/danh-sach-dai-bieu.xlsx"
COLUMNS = (
    ("TT", "{{đại biểu.số thứ tự}}", 5.5, "center"),
    ("Họ và tên", "{{đại biểu.họ và tên}}", 25, "left"),
    ("Năm sinh", "{{đại biểu.năm sinh}}", 7.5, "center"),
    ("Học hàm, học vị", "{{đại biểu.học hàm}}{{đại biểu.học vị}}", 10, "center"),
    ("Chức vụ", "{{đại biểu.chức vụ}}", 19, "left"),
    ("Đơn vị", "{{đại biểu.đơn vị}}", 23, "left"),
    ("Ký tên", "", 13, "left"),
    ("Ghi chú", "{{đại biểu.ghi chú}}", 11, "left"),
)
HEADING, ENTRY = 7, 8
LAST = "H"
_LINE = Side(style="thin")
_BOX = Border(_LINE, _LINE, _LINE, _LINE)


def _put(sheet: Worksheet, area: str, text: str, *, bold: bool = False, italic: bool = False,
         size: int = 12) -> None:
    first = area.split(":")[0]
    if ":" in area:
        sheet.merge_cells(area)
    sheet[first] = text
    sheet[first].font = Font("Times New Roman", size, bold=bold, italic=italic)
    sheet[first].alignment = Alignment("center", "center", wrap_text=True)


def _top(sheet: Worksheet) -> None:
    _put(sheet, "A1:D1", "{{hội nghị.cơ quan chủ quản}}")
    _put(sheet, "A2:D2", "{{hội nghị.cơ quan, đơn vị}}", bold=True)
    _put(sheet, f"E1:{LAST}1", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", bold=True)
    _put(sheet, f"E2:{LAST}2", "Độc lập - Tự do - Hạnh phúc", bold=True)
    _put(sheet, f"A4:{LAST}4", "DANH SÁCH ĐẠI BIỂU", bold=True, size=14)
    _put(sheet, f"A5:{LAST}5", "{{hội nghị.tên hội nghị}}, {{hội nghị.ngày bằng chữ}}", size=13)
    for row, height in ((1, 32), (2, 32), (4, 24), (5, 36), (ENTRY + 1, 24), (ENTRY + 3, 20),
                        (ENTRY + 4, 20)):
        sheet.row_dimensions[row].height = height


def _table(sheet: Worksheet) -> None:
    for place, (heading, field, width, align) in enumerate(COLUMNS, 1):
        top, entry = sheet.cell(HEADING, place, heading), sheet.cell(ENTRY, place, field or None)
        sheet.column_dimensions[top.column_letter].width = width
        top.font = Font("Times New Roman", 12, bold=True)
        top.alignment = Alignment("center", "center", wrap_text=True)
        entry.font = Font("Times New Roman", 12)
        entry.alignment = Alignment(align, "center", wrap_text=True,
                                    indent=0 if align == "center" else 1)
        top.border = entry.border = _BOX
    sheet.row_dimensions[HEADING].height = 34
    sheet.row_dimensions[ENTRY].height = 33


def _end(sheet: Worksheet) -> None:
    sheet[f"A{ENTRY + 1}"] = ("Danh sách này có {{số liệu.số người trong danh sách}} người; "
                              "triệu tập {{số liệu.triệu tập}}, có mặt {{số liệu.có mặt}}.")
    sheet[f"A{ENTRY + 1}"].font = Font("Times New Roman", 12, italic=True)
    sheet[f"A{ENTRY + 1}"].alignment = Alignment("left", "center")
    day, signed = ENTRY + 3, ENTRY + 4
    _put(sheet, f"E{day}:{LAST}{day}", "{{hội nghị.địa danh}}, {{hội nghị.hôm nay bằng chữ}}",
         italic=True)
    _put(sheet, f"A{signed}:D{signed}", "NGƯỜI LẬP BIỂU", bold=True)
    _put(sheet, f"E{signed}:{LAST}{signed}", "THỦ TRƯỞNG ĐƠN VỊ", bold=True)


def make(path: Path) -> None:
    """Writes the sample form."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Danh sách đại biểu"
    _top(sheet)
    _table(sheet)
    _end(sheet)
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "portrait", 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"{HEADING}:{HEADING}"
    sheet.print_area = f"A1:{LAST}{ENTRY + 4}"
    sheet.page_margins.left = sheet.page_margins.right = 0.5
    sheet.oddFooter.center.text = "Trang &P/&N"
    book.save(path)


if __name__ == "__main__":
    make(resource(SAMPLE))
