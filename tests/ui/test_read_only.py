"""A register open for reading only: everything can be looked at, nothing offers to write."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QPlainTextEdit

from desktop_app.services.demo import write_demo
from desktop_app.services.session import Context
from desktop_app.services.workspace import Workspace
from desktop_app.store.register import Register
from desktop_app.ui.actions import COMMANDS, PAGE_NAMES
from desktop_app.ui.desk import reading_only
from desktop_app.ui.overlays import Notice
from desktop_app.ui.panel import Panel
from desktop_app.ui.themes_panel import open_themes
from desktop_app.ui.units_panel import open_units
from desktop_app.ui.window import Window
from tests.ui.conftest import make_desk

NOT_TRIED = ("quit", "rehearse", "full_screen", "theme_system", "theme_light", "theme_dark",
             "larger", "smaller")
"""Commands that end the window or open another register, or style every widget anew, which takes
long."""


def made_window(qtbot, workspace, theme, tmp_path, meeting_id):
    desk = make_desk(workspace, theme, tmp_path, meeting_id)
    window = Window(desk)
    qtbot.addWidget(window)
    window.showNormal()
    window.resize(1366, 700)
    window.said = []
    desk.bus.said.connect(lambda text, _undoable: window.said.append(text))
    return window


@pytest.fixture
def writable(qtbot, workspace, theme, tmp_path):
    window = made_window(qtbot, workspace, theme, tmp_path, write_demo(workspace.register))
    yield window
    window.close()
    window.desk.tasks.end()


@pytest.fixture
def window(qtbot, workspace, theme, tmp_path):
    """The window on a register in which a crash left drafts of every kind behind."""
    meeting_id = write_demo(workspace.register)
    workspace.drafts.put(f"Attendee:new-{meeting_id}:full_name", "Nửa chừng", 3)
    workspace.drafts.put("Feedback:1:text", "Nửa chừng", 3)
    workspace.drafts.close()
    read = Workspace(Register.read(workspace.path))
    made = made_window(qtbot, read, theme, tmp_path, meeting_id)
    yield made
    made.close()
    made.desk.tasks.end()
    read.close()


def back_to(window, page):
    """Closes what a command opened, and returns to the page if it led elsewhere."""
    for panel in window.findChildren(Panel):
        panel.close_panel()
    QApplication.processEvents()
    if window.page_name != page:
        window.show_page(page)


@pytest.mark.parametrize("page", PAGE_NAMES)
def test_commands_that_do_not_write_work_and_the_others_are_off(window, page):
    window.show_page(page)
    for command in COMMANDS:
        action = window.actions_by_name[command.name]
        assert action.isEnabled() is not command.writes
        if command.name not in NOT_TRIED:
            action.trigger()
        back_to(window, page)
    assert reading_only() not in window.said
    assert not [text for text in window.said if "cannot be written" in text]


@pytest.mark.parametrize("page", PAGE_NAMES)
def test_commands_that_are_said_not_to_write_do_not(writable, page):
    session, meeting_id = writable.desk.workspace.session, writable.desk.meeting_id
    session.capture("/y Một ý kiến", Context(meeting_id))
    before = writable.desk.workspace.history()
    writable.show_page(page)
    for command in COMMANDS:
        if not command.writes and command.name not in NOT_TRIED:
            writable.actions_by_name[command.name].trigger()
        back_to(writable, page)
    assert writable.desk.workspace.history() == before


@pytest.mark.parametrize("page", PAGE_NAMES)
def test_no_button_that_is_on_leads_to_a_refusal(window, page):
    window.show_page(page)
    buttons = [b for b in window.page.findChildren(QAbstractButton)
               if b.isVisible() and b.isEnabled()]
    for button in buttons:
        button.click()
        back_to(window, page)
    assert window.said == []


@pytest.mark.parametrize("page", PAGE_NAMES)
def test_nothing_can_be_typed_into(window, page):
    window.show_page(page)
    boxes = [*window.page.findChildren(QLineEdit), *window.page.findChildren(QPlainTextEdit)]
    open_to_typing = {box.objectName() for box in boxes
                      if box.isVisible() and box.isEnabled() and not box.isReadOnly()}
    assert open_to_typing <= {"attendee_filter", "filter_box"}


@pytest.mark.parametrize(("page", "open_panel"),
                         [("attendees", open_units), ("feedback", open_themes)])
def test_units_and_themes_are_shown_but_not_changed(window, page, open_panel):
    window.show_page(page)
    panel = open_panel(window.desk, window.page)
    assert panel.table.model().rowCount() > 2
    assert not panel.name.isEnabled()
    enabled = [b.text() for b in panel.findChildren(QAbstractButton)
               if b.isVisible() and b.isEnabled() and b.text()]
    assert enabled == ["Close (Esc)"]


def test_one_line_says_why(window):
    assert window.findChild(Notice).isVisible()


def test_a_register_that_can_be_written_says_nothing(writable):
    assert writable.findChild(Notice) is None


def test_keys_of_tables_say_why_and_open_nothing(window):
    window.show_page("agenda")
    last = window.page.table.model().rowCount() - 1
    window.page.table.go_to(last)
    window.page.panel.focus()
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert not window.page.panel.is_new
    assert window.said == [reading_only()]
    assert not window.page.table.dragEnabled()


def test_the_palette_says_why_a_command_is_off(window):
    window.actions_by_name["palette"].trigger()
    box = window.focusWidget()
    QTest.keyClicks(box, "import a list")
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert window.said == [reading_only()]
    assert window.findChildren(Panel) == []
