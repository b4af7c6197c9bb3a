"""Replacing a file in one step: readers see the old file or the whole new one, never a part."""

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from uuid import uuid4

from desktop_app.domain.errors import UserError

_FULL = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}


def replace_atomically(target: Path, write: Callable[[Path], None]) -> Path:
    """Has `write` make a file beside `target`, then puts it in its place; gives the path written.

    A target that another program holds open is left alone: the file is then called `name (2)`, or
    the first higher number that is free. Missing folders are made. Raises `disk-full` or
    `target-unwritable`; whatever goes wrong, no partial file is left.
    """
    beside = target.parent / f".{uuid4().hex}.tmp"
    with _told_as_sentences(target.parent):
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            write(beside)
            _flush(beside)
            written = _move(beside, target)
        finally:
            beside.unlink(missing_ok=True)
        _flush_folder(target.parent)
    return written


def _move(beside: Path, target: Path) -> Path:
    """Moves the finished file to `target`, or to a free name where `target` is open elsewhere."""
    try:
        os.replace(beside, target)
    except PermissionError:
        if not target.is_file():
            raise
        free = next(name for name in _numbered(target) if not name.exists())
        os.replace(beside, free)
        return free
    return target


def _numbered(target: Path) -> Iterator[Path]:
    return (target.with_name(f"{target.stem} ({number}){target.suffix}") for number in count(2))


def _flush(path: Path) -> None:
    """Waits until the file's content is on the disk."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _flush_folder(folder: Path) -> None:
    """Waits until the new name is on the disk, where system and disk let folders be flushed; some
    network disks do not, and the file is in its place already."""
    if os.name == "posix":
        with suppress(OSError):
            descriptor = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)


@contextmanager
def _told_as_sentences(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        code = "disk-full" if error.errno in _FULL else "target-unwritable"
        raise UserError(code, path=folder) from error
