"""The live page, driven by keys alone."""

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from desktop_app.domain import records
from desktop_app.domain.capture import CaptureKind
from desktop_app.domain.fields import TEXT_LIMIT
from desktop_app.services.drafts import Drafts
from desktop_app.services.session import Context
from desktop_app.ui.capture_line import MOST_LINES
from desktop_app.ui.log_model import LogModel
from desktop_app.ui.log_model import shown as log_words
from desktop_app.ui.pages.live import LivePage
from tests.ui.conftest import shown
from tests.ui.keys import type_text


@pytest.fixture
def page(qtbot, demo_desk):
    made = LivePage(demo_desk)
    shown(qtbot, demo_desk, made)
    return made


def test_enter_records_and_empties_the_line(qtbot, page, demo_desk):
    before = len(page.log.log.entries)
    type_text(page.line, "de nghi giam hop")
    qtbot.keyClick(page.line, Qt.Key.Key_Return)
    assert page.line.text() == ""
    assert len(page.log.log.entries) == before + 1
    assert page.log.current_entry().text == "de nghi giam hop"
    assert page.log.current_entry().kind == "note"


@pytest.mark.parametrize(("letter", "name"), [("v", "Task"), ("b", "Vote")])
def test_a_task_and_a_vote_are_named_everywhere(qtbot, page, letter, name):
    page.line.put(f"/{letter} @Lê Thị Ân: 138/138", 0)
    page.line.follow()
    assert page.capture.chips.texts()[0] == name
    qtbot.keyClick(page.line, Qt.Key.Key_Return)
    words = log_words(page.log.current_entry())
    assert (words.note, words.body) == (name, "138/138")
    assert name in [label.text() for label in page.form.findChildren(QLabel)]


def test_an_empty_line_records_nothing(qtbot, page):
    before = list(page.log.log.entries)
    qtbot.keyClick(page.line, Qt.Key.Key_Return)
    assert list(page.log.log.entries) == before


def test_marks_become_chips_and_fields(qtbot, page, demo_desk):
    page.line.put("/y @Lê Thị Ân #NCKH >P.ĐT rút ngắn thủ tục !", 0)
    qtbot.keyClick(page.line, Qt.Key.Key_Return)
    opinion = demo_desk.workspace.feedback.get(page.log.current_entry().id)
    assert opinion.text == "rút ngắn thủ tục"
    assert opinion.urgent
    assert len(opinion.theme_ids) == len(opinion.addressed_ids) == 1
    assert demo_desk.names("Attendee", [opinion.attendee_id])[0][1] == "Lê Thị Ân"


def test_all_lines_of_a_growing_text_stay_in_sight(qtbot, page):
    for _word in range(40):
        type_text(page.line, "nghiên cứu ")
        qtbot.waitUntil(lambda: page.line.verticalScrollBar().maximum() == 0
                        or page.line.document().size().height() > MOST_LINES)
    assert page.line.document().size().height() > 2


def test_boxes_over_the_log_select_nothing_in_it_when_they_close(page):
    for box in (page.check_in_box, page.log_find):
        box.open()
        QTest.keyClick(box.line, Qt.Key.Key_Escape)
        assert page.line.hasFocus()
        assert page.log.current_entry() is None


def test_the_popup_takes_a_name_with_enter_and_leaves_escape_alone(qtbot, page, demo_desk):
    type_text(page.line, "@lta")
    assert demo_desk.popup().current() is not None
    qtbot.keyClick(page.line, Qt.Key.Key_Escape)
    assert demo_desk.popup().current() is None
    assert page.line.text() == "@lta"
    qtbot.keyClick(page.line, Qt.Key.Key_Backspace)
    type_text(page.line, "a")
    chosen = demo_desk.popup().current().label
    qtbot.keyClick(page.line, Qt.Key.Key_Return)
    assert page.line.text().startswith(f"@{chosen.split(' (')[0]}")


def test_tab_takes_a_name_and_stays_in_the_line(qtbot, page):
    type_text(page.line, "@lê thị ân")
    qtbot.keyClick(page.line, Qt.Key.Key_Tab)
    assert page.line.text() == "@Lê Thị Ân "
    assert page.line.hasFocus()


def test_enter_right_after_a_letter_takes_the_name_that_it_completes(qtbot, page):
    page.line.insertPlainText("@lê thị ân")
    qtbot.keyClick(page.line, Qt.Key.Key_Return)
    assert page.line.text() == "@Lê Thị Ân "


