"""Writes the sample forms that the program hands out: the list of delegates with room to sign.

`python -m tests.data.make_form`; the layout is that of papers of Vietnamese offices (DOMAIN 2.4).
"""

from dataclasses import dataclass
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.worksheet.worksheet import Worksheet

from desktop_app.paths import resource

WIDTHS = ((5.5, "center"), (25, "left"), (7.5, "center"), (10, "center"), (19, "left"),
          (23, "left"), (13, "left"), (11, "left"))


@dataclass(frozen=True)
class Words:
    """What stands in the form, in one language; headings and fields go column by column."""

    file: str
    sheet: str
    title: str
    head: tuple[str, str, str, str]
    subtitle: str
    headings: tuple[str, ...]
    fields: tuple[str, ...]
    total: str
    day: str
    signed: tuple[str, str]
    page: str


SAMPLES = {
    "vi": Words(
        "forms/danh-sach-dai-bieu.xlsx", "Danh sách đại biểu", "DANH SÁCH ĐẠI BIỂU",
        ("{{hội nghị.cơ quan chủ quản}}", "{{hội nghị.cơ quan, đơn vị}}",
         "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"),
        "{{hội nghị.tên hội nghị}}, {{hội nghị.ngày bằng chữ}}",
        ("TT", "Họ và tên", "Năm sinh", "Học hàm, học vị", "Chức vụ", "Đơn vị", "Ký tên",
         "Ghi chú"),
        ("{{đại biểu.số thứ tự}}", "{{đại biểu.họ và tên}}", "{{đại biểu.năm sinh}}",
         "{{đại biểu.học hàm}}{{đại biểu.học vị}}", "{{đại biểu.chức vụ}}", "{{đại biểu.đơn vị}}",
         "", "{{đại biểu.ghi chú}}"),
        "Danh sách này có {{số liệu.số người trong danh sách}} người; triệu tập "
        "{{số liệu.triệu tập}}, có mặt {{số liệu.có mặt}}.",
        "{{hội nghị.địa danh}}, {{hội nghị.hôm nay bằng chữ}}",
        ("NGƯỜI LẬP BIỂU", "THỦ TRƯỞNG ĐƠN VỊ"), "Trang"),
    "en": Words(
        "forms/attendee-list.xlsx", "Attendees", "LIST OF DELEGATES",
        ("{{meeting.superior}}", "{{meeting.organisation}}",
         "SOCIALIST REPUBLIC OF VIET NAM", "Independence - Freedom - Happiness"),
        "{{meeting.title}}, {{meeting.date}}",
        ("No.", "Full name", "Birth year", "Titles", "Position", "Unit", "Signature", "Note"),
        ("{{attendee.line}}", "{{attendee.full_name}}", "{{attendee.birth_year}}",
         "{{attendee.academic_rank}}{{attendee.degree}}", "{{attendee.position}}",
         "{{attendee.unit}}", "", "{{attendee.note}}"),
        "{{figure.listed}} people on the list; {{figure.summoned}} summoned, {{figure.present}} "
        "present.",
        "{{meeting.place}}, {{meeting.today}}", ("DRAWN UP BY", "HEAD OF THE OFFICE"), "Page"),
}
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


def _top(sheet: Worksheet, words: Words) -> None:
    superior, organisation, state, motto = words.head
    _put(sheet, "A1:D1", superior)
    _put(sheet, "A2:D2", organisation, bold=True)
    _put(sheet, f"E1:{LAST}1", state, bold=True)
    _put(sheet, f"E2:{LAST}2", motto, bold=True)
    _put(sheet, f"A4:{LAST}4", words.title, bold=True, size=14)
    _put(sheet, f"A5:{LAST}5", words.subtitle, size=13)
    for row, height in ((1, 32), (2, 32), (4, 24), (5, 36), (ENTRY + 1, 24), (ENTRY + 3, 20),
                        (ENTRY + 4, 20)):
        sheet.row_dimensions[row].height = height


def _table(sheet: Worksheet, words: Words) -> None:
    columns = zip(words.headings, words.fields, WIDTHS, strict=True)
    for place, (heading, field, (width, align)) in enumerate(columns, 1):
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


def _end(sheet: Worksheet, words: Words) -> None:
    sheet[f"A{ENTRY + 1}"] = words.total
    sheet[f"A{ENTRY + 1}"].font = Font("Times New Roman", 12, italic=True)
    sheet[f"A{ENTRY + 1}"].alignment = Alignment("left", "center")
    day, signed = ENTRY + 3, ENTRY + 4
    _put(sheet, f"E{day}:{LAST}{day}", words.day, italic=True)
    _put(sheet, f"A{signed}:D{signed}", words.signed[0], bold=True)
    _put(sheet, f"E{signed}:{LAST}{signed}", words.signed[1], bold=True)


def make(path: Path, words: Words) -> None:
    """Writes the sample form in one language."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = words.sheet
    _top(sheet, words)
    _table(sheet, words)
    _end(sheet, words)
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "portrait", 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"{HEADING}:{HEADING}"
    sheet.print_area = f"A1:{LAST}{ENTRY + 4}"
    sheet.page_margins.left = sheet.page_margins.right = 0.5
    sheet.oddFooter.center.text = f"{words.page} &P/&N"
    book.save(path)


if __name__ == "__main__":
    for each in SAMPLES.values():
        make(resource(each.file), each)
