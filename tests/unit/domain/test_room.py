"""The kept room against a walk over all spans."""

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from desktop_app.domain.room import Crossing, Headcount, Room
from desktop_app.domain.timeline import Span

START = datetime(2023, 6, 30, 7, 30)


def minute(number: int) -> datetime:
    return START + timedelta(minutes=number)


minutes = st.integers(0, 20)
people = st.integers(1, 5)


@st.composite
def spans(draw) -> Span:
    start = draw(minutes)
    length = draw(st.none() | st.integers(0, 10))
    return Span(minute(start), None if length is None else minute(start + length))


class Rooms(RuleBasedStateMachine):
    """A room that is kept up, beside the plain lists of what it was told."""

    def __init__(self) -> None:
        super().__init__()
        self.room = Room()
        self.official: dict[int, bool] = {}
        self.stays: dict[int, tuple[int, Span]] = {}

    @rule(person=people, official=st.booleans())
    def put_person(self, person, official):
        self.room.put_person(person, official=official)
        self.official[person] = official

    @precondition(lambda self: self.official)
    @rule(data=st.data(), key=st.integers(1, 8), span=spans())
    def put_span(self, data, key, span):
        person = data.draw(st.sampled_from(sorted(self.official)))
        own = [stay for k, (p, stay) in self.stays.items() if p == person and k != key]
        if not any(span.meets(other) for other in own):
            self.room.put_span(key, person, span)
            self.stays[key] = (person, span)

    @rule(key=st.integers(1, 8))
    def drop_span(self, key):
        self.room.drop_span(key)
        self.stays.pop(key, None)

    @precondition(lambda self: self.official)
    @rule(data=st.data())
    def drop_person(self, data):
        person = data.draw(st.sampled_from(sorted(self.official)))
        self.room.drop_person(person)
        del self.official[person]
        self.stays = {k: stay for k, stay in self.stays.items() if stay[0] != person}

    @rule()
    def read_anew(self):
        stays = [(key, person, span) for key, (person, span) in self.stays.items()]
        self.room = Room(self.official.items(), stays)

    @rule(at=minutes)
    def ask(self, at):
        """Asked early, the headcount is kept up from then on; else it is made later."""
        naive = sum(self.official[person] and span.holds(minute(at))
                    for person, span in self.stays.values())
        assert self.room.headcount.at(minute(at)) == naive

    @invariant()
    def agrees_with_a_walk(self):
        here = {person for person, span in self.stays.values() if span.end is None}
        assert self.room.here == here
        assert self.room.present == sum(self.official[person] for person in here)
        assert self.room.base == sum(self.official.values())
        for at in (0, 7, 15):
            there = {p for p, span in self.stays.values() if span.holds(minute(at))}
            assert there == {p for p, own in self.room.spans().items()
                             if any(span.holds(minute(at)) for span in own)}

    @invariant()
    def windows_agree_with_a_walk(self):
        windows = [Span(minute(3), minute(6)), Span(minute(12), minute(14))]
        naive = {p for p, span in self.stays.values() if self.official[p]
                 and any(span.holds(minute(m)) for m in (3, 4, 5, 12, 13))}
        assert self.room.counted_during(windows) == len(naive)


TestRooms = Rooms.TestCase


@given(st.lists(st.tuples(minutes, minutes)), st.integers(0, 5), minutes, minutes)
def test_crossings_are_where_a_walk_minute_by_minute_finds_them(pairs, needed, first, length):
    heads = Headcount(event for start, more in pairs
                      for event in ((minute(start), 1), (minute(start + more), -1)))

    def count(number: int) -> int:
        return sum(start <= number < start + more for start, more in pairs)

    naive, met = [], True
    for number in range(first, first + length):
        if (count(number) >= needed) != met:
            met = not met
            naive.append(Crossing(minute(number), count(number), met))
    assert heads.crossings(needed, Span(minute(first), minute(first + length))) == naive


@given(st.lists(minutes), minutes)
def test_steps_go_to_the_change_before_and_after(events, at):
    heads = Headcount((minute(number), 0) for number in events)
    after = min((n for n in events if n > at), default=None)
    before = max((n for n in events if n < at), default=None)
    assert heads.step(minute(at), 1) == (None if after is None else minute(after))
    assert heads.step(minute(at), -1) == (None if before is None else minute(before))
