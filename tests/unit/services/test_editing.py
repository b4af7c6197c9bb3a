from datetime import datetime

import pytest

from desktop_app.domain import records
from desktop_app.domain.errors import UserError
from desktop_app.domain.fields import Problem
from desktop_app.i18n import Texts
from desktop_app.services.editing import EDIT_LABELS, DraftMark, name_of, problem_text
from desktop_app.services.workspace import Workspace
from desktop_app.store.register import Register
from tests.conftest import Clock

ENGLISH = Texts.of("en")


def _codes(problems: list[Problem]) -> list[tuple[str, str]]:
    return [(p.field, p.code) for p in problems]


# --- keeping a value -----------------------------------------------------------------------------


def test_a_value_is_kept_as_the_catalogue_reads_it(work: Workspace, meeting: records.Meeting):
    assert work.editor.set_field(records.Meeting, meeting.id, "title", "  Hội\u00a0nghị ") == []
    assert work.editor.set_field(records.Meeting, meeting.id, "ends_at", "30/6/2023 11h30") == []
    assert work.editor.set_field(records.Meeting, meeting.id, "staff_total", " 412 ") == []
    changed = work.meetings.get(meeting.id)
    assert changed.title == "Hội nghị"
    assert changed.ends_at == datetime(2023, 6, 30, 11, 30)
    assert changed.staff_total == 412


def test_a_step_is_told_by_the_old_name(work: Workspace, people):
    work.editor.set_field(records.Attendee, people["Đức"].id, "full_name", "Trần Văn Dục")
    assert work.undo_label().say(ENGLISH) == "Edit Trần Văn Đức"


def test_typing_in_one_field_is_one_step_a_minute(work: Workspace, people, clock: Clock,
                                                  register: Register):
    key = people["Đức"].id
    for text in ("P", "Phó", "Phó khoa"):
        work.editor.set_field(records.Attendee, key, "position", text)
        clock.advance(seconds=19)
    work.editor.set_field(records.Attendee, key, "position", "Phó trưởng khoa")
    clock.advance(seconds=10)
    work.editor.set_field(records.Attendee, key, "position", "Phó trưởng khoa Điện")
    work.undo()
    assert register.get(records.Attendee, key).position == "Phó trưởng khoa"
    work.undo()
    assert register.get(records.Attendee, key) == people["Đức"]


def test_another_field_or_record_is_another_step(work: Workspace, people):
    steps = len(work.history(100))
    for name in ("Đức", "An"):
        for field in ("position", "note"):
            work.editor.set_field(records.Attendee, people[name].id, field, "x")
    assert len(work.history(100)) == steps + 4


def test_the_same_value_is_no_step_but_consumes_the_draft(work: Workspace, people,
                                                          register: Register):
    before = work.history(100)
    work.editor.set_field(records.Attendee, people["Đức"].id, "position", " Trưởng  khoa ",
                          DraftMark("Attendee:3:position", 9))
    assert work.history(100) == before
    assert register.sql("SELECT key, seq FROM draft") == [("Attendee:3:position", 9)]


def test_a_new_name_brings_its_own_given_name(work: Workspace, people, register: Register):
    key = people["Đức"].id
    work.editor.set_field(records.Attendee, key, "full_name", "H'Hen Niê")
    assert register.get(records.Attendee, key).given == "Niê"
    work.editor.set_field(records.Attendee, key, "given", "H'Hen")
    assert register.get(records.Attendee, key).given == "H'Hen"
    work.editor.set_field(records.Attendee, key, "full_name", "Nguyễn Thị Hoa")
    assert register.get(records.Attendee, key).given == "Hoa"


def test_references_and_links(work: Workspace, meeting: records.Meeting, people):
    opinion = work.feedback.add(meeting.id, {"text": "Tăng lương"}).id
    theme = work.feedback.add_theme(meeting.id, "Lương")
    units = [u.id for u in work.attendance.units(meeting.id)]
    work.editor.set_field(records.Feedback, opinion, "theme_ids", [theme])
    work.editor.set_field(records.Feedback, opinion, "addressed_ids", (units[2], units[0]))
    work.editor.set_field(records.Feedback, opinion, "attendee_id", people["An"].id)
    found = work.feedback.get(opinion)
    assert found.theme_ids == (theme,)
    assert found.addressed_ids == (units[2], units[0])
    assert found.attendee_id == people["An"].id
    assert work.editor.set_field(records.Feedback, opinion, "attendee_id", None) == []
    assert work.feedback.get(opinion).attendee_id is None


# --- refusing a value ----------------------------------------------------------------------------


@pytest.mark.parametrize(("field", "raw", "code"), [
    ("full_name", "  ", "blank"), ("full_name", "x" * 121, "too-long"),
    ("number", "ba", "not-a-number"), ("number", "4", "duplicate-number"),
    ("kind", "hội viên", "not-a-choice"), ("unit_id", "Khoa", "not-a-choice")])
