"""Abbreviations: Tab, and only Tab, expands them."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop_app.domain import records
from desktop_app.ui.pages.live import LivePage
from desktop_app.ui.snippets_panel import SnippetsPanel
from tests.ui.conftest import shown
from tests.ui.keys import type_text


@pytest.fixture
def page(qtbot, demo_desk):
    made = LivePage(demo_desk)
    shown(qtbot, demo_desk, made)
    demo_desk.workspace.snippets.add("nckh nghiên cứu khoa học")
    demo_desk.workspace.snippets.add("dn Đề nghị {nội dung} trong năm")
    return made


def test_tab_expands_in_the_capture_line_and_undo_takes_it_back(page):
    type_text(page.line, "về nckh")
    QTest.keyClick(page.line, Qt.Key.Key_Tab)
    assert page.line.text() == "về nghiên cứu khoa học"
    page.line.undo()
    assert page.line.text() == "về nckh"
    type_text(page.line, " và")
    assert page.line.text() == "về nckh và"


def test_the_open_slot_is_typed_over(page):
    type_text(page.line, "dn")
    QTest.keyClick(page.line, Qt.Key.Key_Tab)
    assert page.line.textCursor().selectedText() == "{nội dung}"
    type_text(page.line, "tăng lương")
    assert page.line.text() == "Đề nghị tăng lương trong năm"


def test_tab_goes_on_where_nothing_is_abbreviated(page):
    page.line.setFocus()
    type_text(page.line, "khác")
    QTest.keyClick(page.line, Qt.Key.Key_Tab)
    assert page.line.text() == "khác"
    assert not page.line.hasFocus()


def test_the_panel_adds_changes_and_removes(qtbot, page, demo_desk):
    panel = SnippetsPanel(demo_desk)
    panel.open(page)
    assert panel.line.hasFocus()
    type_text(panel.line, "cbql cán bộ quản lý")
    QTest.keyClick(panel.line, Qt.Key.Key_Return)
    assert panel.line.text() == ""
    snippets = demo_desk.workspace.snippets
    assert [s.short for s in snippets.all()] == ["cbql", "dn", "nckh"]
    assert panel.table.current_row() == 0
    panel.table.setFocus()
    QTest.keyClick(panel.table, Qt.Key.Key_Delete)
    assert [s.short for s in snippets.all()] == ["dn", "nckh"]
    panel._usual.click()
    assert len(snippets.all()) > 10
    panel.close_panel()


def test_emoji_before_the_abbreviation_count_as_one_letter(page):
    page.line.put("😀 dn", 5)
    page.line.setFocus()
    QTest.keyClick(page.line, Qt.Key.Key_Tab)
    assert page.line.textCursor().selectedText() == "{nội dung}"
    assert page.line.text() == "😀 Đề nghị {nội dung} trong năm"


def test_an_empty_panel_says_what_it_is_for(page, demo_desk):
    snippets = demo_desk.workspace.snippets
    for one in snippets.all():
        snippets.delete(one.id)
    panel = SnippetsPanel(demo_desk)
    panel.open(page)
    assert panel._hint.text().startswith("No abbreviation yet")
    type_text(panel.line, "hđ hội đồng")
    QTest.keyClick(panel.line, Qt.Key.Key_Return)
    assert "are filled in" in panel._hint.text()
    panel.close_panel()


def test_a_new_one_half_typed_is_kept(page, demo_desk):
    panel = SnippetsPanel(demo_desk)
    panel.open(page)
    type_text(panel.line, "hđ hội đồng")
    QTest.keyClick(panel.line, Qt.Key.Key_Escape)
    again = SnippetsPanel(demo_desk)
    again.open(page)
    assert again.line.text() == "hđ hội đồng"
    again._add()
    demo_desk.workspace.drafts.flush(5)
    assert demo_desk.workspace.register.drafts() == []
    again.close_panel()


@pytest.mark.parametrize(("short", "code"), [("hai từ", "not-one-word"),
                                             ("NCKH", "duplicate-short")])
def test_an_abbreviation_stays_one_word_for_one_text(page, demo_desk, short: str, code: str):
    other = next(s for s in demo_desk.workspace.snippets.all() if s.short == "dn")
    [problem] = demo_desk.workspace.editor.set_field(records.Snippet, other.id, "short", short)
    assert problem.code == code
