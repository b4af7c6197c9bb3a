"""Opening a register file: what it is, whether we may write to it, which version it has."""

import os
import sqlite3
from pathlib import Path

from peewee import SqliteDatabase

from desktop_app.domain.errors import UserError
from desktop_app.store.failures import told_as_sentences
from desktop_app.store.migrations import LATEST, migrate, version_of
from desktop_app.store.migrations.step_0001_first_schema import APPLICATION_ID

BUSY_SECONDS = 5
_PRAGMAS = {"journal_mode": "wal", "synchronous": "full", "foreign_keys": 1, "cache_size": -16_000,
            "wal_autocheckpoint": 1000}
_NETWORK_TYPES = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "fuse.sshfs", "fuse.gvfsd-fuse"}
_MOUNTS = Path("/proc/mounts")
_DRIVE_REMOTE = 4


def create(path: Path) -> None:
    """Makes a new, empty register. Raises `register-exists` rather than touch what is there."""
    if path.exists():
        raise UserError("register-exists", path=path)
    _refuse_network(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb"):
            pass
    except OSError as error:
        raise UserError("target-unwritable", path=path) from error
    try:
        _bring_up_to_date(path)
    except BaseException:
        path.unlink()
        raise


def open_for_writing(path: Path) -> SqliteDatabase:
    """The database of an existing register, brought up to today's schema.

    Raises a `UserError` for a missing, foreign, damaged, newer, read-only or network file, which
    is left as it was.
    """
    _must_exist(path)
    _refuse_network(path)
    if path.stat().st_size:
        _check_identity(path)
    if not os.access(path, os.W_OK) or not os.access(path.parent, os.W_OK):
        raise UserError("register-read-only", path=path)
    _bring_up_to_date(path)
    database = SqliteDatabase(str(path), pragmas=_PRAGMAS, timeout=BUSY_SECONDS)
    with told_as_sentences(path):
        database.connect()
    return database


def open_for_reading(path: Path) -> SqliteDatabase:
    """A database that can only read, for exports and searches beside the writing one.

    Raises a `UserError` for a missing, foreign, damaged or newer file. One that needs migrating
    is opened as it is; see `needs_migration`.
    """
    _must_exist(path)
    _check_identity(path)
    database = SqliteDatabase(_read_only_uri(path), uri=True, timeout=BUSY_SECONDS,
                              pragmas={"query_only": 1, "cache_size": -16_000})
    with told_as_sentences(path):
        database.connect()
    return database


def needs_migration(path: Path) -> bool:
    """Whether the register was written by an older program and must take steps before reading."""
    with told_as_sentences(path):
        connection = sqlite3.connect(_read_only_uri(path), uri=True)
        try:
            return version_of(connection) < LATEST
        finally:
            connection.close()


def _read_only_uri(path: Path) -> str:
    """A URI that also opens a file on a read-only disk, where no write-ahead log can be made."""
    uri = f"{path.resolve().as_uri()}?mode=ro"
    has_log = path.with_name(f"{path.name}-wal").exists()
    writable = os.access(path.parent, os.W_OK)
    return uri if has_log or writable else f"{uri}&immutable=1"


def _must_exist(path: Path) -> None:
    if not path.is_file():
        raise UserError("register-missing", path=path)


def _check_identity(path: Path) -> None:
    try:
        with path.open("rb") as file:
            head = file.read(16)
    except OSError as error:
        raise UserError("file-unreadable", path=path) from error
    if not head.startswith(b"SQLite format 3\0"):
        raise UserError("register-foreign" if head.strip(b"\0") else "register-damaged", path=path)
    with told_as_sentences(path):
        connection = sqlite3.connect(_read_only_uri(path), uri=True, timeout=BUSY_SECONDS)
        try:
            application = connection.execute("PRAGMA application_id").fetchone()[0]
            version = version_of(connection)
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        finally:
            connection.close()
    if application != APPLICATION_ID:
        raise UserError("register-foreign", path=path)
    if version > LATEST:
        raise UserError("register-newer", path=path)


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
