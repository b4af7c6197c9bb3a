"""A page in a window that may be smaller than the page."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea

from desktop_app.ui import tokens
from desktop_app.ui.page import Page


class Scrolled(QScrollArea):
    """A page that scrolls where the window is smaller than what it needs. Where something above
    takes room from it, what is being typed in stays in sight."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.setWidget(page)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._laid_out = QTimer(self, singleShot=True, interval=0)
        self._laid_out.timeout.connect(self._show_focused)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._laid_out.start()

    def _show_focused(self) -> None:
        """The whole box if there is room for it, in any case the caret."""
        focused, page = self.window().focusWidget(), self.widget()
        if focused and page and page.isAncestorOf(focused):
            middle = focused.mapTo(page, focused.rect().center())
            self.ensureVisible(0, middle.y(), 0, focused.height() // 2 + tokens.XS)
            self.ensureWidgetVisible(focused, 0, tokens.XS)
