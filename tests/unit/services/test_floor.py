"""Queue, turns, pauses and forecast at a conference."""

from datetime import timedelta

import pytest

from desktop_app.domain import records
from desktop_app.domain.errors import UserError
from desktop_app.services.floor import FloorState, expected
from desktop_app.services.session import Context
from desktop_app.services.workspace import Workspace
from desktop_app.store.register import Register
from tests.conftest import Clock


@pytest.fixture
def context(work: Workspace, meeting: records.Meeting, people) -> Context:
    for title in ("Thảo luận", "Bế mạc"):
        work.agenda.add(meeting.id, {"title": title, "kind": "discussion", "minutes": 30})
    work.agenda.open_next(meeting.id)
    return Context(meeting.id, work.agenda.current(meeting.id))


def state(work: Workspace, context: Context) -> FloorState:
    return work.floor.state(work.meetings.get(context.meeting_id),
                            context.item.id if context.item else None)


def names(work: Workspace, context: Context) -> list[str]:
    return [waiting.name for waiting in state(work, context).queue]


def test_the_queue_keeps_its_order(work: Workspace, context: Context):
    for name in ("@Trần Văn Đức", "@khách mời", "@Hoàng An"):
        work.floor.ask(name, context)
    assert names(work, context) == ["Trần Văn Đức", "khách mời", "Hoàng An"]
    last = state(work, context).queue[-1]
    assert (last.unit, last.turns) == ("Phòng Khoa học - Công nghệ và HTQT", 0)
    work.floor.move(last.id, -2)
    assert names(work, context) == ["Hoàng An", "Trần Văn Đức", "khách mời"]
    work.undo()
    assert names(work, context)[-1] == "Hoàng An"
    work.floor.take_out(last.id)
    assert names(work, context) == ["Trần Văn Đức", "khách mời"]


def test_who_waits_and_who_spoke_of_late(work: Workspace, context: Context, people, clock: Clock):
    an, duc = people["An"].id, people["Đức"].id
    for name in ("@Trần Văn Đức", "@khách mời", "@Hoàng An"):
        work.floor.ask(name, context)
    assert work.floor.waiting(context.meeting_id) == [duc, an]
    work.floor.give("@Trần Văn Đức", context)
    clock.advance(minutes=1)
    work.session.capture("@Hoàng An: tăng lương", context)
    assert work.floor.waiting(context.meeting_id) == [an]
    assert work.floor.spoke_last(context.meeting_id) == [an, duc]
    work.agenda.open_next(context.meeting_id)
    assert work.floor.waiting(context.meeting_id) == []


@pytest.mark.parametrize("name", ["Trần Văn Đức", "khách mời"])
def test_nobody_waits_twice(name: str, work: Workspace, context: Context):
    work.floor.ask(f"@{name}: về lương", context)
    with pytest.raises(UserError, match="already-waiting"):
        work.floor.ask(f"@{name}", context)


def test_each_item_has_its_own_queue(work: Workspace, context: Context):
    work.floor.ask("@Hoàng An", context)
    work.agenda.open_next(context.meeting_id)
    other = Context(context.meeting_id, work.agenda.current(context.meeting_id))
    assert names(work, other) == []
    work.floor.ask("@Hoàng An", other)
    work.agenda.reopen_previous(context.meeting_id)
    assert names(work, context) == ["Hoàng An"]


def test_the_floor_goes_to_the_first_who_waits(work: Workspace, context: Context, people):
    for name in ("@Trần Văn Đức", "@Hoàng An"):
        work.floor.ask(name, context)
    turn = work.floor.give_next(context)
    assert turn.attendee_id == people["Đức"].id
    assert names(work, context) == ["Hoàng An"]
    work.floor.give("@Hoàng An", context)
    assert names(work, context) == []
    with pytest.raises(UserError, match="nobody-named"):
        work.floor.give_next(context)
    assert state(work, context).name == "Hoàng An"


def test_a_pause_is_no_speaking_time(work: Workspace, context: Context, clock: Clock,
                                     register: Register):
    turn = work.floor.give("@Hoàng An", context)
    clock.advance(minutes=2)
    assert work.floor.pause(context.meeting_id)
    clock.advance(minutes=10)
    found = state(work, context).clock(clock.now)
    assert found
    assert (found.spoken, found.paused) == (timedelta(minutes=2), True)
    assert not work.floor.pause(context.meeting_id)
    clock.advance(minutes=1)
    found = state(work, context).clock(clock.now)
    assert found
    assert (found.spoken, found.paused) == (timedelta(minutes=3), False)
    work.floor.pause(context.meeting_id)
    clock.advance(minutes=5)
    work.floor.end(context.meeting_id)
    ended = register.get(records.SpeakingTurn, turn.id)
    assert (ended.paused_seconds, ended.paused_at) == (15 * 60, None)
    with pytest.raises(UserError, match="nobody-speaks"):
        work.floor.pause(context.meeting_id)


def test_turns_are_counted_and_average_the_forecast(work: Workspace, context: Context,
                                                    clock: Clock):
    for minutes in (2, 4):
        work.floor.give("@Hoàng An", context)
        clock.advance(minutes=minutes)
        work.floor.end(context.meeting_id)
    work.floor.give("@Hoàng An", context)
    found = state(work, context)
    assert (found.turns, found.each) == (3, timedelta(minutes=3))
    work.floor.ask("@Trần Văn Đức", context)
    clock.advance(minutes=1)
    assert state(work, context).needs(clock.now) == timedelta(minutes=5)


def test_the_end_is_foretold_from_the_queue(work: Workspace, context: Context, clock: Clock):
    meeting = work.meetings.get(context.meeting_id)
    before = expected(meeting, work.agenda.rows(meeting), state(work, context), clock.now)
    assert before.ends_at == clock.now + timedelta(minutes=60)
    for number in range(8):
        work.floor.ask(f"@khách {number}: xin nói", context)
    after = expected(meeting, work.agenda.rows(meeting), state(work, context), clock.now)
    assert after.ends_at == clock.now + timedelta(minutes=8 * 5 + 30)
    assert after.late_minutes == 10


def test_units_of_which_nobody_has_spoken(work: Workspace, context: Context, people):
    assert state(work, context).silent_units == ()
    for given in ("Đức", "An", "Ân"):
        work.attendance.toggle(people[given].id)
    assert set(state(work, context).silent_units) == {
        "Khoa Cơ khí", "Phòng Khoa học - Công nghệ và HTQT", "Khoa Điện"}
    work.floor.give("@Trần Văn Đức", context)
    work.session.capture("/y @Lê Thị Ân: về lương", context)
    assert state(work, context).silent_units == ("Phòng Khoa học - Công nghệ và HTQT",)
