"""Abbreviations that stand for longer texts (gõ tắt), expanded only when they are asked for.

A text may hold slots such as {tên}; those that are known are filled, the first other one is left
for the hand that types.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from desktop_app.domain.vietnamese import clean_line

_WORD_BEFORE = re.compile(r"\S+\Z")
_SLOT = re.compile(r"\{([^{}\n]{1,40})\}")


@dataclass(frozen=True)
class Expansion:
    """A text in which an abbreviation has become what it stands for. What lies between `start` and
    `end` is for the user to fill in; where nothing is, both are the place of the caret."""

    text: str
    start: int
    end: int


def slots(text: str) -> list[str]:
    """The names of the slots in a text."""
    return _SLOT.findall(text)


def expand(text: str, caret: int, snippets: Mapping[str, str],
           values: Mapping[str, str]) -> Expansion | None:
    """Expands the word that ends at the caret; None where it is no abbreviation.

    `snippets` are found as they are written, or else whatever their case. An empty value leaves
    its slot to be filled in.
    """
    found = _WORD_BEFORE.search(text[:caret])
    meant = _meant(clean_line(found[0]), snippets) if found else None
    if found is None or meant is None:
        return None
    filled = _SLOT.sub(lambda slot: values.get(slot[1].casefold()) or slot[0], meant)
    before, after = text[: found.start()], text[caret:]
    open_slot = _SLOT.search(filled)
    start, end = open_slot.span() if open_slot else (len(filled), len(filled))
    return Expansion(before + filled + after, len(before) + start, len(before) + end)


def _meant(word: str, snippets: Mapping[str, str]) -> str | None:
    if word in snippets:
        return snippets[word]
    return next((text for short, text in snippets.items()
                 if short.casefold() == word.casefold()), None)
