import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from desktop_app.domain import records
from desktop_app.domain.errors import UserError
from desktop_app.store import drafts
from desktop_app.store.drafts import DraftWriter
from desktop_app.store.register import Register

PATIENCE = 10
PROMISED = 0.3


class Ear:
    """Hears what the writer tells from its thread, and waits for it."""

    def __init__(self) -> None:
        self._news = threading.Condition()
        self.saved: list[int] = []
        self.failures: list[str] = []

    def on_saved(self, stroke: int) -> None:
        with self._news:
            self.saved.append(stroke)
            self._news.notify_all()

    def on_failure(self, error: UserError) -> None:
        with self._news:
            self.failures.append(error.code)
            self._news.notify_all()

    def wait_until(self, condition: Callable[[], bool]) -> None:
        with self._news:
            assert self._news.wait_for(condition, PATIENCE)

    def wait_for_save(self) -> None:
        count = len(self.saved)
        self.wait_until(lambda: len(self.saved) > count)


@pytest.fixture
def ear() -> Ear:
    return Ear()


@pytest.fixture
def writer(path: Path, ear: Ear, monkeypatch: pytest.MonkeyPatch) -> Iterator[DraftWriter]:
    monkeypatch.setattr(drafts, "RETRY", 0.01)
    monkeypatch.setattr(drafts, "_BUSY_SECONDS", 0.01)
    made = DraftWriter(path, on_saved=ear.on_saved, on_failure=ear.on_failure)
    yield made
    made.close()


