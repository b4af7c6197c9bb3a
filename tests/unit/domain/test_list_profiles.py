"""Columns as the user corrected them, for lists of the same shape."""

from desktop_app.domain.grid import Grid
from desktop_app.domain.heading_words import IGNORED
from desktop_app.domain.list_profiles import shape_of
from desktop_app.domain.list_table import ColumnRole, ListTable
from desktop_app.domain.roster import read_people

HEADINGS = ("Họ tên", "Danh mục", "Đơn vị")
PEOPLE = (("Lê An", "Giảng viên", "Khoa Điện"), ("Vũ Bình", "Chuyên viên", "Khoa Cơ"))


def read(*headings: str, told: dict[str, dict[int, str]] | None = None) -> ListTable:
    [table] = read_people(Grid("ds", (headings, *PEOPLE), told=told or {}))
    return table


def test_a_column_is_read_as_it_was_told() -> None:
    before = read(*HEADINGS)
    assert "position" not in before.columns
    told = {shape_of(before.headings): {1: "full_name", 2: "position", 3: IGNORED}}
    after = read(*HEADINGS, told=told)
    assert after.columns == {"full_name": (1,), "position": (2,)}
    assert [row.values["position"] for row in after.rows] == ["Giảng viên", "Chuyên viên"]
    assert shape_of(after.headings) == shape_of(before.headings)


def test_another_shape_is_not_touched() -> None:
    told = {shape_of(read(*HEADINGS).headings): {1: "full_name", 3: "note"}}
    assert read("Họ tên", "Loại hình", "Đơn vị", told=told).columns == \
        read("Họ tên", "Loại hình", "Đơn vị").columns


def test_without_names_nothing_changes() -> None:
    told = {shape_of(read(*HEADINGS).headings): {1: IGNORED}}
    assert read(*HEADINGS, told=told).columns == read(*HEADINGS).columns


def test_headings_are_compared_without_marks_and_those_without_text_do_not_count() -> None:
    one = [ColumnRole(1, "HỌ TÊN", "full_name"), ColumnRole(4, "", "phone")]
    assert shape_of(one) == shape_of([ColumnRole(1, "ho ten", "")])
    assert shape_of([ColumnRole(1, "", "full_name")]) != shape_of([])
