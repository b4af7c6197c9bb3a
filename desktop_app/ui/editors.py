"""One editor widget per kind of field. They show and give raw values; parsing is the catalogue's."""

from collections.abc import Callable, Sequence
from datetime import datetime, time

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QWidget

from desktop_app.domain.fields import Entry, Kind
from desktop_app.i18n import _
from desktop_app.services.finding import Candidate, Finder
from desktop_app.ui.completion import CompletionPopup

TEXT_LINES = 4
SEPARATOR = "; "


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
        """What is typed, for the draft; empty for editors that are not typed in."""
        return ""

    def caret(self) -> int:
        return 0

    def restore(self, text: str, caret: int) -> None:
        """Puts back a draft."""

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
        self.line = QLineEdit()
        super().__init__(entry, self.line)
        self.line.textEdited.connect(lambda _text: self.edited.emit())
        self.line.editingFinished.connect(self.finished)

    def value(self) -> object:
        return self.line.text()

    def set_value(self, value: object) -> None:
        self.line.setText(_shown(value))

    def text(self) -> str:
        return self.line.text()

    def caret(self) -> int:
        return self.line.cursorPosition()

    def restore(self, text: str, caret: int) -> None:
        self.line.setText(text)
        self.line.setCursorPosition(caret)

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


class _TextBox(QPlainTextEdit):
    """A text box that Tab leaves, and that tells when the focus goes."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        line = self.fontMetrics().lineSpacing()
        self.setMinimumHeight(line * TEXT_LINES + 12)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        super().focusOutEvent(event)
        self.left.emit()


class TextEditor(FieldEditor):
    """Several lines of text."""

    def __init__(self, entry: Entry) -> None:
        self.box = _TextBox()
        self._filling = False
        super().__init__(entry, self.box)
        self.box.textChanged.connect(self._tell)
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
        return self.box.toPlainText()

    def caret(self) -> int:
        return self.box.textCursor().position()

    def restore(self, text: str, caret: int) -> None:
        self.set_value(text)
        cursor = self.box.textCursor()
        cursor.setPosition(min(caret, len(text)))
        self.box.setTextCursor(cursor)

    def set_read_only(self, read_only: bool) -> None:
        self.box.setReadOnly(read_only)


class FlagEditor(FieldEditor):
    """Yes or no; its own text is the label."""

    def __init__(self, entry: Entry) -> None:
        self.box = QCheckBox(_(entry.label))
        super().__init__(entry, self.box)
        self.box.clicked.connect(lambda _on: self.finished.emit())

    def value(self) -> object:
        return self.box.isChecked()

    def set_value(self, value: object) -> None:
        self.box.setChecked(bool(value))


class _ChoiceBox(QComboBox):
    """A choice whose value the wheel does not change by accident."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
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
        self.box.activated.connect(lambda _row: self.finished.emit())

    def value(self) -> object:
        return self.box.currentData()

    def set_value(self, value: object) -> None:
        self.box.setCurrentIndex(max(self.box.findData(value), 0))


class ReferenceEditor(LineEditor):
    """Names of other records, found as they are typed; several are parted by semicolons.

    The value is the keys of the known names; `unknown` gives the names that are not known.
    """

    def __init__(self, entry: Entry, finder: Callable[[], Finder],
                 popup: Callable[[], CompletionPopup]) -> None:
        super().__init__(entry)
        self._finder = finder
        self._popup = popup
        self._keys: dict[str, int] = {}
        self.line.textEdited.connect(lambda _text: self._offer())
        self.line.editingFinished.connect(lambda: self._popup().hide())

    @property
    def many(self) -> bool:
        return self.entry.kind is Kind.MANY

    def set_names(self, names: Sequence[tuple[int, str]]) -> None:
        """What the record refers to now, with the names to show."""
        self._keys.update({name: key for key, name in names})
        self.line.setText(SEPARATOR.join(name for _key, name in names))

    def names(self) -> list[str]:
        """The names that stand in the line."""
        text = self.line.text()
        parts = text.split(";") if self.many else [text]
        return [part.strip() for part in parts if part.strip()]

    def value(self) -> object:
        keys = [key for name in self.names() if (key := self._key_of(name)) is not None]
        if self.many:
            return tuple(dict.fromkeys(keys))
        return keys[0] if keys else None

    def unknown(self) -> list[str]:
        """The names that stand for no record yet."""
        return [name for name in self.names() if self._key_of(name) is None]

    def learn(self, name: str, key: int) -> None:
        """A record was made for a name that was unknown."""
        self._keys[name] = key

    def _key_of(self, name: str) -> int | None:
        if name in self._keys:
            return self._keys[name]
        found = self._finder().find(name, 1)
        exact = [c for c in found if c.label.casefold() == name.casefold()]
        return exact[0].key if exact else None

    def _offer(self) -> None:
        query = self._query()
        line = self.line
        place = line.mapTo(line.window(), line.rect().topLeft())
        popup = self._popup()
        popup.offer(self._finder().find(query) if query else [], query,
                    QRect(place, line.size()))

    def _query(self) -> str:
        before = self.line.text()[: self.line.cursorPosition()]
        return before.rsplit(";", 1)[-1].strip() if self.many else before.strip()

    def takes_key(self, event: QKeyEvent) -> bool:
        popup = self._popup()
        candidate = popup.current()
        if candidate is None:
            return False
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            popup.step(1 if key is Qt.Key.Key_Down else -1)
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab):
            self.take(candidate)
            return key is not Qt.Key.Key_Tab
        if key is Qt.Key.Key_Escape:
            popup.hide()
            return True
        return False

    def take(self, candidate: Candidate) -> None:
        """Puts the chosen name in place of what was typed."""
        self._keys[candidate.label] = candidate.key
        if self.many:
            done = self.line.text()[: self.line.cursorPosition()].rpartition(";")[0]
            names = [n.strip() for n in done.split(";") if n.strip()]
            self.line.setText(SEPARATOR.join([*names, candidate.label]) + SEPARATOR)
        else:
            self.line.setText(candidate.label)
        self._popup().hide()
        self.edited.emit()


def editor_for(entry: Entry, finder: Callable[[str], Finder],
               popup: Callable[[], CompletionPopup]) -> FieldEditor:
    """The editor that fits a field."""
    match entry.kind:
        case Kind.TEXT:
            return TextEditor(entry)
        case Kind.FLAG:
            return FlagEditor(entry)
        case Kind.CHOICE:
            return ChoiceEditor(entry)
        case Kind.ONE | Kind.MANY:
            return ReferenceEditor(entry, lambda: finder(entry.target), popup)
    return LineEditor(entry)
