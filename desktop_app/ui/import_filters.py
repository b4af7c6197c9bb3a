"""Which rows of a list are shown: a button for each kind, with how many there are."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QPushButton

from desktop_app.domain.merging import Verdict
from desktop_app.i18n import N_, _
from desktop_app.services.importing import ListMerge
from desktop_app.ui import tokens

KINDS: dict[Verdict | None, str] = {
    None: N_("All {count}"), Verdict.NEW: N_("New {count}"),
    Verdict.CHANGED: N_("Changed {count}"), Verdict.DOUBTFUL: N_("Doubtful {count}"),
    Verdict.SAME: N_("Same {count}"), Verdict.MISSING: N_("Missing {count}"),
}


class ImportFilters(QFrame):
    """`chosen`: another kind. Left and right, and the digits, choose too (`step`, `go_to`)."""

    chosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("import_filters")
        self._group = QButtonGroup(self)
        self._buttons: dict[Verdict | None, QPushButton] = {}
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(tokens.S)
        for number, kind in enumerate(KINDS, 1):
            button = QPushButton()
            button.setCheckable(True)
            button.setProperty("role", "filter")
            button.setToolTip(_("Key {number}").format(number=number))
            self._buttons[kind] = button
            self._group.addButton(button)
            layout.addWidget(button)
        layout.addStretch(1)
        self._buttons[None].setChecked(True)
        self._group.buttonClicked.connect(lambda _button: self.chosen.emit())

    @property
    def wanted(self) -> Verdict | None:
        """The kind that is shown; None for all."""
        return next(kind for kind, button in self._buttons.items() if button.isChecked())

    def show_counts(self, merge: ListMerge) -> None:
        """Says how many there are of each kind; what there is none of cannot be chosen."""
        for kind, button in self._buttons.items():
            rows = len(merge.rows) + len(merge.missing) if kind is None else merge.count(kind)
            button.setText(_(KINDS[kind]).format(count=rows))
            button.setEnabled(kind is None or rows > 0)
        if not self._buttons[self.wanted].isEnabled():
            self._buttons[None].setChecked(True)

    def choose(self, kind: Verdict | None) -> None:
        """Shows a kind if there is any of it."""
        button = self._buttons[kind]
        if button.isEnabled() and not button.isChecked():
            button.setChecked(True)
            self.chosen.emit()

    def go_to(self, place: int) -> None:
        """As `choose`, by the place of the button."""
        kinds = list(KINDS)
        if 0 <= place < len(kinds):
            self.choose(kinds[place])

    def step(self, places: int) -> None:
        """The next kind that there is any of, to the right or the left."""
        there = [kind for kind, button in self._buttons.items() if button.isEnabled()]
        place = there.index(self.wanted) + places
        if 0 <= place < len(there):
            self.choose(there[place])
