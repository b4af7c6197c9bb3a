"""The room of one conference: who is in it now, and who was at any moment.

It is kept up span by span, so that somebody who comes or leaves costs no more than that. Only
official delegates are counted; others have a place in the room all the same.
"""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain

from desktop_app.domain.timeline import Span, is_open


@dataclass(frozen=True)
class Crossing:
    """From `at` on the room has, or no longer has, the number of people that was asked for."""

    at: datetime
    present: int
    met: bool


class Headcount:
    """How many were in the room after each moment at which anybody came or left."""

    def __init__(self, events: Iterable[tuple[datetime, int]]) -> None:
        self.moments: list[datetime] = []
        self._counts: list[int] = []
        self._events: dict[datetime, int] = {}
        present = 0
        for at, change in sorted(events):
            present += change
            if self.moments and self.moments[-1] == at:
                self._counts[-1] = present
            else:
                self.moments.append(at)
                self._counts.append(present)
            self._events[at] = self._events.get(at, 0) + 1

    def at(self, moment: datetime) -> int:
        """How many were in the room."""
        place = bisect_right(self.moments, moment)
        return self._counts[place - 1] if place else 0

    def add(self, at: datetime, change: int) -> None:
        """Somebody came (1) or left (-1), or did so without counting (0)."""
        if at not in self._events:
            count = self.at(at)
            insort(self.moments, at)
            self._counts.insert(bisect_left(self.moments, at), count)
        self._events[at] = self._events.get(at, 0) + 1
        self._shift(at, change)

    def take_back(self, at: datetime, change: int) -> None:
        """Undoes `add` with the same values."""
        self._shift(at, -change)
        self._events[at] -= 1
        if not self._events[at]:
            place = bisect_left(self.moments, at)
            del self._events[at], self.moments[place], self._counts[place]

    def _shift(self, since: datetime, change: int) -> None:
        if change:
            for place in range(bisect_left(self.moments, since), len(self._counts)):
                self._counts[place] += change

    def step(self, moment: datetime, places: int) -> datetime | None:
        """The next moment after (1) or before (-1) `moment` at which anybody came or left."""
        place = (bisect_right(self.moments, moment) if places > 0
                 else bisect_left(self.moments, moment) - 1)
        return self.moments[place] if 0 <= place < len(self.moments) else None

    def crossings(self, needed: int, window: Span) -> list[Crossing]:
        """When the count was below `needed` inside `window`, from its start or from a fall on, and
        when it was reached again."""
        first = bisect_right(self.moments, window.start)
        began = (window.start, self.at(window.start))
        met, found = True, []
        for at, count in chain((began,), zip(self.moments[first:], self._counts[first:],
                                             strict=True)):
            if not window.holds(at):
                break
            if (count >= needed) != met:
                met = not met
                found.append(Crossing(at, count, met))
        return found


class Room:
    """People and their spans in one room.

    `here` are the keys of all who are in it now, `present` how many of them are official, `base`
    how many official people there are. `version` is another one after each change.
    """

    def __init__(self, people: Iterable[tuple[int, bool]] = (),
                 spans: Iterable[tuple[int, int, Span]] = ()) -> None:
        """`people`: the key of each on the list, and whether they are official. `spans`: key,
        person on the list, from when to when."""
        self._official = dict(people)
        self._spans: dict[int, dict[int, Span]] = {}
        self._owners: dict[int, int] = {}
        self._headcount: Headcount | None = None
        for key, person, span in spans:
            self._owners[key] = person
            self._spans.setdefault(person, {})[key] = span
        self._arrivals = sorted((span.start, person) for person, own in self._spans.items()
                                for span in own.values())
        self.here = {person for person, own in self._spans.items() if is_open(own.values())}
        self.present = sum(self._official[person] for person in self.here)
        self.base = sum(self._official.values())
        self.version = 0

    def __contains__(self, person: int) -> bool:
        return person in self._official

    # --- keeping up --------------------------------------------------------------------------

    def put_person(self, person: int, *, official: bool) -> None:
        """Somebody is on the list, or counts as official from now on or no more."""
        spans = self._spans.get(person, {})
        for key in list(spans):
            self._count_span(person, spans[key], -1)
        self.version += 1
        before = self._official.get(person, False)
        self.base += official - before
        self.present += (official - before) * (person in self.here)
        self._official[person] = official
        for span in spans.values():
            self._count_span(person, span, 1)

    def drop_person(self, person: int) -> None:
        """Somebody is no longer on the list, and was never in the room."""
        self.version += 1
        for key in list(self._spans.get(person, ())):
            self.drop_span(key)
        self._spans.pop(person, None)
        self.base -= self._official.pop(person, False)

    def put_span(self, key: int, person: int, span: Span) -> None:
        """Somebody on the list was in the room; replaces the span with the same key."""
        self.drop_span(key)
        self._owners[key] = person
        self._spans.setdefault(person, {})[key] = span
        self._count_span(person, span, 1)
        self._settle(person)

    def drop_span(self, key: int) -> None:
        """A span no longer exists; nothing happens if it is not known."""
        person = self._owners.pop(key, None)
        if person is not None:
            self._count_span(person, self._spans[person].pop(key), -1)
            self._settle(person)

    def _settle(self, person: int) -> None:
        """Whether the person is in the room now."""
        self.version += 1
        here = is_open(self._spans[person].values())
        if here != (person in self.here):
            (self.here.add if here else self.here.remove)(person)
            self.present += (1 if here else -1) * self._official[person]

    def _count_span(self, person: int, span: Span, sign: int) -> None:
        if sign > 0:
            insort(self._arrivals, (span.start, person))
        else:
            del self._arrivals[bisect_left(self._arrivals, (span.start, person))]
        if self._headcount is not None:
            change = self._headcount.add if sign > 0 else self._headcount.take_back
            for at, step in _events(span, int(self._official[person])):
                change(at, step)

    # --- asking ------------------------------------------------------------------------------

    @property
    def headcount(self) -> Headcount:
        """How many official delegates were in the room, moment by moment; made when first asked
        for."""
        if self._headcount is None:
            self._headcount = Headcount(
                event for person, spans in self._spans.items() for span in spans.values()
                for event in _events(span, int(self._official[person])))
        return self._headcount

    def spans(self) -> Mapping[int, list[Span]]:
        """When everybody who ever came was in the room, by the key of the person."""
        return {person: list(spans.values()) for person, spans in self._spans.items() if spans}

    def counted_during(self, windows: Sequence[Span]) -> int:
        """How many official delegates were in the room in at least a part of the windows, which
        are given in order of time. Looks only at those who came since the first one began."""
        begin, end = windows[0].start, windows[-1].end
        first = bisect_left(self._arrivals, (begin, 0))
        last = len(self._arrivals) if end is None else bisect_left(self._arrivals, (end, 0))
        came = {person for _at, person in self._arrivals[first:last] if self._official[person]}
        return self.headcount.at(begin) + sum(
            self._meets(person, windows) and not self._held(person, begin) for person in came)

    def _held(self, person: int, at: datetime) -> bool:
        return any(span.holds(at) for span in self._spans[person].values())

    def _meets(self, person: int, windows: Sequence[Span]) -> bool:
        return any(span.meets(window) for span in self._spans[person].values()
                   for window in windows)


def _events(span: Span, counts: int) -> list[tuple[datetime, int]]:
    came = [(span.start, counts)]
    return came if span.end is None else [*came, (span.end, -counts)]
