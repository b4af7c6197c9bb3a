"""What several returned rows say of one thing: the same, which is one change, or different things,
of which at most one can be taken over."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from desktop_app.domain.returned_values import comparable
from desktop_app.services.returned import Difference, Problem, Source, Target


def settled(found: Iterable[Difference],
            held: Iterable[Difference] = ()) -> tuple[list[Difference], list[Problem]]:
    """The differences with those that exclude each other marked and what is said twice left out,
    and what is to be said of them. `held` is what rows changed to what the register has by now:
    another row that says otherwise waits for a choice too."""
    before = _by_row(held)
    kept: list[Difference] = []
    problems: list[Problem] = []
    for target, sources in _by_row(found).items():
        rows = list(sources.values())
        firm = list(before.get(target, {}).values())
        others = {place: other for place, row in enumerate(rows)
                  if (other := _contradicted(row, [*firm, *rows[:place]]))}
        if others:
            kept += _rivals(rows)
            problems += [_said_otherwise(rows[place], other) for place, other in others.items()]
        else:
            kept += _once(each for row in rows for each in row)
    return kept, problems


def _by_row(found: Iterable[Difference]) -> dict[Target, dict[Source, list[Difference]]]:
    targets: dict[Target, dict[Source, list[Difference]]] = {}
    for each in found:
        targets.setdefault(each.target, {}).setdefault(each.source, []).append(each)
    return targets


def exclude_each_other(one: Difference, other: Difference) -> bool:
    """Whether at most one of two differences can be taken over."""
    return one.rival and other.rival and one.target == other.target and one.source != other.source


def _contradicted(row: Sequence[Difference],
                  before: Iterable[Sequence[Difference]]) -> Difference | None:
    """The first earlier row that says something else in the same field."""
    return next((other for some in before for other in some for each in row
                 if each.field == other.field and not (_covers(each, other)
                                                       or _covers(other, each))), None)


def _covers(one: Difference, other: Difference) -> bool:
    """Whether one says all that the other says."""
    same = comparable(one.field, one.returned) == comparable(other.field, other.returned)
    return same and other.kind in ("", one.kind) \
        and other.person in ("", one.person)


def _rivals(rows: Sequence[Sequence[Difference]]) -> Iterator[Difference]:
    """Each row as a whole, as a name must not come under a text that it did not give."""
    told: list[list[tuple[str, str, str, str]]] = []
    for row in rows:
        says = sorted((each.field, each.returned, each.kind, each.person) for each in row)
        if says not in told:
            told.append(says)
            yield from (replace(each, conflict=True, rival=True) for each in row)


def _once(found: Iterable[Difference]) -> list[Difference]:
    """One difference for each field: what says most, of equals what is no conflict."""
    best: dict[str, Difference] = {}
    for each in found:
        other = best.get(each.field)
        if other is None or not _covers(other, each) or (
                other.conflict > each.conflict and _covers(each, other)):
            best[each.field] = each
    return list(best.values())


def _said_otherwise(row: Sequence[Difference], other: Difference) -> Problem:
    one = row[0]
    return Problem(one.file, one.sheet, one.row, "said-otherwise",
                   {"other": other.file.name, "other_row": other.row})


class Chosen:
    """Which differences are to be taken over. What only one side changed is, until it is left out;
    a conflict never is before somebody chooses it."""

    def __init__(self, differences: Sequence[Difference]) -> None:
        self._all = differences
        self._taken = {each.key for each in differences if not each.conflict}

    def __contains__(self, one: Difference) -> bool:
        return one.key in self._taken

    def __len__(self) -> int:
        return len(self._taken)

    def __iter__(self) -> Iterator[Difference]:
        return (each for each in self._all if each in self)

    def turn(self, some: Sequence[Difference]) -> None:
        """Takes these, or leaves them out if all of them are taken. What is taken leaves out what
        it excludes; of these themselves, those that exclude each other stay as they are."""
        clear = [each for each in some
                 if not any(exclude_each_other(each, other) for other in some)]
        keys = {each.key for each in clear}
        if keys <= self._taken:
            self._taken -= keys
            return
        targets = {each.target for each in clear if each.rival}
        self._taken -= {other.key for other in self._all if other.target in targets
                        and any(exclude_each_other(other, each) for each in clear)}
        self._taken |= keys

    def take_all(self) -> None:
        """Takes everything that is no conflict; conflicts stay as they were decided."""
        self._taken |= {each.key for each in self._all if not each.conflict}

    def keep_ours(self) -> None:
        """Leaves all conflicts out."""
        self._taken -= {each.key for each in self._all if each.conflict}
