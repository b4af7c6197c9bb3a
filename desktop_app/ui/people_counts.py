"""How many people are in the room: in all, by kind of delegate and by unit."""

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from desktop_app.domain.kinds import DELEGATE_KINDS
from desktop_app.i18n import _, ngettext
from desktop_app.services.attendee_list import State, Tally
from desktop_app.ui import tokens
from desktop_app.ui.header import ElidedLabel

_JOIN = " · "


def counts_text(tally: Tally, shown: int) -> str:
    """How many are on the list and where they are; `shown` of them pass the filter."""
    states = tally.states
    total = sum(states.values())
    whole = ngettext("{count} person", "{count} people", total).format(count=total)
    parts = [
        _("{shown} of {total} people").format(shown=shown, total=total) if shown < total else whole,
        _("{count} present").format(count=states[State.HERE]),
        *_said(_("{count} left"), states[State.LEFT]),
        *_said(_("{count} excused"), states[State.EXCUSED]),
        *_said(_("{count} not yet here"), states[State.AWAITED]),
    ]
    return _JOIN.join(parts)


def _said(text: str, count: int) -> Sequence[str]:
    return (text.format(count=count),) if count else ()


def kinds_text(tally: Tally) -> str:
    """Present of all for each kind of delegate."""
    labels = {choice.value: _(choice.label) for choice in DELEGATE_KINDS}
    return _JOIN.join(f"{labels[kind.value]} {share.here}/{share.total}"
                      for kind, share in tally.kinds.items())


def units_text(tally: Tally) -> str:
    """Present of all for each unit, by rank."""
    names = {key: unit.short_name or unit.name for key, unit in tally.names.items()}
    return _JOIN.join(f"{names.get(key, _('No unit'))} {share.here}/{share.total}"
                      for key, share in tally.units.items())


class PeopleCounts(QFrame):
    """One line by kind and one by unit, which unfolds to show every unit."""

    def __init__(self) -> None:
        super().__init__()
        self._kinds, self._units, self._all_units = ElidedLabel(), ElidedLabel(), QLabel()
        self._all_units.setWordWrap(True)
        for label in (self._kinds, self._units, self._all_units):
            label.setProperty("role", "muted")
        self._unfold = QPushButton()
        self._unfold.setProperty("role", "link")
        self._unfold.clicked.connect(self._turn)
        below = QHBoxLayout()
        below.setSpacing(tokens.S)
        below.addWidget(self._units, 1)
        below.addWidget(self._all_units, 1)
        below.addWidget(self._unfold)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(tokens.XS)
        layout.addWidget(self._kinds)
        layout.addLayout(below)
        self._fold(folded=True)

    def show_tally(self, tally: Tally) -> None:
        """Shows other counts."""
        self._kinds.show_text(kinds_text(tally))
        text = units_text(tally)
        self._units.show_text(text)
        self._all_units.setText(text)

    def _turn(self) -> None:
        self._fold(folded=self._units.isHidden())

    def _fold(self, *, folded: bool) -> None:
        self._units.setVisible(folded)
        self._all_units.setVisible(not folded)
        self._unfold.setText(_("All units") if folded else _("Fewer"))
