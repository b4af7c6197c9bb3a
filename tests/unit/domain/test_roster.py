"""Whatever a sheet holds, it is read without failing and no row vanishes unsaid."""

from datetime import date, datetime, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.domain.fields import entries
from desktop_app.domain.grid import Area, Grid
from desktop_app.domain.item_lists import read_items, read_opinions
from desktop_app.domain.list_table import NAME_OF_FIELD, RECORD_OF, ListKind, remark_text
from desktop_app.domain.roster import read_people
from desktop_app.i18n import Texts

WORDS = ("STT", "Họ và tên", "Tên", "Họ đệm", "Nam", "Nữ", "Năm sinh", "Đơn vị", "Chức vụ",
         "Nội dung", "Thời gian", "Ý kiến", "I", "II. Khoa Điện", "BAN GIÁM HIỆU", "Tổng cộng",
         "HIỆU TRƯỞNG", "Nguyễn Văn An", "TS. Lê Bình", "x", "(1)", "Khoa Cơ khí", "31/02/1980",
         "7h30 - 8h00", "ngày 1 tháng 2 năm 2023", "Khách mời", "\u00a0", "", "=1+1")
CELLS = st.one_of(
    st.none(), st.sampled_from(WORDS), st.text(max_size=8), st.integers(-10, 10**10),
    st.floats(), st.booleans(), st.dates(date(1900, 1, 1)), st.times(),
    st.datetimes(datetime(1900, 1, 1)), st.just(time(7, 30)))
AREAS = st.tuples(*[st.integers(1, 12)] * 4).map(
    lambda a: Area(min(a[0], a[2]), min(a[1], a[3]), max(a[0], a[2]), max(a[1], a[3])))
GRIDS = st.builds(
    Grid, st.sampled_from(["Sheet1", "Khoa Điện"]),
    st.lists(st.lists(CELLS, max_size=8).map(tuple), max_size=12).map(tuple),
    st.lists(AREAS, max_size=4).map(tuple), st.integers(1, 4), st.integers(1, 3))
HEADED = st.builds(
    lambda grid: Grid(grid.name, (("STT", "Họ và tên", "Chức vụ", "Đơn vị", "Nữ"), *grid.rows),
                      first_row=grid.first_row), GRIDS)
READERS = {ListKind.ATTENDEES: read_people, ListKind.AGENDA: read_items,
           ListKind.FEEDBACK: read_opinions}


@settings(max_examples=300)
@given(st.one_of(GRIDS, HEADED), st.sampled_from(ListKind))
def test_any_sheet_is_read_and_every_remark_can_be_said(grid: Grid, kind: ListKind) -> None:
    texts = Texts.of("en")
    fields = {NAME_OF_FIELD.get(e.name, e.name) for e in entries(RECORD_OF[kind])}
    for table in READERS[kind](grid):
        assert {name for row in table.rows for name in row.values} <= fields
        for remark in (*table.problems, *table.repairs, *table.notes):
            assert grid.first_row <= remark.row <= grid.last_row
            assert remark_text(remark, texts)


@settings(max_examples=300)
@given(HEADED)
def test_every_row_below_the_header_is_read_or_said(grid: Grid) -> None:
    tables = read_people(grid)
    said = {r.row for t in tables for r in (*t.problems, *t.notes)}
    said |= {row.row for t in tables for row in t.rows}
    said |= {row for t in tables for row in range(t.header_row, t.header_row + 3)}
    said |= {row for t in tables for r in t.problems if r.code == "nobody-named"
             for row in range(r.row, grid.last_row + 1)}
    for number in range(grid.first_row, grid.last_row + 1):
        letters = [c for c, cell in grid.cells(number).items()
                   if isinstance(cell, str) and any(map(str.isalpha, cell)) and c > 1]
        assert not letters or number in said


PEOPLE = ("Nguyễn Văn An", "Trần Thị Bình", "Lê Hoàng Cường", "Phạm Thu Dung", "Đỗ Thị Giang")


def _first(head: list[list[str | None]], cells: list[str], merged: tuple[Area, ...] = (),
           ) -> tuple[dict[str, object], set[str]]:
    """What is read of the first of five people, and the codes of everything doubted or mended."""
    rows = [*head, *([number, name, *cells] for number, name in enumerate(PEOPLE, 1))]
    (table,) = read_people(Grid("Sheet1", tuple(map(tuple, rows)), merged))
    assert [row.values["full_name"] for row in table.rows] == list(PEOPLE)
    return dict(table.rows[0].values), {r.code for r in (*table.problems, *table.repairs)}


def test_headings_cut_in_two_rows() -> None:
    found, codes = _first([["Số", "Họ và", "Năm", "Chức", "Đơn vị"],
                           ["TT", "tên", "sinh", "vụ", "công tác"]], ["1980", "GV", "Khoa Điện"])
    assert found["birth_year"] == 1980
    assert (found["position"], found["unit"], codes) == ("GV", "Khoa Điện", set())


