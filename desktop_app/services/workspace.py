"""One open register with everything that can be done to it: what the window works with."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from desktop_app.domain.changes import Changes, Label, Step
from desktop_app.domain.errors import UserError
from desktop_app.services.agenda import Agenda
from desktop_app.services.attendance import Attendance
from desktop_app.services.checklist import Checklist
from desktop_app.services.drafts import Drafts
from desktop_app.services.editing import Editor
from desktop_app.services.feedback import FeedbackService
from desktop_app.services.meetings import Meetings
from desktop_app.services.session import Session
from desktop_app.store.register import Register


class Workspace:
    """The services of one register. Closing it closes the register."""

    def __init__(self, register: Register) -> None:
        self.register = register
        self.meetings = Meetings(register)
        self.attendance = Attendance(register)
        self.agenda = Agenda(register)
        self.feedback = FeedbackService(register)
        self.session = Session(register, self.attendance, self.feedback)
        self.editor = Editor(register)
        self.drafts = Drafts(register)
        self.checklist = Checklist(self.meetings, self.attendance, self.agenda)
        register.subscribe(self.session.refresh)
        register.subscribe(self.feedback.refresh)

    @property
    def path(self) -> Path:
        return self.register.path

    @property
    def read_only(self) -> bool:
        return self.register.read_only

    def now(self) -> datetime:
        """The time that records are stamped with."""
        return self.register.now()

    def rescue(self, folder: Path) -> Path | None:
        """Copies the register into `folder` if its own file has gone; None while it has not.

        Raises `target-unwritable` or `disk-full`; typing goes on in memory either way.
        """
        if self.register.in_place():
            return None
        target = folder / f"{self.path.stem} (rescued).db"
        self.register.rescue(target)
        return target

    def subscribe(self, listener: Callable[[Changes], None]) -> None:
        """Tells `listener` of every commit, undo and redo."""
        self.register.subscribe(listener)

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

    def detach(self) -> Register:
        """Gives the open register away, for another workspace; this one is over."""
        self.drafts.close()
        self.register.unsubscribe_all()
        return self.register

    def close(self) -> list[UserError]:
        """Writes what is left and closes; what could not be written is told."""
        failures = self.drafts.close()
        self.register.close()
        return failures
