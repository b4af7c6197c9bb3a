"""Invented people and opinions, for registers of any size. The same seed gives the same people."""

import json
import random
from collections.abc import Sequence
from functools import cache
from typing import Any

from desktop_app.domain.kinds import Gender
from desktop_app.paths import resource

_SECOND_SENTENCE, _UNPLACED, _UNMEASURED, _UNREASONED = 0.3, 0.4, 0.3, 0.35


@cache
def vocabulary() -> dict[str, Any]:
    """Names and phrases to choose from."""
    text = resource("demo/vocabulary.json").read_text(encoding="utf-8")
    words: dict[str, Any] = json.loads(text)
    return words


class Inventor:
    """Makes names and sentences up; themes are named by their short keys."""

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng
        self._words = vocabulary()
        families = self._words["family_names"]
        self._families = [name for name, _ in families]
        self._weights = [weight for _, weight in families]

    def name_and_gender(self) -> tuple[str, Gender]:
        """A full name, and whose it is."""
        gender = self._rng.choice((Gender.MALE, Gender.FEMALE))
        parts = self._words["men" if gender is Gender.MALE else "women"]
        family = self._rng.choices(self._families, self._weights)[0]
        return f"{family} {self._one(parts['middle'])} {self._one(parts['given'])}", gender

    def one_of(self, group: str) -> str:
        """One entry of a plain list of the vocabulary."""
        return self._one(self._words[group])

    def opinion(self, theme: str) -> str:
        """What somebody said about a theme: one or two sentences."""
        first = f"{self.one_of('openings')} {self._request(theme)}."
        if self._rng.random() > _SECOND_SENTENCE:
            return first
        return f"{first} Ngoài ra, đề nghị {self._request(theme)}."

    def answer(self, theme: str) -> str:
        """What an office answered to an opinion on a theme."""
        return f"Về {self._subject(theme)}, đơn vị {self.one_of('answers')} {self._measure()}."

    def offices(self, theme: str) -> list[str]:
        """The short names of one or two units that answer for a theme."""
        offices: list[str] = self._words["offices"][theme]
        return offices[: self._rng.randint(1, len(offices))]

    def _request(self, theme: str) -> str:
        chance = self._rng.random
        parts = [self.one_of("actions"), self._subject(theme)]
        if chance() > _UNPLACED:
            parts.append(self.one_of("places"))
        if chance() > _UNMEASURED:
            parts.append(self._measure())
        if chance() > _UNREASONED:
            parts.append(self.one_of("reasons"))
        return " ".join(parts)

    def _subject(self, theme: str) -> str:
        return self._one(self._words["subjects"][theme])

    def _measure(self) -> str:
        number = self._rng.randint(1, 60)
        return self.one_of("measures").format(
            month=number % 12 + 1, quarter=number % 4 + 1, count=number, half=number % 2 + 1,
            percent=number)

    def _one(self, choices: Sequence[str]) -> str:
        return choices[int(self._rng.random() * len(choices))]