def test_headings_of_a_web_form() -> None:
    found, _ = _first([["1. STT", "2. Họ và tên của Thầy/Cô:", "3. Đơn vị công tác (Khoa/Phòng) *",
                        "4. Số điện thoại để liên hệ"]], ["Khoa Điện", "0912345678"])
    assert (found["unit"], found["phone"]) == ("Khoa Điện", "0912345678")


def test_the_letterhead_and_the_title_name_the_unit() -> None:
    body: list[list[str | None]] = [["TRƯỜNG ĐẠI HỌC A"], ["KHOA CƠ KHÍ"], [], ["TT", "Họ và tên"]]
    found, codes = _first(body, [])
    assert (found["unit"], codes) == ("KHOA CƠ KHÍ", {"unit-of-title"})
    found, codes = _first([["Đơn vị:", None, "Khoa Điện"], ["TT", "Họ và tên"]], [])
    assert (found["unit"], codes) == ("Khoa Điện", set())


def test_columns_of_whole_units_count_more_than_those_of_parts() -> None:
    found, _ = _first([["TT", "Họ và tên", "Bộ môn", "Khoa"]], ["Cơ học", "Khoa Cơ khí"])
    assert found["unit"] == "Khoa Cơ khí"


def test_other_columns_of_the_same_group_are_left_alone() -> None:
    found, _ = _first([["TT", "Họ và tên", "Trình độ", None, "Chức vụ", None],
                       [None, None, "Chuyên môn", "LLCT", "Chính quyền", "Đảng"]],
                      ["ThS", "Cao cấp", "Trưởng khoa", "Bí thư"],
                      (Area(1, 3, 1, 4), Area(1, 5, 1, 6), Area(1, 1, 2, 1), Area(1, 2, 2, 2)))
    assert (found["degree"], found["position"]) == ("ThS", "Trưởng khoa")


def test_positions_behind_names_are_moved_and_said() -> None:
    rows = [("TT", "Họ và tên"), *((n, f"{name} - Trưởng khoa") for n, name in enumerate(PEOPLE))]
    (table,) = read_people(Grid("Sheet1", tuple(rows)))
    assert table.rows[0].values["full_name"] == PEOPLE[0]
    assert table.rows[0].values["position"] == "Trưởng khoa"
    assert {remark.code for remark in table.repairs} == {"position-moved"}


def test_sentences_between_people_are_doubts() -> None:
    text = "Đề nghị các đơn vị cử đúng thành phần tham dự"
    rows = (("Họ và tên", "Đơn vị"), (PEOPLE[0], "Khoa Điện"), (text,), (PEOPLE[1], "Khoa Điện"))
    (table,) = read_people(Grid("Sheet1", rows))
    assert [row.row for row in table.rows] == [2, 4]
    assert [(r.row, r.code) for r in table.problems] == [(3, "row-unclear")]


def test_a_kind_of_delegates_ends_the_unit_before_it() -> None:
    rows = (("TT", "Họ và tên"), ("I", "Khoa Điện"), (1, PEOPLE[0]), ("II", "Khách mời"),
            (2, PEOPLE[1]))
    (table,) = read_people(Grid("Sheet1", rows))
    assert [row.values.get("unit") for row in table.rows] == ["Khoa Điện", None]
    assert table.rows[1].values["kind"] == "guest"


def test_subtotals_that_name_the_unit_are_no_sections() -> None:
    rows = (("TT", "Họ và tên"), (1, PEOPLE[0]), ("Cộng Khoa Điện: 1 người",), (2, PEOPLE[1]))
    (table,) = read_people(Grid("Sheet1", rows, (Area(3, 1, 3, 3),)))
    assert [row.values.get("unit") for row in table.rows] == [None, None]
    assert [(note.row, note.code) for note in table.notes] == [(3, "total-row")]


def test_years_of_two_figures_are_mended_and_said() -> None:
    rows = (("TT", "Họ và tên", "Ngày sinh"), (1, PEOPLE[0], "01-01-80"),
            (2, PEOPLE[1], "tháng 5/1979"))
    (table,) = read_people(Grid("Sheet1", rows))
    assert [row.values["birth_year"] for row in table.rows] == [1980, 1979]
    assert [(r.row, r.code, r.params["before"], r.params["after"]) for r in table.repairs] == [
        (2, "short-year", "01-01-80", 1980)]


def test_merged_units_and_headings_of_half_days_in_other_lists() -> None:
    opinions = (("TT", "Đơn vị", "Ý kiến"), (1, "Khoa Điện", "A"), (2, None, "B"))
    (table,) = read_opinions(Grid("S", opinions, (Area(2, 2, 3, 2),)))
    assert [row.values["unit"] for row in table.rows] == ["Khoa Điện"] * 2
    agenda = (("TT", "Thời gian", "Nội dung"), ("I", "BUỔI SÁNG"), (1, "7h30", "Đón tiếp"))
    (table,) = read_items(Grid("S", agenda))
    assert ([row.row for row in table.rows], table.problems) == ([3], ())


