"""One register that is killed again and again, by a process that has loaded the program once.

`python -m tests.kills.lane REGISTER FOLDER FIRST KILLS` prints one JSON object for each kill. Every
kill is a fork: the program starts anew from its register, but not from its source files.
"""

import importlib
import json
import os
import pkgutil
import random
import signal
import sys
import time
import traceback
from dataclasses import asdict, dataclass
from io import StringIO
from pathlib import Path
from typing import NamedTuple

from desktop_app import services, ui
from desktop_app.services.dumping import write_dump
from desktop_app.services.registers import open_register
from desktop_app.store.drafts import PERIOD
from tests.kills.typing import PLACES, Told, live

ALIVE = (0.02, 1.0)
"""Seconds of typing before the kill."""


class Event(NamedTuple):
    """One line from the child, see tests/kills/typing.py."""

    what: str
    text: str
    caret: int
    at: int


@dataclass(frozen=True)
class Kill:
    """What one kill cost: entries that are gone, milliseconds of typing that are gone, and whether
    the program went on where the kill before had stopped it. `stalled_ms` is how much too late a
    bare write to the same disk came meanwhile: the PC's own share of what is gone."""

    field: str
    entries: int
    typed_ms: float
    stalled_ms: float
    resumed: bool
    letters: int
    recorded: int
    detail: str


class Lane:
    """The kills of one register."""

    def __init__(self, register: Path, folder: Path) -> None:
        self._register = register
        self._folder = folder
        self._recorded: set[str] = set()
        self._drafts: list[tuple[str, str, int]] = []
        self._rng = random.Random()

    def kill(self, number: int) -> Kill:
        """One life and its end."""
        names = list(PLACES)
        field = names[number % len(names)]
        events, killed_at, stalled = self._life(number, field)
        resumed, detail = self._resumed(events[0])
        texts = self._read()
        self._recorded |= {e.text for e in events if e.what == "recorded"}
        gone = [text for text in (*self._recorded, *_changed(events, texts))
                if not any(_plain(text) in kept for kept in map(_plain, texts))]
        self._recorded -= set(gone)
        last = [*_since_ready(events)]
        kept = texts | {text for _key, text, _caret in self._drafts}
        return Kill(field, len(gone), _lost(last, kept, killed_at), stalled, resumed,
                    sum(e.what == "typed" for e in events),
                    sum(e.what in ("recorded", "changed") for e in events),
                    detail or str(gone or ""))

    def _life(self, number: int, field: str) -> tuple[list[Event], int, float]:
        read, write = os.pipe()
        child = os.fork()
        if not child:
            os.close(read)
            _live(self._register, self._folder, field, number, write)
        os.close(write)
        with os.fdopen(read, "rb") as pipe:
            begun = [pipe.readline(), pipe.readline()]
            if not begun[-1]:
                raise RuntimeError(f"the program ended by itself in: {field}")
            stalled = self._wait(self._rng.uniform(*ALIVE))
            killed_at = time.time_ns()
            os.kill(child, signal.SIGKILL)
            rest = pipe.read()
        os.waitpid(child, 0)
        lines = [*begun, *rest[: rest.rfind(b"\n") + 1].splitlines()]
        return [Event(*json.loads(line)) for line in lines], killed_at, stalled

    def _wait(self, seconds: float) -> float:
        """Lets the child type, and writes as often as it does; how late the worst write came."""
        end, worst = time.monotonic() + seconds, 0.0
        with (self._register.parent / "reference").open("wb") as file:
            while (left := end - time.monotonic()) > 0:
                begun, pause = time.monotonic(), min(left, PERIOD)
                time.sleep(pause)
                file.write(b"x")
                file.flush()
                os.fsync(file.fileno())
                worst = max(worst, time.monotonic() - begun - pause)
        return worst * 1000

    def _read(self) -> set[str]:
        """All texts of the register after it was opened again; the drafts are kept."""
        parts = StringIO()
        with open_register(self._register) as register:
            self._drafts = [(key, text, caret) for key, text, caret in register.drafts()]
            write_dump(register, parts.write)
        return set(_texts(json.loads(parts.getvalue())["meetings"]))

    def _resumed(self, shown: Event) -> tuple[bool, str]:
        """Whether the caret stood where it was in the text that was typed last."""
        if not self._drafts:
            return True, ""
        key, text, caret = self._drafts[-1]
        if (shown.text, shown.caret) == (text, caret):
            return True, ""
        return False, f"{key}: {text!r} at {caret}, not {shown.text!r} at {shown.caret}"


def _texts(value: object) -> list[str]:
    if isinstance(value, dict):
        return [text for part in value.values() for text in _texts(part)]
    if isinstance(value, list):
        return [text for part in value for text in _texts(part)]
    return [value] if isinstance(value, str) else []


def _plain(text: str) -> str:
    """Without the blanks that a field of one line does not keep."""
    return " ".join(text.split())


def _changed(events: list[Event], texts: set[str]) -> list[str]:
    """What a field must hold: the last text that was recorded there, unless what was typed over it
    since has been saved in its place."""
    places = [place for place, event in enumerate(events) if event.what == "changed"]
    if not places:
        return []
    later = {_plain(event.text) for event in events[places[-1]:] if event.what == "due"}
    return [] if later & {*map(_plain, texts)} else [events[places[-1]].text]


def _since_ready(events: list[Event]) -> list[Event]:
    begun = max(place for place, event in enumerate(events) if event.what == "ready")
    return events[begun + 1:]


def _lost(events: list[Event], kept: set[str], killed_at: int) -> float:
    """The age in ms of the oldest key that is gone; `events` are those of one text."""
    stages, plain = [event for event in events if event.what == "due"], {*map(_plain, kept)}
    found = max((place for place, stage in enumerate(stages)
                 if _plain(stage.text) in plain), default=-1)
    known = {stage.text for stage in stages[:found + 1]}
    gone = next((e for e in events if e.what == "typed" and e.text not in known), None)
    return (killed_at - gone.at) / 1e6 if gone else 0.0


def _live(register: Path, folder: Path, field: str, number: int, pipe: int) -> None:
    """The child; it never comes back."""
    try:
        live(register, folder, PLACES[field], number, Told(pipe))
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(1)


def main() -> None:
    register, folder, first, kills = sys.argv[1:]
    for package in (services, ui):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            importlib.import_module(module.name)
    lane = Lane(Path(register), Path(folder))
    for number in range(int(first), int(first) + int(kills)):
        print(json.dumps(asdict(lane.kill(number))), flush=True)


if __name__ == "__main__":
    main()
