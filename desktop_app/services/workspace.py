"""One open register with everything that can be done to it: what the window works with."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from pathlib import Path

from desktop_app.domain.changes import Changes, Label, Step
from desktop_app.domain.errors import UserError
from desktop_app.services.agenda import Agenda
from desktop_app.services.attendance import Attendance
from desktop_app.services.checklist import Checklist
from desktop_app.services.drafts import Drafts
from desktop_app.services.editing import Editor
from desktop_app.services.emergency import Emergency
from desktop_app.services.feedback import FeedbackService
from desktop_app.services.floor import Floor
from desktop_app.services.meetings import Meetings
from desktop_app.services.open_names import OpenNames
from desktop_app.services.parking import Parking
from desktop_app.services.presence import Presence
from desktop_app.services.projection import Projections
from desktop_app.services.roll_call import RollCall
from desktop_app.services.session import Session
from desktop_app.services.snippets import Snippets
from desktop_app.services.stays import Stays
from desktop_app.services.write_state import WriteState, concerns
from desktop_app.store.drafts import Pending
from desktop_app.store.register import Register

CLOSING_SECONDS = 5
_NOTHING: Mapping[str, Pending] = {}


class Workspace:
    """The services of one register. Closing it closes the register.

    `carried`: what was typed in another workspace on this register and could not be written.
    `folders`: where an emergency copy may go, the best place first.
    """

    def __init__(self, register: Register, carried: Mapping[str, Pending] = _NOTHING, *,
                 folders: Callable[[], Iterable[Path]] = list) -> None:
        self.register = register
        self.writing = WriteState(register.now)
        self.presence = Presence(register)
        self.meetings = Meetings(register, self.presence)
        self.attendance = Attendance(register)
        self.agenda = Agenda(register)
        self.feedback = FeedbackService(register)
        self.session = Session(register, self.attendance, self.feedback, self.presence)
        self.floor = Floor(register, self.session)
        self.projections = Projections(register, self.agenda, self.floor, self.session,
                                       self.presence)
        self.stays = Stays(register)
        self.roll_call = RollCall(register, self.session, self.attendance)
        self.parking = Parking(register, self.session)
        self.open_names = OpenNames(register, self.attendance)
        self.snippets = Snippets(register, self.session)
        self.editor = Editor(register)
        self.drafts = Drafts(register, self.writing, carried)
        self._emergency = Emergency(register, self.drafts, self.writing, folders)
        self.checklist = Checklist(self.meetings, self.attendance, self.agenda, self.open_names)
        register.subscribe(self.session.refresh)
        register.subscribe(self.feedback.refresh)
        register.subscribe(self.snippets.refresh)
        register.subscribe(lambda _changes: self.writing.step_done())

    @property
    def path(self) -> Path:
        return self.register.path

    @property
    def read_only(self) -> bool:
        return self.register.read_only

    def now(self) -> datetime:
        """The time that records are stamped with."""
        return self.register.now()

    # --- writing -----------------------------------------------------------------------------

    def watch(self) -> None:
        """Looks whether the register's file is there and keeps the emergency copy fresh while
        writing fails; to be called every second or two."""
        if self.read_only:
            return
        if not self.register.in_place():
            self.writing.file_gone(UserError("register-gone", path=self.path))
        elif self.writing.is_file_gone and not self._emergency.is_running:
            self._come_back()
        self._emergency.keep()

    def _come_back(self) -> None:
        """A disk that was away leaves connections behind that can neither read nor write."""
        try:
            self.register.reconnect()
        except UserError as error:
            self.writing.file_gone(error)
        else:
            self.writing.file_back(self.drafts.prove())

    def step_failed(self, error: UserError) -> bool:
        """Takes over that a step could not be recorded; False if that is not the disk's fault."""
        if self.read_only or not concerns(error, self.path):
            return False
        if error.code == "disk-error":
            self.writing.file_gone(error)
        self.writing.step_failed(error)
        return True

    def reading_failed(self, error: UserError) -> bool:
        """Takes over that the register could not be read; False if that is not the disk's fault."""
        if self.read_only or not concerns(error, self.path):
            return False
        self.writing.file_gone(error)
        return True

    def write_out(self, seconds: float = CLOSING_SECONDS) -> bool:
        """Tries now to write everything typed; whether all of it is on disk."""
        self._emergency.wait(seconds)
        self.watch()
        self.drafts.flush(seconds)
        return self.writing.is_saved

    def copy_now(self) -> Path | None:
        """Brings the emergency copy up to date and says where it is; None if none can be made."""
        self._emergency.write()
        seen = self.writing.view()
        return None if seen.copy_failed else seen.copy

    # --- steps -------------------------------------------------------------------------------

    def subscribe(self, listener: Callable[[Changes], None]) -> None:
        """Tells `listener` of every commit, undo and redo."""
        self.register.subscribe(listener)

    def announce(self, changes: Changes) -> None:
        """Tells everybody of a step that work in the background has committed."""
        self.register.journal.announce(changes)

    def undo(self) -> Changes:
        """Takes the last step back. Raises `nothing-to-undo`."""
        return self.register.undo()

    def redo(self) -> Changes:
        """Does the last undone step again. Raises `nothing-to-redo`."""
        return self.register.redo()

    def undo_label(self) -> Label | None:
        """What `undo` would take back."""
        return self.register.journal.undo_label()

    def redo_label(self) -> Label | None:
        """What `redo` would do again."""
        return self.register.journal.redo_label()

    def history(self, limit: int = 500) -> list[Step]:
        """The latest steps, newest first."""
        return self.register.journal.history(limit)

    # --- ending ------------------------------------------------------------------------------

    def detach(self) -> tuple[Register, Mapping[str, Pending]]:
        """Gives the open register away, for another workspace, with what could not be written;
        this one is over."""
        self._stop()
        self.register.unsubscribe_all()
        return self.register, self.drafts.unsaved()

    def close(self) -> None:
        """Writes what is left, if that can be, and closes; `write_out` tells whether it can."""
        self._stop()
        self.register.unsubscribe_all()
        self.register.close()

    def _stop(self) -> None:
        self.drafts.close()
        self._emergency.wait()
