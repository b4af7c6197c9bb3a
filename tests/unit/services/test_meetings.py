from dataclasses import replace
from datetime import datetime

import pytest

from desktop_app.domain import records
from desktop_app.domain.errors import UserError
from desktop_app.domain.kinds import ItemState, MeetingStatus
from desktop_app.i18n import Texts
from desktop_app.services.meetings import Meetings
from desktop_app.services.presence import rule_of
from desktop_app.services.workspace import Workspace
from desktop_app.store.register import Register
from tests.conftest import Clock

RAW = {"title": "Hội nghị 2024", "organisation": "Trường", "starts_at": "28/6/2024 7:30"}
VIETNAMESE = Texts.of("vi")


def _said(work: Workspace, meeting: records.Meeting, people) -> None:
    """A conference that has been held: presence, notes, opinions, turns."""
    work.feedback.add_theme(meeting.id, "Lương")
    work.agenda.paste(meeting.id, "Chào cờ\t10\nThảo luận\t60\tChủ tọa")
    work.attendance.toggle(people["An"].id)
    work.editor.set_field(records.Attendee, people["Đức"].id, "excused", True)
    work.editor.set_field(records.Attendee, people["Đức"].id, "excuse_reason", "ốm")
    work.agenda.open_next(meeting.id)
    work.agenda.open_next(meeting.id)
    opinion = work.feedback.add(meeting.id, {"text": "Tăng lương"}).id
    work.feedback.reply(meeting.id, {"text": "Sẽ xem", "feedback_ids": (opinion,)})
    work.meetings.close(meeting.id)


# --- creating ------------------------------------------------------------------------------------


def test_a_new_conference_has_the_usual_agenda(work: Workspace):
    created = work.meetings.create(RAW, VIETNAMESE)
    meeting = work.meetings.get(created.id)
    assert (meeting.title, meeting.starts_at) == ("Hội nghị 2024", datetime(2024, 6, 28, 7, 30))
    assert meeting.status == MeetingStatus.PREPARING
    assert len(work.agenda.items(created.id)) > 10
    assert work.meetings.current() == meeting
    work.undo()
    assert work.meetings.all() == []
    assert work.meetings.current() is None
    work.redo()
    assert work.meetings.current() == meeting


def test_a_conference_without_agenda(work: Workspace):
    created = work.meetings.create(RAW, VIETNAMESE, with_agenda=False)
    assert work.agenda.items(created.id) == []


@pytest.mark.parametrize(("raw", "problems"), [
    ({}, ["title", "starts_at", "organisation"]),
    ({**RAW, "title": " "}, ["title"]),
    ({**RAW, "starts_at": "sáng mai"}, ["starts_at"]),
    ({**RAW, "ends_at": "27/6/2024"}, ["ends_at"]),
    ({**RAW, "staff_total": "-1", "form": "họp"}, ["staff_total", "form"]),
])
def test_all_problems_are_told_and_nothing_is_created(raw, problems: list[str], work: Workspace):
    created = work.meetings.create(raw, VIETNAMESE)
    assert created.id == 0
    assert [p.field for p in created.problems] == problems
    assert work.meetings.all() == []
    assert work.history(10) == []


# --- copying -------------------------------------------------------------------------------------


def test_a_copy_has_people_units_themes_and_agenda_and_nothing_that_was_said(
        work: Workspace, meeting: records.Meeting, people):
    _said(work, meeting, people)
    created = work.meetings.create(RAW, VIETNAMESE, copy_from=meeting.id)
    ready = work.meetings.readiness(created.id)
    assert ready.counts == {"attendees": 5, "items": 2, "opinions": 0, "replies": 0, "notes": 0,
                            "units": 5, "themes": 1}
    assert ready.quorum.present == 0
    assert ready.meeting.title == "Hội nghị 2024"
    assert ready.meeting.opened_at is ready.meeting.closed_at is None
    for old, new in zip(work.attendance.people(meeting.id), work.attendance.people(created.id),
                        strict=True):
        assert new.attendee == replace(
            old.attendee, id=new.attendee.id, uid=new.attendee.uid, meeting_id=created.id,
            unit_id=new.attendee.unit_id, excused=False, excuse_reason="")
        assert new.attendee.uid != old.attendee.uid
        assert new.presence is None
        assert new.unit.meeting_id == created.id
        assert (new.unit.name, new.unit.kind) == (old.unit.name, old.unit.kind)
    for item in work.agenda.items(created.id):
        assert (item.state, item.meeting_id) == (ItemState.WAITING, created.id)


def test_changing_a_copy_leaves_the_original(work: Workspace, meeting: records.Meeting, people):
    created = work.meetings.create(RAW, VIETNAMESE, copy_from=meeting.id)
    before = work.attendance.people(meeting.id)
    work.attendance.delete([p.attendee.id for p in work.attendance.people(created.id)])
    assert work.attendance.people(meeting.id) == before
    work.undo()
    work.undo()
    assert work.meetings.all() == [meeting]
    assert work.attendance.people(meeting.id) == before