def test_a_bad_value_changes_nothing(field: str, raw: str, code: str, work: Workspace, people,
                                     register: Register):
    before = work.history(100)
    problems = work.editor.set_field(records.Attendee, people["Đức"].id, field, raw,
                                     DraftMark("draft", 1))
    assert _codes(problems) == [(field, code)]
    assert problem_text(records.Attendee, problems[0], ENGLISH)
    assert register.get(records.Attendee, people["Đức"].id) == people["Đức"]
    assert work.history(100) == before
    assert register.sql("SELECT * FROM draft") == []


def test_a_number_that_nobody_has_is_free(work: Workspace, people):
    key = people["Đức"].id
    for raw in ("3", "17", ""):
        assert work.editor.set_field(records.Attendee, key, "number", raw) == []


def test_an_imported_double_number_does_not_lock_other_fields(work: Workspace, people,
                                                              register: Register):
    with register.operation("Import"):
        register.update(records.Attendee, people["An"].id, {"number": 3})
    assert work.editor.set_field(records.Attendee, people["An"].id, "note", "x") == []
    assert _codes(work.editor.set_field(records.Attendee, people["An"].id, "number", "3")) == [
        ("number", "duplicate-number")]


def test_an_end_before_its_start_is_refused(work: Workspace, meeting: records.Meeting):
    key = meeting.id
    assert _codes(work.editor.set_field(records.Meeting, key, "ends_at", "29/6/2023")) == [
        ("ends_at", "ends-before-start")]
    assert work.editor.set_field(records.Meeting, key, "ends_at", "30/6/2023 7:30") == []
    assert _codes(work.editor.set_field(records.Meeting, key, "starts_at", "1/7/2023")) == [
        ("ends_at", "ends-before-start")]
    assert work.meetings.get(key).starts_at == meeting.starts_at


def test_clocks_that_went_wrong_do_not_lock_other_fields(work: Workspace, register: Register,
                                                         meeting: records.Meeting):
    with register.operation("Clock set back"):
        register.update(records.Meeting, meeting.id, {
            "opened_at": datetime(2023, 6, 30, 8), "closed_at": datetime(2023, 6, 30, 7)})
    assert work.editor.set_field(records.Meeting, meeting.id, "title", "Khác") == []
    assert work.editor.set_field(records.Meeting, meeting.id, "ends_at", "30/6/2023 12:00") == []
    assert _codes(work.editor.set_field(records.Meeting, meeting.id, "opened_at",
                                        "30/6/2023 7:01")) == [("closed_at", "ends-before-start")]


@pytest.mark.parametrize(("record_type", "start", "end"), [
    (records.PresenceSpan, "came_at", "left_at"), (records.ItemSpan, "opened_at", "closed_at"),
    (records.SpeakingTurn, "began_at", "ended_at")])
def test_spans_do_not_end_before_they_start(record_type, start: str, end: str, work: Workspace,
                                            register: Register, meeting: records.Meeting, people):
    at = register.now()
    with register.operation("Add"):
        item = register.insert(records.AgendaItem(meeting_id=meeting.id, number=1, title="Mục"))
        register.insert(records.PresenceSpan(attendee_id=people["An"].id, came_at=at))
        register.insert(records.ItemSpan(item_id=item, opened_at=at))
        register.insert(records.SpeakingTurn(meeting_id=meeting.id, began_at=at))
    assert _codes(work.editor.set_field(record_type, 1, end, "30/6/2023 7:29")) == [
        (end, "ends-before-start")]
    assert work.editor.set_field(record_type, 1, end, "30/6/2023 7:31") == []
    assert _codes(work.editor.set_field(record_type, 1, start, "")) == [(start, "blank")]


def test_a_record_or_reference_that_is_gone(work: Workspace, people):
    with pytest.raises(UserError, match="record-gone"):
        work.editor.set_field(records.Attendee, 99, "note", "x")
    with pytest.raises(UserError, match="record-gone"):
        work.editor.set_field(records.Attendee, people["An"].id, "unit_id", 99)


# --- words ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(("record", "name"), [
    (records.Meeting(title="Hội nghị"), "Hội nghị"), (records.Attendee(full_name="An"), "An"),
    (records.AgendaItem(title="Thảo luận"), "Thảo luận"), (records.Unit(name="Khoa"), "Khoa"),
    (records.Feedback(number=7, text="Ý"), "7"), (records.Note(text="Ghi"), ""),
    (records.AgendaItem(title="x" * 500), "x" * 60)])
def test_what_records_are_called_in_the_history(record, name: str):
    assert name_of(record) == name


@pytest.mark.parametrize("label", EDIT_LABELS.values())
def test_labels_can_be_filled(label: str):
    assert "{" not in label.format(name="An")
