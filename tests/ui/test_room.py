"""Presence by keys: scans, times afterwards, namesakes, the room panel, the quorum's line."""

from datetime import timedelta

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from desktop_app.domain import records
from desktop_app.ui.pages.attendees import AttendeesPage
from desktop_app.ui.pages.live import LivePage
from desktop_app.ui.quorum_bar import QuorumBar
from desktop_app.ui.room_panel import RoomPanel, open_room
from tests.ui.conftest import shown
from tests.ui.keys import type_text

SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def live(qtbot, demo_desk):
    """The demo's live page on the day, after the roll-call."""
    demo_desk.workspace.register.now.advance(hours=2)
    made = LivePage(demo_desk)
    shown(qtbot, demo_desk, made)
    return made


@pytest.fixture
def box(live):
    live.check_in()
    return live.check_in_box


@pytest.fixture
def enter(qtbot, box):
    def typed(text: str) -> None:
        type_text(box.line, text)
        qtbot.keyClick(box.line, Qt.Key.Key_Return)
    return typed


def _present(desk) -> int:
    return desk.workspace.presence.count(desk.meeting_id)[0]


# --- the check-in box ----------------------------------------------------------------------------


def test_a_scanner_types_several_codes_in_a_row(box, enter, demo_desk):
    people = demo_desk.workspace.session.people(demo_desk.meeting_id)
    absent = [p.attendee for p in people if not p.here and p.official][:4]
    with demo_desk.workspace.register.operation("Codes"):
        for place, person in enumerate(absent):
            demo_desk.workspace.register.update(records.Attendee, person.id,
                                                {"staff_code": f"VC{place:04}"})
    before = _present(demo_desk)
    for place in range(4):
        enter(f"vc{place:04}")
        assert (box.line.text(), demo_desk.popup().current()) == ("", None)
    assert _present(demo_desk) == before + 4
    enter("vc9999")
    assert "vc9999" in box.said.text()
    enter("vc0003")
    assert "a moment ago" in box.said.text()
    assert (box.line.text(), _present(demo_desk)) == ("", before + 4)


def test_a_departure_five_minutes_ago_and_one_that_cannot_be(box, enter, demo_desk):
    now = demo_desk.workspace.now()
    enter("4 -5")
    stay = demo_desk.workspace.stays.of(4)[-1]
    assert stay.left_at == now - timedelta(minutes=5)
    assert f"left {stay.left_at:%H:%M}" in box.said.text()
    enter("4 7:00")
    assert "already" in box.said.text()
    assert box.line.text() == "4 7:00"
    box.line.clear()
    enter("4 23:00")
    assert "still to come" in box.said.text()
    assert demo_desk.workspace.stays.of(4) == [stay]


def test_namesakes_are_asked_for(qtbot, box, enter, demo_desk):
    work = demo_desk.workspace
    for _twice in range(2):
        work.attendance.add(demo_desk.meeting(), {"full_name": "Vừ Thị Mỷ"})
    before = _present(demo_desk)
    enter("vu thi my")
    assert _present(demo_desk) == before
    assert "Several people" in box.said.text()
    assert box.line.text() == "vu thi my"
    qtbot.keyClick(box.line, Qt.Key.Key_Down)
    chosen = demo_desk.popup().current().label
    qtbot.keyClick(box.line, Qt.Key.Key_Return)
    assert _present(demo_desk) == before + 1
    assert box.said.text().startswith(f"✔ {chosen.split(' (')[0]} present")


def test_a_code_that_two_people_have_offers_both(qtbot, box, enter, demo_desk):
    people = demo_desk.workspace.session.people(demo_desk.meeting_id)
    keys = [p.attendee.id for p in people if not p.here and p.official][:3]
    with demo_desk.workspace.register.operation("Codes"):
        for key, code in zip(keys, ("00777", "00777", "0011"), strict=True):
            demo_desk.workspace.register.update(records.Attendee, key, {"staff_code": code})
    before = _present(demo_desk)
    enter("00777")
    assert "Several people" in box.said.text()
    assert {c.key for c in box.candidates(box._called())} == set(keys[:2])
    qtbot.keyClick(box.line, Qt.Key.Key_Down)
    qtbot.keyClick(box.line, Qt.Key.Key_Return)
    assert _present(demo_desk) == before + 1
    type_text(box.line, "0011")
    assert box.candidates(box._called())[0].key == keys[2]
    qtbot.keyClick(box.line, Qt.Key.Key_Return)
    assert keys[2] in demo_desk.workspace.presence.room(demo_desk.meeting_id).here


# --- the room panel ------------------------------------------------------------------------------


@pytest.fixture
def panel(live, demo_desk):
    return open_room(demo_desk, live)


