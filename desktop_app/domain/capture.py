"""One typed line → what it means.

A line is plain text; marks are optional and may stand anywhere a word begins: `@` speaker,
`#` theme, `>` answering unit, `!` important; `/n`, `/y`, `/t`, `/k`, `/v`, `/b` at the start name
the kind. `/t3` or `/t3,5` replies to the opinions with these numbers.
What was understood leaves the text and becomes a chip. What was not understood, and what a record
of that kind has no room for, stays in the text, so that nothing typed is ever dropped; the one
exception is a speaker, who may be unknown to the list and is then kept as heard.
"""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from desktop_app.domain.lexicon import EMPTY, LONGEST_NAME, Lexicon
from desktop_app.domain.vietnamese import clean_line, clean_text


class CaptureKind(StrEnum):
    """What a line is recorded as."""

    NOTE = "note"
    OPINION = "opinion"
    REPLY = "reply"
    CONCLUSION = "conclusion"
    TASK = "task"
    VOTE = "vote"


KIND_LETTERS: Mapping[str, CaptureKind] = {
    "n": CaptureKind.NOTE,
    "y": CaptureKind.OPINION,
    "t": CaptureKind.REPLY,
    "k": CaptureKind.CONCLUSION,
    "v": CaptureKind.TASK,
    "b": CaptureKind.VOTE,
}

REPLY_LETTER = "t"
SPEAKER, THEME, UNIT, URGENT = "@", "#", ">", "!"
NOTE_ROOM: Mapping[str, int] = {SPEAKER: 1, THEME: 0, UNIT: 0}
ROOM: Mapping[CaptureKind, Mapping[str, int]] = {
    CaptureKind.NOTE: NOTE_ROOM,
    CaptureKind.CONCLUSION: NOTE_ROOM,
    CaptureKind.TASK: NOTE_ROOM,
    CaptureKind.VOTE: NOTE_ROOM,
    CaptureKind.OPINION: {SPEAKER: 1},
    CaptureKind.REPLY: {SPEAKER: 1, THEME: 0, UNIT: 1, URGENT: 0},
}
"""How many names of a mark a record of each kind can hold, where that is limited."""

_MARK = re.compile(r"(?:(?<=\s)|^)([@#>])(?=\S)|(?:(?<=\s)|^)(!)(?=\s|$)")
_KIND = re.compile(r"^\s*/(?:([nytkvb])|t(\d{1,9}(?:,\d{1,9})*))(?=\s|$)",
                   re.IGNORECASE)
_WORD = re.compile(r"\S+")
_QUOTED = re.compile(r'"([^"\n]{1,250})"')
_BEFORE_COLON = re.compile(r"([^@#>!?:;\n]{1,60}):(?=\s|$)")
_STOPS = ",.;:!?…"
_LONGEST_HEARD = 120
_MOST_MARKS = 200
"""After so many marks the rest is text, so that a pasted page of them never stops the typing."""


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

    @property
    def understood(self) -> bool:
        """Whether the name leaves the text: it is known, or it is somebody's, known or not."""
        return self.key is not None or self.mark == SPEAKER


@dataclass(frozen=True)
class Captured:
    """What a line means. `kind` is None where the line does not name one; `answered` are the
    numbers of the opinions that a reply names."""

    kind: CaptureKind | None
    text: str
    chips: tuple[Chip, ...] = ()
    answered: tuple[int, ...] = ()

    @property
    def urgent(self) -> bool:
        return any(chip.mark == URGENT for chip in self.chips)

    @property
    def speaker(self) -> Chip | None:
        """The speaker, if the line names one."""
        return next((chip for chip in self.chips if chip.mark == SPEAKER), None)

    def keys(self, mark: str) -> tuple[int, ...]:
        """The keys of all known names of this mark, each once, in the order of the line."""
        found = (chip.key for chip in self.chips if chip.mark == mark and chip.key is not None)
        return tuple(dict.fromkeys(found))


