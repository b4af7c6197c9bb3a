"""Runs one function in a process of its own, with limits on time and memory.

For work that must not take the program with it (a file from outside can abort its reader) or that
would hold the interpreter (a large workbook). The child starts fresh: it imports the module of the
function and nothing of the window.
"""

import contextlib
import multiprocessing
import os
import sys
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.context import SpawnProcess
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from desktop_app.domain.errors import UserError

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

if sys.platform != "win32":
    import resource

T = TypeVar("T")
Progress = Callable[[int, int], None]

_POLL_SECONDS = 0.05
_CLEARING_SECONDS = 2
"""How long a child that is cancelled may take to clear away what it was writing."""

_MEGABYTE = 1024 * 1024


def _never() -> bool:
    return False


@dataclass(frozen=True)
class Limits:
    """What a child may use, and what is raised when it uses more or dies.

    `seconds` is real time, None for no limit. `megabytes` is address space beyond what the bare
    child needs; it holds where the system can limit it (Linux), None for no limit.
    `died` is raised when the child aborts or runs out of memory, `too_slow` when its time is up.
    """

    died: UserError
    too_slow: UserError
    seconds: float | None = 10
    megabytes: int | None = 500


def run_isolated(function: Callable[..., T], *args: object, limits: Limits,
                 progress: Progress | None = None,
                 cancelled: Callable[[], bool] = _never) -> T:
    """The result of `function(*args)`, worked out in another process.

    `function` stands at the top of a module; arguments and result can be pickled. With `progress`
    it also gets a keyword argument `progress` to call with (done, total); the calls arrive here in
    the calling thread. `cancelled` is asked some twenty times a second; once it says yes,
    `UserError("cancelled")` is raised, and the child is ended: `progress` raises the same in it, so
    that it clears away what it was writing; a child that does not within two seconds, or that has
    no progress to tell, is killed. A `UserError` of the child is raised here as it is; any other
    error of the child is a bug and becomes a `RuntimeError` with its traceback.
    """
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe()
    process = context.Process(
        target=_work, args=(there, function, args, limits.seconds, limits.megabytes,
                            progress is not None), daemon=True)
    try:
        process.start()
        there.close()
        kind, content = _outcome(here, limits, progress, cancelled)
    finally:
        _end(process)
        here.close()
    if kind == "result":
        return content  # type: ignore[no-any-return]
    raise content if kind == "refused" else RuntimeError(content)


def _outcome(here: "Connection[Any, Any]", limits: Limits, progress: Progress | None,
             cancelled: Callable[[], bool]) -> tuple[str, Any]:
    """The last message of the child; raises when there will be none."""
    deadline = time.monotonic() + limits.seconds if limits.seconds else None
    while True:
        if cancelled():
            if progress:
                _let_clear_away(here)
            raise UserError("cancelled")
        if deadline and time.monotonic() > deadline:
            raise limits.too_slow
        try:
            if not here.poll(_POLL_SECONDS):
                continue
            kind, content = here.recv()
        except (EOFError, OSError):  # the second when it died within a message, or on Windows
            raise limits.died from None
        if kind == "out-of-memory":
            raise limits.died
        if kind != "progress":
            return kind, content
        if progress:
            progress(*content)


def _let_clear_away(here: "Connection[Any, Any]") -> None:
    """Tells the child to stop, and waits for its last message."""
    until = time.monotonic() + _CLEARING_SECONDS
    with contextlib.suppress(EOFError, OSError):
        here.send("stop")
        while (left := until - time.monotonic()) > 0 and here.poll(left):
            if here.recv()[0] != "progress":
                return


def _end(process: SpawnProcess) -> None:
    """Ends the child whatever it is doing, and clears it away: after its last message it would
    only give its memory back piece by piece."""
    if process.pid is None:
        return
    process.kill()
    process.join()
    process.close()


def _work(there: "Connection[Any, Any]", function: Callable[..., object],
          args: tuple[object, ...], seconds: float | None, megabytes: int | None,
          tells: bool) -> None:
    """What the child does: limits itself, works, sends one last message."""
    _silence()
    _limit(seconds, megabytes)

    def tell(done: int, total: int) -> None:
        if there.poll():
            raise UserError("cancelled")
        there.send(("progress", (done, total)))

    try:
        there.send(("result", function(*args, progress=tell) if tells else function(*args)))
    except UserError as error:
        there.send(("refused", error))
    except MemoryError:
        there.send(("out-of-memory", None))
    except Exception:
        there.send(("bug", traceback.format_exc()))


def _silence() -> None:
    """Keeps what a library prints while it aborts away from the user's terminal."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for descriptor in (1, 2):
        os.dup2(nowhere, descriptor)


def _limit(seconds: float | None, megabytes: int | None) -> None:
    """Limits of the system itself, which also hold when the parent was killed."""
    if sys.platform == "win32":
        return
    if seconds:
        _set_limit(resource.RLIMIT_CPU, int(seconds) + 1)
    used = _address_space()
    if megabytes and used:
        _set_limit(resource.RLIMIT_AS, used + megabytes * _MEGABYTE)


def _set_limit(what: int, amount: int) -> None:
    """A system may know a limit and refuse to set it (macOS); the parent's clock still holds."""
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(what, (amount, amount))


def _address_space() -> int:
    """How many bytes the bare child takes already; 0 where the system does not say."""
    sizes = Path("/proc/self/statm")
    if not sizes.exists():
        return 0
    return int(sizes.read_text(encoding="ascii").split()[0]) * os.sysconf("SC_PAGE_SIZE")
