"""Agendas and collected opinions from outside."""

from datetime import datetime, time

import pytest

from desktop_app.domain.grid import Area, Grid
from desktop_app.domain.item_lists import read_items, read_opinions
from desktop_app.domain.list_cells import read_span
from desktop_app.domain.list_table import ListTable, Remark


def grid(*rows: tuple[object, ...]) -> Grid:
    return Grid("Sheet1", rows)  # type: ignore[arg-type]


def agenda(*rows: tuple[object, ...]) -> ListTable:
    (table,) = read_items(grid(*rows))
    return table


def codes(remarks: tuple[Remark, ...]) -> list[tuple[int, int, str]]:
    return [(r.row, r.column, r.code) for r in remarks]


def test_an_agenda_with_titles_times_and_signatures() -> None:
    table = agenda(
        ("CHƯƠNG TRÌNH HỘI NGHỊ",), (None,),
        ("STT", "Thời gian", "Nội dung công việc", "Người thực hiện", "Ghi chú"),
        (1, "7h30 - 8h00", "Đón tiếp, điểm danh", "Ban tổ chức", None),
        (2, time(8, 0), "Chào cờ", None, "đứng"),
        (3, datetime(2023, 6, 30, 8, 10), "Thảo luận", "Đoàn chủ tịch", None),
        (None, None, None, "HIỆU TRƯỞNG", None), (None, None, None, "Phạm Văn Ký", None))
    assert table.header_row == 3
    assert [(row.row, dict(row.values)) for row in table.rows] == [
        (4, {"number": 1, "title": "Đón tiếp, điểm danh", "minutes": 30,
             "fixed_start": time(7, 30), "presenter": "Ban tổ chức"}),
        (5, {"number": 2, "title": "Chào cờ", "fixed_start": time(8, 0), "note": "đứng"}),
        (6, {"number": 3, "title": "Thảo luận", "fixed_start": time(8, 10),
             "presenter": "Đoàn chủ tịch"})]
    assert codes(table.notes) == [(7, 0, "after-list"), (8, 0, "after-list")]
    assert table.problems == ()


@pytest.mark.parametrize(("cell", "start", "minutes"), [
    ("7:30-8:15", time(7, 30), 45), ("Từ 7h đến 8h", time(7), 60), ("7g30 – 8g00", time(7, 30), 30),
    ("8h00", time(8), None), ("8h00 - 7h00", time(8), None),
    ("7:30’ – 8:00’", time(7, 30), 30), ("8.30 - 9.00", time(8, 30), 30),
    ("09:00 ÷ 09:15", time(9), 15),
    ("Từ 7h30'", time(7, 30), None), ("8h00-8h15 (15 phút)", time(8), 15),
    ("8.00-8.15", time(8), 15), ("Chiều 2h", time(14), None), ("14h00 chiều", time(14), None),
])
def test_times_of_items(cell: str, start: time, minutes: int | None) -> None:
    (row,) = agenda(("Nội dung", "Thời gian"), ("Báo cáo", cell)).rows
    assert (row.values["fixed_start"], row.values.get("minutes")) == (start, minutes)


def test_bad_cells_of_an_agenda_are_marked() -> None:
    table = agenda(("Thời gian", "Nội dung", "Phút"), ("sáng", "Báo cáo", "lâu"),
                   ("9h00", None, None), ("9h30", "x" * 501, 5))
    assert codes(table.problems) == [
        (2, 1, "not-a-time"), (2, 3, "not-a-number"), (3, 1, "row-unclear"), (4, 2, "too-long")]
    assert [dict(row.values) for row in table.rows] == [{"title": "Báo cáo"}]
    assert codes(table.notes) == []


def test_collected_opinions() -> None:
    (table,) = read_opinions(grid(
        ("BẢNG TỔNG HỢP Ý KIẾN",),
        ("TT", "Người góp ý", "Đơn vị", "Lĩnh vực", "Nội dung ý kiến", "Đơn vị trả lời",
         "Nội dung trả lời", "Hạn"),
        (1, "ThS. Lê Thị Ân", "Khoa Điện", "NCKH; Đào tạo", "Rút ngắn\nthủ tục",
         "Phòng KH-TC; Phòng KHCN", "Tiếp thu", "30/9/2023"),
        (2, None, None, None, None, "Phòng Đào tạo", None, None)))
    assert [dict(row.values) for row in table.rows] == [{
        "number": 1, "speaker": "ThS. Lê Thị Ân", "unit": "Khoa Điện",
        "text": "Rút ngắn\nthủ tục", "themes": ("NCKH", "Đào tạo"),
        "addressed_units": ("Phòng KH-TC", "Phòng KHCN"), "due": "30/9/2023"}]
    assert codes(table.problems) == [(4, 5, "blank")]
    assert codes(table.notes) == [(2, 7, "column-unused")]


