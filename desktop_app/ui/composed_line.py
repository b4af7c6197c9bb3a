"""Text inputs that know the word which an input method is still composing (DOMAIN 4.3).

Qt keeps that word beside the text until it is done with. Here it counts as typed: names are looked
up for it, drafts hold it, and it becomes text before anything is recorded or replaced.
"""

from collections.abc import Callable

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QTextCursor
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from desktop_app.domain.errors import UserError
from desktop_app.domain.fields import TEXT_LIMIT
from desktop_app.domain.snippets import Expansion
from desktop_app.i18n import active


class ComposedLine(QLineEdit):
    """`typed` is sent for every key, also while `text` does not have the letters yet; `composing`
    when the word being composed changes.

    It holds one character more than any field: a text of which Qt drops the end is refused, never
    taken for the whole.
    """

    typed = Signal()
    composing = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setMaxLength(TEXT_LIMIT + 1)
        self.composed = ""
        self.textEdited.connect(lambda _text: self.typed.emit())
        self.composing.connect(self.typed)

    def whole_text(self) -> tuple[str, int]:
        """What stands in the line, the word being composed included, and where the caret is."""
        return _whole(self.text(), self.cursorPosition(), self.composed)

    def settle(self) -> None:
        """Makes text of the word being composed."""
        _settle(self)

    def setText(self, text: str | None) -> None:
        """Replaces the text; Qt alone would go on composing in the new one."""
        self.settle()
        super().setText(text or "")

    def clear(self) -> None:
        self.settle()
        super().clear()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        before, self.composed = self.composed, event.preeditString()
        super().inputMethodEvent(event)
        if self.composed != before:
            self.composing.emit()


Expander = Callable[[str, int], Expansion | None]
"""What Tab makes of a text and the caret in it."""


class ComposedBox(QPlainTextEdit):
    """`composing` is sent when the word being composed changes. With an `expander`, Tab expands
    the abbreviation before the caret and chooses the first slot that is left open."""

    composing = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.composed = ""
        self.expander: Expander | None = None

    def focusNextPrevChild(self, forwards: bool) -> bool:
        return (forwards and self._expand()) or super().focusNextPrevChild(forwards)

    def _expand(self) -> bool:
        """Expands the word before the caret, as one step that Ctrl+Z takes back."""
        if self.expander is None or self.isReadOnly() or self.textCursor().hasSelection():
            return False
        self.settle()
        text, cursor = self.toPlainText(), self.textCursor()
        found = self.expander(text, len(first_units(text, cursor.position())))
        if found is None:
            return False
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(found.text)
        cursor.setPosition(units(found.text[: found.start]))
        cursor.setPosition(units(found.text[: found.end]), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        return True

    def whole_text(self) -> tuple[str, int]:
        """What stands in the box, the word being composed included, and where the caret is."""
        return _whole(self.toPlainText(), self.textCursor().position(), self.composed)

    def settle(self) -> None:
        """Makes text of the word being composed."""
        _settle(self)

    def setPlainText(self, text: str) -> None:
        """Replaces the text; Qt alone would go on composing in the new one."""
        self.settle()
        super().setPlainText(text)

    def clear(self) -> None:
        self.settle()
        super().clear()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        before, self.composed = self.composed, event.preeditString()
        super().inputMethodEvent(event)
        if self.composed != before:
            self.composing.emit()


class ProseBox(ComposedBox):
    """A box for sentences: what is pasted loses its looks and keeps its lines and lists. `refused`
    tells why something was not pasted."""

    refused = Signal(str)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """What no field could hold is refused at once: laying out a megabyte takes a second."""
        text = source.text()
        length = self.document().characterCount() - 1 + len(text)
        if length > TEXT_LIMIT:
            error = UserError("paste-too-long", length=length, limit=TEXT_LIMIT)
            self.refused.emit(error.sentence(active()))
            return
        html = source.html() if source.hasHtml() else ""
        from desktop_app.domain.pasting import pasted_text  # reads HTML: loaded when it is needed

        self.insertPlainText(pasted_text(text if source.hasText() else "", html))


def place_caret(box: QPlainTextEdit, caret: int) -> None:
    """Puts the caret at a place, or at the end of a text that has become shorter."""
    cursor = box.textCursor()
    cursor.setPosition(min(caret, box.document().characterCount() - 1))
    box.setTextCursor(cursor)


def _settle(widget: ComposedLine | ComposedBox) -> None:
    """Asks the input method to be done with its word, and is done with it where it does not."""
    if widget.composed and widget.hasFocus():
        QGuiApplication.inputMethod().commit()
    if widget.composed:
        event = QInputMethodEvent()
        event.setCommitString(widget.composed)
        widget.inputMethodEvent(event)


def _whole(text: str, caret: int, composed: str) -> tuple[str, int]:
    """The text with the word in it; Qt counts the caret in units of UTF-16."""
    if not composed:
        return text, caret
    before = first_units(text, caret)
    return f"{before}{composed}{text[len(before):]}", caret + units(composed)


def units(text: str) -> int:
    """How long a text is in units of UTF-16."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def first_units(text: str, count: int) -> str:
    """The beginning of a text that takes so many units of UTF-16."""
    return text.encode("utf-16-le", "surrogatepass")[: 2 * count].decode("utf-16-le",
                                                                        "surrogatepass")
