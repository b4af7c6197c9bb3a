"""One signal for what changed, from whatever thread it comes."""

from PySide6.QtCore import QObject, Signal


class Bus(QObject):
    """Carries news to everything on screen.

    `changed`: a `Changes` after each commit, undo and redo. `saved`: the time of a write.
    `failed`: a `UserError` to show until writing works again. `said`: a line for the toast.
    """

    changed = Signal(object)
    saved = Signal(object)
    failed = Signal(object)
    said = Signal(str, bool)
    pending = Signal()
