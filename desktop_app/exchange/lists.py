"""Lists in files from outside, read in a process of their own."""

import gc
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from time import monotonic

from desktop_app.domain.errors import UserError
from desktop_app.domain.grid import Grid
from desktop_app.domain.item_lists import read_items, read_opinions
from desktop_app.domain.list_profiles import NONE_TOLD, Profiles
from desktop_app.domain.list_rows import is_plain_sheet_name
from desktop_app.domain.list_sheets import PassedOver, of_own_sheet, told_once
from desktop_app.domain.list_table import ListKind, ListTable
from desktop_app.domain.old_text import in_unicode_grid
from desktop_app.domain.roster import read_people
from desktop_app.domain.row_codes import with_codes
from desktop_app.exchange.isolated import Limits, run_isolated
from desktop_app.exchange.readers import ignored_parts, read_grids
from desktop_app.exchange.text_tables import grid_of_text

SECONDS = 9
MEGABYTES = 500
MOST_ROWS = 60_000
"""Of one sheet. The largest conference has 5,000 people; ten times as many are read in time, and
what is done with them after the reading takes about a second."""

_READERS: Mapping[ListKind, Callable[[Grid], tuple[ListTable, ...]]] = {
    ListKind.ATTENDEES: read_people,
    ListKind.AGENDA: read_items,
    ListKind.FEEDBACK: read_opinions,
}


@dataclass(frozen=True)
class FileLists:
    """The tables of a file, and the sheets in which none was found or which are hidden."""

    tables: tuple[ListTable, ...]
    sheets_without_list: tuple[str, ...] = ()
    hidden_sheets: tuple[str, ...] = ()
    left_out: tuple[tuple[str, int, int], ...] = ()
    ignored: tuple[str, ...] = ()
    passed_over: tuple[PassedOver, ...] = ()


def read_file(path: Path, kind: ListKind,
              cancelled: Callable[[], bool] = lambda: False,
              told: Profiles = NONE_TOLD) -> FileLists:
    """What the lists in a file say, their columns as `told`. Takes a fresh process, at most
    `SECONDS` and `MEGABYTES`.

    Raises a `UserError` that says why a file cannot be read, `list-not-found` and `list-too-long`
    among them.
    """
    until = monotonic() + SECONDS
    died = UserError("file-too-large", path=path)
    try:
        return _read(path, kind, False, told, SECONDS, died, cancelled)
    except UserError as error:
        left = until - monotonic()
        if error is not died or left <= 0:
            raise
    return _read(path, kind, True, told, left, died, cancelled)


def _read(path: Path, kind: ListKind, sparse: bool, told: Profiles, seconds: float,
          died: UserError, cancelled: Callable[[], bool]) -> FileLists:
    too_slow = UserError("file-too-large", path=path)
    limits = Limits(died=died, too_slow=too_slow, seconds=seconds, megabytes=MEGABYTES)
    return run_isolated(_lists_alone, path, kind, sparse, told, limits=limits,
                        cancelled=cancelled)


def read_text(text: str, name: str, kind: ListKind,
              cancelled: Callable[[], bool] = lambda: False,
              told: Profiles = NONE_TOLD) -> FileLists:
    """As `read_file`, for a table copied from a spreadsheet; `name` is what its sheet is called."""
    refused = UserError("file-too-large", path=name)
    limits = Limits(died=refused, too_slow=refused, seconds=SECONDS, megabytes=MEGABYTES)
    return run_isolated(lists_in_text, text, name, kind, told, limits=limits, cancelled=cancelled)


def lists_in_text(text: str, name: str, kind: ListKind, told: Profiles = NONE_TOLD) -> FileLists:
    """Reads a copied table in this process."""
    return _lists_of((grid_of_text(text, name),), Path(name), kind, told)


def _lists_alone(path: Path, kind: ListKind, sparse: bool, told: Profiles) -> FileLists:
    """In a process that ends after this, looking for garbage would cost more than it frees."""
    gc.disable()
    return lists_in(path, kind, sparse, told)


def lists_in(path: Path, kind: ListKind, sparse: bool = False,
             told: Profiles = NONE_TOLD) -> FileLists:
    """Reads a file in this process."""
    found = _lists_of(read_grids(path, sparse=sparse), path, kind, told)
    return replace(found, ignored=ignored_parts(path))


def _lists_of(grids: tuple[Grid, ...], path: Path, kind: ListKind, told: Profiles) -> FileLists:
    _refuse_long(grids, path)
    grids = tuple(replace(in_unicode_grid(grid), told=told) for grid in grids)
    visible = [grid for grid in grids if not grid.hidden] or list(grids)
    tables = {grid.name: with_codes(grid, _READERS[kind](grid))
              for grid in _told_apart([grid for grid in visible if not grid.empty])}
    if not any(tables.values()):
        raise UserError("list-not-found", path=path)
    every = [table for found in tables.values() for table in found]
    lists, passed = (told_once if kind is ListKind.ATTENDEES else of_own_sheet)(every)
    return FileLists(
        tuple(lists),
        tuple(name for name, found in tables.items() if not found),
        tuple(grid.name for grid in grids if grid not in visible),
        tuple((grid.name, row, column) for grid in visible for row, column in grid.left_out),
        passed_over=tuple(passed))


def _told_apart(grids: Sequence[Grid]) -> list[Grid]:
    """The sheets, those marked whose names tell them apart: one for each unit."""
    telling = [grid.name for grid in grids if not is_plain_sheet_name(grid.name)]
    return [replace(grid, names_unit=len(telling) > 1 and grid.name in telling) for grid in grids]


def _refuse_long(grids: Iterable[Grid], path: Path) -> None:
    rows = max((sum(any(row) for row in grid.rows) for grid in grids if not grid.hidden), default=0)
    if rows > MOST_ROWS:
        raise UserError("list-too-long", path=path, rows=rows, limit=MOST_ROWS)
