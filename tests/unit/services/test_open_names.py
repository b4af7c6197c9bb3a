"""Speakers who were typed as heard, settled afterwards."""

import pytest

from desktop_app.domain import records
from desktop_app.domain.errors import UserError
from desktop_app.services.finding import people_finder
from desktop_app.services.open_names import OpenName, likely_people
from desktop_app.services.session import Context
from desktop_app.services.workspace import Workspace


@pytest.fixture
def context(work: Workspace, meeting: records.Meeting, people) -> Context:
    work.agenda.add(meeting.id, {"title": "Thảo luận", "kind": "discussion"})
    work.agenda.open_next(meeting.id)
    return Context(meeting.id, work.agenda.current(meeting.id))


@pytest.fixture
def heard(work: Workspace, context: Context) -> OpenName:
    """Thầy Đức spoke four times under two spellings, and waits."""
    for line in ("/y @thầy Đức: tăng lương", "/n @Thầy Đức: nghỉ", "@Hưng: họp ít", "@Hùng: họp"):
        work.session.capture(line, context)
    work.floor.give("@thầy Đức", context)
    work.floor.ask("@thầy Đức", context)
    return work.open_names.names(context.meeting_id)[0]


def test_names_are_counted_whatever_their_capitals(work: Workspace, context: Context, heard):
    assert (heard.count, heard.example) == (4, "tăng lương")
    assert {s.casefold() for s in heard.spellings} == {"thầy đức"}
    names = [(n.name, n.count) for n in work.open_names.names(context.meeting_id)[1:]]
    assert names == [("Hùng", 1), ("Hưng", 1)]


def test_everything_said_goes_to_the_person_in_one_step(work: Workspace, context: Context, people,
                                                        heard):
    duc = people["Đức"]
    before = work.open_names.names(context.meeting_id)
    assert work.open_names.settle(context.meeting_id, heard, duc.id) == 4
    [opinion] = work.register.find(records.Feedback, limit=1)
    assert (opinion.attendee_id, opinion.speaker, opinion.unit_id) == (duc.id, "", duc.unit_id)
    assert [n.attendee_id for n in work.register.find(records.Note)] == [duc.id]
    assert [t.attendee_id for t in work.register.find(records.SpeakingTurn)] == [duc.id]
    assert work.floor.waiting(context.meeting_id) == [duc.id]
    assert len(work.open_names.names(context.meeting_id)) == len(before) - 1
    work.undo()
    assert work.open_names.names(context.meeting_id) == before


def test_a_unit_that_was_given_stays(work: Workspace, context: Context, people, heard):
    [opinion] = work.register.find(records.Feedback, limit=1)
    unit = people["An"].unit_id
    work.editor.set_field(records.Feedback, opinion.id, "unit_id", unit)
    work.open_names.settle(context.meeting_id, heard, people["Đức"].id)
    assert work.feedback.get(opinion.id).unit_id == unit


def test_nobody_waits_twice_after_settling(work: Workspace, context: Context, people, heard):
    work.floor.ask("@Trần Văn Đức", context)
    work.open_names.settle(context.meeting_id, heard, people["Đức"].id)
    [request] = work.register.find(records.FloorRequest)
    assert (request.attendee_id, request.rank) == (people["Đức"].id, 1)


def test_a_guest_is_added_in_the_same_step(work: Workspace, meeting, context: Context, heard):
    before = work.open_names.names(meeting.id)
    created = work.open_names.add_guest(meeting, heard)
    guest = work.register.get(records.Attendee, created.id)
    assert (guest.full_name, guest.kind, guest.summoned) == (heard.name, "guest", False)
    assert len(work.open_names.names(meeting.id)) == len(before) - 1
    work.undo()
    assert work.open_names.names(meeting.id) == before
    assert guest.id not in [p.attendee.id for p in work.attendance.people(meeting.id)]


def test_a_name_that_somebody_else_settled_is_gone(work: Workspace, context, people, heard):
    work.open_names.settle(context.meeting_id, heard, people["Đức"].id)
    with pytest.raises(UserError, match="record-gone"):
        work.open_names.settle(context.meeting_id, heard, people["An"].id)


@pytest.mark.parametrize("name", ["thầy Đức", "TS. Trần Văn Đức", "Trần Văn Đứt", "tvd", "Văn Đức"])
def test_who_may_be_meant_is_offered_first(work: Workspace, meeting, people, name: str):
    finder = people_finder(work.attendance.people(meeting.id))
    assert likely_people(finder, name)[0].key == people["Đức"].id


def test_the_overview_says_how_many_are_open(work: Workspace, context: Context, heard):
    checks = work.checklist.of(context.meeting_id)[1]
    assert [c.facts["count"] for c in checks if c.title == "Open names"] == [3]
