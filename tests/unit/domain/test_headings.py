"""What headings mean, alone and on several levels."""

import pytest

from desktop_app.domain.heading_levels import names_fields, role_of
from desktop_app.domain.heading_words import IGNORED
from desktop_app.domain.headings import PROFESSION, meaning_of
from desktop_app.domain.list_table import ListKind

PEOPLE, AGENDA, OPINIONS = ListKind.ATTENDEES, ListKind.AGENDA, ListKind.FEEDBACK


@pytest.mark.parametrize(("kind", "heading", "role"), [
    (PEOPLE, "Thầy (Cô)", "full_name"), (PEOPLE, "Lớp/Phòng", "unit_id"),
    (PEOPLE, "Đoàn đại biểu", "unit_id"), (PEOPLE, "Đơn vị sinh hoạt công đoàn", "unit_id"),
    (PEOPLE, "Email nội bộ", "email"), (PEOPLE, "Email cơ quan", "email"),
    (PEOPLE, "Mã giáo viên", "staff_code"), (PEOPLE, "Employee ID", "staff_code"),
    (PEOPLE, "MSSV", "staff_code"), (PEOPLE, "Mã học sinh", "staff_code"),
    (PEOPLE, "student_code", "staff_code"), (PEOPLE, "HoTen", "full_name"),
    (PEOPLE, "hodem", "family_and_middle"), (PEOPLE, "ten", "given"),
    (PEOPLE, "SoDienThoai", "phone"), (PEOPLE, "DONVI", "unit_id"), (PEOPLE, "Photo", ""),
    (PEOPLE, "Khóa", ""), (PEOPLE, "Khoá học", ""), (PEOPLE, "Khoa", "unit_id"),
    (PEOPLE, "Hồ sơ", ""), (PEOPLE, "Số thẻ BHYT", ""), (PEOPLE, "Họ tên giám thị 1", "full_name"),
    (PEOPLE, "Tên gọi (Ông/Bà/Chức danh)", "honorific"), (PEOPLE, "Đại biểu nữ", "female"),
    (PEOPLE, "Chi Hội", "unit_id"), (PEOPLE, "Cơ cấu đại biểu", "kind"),
    (PEOPLE, "D.O.B", "birth_year"), (PEOPLE, "Cơ quan, đơn vị đang làm việc", "unit_id"),
    (PEOPLE, "Bàn", ""), (PEOPLE, "Ban", "unit_id"),
    (PEOPLE, "Số phòng", "ignored"), (PEOPLE, "Vị trí ngồi", "ignored"),
    (PEOPLE, "Mã định danh (CCCD)", "ignored"), (PEOPLE, "Mã định danh cá nhân", "ignored"),
    (PEOPLE, "Mã đơn vị", ""), (PEOPLE, "Chi bộ", "unit_id"), (PEOPLE, "Số thẻ ĐV", ""),
    (PEOPLE, "Ngày vào công đoàn", ""), (PEOPLE, "Địa chỉ thường trú", ""),
    (AGENDA, "Nội dung chi tiết", "title"), (AGENDA, "Tên hoạt động", "title"),
    (AGENDA, "Bộ phận thực hiện", "presenter"), (AGENDA, "Time", "fixed_start"),
    (AGENDA, "Thời gian (phút)", "minutes"), (AGENDA, "Duration", "minutes"),
    (AGENDA, "Kết thúc", "ends"), (AGENDA, "Thời gian thực hiện", "fixed_start"),
    (OPINIONS, "Ý kiến của đơn vị", "text"), (OPINIONS, "Đơn vị có ý kiến", "unit_id"),
    (OPINIONS, "Công đoàn bộ phận", "unit_id"), (OPINIONS, "Đại diện đơn vị", "unit_id"),
    (OPINIONS, "Thầy/cô thuộc đơn vị nào?", "unit_id"), (OPINIONS, "Comment", "text"),
    (OPINIONS, "Thầy/Cô có ý kiến, kiến nghị gì với Nhà trường?", "text"),
    (OPINIONS, "Họ tên người có ý kiến", "speaker"), (OPINIONS, "Tập thể/cá nhân", "speaker"),
    (OPINIONS, "Đơn vị giải quyết", "addressed_ids"), (OPINIONS, "Trách nhiệm", "addressed_ids"),
    (OPINIONS, "Thời hạn giải quyết", "due"), (OPINIONS, "Kết quả giải quyết", "result"),
    (OPINIONS, "Thuộc nội dung", "theme_ids"), (OPINIONS, "Nội dung trả lời", "ignored"),
    (OPINIONS, "Ý kiến tiếp thu của BGH", "ignored"), (OPINIONS, "Giải trình", "ignored"),
])
def test_headings_are_put_together_of_known_words(
        kind: ListKind, heading: str, role: str) -> None:
    assert meaning_of(kind, heading).role == role


@pytest.mark.parametrize(("kind", "levels", "role"), [
    (OPINIONS, ("Người góp ý", "Đơn vị"), "unit_id"),
    (OPINIONS, ("Kết quả giải quyết", "Đơn vị giải quyết"), "addressed_ids"),
    (OPINIONS, ("Tiếp thu, giải trình", "Nội dung"), "ignored"),
    (OPINIONS, ("Tiếp thu, giải trình", "Đơn vị"), "addressed_ids"),
    (AGENDA, ("Thời gian", "Đến"), "ends"), (PEOPLE, ("Trình độ", "Chính trị"), ""),
    (PEOPLE, ("Năm sinh", "Nữ"), "birth_year_of_women"),
])
def test_of_several_levels_the_last_counts_with_what_stands_above(
        kind: ListKind, levels: tuple[str, ...], role: str) -> None:
    assert role_of(kind, levels) == role


def test_a_position_in_the_party_counts_where_no_other_is_told() -> None:
    assert role_of(PEOPLE, ["Chức vụ", "Đảng"]) == role_of(PEOPLE, ["Chức vụ Đảng"]) == PROFESSION


def test_headings_under_others() -> None:
    born = "Ngày, tháng, năm sinh"
    assert [role_of(PEOPLE, [born, text]) for text in ("Ng", "Th.", "Năm")] == [
        IGNORED, IGNORED, "birth_year"]
    assert role_of(PEOPLE, ["HỆ SỐ PHỤ CẤP", "CV"]) == ""


def test_a_heading_with_unknown_words_is_not_firm() -> None:
    assert meaning_of(PEOPLE, "Email nội bộ").firm
    assert not meaning_of(PEOPLE, "Đơn vị quản lý trực tiếp").firm


@pytest.mark.parametrize("texts", [
    ("Khoa Toán", "Đề nghị sửa nhà xe"), ("Đề nghị nhà trường tăng lương", "Phòng Đào tạo"),
    ("Ý kiến", "12")])
def test_an_entry_is_no_row_of_headings(texts: tuple[str, ...]) -> None:
    assert not names_fields(OPINIONS, texts)


def test_a_row_of_opinions_is_no_row_of_headings() -> None:
    row = ["Phòng Khoa học - Công nghệ và HTQT", "Kiến nghị", "Trực tiếp"]
    assert not names_fields(ListKind.FEEDBACK, row)
    assert names_fields(ListKind.FEEDBACK, ["TT", "Nội dung kiến nghị", "Đơn vị"])
