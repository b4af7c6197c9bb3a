"""What the window asks of a page."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop_app.domain import records
from desktop_app.domain.changes import Changes
from desktop_app.ui import tokens
from desktop_app.ui.desk import Desk


class Page(QWidget):
    """One page of the rail. Only the page that is shown refreshes; the others do when shown.

    A window smaller than `LEAST` scrolls the page.
    """

    LEAST = (820, 420)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setMinimumSize(*self.LEAST)
        self.setObjectName("page")
        self.desk = desk

    def activate(self) -> None:
        """Shows what is current; called whenever the page comes to the front."""
        raise NotImplementedError

    def refresh(self, changes: Changes) -> None:
        """Brings what is shown up to date after a change."""
        raise NotImplementedError

    def help_text(self) -> str:
        """What F1 says about this page."""
        raise NotImplementedError

    def new(self) -> None:
        """Ctrl+N."""

    def edit(self) -> None:
        """F2."""

    def search(self) -> None:
        """Ctrl+F."""

    def resume(self, record: str, key: str) -> None:
        """Shows what was being typed when the last session ended, by the first two parts of the
        key of its draft."""

    def go_to(self, key: int) -> None:
        """Shows one of the page's records; a filter that hides it gives way."""

    def paste_lines(self) -> None:
        """Ctrl+Shift+V: a list of lines from the clipboard."""

    def check_in(self) -> None:
        """F7."""

    def floor(self) -> None:
        """F9."""

    def queue(self) -> None:
        """Ctrl+F9."""

    def pause(self) -> None:
        """Shift+F9."""

    def park(self) -> bool:
        """Ctrl+J: puts aside what is being typed; False if there is nothing to park here."""
        return False

    def reply(self) -> None:
        """Ctrl+R: a reply to the selected opinion."""

    def same(self) -> None:
        """Ctrl+T: the opinion says the same as the one shown beside it."""

    def offices(self) -> None:
        """Ctrl+Shift+E: what the answering units are sent and send back."""

    def selected_opinion(self) -> records.Feedback | None:
        """The opinion that a reply would answer."""
        return None

    def tick(self) -> None:
        """Once a second while the page is shown."""

    def leave(self) -> None:
        """The page goes to the back, or the window closes: save what is being typed."""


class EmptyState(QFrame):
    """What an empty page says: what it is for, and the likeliest ways in."""

    def __init__(self, title: str, text: str, *buttons: QPushButton) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setSpacing(tokens.S)
        layout.addStretch(1)
        heading, body = QLabel(title), QLabel(text)
        heading.setProperty("role", "heading")
        body.setProperty("role", "muted")
        for label in (heading, body):
            label.setWordWrap(True)
            layout.addWidget(label)
        row = QHBoxLayout()
        for button in buttons:
            row.addWidget(button)
        row.addStretch(1)
        layout.addSpacing(tokens.S)
        layout.addLayout(row)
        layout.addStretch(2)
        layout.setContentsMargins(tokens.XXL, tokens.L, tokens.XXL, tokens.L)


def primary(text: str) -> QPushButton:
    """The one main button of a place."""
    button = QPushButton(text)
    button.setProperty("role", "primary")
    return button
