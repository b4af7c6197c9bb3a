"""The one window: rail, header, page, status line. It holds the parts together and no data."""

from collections.abc import Callable
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QMainWindow,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop_app.domain.changes import Changes
from desktop_app.domain.kinds import MeetingStatus
from desktop_app.i18n import _, active
from desktop_app.ui import tokens
from desktop_app.ui.actions import (
    MENUS,
    PAGE_NAMES,
    fill_menus,
    make_actions,
)
from desktop_app.ui.completion import CompletionPopup
from desktop_app.ui.desk import Desk, reading_only
from desktop_app.ui.form import Form
from desktop_app.ui.header import Header
from desktop_app.ui.menu_commands import MenuCommands
from desktop_app.ui.overlays import FailureBar, Notice, Toast
from desktop_app.ui.page import Page
from desktop_app.ui.pages import make_page
from desktop_app.ui.palette import CommandPalette
from desktop_app.ui.quorum_bar import QuorumBar
from desktop_app.ui.rail import Rail
from desktop_app.ui.rest import Garbage
from desktop_app.ui.status import StatusLine
from desktop_app.ui.undo_keys import UndoKeys

if TYPE_CHECKING:
    from desktop_app.services.agenda import PlannedRow

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
        self._areas: dict[str, QScrollArea] = {}
        self._shown = ""
        self._row: PlannedRow | None = None
        self._build()
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
        self._show_writing()
        self._open_meeting(desk.meeting_id, page)
        self._restore_geometry()

    # --- building ----------------------------------------------------------------------------

    def _build(self) -> None:
        self.rail = Rail(self.desk.theme)
        self.header = Header()
        self.failure = FailureBar()
        self.quorum_bar = QuorumBar()
        self._stack = QStackedWidget()
        self._status = StatusLine()
        body = QVBoxLayout()
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(0)
        for widget in (self.header, self.failure, *self._notices(), self.quorum_bar, self._stack):
            body.addWidget(widget, 1 if widget is self._stack else 0)
        middle = QHBoxLayout()
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(0)
        middle.addWidget(self.rail)
        middle.addLayout(body, 1)
        whole = QVBoxLayout()
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(middle, 1)
        whole.addWidget(self._status)
        central = QWidget()
        central.setLayout(whole)
        self.setCentralWidget(central)
        self._toast = Toast(central, self._undo)

    def _notices(self) -> list[QWidget]:
        return [Notice(f"ⓘ {reading_only()}")] if self.desk.read_only else []

    def _connect(self) -> None:
        bus = self.desk.bus
        bus.changed.connect(lambda changes: self.desk.look(partial(self._on_changed, changes)))
        bus.writing.connect(self._show_writing)
        bus.said.connect(self._say)
        self.desk.tasks.started.connect(self._status.tasks.follow)
        self.rail.chosen.connect(self.show_page)
        self._facts = QTimer(self, singleShot=True, interval=0)
        self._facts.timeout.connect(lambda: self.desk.look(self._show_facts))
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
            "quorum_noted": self.quorum_bar.acknowledge,
            "floor": lambda: self._live().floor(), "queue": lambda: self._live().queue(),
            "pause": lambda: self._live().pause(),
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
            self._areas[wanted] = _Scrolled(self._pages[wanted])
            self._stack.addWidget(self._areas[wanted])
        self._shown = wanted
        self._stack.setCurrentWidget(self._areas[wanted])
        self.rail.show_page(wanted)
        self.page.activate()

    def change_meeting(self, meeting_id: int) -> None:
        """Works on another conference from now on."""
        self.page.leave()
        for area in self._areas.values():
            for form in area.findChildren(Form):
                form.leave_drafts()
            self._stack.removeWidget(area)
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
        self._show_facts()
        self._show_counts()
        self.desk.rest.do("garbage", Garbage.collect)

    # --- news --------------------------------------------------------------------------------

    def _on_changed(self, changes: Changes) -> None:
        self.desk.forget(changes)
        if changes.touches("meeting") and self._meeting_gone():
            found = self.desk.workspace.meetings.current()
            self.change_meeting(found.id if found else 0)
            return
        self.page.refresh(changes)
        if changes.touches("meeting", "agenda_item", "item_span", "attendee", "presence_span"):
            self._facts.start()
        if changes.touches("feedback"):
            self.desk.rest.do("counts", partial(self.desk.look, self._show_counts))
        self.desk.rest.do("garbage", Garbage.collect)

    def _meeting_gone(self) -> bool:
        keys = [meeting.id for meeting in self.desk.workspace.meetings.all()]
        return self.desk.meeting_id not in keys

    def _show_writing(self) -> None:
        writing = self.desk.workspace.writing.view()
        self.header.show_writing(writing)
        self.failure.show_writing(writing)

    def _say(self, text: str, undoable: bool) -> None:
        height = self._stack.height() + tokens.HEADER
        self._toast.say(text, undoable, height)

    def _show_facts(self) -> None:
        """Everything in header, rail and status line that comes from the register; after a change
        only when the page has been painted."""
        desk = self.desk
        self._status.show_register(desk.workspace.path, read_only=desk.read_only)
        if not desk.meeting_id:
            self._row = None
            self.header.show_quorum(None)
            self.quorum_bar.hide()
            self._status.show_room(None)
            self.header.title.show_text(_("No conference yet"))
            self.setWindowTitle(_("Conference Secretary"))
            return
        meeting = desk.meeting()
        quorum = desk.workspace.presence.quorum(meeting)
        rows = desk.workspace.agenda.rows(meeting)
        self._row = next((r for r in rows if r.item.state == "current"), None)
        self.header.title.show_text(meeting.title)
        self.setWindowTitle(f"{meeting.title} – {_('Conference Secretary')}")
        self.header.show_quorum(quorum)
        self._status.show_room(quorum)
        self.quorum_bar.show_fall(desk.workspace.presence.open_fall(meeting), quorum)
        self.rail.show_live(meeting.status == MeetingStatus.LIVE)
        self._show_clock()

    def _show_counts(self) -> None:
        """How many opinions wait for an answer; counting them takes longer the more there are."""
        desk = self.desk
        waiting = desk.workspace.feedback.unanswered(desk.meeting_id) if desk.meeting_id else 0
        self.rail.show_counts({"feedback": waiting})

    def _tick(self) -> None:
        self._show_clock()
        self.desk.workspace.watch()
        if self._shown:
            self.desk.look(self.page.tick)

    def _show_clock(self) -> None:
        now = self.desk.workspace.now()
        told = self.header.show_clock(now, self.desk.set_back())
        if told:
            self.desk.say(told)
        self.header.show_item(self._row, now)

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
        self.rail.fold(self.width() < tokens.RAIL_FOLDS_BELOW)
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
        self._facts.stop()
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


class _Scrolled(QScrollArea):
    """A page that scrolls where the window is smaller than what it needs. Where something above
    takes room from it, what is being typed in stays in sight."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.setWidget(page)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._laid_out = QTimer(self, singleShot=True, interval=0)
        self._laid_out.timeout.connect(self._show_focused)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._laid_out.start()

    def _show_focused(self) -> None:
        """The whole box if there is room for it, in any case the caret."""
        focused, page = self.window().focusWidget(), self.widget()
        if focused and page and page.isAncestorOf(focused):
            middle = focused.mapTo(page, focused.rect().center())
            self.ensureVisible(0, middle.y(), 0, focused.height() // 2 + tokens.XS)
            self.ensureWidgetVisible(focused, 0, tokens.XS)


def _application() -> QApplication:
    found = QApplication.instance()
    assert isinstance(found, QApplication)
    return found
