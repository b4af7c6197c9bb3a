"""Vietnamese alphabetical order as strings that sort by plain comparison.

The order is that of CLDR for "vi" (DOMAIN 4.4): spaces, punctuation, numbers, letters; the letters
ă â đ ê ô ơ ư are letters of their own; tones (ngang, huyền, hỏi, ngã, sắc, nặng) decide where the
letters agree, and small before capital where the tones agree too. Numbers go by value.
The keys compare alike as Python strings and as UTF-8 bytes, so SQLite sorts them as they are, and
the order is the same on every platform.
"""

import re
import unicodedata
from functools import lru_cache

_SPACE = "!"
_FIRST_SIGN = ord(_SPACE) + 1
_SIGNS = "_-–—,;:!?.…'‘’\"“”«»()[]{}@*/\\&#%•`^°+±<=>|~$₫€"
_OTHER_SIGN = chr(_FIRST_SIGN + len(_SIGNS))
_NUMBER = chr(ord(_OTHER_SIGN) + 1)
_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_FIRST_LETTER = ord(_NUMBER) + 1
_OTHER_LETTER = chr(_FIRST_LETTER + len(_LETTERS))
_PRIMARY = {
    **{sign: chr(_FIRST_SIGN + place) for place, sign in enumerate(_SIGNS)},
    **{letter: chr(_FIRST_LETTER + place) for place, letter in enumerate(_LETTERS)},
    " ": _SPACE,
}

# Marks that make another letter, then the tones in Vietnamese order, then marks of other languages.
_SHAPES = {"\u0306": "a", "\u0302": "aeo", "\u031b": "ou"}
_MARKS = (
    "\u0300\u0309\u0303\u0301\u0323"
    "\u0306\u0302\u030c\u030a\u0308\u030b\u0307\u0338\u0327\u0328\u0304"
)
_PLAIN = "0"
_SECONDARY = {mark: chr(ord(_PLAIN) + place) for place, mark in enumerate(_MARKS, 1)}

_SMALL, _CAPITAL = "0", "1"
_LEVEL_END, _FIELD_END = " ", "\t"
_PIECE = re.compile(r"[0-9]{1,90}|.", re.DOTALL)

Levels = tuple[str, str, str]


def collation_key(text: str, *more: str) -> str:
    """A string that sorts by `text`, and where that is the same by each of `more` in its turn.

    Case decides only where letters and tones of all of them are the same. Two keys are equal
    exactly when the texts are equal after NFC.
    """
    levels = [_levels(field) for field in (text, *more)]
    letters_and_tones = [primary + _LEVEL_END + secondary for primary, secondary, _ in levels]
    return _FIELD_END.join([*letters_and_tones, *(case for _, _, case in levels)])


def _levels(text: str) -> Levels:
    """The letters, the tones and the case of `text`, each as a string that sorts."""
    pieces = _PIECE.findall(unicodedata.normalize("NFC", text))
    weights = [_weights(piece) for piece in pieces]
    primary, secondary, case = ("".join(weight[level] for weight in weights) for level in range(3))
    return primary, secondary, case


@lru_cache(maxsize=4096)
def _weights(piece: str) -> Levels:
    """The weights of one character, or of one number."""
    if piece.isascii() and piece.isdigit():
        return _number_weights(piece)
    parts = unicodedata.normalize("NFD", piece)
    base, marks = parts[0], parts[1:]
    if unicodedata.category(base)[0] == "M":
        return "", _mark_weights(parts), _SMALL * len(parts)
    shape = next((mark for mark in marks if base.lower() in _SHAPES.get(mark, "")), "")
    letter = unicodedata.normalize("NFC", base + shape)
    tones = _mark_weights(marks.replace(shape, "", 1))
    small = letter.lower()
    if small not in _PRIMARY:
        return _other_primary(piece), _PLAIN, _SMALL
    case = _SMALL if letter == small else _CAPITAL
    return _PRIMARY[small], _PLAIN + tones, case + _SMALL * len(tones)


def _number_weights(digits: str) -> Levels:
    """By value: shorter numbers first, then digit by digit; leading zeros count as case does."""
    value = digits.lstrip("0")
    zeros = len(digits) - len(value)
    return _NUMBER + chr(ord("0") + len(value)) + value, _PLAIN, chr(ord("0") + zeros)


def _mark_weights(marks: str) -> str:
    """Tones in Vietnamese order, then other marks; unknown ones last, by code point."""
    return "".join(_SECONDARY.get(mark, mark) for mark in marks)


def _other_primary(piece: str) -> str:
    """Other alphabets come after z, other signs before the digits, both by code point."""
    return (_OTHER_LETTER if piece.isalnum() else _OTHER_SIGN) + piece
