"""F4: the quorum with its rule, who was in the room at any minute, and presence at each item."""

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop_app.domain.changes import Changes
from desktop_app.domain.check_in import parse_when
from desktop_app.domain.errors import UserError
from desktop_app.i18n import N_, _, active
from desktop_app.services.attendance import Person
from desktop_app.services.presence import ItemAttendance, Whereabouts, day_of
from desktop_app.ui import tokens
from desktop_app.ui.composed_line import ComposedLine
from desktop_app.ui.desk import Desk
from desktop_app.ui.header import set_role
from desktop_app.ui.panel import Panel
from desktop_app.ui.quorum_text import meter, meter_role, rule_text
from desktop_app.ui.table import Column, RecordTableModel, TableView

_SHOWN = {
    "here": (N_("In the room ({count})"), {Whereabouts.HERE}),
    "absent": (N_("Not in the room ({count})"), {Whereabouts.LEFT, Whereabouts.AWAITED}),
    "left": (N_("Had left ({count})"), {Whereabouts.LEFT}),
    "all": (N_("Everybody ({count})"), set(Whereabouts)),
}
_TOUCHING = ("attendee", "presence_span", "unit", "agenda_item", "item_span", "meeting")
_TIME_WIDTH = 96


@dataclass(frozen=True)
class Standing:
    """Somebody of the list and where they were."""

    person: Person
    where: Whereabouts
    since: datetime | None


def open_room(desk: Desk, place: QWidget) -> "RoomPanel | None":
    """Shows the room over the window; the same key takes it away."""
    shown = place.window().findChild(RoomPanel)
    if shown is not None and shown.isVisible():
        shown.close_panel()
        return None
    panel = RoomPanel(desk)
    panel.open_over(place, panel.time, width=1300, height=640)
    return panel


class RoomPanel(Panel):
    """Follows the room as long as no other minute was chosen."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("Room and quorum"))
        self._desk = desk
        self._at: datetime | None = None
        self._standings: list[Standing] = []
        self.time, self.filter, self.choice = ComposedLine(), ComposedLine(), QComboBox()
        self.meter, self.rule, self._said = QLabel(), QLabel(), QLabel()
        self._people = RecordTableModel[Standing](_people_columns(desk))
        self._items = RecordTableModel[ItemAttendance](_item_columns(desk))
        self.people, self.items = TableView("room_people"), TableView("room_items")
        self._build()
        self._connect()
        self._show()

    # --- building ----------------------------------------------------------------------------

    def _build(self) -> None:
        self.meter.setProperty("role", "heading")
        self.rule.setProperty("role", "muted")
        self.rule.setWordWrap(True)
        self._said.setProperty("role", "muted")
        self.time.setFixedWidth(_TIME_WIDTH)
        self.time.setAccessibleName(_("Minute shown"))
        self.filter.setPlaceholderText(_("Find without marks"))
        self.filter.setClearButtonEnabled(True)
        self.choice.setAccessibleName(_("Who is listed"))
        for name in _SHOWN:
            self.choice.addItem("", name)
        self.people.adopt(self._people)
        self.items.adopt(self._items)
        self.body.addLayout(_row(QLabel(_("At")), self.time, self.meter, self._said))
        self.body.addWidget(self.rule)
        heading = QLabel(_("Present at the agenda items"))
        heading.setProperty("role", "heading")
        sides = QHBoxLayout()
        sides.setSpacing(tokens.L)
        sides.addLayout(_column(_row(self.choice, self.filter), self.people), 5)
        sides.addLayout(_column(_row(heading), self.items), 7)
        self.body.addLayout(sides, 1)

    def _connect(self) -> None:
        self.time.installEventFilter(self)
        self.time.returnPressed.connect(self._typed)
        self.filter.textChanged.connect(lambda _text: self._list())
        self.filter.composing.connect(self._list)
        self.choice.activated.connect(lambda _row: self._list())
        self.follow(self._desk.bus.changed, self._refresh)

    # --- which minute ------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In the time box ← and → go to the change before and after."""
        if not isinstance(event, QKeyEvent) or event.type() is not QEvent.Type.KeyPress:
            return False
        if event.key() not in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            return False
        self.step(-1 if event.key() == Qt.Key.Key_Left else 1)
        return True

    def step(self, places: int) -> None:
        """Goes to the arrival or departure before (-1) or after (1); after the last one to now."""
        if self._at is None and places > 0:
            return
        found = self._desk.workspace.presence.step(self._desk.meeting_id, self._moment(), places)
        if found is not None or places > 0:
            self._at = found
        self._show_moment()

    def _typed(self) -> None:
        """Goes to the minute in the box; an empty box is now."""
        text = self.time.text().strip()
        try:
            self._at = self._read(text) if text else None
        except UserError as error:
            self._say(f"✘ {error.sentence(active())}", "warn")
            self.time.selectAll()
            return
        self._show_moment()

    def _read(self, text: str) -> datetime | None:
        """The end of the minute that is meant: who came at 9:42 was there at 9:42."""
        if self._at is not None and text == _clock(self._at):
            return self._at
        when, now = parse_when(text), self._desk.workspace.now()
        if when is None:
            raise UserError("time-unreadable", text=text)
        at = when.moment(now, day_of(self._desk.meeting(), now))
        if at > now:
            raise UserError("time-to-come", time=_clock(at))
        return min(at if at.second else at.replace(second=59), now)

    def _moment(self) -> datetime:
        return self._at or self._desk.workspace.now()

    # --- showing -----------------------------------------------------------------------------

    def _refresh(self, changes: Changes) -> None:
        if changes.touches(*_TOUCHING):
            self._show()

    def _show(self) -> None:
        presence, meeting = self._desk.workspace.presence, self._desk.meeting()
        row = self.items.current_row()
        self._items.show(presence.items(meeting))
        self.items.go_to(row)
        self._show_moment()

    def _show_moment(self) -> None:
        presence, meeting = self._desk.workspace.presence, self._desk.meeting()
        quorum = (presence.quorum(meeting) if self._at is None
                  else presence.quorum_at(meeting, self._at))
        self.time.setText(_clock(self._at) if self._at else "")
        self.time.setPlaceholderText(_("now"))
        self.meter.setText(meter(quorum) if quorum.base else _("Nobody is summoned yet"))
        set_role(self.meter, meter_role(quorum))
        self.rule.setText(rule_text(quorum))
        self._say(_("← → previous and next arrival or departure · 9:42 Enter · empty = now"),
                  "muted")
        self._place()
        self._list()

    def _say(self, text: str, role: str) -> None:
        self._said.setText(text)
        set_role(self._said, role)

    def _place(self) -> None:
        """Where everybody was."""
        work, meeting_id = self._desk.workspace, self._desk.meeting_id
        found = work.presence.whereabouts(meeting_id, self._moment())
        awaited = (Whereabouts.AWAITED, None)
        self._standings = [Standing(p, *found.get(p.attendee.id, awaited))
                           for p in work.session.people(meeting_id)]

    def _list(self) -> None:
        """The people chosen who fit the filter, and how many there are of each choice."""
        for place, (text, states) in enumerate(_SHOWN.values()):
            count = sum(s.where in states for s in self._standings)
            self.choice.setItemText(place, _(text).format(count=count))
        states = _SHOWN[self.choice.currentData()][1]
        query = self.filter.whole_text()[0].strip()
        found = {c.key for c in self._desk.finder("Attendee").find(query, len(self._standings))}
        self._people.show([s for s in self._standings if s.where in states
                           and (not query or s.person.attendee.id in found)])


