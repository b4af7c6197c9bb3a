"""Text that is being typed, written by a background thread so that a slow disk never stalls a key.

The thread has a connection of its own. What is typed is on disk at most `PERIOD` and one write
later, also while typing goes on without a pause. When writing fails the text stays in memory and
is tried again every second.
"""

import sqlite3
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from desktop_app.domain.errors import UserError
from desktop_app.store.failures import user_error

PERIOD = 0.1
RETRY = 1.0
_BUSY_SECONDS = 1
_WRITE = """
INSERT INTO draft(key, text, caret, seq, saved_at) VALUES (?, ?, ?, ?, ?)
ON CONFLICT (key) DO UPDATE SET text = excluded.text, caret = excluded.caret, seq = excluded.seq,
  saved_at = excluded.saved_at
WHERE excluded.seq > draft.seq
"""


@dataclass(frozen=True)
class Pending:
    """What a field holds now: its text, where the caret is, and the stroke it came from."""

    text: str
    caret: int
    seq: int


class DraftWriter:
    """Keeps the drafts of one register. `put` never waits for the disk.

    `on_saved` is called from the thread with the time of the write, `on_failure` with the
    sentence to show; after a failure `on_saved` means that writing works again.
    """

    def __init__(self, path: Path, *, on_saved: Callable[[datetime], None],
                 on_failure: Callable[[UserError], None]) -> None:
        self._path = path
        self._on_saved = on_saved
        self._on_failure = on_failure
        self._lock = threading.Lock()
        self._pending: dict[str, Pending] = {}
        self._seq = _next_seq(path)
        self._wake = threading.Event()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="drafts", daemon=True)
        self._thread.start()

    def put(self, key: str, text: str, caret: int) -> int:
        """Takes over the newest text of a field and gives its stroke number."""
        with self._lock:
            self._seq += 1
            self._pending[key] = Pending(text, caret, self._seq)
            seq = self._seq
        self._wake.set()
        return seq

    def unsaved(self) -> dict[str, Pending]:
        """What is not on disk yet."""
        with self._lock:
            return dict(self._pending)

    def close(self) -> None:
        """Writes what is left and stops."""
        self._stopping.set()
        self._wake.set()
        self._thread.join(timeout=10)

    def _run(self) -> None:
        connection: sqlite3.Connection | None = None
        while not self._stopping.is_set() or self.unsaved():
            self._wake.wait()
            self._wake.clear()
            batch = self.unsaved()
            if not batch:
                continue
            try:
                connection = connection or self._connect()
                self._write(connection, batch)
            except sqlite3.Error as error:
                connection = _closed(connection)
                if self._give_up(error):
                    return
            else:
                self._on_saved(datetime.now())
                self._stopping.wait(PERIOD)
        _closed(connection)

    def _connect(self) -> sqlite3.Connection:
        uri = f"{self._path.resolve().as_uri()}?mode=rw"
        connection = sqlite3.connect(uri, uri=True, timeout=_BUSY_SECONDS, isolation_level=None)
        connection.execute("PRAGMA synchronous = FULL")
        return connection

    def _write(self, connection: sqlite3.Connection, batch: dict[str, Pending]) -> None:
        saved_at = datetime.now().isoformat(" ")
        connection.execute("BEGIN IMMEDIATE")
        try:
            connection.executemany(
                _WRITE, [(key, p.text, p.caret, p.seq, saved_at) for key, p in batch.items()])
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
        with self._lock:
            for key, written in batch.items():
                if self._pending.get(key) == written:
                    del self._pending[key]

    def _give_up(self, error: sqlite3.Error) -> bool:
        """Tells the user, waits, and says whether the program is closing and must not wait on."""
        sentence = user_error(error, self._path)
        self._on_failure(sentence or UserError("disk-error", reason=str(error)))
        if self._stopping.wait(RETRY):
            return True
        self._wake.set()
        return False


def _closed(connection: sqlite3.Connection | None) -> None:
    if connection is not None:
        connection.close()


def _next_seq(path: Path) -> int:
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
    try:
        return int(connection.execute("SELECT coalesce(max(seq), 0) FROM draft").fetchone()[0])
    finally:
        connection.close()
