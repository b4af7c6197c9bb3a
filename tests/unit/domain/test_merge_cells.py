"""What counts as a difference between a list and the register."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.merge_cells import differences, says_no_more


@pytest.mark.parametrize(("field", "listed", "held", "same"), [
    ("full_name", "NGUYỄN VĂN AN", "Nguyễn Văn An", True),
    ("full_name", "NGUYEN VAN AN", "Nguyễn Văn An", True),
    ("full_name", "Trần Thị Hoà", "Trần Thị Hòa", True),
    ("full_name", "NGUYỄN THUỶ", "Nguyễn Thủy", True),
    ("full_name", "Nguyễn Văn Ân", "Nguyễn Văn An", False),
    ("full_name", "Nguyễn Văn An", "Nguyen Van An", False),
    ("full_name", "Nguyễn Văn An", "Nguyễn văn An", False),
    ("phone", "0912 345.678", "0912345678", True),
    ("phone", "0912345679", "0912345678", False),
    ("degree", "ThS", "ThS.", True),
    ("degree", "TS", "ThS.", False),
    ("unit", "KHOA CO KHI", "Khoa Cơ khí", True),
    ("birth_year", 1980, 1980, True),
    ("birth_year", 1980, None, False),
    ("position", "", "Giảng viên", True),
    ("position", "Giảng viên", "", False),
    ("summoned", True, False, False),
])
def test_what_says_no_more(field: str, listed: object, held: object, same: bool) -> None:
    assert says_no_more(field, listed, held) is same


def test_numbers_and_codes_are_no_difference() -> None:
    assert differences({"number": 7, "uid": "x"}, {"number": 1, "uid": "y"}) == ()


texts = st.dictionaries(st.sampled_from(("full_name", "position", "note", "phone")), st.text())


@given(texts, texts)
def test_what_was_taken_over_is_no_difference_any_more(
        listed: dict[str, str], held: dict[str, str]) -> None:
    after = {**held, **{change.field: change.after for change in differences(listed, held)}}
    assert differences(listed, after) == ()
    assert all(after[name] for name in held if held[name])


@pytest.mark.parametrize(("field", "listed", "held"), [
    ("email", "a_b@x.vn", "a.b@x.vn"), ("note", "C++", "C"), ("note", "50%", "50"),
    ("note", "a+b", "a-b")])
def test_signs_are_a_difference(field, listed, held):
    assert not says_no_more(field, listed, held)


@pytest.mark.parametrize(("field", "listed", "held"), [
    ("email", "A.B@x.vn", "a.b@x.vn"), ("full_name", "H'Hen Nie", "H’Hen Niê"),
    ("position", "Truong phong", "Trưởng phòng"), ("note", "P. 12 -  nha A", "P.12 – nhà A")])
def test_the_same_without_marks_or_in_other_signs_says_no_more(field, listed, held):
    assert says_no_more(field, listed, held)
