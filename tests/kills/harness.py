"""Kills the program in several registers at once and sums up what it cost."""

import json
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.bench import children
from tests.kills.lane import Kill

LANES = 2
BUDGET_MS = 300


@dataclass(frozen=True)
class Summary:
    """All kills together."""

    kills: list[Kill]

    @property
    def entries(self) -> int:
        """Recorded entries that were gone."""
        return sum(kill.entries for kill in self.kills)

    @property
    def lost(self) -> list[str]:
        """What was gone, and where."""
        return [f"{kill.field}: {kill.detail}" for kill in self.kills if kill.entries]

    @property
    def worst_ms(self) -> float:
        """The most typing that one kill took away."""
        return max(kill.typed_ms for kill in self.kills)

    @property
    def worst_beyond_ms(self) -> float:
        """The same without what the PC itself was late by."""
        return max(kill.typed_ms - kill.stalled_ms for kill in self.kills)

    @property
    def not_resumed(self) -> list[str]:
        """Where the program did not go on in the field and at the caret of the text typed last."""
        return [f"{kill.field}: {kill.detail}" for kill in self.kills if not kill.resumed]

    def keeps_the_promise(self) -> bool:
        return not self.entries and self.worst_beyond_ms <= BUDGET_MS and not self.not_resumed


def run(register: Path, folder: Path, kills: int) -> Summary:
    """Shares the kills among copies of the register."""
    share = [kills // LANES + (lane < kills % LANES) for lane in range(LANES)]
    lanes = [_lane(register, folder / f"lane-{lane}", lane * 100_000 + lane * share[0], count)
             for lane, count in enumerate(share)]
    found: list[Kill] = []
    for lane in lanes:
        told, errors = lane.communicate()
        if lane.returncode:
            raise RuntimeError(errors)
        found += [Kill(**json.loads(line)) for line in told.splitlines()]
    return Summary(found)


def _lane(register: Path, folder: Path, first: int, kills: int) -> subprocess.Popen[str]:
    folder.mkdir(parents=True)
    copy = shutil.copy(register, folder / "register.db")
    command = [sys.executable, "-m", "tests.kills.lane", copy, str(folder / "data"), str(first),
               str(kills)]
    environment = {**children.environment(), "QT_QPA_PLATFORM": "offscreen"}
    return subprocess.Popen(command, cwd=children.ROOT, env=environment, text=True,
                            encoding="utf-8", stdout=subprocess.PIPE, stderr=subprocess.PIPE)
