"""What every page is given: the open register, the conference being worked on, and the shared
parts of the window."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtWidgets import QWidget

from desktop_app.domain import records
from desktop_app.domain.changes import Changes, Touched
from desktop_app.domain.errors import UserError
from desktop_app.domain.snippets import Expansion
from desktop_app.i18n import _, active
from desktop_app.paths import Places
from desktop_app.services.finding import Finder, people_finder
from desktop_app.services.opinion_finder import OpinionFinder
from desktop_app.services.session import Context
from desktop_app.services.settings import Settings
from desktop_app.services.workspace import Workspace
from desktop_app.ui.actions import command
from desktop_app.ui.bus import Bus
from desktop_app.ui.completion import CompletionPopup
from desktop_app.ui.dialogs import Dialogs
from desktop_app.ui.rest import Rest
from desktop_app.ui.tasks import Tasks
from desktop_app.ui.theme import Theme

if TYPE_CHECKING:
    from desktop_app.ui.import_choices import FileKey, ImportChoices

T = TypeVar("T")


def _no_window(_wanted: object = None) -> None:
    raise AssertionError("the window has not connected the desk yet")


def reading_only() -> str:
    """Why nothing can be changed."""
    return _("This register is open for reading only: everything can be looked at and exported, "
             "nothing can be changed.")


@dataclass
class Desk:
    """Shared by all pages of one window. `meeting_id` is 0 while there is no conference.

    The window connects what pages ask of it: working on another conference, showing a page, a
    command of the table by its name, another register, a rehearsal. `set_back` says how far the
    PC's clock is behind the time that records are stamped with.
    """

    workspace: Workspace
    bus: Bus
    theme: Theme
    tasks: Tasks
    dialogs: Dialogs
    settings: Settings
    places: Places
    meeting_id: int = 0
    popup_of: Callable[[], CompletionPopup] | None = None
    change_meeting: Callable[[int], None] = _no_window
    show_page: Callable[[str], None] = _no_window
    run: Callable[[str], None] = _no_window
    open_register: Callable[[Path], None] = _no_window
    rehearse: Callable[[], object] = _no_window
    set_back: Callable[[], timedelta] = timedelta
    rest: Rest = field(default_factory=Rest)
    imports: dict["FileKey", "ImportChoices"] = field(default_factory=dict)
    _finders: dict[str, Finder] = field(default_factory=dict)
    _labels: dict[str, dict[int, str]] = field(default_factory=dict)

    def popup(self) -> CompletionPopup:
        """The window's completion popup."""
        assert self.popup_of is not None
        return self.popup_of()

    def meeting(self) -> records.Meeting:
        """The conference being worked on."""
        return self.workspace.meetings.get(self.meeting_id)

    def say(self, text: str, *, undoable: bool = False) -> None:
        """One line in the toast, with an Undo button where the last step can be taken back."""
        self.bus.said.emit(text, undoable)

    def attempt(self, action: Callable[[], T], *, done: str = "") -> T | None:
        """Does something; an expected failure becomes a sentence on the screen and None: in the
        failure bar when the register could not be written to, else in the toast.

        `done` is said, with the offer to undo it, only once it has been done.
        """
        try:
            result = action()
        except UserError as error:
            if not self.workspace.step_failed(error):
                self.say(error.sentence(active()))
            return None
        if done:
            self.say(done, undoable=True)
        return result

    def say_failure(self, error: Exception) -> None:
        """Says why work in the background failed; what nobody expected is raised."""
        if not isinstance(error, UserError):
            raise error
        self.say(error.sentence(active()))

    def ask_export_folder(self, place: QWidget) -> Path | None:
        """Into which folder to write; the next question begins there."""
        folder = self.dialogs.export_folder(
            place, Path(self.settings.export_folder or self.places.exports))
        if folder:
            self.settings.export_folder = str(folder)
        return folder

    def context(self) -> Context:
        """What a line is recorded against now: the open item and whoever has the floor."""
        work, meeting_id = self.workspace, self.meeting_id
        return Context(meeting_id, work.agenda.current(meeting_id),
                       floor=work.floor.turn(meeting_id))

    def expand(self, text: str, caret: int) -> Expansion | None:
        """What an abbreviation before the caret stands for."""
        return self.workspace.snippets.expand(text, caret, self.context())

    def look(self, action: Callable[[], object]) -> None:
        """Shows something from the register; that it cannot be read goes to the failure bar."""
        try:
            action()
        except UserError as error:
            if not self.workspace.reading_failed(error):
                raise

    # --- reading only ------------------------------------------------------------------------

    @property
    def read_only(self) -> bool:
        """Whether the register is open for reading only."""
        return self.workspace.read_only

    def allows(self, name: str) -> bool:
        """Whether a command of the table can be used on this register."""
        return not (self.read_only and command(name).writes)

    def may_write(self) -> bool:
        """Asked before anything is opened that writes; says why not."""
        if self.read_only:
            self.say(reading_only())
        return not self.read_only

    def writing(self, *widgets: QWidget) -> None:
        """Puts widgets that write out of use, with the reason, where nothing may be written."""
        for widget in widgets if self.read_only else ():
            widget.setEnabled(False)
            widget.setToolTip(reading_only())

    # --- names -------------------------------------------------------------------------------

    def forget(self, changes: Changes) -> None:
        """Drops the name lists that a change made stale."""
        if changes.touches("attendee", "unit"):
            self.forget_all()
            return
        if changes.touches("theme"):
            self._finders.pop("Theme", None)
            self._labels.pop("Theme", None)
        if changes.touches("agenda_item"):
            self._finders.pop("AgendaItem", None)
            self._labels.pop("AgendaItem", None)
        if "Attendee" in self._finders:
            self._rank_people(self._finders["Attendee"], changes)

    def forget_all(self) -> None:
        """Drops all name lists: another conference is being worked on."""
        self._finders.clear()
        self._labels.clear()

    def finder(self, target: str) -> Finder:
        """Where names of this record type are looked up: Attendee, Unit, Theme, AgendaItem or
        Feedback."""
        if target not in self._finders:
            self._finders[target] = self._make_finder(target)
        return self._finders[target]

    def names(self, target: str, keys: Sequence[int]) -> list[tuple[int, str]]:
        """The names of the records with these keys, in their order."""
        labels = self._labels_of(target, keys) if keys else {}
        return [(key, labels[key]) for key in keys if key in labels]

    def make(self, target: str, name: str) -> int | None:
        """The key of a new unit or theme of this name; other records are not made in passing."""
        if target == "Unit":
            return self.workspace.attendance.add_unit(self.meeting_id, name)
        if target == "Theme":
            return self.workspace.feedback.add_theme(self.meeting_id, name)
        return None

    def _make_finder(self, target: str) -> Finder:
        work, meeting_id = self.workspace, self.meeting_id
        if target == "Attendee":
            return self._people()
        if target == "Unit":
            return Finder.of_labels((u.id, u.name, u.short_name)
                                    for u in work.attendance.units(meeting_id))
        if target == "Theme":
            return Finder.of_labels((t.id, t.name, t.short_key)
                                    for t in work.feedback.themes(meeting_id))
        if target == "AgendaItem":
            return Finder.of_labels((key, label, "") for key, label
                                    in self._all_labels("AgendaItem").items())
        if target == "Feedback":
            return OpinionFinder(work.feedback, meeting_id)
        return Finder([])

    def _people(self) -> Finder:
        """Everybody; who is in the room is marked, who waits or spoke of late comes before others
        that match as well."""
        floor = self.workspace.floor
        found = people_finder(self.workspace.session.people(self.meeting_id))
        found.mark(self._present())
        found.put_first(floor.waiting(self.meeting_id))
        found.put_recent(floor.spoke_last(self.meeting_id))
        return found

    def _rank_people(self, people: Finder, changes: Changes) -> None:
        if changes.touches("presence_span"):
            self._mark_present(people, changes.touched("presence_span"))
        if changes.touches("floor_request", "item_span"):
            people.put_first(self.workspace.floor.waiting(self.meeting_id))
        if changes.touches("speaking_turn", "feedback", "reply"):
            people.put_recent(self.workspace.floor.spoke_last(self.meeting_id))

    def _present(self, spans: Collection[int] = ()) -> Mapping[int, bool]:
        presence = self.workspace.attendance.presence(self.meeting_id, spans)
        return {key: found.here for key, found in presence.items()}

    def _mark_present(self, people: Finder, spans: Touched) -> None:
        """Marks whoever came or left; an arrival that was taken back does not say whose it was."""
        if spans.deleted:
            people.unmark_all()
            people.mark(self._present())
        else:
            people.mark(self._present(spans.all))

    def _labels_of(self, target: str, keys: Sequence[int]) -> dict[int, str]:
        if target == "Feedback":
            return {f.id: str(f.number) for f in self.workspace.feedback.load(keys)}
        if target not in self._labels:
            self._labels[target] = self._all_labels(target)
        return self._labels[target]

    def _all_labels(self, target: str) -> dict[int, str]:
        work, meeting_id = self.workspace, self.meeting_id
        if target == "Attendee":
            return {t.key: t.label for t in work.session.vocabulary(meeting_id).speakers.terms}
        if target == "Unit":
            return {u.id: u.name for u in work.attendance.units(meeting_id)}
        if target == "AgendaItem":
            return {i.id: i.shown for i in work.agenda.items(meeting_id)}
        return {t.id: t.name for t in work.feedback.themes(meeting_id)}
