"""Rows of cells as the XML of a worksheet: fast, and text stays text whatever it begins with.

Writing a cell through openpyxl costs some ten times as much, which a list of 100,000 opinions
feels (docs/decisions). Text stands in the cell itself ("inline strings"), as openpyxl writes it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from openpyxl.utils import get_column_letter

from desktop_app.domain.dates import short_date
from desktop_app.exchange.metrics import fits_one_line, height_of, line_count, room_in
from desktop_app.exchange.sheets import Formula, Pattern, Row
from desktop_app.exchange.styles import BODY_SIZE, Look, StyleBook

LONGEST_TEXT = 32_767
"""How many UTF-16 units Excel keeps in a cell."""

CUT_MARK = " […]"
_SHORT, _MOST_KNOWN = 80, 20_000
_EPOCH = datetime(1899, 12, 30)
_FIRST_DAY = date(1900, 3, 1)
"""Before it Excel's calendar has a day that never was, and before 1900 none at all."""

_SECONDS_A_DAY = 86_400
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_CODED = re.compile("_x([0-9A-Fa-f]{4})_")
_SPECIAL = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})
_UNUSUAL = re.compile(f"{_ILLEGAL.pattern[:-1]}&<>\r]|_x")
_FORMULA_STARTS = frozenset("=+-@\t\r＝＋－＠")


def written(text: str) -> str:
    """`text` as the content of an XML element that Excel reads back as the same characters.

    What no XML file may hold is left out; text that is too long for a cell is cut, with a mark.
    """
    if len(text) * 2 > LONGEST_TEXT:
        text = shortened([text])[0]
    if _UNUSUAL.search(text):
        text = _ESCAPE.sub("_x005F_", _ILLEGAL.sub("", text)).translate(_SPECIAL)
    return text


def decoded(text: str) -> str:
    """What Excel means by the content of an element: `_x000D_` is a carriage return."""
    return _CODED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def shortened(texts: Sequence[str]) -> Sequence[str]:
    """The parts of a cell's text; if they are too long together, as many as fit, and a mark."""
    if sum(map(_units, texts)) <= LONGEST_TEXT:
        return texts
    left, kept = LONGEST_TEXT - len(CUT_MARK), list[str]()
    for text in texts:
        kept.append(_cut(text, left))
        left -= _units(kept[-1])
        if kept[-1] != text:
            break
    kept[-1] += CUT_MARK
    return kept


def _units(text: str) -> int:
    return len(text) + sum(character > "\uffff" for character in text)


def _cut(text: str, units: int) -> str:
    encoded = text.encode("utf-16-le", errors="surrogatepass")
    return encoded[: units * 2].decode("utf-16-le", errors="ignore")


def has_serial(value: datetime | date | time) -> bool:
    """Whether Excel can show it as a date or time; else it is text."""
    day = value.date() if isinstance(value, datetime) else value
    return isinstance(day, time) or day >= _FIRST_DAY


def moment_text(value: datetime | date | time) -> str:
    """A day, a time of day or both as people here write them; midnight is not said."""
    if isinstance(value, time):
        return f"{value:%H:%M}"
    timed = isinstance(value, datetime) and value.time() != time()
    return short_date(value) + (f" {value:%H:%M}" if timed else "")


def serial(value: datetime | date | time) -> float | int:
    """The number by which Excel knows a date, a time of day or both."""
    if isinstance(value, time):
        return (value.hour * 3600 + value.minute * 60 + value.second) / _SECONDS_A_DAY
    if not isinstance(value, datetime):
        return (datetime(value.year, value.month, value.day) - _EPOCH).days
    passed = value - _EPOCH
    return passed.days + (passed.seconds + passed.microseconds / 1e6) / _SECONDS_A_DAY


@dataclass(frozen=True)
class _Plan:
    """What is known about the cells of a pattern before any row of it: for each column its XML
    before and after the row number, once more for text that begins like a formula, and for each
    that wraps its place, room and look."""

    columns: tuple[tuple[str, str, str], ...]
    wrapping: tuple[tuple[int, float, Look], ...]


class RowWriter:
    """Turns the rows of one sheet into XML, with the style numbers of its workbook."""

    def __init__(self, styles: StyleBook, widths: Sequence[float]) -> None:
        self._styles = styles
        self._widths = widths
        self._plans: dict[Pattern, _Plan] = {}
        self._known: dict[str, tuple[bool, str]] = {}

    def learn(self, pattern: Pattern) -> None:
        """Gives the looks of a pattern their style numbers; needed once before its first row."""
        columns = [(f'<c r="{get_column_letter(column)}', f'" s="{self._styles.number(look)}"',
                    f'" s="{self._styles.quoted(look)}"')
                   for column, look in enumerate(pattern.looks, 1)]
        wrapping = [(place, room_in(self._widths[place], look.size), look)
                    for place, look in enumerate(pattern.looks) if look.wrap]
        self._plans[pattern] = _Plan(tuple(columns), tuple(wrapping))

    def xml(self, number: int, row: Row) -> str:
        """The `<row>` element of the row with this number."""
        plan = self._plans[row.pattern]
        place = str(number)
        parts = [f'<row r="{place}"{_attributes(plan, row)}>']
        for (start, plain, quoted), value in zip(plan.columns, row.values, strict=True):
            if value is None or value == "":
                parts += (start, place, plain, "/>")
            elif isinstance(value, str):
                is_quoted, text = self._known.get(value) or self._text(value)
                parts += (start, place, quoted if is_quoted else plain, text)
            else:
                parts += (start, place, plain, _content(value))
        parts.append("</row>")
        return "".join(parts)

    def _text(self, value: str) -> tuple[bool, str]:
        """Whether a text begins like a formula, and its cell after the style. Short texts are
        remembered, as names of people and units come again and again."""
        text = written(value)
        space = ' xml:space="preserve"' if text.strip() != text else ""
        is_quoted = text[:1] in _FORMULA_STARTS or text.startswith("&#13;")
        found = is_quoted, f' t="inlineStr"><is><t{space}>{text}</t></is></c>'
        if len(value) <= _SHORT and len(self._known) < _MOST_KNOWN:
            self._known[value] = found
        return found


def _attributes(plan: _Plan, row: Row) -> str:
    """The height that was asked for, or the one that the text needs, which Excel may change; and
    the level of a row that folds."""
    level = f' outlineLevel="{row.level}"' if row.level else ""
    if row.hidden:
        level += ' hidden="1"'
    if row.height is not None:
        return f' ht="{row.height:g}" customHeight="1"{level}'
    return f' ht="{_height(plan, row):g}"{level}'


def _height(plan: _Plan, row: Row) -> float:
    most = 1.0
    for place, room, look in plan.wrapping:
        value = row.values[place]
        text = value.value if isinstance(value, Formula) else value
        if isinstance(text, str) and not fits_one_line(text, room):
            most = max(most, line_count(text, room, bold=look.bold) * look.size / BODY_SIZE)
    return height_of(most)


def _content(value: Formula | datetime | date | time | float) -> str:
    """The cell of a number, a time or a formula after its style."""
    if isinstance(value, Formula):
        return _formula(value)
    if isinstance(value, (datetime, date, time)):
        if not has_serial(value):
            return f' t="inlineStr"><is><t>{moment_text(value)}</t></is></c>'
        value = serial(value)
    return f"><v>{value!r}</v></c>"


def _formula(formula: Formula) -> str:
    text = written(formula.text)
    if isinstance(formula.value, str):
        return f' t="str"><f>{text}</f><v>{written(formula.value)}</v></c>'
    return f"><f>{text}</f><v>{formula.value!r}</v></c>"
