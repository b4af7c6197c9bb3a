"""The attendee list as a screen shows it: sorted, filtered, grouped by unit, and counted."""

from collections.abc import Callable, Collection, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from desktop_app.domain.collation import collation_key
from desktop_app.domain.kinds import DelegateKind
from desktop_app.domain.matching import Query, SearchKey, key_matches
from desktop_app.domain.records import Unit
from desktop_app.services.attendance import Person
from desktop_app.store.queries import Presence


class State(StrEnum):
    """Where a person is; who came and left has left, whether excused or not."""

    HERE = "here"
    LEFT = "left"
    EXCUSED = "excused"
    AWAITED = "awaited"


class Order(StrEnum):
    """What the list can be sorted by; by unit it is grouped as well."""

    NUMBER = "number"
    NAME = "full_name"
    UNIT = "unit_id"
    POSITION = "position"
    KIND = "kind"
    PRESENCE = "presence"


@dataclass(frozen=True)
class Heading:
    """The row above the people of one unit: how many of how many are in the room."""

    unit: Unit | None
    here: int
    total: int
    folded: bool

    @property
    def key(self) -> int:
        """The key of the unit; 0 for people without one."""
        return self.unit.id if self.unit else 0


Row = Person | Heading


def state_of(person: Person) -> State:
    """Where a person is now."""
    if person.presence is not None:
        return State.HERE if person.presence.here else State.LEFT
    return State.EXCUSED if person.attendee.excused else State.AWAITED


@dataclass(frozen=True)
class Share:
    """How many of some people are in the room."""

    here: int
    total: int


class AttendeeList:
    """Everybody on the list of one conference. What is typed in the filter is compared with keys
    that are made once, so that each stroke costs about a millisecond for 5,000 people; making them
    takes longer than reading the list, so it is done when there is time (`prepare`), or at the
    first stroke."""

    def __init__(self, people: Iterable[Person]) -> None:
        self._people: dict[int, Person] = {}
        self._keys: dict[int, SearchKey] = {}
        self._tally: Tally | None = None
        self.update(people)

    def __len__(self) -> int:
        return len(self._people)

    def keys(self) -> list[int]:
        """Everybody, by key."""
        return list(self._people)

    def get(self, key: int) -> Person | None:
        """The person with this key, if still on the list."""
        return self._people.get(key)

    # --- keeping up --------------------------------------------------------------------------

    def update(self, people: Iterable[Person]) -> None:
        """Adds people, or puts their new state in place of the old one."""
        self._tally = None
        for person in people:
            key = person.attendee.id
            before = self._people.get(key)
            if before is None or _searched(before) != _searched(person):
                self._keys.pop(key, None)
            self._people[key] = person

    def remove(self, keys: Iterable[int]) -> None:
        """Takes people off the list."""
        self._tally = None
        for key in keys:
            self._people.pop(key, None)
            self._keys.pop(key, None)

    def update_presence(self, presence: Mapping[int, Presence],
                        keys: Collection[int] | None = None) -> None:
        """Takes over when these people, or all of them, came and left; nobody else changes."""
        self._tally = None
        for key in (self._people.keys() if keys is None else self._people.keys() & keys):
            if self._people[key].presence != presence.get(key):
                self._people[key] = replace(self._people[key], presence=presence.get(key))

    # --- showing -----------------------------------------------------------------------------

    def sorted_keys(self, order: Order, *, descending: bool = False) -> list[int]:
        """Everybody in this order; units stay in the order of their rank either way."""
        people = sorted(self._people.values(), key=_by_number)
        if order is not Order.NUMBER:
            people.sort(key=_SORT_KEYS[order], reverse=descending and order is not Order.UNIT)
        elif descending:
            people.reverse()
        return [person.attendee.id for person in people]

    def matching(self, keys: Sequence[int], text: str) -> list[int]:
        """Those of `keys` that fit what was typed in the filter, in the order of `keys`."""
        query = Query.of(text)
        if not query.words:
            return [key for key in keys if key in self._people]
        self.prepare(len(self._people))
        known = self._keys
        return [key for key in keys if key in known and key_matches(query, known[key])]

    def prepare(self, most: int) -> bool:
        """Makes the filter ready for at most so many people; whether it now is for everybody."""
        left = [key for key in self._people if key not in self._keys]
        for key in left[:most]:
            self._keys[key] = SearchKey.of(*_searched(self._people[key]))
        return len(left) <= most

    def rows(self, keys: Iterable[int]) -> list[Row]:
        """The people with these keys, without headings."""
        return [self._people[key] for key in keys]

    def grouped_rows(self, keys: Iterable[int], folded: Container[int]) -> list[Row]:
        """The people with a heading above each unit; those of folded units are left out.

        `keys` must be sorted by unit.
        """
        shares = self.tally().units
        rows: list[Row] = []
        before: int | None = None
        for key in keys:
            person = self._people[key]
            unit = person.unit.id if person.unit else 0
            if unit != before:
                share = shares[unit]
                rows.append(Heading(person.unit, share.here, share.total, unit in folded))
                before = unit
            if unit not in folded:
                rows.append(person)
        return rows

    # --- counting ----------------------------------------------------------------------------

    def tally(self) -> "Tally":
        """How many there are and where, counted once after each change."""
        if self._tally is None:
            self._tally = _counted(self._people.values())
        return self._tally


