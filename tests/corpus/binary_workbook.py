"""An .xlsb as no Python library writes one: cells, merged areas, hidden columns and fonts of text.

Source: [MS-XLSB] 2.1 and 2.4.
"""

import io
import struct
import zipfile
from collections.abc import Iterable, Sequence
from datetime import datetime, time

from desktop_app.domain.grid import Cell
from tests.corpus.pages import Page

_EPOCH = datetime(1899, 12, 30)
_TYPES = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="bin" ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/>
<Default Extension="rels"
 ContentType="application/vnd.openxmlformats-package.relationships+xml"/></Types>"""
_RELATIONS = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}\
</Relationships>"""
_RELATION = ('<Relationship Id="rId{0}" Target="{1}" Type="http://schemas.openxmlformats.org/'
             'officeDocument/2006/relationships/{2}"/>')


def xlsb_bytes(pages: Sequence[Page]) -> bytes:
    """The pages as a binary workbook; dates are numbers with the second style, a date."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr("_rels/.rels", _RELATIONS.format(
            _RELATION.format(1, "xl/workbook.bin", "officeDocument")))
        archive.writestr("xl/_rels/workbook.bin.rels", _RELATIONS.format("".join(
            _RELATION.format(n, f"worksheets/sheet{n}.bin", "worksheet")
            for n in range(1, len(pages) + 1))
            + _RELATION.format(len(pages) + 1, "styles.bin", "styles")))
        archive.writestr("xl/workbook.bin", _book(pages))
        archive.writestr("xl/styles.bin", _styles(_fonts(pages)))
        for number, page in enumerate(pages, 1):
            archive.writestr(f"xl/worksheets/sheet{number}.bin", _sheet(page, _fonts(pages)))
    return content.getvalue()


def _record(kind: int, data: bytes = b"") -> bytes:
    """A record: its number and length in seven bits a byte."""
    return _seven_bits(kind, kind > 127) + _seven_bits(len(data), len(data) > 127) + data


def _seven_bits(number: int, more: bool) -> bytes:
    if not more:
        return bytes([number])
    if number >> 14:
        return bytes([number & 127 | 128, number >> 7 & 127 | 128, number >> 14])
    return bytes([number & 127 | 128, number >> 7])


def _wide(text: str) -> bytes:
    return struct.pack("<I", len(text.encode("utf-16-le")) // 2) + text.encode("utf-16-le")


def _book(pages: Sequence[Page]) -> bytes:
    sheets = b"".join(_record(0x9C, struct.pack("<II", 0, n) + _wide(f"rId{n}") + _wide(page.name))
                      for n, page in enumerate(pages, 1))
    return _record(0x83) + _record(0x8F) + sheets + _record(0x90) + _record(0x84)


def _fonts(pages: Sequence[Page]) -> list[str]:
    """The fonts of texts; the first is that of all other cells."""
    return ["Arial", *sorted({font for page in pages for font in page.fonts.values()})]


def _styles(fonts: Sequence[str]) -> bytes:
    """The styles 0 to 2 for numbers, days and times, then one for each font but the first."""
    formats = [(0, 0), (14, 0), (20, 0), *((0, font) for font in range(1, len(fonts)))]
    styles = b"".join(_record(0x2F, struct.pack("<HHHHHHHH", 0, number, font, 0, 0, 0, 0, 0))
                      for number, font in formats)
    named = b"".join(_record(0x2B, bytes(21) + _wide(font)) for font in fonts)
    return (_record(0x0116) + named + _record(0x0269, struct.pack("<I", len(formats))) + styles
            + _record(0x026A) + _record(0x0117))


def _sheet(page: Page, fonts: Sequence[str]) -> bytes:
    hidden = b"".join(_record(0x3C, struct.pack("<IIIIH", column - 1, column - 1, 2000, 0, 1))
                      for column in sorted(page.hidden_columns))
    columns = _record(0x0186) + hidden + _record(0x0187) if hidden else b""
    size = struct.pack("<IIII", 0, page.next_row, 0, page.width)
    rows = b"".join(_row(page, row, fonts) for row in range(1, page.next_row))
    areas = b"".join(_record(0xB0, struct.pack("<IIII", a.top - 1, a.bottom - 1, a.left - 1,
                                               a.right - 1)) for a in page.merged)
    merged = _record(0xB1, struct.pack("<I", len(page.merged))) + areas + _record(0xB2)
    return (_record(0x81) + _record(0x94, size) + columns + _record(0x91) + rows + _record(0x92)
            + (merged if areas else b"") + _record(0x82))


def _row(page: Page, row: int, fonts: Sequence[str]) -> bytes:
    head = struct.pack("<IIHHBI", row - 1, 0, 300, 0, 0, 0)
    return _record(0, head) + b"".join(_cells(
        (column, page.cells.get((row, column)), fonts.index(page.fonts.get((row, column), "Arial")))
        for column in range(1, page.width + 1)))


def _cells(cells: Iterable[tuple[int, Cell, int]]) -> Iterable[bytes]:
    for column, value, font in cells:
        if isinstance(value, str):
            style = font + 2 if font else 0
            yield _record(6, struct.pack("<II", column - 1, style) + _wide(value))
        elif value is not None:
            number, style = _number(value)
            yield _record(5, struct.pack("<IId", column - 1, style, number))


def _number(value: Cell) -> tuple[float, int]:
    if isinstance(value, datetime):
        return (value - _EPOCH).days, 1
    if isinstance(value, time):
        return (value.hour * 60 + value.minute) / 1440, 2
    return float(value), 0  # type: ignore[arg-type]
