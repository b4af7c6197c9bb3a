import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from desktop_app.domain import records
from desktop_app.store import checkpoints
from desktop_app.store.checkpoints import Checkpointer
from desktop_app.store.register import Register

PATIENCE = 10


def _wait_until(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end


def _record(register: Register, count: int) -> None:
    for number in range(count):
        with register.operation("Record note"):
            register.insert(records.Note(meeting_id=1, at=register.now(), text=f"{number}"))


def _in_file_alone(path: Path) -> int:
    """How many notes whoever knows nothing of the write-ahead log would find."""
    with closing(sqlite3.connect(f"{path.as_uri()}?immutable=1", uri=True)) as connection:
        try:
            return int(connection.execute("SELECT count(*) FROM note").fetchone()[0])
        except sqlite3.DatabaseError:  # half of the pages have been moved
            return 0


@pytest.fixture(autouse=True)
def _often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checkpoints, "PERIOD", 0.01)


@pytest.fixture
def beside(register: Register, meeting: records.Meeting) -> Register:
    register.checkpoint_beside()
    return register


def test_what_is_committed_comes_into_the_file_when_nothing_follows(beside: Register):
    _record(beside, 3)
    _wait_until(lambda: _in_file_alone(beside.path) == 3)


def test_it_comes_there_while_commits_go_on(beside: Register, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(checkpoints, "LONGEST", 0.05)

    def recorded_and_moved() -> bool:
        _record(beside, 1)
        return _in_file_alone(beside.path) > 0

    _wait_until(recorded_and_moved)


def test_commits_leave_it_to_the_thread(beside: Register, monkeypatch: pytest.MonkeyPatch):
    """More pages than SQLite's own limit of 1,000 stay in the log until somebody moves them."""
    monkeypatch.setattr(checkpoints, "PERIOD", 3600)
    beside.close()
    with Register.open(beside.path) as register:
        register.checkpoint_beside()
        _record(register, 400)
        assert _in_file_alone(register.path) == 0


def test_the_search_index_is_merged_at_a_rest(beside: Register):
    """Ten opinions leave ten pieces of the index; four of one size are worth merging."""
    def pieces() -> int:
        return int(beside.sql("SELECT count(DISTINCT segid) FROM feedback_search_idx")[0][0])

    for number in range(10):
        with beside.operation("Record opinion"):
            beside.insert(records.Feedback(meeting_id=1, number=number, text=f"ý kiến {number}"))
    _wait_until(lambda: pieces() < 7)
    found = beside.sql("SELECT count(*) FROM feedback_search WHERE feedback_search MATCH 'kien'")
    assert found == [(10,)]


def test_closing_the_register_leaves_no_log_and_no_thread(beside: Register):
    _record(beside, 1)
    beside.close()
    assert _in_file_alone(beside.path) == 1
    assert not beside.path.with_name(f"{beside.path.name}-wal").exists()


def test_a_register_that_is_read_only_is_left_alone(path: Path):
    with Register.read(path) as register:
        register.checkpoint_beside()
        assert register._checkpointer is None


def test_a_file_that_is_away_for_a_while_does_not_end_it(
        beside: Register, caplog: pytest.LogCaptureFixture):
    caplog.set_level("INFO")
    path = beside.path
    aside = path.rename(path.with_name("aside.db"))
    second = Checkpointer(path)
    _wait_until(lambda: "checkpoint failed" in caplog.text)
    aside.rename(path)
    beside._checkpointer.close()
    _record(beside, 1)
    _wait_until(lambda: _in_file_alone(path) == 1)
    second.close()
