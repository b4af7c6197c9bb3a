"""Long work off the window's thread, with progress, cancel, and one answer back on it."""

import sys
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal

Progress = Callable[[int, int], None]
Cancelled = Callable[[], bool]
Work = Callable[[Progress, Cancelled], Any]
YIELDING_S = 0.0005
"""After this time at the latest a thread leaves the interpreter to the window's. By itself Python
lets it wait for 5 ms, and that again after each call that leaves the interpreter for a moment."""


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
    """Runs the work in the pool. Its end is told through `Tasks`, which outlives it: the task may
    be deleted while the thread that told of its end is still on the way out of the signal."""

    def __init__(self, work: Work, task: Task, end: Callable[[Task, Any, object], None]) -> None:
        super().__init__()
        self._work = work
        self._task = task
        self._end = end

    def run(self) -> None:
        task = self._task
        try:
            result = self._work(task.progressed.emit, task.is_cancelled)
        except Exception as error:
            self._end(task, None, error)
        else:
            self._end(task, result, None)


class Tasks(QObject):
    """The pool. `started` tells the status line about new work."""

    started = Signal(object)
    _ended = Signal(object, object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        sys.setswitchinterval(YIELDING_S)
        self._ended.connect(self._end)
        self._pool = QThreadPool(self)
        self._running: list[Task] = []
        self._is_over = False

    def run(self, title: str, work: Work, done: Callable[[Any], None],
            failed: Callable[[Exception], None]) -> Task:
        """Starts `work(progress, cancelled)`; exactly one of `done` and `failed` is called, unless
        the program closes.

        Work without a title is too short to be shown.
        """
        task = Task(title, self)
        if self._is_over:
            return task
        task.done.connect(done)
        task.failed.connect(failed)
        self._running.append(task)
        if title:
            self.started.emit(task)
        self._pool.start(_Runner(work, task, self._ended.emit))
        return task

    def wait(self) -> None:
        """Cancels everything and waits for it to end."""
        for task in self._running:
            task.cancel()
        self._pool.waitForDone()

    def end(self) -> None:
        """As `wait`, before the program closes: nothing is begun any more."""
        self._is_over = True
        self.wait()

    def _end(self, task: Task, result: Any, error: Exception | None) -> None:  # noqa: ANN401
        """On the window's thread."""
        self._running.remove(task)
        if error is None:
            task.done.emit(result)
        else:
            task.failed.emit(error)
        task.deleteLater()