def test_a_sheet_without_a_list_gives_nothing() -> None:
    assert read_items(grid(("Họ tên", "Đơn vị"), ("An", "Khoa"))) == ()
    assert read_opinions(Grid("empty")) == ()


def test_items_that_say_their_end_in_another_column() -> None:
    rows = agenda(("STT", "Từ", "Đến", "Nội dung"), (1, time(7, 30), time(8), "Đón đại biểu"),
                  (2, "8h00", "8h10", "Khai mạc"), (3, None, "9h00", "Bế mạc")).rows
    assert [row.values.get("minutes") for row in rows] == [30, 10, None]


@pytest.mark.parametrize(("cell", "minutes"), [
    ("30 phút", 30), ("30'", 30), ("1 giờ 15 phút", 75), ("1h30’", 90), (20, 20), ("phút", None)])
def test_lengths_of_items(cell: str, minutes: int | None) -> None:
    (row,) = agenda(("Nội dung", "Thời lượng"), ("Báo cáo", cell)).rows
    assert row.values.get("minutes") == minutes


def test_a_length_in_the_column_of_times() -> None:
    (row,) = agenda(("Nội dung", "Thời gian"), ("Bế mạc", "10 phút")).rows
    assert dict(row.values) == {"title": "Bế mạc", "minutes": 10}


def test_roman_numbers_head_parts_of_a_list() -> None:
    (table,) = read_opinions(grid(
        ("TT", "Góp ý"), ("I", "KHOA ĐIỆN"), (1, "Sửa mái nhà"), ("II", "NỘI DUNG KHÁC"),
        (2, "Tăng lương")))
    assert [dict(row.values) for row in table.rows] == [
        {"number": 1, "text": "Sửa mái nhà", "unit": "KHOA ĐIỆN"},
        {"number": 2, "text": "Tăng lương"}]
    assert codes(table.notes) == [(2, 0, "section-row"), (4, 0, "section-row")]


@pytest.mark.parametrize(("cell", "read"), [
    ("30/06/2023 07:30", (time(7, 30), None)), ("7h30 - 8h00", (time(7, 30), 30)),
    ("30/06/2023", None), ("sáng", None)])
def test_the_start_of_an_item_may_stand_behind_its_day(cell, read):
    assert read_span(cell) == read


@pytest.mark.parametrize(("heading", "cell", "minutes"), [
    ("Thời lượng", "10'", 10), ("Thời lượng", "30 phút", 30), ("Thời lượng", "1h30", 90),
    ("Thời lượng", "1 giờ", 60), ("Thời gian dự kiến", "5p", 5), ("Thời gian (phút)", 20, 20),
])
def test_lengths_under_any_heading(heading: str, cell: object, minutes: int) -> None:
    (row,) = agenda(("Nội dung", heading), ("Báo cáo", cell)).rows
    assert dict(row.values) == {"title": "Báo cáo", "minutes": minutes}


@pytest.mark.parametrize(("headings", "fields"), [
    (("Vấn đề kiến nghị", "Đơn vị kiến nghị", "Cơ quan giải quyết"),
     {"text", "unit", "addressed_units"}),
    (("Nội dung tham gia góp ý", "Người tham gia ý kiến"), {"text", "speaker"}),
    (("Tâm tư, nguyện vọng", "Đơn vị", "Đơn vị chủ trì"), {"text", "unit", "addressed_units"}),
])
def test_freely_worded_headings_of_opinions(headings: tuple[str, ...], fields: set[str]) -> None:
    (table,) = read_opinions(grid(headings, ("Sửa mái", "Lê An", "Tổ Điện")[: len(headings)]))
    assert set(table.rows[0].values) == fields


def test_a_marked_row_is_a_section_only_over_a_numbered_one() -> None:
    table = agenda(("TT", "Trình tự", "Người đảm nhiệm"), ("I", "NGHI THỨC", None),
                   (1, "Chào cờ", "BTC"), ("II", "Bế mạc", None))
    assert [row.values["title"] for row in table.rows] == ["Chào cờ", "Bế mạc"]


