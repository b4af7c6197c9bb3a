"""The memory of the program on its live page, beside a bare window."""

from pathlib import Path

from tests.bench import children
from tests.bench.registers import LARGE, LARGE_IN_ONE, Registers
from tests.bench.table import Row, ratio

BUDGET = 2.5


def run(registers: Registers, folder: Path) -> list[Row]:
    bare = children.run("child_memory")
    wanted = {"memory, large, live page": LARGE, "memory, all in one conference": LARGE_IN_ONE}
    if bare is None:
        return [Row(what, note="needs Linux") for what in wanted]
    return [
        ratio(what, children.run("child_memory", registers.copy(size, f"memory-{size.meetings}"),
                                 folder / "memory-data"), bare, BUDGET, "MB")
        for what, size in wanted.items()
    ]
