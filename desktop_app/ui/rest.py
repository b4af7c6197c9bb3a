"""Work that can wait until nobody types."""

import gc
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

QUIET_MS, PAUSE_MS = 700, 20
_NEVER = 1_000_000


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


class Garbage:
    """Python's garbage, which is collected at rest.

    By itself Python looks now and then at everything that lives, and the window stands still for
    several frames meanwhile. What lived through one collection is left out of the next ones.
    """

    def __init__(self) -> None:
        self._usual = gc.get_threshold()
        gc.set_threshold(*self._usual[:2], _NEVER)

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
        gc.unfreeze()
        gc.set_threshold(*self._usual)