def test_an_opinion_is_no_heading() -> None:
    (table,) = read_opinions(grid(("Ý kiến", "Đơn vị"), ("Kiến nghị sửa xưởng", "Đơn vị A")))
    assert [row.values["text"] for row in table.rows] == ["Kiến nghị sửa xưởng"]


@pytest.mark.parametrize(("cell", "said"), [
    ("Lê Thị Ân\nKhoa Điện", {"speaker": "Lê Thị Ân", "unit": "Khoa Điện"}),
    ("Lê Thị Ân\n(Khoa Điện)", {"speaker": "Lê Thị Ân", "unit": "Khoa Điện"}),
    ("Lê Thị Ân\nTrần Văn Đức", {"speaker": "Lê Thị Ân Trần Văn Đức"}),
    ("Lê Thị Ân", {"speaker": "Lê Thị Ân"}),
    ("Khoa Điện", {"unit": "Khoa Điện"}),
])
def test_a_unit_in_a_line_under_the_name_stands_apart(cell: str, said: dict[str, str]) -> None:
    grid = Grid("Ý kiến", (("TT", "Người phát biểu", "Nội dung ý kiến"), (1, cell, "Giảm họp")))
    (row,), = (table.rows for table in read_opinions(grid))
    assert {name: row.values[name] for name in ("speaker", "unit") if name in row.values} == said


@pytest.mark.parametrize(("cell", "said"), [
    ("Ân\nTổ 1", {"speaker": "Ân", "unit": "Tổ 1"}), ("Khoa Điện", {"unit": "Khoa Điện"}),
    ("Name withheld", {}), ("Không ghi tên", {}), ("Lê Thị Ân", {"speaker": "Lê Thị Ân"}),
])
@pytest.mark.parametrize("heading", ["Speaker or unit", "Người/đơn vị góp ý"])
def test_our_own_column_of_speakers(heading: str, cell: str, said: dict[str, str]) -> None:
    grid = Grid("Ý kiến", (("No.", heading, "Nội dung ý kiến"), (1, cell, "Giảm họp")))
    (row,), = (table.rows for table in read_opinions(grid))
    assert {name: row.values[name] for name in ("speaker", "unit") if name in row.values} == said


def test_speakers_and_units_in_one_column() -> None:
    (table,) = read_opinions(grid(
        ("Tập thể/cá nhân", "Nội dung"), ("Đ/c Lê An - Khoa Điện", "1. Sửa mái nhà xưởng"),
        ("Phòng Đào tạo", "Mua máy"), ("Lê Bình", "- Tăng lương")))
    assert [dict(row.values) for row in table.rows] == [
        {"speaker": "Đ/c Lê An", "unit": "Khoa Điện", "text": "Sửa mái nhà xưởng"},
        {"unit": "Phòng Đào tạo", "text": "Mua máy"},
        {"speaker": "Lê Bình", "text": "Tăng lương"}]
    assert codes(table.repairs) == [(2, 1, "unit-moved"), (2, 2, "marker-dropped"),
                                    (3, 1, "unit-moved"), (4, 2, "marker-dropped")]


def test_a_speaker_keeps_the_unit_of_its_own_column() -> None:
    (table,) = read_opinions(grid(("Đơn vị", "Người phát biểu", "Ý kiến"),
                                  ("Khoa Cơ khí", "Lê An - Khoa Điện", "Sửa nhà")))
    assert table.rows[0].values["unit"] == "Khoa Cơ khí"
    assert table.rows[0].values["speaker"] == "Lê An - Khoa Điện"


def test_units_named_once_for_the_opinions_below() -> None:
    (table,) = read_opinions(grid(
        ("TT", "Đơn vị", "Kiến nghị"), (1, "Khoa Điện", "Sửa mái"), (None, None, "Mua máy"),
        (2, "Khoa Toán", "Tăng lương"), (None, None, "Giảm họp")))
    assert [row.values["unit"] for row in table.rows] == [
        "Khoa Điện", "Khoa Điện", "Khoa Toán", "Khoa Toán"]
    assert codes(table.repairs) == [(3, 2, "filled-down"), (5, 2, "filled-down")]


def test_answers_of_others_are_told_as_not_used() -> None:
    (table,) = read_opinions(grid(("Nội dung kiến nghị", "Ý kiến tiếp thu của BGH"),
                                  ("Sửa mái", "Đã giao phòng Quản trị")))
    assert dict(table.rows[0].values) == {"text": "Sửa mái"}
    assert codes(table.notes) == [(1, 2, "column-unused")]


