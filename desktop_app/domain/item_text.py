"""Texts of agendas and opinions: numbers and dashes before them, speakers together with units."""

import re
from typing import NamedTuple

from desktop_app.domain.list_rows import begins_like_a_unit
from desktop_app.domain.names import split_titles
from desktop_app.domain.position_text import Placed, is_position, split_unit
from desktop_app.domain.vietnamese import clean_line

_MARKER = re.compile(r"\s*(?:\d{1,2}\s*[.)/]\s*(?=[^\W\d])|[-–+*•]\s+(?=\w))")
_NAME_AND_MORE = re.compile(r"(?P<name>[^,;(\n–-]*[^,;(\n–\s-])\s*"
                            r"(?:\((?P<inside>[^()]+)\)|(?:[,;\n]|\s[–-]\s)\s*(?P<after>.+))",
                            re.DOTALL)
_MOST_NAME_WORDS = 6


class Said(NamedTuple):
    """Who says something: a person, a unit or a person of a unit."""

    speaker: str = ""
    unit: str = ""


def without_marker(text: str) -> str:
    """A text without "1." or "-" before it; one that goes on with more of them is a list and stays
    as it is."""
    found = _MARKER.match(text)
    if not found or any(_MARKER.match(line) for line in text.splitlines()[1:]):
        return text
    return text[found.end() :]


def split_speaker(text: str) -> Said:
    """Speaker and unit of a cell that may hold either or both: "Đ/c Lê An - Khoa Điện". A cell that
    says more, such as a position or several people, stays whole."""
    line = clean_line(text)
    if begins_like_a_unit(line):
        return Said(unit=line)
    found = _NAME_AND_MORE.fullmatch(text.strip())
    if not found:
        return Said(line)
    name, behind = clean_line(found["name"]), found["inside"] or found["after"]
    unit = behind if split_unit(behind) == Placed("", clean_line(behind)) else ""
    words = split_titles(name).name.split(" ")
    is_name = len(words) <= _MOST_NAME_WORDS and not is_position(name)
    return Said(name, clean_line(unit)) if unit and is_name else Said(line)
