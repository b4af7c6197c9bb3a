"""Grids from files of any kind: what a file is decides its content, not its ending.

Meant to run in a process of its own (`isolated`): a file from outside can exhaust its reader.
"""

import errno
import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from enum import Enum
from pathlib import Path

from lxml import etree

from desktop_app.domain.errors import UserError
from desktop_app.domain.grid import Grid
from desktop_app.exchange.looks import Look
from desktop_app.exchange.markup_tables import excel_xml_grids, html_grids, is_excel_xml
from desktop_app.exchange.text_tables import decoded, grid_of_text
from desktop_app.exchange.workbooks import dense_grids, looks_of, sparse_grids

WORKBOOK_ENDINGS = frozenset({".xlsx", ".xlsm", ".xltx", ".xltm", ".xls", ".xlsb", ".ods"})
TEXT_ENDINGS = frozenset({".csv", ".tsv", ".txt"})

MOST_BYTES = 1_000_000_000
"""Of all parts of a workbook when unpacked; the largest conference needs a tenth of it."""

_HELD_ON_WINDOWS = frozenset({32, 33})  # sharing violation, lock violation
_AWAY_ON_WINDOWS = frozenset({15, 21, 53, 55, 59, 64, 67, 121, 1167, 1231})
_AWAY = frozenset({errno.EHOSTDOWN, errno.EHOSTUNREACH, errno.ENETDOWN, errno.ENETUNREACH,
                   errno.ESTALE, errno.ETIMEDOUT, errno.ENODEV, errno.EIO})

_ZIP = b"PK"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_WORKBOOK_STREAMS = tuple(name.encode("utf-16-le") for name in ("Workbook", "Book"))
_OTHER_PAPERS = ("%pdf", "{\\rtf", "<?xml")
_HTML = ("<html", "<!doctype html", "<table", "<head", "<body", "<meta", "<style", "<div",
         "<center", "<!--", "<script", "<font", "<p>", "<br")


class Content(Enum):
    """What a file holds, whatever it is called."""

    XLSX = "xlsx"
    OTHER_WORKBOOK = "other workbook"
    TEXT = "text"
    PAGE = "web page"
    EXCEL_XML = "workbook in XML"


def read_grids(path: Path, *, sparse: bool = False) -> tuple[Grid, ...]:
    """The sheets of a workbook, or the one table of a text file.

    `sparse` reads an .xlsx cell by cell: slower, but a cell at the far end of the sheet does no
    harm. Raises a `UserError` that says why a file cannot be read.
    """
    data = file_bytes(path)
    kind = content_kind(data, path)
    if kind is Content.TEXT:
        return (_text_grid(data, path),)
    if kind in (Content.PAGE, Content.EXCEL_XML):
        return _not_empty(_markup_grids(data, path, kind), path)
    grids = sparse_grids(data, path) if sparse and kind is Content.XLSX \
        else _dense(data, path, kind)
    return _not_empty(_with_looks(grids, looks_of(data, path)), path)


def _dense(data: bytes, path: Path, kind: Content) -> list[Grid]:
    """What the fast reader cannot make out, such as a sheet whose size is written `$A$1:$T$400`,
    the slower one may."""
    try:
        return dense_grids(data, path)
    except UserError as error:
        if kind is not Content.XLSX or error.code != "file-damaged":
            raise
        return sparse_grids(data, path)


def _with_looks(grids: Sequence[Grid], found: Mapping[str, Look]) -> list[Grid]:
    return [replace(grid, hidden_columns=look.hidden_columns, fonts=look.fonts)
            if (look := found.get(grid.name)) else grid for grid in grids]


def ignored_parts(path: Path) -> tuple[str, ...]:
    """What a workbook has beside its cells that is never run or followed: codes of notes."""
    data = file_bytes(path)
    if not data.startswith(_ZIP):
        return ()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = [name.lower() for name in archive.namelist()]
    found = {"macros-ignored": any(name.endswith("vbaproject.bin") for name in names),
             "links-ignored": any("/externallinks/" in name for name in names)}
    return tuple(code for code, there in found.items() if there)


