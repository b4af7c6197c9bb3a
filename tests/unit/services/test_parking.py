import pytest

from desktop_app.domain import records
from desktop_app.domain.errors import UserError
from desktop_app.services.session import Context
from desktop_app.services.workspace import Workspace
from desktop_app.store.register import Register
from tests.conftest import Clock


@pytest.fixture
def context(work: Workspace, meeting: records.Meeting, people) -> Context:
    for title in ("Thảo luận", "Bế mạc"):
        work.agenda.add(meeting.id, {"title": title, "kind": "discussion"})
    work.agenda.open_next(meeting.id)
    return Context(meeting.id, work.agenda.current(meeting.id))


def test_a_line_is_parked_and_settled_where_it_belongs(work: Workspace, context: Context,
                                                       clock: Clock, register: Register):
    parked_at = clock.advance(minutes=5)
    key = work.parking.park("  duc hoi ve luong\n", context)
    clock.advance(minutes=30)
    work.agenda.open_next(context.meeting_id)
    later = Context(context.meeting_id, work.agenda.current(context.meeting_id))
    [line] = work.parking.lines(context.meeting_id)
    assert (line.id, line.text, line.at) == (key, "duc hoi ve luong", parked_at)
    recorded = work.parking.settle(key, "/y @Trần Văn Đức: hỏi về lương", later)
    opinion = register.get(records.Feedback, recorded.id)
    assert (opinion.at, opinion.item_id) == (parked_at, context.item.id if context.item else 0)
    assert opinion.text == "hỏi về lương"
    assert work.parking.lines(context.meeting_id) == []
    work.undo()
    assert work.parking.lines(context.meeting_id) == [line]
    assert register.find(records.Feedback) == []


def test_what_cannot_be_recorded_stays_parked(work: Workspace, context: Context):
    key = work.parking.park("một dòng", context)
    with pytest.raises(UserError, match="reply-to-nothing"):
        work.parking.settle(key, "/t một dòng", context)
    with pytest.raises(UserError, match="nothing-typed"):
        work.parking.settle(key, "  ", context)
    assert len(work.parking.lines(context.meeting_id)) == 1
    work.parking.discard(key)
    assert work.parking.lines(context.meeting_id) == []


@pytest.mark.parametrize(("text", "code"), [(" \n", "nothing-typed"),
                                            ("a" * 100_001, "text-too-long")])
def test_what_cannot_be_parked(work: Workspace, context: Context, text: str, code: str):
    with pytest.raises(UserError, match=code):
        work.parking.park(text, context)


def test_a_parked_line_was_said_by_who_had_the_floor_then(work: Workspace, context: Context,
                                                         clock: Clock, people, register: Register):
    work.floor.give("@Trần Văn Đức", context)
    clock.advance(minutes=1)
    key = work.parking.park("đề nghị tăng lương", context)
    clock.advance(minutes=1)
    work.floor.give("@Hoàng An", context)
    recorded = work.parking.settle(key, "đề nghị tăng lương", context)
    assert register.get(records.Feedback, recorded.id).attendee_id == people["Đức"].id
