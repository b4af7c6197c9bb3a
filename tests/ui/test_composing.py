"""Input methods that compose a word beside the text: it counts as typed in every field."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from desktop_app.domain import records
from desktop_app.domain.fields import TEXT_LIMIT
from desktop_app.ui.composed_line import ComposedLine
from desktop_app.ui.form import Form
from tests.ui.keys import type_text
from tests.ui.text_fields import OPENERS, TextFields, visible

TYPED_LAST = "chức"


@pytest.fixture
def fields(qtbot, demo_desk):
    return TextFields(qtbot, demo_desk)


def compose(field: QWidget, word: str) -> None:
    """An input method shows a word that it has not put into the text yet."""
    QApplication.sendEvent(field, QInputMethodEvent(word, []))


def commit(field: QWidget, word: str) -> None:
    """The input method is done with the word."""
    event = QInputMethodEvent()
    event.setCommitString(word)
    QApplication.sendEvent(field, event)


def form_of(field: QWidget) -> Form:
    """The form in which a field is."""
    parent = field.parentWidget()
    while not isinstance(parent, Form):
        parent = parent.parentWidget()
    return parent


def write(field: QWidget) -> None:
    """`viên chức`, of which the last word is still being composed."""
    type_text(field, "viên ")
    for end in range(1, len(TYPED_LAST) + 1):
        compose(field, TYPED_LAST[:end])


@pytest.mark.parametrize("name", OPENERS)
def test_the_word_counts_and_becomes_text_once(fields, name):
    field = fields.open(name)
    write(field)
    assert field.whole_text() == ("viên chức", len("viên chức"))
    commit(field, TYPED_LAST)
    assert field.whole_text() == ("viên chức", len("viên chức"))
    assert not field.composed


@pytest.mark.parametrize("name", OPENERS)
def test_a_word_that_is_settled_goes_on_as_text(fields, name):
    field = fields.open(name)
    write(field)
    field.settle()
    type_text(field, " mới")
    assert field.whole_text()[0] == "viên chức mới"


def test_the_caret_counts_letters_outside_the_basic_plane(fields):
    line = fields.open("capture line")
    type_text(line, "😀 ")
    compose(line, "chức")
    assert line.whole_text() == ("😀 chức", 7)


def test_enter_records_the_word(fields, demo_desk):
    line = fields.open("capture line")
    write(line)
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert demo_desk.workspace.register.find(records.Note)[-1].text == "viên chức"
    assert line.text() == ""


def test_the_word_is_in_the_draft(fields, qtbot, demo_desk):
    line = fields.open("capture line")
    write(line)
    QApplication.processEvents()
    qtbot.waitUntil(lambda: [text for _key, text, _caret in demo_desk.workspace.register.drafts()]
                    == ["viên chức"])


def test_leaving_the_page_settles_the_word(fields):
    line = fields.open("capture line")
    write(line)
    fields.page.leave()
    assert line.toPlainText() == "viên chức"


def test_a_name_is_offered_and_taken_while_it_is_composed(fields, demo_desk):
    line = fields.open("capture line")
    type_text(line, "@Nguyễn Đình ")
    compose(line, "Ổ")
    QApplication.processEvents()
    assert demo_desk.popup().current().label.startswith("Nguyễn Đình Ổn")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert line.text() == "@Nguyễn Đình Ổn "
    assert not line.composed


@pytest.mark.parametrize("leave", [
    lambda field: QTest.keyClick(field, Qt.Key.Key_Return),
    lambda field: QTest.keyClick(field, Qt.Key.Key_Tab),
    lambda field: visible(field.window(), "attendee_filter").setFocus(),
], ids=["enter", "tab", "focus"])
def test_a_form_records_the_word(fields, demo_desk, leave):
    field = fields.open("position, suggesting")
    write(field)
    leave(field)
    assert "viên chức" in [p.attendee.position for p in demo_desk.workspace.attendance.people(
        demo_desk.meeting_id)]


def test_a_rest_waits_for_the_word(fields, qtbot, demo_desk):
    field = fields.open("opinion, several lines")
    write(field)
    form_of(field)._idle.timeout.emit()
    assert field.whole_text() == ("viên chức", len("viên chức"))
    assert field.composed == TYPED_LAST
    with qtbot.waitSignal(demo_desk.bus.changed):
        commit(field, TYPED_LAST)
    assert field.whole_text() == ("viên chức", len("viên chức"))


def test_filters_look_for_what_is_composed(fields):
    field = fields.open("attendee filter")
    compose(field, "tuyết")
    assert 0 < fields.page.pane.table.model().rowCount() < 20
    field = fields.open("opinion filter")
    compose(field, "tuyển")
    assert fields.page.bar.wanted().text == "tuyển"


def test_the_check_in_box_looks_for_what_is_composed_and_takes_it(fields, demo_desk):
    def gone():
        return {span.attendee_id for span in demo_desk.workspace.register.find(records.PresenceSpan)
                if span.left_at}

    box = fields.open("check-in box")
    before = gone()
    compose(box, "hoàng huy")
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert gone() - before == {9}
    assert box.whole_text() == ("", 0)


def test_a_new_record_takes_the_word_and_leaves_no_draft(fields, demo_desk):
    field = fields.open("new agenda item")
    write(field)
    QTest.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert demo_desk.workspace.register.find(records.AgendaItem)[-1].title == "viên chức"
    demo_desk.workspace.drafts.close()
    assert demo_desk.workspace.register.drafts() == []


def test_a_line_keeps_more_than_any_field_holds_so_that_too_much_is_refused(qtbot):
    line = ComposedLine()
    qtbot.addWidget(line)
    line.setText("x" * 40_000)
    assert len(line.text()) == 40_000
    assert line.maxLength() > TEXT_LIMIT
