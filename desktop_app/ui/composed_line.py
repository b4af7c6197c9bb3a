"""A line that knows the word which an input method is still composing (DOMAIN 4.3)."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QLineEdit


class ComposedLine(QLineEdit):
    """`typed` is sent for every key, also while `text` does not have the letters yet."""

    typed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.composed = ""
        self.textEdited.connect(lambda _text: self.typed.emit())

    def whole_text(self) -> tuple[str, int]:
        """What stands in the line, the word being composed included, and where the caret is."""
        text, caret = self.text(), self.cursorPosition()
        return f"{text[:caret]}{self.composed}{text[caret:]}", caret + len(self.composed)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        before, self.composed = self.composed, event.preeditString()
        super().inputMethodEvent(event)
        if self.composed != before:
            self.typed.emit()
