"""Child: a whole rehearsal in the real window; its memory, and how long the event loop stood still.

Arguments: start, speed, folder. Prints the memory in megabytes after a tenth of the script and at
its end, all stalls in milliseconds, and the longer ones with the act that was played and how long
the program itself computed meanwhile (the rest is the disk's or the PC's).
"""

import gc
import json
import sys
from array import array
from pathlib import Path
from time import perf_counter, process_time

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

from desktop_app.app import Program
from desktop_app.i18n import active
from desktop_app.paths import places
from desktop_app.services.rehearsal import START
from desktop_app.ui.dialogs import Dialogs
from desktop_app.ui.rehearsal_player import Player, State
from tests.bench.child_memory import resident

LOOK_MS, LONG_MS = 2, 10
WARM = 0.1


class Watch(QObject):
    """Looks every two milliseconds; what comes later than that was held up. It keeps little, so
    that it does not measure its own memory."""

    def __init__(self, app: QApplication, player: Player) -> None:
        super().__init__()
        self._app = app
        self._player = player
        self.stalls = array("d")
        self.long: list[tuple[float, float, str]] = []
        self.warm: float | None = None
        self._last, self._worked = perf_counter(), process_time()
        self._timer = QTimer(self, interval=LOOK_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def _look(self) -> None:
        now = perf_counter()
        stall, act = (now - self._last) * 1000 - LOOK_MS, self._player.act
        self.stalls.append(stall)
        if stall > LONG_MS and act:
            words = f"{START + act.at:%H:%M:%S} {act.words.say(active())}"
            self.long.append((stall, (process_time() - self._worked) * 1000, words))
        if self.warm is None and self._player.place >= WARM * len(self._player.acts):
            self.warm = resident()
        if self._player.state is State.OVER:
            self._app.quit()
        self._last, self._worked = perf_counter(), process_time()


def main() -> None:
    _start, speed, folder = sys.argv[1:]
    app = QApplication(sys.argv[:1])
    program = Program(app, places(Path(folder)), Dialogs())
    program.rehearse(float(speed))
    assert program.window is not None
    player = program.window.findChild(Player)
    assert player is not None
    gc.freeze()  # as the program itself does when its window is there
    watch = Watch(app, player)
    app.exec()
    end = resident()
    program.window.close()
    program.stop()
    print(json.dumps({"warm": watch.warm, "end": end, "stalls": list(watch.stalls),
                      "long": watch.long}))


if __name__ == "__main__":
    main()
