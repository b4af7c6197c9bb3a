"""Forms are filled in: values, copies of rows, everything that refers to rows, all else kept."""

import io
import re
import shutil
import subprocess
import zipfile
from datetime import datetime, time
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.table import Table

from desktop_app.domain.errors import UserError
from desktop_app.exchange.form_book import read_form
from desktop_app.exchange.form_filling import fill_form
from tests.unit.exchange.forms import (
    MEDIA,
    PICTURE,
    form_with,
    parts,
    rich_form,
    with_part,
    with_shared_strings,
)

CAME = datetime(2023, 6, 30, 7, 30)
TITLE = {"meeting.title": "Hội nghị A & B"}
SHEET, DRAWING = "xl/worksheets/sheet1.xml", "xl/drawings/drawing1.xml"


def people(count):
    return {"attendee": [{"attendee.line": line, "attendee.full_name": f"Người {line}",
                          "attendee.came": CAME} for line in range(1, count + 1)]}


def filled(form, fields=TITLE, lists=None):
    target = form.with_name("out.xlsx")
    fill_form(form, target, fields, people(3) if lists is None else lists)
    return target


def values(path, sheet=0):
    return [[cell.value for cell in row]
            for row in openpyxl.load_workbook(path).worksheets[sheet].iter_rows()]


@pytest.fixture
def rich(tmp_path):
    return filled(rich_form(tmp_path / "form.xlsx"))


# --- rows ------------------------------------------------------------------------------------


def test_the_row_is_repeated_with_its_values_formulas_and_formats(rich):
    sheet = openpyxl.load_workbook(rich).worksheets[0]
    assert [[cell.value for cell in row][:4] for row in sheet["A5:D7"]] == [
        [1, 2, "=B5*10", "Người 1"], [2, 2, "=B6*10", "Người 2"], [3, 2, "=B7*10", "Người 3"]]
    assert {(sheet[f"E{row}"].value, sheet[f"E{row}"].number_format) for row in (5, 6, 7)} == {
        (CAME, "hh:mm")}
    assert (sheet["B8"].value, sheet["A10"].value) == ("=SUM(B5:B7)", "NGƯỜI LẬP")
    assert sheet["A1"].value == "Hội nghị A & B"
    assert sheet.row_dimensions[10].height == 40


def test_everything_that_refers_to_rows_follows(rich):
    book = openpyxl.load_workbook(rich)
    sheet, other = book.worksheets
    assert {str(area) for area in sheet.merged_cells.ranges} == {
        "F5:G5", "F6:G6", "F7:G7", "A10:C10"}
    assert (sheet.print_area, sheet.print_title_rows) == ("'Danh sách'!$A$1:$G$11", "$4:$4")
    assert (sheet.auto_filter.ref, sheet.freeze_panes) == ("A4:G7", "A5")
    assert [each.id for each in sheet.row_breaks.brk] == [8]
    assert [str(each.sqref) for each in sheet.data_validations.dataValidation] == ["G5:G7"]
    rules = {str(each.sqref): each.rules[0].formula for each in sheet.conditional_formatting}
    assert rules == {"B5:B7": ["B5>$B$8"]}
    assert sheet["A10"].comment.text == "ghi chú"
    assert sheet["A11"].hyperlink.location == "'Danh sách'!A10"
    assert [other["A1"].value, other["A2"].value] == ["='Danh sách'!B8",
                                                     "=COUNT('Danh sách'!B5:B7)"]
    assert other.tables["Bang"].ref == "D1:D2"
    assert sheet.oddFooter.center.text == "Hội nghị A && B, trang &P"


def test_pictures_and_charts_go_along(rich):
    found = parts(rich)
    assert found[MEDIA] == PICTURE
    rows = etree.fromstring(found[DRAWING]).findall(".//{*}from/{*}row")
    assert [row.text for row in rows] == ["13"]
    assert "'Danh sách'!$B$5:$B$7" in found["xl/charts/chart1.xml"].decode()


