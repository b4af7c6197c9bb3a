"""What the fast reader does not tell of an .ods: percentages, formulas that failed, long times.

Source: OpenDocument 1.2 part 1, 9.1.2 and 19.385. Each cell carries the text that is seen.
"""

import io
import re
import zipfile
from collections.abc import Mapping

from lxml import etree

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_CALC = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}p"
_SHEET, _ROW = f"{_TABLE}table", f"{_TABLE}table-row"
_CELLS = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")
_ANY = re.compile(rb'value-type="(?:percentage|error)"|time-value="PT(?:2[4-9]|[3-9]\d|\d{3,})H')
_LONG = re.compile(r"PT(2[4-9]|[3-9]\d|\d{3,})H(\d{2})M.*")


def texts_of_ods(data: bytes) -> Mapping[str, Mapping[tuple[int, int], str]]:
    """The texts of such cells by sheet, row and column; nothing where a workbook has none."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        content = archive.read("content.xml")
    if not _ANY.search(content):
        return {}
    found: dict[str, dict[tuple[int, int], str]] = {}
    name, row = "", 0
    for event, element in etree.iterparse(io.BytesIO(content), ("start", "end"),
                                          tag=(_SHEET, _ROW), resolve_entities=False,
                                          no_network=True):
        if element.tag == _SHEET and event == "start":
            name, row = str(element.get(f"{_TABLE}name")), 0
        elif element.tag == _ROW and event == "end":
            texts = _texts_of_row(element)
            found.setdefault(name, {}).update({(row + 1, x): text for x, text in texts.items()})
            row += int(element.get(f"{_TABLE}number-rows-repeated") or 1)
            element.clear()
    return found


def _texts_of_row(row: etree._Element) -> Mapping[int, str]:
    found: dict[int, str] = {}
    column = 1
    for cell in row.iterchildren(*_CELLS):
        if text := _text(cell):
            found[column] = text
        column += int(cell.get(f"{_TABLE}number-columns-repeated") or 1)
    return found


def _text(cell: etree._Element) -> str:
    """What is seen in a cell that the fast reader does not tell; nothing for other cells."""
    shown = "\n".join("".join(map(str, part.itertext())) for part in cell.iterchildren(_TEXT))
    if cell.get(f"{_CALC}value-type") == "error":
        return shown
    if cell.get(f"{_OFFICE}value-type") == "percentage":
        return shown.replace(".", ",")
    long = _LONG.fullmatch(str(cell.get(f"{_OFFICE}time-value") or ""))
    return f"{long[1]}:{long[2]}" if long else ""
