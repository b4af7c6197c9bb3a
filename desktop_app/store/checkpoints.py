"""Moving what was committed from the write-ahead log into the register file, beside the window.

SQLite would do that itself inside the commit that makes the log too long, and then recording one
line takes as long as the disk needs for everything since the last time. While the disk is busy with
it, other commits wait too: therefore it is done when nobody types.
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
log = logging.getLogger(__name__)


class Checkpointer:
    """Works when nothing was committed for a second, not even a draft; else once a minute.

    It never holds the write lock, so that no commit waits for it. What it could not move stays
    in the log, where it is just as safe.
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
        try:
            with closing(self._connect()) as connection:
                self._watch(connection)
        except sqlite3.Error:
            log.warning("checkpoints ended", exc_info=True)

    def _watch(self, connection: sqlite3.Connection) -> None:
        moved: object = None
        before: object = None
        last = monotonic()
        while not self._stopping.wait(PERIOD):
            found = connection.execute(_DATA_VERSION).fetchone()
            at_rest, before = found == before, found
            if found != moved and (at_rest or monotonic() - last > LONGEST):
                connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
                moved, last = found, monotonic()

    def _connect(self) -> sqlite3.Connection:
        uri = f"{self._path.resolve().as_uri()}?mode=rw"
        connection = sqlite3.connect(uri, uri=True, isolation_level=None)
        connection.execute("PRAGMA synchronous = FULL")
        return connection
