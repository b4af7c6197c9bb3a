"""Whole copies of a register: made with SQLite's backup call and put in place atomically."""

import os
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from desktop_app.domain.errors import UserError
from desktop_app.store.failures import told_as_sentences

_REST = 0.01


def copy_database(source: sqlite3.Connection, target: Path, *, pages_at_once: int = -1,
                  then: Callable[[sqlite3.Connection], object] | None = None) -> None:
    """Copies everything, the write-ahead log included, to `target`, replacing it as a whole.

    `then` may add to the copy before it is put in place. With `pages_at_once`, `source` can be
    used by another thread in between. Raises `disk-full` or `target-unwritable`; the old target is
    kept then.
    """
    partial = target.with_name(f"{target.name}.partial")
    try:
        with told_as_sentences(target):
            partial.write_bytes(b"")
            copy = sqlite3.connect(partial)
            try:
                copy.execute("PRAGMA synchronous = OFF")  # the source is locked while it waits
                source.backup(copy, pages=pages_at_once, sleep=_REST)
                copy.execute("PRAGMA journal_mode = DELETE")
                if then:
                    then(copy)
                    copy.commit()
            finally:
                copy.close()
        with partial.open("rb+") as file:
            os.fsync(file.fileno())
        os.replace(partial, target)
    except OSError as error:
        raise UserError("target-unwritable", path=target) from error
    finally:
        with suppress(OSError):  # where none could be made, none can be removed
            partial.unlink()


def problems_of(connection: sqlite3.Connection) -> list[str]:
    """What SQLite finds wrong with the file: broken pages, broken references. Empty = sound."""
    try:
        pages = [row[0] for row in connection.execute("PRAGMA integrity_check")]
        references = connection.execute("PRAGMA foreign_key_check").fetchall()
    except sqlite3.DatabaseError as error:
        return [str(error)]
    found = [text for text in pages if text != "ok"]
    return found + [f"{table} {row}: → {parent}" for table, row, parent, _ in references]
