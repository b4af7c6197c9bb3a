"""The room at any minute, per item, and below the quorum; stays corrected; the roll-call."""

from contextlib import suppress
from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop_app.domain import records
from desktop_app.domain.check_in import When
from desktop_app.domain.errors import UserError
from desktop_app.domain.kinds import DelegateKind
from desktop_app.domain.timeline import Span
from desktop_app.services.presence import Whereabouts
from desktop_app.services.workspace import Workspace
from desktop_app.store import queries
from desktop_app.store.register import Register
from tests.conftest import Clock

START = datetime(2023, 6, 30, 7, 30)


def _at(minutes: int) -> datetime:
    return START + timedelta(minutes=minutes)


def _all_in(work: Workspace, people) -> None:
    work.attendance.toggle_all(p.id for p in people.values())


def _open(work: Workspace, meeting: records.Meeting, *titles: str) -> None:
    for title in titles:
        work.agenda.add(meeting.id, {"title": title})
    work.agenda.open_next(meeting.id)


def _fresh(work: Workspace, meeting: records.Meeting) -> records.Meeting:
    return work.meetings.get(meeting.id)


# --- the kept room -------------------------------------------------------------------------------


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_the_kept_counts_are_those_of_the_register(data, work: Workspace, register: Register,
                                                   meeting: records.Meeting, people, clock: Clock):
    keys = [p.id for p in people.values()]
    for _step in range(8):
        clock.advance(minutes=1)
        act = data.draw(st.sampled_from(["toggle", "kind", "undo", "delete", "all"]))
        if act == "toggle":
            work.attendance.toggle_all([data.draw(st.sampled_from(keys))])
        elif act == "kind":
            kind = data.draw(st.sampled_from([DelegateKind.GUEST, DelegateKind.ELECTED]))
            work.editor.set_field(records.Attendee, data.draw(st.sampled_from(keys)), "kind",
                                  kind.value)
        elif act == "delete":
            work.attendance.delete([data.draw(st.sampled_from(keys))])
            work.undo()
        elif act == "all":
            work.attendance.toggle_all(keys)
        elif work.undo_label() and "{count}" not in work.undo_label().text:
            work.undo()
        assert work.presence.count(meeting.id) == queries.room_count(register, meeting.id)
        room = work.presence.room(meeting.id)
        assert room.headcount.at(clock.now) == room.present


def test_a_room_is_read_anew_after_very_many_changes(work: Workspace, meeting: records.Meeting):
    work.presence.count(meeting.id)
    work.attendance.paste(meeting, "\n".join(f"Nguyễn Văn {n}" for n in range(600)))
    assert work.presence.count(meeting.id) == (0, 600)


# --- at a minute ---------------------------------------------------------------------------------


def test_who_was_where_at_a_minute(work: Workspace, meeting: records.Meeting, people, clock: Clock):
    work.attendance.toggle(people["Đức"].id)
    clock.advance(minutes=10)
    work.attendance.toggle(people["An"].id)
    work.attendance.toggle(people["Đức"].id)
    clock.advance(minutes=10)
    found = work.presence.whereabouts(meeting.id, _at(5))
    assert found == {people["Đức"].id: (Whereabouts.HERE, START)}
    found = work.presence.whereabouts(meeting.id, _at(10))
    assert found == {people["Đức"].id: (Whereabouts.LEFT, _at(10)),
                     people["An"].id: (Whereabouts.HERE, _at(10))}
    assert work.presence.step(meeting.id, _at(15), -1) == _at(10)
    assert work.presence.quorum_at(_fresh(work, meeting), _at(5)).present == 1


# --- the quorum while the conference is live -----------------------------------------------------


def test_the_fall_below_the_quorum_is_told_until_it_is_there_again(
        work: Workspace, meeting: records.Meeting, people, clock: Clock):
    _all_in(work, people)
    clock.advance(minutes=5)
    _open(work, meeting, "Khai mạc")
    clock.advance(minutes=5)
    work.attendance.toggle(people["An"].id)
    assert work.presence.open_fall(_fresh(work, meeting)) is None
    clock.advance(minutes=5)
    work.attendance.toggle(people["Đức"].id)
    fall = work.presence.open_fall(_fresh(work, meeting))
    assert (fall.at, fall.quorum.present, fall.quorum.missing) == (_at(15), 3, 1)
    clock.advance(minutes=5)
    work.attendance.toggle(people["Đức"].id)
    assert work.presence.open_fall(_fresh(work, meeting)) is None
    lines = [(e.kind, e.at) for e in work.session.log(_fresh(work, meeting), 50) if e.quorum]
    assert lines == [("quorum-lost", _at(15)), ("quorum-met", _at(20))]
    work.undo()
    work.undo()
    assert not work.presence.falls(_fresh(work, meeting))


