"""Columns as the user corrected them, for lists of the same shape."""

import pytest

from desktop_app.domain.grid import Grid
from desktop_app.domain.heading_words import IGNORED
from desktop_app.domain.headings import NAMING_ROLES
from desktop_app.domain.item_lists import read_opinions
from desktop_app.domain.list_profiles import fields_of, shape_of
from desktop_app.domain.list_table import ColumnRole, ListKind, ListTable
from desktop_app.domain.roster import read_people

PEOPLE = ListKind.ATTENDEES
HEADINGS = ("Họ tên", "Danh mục", "Đơn vị")
ROWS = (("Lê An", "Giảng viên", "Khoa Điện"), ("Vũ Bình", "Chuyên viên", "Khoa Cơ"))


def read(*headings: str, told: dict[str, dict[int, str]] | None = None) -> ListTable:
    [table] = read_people(Grid("ds", (headings, *ROWS), told=told or {}))
    return table


def test_a_column_is_read_as_it_was_told() -> None:
    before = read(*HEADINGS)
    assert "position" not in before.columns
    told = {shape_of(PEOPLE, before.headings): {1: "full_name", 2: "position", 3: IGNORED}}
    after = read(*HEADINGS, told=told)
    assert after.columns == {"full_name": (1,), "position": (2,)}
    assert [row.values["position"] for row in after.rows] == ["Giảng viên", "Chuyên viên"]
    assert shape_of(PEOPLE, after.headings) == shape_of(PEOPLE, before.headings)


def test_another_shape_is_not_touched() -> None:
    told = {shape_of(PEOPLE, read(*HEADINGS).headings): {1: "full_name", 3: "note"}}
    assert read("Họ tên", "Loại hình", "Đơn vị", told=told).columns == \
        read("Họ tên", "Loại hình", "Đơn vị").columns


def test_without_names_nothing_changes() -> None:
    told = {shape_of(PEOPLE, read(*HEADINGS).headings): {1: IGNORED}}
    assert read(*HEADINGS, told=told).columns == read(*HEADINGS).columns


def test_headings_are_compared_without_marks_and_those_without_text_do_not_count() -> None:
    one = [ColumnRole(1, "HỌ TÊN", "full_name"), ColumnRole(4, "", "phone")]
    assert shape_of(PEOPLE, one) == shape_of(PEOPLE, [ColumnRole(1, "ho ten", "")])
    assert shape_of(PEOPLE, [ColumnRole(1, "", "full_name")]) != shape_of(PEOPLE, [])


ASKED = ("TT", "Ý kiến", "Từ ai", "Mức")


def opinions(told: dict[str, dict[int, str]] | None = None) -> ListTable:
    rows = (ASKED, (1, "Sửa điện", "Lê An", "Gấp"))
    [table] = read_opinions(Grid("ds", rows, told=told or {}))
    return table


def test_columns_of_opinions_are_read_as_they_were_told() -> None:
    before = opinions()
    told = {shape_of(ListKind.FEEDBACK, before.headings): {2: "text", 3: "speaker", 4: "remark"}}
    assert "speaker" not in before.columns
    assert opinions(told).rows[0].values == {
        "number": 1, "text": "Sửa điện", "speaker": "Lê An", "remark": "Gấp"}


def test_of_two_columns_of_one_field_neither_is_lost() -> None:
    told = {shape_of(ListKind.FEEDBACK, opinions().headings): {2: "text", 3: "remark", 4: "remark"}}
    assert opinions(told).rows[0].values["remark"] == "Lê An, Gấp"
    told = {shape_of(ListKind.FEEDBACK, opinions().headings): {
        2: "text", 3: "theme_ids", 4: "theme_ids"}}
    assert opinions(told).rows[0].values["themes"] == ("Lê An", "Gấp")


def test_what_was_told_of_one_kind_of_list_is_not_told_of_another() -> None:
    before = opinions()
    told = {shape_of(PEOPLE, before.headings): {2: "text", 3: "speaker"}}
    assert opinions(told).columns == before.columns


def test_without_opinions_nothing_changes() -> None:
    before = opinions()
    told = {shape_of(ListKind.FEEDBACK, before.headings): {2: IGNORED, 3: "speaker"}}
    assert opinions(told).columns == before.columns


@pytest.mark.parametrize("kind", ListKind)
def test_a_column_may_be_told_to_hold_any_field_that_a_list_can_say(kind: ListKind) -> None:
    names = {entry.name for entry in fields_of(kind)}
    assert NAMING_ROLES[kind] & names
    assert not names & {"attendee_id", "item_id", "same_as_id"}
