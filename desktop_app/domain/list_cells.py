"""Reading one cell of a list from outside into one field. Source: DOMAIN 3.1."""

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

from desktop_app.domain import fields
from desktop_app.domain.dates import parse_time, short_date
from desktop_app.domain.fields import Entry
from desktop_app.domain.grid import Cell, text_of
from desktop_app.domain.names import split_titles
from desktop_app.domain.vietnamese import are_clean, clean_line, fold

_MARKS = frozenset({"x", "xx", "v", "co", "1", "nam", "nu", "true", "yes"})
_NO_MARKS = frozenset({"0", "khong", "k", "false", "no"})
_SYMBOLS = frozenset("✓✔☑☒✗✘√×")
LAST_OF_THIS_CENTURY = 10  # nobody on a staff list was born later than 2010
_AGE = re.compile(r"\(\s*\d{2}\s*t[^)]*\)", re.IGNORECASE)
_RUN_TOGETHER = re.compile(r"(\d{1,2})(\d{2})(\d{4})", re.ASCII)
_ONLY_A_YEAR = re.compile(r"(?:(?:\d{1,2}|(?:ngay|thang|thg|nam|sinh|khoang)\d{0,2}) )*"
                          r"(19[2-9]\d|20[01]\d)", re.ASCII)
_SHORT_YEAR = re.compile(r"(\d{1,2}[/.-]\d{1,2}[/.-])(\d{2})", re.ASCII)
_MONTH = re.compile(r"(?:00?\s*[/.-]\s*|tháng\s*)?\d{1,2}\s*[/.-]\s*(\d{4})")
_SPAN = re.compile(r"(?:từ\s+)?(.+?)\s*(?:-|–|—|÷|~|đến|->|→)\s*(.+)", re.IGNORECASE)
_HALF_DAY = re.compile(r"\b(?:buổi\s+)?(sáng|trưa|chiều|tối)\b", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"\([^)]*\)")
_TICKS = re.compile("['’′´`]")
_DOTTED = re.compile(r"(\d{1,2})\.(\d{2})(?!\d)", re.ASCII)
_LASTING = re.compile(r"(?:(\d{1,2})\s*(?:h|g|giờ|tiếng)\s*)?"
                      r"(?:(\d{1,3})\s*(phút|ph|p|['’′´])?)?\.?", re.IGNORECASE)
_IN_MINUTES = re.compile(r"\d{1,3}\s*(?:phút|ph|p|['’′´])\.?", re.IGNORECASE)
_NO_PARAMS: Mapping[str, object] = {}
_FIRST_DAY = date(1899, 12, 30)
_DAY_NUMBERS = range(7_000, 50_000)  # 1919 to 2036: never a year, so the cell lost its date format
_WHOLE_PHONE = re.compile(r"0\d{9}", re.ASCII)
_WHOLE_PHONES = re.compile(r"0\d{9}(?:\|0\d{9})*", re.ASCII)
_COUNTRY_CODE = re.compile(r"(?:00)?84([235789]\d{8})", re.ASCII)
_LOST_ZERO = re.compile(r"[35789]\d{8}|2\d{9}|1[2689]\d{8}")
PLAIN_BLANKS = " \t\r\n"


class Read(NamedTuple):
    """A value (None if the cell holds none), and the codes of what is wrong or was mended."""

    value: object = None
    problem: str = ""
    repair: str = ""
    params: Mapping[str, object] = _NO_PARAMS


NOTHING = Read()


def read_cell(e: Entry, cell: Cell) -> Read:
    """The cell as the field of entry `e`; a bad one has a problem and no value."""
    if cell is None:
        return NOTHING
    if e.name == "phone":
        return read_phone(e, cell)
    if e.name == "email":
        return _read_email(e, cell)
    if e.name == "minutes" and isinstance(cell, str):
        minutes = read_minutes(cell)
        return _parsed(e, cell if minutes is None else minutes)
    if e.name == "birth_year":
        return read_birth_year(e, cell)
    if e.name == "number" and isinstance(cell, str):
        cell = clean_line(cell).rstrip(".)/").lstrip("0(")
    if e.kind is fields.Kind.TIME and isinstance(cell, datetime):
        cell = cell.time()
    return _parsed(e, cell)


