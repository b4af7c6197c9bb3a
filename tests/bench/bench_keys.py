"""From a key to its painted glyph: alone, while the disk is slow, while a workbook is exported."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

from tests.bench import children, script
from tests.bench.registers import LARGE_IN_ONE, Registers
from tests.bench.table import Row, percentile, ratio

ROUNDS = 3
STROKES = 450
"""A round: p99 of three rounds is then the fourteenth longest of some 1,400 keys, no outlier."""
BUDGET = 1.5
_SLOW_DISK = """
#define _GNU_SOURCE
#include <dlfcn.h>
#include <unistd.h>
static int slowly(const char *name, int file) {
    usleep(50000);
    return ((int (*)(int))dlsym(RTLD_NEXT, name))(file);
}
int fsync(int file) { return slowly("fsync", file); }
int fdatasync(int file) { return slowly("fdatasync", file); }
"""


def run(registers: Registers, folder: Path) -> list[Row]:
    """The same keys in each of the four cases in turn; the times of all rounds count together."""
    register = registers.copy(LARGE_IN_ONE, "keys")
    slow = slow_disk(folder)
    cases = {"bare": {}, "program": {}, "export": {}, **({"slow": slow} if slow else {})}
    times: dict[str, list[float]] = {name: [] for name in cases}
    for number in range(ROUNDS):
        lines = folder / "lines.json"
        lines.write_text(json.dumps(script.lines(register, STROKES, number)), encoding="utf-8")
        for name, env in cases.items():
            what = "program" if name == "slow" else name
            times[name] += children.run("child_keys", what, lines, register, folder / "keys-data",
                                        env=env)
    return _rows(times)


def slow_disk(folder: Path) -> dict[str, str]:
    """The environment in which every write to the disk takes 50 ms longer; empty if there is no
    way to have that here."""
    compiler = shutil.which("cc") or shutil.which("gcc")
    if sys.platform != "linux" or compiler is None:
        return {}
    source, library = folder / "slow.c", folder / "slow.so"
    source.write_text(_SLOW_DISK)
    subprocess.run([compiler, "-shared", "-fPIC", "-o", library, source, "-ldl"], check=True)
    return {"LD_PRELOAD": str(library)}


def _rows(times: dict[str, list[float]]) -> list[Row]:
    p99 = {name: percentile(spent, 99) for name, spent in times.items()}
    rows = [ratio("key to painted glyph, p99, large, drafts on", p99["program"], p99["bare"],
                  BUDGET, "ms", _details(times))]
    if "slow" in p99:
        rows.append(ratio("… while fsync takes 50 ms", p99["slow"], p99["program"], BUDGET, "ms"))
    else:
        rows.append(Row("… while fsync takes 50 ms", note="needs Linux and a C compiler"))
    return [*rows, ratio("… while a workbook is exported", p99["export"], p99["program"], BUDGET,
                         "ms")]


def _details(times: dict[str, list[float]]) -> str:
    parts = (f"{name} p50 {percentile(spent, 50):.2f}, longest {max(spent):.0f} ms"
             for name, spent in times.items())
    return "; ".join(parts)