def test_titles_behind_names_are_moved_and_said() -> None:
    rows = (("TT", "Họ và tên"), (1, "Phạm Văn Bình - TS"), (2, "Lê Thị Chi, ThS"),
            (3, "Vũ Thị Em (ThS)"), (4, "Hoàng Văn Giáp, PGS.TS."), (5, "Lê An - Bình"))
    (table,) = read_people(Grid("Sheet1", rows))
    assert [row.values["full_name"] for row in table.rows] == [
        "Phạm Văn Bình", "Lê Thị Chi", "Vũ Thị Em", "Hoàng Văn Giáp", "Lê An - Bình"]
    assert [row.values.get("degree") for row in table.rows] == ["TS", "ThS", "ThS", "TS", None]
    assert [remark.params["value"] for remark in table.repairs] == ["TS", "ThS", "ThS", "PGS.TS."]


def test_units_that_are_numbered_hold_for_the_people_below() -> None:
    rows = (("TT", "Đơn vị", "Đại biểu"), (1, "Khoa Điện", PEOPLE[0]), (None, None, PEOPLE[1]),
            (2, "Khoa Y", PEOPLE[2]))
    (table,) = read_people(Grid("Sheet1", rows))
    assert [row.values["unit"] for row in table.rows] == ["Khoa Điện", "Khoa Điện", "Khoa Y"]


def test_positions_in_the_column_of_units() -> None:
    found, _ = _first([["TT", "Họ và tên", "Đơn vị"]], ["Chủ tịch UBND xã Hòa Bình"])
    assert (found["position"], found["unit"]) == ("Chủ tịch", "UBND xã Hòa Bình")


def test_other_ways_to_ask_for_the_unit() -> None:
    for heading in ("Thầy/Cô công tác tại đơn vị nào?", "Công tác tại", "Cơ quan/Tổ chức"):
        found, codes = _first([["TT", "Họ, chữ đệm và tên", heading]], ["Cơ khí"])
        assert (found["unit"], codes) == ("Cơ khí", set())


def test_units_beside_names_without_headings_are_no_given_names() -> None:
    rows = tuple((n, name, unit) for n, (name, unit) in enumerate(
        zip(PEOPLE, ("Khoa Y", "Khoa Dược", "Khoa Điện", "Khoa Y", "Khoa Luật"), strict=True), 1))
    (table,) = read_people(Grid("Sheet1", rows))
    assert (table.rows[0].values["full_name"], table.rows[0].values["unit"]) == (
        PEOPLE[0], "Khoa Y")


def test_a_total_in_the_column_of_numbers() -> None:
    rows = (("TT", "Họ và tên"), (1, PEOPLE[0]), ("Tổng", "1 người"))
    (table,) = read_people(Grid("Sheet1", rows))
    assert (len(table.rows), [note.code for note in table.notes]) == (1, ["total-row"])


def test_examples_are_no_people() -> None:
    rows = (("TT", "Họ và tên"), ("VD", "Nguyễn Văn A"), (1, PEOPLE[0]),
            (None, "Ví dụ: Trần Thị B"), (2, "Mậu"))
    (table,) = read_people(Grid("Sheet1", rows))
    assert [row.values["full_name"] for row in table.rows] == [PEOPLE[0], "Mậu"]
    assert [(note.row, note.code) for note in table.notes] == [(2, "example-row"),
                                                               (4, "example-row")]


def test_several_names_in_a_cell_are_doubts() -> None:
    rows = (("TT", "Họ và tên"), (1, f"{PEOPLE[0]}\n{PEOPLE[1]}"), (2, "Trần\nThị Cúc"))
    (table,) = read_people(Grid("Sheet1", rows))
    assert [(remark.row, remark.code) for remark in table.problems] == [(2, "several-names")]


def test_headings_under_pages_of_text() -> None:
    text = tuple((f"Điều {number}. Căn cứ quy chế làm việc",) for number in range(80))
    (table,) = read_people(Grid("Sheet1", (*text, ("TT", "Họ và tên"), (1, PEOPLE[0]))))
    assert (table.header_row, len(table.rows)) == (81, 1)
    (items,) = read_items(Grid("Sheet1", (*text, ("TT", "Nội dung"), (1, "Khai mạc"))))
    assert (items.header_row, len(items.rows)) == (81, 1)


def test_marks_that_repeat_the_unit_above() -> None:
    marks = ("Khoa Điện", "nt", "-nt-", "//", "Như trên")
    rows = [(place, f"Lê Văn {place * 'n'}", mark) for place, mark in enumerate(marks, 1)]
    (table,) = read_people(Grid("Sheet1", (("TT", "Họ và tên", "Đơn vị"), *rows)))
    assert [row.values["unit"] for row in table.rows] == ["Khoa Điện"] * len(marks)
    assert [r.code for r in table.repairs] == ["filled-down"] * 4


