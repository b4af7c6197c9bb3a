"""The attendee list as a screen shows it."""

from dataclasses import replace
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.kinds import DelegateKind
from desktop_app.domain.names import name_sort_key
from desktop_app.domain.records import Attendee, Unit
from desktop_app.services.attendance import Attendance, Person
from desktop_app.services.attendee_list import AttendeeList, Heading, Order, State
from desktop_app.services.pasted import pasted_people
from desktop_app.store.queries import Presence

CAME = datetime(2023, 6, 30, 7, 40)
FACULTY = Unit(1, name="Khoa Điện", short_name="K.Đ", rank=2)
OFFICE = Unit(2, name="Phòng Đào tạo", rank=1)
PRESENCES = (None, Presence(CAME, None, True), Presence(CAME, CAME, False))


def someone(key, name, unit=None, presence=None, **fields):
    attendee = Attendee(key, number=key, full_name=name, unit_id=unit.id if unit else None,
                        **fields)
    return Person(attendee, unit, presence, name_sort_key(name, ""))


def names(people, keys):
    return [people.get(key).attendee.full_name for key in keys]


@pytest.fixture
def people():
    return AttendeeList([
        someone(1, "Lê Thị Ân", FACULTY, PRESENCES[1]),
        someone(2, "Hoàng An", OFFICE, PRESENCES[2], position="Trưởng phòng"),
        someone(3, "Đặng Thị Ánh", FACULTY, excused=True, kind=DelegateKind.GUEST.value),
        someone(4, "Nông Văn Ăn"),
    ])


@pytest.mark.parametrize(("order", "expected"), [
    (Order.NUMBER, [1, 2, 3, 4]), (Order.NAME, [2, 3, 4, 1]), (Order.UNIT, [2, 1, 3, 4]),
    (Order.POSITION, [2, 1, 3, 4]), (Order.KIND, [1, 2, 4, 3]), (Order.PRESENCE, [1, 2, 3, 4])])
def test_orders(people, order, expected):
    assert people.sorted_keys(order) == expected


def test_descending_turns_the_order(people):
    assert people.sorted_keys(Order.NUMBER, descending=True) == [4, 3, 2, 1]
    assert people.sorted_keys(Order.NAME, descending=True) == [1, 4, 3, 2]


@pytest.mark.parametrize(("text", "expected"), [
    ("", [1, 2, 3, 4]), ("an", [1, 2, 3, 4]), ("dien", [1, 3]), ("k.đ", [1, 3]), ("2", [2]),
    ("truong", [2]), ("lta", [1]), ("xyz", [])])
def test_the_filter_searches_names_numbers_positions_and_units(people, text, expected):
    assert people.matching([1, 2, 3, 4], text) == expected


def test_groups_have_headings_and_fold(people):
    keys = people.sorted_keys(Order.UNIT)
    rows = people.grouped_rows(keys, ())
    assert [row.unit.name if row.unit else None for row in rows if isinstance(row, Heading)] == [
        "Phòng Đào tạo", "Khoa Điện", None]
    assert [(r.here, r.total) for r in rows if isinstance(r, Heading)] == [(0, 1), (1, 2), (0, 1)]
    folded = people.grouped_rows(keys, {FACULTY.id})
    assert len(rows) - len(folded) == 2


def test_everybody_is_counted_in_one_state(people):
    assert people.tally().states == {State.HERE: 1, State.LEFT: 1, State.EXCUSED: 1,
                                     State.AWAITED: 1}
    assert list(people.tally().units) == [OFFICE.id, FACULTY.id, 0]
    assert people.tally().kinds[DelegateKind.GUEST].total == 1


def test_who_comes_and_goes_is_counted_anew(people):
    people.update_presence({4: PRESENCES[1]}, [4])
    assert people.tally().states[State.HERE] == 2
    people.update_presence({4: PRESENCES[1]})
    assert people.tally().states == {State.HERE: 1, State.LEFT: 0, State.EXCUSED: 1,
                                     State.AWAITED: 2}
    people.remove([4])
    assert people.get(4) is None
    assert sum(people.tally().states.values()) == 3


def test_a_renamed_person_is_found_by_the_new_name(people):
    person = people.get(2)
    people.update([replace(person, attendee=replace(person.attendee, full_name="Hoàng Bình"))])
    assert people.matching([1, 2, 3, 4], "binh") == [2]


@given(st.lists(st.tuples(st.sampled_from([None, FACULTY, OFFICE]), st.sampled_from(PRESENCES),
                          st.sampled_from(list(DelegateKind)), st.booleans()), max_size=20))
def test_kinds_and_units_add_up_to_the_states(drawn):
    people = AttendeeList(
        someone(key, f"Người {key}", unit, presence, kind=kind.value, excused=excused)
        for key, (unit, presence, kind, excused) in enumerate(drawn, 1))
    tally = people.tally()
    for shares in (tally.kinds.values(), tally.units.values()):
        assert sum(share.total for share in shares) == len(drawn) == sum(tally.states.values())
        assert sum(share.here for share in shares) == tally.states[State.HERE]


def test_only_the_people_of_some_spans_are_read(register, meeting):
    attendance = Attendance(register)
    attendance.paste(meeting, "Lê Thị Ân\nHoàng An")
    first, second = (p.attendee for p in attendance.people(meeting.id))
    touched = []
    register.subscribe(lambda changes: touched.append(changes.touched("presence_span").inserted))
    attendance.arrive(first)
    attendance.arrive(second)
    assert set(attendance.presence(meeting.id)) == {first.id, second.id}
    assert set(attendance.presence(meeting.id, touched[1])) == {second.id}


@pytest.mark.parametrize(("line", "expected"), [
    ("1. PGS.TS Lê An, Trưởng khoa, Khoa Điện, 0912", ("Lê An", "Trưởng khoa", "Khoa Điện",
                                                       "0912")),
    ("2\tTrần Bình\tGV\tKhoa Cơ khí", ("Trần Bình", "GV", "Khoa Cơ khí", "")),
    ("\t\tHoàng An", ("Hoàng An", "", "", "")),
    ("• Nông Văn Ăn; Nhân viên", ("Nông Văn Ăn", "Nhân viên", "", ""))])
def test_pasted_lines_are_understood(line, expected):
    person = pasted_people(line)[0]
    assert (person.name.name, person.position, person.unit, person.rest) == expected


@pytest.mark.parametrize("text", ["", "\n \n", "12", "3."])
def test_lines_without_a_name_are_nobody(text):
    assert pasted_people(text) == []


def test_the_filter_is_made_ready_bit_by_bit_and_keeps_up(people):
    assert [people.prepare(3), people.prepare(3)] == [False, True]
    people.update([someone(4, "Nông Văn Ích")])
    assert people.matching(people.keys(), "ich") == [4]
    assert people.matching(people.keys(), "an") == [1, 2, 3]
    people.remove([4])
    assert people.matching([1, 4], "") == [1]
