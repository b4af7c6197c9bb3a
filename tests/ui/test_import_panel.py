"""Importing a list of people: from the file dialog to the list."""

import pytest
from openpyxl import Workbook
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QPushButton,
    QScrollArea,
    QWidget,
)
from shiboken6 import isValid

from desktop_app.domain.grid import column_letters
from desktop_app.domain.list_table import ListKind
from desktop_app.i18n import use_language
from desktop_app.ui.import_choices import ListSource
from desktop_app.ui.import_columns import ColumnsPanel
from desktop_app.ui.import_opening import import_list
from desktop_app.ui.import_panel import ImportPanel
from tests.ui.conftest import shown
from tests.ui.test_layout import SIZES, cut_texts

CTRL = Qt.KeyboardModifier.ControlModifier
HEADINGS = ["STT", "Họ và tên", "Năm sinh", "Chức vụ", "Đơn vị", "Ký nhận"]
PEOPLE = [
    (1, "PGS.TS. Nguyễn Văn Bách", 1970, "Trưởng khoa", "Khoa Điện"),
    (2, "Trần Thị Cúc", "19x5", "Giảng viên", "Khoa Hóa"),
    (3, "Lê Thị Ân", 1986, "Giảng viên", "Khoa Điện"),
]


@pytest.fixture
def page(qtbot, demo_desk, tmp_path):
    """An empty page in the window; the dialog answers with a list of three people, of whom one
    is on the list already."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Danh sách"
    for row in [["DANH SÁCH ĐẠI BIỂU"], HEADINGS, *PEOPLE]:
        sheet.append(row)
    path = tmp_path / "đại biểu.xlsx"
    book.save(path)
    demo_desk.dialogs.path = path
    made = QWidget()
    made.refresh = lambda _changes: None
    made.activate = lambda: None
    made.desk = demo_desk
    shown(qtbot, demo_desk, made)
    return made


@pytest.fixture
def panel(qtbot, page):
    import_list(page.desk, page, ListKind.ATTENDEES)
    qtbot.waitUntil(lambda: page.window().findChild(ImportPanel) is not None, timeout=20_000)
    return page.window().findChild(ImportPanel)


def texts(panel, column):
    model = panel.model
    place = next(i for i, c in enumerate(model.columns) if c.name == column)
    return [model.index(row, place).data() for row in range(model.rowCount())]


def names(desk):
    return [p.attendee.full_name for p in desk.workspace.attendance.people(desk.meeting_id)]


def press(panel, key, modifiers=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(panel.window().focusWidget(), key, modifiers)


def merge(qtbot, panel, page):
    """Ctrl+Enter, and what it does in the background; gives what is said of it."""
    with qtbot.waitSignal(page.desk.bus.said, timeout=20_000) as told:
        press(panel, Qt.Key.Key_Return, CTRL)
    return told.args[0]


def take_button(panel):
    return next(b.text() for b in panel.findChildren(QPushButton) if "Ctrl+Enter" in b.text())


def details(panel):
    return panel.findChild(QScrollArea, "import_details").widget().text().split("\n")


def filters(panel):
    return [b.text() for b in panel.filters.findChildren(QPushButton) if b.isEnabled()]


def test_the_panel_shows_what_was_understood_and_writes_nothing(panel, page):
    said = [label.text() for label in panel.findChildren(QLabel)]
    assert ("Sheet Danh sách, headings in row 2 — No.: A · Full name: B · Birth year: C · "
            "Position: D · Unit: E · not used: F “Ký nhận”") in said
    assert texts(panel, "full_name")[:3] == ["Nguyễn Văn Bách", "Trần Thị Cúc", "Lê Thị Ân"]
    assert texts(panel, "taken")[:4] == ["✔ add", "✔ add, but see below", "the same", "stays"]
    assert filters(panel) == ["All 152", "New 2", "Same 1", "Missing 149"]
    assert take_button(panel) == "Import: 2 new (Ctrl+Enter)"
    assert len(names(page.desk)) == 150


def test_problems_name_their_cell(panel):
    table = panel.findChild(QWidget, "import_findings")
    row = [table.model().index(0, column).data() for column in range(2)]
    assert row[0] == "Danh sách, cell C4"
    assert "19x5" in row[1]


def test_control_enter_adds_the_new_ones_as_one_step(qtbot, panel, page):
    merge(qtbot, panel, page)
    assert names(page.desk)[-2:] == ["Nguyễn Văn Bách", "Trần Thị Cúc"]
    units = {u.name for u in page.desk.workspace.attendance.units(page.desk.meeting_id)}
    assert "Khoa Hóa" in units
    assert not any(each.isVisible() for each in page.window().findChildren(ImportPanel))
    page.desk.workspace.undo()
    assert len(names(page.desk)) == 150


def test_the_space_bar_leaves_rows_out(qtbot, panel, page):
    press(panel, Qt.Key.Key_Space)
    assert texts(panel, "taken")[0] == "leave out"
    assert take_button(panel) == "Import: 1 new (Ctrl+Enter)"
    merge(qtbot, panel, page)
    assert "Trần Thị Cúc" in names(page.desk)
    assert "Nguyễn Văn Bách" not in names(page.desk)


def test_who_is_the_same_is_only_added_beside(panel):
    panel.table.go_to(2)
    press(panel, Qt.Key.Key_Space)
    assert texts(panel, "taken")[2] == "the same"
    press(panel, Qt.Key.Key_B)
    assert texts(panel, "taken")[2] == "✔ add beside"
    assert take_button(panel) == "Import: 3 new (Ctrl+Enter)"


def test_who_is_missing_goes_only_when_chosen(qtbot, panel, page):
    press(panel, Qt.Key.Key_6)
    assert panel.model.rowCount() == 149
    press(panel, Qt.Key.Key_Delete)
    assert texts(panel, "taken")[:2] == ["✘ remove", "stays"]
    press(panel, Qt.Key.Key_A, CTRL)
    press(panel, Qt.Key.Key_Delete)
    press(panel, Qt.Key.Key_Delete)
    assert set(texts(panel, "taken")) == {"stays"}
    panel.table.go_to(1)
    press(panel, Qt.Key.Key_Delete)
    assert take_button(panel) == "Import: 2 new · 1 removed (Ctrl+Enter)"
    merge(qtbot, panel, page)
    assert len(names(page.desk)) == 151
    page.desk.workspace.undo()
    assert len(names(page.desk)) == 150


def test_left_and_right_go_from_kind_to_kind(panel):
    press(panel, Qt.Key.Key_Right)
    assert texts(panel, "full_name") == ["Nguyễn Văn Bách", "Trần Thị Cúc"]
    press(panel, Qt.Key.Key_Right)
    assert texts(panel, "full_name") == ["Lê Thị Ân"]
    assert details(panel)[0].startswith("Found by name, unit and birth year: Lê Thị Ân")
    press(panel, Qt.Key.Key_Left)
    assert panel.model.rowCount() == 2


def test_escape_means_that_nothing_happened(panel, page):
    press(panel, Qt.Key.Key_Escape)
    assert panel.isHidden()
    assert len(names(page.desk)) == 150


def open_panel(qtbot, page):
    import_list(page.desk, page, ListKind.ATTENDEES)
    qtbot.waitUntil(lambda: any(p.isVisible() for p in page.window().findChildren(ImportPanel)),
                    timeout=20_000)
    return next(p for p in page.window().findChildren(ImportPanel) if p.isVisible())


def write_changes(page):
    """A list with one who has changed and one who may be somebody else."""
    attendees = page.desk.workspace.attendance.people(page.desk.meeting_id)
    first, second = attendees[0], attendees[1]
    rows = [("Họ và tên", "Năm sinh", "Chức vụ", "Đơn vị")]
    rows += [(first.attendee.full_name, first.attendee.birth_year, "Chức vụ mới", first.unit.name),
             (second.attendee.full_name, second.attendee.birth_year + 1, "", second.unit.name)]
    book = Workbook()
    for row in rows:
        book.active.append(row)
    book.save(page.desk.dialogs.path)
    return first.attendee, second.attendee


def test_changes_and_doubts_are_decided_by_keys(qtbot, page):
    first, second = write_changes(page)
    panel = open_panel(qtbot, page)
    assert filters(panel)[:3] == ["All 150", "Changed 1", "Doubtful 1"]
    assert texts(panel, "taken")[:2] == ["✔ change", "? decide"]
    assert texts(panel, "what")[0] == f"Position: {first.position} → Chức vụ mới"
    press(panel, Qt.Key.Key_4)
    assert details(panel)[0] == \
        "Somebody of this name is in another unit or was born in another year."
    assert f"Birth year: {second.birth_year} → {second.birth_year + 1}" in details(panel)[1]
    press(panel, Qt.Key.Key_T)
    assert take_button(panel) == "Import: 2 changed (Ctrl+Enter)"
    merge(qtbot, panel, page)
    people = {p.attendee.id: p.attendee
              for p in page.desk.workspace.attendance.people(page.desk.meeting_id)}
    assert people[first.id].position == "Chức vụ mới"
    assert people[second.id].birth_year == second.birth_year + 1
    page.desk.workspace.undo()
    assert page.desk.workspace.register.get(type(first), first.id) == first


def test_each_cell_is_taken_or_left_by_itself(qtbot, page):
    first = page.desk.workspace.attendance.people(page.desk.meeting_id)[0].attendee
    book = Workbook()
    for row in [("Họ và tên", "Năm sinh", "Chức vụ", "Điện thoại"),
                (first.full_name, first.birth_year, "Chức vụ mới", "0911111111")]:
        book.active.append(row)
    book.save(page.desk.dialogs.path)
    panel = open_panel(qtbot, page)
    press(panel, Qt.Key.Key_Return)
    cells = panel.findChild(QWidget, "import_cells")
    assert panel.window().focusWidget() is cells
    press(panel, Qt.Key.Key_Space)
    assert texts(panel, "taken")[0] == "✔ change 1 of 2"
    press(panel, Qt.Key.Key_Down)
    press(panel, Qt.Key.Key_Space)
    assert texts(panel, "taken")[0] == "keep as it is"
    assert take_button(panel) == "Import: nothing (Ctrl+Enter)"
    press(panel, Qt.Key.Key_Space)
    assert details(panel)[-1] == f"Phone: {first.phone or '—'} → 0911111111"
    press(panel, Qt.Key.Key_Return)
    assert panel.window().focusWidget() is panel.table
    merge(qtbot, panel, page)
    after = page.desk.workspace.register.get(type(first), first.id)
    assert (after.position, after.phone) == (first.position, "0911111111")


def test_what_was_edited_meanwhile_is_not_written_over(qtbot, page):
    first, _ = write_changes(page)
    panel = open_panel(qtbot, page)
    register = page.desk.workspace.register
    with register.operation("Edit"):
        register.update(type(first), first.id, {"position": "Vừa sửa"})
    assert merge(qtbot, panel, page).startswith("Nothing was imported: 1 row was changed")
    assert texts(panel, "taken")[0] == "keep as it is"
    assert texts(panel, "what")[0] == "Position: Vừa sửa → Chức vụ mới"
    press(panel, Qt.Key.Key_T)
    merge(qtbot, panel, page)
    assert register.get(type(first), first.id).position == "Chức vụ mới"


def test_decisions_survive_closing_the_panel(qtbot, page):
    write_changes(page)
    panel = open_panel(qtbot, page)
    press(panel, Qt.Key.Key_K)
    press(panel, Qt.Key.Key_4)
    press(panel, Qt.Key.Key_B)
    assert take_button(panel) == "Import: 1 new (Ctrl+Enter)"
    press(panel, Qt.Key.Key_Escape)
    again = open_panel(qtbot, page)
    assert texts(again, "taken")[:2] == ["keep as it is", "✔ add beside"]
    assert take_button(again) == "Import: 1 new (Ctrl+Enter)"


def test_empty_cells_erase_when_wanted(qtbot, page):
    write_changes(page)
    panel = open_panel(qtbot, page)
    panel.table.go_to(1)
    press(panel, Qt.Key.Key_T)
    before = len(details(panel)[1])
    panel.findChild(QCheckBox).click()
    qtbot.waitUntil(lambda: panel.table.current_row() == 0, timeout=20_000)
    panel.table.go_to(1)
    assert len(details(panel)[1]) > before
    assert "Position:" in details(panel)[1]


def test_a_file_that_cannot_be_read_is_told_in_a_sentence(qtbot, page, tmp_path):
    broken = tmp_path / "broken.xlsx"
    broken.write_bytes(b"PK\x03\x04 not a workbook")
    page.desk.dialogs.path = broken
    with qtbot.waitSignal(page.desk.bus.said, timeout=20_000) as told:
        import_list(page.desk, page, ListKind.ATTENDEES)
    assert str(broken) in told.args[0]
    assert page.window().findChild(ImportPanel) is None


def test_no_file_chosen_is_no_import(page):
    page.desk.dialogs.path = None
    import_list(page.desk, page, ListKind.ATTENDEES)
    assert page.desk.settings.import_folder == ""


@pytest.mark.parametrize(("column", "name"), [(1, "A"), (26, "Z"), (27, "AA"), (702, "ZZ"),
                                              (703, "AAA")])
def test_columns_are_named_as_spreadsheets_do(column, name):
    assert column_letters(column) == name


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES.keys())
def test_no_text_is_cut(qtbot, page, size, language):
    use_language(language)
    write_changes(page)
    page.window().resize(*size)
    panel = open_panel(qtbot, page)
    QApplication.processEvents()
    assert not cut_texts(panel)
    press(panel, Qt.Key.Key_C)
    QApplication.processEvents()
    assert not cut_texts(panel.window().findChild(ColumnsPanel))


# --- columns ---------------------------------------------------------------------------------


def columns_panel(panel):
    press(panel, Qt.Key.Key_C)
    return panel.window().findChild(ColumnsPanel)


def test_a_column_is_chosen_by_keys_and_remembered(qtbot, page):
    panel = open_panel(qtbot, page)
    asked = columns_panel(panel)
    box = next(b for b in asked.findChildren(QComboBox) if b.accessibleName() == "Ký nhận")
    assert box.currentText() == "— not used —"
    box.setFocus()
    while box.currentText() != "Remark":
        QTest.keyClick(box, Qt.Key.Key_Down)
    QTest.keyClick(box, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: any(p.isVisible() and p is not panel
                                for p in page.window().findChildren(ImportPanel)), timeout=20_000)
    said = [label.text() for p in page.window().findChildren(ImportPanel)
            for label in p.findChildren(QLabel)]
    assert any("Remark: F" in text for text in said)
    assert page.desk.workspace.register.setting("import_profiles")


def test_a_list_needs_a_column_of_names(qtbot, page):
    asked = columns_panel(open_panel(qtbot, page))
    box = next(b for b in asked.findChildren(QComboBox) if b.currentText() == "Full name")
    box.setCurrentIndex(0)
    with qtbot.waitSignal(page.desk.bus.said) as told:
        QTest.keyClick(box, Qt.Key.Key_Return, CTRL)
    assert "One column has to hold the names" in told.args[0]
    assert asked.isVisible()


def test_what_was_imported_is_shown_also_when_the_panel_has_gone(qtbot, panel, page):
    told = []
    page.desk.bus.changed.connect(told.append)
    press(panel, Qt.Key.Key_Return, CTRL)
    with qtbot.waitSignal(page.desk.bus.said, timeout=20_000) as said:
        panel.close_panel()
        QApplication.sendPostedEvents(panel, QEvent.Type.DeferredDelete)
    assert said.args == ["2 people imported. 1 new unit.", True]
    assert [changes.touches("attendee") for changes in told] == [True]


def test_a_second_reading_takes_the_place_of_the_first(qtbot, panel, page):
    import_list(page.desk, page, ListKind.ATTENDEES)
    qtbot.waitUntil(lambda: not isValid(panel), timeout=20_000)
    assert len(page.window().findChildren(ImportPanel)) == 1


def test_a_file_that_goes_away_after_it_was_read_is_still_told_apart(tmp_path):
    path = tmp_path / "list.csv"
    path.touch()
    source = ListSource(path, ListKind.ATTENDEES)
    known = source.key(1)
    path.unlink()
    assert source.key(1) not in (known, source.key(2))
