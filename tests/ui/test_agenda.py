"""The agenda page, driven by its keys on the demo conference."""

from datetime import time

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from desktop_app.domain import records
from desktop_app.i18n import use_language
from desktop_app.services.workspace import Workspace
from desktop_app.ui.pages.agenda import AgendaPage
from desktop_app.ui.paste_panel import PastePanel
from tests.ui.conftest import make_desk, shown
from tests.ui.keys import type_text

NONE, CTRL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def page(qtbot, demo_desk):
    """The demo's agenda before the conference: nothing has been opened yet."""
    with demo_desk.workspace.register.operation("reset"):
        for item in items(demo_desk):
            demo_desk.workspace.register.update(records.AgendaItem, item.id, {"state": "waiting"})
    made = AgendaPage(demo_desk)
    shown(qtbot, demo_desk, made)
    return made


@pytest.fixture
def empty_page(qtbot, workspace, meeting, theme, tmp_path):
    desk = make_desk(workspace, theme, tmp_path, meeting.id)
    made = AgendaPage(desk)
    shown(qtbot, desk, made)
    return made


def items(desk):
    return desk.workspace.agenda.items(desk.meeting_id)


def press(page, key, modifiers=NONE, times=1):
    for _time in range(times):
        QTest.keyClick(page.window().focusWidget(), key, modifiers)


def typed(page, text):
    type_text(page.window().focusWidget(), text)


def field(page, name) -> QWidget:
    return next(w for w in page.panel.findChildren(QWidget, f"field_{name}") if w.isVisible())


def put(page, name, text):
    """Types into a field in place of what stands there, and leaves it."""
    field(page, name).setFocus()
    field(page, name).selectAll()
    typed(page, text)
    press(page, Qt.Key.Key_Return)


def column(page, name):
    """What one column shows, from top to bottom."""
    model = page.table.model()
    place = next(i for i, c in enumerate(model.columns) if c.name == name)
    return [model.index(row, place).data() for row in range(model.rowCount())]


def said(page):
    return [w.text() for w in page.findChildren(QLabel) if w.isVisible()]


def click(page, text):
    next(b for b in page.findChildren(QPushButton) if b.isVisible() and b.text() == text).click()


# --- order and times ------------------------------------------------------------------------


def test_the_page_says_how_many_items_and_until_when(page):
    assert "11 items, until 11:30" in said(page)
    assert column(page, "planned")[7:9] == ["09:35–10:35", "10:35–11:05"]


def test_alt_and_arrows_move_an_item_and_its_selection(page):
    page.table.go_to(7)
    press(page, Qt.Key.Key_Down, ALT)
    assert column(page, "title")[7:9] == ["Tiếp thu, giải trình", "Thảo luận"]
    assert column(page, "planned")[7:9] == ["09:35–10:05", "10:05–11:05"]
    assert page.table.selected_rows() == [8]
    page.desk.workspace.undo()
    assert column(page, "title")[7] == "Thảo luận"


@pytest.mark.parametrize(("source", "target", "below", "order"), [
    (0, 2, False, [2, 1, 3]), (0, 2, True, [2, 3, 1]), (2, 0, False, [3, 1, 2])])
def test_a_row_that_is_dragged_takes_its_new_place(page, source, target, below, order):
    titles = column(page, "title")
    page.table.go_to(source)
    row = page.table.visualRect(page.table.model().index(target, 0))
    place = row.bottomLeft() - QPoint(0, 3) if below else row.topLeft() + QPoint(0, 3)
    page.table.dropEvent(QDropEvent(
        QPointF(place), Qt.DropAction.MoveAction, QMimeData(), Qt.MouseButton.LeftButton, NONE))
    assert column(page, "title")[:3] == [titles[number - 1] for number in order]


def test_minutes_change_the_clock_times_below(page):
    put(page, "minutes", "45")
    assert column(page, "planned")[1] == "08:15–08:25"
    assert "11 items, until 11:45" in said(page)


def test_a_fixed_start_that_comes_too_early_is_told(page):
    page.table.go_to(7)
    put(page, "fixed_start", "9:20")
    assert "⚠ item 8 begins 15 minutes before the one ahead of it ends" in said(page)
    assert items(page.desk)[7].fixed_start == time(9, 20)


# --- states ---------------------------------------------------------------------------------


def test_a_skipped_item_asks_for_its_reason_and_takes_no_time(page):
    page.table.go_to(9)
    click(page, "Skip")
    assert page.window().focusWidget() is field(page, "state_reason")
    typed(page, "hết giờ")
    press(page, Qt.Key.Key_Return)
    item = items(page.desk)[9]
    assert (item.state, item.state_reason) == ("skipped", "hết giờ")
    assert column(page, "state")[9].endswith("Skipped: hết giờ")
    assert column(page, "planned")[9] == ""
    assert "11 items, until 11:15" in said(page)