def test_sections_behind_a_sign_and_titles_of_nurses() -> None:
    rows = (("TT", "Họ và tên"), ("* Khoa Điện:",), (1, "ĐD Trần Thị Bình"),
            ("- Phòng Đào tạo:",), (2, "Ms. Lê Thị Cúc"))
    (table,) = read_people(Grid("Sheet1", rows))
    assert [dict(row.values) for row in table.rows] == [
        {"number": 1, "full_name": "Trần Thị Bình", "degree": "ĐD", "unit": "Khoa Điện"},
        {"number": 2, "full_name": "Lê Thị Cúc", "honorific": "Ms", "unit": "Phòng Đào tạo",
         "gender": "female"}]


@pytest.mark.parametrize(("headings", "cells", "expected"), [
    (["TT", "Họ và tên", "Ngày", "Tháng", "Năm"], [5, 3, 1979], {"birth_year": 1979}),
    (["TT", "Họ và tên", "Email cá nhân", "Email cơ quan"], ["a@b.vn", "c@d.vn"],
     {"email": "c@d.vn"}),
    (["TT", "Họ và tên", "Đơn vị giới thiệu", "Đơn vị công tác"], ["Công đoàn", "Khoa Điện"],
     {"unit": "Khoa Điện"}),
    (["TT", "Họ và tên", "Chức vụ, đơn vị", "Chức danh trong Ban"],
     ["Trưởng phòng, Phòng Đào tạo", "Ủy viên"],
     {"position": "Trưởng phòng", "unit": "Phòng Đào tạo"}),
    (["TT", "Họ và tên", "Chức vụ Đảng"], ["Bí thư"], {"position": "Bí thư"}),
    (["TT", "Họ và tên", "Chức vụ Đảng", "Chức vụ"], ["Bí thư", "Giảng viên"],
     {"position": "Giảng viên"}),
])
def test_which_of_two_columns_counts(headings: list[str], cells: list[object],
                                     expected: dict[str, object]) -> None:
    found, _ = _first([headings], cells)
    assert {name: found.get(name) for name in expected} == expected


@pytest.mark.parametrize("name", ["Ban Thị Thu", "Đoàn Trường Sơn", "Tổ Văn Hội"])
def test_people_whose_family_is_called_like_a_unit(name: str) -> None:
    rows = (("TT", "Họ và tên", "Năm sinh"), (1, name, 1980), (2, PEOPLE[0], 1981))
    (table,) = read_people(Grid("Sheet1", rows))
    assert [row.values["full_name"] for row in table.rows] == [name, PEOPLE[0]]


def test_collectives_and_subtotals_are_no_people() -> None:
    rows = (("TT", "Họ và tên", "Danh hiệu"), ("I", "TẬP THỂ"),
            (1, "Tập thể Khoa Toán", "LĐTT"), ("II", "CÁ NHÂN"), (1, PEOPLE[0], "CSTĐ"),
            (None, "Cộng Khoa Toán", "5"))
    (table,) = read_people(Grid("Sheet1", rows))
    assert [dict(row.values) for row in table.rows] == [{"number": 1, "full_name": PEOPLE[0]}]
    assert [(r.row, r.code) for r in table.problems] == [(3, "row-unclear")]


def test_rows_that_explain_headings_belong_to_them() -> None:
    rows = (("TT", "Họ và tên", "Ngày sinh"), (None, "(chữ in hoa, có dấu)", "(dd/mm/yyyy)"),
            (1, PEOPLE[0], "05/03/1979"))
    (table,) = read_people(Grid("Sheet1", rows))
    assert [row.values["full_name"] for row in table.rows] == [PEOPLE[0]]


@pytest.mark.parametrize(("heading", "above", "unit"), [
    ("Bộ phận: Phòng Kỹ thuật", None, "Phòng Kỹ thuật"), ("Khoa: Toán", None, "Khoa Toán"),
    ("Khoa/Phòng:", "Khoa Điện", "Khoa Điện"), ("Tổ: 3", None, "Tổ 3")])
def test_the_unit_of_a_list_behind_a_label(heading: str, above: str | None, unit: str) -> None:
    rows = ((heading, above), ("TT", "Họ và tên"), (1, PEOPLE[0]))
    (table,) = read_people(Grid("Sheet1", rows))
    assert table.rows[0].values["unit"] == unit


def test_names_under_a_heading_that_is_none() -> None:
    rows = (("TT", "Thành phần", "Chức vụ"), ("I", "Ban Giám hiệu"), (1, PEOPLE[0], "Hiệu trưởng"),
            (2, PEOPLE[1], "Phó Hiệu trưởng"), ("II", "Công đoàn"), (3, PEOPLE[2], "Chủ tịch"))
    (table,) = read_people(Grid("Sheet1", rows))
    assert [row.values["unit"] for row in table.rows] == ["Ban Giám hiệu"] * 2 + ["Công đoàn"]


def test_the_form_of_address_tells_the_gender_where_nothing_else_does() -> None:
    rows = (("TT", "Ông/Bà", "Họ và tên"), (1, "Ông", PEOPLE[0]), (2, "Bà", PEOPLE[1]),
            (3, "Ông/Bà", PEOPLE[2]))
    (table,) = read_people(Grid("Sheet1", rows))
    assert [row.values.get("gender") for row in table.rows] == ["male", "female", None]
    assert [note.code for note in table.notes] == ["gender-by-address"]


