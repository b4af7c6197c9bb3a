"""The attendee list as a screen shows it: sorted, filtered, grouped by unit, and counted."""

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
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
    that are made once, so that each stroke costs about a millisecond for 5,000 people."""

    def __init__(self, people: Iterable[Person]) -> None:
        self._people: dict[int, Person] = {}
        self._keys: dict[int, SearchKey] = {}
        self.update(people)

    def __len__(self) -> int:
        return len(self._people)

    def get(self, key: int) -> Person | None:
        """The person with this key, if still on the list."""
        return self._people.get(key)

    # --- keeping up --------------------------------------------------------------------------

    def update(self, people: Iterable[Person]) -> None:
        """Adds people, or puts their new state in place of the old one."""
        for person in people:
            self._people[person.attendee.id] = person
            self._keys[person.attendee.id] = _search_key(person)

    def remove(self, keys: Iterable[int]) -> None:
        """Takes people off the list."""
        for key in keys:
            self._people.pop(key, None)
            self._keys.pop(key, None)

    def update_presence(self, presence: Mapping[int, Presence]) -> None:
        """Takes over who came and left; nobody else changes."""
        changed = [replace(person, presence=presence.get(key))
                   for key, person in self._people.items() if person.presence != presence.get(key)]
        self._people.update((person.attendee.id, person) for person in changed)

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
        known = self._keys
        return [key for key in keys if key in known and key_matches(query, known[key])]

    def rows(self, keys: Iterable[int]) -> list[Row]:
        """The people with these keys, without headings."""
        return [self._people[key] for key in keys]

    def grouped_rows(self, keys: Iterable[int], folded: Container[int]) -> list[Row]:
        """The people with a heading above each unit; those of folded units are left out.

        `keys` must be sorted by unit.
        """
        shares = self.by_unit()
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

    def by_state(self) -> Mapping[State, int]:
        """How many are in each state."""
        counts = dict.fromkeys(State, 0)
        for person in self._people.values():
            counts[state_of(person)] += 1
        return counts

    def by_kind(self) -> Mapping[DelegateKind, Share]:
        """How many of each kind of delegate are in the room; kinds that nobody has are left out."""
        return _shares(self._people.values(), lambda p: DelegateKind(p.attendee.kind),
                       tuple(DelegateKind))

    def by_unit(self) -> Mapping[int, Share]:
        """The same by the key of the unit in order of rank; 0 is for people without one."""
        units = sorted({_unit_rank(person) for person in self._people.values()})
        return _shares(self._people.values(), lambda p: p.unit.id if p.unit else 0,
                       [key for _none, _rank, key in units])

    def units(self) -> Mapping[int, Unit]:
        """The units that somebody on the list belongs to."""
        return {p.unit.id: p.unit for p in self._people.values() if p.unit}


def _search_key(person: Person) -> SearchKey:
    unit = person.unit
    return SearchKey.of(person.attendee.full_name, str(person.attendee.number or ""),
                        person.attendee.position, unit.name if unit else "",
                        unit.short_name if unit else "")


def _shares(people: Iterable[Person], group: Callable[[Person], Any],
            order: Sequence[Any]) -> dict[Any, Share]:
    here = dict.fromkeys(order, 0)
    total = dict.fromkeys(order, 0)
    for person in people:
        key = group(person)
        total[key] += 1
        here[key] += person.here
    return {key: Share(here[key], total[key]) for key in order if total[key]}


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
