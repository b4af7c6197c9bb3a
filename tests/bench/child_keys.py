"""Child: the time from each key to its painted glyph, in the capture line or in a bare text box.

Arguments: start, what ("bare", "program" or "export"), lines as a JSON file, register, folder.
"""

import json
import random
import sys
from pathlib import Path
from time import perf_counter

from PySide6.QtWidgets import QPlainTextEdit

from tests.bench.painting import BareStage, Painting, press, release, rest_until, wait_until
from tests.bench.script import ENTER, TAB
from tests.bench.stage import Stage

GAPS_MS = (20, 40)
"""Between keys: faster than any hand, and at no fixed place in the program's own rhythms."""


def type_lines(line: QPlainTextEdit, lines: list[str], *, bare: bool) -> list[float]:
    """Milliseconds from each letter's arrival to the end of the paint that shows it.

    Keys arrive by the clock: what keeps the window busy when one arrives counts as its delay.
    """
    rng = random.Random(1)
    painting = Painting(line.viewport())
    times = []
    for stroke in "".join(lines):
        arrival = perf_counter() + rng.uniform(*GAPS_MS) / 1000
        rest_until(arrival)
        if stroke in (ENTER, TAB):
            _finish(line, stroke, bare=bare)
            continue
        painting.begin()
        press(line, stroke)
        times.append((painting.end() - arrival) * 1000)
        release(line, stroke)
    return times


def _finish(line: QPlainTextEdit, stroke: str, *, bare: bool) -> None:
    if not bare:
        press(line, stroke)
    elif stroke == ENTER:
        line.clear()


def keep_exporting(stage: Stage) -> None:
    """Writes workbooks one after the other from now on; comes back when the first has begun."""
    export = stage.window.actions_by_name["export_workbook"].trigger
    begun: list[int] = []

    def follow(task: object) -> None:
        task.progressed.connect(lambda done, _total: begun.append(done))  # type: ignore[attr-defined]
        task.done.connect(lambda _path: export())  # type: ignore[attr-defined]

    stage.window.desk.tasks.started.connect(follow)
    export()
    wait_until(lambda: bool(begun))


def main() -> None:
    _start, what, script, register, folder = sys.argv[1:]
    lines = json.loads(Path(script).read_text(encoding="utf-8"))
    if what == "bare":
        bare = BareStage()
        rest_until(perf_counter() + 0.5)
        print(json.dumps(type_lines(bare.line, lines, bare=True)))
        return
    stage = Stage(Path(register), Path(folder))
    if what == "export":
        keep_exporting(stage)
    rest_until(perf_counter() + 0.5)
    print(json.dumps(type_lines(stage.line, lines, bare=False)))
    stage.end()


if __name__ == "__main__":
    main()