def test_the_panel_tells_the_rule_and_steps_over_the_changes(qtbot, panel, demo_desk):
    assert panel.time.hasFocus()
    now = panel.meter.text()
    assert now == f"{_present(demo_desk)}/150 ✔ needs 100"
    assert "at least 2/3" in panel.rule.text()
    assert "Decree 04/2015/ND-CP" in panel.rule.text()
    changes = demo_desk.workspace.presence.room(demo_desk.meeting_id).headcount.moments
    for _step in changes:
        qtbot.keyClick(panel.time, Qt.Key.Key_Left)
    assert panel.time.text().startswith(f"{changes[0]:%H:%M}")
    assert panel._people.rowCount() < 5
    for _step in changes:
        qtbot.keyClick(panel.time, Qt.Key.Key_Right)
    assert (panel.time.text(), panel.meter.text()) == ("", now)


def test_the_panel_goes_to_a_minute_and_lists_who_was_not_there(qtbot, panel, demo_desk):
    type_text(panel.time, "7h30")
    qtbot.keyClick(panel.time, Qt.Key.Key_Return)
    at = demo_desk.meeting().starts_at.replace(second=59)
    quorum = demo_desk.workspace.presence.quorum_at(demo_desk.meeting(), at)
    assert panel.meter.text().startswith(f"{quorum.present}/150")
    assert panel._people.rowCount() == quorum.present
    panel.choice.setFocus()
    qtbot.keyClick(panel.choice, Qt.Key.Key_Down)
    assert panel._people.rowCount() == 150 - quorum.present
    type_text(panel.filter, "tran van duc")
    names = {row.person.attendee.full_name for row in panel._people.rows}
    assert names <= {"Trần Văn Đức"}
    panel.time.setFocus()
    panel.time.selectAll()
    type_text(panel.time, "gì")
    qtbot.keyClick(panel.time, Qt.Key.Key_Return)
    assert "no time" in panel._said.text()
    qtbot.keyClick(panel.time, Qt.Key.Key_Escape)
    assert not panel.isVisible()


def test_the_same_key_takes_the_panel_away_and_the_caret_goes_back(panel, live, demo_desk):
    assert panel._items.rowCount() > 0
    assert open_room(demo_desk, live) is None
    assert not panel.isVisible()
    assert QApplication.focusWidget() is live.line


def test_the_panel_follows_the_room(panel, demo_desk):
    before = _present(demo_desk)
    demo_desk.workspace.attendance.toggle(4)
    assert panel.meter.text().startswith(f"{before - 1}/150")


# --- below the quorum ----------------------------------------------------------------------------


def owner(widget: QWidget) -> str:
    """Whose part Python takes a widget for."""
    return next(line for line in shiboken6.dump(widget).splitlines() if line.startswith("parent"))


def test_tab_goes_round_in_the_panel_and_leaves_its_parts_to_it(panel):
    headers = [header for table in (panel.people, panel.items)
               for header in (table.horizontalHeader(), table.verticalHeader())]
    seen = set()
    for _key in range(6):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Backtab, SHIFT)
        seen.add(QApplication.focusWidget())
    assert {panel.people, panel.items, panel.time, panel.filter} <= seen
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert panel.isAncestorOf(QApplication.focusWidget())
    for header in headers:
        assert "TableView" in owner(header) or "RoomPanel" in owner(header)


def test_the_panel_goes_with_its_conference(demo_window, demo_desk):
    demo_desk.run("room")
    panel = demo_window.findChild(RoomPanel)
    demo_desk.workspace.undo()
    assert demo_desk.meeting_id == 0
    assert panel.isHidden()
    demo_desk.workspace.redo()


def test_the_line_stays_until_noted_and_comes_back_with_another_fall(qtbot, live, demo_desk):
    work, bar = demo_desk.workspace, QuorumBar()
    bar.setParent(live.window())
    with work.register.operation("Again"):
        work.register.update(records.Meeting, demo_desk.meeting_id,
                             {"status": "live", "closed_at": None})
    here = sorted(work.presence.room(demo_desk.meeting_id).here)

    def show() -> None:
        meeting = demo_desk.meeting()
        bar.show_fall(work.presence.open_fall(meeting), work.presence.quorum(meeting))

    show()
    assert bar.isHidden()
    work.register.now.advance(hours=12)
    work.attendance.toggle_all(here[:60])
    show()
    assert not bar.isHidden()
    assert f"{_present(demo_desk)}/150 ✘" in bar.label.text()
    assert any(e.kind == "quorum-lost" for e in live.log.log.entries)
    assert live.line.hasFocus()
    bar.acknowledge()
    show()
    assert bar.isHidden()
    work.register.now.advance(minutes=1)
    work.attendance.toggle_all(here[:60])
    show()
    work.register.now.advance(minutes=1)
    work.attendance.toggle_all(here[:60])
    show()
    assert not bar.isHidden()


# --- corrections in the person's form ------------------------------------------------------------


