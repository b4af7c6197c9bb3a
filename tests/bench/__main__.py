"""Measures the budgets of DESIGN 8 and prints them as a table.

Everything is compared with a reference that is measured in turn with it, so that a slow or busy PC
makes no difference. Takes a quarter of an hour, a third of it for the kills (`--kills 100` for
fewer); the first run writes the large registers too.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.bench import (
    bench_accuracy,
    bench_completion,
    bench_enter,
    bench_form,
    bench_keys,
    bench_kills,
    bench_memory,
    bench_merge,
    bench_preview,
    bench_rehearsal,
    bench_round_trip,
    bench_search,
    bench_start,
    bench_workbook,
)
from tests.bench.registers import LARGE_IN_ONE, Registers
from tests.bench.table import Row, ratio, render


def main() -> int:
    options = _options()
    with tempfile.TemporaryDirectory(prefix="thukyhoinghi-bench-") as name:
        folder = Path(name)
        registers = Registers(folder, quick=options.quick)
        rows: list[Row] = []
        for what, measure in _measurements(registers, folder, options.kills).items():
            if not options.only or what in options.only.split(","):
                begun = time.monotonic()
                rows += measure()
                print(f"{what}: {time.monotonic() - begun:.0f} s", file=sys.stderr, flush=True)
    print(render(rows))
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--kills", type=int, default=1000, metavar="N", help="how often to kill")
    parser.add_argument("--quick", action="store_true", help="registers of a tenth of the size")
    parser.add_argument("--only", metavar="NAMES", help="measurements, separated by commas")
    return parser.parse_args()


def _measurements(registers: Registers, folder: Path,
                  kills: int) -> dict[str, Callable[[], list[Row]]]:
    return {
        "start": lambda: bench_start.run(registers, folder),
        "keys": lambda: bench_keys.run(registers, folder),
        "completion": lambda: bench_completion.run(registers, folder),
        "enter": lambda: bench_enter.run(registers, folder),
        "search": lambda: bench_search.run(registers),
        "workbook": lambda: _workbook(registers),
        "form": lambda: bench_form.run(registers, folder),
        "preview": lambda: bench_preview.run(folder),
        "accuracy": lambda: bench_accuracy.run(folder),
        "round_trip": lambda: bench_round_trip.run(folder),
        "merge": lambda: bench_merge.run(registers, folder),
        "memory": lambda: bench_memory.run(registers, folder),
        "rehearsal": lambda: bench_rehearsal.run(folder),
        "kills": lambda: bench_kills.run(folder, kills),
    }


def _workbook(registers: Registers) -> list[Row]:
    path = registers.copy(LARGE_IN_ONE, "workbook")
    return [ratio(f"{what}, large", spent, reference, budget, "s")
            for what, spent, reference, _ratio, budget in bench_workbook.run(path, 1)]


if __name__ == "__main__":
    sys.exit(main())
