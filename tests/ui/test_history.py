"""History and help over the window."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from desktop_app.ui.actions import COMMANDS
from desktop_app.ui.help_panel import open_help
from desktop_app.ui.history_panel import open_history
from desktop_app.ui.pages.overview import OverviewPage
from desktop_app.ui.panel import Panel
from tests.ui.conftest import shown


@pytest.fixture
def panel(qtbot, desk, meeting):
    """The history after four opinions, over a window."""
    desk.meeting_id = meeting.id
    for text in ("Một", "Hai", "Ba", "Bốn"):
        desk.workspace.feedback.add(meeting.id, {"text": text})
    window = desk.popup().parentWidget()
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    return open_history(desk, window)


def states(panel):
    """The states from the newest step on."""
    model = panel.table.model()
    return [model.index(row, 3).data().split(" ", 1)[1] for row in range(model.rowCount())]


def labels(panel):
    model = panel.table.model()
    return [model.index(row, 1).data() for row in range(model.rowCount())]


def opinions(desk):
    return desk.workspace.feedback.count(desk.meeting_id)


def press(panel, key, times=1):
    for _time in range(times):
        QTest.keyClick(panel.table, key)


def test_steps_are_listed_newest_first_in_the_users_words(panel):
    assert labels(panel) == ["Record opinion 4", "Record opinion 3", "Record opinion 2",
                             "Record opinion 1", "Create conference 2023"]
    assert states(panel) == ["done"] * 5
    assert not panel._button.isEnabled()


def test_enter_goes_back_to_a_step_and_forth_again(panel, desk):
    press(panel, Qt.Key.Key_Down, 2)
    assert panel._what.text() == "2 later steps are undone"
    press(panel, Qt.Key.Key_Return)
    assert opinions(desk) == 2
    assert states(panel) == ["undone", "undone", "done", "done", "done"]
    assert panel.table.current_row() == 2
    press(panel, Qt.Key.Key_Up)
    assert panel._button.text().startswith("Do again up to this step")
    press(panel, Qt.Key.Key_Return)
    assert opinions(desk) == 3
    assert states(panel) == ["undone", "done", "done", "done", "done"]


def test_each_step_can_be_taken_back_by_itself(panel, desk):
    press(panel, Qt.Key.Key_Down, 3)
    press(panel, Qt.Key.Key_Return)
    desk.workspace.redo()
    assert opinions(desk) == 2
    assert states(panel) == ["undone", "undone", "done", "done", "done"]


def test_what_was_overtaken_stays_in_the_list(panel, desk):
    desk.workspace.undo()
    desk.workspace.feedback.add(desk.meeting_id, {"text": "Năm"})
    assert states(panel)[:2] == ["done", "undone for good"]
    press(panel, Qt.Key.Key_Down)
    assert not panel._button.isEnabled()
    press(panel, Qt.Key.Key_Return)
    assert opinions(desk) == 4


def test_escape_closes_even_when_the_page_below_has_gone(panel, qtbot, desk):
    gone = QWidget(panel.window())
    panel._before = gone
    with qtbot.waitSignal(gone.destroyed):
        gone.deleteLater()
    QTest.keyClick(panel.table, Qt.Key.Key_Escape)
    assert panel.isHidden()


def test_help_names_every_key(qtbot, demo_desk):
    page = OverviewPage(demo_desk)
    window = shown(qtbot, demo_desk, page)
    open_help(demo_desk, page)
    panel = window.findChild(Panel)
    texts = {label.text() for label in panel.findChildren(QLabel)}
    assert page.help_text() in texts
    assert {c.text for c in COMMANDS if c.key} <= texts
    assert {"Ctrl+5", "F8", "Delete"} <= texts
    QTest.keyClick(panel, Qt.Key.Key_Escape)
    assert panel.isHidden()
