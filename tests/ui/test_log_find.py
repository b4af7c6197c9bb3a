"""Ctrl+F on the live page."""

from datetime import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop_app.domain.records import Note
from desktop_app.ui.pages.live import LOG_STEP, LivePage
from tests.ui.conftest import shown
from tests.ui.keys import type_text


@pytest.fixture
def page(qtbot, demo_desk):
    register = demo_desk.workspace.register
    with register.operation("Import"):
        register.insert_all([
            Note(meeting_id=demo_desk.meeting_id, at=datetime(2023, 6, 30, 12), text=text)
            for text in (
                "Đề nghị sửa mái vòm", *(f"Ghi chép {n}" for n in range(2 * LOG_STEP)),
                "Nhà xe cơ sở hai", "Mất điện 7", "Nhà xe và căng tin")])
    made = LivePage(demo_desk)
    shown(qtbot, demo_desk, made)
    made.search()
    return made


def text_of(page):
    entry = page.log.current_entry()
    return entry.text if entry else ""


def press(page, key, modifier=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(page.log_find.line, key, modifier)


def test_the_newest_line_with_the_words_is_selected_and_then_the_others(page):
    type_text(page.log_find.line, "xe nha")
    assert text_of(page) == "Nhà xe và căng tin"
    press(page, Qt.Key.Key_Return)
    assert text_of(page) == "Nhà xe cơ sở hai"
    press(page, Qt.Key.Key_Down)
    assert text_of(page) == "Nhà xe và căng tin"
    press(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert page.log_find.said.text() == "No later line has it."


def test_earlier_lines_are_read_as_they_are_needed(page):
    assert len(page.log.log.entries) < 2 * LOG_STEP
    type_text(page.log_find.line, "mai vom")
    assert text_of(page) == "Đề nghị sửa mái vòm"
    assert len(page.log.log.entries) > 2 * LOG_STEP
    press(page, Qt.Key.Key_Up)
    assert page.log_find.said.text() == "No earlier line has it."
    assert text_of(page) == "Đề nghị sửa mái vòm"


def test_what_nobody_said_selects_nothing(page):
    type_text(page.log_find.line, "nhà xe zzz")
    assert text_of(page) == ""
    assert page.log_find.said.text() == "No earlier line has it."


def test_escape_goes_back_to_the_capture_line_with_the_line_selected(page):
    type_text(page.log_find.line, "dien 7")
    press(page, Qt.Key.Key_Escape)
    assert page.log_find.isHidden()
    assert page.line.hasFocus()
    assert text_of(page) == "Mất điện 7"


def test_nothing_typed_finds_nothing(page):
    press(page, Qt.Key.Key_Return)
    assert text_of(page) == ""
