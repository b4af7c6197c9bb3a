"""The rows of a form that have fields, as XML that is made anew for every entry."""

from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from lxml import etree
from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format

from desktop_app.domain.form_text import has_marks, places
from desktop_app.exchange.cells import (
    decoded,
    has_serial,
    moment_text,
    serial,
    shortened,
    written,
)
from desktop_app.exchange.form_heights import Room, writings
from desktop_app.exchange.form_refs import Maps, RowFormula

if TYPE_CHECKING:
    from desktop_app.exchange.form_package import Element

FieldValue = str | int | float | datetime | date | time | None
Values = Mapping[str, FieldValue]
"""What fields are filled with, by their keys."""

_DAYS_TO_1904 = 1462
_FAR_EASTERN_DATES = frozenset((*range(27, 37), *range(50, 59)))
_TEXT_FORMAT = "@"
_MADE_ANEW, _ROW_ANEW = frozenset({"r", "t"}), frozenset({"r", "spans", "ht"})


def shown(value: FieldValue) -> str:
    """A value inside a text."""
    if isinstance(value, (date, time)):
        return moment_text(value)
    return "" if value is None else str(value)


class Formats:
    """What the number formats of a workbook's cell styles are for."""

    def __init__(self, styles: "Element | None", *, since_1904: bool) -> None:
        self.since_1904 = since_1904
        self._codes: list[tuple[int, str]] = []
        self.writings = writings(styles)
        if styles is not None:
            own = {int(each.get("numFmtId", "0")): each.get("formatCode", "")
                   for each in styles.iterfind("{*}numFmts/{*}numFmt")}
            numbers = [int(each.get("numFmtId", "0"))
                       for each in styles.iterfind("{*}cellXfs/{*}xf")]
            self._codes = [(n, own.get(n, BUILTIN_FORMATS.get(n, ""))) for n in numbers]

    def is_date(self, style: int) -> bool:
        """Whether a number in such a cell shows as a date or time."""
        number, code = self._of(style)
        return number in _FAR_EASTERN_DATES or bool(code and is_date_format(code))

    def is_text(self, style: int) -> bool:
        """Whether such a cell keeps everything as text."""
        return self._of(style)[1] == _TEXT_FORMAT

    def number(self, value: FieldValue, style: int) -> str | None:
        """The number that the cell gets for a value; None where it gets the text."""
        if isinstance(value, (datetime, date, time)):
            if not self.is_date(style) or not has_serial(value):
                return None
            days = 0 if isinstance(value, time) or not self.since_1904 else _DAYS_TO_1904
            number = serial(value) - days
            return repr(number) if number >= 0 else None
        if isinstance(value, (int, float)) and not self.is_text(style):
            return repr(value)
        return None

    def _of(self, style: int) -> tuple[int, str]:
        return self._codes[style] if style < len(self._codes) else (0, "")


@dataclass(frozen=True)
class Run:
    """A part of a cell's text with its look (the XML of it, "" for that of the cell)."""

    look: str
    text: str


def runs_of(item: "Element") -> list[Run]:
    """The text of a cell or shared string, part by part."""
    found = [Run(_xml(each.find("{*}rPr")), decoded(each.findtext("{*}t") or ""))
             for each in item.iterfind("{*}r")]
    return found or [Run("", decoded(item.findtext("{*}t") or ""))]


def text_of(runs: Sequence[Run]) -> str:
    """The text without its looks."""
    return "".join(run.text for run in runs)


def _xml(element: "Element | None") -> str:
    """An element as it stands in its part, whatever comes after it."""
    if element is None:
        return ""
    alone = deepcopy(element)
    alone.tail = None
    return etree.tostring(alone, encoding="unicode")


Part = str | tuple[str]
"""A piece of text, or the key of a field in a tuple of one."""


def _split(runs: Sequence[Run]) -> list[tuple[str, list[Part]]]:
    """The runs with their fields told apart. A field that is spread over several runs belongs
    to the first of them and looks like it."""
    found, begins = places(text_of(runs)), 0
    made: list[tuple[str, list[Part]]] = []
    for run in runs:
        ends, parts, at = begins + len(run.text), list[Part](), begins
        for each in found:
            if each.end <= begins or each.start >= ends:
                continue
            parts.append(run.text[at - begins:max(each.start, begins) - begins])
            if each.start >= begins:
                parts.append((each.field.key,))
            at = min(each.end, ends)
        parts.append(run.text[at - begins:])
        made.append((run.look, [part for part in parts if part]))
        begins = ends
    return made


Made = Callable[[int, Values], str]
"""The XML of a cell in a row, after its style."""


