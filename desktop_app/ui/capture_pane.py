"""The capture line with what it understood above it and the keys below it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from desktop_app.domain.capture import CaptureKind
from desktop_app.i18n import N_, _, ngettext
from desktop_app.services.editing import NO_DRAFT, DraftMark
from desktop_app.services.session import Context
from desktop_app.ui import tokens
from desktop_app.ui.capture_line import CaptureLine
from desktop_app.ui.chips import ChipRow
from desktop_app.ui.desk import Desk
from desktop_app.ui.floor_panel import FloorPanel
from desktop_app.ui.radar_card import RadarCard

if TYPE_CHECKING:
    from desktop_app.domain import records

REPLY_MARK = "/t "
KIND_NAMES = {
    CaptureKind.NOTE: N_("Note"),
    CaptureKind.OPINION: N_("Opinion"),
    CaptureKind.REPLY: N_("Reply"),
    CaptureKind.CONCLUSION: N_("Conclusion"),
    CaptureKind.TASK: N_("Task"),
    CaptureKind.VOTE: N_("Vote"),
}


class CapturePane(QWidget):
    """`recorded` carries what a line became. `item` is the open agenda item, `opinion` the key and
    the number of the selected opinion; both are for the page to set."""

    recorded = Signal(object)

    def __init__(self, desk: Desk, floor: FloorPanel, radar: RadarCard) -> None:
        super().__init__()
        self._desk = desk
        self._floor = floor
        self._radar = radar
        self._draft: DraftMark = NO_DRAFT
        self.item: records.AgendaItem | None = None
        self.opinion: tuple[int, int] | None = None
        self.line = CaptureLine(
            desk.finder, lambda: desk.workspace.session.vocabulary(desk.meeting_id), desk.popup)
        self.chips = ChipRow(desk.theme)
        self.hint = QLabel(_("Enter records · Shift+Enter new line · /n note · /y opinion · "
                             "/t reply · /k conclusion · /v task · /b vote · "
                             "Alt+↑↓ select opinion"))
        self._build()
        self._connect()
        self._recover()

    def _build(self) -> None:
        read_only = self._desk.read_only
        self.line.expander = self._desk.expand
        self.line.setReadOnly(read_only)
        self.line.setPlaceholderText(
            _("This register is open for reading only.") if read_only
            else _("Type what is said…   @speaker  #theme  >office"))
        self._show_size()
        self.hint.setProperty("role", "small")
        self.hint.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(tokens.S)
        for widget in (self.chips, self.line, self.hint):
            layout.addWidget(widget)

    def _show_size(self) -> None:
        """In a sheet of its own: a new one for the whole program is put on every widget."""
        sheet = f"font-size: {self._desk.theme.live_size}px;"
        if sheet != self.line.styleSheet():
            self.line.setStyleSheet(sheet)
            self.line.fit()

    def _connect(self) -> None:
        self.line.typed.connect(self._typed)
        self.line.typed_nothing.connect(self.show_chips)
        self.line.entered.connect(self._record)
        self.line.refused.connect(self._desk.say)
        self._radar.marked.connect(self.show_chips)
        self._desk.theme.changed.connect(self._show_size)
        self._desk.popup().chosen.connect(self._chosen)

    def _recover(self) -> None:
        """What was in the line when the last session ended."""
        found = self._desk.workspace.drafts.recover(self._draft_key())
        if found:
            self.line.put(found.text, found.caret)

    def _draft_key(self) -> str:
        return f"capture:{self._desk.meeting_id}"

    # --- showing -----------------------------------------------------------------------------

    def context(self) -> Context:
        """What a line would be recorded against now."""
        return Context(self._desk.meeting_id, self.item, self.opinion[0] if self.opinion else None,
                       self._floor.turn, self._radar.chosen)

    def show_chips(self) -> None:
        """What the line means as it stands."""
        context = self.context()
        captured = self._desk.workspace.session.understand(self.line.text(), context)
        kind = captured.kind or context.default_kind()
        label = (self._reply_label(captured.answered) if kind is CaptureKind.REPLY
                 else _(KIND_NAMES[kind]))
        self._radar.follow(captured.text if kind is CaptureKind.OPINION else "",
                           0 if captured.text else context.selected_opinion or 0)
        self.chips.show_line(label, captured, self._floor.speaker, self._radar.chip)

    def _reply_label(self, answered: tuple[int, ...]) -> str:
        numbers = answered or (self.opinion[1:] if self.opinion else ())
        if not numbers:
            return _(KIND_NAMES[CaptureKind.REPLY])
        text = ngettext("Reply to opinion {numbers}", "Reply to opinions {numbers}", len(numbers))
        return text.format(numbers=", ".join(map(str, numbers)))

    # --- typing ------------------------------------------------------------------------------

    def _typed(self) -> None:
        self._desk.rest.put_off()
        self._draft = self._desk.workspace.drafts.put(self._draft_key(), self.line.text(),
                                                      self.line.caret())
        self.show_chips()

    def _chosen(self, candidate: object) -> None:
        if self.line.hasFocus():
            self.line.take(candidate)  # type: ignore[arg-type]

    def _record(self) -> None:
        self.line.settle()
        self._radar.give_way()
        text, context, draft = self.line.text(), self.context(), self._draft
        session = self._desk.workspace.session
        recorded = self._desk.attempt(lambda: session.capture(text, context, draft=draft))
        if recorded is not None:
            self.line.clear_recorded()
            self.recorded.emit(recorded)

    def reply(self) -> None:
        """The line becomes a reply to the selected opinion."""
        text, caret = self.line.text(), self.line.caret()
        if not text.startswith("/"):
            self.line.put(REPLY_MARK + text, caret + len(REPLY_MARK))
        self.line.setFocus()

    def park(self) -> bool:
        """Puts the line aside, to be settled later; False if there is none."""
        text, context, draft = self.line.text(), self.context(), self._draft
        if not self.line.hasFocus() or not text.strip():
            return False
        parking = self._desk.workspace.parking
        if self._desk.attempt(lambda: parking.park(text, context, draft),
                              done=_("Parked, to be settled later.")) is not None:
            self.line.clear_recorded()
        return True

    def name_taken(self) -> None:
        """A line that held only a name has done its work; its draft is over too."""
        self.line.clear_recorded()
        self._typed()

    def prepare_names(self) -> None:
        """Makes the names ready before the first `@`."""
        self._desk.finder("Attendee")
        self._desk.workspace.session.vocabulary(self._desk.meeting_id).speakers.prepare()

    def leave(self) -> None:
        """The page goes to the back: the word being composed becomes text."""
        self.line.settle()
        self.line.follow()