def test_one_known_heading_over_names_is_enough() -> None:
    rows = (("Tờ", "Họ và tên", "Ý thích"), ("a", "Vòng Văn An", "x"), ("b", "Lê Thị Bình", "y"),
            ("c", "Trần Văn Cường", "z"))
    [table] = read_people(Grid("ds", rows))
    assert (table.header_row, [row.values["full_name"] for row in table.rows]) == (
        1, ["Vòng Văn An", "Lê Thị Bình", "Trần Văn Cường"])


def test_addresses_are_no_phone_numbers_and_names_no_addresses() -> None:
    rows = (("Họ và tên", "Điện thoại", "Email"), ("Lê An", "12 Lê Lợi, Huế", "lean"),
            ("Vũ Bình", "1687333770", "binh@truong.edu.vn"), ("Trần Cúc", "-", "-"))
    [table] = read_people(Grid("ds", rows))
    assert [(p.row, p.column, p.code) for p in table.problems] == [
        (2, 2, "not-a-phone"), (2, 3, "not-an-email")]
    assert dict(table.rows[1].values) == {
        "full_name": "Vũ Bình", "phone": "01687333770", "email": "binh@truong.edu.vn"}


@pytest.mark.parametrize(("cells", "columns", "codes"), [
    (("A", "B"), {"full_name": (1,)}, ["column-unused"]),
    (("Khách mời", "A"), {"full_name": (1,), "kind": (2,)}, ["not-a-choice"])])
def test_a_column_of_which_no_cell_is_a_choice_is_not_used(
        cells: tuple[str, str], columns: dict[str, tuple[int, ...]], codes: list[str]) -> None:
    rows = (("Họ và tên", "Phân loại"), ("Lê An", cells[0]), ("Vũ Bình", cells[1]))
    [table] = read_people(Grid("ds", rows))
    assert table.columns == columns
    assert [remark.code for remark in (*table.notes, *table.problems)] == codes


def test_first_letters_of_genders_and_years_without_days() -> None:
    rows = (("Họ và tên", "Nam", "Nữ", "Ngày sinh"), ("Lê An", "N", None, "00/00/1995"),
            ("Vũ Bình", None, "N", "1/2/1990"))
    [table] = read_people(Grid("ds", rows))
    assert [(row.values["gender"], row.values["birth_year"]) for row in table.rows] == [
        ("male", 1995), ("female", 1990)]
    assert table.problems == ()


def test_a_code_beside_whole_names_is_that_of_the_people() -> None:
    [table] = read_people(Grid("ds", (
        ("Mã", "Họ và tên"), ("A1", "Lê An"), ("A2", "Vũ Bình"), ("A3", "Trần Chi"))))
    assert [row.values["staff_code"] for row in table.rows] == ["A1", "A2", "A3"]
    assert read_people(Grid("ds", (("Mã", "Tên"), ("A1", "Ngành Điện"), ("A2", "Ngành Cơ")))) == ()


def test_dates_of_birth_in_three_columns_without_blanks_in_their_headings() -> None:
    rows = (("HoTen", "NgaySinh", "ThangSinh", "NamSinh"), ("Lê An", "07", "05", "2001"),
            ("Vũ Bình", "08", "03", "2000"))
    [table] = read_people(Grid("ds", rows))
    assert [row.values["birth_year"] for row in table.rows] == [2001, 2000]
def test_titles_between_lists_name_their_units() -> None:
    head = ("TT", "Họ và tên", "Chức vụ")
    rows = (("DANH SÁCH ĐẠI BIỂU KHOA TOÁN",), head, (1, PEOPLE[0], "Giảng viên"), (None,),
            ("DANH SÁCH ĐẠI BIỂU KHOA LÝ",), head, (1, PEOPLE[1], "Giảng viên"))
    tables = read_people(Grid("Sheet1", rows))
    assert [row.values["unit"] for table in tables for row in table.rows] == [
        "KHOA TOÁN", "KHOA LÝ"]


@pytest.mark.parametrize("title", [
    "DANH SÁCH BAN TỔ CHỨC HỘI NGHỊ", "DANH SÁCH HỘI ĐỒNG KHOA HỌC", "Danh sách phòng chống dịch",
    "DANH SÁCH VIÊN CHỨC NĂM HỌC 2024"])
def test_titles_that_name_no_unit(title: str) -> None:
    (table,) = read_people(Grid("Sheet1", ((title,), ("TT", "Họ và tên"), (1, PEOPLE[0]))))
    assert "unit" not in table.rows[0].values


