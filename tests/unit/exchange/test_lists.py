"""Lists of people in the shapes that offices send them (DOMAIN 3.1, 3.1a), as real files."""

import csv
import unicodedata
import zipfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop_app.domain.errors import UserError
from desktop_app.domain.list_table import ListKind, ListTable
from desktop_app.exchange import lists
from desktop_app.exchange.lists import FileLists, lists_in, read_file

HEAD = ("STT", "Họ và tên", "Chức vụ", "Đơn vị")
AN = (1, "Nguyễn Văn An", "Trưởng khoa", "Khoa Cơ khí")
BINH = (2, "Trần Thị Bình", "Giảng viên", "Khoa Điện")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


def saved(folder: Path, rows: Sequence[Sequence[object]], merged: Sequence[str] = (),
          sheet: str = "Sheet1") -> Path:
    book = openpyxl.Workbook()
    book.active.title = sheet
    for row in rows:
        book.active.append(list(row))
    for area in merged:
        book.active.merge_cells(area)
    path = folder / "list.xlsx"
    book.save(path)
    return path


def read(folder: Path, rows: Sequence[Sequence[object]], merged: Sequence[str] = (),
         sheet: str = "Sheet1") -> ListTable:
    found = lists_in(saved(folder, rows, merged, sheet), ListKind.ATTENDEES)
    assert len(found.tables) == 1
    return found.tables[0]


def column(table: ListTable, name: str) -> list[object]:
    return [row.values.get(name) for row in table.rows]


def names(table: ListTable) -> list[object]:
    return column(table, "full_name")


def codes(remarks: Sequence[object]) -> list[tuple[int, int, str]]:
    return [(r.row, r.column, r.code) for r in remarks]  # type: ignore[attr-defined]


# --- where the list is ----------------------------------------------------------------------


def test_a_plain_list(folder: Path) -> None:
    table = read(folder, [HEAD, AN, BINH])
    assert table.header_row == 1
    assert dict(table.columns) == {"number": (1,), "full_name": (2,), "position": (3,),
                                   "unit": (4,)}
    assert [(r.row, dict(r.values)) for r in table.rows] == [
        (2, {"number": 1, "full_name": "Nguyễn Văn An", "position": "Trưởng khoa",
             "unit": "Khoa Cơ khí"}),
        (3, {"number": 2, "full_name": "Trần Thị Bình", "position": "Giảng viên",
             "unit": "Khoa Điện"})]
    assert (table.problems, table.repairs, table.notes, table.unused) == ((), (), (), ())


def test_titles_above_the_header(folder: Path) -> None:
    rows = [["TRƯỜNG ĐẠI HỌC KỸ THUẬT CÔNG NGHIỆP"], ["DANH SÁCH ĐẠI BIỂU"],
            ["Hội nghị viên chức, người lao động năm học 2023-2024"], [], HEAD, AN, BINH]
    table = read(folder, rows, ["A1:D1", "A2:D2", "A3:D3"])
    assert (table.header_row, names(table)) == (5, ["Nguyễn Văn An", "Trần Thị Bình"])


def test_a_list_that_begins_far_from_the_corner(folder: Path) -> None:
    book = openpyxl.Workbook()
    for place, value in {"D7": "Họ tên", "E7": "Đơn vị", "D9": "An", "E9": "Khoa Điện"}.items():
        book.active[place] = value
    book.save(folder / "a.xlsx")
    table = lists_in(folder / "a.xlsx", ListKind.ATTENDEES).tables[0]
    assert (table.header_row, dict(table.columns)) == (7, {"full_name": (4,), "unit": (5,)})
    assert [row.row for row in table.rows] == [9]


def test_one_column_of_names(folder: Path) -> None:
    table = read(folder, [["Họ và tên"], ["1. Nguyễn Văn An"], ["Bình"]])
    assert names(table) == ["Nguyễn Văn An", "Bình"]


