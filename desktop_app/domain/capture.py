"""One typed line → what it means.

A line is plain text; marks are optional and may stand anywhere a word begins: `@` speaker,
`#` theme, `>` answering unit, `!` important; `/n`, `/y`, `/t`, `/k` at the start name the kind.
What was understood leaves the text and becomes a chip. What was not understood stays in the text,
so that nothing typed is ever dropped; the one exception is a speaker, who may be unknown to the
list and is then kept as heard.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from desktop_app.domain.vietnamese import clean_text, fold


class CaptureKind(StrEnum):
    """What a line is recorded as."""

    NOTE = "note"
    OPINION = "opinion"
    REPLY = "reply"
    CONCLUSION = "conclusion"


KIND_LETTERS: Mapping[str, CaptureKind] = {
    "n": CaptureKind.NOTE,
    "y": CaptureKind.OPINION,
    "t": CaptureKind.REPLY,
    "k": CaptureKind.CONCLUSION,
}

SPEAKER, THEME, UNIT, URGENT = "@", "#", ">", "!"
_MARK = re.compile(r"(?:(?<=\s)|^)([@#>])(?=\S)|(?:(?<=\s)|^)(!)(?=\s|$)")
_KIND = re.compile(r"^\s*/([nytk])(?=\s|$)", re.IGNORECASE)
_WORD = re.compile(r"\S+")
_LONGEST_NAME = 12


@dataclass(frozen=True)
class Term:
    """Something a mark can name: its key, how a chip shows it, and all ways to write it."""

    key: int
    label: str
    spellings: tuple[str, ...]


@dataclass(frozen=True)
class Lexicon:
    """Everything of one meeting that one kind of mark can name."""

    terms: tuple[Term, ...]

    @classmethod
    def of(cls, terms: Iterable[Term]) -> "Lexicon":
        return cls(tuple(terms))

    @cached_property
    def _by_spelling(self) -> Mapping[str, Term | None]:
        """The term for each folded spelling; None where two terms share it."""
        found: dict[str, Term | None] = {}
        for term in self.terms:
            for spelling in {fold(s) for s in (term.label, *term.spellings)} - {""}:
                taken = spelling in found and found[spelling] != term
                found[spelling] = None if taken else term
        return found

    def exact(self, text: str) -> Term | None:
        """The one term that is written like this, marks and case aside."""
        return self._by_spelling.get(fold(text))

    def longest(self, text: str) -> tuple[Term, int] | None:
        """The term that the beginning of `text` names, and how many characters that took."""
        ends = [m.end() for m in _WORD.finditer(text)][:_LONGEST_NAME]
        for end in reversed(ends):
            for stop in (end, end - 1):
                piece = text[:stop]
                if (stop == end or text[stop] in ",.;:") and (term := self.exact(piece)):
                    return term, stop
        return None


EMPTY = Lexicon(())


@dataclass(frozen=True)
class Vocabulary:
    """The names that the marks of a line are looked up in."""

    speakers: Lexicon = EMPTY
    themes: Lexicon = EMPTY
    units: Lexicon = EMPTY

    def of(self, mark: str) -> Lexicon:
        """The names that a mark is looked up in."""
        return {SPEAKER: self.speakers, THEME: self.themes, UNIT: self.units}[mark]


@dataclass(frozen=True)
class Chip:
    """One mark as understood. `key` is None for what the meeting does not know."""

    mark: str
    label: str
    key: int | None


@dataclass(frozen=True)
class Captured:
    """What a line means. `kind` is None where the line does not name one."""

    kind: CaptureKind | None
    text: str
    chips: tuple[Chip, ...] = ()

    @property
    def urgent(self) -> bool:
        return any(chip.mark == URGENT for chip in self.chips)

    @property
    def speaker(self) -> Chip | None:
        """The speaker; the last one named counts."""
        named = [chip for chip in self.chips if chip.mark == SPEAKER]
        return named[-1] if named else None

    def keys(self, mark: str) -> tuple[int, ...]:
        """The keys of all known names of this mark, each once, in the order of the line."""
        found = (chip.key for chip in self.chips if chip.mark == mark and chip.key is not None)
        return tuple(dict.fromkeys(found))


def parse_line(line: str, vocabulary: Vocabulary) -> Captured:
    """Reads one captured line. A line without marks comes back with exactly its own text."""
    kind_mark = _KIND.match(line)
    kind = KIND_LETTERS[kind_mark[1].lower()] if kind_mark else None
    rest = line[kind_mark.end() :] if kind_mark else line
    chips: list[Chip] = []
    pieces: list[str] = []
    position = 0
    while mark := _MARK.search(rest, position):
        chip, end = _chip_at(rest, mark, vocabulary)
        if chip and (chip.key is not None or chip.mark in (SPEAKER, URGENT)):
            pieces.append(rest[position : mark.start()])
            position = _after_blank(rest, end, pieces)
        else:
            pieces.append(rest[position:end])
            position = end
        if chip:
            chips.append(chip)
    pieces.append(rest[position:])
    return Captured(kind, clean_text("".join(pieces)).strip(), tuple(chips))


def _chip_at(text: str, mark: re.Match[str], vocabulary: Vocabulary) -> tuple[Chip | None, int]:
    """The chip that a mark makes, and where in the text it ends."""
    if mark[2]:
        return Chip(URGENT, URGENT, 1), mark.end()
    sign, start = mark[1], mark.end()
    known = vocabulary.of(sign).longest(text[start:])
    if known:
        return Chip(sign, known[0].label, known[0].key), start + known[1]
    label, end = _as_heard(text, start) if sign == SPEAKER else _word_at(text, start)
    return (Chip(sign, label, None) if label else None), end


def _as_heard(text: str, start: int) -> tuple[str, int]:
    """An unknown speaker: up to a colon nearby, in quotes, or one word."""
    rest = text[start:]
    quoted = re.match(r'"([^"\n]+)"', rest)
    if quoted:
        return quoted[1].strip(), start + quoted.end()
    before_colon = re.match(r"([^@#>!:\n]{1,60}):", rest)
    if before_colon:
        return before_colon[1].strip(), start + before_colon.end()
    return _word_at(text, start)


def _word_at(text: str, start: int) -> tuple[str, int]:
    word = _WORD.match(text, start)
    assert word is not None
    bare = word[0].rstrip(",.;:")
    return bare, start + len(bare)


def _after_blank(text: str, position: int, before: Sequence[str]) -> int:
    """Skips what a removed mark leaves behind: a colon or comma after it, and one blank."""
    while position < len(text) and text[position] in ",:;" :
        position += 1
    ends_blank = not before or not before[-1] or before[-1][-1].isspace()
    if ends_blank and position < len(text) and text[position] == " ":
        position += 1
    return position


@dataclass(frozen=True)
class Asked:
    """The name that is being typed at the caret: its mark, the text so far, where it stands."""

    mark: str
    query: str
    start: int
    end: int


def asked_at(line: str, caret: int, vocabulary: Vocabulary) -> Asked | None:
    """The mark whose name the caret is in, for the completion popup; None outside of one.

    A name that is complete and followed by a blank is no longer being typed.
    """
    marks = [m for m in _MARK.finditer(line[:caret]) if m[1]]
    if not marks:
        return None
    last = marks[-1]
    query = line[last.end() : caret]
    if "\n" in query or ":" in query or len(query.split()) > _LONGEST_NAME:
        return None
    if query.endswith(" ") and vocabulary.of(last[1]).exact(query):
        return None
    known = vocabulary.of(last[1]).longest(query)
    if known and query[known[1] :].strip():
        return None
    return Asked(last[1], query, last.start(), caret)


def completed(line: str, asked: Asked, label: str) -> tuple[str, int]:
    """The line with the chosen name in place, and the caret after it and a blank."""
    after = line[asked.end :]
    name = f"{asked.mark}{label}"
    gap = "" if after.startswith(" ") else " "
    return f"{line[: asked.start]}{name}{gap}{after}", asked.start + len(name) + 1
