"""Puts the program together: places → log → settings → register → services → window."""

import gc
import logging
import shutil
import sys
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from desktop_app.domain.clock import SessionClock
from desktop_app.domain.errors import UserError
from desktop_app.domain.kinds import MeetingStatus
from desktop_app.domain.records import Meeting
from desktop_app.door import Door
from desktop_app.i18n import _, active, use_language
from desktop_app.logs import log_file, logging_to, previous_crash
from desktop_app.paths import Places, resource
from desktop_app.services.registers import create_register
from desktop_app.services.rehearsal import USUAL_SPEED
from desktop_app.services.settings import Settings, load_settings, save_settings
from desktop_app.services.workspace import Workspace
from desktop_app.store.drafts import Pending
from desktop_app.store.register import Register

# Qt last: it reads the source of every module that is loaded after it (docs/decisions/015).
# isort: split
from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

from desktop_app.ui.bug_teller import BugTeller
from desktop_app.ui.bus import Bus
from desktop_app.ui.desk import Desk
from desktop_app.ui.dialogs import Dialogs
from desktop_app.ui.qt_texts import install_qt_texts
from desktop_app.ui.rest import Garbage
from desktop_app.ui.resuming import first_page, resume
from desktop_app.ui.tasks import Tasks
from desktop_app.ui.theme import Theme
from desktop_app.ui.window import Window

if TYPE_CHECKING:
    from desktop_app.ui.rehearsal import Rehearsal

_NOTHING: Mapping[str, Pending] = {}
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Resting:
    """The register in use, which waits while a rehearsal is played, and the page it was on."""

    register: Register
    carried: Mapping[str, Pending]
    page: str


