"""Tables in which rows are decided: the space bar turns the selected ones on or off."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from desktop_app.ui.table import TableView

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def is_ctrl_enter(event: QKeyEvent) -> bool:
    """Whether a key takes over what was decided in a panel."""
    control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
    return bool(control) and event.key() in _ENTER


class DecisionTable(TableView):
    """`turned`: the space bar. Ctrl+Enter is left to the panel."""

    turned = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            self.turned.emit()
        elif is_ctrl_enter(event):
            event.ignore()
        else:
            super().keyPressEvent(event)
