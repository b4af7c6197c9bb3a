"""Enter in the capture line, until the line is recorded and stands in the log."""

import json
import shutil
import tempfile
from dataclasses import replace
from pathlib import Path

from tests.bench import children, script
from tests.bench.registers import LARGE_IN_ONE, Registers
from tests.bench.table import Row, percentile, within_a_frame

LINES = 200
MEMORY = Path("/dev/shm")


def run(registers: Registers, folder: Path) -> list[Row]:
    register = registers.copy(LARGE_IN_ONE, "enter")
    _names, opinions = script.people_and_opinions(register)
    texts = [f"{number}. {opinions[number % len(opinions)]}" for number in range(LINES)]
    lines = folder / "entered.json"
    lines.write_text(json.dumps(texts), encoding="utf-8")
    beside = _without_disk(lines, register)
    row = within_a_frame("Enter to recorded and shown, p99, large",
                         children.run("child_enter", lines, register, folder / "enter-data"))
    return [replace(row, note=row.note + beside)]


def _without_disk(lines: Path, register: Path) -> str:
    """The same on a register that is in memory: what is left is not the disk's."""
    if not MEMORY.is_dir():
        return ""
    with tempfile.TemporaryDirectory(dir=MEMORY) as folder:
        copy = Path(shutil.copy(register, folder))
        times = children.run("child_enter", lines, copy, Path(folder) / "data")
    return (f"; register in memory instead of on the disk: p50 {percentile(times, 50):.1f}, "
            f"p99 {percentile(times, 99):.1f} ms")
