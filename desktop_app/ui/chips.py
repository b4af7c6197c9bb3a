"""The chips under the capture line: what it was understood as."""

from collections.abc import Sequence
from itertools import accumulate

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from desktop_app.domain.capture import URGENT, Captured
from desktop_app.i18n import _
from desktop_app.ui import tokens
from desktop_app.ui.theme import Theme

_MOST, _LONGEST = 20, 40
"""How many chips are made, and how many characters of one are shown."""


class ChipRow(QWidget):
    """What the line was understood as; what has no room is counted. Marks tell the kinds apart,
    not colour alone."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(tokens.S)
        self._layout.addStretch(1)
        self._shown: tuple[tuple[str, bool], ...] = ()
        self._chips: list[QLabel] = []
        self._more = QLabel()
        self._more.setProperty("role", "small")
        self._layout.insertWidget(0, self._more)
        self.setFixedHeight(tokens.XL + tokens.XS)
        theme.changed.connect(self._dress)

    def show_line(self, kind: str, captured: Captured, floor: str, same_as: str = "") -> None:
        """Chips for the kind, the marks, whoever has the floor if the line names nobody, and the
        opinion that says the same."""
        chips: list[tuple[str, bool]] = [(kind, True)]
        if captured.speaker is None and floor:
            chips.append((f"@{floor}", True))
        if same_as:
            chips.append((same_as, True))
        for chip in captured.chips:
            text = _("! important") if chip.mark == URGENT else f"{chip.mark}{chip.label}"
            chips.append((text, chip.key is not None))
        chips = list(dict.fromkeys(chips))
        if tuple(chips) != self._shown:
            self._rebuild(chips)

    def texts(self) -> list[str]:
        """What stands on the chips that are shown."""
        return [chip.text() for chip in self._chips if not chip.isHidden()]

    def _dress(self) -> None:
        self._rebuild(self._shown)

    def _rebuild(self, chips: Sequence[tuple[str, bool]]) -> None:
        self._shown = tuple(chips)
        for gone in self._chips:
            self._layout.removeWidget(gone)
            gone.deleteLater()
        self._chips = [self._chip(text, known, first=place == 0)
                       for place, (text, known) in enumerate(chips[:_MOST])]
        for place, chip in enumerate(self._chips):
            self._layout.insertWidget(place, chip)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Shows the chips that have room, and says how many more there are."""
        ends = list(accumulate(chip.sizeHint().width() + tokens.S for chip in self._chips))
        fitting = sum(end - tokens.S <= self.width() for end in ends)
        if fitting < len(self._shown):
            self._more.setText(f"+{len(self._shown)}")
            room = self.width() - self._more.sizeHint().width()
            fitting = max(sum(end <= room for end in ends), 1)
        left = self._shown[fitting:]
        self._more.setText(f"+{len(left)}")
        self._more.setToolTip("\n".join(text for text, _known in left[:_MOST]))
        self._more.setVisible(bool(left))
        for place, chip in enumerate(self._chips):
            chip.setVisible(place < fitting)

    def _chip(self, text: str, known: bool, *, first: bool) -> QLabel:
        p = self._theme.palette
        short = text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip()}…"
        chip = QLabel(short if known else f"{short} ?")
        border = f"1px solid {p.accent}" if known else f"1px dashed {p.warn}"
        fill = p.accent if first else p.soft if known else p.surface
        ink = p.on_accent if first else p.text if known else p.warn
        chip.setStyleSheet(f"background: {fill}; color: {ink}; border: {border}; "
                           f"border-radius: {tokens.CORNER * 2}px; padding: 1px {tokens.S}px; "
                           f"font-size: {tokens.SMALL}px;")
        chip.setToolTip(text if known else _("Not on the list; recorded as written"))
        return chip
