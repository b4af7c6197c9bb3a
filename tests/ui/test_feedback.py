"""The feedback page, driven by its keys on the demo conference."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton

from desktop_app.domain import records
from desktop_app.domain.kinds import Channel
from desktop_app.services.workspace import Workspace
from desktop_app.store.register import Register
from desktop_app.ui.pages.feedback import FeedbackPage
from desktop_app.ui.paste_panel import PastePanel
from desktop_app.ui.themes_panel import open_themes
from tests.ui.conftest import make_desk, shown
from tests.ui.keys import type_text

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(qtbot, demo_desk):
    made = FeedbackPage(demo_desk)
    shown(qtbot, demo_desk, made)
    return made


def press(page, key, modifiers=Qt.KeyboardModifier.NoModifier):
    """A key for whatever has the focus."""
    QTest.keyClick(page.window().focusWidget(), key, modifiers)


def listed(page):
    """The numbers of the opinions in the list, from top to bottom."""
    return [page.table.model().rows[row].number for row in range(page.table.model().rowCount())]


def type_into(page, name, text):
    """Types into a field of the form that is shown."""
    widget = next(w for w in page.pane.findChildren(object, f"field_{name}") if w.isVisible())
    widget.setFocus()
    widget.selectAll()
    type_text(widget, text)


def opinion(desk, number):
    return desk.workspace.feedback.numbered(desk.meeting_id, number)


def test_the_first_opinion_is_shown_with_its_replies(page):
    assert listed(page) == [1, 2, 3, 4, 5, 6]
    assert page.bar.count.text() == "6 of 6 opinions"
    assert page.pane.known.title.text() == "Opinion 1"
    assert page.pane.replies.table.model().rowCount() == 2
    assert page.table.hasFocus()


def test_arrows_show_the_next_opinion(page):
    press(page, Qt.Key.Key_Down)
    press(page, Qt.Key.Key_Down)
    assert page.pane.known.title.text() == "Opinion 3"


@pytest.mark.parametrize(("typed", "numbers"), [
    ("thu tuc", [1]), ("le an", [1]), ("HỌP", [4]), ("5", [5]), ("khong co gi", []),
    ("nghien cuu lap", [6])])
def test_the_box_finds_words_speakers_and_numbers_without_marks(page, typed, numbers):
    page.search()
    type_text(page.bar.box, typed)
    assert listed(page) == numbers
    assert page.bar.count.text() == f"{len(numbers)} of 6 opinions"


def test_escape_empties_the_box_and_goes_to_the_list(page):
    page.search()
    type_text(page.bar.box, "hop")
    press(page, Qt.Key.Key_Escape)
    assert (page.bar.box.text(), len(listed(page)), page.table.hasFocus()) == ("", 6, True)


def test_typing_in_the_box_keeps_the_opinion_that_is_shown(page):
    press(page, Qt.Key.Key_End)
    page.search()
    type_text(page.bar.box, "lap nhom")
    assert page.table.current_row() == 0
    assert page.pane.known.title.text() == "Opinion 6"
    page.bar.box.clear()
    assert page.table.current_row() == 5


def test_groups_have_counts_and_narrow_the_list(page, demo_desk):
    page.groups.setFocus()
    model = page.groups.model()
    rows = [(model.index(r, 0).data(), model.index(r, 1).data()) for r in range(model.rowCount())]
    assert rows[0] == ("All themes", "6")
    assert rows[1] == ("Nghiên cứu khoa học", "2")
    assert rows[-1] == ("Without a theme", "0")
    press(page, Qt.Key.Key_Down)
    assert listed(page) == [1, 6]
    page.bar.grouping.setCurrentIndex(page.bar.grouping.findData("status"))
    page.groups.go_to(3)
    assert listed(page) == []
    page.bar.clear()
    page.groups.go_to(3)
    assert listed(page) == [4]


def test_without_groups_the_list_has_their_room(page):
    page.bar.grouping.setCurrentIndex(0)
    assert page.groups.isHidden()
    assert all(combo.isVisibleTo(page.bar) for combo in page.bar.choices.values())


def test_an_edit_is_saved_and_shown_in_the_list(page, demo_desk):
    page.edit()
    type_text(page.window().focusWidget(), "Mới: ")
    press(page, Qt.Key.Key_Return, CTRL)
    assert opinion(demo_desk, 1).text.startswith("Mới: ")
    assert page.pane.known.title.text() == "Opinion 2"


def test_a_status_that_no_longer_fits_the_filter_stays_until_the_filter_changes(page, demo_desk):
    page.bar.choose("status", "answered")
    demo_desk.workspace.editor.set_field(records.Feedback, opinion(demo_desk, 1).id, "status",
                                         "done")
    assert listed(page) == [1, 2, 3, 5, 6]
    page.bar.choose("status", "done")
    assert listed(page) == [1]


def test_counts_follow_changes(page, qtbot, demo_desk):
    key = opinion(demo_desk, 4).id
    demo_desk.workspace.editor.set_field(records.Feedback, key, "theme_ids", ())
    model = page.groups.model()
    qtbot.waitUntil(lambda: model.index(model.rowCount() - 1, 1).data() == "1")


def test_new_opinions_one_after_the_other(page, demo_desk):
    page.new()
    type_into(page, "text", "Đề nghị lắp thêm quạt")
    type_into(page, "attendee_id", "nong van an")
    press(page, Qt.Key.Key_Return)
    type_into(page, "theme_ids", "Cơ sở vật chất")
    press(page, Qt.Key.Key_Return, CTRL)
    made = opinion(demo_desk, 7)
    names = demo_desk.names("Theme", made.theme_ids)
    assert (made.text, made.channel) == ("Đề nghị lắp thêm quạt", Channel.PAPER)
    assert [name for _key, name in names] == ["Cơ sở vật chất"]
    assert made.attendee_id == opinion(demo_desk, 5).attendee_id
    assert page.pane.is_new
    assert not page.pane.new.form.drafts()
    assert listed(page)[-1] == 7


def test_a_new_opinion_without_text_is_marked(page, demo_desk):
    page.new()
    press(page, Qt.Key.Key_Return, CTRL)
    editor = page.pane.new.form.editor("text")
    assert editor.widget.property("wrong")
    assert editor.widget.hasFocus()
    assert opinion(demo_desk, 7) is None


def test_escape_keeps_a_half_typed_opinion(page):
    page.new()
    type_into(page, "text", "Chưa xong")
    press(page, Qt.Key.Key_Escape)
    assert page.pane.known.title.isVisible()
    page.new()
    assert page.pane.new.form.editor("text").text() == "Chưa xong"


def test_a_reply_to_several_opinions(page, demo_desk):
    demo_desk.workspace.feedback.add(demo_desk.meeting_id, {"text": "Một"})
    demo_desk.workspace.feedback.add(demo_desk.meeting_id, {"text": "Hai"})
    press(page, Qt.Key.Key_End)
    page.pane.reply()
    type_into(page, "unit_id", "dao tao")
    press(page, Qt.Key.Key_Return)
    type_into(page, "text", "Sẽ làm cả hai")
    type_into(page, "feedback_ids", "7; 8")
    press(page, Qt.Key.Key_Return, CTRL)
    replies = [demo_desk.workspace.feedback.replies_to(opinion(demo_desk, n).id) for n in (7, 8)]
    assert [[r.text for r in some] for some in replies] == [["Sẽ làm cả hai"]] * 2
    assert [opinion(demo_desk, n).status for n in (7, 8)] == ["answered", "answered"]
    assert page.pane.replies.table.model().rowCount() == 1
    assert page.table.hasFocus()


def test_a_half_typed_reply_waits_for_its_opinion(page):
    page.pane.reply()
    type_into(page, "text", "Đang viết")
    press(page, Qt.Key.Key_Escape)
    press(page, Qt.Key.Key_Down)
    page.pane.reply()
    card = page.window().focusWidget()
    assert page.pane.new_reply.form.editor("text").text() == ""
    assert card is not None
    press(page, Qt.Key.Key_Escape)
    press(page, Qt.Key.Key_Up)
    page.pane.reply()
    assert page.pane.new_reply.form.editor("text").text() == "Đang viết"


def test_a_recorded_reply_is_edited_and_removed(page, demo_desk):
    page.pane.replies.table.setFocus()
    press(page, Qt.Key.Key_Return)
    type_text(page.window().focusWidget(), "Sửa: ")
    press(page, Qt.Key.Key_Return, CTRL)
    key = opinion(demo_desk, 1).id
    assert demo_desk.workspace.feedback.replies_to(key)[0].text.startswith("Sửa: ")
    page.pane.replies.table.setFocus()
    press(page, Qt.Key.Key_Delete)
    assert page.pane.replies.table.model().rowCount() == 1
    demo_desk.workspace.undo()
    assert page.pane.replies.table.model().rowCount() == 2


def test_delete_removes_and_undo_brings_back(page, demo_desk):
    said = []
    demo_desk.bus.said.connect(lambda text, undoable: said.append((text, undoable)))
    press(page, Qt.Key.Key_Down)
    press(page, Qt.Key.Key_Delete)
    assert listed(page) == [1, 3, 4, 5, 6]
    assert page.pane.known.title.text() == "Opinion 3"
    assert said == [("1 opinion removed.", True)]
    demo_desk.workspace.undo()
    assert listed(page) == [1, 2, 3, 4, 5, 6]


def test_what_is_being_typed_survives_a_change_elsewhere(page, demo_desk):
    page.edit()
    box = page.window().focusWidget()
    type_text(box, "Đang gõ ")
    demo_desk.workspace.editor.set_field(records.Feedback, page.pane.shown_id, "status", "done")
    assert box.toPlainText().startswith("Đang gõ ")
    assert box.hasFocus()


def test_an_empty_page_offers_the_ways_in(qtbot, desk, meeting):
    desk.meeting_id = meeting.id
    page = FeedbackPage(desk)
    shown(qtbot, desk, page)
    assert page.groups.isHidden()
    desk.workspace.feedback.add(meeting.id, {"text": "Một"})
    assert listed(page) == [1]


def test_pasted_lines_become_opinions(qtbot, desk, meeting):
    desk.meeting_id = meeting.id
    page = FeedbackPage(desk)
    shown(qtbot, desk, page)
    QGuiApplication.clipboard().setText("1. Sửa nhà xe\tLê An\n- Mua máy chiếu")
    page.paste_lines()
    panel = page.window().findChild(PastePanel)
    assert "2 opinions will be added." in [label.text() for label in panel.findChildren(QLabel)]
    press(page, Qt.Key.Key_Return, CTRL)
    assert listed(page) == [1, 2]
    assert (opinion(desk, 1).text, opinion(desk, 1).speaker) == ("Sửa nhà xe", "Lê An")
    assert opinion(desk, 2).text == "Mua máy chiếu"


def test_a_half_typed_opinion_of_the_last_session_comes_back(
        qtbot, tmp_path, theme, workspace, demo_desk):
    workspace.drafts.put(f"Feedback:new-{demo_desk.meeting_id}:text", "Mất điện", 4)
    register, _left = workspace.detach()
    second = Workspace(register)
    desk = make_desk(second, theme, tmp_path, demo_desk.meeting_id)
    page = FeedbackPage(desk)
    shown(qtbot, desk, page)
    editor = page.pane.new.form.editor("text")
    assert (editor.text(), editor.caret()) == ("Mất điện", 4)
    assert page.window().focusWidget() is editor.widget


def panel_rows(panel):
    model = panel.table.model()
    return [tuple(model.index(row, column).data() for column in range(model.columnCount()))
            for row in range(model.rowCount())]


def test_themes_are_added_renamed_moved_and_removed(page, demo_desk, qtbot):
    panel = open_themes(demo_desk, page)
    assert panel_rows(panel)[0] == ("Nghiên cứu khoa học", "NCKH", "2")
    QTest.keyClick(panel.table, Qt.Key.Key_N, CTRL)
    type_text(panel.name, "Chuyển đổi số")
    QTest.keyClick(panel.name, Qt.Key.Key_Return)
    assert panel_rows(panel)[-1] == ("Chuyển đổi số", "", "0")
    QTest.keyClick(panel.table, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert panel_rows(panel)[-2][0] == "Chuyển đổi số"
    QTest.keyClick(panel.table, Qt.Key.Key_F2)
    line = panel.window().focusWidget()
    line.selectAll()
    type_text(line, "Chuyển đổi số toàn trường")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert panel_rows(panel)[-2][0] == "Chuyển đổi số toàn trường"
    panel.table.setFocus()
    QTest.keyClick(panel.table, Qt.Key.Key_Delete)
    assert "Chuyển đổi số toàn trường" not in [row[0] for row in panel_rows(panel)]
    demo_desk.workspace.undo()
    assert "Chuyển đổi số toàn trường" in [row[0] for row in panel_rows(panel)]
    QTest.keyClick(panel.table, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: page.groups.model().rowCount() == 9)


def test_a_read_only_register_is_shown_but_not_changed(qtbot, demo_desk, tmp_path, theme):
    workspace = Workspace(Register.read(demo_desk.workspace.path))
    desk = make_desk(workspace, theme, tmp_path, demo_desk.meeting_id)
    said = []
    desk.bus.said.connect(lambda text, _undoable: said.append(text))
    page = FeedbackPage(desk)
    shown(qtbot, desk, page)
    assert listed(page) == [1, 2, 3, 4, 5, 6]
    press(page, Qt.Key.Key_Delete)
    assert listed(page) == [1, 2, 3, 4, 5, 6]
    assert "cannot be written to" in said[0]
    workspace.close()


def test_which_offices_have_answered_is_seen_above_the_list(qtbot, demo_window):
    demo_window.show_page("feedback")
    strip = demo_window.page.offices_strip
    qtbot.waitUntil(lambda: "✔ P.KHCN 2/2" in strip.texts(), timeout=10_000)
    work, meeting_id = demo_window.desk.workspace, demo_window.desk.meeting_id
    office = next(each for each in work.feedback.offices(meeting_id) if each.asked == 2)
    unit = next(u for u in work.attendance.units(meeting_id) if u.id == office.unit_id)
    assert not work.feedback.add(
        meeting_id, {"text": "Ý mới", "addressed_ids": (unit.id,)}).problems
    qtbot.waitUntil(lambda: f"{unit.short_name} 2/3" in strip.texts()[0], timeout=10_000)
    next(b for b in strip.findChildren(QPushButton) if b.text().endswith("2/3")).click()
    assert demo_window.page.bar.value("unit") == unit.id
