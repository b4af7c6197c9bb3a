"""What lies over the page without taking the focus: toast, failure bar, progress."""

from collections.abc import Callable

from PySide6.QtCore import QElapsedTimer, QPoint, Qt, QTimer
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop_app.i18n import _, active, ngettext
from desktop_app.services.write_state import Failing, Writing
from desktop_app.ui import tokens
from desktop_app.ui.panel import Panel
from desktop_app.ui.tasks import Task

SHOWN_MS = 6000


class Toast(QFrame):
    """One line at the bottom left for six seconds, with Undo where there is something to undo.
    While a panel lies over the page it stands in front of it, at the lower edge of the window."""

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
        """Shows a line whose lower edge lies above `bottom`, or below an open panel."""
        whole = self._window.window()
        if self.parentWidget() is not whole:
            self.setParent(whole)
        self._label.setText(text)
        self._undo.setVisible(undoable)
        room = self._window.width() - tokens.RAIL - 2 * tokens.L
        wanted = self._label.fontMetrics().horizontalAdvance(text) + (200 if undoable else 48)
        width = min(max(wanted, 240), min(room, 760))
        self.setFixedWidth(width)
        self.adjustSize()
        height = max(self.heightForWidth(width), self.sizeHint().height())
        self.setFixedHeight(height)
        place = self._window.mapTo(whole, QPoint(tokens.L, bottom - height - tokens.M))
        if any(not panel.isHidden() for panel in whole.findChildren(Panel)):
            place.setY(whole.height() - height - tokens.XS)
        self.move(place)
        self.raise_()
        self.show()
        self._timer.start()


class FailureBar(QFrame):
    """A bar over the page that stays, in red, while writing fails, and says when it works again."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("failure")
        self.reason, self.advice = QLabel(), QLabel()
        self.reason.setProperty("role", "headline")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(tokens.L, tokens.S, tokens.L, tokens.S)
        layout.setSpacing(tokens.XS)
        for label in (self.reason, self.advice):
            label.setWordWrap(True)
            layout.addWidget(label)
        self._fails = False
        self._timer = QTimer(self, singleShot=True, interval=SHOWN_MS)
        self._timer.timeout.connect(self.hide)
        self.hide()

    def show_writing(self, writing: Writing) -> None:
        """Shows what fails; or, once everything is on disk again, says that for six seconds."""
        if writing.error is not None:
            self._dress(fails=True)
            self._say(f"✘ {_reason(writing)}", _advice(writing))
        elif self._fails and writing.saved_at is not None:
            self._dress(fails=False)
            text = _("Writing works again. Everything typed is on disk as of {time}.")
            self._say(f"✔ {text.format(time=writing.saved_at.strftime('%H:%M:%S'))}", "")
            self._timer.start()

    def _say(self, reason: str, advice: str) -> None:
        self.reason.setText(reason)
        self.advice.setText(advice)
        self.advice.setVisible(bool(advice))
        self.show()

    def _dress(self, *, fails: bool) -> None:
        self._timer.stop()
        if self._fails != fails:
            self._fails = fails
            self.setProperty("over", not fails)
            self.style().unpolish(self)
            self.style().polish(self)


def _reason(writing: Writing) -> str:
    assert writing.error is not None
    assert writing.since is not None
    step = writing.failing is Failing.STEP
    text = _("Not recorded at {time}. {reason}") if step else _("Not saved since {time}. {reason}")
    return text.format(time=writing.since.strftime("%H:%M:%S"),
                       reason=writing.error.sentence(active()))


def _advice(writing: Writing) -> str:
    """What became of the last step, what to do, and where everything is kept meanwhile."""
    parts = []
    if writing.unrecorded:
        parts.append(_(
            "The last step was not recorded: do it again. Its text stands where it was."))
    if writing.saved_at is None:
        parts.append(_("Go on typing: everything is kept in memory and tried again every second."))
    if writing.copy and writing.copied_at:
        parts.append(_("An emergency copy with everything up to {time} is in {copy}.").format(
            time=writing.copied_at.strftime("%H:%M:%S"), copy=writing.copy))
    if writing.copy_failed:
        parts.append(_("No copy can be made elsewhere now: keep the program open."))
    return " ".join(parts)


class Notice(QFrame):
    """A calm line over the page that stays."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.setObjectName("notice")
        label = QLabel(text)
        label.setWordWrap(True)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(tokens.L, tokens.XS, tokens.L, tokens.XS)
        layout.addWidget(label)


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
        task.done.connect(lambda _result: self._end(task))
        task.failed.connect(lambda _error: self._end(task))
        self.show()

    def _end(self, task: Task) -> None:
        """The latest work is shown; another that ends leaves it there."""
        if self._task is task:
            self._task = None
            self.hide()

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
