"""Inside a measuring child: a bare window to compare with, keys, and waiting for paint."""

import sys
from collections.abc import Callable
from time import perf_counter

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow, QPlainTextEdit, QWidget

LONGEST = 60.0
_NAMED = {"\r": Qt.Key.Key_Return, "\t": Qt.Key.Key_Tab}


class BareStage:
    """A window with nothing but a text box."""

    def __init__(self) -> None:
        self.app = QApplication(sys.argv[:1])
        self.window = QMainWindow()
        self.line = QPlainTextEdit()
        self.window.setCentralWidget(self.line)
        self.window.resize(1366, 768)
        self.window.show()
        self.line.setFocus()
        wait_until(self.line.hasFocus)


def press(widget: QWidget, stroke: str) -> None:
    """One key down and up; `stroke` is the letter, or Enter and Tab as control characters."""
    key = _NAMED.get(stroke, Qt.Key.Key_unknown)
    for action in (QTest.KeyAction.Press, QTest.KeyAction.Release):
        QTest.sendKeyEvent(action, widget, key, stroke, Qt.KeyboardModifier.NoModifier)


def wait_until(condition: Callable[[], bool]) -> None:
    """Handles events until the condition holds."""
    end = perf_counter() + LONGEST
    while not condition():
        if perf_counter() > end:
            raise TimeoutError
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 10)


def rest_until(moment: float) -> None:
    """Handles events as the program does when nobody types, until `perf_counter` says so."""
    milliseconds = round((moment - perf_counter()) * 1000)
    if milliseconds > 0:
        loop = QEventLoop()
        timer = QTimer(singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        timer.timeout.connect(loop.quit)
        timer.start(milliseconds)
        loop.exec()


class Painting(QObject):
    """Waits until a widget has been painted and tells when that was over."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__()
        self._over = QEvent.Type(QEvent.registerEventType())
        self._loop = QEventLoop()
        self._late = QTimer(singleShot=True, interval=round(LONGEST * 1000))
        self._late.timeout.connect(lambda: self._loop.exit(1))
        self._waiting = False
        self._at = 0.0
        widget.installEventFilter(self)

    def begin(self) -> None:
        """From now on a paint counts."""
        self._waiting = True

    def end(self, shown: Callable[[], bool] = lambda: True) -> float:
        """Handles events until the widget has been painted and `shown` holds; gives the time.

        The time is that of `perf_counter` right after the paint.
        """
        self._late.start()
        while True:
            if self._loop.exec():
                raise TimeoutError("nothing was painted")
            if shown():
                self._late.stop()
                return self._at
            self._waiting = True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The paint is over when the next event comes, which is made to go before all others."""
        if self._waiting and event.type() is QEvent.Type.Paint:
            self._waiting = False
            first = Qt.EventPriority.HighEventPriority.value
            QCoreApplication.postEvent(self, QEvent(self._over), first)
        return False

    def event(self, event: QEvent) -> bool:
        if event.type() == self._over:
            self._at = perf_counter()
            self._loop.quit()
            return True
        return super().event(event)
