"""Saving from forms: nothing refused is lost, and nothing reaches the wrong record."""

from datetime import datetime

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from desktop_app.domain import records
from desktop_app.domain.fields import TEXT_LIMIT, Problem
from desktop_app.services.session import Context
from desktop_app.services.workspace import Workspace
from desktop_app.ui import form as form_module
from desktop_app.ui.form import Form
from desktop_app.ui.form_host import DeskHost
from desktop_app.ui.person_panel import NewPerson
from tests.ui.conftest import make_desk
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


def choose(editor, value):
    """As a person does, with the keyboard."""
    editor.widget.setFocus()
    for _place in range(editor.box.findData(value) - editor.box.currentIndex()):
        QTest.keyClick(editor.widget, Qt.Key.Key_Down)


CHANGES = {
    "choice": ("kind", lambda e: choose(e, "conclusion"), "conclusion"),
    "flag": ("urgent", lambda e: QTest.keyClick(e.widget, Qt.Key.Key_Space), True),
    "moment": ("at", lambda e: retype(e, "01/07/2023 08:15"), datetime(2023, 7, 1, 8, 15)),
    "reference": ("attendee_id", lambda e: retype(e, "Nguyễn Đình Ổn"), "Nguyễn Đình Ổn"),
    "line": ("speaker", lambda e: retype(e, "Khách"), "Khách"),
    "text": ("text", lambda e: retype(e, "đã sửa"), "đã sửa"),
    "emptied": ("text", lambda e: e.widget.clear(), ""),
}


def retype(editor, text):
    editor.widget.clear()
    type_text(editor.widget, text)


@pytest.mark.parametrize(("name", "change", "wanted"), CHANGES.values(), ids=CHANGES.keys())
def test_whatever_was_refused_comes_back_with_its_record(qtbot, demo_desk, notes, name, change,
                                                         wanted):
    host = FailsAtFirst(demo_desk, records.Note)
    host.failures = 100
    form = shown_form(qtbot, demo_desk, records.Note, host)
    show(form, host, notes[0])
    before = form.editor(name).value()
    change(form.editor(name))
    changed = form.editor(name).text()
    form.save_all()
    show(form, host, notes[1])
    assert form.editor(name).text() != changed
    show(form, host, notes[0])
    assert form.editor(name).text() == changed
    assert form.unsaved_count() == 1
    host.failures = 0
    form.save_all()
    kept = getattr(demo_desk.workspace.session.note(notes[0].id), name)
    assert kept != before or wanted == ""
    if name == "attendee_id":
        kept = demo_desk.names("Attendee", [kept])[0][1]
    assert kept == (wanted or "một")
    assert form.unsaved_count() == (wanted == "")


def test_a_choice_of_a_new_record_survives_a_crash(qtbot, demo_desk, theme, tmp_path):
    card = NewPerson(demo_desk)
    qtbot.addWidget(card)
    card.open()
    choose(card.form.editor("gender"), "female")
    QTest.keyClick(card.form.editor("summoned").widget, Qt.Key.Key_Space)
    second = Workspace(*demo_desk.workspace.detach())
    again = NewPerson(make_desk(second, theme, tmp_path, demo_desk.meeting_id))
    qtbot.addWidget(again)
    assert again.recover()
    assert again.form.values()["gender"] == "female"
    assert again.form.values()["summoned"] is False


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


def test_what_is_pasted_keeps_its_lists_and_what_is_too_long_is_said(qtbot, demo_desk, notes):
    host = DeskHost(demo_desk, records.Note)
    form = shown_form(qtbot, demo_desk, records.Note, host)
    show(form, host, notes[0])
    source, box = QMimeData(), form.editor("text").widget
    source.setText("Đề nghị:\n·\tsửa nhà ăn")
    source.setHtml("<p>Đề nghị:</p><ul><li><b>sửa</b> nhà ăn</li></ul>")
    box.insertFromMimeData(source)
    assert box.toPlainText().startswith("Đề nghị:\n- sửa nhà ăn")
    source = QMimeData()
    source.setText("x" * TEXT_LIMIT)
    box.insertFromMimeData(source)
    assert len(box.toPlainText()) < 100
    assert any(str(TEXT_LIMIT) in label.text() for label in form.findChildren(QLabel))
