"""Puts the program together: places → log → settings → register → services → window."""

import gc
import logging
import shutil
import sys
import tempfile
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from time import monotonic

from desktop_app.domain.clock import SessionClock
from desktop_app.domain.errors import UserError
from desktop_app.domain.kinds import MeetingStatus
from desktop_app.domain.records import Meeting
from desktop_app.i18n import _, active, use_language
from desktop_app.logs import log_file, logging_to, previous_crash
from desktop_app.paths import Places, resource
from desktop_app.services.registers import create_register, open_register, read_register
from desktop_app.services.settings import Settings, load_settings, save_settings
from desktop_app.services.workspace import Workspace
from desktop_app.store.drafts import Pending
from desktop_app.store.register import Register

# Qt last: it reads the source of every module that is loaded after it (docs/decisions/015).
# isort: split
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from desktop_app.ui.bus import Bus
from desktop_app.ui.desk import Desk
from desktop_app.ui.dialogs import Dialogs
from desktop_app.ui.qt_texts import install_qt_texts
from desktop_app.ui.rest import Garbage
from desktop_app.ui.resuming import page_of, resume
from desktop_app.ui.tasks import Tasks
from desktop_app.ui.theme import Theme
from desktop_app.ui.window import Window

DEFAULT_REGISTER = "hoi-nghi.db"
REGISTER_ENDING = ".db"
_NOTHING: Mapping[str, Pending] = {}
_READABLE = {"register-read-only", "register-locked", "register-on-network", "register-busy",
             "disk-full", "disk-error"}
Offer = tuple[str, Callable[[], Register | None]]
log = logging.getLogger(__name__)


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
        self.window: Window | None = None
        self._tasks = Tasks(self)
        self._garbage = Garbage()

    def start(self, wanted: Path | None, *, demo: bool) -> bool:
        """Opens the register and the window; False if the user gave up."""
        register = self._demo_register() if demo else self._opened(
            wanted or self._usual_register())
        return register is not None and self._shown(register)

    def stop(self) -> None:
        """Writes what is left, keeps the settings."""
        self._tasks.wait()
        if self._workspace:
            self._workspace.close()
        if self._throw_away:
            shutil.rmtree(self._throw_away, ignore_errors=True)
        save_settings(self.settings, self._places.settings_file)
        self._garbage.end()

    # --- registers ---------------------------------------------------------------------------

    def _usual_register(self) -> Path:
        """The register used last, if it is still there; else the one in the data folder."""
        for text in self.settings.registers:
            if Path(text).is_file():
                return Path(text)
        path = self._places.registers / DEFAULT_REGISTER
        if not path.exists():
            create_register(path, now=self.clock.now).close()
        return path

    def _demo_register(self) -> Register:
        from desktop_app.services.demo import write_demo

        self._throw_away = Path(tempfile.mkdtemp(prefix="thukyhoinghi-"))
        register = create_register(self._throw_away / "demo.db", now=self.clock.now)
        write_demo(register)
        return register

    def _opened(self, path: Path) -> Register | None:
        """The register, or what the user chooses instead when it cannot be opened."""
        try:
            if not path.exists() and path.suffix == REGISTER_ENDING:
                return create_register(path, now=self.clock.now)
            return open_register(path, now=self.clock.now)
        except UserError as error:
            log.info("register refused: %s", error.code)
            return self._instead(path, error)

    def _instead(self, path: Path, error: UserError) -> Register | None:
        offers: list[Offer] = [(_("Open another register"), self._another)]
        if error.code in _READABLE:
            offers.append((_("Open read-only"), lambda: read_register(path)))
        if error.code == "register-damaged":
            offers += self._restoring(path)
        choice = self._dialogs.choose(None, _("Conference Secretary"), error.sentence(active()),
                                      [label for label, _act in offers])
        if choice is None:
            return None
        try:
            return offers[choice][1]()
        except UserError as second:
            return self._instead(path, second)

    def _another(self) -> Register | None:
        other = self._dialogs.open_register(None, self._places.registers)
        return self._opened(other) if other else None

    def _restoring(self, path: Path) -> list[Offer]:
        """The offer to restore the newest backup, if there is a sound one."""
        from desktop_app.services.backups import newest_backup, restore

        backup = newest_backup(path, self._places.backups)
        if backup is None:
            return []

        def restored() -> Register:
            old = restore(backup.path, path)
            self._dialogs.tell(None, _("Conference Secretary"), _(
                "The register that was there before is kept as {old}.").format(old=old))
            return open_register(path)

        label = _("Restore the backup of {date}")
        return [(label.format(date=f"{backup.made_at:%d/%m/%Y %H:%M}"), restored)]

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
            other = self._instead(register.path, error)
            return other is not None and self._shown(other)
        return True

    def _show(self, register: Register, carried: Mapping[str, Pending] = _NOTHING) -> None:
        workspace = Workspace(register, carried, folders=self._places.emergency)
        self._workspace = workspace
        if self._throw_away is None or register.path.parent != self._throw_away:
            self.settings.remember_register(register.path)
        bus = Bus()
        workspace.subscribe(bus.changed.emit)
        workspace.writing.subscribe(bus.writing.emit)
        workspace.drafts.start()
        current = workspace.meetings.current()
        desk = Desk(workspace, bus, self._theme, self._tasks, self._dialogs, self.settings,
                    self._places, current.id if current else 0)
        desk.set_back = lambda: self.clock.set_back
        old = self.window
        first = old.page_name if old else _first_page(workspace.drafts.last_typed, current)
        self.window = window = Window(desk, first)
        window.register_wanted.connect(self._reopen)
        window.show()
        if old is None:
            resume(window, workspace.drafts.last_typed)
        else:
            if old.desk.workspace.register is register:
                window.projector.take_over(old.projector)
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
        if not self._workspace.write_out():
            refused = UserError("register-unsaved", path=self._workspace.path)
            self._dialogs.tell(self.window, _("Conference Secretary"), refused.sentence(active()))
            return
        register_or_none = self._opened(path)
        if register_or_none is not None:
            old = self._workspace
            if self._shown(register_or_none):
                old.close()


