"""Child: how long the window's thread stands still while 5,000 people are merged.

Arguments: start, register, folder.
"""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import Any

from PySide6.QtCore import QCoreApplication, QEventLoop

from desktop_app.services import importing
from desktop_app.store.register import Register
from tests.bench.bench_merge import changed_people
from tests.bench.painting import rest_until
from tests.bench.stage import Stage


def main() -> None:
    _start, path, folder = sys.argv[1:]
    with Register.read(Path(path)) as reader:
        merge = changed_people(reader, 1)
    stage = Stage(Path(path), Path(folder))
    stage.window.show_page("attendees")
    rest_until(perf_counter() + 1)
    desk, done = stage.window.desk, list[Any]()
    desk.tasks.run("", lambda _progress, _cancelled: importing.merge_in_background(
        Path(path), 1, merge, {}, ()), done.append, done.append)
    gaps = _gaps(lambda: not done)
    if isinstance(done[0], Exception):
        raise done[0]
    begun = perf_counter()
    desk.workspace.announce(done[0].changes)
    first, until = (perf_counter() - begun) * 1000, perf_counter() + 1
    shown = [first, *_gaps(lambda: perf_counter() < until)]
    print(json.dumps({"ms": sorted(gaps)[-3:], "shown_ms": max(shown)}))
    stage.end()


def _gaps(goes_on: Callable[[], bool]) -> list[float]:
    """The milliseconds between looks at the keyboard."""
    gaps, last = [0.0], perf_counter()
    while goes_on():
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)
        now = perf_counter()
        gaps.append((now - last) * 1000)
        last = now
    return gaps


if __name__ == "__main__":
    main()
