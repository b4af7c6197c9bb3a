"""Lists in files from outside, read in a process of their own."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from desktop_app.domain.errors import UserError
from desktop_app.domain.grid import Grid
from desktop_app.domain.item_lists import read_items, read_opinions
from desktop_app.domain.list_table import ListKind, ListTable
from desktop_app.domain.roster import read_people
from desktop_app.exchange.isolated import Limits, run_isolated
from desktop_app.exchange.readers import read_grids

SECONDS = 30
MEGABYTES = 500

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


def read_file(path: Path, kind: ListKind,
              cancelled: Callable[[], bool] = lambda: False) -> FileLists:
    """What the lists in a file say. Takes a fresh process, at most `SECONDS` and `MEGABYTES`.

    Raises a `UserError` that says why a file cannot be read, `list-not-found` among them.
    """
    too_large = UserError("file-too-large", path=path)
    limits = Limits(died=too_large, too_slow=too_large, seconds=SECONDS, megabytes=MEGABYTES)
    try:
        return run_isolated(lists_in, path, kind, limits=limits, cancelled=cancelled)
    except UserError as error:
        if error is not too_large:
            raise
    return run_isolated(lists_in, path, kind, True, limits=limits, cancelled=cancelled)


def lists_in(path: Path, kind: ListKind, sparse: bool = False) -> FileLists:
    """Reads a file in this process; for `read_file` and for measuring."""
    grids = read_grids(path, sparse=sparse)
    visible = [grid for grid in grids if not grid.hidden] or list(grids)
    tables = {grid.name: _READERS[kind](grid) for grid in visible if not grid.empty}
    if not any(tables.values()):
        raise UserError("list-not-found", path=path)
    return FileLists(
        tuple(table for found in tables.values() for table in found),
        tuple(name for name, found in tables.items() if not found),
        tuple(grid.name for grid in grids if grid not in visible),
        tuple((grid.name, row, column) for grid in visible for row, column in grid.left_out))
