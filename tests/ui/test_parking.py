"""Parking a line from anywhere, by keys."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop_app.domain import records
from desktop_app.ui.pages.live import LivePage
from desktop_app.ui.parked_panel import ParkBox, ParkedPanel
from tests.ui.conftest import shown
from tests.ui.keys import type_text


@pytest.fixture
def page(qtbot, demo_desk):
    made = LivePage(demo_desk)
    shown(qtbot, demo_desk, made)
    return made


def test_what_stands_in_the_capture_line_is_parked(page, demo_desk):
    page.line.setFocus()
    type_text(page.line, "@ttl: hỏi về học phí")
    assert page.park()
    assert page.line.text() == ""
    [line] = demo_desk.workspace.parking.lines(demo_desk.meeting_id)
    assert line.text == "@ttl: hỏi về học phí"
    assert not page.park()


def test_a_long_parked_text_is_recorded_whole(page, demo_desk):
    text = "/y dòng một\ndòng hai " + "x" * 60_000
    page.line.setFocus()
    page.line.put(text, 0)
    assert page.park()
    panel = ParkedPanel(demo_desk)
    panel.open(page)
    QTest.keyClick(panel.line, Qt.Key.Key_Return)
    said = [opinion.text for opinion in demo_desk.workspace.register.find(records.Feedback)]
    assert text.removeprefix("/y ") in said


def test_a_pasted_text_that_was_cut_is_not_parked(page, demo_desk):
    QApplication.clipboard().setText("x" * 1_000_000)
    box = ParkBox(demo_desk)
    box.open_over(page, box.line)
    box.line.paste()
    QTest.keyClick(box.line, Qt.Key.Key_Return)
    assert demo_desk.workspace.parking.lines(demo_desk.meeting_id) == []
    assert box.isVisible()


def test_a_line_is_parked_over_another_page(qtbot, page, demo_desk):
    box = ParkBox(demo_desk)
    box.open_over(page, box.line)
    type_text(box.line, "gọi lại Phòng Tài vụ")
    QTest.keyClick(box, Qt.Key.Key_Escape)
    box = ParkBox(demo_desk)
    box.open_over(page, box.line)
    assert box.line.text() == "gọi lại Phòng Tài vụ"
    with qtbot.waitSignal(box.closed):
        QTest.keyClick(box.line, Qt.Key.Key_Return)
    [line] = demo_desk.workspace.parking.lines(demo_desk.meeting_id)
    assert line.text == "gọi lại Phòng Tài vụ"
    assert ParkBox(demo_desk).line.text() == ""
    demo_desk.workspace.drafts.flush(5)
    assert demo_desk.workspace.register.drafts() == []


def test_parked_lines_are_settled_one_after_the_other(qtbot, page, demo_desk):
    for text in ("một", "hai", "ba"):
        box = ParkBox(demo_desk)
        box.line.setText(text)
        box._park()
    panel = ParkedPanel(demo_desk)
    panel.open(page)
    assert panel.line.text() == "một"
    QTest.keyClick(panel.line, Qt.Key.Key_Down)
    panel.line.setText("/y @Trần Văn Đức: hai")
    QTest.keyClick(panel.line, Qt.Key.Key_Return)
    [opinion] = [f for f in demo_desk.workspace.register.find(records.Feedback)
                 if f.text == "hai"]
    assert opinion.attendee_id
    assert panel.line.text() == "ba"
    panel.table.setFocus()
    QTest.keyClick(panel.table, Qt.Key.Key_Delete)
    assert panel.line.text() == "một"
    panel._settle()
    assert demo_desk.workspace.parking.lines(demo_desk.meeting_id) == []
    assert "Ctrl+J" in panel._hint.text()
    panel.close_panel()


def test_what_is_changed_in_a_parked_line_is_kept(page, demo_desk):
    for text in ("một", "hai"):
        demo_desk.workspace.parking.park(text, demo_desk.context())
    panel = ParkedPanel(demo_desk)
    panel.open(page)
    type_text(panel.line, " thêm")
    QTest.keyClick(panel.line, Qt.Key.Key_Down)
    assert panel.line.text() == "hai"
    QTest.keyClick(panel.line, Qt.Key.Key_Up)
    assert panel.line.text() == "một thêm"
    demo_desk.workspace.parking.park("ba", demo_desk.context())
    assert panel.line.text() == "một thêm"
    panel.close_panel()
    again = ParkedPanel(demo_desk)
    again.open(page)
    assert again.line.text() == "một thêm"
    again._settle()
    demo_desk.workspace.drafts.flush(5)
    assert demo_desk.workspace.register.drafts() == []
    again.close_panel()


def test_a_parked_reply_answers_the_opinion_that_is_selected(page, demo_desk):
    page.log.step(-1, "opinion")
    opinion = page.selected_opinion()
    demo_desk.workspace.parking.park("/t sẽ xem xét", demo_desk.context())
    panel = ParkedPanel(demo_desk, opinion)
    panel.open(page)
    assert f"opinion {opinion.number}" in panel._hint.text()
    panel._settle()
    replies = demo_desk.workspace.register.find(records.Reply)
    assert replies[-1].feedback_ids == (opinion.id,)
    panel.close_panel()
