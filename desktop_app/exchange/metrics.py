"""How wide text is in Times New Roman, and in how many lines it wraps.

Excel and LibreOffice show a row as high as the file says, so heights must be known when it is
written. Widths are the advances of Times in thousandths of the font size; the metric-compatible
Liberation Serif agrees to the unit. Letters with marks are as wide as their base letters.
"""

import unicodedata
from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate

_ADVANCES = {
    180: "'", 200: "|", 250: " ,.\u00a0", 278: "/:;\\ijlt", 333: "!()-I[]`fr‘’", 350: "•",
    389: "Js", 400: "°", 408: '"', 444: "?acez“”", 469: "^", 480: "{}",
    500: "#$*0123456789_bdghknopquvxyđ–", 529: "ơ", 541: "~", 542: "ư", 556: "FPS",
    564: "+<=>×÷", 611: "ELTZ", 667: "BCR", 722: "ADGHKNOQUVXYwĐƠ", 776: "Ư", 778: "&m",
    833: "%", 889: "M", 921: "@", 944: "W",
}
_UNKNOWN = 1000
_WIDEST_USUAL = 722  # no text is wider on the average, not even in capitals
_BOLD = 1.06
_KNOWN_WORDS = 50_000
_SHORT = 80  # names of people, units and themes, which come again and again
_BLANK = 250


class _Advances(dict[str, int]):
    """Fills itself with the characters it meets."""

    def __missing__(self, character: str) -> int:
        self[character] = found = self._advance(character)
        return found

    def _advance(self, character: str) -> int:
        parts = unicodedata.normalize("NFD", character)
        base = parts[0]
        if base in "oOuU" and "\u031b" in parts:
            base = {"o": "ơ", "O": "Ơ", "u": "ư", "U": "Ư"}[base]
        if unicodedata.category(base) in ("Mn", "Cf", "Cc"):
            return 0
        return self[base] if base != character else _UNKNOWN


_advance = _Advances({c: width for width, characters in _ADVANCES.items() for c in characters})


class _Widths(dict[str, int]):
    """The widths of words, remembered: Vietnamese is written in some seven thousand syllables."""

    def __missing__(self, word: str) -> int:
        found = sum([_advance[character] for character in word])
        if len(word) < _SHORT and len(self) < _KNOWN_WORDS:
            self[word] = found
        return found


_words = _Widths()
_counts: dict[tuple[str, float, bool], int] = {}


def word_width(word: str) -> int:
    """The width of a text without line breaks, in thousandths of the font size."""
    return _words[word]


def text_width(text: str, *, bold: bool = False) -> float:
    """The width of the longest line of `text`, in thousandths of the font size."""
    widest = max(word_width(line) for line in text.split("\n"))
    return widest * _BOLD if bold else widest


def fits_one_line(text: str, room: float) -> bool:
    """Whether `text` is certainly one line; False says nothing."""
    return len(text) * _WIDEST_USUAL <= room and "\n" not in text


def line_count(text: str, room: float, *, bold: bool = False) -> int:
    """In how many lines `text` wraps where a line has `room` thousandths of the font size."""
    if len(text) > _SHORT:
        return _counted(text, room, bold)
    key = (text, room, bold)
    found = _counts.get(key)
    if found is None:
        if len(_counts) >= _KNOWN_WORDS:
            _counts.clear()
        found = _counts[key] = _counted(text, room, bold)
    return found


def _counted(text: str, room: float, bold: bool) -> int:
    if bold:
        room /= _BOLD
    return sum([
        1 if len(line) * _WIDEST_USUAL <= room else _wrapped(line, room)
        for line in text.split("\n")
    ])


def _wrapped(line: str, room: float) -> int:
    """Words go to the next line whole; one that is longer than a line is broken."""
    widths = list(map(_words.__getitem__, line.split(" ")))
    if max(widths) > room:
        return _wrapped_with_long_words(widths, room)
    ends = list(accumulate([width + _BLANK for width in widths]))
    count, begin, used = 0, 0, 0
    while begin < len(ends):
        begin = bisect_right(ends, used + room + _BLANK, begin)
        used = ends[begin - 1]
        count += 1
    return count


def _wrapped_with_long_words(widths: Iterable[int], room: float) -> int:
    count, left = 1, room
    for width in widths:
        if width > left:
            if left < room:
                count += 1
            left = room - width % room if width > room else room - width
            count += int(width // room) if width > room else 0
            left -= _BLANK
        else:
            left -= width + _BLANK
    return count


# --- columns ------------------------------------------------------------------------------------

DIGIT = 500
"""The width of a digit, in which Excel measures columns."""

BODY_LINE = 15.75
"""The height of a line of the body font in points."""

_DIGIT_POINTS = 6.0
_PADDING_POINTS = 4.0
_SAFETY = 0.97  # printers and screens do not round alike
TALLEST_ROW = 409.0


def room_in(width: float, size: float) -> float:
    """The room for text of this size in a column, in thousandths of the size."""
    points = max(_DIGIT_POINTS, width * _DIGIT_POINTS - _PADDING_POINTS) * _SAFETY
    return points * 1000 / size


def height_of(lines: float) -> float:
    """The height in points of a row with so many lines of the body font; no row is higher than
    Excel allows."""
    return min(TALLEST_ROW, round(lines * BODY_LINE, 2))
