"""A table beside its form; how they share the room is remembered."""

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtWidgets import QSplitter, QWidget

from desktop_app.ui import tokens
from desktop_app.ui.desk import Desk

FORM_LEAST, FORM_FIRST, TABLE_LEAST = 280, 360, 360


class Split(QSplitter):
    """Two parts side by side; `name` is where the settings keep their sizes."""

    def __init__(self, desk: Desk, name: str, table: QWidget, form: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._sizes = desk.settings.splitters
        self._name = name
        self.setChildrenCollapsible(False)
        self.setHandleWidth(tokens.S)
        table.setMinimumWidth(max(TABLE_LEAST, table.minimumSizeHint().width()))
        form.setMinimumWidth(FORM_LEAST)
        for widget, stretch in ((table, 1), (form, 0)):
            self.addWidget(widget)
            self.setStretchFactor(self.count() - 1, stretch)
        self.setSizes([tokens.FORM * 2, FORM_FIRST])
        saved = self._sizes.get(name, "")
        if saved:
            self.restoreState(QByteArray.fromBase64(saved.encode()))
        self.splitterMoved.connect(lambda _place, _index: self._remember())

    def _remember(self) -> None:
        self._sizes[self._name] = bytes(self.saveState().toBase64().data()).decode()
