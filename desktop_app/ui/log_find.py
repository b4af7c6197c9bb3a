"""Ctrl+F on the live page: a line over the log that finds what was said."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton

from desktop_app.domain.vietnamese import fold
from desktop_app.i18n import _, ngettext
from desktop_app.ui import tokens
from desktop_app.ui.composed_line import ComposedLine
from desktop_app.ui.log_view import LogView

STEPS_BACK = 5
"""How often earlier lines are read for one key."""


class LogFind(QFrame):
    """Each letter selects the newest line that has all the words, without marks; Enter or Up goes
    to the one before, Shift+Enter or Down to the one after. `closed`: Esc."""

    closed = Signal()

    def __init__(self, log: LogView) -> None:
        super().__init__()
        self.setObjectName("card")
        self._log = log
        self.line = ComposedLine()
        self.line.setObjectName("log_find")
        self.line.setAccessibleName(_("Find in the log"))
        self.line.setPlaceholderText(_("Find in the log, without marks…"))
        self.said = QLabel()
        self.said.setProperty("role", "small")
        close = QPushButton(_("Close (Esc)"))
        close.setProperty("role", "link")
        close.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        close.clicked.connect(self.close_box)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(tokens.M, tokens.S, tokens.M, tokens.S)
        layout.setSpacing(tokens.M)
        for widget in (self.line, self.said, close):
            layout.addWidget(widget, 1 if widget is self.line else 0)
        self.line.typed.connect(self._typed)
        self.line.installEventFilter(self)
        self.hide()

    def open(self) -> None:
        """Shows the line with the caret in it."""
        self.show()
        self.said.clear()
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.line.selectAll()

    def close_box(self) -> None:
        """Takes the line away; what was found stays selected."""
        self.closed.emit()
        self.hide()

    # --- finding -----------------------------------------------------------------------------

    def older(self) -> None:
        """The line before the selected one; earlier lines are read as they are needed."""
        for _again in range(STEPS_BACK):
            if self._select(reversed(range(self._here(beyond=self._count())))):
                return
            before = self._count()
            self._log.earlier_wanted.emit()
            if self._count() == before:
                self._say(_("No earlier line has it."))
                return
        self._say(ngettext("Not in the last {count} line; Enter looks further back.",
                           "Not in the last {count} lines; Enter looks further back.",
                           self._count()).format(count=self._count()))

    def newer(self) -> None:
        """The line after the selected one."""
        if not self._select(range(self._here(beyond=-1) + 1, self._count())):
            self._say(_("No later line has it."))

    def _typed(self) -> None:
        self._say("")
        if self._words() and not self._select(reversed(range(self._count()))):
            self._log.clearSelection()
            self._log.setCurrentIndex(self._log.rootIndex())
            self.older()

    def _select(self, rows: Iterable[int]) -> bool:
        words, model = self._words(), self._log.model()
        for row in rows if words else ():
            text = fold(str(model.index(row, 0).data()))
            if all(word in text for word in words):
                self._log.selectRow(row)
                self._log.scrollTo(model.index(row, 0))
                self._say("")
                return True
        return False

    def _words(self) -> list[str]:
        return fold(self.line.whole_text()[0]).split()

    def _count(self) -> int:
        return self._log.model().rowCount()

    def _here(self, *, beyond: int) -> int:
        current = self._log.currentIndex()
        return current.row() if current.isValid() else beyond

    def _say(self, text: str) -> None:
        self.said.setText(text)
        self.said.setVisible(bool(text))

    # --- keys --------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not (isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress):
            return False
        key, back = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if key == Qt.Key.Key_Escape:
            self.close_box()
        elif key == Qt.Key.Key_Down or (back and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter)):
            self.newer()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.older()
        else:
            return False
        return True
