"""The overview, driven by its keys: checklist, next step, new conferences, switching."""

from datetime import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton

from desktop_app.domain import records
from desktop_app.domain.kinds import MeetingStatus
from desktop_app.i18n import active
from desktop_app.ui.meeting_form import NewMeeting
from desktop_app.ui.pages.overview import OverviewPage
from tests.ui.conftest import shown
from tests.ui.keys import type_text

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def asked(desk, demo_desk):
    """What the page asked the window for."""
    wishes = []
    for one in (desk, demo_desk):
        one.change_meeting = lambda key: wishes.append(("meeting", key))
        one.show_page = lambda name: wishes.append(("page", name))
        one.run = lambda name: wishes.append(("command", name))
        one.open_register = lambda path: wishes.append(("register", path))
    return wishes


@pytest.fixture
def page(qtbot, demo_desk, asked):
    made = OverviewPage(demo_desk)
    shown(qtbot, demo_desk, made)
    return made


def press(page, key, modifiers=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(page.window().focusWidget(), key, modifiers)


def checks(page):
    """Mark and detail of each line of the checklist by its title."""
    rows = page._checks._rows
    return {title.text(): f"{mark.text()} {detail.text()}"
            for mark, title, detail in rows if title.isVisible()}


def panel_of(page):
    return page.window().findChild(NewMeeting)


def fill(panel, name, text):
    line = panel._form.editor(name).widget
    line.setFocus()
    line.selectAll()
    type_text(line, text)
    return line


def test_the_demo_is_complete(page):
    found = checks(page)
    assert found["Attendees"] == "✔ people: 150, units: 18"
    assert found["Agenda"] == "✔ items: 11, until 11:30"
    assert found["Replying offices"].startswith("✔ ")
    assert "Decree 04/2015" in found["Quorum"]
    assert found["Feedback"] == "✔ 6, all dealt with"
    assert "Form" not in found


def test_enter_does_the_next_step(page, asked):
    press(page, Qt.Key.Key_Space)
    assert asked == [("command", "export_workbook")]


def test_titles_lead_to_their_pages(page, asked):
    title = next(t for _mark, t, _detail in page._checks._rows if t.text() == "Agenda")
    title.setFocus()
    press(page, Qt.Key.Key_Space)
    assert asked == [("page", "agenda")]


def test_what_is_missing_and_what_to_mind(qtbot, desk, asked):
    desk.meeting_id = desk.workspace.meetings.create(
        {"title": "2024", "organisation": "Trường", "starts_at": "12/1/2024 7:30",
         "staff_total": "80"}, active(), with_agenda=False).id
    page = OverviewPage(desk)
    shown(qtbot, desk, page)
    found = checks(page)
    assert found["Facts of the conference"].startswith("○ ")
    assert found["Attendees"] == "○ nobody yet"
    assert found["Quorum"].startswith("· 2/3 of those summoned (Law 10/2022")
    assert found["Form"].startswith("! With 80 people the conference must be plenary")
    press(page, Qt.Key.Key_Space)
    assert asked == [("command", "page_attendees")]
    desk.workspace.editor.set_field(records.Meeting, desk.meeting_id, "form", "plenary")
    assert "Form" not in checks(page)


def test_unanswered_opinions_come_before_the_export(page, demo_desk, asked):
    demo_desk.workspace.feedback.add(demo_desk.meeting_id, {"text": "Thêm một ý kiến"})
    assert checks(page)["Feedback"] == "○ 1 of 7 without a reply"
    press(page, Qt.Key.Key_Space)
    assert asked == [("command", "page_feedback")]


def test_facts_are_saved_as_they_are_typed(page, demo_desk):
    page.edit()
    line = page.window().focusWidget()
    line.selectAll()
    type_text(line, "Hội nghị 2023")
    press(page, Qt.Key.Key_Return)
    assert demo_desk.meeting().title == "Hội nghị 2023"
    assert page._title.text() == "Hội nghị 2023"


def test_a_new_conference_begins_with_what_the_latest_had(page, demo_desk, asked):
    page.new()
    panel = panel_of(page)
    assert page.window().focusWidget() is panel._form.editor("title").widget
    type_text(page.window().focusWidget(), "Hội nghị năm học 2024-2025")
    fill(panel, "starts_at", "5/7/2024 8:00")
    press(page, Qt.Key.Key_Return, CTRL)
    made = demo_desk.workspace.meetings.all()[0]
    assert asked == [("meeting", made.id)]
    assert (made.title, made.starts_at) == ("Hội nghị năm học 2024-2025", datetime(2024, 7, 5, 8))
    assert made.organisation == demo_desk.meeting().organisation
    assert made.status == MeetingStatus.PREPARING
    assert len(demo_desk.workspace.agenda.items(made.id)) == 16
    assert demo_desk.workspace.attendance.people(made.id) == []


@pytest.mark.parametrize(("day", "rule"), [
    ("30/6/2023 7:30", "Decree 04/2015"), ("1/7/2023", "Law 10/2022"), ("31/2/2023", "")])
def test_the_rule_in_force_shows_as_the_day_is_typed(page, day, rule):
    page.new()
    panel = panel_of(page)
    fill(panel, "starts_at", day)
    assert rule in panel._rule.text()
    assert bool(panel._rule.text()) == bool(rule)


def test_a_copy_has_people_and_agenda_but_no_notes(page, demo_desk, asked):
    page._copy()
    press(page, Qt.Key.Key_Return, CTRL)
    made = max(meeting.id for meeting in demo_desk.workspace.meetings.all())
    work = demo_desk.workspace
    assert asked == [("meeting", made)]
    assert work.meetings.get(made).title == demo_desk.meeting().title
    assert len(work.attendance.people(made)) == 150
    assert len(work.agenda.items(made)) == 11
    assert work.meetings.readiness(made).counts["opinions"] == 0
    assert work.meetings.readiness(made).counts["notes"] == 0


def test_a_missing_title_is_marked(page, demo_desk):
    page.new()
    press(page, Qt.Key.Key_Return, CTRL)
    assert panel_of(page)._form.editor("title").widget.property("wrong")
    assert len(demo_desk.workspace.meetings.all()) == 1


def test_escape_keeps_what_was_typed_for_the_next_time(page, qtbot):
    page.new()
    type_text(page.window().focusWidget(), "Hội nghị bất")
    first = panel_of(page)
    press(page, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: panel_of(page) is not first)
    page.new()
    assert panel_of(page)._form.editor("title").text() == "Hội nghị bất"


def test_enter_in_the_list_works_on_another_conference(page, demo_desk, asked):
    other = demo_desk.workspace.meetings.create(
        {"title": "2022", "organisation": "Trường", "starts_at": "1/7/2022"}, active()).id
    page.search()
    press(page, Qt.Key.Key_Return)
    assert asked == []
    press(page, Qt.Key.Key_Down)
    press(page, Qt.Key.Key_Return)
    assert asked == [("meeting", other)]


def test_delete_in_the_list_removes_a_conference_and_undo_brings_it_back(page, demo_desk):
    work = demo_desk.workspace
    other = work.meetings.create(
        {"title": "2022", "organisation": "Trường", "starts_at": "1/7/2022"}, active()).id
    page.search()
    press(page, Qt.Key.Key_Down)
    press(page, Qt.Key.Key_Delete)
    assert [m.id for m in work.meetings.all()] == [demo_desk.meeting_id]
    work.undo()
    assert other in [m.id for m in work.meetings.all()]
    assert page.list.model().rowCount() == 2


def test_without_a_conference_it_says_what_the_program_is_for(qtbot, desk, asked, tmp_path):
    old = tmp_path / "cũ.db"
    old.write_bytes(b"")
    desk.settings.registers = [str(old), str(tmp_path / "gone.db")]
    page = OverviewPage(desk)
    shown(qtbot, desk, page)
    assert page.window().focusWidget().text().startswith("New conference")
    assert any("saved as you type" in label.text() for label in page.findChildren(QLabel))
    links = [b for b in page.findChildren(QPushButton) if b.text().startswith("Open cũ.db")]
    links[0].click()
    assert asked == [("register", old)]
    assert not [b for b in page.findChildren(QPushButton) if "gone.db" in b.text()]
    press(page, Qt.Key.Key_Space)
    type_text(page.window().focusWidget(), "Hội nghị đầu tiên")
    fill(panel_of(page), "organisation", "Trường")
    press(page, Qt.Key.Key_Return, CTRL)
    assert asked[-1] == ("meeting", desk.workspace.meetings.all()[0].id)
