"""The attendees page, driven by its keys."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QPushButton, QWidget

from desktop_app.domain import records
from desktop_app.i18n import use_language
from desktop_app.services.attendance import Person
from desktop_app.services.workspace import Workspace
from desktop_app.ui.import_panel import ImportPanel
from desktop_app.ui.pages.attendees import AttendeesPage
from desktop_app.ui.paste_panel import PastePanel
from desktop_app.ui.units_panel import UnitsPanel
from tests.ui.conftest import make_desk, shown
from tests.ui.keys import type_text

CTRL, NONE = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def page(qtbot, demo_desk):
    made = AttendeesPage(demo_desk)
    shown(qtbot, demo_desk, made)
    return made


@pytest.fixture
def empty_page(qtbot, workspace, meeting, theme, tmp_path):
    desk = make_desk(workspace, theme, tmp_path, meeting.id)
    made = AttendeesPage(desk)
    shown(qtbot, desk, made)
    return made


def press(page, key, modifiers=NONE, times=1):
    """A key for whatever has the focus."""
    for _time in range(times):
        QTest.keyClick(page.window().focusWidget(), key, modifiers)


def typed(page, text):
    type_text(page.window().focusWidget(), text)


def field(page, name) -> QWidget:
    return next(w for w in page.panel.findChildren(QWidget, f"field_{name}") if w.isVisible())


def listed(page):
    """What stands in the name column, headings in brackets."""
    rows = [page.pane.table.people.rows[row] for row in range(page.pane.table.people.rowCount())]
    return [r.attendee.full_name if isinstance(r, Person) else f"[{r.unit.name} {r.here}/{r.total}]"
            for r in rows]


def people(page):
    return page.desk.workspace.attendance.people(page.desk.meeting_id)


def person(page, name):
    return next(p for p in people(page) if p.attendee.full_name == name)


def counts(page):
    return page.pane.counts.toolTip()


# --- the list -------------------------------------------------------------------------------


def test_the_page_counts_everybody(page):
    assert counts(page) == ("150 people · 137 present · 1 left · 9 excused · 3 not yet here")
    assert len(listed(page)) == 150


def test_kinds_and_units_are_counted(page):
    kinds, units = (label.toolTip() for label in page.pane.shares.findChildren(QLabel)[:2])
    assert kinds == "Ex-officio delegate 8/8 · Elected delegate 129/142"
    assert units.startswith("BGH 3/3 · HĐT 2/2")


@pytest.mark.parametrize(("text", "names"), [
    ("le thi an", ["Lê Thị Ân"]), ("Ân", ["Lê Thị Ân"]), ("ndo", ["Nguyễn Đình Ổn"]),
    ("khong co ai", [])])
def test_the_filter_finds_without_marks(page, text, names):
    page.search()
    typed(page, text)
    assert [n for n in names if n in listed(page)] == names
    assert len(listed(page)) < 10
    assert counts(page).startswith(f"{len(listed(page))} of 150 people")


def test_escape_empties_the_filter_and_goes_to_the_table(page):
    page.search()
    typed(page, "dien")
    press(page, Qt.Key.Key_Escape)
    assert page.pane.filter.text() == ""
    assert len(listed(page)) == 150
    assert page.pane.table.hasFocus()


def test_given_names_sort_as_vietnamese_lists_do(page):
    page.pane.order.setFocus()
    press(page, Qt.Key.Key_Down)
    names = listed(page)
    assert names.index("Hoàng An") < names.index("Nguyễn Thị Anh") < names.index("Đặng Thị Ánh") \
        < names.index("Nông Văn Ăn") < names.index("Lê Thị Ân") < names.index("Phạm Thị Dung") \
        < names.index("Vũ Thùy Dũng") < names.index("Trần Văn Đức")


def test_a_second_click_on_a_heading_turns_the_order(page):
    header = page.pane.table.horizontalHeader()
    for _time in range(2):
        place = QPoint(header.sectionViewportPosition(1) + 20, 10)
        QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, NONE, place)
    assert page.pane.table.people.headerData(1, Qt.Orientation.Horizontal) == "Full name ▼"
    names = listed(page)
    assert names.index("Trần Văn Đức") < names.index("Lê Thị Ân") < names.index("Hoàng An")


def test_by_unit_the_list_is_grouped_by_rank_and_folds(page):
    page.pane.order.setFocus()
    press(page, Qt.Key.Key_Down, times=2)
    names = listed(page)
    assert names[0] == "[Ban Giám hiệu 3/3]"
    assert names[4] == "[Hội đồng Trường 2/2]"
    page.pane.table.setFocus()
    page.pane.select(person(page, "Nguyễn Đình Ổn").attendee.id)
    press(page, Qt.Key.Key_Left, times=2)
    assert listed(page)[:2] == ["[Ban Giám hiệu 3/3]", "[Hội đồng Trường 2/2]"]
    press(page, Qt.Key.Key_Right)
    assert listed(page)[1] == "Nguyễn Đình Ổn"


def test_a_person_who_changes_unit_moves_under_its_heading(page):
    page.pane.order.setFocus()
    press(page, Qt.Key.Key_Down, times=2)
    page.pane.select(person(page, "Nguyễn Đình Ổn").attendee.id)
    line = field(page, "unit_id")
    line.setFocus()
    line.selectAll()
    typed(page, "cong doan")
    press(page, Qt.Key.Key_Return)
    names = listed(page)
    assert names[0] == "[Ban Giám hiệu 2/2]"
    assert names.index("[Công đoàn 4/4]") < names.index("Nguyễn Đình Ổn")


def shown_columns(page):
    table = page.pane.table
    return [column.name for place, column in enumerate(table.people.columns)
            if not table.isColumnHidden(place)]


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_columns_are_chosen_from_a_menu_and_remembered(qtbot, page):
    assert shown_columns(page) == ["number", "full_name", "position", "unit_id", "kind",
                                   "presence"]
    page.pane.columns.open(QPoint(0, 0))
    menu = page.pane.table.findChild(QMenu)
    for heading in ("Phone", "Position"):
        next(a for a in menu.actions() if a.text() == heading).trigger()
    assert not next(a for a in menu.actions() if a.text() == "No.").isEnabled()
    menu.close()
    again = AttendeesPage(page.desk)
    shown(qtbot, page.desk, again)
    assert shown_columns(again) == ["number", "full_name", "unit_id", "kind", "phone",
                                    "presence"]


# --- one person -----------------------------------------------------------------------------


def test_what_is_typed_of_a_person_is_kept_when_the_field_is_left(page):
    press(page, Qt.Key.Key_F2)
    press(page, Qt.Key.Key_Return)
    field(page, "position").selectAll()
    typed(page, "Hiệu trưởng danh dự")
    press(page, Qt.Key.Key_Return)
    assert person(page, "Nguyễn Đình Ổn").attendee.position == "Hiệu trưởng danh dự"


def test_two_people_never_share_a_number(page):
    line = field(page, "number")
    line.setFocus()
    line.selectAll()
    typed(page, "4")
    press(page, Qt.Key.Key_Return)
    assert person(page, "Nguyễn Đình Ổn").attendee.number == 1
    said = [label.text() for label in page.panel.findChildren(QLabel) if label.isVisible()]
    assert "✘ Number 4 is taken by Lê Thị Ân." in said


def test_what_could_not_be_kept_comes_back_with_its_person(page):
    line = field(page, "number")
    line.setFocus()
    line.selectAll()
    typed(page, "4")
    press(page, Qt.Key.Key_Escape)
    press(page, Qt.Key.Key_Down)
    assert field(page, "number").text() == "2"
    press(page, Qt.Key.Key_Up)
    assert field(page, "number").text() == "4"


def test_a_change_elsewhere_leaves_selection_and_typing_alone(page):
    press(page, Qt.Key.Key_Down, times=3)
    line = field(page, "position")
    line.setFocus()
    line.selectAll()
    typed(page, "Giảng viên ch")
    page.desk.workspace.attendance.toggle(person(page, "Hoàng An").attendee.id)
    assert line.text() == "Giảng viên ch"
    assert page.pane.selected() == [person(page, "Lê Thị Ân").attendee.id]


def test_control_enter_goes_on_to_the_next_person(page):
    press(page, Qt.Key.Key_F2)
    press(page, Qt.Key.Key_Return, CTRL)
    assert field(page, "full_name").text() == "Đặng Thị Ánh"
    assert field(page, "full_name").hasFocus()


def test_a_reason_makes_somebody_excused(page):
    page.pane.select(next(p.attendee.id for p in people(page)
                          if p.presence is None and not p.attendee.excused))
    field(page, "excuse_reason").setFocus()
    typed(page, "đi công tác")
    press(page, Qt.Key.Key_Return)
    assert counts(page).endswith("10 excused · 2 not yet here")


# --- a new person ---------------------------------------------------------------------------


def test_the_empty_page_offers_the_ways_in(empty_page):
    said = {w.text() for w in empty_page.pane.findChildren(QWidget)
            if isinstance(w, (QLabel, QPushButton)) and w.isVisible()}
    assert {"No attendees yet", "Add (Ctrl+N)", "Import from Excel (Ctrl+I)"} <= said


def test_a_new_person_with_a_new_unit_is_one_step(empty_page):
    page = empty_page
    page.new()
    typed(page, "Lê Thị Ân")
    press(page, Qt.Key.Key_Return)
    typed(page, "Giảng viên")
    press(page, Qt.Key.Key_Return)
    typed(page, "Khoa Điện")
    press(page, Qt.Key.Key_Return, CTRL)
    found = person(page, "Lê Thị Ân")
    assert (found.attendee.number, found.attendee.position, found.unit.name) == (
        1, "Giảng viên", "Khoa Điện")
    assert field(page, "full_name").text() == ""
    assert field(page, "full_name").hasFocus()
    page.desk.workspace.undo()
    assert people(page) == []
    assert page.desk.workspace.attendance.units(page.desk.meeting_id) == []


def test_new_people_follow_each_other_while_another_is_selected(page):
    page.new()
    for name in ("Lê Văn Tám", "Hoàng Minh Chín"):
        typed(page, name)
        press(page, Qt.Key.Key_Return, CTRL)
        assert field(page, "full_name").text() == ""
    assert listed(page)[-2:] == ["Lê Văn Tám", "Hoàng Minh Chín"]


def test_a_word_that_is_being_composed_is_looked_up_too(page):
    page.check_in()
    line = page.check_in_box.line
    typed(page, "lê thị ")
    QApplication.sendEvent(line, QInputMethodEvent("ân", []))
    assert line.text() == "lê thị "
    assert page.desk.popup().current().label == "Lê Thị Ân"


def test_a_new_unit_in_capitals_never_becomes_a_similar_one(page):
    page.new()
    typed(page, "Lê Văn Tám")
    press(page, Qt.Key.Key_Return, times=2)
    typed(page, "Khoa Đi")
    press(page, Qt.Key.Key_Return, CTRL)
    assert person(page, "Lê Văn Tám").unit.name == "Khoa Đi"


def test_small_letters_find_a_unit(page):
    page.new()
    typed(page, "Lê Văn Tám")
    press(page, Qt.Key.Key_Return, times=2)
    typed(page, "khoa co")
    press(page, Qt.Key.Key_Return)
    press(page, Qt.Key.Key_Return, CTRL)
    assert person(page, "Lê Văn Tám").unit.name == "Khoa Cơ khí"


def test_a_nameless_person_is_not_recorded(empty_page):
    page = empty_page
    page.new()
    press(page, Qt.Key.Key_Return)
    typed(page, "Giảng viên")
    press(page, Qt.Key.Key_Return, CTRL)
    assert people(page) == []
    assert field(page, "full_name").hasFocus()
    assert field(page, "position").text() == "Giảng viên"


def test_a_half_typed_person_waits_while_another_is_looked_at(page):
    page.new()
    typed(page, "Lê Văn T")
    press(page, Qt.Key.Key_Escape)
    press(page, Qt.Key.Key_Down)
    assert field(page, "full_name").text() == "Đặng Thị Ánh"
    page.new()
    assert field(page, "full_name").text() == "Lê Văn T"


def test_a_half_typed_person_is_there_in_the_next_session(qtbot, page, theme, tmp_path, register):
    page.new()
    typed(page, "Lê Văn T")
    page.desk.workspace.drafts.close()
    again = Workspace(register)
    desk = make_desk(again, theme, tmp_path, page.desk.meeting_id)
    second = AttendeesPage(desk)
    shown(qtbot, desk, second)
    assert field(second, "full_name").text() == "Lê Văn T"
    assert second.window().focusWidget() is field(second, "full_name")


# --- in and out -----------------------------------------------------------------------------


def candidates(page):
    """Whom the box offers for what was typed."""
    return page.check_in_box.candidates(page.check_in_box._called())


def test_check_in_by_letters_initials_and_number(page):
    box = page.check_in_box
    page.check_in()
    for text, name, here in (("le thi an", "Lê Thị Ân", False), ("lta", "Lê Thị Ân", True),
                             ("4", "Lê Thị Ân", False)):
        page.desk.workspace.register.now.advance(hours=1)
        typed(page, text)
        press(page, Qt.Key.Key_Return)
        assert person(page, name).here is here
        assert box.line.text() == ""
        assert box.line.hasFocus()
    assert box.said.text() == "○ Lê Thị Ân left 10:30 · 136/150 ✔ needs 100"


def test_the_holder_of_a_number_comes_before_longer_numbers(page):
    page.check_in()
    typed(page, "15")
    found = candidates(page)
    numbers = {p.attendee.id: p.attendee.number for p in people(page)}
    assert numbers[found[0].key] == 15
    assert len(found) > 1


def test_present_people_are_marked_also_after_they_came(page):
    page.check_in()
    typed(page, "nong van an")
    assert not candidates(page)[0].marked
    press(page, Qt.Key.Key_Return)
    typed(page, "nong van an")
    assert candidates(page)[0].marked


def test_the_arrow_keys_choose_among_candidates(page):
    page.check_in()
    typed(page, "le thi")
    before = [c.label for c in candidates(page)]
    press(page, Qt.Key.Key_Down)
    press(page, Qt.Key.Key_Return)
    assert not person(page, before[1]).here


def test_an_unknown_name_is_told_and_kept(page):
    page.check_in()
    typed(page, "Zorro")
    press(page, Qt.Key.Key_Return)
    assert page.check_in_box.said.text() == "Nobody on the list is called “Zorro”."
    assert page.check_in_box.line.text() == "Zorro"


def test_undo_takes_a_check_in_back_and_the_line_says_so_no_more(page):
    page.check_in()
    typed(page, "le thi an")
    press(page, Qt.Key.Key_Return)
    assert not page.check_in_box.line.isUndoAvailable()
    page.desk.workspace.undo()
    assert person(page, "Lê Thị Ân").here
    assert "left" not in page.check_in_box.said.text().split(";")[0]


def test_escape_closes_the_box_and_gives_the_focus_back(page):
    page.check_in()
    press(page, Qt.Key.Key_Escape)
    assert page.check_in_box.isHidden()
    assert page.pane.table.hasFocus()


def test_the_space_bar_lets_all_selected_people_out_and_in_as_one_step(page):
    press(page, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier, times=2)
    press(page, Qt.Key.Key_Space)
    assert counts(page).startswith("150 people · 134 present · 4 left")
    page.desk.workspace.undo()
    assert counts(page).startswith("150 people · 137 present · 1 left")


# --- removing, pasting, units ---------------------------------------------------------------


def test_delete_takes_people_off_and_undo_brings_them_back_with_their_presence(page):
    press(page, Qt.Key.Key_Delete)
    assert len(listed(page)) == 149
    assert field(page, "full_name").text() == "Đặng Thị Ánh"
    page.desk.workspace.undo()
    assert person(page, "Nguyễn Đình Ổn").here


def test_pasted_lines_are_counted_and_added_as_one_step(empty_page):
    page = empty_page
    QGuiApplication.clipboard().setText("1. PGS.TS Lê An, Trưởng khoa, Khoa Điện\nTrần Bình\n\n")
    page.paste_lines()
    panel = page.window().findChild(PastePanel)
    said = [label.text() for label in panel.findChildren(QLabel)]
    assert "2 people will be added." in said
    assert "The first: PGS · TS · Lê An · Trưởng khoa · Khoa Điện" in said
    press(page, Qt.Key.Key_Return, CTRL)
    assert [(p.attendee.full_name, p.attendee.degree) for p in people(page)] == [
        ("Lê An", "TS"), ("Trần Bình", "")]
    page.desk.workspace.undo()
    assert people(page) == []


def test_a_copied_table_is_read_by_its_headings(qtbot, empty_page):
    page = empty_page
    QGuiApplication.clipboard().setText(
        "DANH SÁCH\t\t\nTT\tĐơn vị\tHọ và tên\n1\tKhoa Điện\t\"TS. Lê\nAn\"\n2\tKhoa Y\tTrần Bình")
    page.paste_lines()
    press(page, Qt.Key.Key_D, CTRL)
    qtbot.waitUntil(lambda: page.window().findChild(ImportPanel) is not None, timeout=20_000)
    assert people(page) == []
    press(page, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: len(people(page)) == 2, timeout=20_000)
    assert [(p.attendee.full_name, p.attendee.degree, p.unit.name) for p in people(page)] == [
        ("Lê An", "TS", "Khoa Điện"), ("Trần Bình", "", "Khoa Y")]


def test_what_was_pasted_is_there_when_the_panel_is_opened_again(empty_page):
    page = empty_page
    QGuiApplication.clipboard().setText("")
    page.paste_lines()
    typed(page, "Lê An")
    press(page, Qt.Key.Key_Escape)
    QApplication.processEvents()
    page.paste_lines()
    assert page.window().focusWidget().toPlainText() == "Lê An"
    assert people(page) == []


def test_units_are_made_moved_and_removed_by_keys(empty_page):
    page = empty_page
    buttons = {b.text(): b for b in page.findChildren(QPushButton)}
    buttons["Units…"].click()
    panel = page.window().findChild(UnitsPanel)
    for name in ("Khoa Điện", "Phòng Đào tạo"):
        typed(page, name)
        press(page, Qt.Key.Key_Return)
    panel.table.setFocus()
    press(page, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    work, meeting_id = page.desk.workspace.attendance, page.desk.meeting_id
    assert [u.name for u in work.units(meeting_id)] == ["Phòng Đào tạo", "Khoa Điện"]
    assert panel.table.current_row() == 0
    press(page, Qt.Key.Key_Delete)
    assert [u.name for u in work.units(meeting_id)] == ["Khoa Điện"]
    press(page, Qt.Key.Key_N, CTRL)
    assert panel.name.hasFocus()
    press(page, Qt.Key.Key_Escape)
    assert panel.isHidden()


# --- looks ----------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("size", [(1166, 672), (904, 560)])
def test_no_button_or_label_is_cut(qtbot, demo_desk, language, size):
    use_language(language)
    made = AttendeesPage(demo_desk)
    window = shown(qtbot, demo_desk, made)
    window.resize(*size)
    made.resize(*size)
    QApplication.processEvents()
    cut = [w.text() for w in made.findChildren(QPushButton)
           if w.isVisible() and w.width() < w.sizeHint().width()]
    assert cut == []


# --- many changes at once ---------------------------------------------------------------------


def test_many_changes_are_shown_bit_by_bit_the_current_person_first(qtbot, page, monkeypatch):
    monkeypatch.setattr("desktop_app.ui.people_pane._AT_ONCE", 40)
    register, pane = page.desk.workspace.register, page.pane
    last = people(page)[-1].attendee
    pane.select(last.id)
    gone, *others = (p.attendee for p in people(page)[:-1])
    with register.operation("Import"):
        register.update_all(records.Attendee, {
            each.id: {"full_name": f"Lê Thị Mới {each.id}"} for each in [*others, last]})
        register.delete(records.Attendee, [gone.id])
    assert pane.current().attendee.full_name == f"Lê Thị Mới {last.id}"
    assert listed(page)[0] == gone.full_name
    qtbot.waitUntil(lambda: len(listed(page)) == 149)
    assert all(name.startswith("Lê Thị Mới") for name in listed(page))
    assert counts(page).startswith("149 people")
    page.desk.workspace.undo()
    qtbot.waitUntil(lambda: listed(page)[0] == gone.full_name)
    assert len(listed(page)) == 150


def test_a_change_of_units_is_shown_with_everybody(qtbot, page, monkeypatch):
    monkeypatch.setattr("desktop_app.ui.people_pane._AT_ONCE", 40)
    register = page.desk.workspace.register
    unit = people(page)[0].unit
    with register.operation("Edit"):
        register.update(records.Unit, unit.id, {"name": "Khoa Đổi tên"})
    qtbot.waitUntil(lambda: page.pane.table.people.rows[0].unit.name == "Khoa Đổi tên")
    assert len(listed(page)) == 150
