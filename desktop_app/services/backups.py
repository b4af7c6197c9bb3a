"""Backing a register up, restoring one, and checking that a file is whole."""

import errno
import os
import shutil
from pathlib import Path

from desktop_app.domain.errors import UserError
from desktop_app.i18n import _
from desktop_app.lock import RegisterLock
from desktop_app.store.alone import write_over
from desktop_app.store.copies import companions_of, copy_register, problems_in
from desktop_app.store.header import must_be_file


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
    if target.exists():
        raise UserError("register-exists", path=target)
    for taken in companions_of(target):
        raise UserError("register-exists", path=taken)
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
    _make_folder(target.parent)
    staged = target.with_name(f"{target.name}.restoring")
    with RegisterLock(target):
        try:
            _checked_copy(backup, staged, UserError("backup-invalid", path=backup))
            return _replace(target, staged)
        finally:
            staged.unlink(missing_ok=True)


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


def _refuse_same(source: Path, target: Path) -> None:
    if source.resolve() == target.resolve():
        raise UserError("target-is-source")


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError("target-unwritable", path=folder) from error


def _replace(target: Path, staged: Path) -> Path | None:
    """Gives the name under which what stood there is kept; nothing is kept if it stays there."""
    if not target.exists():
        _put_in_place(staged, target)
        return None
    before = _state(target)
    aside = _set_aside(target)
    try:
        if not write_over(target, staged, unless=lambda: _state(target) != before):
            _put_in_place(staged, target)
    except UserError as error:
        for file in (aside, *companions_of(aside)):
            file.unlink()
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
        full = error.errno == errno.ENOSPC
        raise UserError("disk-full" if full else "target-unwritable", path=aside) from error
    return aside


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
