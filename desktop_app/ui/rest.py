"""Work that can wait until nobody types."""

import gc
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

QUIET_MS, PAUSE_MS = 700, 20
LOOK_MS, MANY = 1000, 5000
"""How often young garbage is looked for, and how many new objects are worth it."""


class Rest(QObject):
    """Does jobs, one after another with room for keys in between, once nothing was typed or
    recorded for a while. Each has a name, under which it is done once however often it was asked
    for."""

    def __init__(self) -> None:
        super().__init__()
        self._jobs: dict[str, Callable[[], object]] = {}
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._do_next)

    def do(self, name: str, job: Callable[[], object]) -> None:
        """Does this at the next rest."""
        self._jobs[name] = job
        self.put_off()

    def put_off(self) -> None:
        """Somebody is at work: the rest begins anew."""
        if self._jobs:
            self._timer.start(QUIET_MS)

    def end(self) -> None:
        """Drops what is not done yet."""
        self._jobs.clear()
        self._timer.stop()

    def _do_next(self) -> None:
        job = self._jobs.pop(next(iter(self._jobs)))
        if self._jobs:
            self._timer.start(PAUSE_MS)
        job()


class Garbage(QObject):
    """Python's garbage, which is collected in the window's thread alone, and mostly at rest.

    By itself Python collects in whichever thread happens to make an object, and a model or timer
    of Qt that dies in a background thread takes the program with it. Nor may the window stand
    still for several frames while everything that lives is looked at: what lived through one
    collection is left out of the next ones.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._by_itself = gc.isenabled()
        gc.disable()
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self._collect_young)
        self._timer.start()

    @staticmethod
    def _collect_young() -> None:
        """What was made since the last look, also while nobody rests."""
        if gc.get_count()[0] >= MANY:
            gc.collect(1)

    @staticmethod
    def collect() -> None:
        gc.collect()
        gc.freeze()

    @staticmethod
    def look_at_all() -> None:
        """Something large has gone: the next collection looks at everything again."""
        gc.unfreeze()

    def end(self) -> None:
        """Leaves it to Python again."""
        self._timer.stop()
        gc.unfreeze()
        if self._by_itself:
            gc.enable()
