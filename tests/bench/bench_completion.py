"""The completion list at every key, with 5,000 people on the list."""

import json
from pathlib import Path

from tests.bench import children, script
from tests.bench.registers import LARGE_IN_ONE, Registers
from tests.bench.table import Row, within_a_frame

QUERIES = 60


def run(registers: Registers, folder: Path) -> list[Row]:
    register = registers.copy(LARGE_IN_ONE, "completion")
    queries = folder / "queries.json"
    queries.write_text(json.dumps(list(script.queries(register, QUERIES, 1))), encoding="utf-8")
    times = children.run("child_completion", queries, register, folder / "completion-data")
    return [within_a_frame("completion list per key, p99, 5,000 people", times)]