class RowForm:
    """One row with fields: the row for any entry, at any place.

    `formula` and `text` of the cells come from the form; `prefix` is that of the sheet's elements.
    """

    def __init__(self, row: "Element", cells: Sequence["CellForm"], *, repeats: bool) -> None:
        self._q = f"{row.prefix}:" if row.prefix else ""
        fitted = repeats and row.get("customHeight") not in ("1", "true")
        self._least = 0.0 if fitted else float(row.get("ht", "0"))
        self._attributes = "".join(
            f' {name!s}="{written(str(value))}"' for name, value in row.attrib.items()
            if name not in _ROW_ANEW and not str(name).startswith("{"))
        self._cells = cells

    def xml(self, number: int, values: Values) -> str:
        """The row at this place for one entry."""
        cells = "".join(cell.xml(number, values) for cell in self._cells)
        height = max([self._least, *(cell.height(values) for cell in self._cells)])
        said = f' ht="{height:g}"' if height else ""
        return f'<{self._q}row r="{number}"{said}{self._attributes}>{cells}</{self._q}row>'


class CellForm:
    """One cell of a row with fields. `runs` is its text, None for what is no text."""

    def __init__(self, cell: "Element", runs: Sequence[Run] | None, formats: Formats,
                 room: Room | None) -> None:
        self._q = f"{cell.prefix}:" if cell.prefix else ""
        self._letters = str(cell.get("r")).rstrip("0123456789")
        self._start = "".join(f' {name!s}="{written(str(value))}"'
                              for name, value in cell.attrib.items() if name not in _MADE_ANEW)
        self._style = int(cell.get("s", "0"))
        self._formats = formats
        self._content = self._static(cell)
        self._room, self._parts = room, list[Part]()
        if runs is not None and has_marks(text_of(runs)):
            split = _split(runs)
            self._parts = [part for _look, several in split for part in several]
            self._content = self._filled(split)

    def follow(self, formula: "Element", sheet: str, row: int, maps: Maps) -> None:
        """Makes the cell one with a formula, which follows it from row to row."""
        q, kind = self._q, formula.get("t")
        made = RowFormula(formula.text or "", sheet, row, maps)
        area = RowFormula(formula.get("ref", ""), sheet, row, maps)

        def content(number: int, _values: Values) -> str:
            attributes = f' t="array" ref="{area.text(number)}"' if kind == "array" else ""
            return f"><{q}f{attributes}>{written(made.text(number))}</{q}f></{q}c>"

        self._content = content

    def xml(self, number: int, values: Values) -> str:
        """The cell in this row for one entry."""
        content = self._content(number, values)
        return f'<{self._q}c r="{self._letters}{number}"{self._start}{content}'

    def height(self, values: Values) -> float:
        """The points that the text needs for one entry; 0 where one line does."""
        return self._room.height(_joined(self._parts, values)) \
            if self._room and self._parts else 0

    def _static(self, cell: "Element") -> Made:
        kind = "".join(f' t="{value}"' for value in [str(cell.get("t", ""))] if value)
        inner = "".join(_xml(each) for each in cell)
        content = f"{kind}>{inner}</{self._q}c>" if inner else "/>"
        return lambda _number, _values: content

    def _filled(self, runs: Sequence[tuple[str, list[Part]]]) -> Made:
        parts = [part for _look, several in runs for part in several
                 if isinstance(part, tuple) or part.strip()]
        if len(parts) == 1 and isinstance(parts[0], tuple):
            return self._sole(parts[0][0], next(look for look, several in runs if parts[0]
                                                in several))
        rich = any(look for look, _several in runs)

        def content(_number: int, values: Values) -> str:
            return self._inline([(look, _joined(several, values)) for look, several in runs],
                                rich=rich)

        return content

    def _sole(self, key: str, look: str) -> Made:
        """A cell that is one field: a number or date where the value is one."""
        def content(_number: int, values: Values) -> str:
            value = values.get(key)
            number = self._formats.number(value, self._style)
            if number is not None:
                return f"><{self._q}v>{number}</{self._q}v></{self._q}c>"
            text = shown(value)
            return self._inline([(look, text)], rich=bool(look)) if text else "/>"

        return content

    def _inline(self, runs: Sequence[tuple[str, str]], *, rich: bool) -> str:
        q = self._q
        fitting = shortened([text for _look, text in runs])
        texts = [(look, f'<{q}t xml:space="preserve">{written(text)}</{q}t>')
                 for (look, _whole), text in zip(runs, fitting, strict=False) if text]
        inner = "".join(f"<{q}r>{look}{text}</{q}r>" for look, text in texts) if rich \
            else "".join(text for _look, text in texts)
        return f' t="inlineStr"><{q}is>{inner}</{q}is></{q}c>' if inner else "/>"


def _joined(parts: Sequence[Part], values: Values) -> str:
    return "".join(shown(values.get(part[0])) if isinstance(part, tuple) else part
                   for part in parts)
