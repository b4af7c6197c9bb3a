"""What somebody meant who typed Telex while the input method was off: "nguyeenx" is "nguyễn".

Only for looking names up; text that is recorded is never changed.
"""

import re
import unicodedata

_TONES = {"f": "\u0300", "r": "\u0309", "x": "\u0303", "s": "\u0301", "j": "\u0323"}
_DOUBLED = {"a": "â", "e": "ê", "o": "ô", "d": "đ"}
_WITH_W = {"a": "ă", "o": "ơ", "u": "ư"}
_VOWELS = frozenset("aăâeêioôơuưy")
_HOOKED_TOGETHER = re.compile("(?:uơ|ưo)(?=.)")


def from_telex(text: str) -> str:
    """`text` with each word as a Telex input method would have written it, in lower case."""
    return " ".join(_syllable(word) for word in text.lower().split())


def _syllable(word: str) -> str:
    letters: list[str] = []
    tone = ""
    for key in word:
        if key in _TONES and _VOWELS & set(letters):
            tone = _TONES[key]
        elif key == "w":
            _hook(letters)
        elif key in _DOUBLED and key in letters:
            letters[_last(letters, key)] = _DOUBLED[key]
        else:
            letters.append(key)
    return _with_tone(list(_HOOKED_TOGETHER.sub("ươ", "".join(letters))), tone)


def _hook(letters: list[str]) -> None:
    """The key w: a hook or breve on the last vowel that takes one; else it is an ư itself."""
    places = [place for place, letter in enumerate(letters) if letter in _WITH_W]
    if places:
        letters[places[-1]] = _WITH_W[letters[places[-1]]]
    else:
        letters.append("ư")


def _with_tone(letters: list[str], tone: str) -> str:
    """The tone on the vowel that bears a mark, else on the first one; names are found either way
    (`matching` puts tones at the end of a syllable)."""
    if not tone:
        return "".join(letters)
    vowels = [place for place, letter in enumerate(letters) if letter in _VOWELS]
    marked = [place for place in vowels if letters[place] not in "aeiouy"]
    place = (marked or vowels)[-1 if marked else 0]
    return unicodedata.normalize("NFC", "".join([*letters[: place + 1], tone,
                                                 *letters[place + 1 :]]))


def _last(letters: list[str], wanted: str) -> int:
    return len(letters) - 1 - letters[::-1].index(wanted)
