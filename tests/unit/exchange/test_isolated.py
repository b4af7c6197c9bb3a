"""Work in another process: results, refusals, deaths, limits, progress, cancelling."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from desktop_app.domain.errors import UserError
from desktop_app.exchange.isolated import Limits, Progress, run_isolated

DIED = UserError("file-damaged", path="list.xlsx")
TOO_SLOW = UserError("file-too-large", path="list.xlsx")
LIMITS = Limits(died=DIED, too_slow=TOO_SLOW)


def double(number: int) -> int:
    print("not for the terminal")
    return 2 * number


def refuse(path: str) -> None:
    raise UserError("file-missing", path=path)


def abort() -> None:
    os.abort()


def leave() -> None:
    os._exit(0)


def fill_memory(megabytes: int) -> int:
    return len(bytearray(megabytes * 1024 * 1024))


def loop_for_ever() -> None:
    while True:
        pass


def count(total: int, progress: Progress) -> str:
    for done in range(1, total + 1):
        progress(done, total)
    return "counted"


def wait_for_ever(progress: Progress) -> None:
    progress(0, 1)
    time.sleep(600)


def write_for_ever(path: Path, progress: Progress) -> None:
    try:
        path.touch()
        while True:
            progress(0, 1)
    finally:
        path.unlink()


def divide_by_zero() -> float:
    return 1 / 0


def modules() -> set[str]:
    return set(sys.modules)


def test_the_result_comes_back() -> None:
    assert run_isolated(double, 21, limits=LIMITS) == 42


def test_nothing_reaches_the_terminal(capfd: pytest.CaptureFixture[str]) -> None:
    run_isolated(double, 1, limits=LIMITS)
    assert capfd.readouterr() == ("", "")


def test_a_refusal_arrives_as_it_was() -> None:
    with pytest.raises(UserError) as caught:
        run_isolated(refuse, "here.xlsx", limits=LIMITS)
    assert (caught.value.code, caught.value.params) == ("file-missing", {"path": "here.xlsx"})


@pytest.mark.parametrize("death", [abort, leave])
def test_a_death_becomes_the_callers_error(death: object) -> None:
    with pytest.raises(UserError) as caught:
        run_isolated(death, limits=LIMITS)  # type: ignore[arg-type]
    assert caught.value is DIED


if Path("/proc/self/statm").exists():  # elsewhere no system limit can be set

    def test_memory_is_limited_and_the_allowance_is_usable() -> None:
        assert run_isolated(fill_memory, 300, limits=LIMITS) == 300 * 1024 * 1024
        with pytest.raises(UserError) as caught:
            run_isolated(fill_memory, 600, limits=LIMITS)
        assert caught.value is DIED


def test_time_is_limited() -> None:
    limits = Limits(died=DIED, too_slow=TOO_SLOW, seconds=1)
    with pytest.raises(UserError) as caught:
        run_isolated(loop_for_ever, limits=limits)
    assert caught.value is TOO_SLOW


def test_progress_arrives_in_order() -> None:
    seen: list[tuple[int, int]] = []
    result = run_isolated(count, 5, limits=LIMITS, progress=lambda d, t: seen.append((d, t)))
    assert (result, seen) == ("counted", [(n, 5) for n in range(1, 6)])


def test_cancelling_ends_the_child() -> None:
    begun: list[int] = []
    with pytest.raises(UserError) as caught:
        run_isolated(wait_for_ever, limits=LIMITS, progress=lambda d, t: begun.append(d),
                     cancelled=lambda: bool(begun))
    assert (caught.value.code, begun) == ("cancelled", [0])


def test_a_child_that_is_cancelled_clears_away_what_it_was_writing(tmp_path: Path) -> None:
    half = tmp_path / "half"
    with pytest.raises(UserError) as caught:
        run_isolated(write_for_ever, half, limits=LIMITS, progress=lambda _done, _total: None,
                     cancelled=half.exists)
    assert (caught.value.code, half.exists()) == ("cancelled", False)


@pytest.mark.parametrize("error", [BrokenPipeError(), OSError("end of file during message")])
def test_a_death_within_a_message_becomes_the_callers_error(
        error: OSError, monkeypatch: pytest.MonkeyPatch) -> None:
    """So does Windows tell of a pipe that is broken already when it is looked at."""
    def broken(*_: object) -> None:
        raise error

    monkeypatch.setattr("multiprocessing.connection.Connection.poll", broken)
    with pytest.raises(UserError) as caught:
        run_isolated(double, 21, limits=LIMITS)
    assert caught.value is DIED


def test_any_other_error_is_a_bug_and_keeps_its_traceback() -> None:
    with pytest.raises(RuntimeError, match="ZeroDivisionError"):
        run_isolated(divide_by_zero, limits=LIMITS)


PROGRAM = """
import sys
from pathlib import Path
sys.path[:0] = [{root!r}]
from desktop_app.domain.errors import UserError
from desktop_app.exchange.isolated import Limits, run_isolated
from tests.unit.exchange.test_isolated import modules

def main():
    error = UserError("cancelled")
    loaded = run_isolated(modules, limits=Limits(died=error, too_slow=error))
    print("PySide6" in loaded, "__mp_main__" in loaded)

if __name__ == "__main__":
    main()
"""


def test_a_guarded_program_can_start_children_without_the_window(tmp_path: Path) -> None:
    root = Path(__file__).parents[3]
    program = tmp_path / "program.py"
    program.write_text(PROGRAM.format(root=str(root)), encoding="utf-8")
    done = subprocess.run([sys.executable, program], capture_output=True, text=True, timeout=60,
                          check=True, cwd=root)
    assert done.stdout.split() == ["False", "True"]


def test_the_program_itself_loads_no_window_when_a_child_starts() -> None:
    root = Path(__file__).parents[3]
    code = """import runpy, sys
runpy.run_path('main.py', run_name='__mp_main__')
print('PySide6' in sys.modules)"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60,
                          check=True, cwd=root)
    assert done.stdout.strip() == "False"
