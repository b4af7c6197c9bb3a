"""One signal for what changed, from whatever thread it comes."""

from PySide6.QtCore import QObject, Signal


class Bus(QObject):
    """Carries news to everything on screen.

    `changed`: a `Changes` after each commit, undo and redo. `writing`: the workspace's write state
    may have something new to say. `said`: a line for the toast.
    """

    changed = Signal(object)
    writing = Signal()
    said = Signal(str, bool)
