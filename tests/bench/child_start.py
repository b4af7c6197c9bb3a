"""Child: how long it takes from the start of the process until a key shows its glyph.

Arguments: start, then nothing for a bare window, or what `main.py` is given for the program. The
program runs as `main.py` runs it, on a conference that is in session: it opens on the live page.
"""

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PySide6.QtWidgets import QPlainTextEdit

    from desktop_app.paths import Places


def glyph_shown(line: "QPlainTextEdit") -> None:
    """Presses a key and prints the milliseconds since the start when its glyph is painted."""
    from tests.bench.painting import Painting, press

    painting = Painting(line.viewport())
    painting.begin()
    press(line, "x")
    painted = painting.end()
    now = time.time_ns() - (time.perf_counter() - painted) * 1e9
    print((now - int(sys.argv[1])) / 1e6, flush=True)


def bare() -> None:
    from tests.bench.painting import BareStage

    stage = BareStage()
    glyph_shown(stage.line)


def open_window(register: Path | None, demo: bool, places: "Places", rehearse: int = 0) -> int:
    """As in `main.py`, with somebody at the keyboard."""
    from desktop_app import app

    setattr(app, "Program", watched(app.Program))  # noqa: B010 - a name that is a type
    return app.main(register, demo=demo, places=places, rehearse=rehearse)


def watched(program_type: type) -> type:
    from PySide6.QtCore import QTimer

    class Watched(program_type):  # type: ignore[misc]
        def start(self, *arguments: Any, **options: Any) -> bool:
            started: bool = super().start(*arguments, **options)
            QTimer.singleShot(0, self, lambda: use(self.window))
            return started

    return Watched


def use(window: Any) -> None:
    """What somebody does who starts the program to take notes."""
    from PySide6.QtWidgets import QApplication, QPlainTextEdit

    from tests.bench.painting import wait_until

    wait_until(window.isActiveWindow)
    wait_until(lambda: getattr(QApplication.focusWidget(), "objectName", str)() == "capture_line")
    glyph_shown(window.findChild(QPlainTextEdit, "capture_line"))
    QApplication.quit()


if __name__ == "__main__":
    if len(sys.argv) == 2:
        bare()
    else:
        from desktop_app.cli import main

        sys.exit(main(sys.argv[2:], open_window))
