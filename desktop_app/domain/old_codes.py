"""Vietnamese text in the font codes of before Unicode: TCVN3 (ABC) and VNI-Windows.

Such text has Latin letters in Unicode's eyes; only its font (.VnTime, VNI-Times) or its look tells
what it says. Source: DOMAIN 4.2. U+00AD is the letter "ư" of TCVN3: read before cleaning.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import lru_cache

_TONES = "\u0300\u0309\u0303\u0301\u0323"  # as TCVN3 has them: grave, hook, tilde, acute, dot
_TCVN3_ROWS = {
    "a": "µ¶·¸¹", "ă": "»¼½¾Æ", "â": "ÇÈÉÊË", "e": "ÌÎÏÐÑ", "ê": "ÒÓÔÕÖ", "i": "×ØÜÝÞ",
    "o": "ßáâãä", "ô": "åæçèé", "ơ": "êëìíî", "u": "ïñòóô", "ư": "õö÷øù", "y": "úûüýþ",
}
_TCVN3_LETTERS = dict(zip("¡¢§£¤¥¦¨©®ª«¬\u00ad", "ĂÂĐÊÔƠƯăâđêôơư", strict=True))
_VNI_LETTERS = dict(zip("ôöñæóòîÔÖÑÆÓÒÎ", "ơưđỉĩịỵƠƯĐỈĨỊỴ", strict=True))
_HAT, _BREVE, _HORN = "\u0302", "\u0306", "\u031b"
_VIETNAMESE_MARKS = frozenset({*_TONES, _HAT, _BREVE, _HORN})
_VNI_MARKS = {
    "ø": _TONES[0], "û": _TONES[1], "õ": _TONES[2], "ù": _TONES[3], "ï": _TONES[4],
    "â": _HAT, "à": _HAT + _TONES[0], "å": _HAT + _TONES[1], "ã": _HAT + _TONES[2],
    "á": _HAT + _TONES[3], "ä": _HAT + _TONES[4],
    "ê": _BREVE, "è": _BREVE + _TONES[0], "ú": _BREVE + _TONES[1], "ü": _BREVE + _TONES[2],
    "é": _BREVE + _TONES[3], "ë": _BREVE + _TONES[4],
}
_VNI_PAIR = re.compile(f"([aeouyôö])([{''.join(_VNI_MARKS)}])|[{''.join(_VNI_LETTERS)}]",
                       re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
_SYLLABLE = re.compile(
    "(?:ngh?|gh|gi|kh|nh|ph|qu|th|tr|ch|[bcdghklmnprstvx])?(?:[aeiouy]{1,3})(?:ch|nh|ng|[cmnpt])?")
_FROM_UNICODE = re.compile("[ĂăĐđĨĩŨũƠơƯư\u1ea0-\u1ef9\u0300-\u0323]")
_SURE_AT_LEAST = 2


class OldCode(StrEnum):
    """A font code; the capitals of TCVN3 are small letters that a font ending in H draws large."""

    TCVN3 = "tcvn3"
    TCVN3_CAPITALS = "tcvn3-capitals"
    VNI = "vni"


def _tcvn3_table() -> Mapping[int, str]:
    toned = {code: unicodedata.normalize("NFC", letter + tone)
             for letter, codes in _TCVN3_ROWS.items()
             for code, tone in zip(codes, _TONES, strict=True)}
    return str.maketrans({**_TCVN3_LETTERS, **toned})


_TCVN3: Mapping[int, str] = _tcvn3_table()
_TCVN3_ONLY = frozenset(map(chr, _TCVN3)) - frozenset("áâãèéêìíòóôõùúý")
_VNI_ONLY = re.compile("[aeouyôö][øûï]|[aeo][åäâàáã]|a[êèúüéë]|ñ|ö", re.IGNORECASE)


def code_of_font(font: str) -> OldCode | None:
    """The code of a font by its name; None for fonts of Unicode."""
    name = font.strip().casefold()
    if name.startswith(".vn"):
        return OldCode.TCVN3_CAPITALS if name.endswith("h") else OldCode.TCVN3
    return OldCode.VNI if name.startswith(("vni-", "vni ")) else None


@lru_cache(maxsize=50_000)
def in_unicode(text: str, code: OldCode) -> str:
    """What a text in an old code says. Text with Vietnamese letters of Unicode stays as it is:
    somebody typed it into a cell whose font was never changed."""
    if _FROM_UNICODE.search(text):
        return text
    if code is OldCode.VNI:
        return unicodedata.normalize("NFC", _VNI_PAIR.sub(_vni_letter, text))
    plain = text.translate(_TCVN3)
    return plain.upper() if code is OldCode.TCVN3_CAPITALS else plain


def _vni_letter(found: re.Match[str]) -> str:
    if not found[1]:
        return _VNI_LETTERS[found[0]]
    marks = _VNI_MARKS[found[2].lower()]
    letter = _VNI_LETTERS.get(found[1], found[1])
    allowed = {_HAT: "aeo", _BREVE: "a"}.get(marks[0], "aeouyơư")
    return letter + marks if letter.lower() in allowed else letter + found[2]


def guessed_code(texts: Iterable[str]) -> OldCode | None:
    """The old code in which most of the different texts were written, by their letters; None where
    they are Unicode or too few to be sure."""
    found = {OldCode.TCVN3: 0, OldCode.VNI: 0}
    unicode = 0
    for text in set(texts):
        if _FROM_UNICODE.search(text):
            unicode += 1
        elif not text.isascii() and (code := _shown_code(text)):
            found[code] += 1
    code = max(found, key=found.__getitem__)
    return code if found[code] >= _SURE_AT_LEAST and found[code] > unicode else None


@lru_cache(maxsize=50_000)
def _shown_code(text: str) -> OldCode | None:
    """The code that the letters of one text show."""
    vni = in_unicode(text, OldCode.VNI)
    if _VNI_ONLY.search(text) and _reads_well(vni) and _is_cased_well(vni):
        return OldCode.VNI
    good_already = _reads_well(text) and _is_cased_well(text)  # as "Ông" and "Chuyên viên" are
    if (_TCVN3_ONLY & set(text) and not good_already
            and _reads_well(in_unicode(text, OldCode.TCVN3))):
        return OldCode.TCVN3
    return None


def may_be_in(text: str, code: OldCode) -> bool:
    """Whether a text has letters beyond ASCII, none of them Unicode's own, and reads well in
    the code or has letters that Vietnamese in Unicode never has."""
    if text.isascii() or _FROM_UNICODE.search(text) or in_unicode(text, code) == text:
        return False
    only = _VNI_ONLY.search(text) if code is OldCode.VNI else _TCVN3_ONLY & set(text)
    return bool(only) or _reads_well(in_unicode(text, code))


def has_no_capital(letter: str) -> bool:
    """Whether TCVN3 has only the small form of a letter, as of all letters with a tone."""
    return letter.islower() and letter in _TCVN3.values() and letter.upper() not in _TCVN3.values()


def share_that_reads_well(texts: Iterable[str]) -> float:
    """How many of the different texts with letters beyond ASCII are Vietnamese as they stand, from
    0 to 1."""
    marked = {text for text in texts if not text.isascii()}
    return sum(map(_reads_well, marked)) / len(marked) if marked else 0.0


def _reads_well(text: str) -> bool:
    """Whether each word with marks is built like a Vietnamese syllable, with at most one tone."""
    marked = [word for word in _WORD.findall(text) if not word.isascii()]
    return bool(marked) and all(map(_is_syllable, marked))


def _is_cased_well(text: str) -> bool:
    """Whether no capital follows a small letter: VNI has the capitals that TCVN3 lacks."""
    return all(word[1:].islower() or word.isupper() for word in _WORD.findall(text)
               if len(word) > 1)


def _is_syllable(word: str) -> bool:
    parts = unicodedata.normalize("NFD", word.casefold().replace("đ", "d"))
    bare = "".join(part for part in parts if not unicodedata.combining(part))
    marks = [part for part in parts if unicodedata.combining(part)]
    return (sum(mark in _TONES for mark in marks) <= 1 and set(marks) <= _VIETNAMESE_MARKS
            and bool(_SYLLABLE.fullmatch(bare)))