@pytest.mark.parametrize("column", [0, 1])
def test_a_lone_text_over_numbered_people_heads_them(column: int) -> None:
    heads = [tuple([None] * column + [text]) for text in ("THPT Chu Văn An", "Mầm non Hoa Hồng")]
    rows = (("TT", "Họ và tên", "SĐT"), heads[0], (1, PEOPLE[0], "0912345678"), heads[1],
            (1, PEOPLE[1], "0912345679"))
    (table,) = read_people(Grid("Sheet1", rows))
    assert [row.values["unit"] for row in table.rows] == ["THPT Chu Văn An", "Mầm non Hoa Hồng"]


def test_columns_of_names_under_units() -> None:
    rows = (("TỔ THẢO LUẬN",), ("Tổ 1", "Tổ 2"), *zip(PEOPLE[:3], PEOPLE[2:], strict=True))
    tables = read_people(Grid("Sheet1", rows))
    assert [(row.values["full_name"], row.values["unit"]) for table in tables
            for row in table.rows] == [*((name, "Tổ 1") for name in PEOPLE[:3]),
                                       *((name, "Tổ 2") for name in PEOPLE[2:])]
    assert {r.code for table in tables for r in table.problems} == {"unit-of-title"}


def test_lines_that_hold_name_and_position() -> None:
    rows = tuple((f"{n}. Ông {name} - Hiệu trưởng - Trưởng ban",) for n, name in enumerate(
        ("Nguyễn Văn An", "Lê Hoàng Cường", "Trần Văn Bình"), 1))
    (table,) = read_people(Grid("Sheet1", (("BAN TỔ CHỨC",), *rows)))
    assert dict(table.rows[0].values) == {
        "full_name": "Nguyễn Văn An", "honorific": "Ông", "gender": "male",
        "position": "Hiệu trưởng - Trưởng ban"}


@pytest.mark.parametrize(("heading", "cell", "expected"), [
    ("SĐT/Email", "0912345678\nan@b.vn", {"phone": "0912345678", "email": "an@b.vn"}),
    ("Liên hệ", "an@b.vn", {"email": "an@b.vn"}),
    ("Điện thoại", "0912345678, an@b.vn", {"phone": "0912345678", "email": "an@b.vn"}),
    ("Sinh ngày, tháng, năm", "5/3/1979 (45 tuổi)", {"birth_year": 1979}),
    ("Chức vụ, đơn vị", "Phó Trưởng phòng Phòng Đào tạo",
     {"position": "Phó Trưởng phòng", "unit": "Phòng Đào tạo"})])
def test_cells_that_say_more(heading: str, cell: str, expected: dict[str, object]) -> None:
    found, _ = _first([["TT", "Họ và tên", heading]], [cell])
    assert {name: found.get(name) for name in expected} == expected


def test_names_in_three_columns_and_remarks_behind_them() -> None:
    rows = (("TT", "Họ", "Đệm", "Tên"), (1, "Lê", "Thị Thu", "Hà"))
    (table,) = read_people(Grid("Sheet1", rows))
    assert table.rows[0].values["full_name"] == "Lê Thị Thu Hà"
    rows = (("TT", "Họ và tên", "Ghi chú"), (1, "Lê An (nghỉ thai sản)", "bận"),
            (2, "02 đại diện Khoa Toán", None))
    (table,) = read_people(Grid("Sheet1", rows))
    assert [(row.values["full_name"], row.values["note"]) for row in table.rows] == [
        ("Lê An", "bận; nghỉ thai sản")]
    assert [remark.code for remark in table.repairs] == ["note-moved"]


def test_sections_with_sums_beside_them() -> None:
    rows = (("TT", "Họ và tên", "Chức vụ", "Hệ số"), ("I", "Ban giám hiệu", None, 12.5),
            (1, PEOPLE[0], "HT", 4.98), (None, "Tổ Văn phòng", None, 3.0), (2, PEOPLE[1], "NV", 3))
    (table,) = read_people(Grid("Sheet1", rows))
    assert [row.values["unit"] for row in table.rows] == ["Ban giám hiệu", "Tổ Văn phòng"]


def test_of_two_lists_with_other_headings_the_first_is_read_too() -> None:
    rows = (("TT", "Họ tên", "Chức vụ"), (1, PEOPLE[0], "Giảng viên"), (None,),
            ("TT", "Họ đệm", "Tên", "Năm sinh", "Đơn vị"), (1, "Lê", "An", 1980, "Khoa Điện"))
    tables = read_people(Grid("Sheet1", rows))
    assert [row.values["full_name"] for table in tables for row in table.rows] == [
        PEOPLE[0], "Lê An"]


def test_headings_as_databases_write_them() -> None:
    found, _ = _first([["TT", "hovaten", "ngaysinh", "donvicongtac"]], ["5/3/1979", "Khoa Điện"])
    assert (found["birth_year"], found["unit"]) == (1979, "Khoa Điện")


@pytest.mark.parametrize(("cell", "name", "field", "value"), [
    ("T.S Lê An", "Lê An", "degree", "TS"), ("DSCKII. Lê An", "Lê An", "degree", "DSCKII"),
    ("P.GS TS Lê An", "Lê An", "academic_rank", "PGS"),
    ("Lê An - CTCĐ", "Lê An", "position", "CTCĐ")])