def test_every_part_that_says_nothing_of_rows_stays_byte_for_byte(tmp_path):
    form = rich_form(tmp_path / "form.xlsx")
    before, after = parts(form), parts(filled(form))
    assert list(after) == list(before)
    changed = {name for name in before if before[name] != after[name]}
    assert changed <= {SHEET, "xl/worksheets/sheet2.xml", DRAWING, "xl/charts/chart1.xml",
                       "xl/comments/comment1.xml", "xl/drawings/commentsDrawing1.vml",
                       "xl/workbook.xml"} | {n for n in before if "legacy" in n.lower()}
    assert {"xl/styles.xml", "xl/sharedStrings.xml", MEDIA}.isdisjoint(changed)


def test_the_form_itself_is_not_touched(tmp_path):
    form = rich_form(tmp_path / "form.xlsx")
    before = form.read_bytes()
    filled(form)
    assert form.read_bytes() == before


def test_nobody_leaves_the_row_blank(tmp_path):
    found = values(filled(rich_form(tmp_path / "form.xlsx"), lists={"attendee": []}))
    assert found[4][:5] == [None, 2, "=B5*10", None, None]
    assert found[5][1] == "=SUM(B5:B5)"
    assert found[7][0] == "NGƯỜI LẬP"


def test_two_lists_repeat_in_two_rows_of_a_sheet(tmp_path):
    form = form_with(tmp_path / "form.xlsx", {
        "A2": "{{attendee.line}}", "A3": "giữa", "A4": "{{item.title}}", "B4": "=A2",
        "A5": "=COUNTA(A2:A2)+COUNTA(A4)"})
    lists = {**people(2), "item": [{"item.title": "Một"}, {"item.title": "Hai"}]}
    assert values(filled(form, lists=lists)) == [
        [None, None], [1, None], [2, None], ["giữa", None], ["Một", "=A2"], ["Hai", "=A3"],
        ["=COUNTA(A2:A3)+COUNTA(A5:A6)", None]]


def test_shared_formulas_below_stay_right(tmp_path):
    form = form_with(tmp_path / "form.xlsx", {"A1": "{{attendee.line}}", "B3": 1, "B4": 2,
                                              "C3": "=B3*2", "C4": "=B4*2"})
    sheet = parts(form)[SHEET].replace(b"<f>B3*2</f>", b'<f t="shared" ref="C3:C4" si="0">B3*2</f>')
    with_part(form, SHEET, sheet.replace(b"<f>B4*2</f>", b'<f t="shared" si="0"/>'))
    found = values(filled(form))
    assert [row[2] for row in found[4:]] == ["=B5*2", "=B6*2"]


def test_results_worked_out_before_are_forgotten(tmp_path):
    form = form_with(tmp_path / "form.xlsx", {"A1": "{{attendee.line}}", "A2": "=SUM(A1)"})
    with_part(form, SHEET, parts(form)[SHEET].replace(b"</f><v />", b"</f><v>99</v>").replace(
        b"</f><v></v>", b"</f><v>99</v>").replace(b"</f><v/>", b"</f><v>99</v>"))
    with_part(form, "xl/calcChain.xml", b"<calcChain/>")
    found = parts(filled(form))
    assert b"99" not in found[SHEET]
    assert "xl/calcChain.xml" not in found
    assert b'fullCalcOnLoad="1"' in found["xl/workbook.xml"]


# --- values ----------------------------------------------------------------------------------


def test_a_date_is_one_only_where_the_cell_shows_dates(tmp_path):
    form = form_with(tmp_path / "form.xlsx", {"A1": "{{attendee.came}}", "B1": "{{item.planned}}"})
    book = openpyxl.load_workbook(form)
    book.active["A2"], book.active["B2"] = "{{meeting.date}}", "lúc {{meeting.starts_at}}"
    book.active["A2"].number_format = "dd/mm/yyyy"
    book.active["A1"].value = book.active["B1"].value = None
    book.save(form)
    found = values(filled(form, {"meeting.date": CAME, "meeting.starts_at": CAME}))
    assert found[1] == [CAME, "lúc 30/06/2023 07:30"]


