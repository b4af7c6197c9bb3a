"""Keys that the program presses itself, and the keys and clicks that come from a person."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QKeySequence, QMouseEvent, QWindow
from PySide6.QtWidgets import QApplication, QWidget

from desktop_app.services.rehearsal import Press, Stroke

_MODIFIERS = {Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_AltGr,
              Qt.Key.Key_Meta, Qt.Key.Key_CapsLock, Qt.Key.Key_NumLock}
_KEYS = {QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress}


@dataclass(frozen=True)
class Hands:
    """Presses keys in a window: each goes to whatever has the focus then, as Qt sends it on."""

    window: QWidget

    def play(self, stroke: Stroke) -> None:
        """One key, or one letter."""
        if isinstance(stroke, Press):
            self._press(QKeySequence(stroke.key))
        else:
            self._send(QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, stroke))
            self._send(QKeyEvent(QEvent.Type.KeyRelease, 0, Qt.KeyboardModifier.NoModifier, stroke))

    def _press(self, keys: QKeySequence) -> None:
        """A command of the window has its key, unless the widget in focus keeps it for itself."""
        override = _event(QEvent.Type.ShortcutOverride, keys)
        override.ignore()
        self._send(override)
        action = next((a for a in self.window.actions() if keys in a.shortcuts()), None)
        if action and not override.isAccepted():
            action.trigger()
            return
        self._send(_event(QEvent.Type.KeyPress, keys))
        self._send(_event(QEvent.Type.KeyRelease, keys))

    def _send(self, event: QKeyEvent) -> None:
        focus = QApplication.focusWidget() or self.window.focusWidget() or self.window
        QApplication.sendEvent(focus, event)


def _event(kind: QEvent.Type, keys: QKeySequence) -> QKeyEvent:
    combination = keys[0]  # type: ignore[index]
    return QKeyEvent(kind, combination.key(), combination.keyboardModifiers())


class Interference(QObject):
    """Notices that a person types or clicks in a window, and keeps that from it while `keeps`.

    Only the window and the widget in focus are watched: a filter for the application would delay
    every event. `own` are keys that do not count, nor do clicks in `bar`.
    """

    def __init__(self, window: QWidget, bar: QWidget, own: list[QKeySequence],
                 keeps: Callable[[], bool]) -> None:
        super().__init__(window)
        self._window = window
        self._bar = bar
        self._own = own
        self._keeps = keeps
        handle = window.windowHandle()
        if handle:
            handle.installEventFilter(self)
        self._focus(None, QApplication.focusWidget())
        _application().focusChanged.connect(self._focus)

    def end(self) -> None:
        """Watches no more."""
        _application().focusChanged.disconnect(self._focus)
        self._focus(QApplication.focusWidget(), None)

    def _focus(self, before: QWidget | None, now: QWidget | None) -> None:
        if before:
            before.removeEventFilter(self)
        if now and now.window() is self._window:
            now.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not self._is_persons(watched, event) or not self._keeps():
            return False
        event.accept()
        return True

    def _is_persons(self, watched: QObject, event: QEvent) -> bool:
        """What the program sends itself is not spontaneous; an input method's word never is."""
        if isinstance(event, QInputMethodEvent):
            return bool(event.preeditString() or event.commitString())
        if not event.spontaneous():
            return False
        if isinstance(event, QKeyEvent):
            return event.type() in _KEYS and event.key() not in _MODIFIERS \
                and QKeySequence(event.keyCombination()) not in self._own
        return isinstance(event, QMouseEvent) and isinstance(watched, QWindow) \
            and event.type() is QEvent.Type.MouseButtonPress \
            and not self._in_bar(event.position().toPoint())

    def _in_bar(self, place: QPoint) -> bool:
        return self._bar.rect().contains(self._bar.mapFrom(self._window, place))


def _application() -> QApplication:
    found = QApplication.instance()
    assert isinstance(found, QApplication)
    return found
