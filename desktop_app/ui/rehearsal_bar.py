"""The bar of a rehearsal: what happens, with which keys, and how to go on. It takes no focus."""

from collections.abc import Callable, Mapping, Sequence
from itertools import groupby

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from desktop_app.i18n import N_, _, active
from desktop_app.services.rehearsal import ENTER, Act, Press, Stroke
from desktop_app.ui import tokens
from desktop_app.ui.header import ElidedLabel
from desktop_app.ui.rehearsal_player import State

KEYS: Mapping[str, str] = {
    "pause": "F12", "speed": "Shift+F12", "next": "Ctrl+F12", "end": "Ctrl+Shift+F12",
}
"""No command of the table has one of these."""
SPEEDS = (1, 5, 20, 60)
_TEXT_SHOWN = 32
_KEYS_FROM = 1200
_ENTER = "Enter"
_STATES: Mapping[State, str] = {
    State.FINISHING: N_("One moment: this act is finished first."),
    State.PAUSED: N_("Paused. {key} goes on."),
    State.INTERRUPTED: N_("Paused, because you typed or clicked: look round. {key} goes on."),
    State.LINE_TAKEN: N_("Something of yours is in the capture line: record or delete it, then "
                         "{key} goes on."),
    State.BEHIND: N_("Waits until this window is in front again."),
}


class RehearsalBar(QFrame):
    """`acts` are what its buttons and keys do, by the names in `KEYS`, and `again`."""

    def __init__(self, acts: Mapping[str, Callable[[], object]]) -> None:
        super().__init__()
        self.setObjectName("rehearsal")
        self.words, self.keys = ElidedLabel(), QLabel()
        self.keys.setWordWrap(True)
        self.words.setProperty("role", "strong")
        self.keys.setProperty("role", "small")
        self._buttons = {name: self._button(name, acts[name]) for name in (*KEYS, "again")}
        self._buttons["again"].setText(_("Play again"))
        self._buttons["again"].hide()
        self._names: dict[str, str] = dict.fromkeys(KEYS, "")
        self._build()

    def _button(self, name: str, act: Callable[[], object]) -> QPushButton:
        button = QPushButton()
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(lambda _on=False: act())
        if name in KEYS:
            action = QAction(self)
            action.setShortcut(QKeySequence(KEYS[name]))
            action.triggered.connect(lambda _on=False: act())
            self.addAction(action)
        return button

    def _build(self) -> None:
        said = QVBoxLayout()
        said.setSpacing(0)
        said.addWidget(self.words)
        said.addWidget(self.keys)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(tokens.L, tokens.XS, tokens.L, tokens.XS)
        layout.setSpacing(tokens.S)
        layout.addLayout(said, 1)
        for name in ("again", *KEYS):
            layout.addWidget(self._buttons[name])
        self._name("next", _("Next act"))
        self._name("end", _("End"))

    def own_keys(self) -> list[QKeySequence]:
        """The keys of the bar."""
        return [QKeySequence(key) for key in KEYS.values()]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the buttons leave their keys to the tooltips."""
        super().resizeEvent(event)
        for name in KEYS:
            self._name(name, self._names[name])

    def _name(self, name: str, text: str) -> None:
        self._names[name] = text
        full = f"{text} ({KEYS[name]})"
        self._buttons[name].setText(full if self.width() >= _KEYS_FROM else text)
        self._buttons[name].setToolTip(full)

    # --- showing -----------------------------------------------------------------------------

    def show_speed(self, speed: float) -> None:
        """How fast it plays."""
        self._name("speed", f"{speed:g}×")

    def show_act(self, act: Act | None, clock: str, state: State) -> None:
        """What happens at the time of the session, or why nothing does."""
        said = act.words.say(active()) if act else _("The conference has not begun.")
        self.words.show_text(_("Rehearsal {clock} · {said}").format(clock=clock, said=said))
        if state is State.PLAYING:
            self.keys.setText(_keys(act.strokes) if act else "")
        else:
            self.keys.setText(_(_STATES[state]).format(key=KEYS["pause"]))
        playing = state in (State.PLAYING, State.FINISHING)
        self._name("pause", _("Pause") if playing else _("Go on"))

    def show_summary(self, recorded: str) -> None:
        """That it is over, and what was recorded."""
        self.words.show_text(_("The rehearsal is over. {recorded}").format(recorded=recorded))
        self.keys.setText(_("Look round as long as you like; nothing of it is kept."))
        for name in ("pause", "speed", "next"):
            self._buttons[name].hide()
        self._buttons["again"].show()


def _keys(strokes: Sequence[Stroke]) -> str:
    """Keys and texts in their order; one that is pressed several times stands there once."""
    runs = [(stroke, len(list(same))) for stroke, same in groupby(strokes)]
    return "  ".join(f"{_shown(stroke)} ×{times}" if times > 1 else _shown(stroke)
                     for stroke, times in runs)


def _shown(stroke: Stroke) -> str:
    """A key by its name, a long text by its beginning."""
    if isinstance(stroke, Press):
        name = QKeySequence(stroke.key).toString(QKeySequence.SequenceFormat.NativeText)
        return _ENTER if stroke == ENTER else name
    return stroke if len(stroke) <= _TEXT_SHOWN else f"{stroke[:_TEXT_SHOWN].rstrip(' .')}…"


