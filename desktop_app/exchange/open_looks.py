"""What the look of an .ods tells its reader: hidden columns and fonts of before Unicode.

Source: OpenDocument 1.2 part 1, 9.1 (tables), 16.2 and 16.18 (styles), 16.23 (fonts).
"""

import io
import zipfile
from collections.abc import Iterator, Mapping

from lxml import etree

from desktop_app.domain.old_codes import OldCode, code_of_font
from desktop_app.exchange.looks import MOST_COLUMNS, Look

_SPACE = "{{urn:oasis:names:tc:opendocument:xmlns:{}:1.0}}"
_TABLE, _STYLE, _OFFICE, _SVG, _FO = map(_SPACE.format, (
    "table", "style", "office", "svg-compatible", "xsl-fo-compatible"))
_CELLS = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")
_PARTS = (f"{_TABLE}table", f"{_TABLE}table-column", f"{_TABLE}table-row", *_CELLS)
_MOST_ROWS = 1_048_576
_OLD_FONTS = (b".vn", b"vni")


def looks_of_ods(data: bytes) -> Mapping[str, Look]:
    """The looks of the sheets of an .ods by their names."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        content = archive.read("content.xml")
        styles = archive.read("styles.xml") if "styles.xml" in archive.namelist() else b""
    codes = _codes(styles, content)
    if b'"collapse"' not in content and not codes:
        return {}
    found: dict[str, _Reader] = {}
    reader = _Reader(codes)
    for element in _elements(content, _PARTS if codes else _PARTS[:2]):
        if element.tag == _PARTS[0]:
            reader = found[str(element.get(f"{_TABLE}name"))] = _Reader(codes)
        else:
            reader.take(element)
    return {name: Look(frozenset(each.hidden), each.fonts) for name, each in found.items()}


def _elements(xml: bytes, tags: tuple[str, ...]) -> Iterator[etree._Element]:
    """The elements with these tags in the order in which they begin; rows are forgotten when they
    end, because a long sheet would fill the memory."""
    row = _PARTS[2]
    for event, element in etree.iterparse(io.BytesIO(xml), ("start", "end"), tag={*tags, row},
                                          resolve_entities=False, no_network=True):
        if event == "start" and element.tag in tags:
            yield element
        elif event == "end" and element.tag == row:
            element.clear()
            while (before := element.getprevious()) is not None and before.tag == row:
                before.getparent().remove(before)


def _codes(*parts: bytes) -> Mapping[str, OldCode]:
    """The old codes of cell styles by their names; a style without a font has that of its
    parent."""
    if not any(name in part.lower() for part in parts for name in _OLD_FONTS):
        return {}
    faces: dict[str, str] = {}
    found: dict[str, OldCode] = {}
    for part in filter(None, parts):
        tree = etree.fromstring(part, etree.XMLParser(resolve_entities=False, no_network=True))
        faces.update((str(face.get(f"{_STYLE}name")), str(face.get(f"{_SVG}font-family") or ""))
                     for face in tree.iter(f"{_STYLE}font-face"))
        for style in tree.iter(f"{_STYLE}style"):
            code = _code(style, faces) or found.get(str(style.get(f"{_STYLE}parent-style-name")))
            if code:
                found[str(style.get(f"{_STYLE}name"))] = code
    return found


def _code(style: etree._Element, faces: Mapping[str, str]) -> OldCode | None:
    text = style.find(f"{_STYLE}text-properties")
    if text is None:
        return None
    face = str(text.get(f"{_STYLE}font-name") or "")
    names = (str(text.get(f"{_FO}font-family") or ""), faces.get(face, ""), face)
    return next((code for name in names if (code := code_of_font(name.strip("'\"")))), None)


class _Reader:
    """Walks through the parts of one sheet."""

    def __init__(self, codes: Mapping[str, OldCode]) -> None:
        self.hidden: set[int] = set()
        self.fonts: dict[tuple[int, int], OldCode] = {}
        self._codes = codes
        self._columns: dict[int, str] = {}
        self._row, self._next_row, self._next_column = 0, 1, 1

    def take(self, element: etree._Element) -> None:
        """The next column, row or cell."""
        if element.tag == _PARTS[1]:
            self._take_column(element)
        elif element.tag == _PARTS[2]:
            self._row, self._next_column = self._next_row, 1
            self._next_row += _times(element, "rows", _MOST_ROWS)
        elif self._codes:
            self._take_cell(element)

    def _take_column(self, element: etree._Element) -> None:
        first = self._next_column
        self._next_column += _times(element, "columns", MOST_COLUMNS)
        columns = range(first, min(self._next_column, MOST_COLUMNS + 1))
        if element.get(f"{_TABLE}visibility") == "collapse":
            self.hidden.update(columns)
        style = str(element.get(f"{_TABLE}default-cell-style-name"))
        if style in self._codes:
            self._columns.update(dict.fromkeys(columns, style))

    def _take_cell(self, element: etree._Element) -> None:
        first = self._next_column
        self._next_column += _times(element, "columns", MOST_COLUMNS)
        if element.get(f"{_OFFICE}value-type") != "string":
            return
        for column in range(first, self._next_column):
            style = element.get(f"{_TABLE}style-name") or self._columns.get(column, "")
            if code := self._codes.get(style):
                self.fonts[self._row, column] = code


def _times(element: etree._Element, what: str, most: int) -> int:
    return min(int(element.get(f"{_TABLE}number-{what}-repeated") or 1), most)