def test_every_sheet_with_a_list_is_read_and_the_others_are_named(folder: Path) -> None:
    book = openpyxl.Workbook()
    book.active.title = "Danh mục"
    book.active.append(["Mã", "Ý nghĩa"])
    for title in ("Khoa Cơ khí", "Khoa Điện"):
        sheet = book.create_sheet(title)
        sheet.append(["STT", "Họ và tên"])
        sheet.append([1, f"Nguyễn Văn {title[-1]}"])
    hidden = book.create_sheet("Ẩn")
    hidden.append(["STT", "Họ và tên"])
    hidden.sheet_state = "hidden"
    book.save(folder / "a.xlsx")
    found = lists_in(folder / "a.xlsx", ListKind.ATTENDEES)
    assert [(t.sheet, column(t, "unit")) for t in found.tables] == [
        ("Khoa Cơ khí", ["Khoa Cơ khí"]), ("Khoa Điện", ["Khoa Điện"])]
    assert (found.sheets_without_list, found.hidden_sheets) == (("Danh mục",), ("Ẩn",))


def test_tables_side_by_side(folder: Path) -> None:
    rows = [["TT", "Họ tên", "Đơn vị", None, "TT", "Họ tên", "Đơn vị"],
            [1, "An", "Khoa Điện", None, 2, "Bình", "Khoa Cơ khí"],
            [3, "Cường", "Khoa Điện"]]
    found = lists_in(saved(folder, rows), ListKind.ATTENDEES)
    assert [names(t) for t in found.tables] == [["An", "Cường"], ["Bình"]]
    assert found.tables[1].columns["unit"] == (7,)


def test_tables_below_each_other(folder: Path) -> None:
    rows = [HEAD, AN, [None, "Tổng cộng: 1"], ["DANH SÁCH KHÁCH MỜI"],
            ["TT", "Họ tên", "Cơ quan"], [1, "Lê Văn Cường", "Sở Nội vụ"]]
    found = lists_in(saved(folder, rows), ListKind.ATTENDEES)
    assert [(t.header_row, names(t)) for t in found.tables] == [
        (1, ["Nguyễn Văn An"]), (5, ["Lê Văn Cường"])]


def test_no_row_names_the_columns(folder: Path) -> None:
    with pytest.raises(UserError) as caught:
        lists_in(saved(folder, [AN, BINH]), ListKind.ATTENDEES)
    assert caught.value.code == "list-not-found"


# --- headings -------------------------------------------------------------------------------


@pytest.mark.parametrize(("family", "given_heading"), [
    ("Họ đệm", "Tên"), ("Họ lót", "Tên"), ("Họ và tên đệm", "Tên"), ("Họ", "Tên"),
    ("HỌ VÀ TÊN LÓT", "TÊN"), ("Last name", "First name"),
])
def test_a_name_in_two_columns(folder: Path, family: str, given_heading: str) -> None:
    table = read(folder, [["STT", family, given_heading], [1, "Nguyễn Đình", "Ổn"]])
    assert (names(table), table.columns["full_name"]) == (["Nguyễn Đình Ổn"], (2, 3))
    assert column(table, "given") == [None]


def test_a_given_name_of_two_words_is_kept(folder: Path) -> None:
    table = read(folder, [["Họ", "Tên"], ["H'", "Hen Niê"]])
    assert (names(table), column(table, "given")) == (["H' Hen Niê"], ["Hen Niê"])


def test_one_merged_heading_over_two_columns(folder: Path) -> None:
    table = read(folder, [["TT", "Họ và tên", None, "Đơn vị"],
                          [1, "Nguyễn Văn", "An", "Khoa Điện"]], ["B1:C1"])
    assert (names(table), table.columns["full_name"]) == (["Nguyễn Văn An"], (2, 3))


def test_the_same_without_merging(folder: Path) -> None:
    table = read(folder, [["TT", "Họ và tên", None, "Đơn vị"],
                          [1, "Nguyễn Văn", "An", "Khoa Điện"], [2, "Lê", "Bình", "Khoa Điện"]])
    assert names(table) == ["Nguyễn Văn An", "Lê Bình"]


