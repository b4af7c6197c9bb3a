"""What lies over the page without taking the focus: toast, failure bar, progress."""

from collections.abc import Callable

from PySide6.QtCore import QElapsedTimer, Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from desktop_app.i18n import _, ngettext
from desktop_app.ui import tokens
from desktop_app.ui.tasks import Task

SHOWN_MS = 6000


class Toast(QFrame):
    """One line at the bottom left for six seconds, with Undo where there is something to undo."""

    def __init__(self, window: QWidget, undo: Callable[[], object]) -> None:
        super().__init__(window)
        self._window = window
        self.setObjectName("toast")
        self._label = QLabel()
        self._label.setWordWrap(True)
        self._undo = QPushButton(_("Undo"))
        self._undo.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._undo.clicked.connect(self.hide)
        self._undo.clicked.connect(lambda _on=False: undo())
        self._timer = QTimer(self, singleShot=True, interval=SHOWN_MS)
        self._timer.timeout.connect(self.hide)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(tokens.M, tokens.S, tokens.M, tokens.S)
        layout.addWidget(self._label, 1)
        layout.addWidget(self._undo)
        self.hide()

    def say(self, text: str, undoable: bool, bottom: int) -> None:
        """Shows a line whose lower edge lies above `bottom`."""
        self._label.setText(text)
        self._undo.setVisible(undoable)
        room = self._window.width() - tokens.RAIL - 2 * tokens.L
        wanted = self._label.fontMetrics().horizontalAdvance(text) + (200 if undoable else 48)
        width = min(max(wanted, 240), min(room, 760))
        self.setFixedWidth(width)
        self.adjustSize()
        height = max(self.heightForWidth(width), self.sizeHint().height())
        self.setFixedHeight(height)
        self.move(tokens.L, bottom - height - tokens.M)
        self.raise_()
        self.show()
        self._timer.start()


class FailureBar(QFrame):
    """A red bar over the page that stays until writing works again."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("failure")
        self.label = QLabel()
        self.label.setWordWrap(True)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(tokens.L, tokens.S, tokens.L, tokens.S)
        layout.addWidget(self.label)
        self.hide()

    def show_failure(self, text: str) -> None:
        self.label.setText(f"✘ {text}")
        self.show()


class TaskLine(QWidget):
    """What works in the background: what, how far, how long yet, Cancel."""

    def __init__(self) -> None:
        super().__init__()
        self._title, self._left = QLabel(), QLabel()
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(160)
        self._cancel = QPushButton(_("Cancel"))
        self._cancel.setFlat(True)
        self._cancel.setProperty("role", "link")
        self._cancel.clicked.connect(self._stop)
        self._task: Task | None = None
        self._clock = QElapsedTimer()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for widget in (self._title, self._bar, self._left, self._cancel):
            layout.addWidget(widget)
        self.hide()

    def follow(self, task: Task) -> None:
        """Shows a task until it ends."""
        self._task = task
        self._title.setText(task.title)
        self._left.setText("")
        self._bar.setRange(0, 0)
        self._clock.start()
        task.progressed.connect(self._advance)
        task.done.connect(lambda _result: self.hide())
        task.failed.connect(lambda _error: self.hide())
        self.show()

    def _advance(self, done: int, total: int) -> None:
        self._bar.setRange(0, max(total, 1))
        self._bar.setValue(done)
        if done and self._clock.elapsed() > 1000:
            seconds = int(self._clock.elapsed() / 1000 * (total - done) / done) + 1
            self._left.setText(ngettext("{count} second left", "{count} seconds left", seconds)
                               .format(count=seconds))

    def _stop(self) -> None:
        if self._task:
            self._task.cancel()
            self._left.setText(_("stopping…"))
