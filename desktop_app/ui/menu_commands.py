"""The commands that belong to no page: registers, exports, looks, help."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop_app.i18n import _, active
from desktop_app.ui.composed_line import ComposedLine
from desktop_app.ui.desk import Desk
from desktop_app.ui.form import Form
from desktop_app.ui.panel import Panel
from desktop_app.ui.tasks import Cancelled, Progress

if TYPE_CHECKING:
    from desktop_app.ui.window import Window

PROMISED_SECONDS = 0.3
"""Until what is typed is on disk."""


class MenuCommands:
    """One method for each command; the window connects them to the command table."""

    def __init__(self, desk: Desk, window: "Window") -> None:
        self._desk = desk
        self._window = window

    def handlers(self) -> dict[str, Callable[[], object]]:
        """What to call for each command name."""
        return {
            "new_meeting": self._new_meeting, "open_register": self._open_register,
            "new_register": self._new_register, "import_list": self._import,
            **{f"export_{what}": partial(self._export, what)
               for what in ("workbook", "csv", "ods", "json")},
            "offices": self._offices, "own_form": self._own_form, "back_up": self._back_up,
            "saved": self._saved,
            "history": self._history, "next_item": self._next_item,
            "previous_item": self._previous_item, "close_meeting": self._close_meeting,
            "theme_system": lambda: self._theme("system"),
            "theme_light": lambda: self._theme("light"),
            "theme_dark": lambda: self._theme("dark"),
            "language_vi": lambda: self._language("vi"),
            "language_en": lambda: self._language("en"),
            "larger": lambda: self._text_size(1), "smaller": lambda: self._text_size(-1),
            "park": self._park, "parked": self._parked,
            "open_names": self._open_names,
            "snippets": self._snippets, "projector": self._projector,
            "help": self._help, "about": self._about, "rehearse": lambda: self._desk.rehearse(),
        }

    # --- registers ---------------------------------------------------------------------------

    def _new_meeting(self) -> None:
        self._window.show_page("overview")
        self._window.page.new()

    def _open_register(self) -> None:
        path = self._desk.dialogs.open_register(self._window, self._desk.workspace.path.parent)
        if path:
            self._window.open_register(path)

    def _new_register(self) -> None:
        suggested = self._desk.workspace.path.parent / "hoi-nghi.db"
        path = self._desk.dialogs.new_register(self._window, suggested)
        if path and self._desk.attempt(lambda: _made(path)):
            self._window.open_register(path)

    def _back_up(self) -> None:
        from desktop_app.services.backups import back_up, backup_name

        source = self._desk.workspace.path
        name = backup_name(source, self._desk.workspace.now())
        suggested = self._desk.places.backups / name
        target = self._desk.dialogs.backup_file(self._window, suggested)
        if target:
            done = _("Backed up to {path}").format(path=target)
            self._run(_("Backing up"),
                      lambda _progress, _cancelled: back_up(source, target),
                      lambda _result: self._desk.say(done))

    def _saved(self) -> None:
        self._window.page.leave()
        on_disk = self._desk.workspace.write_out(PROMISED_SECONDS)
        waiting = sum(form.unsaved_count() for form in self._window.page.findChildren(Form))
        if not on_disk:
            self._desk.say(_("Not everything is on disk yet; it is being tried."))
        elif waiting:
            self._desk.say(_("Everything typed is kept. Fields not recorded yet: {count}.").format(
                count=waiting))
        else:
            self._desk.say(_("Everything is saved, as of {time}.").format(
                time=self._desk.workspace.now().strftime("%H:%M:%S")))

    # --- files -------------------------------------------------------------------------------

    def _import(self) -> None:
        """A list of what the page shows; on pages without a list of their own, of people."""
        from desktop_app.domain.list_table import ListKind
        from desktop_app.ui.import_opening import import_list

        if self._desk.meeting_id:
            names = {str(kind): kind for kind in ListKind}
            kind = names.get(self._window.page_name, ListKind.ATTENDEES)
            self._window.show_page(str(kind))
            self._window.page.leave()
            import_list(self._desk, self._window.page, kind)

    def _offices(self) -> None:
        if self._desk.meeting_id:
            self._window.show_page("feedback")
            self._window.page.offices()

    def _own_form(self) -> None:
        from desktop_app.ui.own_form_panel import OwnFormPanel

        if self._desk.meeting_id and not self._open(OwnFormPanel):
            self._window.page.leave()
            OwnFormPanel(self._desk).open(self._window.page)

    def _export(self, what: str) -> None:
        from desktop_app.ui.exports import export

        if self._desk.meeting_id:
            self._window.page.leave()
            export(self._desk, self._window, what)

    def _run(self, title: str, work: Callable[[Progress, Cancelled], Any],
             done: Callable[[Any], None]) -> None:
        self._desk.tasks.run(title, work, done, self._desk.say_failure)

    # --- session -----------------------------------------------------------------------------

    def _next_item(self) -> None:
        if self._desk.meeting_id:
            self._window.page.leave()
            work = self._desk.workspace
            self._desk.attempt(lambda: work.agenda.open_next(self._desk.meeting_id))

    def _previous_item(self) -> None:
        if self._desk.meeting_id:
            self._window.page.leave()
            work = self._desk.workspace
            self._desk.attempt(lambda: work.agenda.reopen_previous(self._desk.meeting_id))

    def _close_meeting(self) -> None:
        if self._desk.meeting_id:
            self._desk.attempt(lambda: self._desk.workspace.meetings.close(self._desk.meeting_id),
                               done=_("The conference is closed."))

    def _park(self) -> None:
        from desktop_app.ui.parked_panel import ParkBox

        if self._desk.meeting_id and not self._window.page.park() and not self._open(ParkBox):
            box = ParkBox(self._desk)
            box.open_over(self._window.page, box.line, *box.SIZE)

    def _parked(self) -> None:
        from desktop_app.ui.parked_panel import ParkedPanel

        if self._desk.meeting_id and not self._open(ParkedPanel):
            self._window.page.leave()
            opinion = self._window.page.selected_opinion()
            ParkedPanel(self._desk, opinion).open(self._window.page)

    def _snippets(self) -> None:
        from desktop_app.ui.snippets_panel import SnippetsPanel

        if not self._open(SnippetsPanel):
            self._window.page.leave()
            SnippetsPanel(self._desk).open(self._window.page)

    def _projector(self) -> None:
        from desktop_app.ui.projector_panel import open_projector

        open_projector(self._desk, self._window.projector, self._window.page)

    def _open(self, kind: type[Panel]) -> bool:
        """Whether a panel of this kind is open; the caret goes into its line then."""
        found = next((p for p in self._window.findChildren(kind) if p.isVisible()), None)
        line = found.findChild(ComposedLine) if found else None
        if line:
            line.setFocus()
        return found is not None

    def _open_names(self) -> None:
        from desktop_app.ui.open_names_panel import OpenNamesPanel

        if self._desk.meeting_id:
            self._window.page.leave()
            OpenNamesPanel(self._desk).open(self._window.page)

    def _history(self) -> None:
        from desktop_app.ui.history_panel import open_history

        self._window.page.leave()
        open_history(self._desk, self._window.page)

    def _help(self) -> None:
        from desktop_app.ui.help_panel import open_help

        open_help(self._desk, self._window.page)

    def _about(self) -> None:
        from desktop_app.ui.help_panel import open_about

        open_about(self._desk, self._window.page)

    # --- looks -------------------------------------------------------------------------------

    def _theme(self, name: str) -> None:
        self._desk.settings.theme = name
        self._desk.theme.choose(name)

    def _language(self, name: str) -> None:
        if name != active().language:
            self._desk.settings.language = name
            self._window.register_wanted.emit(None)

    def _text_size(self, step: int) -> None:
        size = self._desk.theme.set_live_size(self._desk.theme.live_size + step)
        self._desk.settings.live_size = size


def _made(path: Path) -> Path:
    from desktop_app.services.registers import create_register

    create_register(path).close()
    return path
