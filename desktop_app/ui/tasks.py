"""Long work off the window's thread, with progress, cancel, and one answer back on it."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal

Progress = Callable[[int, int], None]
Cancelled = Callable[[], bool]
Work = Callable[[Progress, Cancelled], Any]


class Task(QObject):
    """One piece of work under way; owned by `Tasks`, its signals arrive on the window's thread."""

    progressed = Signal(int, int)
    done = Signal(object)
    failed = Signal(object)

    def __init__(self, title: str, parent: QObject) -> None:
        super().__init__(parent)
        self.title = title
        self._cancelled = False

    def cancel(self) -> None:
        """Asks the work to stop; it then fails with `cancelled`."""
        self._cancelled = True

    def is_cancelled(self) -> bool:
        return self._cancelled


class _Runner(QRunnable):
    """Runs the work in the pool; only emits signals of a task that the window's thread owns."""

    def __init__(self, work: Work, task: Task) -> None:
        super().__init__()
        self._work = work
        self._report = task.progressed.emit
        self._done = task.done.emit
        self._failed = task.failed.emit
        self._is_cancelled = task.is_cancelled

    def run(self) -> None:
        try:
            result = self._work(self._report, self._is_cancelled)
        except Exception as error:
            self._failed(error)
        else:
            self._done(result)


class Tasks(QObject):
    """The pool. `started` tells the status line about new work."""

    started = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._running: list[Task] = []

    def run(self, title: str, work: Work, done: Callable[[Any], None],
            failed: Callable[[Exception], None]) -> Task:
        """Starts `work(progress, cancelled)`; exactly one of `done` and `failed` is called."""
        task = Task(title, self)
        task.done.connect(done)
        task.failed.connect(failed)
        task.done.connect(lambda _: self._forget(task))
        task.failed.connect(lambda _: self._forget(task))
        self._running.append(task)
        self.started.emit(task)
        self._pool.start(_Runner(work, task))
        return task

    def wait(self) -> None:
        """Cancels everything and waits for it to end, before the program closes."""
        for task in self._running:
            task.cancel()
        self._pool.waitForDone()

    def _forget(self, task: Task) -> None:
        self._running.remove(task)
        task.deleteLater()
