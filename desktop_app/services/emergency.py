"""The emergency copy: while the register cannot be written to, all of it elsewhere, with what is
being typed."""

import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import count
from pathlib import Path

from desktop_app.domain.errors import UserError
from desktop_app.exchange.atomic import replace_atomically
from desktop_app.services.drafts import Drafts
from desktop_app.services.write_state import WriteState
from desktop_app.store.drafts import Pending
from desktop_app.store.register import Register

_REST = 10
"""Between two copies at least so many times as long as the last one took."""
LONGEST = 30.0


class Emergency:
    """Copies the register into the first of some folders that takes it, from a thread of its own.

    Each failure gets a copy of its own name, which is renewed until writing works again; where not
    even the register can be read any more, a text file with what is being typed.
    """

    def __init__(self, register: Register, drafts: Drafts, state: WriteState,
                 folders: Callable[[], Iterable[Path]]) -> None:
        self._register = register
        self._drafts = drafts
        self._state = state
        self._folders = folders
        self._thread: threading.Thread | None = None
        self._rest_until = 0.0

    def keep(self) -> None:
        """Begins to renew the copy if it lacks something and none is being made; returns at once.
        """
        rests = self.is_running or time.monotonic() < self._rest_until
        if not rests and self._state.copy_is_due:
            self._thread = threading.Thread(target=self._write, name="emergency", daemon=True)
            self._thread.start()

    @property
    def is_running(self) -> bool:
        """Whether a copy is being made."""
        return self._thread is not None and self._thread.is_alive()

    def write(self) -> None:
        """Renews the copy now."""
        self.wait()
        self._write()

    def wait(self, seconds: float = LONGEST) -> None:
        """Waits for a copy that is being made, no longer than this."""
        if self._thread is not None:
            self._thread.join(seconds)

    def _write(self) -> None:
        begun = time.monotonic()
        mark, copy = self._state.mark, self._state.view().copy
        written = self._written(copy, self._drafts.unsaved())
        if written:
            self._state.copied(written, mark)
        else:
            self._state.copy_failed()
        now = time.monotonic()
        self._rest_until = now + _REST * (now - begun)

    def _written(self, before: Path | None, drafts: Mapping[str, Pending]) -> Path | None:
        """Where the copy was put; None where no folder took it."""
        ways = ((".db", self._register.rescue), (".txt", _write_texts))
        for ending, write in ways:
            for target in self._targets(before, ending):
                try:
                    write(target, drafts)
                except UserError:
                    continue
                return target
        return None

    def _targets(self, before: Path | None, ending: str) -> Iterator[Path]:
        """The copy of this failure if there is one, then a free name in each folder."""
        if before and before.suffix == ending:
            yield before
        for folder in self._folders():
            yield _free_name(folder, self._register.path.stem, ending)


def _free_name(folder: Path, stem: str, ending: str) -> Path:
    """`name (rescued).db`, with a number where that is taken."""
    names = (folder / f"{stem} (rescued{f' {number}' if number > 1 else ''}){ending}"
             for number in count(1))
    return next(name for name in names if not name.exists())


def _write_texts(target: Path, drafts: Mapping[str, Pending]) -> None:
    """What is being typed, field by field."""
    text = "\n\n".join(f"[{key}]\n{draft.text}" for key, draft in drafts.items())
    replace_atomically(target, lambda path: _put(path, text))


def _put(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", errors="ignore")
