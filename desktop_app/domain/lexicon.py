"""The names of one meeting that a mark of a captured line can name, and how they are found.

A name is found whole: as written, or without marks and case where that leaves no doubt.
"""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from desktop_app.domain.vietnamese import clean_line, fold

LONGEST_NAME = 1000
_NAME_END = re.compile(r"(?<=\S)(?=$|[\s,;:.!?…])")
_JOINERS = frozenset("-‐'’‘`´")


@dataclass(frozen=True)
class Term:
    """Something a mark can name: its key, how a chip shows it, and all ways to write it."""

    key: int
    label: str
    spellings: tuple[str, ...]

    @property
    def written(self) -> tuple[str, ...]:
        return (self.label, *self.spellings)


@dataclass(frozen=True)
class Lexicon:
    """Everything of one meeting that one kind of mark can name, read when it is first needed."""

    read: Callable[[], Iterable[Term]]

    @classmethod
    def of(cls, terms: Iterable[Term]) -> "Lexicon":
        """A lexicon of terms that are known already."""
        known = tuple(terms)
        return cls(lambda: known)

    @cached_property
    def terms(self) -> tuple[Term, ...]:
        return tuple(self.read())

    @cached_property
    def _as_written(self) -> Mapping[str, tuple[Term, ...]]:
        return _index((_letters(text), term) for term in self.terms for text in term.written)

    @cached_property
    def _folded(self) -> Mapping[str, tuple[Term, ...]]:
        return _index((fold(text), term) for term in self.terms for text in term.written)

    @cached_property
    def _most_words(self) -> int:
        """How many places where a name may end the longest spelling has."""
        return max((len(_NAME_END.findall(text)) for term in self.terms for text in term.written),
                   default=0)

    @cached_property
    def _beginnings(self) -> Sequence[str]:
        return sorted(self._folded)

    def prepare(self) -> None:
        """Makes what all look-ups need, which takes a while for thousands of names."""
        self._named("")
        self.longest("")
        self.has_beginning("")

    def _named(self, text: str) -> tuple[Term, ...]:
        """The terms of this name: one, several that share it, or none.

        A name with its marks counts before one without, so that Hùng and Hưng stay apart.
        """
        return self._as_written.get(_letters(text)) or self._folded.get(fold(text)) or ()

    def exact(self, text: str) -> Term | None:
        """The one term that is written like this, marks and case aside."""
        found = self._named(text)
        return found[0] if len(found) == 1 else None

    def longest(self, text: str) -> tuple[Term | None, int] | None:
        """The term that the beginning of `text` names, and how many characters that took.

        There is no term but a length where several share the name.
        """
        start = text.split("\n", 1)[0]
        ends = [m.start() for m in islice(_NAME_END.finditer(start), self._most_words)]
        for stop in reversed(ends):
            found = self._named(start[:stop])
            if found and _symbols(start[:stop]) <= _symbols("".join(found[0].written)) | _JOINERS:
                return found[0] if len(found) == 1 else None, stop
        return None

    def has_beginning(self, text: str) -> bool:
        """Whether any name goes on after these words."""
        begun = fold(text)
        place = bisect_left(self._beginnings, begun)
        return place < len(self._beginnings) and self._beginnings[place].startswith(begun)


EMPTY = Lexicon.of(())


def _index(named: Iterable[tuple[str, Term]]) -> Mapping[str, tuple[Term, ...]]:
    found: dict[str, tuple[Term, ...]] = {}
    for name, term in named:
        if name and term not in found.get(name, ()):
            found[name] = (*found.get(name, ()), term)
    return found


def _letters(text: str) -> str:
    return clean_line(text).casefold()


def _symbols(text: str) -> set[str]:
    """The punctuation and signs in `text`."""
    return {character for character in text if unicodedata.category(character)[0] in "PS"}
