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
    """One key down; `stroke` is the letter, or Enter and Tab as control characters."""
    _send(QTest.KeyAction.Press, widget, stroke)


def release(widget: QWidget, stroke: str) -> None:
    """The same key up."""
    _send(QTest.KeyAction.Release, widget, stroke)


def _send(action: QTest.KeyAction, widget: QWidget, stroke: str) -> None:
    key = _NAMED.get(stroke, Qt.Key.Key_unknown)
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
        self._next = QEvent.Type(QEvent.registerEventType())
        self._loop = QEventLoop()
        self._late = QTimer(singleShot=True, interval=round(LONGEST * 1000))
        self._late.timeout.connect(lambda: self._loop.exit(1))
        self._widget = widget
        self._waiting = False
        self._at = perf_counter()
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
        """The paint of a window is over when any other event comes; at the latest our own."""
        if event.type() is not QEvent.Type.Paint:
            if not self._waiting and not self._at:
                self._over()
        elif self._waiting and watched is self._widget:
            self._waiting, self._at = False, 0.0
            _application().installEventFilter(self)
            QCoreApplication.postEvent(self, QEvent(self._next))
        return False

    def _over(self) -> None:
        self._at = perf_counter()
        _application().removeEventFilter(self)
        self._loop.quit()


def _application() -> QCoreApplication:
    found = QCoreApplication.instance()
    assert found is not None
    return found
