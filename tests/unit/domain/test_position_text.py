"""Positions beside names and units in one cell."""

import pytest

from desktop_app.domain.position_text import is_position, split_position, split_unit


@pytest.mark.parametrize(("text", "position", "unit"), [
    ("Giảng viên, Khoa Điện", "Giảng viên", "Khoa Điện"),
    ("Tổ trưởng, Trường Mầm non Hoa Sen", "Tổ trưởng", "Trường Mầm non Hoa Sen"),
    ("Chuyên viên - Phòng Hành chính - Tổ chức", "Chuyên viên",
     "Phòng Hành chính - Tổ chức"),
    ("Kế toán; Phòng Kế hoạch - Tài chính", "Kế toán", "Phòng Kế hoạch - Tài chính"),
    ("Trưởng phòng Đào tạo", "Trưởng phòng", "Phòng Đào tạo"),
    ("Phó Trưởng bộ môn Toán", "Phó Trưởng bộ môn", "Bộ môn Toán"),
    ("Giám đốc Trung tâm Ngoại ngữ", "Giám đốc", "Trung tâm Ngoại ngữ"),
    ("Hiệu trưởng", "Hiệu trưởng", ""), ("Khoa Điện", "", "Khoa Điện")])
def test_position_and_unit_in_one_cell(text: str, position: str, unit: str) -> None:
    assert split_unit(text) == (position, unit)


@pytest.mark.parametrize(("text", "name", "position"), [
    ("Lê An - Trưởng khoa", "Lê An", "Trưởng khoa"), ("Lê An (Thư ký)", "Lê An", "Thư ký"),
    ("Lê An (B)", "Lê An (B)", ""), ("Vừ A Pó", "Vừ A Pó", ""), ("H-Hen", "H-Hen", "")])
def test_position_behind_a_name(text: str, name: str, position: str) -> None:
    assert split_position(text) == (name, position)


def test_schools_are_no_positions() -> None:
    assert is_position("Trưởng khoa")
    assert is_position("Phó hiệu trưởng")
    assert not is_position("Trường Mầm non")
    assert not is_position("Trương Văn An")
