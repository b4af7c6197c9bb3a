from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from desktop_app.domain import records
from desktop_app.domain.kinds import DelegateKind
from desktop_app.services.feedback import FeedbackService
from desktop_app.store import queries
from desktop_app.store.log_queries import log_rows
from desktop_app.store.opinion_queries import OpinionFilter
from desktop_app.store.register import Register

START = datetime(2023, 6, 30, 7, 30)


def _at(minutes: float) -> datetime:
    return START + timedelta(minutes=minutes)


def _add(register: Register, *new: object) -> list[int]:
    with register.operation("Add"):
        return [register.insert(record) for record in new]


@pytest.fixture
def other(register: Register) -> int:
    """Another conference, with one record of everything; nothing of it may be counted."""
    with register.operation("Other conference"):
        key = register.insert(records.Meeting(title="2022"))
        unit = register.insert(records.Unit(meeting_id=key, name="Khoa"))
        register.insert(records.Theme(meeting_id=key, name="Lương"))
        person = register.insert(records.Attendee(meeting_id=key, number=50, full_name="Bình",
                                                  unit_id=unit))
        register.insert(records.PresenceSpan(attendee_id=person, came_at=START))
        item = register.insert(records.AgendaItem(meeting_id=key, number=50, title="Mục"))
        register.insert(records.ItemSpan(item_id=item, opened_at=START))
        register.insert(records.SpeakingTurn(meeting_id=key, began_at=START))
        register.insert(records.Note(meeting_id=key, at=START, text="Ghi chú"))
        register.insert(records.Feedback(meeting_id=key, number=50, at=START, text="Ý kiến"))
        register.insert(records.Reply(meeting_id=key, at=START, text="Trả lời"))
    return key


def _people(meeting: records.Meeting) -> list[records.Attendee]:
    return [records.Attendee(meeting_id=meeting.id, full_name=kind.value, kind=kind.value)
            for kind in DelegateKind]


# --- who is in the room --------------------------------------------------------------------------


def test_only_summoned_official_delegates_are_counted(register: Register, other: int,
                                                      meeting: records.Meeting):
    people = _add(register, *_people(meeting),
                  records.Attendee(meeting_id=meeting.id, full_name="not summoned",
                                   summoned=False))
    assert queries.room_count(register, meeting.id) == (0, 3)
    _add(register, *(records.PresenceSpan(attendee_id=key, came_at=START) for key in people))
    assert queries.room_count(register, meeting.id) == (3, 3)
    assert queries.room_count(register, other) == (1, 1)


def test_who_left_is_not_in_the_room(register: Register, meeting: records.Meeting):
    people = _add(register, *_people(meeting)[:3])
    _add(register,
         records.PresenceSpan(attendee_id=people[0], came_at=_at(0), left_at=_at(10)),
         records.PresenceSpan(attendee_id=people[1], came_at=_at(0), left_at=_at(10)),
         records.PresenceSpan(attendee_id=people[1], came_at=_at(20)))
    assert queries.room_count(register, meeting.id) == (1, 3)
    assert queries.presence(register, meeting.id) == {
        people[0]: queries.Presence(_at(0), _at(10), here=False),
        people[1]: queries.Presence(_at(0), None, here=True)}


def test_nobody_is_in_an_empty_room(register: Register, meeting: records.Meeting):
    assert queries.room_count(register, meeting.id) == (0, 0)
    assert queries.presence(register, meeting.id) == {}


# --- counts and numbers --------------------------------------------------------------------------


def test_counts_are_those_of_one_conference(register: Register, other: int,
                                            meeting: records.Meeting):
    assert set(queries.counts(register, meeting.id).values()) == {0}
    assert set(queries.counts(register, other).values()) == {1}


@pytest.mark.parametrize("table", ["attendee", "agenda_item", "feedback"])
def test_the_next_number_follows_the_highest(table: str, register: Register, other: int,
                                             meeting: records.Meeting):
    assert queries.next_number(register, table, meeting.id) == 1
    assert queries.next_number(register, table, other) == 51


def test_people_without_a_number_come_last(register: Register, meeting: records.Meeting):
    _add(register, *(records.Attendee(meeting_id=meeting.id, full_name=name, number=number)
                     for name, number in (("none", None), ("two", 2), ("one", 1), ("also 1", 1))))
    found = register.find(records.Attendee, order=queries.by_number(records.Attendee))
    assert [p.full_name for p in found] == ["one", "also 1", "two", "none"]


