"""The live page: agenda strip, log with the capture line under it, floor and selected record."""

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton

from desktop_app.domain import records
from desktop_app.domain.capture import CaptureKind
from desktop_app.domain.changes import Changes
from desktop_app.domain.kinds import ItemState, MeetingStatus
from desktop_app.i18n import _
from desktop_app.services.agenda import PlannedRow
from desktop_app.services.floor import expected
from desktop_app.services.session import Recorded
from desktop_app.ui import tokens
from desktop_app.ui.actions import key_text
from desktop_app.ui.agenda_strip import AgendaStrip, ReasonBox
from desktop_app.ui.capture_pane import CapturePane
from desktop_app.ui.check_in import CheckInBox
from desktop_app.ui.desk import Desk
from desktop_app.ui.floor_panel import FloorPanel
from desktop_app.ui.live_columns import LiveColumns
from desktop_app.ui.log_find import LogFind
from desktop_app.ui.log_view import LogView
from desktop_app.ui.page import Page
from desktop_app.ui.radar_card import RadarCard, radar_help
from desktop_app.ui.record_form import RecordForm

if TYPE_CHECKING:
    from collections.abc import Callable

LOG_STEP = 200
HINT_FROM = 400
FLOOR = ("meeting", "agenda_item", "item_span", "speaking_turn", "floor_request", "attendee",
         "unit", "presence_span", "feedback")
LOGGED = ("note", "feedback", "reply", "speaking_turn", "presence_span", "agenda_item", "item_span",
          "attendee", "unit", "theme", "meeting", "feedback_theme", "feedback_unit",
          "reply_feedback")


