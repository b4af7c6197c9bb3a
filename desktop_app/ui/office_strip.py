"""Which answering units have answered how much, in one line: “✔ P.TC 3/3 · P.ĐT 0/4”."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from desktop_app.i18n import _
from desktop_app.services.feedback import OfficeProgress
from desktop_app.ui import tokens
from desktop_app.ui.actions import key_text

_MOST, _LEAST = 12, 160


class OfficeStrip(QWidget):
    """Units that still owe an answer come first; what has no room is counted.

    `unit_chosen`: a click on a unit, with its key. `more_asked`: a click on the count of the rest.
    """

    unit_chosen = Signal(int)
    more_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("office_strip")
        self.setAccessibleName(_("Replies of offices"))
        self.setMinimumWidth(_LEAST)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._more = _button()
        self._more.setToolTip(_("Replies of offices ({key})").format(key=key_text("offices")))
        self._more.clicked.connect(self.more_asked)
        self._units: list[QPushButton] = []
        self._offices: Sequence[OfficeProgress] = ()
        self._rest = 0
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSizeConstraint(QHBoxLayout.SizeConstraint.SetNoConstraint)
        self._layout.setSpacing(tokens.S)
        self._layout.addWidget(self._more)
        self._layout.addStretch(1)
        self.hide()

    def show_offices(self, offices: Sequence[OfficeProgress],
                     names: Mapping[int, str]) -> None:
        """Shows how far each unit is; nothing where no unit has to answer."""
        self._offices = sorted(offices, key=lambda each: each.answered == each.asked)[:_MOST]
        self._rest = len(offices) - len(self._offices)
        while len(self._units) < len(self._offices):
            self._units.append(self._add(len(self._units)))
        for button, office in zip(self._units, self._offices, strict=False):
            unit = names[office.unit_id]
            done = "✔ " if office.answered == office.asked else ""
            button.setText(f"{done}{unit} {office.answered}/{office.asked}")
            button.setToolTip(_("{unit}: {answered} of {asked} opinions answered").format(
                unit=unit, answered=office.answered, asked=office.asked))
        self.setVisible(bool(offices))
        self._fit()

    def texts(self) -> list[str]:
        """What stands in the strip, as far as there is room."""
        return [button.text() for button in (*self._units, self._more) if not button.isHidden()]

    def _add(self, place: int) -> QPushButton:
        button = _button()
        button.clicked.connect(lambda: self.unit_chosen.emit(self._offices[place].unit_id))
        self._layout.insertWidget(place, button)
        return button

    def _fit(self) -> None:
        """As many units as there is room for."""
        for button in (*self._units, self._more):
            button.ensurePolished()
        widths = [button.sizeHint().width() + tokens.S
                  for button in self._units[:len(self._offices)]]
        shown = len(widths)
        while shown and sum(widths[:shown]) + self._more_width(shown) > self.width():
            shown -= 1
        for place, button in enumerate(self._units):
            button.setHidden(place >= shown)
        self._more_width(shown)
        self._more.setHidden(self._hidden(shown) == 0)
        self._layout.activate()

    def _hidden(self, shown: int) -> int:
        return len(self._offices) - shown + self._rest

    def _more_width(self, shown: int) -> int:
        """The room that the count of what is hidden takes."""
        hidden = self._hidden(shown)
        self._more.setText(_("{count} more…").format(count=hidden))
        return self._more.sizeHint().width() if hidden else 0

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._offices:
            self._fit()


def _button() -> QPushButton:
    """Reached by the mouse; the keyboard has the groups and the panel of the offices."""
    button = QPushButton()
    button.setProperty("role", "link")
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return button
