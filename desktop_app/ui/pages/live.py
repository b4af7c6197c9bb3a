"""The live page: agenda strip, log with the capture line under it, floor and selected record."""


from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton

from desktop_app.domain import records
from desktop_app.domain.capture import CaptureKind
from desktop_app.domain.changes import Changes
from desktop_app.domain.kinds import ItemState, MeetingStatus
from desktop_app.i18n import N_, _, ngettext
from desktop_app.services.agenda import PlannedRow
from desktop_app.services.editing import NO_DRAFT, DraftMark
from desktop_app.services.floor import expected
from desktop_app.services.session import Context
from desktop_app.ui import tokens
from desktop_app.ui.actions import key_text
from desktop_app.ui.agenda_strip import AgendaStrip, ReasonBox
from desktop_app.ui.capture_line import CaptureLine, ChipRow
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
REPLY_MARK = "/t "
HINT_FROM = 400
KIND_NAMES = {
    CaptureKind.NOTE: N_("Note"),
    CaptureKind.OPINION: N_("Opinion"),
    CaptureKind.REPLY: N_("Reply"),
    CaptureKind.CONCLUSION: N_("Conclusion"),
    CaptureKind.TASK: N_("Task"),
    CaptureKind.VOTE: N_("Vote"),
}
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
        self._draft: DraftMark = NO_DRAFT
        self._meeting = desk.meeting()
        self._item: records.AgendaItem | None = None
        self._opinion: int | None = None
        self._build()
        self._connect()
        self._recover()

    # --- building ----------------------------------------------------------------------------

    def _build(self) -> None:
        desk = self.desk
        self.strip = AgendaStrip(desk.theme)
        self.reason = ReasonBox(desk)
        self.log = LogView(desk.theme)
        self.line = self._capture_line()
        self.chips = ChipRow(desk.theme)
        self.floor_panel = FloorPanel(desk)
        self.radar = RadarCard(desk)
        self.form = RecordForm(desk)
        self.check_in_box = CheckInBox(desk)
        self.log_find = LogFind(self.log)
        self._next = QPushButton()
        self._hint = QLabel(_("Enter records · Shift+Enter new line · /n note · /y opinion · "
                              "/t reply · /k conclusion · /v task · /b vote · "
                              "Alt+↑↓ select opinion"))
        self._hint.setProperty("role", "small")
        self._hint.setWordWrap(True)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(tokens.M, tokens.M, tokens.M, tokens.M)
        self._columns = LiveColumns(
            desk, agenda=(self.strip, self.reason, self._next),
            log=(self.check_in_box, self.log_find, self.log, self.chips, self.line, self._hint),
            now=(self.floor_panel, self.radar, self.form),
            growing=(self.strip, self.log, self.form))
        layout.addWidget(self._columns)

    def _capture_line(self) -> CaptureLine:
        desk = self.desk
        line = CaptureLine(
            desk.finder, lambda: desk.workspace.session.vocabulary(desk.meeting_id), desk.popup)
        line.expander = desk.expand
        line.setReadOnly(desk.read_only)
        line.setPlaceholderText(
            _("This register is open for reading only.") if desk.read_only
            else _("Type what is said…   @speaker  #theme  >office"))
        return line

    def _connect(self) -> None:
        self.line.typed.connect(self._typed)
        self.line.typed_nothing.connect(self._show_chips)
        self.line.entered.connect(self._record)
        self.line.refused.connect(self.desk.say)
        self.line.stepped.connect(lambda places: self.log.step(places, "opinion"))
        self.radar.marked.connect(self._show_chips)
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
        self.desk.popup().chosen.connect(self._chosen)

    def _recover(self) -> None:
        """What was in the capture line when the last session ended."""
        found = self.desk.workspace.drafts.recover(self._draft_key())
        if found:
            self.line.put(found.text, found.caret)

    def _draft_key(self) -> str:
        return f"capture:{self.desk.meeting_id}"

    # --- showing -----------------------------------------------------------------------------

    def activate(self) -> None:
        self._show_all()
        self.log.scrollToBottom()
        self.line.fit()
        self.line.setFocus()
        self.desk.rest.do("forms", self.form.prepare)
        self.desk.rest.do("names", self._prepare_names)

    def resume(self, record: str, key: str) -> None:
        if record == "Note" and key.isdecimal():
            self.log.select("note", int(key))

    def refresh(self, changes: Changes) -> None:
        if changes.touches("meeting", "agenda_item", "item_span"):
            self._meeting = self.desk.meeting()
            self._show_agenda()
        if changes.touches(*FLOOR):
            self._show_floor()
        if changes.touches(*LOGGED):
            self._show_log()
            self._refresh_form(changes)
        if changes.touches("attendee", "unit"):
            self.desk.rest.do("names", self._prepare_names)
        self.radar.refresh(changes)
        self._show_chips()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._columns.fit(self.width())
        self._hint.setVisible(self.height() >= HINT_FROM)

    def tick(self) -> None:
        now = self.desk.workspace.now()
        self.strip.agenda.tick(now)
        self.floor_panel.show_clock(now)
        self._show_forecast(now)

    def leave(self) -> None:
        self.line.settle()
        self.line.follow()
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
        self._show_chips()

    def _show_agenda(self) -> None:
        rows = self.desk.workspace.agenda.rows(self._meeting)
        self._item = next((r.item for r in rows if r.item.state == "current"), None)
        self.strip.show_rows(rows, self.desk.workspace.now())
        self.reason.follow(rows)
        after = self._item.number if self._item else 0
        following = next((r.item for r in rows
                          if r.item.state == "waiting" and r.item.number > after), None)
        self._next.setEnabled((following is not None or self._item is not None)
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
        self.floor_panel.show_floor(self._meeting, self._item)
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

    def _show_chips(self) -> None:
        captured = self.desk.workspace.session.understand(self.line.text(), self._context())
        kind = captured.kind or self._context().default_kind()
        label = _(KIND_NAMES[kind])
        if kind is CaptureKind.REPLY and (
                numbers := captured.answered or self._opinion_number()):
            label = ngettext("Reply to opinion {numbers}", "Reply to opinions {numbers}",
                             len(numbers)).format(numbers=", ".join(map(str, numbers)))
        asks = kind is CaptureKind.OPINION
        self.radar.follow(captured.text if asks else "",
                          0 if captured.text else self._opinion or 0)
        self.chips.show_line(label, captured, self.floor_panel.speaker, self.radar.chip)

    def _opinion_number(self) -> tuple[int, ...]:
        """The number of the selected opinion, if there is one."""
        return tuple(e.number for e in self.log.log.entries
                     if e.number and (e.table, e.id) == ("feedback", self._opinion))

    # --- capture -----------------------------------------------------------------------------

    def _context(self) -> Context:
        return Context(self.desk.meeting_id, self._item, self._opinion, self.floor_panel.turn,
                       self.radar.chosen)

    def _prepare_names(self) -> None:
        """Makes the names ready before the first `@`."""
        self.desk.finder("Attendee")
        self.desk.workspace.session.vocabulary(self.desk.meeting_id).speakers.prepare()

    def _typed(self) -> None:
        self.desk.rest.put_off()
        self._draft = self.desk.workspace.drafts.put(self._draft_key(), self.line.text(),
                                                     self.line.caret())
        self._show_chips()

    def _record(self) -> None:
        self.line.settle()
        text, context, draft = self.line.text(), self._context(), self._draft
        session = self.desk.workspace.session
        recorded = self.desk.attempt(lambda: session.capture(text, context, draft=draft))
        if recorded is None:
            return
        self.line.clear_recorded()
        if recorded.kind is not CaptureKind.REPLY:
            self.log.select(_table(recorded.record_type), recorded.id)
        self.log.scrollToBottom()

    def _picked(self, entry: object) -> None:
        current = self.log.current_entry()
        if current and current.table == "feedback":
            self._opinion = current.id
        self.form.show_entry(current)
        self._show_chips()

    def _chosen(self, candidate: object) -> None:
        if self.line.hasFocus():
            self.line.take(candidate)  # type: ignore[arg-type]

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
        """The line becomes a reply to the selected opinion."""
        text, caret = self.line.text(), self.line.caret()
        if not text.startswith("/"):
            self.line.put(REPLY_MARK + text, caret + len(REPLY_MARK))
        self.line.setFocus()

    def check_in(self) -> None:
        """F7: the check-in box over the log."""
        self.check_in_box.open()

    def floor(self) -> None:
        """F9: the named speaker gets the floor; without a name the present one ends, or the first
        who waits speaks."""
        if self.floor_panel.give_or_end(self.line.text(), self._context()):
            self._name_taken()

    def queue(self) -> None:
        """Ctrl+F9: the named speaker waits for the floor."""
        if self.floor_panel.ask(self.line.text(), self._context()):
            self._name_taken()

    def pause(self) -> None:
        """Shift+F9: the clock of the turn stands still, or goes on."""
        self.floor_panel.pause()

    def same(self) -> None:
        """Ctrl+T: what is typed, or else the selected opinion, says the same as the next of those
        shown."""
        self.line.follow()
        self.radar.mark_next()

    def selected_opinion(self) -> records.Feedback | None:
        found = self.desk.workspace.feedback.load([self._opinion or 0])
        return found[0] if found else None

    def park(self) -> bool:
        """Ctrl+J: what stands in the capture line is settled later."""
        text, context, draft = self.line.text(), self._context(), self._draft
        if not self.line.hasFocus() or not text.strip():
            return False
        parking = self.desk.workspace.parking
        if self.desk.attempt(lambda: parking.park(text, context, draft),
                             done=_("Parked, to be settled later.")) is not None:
            self.line.clear_recorded()
        return True

    def _name_taken(self) -> None:
        """A line that held only a name has done its work; its draft is over too."""
        self.line.clear_recorded()
        self._typed()

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
