"""Upkeep beside the window: the write-ahead log is moved into the file, the search index merged.

SQLite would do both itself inside some of the commits, and then recording one line takes as long as
everything that came together since the last time. While the disk is busy with it, other commits
wait too: therefore it is done when nobody types.
"""

import logging
import sqlite3
import threading
from contextlib import closing
from pathlib import Path
from time import monotonic

LONGEST_LOG = 16_000
"""Pages of the log from which on a commit does it after all, in case this thread cannot."""
PERIOD = 1.0
LONGEST = 60.0
_DATA_VERSION = "PRAGMA data_version"
_MERGE = "INSERT INTO feedback_search(feedback_search, rank) VALUES ('merge', 16)"
log = logging.getLogger(__name__)


class Checkpointer:
    """Works when nothing was committed for a second, not even a draft; else once a minute.

    A commit never waits for the log; for the index at most as long as merging sixteen pages takes.
    What could not be moved stays in the log, where it is just as safe.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="checkpoints", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Stops; the last connection that closes moves the rest."""
        self._stopping.set()
        self._thread.join()

    def _run(self) -> None:
        """Begins anew after a failure: a full disk or one that was away may be back."""
        while not self._stopping.is_set():
            try:
                with closing(self._connect()) as connection:
                    self._watch(connection)
            except sqlite3.Error as error:
                log.info("checkpoint failed: %s", getattr(error, "sqlite_errorname", error))
                self._stopping.wait(PERIOD)

    def _watch(self, connection: sqlite3.Connection) -> None:
        moved = merged = before = 0
        last = monotonic()
        while not self._stopping.wait(PERIOD):
            found = _commits(connection)
            at_rest, before = found == before, found
            if at_rest and found != merged and self._merge(connection, found):
                merged = found
            if found != moved and (at_rest or monotonic() - last > LONGEST):
                connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
                moved, last = found, monotonic()

    def _merge(self, connection: sqlite3.Connection, commits: int) -> bool:
        """Merges the index until it is done, or somebody commits."""
        while not self._stopping.is_set() and _commits(connection) == commits:
            if not merge_some(connection):
                return True
        return False

    def _connect(self) -> sqlite3.Connection:
        uri = f"{self._path.resolve().as_uri()}?mode=rw"
        connection = sqlite3.connect(uri, uri=True, isolation_level=None)
        connection.execute("PRAGMA synchronous = FULL")
        return connection


def merge_some(connection: sqlite3.Connection) -> bool:
    """Merges a little of the search index; whether there may be more."""
    before = connection.total_changes
    connection.execute(_MERGE)
    return connection.total_changes - before > 1


def _commits(connection: sqlite3.Connection) -> int:
    """A number that changes with each commit of another connection; it is never 0."""
    return int(connection.execute(_DATA_VERSION).fetchone()[0])
