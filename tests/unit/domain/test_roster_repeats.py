"""Who stands in a list twice, and who is only called so."""

import pytest

from desktop_app.domain.grid import Cell, Grid
from desktop_app.domain.roster import read_people


def _doubts(headings: tuple[str, ...], *rows: tuple[Cell, ...]) -> list[tuple[int, str]]:
    numbered = (((number, *cells) for number, cells in enumerate(rows, 1)))
    (table,) = read_people(Grid("Sheet1", (("TT", *headings), *numbered)))
    assert len(table.rows) == len(rows)
    return [(remark.row, remark.code) for remark in table.problems]


@pytest.mark.parametrize(("one", "other", "same"), [
    ("Lê Văn Hùng", "Lê Văn Hưng", False), ("Lê Thị Hiền", "Lê Thị Hiển", False),
    ("Lê Ngọc Anh", "Lê Ngọc Ánh", False), ("Lê Thị Hoà", "LÊ THỊ HÒA", True),
    ("Lê Văn An", "Lê Văn An", True)])
def test_names_are_compared_with_their_marks(one: str, other: str, same: bool) -> None:
    found = _doubts(("Họ và tên",), (one,), (other,))
    assert found == ([(3, "same-person")] if same else [])


@pytest.mark.parametrize(("heading", "sign"), [
    ("Ngày sinh", "05/03/1979"), ("Điện thoại", "0912345678"), ("Email", "a@b.vn"),
    ("Mã cán bộ", "CB01")])
def test_names_that_differ_in_marks_only_are_one_persons_who_has_the_same(
        heading: str, sign: str) -> None:
    found = _doubts(("Họ và tên", heading), ("Lê Văn Hùng", sign), ("Lê Văn Hưng", sign))
    assert found == [(3, "same-person")]
    assert _doubts(("Họ và tên", heading), ("Lê Văn Hùng", sign), ("Lê Văn Hưng", None)) == []


@pytest.mark.parametrize(("one", "other", "same"), [
    ("05/03/1979", "06/03/1979", False), ("05/03/79", "05/04/79", False),
    ("05/03/79", "5/3/1979", True), ("05/03/1979", "1979", True)])
def test_whole_dates_of_birth_tell_namesakes_apart(one: str, other: str, same: bool) -> None:
    found = _doubts(("Họ và tên", "Ngày sinh"), ("Lê Văn An", one), ("Lê Văn An", other))
    assert found == ([(3, "same-person")] if same else [])


def _with_codes(codes: list[Cell], heading: str = "Số CCCD") -> list[tuple[int, str]]:
    names = ["Lê Văn An", "Lê Văn An", "Lê Thị Bình", "Lê Thị Chi"]
    return _doubts(("Họ và tên", heading), *zip(names, codes, strict=True))


def test_codes_of_any_kind_tell_namesakes_apart() -> None:
    assert _with_codes(["001079000001", "001079000002", "001079000003", "001079000004"]) == []
    assert _with_codes([20241234, 20240077, 20240078, 20249901], "Số thẻ") == []
    assert _with_codes(["GJ6501", "GJ6502", "GJ-6503", "GJ6504"], "") == []


@pytest.mark.parametrize("cells", [
    ["GJ6501"] * 4, [1001, 1002, 1001, 1001], [5_100_000, 4_800_000, 6_300_000, 5_700_000],
    ["12 Lê Lợi", "14 Lê Lợi", "3 Lê Lai", "5 Lê Lai"], ["2020-01-05", "2020-01-06", "2020-01-07",
                                                       "2020-01-08"]])
def test_other_cells_tell_nobody_apart(cells: list[Cell]) -> None:
    assert _with_codes(cells, "Khác") == [(3, "same-person")]


def test_one_code_in_two_rows_is_one_person() -> None:
    names = [f"Lê Văn {'n' * place}" for place in range(1, 20)]
    rows = [(name, f"001079{place:06}") for place, name in enumerate(names)]
    assert _doubts(("Họ và tên", "Số CCCD"), *rows, rows[0]) == [(21, "same-person")]


def test_where_staff_have_codes_no_other_tells_them_apart() -> None:
    rows = [("Lê Văn An", "CB01", "gp93o8q"), ("Lê Văn An", "CB01", "ty4ikpr"),
            ("Lê Thị Chi", "CB02", "7yvlv1w")]
    assert _doubts(("Họ và tên", "Mã cán bộ", "Mã phòng họp"), *rows) == [(3, "same-person")]


def test_one_code_of_two_people_is_a_doubt() -> None:
    rows = [("NV01", "Lê Văn An"), ("NV02", "Lê Thị Bình"), ("NV02", "Trần Văn Chính"),
            (None, "Mai"), (None, "Vân")]
    assert _doubts(("Mã nhân viên", "Họ và tên"), *rows) == [(4, "same-code")]


def test_codes_of_groups_are_no_doubts() -> None:
    rows = [("A", "Lê Văn An"), ("A", "Lê Thị Bình"), ("A", "Trần Văn Chính"), ("B", "Đỗ Mai"),
            ("B", "Đỗ Vân")]
    assert _doubts(("Mã nhân viên", "Họ và tên"), *rows) == []
