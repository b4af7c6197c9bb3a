"""What is typed: lines as a secretary types them, with names and words of the register itself."""

import random
from collections.abc import Iterator
from pathlib import Path

from desktop_app.domain import records
from desktop_app.domain.vietnamese import fold
from desktop_app.services.workspace import Workspace
from desktop_app.store.register import Register

ENTER, TAB = "\r", "\t"
_NAMED = 0.6
_SAMPLE = 200


def people_and_opinions(path: Path) -> tuple[list[str], list[str]]:
    """Names and opinions of the conference that the program would open."""
    with Register.read(path) as register:
        work = Workspace(register)
        meeting = work.meetings.current()
        if meeting is None:
            return [], []
        names = [p.attendee.full_name for p in work.session.people(meeting.id)]
        opinions = register.find(records.Feedback, limit=_SAMPLE)
        return names, [opinion.text for opinion in opinions]


def lines(path: Path, strokes: int, seed: int) -> list[str]:
    """Lines of so many letters in all: plain text, in most of them a speaker after `@`, whose
    name is typed without marks and taken from the completion list by Tab. Each ends with Enter.
    """
    names, opinions = people_and_opinions(path)
    rng = random.Random(seed)
    typed: list[str] = []
    while sum(map(len, typed)) < strokes:
        name = f"@{fold(rng.choice(names))}{TAB}" if rng.random() < _NAMED else ""
        typed.append(f"{name}{rng.choice(opinions)[:160]}{ENTER}")
    return typed


def queries(path: Path, count: int, seed: int) -> Iterator[str]:
    """What is typed of a name until it is found: all of it, its given name, or its initials."""
    names, _opinions = people_and_opinions(path)
    rng = random.Random(seed)
    for _number in range(count):
        words = fold(rng.choice(names)).split()
        yield rng.choice([" ".join(words), words[-1], "".join(word[0] for word in words)])