def are_kept_as_they_are(e: Entry, cells: Iterable[Cell]) -> bool:
    """True only if `read_cell` finds in each cell just what stands there: one look at a whole
    column, as most are tidy."""
    said: set[Any] = set(cells) - {None}
    kinds = set(map(type, said))
    if e.kind is fields.Kind.NUMBER and kinds == {int}:
        return bool(e.minimum <= min(said) and max(said) <= e.maximum)
    if e.kind is not fields.Kind.LINE or kinds != {str}:
        return False
    if e.name == "phone":
        return set(map(len, said)) == {10} and bool(_WHOLE_PHONES.fullmatch("|".join(said)))
    if e.name == "email" and not all("@" in text for text in said):
        return False
    return "" not in said and max(map(len, said)) <= e.limit and are_clean(said)


def _parsed(e: Entry, cell: Cell) -> Read:
    if e.kind is fields.Kind.CHOICE and not fold(text_of(cell)):  # a dash, a question mark
        return NOTHING
    raw = text_of(cell) if isinstance(cell, (bool, float)) else cell
    value, problem = fields.parse(e, raw)
    if problem and problem.code != "blank":
        return Read(None, problem.code, "", problem.params)
    if value in ("", None, ()):
        return NOTHING
    line = isinstance(cell, str) and e.kind is fields.Kind.LINE
    mended = line and value != str(cell).strip(PLAIN_BLANKS)
    return Read(value, repair="text-tidied" if mended else "")


def read_birth_year(e: Entry, cell: Cell) -> Read:
    """The year of a date, of "5/1979", of a year, or of a date that lost its format."""
    if isinstance(cell, (date, datetime)):
        return _parsed(e, cell.year)
    text = clean_line(_AGE.sub("", text_of(cell)))
    if text.isdecimal() and int(text[:9]) in _DAY_NUMBERS:
        day = _FIRST_DAY + timedelta(days=int(text))
        return Read(day.year, repair="day-number", params={"value": text, "date": short_date(day)})
    if moment := fields.parse_date_time(text):
        return _parsed(e, moment.year)
    if month := _MONTH.fullmatch(text):
        return _parsed(e, month[1])
    if short := _SHORT_YEAR.fullmatch(text):
        year = int(short[2]) + (1900 if int(short[2]) > LAST_OF_THIS_CENTURY else 2000)
        if fields.parse_date_time(f"{short[1]}{year}"):
            return Read(year, repair="short-year", params={"value": text, "date": year})
    if odd := _year_of_odd_date(text):
        return Read(odd, repair="short-year", params={"value": text, "date": odd})
    if text and not text.isdecimal():
        return Read(None, "not-a-date", "", {"value": text})
    return _parsed(e, text)


def _year_of_odd_date(text: str) -> int | None:
    """The year of a date without marks ("12031979"), or of one that is none but has a clear year
    ("00/00/1979", "Sinh năm 1979"); a year alone is not odd."""
    together = _RUN_TOGETHER.fullmatch(text)
    if together and fields.parse_date_time("/".join(together.groups())):
        return int(together[3])
    folded = fold(text)
    odd = _ONLY_A_YEAR.fullmatch(folded)
    numbers = folded.split(" ")[:-1]
    impossible = (len(numbers) == 2 and all(number.strip("0").isdecimal() for number in numbers)
                  and not fields.parse_date_time(folded.replace(" ", "/")))
    return int(odd[1]) if odd and not impossible and not text.isdecimal() else None


