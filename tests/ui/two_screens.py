"""Run as a program by test_two_screens: the real program on a PC with two screens."""

import json
import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication

from desktop_app.app import Program
from desktop_app.paths import Places
from desktop_app.ui.dialogs import Dialogs
from desktop_app.ui.projector import PublicWindow


def public_windows() -> list[dict[str, object]]:
    """What of the program the public sees."""
    return [{"screen": window.screen().name(), "full": window.isFullScreen(),
             "area": window.geometry().getRect(), "said": window.view.accessibleDescription()}
            for window in QApplication.topLevelWidgets()
            if isinstance(window, PublicWindow) and window.isVisible()]


def main(data: Path) -> None:
    """Shows the demo, changes the language, closes; prints what was seen after each step."""
    app = QApplication([])
    program = Program(app, Places(data), Dialogs())
    assert program.start(None, demo=True)
    first = program.window
    assert first is not None
    first.projector.show()
    seen = [public_windows()]
    first.actions_by_name["language_en"].trigger()
    while program.window is first:
        app.processEvents()
    seen.append(public_windows())
    assert program.window is not None
    program.window.close()
    seen.append(public_windows())
    program.stop()
    sys.stdout.write(json.dumps(seen))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
