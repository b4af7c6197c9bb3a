"""The capture line: plain text always, marks with chips and a popup, Enter records."""

import math
from collections.abc import Callable

from PySide6.QtCore import QEvent, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QShowEvent, QTextCursor

from desktop_app.domain.capture import (
    SPEAKER,
    THEME,
    UNIT,
    Asked,
    Vocabulary,
    asked_at,
    completed,
)
from desktop_app.services.finding import Candidate, Finder
from desktop_app.ui.completion import CompletionPopup
from desktop_app.ui.composed_line import ProseBox, first_units, place_caret, units

MOST_LINES = 6
_STEPS: dict[int, int] = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_ACTING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape, *_STEPS)
TARGETS = {SPEAKER: "Attendee", THEME: "Theme", UNIT: "Unit"}


class CaptureLine(ProseBox):
    """One to six lines of text. It never changes what is typed, except when a name is chosen.

    A letter is painted first; the height, the list of names and `typed` follow at once, or before
    the next key that depends on them. They follow once for what UniKey retypes in one go.
    `typed`: the text or the caret in it changed. `typed_nothing`: it was recorded and is gone.
    `entered`: Enter. `stepped`: Alt+Up or Alt+Down.
    """

    typed = Signal()
    entered = Signal()
    stepped = Signal(int)
    typed_nothing = Signal()

    def __init__(self, finder: Callable[[str], Finder], vocabulary: Callable[[], Vocabulary],
                 popup: Callable[[], CompletionPopup]) -> None:
        super().__init__()
        self.setObjectName("capture_line")
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._finder = finder
        self._vocabulary = vocabulary
        self._popup = popup
        self._asked: Asked | None = None
        self._dismissed = -1
        self._is_new = False
        self._told_caret = 0
        self._painted = QTimer(self, singleShot=True, interval=0)
        self._painted.timeout.connect(self.follow)
        self.textChanged.connect(self._changed)
        self.composing.connect(self._changed)
        self.cursorPositionChanged.connect(self._painted.start)

    # --- text --------------------------------------------------------------------------------

    def text(self) -> str:
        return self.whole_text()[0]

    def caret(self) -> int:
        return self.whole_text()[1]

    def put(self, text: str, caret: int) -> None:
        """Replaces the text as one step that Ctrl+Z takes back."""
        self.settle()
        cursor = self.textCursor()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(text)
        place_caret(self, caret)

    def clear_recorded(self) -> None:
        """Empties the line without leaving the recorded text in its undo history."""
        self.settle()
        self.blockSignals(True)
        self.clear()
        self.blockSignals(False)
        self._asked = None
        self.fit()
        self.typed_nothing.emit()

    def _changed(self) -> None:
        self._dismissed = -1
        self._is_new = True
        self._painted.start()

    def follow(self) -> None:
        """What follows the painting of a key, now."""
        self._painted.stop()
        self.fit()
        self._offer()
        moved = bool(self.text()) and self.caret() != self._told_caret
        if self._is_new or moved:
            self._is_new = False
            self._told_caret = self.caret()
            self.typed.emit()

    def fit(self) -> None:
        """Grows with the text up to six lines, then scrolls. A pixel less than Qt thinks the lines
        need, and it scrolls the first one away."""
        lines = min(max(int(self.document().size().height()), 1), MOST_LINES)
        frame = self.contentsMargins()
        line = math.ceil(QFontMetricsF(self.font()).lineSpacing())
        height = (lines * line + frame.top() + frame.bottom()
                  + math.ceil(2 * self.document().documentMargin()) + 1)
        if self.height() != height:
            self.setFixedHeight(height)
        scrolls = self.document().size().height() > MOST_LINES
        self.setVerticalScrollBarPolicy(
            Qt.ScrollBarPolicy.ScrollBarAsNeeded if scrolls
            else Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def changeEvent(self, event: QEvent) -> None:
        """A style sheet leaves the text without a ground of its own: then everything under it,
        up to the window, is painted again with every key."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self.viewport().setAutoFillBackground(True)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.viewport().setAutoFillBackground(True)

    # --- completion --------------------------------------------------------------------------

    def _offer(self) -> None:
        asked = self._asked = self._asked_now() if self.hasFocus() else None
        if asked is None or asked.start == self._dismissed:
            self._popup().hide()
            return
        candidates = self._finder(TARGETS[asked.mark]).find(asked.query)
        self._popup().offer(candidates, asked.query, self._place_of(asked))

    def _asked_now(self) -> Asked | None:
        text, caret = self.whole_text()
        return asked_at(text, len(first_units(text, caret)), self._vocabulary())

    def _place_of(self, asked: Asked) -> QRect:
        """Where in the window the list belongs: at the mark, so that it stays while the name is
        typed, above or below the whole line."""
        mark = self.textCursor()
        mark.setPosition(units(self.text()[: asked.start]))
        corner = self.mapTo(self.window(), self.rect().topLeft())
        return QRect(corner.x() + self.cursorRect(mark).left(), corner.y(), 1, self.height())

    def take(self, candidate: Candidate) -> None:
        """Puts the chosen name in place of what was typed of it."""
        if self._asked is None:
            return
        terms = self._vocabulary().of(self._asked.mark).terms
        label = next((t.label for t in terms if t.key == candidate.key), candidate.label)
        text, caret = completed(self.text(), self._asked, label)
        self.put(text, units(text[:caret]))
        self._popup().hide()

    # --- keys --------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ACTING and self._painted.isActive():
            self.follow()
        if event.key() in _ACTING:
            self.settle()
        candidate = self._chosen()
        if candidate and self._popup_key(event, candidate):
            return
        key, modifiers = event.key(), event.modifiers()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if modifiers & Qt.KeyboardModifier.ShiftModifier:
                self.textCursor().insertText("\n")
            else:
                self.entered.emit()
        elif key in _STEPS and modifiers & Qt.KeyboardModifier.AltModifier:
            self.stepped.emit(_STEPS[key])
        elif key == Qt.Key.Key_Escape:
            event.accept()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forwards: bool) -> bool:
        """Tab takes the chosen name; it never arrives as a key press."""
        if self._painted.isActive():
            self.follow()
        candidate = self._chosen()
        if not forwards or candidate is None:
            return super().focusNextPrevChild(forwards)
        self.take(candidate)
        return True

    def _chosen(self) -> Candidate | None:
        return self._popup().current() if self._asked else None

    def _popup_key(self, event: QKeyEvent, candidate: Candidate) -> bool:
        """Keys that belong to the popup while it is open."""
        key = event.key()
        if event.modifiers() & (Qt.KeyboardModifier.AltModifier
                                | Qt.KeyboardModifier.ShiftModifier):
            return False
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._popup().step(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.take(candidate)
        elif key == Qt.Key.Key_Escape:
            self._dismissed = self._asked.start if self._asked else -1
            self._popup().hide()
        else:
            return False
        return True
