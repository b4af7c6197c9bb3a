"""The command palette: one box that finds commands and records without marks."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desktop_app.i18n import _
from desktop_app.services.finding import Candidate
from desktop_app.ui import tokens
from desktop_app.ui.completion import CompletionPopup
from desktop_app.ui.composed_line import ComposedLine

_WIDTH = 520


@dataclass(frozen=True)
class Offer:
    """One thing that the palette can do; `note` stands at the right, usually its key."""

    text: str
    note: str
    run: Callable[[], object]


class CommandPalette(QFrame):
    """Opens over the window, runs one offer, and gives the focus back to where it was."""

    def __init__(self, window: QWidget, popup: CompletionPopup) -> None:
        super().__init__(window)
        self._window = window
        self.setObjectName("popup")
        self._popup = popup
        self._find: Callable[[str], Sequence[Offer]] = lambda _text: ()
        self._offers: Sequence[Offer] = ()
        self._before: QWidget | None = None
        self.box = ComposedLine()
        self.box.setObjectName("palette_box")
        self.box.setPlaceholderText(_("A command, a person, an agenda item, or an opinion"))
        self.box.textChanged.connect(lambda _text: self._show())
        self.box.composing.connect(self._show)
        self.box.installEventFilter(self)
        popup.chosen.connect(self._run)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(tokens.S, tokens.S, tokens.S, tokens.S)
        layout.addWidget(self.box)
        self.hide()

    def open(self, find: Callable[[str], Sequence[Offer]]) -> None:
        """Shows the box; `find` says what is offered for what has been typed."""
        window = self._window
        self._before = window.focusWidget()
        self._find = find
        width = min(_WIDTH, window.width() - 2 * tokens.L)
        self.setGeometry((window.width() - width) // 2, 72, width, self.sizeHint().height())
        self.box.clear()
        self.show()
        self.raise_()
        self.box.setFocus()
        self._show()

    def close_box(self) -> None:
        self._popup.hide()
        self.hide()
        if self._before:
            self._before.setFocus()

    def _show(self) -> None:
        if self.isHidden():
            return
        text = self.box.whole_text()[0]
        line = QRect(self.pos(), self.size())
        self._offers = self._find(text)
        found = [Candidate(place, o.text, o.note) for place, o in enumerate(self._offers)]
        self._popup.offer(found, text, line)

    def _run(self, candidate: Candidate) -> None:
        if self.isHidden():
            return
        self.close_box()
        self._offers[candidate.key].run()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.FocusOut and not self.isHidden():
            self._popup.hide()
            self.hide()
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            return self._key(Qt.Key(event.key()))
        return False

    def _key(self, key: Qt.Key) -> bool:
        if key is Qt.Key.Key_Escape:
            self.close_box()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._popup.step(1 if key is Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            candidate = self._popup.current()
            if candidate:
                self._run(candidate)
        else:
            return False
        return True
