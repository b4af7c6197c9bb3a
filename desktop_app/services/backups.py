"""Backing a register up, restoring one, and checking that a file is whole."""

import errno
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from desktop_app.domain.errors import UserError
from desktop_app.i18n import _
from desktop_app.lock import RegisterLock
from desktop_app.store.alone import write_over
from desktop_app.store.copies import companions_of, copy_register, problems_in
from desktop_app.store.header import must_be_file, refuse_unknown

_STAMP = "%Y-%m-%d %H%M"
_STAMP_LENGTH = len("2023-06-30 0941")


def problems(path: Path) -> list[str]:
    """What is wrong inside a register file, in SQLite's words; empty if it is sound.

    Raises a `UserError` for a file that is missing, foreign, newer or cannot be opened.
    """
    return problems_in(path)


def back_up(source: Path, target: Path) -> None:
    """Makes a complete, checked copy of a register, also while it is written to.

    Raises `register-exists` rather than replace anything, `register-damaged` if the register is
    not sound (no copy is left then), `target-unwritable` or `disk-full`.
    """
    _refuse_same(source, target)
    _refuse_taken(target)
    refuse_unknown(source)
    with _only_writer(target):
        _refuse_taken(target)
        _checked_copy(source, target, UserError("register-damaged", path=source))


def restore(backup: Path, target: Path) -> Path | None:
    """Makes a register from a backup. What stood there before is kept beside it.

    Gives the name under which the old register is kept, None if there was none. Raises
    `file-missing`, `backup-invalid`, `register-locked` while any program has the old one open, or
    another `UserError`; the old register is as it was then.
    """
    if not backup.exists():
        raise UserError("file-missing", path=backup)
    for file in (backup, target):
        if file.exists():
            must_be_file(file)
    _refuse_same(backup, target)
    staged = target.with_name(f"{target.name}.restoring")
    with _only_writer(target):
        try:
            _checked_copy(backup, staged, UserError("backup-invalid", path=backup))
            return _replace(target, staged)
        finally:
            staged.unlink(missing_ok=True)


@dataclass(frozen=True)
class Backup:
    """A sound copy of a register, and when it was made."""

    path: Path
    made_at: datetime


def newest_backup(register: Path, folder: Path) -> Backup | None:
    """The latest sound backup of a register under a name that this program gives, in `folder` or
    beside the register. The register itself need not be readable."""
    found = [Backup(file, _made_at(file)) for place in {folder, register.parent}
             for file in place.iterdir() if _is_backup(file.name, register)]
    latest_first = sorted(found, key=lambda backup: backup.made_at, reverse=True)
    return next((backup for backup in latest_first if _is_sound(backup.path)), None)


def backup_name(register: Path, now: datetime) -> str:
    """What a backup that is made now is called."""
    return f"{register.stem} {now.strftime(_STAMP)}.db"


def _is_backup(name: str, register: Path) -> bool:
    stem, whole = re.escape(register.stem), re.escape(register.name)
    return bool(re.fullmatch(rf"{stem} (\d{{4}}-\d\d-\d\d \d{{4}}|\(rescued\))\.db"
                             rf"|{whole}\.before-version-\d+\.bak", name))


def _made_at(file: Path) -> datetime:
    """As its name says; copying may have changed the time of the file."""
    try:
        return datetime.strptime(file.stem[-_STAMP_LENGTH:], _STAMP)
    except ValueError:
        return datetime.fromtimestamp(file.stat().st_mtime)


def _is_sound(file: Path) -> bool:
    try:
        return not problems_in(file)
    except UserError:
        return False


def _checked_copy(source: Path, target: Path, if_damaged: UserError) -> None:
    """Copies and verifies; a copy that is not sound is removed again."""
    try:
        copy_register(source, target)
        sound = not problems_in(target)
    except UserError as error:
        if error.code != "register-damaged":
            raise
        sound = False
    if not sound:
        target.unlink(missing_ok=True)
        raise if_damaged


def _refuse_taken(target: Path) -> None:
    if target.exists():
        raise UserError("register-exists", path=target)
    for taken in companions_of(target):
        raise UserError("register-exists", path=taken)


def _refuse_same(source: Path, target: Path) -> None:
    if source.resolve() == target.resolve():
        raise UserError("target-is-source")


@contextmanager
def _only_writer(target: Path) -> Iterator[None]:
    """Makes the folder of a file to be written, and keeps others from writing it meanwhile."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        lock = RegisterLock(target)
        lock.acquire()
    except (OSError, UserError) as error:
        if isinstance(error, UserError) and error.code != "register-read-only":
            raise
        raise UserError("target-unwritable", path=target) from error
    try:
        yield
    finally:
        lock.release()


def _replace(target: Path, staged: Path) -> Path | None:
    """Gives the name under which what stood there is kept; nothing is kept if it stays there."""
    if not target.exists():
        _put_in_place(staged, target)
        return None
    if not os.access(target, os.W_OK):
        raise UserError("register-read-only", path=target)
    before = _state(target)
    aside = _set_aside(target)
    try:
        if not write_over(target, staged, unless=lambda: _state(target) != before):
            _put_in_place(staged, target)
    except UserError as error:
        _discard(aside)
        if error.code != "register-busy":
            raise
        raise UserError("register-locked", path=target, holder=_("another program")) from error
    return aside


def _state(path: Path) -> list[tuple[str, int, int]]:
    """What changes when anybody writes to a register."""
    files = (path, path.with_name(f"{path.name}-wal"))
    found = [(file.name, file.stat()) for file in files if file.exists()]
    return [(name, stat.st_size, stat.st_mtime_ns) for name, stat in found if stat.st_size]


def _set_aside(path: Path) -> Path:
    """Copies a register byte by byte, also a damaged one, together with its unfinished log."""
    aside = _free_name(path)
    try:
        shutil.copy2(path, aside)
        for companion in companions_of(path):
            shutil.copy2(companion, f"{aside}{companion.name.removeprefix(path.name)}")
    except OSError as error:
        _discard(aside)
        full = error.errno == errno.ENOSPC
        raise UserError("disk-full" if full else "target-unwritable", path=aside) from error
    return aside


def _discard(copy: Path) -> None:
    for file in (copy, *companions_of(copy)):
        file.unlink(missing_ok=True)


def _free_name(path: Path) -> Path:
    """`name (before restore).db`, with a number where that is taken."""
    number = 1
    while True:
        mark = "(before restore)" if number == 1 else f"(before restore {number})"
        aside = path.with_name(f"{path.stem} {mark}{path.suffix}")
        if not aside.exists():
            return aside
        number += 1


def _put_in_place(staged: Path, target: Path) -> None:
    """The old register's log goes first: SQLite would play it into the new file."""
    try:
        for companion in companions_of(target):
            companion.unlink()
        os.replace(staged, target)
    except OSError as error:
        raise UserError("target-unwritable", path=target) from error
