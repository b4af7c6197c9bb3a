"""Opening a register file: what it is, whether we may write to it, which version it has."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from peewee import SqliteDatabase

from desktop_app.domain.errors import UserError
from desktop_app.store.alone import read_alone
from desktop_app.store.failures import told_as_sentences
from desktop_app.store.header import must_be_file, refuse_unknown
from desktop_app.store.migrations import LATEST, migrate, version_of
from desktop_app.store.models import JOURNALLED, Change, Draft, Operation, Setting

BUSY_SECONDS = 5
_TABLES = {*JOURNALLED, *(model._meta.table_name for model in (Change, Draft, Operation, Setting))}
_PRAGMAS = {"journal_mode": "wal", "synchronous": "full", "foreign_keys": 1, "cache_size": -16_000,
            "wal_autocheckpoint": 1000}
_READING = {"query_only": 1, "cache_size": -16_000}
_NOTHING_BESIDE = {"disk-full", "disk-error", "register-read-only"}
_NETWORK_TYPES = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "fuse.sshfs", "fuse.gvfsd-fuse"}
_MOUNTS = Path("/proc/mounts")
_DRIVE_REMOTE = 4


def create(path: Path) -> None:
    """Makes a new, empty register. Raises `register-exists` rather than touch what is there."""
    make_room(path)
    try:
        with path.open("xb"):
            pass
    except OSError as error:
        raise UserError("target-unwritable", path=path) from error
    try:
        _bring_up_to_date(path)
    except BaseException:
        path.unlink()
        raise


def make_room(path: Path) -> None:
    """Makes the folder of a new register. Raises `register-exists`, `register-on-network`, or
    `target-unwritable` where there can be no file."""
    if path.exists():
        raise UserError("register-exists", path=path)
    _refuse_network(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError("target-unwritable", path=path) from error
    if not os.access(path.parent, os.W_OK):
        raise UserError("target-unwritable", path=path)


def open_for_writing(path: Path) -> SqliteDatabase:
    """The database of an existing register, brought up to today's schema.

    Raises a `UserError` for a missing, foreign, damaged, newer, read-only or network file, which
    is left as it was.
    """
    must_be_file(path)
    _refuse_network(path)
    of_today = path.stat().st_size > 0 and not needs_migration(path)
    if not _writable(path):
        raise UserError("register-read-only", path=path)
    if not of_today:
        _bring_up_to_date(path)
    database = SqliteDatabase(str(path), pragmas=_PRAGMAS, timeout=BUSY_SECONDS,
                              check_same_thread=False)  # for Register.rescue
    with told_as_sentences(path):
        database.connect()
    return database


def open_for_reading(path: Path) -> SqliteDatabase:
    """A database that can only read, for exports and searches beside the writing one.

    Raises a `UserError` for a missing, foreign, damaged or newer file. One that needs migrating
    is opened as it is; see `needs_migration`. Where SQLite cannot keep its own files beside the
    register (a full disk), a copy in memory is given.
    """
    refuse_unknown(path)
    try:
        database = _reader(path)
    except UserError as error:
        if error.code not in _NOTHING_BESIDE:
            raise
        database = _copy_in_memory(path, error)
    with _closed_unless_good(database):
        _refuse_other_tables(path, database)
    return database


def _refuse_other_tables(path: Path, database: SqliteDatabase) -> None:
    """The version says which tables there must be: none before the first step."""
    version = version_of(database.connection())
    if version > LATEST:
        raise UserError("register-newer", path=path)
    with told_as_sentences(path):
        found = set(database.get_tables())
    if (version == LATEST and not found >= _TABLES) or (version == 0 and found):
        raise UserError("register-damaged", path=path)


def needs_migration(path: Path) -> bool:
    """Whether the register was written by an older program and must take steps before reading."""
    database = open_for_reading(path)
    try:
        return version_of(database.connection()) < LATEST
    finally:
        database.close()


def _reader(path: Path) -> SqliteDatabase:
    database = SqliteDatabase(_reading_uri(path), uri=True, timeout=BUSY_SECONDS,
                              pragmas=_READING)
    with told_as_sentences(path), _closed_unless_good(database):
        database.connect()
        database.execute_sql("SELECT count(*) FROM sqlite_master").fetchone()
    return database


@contextmanager
def _closed_unless_good(database: SqliteDatabase) -> Iterator[None]:
    try:
        yield
    except BaseException:
        database.close()
        raise


def _reading_uri(path: Path) -> str:
    """A URI for reading. The last one to close a database that it may write to takes the log and
    the index away; one that nobody can write to is read without them."""
    uri = path.resolve().as_uri()
    if is_on_network(path):
        return f"{uri}?mode=ro"
    if _writable(path):
        return f"{uri}?mode=rw"
    has_log = path.with_name(f"{path.name}-wal").exists()
    return f"{uri}?mode=ro" if has_log else f"{uri}?mode=ro&immutable=1"


def _writable(path: Path) -> bool:
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)


def _copy_in_memory(path: Path, reason: UserError) -> SqliteDatabase:
    """Everything committed, the log included; raises `reason` if that cannot be had either."""
    database = SqliteDatabase(":memory:", pragmas=_READING)
    database.connect()
    try:
        read_alone(path, database.connection())
    except (sqlite3.Error, OSError):
        database.close()
        raise reason from None
    return database


def _bring_up_to_date(path: Path) -> None:
    with told_as_sentences(path):
        connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
        try:
            if version_of(connection) != LATEST:
                migrate(connection, path)
        finally:
            connection.close()


def _refuse_network(path: Path) -> None:
    if is_on_network(path):
        raise UserError("register-on-network", path=path)


def is_on_network(path: Path) -> bool:
    """Whether the file lies on a share, where SQLite's write-ahead log is not safe."""
    if os.name == "nt":
        return _windows_share(path)
    return _mount_type(path) in _NETWORK_TYPES


def _windows_share(path: Path) -> bool:
    import ctypes

    drive = path.resolve().drive
    if drive.startswith("\\\\"):
        return True
    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009 - absent on other systems
    return bool(kernel.GetDriveTypeW(f"{drive}\\") == _DRIVE_REMOTE)


def _mount_type(path: Path) -> str:
    """The file system type of the longest mount point above the path; empty where unknown.

    Of several mounts on one point, the last one is in effect.
    """
    if not _MOUNTS.exists():
        return ""
    target = path.resolve()
    best, kind = -1, ""
    for line in _MOUNTS.read_text(encoding="utf-8", errors="replace").splitlines():
        parts = line.split(" ")
        point = Path(parts[1].replace("\\040", " "))
        if target.is_relative_to(point) and len(point.parts) >= best:
            best, kind = len(point.parts), parts[2]
    return kind
