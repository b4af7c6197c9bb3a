"""Corrected columns are remembered in the register and used when such a list comes again."""

from pathlib import Path

from desktop_app.domain import records
from desktop_app.domain.list_table import ListKind
from desktop_app.services.import_profiles import MOST, remember, remembered
from desktop_app.services.importing import preview
from desktop_app.store.register import Register

LIST = "Họ tên,Danh mục,Đơn vị\nLê An,Giảng viên,Khoa Điện\nVũ Bình,Chuyên viên,Khoa Cơ\n"
TOLD = {1: "full_name", 2: "position"}


def test_the_next_list_of_the_shape_is_read_as_told(register: Register, meeting: records.Meeting,
                                                    tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(LIST, encoding="utf-8")
    [table] = preview(path, "attendees").tables
    assert remember(register, ListKind.ATTENDEES, table, TOLD)
    [again] = preview(path, "attendees", told=remembered(register)).tables
    assert again.columns == {"full_name": (1,), "position": (2,), "unit": (3,)}
    assert len(register.journal.history(10)) == 1


def test_columns_without_names_are_not_remembered(register: Register, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(LIST, encoding="utf-8")
    [table] = preview(path, "attendees").tables
    assert not remember(register, ListKind.ATTENDEES, table, {1: "note", 2: "position"})
    assert remembered(register) == {}


def test_only_the_latest_shapes_are_kept(register: Register, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(LIST, encoding="utf-8")
    [table] = preview(path, "attendees").tables
    first = table.headings[1]
    for number in range(MOST + 3):
        table = type(table)(table.sheet, 1, {}, (), headings=(
            table.headings[0], first._replace(text=f"cột {number}"), table.headings[2]))
        remember(register, ListKind.ATTENDEES, table, TOLD)
    shapes = list(remembered(register))
    assert (len(shapes), shapes[0]) == (MOST, f"1 ho ten|2 cot {MOST + 2}|3 don vi")