@pytest.fixture
def disk(path: Path) -> Iterator[sqlite3.Connection]:
    """Another view of the file, which sees only what is really in it."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        yield connection


def _on_disk(disk: sqlite3.Connection) -> dict[str, tuple[str, int]]:
    return {key: (text, caret) for key, text, caret in
            disk.execute("SELECT key, text, caret FROM draft ORDER BY key")}


def _saved(writer: DraftWriter, ear: Ear, key: str, text: str) -> int:
    """Types a text and waits until it is on disk."""
    seq = writer.put(key, text, len(text))
    ear.wait_until(lambda: writer.unsaved() == {})
    return seq


# --- writing -------------------------------------------------------------------------------------


def test_what_is_typed_reaches_the_disk(writer: DraftWriter, ear: Ear, disk: sqlite3.Connection):
    writer.put("capture:1", "Tăng", 4)
    writer.put("capture:1", "Tăng lương", 10)
    writer.put("Attendee:7:note", "vắng 👍", 6)
    ear.wait_until(lambda: writer.unsaved() == {})
    assert _on_disk(disk) == {"capture:1": ("Tăng lương", 10), "Attendee:7:note": ("vắng 👍", 6)}


def test_no_key_waits_long_while_typing_goes_on(writer: DraftWriter, disk: sqlite3.Connection):
    """Twice the promised time is given, for a test machine that is busy with something else."""
    typed: dict[int, float] = {}
    on_disk = 0
    longest = 0.0
    end = time.monotonic() + 1
    while (now := time.monotonic()) < end:
        typed[writer.put("capture:1", "x" * (len(typed) % 500), 0)] = now
        on_disk = disk.execute("SELECT coalesce(max(seq), 0) FROM draft").fetchone()[0]
        longest = max(longest, now - typed.get(on_disk + 1, now))
    assert 100 < on_disk <= len(typed)
    assert longest < 2 * PROMISED


def test_typing_never_waits_for_the_disk(writer: DraftWriter, ear: Ear, disk: sqlite3.Connection):
    disk.execute("BEGIN EXCLUSIVE")
    for count in range(1000):
        writer.put("capture:1", str(count), 0)
    assert writer.unsaved()["capture:1"].text == "999"
    disk.execute("COMMIT")
    ear.wait_until(lambda: writer.unsaved() == {})
    assert _on_disk(disk) == {"capture:1": ("999", 0)}


def test_what_is_typed_during_a_write_is_written_next(
        writer: DraftWriter, ear: Ear, disk: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch):
    connect = DraftWriter._connect

    def type_more(statement: str) -> None:
        if statement == "COMMIT" and writer.unsaved()["capture:1"].text == "Tăng":
            writer.put("capture:1", "Tăng lương", 10)

    def watched(self: DraftWriter) -> sqlite3.Connection:
        connection = connect(self)
        connection.set_trace_callback(type_more)
        return connection

    monkeypatch.setattr(DraftWriter, "_connect", watched)
    writer.put("capture:1", "Tăng", 4)
    ear.wait_until(lambda: len(ear.saved) == 2)
    assert _on_disk(disk) == {"capture:1": ("Tăng lương", 10)}


def test_strokes_go_on_counting_after_reopening(path: Path, ear: Ear):
    last = 0
    for _ in range(2):
        writer = DraftWriter(path, on_saved=ear.on_saved, on_failure=ear.on_failure)
        seq = writer.put("capture:1", "x", 1)
        writer.close()
        assert seq > last
        last = seq


@pytest.mark.parametrize("text", ["nửa \ud83d cặp", "không\0có", "", "a" * 1_000_000, "مرحبا 👩‍🏫"])
def test_any_text_is_kept(text: str, writer: DraftWriter, ear: Ear, disk: sqlite3.Connection):
    _saved(writer, ear, "capture:1", text)
    assert _on_disk(disk)["capture:1"][0] == text.replace("\ud83d", "")


# --- recorded drafts -----------------------------------------------------------------------------


def test_drafts_are_found_again_oldest_first(path: Path, register: Register, ear: Ear,
                                             writer: DraftWriter):
    _saved(writer, ear, "b", "first")
    _saved(writer, ear, "a", "second")
    _saved(writer, ear, "c", "")
    assert register.drafts() == [("b", "first", 5), ("a", "second", 6)]


def test_a_recorded_draft_is_gone_with_its_record(register: Register, writer: DraftWriter,
                                                  ear: Ear):
    seq = _saved(writer, ear, "capture:1", "Tăng lương")
    with register.operation("Record"):
        register.insert(records.Meeting(title="Hội nghị"))
        register.consume_draft("capture:1", seq)
    assert register.drafts() == []


def test_a_draft_of_a_record_that_failed_is_kept(register: Register, writer: DraftWriter, ear: Ear):
    seq = _saved(writer, ear, "capture:1", "Tăng lương")
    with pytest.raises(ZeroDivisionError), register.operation("Record"):  # noqa: PT012
        register.consume_draft("capture:1", seq)
        raise ZeroDivisionError
    assert register.drafts() == [("capture:1", "Tăng lương", 10)]


def test_what_was_typed_after_recording_is_kept(register: Register, writer: DraftWriter, ear: Ear):
    seq = writer.put("capture:1", "Tăng lương", 10)
    _saved(writer, ear, "capture:1", "Ý kiến sau")
    with register.operation("Record"):
        register.consume_draft("capture:1", seq)
    assert register.drafts() == [("capture:1", "Ý kiến sau", 10)]


def test_a_late_write_does_not_bring_a_recorded_draft_back(
        register: Register, writer: DraftWriter, ear: Ear, disk: sqlite3.Connection):
    with register.operation("Record"):
        seq = writer.put("capture:1", "Tăng lương", 10)
        ear.wait_until(lambda: ear.failures != [])
        register.consume_draft("capture:1", seq)
    ear.wait_until(lambda: writer.unsaved() == {})
    assert register.drafts() == []
    assert _on_disk(disk) == {"capture:1": ("", 0)}


def test_a_draft_without_a_key_is_none(register: Register):
    with register.operation("Record"):
        register.consume_draft("", 5)
    assert register.sql("SELECT count(*) FROM draft") == [(0,)]


# --- failures ------------------------------------------------------------------------------------


def test_a_failure_is_told_and_the_text_written_when_that_works_again(
        writer: DraftWriter, ear: Ear, disk: sqlite3.Connection):
    disk.execute("BEGIN EXCLUSIVE")
    writer.put("capture:1", "Tăng lương", 10)
    ear.wait_until(lambda: len(ear.failures) > 1)
    assert set(ear.failures) == {"register-busy"}
    assert ear.saved == []
    assert writer.unsaved()["capture:1"].text == "Tăng lương"
    disk.execute("COMMIT")
    ear.wait_until(lambda: ear.saved != [])
    assert writer.unsaved() == {}
    assert _on_disk(disk) == {"capture:1": ("Tăng lương", 10)}


def test_a_register_that_cannot_be_written_to_is_told(
        path: Path, writer: DraftWriter, ear: Ear, monkeypatch: pytest.MonkeyPatch):
    """The folder is moved away: as root, no permission would keep the writer out."""
    away = path.parent.rename(path.parent.with_name("away"))
    writer.put("capture:1", "Tăng lương", 10)
    ear.wait_until(lambda: ear.failures != [])
    assert ear.failures[0] == "register-gone"
    away.rename(path.parent)
    ear.wait_until(lambda: writer.unsaved() == {})
    with Register.read(path) as register:
        assert register.drafts() == [("capture:1", "Tăng lương", 10)]


def test_a_full_disk_is_told(writer: DraftWriter, ear: Ear, disk: sqlite3.Connection,
                             monkeypatch: pytest.MonkeyPatch):
    connect = DraftWriter._connect

    def small(self: DraftWriter) -> sqlite3.Connection:
        connection = connect(self)
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages}")
        return connection

    monkeypatch.setattr(DraftWriter, "_connect", small)
    writer.put("capture:1", "x" * 100_000, 0)
    ear.wait_until(lambda: ear.failures != [])
    assert ear.failures[0] == "disk-full"
    monkeypatch.setattr(DraftWriter, "_connect", connect)
    ear.wait_until(lambda: writer.unsaved() == {})
    assert len(_on_disk(disk)["capture:1"][0]) == 100_000


def test_a_register_that_is_no_register_is_told_at_the_start(tmp_path: Path, ear: Ear):
    (tmp_path / "a.db").write_bytes(b"SQLite format 3\0" + b"\xff" * 8000)
    with pytest.raises(UserError, match="register-damaged"):
        DraftWriter(tmp_path / "a.db", on_saved=ear.on_saved, on_failure=ear.on_failure)


# --- closing -------------------------------------------------------------------------------------


def test_closing_writes_what_is_left(path: Path, disk: sqlite3.Connection, ear: Ear):
    for count in range(20):
        writer = DraftWriter(path, on_saved=ear.on_saved, on_failure=ear.on_failure)
        for key in "abc":
            writer.put(key, f"{key}{count}", 0)
        writer.close()
        assert writer.unsaved() == {}
        assert _on_disk(disk) == {key: (f"{key}{count}", 0) for key in "abc"}
    assert "drafts" not in {thread.name for thread in threading.enumerate()}


def test_closing_with_nothing_typed(path: Path, ear: Ear):
    DraftWriter(path, on_saved=ear.on_saved, on_failure=ear.on_failure).close()
    assert (ear.saved, ear.failures) == ([], [])


def test_closing_while_writing_fails_neither_hangs_nor_loses_silently(
        path: Path, writer: DraftWriter, ear: Ear, disk: sqlite3.Connection):
    disk.execute("BEGIN EXCLUSIVE")
    writer.put("capture:1", "Tăng lương", 10)
    ear.wait_until(lambda: ear.failures != [])
    writer.close()
    assert writer.unsaved()["capture:1"].text == "Tăng lương"
    assert "drafts" not in {thread.name for thread in threading.enumerate()}


def test_closing_tries_once_more_after_a_failure(path: Path, ear: Ear, disk: sqlite3.Connection,
                                                 monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(drafts, "_BUSY_SECONDS", 0.01)
    monkeypatch.setattr(drafts, "RETRY", 3600)
    writer = DraftWriter(path, on_saved=ear.on_saved, on_failure=ear.on_failure)
    disk.execute("BEGIN EXCLUSIVE")
    writer.put("capture:1", "Tăng lương", 10)
    ear.wait_until(lambda: ear.failures != [])
    disk.execute("COMMIT")
    writer.close()
    assert writer.unsaved() == {}
    assert _on_disk(disk) == {"capture:1": ("Tăng lương", 10)}
