"""Cells in the place of a name that name nobody: headings, marks of programs, phrases, counts."""

import re
from functools import cache

from desktop_app.domain import headings as h
from desktop_app.domain.list_table import ListKind
from desktop_app.domain.names import begins_with_family_name
from desktop_app.domain.vietnamese import fold

_MARK = re.compile(r"true|false|null|n/a|[\[<{%#].*", re.IGNORECASE)
_COUNT = re.compile(r"\d+\s+([^\W\d].*)")
_NUMBERED = re.compile(r"[\W\d_]+$")
_ALSO_NAMES = frozenset({h.MALE, h.FEMALE, "unit_id"})
_ONE_WORD = frozenset({"stt", "ten", "name", "email"})
_OF_NAMES = frozenset({"thi", "van"})
_FEWEST_SMALL, _MOSTLY, _MOST_NAME_WORDS = 2, 0.7, 5


def names_nobody(name: str) -> bool:
    """Whether a cleaned text that stands where a name is expected can be no name: "HOTEN", "FALSE",
    "[TMP]", "15 em", "name - 12", "Chưa cập nhật đủ"."""
    words = name.split(" ")
    if begins_with_family_name(words):
        return False
    count = _COUNT.fullmatch(name)
    counts = count is not None and not begins_with_family_name(count[1].split(" "))
    return bool(_MARK.fullmatch(name)) or counts or _is_heading(name) or _is_phrase(words)


def _is_heading(name: str) -> bool:
    """Whether a text is a known heading, perhaps with a number, or one run together in capitals as
    the names of fields in programs are. Most of one word may be names too: Nam, Khoa, Hổ."""
    bare = _NUMBERED.sub("", name)
    folded = fold(bare)
    if " " in folded or folded in _ONE_WORD:
        return h.spellings(ListKind.ATTENDEES).get(folded, "") not in ("", *_ALSO_NAMES)
    return bare.isupper() and bare.isascii() and folded in _run_together()


@cache
def _run_together() -> frozenset[str]:
    return frozenset(text.replace(" ", "") for text in h.spellings(ListKind.ATTENDEES)
                     if " " in text)


def _is_phrase(words: list[str]) -> bool:
    """Whether nearly all words but the first are small, as in a sentence, and none belongs to
    names."""
    small = sum(word.islower() for word in words[1:])
    named = len(words) <= _MOST_NAME_WORDS and not _OF_NAMES.isdisjoint(map(fold, words))
    return (words[0].istitle() and not named
            and small >= max(_FEWEST_SMALL, (len(words) - 1) * _MOSTLY))