def test_an_unnamed_column_of_ticks_is_no_name(folder: Path) -> None:
    table = read(folder, [["TT", "Họ và tên", None, "Đơn vị"], [1, "Lê An", "x", "Khoa Điện"],
                          [2, "Lê Bình", "x", "Khoa Điện"], [3, "Lê Chi", "x", "Khoa Điện"]])
    assert names(table) == ["Lê An", "Lê Bình", "Lê Chi"]
    assert table.unused == ((3, ""),)


def test_ten_alone_is_the_whole_name_and_beside_it_the_given_one(folder: Path) -> None:
    assert names(read(folder, [["STT", "Tên"], [1, "Lê An"]])) == ["Lê An"]
    table = read(folder, [["STT", "Họ và tên", "Tên"], [1, "Lê An", "An"], [2, "Lê", "Bình"]])
    assert names(table) == ["Lê An", "Lê Bình"]


def test_headings_on_two_levels(folder: Path) -> None:
    rows = [["TT", "Họ và tên", "Năm sinh", None, "Trình độ", None, "Đơn vị"],
            [None, None, "Nam", "Nữ", "Học hàm", "Học vị", None],
            [1, "Nguyễn Văn An", 1970, None, "PGS", "TS", "Khoa Điện"],
            [2, "Trần Thị Bình", None, 1985, None, "ThS", "Khoa Điện"]]
    table = read(folder, rows, ["A1:A2", "B1:B2", "C1:D1", "E1:F1", "G1:G2"])
    assert table.header_row == 1
    assert column(table, "birth_year") == [1970, 1985]
    assert column(table, "gender") == ["male", "female"]
    assert column(table, "academic_rank") == ["PGS", None]
    assert column(table, "degree") == ["TS", "ThS"]
    assert table.columns["birth_year"] == table.columns["gender"] == (3, 4)


def test_headings_on_two_levels_in_a_text_file(folder: Path) -> None:
    rows = [["TT", "Họ và tên", "Năm sinh", "", "Đơn vị"], ["", "", "Nam", "Nữ", ""],
            ["1", "Nguyễn Văn An", "1970", "", "Khoa Điện"]]
    path = folder / "a.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, delimiter=";").writerows(rows)
    table = lists_in(path, ListKind.ATTENDEES).tables[0]
    assert [dict(row.values) for row in table.rows] == [
        {"number": 1, "full_name": "Nguyễn Văn An", "unit": "Khoa Điện", "gender": "male",
         "birth_year": 1970}]


def test_a_group_heading_above_that_is_not_merged_downwards(folder: Path) -> None:
    rows = [[None, None, "Ngày sinh"], ["TT", "Họ tên", "Ngày", "Tháng", "Năm", "Đơn vị"],
            [1, "Lê An", 5, 6, 1979, "Khoa Điện"]]
    table = read(folder, rows, ["C1:E1"])
    assert (column(table, "birth_year"), table.columns["birth_year"]) == ([1979], (5,))


def test_a_row_of_column_numbers_is_no_person(folder: Path) -> None:
    for numbers in (["(1)", "(2)", "(3)", "(4)"], [1, 2, 3, 4], ["A", "B", "1", "2"]):
        table = read(folder, [HEAD, numbers, AN])
        assert names(table) == ["Nguyễn Văn An"]
        assert codes(table.notes) == [(2, 0, "column-numbers")]


def test_headings_repeated_on_each_page(folder: Path) -> None:
    table = read(folder, [HEAD, AN, HEAD, BINH])
    assert names(table) == ["Nguyễn Văn An", "Trần Thị Bình"]
    assert codes(table.notes) == [(3, 0, "header-repeated")]


