"""After a restart the caret is where somebody was typing when the last session ended."""

import pytest
from PySide6.QtWidgets import QApplication

from desktop_app.app import Program
from desktop_app.i18n import use_language
from desktop_app.paths import Places
from desktop_app.services.demo import write_demo
from desktop_app.ui.resuming import page_of
from tests.ui.conftest import Answers

TYPED, CARET = "đang gõ 😀 dở", 9


@pytest.fixture
def begun(qapp, register, path, tmp_path):
    """Starts the program on the demo, in which a field was left half typed; gives that field."""
    started = []

    def start(*keys):
        write_demo(register)
        seq = 0
        for seq, key in enumerate(keys, 1):
            register._database.execute_sql(
                "INSERT INTO draft(key, text, caret, seq, saved_at) VALUES (?, ?, ?, ?, ?)",
                (key, TYPED, CARET, seq, "2023-06-30 08:00:00"))
        register.close()
        program = Program(qapp, Places(tmp_path / "data"), Answers())
        started.append(program)
        assert program.start(path, demo=False)
        program.window.activateWindow()
        QApplication.processEvents()
        return QApplication.focusWidget()

    yield start
    for program in started:
        program.window.close()
        program.stop()
        program.window.deleteLater()
    use_language("vi")


@pytest.mark.parametrize(("key", "field"), [
    ("capture:1", "capture_line"), ("Note:1:text", "field_text"),
    ("Attendee:3:position", "field_position"), ("Attendee:new-1:position", "field_position"),
    ("AgendaItem:1:title", "field_title"), ("Attendee:1:position", "field_position"),
    ("Feedback:1:text", "field_text"), ("AgendaItem:4:title", "field_title"),
    ("AgendaItem:new-1:presenter", "field_presenter"),
    ("Meeting:1:venue", "field_venue"), ("Meeting:new-:title", "field_title"),
    ("Feedback:2:text", "field_text"), ("Feedback:new-1:text", "field_text"),
    ("Reply:new-1:text", "field_text"), ("Reply:new-3:text", "field_text"),
    ("Reply:2:text", "field_text"), ("Unit:5:name", "field_name"), ("Theme:3:name", "field_name"),
    ("paste:attendees:1", "paste_box"), ("paste:agenda:1", "paste_box"),
    ("paste:feedback:1", "paste_box"),
])
def test_the_caret_is_where_it_was(begun, key, field):
    found = begun("Attendee:new-1:full_name", "AgendaItem:new-1:title",
                  "Feedback:new-1:attendee_id", key)
    assert found.objectName() == field
    assert found.whole_text() == (TYPED, CARET)


def test_every_draft_has_its_page():
    assert page_of("Reply:new-1:text") == "feedback"
    assert page_of("paste:agenda:1") == "agenda"
    assert page_of("") == ""
