"""Starts the program: its window, or one of its commands."""

import multiprocessing
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop_app.paths import Places


def open_window(register: Path | None, demo: bool, places: "Places", rehearse: int = 0) -> int:
    """Opens the window, or with a speed a rehearsal in it. Qt is loaded here, so that commands run
    where it is missing."""
    from desktop_app.display import require_display

    require_display()
    from desktop_app.app import main as show

    return show(register, demo=demo, places=places, rehearse=rehearse)


if __name__ == "__main__":
    multiprocessing.freeze_support()
    from desktop_app.cli import main

    sys.exit(main(sys.argv[1:], open_window))
