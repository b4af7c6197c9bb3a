"""The whole program in this process: keys go to whatever has the focus, as from a person."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from desktop_app.app import Program
from desktop_app.services.workspace import Workspace
from desktop_app.ui.window import Window
from tests.bench.painting import wait_until
from tests.ui.conftest import Answers
from tests.ui.keys import type_text

KEYS = {"Ctrl": Qt.KeyboardModifier.ControlModifier, "Shift": Qt.KeyboardModifier.ShiftModifier,
        "Alt": Qt.KeyboardModifier.AltModifier}


@dataclass
class Hands:
    """Plays keys to the program, as a person without a mouse does."""

    program: Program
    answers: Answers

    @property
    def window(self) -> Window:
        assert self.program.window is not None
        return self.program.window

    @property
    def work(self) -> Workspace:
        return self.window.desk.workspace

    def begin(self) -> None:
        """Brings the window to the front, in the size of the smallest usual screen."""
        self.window.resize(1366, 768)
        self.window.activateWindow()
        wait_until(self.window.isActiveWindow)

    def focus(self) -> QWidget:
        return QApplication.focusWidget() or self.window

    def press(self, *names: str) -> None:
        """Presses keys by name, such as `Ctrl+N` or `F7`."""
        for name in names:
            *modifiers, key = name.split("+")
            held = Qt.KeyboardModifier.NoModifier
            for modifier in modifiers:
                held |= KEYS[modifier]
            QTest.keyClick(self.focus(), getattr(Qt.Key, f"Key_{key}"), held)
            QApplication.processEvents()

    def type(self, text: str) -> None:
        """Types into whatever has the focus; a tab stands for the key."""
        for number, part in enumerate(text.split("\t")):
            if number:
                self.press("Tab")
            type_text(self.focus(), part)
            QApplication.processEvents()
