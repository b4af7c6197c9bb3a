"""The right side of the agenda page: one item with its state, or a new item."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QStackedWidget, QVBoxLayout

from desktop_app.domain import records
from desktop_app.domain.kinds import ItemState
from desktop_app.i18n import _
from desktop_app.services.agenda import DROPPED
from desktop_app.ui import tokens
from desktop_app.ui.desk import Desk
from desktop_app.ui.form import Form
from desktop_app.ui.form_host import DeskHost
from desktop_app.ui.page import primary

_ORDER = (("title",), ("presenter",), ("minutes", "fixed_start"), ("kind", "legal_tag"),
          ("state_reason",), ("note",))
NOBODY, KNOWN, NEW = range(3)


class ItemPanel(QFrame):
    """`recorded`: a new item is on the agenda, with its key. `finished`: Ctrl+Enter in the form of
    a known one."""

    recorded = Signal(int)
    finished = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("card")
        self._desk = desk
        self._host = DeskHost(desk, records.AgendaItem)
        self._form = Form(records.AgendaItem, self._host, desk.popup, order=_ORDER)
        self._new_form = Form(records.AgendaItem, DeskHost(desk, records.AgendaItem), desk.popup,
                              order=_ORDER[:4], only=[n for line in _ORDER[:4] for n in line],
                              recorded=False)
        self._stack = QStackedWidget()
        self._states: dict[ItemState, QPushButton] = {}
        for part in (self._nothing(), self._known(), self._new()):
            self._stack.addWidget(part)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, tokens.S, 0, 0)
        layout.addWidget(self._stack)
        self._form.finished.connect(self.finished)
        self._new_form.finished.connect(self._record)
        self._new_form.start(records.AgendaItem(), "AgendaItem:new")

    # --- building ----------------------------------------------------------------------------

    def _nothing(self) -> QLabel:
        label = QLabel(_("Select an item to see and change it."))
        label.setProperty("role", "muted")
        label.setWordWrap(True)
        label.setAlignment(Qt.AlignmentFlag.AlignTop)
        label.setContentsMargins(tokens.M, tokens.S, tokens.M, 0)
        return label

    def _known(self) -> QFrame:
        self._title = QLabel()
        buttons = QHBoxLayout()
        for state, text in ((ItemState.SKIPPED, _("Skip")), (ItemState.WITHDRAWN, _("Withdraw")),
                            (ItemState.WAITING, _("Wait again"))):
            button = QPushButton(text)
            button.clicked.connect(lambda _on=False, wanted=state: self._set_state(wanted))
            self._states[state] = button
            buttons.addWidget(button)
        buttons.addStretch(1)
        return _part(self._title, self._form, buttons)

    def _new(self) -> QFrame:
        record = primary(_("Record (Ctrl+Enter)"))
        record.clicked.connect(self._record)
        buttons = QHBoxLayout()
        buttons.addWidget(record)
        buttons.addStretch(1)
        return _part(QLabel(_("New item")), self._new_form, buttons)

    # --- showing -----------------------------------------------------------------------------

    @property
    def is_new(self) -> bool:
        """Whether an item is being written that is not on the agenda yet."""
        return self._stack.currentIndex() == NEW

    def show_item(self, item: records.AgendaItem | None) -> None:
        """Shows an item of the agenda, or that none is selected."""
        self._form.save_all()
        self._stack.setCurrentIndex(KNOWN if item else NOBODY)
        if item:
            self._host.id = item.id
            self._title.setText(_("Item {number}").format(number=item.number))
            self._form.show_record(item, self._host.form_key)
            self._form.restore_drafts(self._desk.workspace.drafts.recover)
            self._form.set_read_only(self._desk.workspace.read_only)
            for state, button in self._states.items():
                left_out = state is not ItemState.WAITING
                button.setVisible(item.state == ItemState.WAITING if left_out
                                  else item.state in DROPPED)

    def start_new(self) -> None:
        """An empty form for a new item, or the one that was half typed before."""
        self._form.save_all()
        self._stack.setCurrentIndex(NEW)
        self._new_form.focus_first()

    def recover_new(self) -> bool:
        """Puts back a new item that the last session left half typed."""
        return self._new_form.restore_drafts(self._desk.workspace.drafts.recover)

    def focus(self) -> None:
        """Puts the caret into the form that is shown."""
        if self._stack.currentIndex() == KNOWN:
            self._form.focus_first()

    def save_all(self) -> None:
        """Saves what is being typed of a known item; a new one stays a draft."""
        self._form.save_all()

    def _set_state(self, state: ItemState) -> None:
        """The reason is the next thing to type; an item that waits again has none."""
        key, desk = self._host.id, self._desk
        reason = str(self._form.values()["state_reason"]) if state is not ItemState.WAITING else ""
        desk.attempt(lambda: desk.workspace.agenda.set_state(key, state, reason))
        if state is not ItemState.WAITING:
            self._form.editor("state_reason").widget.setFocus()

    def _record(self) -> None:
        form, desk = self._new_form, self._desk
        created = desk.attempt(lambda: desk.workspace.agenda.add(
            desk.meeting_id, form.values(), drafts=form.drafts().values()))
        if created is None:
            return
        form.show_problems(created.problems)
        if not created.problems:
            form.start(records.AgendaItem(), "AgendaItem:new")
            form.focus_first()
            self.recorded.emit(created.id)


def _part(title: QLabel, form: Form, buttons: QHBoxLayout) -> QFrame:
    part = QFrame()
    title.setProperty("role", "heading")
    title.setContentsMargins(tokens.M, 0, tokens.M, 0)
    buttons.setContentsMargins(tokens.M, tokens.S, tokens.M, tokens.M)
    layout = QVBoxLayout(part)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(tokens.S)
    layout.addWidget(title)
    layout.addWidget(form, 1)
    layout.addLayout(buttons)
    return part
