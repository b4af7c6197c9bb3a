"""Importing an agenda and opinions, from the page that shows them."""

import pytest
from openpyxl import Workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from desktop_app.domain import records
from desktop_app.domain.list_table import ListKind
from desktop_app.ui.import_panel import ImportPanel
from desktop_app.ui.import_table import key_hint
from tests.ui.test_import_panel import details, filters, press, take_button, texts

CTRL = Qt.KeyboardModifier.ControlModifier


def opened(qtbot, window, page, rows, tmp_path):
    """The panel that Ctrl+I on a page shows for a list."""
    book = Workbook()
    for row in rows:
        book.active.append(row)
    path = tmp_path / "danh sách.xlsx"
    book.save(path)
    window.desk.dialogs.path = path
    window.show_page(page)
    window.actions_by_name["import_list"].trigger()
    qtbot.waitUntil(lambda: window.findChild(ImportPanel) is not None, timeout=20_000)
    return window.findChild(ImportPanel)


def merged(qtbot, window):
    with qtbot.waitSignal(window.desk.bus.said, timeout=20_000) as told:
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Return, CTRL)
    return told.args[0]


def test_an_agenda_is_merged_into_the_one_that_is_there(qtbot, demo_window, tmp_path):
    work, meeting_id = demo_window.desk.workspace, demo_window.desk.meeting_id
    first, *rest = work.agenda.items(meeting_id)
    panel = opened(qtbot, demo_window, "agenda", [
        ("STT", "Nội dung", "Người thực hiện", "Số phút"),
        (1, first.title, "Ban tổ chức mới", first.minutes), (2, "Mục mới", "", 15)], tmp_path)
    assert filters(panel)[1:3] == ["New 1", "Changed 1"]
    assert texts(panel, "what")[0] == f"Presenter: {first.presenter or '—'} → Ban tổ chức mới"
    assert texts(panel, "what")[1] == "15 min"
    assert details(panel)[0].startswith(f"Found by its title: {first.title}")
    assert "1 row imported." in merged(qtbot, demo_window)
    after = work.agenda.items(meeting_id)
    assert [item.title for item in after] == [item.title for item in (first, *rest)] + ["Mục mới"]
    assert after[0].presenter == "Ban tổ chức mới"
    work.undo()
    assert work.agenda.items(meeting_id) == [first, *rest]


def test_opinions_are_merged_and_none_is_missing(qtbot, demo_window, tmp_path):
    work, meeting_id = demo_window.desk.workspace, demo_window.desk.meeting_id
    known = work.feedback.numbered(meeting_id, 1)
    speaker = work.register.get(records.Attendee, known.attendee_id).full_name
    panel = opened(qtbot, demo_window, "feedback", [
        ("Người góp ý", "Nội dung ý kiến", "Lĩnh vực"),
        (speaker, known.text, "Đời sống"), ("Người lạ", "Sửa nhà xe", "Đời sống")], tmp_path)
    assert filters(panel) == ["All 2", "New 1", "Changed 1"]
    assert any("Speaker: A" in label.text() for label in panel.findChildren(QLabel))
    assert take_button(panel) == "Import: 1 new · 1 changed (Ctrl+Enter)"
    press(panel, Qt.Key.Key_Return)
    press(panel, Qt.Key.Key_Space)
    assert texts(panel, "taken")[0] == "keep as it is"
    before = work.feedback.count(meeting_id)
    merged(qtbot, demo_window)
    assert work.feedback.count(meeting_id) == before + 1
    assert work.feedback.get(known.id).theme_ids == known.theme_ids


@pytest.mark.parametrize("page", ["overview", "live", "attendees"])
def test_elsewhere_a_list_is_one_of_people(qtbot, demo_window, tmp_path, page):
    panel = opened(qtbot, demo_window, page, [("STT", "Họ và tên"), (1, "Lê Ân")], tmp_path)
    assert texts(panel, "full_name")[0] == "Lê Ân"
    assert demo_window.page_name == "attendees"


@pytest.mark.parametrize(("kind", "next_one", "removes"), [
    (ListKind.ATTENDEES, "next person", "who is missing"),
    (ListKind.AGENDA, "next item", "what is missing"), (ListKind.FEEDBACK, "next opinion", "")])
def test_the_keys_are_told_in_the_words_of_the_list(kind, next_one, removes):
    said = key_hint(kind)
    assert next_one in said
    assert ("Delete" in said) == bool(removes)
    assert removes in said
