"""Cards with a form: a title and buttons above it; and the card of a record still to be made."""

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop_app.domain.fields import Problem
from desktop_app.i18n import _
from desktop_app.services.editing import DraftMark
from desktop_app.services.meetings import Created
from desktop_app.ui import tokens
from desktop_app.ui.desk import Desk
from desktop_app.ui.form import Form
from desktop_app.ui.form_host import DeskHost
from desktop_app.ui.page import primary


class FormCard(QFrame):
    """A form, or what holds one. Add what belongs above it beside the title (`top`), under it
    (`head`), and to `buttons`."""

    def __init__(self, body: QWidget, title: str = "") -> None:
        super().__init__()
        self.title = QLabel(title)
        self.title.setProperty("role", "heading")
        self.title.setWordWrap(True)
        self.top, self.head, self.buttons = QHBoxLayout(), QVBoxLayout(), QHBoxLayout()
        self.top.addWidget(self.title, 1)
        above = QVBoxLayout()
        above.setContentsMargins(tokens.M, 0, tokens.M, 0)
        above.setSpacing(tokens.S)
        for line in (self.top, self.head, self.buttons):
            above.addLayout(line)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(tokens.S)
        layout.addLayout(above)
        layout.addWidget(body, 1)

    def add_buttons(self, *buttons: QWidget) -> None:
        """Puts buttons beside each other, from the left."""
        for button in buttons:
            self.buttons.addWidget(button)
        self.buttons.addStretch(1)


class NewRecord(FormCard):
    """Asks for a record that does not exist yet; Ctrl+Enter records it and empties the form.

    `recorded` carries its key. `left`: Esc; what was typed stays until it is recorded or thrown
    away. `key` names its drafts. The kind of card says what the form begins with (`blank`) and how
    it is recorded (`make`).
    """

    recorded = Signal(int)
    left = Signal()

    def __init__(self, desk: Desk, record_type: type, title: str) -> None:
        self.form = Form(record_type, DeskHost(desk, record_type), desk.popup, recorded=False)
        super().__init__(self.form, title)
        self.desk = desk
        self.key = DeskHost(desk, record_type).form_key
        record, back = primary(_("Add (Ctrl+Enter)")), QPushButton(_("Close (Esc)"))
        empty = QPushButton(_("Empty the form"))
        record.clicked.connect(lambda: self.record())
        back.clicked.connect(lambda: self.left.emit())
        empty.clicked.connect(lambda: self._throw_away())
        empty.setProperty("role", "link")
        self.top.addWidget(empty)
        self.add_buttons(record, back)
        self.form.finished.connect(self.record)
        self.form.start(self.blank(), self.key)

    # --- what the kind of card says ----------------------------------------------------------

    def blank(self) -> object:
        """The record that the form begins with."""
        raise NotImplementedError

    def make(self, raw: Mapping[str, object], drafts: Iterable[DraftMark]) -> Created:
        """Records what stands in the form."""
        raise NotImplementedError

    def make_names(self) -> Sequence[Problem]:
        """Makes what is named and not known yet."""
        return self.form.make_names()

    # --- showing -----------------------------------------------------------------------------

    def open(self) -> None:
        """Puts the caret into the form, as empty or half filled as it was left."""
        self.form.show_record(self.blank(), self.key)
        self.form.focus_first()

    def recover(self) -> bool:
        """Puts back what was left half typed; False if nothing was."""
        return self.form.restore_drafts()

    # --- recording ---------------------------------------------------------------------------

    def record(self) -> None:
        """Records what stands in the form, or marks what is wrong with it."""
        problems = self.make_names()
        drafts = self.form.drafts().values()
        created = None if problems else self.desk.attempt(
            lambda: self.make(self.form.values(), drafts))
        if created:
            problems = created.problems
        self.form.show_problems(problems)
        if created and not problems:
            self._begin()
            self.recorded.emit(created.id)

    def _begin(self) -> None:
        self.form.start(self.blank(), self.key)
        self.form.focus_first()

    def _throw_away(self) -> None:
        for draft in self.form.drafts().values():
            self.desk.workspace.drafts.put(draft.key, "", 0)
        self._begin()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)