def test_copying_what_is_not_there(work: Workspace, meeting: records.Meeting):
    with pytest.raises(UserError, match="meeting-missing"):
        work.meetings.create(RAW, VIETNAMESE, copy_from=99)
    assert work.meetings.all() == [meeting]


# --- finding -------------------------------------------------------------------------------------


def test_the_latest_conference_comes_first(work: Workspace, meeting: records.Meeting):
    later = work.meetings.create(RAW, VIETNAMESE).id
    earlier = work.meetings.create({**RAW, "starts_at": "1/7/2022"}, VIETNAMESE).id
    assert [m.id for m in work.meetings.all()] == [later, meeting.id, earlier]


def test_the_conference_that_was_open_last_is_current(work: Workspace, meeting: records.Meeting,
                                                      register: Register):
    later = work.meetings.create(RAW, VIETNAMESE).id
    work.meetings.open(meeting.id)
    assert work.meetings.current() == meeting
    with Register.read(register.path) as reader:
        assert Meetings(reader).current() == meeting
        Meetings(reader).open(later)
    assert work.meetings.current() == meeting
    work.meetings.delete(meeting.id)
    assert work.meetings.current().id == later


def test_a_conference_that_is_not_there(work: Workspace, register: Register):
    for attempt in (work.meetings.get, work.meetings.delete, work.meetings.readiness):
        with pytest.raises(UserError) as caught:
            attempt(7)
        assert caught.value.code == "meeting-missing"
        assert caught.value.params == {"path": register.path, "meeting": 7}


# --- changing ------------------------------------------------------------------------------------


def test_a_removed_conference_comes_back_with_everything(work: Workspace, people,
                                                         meeting: records.Meeting):
    _said(work, meeting, people)
    before = work.meetings.readiness(meeting.id), work.attendance.people(meeting.id)
    work.meetings.delete(meeting.id)
    assert work.meetings.all() == []
    work.undo()
    assert (work.meetings.readiness(meeting.id), work.attendance.people(meeting.id)) == before


def test_closing_ends_what_is_open(work: Workspace, meeting: records.Meeting, people,
                                   clock: Clock, register: Register):
    work.agenda.paste(meeting.id, "Thảo luận\nBế mạc")
    work.agenda.open_next(meeting.id)
    with register.operation("Give the floor"):
        register.insert(records.SpeakingTurn(meeting_id=meeting.id, began_at=register.now(),
                                             speaker="khách"))
    clock.advance(minutes=20)
    work.meetings.close(meeting.id)
    closed = work.meetings.get(meeting.id)
    assert (closed.status, closed.closed_at) == (MeetingStatus.CLOSED, clock.now)
    assert [i.state for i in work.agenda.items(meeting.id)] == ["done", "waiting"]
    assert work.agenda.rows(meeting)[0].closed_at == clock.now
    assert register.find(records.SpeakingTurn)[0].ended_at == clock.now
    assert work.floor.turn(meeting.id) is None
    work.undo()
    assert work.meetings.get(meeting.id).status == MeetingStatus.LIVE
    assert work.agenda.current(meeting.id) is not None
    assert work.floor.turn(meeting.id) is not None


# --- how far it is -------------------------------------------------------------------------------


def test_quorum_needs_two_thirds_of_those_summoned(work: Workspace, meeting: records.Meeting,
                                                   people):
    for name in ("An", "Ánh", "Ân", "Đức"):
        assert not work.meetings.readiness(meeting.id).quorum.met
        work.attendance.toggle(people[name].id)
    quorum = work.meetings.readiness(meeting.id).quorum
    assert (quorum.present, quorum.base, quorum.needed, quorum.met) == (4, 5, 4, True)


def test_without_people_there_is_no_quorum(work: Workspace, meeting: records.Meeting):
    assert not work.meetings.readiness(meeting.id).quorum.met


def test_the_day_decides_the_rules_unless_they_are_chosen(work: Workspace,
                                                          meeting: records.Meeting):
    today = datetime(2024, 1, 1)
    old = rule_of(meeting, today)
    new = rule_of(replace(meeting, starts_at=datetime(2023, 7, 1)), today)
    assert (old.key, new.key) == ("nd04-2015", "law-2022")
    assert rule_of(replace(meeting, rules="law-2022"), today) == new
    assert rule_of(replace(meeting, starts_at=None), today) == new


def test_open_opinions_are_counted(work: Workspace, meeting: records.Meeting):
    key = work.feedback.add(meeting.id, {"text": "Tăng lương"}).id
    work.feedback.add(meeting.id, {"text": "Giảm họp"})
    assert work.meetings.readiness(meeting.id).unanswered == 2
    work.feedback.reply(meeting.id, {"text": "Sẽ xem", "feedback_ids": (key,)})
    assert work.meetings.readiness(meeting.id).unanswered == 1
