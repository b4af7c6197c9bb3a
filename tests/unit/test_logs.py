import logging
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from desktop_app.domain.errors import UserError
from desktop_app.logs import crash_file, log_file, logging_to, previous_crash
from desktop_app.paths import Places

_SECRET = "Nguyễn Thị Hoa đề nghị"
_CRASH = """
import faulthandler, os, sys
from pathlib import Path
from desktop_app.logs import logging_to
from desktop_app.paths import Places
with logging_to(Places(Path(sys.argv[1]))):
    os.abort()
"""


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return Places(tmp_path / "data")


def _fail() -> None:
    try:
        int(_SECRET)
    except ValueError as error:
        raise OSError(28, _SECRET) from error


def _logged(places: Places) -> str:
    return log_file(places).read_text(encoding="utf-8")


def test_messages_reach_the_file_while_it_is_open(places: Places):
    with logging_to(places):
        logging.getLogger("desktop_app.test").info("register opened")
    logging.getLogger("desktop_app.test").info("too late")
    assert "INFO desktop_app.test: register opened" in _logged(places)
    assert "too late" not in _logged(places)


@pytest.mark.logs
@pytest.mark.logs
def test_an_unhandled_error_is_logged_without_what_was_typed(
        places: Places, monkeypatch: pytest.MonkeyPatch):
    seen: list[BaseException] = []
    monkeypatch.setattr(sys, "excepthook", lambda _kind, error, _trace: seen.append(error))
    with logging_to(places):
        try:
            _fail()
        except OSError as error:
            sys.excepthook(type(error), error, error.__traceback__)
    log = _logged(places)
    assert "CRITICAL" in log
    assert "in _fail" in log
    assert "builtins.ValueError\nfollowed by" in log
    assert "builtins.OSError 28" in log
    assert _SECRET not in log
    assert [type(error) for error in seen] == [OSError]


def test_the_hooks_are_given_back(places: Places):
    before = sys.excepthook, threading.excepthook
    with logging_to(places):
        assert sys.excepthook is not before[0]
    assert (sys.excepthook, threading.excepthook) == before


@pytest.mark.logs
@pytest.mark.logs
def test_an_unhandled_error_in_a_thread_is_logged(
        places: Places, monkeypatch: pytest.MonkeyPatch):
    seen: list[type[BaseException] | None] = []
    monkeypatch.setattr(threading, "excepthook", lambda args: seen.append(args.exc_type))
    with logging_to(places):
        thread = threading.Thread(target=_fail, name="drafts")
        thread.start()
        thread.join()
    assert "unhandled error in thread drafts" in _logged(places)
    assert seen == [OSError]


def test_old_parts_of_the_log_are_dropped(places: Places):
    line = "x" * 1000
    with logging_to(places):
        for _ in range(6000):
            logging.getLogger("desktop_app.test").info(line)
    sizes = [part.stat().st_size for part in places.logs.glob("program.log*")]
    assert len(sizes) == 5
    assert max(sizes) <= 1_000_000


@pytest.mark.logs
@pytest.mark.logs
def test_a_crash_is_told_at_the_next_start_and_only_once(places: Places):
    process = subprocess.run([sys.executable, "-c", _CRASH, str(places.data)], check=False)
    assert process.returncode != 0
    with logging_to(places):
        told = previous_crash(places)
        assert told is not None
        assert "Fatal Python error: Aborted" in told
        assert previous_crash(places) is None
    assert "the program crashed before" in _logged(places)


def test_a_regular_end_is_no_crash(places: Places):
    with logging_to(places), crash_file(places).open("a") as file:
        file.write("Windows fatal exception: code 0x8001010d")
    assert previous_crash(places) is None
    assert "faults survived" in _logged(places)


def test_without_a_start_there_was_no_crash(places: Places):
    assert previous_crash(places) is None


def test_a_folder_that_takes_no_log_is_said(tmp_path: Path):
    (tmp_path / "file").write_text("")
    with pytest.raises(UserError) as caught, logging_to(Places(tmp_path / "file")):
        pass
    assert caught.value.code == "target-unwritable"
