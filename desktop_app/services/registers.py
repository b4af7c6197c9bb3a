"""Opening, making and reading registers: the one place that knows about locks and old files."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Self

from desktop_app.lock import RegisterLock
from desktop_app.store.copies import companions_of
from desktop_app.store.database import make_room, needs_migration, open_for_reading
from desktop_app.store.header import must_be_file, refuse_unknown
from desktop_app.store.register import Register, local_now


class HeldRegister(Register):
    """A register that nobody else can write to until it is closed."""

    lock: RegisterLock | None = None

    @classmethod
    def hold(cls, path: Path, *, now: Callable[[], datetime] = local_now) -> Self:
        """Locks an existing register and opens it for reading and writing."""
        lock = RegisterLock(path)
        lock.acquire()
        try:
            register = cls.open(path, now=now)
        except BaseException:
            lock.release()
            raise
        register.lock = lock
        return register

    def close(self) -> None:
        """Closes the file, then lets others write to it."""
        super().close()
        if self.lock:
            self.lock.release()


def open_register(path: Path, *, now: Callable[[], datetime] = local_now) -> Register:
    """An existing register for reading and writing; one from an older program is migrated.

    Raises a `UserError` when it is missing, foreign, damaged, newer, locked, read-only or on a
    network drive; the file is as it was then.
    """
    must_be_file(path)
    if path.stat().st_size:
        refuse_unknown(path)  # a file that is no register gets no lock beside it
    return HeldRegister.hold(path, now=now)


def create_register(path: Path, *, now: Callable[[], datetime] = local_now) -> Register:
    """A new, empty register. Raises `register-exists` rather than touch what is there."""
    Register.create(path, now=now).close()
    return HeldRegister.hold(path, now=now)


@contextmanager
def new_register(path: Path) -> Iterator[Register]:
    """A new register to be filled in the block; it gets its name when it is complete.

    Nothing is left if that fails, and if it is killed only a file that the next one replaces.
    """
    make_room(path)
    partial = path.with_name(f"{path.name}.partial")
    with RegisterLock(path):
        _remove(partial)
        try:
            with Register.create(partial) as register:
                yield register
            make_room(path)
            os.replace(partial, path)
        finally:
            _remove(partial)


def _remove(path: Path) -> None:
    for file in (path, *companions_of(path)):
        file.unlink(missing_ok=True)


def read_register(path: Path) -> Register:
    """An existing register for reading only, also while somebody else writes to it.

    One from an older program is migrated first, and then fails as `open_register` does.
    """
    open_for_reading(path).close()
    if needs_migration(path):
        open_register(path).close()
    return Register.read(path)
