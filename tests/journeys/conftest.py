"""The whole program in this process: keys go to whatever has the focus, as from a person."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from desktop_app.app import Program
from desktop_app.i18n import use_language
from desktop_app.paths import Places
from desktop_app.services.workspace import Workspace
from desktop_app.ui.window import Window
from tests.ui.conftest import Answers
from tests.ui.keys import type_text

KEYS = {"Ctrl": Qt.KeyboardModifier.ControlModifier, "Shift": Qt.KeyboardModifier.ShiftModifier,
        "Alt": Qt.KeyboardModifier.AltModifier}


@dataclass
class Hands:
    """Plays keys to the program, as a person without a mouse does."""

    program: Program
    answers: Answers
    wait: Callable[[Callable[[], bool]], None]

    @property
    def window(self) -> Window:
        assert self.program.window is not None
        return self.program.window

    @property
    def work(self) -> Workspace:
        return self.window.desk.workspace

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
        """Types into whatever has the focus."""
        type_text(self.focus(), text)
        QApplication.processEvents()


@pytest.fixture
def hands(qtbot, qapp, tmp_path: Path) -> Iterator[Hands]:
    """The program in English on an empty register."""
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "settings.json").write_text('{"language": "en", "theme": "light"}')
    answers = Answers(path=tmp_path / "out")
    program = Program(qapp, Places(tmp_path / "data"), answers)
    assert program.start(tmp_path / "hội nghị.db", demo=False)
    assert program.window is not None
    program.window.resize(1366, 768)
    program.window.activateWindow()
    qtbot.waitActive(program.window)
    yield Hands(program, answers, lambda until: qtbot.waitUntil(until, timeout=30_000))
    program.window.close()
    program.stop()
    program.window.deleteLater()
    use_language("vi")