def test_a_conference_that_opens_without_a_quorum_says_so_from_its_opening(
        work: Workspace, meeting: records.Meeting, people, clock: Clock):
    work.attendance.toggle(people["An"].id)
    assert work.presence.falls(_fresh(work, meeting)) == []
    clock.advance(minutes=5)
    _open(work, meeting, "Khai mạc")
    clock.advance(minutes=5)
    fall = work.presence.open_fall(_fresh(work, meeting))
    assert (fall.at, fall.quorum.present, fall.quorum.missing) == (_at(5), 1, 3)
    work.attendance.toggle_all(people[name].id for name in ("Đức", "Ánh", "Ân"))
    assert work.presence.open_fall(_fresh(work, meeting)) is None
    lines = [(e.kind, e.at) for e in work.session.log(_fresh(work, meeting), 50) if e.quorum]
    assert lines == [("quorum-lost", _at(5)), ("quorum-met", _at(10))]


def test_before_and_after_the_conference_nothing_falls(work: Workspace, meeting: records.Meeting,
                                                       people, clock: Clock):
    _all_in(work, people)
    clock.advance(minutes=1)
    _all_in(work, people)
    clock.advance(minutes=1)
    _open(work, meeting, "Khai mạc")
    clock.advance(minutes=1)
    _all_in(work, people)
    clock.advance(minutes=1)
    work.meetings.close(meeting.id)
    clock.advance(minutes=1)
    _all_in(work, people)
    falls = work.presence.falls(_fresh(work, meeting))
    assert [(fall.at, fall.quorum.met) for fall in falls] == [(_at(2), False), (_at(3), True)]
    assert work.presence.open_fall(_fresh(work, meeting)) is None


# --- per item ------------------------------------------------------------------------------------


def test_attendance_at_items_that_are_reopened(work: Workspace, meeting: records.Meeting, people,
                                               clock: Clock):
    _all_in(work, people)
    _open(work, meeting, "Một", "Hai")
    clock.advance(minutes=10)
    work.attendance.toggle_all([people["An"].id])
    work.attendance.toggle_all([people["Đức"].id])
    work.agenda.open_next(meeting.id)
    clock.advance(minutes=10)
    work.attendance.toggle(people["An"].id)
    work.agenda.reopen_previous(meeting.id)
    clock.advance(minutes=10)
    first, second = work.presence.items(_fresh(work, meeting))
    assert (first.item.title, first.opened_at, first.closed_at) == ("Một", START, None)
    assert (first.opening, first.part, first.end, first.quorate) == (5, 5, 4, True)
    assert (second.opening, second.part, second.end, second.quorate) == (3, 3, 4, False)


# --- stays ---------------------------------------------------------------------------------------


def test_stays_are_added_changed_and_removed_each_as_one_step(work: Workspace, people,
                                                              clock: Clock):
    clock.advance(hours=3)
    key = people["Đức"].id
    first = work.stays.add(key, Span(_at(0), _at(60)))
    work.stays.add(key, Span(_at(90)))
    work.stays.change(first, Span(_at(5), _at(50)))
    assert [(s.came_at, s.left_at) for s in work.stays.of(key)] == [
        (_at(5), _at(50)), (_at(90), None)]
    work.stays.remove(first)
    assert len(work.stays.of(key)) == 1
    work.undo()
    work.undo()
    assert work.stays.of(key)[0].left_at == _at(60)


@pytest.mark.parametrize(("span", "code"), [
    (Span(_at(-10), _at(1)), "was-there-then"), (Span(_at(10), _at(20)), "was-there-then"),
    (Span(_at(-10)), "was-there-then"), (Span(_at(95), _at(99)), "was-there-since"),
    (Span(_at(80), _at(70)), "left-before-coming"), (Span(_at(70), _at(999)), "time-to-come"),
    (Span(_at(999)), "time-to-come")])
def test_a_stay_that_cannot_be_is_refused(span: Span, code: str, work: Workspace, people,
                                          clock: Clock):
    clock.advance(hours=3)
    key = people["Đức"].id
    work.stays.add(key, Span(_at(0), _at(60)))
    work.stays.add(key, Span(_at(90)))
    before = work.stays.of(key)
    with pytest.raises(UserError, match=code):
        work.stays.add(key, span)
    assert work.stays.of(key) == before


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=st.lists(st.tuples(st.integers(-60, 60), st.none() | st.integers(-5, 60),
                               st.booleans()), max_size=8))
