"""A calm line over the page while a conference that is live has no quorum any more."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton

from desktop_app.domain.rulesets import Quorum
from desktop_app.i18n import _
from desktop_app.services.presence import Fall
from desktop_app.ui import tokens
from desktop_app.ui.actions import key_text
from desktop_app.ui.quorum_text import meter


class QuorumBar(QFrame):
    """Stays until there is a quorum again or the fall has been acknowledged; takes no focus."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("quorum_bar")
        self._fall: Fall | None = None
        self._known: Fall | None = None
        self.label = QLabel()
        self.label.setWordWrap(True)
        button = QPushButton(_("Noted ({key})").format(key=key_text("quorum_noted")))
        button.setProperty("role", "link")
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(self.acknowledge)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(tokens.L, tokens.XS, tokens.L, tokens.XS)
        layout.addWidget(self.label, 1)
        layout.addWidget(button)
        self.hide()

    def show_fall(self, fall: Fall | None, quorum: Quorum) -> None:
        """Tells of the fall that lasts, unless it was acknowledged; None takes the line away."""
        self._fall = fall
        if fall is None or (self._known is not None and self._known.at == fall.at):
            self.hide()
            return
        self.label.setText(_("No quorum since {time}: {meter}. {key} shows who is missing.").format(
            time=fall.at.strftime("%H:%M"), meter=meter(quorum), key=key_text("room")))
        self.show()

    def acknowledge(self) -> None:
        """Takes the line away until the room falls below the quorum another time."""
        self._known = self._fall
        self.hide()