def test_columns_that_nobody_takes_are_said(folder: Path) -> None:
    table = read(folder, [["STT", "Họ tên", "CCCD", "Ký tên"], [1, "Lê An", "0123", None]])
    assert table.unused == ((3, "CCCD"), (4, "Ký tên"))
    assert codes(table.notes) == [(1, 3, "column-unused")]


def test_headings_in_other_words_and_codes(folder: Path) -> None:
    head = ["Số\nTT", "HỌ VÀ TÊN ĐẠI BIỂU (chữ in hoa)", "Đơn vị công tác hiện nay", "Số ĐT",
            unicodedata.normalize("NFD", "Chức vụ"), "Ngày, tháng, năm sinh"]
    table = read(folder, [head, [1, "LÊ AN", "Khoa Điện", "0912 345 678", "Giảng viên",
                                 date(1980, 2, 3)]])
    assert [dict(row.values) for row in table.rows] == [
        {"number": 1, "full_name": "LÊ AN", "position": "Giảng viên", "unit": "Khoa Điện",
         "birth_year": 1980, "phone": "0912 345 678"}]


def test_position_and_unit_in_one_column(folder: Path) -> None:
    table = read(folder, [["TT", "Họ tên", "Chức vụ, đơn vị công tác"],
                          [1, "Lê An", "Trưởng khoa, Khoa Điện"], [2, "Lê Bình", "Bí thư"]])
    assert column(table, "position") == ["Trưởng khoa", "Bí thư"]
    assert column(table, "unit") == ["Khoa Điện", None]


# --- rows -----------------------------------------------------------------------------------


def test_sections_are_the_units_of_the_rows_below(folder: Path) -> None:
    rows = [["STT", "Họ và tên", "Chức vụ"], ["I", "BAN GIÁM HIỆU"], [1, "Lê An", "Hiệu trưởng"],
            ["II. Khoa Cơ khí (2 người)"], [1, "Lê Bình", "Trưởng khoa"], [2, "Lê Chi", None],
            ["KHOA ĐIỆN"], [1, "Lê Dung", None]]
    table = read(folder, rows, ["A4:C4", "A7:C7"])
    assert list(zip(names(table), column(table, "unit"), strict=True)) == [
        ("Lê An", "BAN GIÁM HIỆU"), ("Lê Bình", "Khoa Cơ khí"), ("Lê Chi", "Khoa Cơ khí"),
        ("Lê Dung", "KHOA ĐIỆN")]
    assert [n.code for n in table.notes].count("section-row") == 3
    assert (table.problems, column(table, "number")) == ((), [1, 1, 2, 1])


def test_sections_that_are_delegate_kinds_or_duties(folder: Path) -> None:
    rows = [HEAD, ["I", "ĐẠI BIỂU ĐƯƠNG NHIÊN"], AN, ["II", "Khách mời"], BINH,
            ["III", "Đoàn chủ tịch"], [3, "Lê Chi", None, "Khoa Điện"]]
    table = read(folder, rows)
    assert column(table, "kind") == ["ex_officio", "guest", "guest"]
    assert column(table, "duty") == [None, None, "presidium"]
    assert column(table, "unit") == ["Khoa Cơ khí", "Khoa Điện", "Khoa Điện"]


def test_merged_unit_cells_hold_for_all_their_rows(folder: Path) -> None:
    rows = [HEAD, AN, (2, "Lê Bình", None, None), (3, "Lê Chi", None, "Khoa Điện")]
    table = read(folder, rows, ["D2:D3"])
    assert column(table, "unit") == ["Khoa Cơ khí", "Khoa Cơ khí", "Khoa Điện"]
    assert table.repairs == ()


def test_a_unit_that_stands_only_in_the_first_row_of_its_people(folder: Path) -> None:
    rows = [HEAD, AN, (2, "Lê Bình"), (3, "Lê Chi"), (4, "Lê Dung", None, "Khoa Điện"),
            (5, "Lê Em")]
    table = read(folder, rows)
    assert column(table, "unit") == ["Khoa Cơ khí"] * 3 + ["Khoa Điện"] * 2
    assert codes(table.repairs) == [(3, 4, "filled-down"), (4, 4, "filled-down"),
                                    (6, 4, "filled-down")]


