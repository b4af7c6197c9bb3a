"""Smaller parts of the import panel: its table, its texts, what it says in the end."""

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

from desktop_app.domain.list_table import ListKind
from desktop_app.i18n import N_, _, ngettext
from desktop_app.services.importing import ImportResult
from desktop_app.ui import tokens
from desktop_app.ui.decision_table import DecisionTable

_TAKE: Mapping[ListKind, str] = {
    ListKind.ATTENDEES: N_("T: as the list says (again: the next person)"),
    ListKind.AGENDA: N_("T: as the list says (again: the next item)"),
    ListKind.FEEDBACK: N_("T: as the list says (again: the next opinion)"),
}
_REMOVE: Mapping[ListKind, str] = {
    ListKind.ATTENDEES: N_("Delete: remove who is missing"),
    ListKind.AGENDA: N_("Delete: remove what is missing"),
}


def key_hint(kind: ListKind) -> str:
    """The keys that decide rows; of opinions none is ever missing."""
    remove = [_(_REMOVE[kind])] if kind in _REMOVE else []
    return " · ".join([
        _(_TAKE[kind]), _("K: as the register says"), _("B: keep both"), _("Space: on or off"),
        *remove, _("Ctrl+A: all rows"), _("← → or 1–6: which rows"), _("Enter: cell by cell")])


def result_text(result: ImportResult, kind: ListKind) -> str:
    """How many people, items or opinions and units were added, changed and removed, and what
    waits."""
    count, units = len(result.added), len(result.units_added)
    people = ngettext("{count} person imported.", "{count} people imported.", count)
    rows = ngettext("{count} row imported.", "{count} rows imported.", count)
    text = people if kind is ListKind.ATTENDEES else rows
    parts = [text.format(count=count)] if count or not (result.changed or result.removed) else []
    if units:
        parts.append(ngettext("{count} new unit.", "{count} new units.", units).format(count=units))
    for text, some in ((_("Changed: {count}."), result.changed),
                       (_("Removed: {count}."), result.removed),
                       (_("Doubtful and left out: {count}."), result.doubtful)):
        if some:
            parts.append(text.format(count=len(some)))
    return " ".join(parts)


class RowTable(DecisionTable):
    """`stepped`: left or right, by one."""

    stepped = Signal(int)

    def sizeHint(self) -> QSize:
        """No higher than it must be: it takes what room is left, and the panel scrolls late."""
        return QSize(super().sizeHint().width(), self.minimumHeight())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.stepped.emit(1 if event.key() == Qt.Key.Key_Right else -1)
        else:
            super().keyPressEvent(event)


def wrapped(text: str, role: str) -> QLabel:
    """Some text in as many lines as it needs."""
    label = QLabel(text)
    label.setWordWrap(True)
    label.setProperty("role", role)
    return label


def scrolled_into(body: QVBoxLayout) -> QVBoxLayout:
    """A layout inside `body` that scrolls where the window is lower than what it holds."""
    inside = QWidget()
    inside.setObjectName("form_body")
    layout = QVBoxLayout(inside)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(tokens.S)
    area = QScrollArea()
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidgetResizable(True)
    area.setWidget(inside)
    body.addWidget(area, 1)
    return layout
