"""Parts that share the room of a page; how they share it is remembered."""

from collections.abc import Sequence

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtWidgets import QSplitter, QWidget

from desktop_app.ui import tokens
from desktop_app.ui.desk import Desk

FORM_LEAST, FORM_FIRST, TABLE_LEAST = 280, 360, 360


class Split(QSplitter):
    """Parts side by side, or one above the other.

    `name` is where the settings keep the sizes, `sizes` are the first ones in pixels, and `growing`
    is the part that takes the room of a larger window; None: each takes its share.
    """

    def __init__(self, desk: Desk, name: str, parts: Sequence[QWidget], sizes: Sequence[int], *,
                 growing: int | None = 0, handle: int = tokens.S,
                 along: Qt.Orientation = Qt.Orientation.Horizontal) -> None:
        super().__init__(along)
        self._sizes = desk.settings.splitters
        self._name = name
        self.setChildrenCollapsible(False)
        self.setHandleWidth(handle)
        for place, part in enumerate(parts):
            self.addWidget(part)
            if growing is not None:
                self.setStretchFactor(place, 1 if place == growing else 0)
        self.setSizes(list(sizes))
        saved = self._sizes.get(name, "")
        if saved:
            self.restoreState(QByteArray.fromBase64(saved.encode()))
        self.splitterMoved.connect(lambda _place, _index: self._remember())

    def _remember(self) -> None:
        self._sizes[self._name] = bytes(self.saveState().toBase64().data()).decode()


def table_and_form(desk: Desk, name: str, table: QWidget, form: QWidget) -> Split:
    """A table beside its form."""
    table.setMinimumWidth(max(TABLE_LEAST, table.minimumSizeHint().width()))
    form.setMinimumWidth(FORM_LEAST)
    return Split(desk, name, (table, form), (tokens.FORM * 2, FORM_FIRST))
