"""SQLite's errors, sorted: what the user can act on becomes a sentence, the rest is a bug."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import peewee

from desktop_app.domain.errors import UserError

_BY_CODE = {
    sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY: "record-gone",
    sqlite3.SQLITE_FULL: "disk-full",
    sqlite3.SQLITE_IOERR_SHMSIZE: "disk-full",
    sqlite3.SQLITE_READONLY: "register-read-only",
    sqlite3.SQLITE_PERM: "register-read-only",
    sqlite3.SQLITE_CANTOPEN: "register-read-only",
    sqlite3.SQLITE_BUSY: "register-busy",
    sqlite3.SQLITE_LOCKED: "register-busy",
    sqlite3.SQLITE_CORRUPT: "register-damaged",
    sqlite3.SQLITE_NOTADB: "register-damaged",
    sqlite3.SQLITE_IOERR: "disk-error",
}
_PRIMARY_CODE = 0xFF


def user_error(error: BaseException, path: Path) -> UserError | None:
    """The sentence for a database error, or None if it can only be a bug."""
    seen: BaseException | None = error
    while seen is not None:
        code: int = getattr(seen, "sqlite_errorcode", 0)
        known = _BY_CODE.get(code) or _BY_CODE.get(code & _PRIMARY_CODE)
        if known:
            return UserError(known, path=path, reason=str(seen))
        seen = seen.__cause__ or seen.__context__
    return None


@contextmanager
def told_as_sentences(path: Path) -> Iterator[None]:
    """Turns the database errors of a block into user errors where there is a sentence for them."""
    try:
        yield
    except (peewee.DatabaseError, sqlite3.Error) as error:
        known = user_error(error, path)
        if known:
            raise known from error
        raise
