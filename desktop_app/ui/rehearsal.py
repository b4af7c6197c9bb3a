"""A rehearsal: a throw-away register, a session's clock of its own, and who plays in the window."""

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from desktop_app.domain.clock import SessionClock
from desktop_app.domain.pace import Pace
from desktop_app.i18n import _, ngettext
from desktop_app.services.rehearsal import START
from desktop_app.services.rehearsal_script import script
from desktop_app.services.rehearsal_stage import Recorded, prepared_register, recorded
from desktop_app.ui.own_hands import Interference
from desktop_app.ui.rehearsal_bar import SPEEDS, RehearsalBar
from desktop_app.ui.rehearsal_player import Player, State
from desktop_app.ui.window import Window


class Rehearsal(QObject):
    """Plays the script in whatever window it is shown in. Its register is closed by whoever shows
    it, and deleted by `close`.

    `ended`: somebody has had enough. `again`: it is to be played anew. `running` gives the real
    seconds that pass.
    """

    ended = Signal()
    again = Signal()

    def __init__(self, speed: float, running: Callable[[], float]) -> None:
        super().__init__()
        self.pace = Pace(START, running, speed)
        self.clock = SessionClock(self.pace.now, self.pace.seconds)
        self.folder = Path(tempfile.mkdtemp(prefix="thukyhoinghi-"))
        self.register = prepared_register(self.folder / "rehearsal.db", self.clock.now)
        self.player: Player | None = None
        self._watch: Interference | None = None

    def show_in(self, window: Window) -> None:
        """Plays on in this window."""
        self._leave()
        place = self.player.place if self.player else -1
        self._window = window
        self.player = Player(window, script(), self.pace, place)
        self.bar = RehearsalBar({
            "pause": self._pause_or_go_on, "speed": self._faster, "next": self.player.next_act,
            "end": self.ended.emit, "again": self.again.emit})
        window.frame.add_bar(self.bar)
        self.player.changed.connect(self._show)
        self._watch = Interference(window, self.bar, self.bar.own_keys(), self._interrupted)
        self.bar.show_speed(self.pace.speed)
        self._show()

    def begin(self) -> None:
        """Begins to play."""
        assert self.player is not None
        self.player.go_on()

    def close(self) -> None:
        """Stops, and deletes what was recorded; the register must be closed by now."""
        self._leave()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _leave(self) -> None:
        if self.player:
            self.player.stop()
        if self._watch:
            self._watch.end()
            self._watch = None

    # --- the bar -----------------------------------------------------------------------------

    def _pause_or_go_on(self) -> None:
        assert self.player is not None
        if self.player.plays:
            self.player.pause()
        else:
            self.player.go_on()

    def _faster(self) -> None:
        """The next of the speeds; after the last the first."""
        assert self.player is not None
        speed = next((s for s in SPEEDS if s > self.pace.speed), SPEEDS[0])
        self.pace.change_speed(speed)
        self.bar.show_speed(speed)
        self.player.at_once()

    def _interrupted(self) -> bool:
        """A person types or clicks; True if that has to be kept from what is played."""
        assert self.player is not None
        plays = self.player.plays
        if self.player.state is State.PLAYING:
            self.player.pause(State.INTERRUPTED)
        return plays

    def _show(self) -> None:
        assert self.player is not None
        if self.player.state is State.OVER:
            desk = self._window.desk
            self.bar.show_summary(_summary(recorded(desk.workspace, desk.meeting_id)))
        else:
            clock = f"{self.clock.now():%H:%M}"
            self.bar.show_act(self.player.act, clock, self.player.state)


def _summary(found: Recorded) -> str:
    parts = (
        ngettext("{count} opinion", "{count} opinions", found.opinions).format(
            count=found.opinions),
        ngettext("{count} reply", "{count} replies", found.replies).format(count=found.replies),
        ngettext("{count} note", "{count} notes", found.notes).format(count=found.notes),
        _("present {here} of {base}").format(here=found.here, base=found.base))
    return " · ".join(parts)