def test_a_single_missing_unit_is_not_invented(folder: Path) -> None:
    rows = [HEAD, AN, (2, "Lê Bình"), (3, "Lê Chi", None, "Khoa Cơ khí")]
    assert column(read(folder, rows), "unit") == ["Khoa Cơ khí", None, "Khoa Cơ khí"]


@pytest.mark.parametrize("total", [
    "Tổng cộng", "Tổng số: 2 người", "Cộng: 2", "(Danh sách này có 2 người)",
    "Ấn định danh sách: 02 đại biểu",
])
def test_totals_and_signatures_end_the_list(folder: Path, total: str) -> None:
    rows = [HEAD, AN, BINH, [None, total], [],
            [None, None, None, "Thái Nguyên, ngày … tháng 6 năm 2023"],
            [None, "NGƯỜI LẬP BIỂU", None, "KT. HIỆU TRƯỞNG"],
            [None, "(Ký, ghi rõ họ tên)"], [], [None, "Lê Thị Lập", None, "Phạm Văn Ký"]]
    table = read(folder, rows)
    assert names(table) == ["Nguyễn Văn An", "Trần Thị Bình"]
    assert [n.row for n in table.notes] == [4, 6, 7, 8, 10]
    assert table.problems == ()


def test_signatures_without_a_total_and_without_numbers(folder: Path) -> None:
    rows = [["Họ và tên", "Chức vụ"], ["Lê An", "Hiệu trưởng"], ["Lê Bình", "Chủ tịch Công đoàn"],
            [], ["Người lập", "HIỆU TRƯỞNG"], ["Lê Thị Lập", "Phạm Văn Ký"]]
    assert names(read(folder, rows)) == ["Lê An", "Lê Bình"]


def test_a_name_far_below_a_numbered_list_is_a_signatory(folder: Path) -> None:
    table = read(folder, [HEAD, AN, [], [], [], [None, "Phạm Văn Ký"]])
    assert names(table) == ["Nguyễn Văn An"]
    assert codes(table.notes) == [(6, 0, "after-list")]


def test_subtotals_do_not_end_the_list(folder: Path) -> None:
    rows = [HEAD, AN, [None, "Cộng: 1"], ["II", "Khoa Điện"], BINH]
    assert names(read(folder, rows)) == ["Nguyễn Văn An", "Trần Thị Bình"]


def test_people_whose_names_look_like_other_things(folder: Path) -> None:
    people = ["Tô Văn An", "Đoàn Văn Hậu", "Trương Thị Mỹ", "Tống Khánh Linh", "Công Tằng Tôn Nữ",
              "H' Hồng", "K' Brểm", "H’Noel", "Nguyễn Thị Hiền 81", "Ông Văn Tùng", "Y Ban Niê",
              "Nam", "Lê Thị Nữ", "Khoa", "Công"]
    rows = [["STT", "Họ và tên", "Chức vụ"],
            *([number, name, "Giảng viên"] for number, name in enumerate(people, 1))]
    table = read(folder, rows)
    assert names(table) == people
    assert (table.problems, table.repairs) == ((), ())


def test_numbers_prepared_for_names_to_come_are_no_people(folder: Path) -> None:
    table = read(folder, [HEAD, AN, [2], [3]])
    assert (names(table), table.problems) == (["Nguyễn Văn An"], ())


# --- cells ----------------------------------------------------------------------------------


def test_titles_before_names_and_in_one_column(folder: Path) -> None:
    rows = [["TT", "Họ tên", "Học hàm, học vị"], [1, "PGS.TS. Nguyễn Văn An", None],
            [2, "Lê Bình", "PGS.TS"], [3, "Lê Chi", "Thạc sĩ"]]
    table = read(folder, rows)
    assert names(table) == ["Nguyễn Văn An", "Lê Bình", "Lê Chi"]
    assert column(table, "academic_rank") == ["PGS", "PGS", None]
    assert column(table, "degree") == ["TS", "TS", "ThS"]
    assert codes(table.repairs) == [(2, 2, "title-moved")]


