"""The scripted conference of a rehearsal: three hours of the demo conference, key by key.

Pure data: who plays it, and where, is for the window. People, agenda, opinions and replies are
those of the demo (DOMAIN 7.3).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from enum import StrEnum
from typing import Any

from desktop_app.domain.changes import Label
from desktop_app.domain.vietnamese import fold

START = datetime(2023, 6, 30, 7, 30)
LENGTH = timedelta(hours=3)
USUAL_SPEED = 20
"""Seconds of the conference in one second, where nobody asks for more or less."""
KEY_SECONDS, PRESS_SECONDS = 0.2, 0.6
"""How long a practised hand takes for a letter, and for a key that has to be looked for."""


class ActKind(StrEnum):
    """What an act of the script trains."""

    ITEM = "item"
    CHECK_IN = "check_in"
    LATE = "late"
    LEAVE = "leave"
    QUORUM = "quorum"
    FLOOR = "floor"
    QUEUE = "queue"
    PAUSE = "pause"
    NOTE = "note"
    EXPAND = "expand"
    OPINION = "opinion"
    REPLY = "reply"
    CONCLUSION = "conclusion"
    TASK = "task"
    VOTE = "vote"
    PARK = "park"
    SETTLE = "settle"
    NAME = "name"
    UNDO = "undo"
    SAVED = "saved"


@dataclass(frozen=True)
class Press:
    """One key or chord by its name, such as `Ctrl+F9`."""

    key: str


Stroke = Press | str
"""A key, or text that is typed."""

ENTER, TAB, ESCAPE = Press("Return"), Press("Tab"), Press("Esc")


@dataclass(frozen=True)
class Act:
    """One thing that the secretary does. `at` counts from the start, `words` say what happens.

    It begins and ends with the caret in the empty capture line. `people` are the list numbers of
    whom it names, `came` and `left` of who is in the room from then on, or no longer.
    """

    at: timedelta
    kind: ActKind
    words: Label
    strokes: tuple[Stroke, ...]
    people: tuple[int, ...] = ()
    came: tuple[int, ...] = ()
    left: tuple[int, ...] = ()

    @property
    def ends(self) -> timedelta:
        """When a practised hand has played it."""
        return self.at + timedelta(seconds=sum(map(seconds_of, self.strokes)))


def seconds_of(stroke: Stroke) -> float:
    """How long a practised hand takes."""
    return PRESS_SECONDS if isinstance(stroke, Press) else KEY_SECONDS * len(stroke)


def present(acts: Iterable[Act], at: timedelta) -> frozenset[int]:
    """The list numbers of who is in the room after the acts that have ended by then."""
    here: set[int] = set()
    for act in acts:
        if act.ends <= at:
            here = (here | set(act.came)) - set(act.left)
    return frozenset(here)


@dataclass
class Script:
    """Collects acts; `source` is what the demo is written from."""

    source: Mapping[str, Any]
    acts: list[Act] = field(default_factory=list)

    def add(self, clock: str, kind: ActKind, words: str, *strokes: Stroke,
            people: Sequence[int] = (), came: Sequence[int] = (), left: Sequence[int] = (),
            **params: object) -> None:
        """An act at a time of day. `{name}` in its words is the first of `people`."""
        if people:
            params = {"name": self.person(people[0])["full_name"], **params}
        self.acts.append(Act(moment(clock), kind, Label(words, params), strokes, tuple(people),
                             tuple(came), tuple(left)))

    def person(self, number: int) -> Mapping[str, Any]:
        """Somebody on the list."""
        found: Mapping[str, Any] = self.source["attendees"][number - 1]
        assert found["number"] == number
        return found

    def called(self, number: int) -> str:
        """Somebody's name as it is typed in haste: without marks."""
        return fold(str(self.person(number)["full_name"]))

    def initials(self, number: int) -> str:
        """The first letters of somebody's name, without marks."""
        return "".join(word[0] for word in self.called(number).split())

    def title(self, item: int) -> str:
        """What an agenda item is called."""
        return str(self.source["agenda"][item - 1]["title"])


def moment(clock: str) -> timedelta:
    """A time of day as it counts from the start."""
    return datetime.combine(START.date(), time.fromisoformat(clock)) - START