@pytest.mark.parametrize(("value", "shown"), [
    (CAME, "30/06/2023 07:30"), (CAME.date(), "30/06/2023"), (time(7, 5), "07:05"), (7, 7),
    (0, 0), ("=1+1", "=1+1"), ("", None), (None, None)])
def test_values_in_a_cell_of_the_usual_format(tmp_path, value, shown):
    form = form_with(tmp_path / "form.xlsx", {"A1": "{{meeting.title}}", "B1": "."})
    found = openpyxl.load_workbook(filled(form, {"meeting.title": value})).active["A1"]
    assert found.value == shown
    assert found.data_type != "f"


def test_a_number_in_a_cell_of_text_is_text(tmp_path):
    form = form_with(tmp_path / "form.xlsx", {"A1": "{{attendee.line}}"})
    book = openpyxl.load_workbook(form)
    book.active["A1"].number_format = "@"
    book.save(form)
    assert values(filled(form)) == [["1"], ["2"], ["3"]]


def test_a_field_spread_over_runs_looks_like_its_beginning(tmp_path):
    bold, red = InlineFont(b=True), InlineFont(color="FF0000")
    text = CellRichText("Ông ", TextBlock(bold, "{{attendee.full"), TextBlock(red, "_name}}, x"))
    form = tmp_path / "form.xlsx"
    book = openpyxl.Workbook()
    book.active["A1"] = text
    book.save(form)
    found = openpyxl.load_workbook(filled(form), rich_text=True).active["A1"].value
    assert [(str(run), isinstance(run, TextBlock) and run.font.b) for run in found] == [
        ("Ông ", False), ("Người 1", True), (", x", False)]


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=60)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(names=st.lists(TEXTS, min_size=1, max_size=5), title=TEXTS)
def test_any_text_survives(tmp_path, names, title):
    form = form_with(tmp_path / "form.xlsx", {"A1": "{{meeting.title}}",
                                              "A2": "{{attendee.full_name}}", "B2": "-"})
    rows = {"attendee": [{"attendee.full_name": name} for name in names]}
    found = etree.fromstring(parts(filled(form, {"meeting.title": title}, rows))[SHEET])
    cells = [cell for cell in found.iter("{*}c") if cell.get("r").startswith("A")]
    said = ["".join(cell.itertext("{*}t")) for cell in cells]
    assert [text.replace("_x005F_", "_") for text in said] == [
        _legal(text).replace("_x005F_", "_") for text in (title, *names)]


def _legal(text):
    return text.replace("\ufffe", "").replace("\uffff", "")


# --- checking --------------------------------------------------------------------------------


@pytest.mark.parametrize(("cells", "merged", "problems"), [
    ({"A1": "không có gì"}, (), [("", "no-field")]),
    ({"A1": "{{attendee.fullname}}", "B3": "{{hội nghị.tên"}, (),
     [("A1", "unknown-field"), ("B3", "open-braces")]),
    ({"A2": "{{attendee.line}}", "C2": "{{item.title}}"}, (), [("C2", "two-lists")]),
    ({"A2": "{{attendee.line}}", "A3": "{{attendee.unit}}"}, (), [("A3", "row-after-row")]),
    ({"A2": "{{attendee.line}}"}, ("A2:A3",), [("A2:A3", "merged-below")]),
    ({"A1": '="{{meeting.title}}"'}, (), [("A1", "in-formula")])])
def test_all_problems_are_told_with_their_cells(tmp_path, cells, merged, problems):
    found = read_form(form_with(tmp_path / "form.xlsx", cells, *merged))
    assert [(each.cell, each.code) for each in found.problems] == problems


def test_a_list_field_in_the_footer_is_a_problem(tmp_path):
    form = rich_form(tmp_path / "form.xlsx")
    sheet = parts(form)[SHEET].replace(b"{{meeting.title}}, trang", b"{{attendee.line}}, trang")
    found = read_form(with_part(form, SHEET, sheet))
    assert [each.code for each in found.problems] == ["list-field-alone"]