def _clock(at: datetime) -> str:
    """To the minute; with seconds where a change is meant to the second."""
    return at.strftime("%H:%M" if at.second in (0, 59) else "%H:%M:%S")


def _row(*widgets: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(tokens.M)
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch(1)
    return row


def _column(head: QHBoxLayout, table: QWidget) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(tokens.S)
    column.addLayout(head)
    column.addWidget(table, 1)
    return column


def standing_text(standing: Standing) -> str:
    """Where somebody was: a mark, a word and since when."""
    if standing.where is Whereabouts.AWAITED or standing.since is None:
        return _("– excused") if standing.person.attendee.excused else _("· not yet here")
    time = standing.since.strftime("%H:%M")
    return (_("● present {time}") if standing.where is Whereabouts.HERE
            else _("○ left {time}")).format(time=time)


def _people_columns(desk: Desk) -> list[Column[Standing]]:
    def colour(standing: Standing) -> str:
        palette = desk.theme.palette
        return {Whereabouts.HERE: palette.good, Whereabouts.LEFT: palette.warn,
                Whereabouts.AWAITED: palette.muted}[standing.where]

    return [
        Column("number", _("No."), lambda s: str(s.person.attendee.number or ""), 6, True,
               fixed=True),
        Column("name", _("Full name"), lambda s: s.person.attendee.full_name, 22),
        Column("unit", _("Unit"), lambda s: s.person.unit.name if s.person.unit else "", 20),
        Column("where", _("Present"), standing_text, 18, colour=colour,
               fixed=True),
    ]


def _item_columns(desk: Desk) -> list[Column[ItemAttendance]]:
    palette = desk.theme
    return [
        Column("number", _("No."), lambda i: str(i.item.number), 5, True, fixed=True),
        Column("title", _("Item"), lambda i: i.item.title, 26),
        Column("open", _("Open"), _open_text, 15, fixed=True),
        Column("opening", _("At opening"), lambda i: str(i.opening), 9, True, fixed=True),
        Column("part", _("In part"), lambda i: str(i.part), 9, True, fixed=True),
        Column("end", _("At the end"), lambda i: str(i.end), 9, True, fixed=True),
        Column("quorate", _("Quorate"), lambda i: _("✔ yes") if i.quorate else _("✘ no"), 11,
               colour=lambda i: palette.palette.good if i.quorate else palette.palette.warn,
               fixed=True),
    ]


def _open_text(item: ItemAttendance) -> str:
    times = (item.opened_at, item.closed_at)
    return "–".join(at.strftime("%H:%M") if at else _("now") for at in times)
