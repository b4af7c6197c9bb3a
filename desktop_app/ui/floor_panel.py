"""The floor at the right of the live page: who speaks, who waits, when the conference will end."""

from datetime import datetime, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QListWidget, QListWidgetItem, QVBoxLayout

from desktop_app.domain import records
from desktop_app.domain.floor import MANY_TURNS, TurnClock
from desktop_app.domain.timeline import Forecast
from desktop_app.i18n import _, ngettext
from desktop_app.services.floor import FloorState, Waiting
from desktop_app.services.session import Context
from desktop_app.ui import tokens
from desktop_app.ui.actions import key_text
from desktop_app.ui.desk import Desk
from desktop_app.ui.header import set_role

QUEUE_SHOWN, UNITS_NAMED = 5, 3
_KEY = Qt.ItemDataRole.UserRole


class QueueList(QListWidget):
    """Who waits. `moved` by so many places, `taken_out`, `called` to speak: with the key."""

    moved = Signal(int, int)
    taken_out = Signal(int)
    called = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("floor_queue")
        self.setAccessibleName(_("Waiting for the floor"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.itemDoubleClicked.connect(lambda item: self.called.emit(item.data(_KEY)))

    def show_queue(self, queue: tuple[Waiting, ...]) -> None:
        """The queue anew; whoever was selected stays so."""
        selected = self.selected()
        self.clear()
        for place, waiting in enumerate(queue, 1):
            item = QListWidgetItem(f"{place}  {_described(waiting)}")
            item.setData(_KEY, waiting.id)
            item.setToolTip(_described(waiting))
            self.addItem(item)
            if waiting.id == selected:
                self.setCurrentItem(item)
        self.setVisible(bool(queue))
        rows = min(len(queue), QUEUE_SHOWN)
        self.setFixedHeight(rows * max(self.sizeHintForRow(0), 1) + 2 * self.frameWidth())

    def selected(self) -> int | None:
        """The key of the selected request."""
        item = self.currentItem()
        key: int | None = item.data(_KEY) if item else None
        return key

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, selected = event.key(), self.selected()
        moves = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if selected is not None and event.modifiers() & Qt.KeyboardModifier.AltModifier \
                and key in moves:
            self.moved.emit(selected, moves[Qt.Key(key)])
        elif selected is not None and key == Qt.Key.Key_Delete:
            self.taken_out.emit(selected)
        elif selected is not None and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.called.emit(selected)
        else:
            super().keyPressEvent(event)


class FloorPanel(QFrame):
    """Reads the floor when something changed, and paints its clocks every second."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("card")
        self._desk = desk
        self.state: FloorState | None = None
        self._context = Context(desk.meeting_id, None)
        self._name, self._unit, self._clock, self._hint = QLabel(), QLabel(), QLabel(), QLabel()
        self._end, self._silent = QLabel(), QLabel()
        self.queue = QueueList()
        for label, role in ((self._name, "heading"), (self._unit, "muted"), (self._clock, "title"),
                            (self._hint, "small"), (self._end, "muted"), (self._silent, "small")):
            label.setProperty("role", role)
            label.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(tokens.M, tokens.S, tokens.M, tokens.S)
        layout.setSpacing(tokens.XS)
        for widget in (self._name, self._unit, self._clock, self._hint, self.queue, self._end,
                       self._silent):
            layout.addWidget(widget)
        self._end.hide()
        self.queue.moved.connect(self._move)
        self.queue.taken_out.connect(self._take_out)
        self.queue.called.connect(self._call)

    @property
    def turn(self) -> records.SpeakingTurn | None:
        """The turn of whoever has the floor."""
        return self.state.turn if self.state else None

    @property
    def speaker(self) -> str:
        """The name of whoever has the floor."""
        return self.state.name if self.state else ""

    # --- showing -----------------------------------------------------------------------------

    def show_floor(self, meeting: records.Meeting, item: records.AgendaItem | None) -> None:
        """Reads speaker and queue of the current item."""
        self._context = Context(meeting.id, item)
        self.state = self._desk.workspace.floor.state(meeting, item.id if item else None)
        self.queue.show_queue(self.state.queue)
        silent = self.state.silent_units
        self._silent.setText(_("Not heard yet: {units}").format(units=_some(silent)))
        self._silent.setToolTip("\n".join(silent))
        self._silent.setVisible(bool(silent) and item is not None)
        self.show_clock(self._desk.workspace.now())

    def show_clock(self, now: datetime) -> None:
        """The running time of the turn, or how to give the floor."""
        state = self.state
        clock = state.clock(now) if state else None
        self._unit.setVisible(bool(clock and state and state.unit))
        self._clock.setVisible(clock is not None)
        if state is None or clock is None:
            self._name.setText(_("Nobody has the floor"))
            self._hint.setText(self._how_to_give())
            set_role(self._hint, "small")
            return
        self._name.setText(f"● {state.name}")
        self._unit.setText(state.unit)
        self._clock.setText(_clock_text(clock))
        set_role(self._clock, "title-warn" if clock.over or clock.soon else "title")
        self._hint.setText(" · ".join(filter(None, [_remark(clock), _turns(state.turns),
                                                     _turn_keys(clock)])))

    def show_forecast(self, found: Forecast) -> None:
        """When the conference is expected to end."""
        self._end.setVisible(found.ends_at is not None)
        if found.ends_at is None:
            return
        late = found.late_minutes or 0
        parts = [_("Expected end {time}").format(time=found.ends_at.strftime("%H:%M"))]
        if late > 0:
            parts.append(_("{minutes}' late").format(minutes=late))
        self._end.setText(" · ".join(parts))
        set_role(self._end, "warn" if late > 0 else "muted")

    def _how_to_give(self) -> str:
        if self.state and self.state.queue:
            return _("{key} gives it to the first who waits").format(key=key_text("floor"))
        return _("@name, then {key} gives it, {queue} lets them wait").format(
            key=key_text("floor"), queue=key_text("queue"))

    # --- acting ------------------------------------------------------------------------------

    def give_or_end(self, line: str, context: Context) -> bool:
        """Whom the line names gets the floor; else the turn ends; else the first who waits speaks.
        True if the line held nothing but the name."""
        floor, session = self._desk.workspace.floor, self._desk.workspace.session
        if session.understand(line, context).speaker is not None:
            rest = session.named(line, context).rest
            return self._desk.attempt(lambda: floor.give(line, context)) is not None and not rest
        if self.turn is not None:
            self._desk.attempt(lambda: floor.end(context.meeting_id))
        else:
            self._desk.attempt(lambda: floor.give_next(context))
        return False

    def ask(self, line: str, context: Context) -> bool:
        """Whom the line names waits for the floor; True if it held nothing but the name."""
        floor, session = self._desk.workspace.floor, self._desk.workspace.session
        asked = self._desk.attempt(lambda: floor.ask(line, context))
        return asked is not None and not session.named(line, context).rest

    def pause(self) -> None:
        """Stops the clock, or lets it go on."""
        self._desk.attempt(lambda: self._desk.workspace.floor.pause(self._desk.meeting_id))

    def _move(self, key: int, places: int) -> None:
        self._desk.attempt(lambda: self._desk.workspace.floor.move(key, places))

    def _take_out(self, key: int) -> None:
        self._desk.attempt(lambda: self._desk.workspace.floor.take_out(key),
                           done=_("Taken out of the queue."))

    def _call(self, key: int) -> None:
        self._desk.attempt(lambda: self._desk.workspace.floor.give_next(self._context, key))


def _described(waiting: Waiting) -> str:
    parts = [waiting.name, waiting.unit]
    if waiting.turns:
        parts.append(_("spoke {count}×").format(count=waiting.turns))
    return " · ".join(part for part in parts if part)


def _clock_text(clock: TurnClock) -> str:
    spoken = _minutes(clock.spoken)
    return f"{spoken} / {_minutes(clock.limit)}" if clock.limit is not None else spoken


def _minutes(span: timedelta) -> str:
    seconds = int(abs(span).total_seconds())
    return f"{seconds // 60:02}:{seconds % 60:02}"


def _remark(clock: TurnClock) -> str:
    if clock.paused:
        return _("paused")
    if clock.left is not None and clock.over:
        return _("{time} over").format(time=_minutes(clock.left))
    return _("{time} left").format(time=_minutes(clock.left)) if clock.left and clock.soon else ""


def _turns(turns: int) -> str:
    return _("turn no. {count} of this speaker").format(count=turns) if turns >= MANY_TURNS else ""


def _turn_keys(clock: TurnClock) -> str:
    text = _("{end} ends, {pause} goes on") if clock.paused else _("{end} ends, {pause} pauses")
    return text.format(end=key_text("floor"), pause=key_text("pause"))


def _some(units: tuple[str, ...]) -> str:
    named = ", ".join(units[:UNITS_NAMED])
    more = len(units) - UNITS_NAMED
    if more <= 0:
        return named
    text = ngettext("{named} and {count} more unit", "{named} and {count} more units", more)
    return text.format(named=named, count=more)
