"""Which row of a list is which person of the register. Source: DOMAIN 3 and 4.

The rule, in this order: the row code of our own workbook; the staff code; the name without marks
together with unit and birth year, of which either side may lack what the other has. One person is
found by at most one row, the order of the rows does not matter, and what is not certain is
doubtful: it is for the user to decide.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from desktop_app.domain.merge_groups import (
    Fits,
    Identity,
    NearNamesakes,
    alike,
    chosen,
    contradictions,
    groups,
)

_MOST_BEARERS = 20
"""A staff code that more rows and people bear tells nobody apart: a unit's, or a zero."""

_MOST_COMPARED = 250_000
"""Pairs within a group; where there are more, its rows are doubtful together."""


class Rule(StrEnum):
    """By what a row was matched."""

    ROW_CODE = "row-code"
    STAFF_CODE = "staff-code"
    NAME = "name"


class Verdict(StrEnum):
    """What a row is to the register; `MISSING` are people who are in no row."""

    NEW = "new"
    CHANGED = "changed"
    DOUBTFUL = "doubtful"
    SAME = "same"
    MISSING = "missing"


class Doubt(StrEnum):
    """Why it is not certain who is meant."""

    SEVERAL = "several"
    NAMESAKE = "namesake"
    CODE_AND_NAME = "code-and-name"
    TWICE = "twice"


class Match(NamedTuple):
    """Who a row is: somebody with a key, somebody new (key 0), or one of several `candidates`."""

    key: int = 0
    rule: Rule | None = None
    doubt: Doubt | None = None
    candidates: tuple[int, ...] = ()


Same = Fits
_BY_CODE = (Rule.ROW_CODE, Rule.STAFF_CODE)


def match_rows(rows: Sequence[Identity], known: Mapping[int, Identity],
               same: Same) -> list[Match]:
    """A match for each row. `same(row, key)` says whether a row says nothing new of somebody; the
    answer is the same for all rows and for all people that are alike in `content` and all else but
    their row codes and numbers."""
    empty = _telling_nobody([*rows, *known.values()])
    matching = _Matching([_without(row, empty) for row in rows],
                         {key: _without(one, empty) for key, one in known.items()}, same)
    matching.by_code(Rule.ROW_CODE, lambda one: one.uid)
    matching.by_code(Rule.STAFF_CODE, lambda one: one.staff_code)
    matching.by_name()
    matching.namesakes()
    matching.newcomers()
    return [matching.match_of(place) for place in range(len(rows))]


def _telling_nobody(everybody: Iterable[Identity]) -> Container[str]:
    times = Counter(one.staff_code for one in everybody if one.staff_code)
    return {code for code, count in times.items() if count > _MOST_BEARERS}


def _without(one: Identity, codes: Container[str]) -> Identity:
    return one._replace(staff_code="") if one.staff_code in codes else one


def _near(row: Identity, person: Identity, units: Container[str]) -> bool:
    if contradictions(row, person) != 1:
        return False
    moved = row.unit and person.unit and row.unit != person.unit
    return not moved or person.unit in units or (row.birth_year is not None
                                                 and row.birth_year == person.birth_year)


def _become(person: Identity, row: Identity) -> Identity:
    """What tells somebody apart after the row was taken over."""
    return Identity(row.name, row.unit or person.unit, row.birth_year or person.birth_year,
                    row.staff_code or person.staff_code, person.uid)