def test_titles_and_short_positions_beside_names(cell: str, name: str, field: str,
                                                 value: str) -> None:
    (table,) = read_people(Grid("Sheet1", (("TT", "Họ và tên"), (1, cell))))
    assert (table.rows[0].values["full_name"], table.rows[0].values[field]) == (name, value)


def test_a_list_that_the_program_wrote_is_taken_at_its_word() -> None:
    rows = (("TT", "Họ và tên", "Danh xưng", "Row code"), (1, "Lê An (đi học xa)", "Ông", "a1"),
            (2, "Đại diện Khoa Toán*", None, "b2"))
    (table,) = read_people(Grid("Sheet1", rows))
    assert [(row.values["full_name"], row.values.get("gender")) for row in table.rows] == [
        ("Lê An (đi học xa)", None), ("Đại diện Khoa Toán*", None)]
    (table,) = read_opinions(Grid("Sheet1", (("TT", "Nội dung ý kiến", "Row code"),
                                             (1, "- Sửa nhà", "c3"))))
    assert table.rows[0].values["text"] == "- Sửa nhà"
@pytest.mark.parametrize("text", ["HOTEN", "Họ và tên", "STT", "FALSE", "[TMP]", "{{ho_ten}}",
                                  "15 em", "3 người vắng mặt", "name - 12", "Chưa cập nhật đủ",
                                  "Hiển thị trong mục của Admin"])
def test_texts_that_name_nobody_are_doubts(text: str) -> None:
    rows = (("TT", "Họ và tên", "Ghi gì"), (1, PEOPLE[0], "x"), (2, text, "x"),
            (3, "Vòng Thị Hổ", "x"))
    (table,) = read_people(Grid("Sheet1", rows))
    assert [row.row for row in table.rows] == [2, 4]
    assert [(r.row, r.code) for r in table.problems] == [(3, "not-a-name")]


@pytest.mark.parametrize("name", ["Nam", "Khoa", "Hổ", "Hiền 81", "Nguyễn thị lan anh",
                                  "Cấn thị mai", "K' Brẻo", "Mary Jane Watson", "2 Lê Văn An"])
def test_rare_and_odd_names_are_kept(name: str) -> None:
    rows = (("TT", "Họ và tên"), (1, PEOPLE[0]), (2, name))
    (table,) = read_people(Grid("Sheet1", rows))
    assert ([row.row for row in table.rows], table.problems) == ([2, 3], ())


def test_cells_that_are_true_or_false_name_nobody() -> None:
    (table,) = read_people(Grid("Sheet1", (("TT", "Họ và tên"), (1, False), (2, PEOPLE[0]))))
    assert [row.row for row in table.rows] == [3]
    assert [(r.row, r.code) for r in table.problems] == [(2, "not-a-name")]


def test_a_form_of_one_person_is_no_heading() -> None:
    form = (("Họ và tên:", PEOPLE[0], "Giới tính:", "Nữ"), ("Ngày sinh:", "05/03/1979"),
            ("Kết quả học tập",))
    assert read_people(Grid("Sheet1", form)) == ()
    (table,) = read_people(Grid("Sheet1", (*form, ("TT", "Họ và tên:", "Đơn vị:"), (1, PEOPLE[1]))))
    assert (table.header_row, len(table.rows)) == (4, 1)


def test_the_title_of_the_next_table_is_no_person() -> None:
    rows = (("TT", "Họ và tên", "Chức vụ"), (1, PEOPLE[0], "GV"), (), (None, "Khách đến dự"),
            ("TT", "Họ và tên", "Điện thoại"), (1, PEOPLE[1], "0912345678"))
    first, second = read_people(Grid("Sheet1", rows))
    assert [row.row for table in (first, second) for row in table.rows] == [2, 6]
    assert [(note.row, note.code) for note in first.notes] == [(4, "after-list")]


def test_what_is_wrong_with_every_row_is_said_once() -> None:
    rows = (("TT", "Họ và tên", "Chức vụ"), *((n, None, "Giảng viên") for n in range(1, 9)))
    (table,) = read_people(Grid("Sheet1", rows))
    assert [(r.row, r.column, r.code, r.params) for r in table.problems] == [
        (2, 2, "nobody-named", {"count": 8})]
    named = (*rows, (9, PEOPLE[0], "Giảng viên"))
    (table,) = read_people(Grid("Sheet1", named))
    assert [r.code for r in table.problems] == ["blank"] * 8


def test_rows_of_zeros_are_empty() -> None:
    rows = (("TT", "Họ và tên", "Lương", "Nghỉ"), (1, PEOPLE[0], 5, True), (0, 0, 0, False),
            (0, None, "0", "FALSE"))
    (table,) = read_people(Grid("Sheet1", rows))
    assert ([row.row for row in table.rows], table.problems) == ([2], ())