def test_emoji_before_and_text_after_a_name_stay(page):
    page.line.put("👍👍👍  xin chào", 7)
    type_text(page.line, "@lê thị ân")
    QTest.keyClick(page.line, Qt.Key.Key_Tab)
    assert page.line.text() == "👍👍👍 @Lê Thị Ân xin chào"
    assert page.line.textCursor().position() == len("👍👍👍 @Lê Thị Ân ") + 3


def test_chips_without_room_are_counted_and_never_cut(page):
    page.line.put("/y @Lê Thị Ân: " + " ".join(f"#lĩnh_vực_{n}" for n in range(3000)), 0)
    page.line.follow()
    QApplication.processEvents()
    row = page.capture.chips.layout()
    shown_chips = [row.itemAt(n).widget() for n in range(row.count() - 1)
                   if row.itemAt(n).widget().isVisible()]
    assert all(chip.width() >= chip.sizeHint().width() for chip in shown_chips)
    texts = page.capture.chips.texts()
    assert texts[:2] == ["Opinion", "@Lê Thị Ân"]
    found = page.desk.workspace.session.understand(page.line.text(), page.capture.context())
    marks = len(found.chips)
    assert [c.text() for c in shown_chips] == [*texts, f"+{marks + 1 - len(texts)}"]


@pytest.mark.parametrize("size", range(13, 29))
def test_up_to_six_lines_are_all_seen(page, size):
    page.line.setStyleSheet(f"font-size: {size}px")
    for lines in range(1, 7):
        page.line.put("\n".join(["dòng"] * lines), 0)
        page.line.follow()
        assert page.line.verticalScrollBar().maximum() == 0


