"""Keys of the window stand in the table of commands, and do what it says."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from desktop_app.services.demo import write_demo
from desktop_app.services.session import Context
from desktop_app.ui.actions import PAGE_NAMES
from tests.ui.keys import type_text

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(demo_window):
    return demo_window


def test_no_key_is_hidden_from_the_table(window):
    for page in PAGE_NAMES:
        window.show_page(page)
    assert window.findChildren(QShortcut) == []


def test_ctrl_r_replies_to_the_opinion_of_the_feedback_page(window):
    window.show_page("feedback")
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_R, CTRL)
    assert window.page.pane.cards.currentWidget() is window.page.pane.new_reply


def test_ctrl_r_on_a_page_without_opinions_goes_to_theirs(window):
    window.show_page("agenda")
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_R, CTRL)
    assert window.page_name == "feedback"
    assert window.page.pane.cards.currentWidget() is window.page.pane.new_reply


def test_ctrl_r_in_the_session_makes_the_line_a_reply(window):
    work, meeting_id = window.desk.workspace, window.desk.meeting_id
    opinion = work.session.capture("/y Mất điện", Context(meeting_id)).id
    window.show_page("live")
    window.page.log.select("feedback", opinion)
    type_text(window.page.line, "đã sửa")
    QTest.keyClick(window.page.line, Qt.Key.Key_R, CTRL)
    QTest.keyClick(window.page.line, Qt.Key.Key_R, CTRL)
    type_text(window.page.line, " xong")
    assert window.page.line.text() == "/t đã sửa xong"
    QTest.keyClick(window.page.line, Qt.Key.Key_Return)
    assert [reply.text for reply in work.feedback.replies_to(opinion)] == ["đã sửa xong"]


def test_another_conference_and_back_loses_nothing_half_typed(window):
    first = window.desk.meeting_id
    second = write_demo(window.desk.workspace.register)
    window.show_page("attendees")
    window.page.new()
    type_text(window.focusWidget(), "Nửa chừng")
    window.change_meeting(second)
    assert not window.page.panel.is_new
    window.change_meeting(first)
    assert window.page.panel.is_new
    assert window.focusWidget().text() == "Nửa chừng"


def test_the_file_menu_has_groups(demo_window):
    actions = demo_window.actions_by_name
    entries = actions["quit"].associatedObjects()
    menu = next(each for each in entries if isinstance(each, QMenu))
    groups = sum(action.isSeparator() for action in menu.actions())
    assert (groups, menu.actions()[0].isSeparator()) == (4, False)