def _first_page(draft_key: str, meeting: Meeting | None) -> str:
    """Where somebody was typing when the last session ended; else where notes are taken, if the
    conference is in session."""
    in_session = meeting is not None and meeting.status == MeetingStatus.LIVE
    return page_of(draft_key) or ("live" if in_session else "overview")


class BugTeller(logging.Handler):
    """Says in the window that something unexpected happened; the details go to the log."""

    def __init__(self, program: Program, places: Places) -> None:
        super().__init__(logging.CRITICAL)
        self._program = program
        self._places = places

    def emit(self, record: logging.LogRecord) -> None:
        if self._program.window:
            cause = record.exc_info[1] if record.exc_info else None
            error = cause if isinstance(cause, UserError) else UserError(
                "unexpected", log=log_file(self._places))
            self._program.window.desk.say(error.sentence(active()))


def main(register: Path | None, *, demo: bool, places: Places) -> int:
    """Opens the window and runs until it is closed. Returns the exit code."""
    with logging_to(places):
        app = QApplication(sys.argv[:1])
        app.setApplicationName("ThuKyHoiNghi")
        app.setDesktopFileName("thu-ky-hoi-nghi")
        crash = previous_crash(places)
        program = Program(app, places, Dialogs())
        if not program.start(register, demo=demo):
            return 1
        teller = BugTeller(program, places)
        logging.getLogger().addHandler(teller)
        if crash and program.window:
            text = _("The program ended unexpectedly last time. What was typed has been kept; "
                     "details are in {log}.")
            program.window.desk.say(text.format(log=log_file(places)))
        gc.freeze()  # what has been loaded is no garbage; looking through it now takes long
        gc.enable()
        code = app.exec()
        logging.getLogger().removeHandler(teller)
        program.stop()
        return code