class LivePage(Page):
    """Typing stays in the capture line; every other act has a key."""

    LEAST = (420, 240)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._limit = LOG_STEP
        self._meeting = desk.meeting()
        self._build()
        self._connect()

    # --- building ----------------------------------------------------------------------------

    def _build(self) -> None:
        desk = self.desk
        self.strip = AgendaStrip(desk.theme)
        self.reason = ReasonBox(desk)
        self.log = LogView(desk.theme)
        self.floor_panel = FloorPanel(desk)
        self.radar = RadarCard(desk)
        self.capture = CapturePane(desk, self.floor_panel, self.radar)
        self.line = self.capture.line
        self.form = RecordForm(desk)
        self.check_in_box = CheckInBox(desk)
        self.log_find = LogFind(self.log)
        self._next = QPushButton()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(tokens.M, tokens.M, tokens.M, tokens.M)
        self._columns = LiveColumns(
            desk, agenda=(self.strip, self.reason, self._next),
            log=(self.check_in_box, self.log_find, self.log, self.capture),
            now=(self.floor_panel, self.radar, self.form),
            growing=(self.strip, self.log, self.form))
        layout.addWidget(self._columns)

    def _connect(self) -> None:
        self.capture.recorded.connect(self._recorded)
        self.line.stepped.connect(lambda places: self.log.step(places, "opinion"))
        self.log.picked.connect(self._picked)
        self.log.opened.connect(self.form.focus)
        self.log.removal_asked.connect(self._remove)
        self.log.earlier_wanted.connect(self._earlier)
        self.form.left.connect(self.line.setFocus)
        self.log_find.closed.connect(self.line.setFocus)
        self.strip.opened.connect(self._open_item)
        self.strip.dropped.connect(self._drop_item)
        self.reason.done.connect(self.strip.setFocus)
        self._next.clicked.connect(self._open_next)

    # --- showing -----------------------------------------------------------------------------

    def activate(self) -> None:
        self._show_all()
        self.log.scrollToBottom()
        self.line.fit()
        self.line.setFocus()
        self.desk.rest.do("forms", self.form.prepare)
        self.desk.rest.do("names", self.capture.prepare_names)

    def resume(self, record: str, key: str) -> None:
        if record == "Note" and key.isdecimal():
            self.log.select("note", int(key))

    def refresh(self, changes: Changes) -> None:
        selected = self.capture.opinion
        if selected and selected[0] in changes.touched("feedback").deleted:
            self.capture.opinion = None
        if changes.touches("meeting", "agenda_item", "item_span"):
            self._meeting = self.desk.meeting()
            self._show_agenda()
        if changes.touches(*FLOOR):
            self._show_floor()
        if changes.touches(*LOGGED):
            self._show_log()
            self._refresh_form(changes)
        if changes.touches("attendee", "unit"):
            self.desk.rest.do("names", self.capture.prepare_names)
        opinion = self.capture.opinion
        if opinion and opinion[0] in changes.touched("feedback").deleted:
            self.capture.opinion = None
        self.radar.refresh(changes)
        self.capture.show_chips()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._columns.fit(self.width())
        self.capture.hint.setVisible(self.height() >= HINT_FROM)

    def tick(self) -> None:
        now = self.desk.workspace.now()
        self.strip.agenda.tick(now)
        self.floor_panel.show_clock(now)
        self._show_forecast(now)

    def leave(self) -> None:
        self.capture.leave()
        self.radar.rest()
        self.form.save_all()
        self.reason.keep()

    def help_text(self) -> str:
        return _("Type what is said and press Enter. The open agenda item decides what a line is: "
                 "in the discussion an opinion, otherwise a note. Marks are optional: @ names the "
                 "speaker, # a theme, > the office that should answer, ! importance. Select an "
                 "opinion with Alt+↑ and Alt+↓, then {reply} or /t begins a reply to it; /t3,5 "
                 "replies to opinions 3 and 5. /k keeps a conclusion, /v a task that was given, "
                 "/b a vote and its result.").format(
                     reply=key_text("reply")) + " " + radar_help()

    def _show_all(self) -> None:
        self._meeting = self.desk.meeting()
        self._show_agenda()
        self._show_floor()
        self._show_log()
        self.capture.show_chips()

    def _show_agenda(self) -> None:
        rows = self.desk.workspace.agenda.rows(self._meeting)
        self.capture.item = next((r.item for r in rows if r.item.state == "current"), None)
        self.strip.show_rows(rows, self.desk.workspace.now())
        self.reason.follow(rows)
        after = self.capture.item.number if self.capture.item else 0
        following = next((r.item for r in rows
                          if r.item.state == "waiting" and r.item.number > after), None)
        self._next.setEnabled((following is not None or self.capture.item is not None)
                              and self.desk.allows("next_item"))
        if following:
            text = _("{key} opens item {number}").format(key=key_text("next_item"),
                                                         number=following.number)
        else:
            text = _("{key} ends the last item").format(key=key_text("next_item"))
        self._next.setText(text)

    def _show_log(self) -> None:
        entries = self.desk.workspace.session.log(self._meeting, self._limit)
        self.log.show_entries(entries)

    def _show_floor(self) -> None:
        self.floor_panel.show_floor(self._meeting, self.capture.item)
        self._show_forecast(self.desk.workspace.now())

    def _show_forecast(self, now: datetime) -> None:
        state = self.floor_panel.state
        if state and self._meeting.status != MeetingStatus.CLOSED:
            found = expected(self._meeting, self.strip.agenda.rows, state, now)
            self.floor_panel.show_forecast(found)
            self.strip.agenda.foresee(found)

    def _refresh_form(self, changes: Changes) -> None:
        entry = self.log.current_entry()
        if entry is None or entry.id in changes.touched(entry.table).all:
            self.form.show_entry(entry)

    # --- records -----------------------------------------------------------------------------

    def _recorded(self, recorded: Recorded) -> None:
        if recorded.kind is not CaptureKind.REPLY:
            self.log.select(_table(recorded.record_type), recorded.id)
        self.log.scrollToBottom()

    def _picked(self, entry: object) -> None:
        current = self.log.current_entry()
        if current and current.table == "feedback":
            self.capture.opinion = current.id, current.number or 0
        self.form.show_entry(current)
        self.capture.show_chips()

    def _remove(self) -> None:
        entry = self.log.current_entry()
        work = self.desk.workspace
        removers: dict[str, Callable[[int], None]] = {
            "note": work.session.delete_note,
            "feedback": lambda key: work.feedback.delete([key]),
            "reply": work.feedback.delete_reply,
        }
        if entry and entry.table in removers:
            key, remove = entry.id, removers[entry.table]
            self.desk.attempt(lambda: remove(key), done=_("Removed from the log."))

    def _earlier(self) -> None:
        if len(self.log.log.entries) >= self._limit:
            self._limit += LOG_STEP
            self._show_log()

    # --- keys of the window ------------------------------------------------------------------

    def new(self) -> None:
        self.line.setFocus()

    def edit(self) -> None:
        self.form.focus()

    def search(self) -> None:
        self.log_find.open()

    def reply(self) -> None:
        self.capture.reply()

    def check_in(self) -> None:
        """F7: the check-in box over the log."""
        self.check_in_box.open()

    def floor(self) -> None:
        """F9: the named speaker gets the floor; without a name the present one ends, or the first
        who waits speaks."""
        if self.floor_panel.give_or_end(self.line.text(), self.capture.context()):
            self.capture.name_taken()

    def queue(self) -> None:
        """Ctrl+F9: the named speaker waits for the floor."""
        if self.floor_panel.ask(self.line.text(), self.capture.context()):
            self.capture.name_taken()

    def pause(self) -> None:
        """Shift+F9: the clock of the turn stands still, or goes on."""
        self.floor_panel.pause()

    def same(self) -> None:
        """Ctrl+T: what is typed, or else the selected opinion, says the same as the next of those
        shown."""
        self.line.follow()
        self.capture.show_chips()
        self.radar.mark_next()

    def selected_opinion(self) -> records.Feedback | None:
        found = self.desk.workspace.feedback.load([self.capture.context().selected_opinion or 0])
        return found[0] if found else None

    def park(self) -> bool:
        return self.capture.park()

    def _drop_item(self, row: object, state: object) -> None:
        if isinstance(row, PlannedRow) and isinstance(state, ItemState):
            self.reason.ask(row.item, state)

    def _open_next(self) -> None:
        self.desk.attempt(lambda: self.desk.workspace.agenda.open_next(self.desk.meeting_id))
        self.line.setFocus()

    def _open_item(self, row: object) -> None:
        if isinstance(row, PlannedRow) and row.item.state != "current":
            self.desk.attempt(lambda: self.desk.workspace.agenda.open_item(row.item))
            self.line.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.line.setFocus()
            return
        super().keyPressEvent(event)


def _table(record_type: type) -> str:
    return {records.Feedback: "feedback", records.Reply: "reply", records.Note: "note"}[record_type]
