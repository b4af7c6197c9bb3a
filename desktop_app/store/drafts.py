"""Text that is being typed, written by a background thread so that a slow disk never stalls a key.

The thread has a connection of its own. What is typed is on disk at most `PERIOD` and one write
later, also while typing goes on without a pause. When writing fails, or the register's file is no
longer where it was, the text stays in memory and is tried again every second.
"""

import sqlite3
import threading
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from desktop_app.domain.errors import UserError
from desktop_app.store.checkpoints import LONGEST_LOG
from desktop_app.store.failures import told_as_sentences, user_error
from desktop_app.store.place import Place

PERIOD = 0.1
RETRY = 1.0
_BUSY_SECONDS = 1
_NO_FIELD = ""
CONSUME = """
INSERT INTO draft(key, text, caret, seq, saved_at) VALUES (?, '', 0, ?, ?)
ON CONFLICT (key) DO UPDATE SET text = '', caret = 0, seq = excluded.seq
WHERE draft.seq <= excluded.seq
"""
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

    From the thread, `on_saved` is called with a stroke when everything up to it is on disk, and
    `on_failure` with the sentence to show; after a failure `on_saved` means that writing works
    again.
    """

    def __init__(self, path: Path, *, on_saved: Callable[[int], None],
                 on_failure: Callable[[UserError], None]) -> None:
        self._path = path
        self._place = Place(path)
        self._on_saved = on_saved
        self._on_failure = on_failure
        self._lock = threading.Lock()
        self._pending: dict[str, Pending] = {}
        self._seq = _next_seq(path)
        self._proof = 0
        self._flushes: list[threading.Event] = []
        self._wake = threading.Event()
        self._hurry = threading.Event()
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

    def prove(self) -> int:
        """Has something written soon even if nothing is typed, to see whether that works; gives
        the stroke that is told when it did."""
        with self._lock:
            self._seq += 1
            self._proof = seq = self._seq
        self._wake.set()
        return seq

    def flush(self, seconds: float) -> None:
        """Tries at once to write what is left, and waits for the outcome no longer than this."""
        tried = threading.Event()
        with self._lock:
            self._flushes.append(tried)
        self._hurry.set()
        self._wake.set()
        tried.wait(seconds)

    def close(self) -> None:
        """Writes what is left, tries once more if that failed just before, and stops.

        What still could not be written was reported and stays in `unsaved`.
        """
        self._stopping.set()
        self._hurry.set()
        self._wake.set()
        self._thread.join(timeout=10)

    def _run(self) -> None:
        last_round = False
        while not last_round:
            self._wake.wait()
            self._wake.clear()
            self._hurry.clear()
            last_round = self._stopping.is_set()
            saved = self._round()
            if not saved:
                self._wake.set()
            if not last_round:
                self._hurry.wait(PERIOD if saved else RETRY)
        self._disconnect()

    def _round(self) -> bool:
        with self._lock:
            flushes, self._flushes = self._flushes, []
        saved = self._save()
        for tried in flushes:
            tried.set()
        return saved

    def _save(self) -> bool:
        """Writes what is pending; False if that failed, which is reported."""
        with self._lock:
            batch, proof, stroke = dict(self._pending), self._proof, self._seq
        if not batch and not proof:
            return True
        try:
            self._write(batch if not proof else {**batch, _NO_FIELD: Pending("", 0, proof)})
        except Exception as error:  # whatever it is, the thread must live and try again
            self._disconnect()
            self._on_failure(self._sentence(error))
            return False
        self._forget(batch, proof)
        self._on_saved(stroke)
        return True

    def _sentence(self, error: Exception) -> UserError:
        if isinstance(error, UserError):
            return error
        return user_error(error, self._path) or UserError("disk-error", path=self._path,
                                                          reason=str(error))

    def _write(self, batch: Mapping[str, Pending]) -> None:
        """Raises `register-gone` when the file was taken away meanwhile: then who knows where the
        batch went."""
        self._place.check()
        connection = self._connection = self._connection or self._connect()
        connection.execute("BEGIN IMMEDIATE")
        try:
            put_drafts(connection, batch)
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
        self._place.check()

    def _forget(self, batch: Mapping[str, Pending], proof: int) -> None:
        with self._lock:
            for key, written in batch.items():
                if self._pending.get(key) == written:
                    del self._pending[key]
            if self._proof == proof:
                self._proof = 0

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


def put_drafts(connection: sqlite3.Connection, drafts: Mapping[str, Pending]) -> None:
    """Writes drafts where no newer stroke of their field has been written."""
    saved_at = datetime.now().isoformat(" ")
    connection.executemany(_WRITE, [(key, _storable(p.text), p.caret, p.seq, saved_at)
                                    for key, p in drafts.items()])


def _storable(text: str) -> str:
    """`text` without halves of surrogate pairs, which UTF-8 cannot hold."""
    return text.encode("utf-8", "ignore").decode("utf-8")


def _next_seq(path: Path) -> int:
    with told_as_sentences(path), \
            closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
        return int(connection.execute("SELECT coalesce(max(seq), 0) FROM draft").fetchone()[0])