def test_numbered_lines_in_a_cell_are_several_people() -> None:
    rows = (("TT", "Họ và tên"), (1, f"1. {PEOPLE[0]}\n2. {PEOPLE[1]}"), (2, PEOPLE[2]))
    (table,) = read_people(Grid("Sheet1", rows))
    assert [(remark.row, remark.code) for remark in table.problems] == [(2, "several-names")]


def test_people_of_rare_families_above_the_first_known_one_are_read() -> None:
    rows = ((52000747, "Vòng Hữu Phước"), (52000807, "K Brẻo"),
            *((52000900 + n, name) for n, name in enumerate(PEOPLE)))
    (table,) = read_people(Grid("Sheet1", (("DANH SÁCH DỰ HỘI NGHỊ",), *rows)))
    assert [row.row for row in table.rows] == [2, 3, 4, 5, 6, 7, 8]
    assert table.header_row == 0
    (table,) = read_people(Grid("Sheet1", (("Mã gì", "Người dự"), *rows)))
    assert [row.row for row in table.rows] == [2, 3, 4, 5, 6, 7, 8]
    assert table.header_row == 1


def test_columns_without_a_heading_are_called_by_their_letters() -> None:
    rows = tuple((n, name, "Trưởng khoa") for n, name in enumerate(PEOPLE, 1))
    (table,) = read_people(Grid("Sheet1", rows))
    assert [(r.column, r.params["value"]) for r in table.problems] == [(1, "A"), (2, "B"), (3, "C")]
    assert [row.row for row in table.rows] == [1, 2, 3, 4, 5]


@pytest.mark.parametrize(("headings", "cells", "expected"), [
    (["TT", "Họ và tên", "ĐT cơ quan", "Di động"], ["02083846254", "0912345678"],
     {"phone": "0912345678"}),
    (["TT", "Họ và tên", "Bàn", "Đơn vị"], ["Bàn 2", "Khoa Điện"], {"unit": "Khoa Điện"}),
    (["TT", "Họ và tên", "Thôn", "Đơn vị"], ["Thôn 2", "Khoa Điện"], {"unit": "Khoa Điện"}),
    (["TT", "Họ và tên", "Thôn"], ["Thôn 2"], {"unit": "Thôn 2"})])
def test_columns_that_look_alike(headings: list[str], cells: list[str],
                                 expected: dict[str, object]) -> None:
    found, _ = _first([headings], cells)
    assert {name: found.get(name) for name in expected} == expected


def test_a_year_behind_a_name_is_that_of_birth_where_none_is_told() -> None:
    rows = (("TT", "Họ và tên", "Năm sinh"), (1, "Lê An (1980)", None), (2, "Lê Tư - 1981", 1982))
    (table,) = read_people(Grid("Sheet1", rows))
    assert [(row.values["birth_year"], row.values.get("note")) for row in table.rows] == [
        (1980, None), (1982, "1981")]
    assert [remark.code for remark in table.repairs] == ["year-moved", "note-moved"]


def test_a_second_column_of_names_is_a_doubt() -> None:
    rows = (("TT", "Họ tên giám thị 1", "Mã GT2", "Họ tên giám thị 2", "Sinh tại", "Họ tên vợ"),
            *((n, name, f"A{n}", f"{name} Anh", "Phú Yên", name)
              for n, name in enumerate(PEOPLE, 1)))
    (table,) = read_people(Grid("Sheet1", rows))
    assert [(r.row, r.column, r.code, r.params["value"]) for r in table.problems] == [
        (2, 4, "more-names", "Họ tên giám thị 2")]
    assert len(table.rows) == len(PEOPLE)


def test_men_whose_family_name_is_a_word_for_a_unit() -> None:
    rows = (("STT", "Họ và tên", "Chức vụ"), (1, "Lê An", "GV"), (2, "Đội Văn Ba", None),
            (3, "Nhà Văn hóa", None), (4, "Lê Bình", "GV"))
    (table,) = read_people(Grid("S", rows))
    assert [(row.values["full_name"], row.values.get("unit")) for row in table.rows] == [
        ("Lê An", None), ("Đội Văn Ba", None), ("Lê Bình", "Nhà Văn hóa")]


def test_nothing_that_stands_beside_others_is_lost() -> None:
    rows = (("TT", "Họ và tên", "Chức vụ", "Đơn vị", "Liên hệ"),
            (1, "Lê An - Trưởng khoa", "Phó bí thư", "nt", "a@b.vn; c@d.vn; 0912345678"),
            (2, "Vũ Bình", "Giảng viên", "Khoa Điện", "0912345679"),
            (3, "Trần Chi", "Giảng viên", "nt", None))
    (table,) = read_people(Grid("S", rows))
    first = table.rows[0].values
    assert (first["position"], first["note"], first["email"], first["phone"]) == (
        "Phó bí thư", "Trưởng khoa", "a@b.vn, c@d.vn", "0912345678")
    assert [row.values.get("unit") for row in table.rows] == [None, "Khoa Điện", "Khoa Điện"]
    assert [(p.row, p.column, p.code) for p in table.problems] == [(2, 4, "blank")]
