"""Which row of a list is which person of the register. Source: DOMAIN 3 and 4.

The rule, in this order: the row code of our own workbook; the staff code; the name without marks
together with unit and birth year, of which either side may lack what the other has. One person is
found by at most one row, the order of the rows does not matter, and what is not certain is
doubtful: it is for the user to decide.
"""

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple


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


class Identity(NamedTuple):
    """What tells people apart, folded; empty or None where nothing is known. Items and opinions
    are told apart in the same way: by title or text, and the speaker in place of the unit.

    A code counts where the name is the same, or at least its `core`: the given name of people,
    the number of items and opinions. `filled` and `content` put rows that say the same of
    somebody into one order wherever they stand: how much a row says, and what.
    """

    name: str
    unit: str = ""
    birth_year: int | None = None
    staff_code: str = ""
    uid: str = ""
    core: str = ""
    filled: int = 0
    content: str = ""


class Match(NamedTuple):
    """Who a row is: somebody with a key, somebody new (key 0), or one of several `candidates`."""

    key: int = 0
    rule: Rule | None = None
    doubt: Doubt | None = None
    candidates: tuple[int, ...] = ()


Same = Callable[[int, int], bool]


def match_rows(rows: Sequence[Identity], known: Mapping[int, Identity],
               same: Same) -> list[Match]:
    """A match for each row. `same(row, key)` says whether a row says nothing new of somebody."""
    matching = _Matching(rows, known, same)
    matching.by_code(Rule.ROW_CODE, lambda one: one.uid)
    matching.by_code(Rule.STAFF_CODE, lambda one: one.staff_code)
    matching.by_name()
    matching.namesakes()
    matching.newcomers()
    return [matching.match_of(place) for place in range(len(rows))]


def contradictions(one: Identity, other: Identity) -> int:
    """In how many of unit and birth year two people of one name differ; 3 if their codes do."""
    if one.staff_code and other.staff_code and one.staff_code != other.staff_code:
        return 3
    years = {one.birth_year, other.birth_year} - {None}
    return (len({one.unit, other.unit} - {""}) > 1) + (len(years) > 1)


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
            for some_places, some_keys in self._groups(places, keys):
                self._pair(Rule.NAME, some_places, some_keys, self._agree)

    def namesakes(self) -> None:
        """Rows whose namesake differs in one thing only: moved, corrected, or somebody else.

        Who is in another unit is somebody else where the list does not name that unit at all, as
        when each unit sends a list of its own, unless the birth years are the same.
        """
        units = {row.unit for row in self.rows}
        for place in self._open():
            row = self.rows[place]
            near = tuple(key for key in self.named.get(row.name, ())
                         if key in self.free and _near(row, self.known[key], units))
            if near:
                self.found[place] = Match(doubt=Doubt.NAMESAKE, candidates=near)

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
        free = tuple(key for key in match.candidates if key in self.free)
        return match._replace(candidates=free)

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

    def _groups(self, places: Sequence[int],
                keys: Sequence[int]) -> Iterable[tuple[list[int], list[int]]]:
        """Rows and people that hang together because they may be one; rows alone are left out."""
        left, loose = list(places), set(keys)
        while left:
            some_places, some_keys, edge = [left.pop()], set[int](), 0
            while edge < len(some_places):
                place, edge = some_places[edge], edge + 1
                new = {key for key in loose if self._agree(place, key)}
                loose -= new
                some_keys |= new
                more = {p for p in left if any(self._agree(p, key) for key in new)}
                some_places += sorted(more)
                left = [p for p in left if p not in more]
            if some_keys:
                yield some_places, sorted(some_keys)

    def _pair(self, rule: Rule, places: Sequence[int], keys: Sequence[int], fits: Same) -> None:
        """Rows that say nothing new of somebody first; then the one row and person left over."""
        same = {place: [key for key in keys if fits(place, key) and self.same(place, key)]
                for place in places} if len(places) > 1 or len(keys) > 1 else {}
        pairs = _chosen(sorted(same, key=lambda p: (len(same[p]), self._order(p))), same)
        taken = set(pairs.values())
        left = [key for key in keys if key not in taken]
        unclear = [place for place in places if place not in pairs]
        if any(key in left for place in pairs for key in same[place]):
            pairs, left, unclear = {}, list(keys), list(places)
        elif len(unclear) == len(left) == 1 and fits(unclear[0], left[0]):
            pairs[unclear.pop()] = left[0]
        for place, key in pairs.items():
            self.found[place] = Match(key, rule)
            self.free.discard(key)
        for place in unclear:
            offered = tuple(key for key in left if fits(place, key))
            doubt = Doubt.SEVERAL if offered else Doubt.TWICE
            self.found[place] = Match(doubt=doubt, candidates=offered)


def _chosen(places: Iterable[int], same: Mapping[int, Sequence[int]]) -> dict[int, int]:
    """For each row in turn the first person of its own whom no row has yet."""
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for place in places:
        key = next((key for key in same[place] if key not in taken), None)
        if key is not None:
            pairs[place] = key
            taken.add(key)
    return pairs