def content_kind(data: bytes, path: Path) -> Content:
    """What the file is, judged by its content first; raises if it is nothing that can be read."""
    if data.startswith(_ZIP):
        return _kind_of_archive(data, path)
    if data.startswith(_OLE[:4]):
        return _kind_of_compound(data, path)
    text = decoded(data[:4096], whole=False)
    start = (text or "").lstrip("\ufeff \t\r\n").casefold()
    if start.startswith(_HTML) or (start.startswith("<?xml") and "<html" in start):
        return Content.PAGE
    if is_excel_xml(start):
        return Content.EXCEL_XML
    if path.suffix.lower() not in WORKBOOK_ENDINGS | TEXT_ENDINGS:
        raise UserError("file-type-unknown", path=path)
    if text is None or start.startswith(_OTHER_PAPERS):
        raise UserError("file-not-a-table", path=path)
    return Content.TEXT


def file_bytes(path: Path) -> bytes:
    """What a file holds. Raises why it cannot be read, or that it is empty."""
    try:
        if path.exists() and not path.is_file():
            raise UserError("not-a-file", path=path)
        data = path.read_bytes()
    except (OSError, ValueError) as error:
        raise UserError(_why_closed(error), path=path) from None
    if not data.strip(b"\xef\xbb\xbf \t\r\n"):
        raise UserError("file-empty", path=path)
    return data


def _why_closed(error: Exception) -> str:
    """The code for a file that the system does not let us read. Windows says by a number of its
    own that a program holds the file, or that its drive is away."""
    number = getattr(error, "winerror", None)
    if number in _HELD_ON_WINDOWS:
        return "file-in-use"
    away = number in _AWAY_ON_WINDOWS or getattr(error, "errno", None) in _AWAY
    if away:
        return "file-away"
    return "file-missing" if isinstance(error, FileNotFoundError) else "file-unreadable"


def _kind_of_archive(data: bytes, path: Path) -> Content:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            unpacked = sum(part.file_size for part in archive.infolist())
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError):
        raise UserError("file-damaged", path=path) from None
    if unpacked > MOST_BYTES:
        raise UserError("file-too-large", path=path)
    if "xl/workbook.xml" in (name.lower() for name in names):
        return Content.XLSX
    if any(name.lower() == "xl/workbook.bin" for name in names) or _is_spreadsheet_ods(data, names):
        return Content.OTHER_WORKBOOK
    raise _foreign(path)


def _is_spreadsheet_ods(data: bytes, names: Sequence[str]) -> bool:
    return "content.xml" in names and b"opendocument.spreadsheet" in data[:200]


def _kind_of_compound(data: bytes, path: Path) -> Content:
    """Office files of before 2007, and protected files of any year."""
    if _ENCRYPTED in data:
        raise UserError("file-encrypted", path=path)
    if any(name in data for name in _WORKBOOK_STREAMS):
        return Content.OTHER_WORKBOOK
    if len(data) < 1536:
        raise UserError("file-damaged", path=path)
    raise _foreign(path)


def _foreign(path: Path) -> UserError:
    known = path.suffix.lower() in WORKBOOK_ENDINGS | TEXT_ENDINGS
    return UserError("file-not-a-table" if known else "file-type-unknown", path=path)


def _text_grid(data: bytes, path: Path) -> Grid:
    text = decoded(data)
    if text is None:
        raise UserError("file-not-a-table", path=path)
    return grid_of_text(text, path.stem)


def _markup_grids(data: bytes, path: Path, kind: Content) -> list[Grid]:
    """The tables of a page or of a workbook in XML; a page without any is no list."""
    text = decoded(data) or ""
    try:
        grids = html_grids(text, path.stem) if kind is Content.PAGE else excel_xml_grids(text)
    except (etree.LxmlError, ValueError) as error:
        raise UserError("file-damaged", path=path) from error
    if not grids:
        raise UserError("file-is-html", path=path)
    return grids


def _not_empty(grids: Sequence[Grid], path: Path) -> tuple[Grid, ...]:
    if all(grid.empty for grid in grids):
        raise UserError("file-empty", path=path)
    return tuple(grids)
