"""What a column of a list of people holds, told by its cells where no heading tells it."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from itertools import pairwise

from desktop_app.domain.dates import parse_date
from desktop_app.domain.grid import Cell, text_of
from desktop_app.domain.headings import BIRTH, FULL_NAME, TITLES
from desktop_app.domain.list_cells import read_titles
from desktop_app.domain.list_rows import begins_like_a_unit
from desktop_app.domain.names import begins_with_family_name, split_titles
from desktop_app.domain.position_text import is_position, split_position
from desktop_app.domain.vietnamese import clean_line, fold

FEWEST = 3
_SURE, _MOSTLY = 0.8, 0.6
_YEARS = range(1925, 2015)
_MOST_NAME_WORDS, _LONGEST_WORD = 6, 8
NUMBERED_NAME = re.compile(r"(?:\d{1,4}\s*[.)/-]|[-–+*•])\s*(?=[^\W\d])")
"""What stands before a name where no column numbers the people."""
_PHONE = re.compile(r"(?:\+?84|0)?[235789]\d{8}", re.ASCII)
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_PHONE_MARKS = re.compile(r"[ .\-()]")


def is_name(cell: Cell) -> bool:
    """Whether a cell reads like the name of a person, perhaps with a number and titles before it
    and a position behind it."""
    if not isinstance(cell, str) or begins_like_a_unit(cell):
        return False
    alone, _ = split_position(NUMBERED_NAME.sub("", clean_line(cell), count=1))
    words = split_titles(alone).name.split(" ")
    return (len(words) <= _MOST_NAME_WORDS and begins_with_family_name(words)
            and all(_is_word_of_name(word) for word in words))


def _is_word_of_name(word: str) -> bool:
    return word[:1].isupper() and len(word) <= _LONGEST_WORD \
        and word.replace("'", "").replace("’", "").isalpha()


def _is_year(cell: Cell) -> bool:
    if isinstance(cell, (date, datetime)):
        return cell.year in _YEARS
    text = clean_line(text_of(cell))
    if text.isdecimal():
        return int(text[:9]) in _YEARS
    day = parse_date(text)
    return day is not None and day.year in _YEARS


def _is_phone(cell: Cell) -> bool:
    return isinstance(cell, (str, int)) \
        and bool(_PHONE.fullmatch(_PHONE_MARKS.sub("", text_of(cell).strip())))


_TESTS: Mapping[str, tuple[Callable[[Cell], bool], float]] = {
    "email": (lambda cell: bool(_EMAIL.fullmatch(clean_line(text_of(cell)))), _SURE),
    "phone": (_is_phone, _SURE),
    BIRTH: (_is_year, _SURE),
    "gender": (lambda cell: fold(text_of(cell)) in {"nam", "nu"}, _SURE),
    FULL_NAME: (is_name, _MOSTLY),
    TITLES: (lambda cell: isinstance(cell, str) and not is_position(cell)
             and read_titles(cell) is not None, _SURE),
    "unit_id": (lambda cell: isinstance(cell, str) and begins_like_a_unit(cell), _MOSTLY),
    "position": (lambda cell: isinstance(cell, str) and is_position(cell), _MOSTLY),
}


def content_role(cells: Sequence[Cell]) -> str:
    """The role that nearly all cells of a column fit; nothing if they fit none or are too few."""
    said = [cell for cell in cells if cell is not None]
    if len(said) < FEWEST:
        return ""
    if _are_numbers(said):
        return "number"
    return next((role for role, (test, share) in _TESTS.items()
                 if sum(map(test, said)) >= len(said) * share), "")


def _are_numbers(cells: Sequence[Cell]) -> bool:
    """Whether the cells count 1, 2, 3 … with few exceptions."""
    numbers = [int(text) for cell in cells if (text := text_of(cell).rstrip(".)")).isdecimal()]
    steps = sum(after - before == 1 for before, after in pairwise(numbers))
    return len(numbers) >= len(cells) * _SURE and steps >= (len(numbers) - 1) * _MOSTLY \
        and min(numbers, default=0) <= 1 + FEWEST
