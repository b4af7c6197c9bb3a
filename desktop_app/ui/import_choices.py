"""What was decided about the rows of a list, until it is imported; kept while the program runs."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from desktop_app.domain.list_profiles import Profiles
from desktop_app.domain.list_table import ListKind
from desktop_app.domain.merging import Verdict
from desktop_app.services.importing import (
    Choice,
    ComparedRow,
    Decision,
    ListMerge,
    Place,
    Preview,
    adds,
    cells_taken,
    decided,
    preview,
    preview_text,
)

FileKey = tuple[str, int, int, int]


@dataclass
class ImportChoices:
    """Decisions by row, records in no row that are to be removed, whether empty cells erase."""

    decisions: dict[Place, Decision] = field(default_factory=dict)
    removed: set[int] = field(default_factory=set)
    erase: bool = False

    def forget_gone(self, merge: ListMerge) -> None:
        """Drops what was decided about people and rows that are not there any more."""
        places = merge.by_place
        self.decisions = {place: made for place, made in self.decisions.items()
                          if place in places and (not made.key or made.key in merge.held)}
        self.removed &= set(merge.missing)

    def choose(self, rows: Iterable[ComparedRow], choice: Choice) -> bool:
        """Decides rows; False if nobody is there whom a doubtful one could be."""
        done = True
        for row in rows:
            made = self._made(row, choice)
            if made is None:
                done = False
            elif made == decided(row) and row.verdict is not Verdict.DOUBTFUL:
                self.decisions.pop(row.place, None)
            else:
                self.decisions[row.place] = made
        return done

    def _made(self, row: ComparedRow, choice: Choice) -> Decision | None:
        """Taking a doubtful row again means the next person whom it may be."""
        if choice is not Choice.TAKE or row.verdict is not Verdict.DOUBTFUL:
            return Decision(choice, row.match.key)
        people = row.match.candidates
        if not people:
            return None
        before = self.decisions.get(row.place)
        again = before is not None and before.choice is Choice.TAKE and before.key in people
        next_one = people.index(before.key) + 1 if before is not None and again else 0
        return Decision(choice, people[next_one % len(people)])

    def turn_cells(self, merge: ListMerge, row: ComparedRow, names: Collection[str]) -> None:
        """Takes some cells of a row, or leaves them if all of them are taken; a row of which no
        cell is taken stays as it is."""
        made, before = self.made_of(row), self.decisions.get(row.place)
        everything = {change.field for change in merge.changes(row.place, made.key)}
        taken = {change.field for change in cells_taken(merge, row, made)}
        taken = taken - set(names) if taken >= set(names) else taken | set(names)
        now = Decision(Choice.TAKE if taken else Choice.KEEP, made.key,
                       frozenset(everything - taken) if taken else frozenset())
        if now == decided(row) and before and row.verdict is not Verdict.DOUBTFUL:
            del self.decisions[row.place]
        else:
            self.decisions[row.place] = now

    def made_of(self, row: ComparedRow) -> Decision:
        """What happens to a row as decided so far."""
        return decided(row, self.decisions)

    def hold_back(self, merge: ListMerge, places: Iterable[Place]) -> None:
        """Rows that became something else since they were shown are decided anew."""
        for place in places:
            self.decisions.pop(place, None)
            if merge.by_place[place].verdict is not Verdict.DOUBTFUL:
                self.choose([merge.by_place[place]], Choice.KEEP)

    def turn_removal(self, keys: Iterable[int]) -> None:
        """Marks people for removal, or keeps them if all of them are marked."""
        some = set(keys)
        self.removed = self.removed - some if some <= self.removed else self.removed | some

    def turn(self, rows: Iterable[ComparedRow]) -> None:
        """Leaves new and changed rows out, or takes them if all of them are left out."""
        some = [row for row in rows if row.verdict in (Verdict.NEW, Verdict.CHANGED)]
        taken = any(decided(row, self.decisions).choice is not Choice.KEEP for row in some)
        self.choose(some, Choice.KEEP if taken else Choice.TAKE)

    def counts(self, merge: ListMerge) -> tuple[int, int, int]:
        """How many are added, changed and removed, as decided so far."""
        added, changed = merge.count(Verdict.NEW), merge.count(Verdict.CHANGED)
        for place, made in self.decisions.items():
            row = merge.by_place[place]
            added += adds(row, made) - (row.verdict is Verdict.NEW)
            changed += _changes(row, made) - (row.verdict is Verdict.CHANGED)
        return added, changed, len(self.removed)

    def waiting(self, merge: ListMerge) -> int:
        """How many doubtful rows are not decided."""
        made = sum(merge.by_place[place].verdict is Verdict.DOUBTFUL for place in self.decisions)
        return merge.count(Verdict.DOUBTFUL) - made


def _changes(row: ComparedRow, made: Decision) -> bool:
    return row.verdict is not Verdict.NEW and made.choice is Choice.TAKE


@dataclass(frozen=True)
class ListSource:
    """Where a list comes from: a file, or text that was pasted."""

    path: Path
    kind: ListKind
    text: str = ""

    def preview(self, cancelled: Callable[[], bool], told: Profiles) -> Preview:
        """What the list says; see `importing.preview`."""
        if self.text:
            return preview_text(self.text, self.path.name, self.kind, cancelled, told)
        return preview(self.path, self.kind, cancelled, told)

    def key(self, meeting_id: int) -> FileKey:
        """What tells a list as it is now from others, and from what it was before an edit."""
        if self.text:
            return "", hash(self.text), len(self.text), meeting_id
        try:
            state = self.path.stat()
        except OSError:  # gone since it was read
            return str(self.path), 0, 0, meeting_id
        return str(self.path), state.st_mtime_ns, state.st_size, meeting_id