def test_what_a_form_asks_for(tmp_path):
    found = read_form(rich_form(tmp_path / "form.xlsx"))
    assert set(found.keys) == {"meeting.title", "attendee.line", "attendee.full_name",
                               "attendee.came"}
    assert [(row.sheet, row.row, row.group) for row in found.rows] == [("Danh sách", 5, "attendee")]
    assert found.problems == ()


# --- what is no form -------------------------------------------------------------------------


def _refused(path):
    with pytest.raises(UserError) as caught:
        read_form(path)
    return caught.value.code


@pytest.mark.parametrize("name", ["form.xls", "form.ods", "form.xltx", "form.csv"])
def test_other_kinds_of_files_are_refused(tmp_path, name):
    form = form_with(tmp_path / "form.xlsx", {"A1": "x"})
    other = tmp_path / name
    shutil.copy(form, other) if name != "form.csv" else other.write_text("a;b", "utf-8")
    assert _refused(other) == "form-not-xlsx"


def test_entities_and_broken_parts_are_refused(tmp_path):
    form = form_with(tmp_path / "form.xlsx", {"A1": "{{meeting.title}}"})
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet>&a;</worksheet>'
    assert _refused(with_part(form, SHEET, bomb)) == "file-damaged"
    assert _refused(with_part(form, SHEET, b"<worksheet")) == "file-damaged"
    strange = b'<worksheet><sheetData/><mergeCells><mergeCell ref="!:?"/></mergeCells></worksheet>'
    assert _refused(with_part(form, SHEET, strange)) == "file-damaged"


def test_a_part_that_unpacks_without_end_is_refused(tmp_path, monkeypatch):
    form = form_with(tmp_path / "form.xlsx", {"A1": "{{meeting.title}}"})
    monkeypatch.setattr("desktop_app.exchange.form_package.MOST_BYTES", 2_000)
    assert _refused(form) == "file-too-large"


def test_more_rows_than_a_sheet_has_are_refused(tmp_path):
    form = form_with(tmp_path / "form.xlsx", {"A1048570": "{{attendee.line}}"})
    with pytest.raises(UserError) as caught:
        filled(form, lists=people(10))
    assert caught.value.code == "form-too-long"


# --- programs --------------------------------------------------------------------------------


def test_macros_stay_as_they_are(tmp_path):
    form = form_with(tmp_path / "form.xlsx", {"A1": "{{attendee.line}}"})
    form = with_part(form, "xl/vbaProject.bin", b"macro").rename(tmp_path / "form.xlsm")
    target = tmp_path / "out.xlsm"
    fill_form(form, target, {}, people(2))
    assert parts(target)["xl/vbaProject.bin"] == b"macro"


@pytest.mark.skipif(not shutil.which("soffice"), reason="needs LibreOffice")
def test_a_form_saved_by_libreoffice_is_filled_and_opened_by_it(tmp_path):
    form = rich_form(tmp_path / "form.xlsx")
    saved = _by_libreoffice(form, tmp_path / "saved")
    assert read_form(saved).problems == ()
    shown = openpyxl.load_workbook(_by_libreoffice(filled(saved), tmp_path / "shown"),
                                   data_only=True)
    sheet, other = shown.worksheets
    assert [sheet[name].value for name in ("C7", "B8", "A10", "D6")] == [20, 6, "NGƯỜI LẬP",
                                                                        "Người 2"]
    assert [other["A1"].value, other["A2"].value] == [6, 3]


def _by_libreoffice(path: Path, folder: Path) -> Path:
    subprocess.run(["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}",
                    "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir",
                    str(folder), str(path)], check=True, capture_output=True, timeout=180)
    return folder / path.name


