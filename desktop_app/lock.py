"""One writer per register, on one PC.

The operating system holds the lock and drops it when the program is killed, so no lock is ever
left behind. Who holds it stands in a text file beside it, for the sentence that others are shown.
"""

import errno
import getpass
import os
import socket
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from filelock import FileLock, Timeout

from desktop_app.domain.errors import UserError
from desktop_app.i18n import _

_HOLDER_LIMIT = 200


class RegisterLock:
    """The right to write to the register at `path`, held from `acquire` to `release`.

    The register itself is not touched and need not exist.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        real = path.resolve()
        self._holder = real.with_name(f"{real.name}.holder")
        self._lock = FileLock(real.with_name(f"{real.name}.lock"), thread_local=False)

    def acquire(self) -> None:
        """Takes the lock at once or raises `register-locked`, naming who has it.

        Raises `register-read-only` where no lock can be kept beside the register.
        """
        try:
            self._lock.acquire(blocking=False)
        except Timeout:
            raise UserError("register-locked", path=self._path, holder=self._held_by()) from None
        except OSError as error:
            code = "name-too-long" if error.errno == errno.ENAMETOOLONG else "register-read-only"
            raise UserError(code, path=self._path) from error
        with suppress(OSError):  # the lock holds without its note
            self._holder.unlink(missing_ok=True)
            self._holder.write_text(_myself(), encoding="utf-8")

    def release(self) -> None:
        """Gives the lock back and takes its files away; nothing happens if it is not held.

        Whoever locks a file that is being taken away notices (filelock compares) and tries again.
        """
        if self._lock.is_locked:
            for file in (self._holder, Path(self._lock.lock_file)):
                with suppress(OSError):  # what stays is taken over by the next holder
                    file.unlink(missing_ok=True)
            self._lock.release()

    def __enter__(self) -> Self:
        self.acquire()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None,
                 trace: TracebackType | None) -> None:
        self.release()

    def _held_by(self) -> str:
        try:
            text = self._holder.read_text(encoding="utf-8", errors="replace")
        except OSError:
            text = ""
        return " ".join(text.split())[:_HOLDER_LIMIT] or _("another program")


def _myself() -> str:
    return f"{_user()}@{socket.gethostname()}, {datetime.now():%d/%m/%Y %H:%M}, PID {os.getpid()}"


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, ImportError, OSError):  # an account without a name
        return "?"
