"""What the look of an .xls tells its reader: hidden columns and old fonts.

Sources: [MS-CFB] for the compound file, [MS-XLS] for its records.
"""

import struct
from collections.abc import Iterator, Mapping

from desktop_app.domain.old_codes import OldCode, code_of_font
from desktop_app.exchange.looks import MOST_COLUMNS, Look

_END_OF_CHAIN = 0xFFFFFFFA  # and everything above: no sector
_SECTOR_SIZES = {9: 512, 12: 4096}
_FIRST_FAT_SECTORS = 109
_STREAMS = ("workbook", "book")
_SMALL_STREAM = 4096
_BOUNDSHEET, _FONT, _XF, _COLINFO, _LABELSST, _LABEL, _EOF = 0x85, 0x31, 0xE0, 0x7D, 0xFD, 0x204, 10
Record = tuple[int, bytes]


def looks_of_xls(data: bytes) -> Mapping[str, Look]:
    """The looks of the sheets of an .xls by their names; none where its records cannot be walked
    through, as the values can be read without them."""
    try:
        stream = _workbook_stream(data)
        globals_ = list(_records(stream, 0))
        codes = _codes(globals_)
        return {name: _look(stream, start, codes) for name, start in _sheets(globals_)}
    except (struct.error, IndexError):
        return {}


def _workbook_stream(data: bytes) -> bytes:
    """The stream of the workbook; empty if it is so small that it lies elsewhere."""
    size = _SECTOR_SIZES.get(struct.unpack_from("<H", data, 30)[0], 0)
    if not size:
        return b""
    first = struct.unpack_from(f"<{_FIRST_FAT_SECTORS}I", data, 76)
    fat: list[int] = []
    for sector in first:
        if sector < _END_OF_CHAIN:
            fat.extend(struct.unpack_from(f"<{size // 4}I", data, (sector + 1) * size))
    folder = _chain(data, fat, size, struct.unpack_from("<I", data, 48)[0])
    for place in range(0, len(folder) - 127, 128):
        length = struct.unpack_from("<H", folder, place + 64)[0]
        name = folder[place : place + max(length - 2, 0)].decode("utf-16-le", "replace")
        start, whole = struct.unpack_from("<II", folder, place + 116)
        if name.lower() in _STREAMS and whole >= _SMALL_STREAM:
            return _chain(data, fat, size, start)[:whole]
    return b""


def _chain(data: bytes, fat: list[int], size: int, sector: int) -> bytes:
    """The sectors of a stream one after the other; a chain without end is cut."""
    parts = []
    for _ in range(len(fat)):
        if sector >= len(fat):
            break
        parts.append(data[(sector + 1) * size : (sector + 2) * size])
        sector = fat[sector]
    return b"".join(parts)


def _records(stream: bytes, place: int) -> Iterator[Record]:
    """The records from a place to the next end of a part."""
    while place + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, place)
        if kind == _EOF:
            return
        yield kind, stream[place + 4 : place + 4 + length]
        place += 4 + length


def _text(data: bytes, place: int) -> str:
    """A text of [MS-XLS] 2.5.240: its length, whether it is wide, its characters."""
    length, wide = data[place], data[place + 1] & 1
    raw = data[place + 2 : place + 2 + length * (1 + wide)]
    return raw.decode("utf-16-le" if wide else "latin-1", "replace")


def _sheets(records: list[Record]) -> Iterator[tuple[str, int]]:
    for kind, content in records:
        if kind == _BOUNDSHEET:
            yield _text(content, 6), struct.unpack_from("<I", content)[0]


def _codes(records: list[Record]) -> Mapping[int, OldCode]:
    """The old codes of cell styles by their numbers. There is no font number 4."""
    fonts = [code_of_font(_text(content, 14)) for kind, content in records if kind == _FONT]
    styles = [struct.unpack_from("<H", content)[0] for kind, content in records if kind == _XF]
    found = {}
    for number, font in enumerate(styles):
        place = font - (font > 4)
        if place < len(fonts) and (code := fonts[place]):
            found[number] = code
    return found


def _look(stream: bytes, start: int, codes: Mapping[int, OldCode]) -> Look:
    hidden: set[int] = set()
    fonts: dict[tuple[int, int], OldCode] = {}
    for kind, content in _records(stream, start):
        if kind == _COLINFO and struct.unpack_from("<H", content, 8)[0] & 1:
            first, last = struct.unpack_from("<HH", content)
            hidden.update(range(first + 1, min(last + 2, MOST_COLUMNS)))
        elif codes and kind in (_LABELSST, _LABEL):
            row, column, style = struct.unpack_from("<HHH", content)
            if code := codes.get(style):
                fonts[row + 1, column + 1] = code
    return Look(frozenset(hidden), fonts)
