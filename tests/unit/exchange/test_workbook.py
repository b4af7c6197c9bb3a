import re
from collections.abc import Sequence
from datetime import date, datetime, time
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from desktop_app.exchange.cells import CUT_MARK, LONGEST_TEXT, written
from desktop_app.exchange.sheets import (
    CALENDAR_DAY,
    CODE,
    DATE_AND_TIME,
    HEADING,
    NUMBER,
    TEXT,
    TIME_OF_DAY,
    Area,
    BarChart,
    Formula,
    Look,
    Pattern,
    Row,
    Sheet,
    Value,
    Workbook,
)
from desktop_app.exchange.workbook import write_workbook

WRITTEN = datetime(2023, 6, 30, 11, 45)
ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def _write(path: Path, sheet: Sheet, footer: str = "Hội nghị") -> Path:
    write_workbook(path, Workbook("Tổng hợp", "Trường", WRITTEN, (sheet,), footer))
    return path


def _sheet(rows: Sequence[Sequence[Value]], looks: Sequence[Look], **more: object) -> Sheet:
    pattern = Pattern(tuple(looks))
    heading = Row([f"C{n}" for n in range(len(looks))], Pattern((HEADING,) * len(looks)))
    return Sheet("Ý kiến", [20.0] * len(looks), (heading,), (Row(row, pattern) for row in rows),
                 len(rows), heading_row=1, body_patterns=(pattern,), **more)  # type: ignore[arg-type]


def _read(path: Path):
    return openpyxl.load_workbook(path)["Ý kiến"]


# --- values -------------------------------------------------------------------------------------

texts = st.one_of(
    st.text(max_size=60),
    st.text(alphabet="=+-@\t\r\n _x0041&<>\"'đệ", max_size=20),
    st.sampled_from(["=1+1", "@SUM(A1)", "-3", "+84", "\t=1", "\r=1", "#N/A", "TRUE", "0123",
                     "_x000D_", "_x005F_x0041_", "1e5", "  hai  dấu cách  ", "😀", "\ufeffa"]),
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(texts, min_size=1, max_size=12))
def test_any_text_survives_and_is_never_a_formula(tmp_path, some):
    path = _write(tmp_path / "a.xlsx", _sheet([(text,) for text in some], [TEXT]))
    expected = [ILLEGAL.sub("", text) for text in some]
    cells = [row[0] for row in _read(path).iter_rows(min_row=2, max_row=len(some) + 1)]
    assert [_unescaped(cell.value or "") for cell in cells] == expected
    assert {cell.data_type for cell in cells} <= {"s", "n"}  # an empty cell is "n" to openpyxl
    assert all(cell.data_type == "s" for cell, text in zip(cells, expected, strict=True) if text)


def _unescaped(text: str) -> str:
    """Excel's own reading of "_x005F_" in a cell, which openpyxl leaves out."""
    return re.sub("_x005F_(?=x[0-9A-Fa-f]{4}_)", "_", text)