@dataclass
class _Matching:
    rows: Sequence[Identity]
    known: Mapping[int, Identity]
    same: Same
    found: dict[int, Match] = field(default_factory=dict)
    free: set[int] = field(default_factory=set)
    named: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    coded: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    _left: dict[int, tuple[int, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.free = set(self.known)
        for key in sorted(self.known):
            self.named[self.known[key].name].append(key)
            if code := self.known[key].staff_code:
                self.coded[code].append(key)

    # --- by a code ----------------------------------------------------------------------------

    def by_code(self, rule: Rule, code_of: Callable[[Identity], str]) -> None:
        """Rows whose code somebody has; the name has to agree."""
        holders, claims = defaultdict(list), defaultdict(list)
        for key in sorted(self.known):
            holders[code_of(self.known[key])].append(key)
        for place in self._open():
            code = code_of(self.rows[place])
            if code and code in holders:
                claims[code].append(place)
        for code, places in claims.items():
            self._settle(rule, places, holders[code])

    def _settle(self, rule: Rule, places: Sequence[int], holders: Sequence[int]) -> None:
        free = [key for key in holders if key in self.free]
        sure = []
        for place in places:
            others = self._others(place, holders)
            if others or not any(self._may_be(place, key) for key in holders):
                self.found[place] = Match(doubt=Doubt.CODE_AND_NAME, candidates=(*free, *others))
            else:
                sure.append(place)
        exact = [place for place in sure
                 if any(self.rows[place].name == self.known[key].name for key in holders)]
        for place in set(sure) - set(exact or sure):
            self.found[place] = Match(doubt=Doubt.CODE_AND_NAME, candidates=tuple(free))
        self._pair(rule, exact or sure, free, self._may_be)

    def _may_be(self, place: int, key: int) -> bool:
        """Whether name and staff code bear out what a code says."""
        row, person = self.rows[place], self.known[key]
        codes = {row.staff_code, person.staff_code} - {""}
        core = bool(row.core) and row.core == person.core
        return len(codes) < 2 and (core or row.name == person.name)

    def _others(self, place: int, holders: Sequence[int]) -> list[int]:
        """Who has the name or the staff code of a row, where its code is somebody else's."""
        row = self.rows[place]
        named = [] if any(self.known[key].name == row.name for key in holders) \
            else self.named.get(row.name, [])
        coded = self.coded.get(row.staff_code, []) if row.staff_code else []
        return [key for key in dict.fromkeys((*named, *coded)) if key not in holders]

    # --- by name ------------------------------------------------------------------------------

    def by_name(self) -> None:
        """Rows of the same name that agree with somebody in all that both sides know."""
        for name, places in self._by_name(self._open()).items():
            keys = [key for key in self.named.get(name, ()) if key in self.free]
            for some_places, some_keys in groups(self.rows, places, self.known, keys):
                self._pair(Rule.NAME, some_places, some_keys, self._agree)

    def namesakes(self) -> None:
        """Rows whose namesake differs in one thing only: moved, corrected, or somebody else.

        Who is in another unit is somebody else where the list does not name that unit at all, as
        when each unit sends a list of its own, unless the birth years are the same.
        """
        units = {row.unit for row in self.rows}
        for name, places in self._by_name(self._open()).items():
            people = NearNamesakes(self.known, (
                key for key in self.named.get(name, ())
                if key in self.free and self._is_listed(key, units)))
            for some in alike(self.rows, places, by_core=False):
                row = self.rows[some[0]]
                near = tuple(key for key in people.of(row) if _near(row, self.known[key], units))
                for place in some if near else ():
                    self.found[place] = Match(doubt=Doubt.NAMESAKE, candidates=near)

    def _is_listed(self, key: int, units: Container[str]) -> bool:
        """Whether somebody may be a namesake at all; see `_near`."""
        person = self.known[key]
        return not person.unit or person.unit in units or person.birth_year is not None

    def newcomers(self) -> None:
        """Everybody else is new, but only once; the row that says most counts."""
        taken: dict[tuple[str, str], list[Identity]] = defaultdict(list)
        units: dict[str, set[str]] = defaultdict(set)
        codes: set[str] = set()

        def take(one: Identity) -> None:
            taken[one.name, one.unit].append(one)
            units[one.name].add(one.unit)
            codes.update({one.staff_code} - {""})

        for place, match in self.found.items():
            if match.key:
                take(_become(self.known[match.key], self.rows[place]))
        for place in sorted(self._open(), key=self._order):
            row = self.rows[place]
            near = {row.unit, ""} if row.unit else units[row.name]
            twice = row.staff_code in codes or any(
                contradictions(row, other) == 0 for unit in near for other in taken[row.name, unit])
            self.found[place] = Match(doubt=Doubt.TWICE) if twice else Match()
            if not twice:
                take(row)

    def match_of(self, place: int) -> Match:
        """What was found in the end: whoever another row took is no candidate any more."""
        match = self.found[place]
        offered = id(match.candidates)
        if offered not in self._left:
            self._left[offered] = tuple(key for key in match.candidates if key in self.free)
        return match._replace(candidates=self._left[offered])

    # --- within -------------------------------------------------------------------------------

    def _open(self) -> list[int]:
        return [place for place in range(len(self.rows)) if place not in self.found]

    def _by_name(self, places: Iterable[int]) -> dict[str, list[int]]:
        named: dict[str, list[int]] = defaultdict(list)
        for place in places:
            named[self.rows[place].name].append(place)
        return named

    def _agree(self, place: int, key: int) -> bool:
        return contradictions(self.rows[place], self.known[key]) == 0

    def _order(self, place: int) -> tuple[int, str, int]:
        return -self.rows[place].filled, self.rows[place].content, place

    def _pair(self, rule: Rule, places: Sequence[int], keys: Sequence[int], fits: Fits) -> None:
        """Rows that say nothing new of somebody first; then the one row and person left over."""
        rows = alike(self.rows, places, by_core=rule in _BY_CODE)
        people = alike(self.known, keys, by_core=rule in _BY_CODE)
        many = len(rows) * len(people) > _MOST_COMPARED
        compared = not many and (len(places) > 1 or len(keys) > 1)
        same = self._same_people(rows, people, fits) if compared else {}
        pairs = chosen(sorted(same, key=lambda p: (len(same[p]), self._order(p))), same)
        left = set(keys) - set(pairs.values())
        unclear = [place for place in places if place not in pairs]
        shared = {id(same[place]): same[place] for place in pairs}.values()
        if any(key in left for some in shared for key in some):
            pairs, left, unclear = {}, set(keys), list(places)
        elif len(unclear) == len(left) == 1 and fits(unclear[0], *left):
            pairs[unclear.pop()] = left.pop()
        for place, key in pairs.items():
            self.found[place] = Match(key, rule)
            self.free.discard(key)
        self._doubt(rows, sorted(left), (lambda _place, _key: True) if many else fits)

    def _same_people(self, rows: Iterable[Sequence[int]], people: Sequence[Sequence[int]],
                     fits: Fits) -> Mapping[int, Sequence[int]]:
        """For each row whom it says nothing new of; rows that are alike share the answer."""
        same: dict[int, Sequence[int]] = {}
        for some in rows:
            first = some[0]
            found = sorted(key for others in people if fits(first, others[0])
                           and self.same(first, others[0]) for key in others)
            same.update(dict.fromkeys(some, found))
        return same

    def _doubt(self, rows: Iterable[Sequence[int]], left: Sequence[int], fits: Fits) -> None:
        """Rows that nobody was found for may be anyone of those who are left."""
        for some in rows:
            unclear = [place for place in some if place not in self.found]
            offered = tuple(key for key in left if fits(some[0], key)) if unclear else ()
            doubt = Doubt.SEVERAL if offered else Doubt.TWICE
            for place in unclear:
                self.found[place] = Match(doubt=doubt, candidates=offered)
