"""One editor widget per kind of field: they show and give raw values, the catalogue parses them."""

from datetime import datetime, time
from math import ceil

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget

from desktop_app.domain.fields import Entry
from desktop_app.i18n import _
from desktop_app.ui.composed_line import ComposedLine, ProseBox, place_caret

TEXT_LINES, MOST_LINES = 3, 10
TEXT_FRAME = 24
_TICKED, _EMPTY = "1", "0"
LEAST_CHOICE = 6
"""Characters of a choice that are shown even where room is short."""


def moment_text(value: datetime | None) -> str:
    """A date and time as they are typed: 30/06/2023 07:30."""
    if value is None:
        return ""
    return value.strftime("%d/%m/%Y %H:%M:%S" if value.second else "%d/%m/%Y %H:%M")


class FieldEditor(QObject):
    """What a form asks of an editor: `edited` on every key, `finished` when it is left or done."""

    edited = Signal()
    finished = Signal()

    def __init__(self, entry: Entry, widget: QWidget) -> None:
        super().__init__(widget)
        self.entry = entry
        self.widget = widget
        widget.setObjectName(f"field_{entry.name}")
        widget.setAccessibleName(_(entry.label))

    def value(self) -> object:
        raise NotImplementedError

    def set_value(self, value: object) -> None:
        raise NotImplementedError

    def text(self) -> str:
        """What stands in the field, for the draft."""
        raise NotImplementedError

    def caret(self) -> int:
        return 0

    def restore(self, text: str, caret: int) -> None:
        """Puts back a draft."""
        raise NotImplementedError

    def place_caret(self, caret: int) -> None:
        """Puts the caret where it was in the text."""

    def _choose(self) -> None:
        """A choice is done with as soon as it is made."""
        self.edited.emit()
        self.finished.emit()

    def settle(self) -> None:
        """Makes text of the word that an input method is composing."""

    def is_composing(self) -> bool:
        """Whether an input method is composing a word."""
        return False

    def set_read_only(self, read_only: bool) -> None:
        self.widget.setEnabled(not read_only)

    def takes_key(self, event: QKeyEvent) -> bool:
        """Whether the editor itself uses up a key press, as an open completion list does."""
        return False

    def mark_wrong(self, wrong: bool) -> None:
        """Shows or clears the red border."""
        if self.widget.property("wrong") != wrong:
            self.widget.setProperty("wrong", wrong)
            self.widget.style().unpolish(self.widget)
            self.widget.style().polish(self.widget)


class LineEditor(FieldEditor):
    """One line of text, a number, a time or a moment."""

    def __init__(self, entry: Entry) -> None:
        self.line = ComposedLine()
        super().__init__(entry, self.line)
        self.line.typed.connect(self.edited)
        self.line.editingFinished.connect(self.finished)

    def value(self) -> object:
        return self.line.text()

    def set_value(self, value: object) -> None:
        self.show_text(_shown(value))

    def show_text(self, text: str) -> None:
        """Puts a text in, of which the beginning is in sight."""
        self.line.setText(text)
        self.line.setCursorPosition(0)

    def text(self) -> str:
        return self.line.whole_text()[0]

    def caret(self) -> int:
        return self.line.whole_text()[1]

    def restore(self, text: str, caret: int) -> None:
        self.line.setText(text)
        self.place_caret(caret)

    def place_caret(self, caret: int) -> None:
        self.line.setCursorPosition(caret)

    def settle(self) -> None:
        self.line.settle()

    def is_composing(self) -> bool:
        return bool(self.line.composed)

    def set_read_only(self, read_only: bool) -> None:
        self.line.setReadOnly(read_only)


def _shown(value: object) -> str:
    match value:
        case None:
            return ""
        case datetime():
            return moment_text(value)
        case time():
            return value.strftime("%H:%M")
    return str(value)


class _TextBox(ProseBox):
    """A text box that Tab leaves, that tells when the focus goes, and that grows with its text."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.document().documentLayout().documentSizeChanged.connect(
            lambda size: self._fit(int(size.height())))
        self._fit(0)

    def _fit(self, lines: int) -> None:
        """Makes room for so many lines, as Qt counts them with those that wrap."""
        shown = min(max(lines, TEXT_LINES), MOST_LINES)
        self.setFixedHeight(ceil(shown * QFontMetricsF(self.font()).lineSpacing()) + TEXT_FRAME)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit(int(self.document().size().height()))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()


class TextEditor(FieldEditor):
    """Several lines of text."""

    def __init__(self, entry: Entry) -> None:
        self.box = _TextBox()
        self._filling = False
        super().__init__(entry, self.box)
        self.box.textChanged.connect(self._tell)
        self.box.composing.connect(self._tell)
        self.box.left.connect(self.finished)

    def _tell(self) -> None:
        if not self._filling:
            self.edited.emit()

    def value(self) -> object:
        return self.box.toPlainText()

    def set_value(self, value: object) -> None:
        self._filling = True
        self.box.setPlainText(_shown(value))
        self._filling = False

    def text(self) -> str:
        return self.box.whole_text()[0]

    def caret(self) -> int:
        return self.box.whole_text()[1]

    def settle(self) -> None:
        self.box.settle()

    def is_composing(self) -> bool:
        return bool(self.box.composed)

    def restore(self, text: str, caret: int) -> None:
        self.set_value(text)
        self.place_caret(caret)

    def place_caret(self, caret: int) -> None:
        place_caret(self.box, caret)

    def set_read_only(self, read_only: bool) -> None:
        self.box.setReadOnly(read_only)


class FlagEditor(FieldEditor):
    """Yes or no; its own text is the label."""

    def __init__(self, entry: Entry) -> None:
        self.box = QCheckBox(_(entry.label))
        super().__init__(entry, self.box)
        self.box.clicked.connect(lambda _on: self._choose())

    def value(self) -> object:
        return self.box.isChecked()

    def set_value(self, value: object) -> None:
        self.box.setChecked(bool(value))

    def text(self) -> str:
        return _TICKED if self.box.isChecked() else _EMPTY

    def restore(self, text: str, caret: int) -> None:
        self.box.setChecked(text == _TICKED)


class _ChoiceBox(QComboBox):
    """A choice whose value the wheel does not change by accident."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(LEAST_CHOICE)
        self.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Wheel and not self.hasFocus():
            event.ignore()
            return True
        return super().eventFilter(watched, event)


class ChoiceEditor(FieldEditor):
    """One of the catalogue's choices."""

    def __init__(self, entry: Entry) -> None:
        self.box = _ChoiceBox()
        for choice in entry.choices:
            self.box.addItem(_(choice.label), choice.value)
        super().__init__(entry, self.box)
        self.box.activated.connect(lambda _row: self._choose())

    def value(self) -> object:
        return self.box.currentData()

    def set_value(self, value: object) -> None:
        self.box.setCurrentIndex(max(self.box.findData(value), 0))

    def text(self) -> str:
        return str(self.box.currentData())

    def restore(self, text: str, caret: int) -> None:
        self.set_value(text)
