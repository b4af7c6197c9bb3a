"""The presence timeline: who is in the room, who was at any minute and at each agenda item.

All of it is derived from presence spans; none of it is stored. The room of a conference is read
once and then kept up from what each operation touched.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from desktop_app.domain import records
from desktop_app.domain.changes import Changes
from desktop_app.domain.kinds import OFFICIAL_KINDS, MeetingStatus
from desktop_app.domain.room import Room
from desktop_app.domain.rulesets import Quorum, RuleSet, quorum, rule_set
from desktop_app.domain.timeline import Span
from desktop_app.services.stays import span_of
from desktop_app.store import queries
from desktop_app.store.register import Register

MANY = 500
"""From so many rows on, reading the room anew is quicker than keeping it up."""


class Whereabouts(StrEnum):
    """Where somebody was at a moment."""

    HERE = "here"
    LEFT = "left"
    AWAITED = "awaited"


@dataclass(frozen=True)
class Fall:
    """When the room was without its quorum while the conference was live, or regained it."""

    at: datetime
    quorum: Quorum


@dataclass(frozen=True)
class ItemAttendance:
    """How many official delegates were in the room at one agenda item.

    An item that was reopened counts as one: from its first opening to its last end, `part` being
    those who were there while it was open. `closed_at` is None and `end` is now's figure while it
    is open. `quorate` is whether there was a quorum all the time that it was open.
    """

    item: records.AgendaItem
    opened_at: datetime
    closed_at: datetime | None
    opening: int
    part: int
    end: int
    quorate: bool


def rule_of(meeting: records.Meeting, today: datetime) -> RuleSet:
    """The rule set that a conference follows: the chosen one, or the one in force on its day."""
    return rule_set(meeting.rules, (meeting.starts_at or today).date())


def day_of(meeting: records.Meeting, now: datetime) -> date:
    """The day that a time of day belongs to: today, or the day of a conference that is over."""
    if meeting.status != MeetingStatus.CLOSED:
        return now.date()
    return (meeting.closed_at or meeting.opened_at or meeting.starts_at or now).date()


class Presence:
    """The rooms of the conferences in one register."""

    def __init__(self, register: Register) -> None:
        self._register = register
        self._rooms: dict[int, Room] = {}
        self._falls: tuple[object, list[Fall]] = (None, [])
        register.subscribe(self._keep_up)

    def room(self, meeting_id: int) -> Room:
        """The room of one conference; to be read only."""
        if meeting_id not in self._rooms:
            self._rooms[meeting_id] = self._read(meeting_id)
        return self._rooms[meeting_id]

    def _read(self, meeting_id: int) -> Room:
        return Room(queries.room_people(self._register, meeting_id), (
            (key, person, Span(came, left)) for key, person, came, left
            in queries.room_spans(self._register, meeting_id)))

    def _keep_up(self, changes: Changes) -> None:
        people, spans = changes.touched("attendee"), changes.touched("presence_span")
        if changes.touched("meeting").deleted or len(people.all) + len(spans.all) > MANY:
            self._rooms.clear()
            return
        if not self._rooms or not (people.all or spans.all):
            return
        attendees = self._register.load(records.Attendee, sorted(people.inserted | people.updated))
        found = self._register.load(records.PresenceSpan, sorted(spans.inserted | spans.updated))
        for meeting_id, room in self._rooms.items():
            _take_away(room, people.deleted, spans.deleted)
            for person in attendees:
                if person.meeting_id == meeting_id:
                    room.put_person(person.id, official=official(person))
            for span in found:
                if span.attendee_id in room:
                    room.put_span(span.id, span.attendee_id, span_of(span))

    # --- now ---------------------------------------------------------------------------------

    def count(self, meeting_id: int) -> tuple[int, int]:
        """How many official delegates are in the room now, of how many summoned."""
        room = self.room(meeting_id)
        return room.present, room.base

    def quorum(self, meeting: records.Meeting) -> Quorum:
        """Whether the room has a quorum now."""
        present, base = self.count(meeting.id)
        return quorum(self._rule(meeting), present=present, base=base)

    def _rule(self, meeting: records.Meeting) -> RuleSet:
        return rule_of(meeting, self._register.now())

    # --- at any moment -----------------------------------------------------------------------

    def quorum_at(self, meeting: records.Meeting, at: datetime) -> Quorum:
        """Whether the room had a quorum at a moment, of those who are on the list now."""
        room = self.room(meeting.id)
        return quorum(self._rule(meeting), present=room.headcount.at(at), base=room.base)

    def step(self, meeting_id: int, at: datetime, places: int) -> datetime | None:
        """The next moment after (1) or before (-1) `at` at which anybody came or left."""
        return self.room(meeting_id).headcount.step(at, places)

    def whereabouts(self, meeting_id: int, at: datetime) -> dict[int, tuple[Whereabouts, datetime]]:
        """Where everybody was who had come by then, and since when."""
        found = {}
        for person, spans in self.room(meeting_id).spans().items():
            where = _where(spans, at)
            if where is not None:
                found[person] = where
        return found

    # --- in the course of the conference -----------------------------------------------------

    def falls(self, meeting: records.Meeting) -> list[Fall]:
        """When the conference opened without a quorum or, while live, lost it, and when it was
        there again."""
        room = self.room(meeting.id)
        if meeting.opened_at is None or not room.base:
            return []
        rule, window = self._rule(meeting), Span(meeting.opened_at, meeting.closed_at)
        state = (room, room.version, rule, window)
        if self._falls[0] != state:
            needed = quorum(rule, present=0, base=room.base).needed
            self._falls = (state, [
                Fall(crossing.at, quorum(rule, present=crossing.present, base=room.base))
                for crossing in room.headcount.crossings(needed, window)])
        return self._falls[1]

    def open_fall(self, meeting: records.Meeting) -> Fall | None:
        """The fall below the quorum that still lasts in a conference that is live."""
        if meeting.status != MeetingStatus.LIVE or self.quorum(meeting).met:
            return None
        falls = self.falls(meeting)
        return falls[-1] if falls and not falls[-1].quorum.met else None

    def items(self, meeting: records.Meeting) -> list[ItemAttendance]:
        """The items that were opened, in the order in which they first were."""
        spans = queries.spans_of_items(self._register, meeting.id)
        items = {item.id: item for item in self._register.load(records.AgendaItem, list(spans))}
        found = [self._item(meeting, item, [Span(*span) for span in spans[key]])
                 for key, item in items.items()]
        return sorted(found, key=lambda item: item.opened_at)

    def _item(self, meeting: records.Meeting, item: records.AgendaItem,
              windows: Sequence[Span]) -> ItemAttendance:
        room = self.room(meeting.id)
        heads, closed = room.headcount, windows[-1].end
        return ItemAttendance(
            item, windows[0].start, closed, heads.at(windows[0].start),
            room.counted_during(windows), room.present if closed is None else heads.at(closed),
            all(self._quorate(meeting, window) for window in windows))

    def _quorate(self, meeting: records.Meeting, window: Span) -> bool:
        """Whether there was a quorum all the time from opening to end."""
        at_opening = self.quorum_at(meeting, window.start)
        crossings = self.room(meeting.id).headcount.crossings(at_opening.needed, window)
        return at_opening.met and not crossings


def official(attendee: records.Attendee) -> bool:
    """Whether somebody counts in quorum and majorities (DOMAIN 1.4)."""
    return attendee.summoned and attendee.kind in OFFICIAL_KINDS


def _where(spans: Sequence[Span], at: datetime) -> tuple[Whereabouts, datetime] | None:
    """Where somebody with these spans was and since when; None before they first came."""
    left: datetime | None = None
    for span in spans:
        if span.holds(at):
            return Whereabouts.HERE, span.start
        if span.end is not None and span.end <= at and (left is None or left < span.end):
            left = span.end
    return None if left is None else (Whereabouts.LEFT, left)


def _take_away(room: Room, people: frozenset[int], spans: frozenset[int]) -> None:
    for key in spans:
        room.drop_span(key)
    for person in people:
        if person in room:
            room.drop_person(person)
