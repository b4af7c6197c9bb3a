"""Three hours of a conference in three minutes, in the real window: what it costs to go on."""

from pathlib import Path

from tests.bench import children
from tests.bench.table import Row, percentile, ratio

SPEED = 60
GROWTH, LONGEST_MS = 1.1, 50.0


def run(folder: Path) -> list[Row]:
    found = children.run("child_rehearsal", SPEED, folder / "rehearsal-data")
    longest = max(found["stalls"])
    three = sorted(found["long"], reverse=True)[:3]
    note = f"p99 {percentile(found['stalls'], 99):.1f} ms; " + "; ".join(
        f"{ms:.0f} ms ({own:.0f} computed) at {act}" for ms, own, act in three)
    memory = Row("rehearsal, memory", note="needs Linux") if found["warm"] is None else ratio(
        "rehearsal, memory at the end, after a tenth beside", found["end"], found["warm"], GROWTH,
        "MB")
    return [memory, Row("rehearsal at 60×, longest stall", f"{longest:.4g} ms", "", "",
                        f"≤ {LONGEST_MS:g} ms", longest <= LONGEST_MS, note)]
