"""Plays the acts of a rehearsal, one key after the other, at the pace of a session's clock."""

from collections.abc import Iterator, Sequence
from enum import Enum, auto
from math import ceil

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from desktop_app.domain.pace import Pace
from desktop_app.services.rehearsal import ESCAPE, Act, Press, Stroke, seconds_of
from desktop_app.ui.capture_line import CaptureLine
from desktop_app.ui.own_hands import Hands

_LOOK_MS = 200
_TO_THE_LINE = (ESCAPE, Press("Ctrl+4"))
"""From wherever somebody looked round, back to the capture line."""


class State(Enum):
    """What the player does, and why it does not play."""

    PLAYING = auto()
    FINISHING = auto()
    PAUSED = auto()
    INTERRUPTED = auto()
    LINE_TAKEN = auto()
    BEHIND = auto()
    OVER = auto()


class Player(QObject):
    """Plays in one window until it is told to pause; then the session's clock stands still too.

    An act is never left half done: whoever wants to pause gets the rest of it at once first.
    `changed`: another act, or another state. It begins paused.
    """

    changed = Signal()

    def __init__(self, window: QWidget, acts: Sequence[Act], pace: Pace, place: int = -1) -> None:
        super().__init__(window)
        self.acts = acts
        self.place = place
        self.state = State.PAUSED
        self._window = window
        self._pace = pace
        self._hands = Hands(window)
        self._left: Iterator[Stroke] = iter(())
        self._in_act = False
        self._then = State.PAUSED
        self._once = self._skips = False
        self.due = 0.0
        self._timer = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.beat)

    @property
    def act(self) -> Act | None:
        """The act that is played, or was played last."""
        return self.acts[self.place] if self.place >= 0 else None

    @property
    def plays(self) -> bool:
        """Whether keys of others would get between its own."""
        return self.state in (State.PLAYING, State.FINISHING)

    # --- telling it --------------------------------------------------------------------------

    def go_on(self) -> None:
        """Plays, from the next act on."""
        if self.plays or self.state is State.OVER:
            return
        if self.state is not State.BEHIND and self.place >= 0:
            self._play(_TO_THE_LINE)
        self._once = False
        self._enter(State.PLAYING)
        self._plan_next()

    def pause(self, then: State = State.PAUSED) -> None:
        """Finishes the act and stands still."""
        if not self.plays:
            self._timer.stop()
            return
        self._then = then
        if self._in_act:
            self._enter(State.FINISHING)
            self._timer.start(0)
        else:
            self._stand_still(then)

    def next_act(self) -> None:
        """Goes to the next act without waiting for its time; a player that is paused pauses again
        after it."""
        if self.plays:
            self._skips = True
        else:
            self.go_on()
            self._once = self.plays
        if not self._in_act:
            self._pace.skip_to(self.due)
        if self.plays:
            self._timer.start(0)

    def stop(self) -> None:
        """Plays no more."""
        self._timer.stop()
        self._pace.hold()

    def at_once(self) -> None:
        """The pace has changed: looks again when the next key is due."""
        if self.plays:
            self._timer.start(0)

    # --- playing -----------------------------------------------------------------------------

    def beat(self) -> None:
        """Plays a key if one is due, and waits for the next."""
        if self.state is State.BEHIND:
            self.go_on() if self._window.isActiveWindow() else self._timer.start(_LOOK_MS)
            return
        if not self.plays:
            return
        if not self._window.isActiveWindow():
            self._stand_still(State.BEHIND)
            self._timer.start(_LOOK_MS)
            return
        if not self._hurries and self._pace.seconds() < self.due:
            self._wait()
            return
        self._play_next()
        if self.plays:
            self._wait()

    def _wait(self) -> None:
        until = 0.0 if self._hurries else self._pace.real_seconds_until(self.due)
        self._timer.start(ceil(1000 * until))

    @property
    def _hurries(self) -> bool:
        """Whether the rest of the act is played at once."""
        return self._in_act and (self._skips or self.state is State.FINISHING)

    def _play_next(self) -> None:
        if not self._in_act and not self._begin():
            return
        stroke = next(self._left, None)
        if stroke is None:
            self._act_done()
            return
        self._hands.play(stroke)
        self.due += seconds_of(stroke)

    def _begin(self) -> bool:
        """Goes to the next act; the line that it types into must be free."""
        line = self._window.findChild(CaptureLine)
        if line is not None and line.text():
            self._stand_still(State.LINE_TAKEN)
            return False
        self.place += 1
        self._left = _one_by_one(self.acts[self.place].strokes)
        self._in_act = True
        self.changed.emit()
        return True

    def _act_done(self) -> None:
        self._in_act = False
        if self.place + 1 == len(self.acts):
            self._stand_still(State.OVER)
        elif self.state is State.FINISHING:
            self._stand_still(self._then)
        elif self._once:
            self._stand_still(State.PAUSED)
        else:
            self._plan_next()
            if self._skips:
                self._pace.skip_to(self.due)
        self._skips = False

    def _plan_next(self) -> None:
        """The next act at its time, or now if that has passed."""
        if not self._in_act:
            at = self.acts[self.place + 1].at.total_seconds()
            self.due = max(at, self._pace.seconds())
        self._wait()

    def _play(self, strokes: Sequence[Stroke]) -> None:
        for stroke in strokes:
            self._hands.play(stroke)

    def _enter(self, state: State) -> None:
        self.state = state
        self._pace.go_on()
        self.changed.emit()

    def _stand_still(self, state: State) -> None:
        self._timer.stop()
        self._pace.hold()
        self.state = state
        self.changed.emit()


def _one_by_one(strokes: Sequence[Stroke]) -> Iterator[Stroke]:
    """Text letter by letter."""
    for stroke in strokes:
        if isinstance(stroke, Press):
            yield stroke
        else:
            yield from stroke
