"""The right side of the agenda page: one item with its state, or a new item."""

from collections.abc import Iterable, Mapping

from PySide6.QtWidgets import QPushButton

from desktop_app.domain import records
from desktop_app.domain.kinds import ItemState
from desktop_app.i18n import _
from desktop_app.services.agenda import DROPPED
from desktop_app.services.editing import DraftMark
from desktop_app.services.meetings import Created
from desktop_app.ui.cards import FormCard, NewRecord
from desktop_app.ui.desk import Desk
from desktop_app.ui.form import Form
from desktop_app.ui.form_host import DeskHost
from desktop_app.ui.record_panel import RecordPanel


class NewItem(NewRecord):
    """It comes at the end of the agenda."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, records.AgendaItem, _("New item"))

    def blank(self) -> records.AgendaItem:
        return records.AgendaItem()

    def make(self, raw: Mapping[str, object], drafts: Iterable[DraftMark]) -> Created:
        return self.desk.workspace.agenda.add(self.desk.meeting_id, raw, drafts=drafts)


class ItemPanel(RecordPanel):
    """Buttons above the form take an item off the course of the conference, or back."""

    def __init__(self, desk: Desk) -> None:
        self._host = DeskHost(desk, records.AgendaItem)
        form = Form(records.AgendaItem, self._host, desk.popup)
        super().__init__(desk, _("Select an item to see and change it."), form, FormCard(form),
                         NewItem(desk))
        self._states = {
            ItemState.SKIPPED: QPushButton(_("Skip")),
            ItemState.WITHDRAWN: QPushButton(_("Withdraw")),
            ItemState.WAITING: QPushButton(_("Wait again"))}
        for state, button in self._states.items():
            button.clicked.connect(lambda _on=False, wanted=state: self._set_state(wanted))
        desk.writing(*self._states.values())
        self.known.add_buttons(*self._states.values())

    def show_item(self, item: records.AgendaItem | None) -> None:
        """Shows an item of the agenda, or that none is selected."""
        self.save_all()
        if item is None:
            self.show_nothing()
            return
        self._host.id = item.id
        self.known.title.setText(_("Item {number}").format(number=item.number))
        self.form.show_record(item, self._host.form_key)
        self.show_known()
        for state, button in self._states.items():
            left_out = state is not ItemState.WAITING
            button.setVisible(item.state == ItemState.WAITING if left_out
                              else item.state in DROPPED)

    def _set_state(self, state: ItemState) -> None:
        """The reason is the next thing to type; an item that waits again has none."""
        key, desk = self._host.id, self.desk
        reason = str(self.form.values()["state_reason"]) if state is not ItemState.WAITING else ""
        desk.attempt(lambda: desk.workspace.agenda.set_state(key, state, reason))
        if state is not ItemState.WAITING:
            self.form.editor("state_reason").widget.setFocus()
