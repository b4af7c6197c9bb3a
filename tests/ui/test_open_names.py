"""Open names are settled by keys alone."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop_app.domain import records
from desktop_app.services.session import Context
from desktop_app.ui.open_names_panel import OpenNamesPanel
from desktop_app.ui.pages.live import LivePage
from tests.ui.conftest import shown
from tests.ui.keys import type_text

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def panel(qtbot, demo_desk):
    desk = demo_desk
    context = Context(desk.meeting_id)
    for name in desk.workspace.open_names.names(desk.meeting_id):
        desk.workspace.open_names.add_guest(desk.meeting(), name)
    for line in ("/y @Bùi Đức Ổn: một", "/y @Bùi Đức Ổn: hai", "/n @khách: ba"):
        desk.workspace.session.capture(line, context)
    page = LivePage(desk)
    shown(qtbot, desk, page)
    made = OpenNamesPanel(desk)
    desk.bus.changed.connect(desk.forget)
    made.open(page)
    return made


def _names(panel) -> list[str]:
    model = panel.names.model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def test_enter_gives_the_name_to_the_person_chosen(panel, demo_desk):
    assert _names(panel) == ["Bùi Đức Ổn", "khách"]
    assert panel.line.hasFocus()
    type_text(panel.line, "lta")
    QTest.keyClick(panel.line, Qt.Key.Key_Return)
    said = [f for f in demo_desk.workspace.register.find(records.Feedback)
            if f.text in ("một", "hai")]
    names = demo_desk.names("Attendee", [f.attendee_id for f in said])
    assert [name for _key, name in names] == ["Lê Thị Ân"] * 2
    assert _names(panel) == ["khách"]
    assert panel.line.text() == ""


def test_ctrl_enter_adds_a_guest_and_arrows_choose(panel, demo_desk):
    QTest.keyClick(panel.line, Qt.Key.Key_Down, ALT)
    QTest.keyClick(panel.line, Qt.Key.Key_Return, CTRL)
    assert _names(panel) == ["Bùi Đức Ổn"]
    people = demo_desk.workspace.attendance.people(demo_desk.meeting_id)
    assert [p.attendee.kind for p in people if p.attendee.full_name == "khách"] == ["guest"]
    likely = [panel.people.model().index(row, 0).data() for row in range(2)]
    assert all("Ổn" in name or "Đức" in name for name in likely)
    QTest.keyClick(panel.line, Qt.Key.Key_Down)
    QTest.keyClick(panel.line, Qt.Key.Key_Return)
    assert _names(panel) == []
    assert not panel.line.isEnabled()
    demo_desk.workspace.undo()
    assert _names(panel) == ["Bùi Đức Ổn"]
    panel.close_panel()
