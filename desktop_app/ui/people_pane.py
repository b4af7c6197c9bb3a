"""The attendee list on the screen: filter, order, groups that fold, and counts."""

from itertools import chain, islice

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.domain.changes import Changes, Touched
from desktop_app.i18n import N_, _
from desktop_app.services.attendance import Person
from desktop_app.services.attendee_list import AttendeeList, Heading, Order, Row
from desktop_app.ui import tokens
from desktop_app.ui.actions import key_text
from desktop_app.ui.column_choice import ColumnChoice
from desktop_app.ui.composed_line import ComposedLine
from desktop_app.ui.desk import Desk
from desktop_app.ui.header import ElidedLabel
from desktop_app.ui.people_counts import PeopleCounts, counts_text
from desktop_app.ui.people_table import PeopleModel, PeopleTable, people_columns

FEW = 500
"""Up to so many presence spans are read by themselves, more are read with all others."""
_AT_ONCE = 1000
"""People who are read, or made ready for the filter, without a look at the keyboard."""

_ORDER_WIDTH, _ORDER_MOST = 7, 192
_ORDERS = {
    Order.NUMBER: N_("By number"),
    Order.NAME: N_("By given name"),
    Order.UNIT: N_("By unit"),
    Order.POSITION: N_("By position"),
    Order.KIND: N_("By kind"),
    Order.PRESENCE: N_("By presence"),
}


