"""The status line: register, room, background work, and the two keys that lead everywhere."""

from pathlib import Path

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel

from desktop_app.domain.rulesets import Quorum
from desktop_app.i18n import _
from desktop_app.ui import tokens
from desktop_app.ui.actions import key_text
from desktop_app.ui.overlays import TaskLine
from desktop_app.ui.quorum_text import show_meter


class StatusLine(QFrame):
    """Shows what it is told."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("status")
        self.setFixedHeight(tokens.ROW)
        self._path, self._room = QLabel(), QLabel()
        self.tasks = TaskLine()
        row = QHBoxLayout(self)
        row.setContentsMargins(tokens.L, 0, tokens.L, 0)
        row.setSpacing(tokens.L)
        row.addWidget(self._path)
        row.addWidget(self._room)
        row.addStretch(1)
        row.addWidget(self.tasks)
        row.addWidget(QLabel(_("{key} all commands").format(key=key_text("palette"))))
        row.addWidget(QLabel(_("{key} keys and help").format(key=key_text("help"))))

    def show_register(self, path: Path, *, read_only: bool) -> None:
        """Which register is open."""
        name = _("{name} (read-only)").format(name=path.name) if read_only else path.name
        self._path.setText(name)
        self._path.setToolTip(str(path))

    def show_room(self, quorum: Quorum | None) -> None:
        """The quorum meter."""
        show_meter(self._room, quorum)
