"""Workbooks that offices filled in and sent back, each read in a process of its own."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from time import monotonic

from desktop_app.domain.errors import UserError
from desktop_app.domain.returned_rows import ReturnedSheet, returned_sheet
from desktop_app.exchange.isolated import Limits, run_isolated
from desktop_app.exchange.lists import MEGABYTES, SECONDS
from desktop_app.exchange.readers import TEXT_ENDINGS, WORKBOOK_ENDINGS, file_bytes, read_grids
from desktop_app.exchange.workbooks import as_shown

_ENDINGS = WORKBOOK_ENDINGS | TEXT_ENDINGS
_OFFICE_LOCKS = ("~$", ".~lock.")


def files_in(folder: Path) -> list[Path]:
    """The tables in a folder, the oldest first. Raises `file-unreadable`."""
    try:
        found = [path for path in sorted(folder.iterdir()) if path.suffix.lower() in _ENDINGS
                 and not path.name.startswith(_OFFICE_LOCKS) and path.is_file()]
        return sorted(found, key=lambda path: path.stat().st_mtime)
    except OSError as error:
        raise UserError("file-unreadable", path=folder) from error


def read_returned(path: Path, cancelled: Callable[[], bool]) -> tuple[ReturnedSheet, ...]:
    """The sheets of one file that went out to an office, within `SECONDS` and `MEGABYTES`. Raises
    a `UserError` that says why a file cannot be read, `not-sent-out` if no sheet of it is ours."""
    until = monotonic() + SECONDS
    died = UserError("file-too-large", path=path)
    limits = Limits(died=died, too_slow=UserError("file-too-large", path=path), seconds=SECONDS,
                    megabytes=MEGABYTES)
    try:
        return run_isolated(sheets_in, path, False, limits=limits, cancelled=cancelled)
    except UserError as error:
        left = until - monotonic()
        if error is not died or left <= 0:
            raise
    return run_isolated(sheets_in, path, True, limits=replace(limits, seconds=left),
                        cancelled=cancelled)


def sheets_in(path: Path, sparse: bool = False) -> tuple[ReturnedSheet, ...]:
    """Reads a file in this process. Beside a sheet with codes, as in the whole workbook of a
    conference, others only say the same again."""
    grids = read_grids(path, sparse=sparse)
    found = (returned_sheet(grid) for grid in as_shown(grids, file_bytes(path), path))
    sheets = tuple(sheet for sheet in found if sheet)
    if not sheets:
        raise UserError("not-sent-out", path=path)
    return tuple(sheet for sheet in sheets if sheet.coded) or sheets