def test_shift_enter_breaks_the_line_and_alt_arrows_select_opinions(qtbot, page):
    type_text(page.line, "một")
    qtbot.keyClick(page.line, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    type_text(page.line, "hai")
    assert page.line.text() == "một\nhai"
    qtbot.keyClick(page.line, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    last = page.log.current_entry()
    qtbot.keyClick(page.line, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert page.log.current_entry().number == last.number - 1
    assert page.line.text() == "một\nhai"


def test_a_reply_goes_to_the_selected_opinion(qtbot, page, demo_desk):
    qtbot.keyClick(page.line, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    opinion = page.log.current_entry()
    page.line.put("/t tiếp thu, sẽ sửa", 0)
    qtbot.keyClick(page.line, Qt.Key.Key_Return)
    replies = demo_desk.workspace.feedback.replies_to(opinion.id)
    assert "tiếp thu, sẽ sửa" in [reply.text for reply in replies]
    assert page.log.current_entry().id == opinion.id


def test_a_reply_to_nothing_keeps_the_text(qtbot, page, demo_desk):
    said = []
    demo_desk.bus.said.connect(lambda text, _undoable: said.append(text))
    page.line.put("/t không có ý kiến nào được chọn", 0)
    qtbot.keyClick(page.line, Qt.Key.Key_Return)
    assert page.line.text() == "/t không có ý kiến nào được chọn"
    assert page.capture.chips.texts() == ["Reply"]
    assert "Select the opinion" in said[0]


def test_an_opinion_that_was_taken_back_is_replied_to_no_more(qtbot, page, demo_desk):
    type_text(page.line, "/y rút ngắn thủ tục")
    qtbot.keyClick(page.line, Qt.Key.Key_Return)
    assert page.capture.context().selected_opinion is not None
    demo_desk.workspace.undo()
    assert page.capture.context().selected_opinion is None


def test_the_floor_is_given_and_speaks_for_lines_without_a_name(qtbot, page, demo_desk):
    page.line.put("@Trần Văn Đức", 13)
    page.floor()
    assert page.line.text() == ""
    page.line.put("/y tuyển sinh giảm", 0)
    qtbot.keyClick(page.line, Qt.Key.Key_Return)
    opinion = demo_desk.workspace.feedback.get(page.log.current_entry().id)
    assert demo_desk.names("Attendee", [opinion.attendee_id])[0][1] == "Trần Văn Đức"
    page.floor()
    assert demo_desk.workspace.floor.turn(demo_desk.meeting_id) is None


def test_undo_takes_the_entry_out_of_the_log(qtbot, page, demo_desk):
    before = list(page.log.log.entries)
    type_text(page.line, "ghi nhầm")
    qtbot.keyClick(page.line, Qt.Key.Key_Return)
    demo_desk.workspace.undo()
    assert list(page.log.log.entries) == before


def test_ten_thousand_pasted_characters_are_recorded_whole(qtbot, page, demo_desk):
    text = ("Điều này cần được ghi đủ. " * 400)[:10_000].strip()
    QApplication.clipboard().setText(text)
    page.line.paste()
    qtbot.keyClick(page.line, Qt.Key.Key_Return)
    assert demo_desk.workspace.session.note(page.log.current_entry().id).text == text


def test_what_no_entry_can_hold_is_not_pasted_and_said(qtbot, page, demo_desk):
    said = []
    demo_desk.bus.said.connect(lambda text, _undoable: said.append(text))
    type_text(page.line, "da go ")
    source = QMimeData()
    source.setText("x" * TEXT_LIMIT)
    page.line.insertFromMimeData(source)
    assert page.line.text() == "da go "
    assert str(TEXT_LIMIT + 6) in said[0]
    source.setText("x" * (TEXT_LIMIT - 6))
    page.line.insertFromMimeData(source)
    assert len(page.line.text()) == TEXT_LIMIT
    assert len(said) == 1


def test_pasted_text_is_composed_and_loses_its_fonts(page):
    source = QMimeData()
    source.setText("Ho\u0323\u0302i nghi\u0323\r\nda\u0300ng hai\u00a0chữ")
    source.setHtml("<b>Hội nghị</b>")
    page.line.insertFromMimeData(source)
    assert page.line.text() == "Hội nghị\ndàng hai chữ"


def test_lists_and_table_rows_are_pasted_as_lines(page):
    source = QMimeData()
    source.setText("Nhà ăn\t12\nNhà xe\t3\n")
    source.setHtml("<table><tr><td>Nhà ăn</td><td>12</td></tr></table>")
    page.line.insertFromMimeData(source)
    assert page.line.text() == "Nhà ăn · 12\nNhà xe · 3"
    page.line.put("", 0)
    source = QMimeData()
    source.setHtml("<ul><li>sửa nhà ăn</li></ul>")
    page.line.insertFromMimeData(source)
    assert page.line.text() == "- sửa nhà ăn"


def test_the_draft_comes_back_with_its_caret(qtbot, demo_desk, theme, tmp_path):
    key = f"capture:{demo_desk.meeting_id}"
    demo_desk.workspace.drafts.put(key, "đang gõ dở", 4)
    demo_desk.workspace.drafts.close()
    demo_desk.workspace.drafts = Drafts(demo_desk.workspace.register,
                                       demo_desk.workspace.writing)
    page = LivePage(demo_desk)
    shown(qtbot, demo_desk, page)
    assert (page.line.text(), page.line.caret()) == ("đang gõ dở", 4)


def test_delete_in_the_log_removes_only_what_was_typed(qtbot, page, demo_desk):
    page.log.selectRow(0)
    kept = list(page.log.log.entries)
    qtbot.keyClick(page.log, Qt.Key.Key_Delete)
    assert list(page.log.log.entries) == kept
    type_text(page.line, "bỏ đi")
    qtbot.keyClick(page.line, Qt.Key.Key_Return)
    qtbot.keyClick(page.log, Qt.Key.Key_Delete)
    assert list(page.log.log.entries) == kept


def test_f2_edits_the_selected_entry(qtbot, page, demo_desk):
    qtbot.keyClick(page.line, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    page.edit()
    assert page.form.isAncestorOf(QApplication.focusWidget())


def test_the_log_model_is_a_sound_model(qtmodeltester, demo_desk):
    model = LogModel()
    session = demo_desk.workspace.session
    model.show(session.log(demo_desk.meeting(), 50))
    qtmodeltester.check(model)
    session.capture("thêm một dòng", Context(demo_desk.meeting_id), kind=CaptureKind.NOTE)
    model.show(session.log(demo_desk.meeting(), 51))
    qtmodeltester.check(model)


def test_every_kind_of_record_has_its_form(qtbot, page):
    seen = set()
    for row, entry in enumerate(page.log.log.entries):
        page.log.selectRow(row)
        if entry.table in ("note", "feedback", "reply") and entry.table not in seen:
            seen.add(entry.table)
            assert any(form.isVisible() for form, _host in page.form._forms.values())
    assert seen == {"note", "feedback", "reply"}


def test_composed_words_are_never_changed_while_typing(qtbot, page):
    """UniKey takes letters back and puts others in: `Vieejt` arrives as keys and backspaces."""
    for key in "@nguye":
        type_text(page.line, key)
    QTest.keyClick(page.line, Qt.Key.Key_Backspace)
    type_text(page.line, "ễn")
    assert page.line.text() == "@nguyễn"


def test_records_of_the_demo_are_all_in_the_log(page, demo_desk):
    numbers = [e.number for e in page.log.log.entries if e.kind == "opinion"]
    opinions = demo_desk.workspace.register.find(records.Feedback)
    assert numbers == sorted(o.number for o in opinions if o.at)