def test_texts_under_a_heading_that_says_nothing() -> None:
    (table,) = read_opinions(grid(
        ("Dấu thời gian", "Họ và tên", "Đơn vị", "Theo anh chị, nhà trường cần làm gì?"),
        (None, "Lê An", "Khoa Điện", "Sửa mái nhà xưởng trước mùa mưa"),
        (None, "Lê Bình", "Khoa Toán", "Mua thêm máy tính cho phòng thực hành")))
    assert [row.values["text"][:7] for row in table.rows] == ["Sửa mái", "Mua thê"]
    assert codes(table.problems) == [(2, 4, "column-by-content")]


def test_an_agenda_without_headings() -> None:
    table = agenda(("CHƯƠNG TRÌNH",), (1, "7h30 - 8h00", "Đón tiếp đại biểu", "Ban tổ chức"),
                   (2, "8h00 - 8h10", "Chào cờ, giới thiệu đại biểu", "MC"),
                   (3, "8h10 - 8h40", "Báo cáo tổng kết", "Hiệu trưởng"))
    assert [dict(row.values) for row in table.rows][1] == {
        "number": 2, "title": "Chào cờ, giới thiệu đại biểu", "minutes": 10,
        "fixed_start": time(8), "presenter": "MC"}
    assert {code for _, _, code in codes(table.problems)} == {"column-by-content"}


def test_a_list_of_people_is_no_collection_of_opinions() -> None:
    rows = [(n, "Nguyễn Văn An", "Khoa Điện", "Phó Trưởng phòng Đào tạo") for n in range(1, 5)]
    assert read_opinions(grid(("TT", "Họ và tên", "Đơn vị", "Chức vụ"), *rows)) == ()


def test_a_row_with_a_row_code_is_never_taken_for_headings() -> None:
    code = "0123456789abcdef" * 2
    head = ("TT", "Nội dung ý kiến", "Đơn vị", "Loại ý kiến", "Mã dòng")
    grid = Grid("Ý kiến", (head, (1, "Giảm họp", "Phòng", "Góp ý", code),
                           (2, "Mở đợt 2", "Phòng", "Góp ý", code[::-1])))
    assert [len(table.rows) for table in read_opinions(grid)] == [2]
def test_opinions_in_one_column_without_headings() -> None:
    (table,) = read_opinions(grid(
        ("TỔNG HỢP Ý KIẾN CỦA CÁC ĐƠN VỊ TRONG TOÀN TRƯỜNG",), ("I. Khoa Toán",),
        ("1. Sửa mái nhà",), ("2. Mua máy",), ("II. Phòng Đào tạo",), ("1. Tăng lương",)))
    assert [dict(row.values) for row in table.rows] == [
        {"unit": "Khoa Toán", "text": "Sửa mái nhà"}, {"unit": "Khoa Toán", "text": "Mua máy"},
        {"unit": "Phòng Đào tạo", "text": "Tăng lương"}]


def test_units_numbered_1_over_opinions_numbered_1_1() -> None:
    (table,) = read_opinions(grid(("TT", "Nội dung"), (1, "Khoa Luật"), ("1.1", "Sửa mái nhà"),
                                  (2, "Phòng Khảo thí"), ("2.1", "Mua máy")))
    assert [(row.values["unit"], row.values["text"]) for row in table.rows] == [
        ("Khoa Luật", "Sửa mái nhà"), ("Phòng Khảo thí", "Mua máy")]


def test_one_heading_over_another_hides_no_list() -> None:
    (table,) = read_opinions(grid(("Ý kiến",), ("Trả lời",), ("Đề nghị tăng lương",)))
    assert "Đề nghị tăng lương" in [row.values["text"] for row in table.rows]


def test_a_block_merged_over_two_fields_says_only_the_left_one() -> None:
    rows = (("STT", "Người phát biểu", "Đơn vị", "Ý kiến"), (1, "Lê An", None, "Sửa nhà xe"),
            (2, None, None, "Mua máy chiếu"))
    (table,) = read_opinions(Grid("S", rows, (Area(2, 2, 3, 3),)))
    assert [(row.values.get("speaker"), row.values.get("unit")) for row in table.rows] == [
        ("Lê An", None), ("Lê An", None)]


def test_an_end_in_any_place_and_one_that_cannot_be() -> None:
    table = agenda(("Kết thúc", "Bắt đầu", "Nội dung"), ("8h00", "7h30", "Đón tiếp"),
                   ("2h30", "14h00", "Thảo luận"))
    assert [row.values.get("minutes") for row in table.rows] == [30, None]
    assert codes(table.problems) == [(3, 1, "ends-before-start")]
