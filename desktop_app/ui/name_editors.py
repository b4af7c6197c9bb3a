"""Editors that find names while they are typed: references to records, and texts that suggest."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QKeyEvent

from desktop_app.domain.fields import Entry, Kind
from desktop_app.domain.vietnamese import fold
from desktop_app.services.finding import Candidate, Finder
from desktop_app.ui.completion import ROWS_SHOWN, CompletionPopup
from desktop_app.ui.editors import (
    ChoiceEditor,
    FieldEditor,
    FlagEditor,
    LineEditor,
    TextEditor,
)

SEPARATOR = "; "
MADE_IN_PASSING = ("Unit", "Theme")
"""Record types of which a name that is not known yet becomes a new record."""

FinderOf = Callable[[str], Finder]
PopupOf = Callable[[], CompletionPopup]


class NameEditor(LineEditor):
    """A line with a completion popup; `separators` part several names in it."""

    def __init__(self, entry: Entry, finder: FinderOf, popup: PopupOf, separators: str) -> None:
        super().__init__(entry)
        self._finder = finder
        self._popup = popup
        self._separators = separators
        self._listening = False
        self.line.typed.connect(self._offer)
        self.line.editingFinished.connect(lambda: self._popup().hide())

    def found(self, query: str) -> list[Candidate]:
        """What is offered for the name that is being typed."""
        raise NotImplementedError

    def chosen_at_once(self, query: str) -> bool:
        """Whether Enter takes the first offer without the arrow keys."""
        raise NotImplementedError

    def take(self, candidate: Candidate) -> None:
        """Puts the chosen name in place of what was typed for it."""
        self.line.settle()
        head, _query, tail = self._parts()
        self.line.setText(f"{head}{candidate.label}{tail}")
        self.line.setCursorPosition(len(head) + len(candidate.label))
        self._popup().hide()
        self.edited.emit()

    def takes_key(self, event: QKeyEvent) -> bool:
        popup = self._popup()
        key = Qt.Key(event.key())
        if popup.isHidden():
            return False
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            popup.step(1 if key is Qt.Key.Key_Down else -1)
            return True
        if key is Qt.Key.Key_Escape:
            popup.hide()
            return True
        candidate = popup.current()
        if candidate and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab):
            self.take(candidate)
            finishes = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            return bool(self._separators) and key is not Qt.Key.Key_Tab and not finishes
        return False

    def _offer(self) -> None:
        self._listen()
        line, popup = self.line, self._popup()
        query = self._parts()[1]
        place = QRect(line.mapTo(line.window(), line.rect().topLeft()), line.size())
        popup.offer(self.found(query) if query else [], query, place,
                    chosen=self.chosen_at_once(query))

    def _listen(self) -> None:
        """Follows clicks on the popup from the first offer on."""
        if not self._listening:
            self._listening = True
            self._popup().chosen.connect(self._clicked)

    def _clicked(self, candidate: Candidate) -> None:
        if self.line.hasFocus():
            self.take(candidate)

    def _parts(self) -> tuple[str, str, str]:
        """What stands before the name at the caret, the name up to the caret, and what follows."""
        text, caret = self.line.whole_text()
        if not self._separators:
            return "", text[:caret].strip(), ""
        start = max(text.rfind(sign, 0, caret) for sign in self._separators) + 1
        head = text[:start] + (" " if start else "")
        return head, text[start:caret].strip(), text[caret:]


class ReferenceEditor(NameEditor):
    """Names of other records; several are parted by semicolons.

    The value is the keys of the known names; `unknown` gives the names that are not known.
    """

    def __init__(self, entry: Entry, finder: FinderOf, popup: PopupOf) -> None:
        self._keys: dict[str, int] = {}
        super().__init__(entry, finder, popup, ";" if entry.kind is Kind.MANY else "")

    def set_names(self, names: Sequence[tuple[int, str]]) -> None:
        """What the record refers to now, with the names to show."""
        self._keys = {name: key for key, name in names}
        self.show_text(SEPARATOR.join(name for _key, name in names))

    def names(self) -> list[str]:
        """The names that stand in the line."""
        text = self.line.text()
        parts = text.split(";") if self.entry.kind is Kind.MANY else [text]
        return [part.strip() for part in parts if part.strip()]

    def value(self) -> object:
        keys = [key for name in self.names() if (key := self._key_of(name)) is not None]
        if self.entry.kind is Kind.MANY:
            return tuple(dict.fromkeys(keys))
        return keys[0] if keys else None

    def unknown(self) -> list[str]:
        """The names that stand for no record yet."""
        return [name for name in self.names() if self._key_of(name) is None]

    def learn(self, name: str, key: int) -> None:
        """A record was made for a name that was unknown."""
        self._keys[name] = key

    def found(self, query: str) -> list[Candidate]:
        return self._finder(self.entry.target).find(query, ROWS_SHOWN)

    def chosen_at_once(self, query: str) -> bool:
        """A name in capitals may be a new one, which must not turn into one that is similar."""
        written_out = any(letter.isupper() for letter in query)
        return not (written_out and self.entry.target in MADE_IN_PASSING)

    def take(self, candidate: Candidate) -> None:
        self._keys[candidate.label] = candidate.key
        super().take(candidate)
        if self.entry.kind is Kind.MANY and self.line.cursorPosition() == len(self.line.text()):
            self.line.setText(self.line.text() + SEPARATOR)

    def _key_of(self, name: str) -> int | None:
        if name in self._keys:
            return self._keys[name]
        found = self._finder(self.entry.target).find(name, 1)
        exact = [c for c in found if c.label.casefold() == name.casefold()]
        return exact[0].key if exact else None


class SuggestingEditor(NameEditor):
    """Free text that offers the names of records; it keeps what is typed and no keys."""

    def __init__(self, entry: Entry, finder: FinderOf, popup: PopupOf) -> None:
        super().__init__(entry, finder, popup, ",;")

    def found(self, query: str) -> list[Candidate]:
        """The best of each kind of record, then what else there is room for; names that begin with
        what was typed come first."""
        shares = [self._finder(target).find(query, ROWS_SHOWN) for target in self.entry.suggest]
        fair = ROWS_SHOWN // len(shares)
        best = [candidate for share in shares for candidate in share[:fair]]
        others = [candidate for share in shares for candidate in share[fair:]]
        begun = fold(query)
        return sorted([*best, *others][:ROWS_SHOWN],
                      key=lambda candidate: not fold(candidate.label).startswith(begun))

    def chosen_at_once(self, query: str) -> bool:
        return False


def editor_for(entry: Entry, finder: FinderOf, popup: PopupOf) -> FieldEditor:
    """The editor that fits a field."""
    match entry.kind:
        case Kind.TEXT:
            return TextEditor(entry)
        case Kind.FLAG:
            return FlagEditor(entry)
        case Kind.CHOICE:
            return ChoiceEditor(entry)
        case Kind.ONE | Kind.MANY:
            return ReferenceEditor(entry, finder, popup)
    return SuggestingEditor(entry, finder, popup) if entry.suggest else LineEditor(entry)
