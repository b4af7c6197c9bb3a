"""The checklist of a conference as a card."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QPushButton

from desktop_app.domain.rulesets import Quorum
from desktop_app.i18n import N_, _, active
from desktop_app.services.checklist import MISSING, NOTICE, READY, WARNING, Check
from desktop_app.ui import tokens
from desktop_app.ui.desk import Desk
from desktop_app.ui.header import set_role
from desktop_app.ui.quorum_text import meter

MARKS = {READY: ("✔", "good", N_("ready")), MISSING: ("○", "warn", N_("to do")),
         NOTICE: ("·", "muted", N_("for your information")), WARNING: ("!", "bad", N_("mind"))}


class ChecklistCard(QFrame):
    """One line for each check: mark, title, detail, and the page where it is dealt with."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("card")
        self._desk = desk
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(tokens.L, tokens.M, tokens.L, tokens.M)
        self._grid.setHorizontalSpacing(tokens.M)
        self._grid.setVerticalSpacing(tokens.S)
        self._grid.setColumnStretch(2, 1)
        self._rows: list[tuple[QLabel, QPushButton, QLabel]] = []

    def show_checks(self, checks: Sequence[Check]) -> None:
        """Shows the checks, keeping the buttons so that the focus stays where it is."""
        for place, check in enumerate(checks):
            if place == len(self._rows):
                self._add_row(place)
            self._fill(self._rows[place], check)
        for place, widgets in enumerate(self._rows):
            for widget in widgets:
                widget.setVisible(place < len(checks))

    def _add_row(self, place: int) -> None:
        mark, title, detail = QLabel(), QPushButton(), QLabel()
        mark.setAlignment(Qt.AlignmentFlag.AlignCenter)
        title.setProperty("role", "link")
        title.clicked.connect(lambda _on=False: self._desk.show_page(title.property("page")))
        detail.setWordWrap(True)
        for column, widget in enumerate((mark, title, detail)):
            self._grid.addWidget(widget, place, column)
        self._rows.append((mark, title, detail))

    def _fill(self, row: tuple[QLabel, QPushButton, QLabel], check: Check) -> None:
        mark, title, detail = row
        sign, role, word = MARKS[check.state]
        mark.setText(sign)
        mark.setToolTip(_(word))
        set_role(mark, role)
        set_role(detail, role if check.state == WARNING else "")
        title.setText(_(check.title))
        title.setAccessibleName(f"{_(check.title)}: {_(word)}")
        title.setProperty("page", check.page)
        facts = {name: _fact(name, value)
                 for name, value in check.facts.items() if value is not None}
        detail.setText(_(check.detail).format(**facts))


def _fact(name: str, value: object) -> object:
    """A fact as it is filled in: rules in the language in use, a quorum as its meter."""
    if isinstance(value, Quorum):
        return meter(value)
    return active().get(str(value)) if name == "rule" else value
