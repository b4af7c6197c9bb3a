"""kill −9 at random moments: what had been recorded must be there, and what had been typed up to
300 ms before."""

import json
import random
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

from desktop_app.domain import records
from desktop_app.services.registers import open_register
from tests.bench import children
from tests.bench.registers import EMPTY, Registers
from tests.bench.table import Row

BUDGET_MS = 300
ALIVE = (0.05, 2.0)
"""Seconds of typing before the kill."""


@dataclass(frozen=True)
class Event:
    """One line from the child, see there."""

    at: int
    what: str
    text: str


@dataclass(frozen=True)
class Loss:
    """Lines and drafts that are gone although they had been kept; age in ms of the oldest key that
    is gone."""

    entries: int
    typed_ms: float


def run(registers: Registers, folder: Path, kills: int) -> list[Row]:
    """All kills hit the same register, one after the other; a draft must be there again at the
    next start."""
    register = registers.copy(EMPTY, "kills")
    rng = random.Random()
    losses, events, draft = [], [], ""
    for number in range(kills):
        killed_at, told = _killed(register, folder / "kills-data", number, rng.uniform(*ALIVE))
        not_shown = int(told[0].text != draft)
        opinions, draft = _found(register)
        found = loss(told, killed_at, opinions, draft)
        losses.append(Loss(found.entries + not_shown, found.typed_ms))
        events += told
    entries, worst = sum(x.entries for x in losses), max(x.typed_ms for x in losses)
    recorded = sum(event.what == "recorded" for event in events)
    return [Row(f"kill −9 while typing, {kills} times", f"{entries} lost, {worst:.0f} ms", "",
                "", f"0 lost, ≤ {BUDGET_MS} ms", entries == 0 and worst <= BUDGET_MS,
                f"{recorded} entries recorded, {len(events) - recorded - kills} letters typed")]


def _killed(register: Path, folder: Path, number: int, seconds: float) -> tuple[int, list[Event]]:
    """The moment of the kill, and what the child had told until then."""
    command = children.command("child_kill", time.time_ns(), register, folder,
                               f"{number:04}")
    with subprocess.Popen(command, cwd=children.ROOT, env=children.environment(),
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE) as child:
        assert child.stdout is not None
        first = child.stdout.readline()
        if not first:
            raise RuntimeError(child.communicate()[1].decode())
        time.sleep(seconds)
        killed_at = time.time_ns()
        child.kill()
        rest = child.stdout.read()
    lines = (first + rest[: rest.rfind(b"\n") + 1]).decode().splitlines()
    return killed_at, [Event(*json.loads(line)) for line in lines]


def _found(path: Path) -> tuple[set[str], str]:
    """The opinions in the register, and the draft of the capture line."""
    with open_register(path) as register:
        opinions = {opinion.text for opinion in register.find(records.Feedback)}
        drafts = [text for key, text, _caret in register.drafts() if key.startswith("capture:")]
    return opinions, "".join(drafts)


def loss(events: list[Event], killed_at: int, opinions: set[str], draft: str) -> Loss:
    """Compares what the child told with what the register holds after the kill."""
    entries = sum(e.what == "recorded" and e.text not in opinions for e in events)
    last = events[-1]
    if last.what != "typed" or last.text in opinions or draft.startswith(last.text):
        return Loss(entries, 0)
    kept = draft if last.text.startswith(draft) else ""
    begun = max(place for place, e in enumerate(events) if e.what != "typed") + 1
    gone = next(e for e in events[begun:] if len(e.text) > len(kept))
    return Loss(entries, (killed_at - gone.at) / 1e6)
