"""What the look of an .xlsb tells its reader: hidden columns and fonts of before Unicode.

Source: [MS-XLSB] 2.1.4 (records), 2.4.323 (columns), 2.4.153 and 2.4.874 (fonts and styles).
"""

import io
import struct
import zipfile
from collections.abc import Iterator, Mapping
from posixpath import join, normpath

from lxml import etree

from desktop_app.domain.old_codes import OldCode, code_of_font
from desktop_app.exchange.looks import MOST_COLUMNS, Look

_BOOK, _STYLES = "xl/workbook.bin", "xl/styles.bin"
_ROW, _TEXTS, _SHEET, _COLUMN, _FONT = 0, frozenset({6, 7, 8}), 0x9C, 0x3C, 0x2B
_STYLE, _STYLES_BEGIN, _STYLES_END = 0x2F, 0x0269, 0x026A
_HIDDEN = 1
Record = tuple[int, bytes]


def looks_of_xlsb(data: bytes) -> Mapping[str, Look]:
    """The looks of the sheets of an .xlsb by their names; none where its records cannot be walked
    through, as the values can be read without them."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = frozenset(archive.namelist())
            codes = _codes(archive.read(_STYLES)) if _STYLES in names else {}
            return {name: _look(archive.read(part), codes)
                    for name, part in _parts(archive) if part in names}
    except (struct.error, IndexError, KeyError, etree.XMLSyntaxError):
        return {}


def _records(stream: bytes) -> Iterator[Record]:
    """The records of a part: their number and length have seven bits in each byte."""
    place = 0
    while place < len(stream):
        kind, place = _number(stream, place)
        length, place = _number(stream, place)
        yield kind, stream[place : place + length]
        place += length


def _number(stream: bytes, place: int) -> tuple[int, int]:
    """A number and the place behind it. The number of a record keeps its marks ([MS-XLSB] 2.1.4
    counts kinds without them)."""
    number = 0
    for shift in range(0, 28, 7):
        byte = stream[place]
        place += 1
        number |= (byte & 0x7F) << shift
        if byte < 0x80:
            break
    return number, place


def _text(data: bytes, place: int) -> tuple[str, int]:
    length = struct.unpack_from("<I", data, place)[0]
    end = place + 4 + 2 * length
    return data[place + 4 : end].decode("utf-16-le", "replace"), end


def _parts(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """The name of each sheet and the part of the archive that holds it."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    links = {str(link.get("Id")): str(link.get("Target")) for link in etree.fromstring(
        archive.read("xl/_rels/workbook.bin.rels"), parser)}
    for kind, content in _records(archive.read(_BOOK)):
        if kind == _SHEET:
            link, end = _text(content, 8)
            target = links.get(link, "")
            yield _text(content, end)[0], target.lstrip("/") if target.startswith("/") \
                else normpath(join("xl", target))


def _codes(styles: bytes) -> Mapping[int, OldCode]:
    """The old codes of cell styles by their numbers."""
    fonts: list[OldCode | None] = []
    found: dict[int, OldCode] = {}
    number = -1
    for kind, content in _records(styles):
        if kind == _FONT:
            fonts.append(code_of_font(_text(content, 21)[0]))
        elif kind in (_STYLES_BEGIN, _STYLES_END):
            number = 0 if kind == _STYLES_BEGIN else -1
        elif kind == _STYLE and number >= 0:
            font = struct.unpack_from("<H", content, 4)[0]
            if font < len(fonts) and (code := fonts[font]):
                found[number] = code
            number += 1
    return found


def _look(sheet: bytes, codes: Mapping[int, OldCode]) -> Look:
    hidden: set[int] = set()
    fonts: dict[tuple[int, int], OldCode] = {}
    row = 0
    for kind, content in _records(sheet):
        if kind == _COLUMN and struct.unpack_from("<H", content, 16)[0] & _HIDDEN:
            first, last = struct.unpack_from("<II", content)
            hidden.update(range(first + 1, min(last + 2, MOST_COLUMNS + 1)))
        elif kind == _ROW:
            if not codes:
                break  # columns stand before rows
            row = struct.unpack_from("<I", content)[0] + 1
        elif kind in _TEXTS:
            column, style = struct.unpack_from("<II", content)
            if code := codes.get(style & 0xFFFFFF):
                fonts[row, column + 1] = code
    return Look(frozenset(hidden), fonts)
