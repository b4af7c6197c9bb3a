"""In a text box Ctrl+Z and Ctrl+Y first work on the text, then on the register."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget


class UndoKeys(QObject):
    """Text boxes keep these keys only while they have something of their own to take back.

    Only the widget in focus is watched: a filter for the application would delay every event.
    """

    def __init__(self, undo: QKeySequence, redo: QKeySequence, parent: QObject) -> None:
        super().__init__(parent)
        self._undo, self._redo = undo, redo

    def watch(self, before: QWidget | None, now: QWidget | None) -> None:
        """The focus went from one widget to another."""
        if before:
            before.removeEventFilter(self)
        if now:
            now.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            keys = QKeySequence(event.keyCombination())
            if keys in (self._undo, self._redo) and not _can(watched, undo=keys == self._undo):
                event.ignore()
                return True
        return False


def _can(widget: QObject, *, undo: bool) -> bool:
    """Whether a text box has something of its own to undo or redo."""
    if isinstance(widget, QLineEdit):
        return widget.isUndoAvailable() if undo else widget.isRedoAvailable()
    if isinstance(widget, QPlainTextEdit):
        document = widget.document()
        return document.isUndoAvailable() if undo else document.isRedoAvailable()
    return False