def test_stays_never_overlap(acts, work: Workspace, meeting: records.Meeting, people, clock: Clock):
    key = people["Đức"].id
    clock.advance(hours=1)
    for minutes, length, toggled in acts:
        came = clock.now + timedelta(minutes=minutes)
        left = None if length is None else came + timedelta(minutes=length)
        with suppress(UserError):
            if toggled:
                work.attendance.toggle(key, came)
            else:
                work.stays.add(key, Span(came, left))
    spans = [Span(s.came_at, s.left_at) for s in work.stays.of(key)]
    assert not any(one.meets(other) for n, one in enumerate(spans) for other in spans[n + 1:])
    for minute in range(-60, 60, 7):
        at = clock.now + timedelta(minutes=minute)
        here = work.presence.whereabouts(meeting.id, at).get(key, ("", at))[0]
        assert (here is Whereabouts.HERE) == any(span.holds(at) for span in spans)


# --- the roll-call -------------------------------------------------------------------------------


def test_exact_codes_and_numbers_win_and_digits_are_never_a_name(work: Workspace,
                                                                 meeting: records.Meeting, people):
    work.editor.set_field(records.Attendee, people["Đức"].id, "staff_code", "An")
    work.editor.set_field(records.Attendee, people["Ân"].id, "staff_code", "NV 8:42")
    work.editor.set_field(records.Attendee, people["An"].id, "staff_code", "2")
    understand = work.roll_call.understand
    assert understand(meeting.id, "an").holders == (people["Đức"].id,)
    called = understand(meeting.id, "nv 8:42")
    assert (called.holders, called.when) == ((people["Ân"].id,), None)
    assert understand(meeting.id, "003").holders == (people["Đức"].id,)
    assert understand(meeting.id, "2 -5").holders == (people["An"].id,)
    assert understand(meeting.id, "2 -5").when == When(minutes_ago=5)
    called = understand(meeting.id, "99")
    assert (called.holders, called.name) == ((), "")


def test_a_code_wins_over_a_number_and_both_over_leading_zeros(
        work: Workspace, meeting: records.Meeting, people):
    an, anh, duc = (people[name].id for name in ("An", "Ánh", "Đức"))
    work.editor.set_field(records.Attendee, an, "staff_code", "0011")
    work.editor.set_field(records.Attendee, anh, "number", 11)
    work.editor.set_field(records.Attendee, duc, "staff_code", "0042")
    understand = work.roll_call.understand
    assert understand(meeting.id, "0011").holders == (an,)
    assert understand(meeting.id, "11").holders == (anh,)
    assert set(understand(meeting.id, "011").holders) == {an, anh}
    assert understand(meeting.id, "42").holders == (duc,)
    assert understand(meeting.id, "0").holders == ()


def test_the_same_scan_twice_throws_nobody_out(work: Workspace, meeting: records.Meeting, people,
                                               clock: Clock):
    key = people["Đức"].id
    assert work.roll_call.record(meeting, key).here
    clock.advance(seconds=2)
    with pytest.raises(UserError, match="just-recorded"):
        work.roll_call.record(meeting, key)
    assert work.roll_call.record(meeting, people["An"].id).here
    clock.advance(seconds=1)
    assert not work.roll_call.record(meeting, key).here


def test_times_given_afterwards_come_and_go(work: Workspace, meeting: records.Meeting, people,
                                            clock: Clock):
    key = people["Đức"].id
    clock.advance(minutes=30)
    assert work.roll_call.record(meeting, key, When(minutes_ago=20)).at == _at(10)
    assert not work.roll_call.record(meeting, key, When(clock=_at(25).time())).here
    stay, = work.stays.of(key)
    assert (stay.came_at, stay.left_at) == (_at(10), _at(25))
    with pytest.raises(UserError, match="was-there-then"):
        work.roll_call.record(meeting, key, When(clock=_at(20).time()))
    with pytest.raises(UserError, match="time-to-come"):
        work.roll_call.record(meeting, key, When(clock=_at(90).time()))
    assert work.stays.of(key) == [stay]


def test_after_the_conference_a_time_belongs_to_its_day(work: Workspace, meeting: records.Meeting,
                                                        people, clock: Clock):
    _open(work, meeting, "Khai mạc")
    clock.advance(hours=1)
    work.meetings.close(meeting.id)
    clock.advance(days=3)
    closed = _fresh(work, meeting)
    outcome = work.roll_call.record(closed, people["An"].id, When(clock=_at(20).time()))
    assert outcome.at == _at(20)
