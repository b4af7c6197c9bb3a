"""What the look of an .xlsx tells its reader: columns that are hidden, fonts of before Unicode.

The fast reader gives values only, so the parts of the archive are looked at here; cells only where
the workbook names an old font at all.
"""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from posixpath import join, normpath

from lxml import etree

from desktop_app.domain.old_codes import OldCode, code_of_font

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_HEAD_BYTES = 200_000
MOST_COLUMNS = 16_384
_COLUMN = re.compile(rb"<(?:\w+:)?col\s([^>]*)>")
_NUMBER = re.compile(rb'\b(min|max|hidden)="(\w+)"')
_CELL = re.compile(rb'<(?:\w+:)?c\s[^>]*?r="([A-Z]{1,3})(\d{1,7})"[^>]*?\ss="(\d+)"')


@dataclass(frozen=True)
class Look:
    """The hidden columns of a sheet, and its cells in old fonts by row and column."""

    hidden_columns: frozenset[int] = frozenset()
    fonts: Mapping[tuple[int, int], OldCode] = field(default_factory=dict)


def looks(data: bytes) -> Mapping[str, Look]:
    """The looks of the sheets of an .xlsx by their names; nothing for parts that are not there."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = frozenset(archive.namelist())
        if "xl/workbook.xml" not in names:
            return {}
        styles = _old_styles(archive) if "xl/styles.xml" in names else {}
        return {name: _look(archive, part, styles)
                for name, part in parts_of(archive) if part in names}


def tree_of(archive: zipfile.ZipFile, part: str) -> etree._Element:
    """A part of an archive as XML, without anything from outside."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    return etree.fromstring(archive.read(part), parser)


def parts_of(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """The name of each sheet and the part of the archive that holds it."""
    links = {str(link.get("Id")): str(link.get("Target"))
             for link in tree_of(archive, "xl/_rels/workbook.xml.rels")}
    for sheet in tree_of(archive, "xl/workbook.xml").iter(f"{MAIN}sheet"):
        target = links.get(str(sheet.get(_LINK)), "")
        yield str(sheet.get("name")), target.lstrip("/") if target.startswith("/") \
            else normpath(join("xl", target))


def _old_styles(archive: zipfile.ZipFile) -> Mapping[int, OldCode]:
    """The cell styles whose font has an old code, by their numbers."""
    tree = tree_of(archive, "xl/styles.xml")
    codes = [_code(font) for font in tree.iterfind(f"{MAIN}fonts/{MAIN}font")]
    found = {}
    for number, style in enumerate(tree.iterfind(f"{MAIN}cellXfs/{MAIN}xf")):
        font = int(style.get("fontId") or 0)
        if font < len(codes) and (code := codes[font]):
            found[number] = code
    return found


def _code(font: etree._Element) -> OldCode | None:
    name = font.find(f"{MAIN}name")
    return code_of_font(str(name.get("val") or "")) if name is not None else None


def _look(archive: zipfile.ZipFile, part: str, styles: Mapping[int, OldCode]) -> Look:
    with archive.open(part) as stream:
        head = stream.read(_HEAD_BYTES).partition(b"sheetData")[0]
        if not styles:
            return Look(_hidden(head))
        stream.seek(0)
        return Look(_hidden(head), dict(_cells(stream.read(), styles)))


def _hidden(head: bytes) -> frozenset[int]:
    found: set[int] = set()
    for column in _COLUMN.finditer(head):
        said = dict(_NUMBER.findall(column[1]))
        if said.get(b"hidden") in (b"1", b"true"):
            last = min(int(said[b"max"]), MOST_COLUMNS)
            found.update(range(int(said[b"min"]), last + 1))
    return frozenset(found)


def _cells(sheet: bytes,
           styles: Mapping[int, OldCode]) -> Iterator[tuple[tuple[int, int], OldCode]]:
    for letters, row, style in _CELL.findall(sheet):
        if code := styles.get(int(style)):
            yield (int(row), column_number(letters)), code


def column_number(letters: bytes) -> int:
    """The number of a column, from 1: 28 for AB."""
    column = 0
    for letter in letters:
        column = column * 26 + letter - 64
    return column
