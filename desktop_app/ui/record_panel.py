"""The right side of a page: nothing, the card of a known record, or that of a new one."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QStackedWidget, QVBoxLayout

from desktop_app.ui import tokens
from desktop_app.ui.cards import FormCard, NewRecord
from desktop_app.ui.desk import Desk
from desktop_app.ui.form import Form


class RecordPanel(QFrame):
    """`recorded`: a new record, with its key. `left`: the new one is done with. `finished`:
    Ctrl+Enter in the form of a known record."""

    recorded = Signal(int)
    left = Signal()
    finished = Signal()

    def __init__(self, desk: Desk, nothing: str, form: Form, known: FormCard,
                 new: NewRecord) -> None:
        super().__init__()
        self.setObjectName("card")
        self.desk = desk
        self.form, self.known, self.new = form, known, new
        self.cards = QStackedWidget()
        self._nothing = QLabel(nothing)
        self._nothing.setProperty("role", "muted")
        self._nothing.setWordWrap(True)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._nothing.setContentsMargins(tokens.M, tokens.M, tokens.M, tokens.M)
        for card in (self._nothing, known, new):
            self.cards.addWidget(card)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, tokens.S, 0, 0)
        layout.addWidget(self.cards)
        form.finished.connect(self.finished)
        new.recorded.connect(self.recorded)
        new.left.connect(self.left)

    @property
    def is_new(self) -> bool:
        """Whether a record is being written that does not exist yet."""
        return self.cards.currentWidget() is self.new

    @property
    def is_known(self) -> bool:
        """Whether a known record is shown."""
        return self.cards.currentWidget() is self.known

    def show_known(self) -> None:
        """Brings the card of the known record to the front."""
        self.cards.setCurrentWidget(self.known)
        self.form.set_read_only(self.desk.read_only)

    def show_nothing(self) -> None:
        """Says that no record is selected."""
        self.cards.setCurrentWidget(self._nothing)

    def start_new(self) -> None:
        """An empty form for a new record, or the one that was half typed before."""
        if not self.desk.may_write():
            return
        self.save_all()
        self.cards.setCurrentWidget(self.new)
        self.new.open()

    def recover_new(self) -> bool:
        """Puts back a new record that was left half typed; False if none was."""
        found = self.new.recover()
        if found:
            self.cards.setCurrentWidget(self.new)
        return found

    def focus(self) -> None:
        """Puts the caret into the form that is shown."""
        if self.is_new:
            self.new.open()
        elif self.is_known:
            self.form.focus_first()

    def save_all(self) -> None:
        """Saves what is being typed of a known record; a new one stays a draft."""
        self.form.save_all()
