"""Text that is being typed, written by a background thread so that a slow disk never stalls a key.

The thread has a connection of its own. What is typed is on disk at most `PERIOD` and one write
later, also while typing goes on without a pause. When writing fails the text stays in memory and
is tried again every second.
"""

import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from desktop_app.domain.errors import UserError
from desktop_app.store.checkpoints import LONGEST_LOG
from desktop_app.store.failures import told_as_sentences, user_error

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
        self._connection: sqlite3.Connection | None = None
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
        """Writes what is left, tries once more if that failed just before, and stops.

        What still could not be written was reported and stays in `unsaved`.
        """
        self._stopping.set()
        self._wake.set()
        self._thread.join(timeout=10)

    def _run(self) -> None:
        last_round = False
        while not last_round:
            self._wake.wait()
            self._wake.clear()
            last_round = self._stopping.is_set()
            saved = self._save()
            if not saved:
                self._wake.set()
            self._stopping.wait(PERIOD if saved else RETRY)
        self._disconnect()

    def _save(self) -> bool:
        """Writes what is pending; False if that failed, which is reported."""
        batch = self.unsaved()
        if not batch:
            return True
        try:
            self._write(batch)
        except Exception as error:  # whatever it is, the thread must live and try again
            self._disconnect()
            sentence = user_error(error, self._path)
            self._on_failure(sentence or UserError("disk-error", reason=str(error)))
            return False
        self._on_saved(datetime.now())
        return True

    def _write(self, batch: dict[str, Pending]) -> None:
        saved_at = datetime.now().isoformat(" ")
        rows = [(key, _storable(p.text), p.caret, p.seq, saved_at) for key, p in batch.items()]
        connection = self._connection = self._connection or self._connect()
        connection.execute("BEGIN IMMEDIATE")
        try:
            connection.executemany(_WRITE, rows)
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
        with self._lock:
            for key, written in batch.items():
                if self._pending.get(key) == written:
                    del self._pending[key]

    def _connect(self) -> sqlite3.Connection:
        uri = f"{self._path.resolve().as_uri()}?mode=rw"
        connection = sqlite3.connect(uri, uri=True, timeout=_BUSY_SECONDS, isolation_level=None)
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute(f"PRAGMA wal_autocheckpoint = {LONGEST_LOG}")
        return connection

    def _disconnect(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None


def _storable(text: str) -> str:
    """`text` without halves of surrogate pairs, which UTF-8 cannot hold."""
    return text.encode("utf-8", "ignore").decode("utf-8")


def _next_seq(path: Path) -> int:
    with told_as_sentences(path), \
            closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
        return int(connection.execute("SELECT coalesce(max(seq), 0) FROM draft").fetchone()[0])
