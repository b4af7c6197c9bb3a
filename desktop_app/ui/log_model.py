"""How log entries read, and the model that tells views only of what is new."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from desktop_app.domain.kinds import NOTE_KINDS
from desktop_app.i18n import _
from desktop_app.services.live_log import LogEntry
from desktop_app.ui.quorum_text import meter
from desktop_app.ui.same_text import same_text

NOTE_NAMES = {choice.value: choice.label for choice in NOTE_KINDS}
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class Shown:
    """How an entry reads: a line of who, a note at its right, and the text below."""

    head: str
    note: str
    body: str


def shown(entry: LogEntry) -> Shown:
    """The words of a log entry in the language in use."""
    if entry.quorum:
        lost = _("Not enough delegates for a quorum")
        return Shown(_("Enough delegates again") if entry.quorum.met else lost, "",
                     meter(entry.quorum))
    who = " · ".join(part for part in (entry.who, entry.unit) if part)
    return _event(entry, who) or _said(entry, who)


def _event(entry: LogEntry, who: str) -> Shown | None:
    """What happened; None for what somebody said."""
    match entry.kind:
        case "item-opened":
            return Shown(_("Item {number} opens").format(number=entry.number), "", entry.text)
        case "item-closed":
            return Shown(_("Item {number} ends").format(number=entry.number), "", "")
        case "person-came":
            return Shown(_("● {name} arrives").format(name=who), "", "")
        case "person-left":
            return Shown(_("○ {name} leaves").format(name=who), "", "")
        case "floor":
            return Shown(_("▷ {name} has the floor").format(name=who), "", "")
    return None


def _said(entry: LogEntry, who: str) -> Shown:
    match entry.kind:
        case "opinion":
            tags = [*(f"#{t}" for t in entry.themes), *(f">{o}" for o in entry.offices)]
            number = _("Opinion {number}").format(number=entry.number)
            note = "   ".join(filter(None, [" ".join(tags), same_text(entry.same_as), number]))
            return Shown(who or _("Not named"), note, entry.text)
        case "reply":
            numbers = ", ".join(map(str, entry.numbers))
            return Shown(who or _("Reply"), _("↳ reply to {numbers}").format(numbers=numbers),
                         entry.text)
        case "conclusion" | "task" | "vote":
            name = _(NOTE_NAMES[entry.kind])
            return Shown(who or name, name if who else "", entry.text)
    return Shown(who, "", entry.text)


QUIET = {"item-closed", "person-came", "person-left", "floor"}


class LogModel(QAbstractListModel):
    """The last entries of the log."""

    def __init__(self) -> None:
        super().__init__()
        self.entries: Sequence[LogEntry] = ()

    def show(self, entries: Sequence[LogEntry]) -> None:
        """Takes over a new state, telling views only of what is new where it can."""
        old = self.entries
        slid = _slid(old, entries)
        if slid is not None:
            self._slide(slid, entries)
        elif [(e.table, e.id, e.kind) for e in entries] == [(e.table, e.id, e.kind) for e in old]:
            self.entries = entries
            for row, (before, after) in enumerate(zip(old, entries, strict=True)):
                if before != after:
                    self.dataChanged.emit(self.index(row), self.index(row))
        else:
            self.beginResetModel()
            self.entries = entries
            self.endResetModel()

    def _slide(self, gone: int, entries: Sequence[LogEntry]) -> None:
        """Takes so many lines away at the top, and puts the new ones in at the end."""
        if gone:
            self.beginRemoveRows(QModelIndex(), 0, gone - 1)
            self.entries = self.entries[gone:]
            self.endRemoveRows()
        if len(entries) > len(self.entries):
            self.beginInsertRows(QModelIndex(), len(self.entries), len(entries) - 1)
            self.entries = entries
            self.endInsertRows()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role != Qt.ItemDataRole.DisplayRole or not index.isValid():
            return None
        entry = self.entries[index.row()]
        words = shown(entry)
        parts = (entry.at.strftime("%H:%M"), words.head, words.body, words.note)
        return " ".join(part for part in parts if part)


def _slid(old: Sequence[LogEntry], new: Sequence[LogEntry]) -> int | None:
    """How many lines at the top are gone, where all others stand at the beginning of the new
    state; None where more has changed."""
    if not old or not new or new[0] not in old:
        return None
    gone = old.index(new[0])
    return gone if list(old[gone:]) == list(new[: len(old) - gone]) else None
