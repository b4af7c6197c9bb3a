"""Rows and people who may be each other, found without comparing every row with everybody: of an
opinion such as "Nhất trí" a list has hundreds, and the register as many."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple


class Identity(NamedTuple):
    """What tells people apart, folded; empty or None where nothing is known. Items and opinions
    are told apart in the same way: by title or text, and the speaker in place of the unit.

    A code counts where the name is the same, or at least its `core`: the given name of people,
    the number of items and opinions. `content` is what is said of somebody, `filled` how much:
    they put rows that say the same into one order wherever they stand.
    """

    name: str
    unit: str = ""
    birth_year: int | None = None
    staff_code: str = ""
    uid: str = ""
    core: str = ""
    filled: int = 0
    content: str = ""


Identities = Sequence[Identity] | Mapping[int, Identity]
Fits = Callable[[int, int], bool]
"""Whether a row, by its place, may be somebody, by the key; the same for all who are alike."""


def contradictions(one: Identity, other: Identity) -> int:
    """In how many of unit and birth year two people of one name differ; 3 if their codes do."""
    if one.staff_code and other.staff_code and one.staff_code != other.staff_code:
        return 3
    years = {one.birth_year, other.birth_year} - {None}
    return (len({one.unit, other.unit} - {""}) > 1) + (len(years) > 1)


class _Open:
    """Those that are in no group yet, by unit and by all that `contradictions` looks at."""

    def __init__(self, identities: Identities, numbers: Iterable[int]) -> None:
        self.members: dict[Identity, list[int]] = defaultdict(list)
        for number in numbers:
            one = identities[number]
            self.members[Identity("", one.unit, one.birth_year, one.staff_code)].append(number)
        self.left: dict[str, dict[Identity, None]] = defaultdict(dict)
        for one in self.members:
            self.left[one.unit][one] = None

    def take_agreeing(self, one: Identity) -> list[Identity]:
        """Takes all out that contradict `one` in nothing."""
        units = (one.unit, "") if one.unit else tuple(self.left)
        found = [other for unit in units for other in self.left.get(unit, ())
                 if contradictions(one, other) == 0]
        for other in found:
            self.take(other)
        return found

    def take(self, one: Identity) -> None:
        """Takes one out."""
        del self.left[one.unit][one]
        if not self.left[one.unit]:
            del self.left[one.unit]


def groups(rows: Identities, places: Iterable[int], known: Identities,
           keys: Iterable[int]) -> Iterator[tuple[list[int], list[int]]]:
    """Rows and people of one name who hang together because they may be one; rows alone are left
    out."""
    open_rows, people = _Open(rows, places), _Open(known, keys)
    while open_rows.left and people.left:
        edge = [next(iter(next(iter(open_rows.left.values()))))]
        open_rows.take(edge[0])
        some_places, some_keys = list[int](), list[int]()
        while edge:
            one = edge.pop()
            some_places += open_rows.members[one]
            for person in people.take_agreeing(one):
                some_keys += people.members[person]
                edge += open_rows.take_agreeing(person)
        if some_keys:
            yield sorted(some_places), sorted(some_keys)


def alike(identities: Identities, numbers: Iterable[int], *, by_core: bool) -> list[list[int]]:
    """Those of whom the same is said put together; the core counts only where it matters."""
    found: dict[Identity, list[int]] = defaultdict(list)
    for number in numbers:
        one = identities[number]
        found[one._replace(uid="", core=one.core if by_core else "")].append(number)
    return list(found.values())


class NearNamesakes:
    """People of one name by unit and year: where a row differs from them in one of both."""

    def __init__(self, known: Mapping[int, Identity], keys: Iterable[int]) -> None:
        self._keys = sorted(keys)
        self._units: dict[str, set[int]] = defaultdict(set)
        self._years: dict[int | None, set[int]] = defaultdict(set)
        for key in self._keys:
            self._units[known[key].unit].add(key)
            self._years[known[key].birth_year].add(key)

    def of(self, row: Identity) -> Iterable[int]:
        """Those whose unit or year is the row's, or may be, in order."""
        if not row.unit or row.birth_year is None:
            return self._keys
        return sorted(set().union(self._units.get(row.unit, ()), self._units.get("", ()),
                                  self._years.get(row.birth_year, ()), self._years.get(None, ())))


def chosen(places: Iterable[int], same: Mapping[int, Sequence[int]]) -> dict[int, int]:
    """For each row in turn the first person of its own whom no row has yet. Rows that are alike
    share their sequence of people, which is walked through once."""
    ways = {id(people): iter(people) for people in same.values()}
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for place in places:
        key = next((key for key in ways[id(same[place])] if key not in taken), None)
        if key is not None:
            pairs[place] = key
            taken.add(key)
    return pairs
