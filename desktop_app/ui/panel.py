"""A card over the page for what needs room for a moment: never modal, Esc closes it, the focus
goes back to where it was."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Signal, SignalInstance
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget
from shiboken6 import isValid

from desktop_app.i18n import _
from desktop_app.ui import tokens
from desktop_app.ui.actions import key_text

PAGE_KEYS = tuple(QKeySequence(key_text(name))
                  for name in ("new", "edit", "find", "paste_lines", "check_in", "reply"))


class Panel(QFrame):
    """Fill `body`, add buttons to `footer`, then `open_over` a widget. `closed` is sent once.

    Tab stays inside, and the keys of the page below go to the panel.
    """

    closed = Signal()

    def __init__(self, title: str) -> None:
        super().__init__()
        self.setObjectName("card")
        self._before: QWidget | None = None
        self._is_closed = False
        heading = QLabel(title)
        heading.setProperty("role", "title")
        close = QPushButton(_("Close (Esc)"))
        close.setProperty("role", "link")
        close.clicked.connect(self.close_panel)
        head = QHBoxLayout()
        head.addWidget(heading, 1)
        head.addWidget(close)
        self.body = QVBoxLayout()
        self.body.setSpacing(tokens.S)
        self.footer = QHBoxLayout()
        self.footer.setSpacing(tokens.S)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(tokens.XL, tokens.L, tokens.XL, tokens.L)
        whole.setSpacing(tokens.M)
        whole.addLayout(head)
        whole.addLayout(self.body, 1)
        whole.addLayout(self.footer)

    def open_over(self, place: QWidget, focus: QWidget, width: int = 900,
                  height: int = 560) -> None:
        """Shows the card in the middle of `place`'s window, with the caret in `focus`."""
        window = place.window()
        self._before = window.focusWidget()
        self.setParent(window)
        self.setFixedSize(min(width, window.width() - 2 * tokens.XL),
                          min(height, window.height() - 2 * tokens.XL))
        self.move((window.width() - self.width()) // 2, (window.height() - self.height()) // 2)
        self.show()
        self.raise_()
        focus.setFocus(Qt.FocusReason.OtherFocusReason)

    def follow(self, signal: SignalInstance, slot: Callable[..., object]) -> None:
        """Calls `slot` for a signal until the card is taken away."""
        signal.connect(slot)
        self.closed.connect(lambda: signal.disconnect(slot))

    def close_panel(self) -> None:
        """Takes the card away; a second time nothing happens."""
        if self._is_closed:
            return
        self._is_closed = True
        if self._before and isValid(self._before):
            self._before.setFocus()
        self.hide()
        self.closed.emit()
        self.deleteLater()

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) \
                and QKeySequence(event.keyCombination()) in PAGE_KEYS:
            event.accept()
            return True
        return super().event(event)

    def focusNextPrevChild(self, forwards: bool) -> bool:
        """PySide takes each widget that `nextInFocusChain` gives for a child of the one before:
        a ring of them is garbage to Python, which deletes parts of what is on the screen."""
        stops = [child for child in self.findChildren(QWidget) if _takes_tab(child)]
        here = self.focusWidget()
        place = stops.index(here) if here in stops else -1 if forwards else 0
        if stops:
            step, reason = (1, Qt.FocusReason.TabFocusReason) if forwards \
                else (-1, Qt.FocusReason.BacktabFocusReason)
            stops[(place + step) % len(stops)].setFocus(reason)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_panel()
            return
        button = self.focusWidget()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) \
                and isinstance(button, QPushButton) and button.hasFocus():
            button.click()
            return
        super().keyPressEvent(event)


def _takes_tab(widget: QWidget) -> bool:
    return Qt.FocusPolicy.TabFocus in Qt.FocusPolicy(widget.focusPolicy()) \
        and widget.isVisible() and widget.isEnabled()


def close_panels(window: QWidget) -> None:
    """Takes all cards over a window away."""
    for panel in window.findChildren(Panel):
        if not panel.isHidden():
            panel.close_panel()
