"""The floor on the live page, by keys alone."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop_app.domain.kinds import ItemState
from desktop_app.ui.pages.live import LivePage
from tests.ui.conftest import shown
from tests.ui.keys import type_text


@pytest.fixture
def page(qtbot, demo_desk):
    work, meeting_id = demo_desk.workspace, demo_desk.meeting_id
    item = next(i for i in work.agenda.items(meeting_id) if i.kind == "discussion")
    work.agenda.open_item(item)
    made = LivePage(demo_desk)
    shown(qtbot, demo_desk, made)
    return made


def queue(page) -> list[str]:
    return [page.floor_panel.queue.item(row).text() for row in
            range(page.floor_panel.queue.count())]


def ask(page, line: str) -> None:
    page.line.put(line, len(line))
    page.queue()


def test_speakers_wait_and_get_the_floor_in_turn(page, demo_desk):
    ask(page, "@Lê Thị Ân")
    assert page.line.text() == ""
    ask(page, "@Đại diện sinh viên: về học bổng")
    assert page.line.text() == "@Đại diện sinh viên: về học bổng"
    page.line.clear_recorded()
    assert [text.split(" · ")[0] for text in queue(page)] == ["1  Lê Thị Ân",
                                                              "2  Đại diện sinh viên"]
    page.floor()
    assert page.floor_panel.speaker == "Lê Thị Ân"
    page.floor()
    assert page.floor_panel.turn is None
    page.floor()
    assert page.floor_panel.speaker == "Đại diện sinh viên"
    assert queue(page) == []
    demo_desk.workspace.undo()
    assert len(queue(page)) == 1


def test_the_queue_is_worked_by_keys(page):
    for name in ("Lê Thị Ân", "Trần Văn Đức", "khách"):
        ask(page, f"@{name}")
    rows = page.floor_panel.queue
    rows.setFocus()
    rows.setCurrentRow(2)
    QTest.keyClick(rows, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert [text.split(" · ")[0] for text in queue(page)] == [
        "1  Lê Thị Ân", "2  khách", "3  Trần Văn Đức"]
    QTest.keyClick(rows, Qt.Key.Key_Delete)
    assert len(queue(page)) == 2
    rows.setCurrentRow(1)
    QTest.keyClick(rows, Qt.Key.Key_Return)
    assert page.floor_panel.speaker == "Trần Văn Đức"


def test_the_clock_warns_rests_and_goes_on(page, clock):
    page.line.put("@Lê Thị Ân", 0)
    page.floor()
    panel = page.floor_panel
    clock.advance(minutes=4, seconds=40)
    page.tick()
    assert panel._clock.text() == "04:40 / 05:00"
    assert panel._hint.text().startswith("00:20 left")
    clock.advance(minutes=1)
    page.tick()
    assert panel._hint.text().startswith("00:40 over")
    page.pause()
    clock.advance(minutes=3)
    page.tick()
    assert panel._clock.text() == "05:40 / 05:00"
    assert "paused" in panel._hint.text()
    page.pause()
    clock.advance(seconds=5)
    page.tick()
    assert panel._clock.text() == "05:45 / 05:00"


def test_the_third_turn_is_remarked(page):
    for _turn in range(3):
        assert "turn no" not in page.floor_panel._hint.text()
        page.line.put("@khách mời", 0)
        page.floor()
    assert "turn no. 3 of this speaker" in page.floor_panel._hint.text()


def test_the_line_without_a_name_records_for_whom_has_the_floor(qtbot, page, demo_desk):
    page.line.put("@Lê Thị Ân", 0)
    page.floor()
    type_text(page.line, "de nghi tang luong")
    qtbot.keyClick(page.line, Qt.Key.Key_Return)
    opinion = demo_desk.workspace.feedback.get(page.log.current_entry().id)
    assert demo_desk.names("Attendee", [opinion.attendee_id])[0][1] == "Lê Thị Ân"


def test_items_are_skipped_withdrawn_and_brought_back(qtbot, page, demo_desk):
    agenda, meeting_id = demo_desk.workspace.agenda, demo_desk.meeting_id
    key = agenda.add(meeting_id, {"title": "Bầu Ban Thanh tra nhân dân"}).id
    page.strip.setFocus()
    page.strip.setCurrentIndex(page.strip.agenda.index(page.strip.agenda.rowCount() - 1))
    QTest.keyClick(page.strip, Qt.Key.Key_Delete, Qt.KeyboardModifier.ShiftModifier)
    assert page.reason.line.hasFocus()
    type_text(page.reason.line, "chưa hết nhiệm kỳ")
    QTest.keyClick(page.reason.line, Qt.Key.Key_Return)
    item = next(i for i in agenda.items(meeting_id) if i.id == key)
    assert (item.state, item.state_reason) == (ItemState.WITHDRAWN, "chưa hết nhiệm kỳ")
    assert page.strip.hasFocus()
    page.strip.setCurrentIndex(page.strip.agenda.index(page.strip.agenda.rowCount() - 1))
    QTest.keyClick(page.strip, Qt.Key.Key_Delete)
    assert next(i for i in agenda.items(meeting_id) if i.id == key).state == ItemState.WAITING
    assert page.reason.isHidden()


def test_a_reason_half_typed_is_kept_and_never_changes_an_item_that_went_on(page, demo_desk):
    agenda, meeting_id = demo_desk.workspace.agenda, demo_desk.meeting_id
    key = agenda.add(meeting_id, {"title": "Bầu Ban Thanh tra nhân dân"}).id

    def item():
        return next(i for i in agenda.items(meeting_id) if i.id == key)

    page.strip.setFocus()
    page.strip.setCurrentIndex(page.strip.agenda.index(page.strip.agenda.rowCount() - 1))
    QTest.keyClick(page.strip, Qt.Key.Key_Delete)
    type_text(page.reason.line, "chưa đủ")
    QTest.keyClick(page.reason.line, Qt.Key.Key_Escape)
    assert (item().state, item().state_reason) == (ItemState.SKIPPED, "chưa đủ")
    demo_desk.workspace.undo()
    demo_desk.workspace.undo()
    page.strip.setCurrentIndex(page.strip.agenda.index(page.strip.agenda.rowCount() - 1))
    QTest.keyClick(page.strip, Qt.Key.Key_Delete)
    type_text(page.reason.line, "hoãn")
    agenda.open_item(item())
    assert page.reason.isHidden()
    page.leave()
    assert (item().state, item().state_reason) == (ItemState.CURRENT, "")


def test_a_reason_too_long_is_refused_and_stays(page, demo_desk):
    agenda, meeting_id = demo_desk.workspace.agenda, demo_desk.meeting_id
    agenda.add(meeting_id, {"title": "Bầu Ban Thanh tra nhân dân"})
    page.strip.setFocus()
    page.strip.setCurrentIndex(page.strip.agenda.index(page.strip.agenda.rowCount() - 1))
    QTest.keyClick(page.strip, Qt.Key.Key_Delete)
    page.reason.line.setText("a" * 5000)
    QTest.keyClick(page.reason.line, Qt.Key.Key_Return)
    assert not page.reason.isHidden()
    assert len(page.reason.line.text()) == 5000
    page.reason.line.setText("")
