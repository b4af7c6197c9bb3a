"""What the first bytes of a file say about it, before SQLite opens it and makes files beside it.

Source of the places: https://www.sqlite.org/fileformat2.html, section 1.3.
"""

from pathlib import Path

from desktop_app.domain.errors import UserError
from desktop_app.store.migrations import LATEST
from desktop_app.store.migrations.step_0001_first_schema import APPLICATION_ID

_MAGIC = b"SQLite format 3\0"
_SIZE = 100
_PAGE_SIZES = {1, *(2**power for power in range(9, 16))}
_FORMATS = range(5)
_ENCODINGS = range(4)
_FRACTIONS = bytes((64, 32, 32))


def refuse_unknown(path: Path) -> None:
    """Raises a `UserError` for what is missing, no file, foreign, damaged or newer.

    Only reads the file; SQLite may still find that it is damaged.
    """
    must_be_file(path)
    head = _head(path)
    if not head.startswith(_MAGIC):
        raise UserError("register-foreign" if head.strip(b"\0") else "register-damaged", path=path)
    if not _is_database(head):
        raise UserError("register-damaged", path=path)
    if int.from_bytes(head[68:72], "big") != APPLICATION_ID:
        raise UserError("register-foreign", path=path)
    if int.from_bytes(head[60:64], "big") > LATEST:
        raise UserError("register-newer", path=path)


def must_be_file(path: Path) -> None:
    """Raises `register-missing`, or `not-a-file` for a folder, a pipe or a device."""
    if path.is_file():
        return
    if path.exists():
        raise UserError("not-a-file", path=path)
    raise UserError("register-missing", path=path)


def _head(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(_SIZE)
    except OSError as error:
        raise UserError("file-unreadable", path=path) from error


def _is_database(head: bytes) -> bool:
    """Whether the values that are the same in every database are right."""
    return (len(head) == _SIZE and int.from_bytes(head[16:18], "big") in _PAGE_SIZES
            and head[21:24] == _FRACTIONS and int.from_bytes(head[44:48], "big") in _FORMATS
            and int.from_bytes(head[56:60], "big") in _ENCODINGS)
