"""The main job by keys alone: a conference typed in, the administration's workbook out."""

import openpyxl
import pytest

from desktop_app.domain import records
from desktop_app.services.dumping import write_dump
from desktop_app.ui.import_panel import ImportPanel
from tests.bench.painting import wait_until

PEOPLE = (
    ("Nguyễn Đình Ổn", "Hiệu trưởng"), ("Đặng Thị Ánh", "Chủ tịch Công đoàn"),
    ("Trần Văn Đức", "Trưởng khoa"), ("Lê Thị Ân", "Giảng viên"), ("H'Hen Niê", "Chuyên viên"),
)
ITEMS = ("Khai mạc", "Thảo luận", "Bế mạc")


def new_conference(hands):
    hands.press("Ctrl+N")
    hands.type("Hội nghị viên chức, người lao động 2026")
    hands.press("Enter", "Enter", "Enter")
    hands.type("Trường Đại học Kỹ thuật Công nghiệp")
    hands.press("Ctrl+Return")


def add_people(hands):
    hands.press("Ctrl+2", "Ctrl+N")
    for name, position in PEOPLE:
        hands.type(name)
        hands.press("Return")
        hands.type(position)
        hands.press("Ctrl+Return")


def add_items(hands):
    hands.press("Ctrl+3", "Ctrl+N")
    for title in ITEMS:
        hands.type(title)
        hands.press("Ctrl+Return")


def check_in(hands):
    hands.press("F7")
    for key in ("1", "2", "lta"):
        hands.type(key)
        hands.press("Return")
    hands.press("Escape")


@pytest.mark.journey
def test_from_an_empty_register_to_the_workbook(hands, tmp_path):
    new_conference(hands)
    meeting_id = hands.window.desk.meeting_id
    assert meeting_id
    for item in hands.work.agenda.items(meeting_id):
        hands.work.agenda.delete(meeting_id, [item.id])

    add_people(hands)
    people = hands.work.attendance.people(meeting_id)
    assert [(p.attendee.full_name, p.attendee.position) for p in people] == list(PEOPLE)

    add_items(hands)
    assert [i.title for i in hands.work.agenda.items(meeting_id)] == list(ITEMS)

    check_in(hands)
    assert hands.work.presence.count(meeting_id) == (3, 5)

    hands.press("F8", "F8", "Ctrl+4")
    assert hands.work.agenda.current(meeting_id).title == "Thảo luận"
    for text in ("một", "hai", "ba", "bốn"):
        hands.type(f"/y @Lê Thị Ân {text}")
        hands.press("Return")
    hands.press("Alt+Up")
    hands.type("/t tiếp thu ý kiến")
    hands.press("Return")
    opinions = hands.work.register.find(records.Feedback)
    assert [o.text for o in opinions] == ["một", "hai", "ba", "bốn"]
    assert [r.text for r in hands.work.feedback.replies_to(opinions[2].id)] == ["tiếp thu ý kiến"]

    hands.press("Ctrl+E")
    wait_until(lambda: any((tmp_path / "out").glob("*.xlsx")))
    workbook = openpyxl.load_workbook(next((tmp_path / "out").glob("*.xlsx")))
    cells = {cell for sheet in workbook for row in sheet.iter_rows(values_only=True)
             for cell in row}
    assert {"Lê Thị Ân", "bốn", "Thảo luận"} <= cells
    assert any("tiếp thu ý kiến" in str(cell) for cell in cells)


@pytest.mark.journey
def test_undo_back_to_the_empty_register_and_redo(hands):
    new_conference(hands)
    add_people(hands)
    before = dump_of(hands)
    while hands.work.undo_label():
        hands.press("Ctrl+Z")
    assert hands.work.meetings.all() == []
    assert hands.window.page_name == "overview"
    while hands.work.redo_label():
        hands.press("Ctrl+Y")
    assert dump_of(hands) == before


def dump_of(hands) -> str:
    parts: list[str] = []
    write_dump(hands.work.register, parts.append)
    return "".join(parts).partition('"drafts"')[0]


@pytest.mark.journey
def test_a_list_is_imported_and_imported_again_by_keys(hands, tmp_path):
    new_conference(hands)
    meeting_id = hands.window.desk.meeting_id
    hands.press("Ctrl+2")
    write_list(tmp_path, PEOPLE)
    import_list(hands, tmp_path)
    record_list(hands)
    assert [p.attendee.position for p in hands.work.attendance.people(meeting_id)] == [
        position for _, position in PEOPLE]

    changed = [(name.upper(), "Phó " + position) for name, position in PEOPLE[:2]]
    write_list(tmp_path, [*reversed(changed), *PEOPLE[3:], ("Lò Thị Mới", "Chuyên viên")])
    import_list(hands, tmp_path)
    hands.press("3", "Down", "K", "6", "Delete", "Escape")
    import_list(hands, tmp_path)
    record_list(hands)
    people = hands.work.attendance.people(meeting_id)
    assert {p.attendee.full_name: p.attendee.position for p in people} == {
        "Nguyễn Đình Ổn": "Hiệu trưởng", "Đặng Thị Ánh": "Phó Chủ tịch Công đoàn",
        "Lê Thị Ân": "Giảng viên", "H'Hen Niê": "Chuyên viên", "Lò Thị Mới": "Chuyên viên"}
    hands.press("Ctrl+Z")
    assert [(p.attendee.full_name, p.attendee.position)
            for p in hands.work.attendance.people(meeting_id)] == list(PEOPLE)


def write_list(folder, people):
    book = openpyxl.Workbook()
    for row in [("Họ và tên", "Chức vụ"), *people]:
        book.active.append(row)
    book.save(folder / "list.xlsx")


def import_list(hands, folder):
    hands.answers.path = folder / "list.xlsx"
    hands.press("Ctrl+I")
    wait_until(lambda: hands.focus().objectName() == "import_table")


def record_list(hands):
    """What was decided is written in the background; the panel goes when it is done."""
    hands.press("Ctrl+Return")
    wait_until(lambda: not any(p.isVisible() for p in hands.window.findChildren(ImportPanel)))