def test_many_entries_are_written_in_pieces(tmp_path):
    told = []
    form = rich_form(tmp_path / "form.xlsx")
    target = tmp_path / "out.xlsx"
    fill_form(form, target, TITLE, people(5_000), lambda done, total: told.append((done, total)))
    assert told[-1] == (5_001, 5_001)
    assert len(told) >= 10
    with zipfile.ZipFile(io.BytesIO(target.read_bytes())) as package:
        assert package.testzip() is None
    assert openpyxl.load_workbook(target).worksheets[0]["B5005"].value == "=SUM(B5:B5004)"


def test_a_table_grows_and_its_columns_stay(tmp_path):
    form = form_with(tmp_path / "form.xlsx", {"A1": "TT", "B1": "Tên", "A2": "{{attendee.line}}",
                                              "B2": "{{attendee.full_name}}"})
    book = openpyxl.load_workbook(form)
    book.active.add_table(Table(displayName="Bang", ref="A1:B2"))
    book.save(form)
    table = openpyxl.load_workbook(filled(form)).active.tables["Bang"]
    assert (table.ref, table.autoFilter.ref) == ("A1:B4", "A1:B4")
    assert table.column_names == ["TT", "Tên"]


@pytest.mark.parametrize(("how", "rows"), [
    ("twoCell", ["3", "9"]), ("oneCell", ["3", "7"]), ("absolute", ["3", "7"])])
def test_a_picture_over_the_row_is_sized_as_it_says(tmp_path, how, rows):
    """From row 4, above the row that repeats, to row 8."""
    form = rich_form(tmp_path / "form.xlsx")
    ns = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
    ends = "<from><row>3</row></from><to><row>7</row></to>"
    drawing = f'<wsDr xmlns="{ns}"><twoCellAnchor editAs="{how}">{ends}</twoCellAnchor></wsDr>'
    found = parts(filled(with_part(form, DRAWING, drawing.encode())))[DRAWING]
    assert [each.text for each in etree.fromstring(found).iter("{*}row")] == rows


def test_frames_of_comments_go_along(tmp_path):
    found = parts(rich_form(tmp_path / "form.xlsx"))
    name = next(each for each in found if each.endswith(".vml"))
    after = parts(filled(tmp_path / "form.xlsx"))[name]
    assert b":Row>7</" in found[name]
    assert b":Row>9</" in after
    anchor = b"<x:Anchor> 1, 15, 7, 2, 3, 15, 11, 16</x:Anchor>"
    with_part(tmp_path / "form.xlsx", name, anchor)
    moved = parts(filled(tmp_path / "form.xlsx"))[name].replace(b" ", b"")
    assert moved == b"<x:Anchor>1,15,9,2,3,15,13,16</x:Anchor>"


def test_a_sheet_whose_elements_have_a_prefix(tmp_path):
    """As some libraries of other programs write them."""
    form = form_with(tmp_path / "form.xlsx", {"A1": "{{attendee.line}}", "B1": "=A1*2",
                                              "A2": "{{attendee.full_name}} ."})
    sheet = parts(form)[SHEET].decode()
    prefixed = re.sub(r"<(/?)(?=[a-zA-Z])", r"<\1x:", sheet).replace("xmlns=", "xmlns:x=")
    form = with_part(form, SHEET, prefixed.encode())
    assert [each.code for each in read_form(form).problems] == ["row-after-row"]
    form = with_part(form, SHEET, prefixed.replace('"A2"', '"A3"').replace(
        'row r="2"', 'row r="3"').encode())
    found = values(filled(form))
    assert [row[:2] for row in found[:4]] == [[1, "=A1*2"], [2, "=A2*2"], [3, "=A3*2"], [None] * 2]
    assert found[4][0] == "Người 1 ."


# --- what offices have in their forms ----------------------------------------------------------


def test_a_note_on_the_repeating_row_stays_with_its_first_copy(tmp_path):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet["A1"], sheet["A2"] = "Họ và tên", "{{attendee.full_name}}"
    sheet["A2"].comment, sheet["A4"] = Comment("ghi ở đây", "ai đó"), "NGƯỜI LẬP"
    sheet["A4"].comment = Comment("ký", "ai đó")
    book.save(tmp_path / "form.xlsx")
    comments = parts(filled(tmp_path / "form.xlsx"))["xl/comments/comment1.xml"]
    assert [each.get("ref") for each in etree.fromstring(comments).iter("{*}comment")] == [
        "A2", "A6"]


