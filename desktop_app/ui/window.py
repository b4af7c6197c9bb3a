"""The one window: pages in their frame, commands, opening and closing. It holds no data."""

from collections.abc import Callable
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QMainWindow

from desktop_app.domain.changes import Changes
from desktop_app.i18n import _, active
from desktop_app.ui.actions import MENUS, PAGE_NAMES, fill_menus, make_actions
from desktop_app.ui.completion import CompletionPopup
from desktop_app.ui.desk import Desk
from desktop_app.ui.form import Form
from desktop_app.ui.frame import Frame
from desktop_app.ui.menu_commands import MenuCommands
from desktop_app.ui.page import Page
from desktop_app.ui.pages import make_page
from desktop_app.ui.palette import CommandPalette
from desktop_app.ui.panel import close_panels
from desktop_app.ui.rest import Garbage
from desktop_app.ui.scrolled import Scrolled
from desktop_app.ui.undo_keys import UndoKeys

if TYPE_CHECKING:
    from desktop_app.ui.projector import Projector

SMALLEST = (640, 360)


class Window(QMainWindow):
    """Begins on the page of the given name.

    `register_wanted`: a path to open instead, or None for the same register in new clothes
    (another language). `closed`: the window is gone and everything in it has been saved."""

    register_wanted = Signal(object)
    closed = Signal()

    def __init__(self, desk: Desk, page: str = "overview") -> None:
        super().__init__()
        self.desk = desk
        self.setMinimumSize(*SMALLEST)
        self._popup = CompletionPopup(self, desk.theme)
        desk.popup_of = lambda: self._popup
        self._pages: dict[str, Page] = {}
        self._over = False
        self._areas: dict[str, Scrolled] = {}
        self._shown = ""
        self.frame = Frame(desk, self._undo)
        self.setCentralWidget(self.frame)
        self._commands = MenuCommands(desk, self)
        self.actions_by_name = make_actions(self, self._handlers(), desk.allows)
        menus = {name: self.menuBar().addMenu(_(text)) for name, text in MENUS.items()}
        fill_menus(menus, self.actions_by_name)
        menus["edit"].aboutToShow.connect(self._name_undo_steps)
        desk.change_meeting = self.change_meeting
        desk.show_page = self.show_page
        desk.run = lambda name: self.actions_by_name[name].trigger()
        desk.open_register = self.open_register
        self._connect()
        self._open_meeting(desk.meeting_id, page)
        self._restore_geometry()

    # --- building ----------------------------------------------------------------------------

    def _connect(self) -> None:
        self.desk.bus.changed.connect(
            lambda changes: self.desk.look(partial(self._on_changed, changes)))
        self.frame.rail.chosen.connect(self.show_page)
        self._timer = QTimer(self, interval=1000)
        self._timer.timeout.connect(self._tick)
        self._timer.start()
        self._undo_keys = UndoKeys(self.actions_by_name["undo"].shortcut(),
                                   self.actions_by_name["redo"].shortcut(), self)
        _application().focusChanged.connect(self._undo_keys.watch)

    def _handlers(self) -> dict[str, Callable[[], object]]:
        own: dict[str, Callable[[], object]] = {
            "undo": self._undo, "redo": self._redo, "quit": self.close,
            "palette": self._open_palette,
            "new": lambda: self.page.new(), "edit": lambda: self.page.edit(),
            "find": lambda: self.page.search(), "paste_lines": lambda: self.page.paste_lines(),
            "check_in": self._check_in, "reply": self._reply, "room": self._room,
            "quorum_noted": self.frame.quorum_bar.acknowledge,
            "floor": lambda: self._live().floor(), "queue": lambda: self._live().queue(),
            "pause": lambda: self._live().pause(),
            "same": lambda: self._live().same(),
            "full_screen": lambda: self.setWindowState(
                self.windowState() ^ Qt.WindowState.WindowFullScreen),
            **{f"page_{name}": partial(self.show_page, name) for name in PAGE_NAMES},
        }
        return {**self._commands.handlers(), **own}

    # --- pages -------------------------------------------------------------------------------

    @property
    def page(self) -> Page:
        """The page in front."""
        return self._pages[self._shown]

    @property
    def page_name(self) -> str:
        return self._shown

    def show_page(self, name: str) -> None:
        """Brings a page to the front; without a conference only the overview."""
        wanted = name if self.desk.meeting_id else "overview"
        if self._shown:
            self.page.leave()
        self._popup.hide()
        if wanted not in self._pages:
            self._pages[wanted] = make_page(wanted, self.desk)
            self._areas[wanted] = Scrolled(self._pages[wanted])
            self.frame.pages.addWidget(self._areas[wanted])
        self._shown = wanted
        self.frame.pages.setCurrentWidget(self._areas[wanted])
        self.frame.rail.show_page(wanted)
        self.page.activate()

    def change_meeting(self, meeting_id: int) -> None:
        """Works on another conference from now on; what lies over the page goes with the old."""
        close_panels(self)
        self.page.leave()
        for area in self._areas.values():
            for form in area.findChildren(Form):
                form.leave_drafts()
            self.frame.pages.removeWidget(area)
            area.deleteLater()
        self._pages.clear()
        self._areas.clear()
        self.desk.rest.end()
        Garbage.look_at_all()
        page, self._shown = self._shown, ""
        self._open_meeting(meeting_id, page)

    def _open_meeting(self, meeting_id: int, page: str) -> None:
        self.desk.meeting_id = meeting_id
        if meeting_id:
            self.desk.attempt(lambda: self.desk.workspace.meetings.open(meeting_id))
        self.desk.forget_all()
        if meeting_id:
            self.desk.rest.do("people", partial(self.desk.finder, "Attendee"))
        self.show_page(page)
        self.frame.show_facts()
        self.frame.show_counts()
        self.desk.rest.do("garbage", Garbage.collect)

    # --- news --------------------------------------------------------------------------------

    def _on_changed(self, changes: Changes) -> None:
        self.desk.forget(changes)
        if changes.touches("meeting") and self._meeting_gone():
            found = self.desk.workspace.meetings.current()
            self.change_meeting(found.id if found else 0)
            return
        self.page.refresh(changes)
        self.frame.refresh(changes)
        self.desk.rest.do("garbage", Garbage.collect)

    def _meeting_gone(self) -> bool:
        keys = [meeting.id for meeting in self.desk.workspace.meetings.all()]
        return self.desk.meeting_id not in keys

    def _tick(self) -> None:
        self.frame.tick()
        self.desk.workspace.watch()
        if self._shown:
            self.desk.look(self.page.tick)

    # --- commands ----------------------------------------------------------------------------

    def _undo(self) -> None:
        self._leave_typing()
        changes = self.desk.attempt(self.desk.workspace.undo)
        if changes:
            self.desk.say(_("Undone: {label}").format(label=changes.label.say(active())))

    def _redo(self) -> None:
        self._leave_typing()
        changes = self.desk.attempt(self.desk.workspace.redo)
        if changes:
            self.desk.say(_("Done again: {label}").format(label=changes.label.say(active())))

    def _leave_typing(self) -> None:
        """What is half typed is saved first, so that undo takes back what the user sees."""
        if self._shown:
            self.page.leave()

    def _check_in(self) -> None:
        if self.desk.meeting_id and self._shown != "live":
            self.show_page("attendees")
        self.page.check_in()

    def _room(self) -> None:
        from desktop_app.ui.room_panel import open_room

        if self.desk.meeting_id:
            open_room(self.desk, self.page)

    def _live(self) -> Page:
        self.show_page("live")
        return self.page

    @cached_property
    def _palette(self) -> CommandPalette:
        return CommandPalette(self, self._popup)

    @cached_property
    def projector(self) -> "Projector":
        """What the public is shown."""
        from desktop_app.ui.projector import Projector

        found = Projector(self.desk, self)
        self.closed.connect(found.end)
        return found

    def _reply(self) -> None:
        """Where opinions are: in the session, else on their own page."""
        if self._shown != "live":
            self.show_page("feedback")
        self.page.reply()

    def _open_palette(self) -> None:
        from desktop_app.ui.offers import Offers

        self._palette.open(Offers(self.desk, self.actions_by_name, self._go_to).find)

    def _go_to(self, page: str, key: int) -> None:
        self.show_page(page)
        self.page.go_to(key)

    def _name_undo_steps(self) -> None:
        """Names the steps in the menu."""
        work, texts = self.desk.workspace, active()
        for name, label, plain in (("undo", work.undo_label(), _("Undo")),
                                   ("redo", work.redo_label(), _("Redo"))):
            action = self.actions_by_name[name]
            action.setText(f"{plain}: {label.say(texts)}" if label else plain)

    # --- events ------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.frame.fit(self.width())
        self._popup.hide()

    def hand_over(self) -> None:
        """Closes without a question: another window has taken over what was typed here."""
        self._over = True
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._shown:
            self.page.leave()
        if not self._over and not self._may_close():
            event.ignore()
            return
        self._timer.stop()
        self.frame.end()
        self.desk.rest.end()
        _application().focusChanged.disconnect(self._undo_keys.watch)
        self.desk.settings.geometry = bytes(self.saveGeometry().toBase64().data()).decode()
        super().closeEvent(event)
        self.closed.emit()

    def _may_close(self) -> bool:
        """Whether everything is on disk or in an emergency copy, or the user gives it up."""
        work, title = self.desk.workspace, _("Conference Secretary")
        if work.write_out():
            return True
        copy = work.copy_now()
        if copy:
            self.desk.dialogs.tell(self, title, _(
                "Not everything could be written to the register. Everything, also what was being "
                "typed, is kept in {copy}.").format(copy=copy))
            return True
        text = _("Not everything could be written to the register, and no copy could be made "
                 "elsewhere. It is kept only while the program is open.")
        return self.desk.dialogs.choose(self, title, text, [_("Close and lose it")]) is not None

    def _restore_geometry(self) -> None:
        saved = QByteArray.fromBase64(self.desk.settings.geometry.encode())
        if not saved or not self.restoreGeometry(saved):
            room = self.screen().availableGeometry()
            self.resize(min(1366, room.width()), min(768, room.height()))
            self.setWindowState(self.windowState() | Qt.WindowState.WindowMaximized)

    def open_register(self, path: Path) -> None:
        """Asks for another register to be opened in place of this one."""
        self.register_wanted.emit(path)


def _application() -> QApplication:
    found = QApplication.instance()
    assert isinstance(found, QApplication)
    return found
