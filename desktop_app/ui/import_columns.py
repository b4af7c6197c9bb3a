"""Which column of a list holds what: chosen by the user, remembered for lists of this shape."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QPushButton, QScrollArea, QWidget

from desktop_app.domain import headings
from desktop_app.domain.grid import column_letters
from desktop_app.domain.heading_words import ENDS, IGNORED
from desktop_app.domain.list_profiles import fields_of, names_rows, shape_of
from desktop_app.domain.list_table import ColumnRole, ListKind, ListTable
from desktop_app.domain.row_codes import CODE
from desktop_app.i18n import N_, _
from desktop_app.services.importing import remember
from desktop_app.ui import tokens
from desktop_app.ui.desk import Desk
from desktop_app.ui.import_findings import place_of
from desktop_app.ui.page import primary
from desktop_app.ui.panel import Panel

WIDTH, HEIGHT = 720, 600
PIECES: Mapping[ListKind, Mapping[str, str]] = {
    ListKind.ATTENDEES: {
        headings.FAMILY: N_("Family and middle name"),
        headings.TITLES: N_("Academic rank and degree"),
        headings.PROFESSION: N_("Professional title"),
        headings.POSITION_AND_UNIT: N_("Position and unit together"),
        headings.CONTACT: N_("Phone and e-mail together"),
        headings.MALE: N_("Mark of men"), headings.FEMALE: N_("Mark of women"),
        headings.BORN_MALE: N_("Birth year of men"),
        headings.BORN_FEMALE: N_("Birth year of women"),
    },
    ListKind.AGENDA: {ENDS: N_("Ends at")},
    ListKind.FEEDBACK: {},
}
"""What a column may hold besides a whole field."""
_NAMELESS: Mapping[ListKind, str] = {
    ListKind.ATTENDEES: N_("One column has to hold the names. Nothing was changed."),
    ListKind.AGENDA: N_("One column has to hold the items. Nothing was changed."),
    ListKind.FEEDBACK: N_("One column has to hold the opinions. Nothing was changed."),
}


class ColumnsPanel(Panel):
    """One choice for each column. Ctrl+Enter remembers them and calls `changed`."""

    def __init__(self, desk: Desk, kind: ListKind, tables: Sequence[ListTable],
                 changed: Callable[[], None]) -> None:
        super().__init__(_("Columns of the list"))
        self._desk = desk
        self._kind = kind
        self._changed = changed
        self._tables = list({shape_of(kind, table.headings): table for table in tables}.values())
        self._choices: list[dict[int, QComboBox]] = []
        self._build()

    @property
    def first(self) -> QWidget:
        """What takes the focus."""
        return next(iter(self._choices[0].values()))

    def _build(self) -> None:
        hint = QLabel(_("Say what each column holds. Two columns with the same choice are joined. "
                        "Lists with the same headings are read like this from now on."))
        hint.setWordWrap(True)
        hint.setProperty("role", "muted")
        inside = QWidget()
        inside.setObjectName("form_body")
        grid = QGridLayout(inside)
        grid.setHorizontalSpacing(tokens.L)
        grid.setVerticalSpacing(tokens.S)
        grid.setColumnStretch(1, 1)
        for table in self._tables:
            self._add_table(grid, table)
        grid.setRowStretch(grid.rowCount(), 1)
        area = QScrollArea()
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        cancel, take = QPushButton(_("Cancel (Esc)")), primary(_("Read like this (Ctrl+Enter)"))
        cancel.clicked.connect(self.close_panel)
        take.clicked.connect(self._remember)
        for widget in (hint, area):
            self.body.addWidget(widget, 1 if widget is area else 0)
        self.footer.addStretch(1)
        self.footer.addWidget(cancel)
        self.footer.addWidget(take)

    def _add_table(self, grid: QGridLayout, table: ListTable) -> None:
        head = QLabel(place_of(table))
        head.setProperty("role", "heading")
        head.setWordWrap(True)
        grid.addWidget(head, grid.rowCount(), 0, 1, 3)
        choices: dict[int, QComboBox] = {}
        for column in _all_columns(table):
            row = grid.rowCount()
            name = QLabel(column.text or _("no heading"))
            name.setWordWrap(True)
            grid.addWidget(QLabel(column_letters(column.column)), row, 0)
            grid.addWidget(name, row, 1)
            choices[column.column] = _choice(self._kind, column)
            grid.addWidget(choices[column.column], row, 2)
        self._choices.append(choices)

    def _remember(self) -> None:
        """Keeps what was chosen, unless nothing could be read like that."""
        told = [{column: str(box.currentData()) for column, box in choices.items()}
                for choices in self._choices]
        if not all(names_rows(self._kind, roles.values()) for roles in told):
            self._desk.say(_(_NAMELESS[self._kind]))
            return
        register = self._desk.workspace.register
        if self._desk.attempt(lambda: [remember(register, self._kind, table, roles) for table, roles
                                       in zip(self._tables, told, strict=True)]):
            self.close_panel()
            self._changed()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._remember()
        else:
            super().keyPressEvent(event)


def _all_columns(table: ListTable) -> list[ColumnRole]:
    """The columns with headings, and those without that are filled."""
    code = table.columns.get(CODE, ())
    headed = {column.column: column for column in table.headings if column.column not in code}
    unused = {column: ColumnRole(column, text, "") for column, text in table.unused}
    return [column for _, column in sorted({**unused, **headed}.items())]


def _choice(kind: ListKind, column: ColumnRole) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(column.text or column_letters(column.column))
    box.addItem(_("— not used —"), IGNORED)
    for entry in fields_of(kind):
        box.addItem(_(entry.label), entry.name)
    for role, label in PIECES[kind].items():
        box.addItem(_(label), role)
    box.setCurrentIndex(max(box.findData(column.role), 0))
    return box