@dataclass(frozen=True)
class Tally:
    """Counts of a list. Kinds and units that nobody has are left out; units go by rank, and the
    key 0 is for people without one."""

    states: Mapping[State, int]
    kinds: Mapping[DelegateKind, Share]
    units: Mapping[int, Share]
    names: Mapping[int, Unit]


def _counted(people: Iterable[Person]) -> Tally:
    states = dict.fromkeys(State, 0)
    kinds: dict[str, list[int]] = {kind.value: [0, 0] for kind in DelegateKind}
    units: dict[int, list[int]] = {}
    names: dict[int, Unit] = {}
    for person in people:
        state = state_of(person)
        unit = person.unit.id if person.unit else 0
        if unit not in units:
            units[unit] = [0, 0]
            if person.unit:
                names[unit] = person.unit
        states[state] += 1
        for share in (kinds[person.attendee.kind], units[unit]):
            share[0] += state is State.HERE
            share[1] += 1
    ranked = [unit.id for unit in sorted(names.values(), key=lambda u: (u.rank, u.id))]
    return Tally(
        states, {DelegateKind(kind): Share(*share) for kind, share in kinds.items() if share[1]},
        {key: Share(*units[key]) for key in [*ranked, 0] if key in units}, names)


def _searched(person: Person) -> tuple[str, str, str, str, str]:
    """What somebody is found by, the name first."""
    unit = person.unit
    return (person.attendee.full_name, str(person.attendee.number or ""),
            person.attendee.position, unit.name if unit else "",
            unit.short_name if unit else "")


def _by_number(person: Person) -> tuple[bool, int, int]:
    number = person.attendee.number
    return number is None, number or 0, person.attendee.id


def _unit_rank(person: Person) -> tuple[bool, int, int]:
    unit = person.unit
    return unit is None, unit.rank if unit else 0, unit.id if unit else 0


def _arrival(person: Person) -> tuple[int, datetime]:
    came = person.presence.came_at if person.presence else datetime.min
    return list(State).index(state_of(person)), came


_KINDS = {kind.value: place for place, kind in enumerate(DelegateKind)}
_SORT_KEYS: Mapping[Order, Callable[[Person], Any]] = {
    Order.NAME: lambda p: p.sort_key,
    Order.UNIT: _unit_rank,
    Order.POSITION: lambda p: (not p.attendee.position, collation_key(p.attendee.position)),
    Order.KIND: lambda p: _KINDS[p.attendee.kind],
    Order.PRESENCE: _arrival,
}