def test_open_spans_and_turns_are_those_of_one_conference(register: Register, other: int,
                                                          meeting: records.Meeting):
    item, = _add(register, records.AgendaItem(meeting_id=meeting.id, number=1, title="Mục"))
    spans = _add(register, records.ItemSpan(item_id=item, opened_at=_at(5), closed_at=_at(6)),
                 records.ItemSpan(item_id=item, opened_at=_at(1), closed_at=_at(2)),
                 records.ItemSpan(item_id=item, opened_at=_at(9)))
    turns = _add(register,
                 records.SpeakingTurn(meeting_id=meeting.id, began_at=_at(0), ended_at=_at(1)),
                 records.SpeakingTurn(meeting_id=meeting.id, began_at=_at(1)))
    assert queries.open_item_spans(register, meeting.id) == [(spans[2], item)]
    assert queries.spans_of_items(register, meeting.id) == {
        item: [(_at(1), _at(2)), (_at(5), _at(6)), (_at(9), None)]}
    assert queries.open_turns(register, meeting.id) == [turns[1]]


# --- searching -----------------------------------------------------------------------------------


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(st.one_of(st.characters(), st.sampled_from("\"*'()-^:{} ANDORNOT")),
                    max_size=12))
@example(text='NEAR("a" "b", 3) AND NOT *')
@example(text="9" * 30)
@example(text="a\u19b1b")
def test_anything_can_be_searched_for(text: str, register: Register, meeting: records.Meeting):
    service = FeedbackService(register)
    created = service.add(meeting.id, {"text": f"Trước {text} sau"})
    found = service.ids(meeting.id, OpinionFilter(text=text))
    register.undo()
    assert created.id in found


# --- the log -------------------------------------------------------------------------------------


def test_the_log_is_in_order_of_time(register: Register, other: int, meeting: records.Meeting):
    items = _add(register, *(records.AgendaItem(meeting_id=meeting.id, number=n, title="Mục")
                             for n in (1, 2)))
    person, = _add(register, _people(meeting)[0])
    _add(register,
         records.Reply(meeting_id=meeting.id, at=_at(6), text="Trả lời"),
         records.Feedback(meeting_id=meeting.id, number=1, at=_at(5), text="Ý kiến"),
         records.Feedback(meeting_id=meeting.id, number=2, at=None, text="Gửi trước"),
         records.ItemSpan(item_id=items[0], opened_at=_at(1), closed_at=_at(4)),
         records.ItemSpan(item_id=items[1], opened_at=_at(4), closed_at=_at(20)),
         records.SpeakingTurn(meeting_id=meeting.id, began_at=_at(5), ended_at=_at(6)),
         records.PresenceSpan(attendee_id=person, came_at=_at(0), left_at=_at(2)),
         records.PresenceSpan(attendee_id=person, came_at=_at(3)),
         records.Note(meeting_id=meeting.id, at=_at(2.5), text="Ghi chú"))
    rows = log_rows(register, meeting.id, _at(1), 100)
    assert [(row.table, row.aspect) for row in rows] == [
        ("agenda_item", "opened"), ("presence_span", "left"), ("note", "said"),
        ("presence_span", "came"), ("agenda_item", "opened"), ("speaking_turn", "began"),
        ("feedback", "said"), ("reply", "said"), ("agenda_item", "closed")]
    assert [row.at for row in rows] == sorted(row.at for row in rows)
    assert [(row.table, row.id) for row in rows if row.table == "agenda_item"] == [
        ("agenda_item", key) for key in (items[0], items[1], items[1])]


def test_the_roll_call_is_not_in_the_log(register: Register, meeting: records.Meeting):
    person, = _add(register, _people(meeting)[0])
    _add(register, records.PresenceSpan(attendee_id=person, came_at=_at(0)))
    assert log_rows(register, meeting.id, None, 100) == []
    assert log_rows(register, meeting.id, _at(1), 100) == []
    assert len(log_rows(register, meeting.id, _at(0), 100)) == 1


@pytest.mark.parametrize("limit", [1, 3, 8, 100])
def test_a_part_of_the_log_is_its_end(limit: int, register: Register, meeting: records.Meeting):
    for minute in range(4):
        _add(register, records.Note(meeting_id=meeting.id, at=_at(minute), text="Ghi chú"),
             records.Feedback(meeting_id=meeting.id, number=minute, at=_at(minute), text="Ý"))
    everything = log_rows(register, meeting.id, None, 100)
    assert [row.table for row in everything] == ["note", "feedback"] * 4
    assert log_rows(register, meeting.id, None, limit) == everything[-limit:]


def test_entries_of_one_second_are_in_the_order_of_recording(register: Register,
                                                             meeting: records.Meeting):
    keys = _add(register, *(records.Note(meeting_id=meeting.id, at=START, text=str(n))
                            for n in range(5)))
    assert [row.id for row in log_rows(register, meeting.id, None, 100)] == keys
