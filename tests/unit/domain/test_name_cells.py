"""What stands beside names in their cells."""

import pytest

from desktop_app.domain.name_cells import counts_people, name_text, split_note


@pytest.mark.parametrize(("cell", "text"), [
    ("Lê An\nTrưởng khoa", "Lê An - Trưởng khoa"), ("Lê An -\nThư ký", "Lê An - Thư ký"),
    ("Lê An\n- Thư ký", "Lê An - Thư ký"), ("Lê An\n(Thư ký)", "Lê An (Thư ký)"),
    ("Trần\nThị Cúc", "Trần Thị Cúc"),
    ("Trần\nThị Cúc\nKế toán", "Trần Thị Cúc - Kế toán"), ("Lê An*", "Lê An"),
    (" Lê An; ", "Lê An"),
    ("TS. Lê An", "TS. Lê An"), (None, ""), (12, "12")])
def test_a_name_on_one_line(cell: object, text: str) -> None:
    assert name_text(cell) == text  # type: ignore[arg-type]


@pytest.mark.parametrize(("name", "split"), [
    ("Lê An (nghỉ thai sản)", ("Lê An", "nghỉ thai sản")), ("Lê An (A)", ("Lê An (A)", "")),
    ("Lê An (Trưởng khoa)", ("Lê An (Trưởng khoa)", "")), ("Lê An (ThS)", ("Lê An (ThS)", "")),
    ("Lê An", ("Lê An", "")), ("Lê An (1980)", ("Lê An", "1980")),
    ("Lê An (sinh năm 1980)", ("Lê An", "1980")), ("Lê An - 1980", ("Lê An", "1980"))])
def test_what_is_said_of_a_person_in_brackets(name: str, split: tuple[str, str]) -> None:
    assert split_note(name) == split


@pytest.mark.parametrize(("text", "counts"), [
    ("02 đại diện Khoa Toán", True), ("Đại diện lãnh đạo Sở", True), ("Phóng viên (3 người)", True),
    ("Nguyễn Thị Hiền 81", False), ("Nguyễn Đại Diện", False), ("Lê An", False)])
def test_people_who_are_not_named(text: str, counts: bool) -> None:
    assert counts_people(text) is counts