def test_a_withdrawn_item_can_wait_again(page):
    click(page, "Withdraw")
    assert items(page.desk)[0].state == "withdrawn"
    click(page, "Wait again")
    assert items(page.desk)[0].state == "waiting"


# --- items ----------------------------------------------------------------------------------


def test_the_empty_page_offers_the_ways_in(empty_page):
    assert "No agenda yet" in said(empty_page)


def test_new_items_follow_each_other_by_control_enter(empty_page):
    page = empty_page
    page.new()
    for title in ("Chào cờ", "Bế mạc"):
        typed(page, title)
        press(page, Qt.Key.Key_Return, CTRL)
    assert [(i.number, i.title) for i in items(page.desk)] == [(1, "Chào cờ"), (2, "Bế mạc")]
    assert field(page, "title").text() == ""


def test_a_half_typed_item_is_there_in_the_next_session(qtbot, page, theme, tmp_path, register):
    page.new()
    typed(page, "Báo cáo tài ch")
    page.desk.workspace.drafts.close()
    desk = make_desk(Workspace(register), theme, tmp_path, page.desk.meeting_id)
    second = AgendaPage(desk)
    shown(qtbot, desk, second)
    assert field(second, "title").text() == "Báo cáo tài ch"


def test_a_recorded_item_leaves_no_draft(page, register):
    page.new()
    typed(page, "Chụp ảnh lưu niệm")
    press(page, Qt.Key.Key_Return, CTRL)
    page.desk.workspace.drafts.close()
    assert register.drafts() == []


def test_delete_closes_the_gap_and_undo_opens_it(page):
    page.table.go_to(4)
    press(page, Qt.Key.Key_Delete)
    assert column(page, "number") == [str(n) for n in range(1, 11)]
    page.desk.workspace.undo()
    assert len(items(page.desk)) == 11


def test_what_is_typed_of_an_item_that_is_removed_harms_nobody(page):
    field(page, "note").setFocus()
    typed(page, "nhớ micro")
    page.table.setFocus()
    press(page, Qt.Key.Key_Delete)
    assert len(items(page.desk)) == 10
    page.desk.workspace.undo()
    assert items(page.desk)[0].note == "nhớ micro"


def test_pasted_lines_become_items(empty_page):
    page = empty_page
    QGuiApplication.clipboard().setText("1. Chào cờ | 10 | Ban tổ chức\n\n2) Báo cáo\t30")
    page.paste_lines()
    panel = page.window().findChild(PastePanel)
    assert "2 items will be added." in [label.text() for label in panel.findChildren(QLabel)]
    press(page, Qt.Key.Key_Return, CTRL)
    assert [(i.title, i.minutes, i.presenter) for i in items(page.desk)] == [
        ("Chào cờ", 10, "Ban tổ chức"), ("Báo cáo", 30, "")]


# --- presenters -----------------------------------------------------------------------------


def test_a_presenter_is_offered_but_free_text_stays(page):
    field(page, "presenter").setFocus()
    field(page, "presenter").selectAll()
    typed(page, "le thi an")
    popup = page.desk.popup()
    assert popup.isVisible()
    assert popup.current() is None
    press(page, Qt.Key.Key_Return)
    assert items(page.desk)[0].presenter == "le thi an"


def test_arrow_and_enter_take_a_presenter_after_a_comma(page):
    field(page, "presenter").setFocus()
    field(page, "presenter").selectAll()
    typed(page, "Ban tổ chức, le thi an")
    press(page, Qt.Key.Key_Down)
    press(page, Qt.Key.Key_Return)
    assert field(page, "presenter").text() == "Ban tổ chức, Lê Thị Ân"
    press(page, Qt.Key.Key_Return)
    assert items(page.desk)[0].presenter == "Ban tổ chức, Lê Thị Ân"


def test_units_are_offered_too(page):
    field(page, "presenter").setFocus()
    field(page, "presenter").selectAll()
    typed(page, "phong dao tao")
    press(page, Qt.Key.Key_Down)
    assert page.desk.popup().current().label == "Phòng Đào tạo"


# --- looks ----------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("size", [(1166, 672), (904, 560)])
def test_no_button_is_cut_and_titles_wrap(qtbot, demo_desk, language, size):
    use_language(language)
    made = AgendaPage(demo_desk)
    window = shown(qtbot, demo_desk, made)
    window.resize(*size)
    made.resize(*size)
    QApplication.processEvents()
    assert [w.text() for w in made.findChildren(QPushButton)
            if w.isVisible() and w.width() < w.sizeHint().width()] == []
    assert made.table.rowHeight(3) > made.table.rowHeight(7)
