"""Forms as offices make them, written by code."""

import zipfile
from pathlib import Path

from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import PatternFill
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.table import Table

MEDIA = "xl/media/image1.png"
PICTURE = b"\x89PNG not looked into"


def form_with(path: Path, cells: dict[str, object], *merged: str) -> Path:
    """A form of one sheet with these cells."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Tờ 1"
    for name, value in cells.items():
        sheet[name] = value
    for area in merged:
        sheet.merge_cells(area)
    book.save(path)
    return path


def rich_form(path: Path) -> Path:
    """One of everything that refers to rows, on a sheet whose row 5 repeats."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Danh sách"
    sheet["A1"], sheet["A4"], sheet["B4"] = "{{meeting.title}}", "TT", "Điểm"
    sheet["A5"], sheet["B5"], sheet["C5"] = "{{attendee.line}}", 2, "=B5*10"
    sheet["D5"], sheet["E5"] = "{{attendee.full_name}}", "{{attendee.came}}"
    sheet["E5"].number_format = "hh:mm"
    sheet.merge_cells("F5:G5")
    sheet["B6"], sheet["A8"] = "=SUM(B5:B5)", "NGƯỜI LẬP"
    sheet.merge_cells("A8:C8")
    sheet.row_dimensions[8].height = 40
    sheet["A8"].comment = Comment("ghi chú", "ai đó")
    sheet["A9"].hyperlink = Hyperlink("A9", location="'Danh sách'!A8")
    sheet.print_area, sheet.print_title_rows = "A1:G9", "4:4"
    sheet.oddFooter.center.text = "{{meeting.title}}, trang &P"
    sheet.freeze_panes = "A5"
    sheet.auto_filter.ref = "A4:G5"
    sheet.row_breaks.append(Break(id=6))
    choice = DataValidation("list", formula1='"có,không"')
    choice.add("G5")
    sheet.add_data_validation(choice)
    sheet.conditional_formatting.add("B5", FormulaRule(
        ["B5>$B$6"], fill=PatternFill("solid", bgColor="FFFF00")))
    chart = BarChart()
    chart.add_data(Reference(sheet, 2, 5, 2, 5))
    sheet.add_chart(chart, "I12")
    other = book.create_sheet("Tổng")
    other["A1"], other["A2"] = "='Danh sách'!B6", "=COUNT('Danh sách'!B5)"
    other["D1"], other["D2"] = "x", "y"
    other.add_table(Table(displayName="Bang", ref="D1:D2"))
    book.save(path)
    with zipfile.ZipFile(path, "a") as package:
        package.writestr(MEDIA, PICTURE)
    return path


def parts(path: Path) -> dict[str, bytes]:
    """Every part of a package."""
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def with_part(path: Path, name: str, content: bytes) -> Path:
    """The package with one part put in or replaced."""
    found = {**parts(path), name: content}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for each, data in found.items():
            package.writestr(each, data)
    return path


def with_shared_strings(path: Path, *texts: str) -> Path:
    """A form whose first cells, from A1 on downwards, are these texts (the inside of `si`), kept
    apart from the cells as Excel keeps them."""
    form_with(path, {f"A{row}": row - 1 for row in range(1, len(texts) + 1)})
    sheet = parts(path)["xl/worksheets/sheet1.xml"].decode().replace(' t="n"', ' t="s"')
    shared = "".join(f"<si>{text}</si>" for text in texts)
    relations = parts(path)["xl/_rels/workbook.xml.rels"].decode()
    with_part(path, "xl/worksheets/sheet1.xml", sheet.encode())
    with_part(path, "xl/_rels/workbook.xml.rels", relations.replace(
        "</Relationships>", '<Relationship Id="rId99" Target="sharedStrings.xml" Type="http://'
        'schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"/>'
        "</Relationships>").encode())
    return with_part(path, "xl/sharedStrings.xml", (
        '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f"{shared}</sst>").encode())
