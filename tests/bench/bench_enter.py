"""Enter in the capture line, until the line is recorded and stands in the log."""

import json
from pathlib import Path

from tests.bench import children, script
from tests.bench.registers import LARGE_IN_ONE, Registers
from tests.bench.table import Row, within_a_frame

LINES = 200


def run(registers: Registers, folder: Path) -> list[Row]:
    register = registers.copy(LARGE_IN_ONE, "enter")
    _names, opinions = script.people_and_opinions(register)
    texts = [f"{number}. {opinions[number % len(opinions)]}" for number in range(LINES)]
    lines = folder / "entered.json"
    lines.write_text(json.dumps(texts), encoding="utf-8")
    times = children.run("child_enter", lines, register, folder / "enter-data")
    return [within_a_frame("Enter to recorded and shown, p99, large", times)]
