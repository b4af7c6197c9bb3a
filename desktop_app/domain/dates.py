"""Dates and numbers as Vietnamese papers write them, and dates and times as people type them.

Source of the long form: Nghị định 30/2020/NĐ-CP, Phụ lục I (DOMAIN 2.1). A day below 10 gets a
zero before it; of the months only January and February do.
"""

import re
from datetime import date, time

from desktop_app.domain.vietnamese import fold

_YEAR_FIRST = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})", re.ASCII)
_DAY_FIRST = re.compile(r"(\d{1,2})\s?([-/.])\s?(\d{1,2})\s?\2\s?(\d{4})", re.ASCII)
_DAY_WORD = re.compile(r"^ngày\s*(?=[\d/.\-\s]+$)", re.IGNORECASE)
_IN_WORDS = re.compile(r"(?:ngay )?(\d{1,2}) thang (\d{1,2}) nam (\d{4})", re.ASCII)
_CLOCK = re.compile(r"(\d{1,2})\s?:\s?(\d{2})(?::(\d{2}))?", re.ASCII)
_HOURS_IN_WORDS = re.compile(r"(\d{1,2}) ?(?:h|g|gio) ?(?:(\d{2}) ?(?:p|ph|phut)?)?", re.ASCII)
_FOUR_DIGITS = re.compile(r"(\d{2})(\d{2})", re.ASCII)

_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
LARGEST_IN_WORDS = 999_999_999


def long_date(day: date) -> str:
    """The date line of a paper: "ngày 05 tháng 01 năm 2020", "ngày 29 tháng 6 năm 2019"."""
    month = f"{day.month:02}" if day.month <= 2 else str(day.month)
    return f"ngày {day.day:02} tháng {month} năm {day.year}"


def short_date(day: date) -> str:
    """dd/mm/yyyy: "05/01/2020"."""
    return f"{day.day:02}/{day.month:02}/{day.year:04}"


def parse_date(text: str) -> date | None:
    """The day that `text` names, None if it names none.

    Read are 30/6/2023, 30-06-2023, 30.6.2023, 2023-06-30 and "ngày 30 tháng 6 năm 2023"; the day
    comes before the month. Years of two digits are refused, as they are a guess.
    """
    line = _DAY_WORD.sub("", text.strip())
    if found := _DAY_FIRST.fullmatch(line):
        return _day(found[4], found[3], found[1])
    if found := _YEAR_FIRST.fullmatch(line):
        return _day(found[1], found[3], found[4])
    if found := _IN_WORDS.fullmatch(fold(line)):
        return _day(found[3], found[2], found[1])
    return None


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def parse_time(text: str) -> time | None:
    """The time of day that `text` names, None if it names none.

    Read are 7:30, 7:30:00, 7h30, 07g30, 7h, 0730 and "7 giờ 30 phút".
    """
    line = text.strip()
    if found := _CLOCK.fullmatch(line):
        return _time(found[1], found[2], found[3])
    if found := _FOUR_DIGITS.fullmatch(line) or _HOURS_IN_WORDS.fullmatch(fold(line)):
        return _time(found[1], found[2], None)
    return None


def _time(hours: str, minutes: str | None, seconds: str | None) -> time | None:
    try:
        return time(int(hours), int(minutes or 0), int(seconds or 0))
    except ValueError:
        return None


def number_in_words(number: int) -> str:
    """`number` as it is read aloud: 105 is "một trăm linh năm", 21 is "hai mươi mốt".

    Whole numbers from 0 to 999,999,999; anything else is a ValueError.
    """
    if not 0 <= number <= LARGEST_IN_WORDS:
        raise ValueError(number)
    if number == 0:
        return _DIGITS[0]
    millions, rest = divmod(number, 1_000_000)
    thousands, units = divmod(rest, 1_000)
    words: list[str] = []
    for group, name in ((millions, "triệu"), (thousands, "nghìn"), (units, "")):
        if group:
            words += [*_group_in_words(group, first=not words), name]
    return " ".join(words).rstrip()


def _group_in_words(group: int, *, first: bool) -> list[str]:
    """Three digits; hundreds are said even when there are none, except at the very beginning."""
    hundreds, rest = divmod(group, 100)
    tens, units = divmod(rest, 10)
    words = [] if first and not hundreds else [_DIGITS[hundreds], "trăm"]
    if tens == 0 and units and words:
        words.append("linh")
    elif tens == 1:
        words.append("mười")
    elif tens > 1:
        words += [_DIGITS[tens], "mươi"]
    if units:
        words.append(_unit_in_words(tens, units))
    return words


def _unit_in_words(tens: int, units: int) -> str:
    """The last digit of a group: "mốt" after hai mươi and above, "lăm" after mười and above."""
    if units == 1 and tens > 1:
        return "mốt"
    if units == 5 and tens > 0:
        return "lăm"
    return _DIGITS[units]
