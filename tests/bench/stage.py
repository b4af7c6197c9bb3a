"""Inside a measuring child: the program in its own window."""

import sys
from pathlib import Path
from typing import TypeVar

from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

from desktop_app.app import Program
from desktop_app.paths import places
from desktop_app.ui.dialogs import Dialogs
from tests.bench.painting import wait_until

W = TypeVar("W", bound=QWidget)


class ExportDialogs(Dialogs):
    """Answers the one question that a measurement meets: where a workbook goes."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def export_folder(self, parent: QWidget, folder: Path) -> Path:
        return self._folder


class Stage:
    """The running program on its live page, ready for typing."""

    def __init__(self, register: Path, folder: Path) -> None:
        self.app = QApplication(sys.argv[:1])
        self.program = Program(self.app, places(folder), ExportDialogs(folder))
        if not self.program.start(register, demo=False) or self.program.window is None:
            raise RuntimeError("the program did not start")
        self.window = self.program.window
        self.window.show_page("live")
        self.line = self.part(QPlainTextEdit, "capture_line")
        wait_until(self.line.hasFocus)

    def part(self, kind: type[W], name: str) -> W:
        """A part of the window by its object name."""
        found = self.window.findChild(kind, name)
        if found is None:
            raise LookupError(name)
        return found

    def end(self) -> None:
        """Closes the window; what runs beside it is cancelled."""
        self.window.close()
        self.program.stop()