@pytest.mark.parametrize("tick", ["x", "X", "✓", 1, True, "Nữ"])
def test_a_column_for_women_only(folder: Path, tick: object) -> None:
    rows = [["TT", "Họ tên", "Nữ"], [1, "Lê An", tick], [2, "Lê Bình", None]]
    assert column(read(folder, rows), "gender") == ["female", "male"]


def test_columns_for_men_and_women(folder: Path) -> None:
    rows = [["TT", "Họ tên", "Nam", "Nữ"], [1, "Lê An", 1980, None], [2, "Lê Bình", None, "x"],
            [3, "Lê Chi", "x", "x"], [4, "Lê Dung", "?", None]]
    table = read(folder, rows)
    assert column(table, "gender") == ["male", "female", None, None]
    assert column(table, "birth_year") == [1980, None, None, None]
    assert codes(table.problems) == [(4, 4, "two-genders"), (5, 3, "not-a-mark")]


@pytest.mark.parametrize(("cell", "year"), [
    (1985, 1985), ("1985", 1985), (date(1999, 8, 15), 1999), ("15-08-1999", 1999),
    ("5/3/1979", 1979), ("3/1979", 1979), (29221, 1980), (1985.0, 1985), ("00/00/1979", 1979),
    ("Sinh năm 1979", 1979), ("12-thg03-1979", 1979), ("12031979", 1979), (5031979, 1979),
    ("12/03.1979", 1979), ("~1979", 1979),
])
def test_birth_dates_become_years(folder: Path, cell: object, year: int) -> None:
    assert column(read(folder, [["Họ tên", "Ngày sinh"], ["Lê An", cell]]), "birth_year") == [year]


@pytest.mark.parametrize(("cell", "code"), [
    ("31/02/1980", "not-a-date"), ("?", "not-a-date"), (1850, "out-of-range"), (85, "out-of-range"),
    ("31/2/79", "not-a-date"),
])
def test_impossible_dates_are_marked_and_the_row_goes_on(folder: Path, cell: object,
                                                         code: str) -> None:
    table = read(folder, [["Họ tên", "Ngày sinh", "Chức vụ"], ["Lê An", cell, "Giảng viên"]])
    assert [dict(r.values) for r in table.rows] == [
        {"full_name": "Lê An", "position": "Giảng viên"}]
    assert codes(table.problems) == [(2, 2, code)]


@pytest.mark.parametrize(("cell", "phone", "mended"), [
    (912345678, "0912345678", True), ("912 345 678", "0912 345 678", True),
    ("0912345678", "0912345678", False), ("+84 912 345 678", "+84 912 345 678", False),
    (113, "113", False), ("+84912345678", "+84912345678", False),
])
def test_phone_numbers_get_their_zero_back(folder: Path, cell: object, phone: str,
                                           mended: bool) -> None:
    table = read(folder, [["Họ tên", "Điện thoại"], ["Lê An", cell]])
    assert column(table, "phone") == [phone]
    assert codes(table.repairs) == ([(2, 2, "zero-added")] if mended else [])


@pytest.mark.parametrize(("cell", "code"), [
    (84912345678, "country-code"), ("84 912 345 678", "country-code"),
    ("0084912345678", "country-code"), ("'0912345678", "text-tidied"),
    ("O912345678", "text-tidied")])
def test_phone_numbers_are_written_as_they_are_dialled(folder: Path, cell: object,
                                                       code: str) -> None:
    table = read(folder, [["Họ tên", "Điện thoại"], ["Lê An", cell]])
    assert column(table, "phone") == ["0912345678"]
    assert codes(table.repairs) == [(2, 2, code)]