class PeoplePane(QWidget):
    """Filter box, order and counts are placed by the page. `picked` carries the `Person` whose
    row became the current one."""

    picked = Signal(object)

    def __init__(self, desk: Desk, empty: QWidget) -> None:
        super().__init__()
        self._desk = desk
        self._people = AttendeeList(())
        self._order, self._descending = Order.NUMBER, False
        self._sorted: list[int] = []
        self._matching: list[int] = []
        self._folded: set[int] = set()
        self._current = 0
        self._stale: dict[int, None] = {}
        self._gone: set[int] = set()
        self._moved = False
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._restoring = False
        self.filter = ComposedLine()
        self.order = QComboBox()
        self.counts = ElidedLabel()
        self.shares = PeopleCounts()
        self.table = PeopleTable(PeopleModel(people_columns(desk.theme), desk.theme))
        self.columns = ColumnChoice(self.table, self.table.people.columns, desk.settings.columns)
        self._body = QStackedWidget()
        self._build(empty)
        self._connect()

    def _build(self, empty: QWidget) -> None:
        self.filter.setObjectName("attendee_filter")
        self.filter.setPlaceholderText(_("Find without marks ({key})").format(key=key_text("find")))
        self.filter.setClearButtonEnabled(True)
        self.filter.setMaximumWidth(tokens.STRIP)
        self.order.setAccessibleName(_("Order of the list"))
        self.order.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.order.setMinimumContentsLength(_ORDER_WIDTH)
        self.order.setMaximumWidth(_ORDER_MOST)
        for order, text in _ORDERS.items():
            self.order.addItem(_(text), order)
        self._body.addWidget(self.table)
        self._body.addWidget(empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(tokens.S)
        layout.addWidget(self._body, 1)
        layout.addWidget(self.shares)

    def _connect(self) -> None:
        self._soon.timeout.connect(lambda: self._desk.look(self._read_some))
        self.filter.installEventFilter(self)
        self.filter.textChanged.connect(lambda _text: self._filter())
        self.filter.composing.connect(self._filter)
        self.order.activated.connect(lambda _row: self.sort_by(Order(self.order.currentData())))
        self.table.allow_sorting(Order.NUMBER)
        self.table.sort_asked.connect(self._heading_clicked)
        self.table.picked.connect(self._picked)
        self.table.folded.connect(self._fold)

    # --- keeping up --------------------------------------------------------------------------

    def load(self) -> None:
        """Reads the whole list."""
        self._stale.clear()
        self._gone.clear()
        self._people = AttendeeList(
            self._desk.workspace.attendance.people(self._desk.meeting_id))
        self._arrange()
        self._prepare_at_rest()

    def refresh(self, changes: Changes) -> None:
        """Reads what changed, the current person at once; of more than the window has time for the
        rest follows soon. Only people who come or go make others change their place."""
        touched, units = changes.touched("attendee"), changes.touches("unit")
        everybody = self._people.keys() if units else ()
        self._stale.update(dict.fromkeys((*touched.inserted, *touched.updated, *everybody)))
        self._gone.update(touched.deleted)
        self._moved = self._moved or units or bool(touched.inserted or touched.deleted)
        if changes.touches("presence_span"):
            self._read_presence(changes.touched("presence_span"))
        if self._stale or self._gone or self._moved or changes.touches("presence_span"):
            self._read_some()

    def _read_some(self) -> None:
        self._soon.stop()
        some = self._next_stale()
        if some:
            self._people.update(self._desk.workspace.attendance.some_people(
                self._desk.meeting_id, some))
        if self._stale:
            self._soon.start()
            return
        self._people.remove(self._gone)
        self._gone.clear()
        if self._moved:
            self._arrange()
        else:
            self._show()
            self._count()
        self._moved = False
        self._prepare_at_rest()

    def _next_stale(self) -> list[int]:
        """The next people to be read again, the current one first."""
        first = [self._current] if self._current in self._stale else []
        some = list(dict.fromkeys(islice(chain(first, self._stale), _AT_ONCE)))
        for key in some:
            del self._stale[key]
        return some

    def _prepare_at_rest(self) -> None:
        """Makes the filter ready, some people at each rest."""
        def some() -> None:
            if not self._people.prepare(_AT_ONCE):
                self._prepare_at_rest()

        self._desk.rest.do("filter", some)

    def _read_presence(self, spans: Touched) -> None:
        """Who came or left; whose span is gone is only known by reading all of them."""
        work, meeting_id = self._desk.workspace.attendance, self._desk.meeting_id
        few = not spans.deleted and len(spans.all) <= FEW
        found = work.presence(meeting_id, spans.all if few else ())
        self._people.update_presence(found, found.keys() if few else None)

    def _arrange(self) -> None:
        self._sorted = self._people.sorted_keys(self._order, descending=self._descending)
        self._filter()
        self._count()

    def _filter(self) -> None:
        self._matching = self._people.matching(self._sorted, self.filter.whole_text()[0])
        self._show()

    def _show(self) -> None:
        self.table.show_rows(self._rows())
        row = self.table.row_of(self._current)
        if row >= 0 and row != self.table.current_row():
            self._restoring = True
            self.table.go_to(row, scroll=False)
            self._restoring = False
        self.counts.show_text(counts_text(self._people.tally(), len(self._matching)))

    def _count(self) -> None:
        """Everything that says how many there are."""
        count = len(self._people)
        self._body.setCurrentIndex(0 if count else 1)
        self.shares.setVisible(count > 0)
        self.shares.show_tally(self._people.tally())

    def _rows(self) -> list[Row]:
        """By unit the order is made anew, so that nobody stands under another unit's heading."""
        if self._order is not Order.UNIT:
            return self._people.rows(self._matching)
        keys = set(self._matching)
        by_unit = [key for key in self._people.sorted_keys(Order.UNIT) if key in keys]
        filtered = bool(self.filter.whole_text()[0])
        return self._people.grouped_rows(by_unit, () if filtered else self._folded)

    # --- people ------------------------------------------------------------------------------

    def current(self) -> Person | None:
        """The person whose row was the current one last, if still on the list."""
        return self._people.get(self._current)

    def selected(self) -> list[int]:
        """The keys of the selected people."""
        return self.table.people_selected()

    def select(self, key: int) -> bool:
        """Goes to a person; False if it is not shown."""
        row = self.table.row_of(key)
        self.table.go_to(row)
        return row >= 0

    def select_any(self) -> None:
        """Goes to the first row if there is no current one."""
        if self.table.current_row() < 0:
            self.table.go_to(0)

    def select_following(self) -> bool:
        """Goes to the next person; False after the last one."""
        rows = self._rows()
        following = (place for place in range(self.table.current_row() + 1, len(rows))
                     if isinstance(rows[place], Person))
        row = next(following, -1)
        self.table.go_to(row)
        return row >= 0

    def uncover(self, key: int) -> None:
        """Goes to a person; the filter and folded units give way."""
        if not self.select(key):
            self._folded.clear()
            self.filter.clear()
            self._filter()
            self.select(key)

    def reveal(self, key: int) -> None:
        """Scrolls to a person without making it the current one."""
        row = self.table.row_of(key)
        if row >= 0:
            self.table.scrollTo(self.table.people.index(row, 0))

    def _picked(self, row: int) -> None:
        chosen = self.table.people.rows[row] if row >= 0 else None
        if isinstance(chosen, Person) and not self._restoring:
            self._current = chosen.attendee.id
            self.picked.emit(chosen)

    # --- order and groups --------------------------------------------------------------------

    def sort_by(self, order: Order, *, descending: bool = False) -> None:
        """Sorts the list; by unit it is grouped too."""
        self._order, self._descending = order, descending
        self.order.setCurrentIndex(self.order.findData(order))
        self.table.show_order(order, descending=descending)
        self._arrange()
        self.reveal(self._current)

    def _heading_clicked(self, column: str, descending: bool) -> None:
        if column in set(Order):
            self.sort_by(Order(column), descending=descending)

    def _fold(self, row: int, fold: bool) -> None:
        heading = self.table.people.rows[row]
        if isinstance(heading, Heading):
            (self._folded.add if fold else self._folded.discard)(heading.key)
            self._show()
            self.table.go_to(row, scroll=False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In the filter box Esc empties it, Enter and Down go to the table."""
        if not isinstance(event, QKeyEvent) or event.type() is not QEvent.Type.KeyPress:
            return False
        if event.key() == Qt.Key.Key_Escape:
            self.filter.clear()
        elif event.key() not in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return False
        self.table.setFocus()
        self.select_any()
        return True
