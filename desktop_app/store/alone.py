"""A register file that nobody else has open: read without help on its disk, or written over.

In SQLite's exclusive mode the index of the write-ahead log is kept in memory, so nothing need be
made beside the file: https://www.sqlite.org/wal.html, section 8.
"""

import gc
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from desktop_app.domain.errors import UserError
from desktop_app.store.failures import user_error

_BUSY_SECONDS = 1


@contextmanager
def alone(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection beside which there is no other, in this program or another.

    Raises `sqlite3.OperationalError` (SQLITE_BUSY) while somebody has the file open.
    """
    gc.collect()  # an error that was told keeps the cursor that met it, and so the file open
    uri = f"{path.resolve().as_uri()}?mode=rw"
    with closing(sqlite3.connect(uri, uri=True, timeout=_BUSY_SECONDS,
                                 isolation_level=None)) as connection:
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        connection.execute("BEGIN EXCLUSIVE")
        connection.execute("COMMIT")
        yield connection


def read_alone(path: Path, into: sqlite3.Connection) -> None:
    """Copies a register from a disk on which SQLite can make no files: a full or protected one.

    Where the file cannot even be locked, a copy of it in the system's temporary folder is read.
    Raises `sqlite3.Error` or `OSError` if neither can be done.
    """
    try:
        with alone(path) as connection:
            connection.backup(into)
            path.with_name(f"{path.name}-shm").unlink(missing_ok=True)
    except (sqlite3.OperationalError, OSError):
        with TemporaryDirectory() as folder:
            copy = Path(folder) / "register.db"
            shutil.copyfile(path, copy)
            log = path.with_name(f"{path.name}-wal")
            if log.exists():
                shutil.copyfile(log, copy.with_name("register.db-wal"))
            with alone(copy) as connection:
                connection.backup(into)


def write_over(target: Path, source: Path, unless: Callable[[], bool]) -> bool:
    """Gives a database the content of another in one transaction, for all who open it meanwhile.

    False if SQLite can make nothing of the target; it is as it was then. Raises `register-busy`
    while anybody else has it open, or if `unless` says yes once nobody can; `disk-full` or
    `disk-error`.
    """
    try:
        with alone(target) as connection, closing(sqlite3.connect(source)) as content:
            if unless():
                raise UserError("register-busy")
            content.backup(connection)
    except sqlite3.Error as error:
        known = user_error(error, target)
        if known and known.code in ("register-busy", "disk-full", "disk-error"):
            raise known from error
        return False
    return True