def test_shared_strings_keep_their_looks_and_line_ends(tmp_path):
    form = with_shared_strings(
        tmp_path / "form.xlsx", "<t>Kính gửi_x000D_\n{{meeting.title}}</t>",
        "<r><rPr><b/></rPr><t xml:space='preserve'>Ông _x005F_x0041_ </t></r>"
        "<r><t>{{attendee.full_name}}</t></r><phoneticPr fontId='1'/>")
    found = etree.fromstring(parts(filled(form))[SHEET])
    texts = [["".join(cell.itertext()) for cell in row] for row in found.iter("{*}row")]
    assert texts[:2] == [["Kính gửi\r\nHội nghị A & B"], ["Ông _x005F_x0041_ Người 1"]]
    assert len(found.findall(".//{*}rPr/{*}b")) == 3


def test_parts_of_a_cell_are_together_no_longer_than_excel_takes(tmp_path):
    book = openpyxl.Workbook()
    book.active["A1"] = CellRichText("A {{meeting.title}}", TextBlock(
        InlineFont(b=True), " B {{meeting.venue}}"), " C")
    book.save(tmp_path / "form.xlsx")
    target = filled(tmp_path / "form.xlsx",
                    {"meeting.title": "a" * 20_000, "meeting.venue": "b" * 20_000})
    text = values(target)[0][0]
    assert (len(text), text[-5:], text.count("a")) == (32_767, " […]"[-5:].rjust(5, "b"), 20_000)


def test_a_damaged_picture_is_told_as_a_damaged_file(tmp_path):
    form = rich_form(tmp_path / "form.xlsx")
    data = bytearray(form.read_bytes())
    data[data.find(PICTURE) + 3] ^= 0xFF
    form.write_bytes(data)
    with pytest.raises(UserError) as caught:
        filled(form)
    assert caught.value.code == "file-damaged"


@pytest.mark.parametrize(("moment", "said"), [
    (datetime(1890, 5, 19), "19/05/1890"), (datetime(1900, 2, 28, 7, 30), "28/02/1900 07:30"),
    (datetime(1900, 3, 1), datetime(1900, 3, 1))])
def test_days_that_excel_does_not_know_are_text(tmp_path, moment, said):
    form = form_with(tmp_path / "form.xlsx", {"A1": "{{meeting.date}}"})
    book = openpyxl.load_workbook(form)
    book.active["A1"].number_format = "dd/mm/yyyy"
    book.save(form)
    assert values(filled(form, {"meeting.date": moment}, {}))[0][0] == said


def test_days_before_1904_are_text_in_workbooks_that_count_from_there(tmp_path):
    book = openpyxl.Workbook()
    book.epoch = CALENDAR_MAC_1904
    book.active["A1"] = "{{meeting.date}}"
    book.active["A1"].number_format = "dd/mm/yyyy"
    book.save(tmp_path / "form.xlsx")
    target = filled(tmp_path / "form.xlsx", {"meeting.date": datetime(1903, 12, 31)}, {})
    assert values(target)[0][0] == "31/12/1903"


@pytest.mark.parametrize(("part", "good", "bad"), [
    ("xl/workbook.xml", 'localSheetId="0"', 'localSheetId="9"'),
    ("xl/styles.xml", 'numFmtId="0"', 'numFmtId="x"'),
    (DRAWING, "<row>11</row>", "<row>x</row>"),
    (SHEET, '<brk id="6"', '<brk id="x"')])
def test_numbers_that_are_none_are_told_as_a_damaged_file(tmp_path, part, good, bad):
    form = rich_form(tmp_path / "form.xlsx")
    content = parts(form)[part].decode()
    assert good in content
    damaged = with_part(form, part, content.replace(good, bad).encode())
    with pytest.raises(UserError) as caught:
        filled(damaged)
    assert caught.value.code == "file-damaged"
