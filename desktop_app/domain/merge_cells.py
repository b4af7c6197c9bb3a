"""What a row of a list says otherwise than the register. Source: DOMAIN 4.1.

The number of a row is its place in that list and is never compared.
"""

import unicodedata
from collections.abc import Mapping
from typing import NamedTuple

from desktop_app.domain.vietnamese import fold, fold_character

NOT_COMPARED = frozenset({"number", "uid"})
_TITLES = frozenset({"honorific", "academic_rank", "degree"})
_SIGNS = str.maketrans("’‘ʼ`´–—", "'''''--")
_NOTHING: Mapping[str, object] = {}
_TONES = "\u0300\u0301\u0303\u0309\u0323"


class CellChange(NamedTuple):
    """A field of which a list says something else: what the register holds, what the list says."""

    field: str
    before: object
    after: object


def differences(listed: Mapping[str, object], held: Mapping[str, object],
                erased: Mapping[str, object] = _NOTHING) -> tuple[CellChange, ...]:
    """The fields that the list would change, in its order.

    An empty cell changes nothing, except in the fields that the user wants emptied: `erased` has
    what each of them is when it is empty.
    """
    said = [CellChange(name, held.get(name), value) for name, value in listed.items()
            if name not in NOT_COMPARED and not says_no_more(name, value, held.get(name))]
    emptied = [CellChange(name, held[name], empty) for name, empty in erased.items()
               if name not in listed and held[name] != empty]
    return (*said, *emptied)


def says_no_more(field: str, listed: object, held: object) -> bool:
    """Whether a cell says nothing that the register does not say as well or better.

    Texts all in capitals or without marks say less, as long as their signs are the same; "hoà" is
    another spelling of "hòa"; dots in titles and blanks in phone numbers mean nothing, nor does the
    order of several names.
    """
    if listed == held or listed in (None, "", ()):
        return True
    if isinstance(listed, tuple) and isinstance(held, tuple):
        return {fold(str(one)) for one in listed} == {fold(str(one)) for one in held}
    if not isinstance(listed, str) or not isinstance(held, str) or not held:
        return False
    if field in _TITLES or field == "unit":
        return fold(listed) == fold(held)
    if field == "phone":
        return _digits(listed) == _digits(held)
    if fold(listed) != fold(held):
        return False
    return (listed.isascii() and _unmarked(listed) == _unmarked(held)) or _alike(listed, held)


def _alike(listed: str, held: str) -> bool:
    new, old = _spelled(listed), _spelled(held)
    shouted = listed.isupper() or listed.islower()
    return new == old or (shouted and new.casefold() == old.casefold())


def _unmarked(text: str) -> str:
    """The text without marks, case and blanks, but with its signs: `C++` is not `C`."""
    signs = "".join(text.split()).translate(_SIGNS)
    return "".join(each if (folded := fold_character(each)) == " " else folded for each in signs)


def _spelled(text: str) -> str:
    """The text with each word's tone at its end, wherever it was written."""
    return " ".join(_tone_last(word) for word in text.split())


def _tone_last(word: str) -> str:
    if word.isascii():
        return word
    parts = unicodedata.normalize("NFD", word)
    tones = "".join(part for part in parts if part in _TONES)
    letters = "".join(part for part in parts if part not in _TONES)
    return unicodedata.normalize("NFC", letters) + tones


def _digits(text: str) -> str:
    return "".join(filter(str.isalnum, text))
