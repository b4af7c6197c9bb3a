"""A card over the page for what needs room for a moment: never modal, Esc closes it, the focus
goes back to where it was."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop_app.i18n import _
from desktop_app.ui import tokens


class Panel(QFrame):
    """Fill `body`, add buttons to `footer`, then `open_over` a widget. `closed` is sent once."""

    closed = Signal()

    def __init__(self, title: str) -> None:
        super().__init__()
        self.setObjectName("card")
        self._before: QWidget | None = None
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

    def close_panel(self) -> None:
        """Takes the card away."""
        self.hide()
        if self._before:
            self._before.setFocus()
        self.closed.emit()
        self.deleteLater()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_panel()
            return
        super().keyPressEvent(event)