def test_names_in_other_codes_and_blanks_are_mended_and_said(folder: Path) -> None:
    broken = [unicodedata.normalize("NFD", "Nguyễn Thị Hương"), "Lê\u00a0Thị\nBình", "  Lê Chi "]
    table = read(folder, [["Họ tên", "Chức vụ"], *([name, "x"] for name in broken)])
    assert names(table) == ["Nguyễn Thị Hương", "Lê Thị Bình", "Lê Chi"]
    assert codes(table.repairs) == [(2, 1, "text-tidied"), (3, 1, "text-tidied")]


def test_every_bad_cell_is_marked_at_its_place(folder: Path) -> None:
    rows = [["STT", "Họ và tên", "Đơn vị", "Loại đại biểu"], ["một", "Lê An", "Khoa Điện", "lạ"],
            [2, None, "Khoa Điện", "khách"], [3, "x" * 121, "Khoa Điện", "-"], [4, "12345", "Khoa"],
            [5, "Lê Bình", "y" * 251, "khách mời"]]
    table = read(folder, rows)
    assert codes(table.problems) == [
        (2, 1, "not-a-number"), (2, 4, "not-a-choice"), (3, 2, "blank"), (4, 2, "too-long"),
        (5, 2, "not-a-name"), (6, 3, "too-long")]
    assert [dict(row.values) for row in table.rows] == [
        {"full_name": "Lê An", "unit": "Khoa Điện"},
        {"number": 5, "full_name": "Lê Bình", "kind": "guest"}]


def test_people_twice_and_numbers_twice(folder: Path) -> None:
    rows = [["STT", "Họ và tên", "Đơn vị", "Năm sinh"], [1, "Lê Hoà", "Khoa Điện", None],
            [2, "LÊ HÒA", "Khoa Điện", 1980], [2, "Lê Hòa", "Khoa Cơ khí", 1980],
            [4, "Lê Hòa", "Khoa Điện", 1990]]
    table = read(folder, rows)
    assert codes(table.problems) == [(3, 2, "same-person"), (4, 1, "duplicate-number"),
                                     (4, 2, "other-unit"), (5, 2, "same-person")]
    assert len(table.rows) == 4


def test_numbers_that_begin_again_for_each_unit_are_only_noted(folder: Path) -> None:
    rows = [HEAD, AN, (1, "Lê Bình", None, "Khoa Điện"), (2, "Lê Chi", None, "Khoa Điện")]
    table = read(folder, rows)
    assert table.problems == ()
    assert codes(table.notes) == [(3, 0, "numbers-restart")]


# --- the whole way --------------------------------------------------------------------------


def test_a_cell_at_the_far_end_of_the_sheet_does_not_hide_the_list(folder: Path) -> None:
    book = openpyxl.Workbook()
    for row in (HEAD, AN):
        book.active.append(row)
    book.active["XFD1048576"] = "x"
    book.save(folder / "far.xlsx")
    found: FileLists = read_file(folder / "far.xlsx", ListKind.ATTENDEES)
    assert names(found.tables[0]) == ["Nguyễn Văn An"]
    assert found.left_out == (("Sheet", 1048576, 16384),)


DIMENSIONS = ('<dimension ref="A1:D2"', '<dimension ref="A1:XFD1048576"')
FAR_ROW = ("</sheetData>", (
    '<row r="1048576"><c r="B1048576" t="inlineStr"><is><t>x</t></is></c></row></sheetData>'))
FAR_CORNER = ("</sheetData>", (
    '<row r="1048576"><c r="XFD1048576" t="n"><v>1</v></c></row></sheetData>'
    '<mergeCells><mergeCell ref="E1:XFD1048576"/></mergeCells>'))