def parse_line(line: str, vocabulary: Vocabulary,
               kind: CaptureKind = CaptureKind.OPINION) -> Captured:
    """Reads one captured line, which becomes a record of `kind` unless it names another itself.

    A line without marks comes back with exactly its own text, as `clean_text` makes it.
    """
    kind_mark = _KIND.match(line)
    named = KIND_LETTERS[(kind_mark[1] or REPLY_LETTER).lower()] if kind_mark else None
    numbers = (kind_mark[2] or "").split(",") if kind_mark else []
    answered = tuple(dict.fromkeys(int(number) for number in numbers if number))
    rest = line[kind_mark.end() :] if kind_mark else line
    pieces, chips = _taken_apart(rest, vocabulary, ROOM[named or kind])
    text = clean_text("".join(pieces))
    return Captured(named, text.strip() if named or len(pieces) > 1 else text, tuple(chips),
                    answered)


def _taken_apart(text: str, vocabulary: Vocabulary,
                 room: Mapping[str, int]) -> tuple[list[str], list[Chip]]:
    """What stays of the text, in pieces between the marks that left it; and all chips."""
    pieces: list[str] = []
    chips: list[Chip] = []
    used: Counter[str] = Counter()
    start = position = 0
    for _count in range(_MOST_MARKS):
        mark = _MARK.search(text, position)
        if mark is None:
            break
        chip, position = _chip_at(text, mark, vocabulary)
        if chip is None or used[chip.mark] >= room.get(chip.mark, len(text)):
            position = mark.end()
            continue
        chips.append(chip)
        if chip.understood:
            used[chip.mark] += 1
            before = text[start : mark.start()]
            start = position = _after_mark(text, position, first=not (pieces or before.strip()))
            ends_sentence = text[position : position + 1] in (".", "!", "?", "…")
            pieces.append(before.rstrip(" ") if ends_sentence else before)
    return [*pieces, text[start:]], chips


def _chip_at(text: str, mark: re.Match[str], vocabulary: Vocabulary) -> tuple[Chip | None, int]:
    """The chip that a mark makes, and where in the text it ends."""
    if mark[2]:
        return Chip(URGENT, URGENT, 1), mark.end()
    sign, start = mark[1], mark.end()
    lexicon = vocabulary.of(sign)
    quoted = _QUOTED.match(text, start)
    known = None if quoted else lexicon.longest(text[start : start + LONGEST_NAME])
    if known:
        term, end = known[0], start + known[1]
        label = text[start:end]
    elif quoted:
        term, end, label = lexicon.exact(quoted[1]), quoted.end(), quoted[1]
    else:
        term = None
        label, end = _as_heard(text, start) if sign == SPEAKER else _word_at(text, start)
    if term:
        return Chip(sign, term.label, term.key), end
    label = clean_line(label)
    return (Chip(sign, label, None) if 0 < len(label) <= _LONGEST_HEARD else None), end


def _as_heard(text: str, start: int) -> tuple[str, int]:
    """An unknown speaker: up to a colon nearby, or one word."""
    before_colon = _BEFORE_COLON.match(text, start)
    return (before_colon[1], before_colon.end(1)) if before_colon else _word_at(text, start)


def _word_at(text: str, start: int) -> tuple[str, int]:
    word = _WORD.match(text, start)
    assert word is not None
    bare = word[0].rstrip(_STOPS)
    return bare, start + len(bare)


def _after_mark(text: str, position: int, *, first: bool) -> int:
    """Skips what a removed mark leaves behind: a colon or comma after it, and one blank."""
    while text[position : position + 1] in tuple(",:;." if first else ",:;"):
        position += 1
    return position + 1 if text[position : position + 1] == " " else position


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
    lexicon = vocabulary.of(last[1])
    if "\n" in query or ":" in query or len(query) > LONGEST_NAME:
        return None
    if query.endswith(" ") and lexicon.exact(query):
        return None
    known = lexicon.longest(query)
    if known and query[known[1] :].strip() and not lexicon.has_beginning(query):
        return None
    return Asked(last[1], query, last.start(), caret)


def completed(line: str, asked: Asked, label: str) -> tuple[str, int]:
    """The line with the chosen name in place, and the caret after it and a blank."""
    after = line[asked.end :]
    name = f"{asked.mark}{label}"
    gap = "" if after[:1] in tuple(_STOPS) else " "
    caret = asked.start + len(name) + len(gap)
    return f"{line[: asked.start]}{name}{gap}{after.removeprefix(gap)}", caret