class Program(QObject):
    """One run of the program: at any time one register and one window."""

    def __init__(self, app: QApplication, places: Places, dialogs: Dialogs,
                 clock: SessionClock | None = None) -> None:
        super().__init__()
        self.clock = clock or SessionClock(datetime.now, monotonic)
        self._app = app
        self._places = places
        self._dialogs = dialogs
        self.settings: Settings = load_settings(places.settings_file)
        use_language(self.settings.language)
        install_qt_texts(app)
        self._theme = Theme(app, resource("icons"), self.settings.theme)
        self._theme.set_live_size(self.settings.live_size)
        self._workspace: Workspace | None = None
        self._throw_away: Path | None = None
        self._rehearsal: Rehearsal | None = None
        self._resting: Resting | None = None
        self.window: Window | None = None
        self._door = Door(places, dialogs, self.clock.now)
        self._tasks = Tasks(self)
        self._garbage = Garbage(self)

    def start(self, wanted: Path | None, *, demo: bool) -> bool:
        """Opens the register and the window; False if the user gave up."""
        register = self._demo_register() if demo else self._door.opened(
            wanted or self._door.usual(self.settings.registers))
        return register is not None and self._shown(register)

    def stop(self) -> None:
        """Writes what is left, keeps the settings."""
        self._tasks.end()
        if self._workspace:
            self._workspace.close()
        if self._rehearsal:
            self._rehearsal.close()
        if self._resting:
            self._resting.register.close()
        if self._throw_away:
            shutil.rmtree(self._throw_away, ignore_errors=True)
        save_settings(self.settings, self._places.settings_file)
        self._garbage.end()

    def _demo_register(self) -> Register:
        from desktop_app.services.demo import write_demo

        self._throw_away = Path(tempfile.mkdtemp(prefix="thukyhoinghi-"))
        register = create_register(self._throw_away / "demo.db", now=self.clock.now)
        write_demo(register)
        return register

    # --- windows -----------------------------------------------------------------------------

    def _shown(self, register: Register) -> bool:
        """Damage further inside is met when the window reads."""
        before = self._workspace
        try:
            self._show(register)
        except UserError as error:
            log.info("register refused: %s", error.code)
            if self._workspace is not before and self._workspace:
                self._workspace.drafts.close()
            register.close()
            self._workspace = before
            other = self._door.instead(register.path, error)
            return other is not None and self._shown(other)
        return True

    def _show(self, register: Register, carried: Mapping[str, Pending] = _NOTHING,
              page: str = "") -> None:
        workspace = Workspace(register, carried, folders=self._places.emergency)
        self._workspace = workspace
        played = self._rehearsal
        rehearsal = played if played and played.register is register else None
        if not rehearsal and register.path.parent != self._throw_away:
            self.settings.remember_register(register.path)
        current = workspace.meetings.current()
        desk = self._desk(workspace, current, rehearsal.clock if rehearsal else self.clock)
        old = self.window
        first = page or (old.page_name if old
                         else first_page(workspace.drafts.last_typed, current))
        self.window = window = Window(desk, first)
        window.register_wanted.connect(self._reopen)
        window.show()
        if rehearsal:
            rehearsal.show_in(window)
        if old is None:
            resume(window, workspace.drafts.last_typed)
        else:
            self._give_up(old)

    def _desk(self, workspace: Workspace, current: Meeting | None, clock: SessionClock) -> Desk:
        bus = Bus()
        workspace.subscribe(bus.changed.emit)
        workspace.writing.subscribe(bus.writing.emit)
        workspace.drafts.start()
        desk = Desk(workspace, bus, self._theme, self._tasks, self._dialogs, self.settings,
                    self._places, current.id if current else 0)
        desk.set_back = lambda: clock.set_back
        desk.rehearse = self.rehearse
        return desk

    def _give_up(self, old: Window) -> None:
        """Another window has come in its place; what the public sees goes on."""
        assert self.window is not None
        if old.desk.workspace.register is self.window.desk.workspace.register:
            self.window.projector.take_over(old.projector)
        old.hand_over()
        old.deleteLater()
        self._garbage.look_at_all()

    def _reopen(self, path: Path | None) -> None:
        """Another register, or the same one in another language, after the event is over."""
        QTimer.singleShot(0, self, lambda: self._swap(path))

    def _swap(self, path: Path | None) -> None:
        assert self._workspace is not None
        assert self.window is not None
        self.window.page.leave()
        if path is None or path.resolve() == self._workspace.path.resolve():
            use_language(self.settings.language)
            self._show(*self._workspace.detach())
            return
        if self._resting:
            self._end_rehearsal()
        if not self._written():
            return
        register_or_none = self._door.opened(path)
        if register_or_none is not None:
            old = self._workspace
            if self._shown(register_or_none):
                old.close()
                self._forget_rehearsal()

    def _written(self) -> bool:
        """Whether everything typed is on disk; says that nothing else can be opened if not."""
        assert self._workspace is not None
        written = self._workspace.write_out()
        if not written:
            refused = UserError("register-unsaved", path=self._workspace.path)
            self._dialogs.tell(self.window, _("Conference Secretary"), refused.sentence(active()))
        return written

    # --- rehearsals --------------------------------------------------------------------------

    def rehearse(self, speed: float = USUAL_SPEED,
                 running: Callable[[], float] = monotonic) -> bool:
        """Plays a conference in the window, on a throw-away register: so many seconds of it in one
        of `running`. The register in use waits meanwhile.

        False, with the reason said, while a conference is in session or a rehearsal is played.
        """
        if self.window and self._workspace:
            if not self._may_rest(self.window.desk) or not self._written():
                return False
            self.window.page.leave()
            page = self.window.page_name
            self._resting = Resting(*self._workspace.detach(), page)
        self._play(speed, running)
        return True

    def _may_rest(self, desk: Desk) -> bool:
        reason = ""
        if self._rehearsal:
            reason = _("A rehearsal is being played already.")
        elif desk.meeting_id and desk.meeting().status == MeetingStatus.LIVE:
            reason = _("This conference is in session. Rehearse before it or after it.")
        if reason:
            desk.say(reason)
        return not reason

    def _play(self, speed: float, running: Callable[[], float]) -> None:
        from desktop_app.ui.rehearsal import Rehearsal

        self._rehearsal = rehearsal = Rehearsal(speed, running)
        later = Qt.ConnectionType.QueuedConnection
        rehearsal.ended.connect(self._end_rehearsal, later)
        rehearsal.again.connect(lambda: self._again(running), later)
        self._show(rehearsal.register, page="live")
        rehearsal.begin()

    def _again(self, running: Callable[[], float]) -> None:
        old, before = self._workspace, self._rehearsal
        if old and before:  # unless it was ended since
            self._play(before.pace.speed, running)
            old.close()
            before.close()

    def _end_rehearsal(self) -> None:
        """The register that waited comes back; without one the program ends."""
        old, resting = self._workspace, self._resting
        if not (old and self.window and self._rehearsal):  # asked for twice
            return
        if resting is None:
            self.window.close()
            return
        self._resting = None
        self.window.page.leave()
        self._show(resting.register, resting.carried, resting.page)
        old.close()
        self._forget_rehearsal()

    def _forget_rehearsal(self) -> None:
        if self._rehearsal:
            self._rehearsal.close()
            self._rehearsal = None


def main(register: Path | None, *, demo: bool, places: Places, rehearse: int = 0) -> int:
    """Opens the window and runs until it is closed; with a speed for `rehearse`, it plays a
    rehearsal. Returns the exit code."""
    with logging_to(places):
        app = QApplication(sys.argv[:1])
        app.setApplicationName("ThuKyHoiNghi")
        app.setDesktopFileName("thu-ky-hoi-nghi")
        crash = previous_crash(places)
        program = Program(app, places, Dialogs())
        if not (program.rehearse(rehearse) if rehearse else program.start(register, demo=demo)):
            return 1
        teller = BugTeller(lambda: program.window.desk if program.window else None, places)
        logging.getLogger().addHandler(teller)
        if crash and program.window:
            text = _("The program ended unexpectedly last time. What was typed has been kept; "
                     "details are in {log}.")
            program.window.desk.say(text.format(log=log_file(places)))
        gc.freeze()  # what has been loaded is no garbage; looking through it now takes long
        code = app.exec()
        logging.getLogger().removeHandler(teller)
        program.stop()
        return code
