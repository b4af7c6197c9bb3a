import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from threading import Thread

import pytest

from desktop_app.domain.errors import UserError
from desktop_app.lock import RegisterLock

_HOLD = """
import sys
from pathlib import Path
from desktop_app.lock import RegisterLock
lock = RegisterLock(Path(sys.argv[1]))
lock.acquire()
print("held", flush=True)
sys.stdin.read()
"""


def _refusal(path: Path) -> UserError:
    with pytest.raises(UserError) as caught, RegisterLock(path):
        pass
    return caught.value


def test_one_holder_at_a_time(tmp_path: Path):
    path = tmp_path / "hội nghị.db"
    with RegisterLock(path):
        refusal = _refusal(path)
    assert refusal.code == "register-locked"
    assert refusal.params["path"] == path
    assert f"PID {os.getpid()}" in str(refusal.params["holder"])
    with RegisterLock(path):
        assert _refusal(path).code == "register-locked"


def test_another_name_of_the_same_register_is_the_same_lock(tmp_path: Path):
    path, link = tmp_path / "a.db", tmp_path / "link.db"
    path.touch()
    link.symlink_to(path)
    with RegisterLock(path):
        assert _refusal(link).code == "register-locked"


def test_other_registers_are_free(tmp_path: Path):
    with RegisterLock(tmp_path / "a.db"), RegisterLock(tmp_path / "b.db"):
        assert _refusal(tmp_path / "a.db").code == "register-locked"


def test_a_holder_that_left_no_note_is_another_program(tmp_path: Path):
    path = tmp_path / "a.db"
    with RegisterLock(path):
        (tmp_path / "a.db.holder").unlink()
        assert _refusal(path).params["holder"]


def test_a_note_that_is_no_file_is_replaced(tmp_path: Path):
    os.mkfifo(tmp_path / "a.db.holder")
    with RegisterLock(tmp_path / "a.db"):
        assert f"PID {os.getpid()}" in str(_refusal(tmp_path / "a.db").params["holder"])


def test_no_lock_is_kept_where_nothing_can_be_written(tmp_path: Path):
    (tmp_path / "file").write_text("")
    refusal = _refusal(tmp_path / "file" / "a.db")
    assert refusal.code == "register-read-only"


def test_no_file_is_left_of_a_lock(tmp_path: Path):
    lock = RegisterLock(tmp_path / "a.db")
    lock.acquire()
    assert (tmp_path / "a.db.holder").is_file()
    lock.release()
    lock.release()
    assert list(tmp_path.iterdir()) == []


def test_a_name_that_is_too_long_for_a_lock(tmp_path: Path):
    assert _refusal(tmp_path / ("x" * 252)).code == "name-too-long"


def test_of_many_at_once_only_one_holds_it(tmp_path: Path):
    """Also while the file of the lock is taken away and made again all the time."""
    path, holding, most = tmp_path / "a.db", [], []

    def hold_often() -> None:
        for _ in range(200):
            with suppress(UserError), RegisterLock(path):
                holding.append(1)
                most.append(len(holding))
                holding.pop()

    threads = [Thread(target=hold_often) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert set(most) == {1}


def test_a_killed_program_holds_nothing(tmp_path: Path):
    path = tmp_path / "a.db"
    with subprocess.Popen([sys.executable, "-c", _HOLD, str(path)], stdin=subprocess.PIPE,
                          stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline().strip() == b"held"
        assert f"PID {other.pid}" in str(_refusal(path).params["holder"])
        other.kill()
    with RegisterLock(path):
        assert f"PID {os.getpid()}" in (tmp_path / "a.db.holder").read_text(encoding="utf-8")