def crafted(folder: Path, change: tuple[str, str]) -> Path:
    source = saved(folder, [HEAD, AN])
    with zipfile.ZipFile(source) as whole, zipfile.ZipFile(folder / "odd.xlsx", "w") as odd:
        for name in whole.namelist():
            text = whole.read(name).decode()
            assert change[0] in text or "sheet1" not in name
            odd.writestr(name, text.replace(*change) if "sheet1" in name else text)
    return folder / "odd.xlsx"


@pytest.mark.parametrize("change", [DIMENSIONS, FAR_ROW])
def test_sheets_that_claim_a_million_rows_are_read(folder: Path, change: tuple[str, str]) -> None:
    table = read_file(crafted(folder, change), ListKind.ATTENDEES).tables[0]
    assert (names(table), table.problems) == (["Nguyễn Văn An"], ())


def test_a_sheet_that_no_reader_can_hold_is_refused(folder: Path) -> None:
    with pytest.raises(UserError) as caught:
        read_file(crafted(folder, FAR_CORNER), ListKind.ATTENDEES)
    assert caught.value.code == "file-too-large"


def test_a_list_is_read_in_another_process(folder: Path) -> None:
    path = saved(folder, [HEAD, AN, BINH])
    assert read_file(path, ListKind.ATTENDEES) == lists_in(path, ListKind.ATTENDEES)
    with pytest.raises(UserError) as caught:
        read_file(folder / "none.xlsx", ListKind.ATTENDEES)
    assert caught.value.code == "file-missing"


def test_a_list_that_is_too_long_is_refused_before_it_is_read(
        folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = saved(folder, [HEAD, AN, BINH])
    monkeypatch.setattr(lists, "MOST_ROWS", 2)
    with pytest.raises(UserError) as caught:
        lists_in(path, ListKind.ATTENDEES)
    assert (caught.value.code, caught.value.params["rows"]) == ("list-too-long", 3)


def test_both_ways_of_reading_share_one_limit_of_time(
        folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = crafted(folder, FAR_CORNER)
    monkeypatch.setattr(lists, "SECONDS", 0.05)
    with pytest.raises(UserError, match="file-too-large"):
        read_file(path, ListKind.ATTENDEES)


SYLLABLES = ("Nguyễn", "Đặng", "Thị", "Văn", "Ổn", "Ánh", "Đức", "Ăn", "Ân", "Thuỳ", "Hoà", "Ý",
             "Quyên", "Phượng", "Nghĩa", "Niê", "Hằng", "Bằng", "Tuấn", "Kiệt", "Yến", "Ước")
NAMES = st.lists(st.sampled_from(SYLLABLES), min_size=2, max_size=5).map(" ".join)
UNITS = st.sampled_from(["Khoa Cơ khí", "Phòng Đào tạo", "Ban Giám hiệu", "Thư viện", "Y tế"])
PEOPLE = st.lists(st.fixed_dictionaries({"full_name": NAMES, "unit": UNITS}, optional={
    "position": st.sampled_from(["Hiệu trưởng", "Thủ trưởng", "Giảng viên", "Người lao động"]),
    "gender": st.sampled_from(["male", "female"]),
    "birth_year": st.integers(1940, 2006),
    "phone": st.from_regex(r"0[35789]\d{8}", fullmatch=True),
    "kind": st.sampled_from(["member", "elected", "ex_officio", "guest"]),
}), min_size=1, max_size=12)
HEADINGS = {"number": "STT", "full_name": "Họ và tên", "position": "Chức vụ", "unit": "Đơn vị",
            "kind": "Loại đại biểu", "gender": "Giới tính", "birth_year": "Năm sinh",
            "phone": "Điện thoại"}


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(PEOPLE)
def test_what_is_written_in_the_usual_columns_is_read_back(folder: Path,
                                                           people: list[dict[str, object]]) -> None:
    listed = [{"number": number, **person} for number, person in enumerate(people, 1)]
    rows = [list(HEADINGS.values()), *([p.get(name) for name in HEADINGS] for p in listed)]
    table = read(folder, rows)
    assert [dict(row.values) for row in table.rows] == listed