def test_stays_are_corrected_in_the_form(qtbot, demo_desk):
    demo_desk.workspace.register.now.advance(hours=12)
    page = AttendeesPage(demo_desk)
    shown(qtbot, demo_desk, page)
    page.pane.select(4)
    editor, stays = page.panel.stays, demo_desk.workspace.stays
    line = editor._lines[0]
    line.left.setFocus()
    line.left.selectAll()
    type_text(line.left, "9h15")
    qtbot.keyClick(line.left, Qt.Key.Key_Return)
    assert f"{stays.of(4)[0].left_at:%H:%M}" == "09:15"
    editor.add.click()
    line = editor._lines[1]
    type_text(line.came, "9:00")
    qtbot.keyClick(line.came, Qt.Key.Key_Return)
    assert line.left.hasFocus()
    type_text(line.left, "10:00")
    qtbot.keyClick(line.left, Qt.Key.Key_Return)
    assert "already" in editor._problem.text()
    line.came.setText("9:30")
    qtbot.keyClick(line.left, Qt.Key.Key_Return)
    assert [f"{s.came_at:%H:%M}" for s in stays.of(4)][1] == "09:30"
    editor._lines[1].widgets[-1].click()
    assert len(stays.of(4)) == 1
    demo_desk.workspace.undo()
    assert len(stays.of(4)) == 2
    assert len(editor._lines) == 2


@pytest.fixture
def form(qtbot, demo_desk):
    """The attendees page with the form of person 4, who has not left."""
    demo_desk.workspace.register.now.advance(hours=12)
    page = AttendeesPage(demo_desk)
    shown(qtbot, demo_desk, page)
    page.pane.select(4)
    return page


def _clocks(desk, person: int) -> list[tuple[str, str]]:
    return [(f"{s.came_at:%H:%M}", f"{s.left_at:%H:%M}" if s.left_at else "")
            for s in desk.workspace.stays.of(person)]


def test_a_new_time_is_kept_when_its_boxes_are_left_in_either_order(qtbot, form, demo_desk):
    editor = form.panel.stays
    before = _clocks(demo_desk, 4)
    editor.add.click()
    line = editor._lines[-1]
    type_text(line.came, "7:01")
    qtbot.keyClick(line.came, Qt.Key.Key_Tab)
    assert _clocks(demo_desk, 4) == before
    type_text(line.left, "7:20")
    qtbot.keyClick(line.left, Qt.Key.Key_Tab)
    assert _clocks(demo_desk, 4) == [("07:01", "07:20"), *before]
    assert all(line.stay for line in editor._lines)
    editor.add.click()
    line = editor._lines[-1]
    line.left.setFocus()
    type_text(line.left, "6:20")
    qtbot.keyClick(line.left, Qt.Key.Key_Tab)
    line.came.setFocus()
    type_text(line.came, "6:01")
    qtbot.keyClick(line.came, Qt.Key.Key_Tab)
    assert _clocks(demo_desk, 4) == [("06:01", "06:20"), ("07:01", "07:20"), *before]


def test_what_cannot_be_read_stays_while_other_stays_change(qtbot, form, demo_desk):
    editor, before = form.panel.stays, _clocks(demo_desk, 4)
    line = editor._lines[0]
    line.left.setFocus()
    line.left.selectAll()
    type_text(line.left, "9 h")
    editor.add.click()
    QApplication.processEvents()
    assert "no time" in editor._problem.text()
    line = editor._lines[-1]
    type_text(line.came, "7:01")
    line.left.setFocus()
    type_text(line.left, "7:20")
    qtbot.keyClick(line.left, Qt.Key.Key_Return)
    assert _clocks(demo_desk, 4) == [("07:01", "07:20"), *before]
    assert [(line.came.text(), line.left.text()) for line in editor._lines] == [
        ("07:01", "07:20"), (before[0][0], "9 h")]
    assert "no time" in editor._problem.text()
    assert not editor._problem.isHidden()
    editor.add.click()
    type_text(editor._lines[-1].came, "6:30")
    demo_desk.workspace.undo()
    QApplication.processEvents()
    assert [line.came.text() for line in editor._lines] == [before[0][0], "6:30"]
    assert editor._lines[-1].came.hasFocus()
    editor._lines[-1].widgets[-1].click()
    assert [line.left.text() for line in editor._lines] == ["9 h"]


def test_somebody_else_is_shown_after_the_times_were_recorded_or_refused(form, demo_desk):
    editor, said = form.panel.stays, []
    demo_desk.bus.said.connect(lambda text, _undoable: said.append(text))
    before, others = _clocks(demo_desk, 4), _clocks(demo_desk, 5)
    editor.add.click()
    editor._lines[-1].came.setText("7:01")
    editor._lines[-1].left.setText("7:20")
    form.pane.select(5)
    assert _clocks(demo_desk, 4) == [("07:01", "07:20"), *before]
    assert (_clocks(demo_desk, 5), said) == (others, [])
    assert len(editor._lines) == len(others)
    editor.add.click()
    type_text(editor._lines[-1].came, "hôm qua")
    form.pane.select(4)
    assert len(said) == 1
    assert "“hôm qua” is no time" in said[0]
    assert (_clocks(demo_desk, 5), len(editor._lines)) == (others, 2)
    assert editor._problem.isHidden()
