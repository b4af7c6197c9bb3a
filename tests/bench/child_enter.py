"""Child: the time from Enter to the recorded line on the screen.

Arguments: start, lines as a JSON file, register, folder.
"""

import json
import random
import sys
from functools import partial
from pathlib import Path
from time import perf_counter

from PySide6.QtWidgets import QTableView

from tests.bench.painting import Painting, press, rest_until
from tests.bench.script import ENTER
from tests.bench.stage import Stage

REST_MS = (40, 160)
"""Between the last letter and Enter, so that Enter also meets a draft being written."""


def record_times(stage: Stage, lines: list[str]) -> list[float]:
    """Milliseconds from Enter until the log with the new line at its end is painted."""
    view = stage.part(QTableView, "log_view")
    painting = Painting(view.viewport())
    rng = random.Random(1)
    times = []
    for text in lines:
        stage.line.insertPlainText(text)
        rest_until(perf_counter() + rng.uniform(*REST_MS) / 1000)
        painting.begin()
        begun = perf_counter()
        press(stage.line, ENTER)
        painted = painting.end(partial(ends_with, view, text))
        times.append((painted - begun) * 1000)
    return times


def ends_with(view: QTableView, text: str) -> bool:
    """Whether the last line of the log says this."""
    model = view.model()
    return text in str(model.index(model.rowCount() - 1, 0).data())


def main() -> None:
    _start, lines, register, folder = sys.argv[1:]
    stage = Stage(Path(register), Path(folder))
    rest_until(perf_counter() + 0.5)
    print(json.dumps(record_times(stage, json.loads(Path(lines).read_text(encoding="utf-8")))))
    stage.end()


if __name__ == "__main__":
    main()
