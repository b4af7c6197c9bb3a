"""Grids from the tables that web programs hand out as .xls: HTML, and the XML of Excel 2003.

Both are text. Nothing in them is followed or run: no links, no entities, no style sheets.
"""

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import datetime

from lxml import etree

from desktop_app.domain.grid import Area, Cell, Grid

_SHEETS = "{urn:schemas-microsoft-com:office:spreadsheet}"
_BLOCKS = frozenset({"br", "p", "div", "li", "hr", "tr", "td"})
_UNSEEN = frozenset({"script", "style", "select", "noscript", "template"})
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_BLANKS = re.compile(r"[ \t\r\n\f\v]+")
_MOST_SPANNED = 1_000
_MOST_COLUMNS = 16_384
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_NUMBER = re.compile(r"-?\d+(\.\d+)?", re.ASCII)


def is_excel_xml(start: str) -> bool:
    """Whether a text begins like a workbook in the XML of Excel 2003."""
    return start.startswith("<?xml") and "urn:schemas-microsoft-com:office:spreadsheet" in start


def html_grids(text: str, name: str) -> list[Grid]:
    """The tables of a page, tables that only lay out others left out; none if there are none."""
    root = etree.fromstring(_DECLARATION.sub("", text), etree.HTMLParser(
        no_network=True, remove_comments=True, huge_tree=True))
    tables = [] if root is None else list(_lists(root))
    return [_grid(name if len(tables) == 1 else f"{name} {number}", _html_rows(table))
            for number, table in enumerate(tables, 1)]


def _lists(root: etree._Element) -> Iterator[etree._Element]:
    """The outermost tables that hold more rows of several cells than other tables, and the
    innermost."""
    inside: set[etree._Element] = set()
    for table in root.iter("table"):
        if table in inside:
            continue
        nested = list(table.iterdescendants("table"))
        wide = sum(len(_own_cells(row)) > 1 for row in _own_rows(table)) if nested else 0
        if not nested or wide > len(nested) + 1:
            inside.update(nested)
            yield table


def _own_rows(table: etree._Element) -> list[etree._Element]:
    """The rows of a table that are shown, without those of tables in its cells."""
    return [row for row in table.iter("tr") if not _is_hidden(row)
            and next(row.iterancestors("table"), None) is table]


def _own_cells(row: etree._Element) -> list[etree._Element]:
    return list(row.iterchildren("td", "th"))


def _is_hidden(element: etree._Element) -> bool:
    return element.tag in _UNSEEN or bool(_HIDDEN.search(element.get("style") or ""))


def excel_xml_grids(text: str) -> list[Grid]:
    """The sheets of a workbook in the XML of Excel 2003. Raises an `etree` error if it is none."""
    root = etree.fromstring(_DECLARATION.sub("", text).encode(), etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False))
    return [_grid(str(sheet.get(f"{_SHEETS}Name", "")), _xml_rows(sheet))
            for sheet in root.iter(f"{_SHEETS}Worksheet")]


_Placed = tuple[int, int, int, int, Cell]
"""Row, column, and how many rows and columns a cell spans, all but the spans from 1."""


def _grid(name: str, cells: Iterable[_Placed]) -> Grid:
    rows: dict[int, dict[int, Cell]] = {}
    merged = []
    for row, column, down, along, cell in cells:
        rows.setdefault(row, {})[column] = cell
        if down > 1 or along > 1:
            merged.append(Area(row, column, row + down - 1, column + along - 1))
    return Grid(name, tuple(
        tuple(rows.get(row, {}).get(column) for column in range(1, max(rows[row], default=0) + 1))
        if row in rows else () for row in range(1, max(rows, default=0) + 1)), tuple(merged))


def _html_rows(table: etree._Element) -> Iterator[_Placed]:
    taken: set[tuple[int, int]] = set()
    for row, element in enumerate(_own_rows(table), 1):
        column = 1
        for cell in _own_cells(element):
            while (row, column) in taken:
                column += 1
            if column > _MOST_COLUMNS:
                break
            down, along = _span(cell.get("rowspan")), _span(cell.get("colspan"))
            taken.update((row + r, column + c) for r in range(1, down) for c in range(along))
            yield row, column, down, along, _text(cell) or None
            column += along


def _span(value: str | None) -> int:
    said = (value or "").strip()
    return max(1, min(int(said), _MOST_SPANNED)) if said.isdecimal() and len(said) < 6 else 1


def _text(cell: etree._Element) -> str:
    """The text of a cell as it is shown: blanks together, lines where the page breaks them."""
    if not len(cell):
        return _BLANKS.sub(" ", cell.text or "").strip()
    parts: list[str] = []
    walker = etree.iterwalk(cell, events=("start", "end"))
    for event, element in walker:
        hidden = element is not cell and _is_hidden(element)
        if hidden and event == "start":
            walker.skip_subtree()
            continue
        block = element is not cell and element.tag in _BLOCKS
        if block and (event == "start" or element.tag != "br"):
            parts.append("\n")
        text = element.text if event == "start" else element.tail if element is not cell else None
        parts.append(_BLANKS.sub(" ", text or ""))
    lines = (line.strip() for line in "".join(parts).split("\n"))
    return "\n".join(line for line in lines if line)


def _xml_rows(sheet: etree._Element) -> Iterator[_Placed]:
    row = 0
    for element in sheet.iter(f"{_SHEETS}Row"):
        row = _index(element, row)
        column = 0
        for cell in element.iterchildren(f"{_SHEETS}Cell"):
            column = _index(cell, column)
            if column > _MOST_COLUMNS:
                break
            down = _span(cell.get(f"{_SHEETS}MergeDown", "0"))
            along = _span(cell.get(f"{_SHEETS}MergeAcross", "0"))
            down += cell.get(f"{_SHEETS}MergeDown") not in (None, "0")
            along += cell.get(f"{_SHEETS}MergeAcross") not in (None, "0")
            yield row, column, down, along, _value(cell.find(f"{_SHEETS}Data"))
            column += along - 1


def _index(element: etree._Element, before: int) -> int:
    """Where a row or cell stands: rows and cells that are empty may be left out."""
    said = element.get(f"{_SHEETS}Index", "")
    index = int(said) if said.isdecimal() and len(said) < 7 else 0
    return max(index, before + 1)


def _value(data: etree._Element | None) -> Cell:
    if data is None:
        return None
    text = "".join(str(part) for part in data.itertext())
    if data.get(f"{_SHEETS}Type") == "Number" and _NUMBER.fullmatch(text):
        number = float(text)
        return int(number) if number.is_integer() else number
    if data.get(f"{_SHEETS}Type") == "DateTime":
        with suppress(ValueError):
            return datetime.fromisoformat(text)
    return text or None
