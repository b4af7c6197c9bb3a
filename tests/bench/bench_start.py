"""From the start of the process to a capture line that takes keys."""

from pathlib import Path
from statistics import median

from tests.bench import children
from tests.bench.registers import EMPTY, LARGE, LARGE_IN_ONE, Registers
from tests.bench.table import Row, ratio

ROUNDS = 7
BUDGET, BUDGET_LARGE = 2.5, 1.2


def run(registers: Registers, folder: Path) -> list[Row]:
    """Bare and real starts in turn, so that whatever else the PC does counts for all."""
    data = ["--data-dir", folder / "start"]
    wanted: dict[str, list[object]] = {
        "bare": [],
        "empty": [registers.copy(EMPTY, "start-empty"), *data],
        "large": [registers.copy(LARGE, "start-large"), *data],
        "in one": [registers.copy(LARGE_IN_ONE, "start-in-one"), *data],
    }
    times: dict[str, list[float]] = {name: [] for name in wanted}
    for number in range(ROUNDS + 1):
        for name, arguments in wanted.items():
            spent = children.run("child_start", *arguments)
            if number:
                times[name].append(spent)
    found = {name: median(spent) for name, spent in times.items()}
    return [
        ratio("start to a key shown, bare window beside", found["empty"], found["bare"], BUDGET,
              "ms"),
        ratio("start with a large register, empty one beside", found["large"], found["empty"],
              BUDGET_LARGE, "ms"),
        ratio("start, everything in one conference", found["in one"], found["empty"],
              BUDGET_LARGE, "ms"),
    ]
