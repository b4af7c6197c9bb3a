"""The agenda page: items in order, planned and real times, what was left out and why."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QStackedWidget, QVBoxLayout

from desktop_app.domain.changes import Changes
from desktop_app.domain.list_table import ListKind
from desktop_app.domain.timeline import clashes, planned_end
from desktop_app.i18n import _, ngettext
from desktop_app.services.agenda import PlannedRow, planned_items
from desktop_app.ui import tokens
from desktop_app.ui.actions import key_text
from desktop_app.ui.agenda_table import AgendaModel, AgendaTable, columns
from desktop_app.ui.desk import Desk
from desktop_app.ui.header import set_role
from desktop_app.ui.import_opening import import_pasted
from desktop_app.ui.item_panel import ItemPanel
from desktop_app.ui.page import EmptyState, Page, primary
from desktop_app.ui.paste_panel import paste_agenda
from desktop_app.ui.split import table_and_form


class AgendaPage(Page):
    """Table and form; the order is changed by Alt+Up and Alt+Down or by dragging."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._rows: Sequence[PlannedRow] = ()
        self._model = AgendaModel(columns(desk.theme))
        self._model.strong = lambda row: row.item.state == "current"
        self.table = AgendaTable(movable=not desk.read_only)
        self.table.adopt(self._model)
        self.panel = ItemPanel(desk)
        self._summary, self._clash = QLabel(), QLabel()
        self._build()
        self._connect()

    # --- building ----------------------------------------------------------------------------

    def _build(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(tokens.S)
        self._summary.setProperty("role", "muted")
        set_role(self._clash, "warn")
        self._clash.setWordWrap(True)
        top.addWidget(self._summary)
        top.addWidget(self._clash, 1)
        for button in self._ways_in():
            top.addWidget(button)
        self._left = QStackedWidget()
        self._left.addWidget(self.table)
        self._left.addWidget(EmptyState(
            _("No agenda yet"),
            _("The items of the conference in their order. Planned clock times follow from the "
              "minutes of each item; the real ones are stamped when an item is opened."),
            *self._ways_in()))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(tokens.M, tokens.M, tokens.M, tokens.M)
        layout.setSpacing(tokens.S)
        layout.addLayout(top)
        layout.addWidget(table_and_form(self.desk, "agenda", self._left, self.panel), 1)

    def _ways_in(self) -> Sequence[QPushButton]:
        add = primary(_("Add ({key})").format(key=key_text("new")))
        paste = QPushButton(_("Paste lines ({key})").format(key=key_text("paste_lines")))
        add.clicked.connect(self.new)
        paste.clicked.connect(self.paste_lines)
        self.desk.writing(add, paste)
        return add, paste

    def _connect(self) -> None:
        self.table.picked.connect(lambda _row: self._show_picked())
        self.table.opened.connect(lambda _row: self.panel.focus())
        self.table.removal_asked.connect(self._remove)
        self.table.moved.connect(self._move)
        self.table.dragged.connect(self._drop)
        self.panel.recorded.connect(lambda _key: self.table.scrollToBottom())
        self.panel.left.connect(self._to_table)
        self.panel.finished.connect(self._next_item)

    # --- what the window asks ----------------------------------------------------------------

    def activate(self) -> None:
        self._show_rows()
        if self.table.current_row() < 0 and self._rows:
            self.table.go_to(0)
        else:
            self._show_picked()
        if self.panel.recover_new():
            self.panel.focus()
        else:
            self.table.setFocus()

    def resume(self, record: str, key: str) -> None:
        keys = [row.item.id for row in self._rows]
        if record == "paste":
            self.paste_lines()
        elif key.isdecimal() and int(key) in keys:
            self.table.go_to(keys.index(int(key)))
            self.panel.show_known()

    def refresh(self, changes: Changes) -> None:
        if changes.touches("agenda_item", "item_span", "meeting"):
            self._show_rows()
            if not self.panel.is_new:
                self._show_picked()

    def leave(self) -> None:
        self.panel.save_all()

    def help_text(self) -> str:
        return _("Enter or F2 opens the form of an item, Alt+↑ and Alt+↓ or dragging move it, "
                 "Delete removes it. Planned times follow from the minutes. An item that is "
                 "skipped or withdrawn stays on the agenda, with the reason.")

    def new(self) -> None:
        self.panel.start_new()

    def edit(self) -> None:
        self.panel.focus()

    def search(self) -> None:
        self.table.setFocus()

    def go_to(self, key: int) -> None:
        self.table.go_to(next((place for place, row in enumerate(self._rows)
                               if row.item.id == key), -1))
        self._to_table()

    def paste_lines(self) -> None:
        if self.desk.may_write():
            paste_agenda(self.desk, self,
                         partial(import_pasted, self.desk, self, ListKind.AGENDA))

    # --- showing -----------------------------------------------------------------------------

    def _show_rows(self) -> None:
        """Shows the agenda as it is now; the selected item stays selected wherever it moved."""
        meeting = self.desk.meeting()
        selected = self._selected_keys()
        before = [row.item.id for row in self._rows]
        self._rows = self.desk.workspace.agenda.rows(meeting)
        after = [row.item.id for row in self._rows]
        if before == after:
            self._model.refresh(self._rows)
        else:
            place = self.table.current_row()
            self._model.show(self._rows)
            self.table.go_to(after.index(selected[0]) if selected and selected[0] in after
                             else min(place, len(after) - 1))
        self._left.setCurrentIndex(0 if self._rows else 1)
        items = [row.item for row in self._rows]
        end = planned_end(meeting.starts_at, planned_items(items))
        count = ngettext("{count} item", "{count} items", len(items)).format(count=len(items))
        until = _("until {time}").format(time=end.strftime("%H:%M")) if end else ""
        self._summary.setText(", ".join(part for part in (count, until) if part))
        self._clash.setText(self._clash_text())

    def _clash_text(self) -> str:
        """The first place where a fixed start comes before the items ahead of it are over."""
        items = planned_items(row.item for row in self._rows)
        overlaps = [c for c in clashes(self.desk.meeting().starts_at, items) if c.gap < 0]
        if not overlaps:
            return ""
        number = self._rows[overlaps[0].place].item.number
        return _("⚠ item {number} begins {minutes} minutes before the one ahead of it ends").format(
            number=number, minutes=-overlaps[0].gap)

    def _selected_keys(self) -> list[int]:
        rows = self.table.selected_rows()
        return [self._rows[row].item.id for row in rows if row < len(self._rows)]

    def _show_picked(self) -> None:
        row = self.table.current_row()
        self.panel.show_item(self._rows[row].item if 0 <= row < len(self._rows) else None)

    def _to_table(self) -> None:
        self._show_picked()
        self.table.setFocus()

    # --- commands ----------------------------------------------------------------------------

    def _move(self, places: int) -> None:
        keys = self._selected_keys()
        if keys:
            work = self.desk.workspace
            self.panel.save_all()
            self.desk.attempt(lambda: work.agenda.move(self.desk.meeting_id, keys[0], places))

    def _drop(self, source: int, target: int) -> None:
        places = target - source - (1 if target > source else 0)
        if places:
            self._move(places)

    def _remove(self) -> None:
        keys = self._selected_keys()
        if not keys:
            return
        work = self.desk.workspace
        self.panel.save_all()
        text = ngettext("{count} item removed.", "{count} items removed.", len(keys))
        self.desk.attempt(lambda: work.agenda.delete(self.desk.meeting_id, keys),
                          done=text.format(count=len(keys)))

    def _next_item(self) -> None:
        row = self.table.current_row() + 1
        if row < len(self._rows):
            self.table.go_to(row)
            self.panel.focus()
        else:
            self.new()