@pytest.mark.parametrize("text", ["=1+1", "+84 123", "-3", "@a", "\t=1", "\r=1", "＝1"])
def test_what_begins_like_a_formula_stays_text_also_when_edited(tmp_path, text):
    cell = _read(_write(tmp_path / "a.xlsx", _sheet([(text,)], [TEXT])))["A2"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == (text, "s", True)


def test_text_that_looks_like_a_formula_after_cleaning_is_quoted(tmp_path):
    cell = _read(_write(tmp_path / "a.xlsx", _sheet([("\x01=1+1",)], [TEXT])))["A2"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == ("=1+1", "s", True)


def test_calamine_reads_the_same_texts_back(tmp_path):
    some = ["_x0041_", "=1+1", "Đặng Thị Ánh", "a & b <c>"]
    path = _write(tmp_path / "a.xlsx", _sheet([(text,) for text in some], [TEXT]))
    rows = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    assert [row[0] for row in rows[1:]] == some


@pytest.mark.parametrize(("text", "kept"), [
    ("đ" * LONGEST_TEXT, "đ" * LONGEST_TEXT),
    ("đ" * (LONGEST_TEXT + 1), "đ" * (LONGEST_TEXT - len(CUT_MARK)) + CUT_MARK),
    ("😀" * 20_000, "😀" * ((LONGEST_TEXT - len(CUT_MARK)) // 2) + CUT_MARK),
], ids=["longest", "one more", "counted as Excel counts"])
def test_a_text_too_long_for_a_cell_is_cut_with_a_mark(tmp_path, text, kept):
    assert _read(_write(tmp_path / "a.xlsx", _sheet([(text,)], [TEXT])))["A2"].value == kept


def test_dates_times_and_numbers_are_real_and_codes_are_text(tmp_path):
    row = (datetime(2023, 6, 30, 7, 30), date(2023, 6, 30), time(7, 45), 1234, "00123")
    looks = (DATE_AND_TIME, CALENDAR_DAY, TIME_OF_DAY, NUMBER, CODE)
    cells = _read(_write(tmp_path / "a.xlsx", _sheet([row], looks)))[2]
    assert [cell.value for cell in cells] == [
        datetime(2023, 6, 30, 7, 30), datetime(2023, 6, 30), time(7, 45), 1234, "00123"]
    assert [cell.number_format for cell in cells] == [
        "hh:mm dd/mm/yyyy", "dd/mm/yyyy", "hh:mm", "#,##0", "@"]
    assert cells[4].data_type == "s"


@given(st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1)).map(
    lambda moment: moment.replace(microsecond=0)))
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_moments_survive_to_the_second(tmp_path, moment):
    path = _write(tmp_path / "a.xlsx", _sheet([(moment,)], [DATE_AND_TIME]))
    assert _read(path)["A2"].value == moment


@pytest.mark.parametrize(("moment", "text"), [
    (date(1890, 5, 19), "19/05/1890"), (datetime(1900, 2, 28, 7, 30), "28/02/1900 07:30")])
def test_days_that_excel_does_not_know_are_text(tmp_path, moment, text):
    path = _write(tmp_path / "a.xlsx", _sheet([(moment,)], [DATE_AND_TIME]))
    assert _read(path)["A2"].value == text


def test_a_text_too_long_for_a_cell_may_hold_anything():
    assert written("\ud800" + "x" * 40_000) == "x" * (LONGEST_TEXT - len(CUT_MARK) - 1) + CUT_MARK


def test_formulas_are_live_and_carry_their_value(tmp_path):
    rows = [(2, Formula("A2*2", 4)), (3, Formula('"n & "&A3', "n & 3"))]
    path = _write(tmp_path / "a.xlsx", _sheet(rows, [NUMBER, TEXT]))
    assert [cell.value for cell in _read(path)["B"]][1:] == ["=A2*2", '="n & "&A3']
    values = openpyxl.load_workbook(path, data_only=True)["Ý kiến"]["B"]
    assert [cell.value for cell in values][1:] == [4, "n & 3"]


# --- the sheet ----------------------------------------------------------------------------------


def test_it_prints_whole_a4_pages_with_repeated_headings(tmp_path):
    sheet = _read(_write(tmp_path / "a.xlsx", _sheet(
        [("a", "b", "c")] * 3, [TEXT] * 3, printed_columns=2), footer="Hội nghị A & B 2023"))
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.print_area == "'Ý kiến'!$A$1:$B$4"
    margins = sheet.page_margins
    assert [round(side * 25.4) for side in (margins.left, margins.right, margins.top,
                                            margins.bottom)] == [30, 15, 20, 20]
    assert sheet.HeaderFooter.differentFirst
    assert sheet.oddHeader.center.text == "&P"
    assert "Hội nghị A && B 2023" in sheet.oddFooter.left.text


def test_panes_are_frozen_and_the_filter_covers_hidden_columns_too(tmp_path):
    sheet = _read(_write(tmp_path / "a.xlsx", _sheet(
        [("a", "b", "c")] * 3, [TEXT] * 3, frozen_columns=1, hidden_columns=frozenset({3}))))
    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref == "A1:C4"
    assert sheet.column_dimensions["C"].hidden
    assert sheet.calculate_dimension() == "A1:C4"


def test_heads_and_feet_may_have_merged_cells_and_rows_fold(tmp_path):
    look = Pattern((TEXT, TEXT))
    row = Row(("a", None), look, 30, merged=((1, 2),))
    sheet = _read(_write(tmp_path / "a.xlsx", Sheet(
        "Ý kiến", (10, 10), (row,), iter([Row(("b", "c"), look, level=1)]), 1, (row,),
        body_patterns=(look,), folds=True)))
    assert sorted(str(cells) for cells in sheet.merged_cells.ranges) == ["A1:B1", "A3:B3"]
    assert sheet.row_dimensions[1].height == 30
    assert sheet.row_dimensions[2].outlineLevel == 1
    assert not sheet.sheet_properties.outlinePr.summaryBelow


def test_rows_are_as_high_as_their_text(tmp_path):
    long = "đề nghị rút ngắn thủ tục thanh toán " * 10
    sheet = _read(_write(tmp_path / "a.xlsx", _sheet(
        [("ngắn",), (long,), ("a\nb\nc",), (long * 20,)], [TEXT])))
    heights = [sheet.row_dimensions[row].height for row in (2, 3, 4, 5)]
    assert heights[0] == 15.75
    assert 10 * 15.75 < heights[1] < 25 * 15.75
    assert heights[2] == 3 * 15.75
    assert heights[3] == 409


def test_codes_raise_no_warning_marks(tmp_path):
    path = _write(tmp_path / "a.xlsx", _sheet([("a", "01")], [TEXT, CODE],
                                              code_columns=frozenset({2})))
    with ZipFile(path) as file:
        xml = file.read("xl/worksheets/sheet1.xml").decode()
    assert '<ignoredError sqref="B2:B2" numberStoredAsText="1"/>' in xml


def test_the_chart_reads_its_cells(tmp_path):
    chart = BarChart("Ý kiến theo lĩnh vực", 1, 2, 2, 3, column=4, row=1, width=10, height=6)
    sheet = _read(_write(tmp_path / "a.xlsx", _sheet(
        [("a", 1), ("b", 2)], [TEXT, NUMBER], charts=(chart,))))
    [drawn] = sheet._charts
    assert drawn.ser[0].val.numRef.f == "'Ý kiến'!$B$2:$B$3"
    assert drawn.ser[0].cat.numRef.f == "'Ý kiến'!$A$2:$A$3"
    assert not drawn.x_axis.delete


def test_body_font_is_times_in_every_cell(tmp_path):
    sheet = _read(_write(tmp_path / "a.xlsx", _sheet([("a", None)], [TEXT, TEXT])))
    assert {cell.font.name for row in sheet.iter_rows() for cell in row} == {"Times New Roman"}
    assert sheet.parent._fonts[0].name == "Times New Roman"


def test_progress_ends_with_all_rows(tmp_path):
    told: list[tuple[int, int]] = []
    sheet = _sheet([("a",)] * 1000, [TEXT])
    write_workbook(tmp_path / "a.xlsx", Workbook("T", "A", WRITTEN, (sheet,)),
                   progress=lambda done, total: told.append((done, total)))
    assert told[-1] == (1001, 1001)
    assert told == sorted(told)
    assert len(told) > 2


def test_a_body_of_another_length_than_said_is_a_bug(tmp_path):
    pattern = Pattern((TEXT,))
    sheet = Sheet("Ý kiến", (10,), body=iter([Row(("a",), pattern)]), count=2,
                  body_patterns=(pattern,))
    with pytest.raises(ValueError, match="1 rows instead of 2"):
        _write(tmp_path / "a.xlsx", sheet)


def test_the_same_content_gives_the_same_bytes(tmp_path):
    first, second = (_write(tmp_path / name, _sheet([("a", 1)], [TEXT, NUMBER])).read_bytes()
                     for name in ("a.xlsx", "b.xlsx"))
    assert first == second


def test_an_area_names_its_cells_even_when_it_is_empty():
    assert Area("Ý kiến", 6, 3).column(2) == "'Ý kiến'!$B$6:$B$8"
    assert Area("Theo 'A'", 6, 0).column(28) == "'Theo ''A'''!$AB$6:$AB$6"
