"""Finding names while they are being typed: without marks, by initials, in any word order.

A `SearchKey` is made once for each name, a `Query` once for each key press; comparing the two is
plain search in strings. `name_index` finds them among thousands. Source: DOMAIN 4.5.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from desktop_app.domain.vietnamese import fold, fold_character, folded_words

# How well a name matches, best first. A query with marks adds FOLDED_ONLY where the marks differ,
# so that "đường" finds Đường before it finds Dương.
WHOLE_NAME = 0
END_OF_NAME = 1
GIVEN_NAME_BEGINS = 2
ALL_INITIALS = 3
NAME_BEGINS = 4
WORDS_TOGETHER = 5
WORDS_OF_NAME = 6
SOME_INITIALS = 7
WHOLE_OTHER_WORDS = 8
OTHER_WORDS = 9
FOLDED_ONLY = 10

_WORD = re.compile(r"[^\W_]+")
_APOSTROPHE = re.compile("['’‘ʼ`´]")
_TONE = "\u0300\u0309\u0303\u0301\u0323"
_LETTERS_TYPED_AS = {"a": "[aăâ]", "d": "[dđ]", "e": "[eê]", "o": "[oôơ]", "u": "[uư]"}


@lru_cache(maxsize=8192)
def _syllable(word: str) -> str:
    """The letters of `word` and then its tone, so that "hoà" and "hòa" give the same."""
    parts = unicodedata.normalize("NFD", word)
    tone = "".join(part for part in parts if part in _TONE)
    letters = "".join(part for part in parts if part not in _TONE)
    return unicodedata.normalize("NFC", letters) + tone


def _words_with_marks(text: str) -> list[str]:
    return _WORD.findall(unicodedata.normalize("NFC", text).lower())


@dataclass(frozen=True, slots=True)
class SearchKey:
    """What a name, and other texts that stand for it, are found by.

    `name` and `all_words` are folded words, each with a space before it; `all_words` ends with a
    space too. `syllables` are the words with their marks, each with a space before it.
    """

    name: str
    all_words: str
    initials: str
    syllables: str

    @classmethod
    def of(cls, name: str, *others: str) -> "SearchKey":
        """The key of `name`; `others` (a number, a unit) are searched too but count for less.

        A name such as H'Hen is also found when it is typed without the apostrophe.
        """
        words = folded_words(name)
        run_together = _APOSTROPHE.sub("", name)
        more = " ".join(others if run_together == name else (*others, run_together))
        return cls(
            name="".join([f" {word}" for word in words]),
            all_words=" ".join(["", *words, *folded_words(more), ""]),
            initials="".join([word[0] for word in words]),
            syllables="".join([f" {_syllable(w)}" for w in _words_with_marks(f"{name} {more}")]),
        )


@dataclass(frozen=True, slots=True)
class Query:
    """What was typed: its folded words, each with a space before it, and patterns for the words
    that carry marks."""

    words: tuple[str, ...]
    phrase: str
    run_together: str
    marked: tuple[re.Pattern[str], ...]

    @classmethod
    def of(cls, text: str) -> "Query":
        words = folded_words(text)
        return cls(
            words=tuple(f" {word}" for word in words),
            phrase="".join(f" {word}" for word in words),
            run_together="".join(words),
            marked=tuple(
                _marks_pattern(word) for word in _words_with_marks(text) if word != fold(word)
            ),
        )


def _marks_pattern(word: str) -> re.Pattern[str]:
    """Finds syllables that begin with `word`; marks left out, or not typed yet, may be any."""
    syllable = _syllable(word)
    letters = syllable.rstrip(_TONE)
    tone = syllable[len(letters) :]
    begins = "".join(_LETTERS_TYPED_AS.get(letter, re.escape(letter)) for letter in letters)
    return re.compile(f" {begins}[^ ]*{tone}" if tone else f" {begins}")


def key_matches(query: Query, key: SearchKey) -> bool:
    """Whether every word of the query begins a word of the key, or the query begins its initials.

    An empty query matches everything.
    """
    words = key.all_words
    for word in query.words:
        if word not in words:
            return key.initials.startswith(query.run_together)
    return True


def key_rank(query: Query, key: SearchKey) -> int | None:
    """How well the key matches, lower is better; None where `key_matches` says no."""
    if not query.words:
        return WHOLE_NAME
    if not key_matches(query, key):
        return None
    rank = folded_rank(query, key)
    return rank if has_marks(query, key) else rank + FOLDED_ONLY


def has_marks(query: Query, key: SearchKey) -> bool:
    """Whether the words that were typed with marks have them in the key."""
    return all(pattern.search(key.syllables) for pattern in query.marked)


def folded_rank(query: Query, key: SearchKey) -> int:
    """The rank of a key that is known to match, marks left aside."""
    name, phrase = key.name, query.phrase
    found = name.rfind(phrase)
    if found >= 0:
        if found + len(phrase) == len(name):
            return END_OF_NAME if found else WHOLE_NAME
        if found + len(phrase) > name.rfind(" "):
            return GIVEN_NAME_BEGINS
    if key.initials == query.run_together:
        return ALL_INITIALS
    if found >= 0:
        return NAME_BEGINS if name.startswith(phrase) else WORDS_TOGETHER
    if len(query.words) > 1 and all(word in name for word in query.words):
        return WORDS_OF_NAME
    if key.initials.startswith(query.run_together):
        return SOME_INITIALS
    return WHOLE_OTHER_WORDS if f"{phrase} " in key.all_words else OTHER_WORDS


def run_together(name: str) -> str:
    """The folded words from each word of `name` to its end, written without spaces between them:
    "Khoa Cơ khí" gives "khoacokhi cokhi"."""
    words = folded_words(name)
    return " ".join("".join(words[start:]) for start in range(len(words) - 1))


def matches(query: str, *texts: str) -> bool:
    """`key_matches` for texts that are looked at once."""
    return key_matches(Query.of(query), SearchKey.of(*(texts or ("",))))


def match_rank(query: str, name: str, *others: str) -> int | None:
    """`key_rank` for a name that is looked at once."""
    return key_rank(Query.of(query), SearchKey.of(name, *others))


@dataclass(slots=True)
class _PlacedWord:
    """A folded word and where each of its letters begins and ends in the text."""

    letters: str
    starts: list[int]
    ends: list[int]


def _placed_words(text: str) -> list[_PlacedWord]:
    words = [_PlacedWord("", [], [])]
    for place, character in enumerate(text):
        folded = fold_character(character)
        if not folded and words[-1].ends:
            words[-1].ends[-1] = place + 1
        for letter in folded:
            if letter == " ":
                words.append(_PlacedWord("", [], []))
                continue
            words[-1].letters += letter
            words[-1].starts.append(place)
            words[-1].ends.append(place + 1)
    return [word for word in words if word.letters]


def match_spans(query: str, text: str) -> list[tuple[int, int]]:
    """The ranges of characters of `text` (in NFC) that the query matched, from left to right.

    These are the beginnings of words, or the initials where the query matched those.
    """
    typed = folded_words(query)
    words = _placed_words(unicodedata.normalize("NFC", text))
    spans = []
    for word in words:
        if length := max((len(t) for t in typed if word.letters.startswith(t)), default=0):
            spans.append((word.starts[0], word.ends[length - 1]))
    run_together = "".join(typed)
    if not spans and "".join(word.letters[0] for word in words).startswith(run_together):
        spans = [(word.starts[0], word.ends[0]) for word in words[: len(run_together)]]
    return _without_overlaps(spans)


def _without_overlaps(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """`spans` in order, joined where one character ("½") stands for two words."""
    apart: list[tuple[int, int]] = []
    for start, end in spans:
        if apart and start < apart[-1][1]:
            start = apart.pop()[0]
        apart.append((start, end))
    return apart
