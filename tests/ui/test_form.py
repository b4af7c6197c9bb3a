"""Saving from forms: nothing refused is lost, and nothing reaches the wrong record."""

import pytest

from desktop_app.domain import records
from desktop_app.domain.fields import Problem
from desktop_app.services.session import Context
from desktop_app.ui import form as form_module
from desktop_app.ui.form import Form
from desktop_app.ui.form_host import DeskHost
from tests.ui.keys import type_text


class FailsAtFirst(DeskHost):
    """The disk is busy for the first saves."""

    failures = 1

    def save(self, name, raw, draft):
        if self.failures:
            self.failures -= 1
            return [Problem(name, "not-saved")]
        return super().save(name, raw, draft)


@pytest.fixture
def notes(demo_desk):
    session = demo_desk.workspace.session
    context = Context(demo_desk.meeting_id)
    return [session.note(session.capture(text, context).id) for text in ("một", "hai")]


def shown_form(qtbot, desk, record_type, host):
    form = Form(record_type, host, desk.popup)
    qtbot.addWidget(form)
    form.show()
    return form


def show(form, host, note):
    form.save_all()
    host.id = note.id
    form.show_record(note, host.form_key)


def test_a_save_that_failed_never_reaches_another_record(qtbot, demo_desk, notes):
    host = FailsAtFirst(demo_desk, records.Note)
    form = shown_form(qtbot, demo_desk, records.Note, host)
    show(form, host, notes[0])
    type_text(form.editor("text").widget, "đã sửa ")
    show(form, host, notes[1])
    session = demo_desk.workspace.session
    assert [session.note(note.id).text for note in notes] == ["một", "hai"]
    show(form, host, notes[0])
    assert "đã sửa" in form.editor("text").text()
    form.save_all()
    assert "đã sửa" in session.note(notes[0].id).text
    assert session.note(notes[1].id).text == "hai"


def test_a_save_that_failed_is_tried_again_by_itself(qtbot, demo_desk, notes, monkeypatch):
    monkeypatch.setattr(form_module, "RETRY_MS", 1)
    host = FailsAtFirst(demo_desk, records.Note)
    form = shown_form(qtbot, demo_desk, records.Note, host)
    show(form, host, notes[0])
    type_text(form.editor("text").widget, "đã sửa ")
    form.save_all()
    assert form.unsaved_count() == 1
    qtbot.waitUntil(lambda: form.unsaved_count() == 0)
    assert "đã sửa" in demo_desk.workspace.session.note(notes[0].id).text


def test_a_conflict_with_another_field_is_shown_and_kept(qtbot, demo_desk):
    host = DeskHost(demo_desk, records.Meeting)
    host.id = demo_desk.meeting_id
    form = shown_form(qtbot, demo_desk, records.Meeting, host)
    form.show_record(demo_desk.meeting(), host.form_key)
    editor = form.editor("starts_at")
    editor.widget.clear()
    type_text(editor.widget, "01/07/2023 07:30")
    form.save_all()
    assert editor.text() == "01/07/2023 07:30"
    assert editor.widget.property("wrong")
    assert form.unsaved_count() == 1
    assert demo_desk.meeting().starts_at.day == 30
