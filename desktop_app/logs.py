"""The log file, and what a crash leaves behind for the next start.

Logs name places in the program and times, never what anybody typed: of an error they keep its
kind and its way through the program, not its message.
"""

import faulthandler
import logging
import sys
import threading
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

from desktop_app.domain.errors import UserError
from desktop_app.paths import Places

_MAX_BYTES = 1_000_000
_KEPT = 4
_log = logging.getLogger(__name__)

ErrorInfo = (
    tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
)
ErrorHook = Callable[[type[BaseException], BaseException, TracebackType | None], object]


def log_file(places: Places) -> Path:
    """The file that the log goes to; older parts lie beside it."""
    return places.logs / "program.log"


def crash_file(places: Places) -> Path:
    """Where the interpreter writes when it dies of a fault outside Python."""
    return places.logs / "crash.txt"


def previous_crash(places: Places) -> str | None:
    """What the last crash left behind, once: from then on it stands in the log only.

    None if there was none. To be asked inside `logging_to`.
    """
    path = crash_file(places)
    text = _taken_from(path) if path.exists() else ""
    if not text:
        return None
    _log.warning("the program crashed before:\n%s", text)
    return text


def _taken_from(path: Path) -> str:
    with path.open("r+", encoding="utf-8", errors="replace") as file:
        text = file.read().strip()
        file.truncate(0)
    return text


@contextmanager
def logging_to(places: Places) -> Iterator[None]:
    """Logs the program's messages, unhandled errors and crashes while the block runs.

    Raises `target-unwritable` where no log can be kept.
    """
    try:
        handler = RotatingFileHandler(log_file(places), maxBytes=_MAX_BYTES, backupCount=_KEPT,
                                      encoding="utf-8")
        crash_file(places).touch()
    except OSError as error:
        raise UserError("target-unwritable", path=places.logs) from error
    handler.setFormatter(_Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    with _handling(handler), _hooked(), _faults_to(crash_file(places)):
        yield


@contextmanager
def _handling(handler: logging.Handler) -> Iterator[None]:
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    try:
        yield
    finally:
        root.setLevel(level)
        root.removeHandler(handler)
        handler.close()


@contextmanager
def _hooked() -> Iterator[None]:
    """The hooks that were there before are called as well."""
    of_program, of_threads = sys.excepthook, threading.excepthook
    sys.excepthook = partial(_log_error, of_program)
    threading.excepthook = partial(_log_thread_error, of_threads)
    try:
        yield
    finally:
        sys.excepthook, threading.excepthook = of_program, of_threads


@contextmanager
def _faults_to(path: Path) -> Iterator[None]:
    """Windows reports faults that are survived too: after a regular end they are no crash."""
    with path.open("a", encoding="utf-8") as file:
        faulthandler.enable(file)
        try:
            yield
        finally:
            faulthandler.disable()
    survived = _taken_from(path)
    if survived:
        _log.info("faults survived:\n%s", survived)


def _log_error(before: ErrorHook, kind: type[BaseException], error: BaseException,
               trace: TracebackType | None) -> None:
    _log.critical("unhandled error", exc_info=(kind, error, trace))
    before(kind, error, trace)


def _log_thread_error(before: Callable[[threading.ExceptHookArgs], object],
                      args: threading.ExceptHookArgs) -> None:
    name = args.thread.name if args.thread else "?"
    error = args.exc_value or args.exc_type()
    _log.critical("unhandled error in thread %s", name,
                  exc_info=(args.exc_type, error, args.exc_traceback))
    before(args)


class _Formatter(logging.Formatter):
    """Writes errors without their messages, which may hold what was typed."""

    def format(self, record: logging.LogRecord) -> str:
        """As one text; other handlers neither see nor leave their own text of the error."""
        theirs, record.exc_text = record.exc_text, None
        try:
            return super().format(record)
        finally:
            record.exc_text = theirs

    def formatException(self, ei: ErrorInfo) -> str:
        error = ei[1]
        return "\n".join(_described(error)) if error else ""


def _described(error: BaseException) -> Iterator[str]:
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if cause:
        yield from _described(cause)
        yield "followed by"
    for line in traceback.format_tb(error.__traceback__):
        yield line.rstrip("\n")
    number = getattr(error, "sqlite_errorname", "") or getattr(error, "errno", "")
    yield f"{type(error).__module__}.{type(error).__qualname__} {number or ''}".rstrip()
