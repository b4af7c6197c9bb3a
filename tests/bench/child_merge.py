"""Child: how long the window's thread stands still while 5,000 people are merged.

Arguments: start, register, folder.
"""

import json
import sys
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
    gaps, last = [], perf_counter()
    while not done:
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)
        now = perf_counter()
        gaps.append((now - last) * 1000)
        last = now
    if isinstance(done[0], Exception):
        raise done[0]
    desk.workspace.announce(done[0].changes)
    QCoreApplication.processEvents()
    print(json.dumps({"ms": sorted(gaps)[-3:], "shown_ms": (perf_counter() - last) * 1000}))
    stage.end()


if __name__ == "__main__":
    main()
