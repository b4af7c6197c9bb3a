"""Whether everything typed is on disk: the one place that header, failure bar, Ctrl+S and closing
ask. Nothing here touches a disk; it is told what happened, from whatever thread, and says what
follows."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import IntEnum
from pathlib import Path

from desktop_app.domain.errors import UserError

PATIENCE = timedelta(seconds=5)
"""How long another write may hold the register before that counts as a failure."""
_UNWRITABLE = {"disk-full", "disk-error", "register-read-only", "register-busy",
               "register-damaged", "register-gone"}


class Failing(IntEnum):
    """What cannot be written, the gravest first: the file itself, what is being typed, a step."""

    FILE = 1
    TYPING = 2
    STEP = 3


@dataclass(frozen=True)
class Trouble:
    """Why writing fails and since when. It is over once this stroke is on disk (None: not yet)."""

    error: UserError
    since: datetime
    proof: int | None


@dataclass(frozen=True)
class Writing:
    """What can be said at one moment.

    `saved_at`: everything typed is on disk, last written then; None while it is not. `failing`:
    what could not be written, None while writing works or has not failed yet; `error` and `since`
    say why and from when on. `unrecorded`: the last step failed, and nothing was recorded since;
    what was typed for it may well be on disk. `copy`: the emergency copy, which holds everything up
    to `copied_at`. `copy_failed`: the last try to make one failed too.
    """

    saved_at: datetime | None
    failing: Failing | None = None
    error: UserError | None = None
    since: datetime | None = None
    unrecorded: bool = False
    copy: Path | None = None
    copied_at: datetime | None = None
    copy_failed: bool = False


class WriteState:
    """Is told of strokes (they are numbered upwards), batches, steps, the file and the copy.

    Listeners are called, from the thread that told, when there may be something new to say.
    """

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._lock = threading.Lock()
        self._listeners: list[Callable[[], None]] = []
        self._typed = self._on_disk = self._steps = 0
        self._saved_at = now()
        self._troubles: dict[Failing, Trouble] = {}
        self._unrecorded: Trouble | None = None
        self._copy: Path | None = None
        self._copied_at: datetime | None = None
        self._copied = (0, 0)
        self._copy_failed = False

    def subscribe(self, listener: Callable[[], None]) -> None:
        """Tells `listener` that it may ask again."""
        self._listeners.append(listener)

    # --- told --------------------------------------------------------------------------------

    def typed(self, stroke: int) -> None:
        """Something was typed and is not on disk yet."""
        with self._lock:
            is_news = self._typed <= self._on_disk
            self._typed = max(self._typed, stroke)
        if is_news:
            self._tell()

    def batch_saved(self, stroke: int) -> None:
        """Everything typed up to this stroke is on disk now."""
        with self._lock:
            self._on_disk = max(self._on_disk, stroke)
            self._saved_at = self._now()
            self._troubles = {kind: trouble for kind, trouble in self._troubles.items()
                              if trouble.proof is None or trouble.proof > stroke}
        self._tell()

    def batch_failed(self, error: UserError) -> None:
        """What is typed could not be written; whoever tells this tries again."""
        self._fail(Failing.TYPING, error, 0)

    def step_done(self) -> None:
        """A step was recorded, undone or done again."""
        with self._lock:
            self._steps += 1
            self._saved_at = self._now()
            self._unrecorded = None
        self._tell()

    def step_failed(self, error: UserError) -> None:
        """A step could not be recorded; only recording shows that this is over."""
        with self._lock:
            self._unrecorded = Trouble(_as_told_while_open(error), self._now(), None)
        self._tell()

    def file_gone(self, error: UserError) -> None:
        """The register's file is not where it was."""
        self._fail(Failing.FILE, error, None)

    def file_back(self, proof: int) -> None:
        """The file is there again; it counts as written to once the stroke `proof` is saved."""
        with self._lock:
            self._typed = max(self._typed, proof)
            gone = self._troubles.pop(Failing.FILE)
            if proof > self._on_disk:
                self._troubles[Failing.FILE] = replace(gone, proof=proof)
        self._tell()

    def copied(self, path: Path, mark: tuple[int, int]) -> None:
        """An emergency copy holds everything up to `mark`."""
        with self._lock:
            self._copy, self._copied, self._copied_at = path, mark, self._now()
            self._copy_failed = False
        self._tell()

    def copy_failed(self) -> None:
        """No emergency copy could be made."""
        with self._lock:
            self._copy_failed = True
        self._tell()

    # --- says --------------------------------------------------------------------------------

    def view(self) -> Writing:
        """What can be said now."""
        with self._lock:
            done = self._on_disk >= self._typed and not self._troubles
            saved_at = self._saved_at if done else None
            told = self._told()
            if told is None:
                return Writing(saved_at)
            failing, trouble, since = told
            copy = (self._copy, self._copied_at, self._copy_failed) if self._troubles else ()
            return Writing(saved_at, failing, trouble.error, since, self._unrecorded is not None,
                           *copy)

    @property
    def is_saved(self) -> bool:
        """Whether everything typed is on disk."""
        return self.view().saved_at is not None

    @property
    def is_file_gone(self) -> bool:
        """Whether the file was told to be gone and not to be back."""
        with self._lock:
            gone = self._troubles.get(Failing.FILE)
            return gone is not None and gone.proof is None

    @property
    def mark(self) -> tuple[int, int]:
        """Up to where things have been typed and recorded, for `copied`."""
        with self._lock:
            return self._typed, self._steps

    @property
    def copy_is_due(self) -> bool:
        """Whether writing fails and there is something that the emergency copy does not hold."""
        with self._lock:
            current = self._copy is not None and self._copied == (self._typed, self._steps)
            return bool(self._grave()) and not current

    # --- within ------------------------------------------------------------------------------

    def _fail(self, kind: Failing, error: UserError, proof: int | None) -> None:
        with self._lock:
            if not self._troubles:
                self._copy, self._copied_at, self._copy_failed = None, None, False
            known = self._troubles.get(kind)
            since = known.since if known else self._now()
            self._troubles[kind] = Trouble(_as_told_while_open(error), since, proof)
        self._tell()

    def _told(self) -> tuple[Failing, Trouble, datetime] | None:
        """The gravest that is to be told now, and since when anything fails."""
        grave = self._grave()
        if grave:
            kind = min(grave)
            return kind, grave[kind], min(one.since for one in grave.values())
        if self._unrecorded:
            return Failing.STEP, self._unrecorded, self._unrecorded.since
        return None

    def _grave(self) -> dict[Failing, Trouble]:
        """A register that is busy with another write is given time while typing goes on."""
        return {kind: trouble for kind, trouble in self._troubles.items()
                if kind is Failing.FILE or trouble.error.code != "register-busy"
                or self._now() - trouble.since >= PATIENCE}

    def _tell(self) -> None:
        for listener in self._listeners:
            listener()


def concerns(error: UserError, register: Path) -> bool:
    """Whether an error says that this register could not be written to or read."""
    return error.code in _UNWRITABLE and error.params.get("path") == register


def _as_told_while_open(error: UserError) -> UserError:
    """A register that was opened for writing is not told to be read-only by nature."""
    if error.code == "register-read-only":
        return UserError("register-unwritable", **error.params)
    return error