def read_phone(e: Entry, cell: Cell) -> Read:
    """The number as written; one that Excel took for a number gets its first 0 back."""
    if isinstance(cell, str) and _WHOLE_PHONE.fullmatch(cell):
        return Read(cell)
    text = clean_line(text_of(cell))
    digits = re.sub(r"[ .\-'‘’]", "", text)
    if _LOST_ZERO.fullmatch(digits):
        return Read(f"0{text}", repair="zero-added", params={"value": f"0{text}"})
    if code := _COUNTRY_CODE.fullmatch(digits):
        return Read(f"0{code[1]}", repair="country-code", params={"value": f"0{code[1]}"})
    if text[:1] in "Oo'‘’" and _WHOLE_PHONE.fullmatch(plain := re.sub("^[Oo]", "0", digits)):
        return Read(plain, repair="text-tidied")
    if sum(map(str.isalpha, text)) > sum(map(str.isdecimal, text)):
        return Read(None, "not-a-phone", params={"value": text})
    return _parsed(e, text if not isinstance(cell, str) else cell)


def _read_email(e: Entry, cell: Cell) -> Read:
    text = clean_line(text_of(cell))
    if "@" not in text and any(map(str.isalnum, text)):
        return Read(None, "not-an-email", params={"value": text})
    return _parsed(e, cell)


def read_mark(cell: Cell) -> bool | None:
    """Whether a cell is ticked; None if it holds neither a tick nor its absence."""
    if isinstance(cell, bool):
        return cell
    text = text_of(cell)
    folded = fold(text)
    if folded in _MARKS or _SYMBOLS & set(text):
        return True
    return False if folded in _NO_MARKS or not text.strip(" -–—.\xa0") else None


def read_titles(text: str) -> Mapping[str, str] | None:
    """Academic rank and degree of a column that holds both ("PGS.TS"); None if it holds other
    things."""
    line = clean_line(text)
    found = split_titles(f"{line} An")
    if found.name != "An" or found.honorific:
        return None
    return {"academic_rank": found.academic_rank, "degree": found.degree}


def read_span(cell: Cell) -> tuple[time, int | None] | None:
    """Start and minutes of "7h30 - 8h00"; only the start of "7h30"; None if it is neither."""
    if isinstance(cell, datetime):
        return cell.time(), None
    if isinstance(cell, time):
        return cell, None
    text = clean_line(_IN_BRACKETS.sub(" ", text_of(cell))).rstrip(" :")
    if start := _clock(text.casefold().removeprefix("từ ")):
        return start, None
    moment = fields.parse_date_time(text)
    if moment and moment.time() != time():
        return moment.time(), None
    span = _SPAN.fullmatch(text)
    start, end = (_clock(span[1]), _clock(span[2])) if span else (None, None)
    if start is None or end is None:
        return None
    return start, minutes_between(start, end)


def _clock(text: str) -> time | None:
    """The time of "7h30'", "7.30" or "Chiều 2h"."""
    half = _HALF_DAY.search(text)
    bare = clean_line(_TICKS.sub("", _HALF_DAY.sub(" ", text)))
    start = parse_time(_DOTTED.sub(r"\1:\2", bare))
    if start and half and half[1].casefold() in ("chiều", "tối") and start.hour < 12:
        return start.replace(hour=start.hour + 12)
    return start


def read_minutes(cell: Cell) -> int | None:
    """The minutes of "30 phút", "45'", "1 giờ 15 phút" or "1h30"; None if a cell says no length."""
    found = _LASTING.fullmatch(clean_line(text_of(cell)))
    if not found or not (found[1] or found[3]):
        return None
    return int(found[1] or 0) * 60 + int(found[2] or 0)


def says_minutes(cell: Cell) -> bool:
    """Whether a cell is a length of time with its unit, such as "15 phút": no time of day."""
    return isinstance(cell, str) and bool(_IN_MINUTES.fullmatch(clean_line(cell)))


def minutes_between(start: time, end: time) -> int | None:
    """From one time of day to a later one; None if it is not later."""
    minutes = (end.hour - start.hour) * 60 + end.minute - start.minute
    return minutes if minutes > 0 else None
