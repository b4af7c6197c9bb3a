"""Fields where nothing can be filled in are told with their place."""

import openpyxl
import pytest
from openpyxl.chart import BarChart, Reference
from openpyxl.worksheet.table import Table

from desktop_app.exchange.form_book import read_form
from tests.unit.exchange.forms import form_with, parts, with_part

DRAWING = "xl/drawings/drawing1.xml"
SHAPE = """<xdr:twoCellAnchor><xdr:from><xdr:col>2</xdr:col><xdr:colOff>0</xdr:colOff>
<xdr:row>6</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:sp><xdr:txBody>
<a:p xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:r><a:t>Kính gửi {{đại</a:t>
</a:r><a:r><a:t> biểu.họ và tên}}</a:t></a:r></a:p></xdr:txBody></xdr:sp></xdr:twoCellAnchor>"""


@pytest.fixture
def charted(tmp_path):
    """A form with a chart whose title may be changed."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title, sheet["A1"] = "Tờ 1", "{{meeting.title}}"
    chart = BarChart()
    chart.title = "Biểu đồ"
    chart.add_data(Reference(sheet, 2, 1, 2, 3))
    sheet.add_chart(chart, "D5")
    book.save(tmp_path / "form.xlsx")
    return tmp_path / "form.xlsx"


def told(path):
    return [(each.sheet, each.cell, each.code, each.params.get("text"))
            for each in read_form(path).problems]


def test_a_chart_without_fields_is_no_problem(charted):
    assert told(charted) == []


def test_fields_in_titles_of_charts(charted):
    name = "xl/charts/chart1.xml"
    title = parts(charted)[name].decode().replace("Biểu đồ", "{{meeting.title}}")
    assert told(with_part(charted, name, title.encode())) == [
        ("Tờ 1", "D5", "in-drawing", "{{meeting.title}}")]


def test_fields_in_text_boxes_also_in_several_pieces(charted):
    drawing = parts(charted)[DRAWING].decode()
    start, end, rest = drawing.rpartition("</")
    form = with_part(charted, DRAWING, (
        start.replace("<wsDr", "<wsDr xmlns:xdr=\"http://schemas.openxmlformats.org/drawingml/2006/"
                      "spreadsheetDrawing\"", 1) + SHAPE + end + rest).encode())
    assert told(form) == [("Tờ 1", "C7", "in-drawing", "Kính gửi {{đại biểu.họ và tên}}")]


def test_fields_in_headings_of_tables(tmp_path):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Tờ 1"
    sheet["A1"], sheet["B2"], sheet["C2"] = "{{meeting.title}}", "{{meeting.title}}", "Ghi chú"
    sheet["B3"] = "{{attendee.full_name}}"
    sheet.add_table(Table(displayName="Bang", ref="B2:C3"))
    book.save(tmp_path / "form.xlsx")
    assert told(tmp_path / "form.xlsx") == [
        ("Tờ 1", "B2", "in-table-heading", "{{meeting.title}}")]


def test_fields_in_names_of_sheets(tmp_path):
    form = form_with(tmp_path / "form.xlsx", {"A1": "{{meeting.title}}"})
    book = openpyxl.load_workbook(form)
    book.active.title = "{{meeting.title}}"
    book.save(form)
    assert told(form) == [("{{meeting.title}}", "", "in-sheet-name", None)]
