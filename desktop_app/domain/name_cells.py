"""What stands beside the name in a cell of names, other than titles."""

import re
from collections.abc import Set

from desktop_app.domain.grid import Cell, text_of
from desktop_app.domain.names import split_titles_around
from desktop_app.domain.position_text import is_position
from desktop_app.domain.vietnamese import are_clean, clean_line

_MARKS_BEHIND = " *;,"
_BETWEEN = " ,;–-"
_NOTE = re.compile(r"(?P<name>[^()]*\S)\s*\((?P<note>[^()]*\w\s+\w[^()]*)\)")
_YEAR = re.compile(r"(?P<name>[^()]*[^\W\d])\s*(?:\(\D{0,9}(?P<inside>19\d\d|20[01]\d)\)"
                   r"|[,–-]\s*(?P<after>19\d\d|20[01]\d))")
_SEVERAL = re.compile(r"(?:\d+\s+)?đại diện\b.*"
                      r"|.*[(:–-]\s*\d+\s*(?:người|đồng chí|đ/c|đại biểu)\)?", re.IGNORECASE)


def name_text(cell: Cell) -> str:
    """The text of a cell of names on one line, without stars or commas behind it; a position on a
    line of its own is parted from the name by a dash."""
    text = text_of(cell)
    lines = text.strip().split("\n") if "\n" in text else ()
    for place in range(1, len(lines)):
        if is_position(lines[place]) and not lines[place].lstrip().startswith("("):
            name, position = " ".join(lines[:place]), " ".join(lines[place:])
            text = f"{name.rstrip(_BETWEEN)} - {position.lstrip(_BETWEEN)}"
            break
    return clean_line(text).rstrip(_MARKS_BEHIND)


def are_plain(texts: Set[str]) -> bool:
    """True only if `name_text` changes none of the texts: one look at all of them together."""
    return are_clean(texts) and not any(text.endswith(tuple(_MARKS_BEHIND)) for text in texts)


def split_note(name: str) -> tuple[str, str]:
    """A name and what is said of the person in brackets: "Lê An (nghỉ thai sản)"; no titles, no
    position, and no sign that tells namesakes apart, as in "Lê An (A)". A year may stand behind a
    dash too."""
    if year := _YEAR.fullmatch(name):
        return year["name"], year["inside"] or year["after"]
    found = _NOTE.fullmatch(name) if name.endswith(")") else None
    if not found or is_position(found["note"]) or split_titles_around(name).name != name:
        return name, ""
    return found["name"], clean_line(found["note"])


def counts_people(text: str) -> bool:
    """Whether a text stands for people who are not named: "02 đại diện Khoa Toán", "Phóng viên (3
    người)"."""
    may_count = "diện" in text or "DIỆN" in text or any(map(str.isdigit, text))
    return may_count and bool(_SEVERAL.fullmatch(text))
