"""What narrows the list of opinions: a box, three choices, and the groups with their counts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from desktop_app.domain import records
from desktop_app.domain.fields import entry_of
from desktop_app.i18n import N_, _
from desktop_app.services.feedback import OpinionFilter
from desktop_app.ui import tokens
from desktop_app.ui.composed_line import ComposedLine
from desktop_app.ui.table import Column, RecordTableModel, TableView

GROUPINGS = {"": N_("Not grouped"), "theme": N_("By theme"), "unit": N_("By answering unit"),
             "status": N_("By status")}
EVERY = {"theme": N_("All themes"), "unit": N_("All units"),
         "status": N_("All statuses")}
NOT_SORTED = {"theme": N_("Without a theme"), "unit": N_("Without an answering unit")}
_COMBO_CHARACTERS = 12


class FilterBox(ComposedLine):
    """Filters as one types. Esc clears it, then leaves; Down and Enter go to the list."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("filter_box")
        self.setPlaceholderText(_("Search without marks… (Ctrl+F)"))
        self.setClearButtonEnabled(True)
        self.setAccessibleName(_("Search this page"))
        self.setMinimumWidth(160)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.clear()
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left.emit()
        else:
            super().keyPressEvent(event)


@dataclass(frozen=True)
class Group:
    """One value that opinions are grouped by; None stands for all of them."""

    value: int | str | None
    name: str


def groups_of(by: str, themes: Sequence[records.Theme],
              units: Sequence[records.Unit]) -> list[Group]:
    """The groups in their order, those without a theme or unit at the end."""
    named: list[tuple[int | str, str]]
    if by == "theme":
        named = [(theme.id, theme.name) for theme in themes]
    elif by == "unit":
        named = [(unit.id, unit.name) for unit in units]
    else:
        named = [(c.value, _(c.label)) for c in entry_of(records.Feedback, "status").choices]
    if by in NOT_SORTED:
        named.append((0, _(NOT_SORTED[by])))
    return [Group(None, _(EVERY[by])), *(Group(value, name) for value, name in named)]


class FilterBar(QFrame):
    """`changed`: another filter. `regrouped`: another way of grouping. `left`: on to the list.

    `beside` stands beside the choices, the buttons beside the search box.
    """

    changed = Signal()
    regrouped = Signal()
    left = Signal()

    def __init__(self, beside: QWidget, *buttons: QWidget) -> None:
        super().__init__()
        self.box = FilterBox()
        self.box.textChanged.connect(lambda _text: self.changed.emit())
        self.box.composing.connect(self.changed)
        self.box.left.connect(self.left)
        self.choices = {by: _combo(_(EVERY[by])) for by in EVERY}
        self.grouping = _combo(_("Grouping"))
        for value, name in GROUPINGS.items():
            self.grouping.addItem(_(name), value)
        self.grouping.setCurrentIndex(1)
        self.choices[self.by].hide()
        self.grouping.currentIndexChanged.connect(lambda _row: self._regroup())
        self.count = QLabel()
        self.count.setProperty("role", "muted")
        self._lay_out(beside, buttons)
        for combo in self.choices.values():
            combo.currentIndexChanged.connect(lambda _row: self.changed.emit())

    def _lay_out(self, beside: QWidget, buttons: Sequence[QWidget]) -> None:
        upper, lower = QHBoxLayout(), QHBoxLayout()
        upper.addWidget(self.box, 1)
        for widget in (self.count, *buttons):
            upper.addWidget(widget)
        for combo in (self.grouping, *self.choices.values()):
            lower.addWidget(combo, 1)
        lower.addWidget(beside)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(tokens.S)
        for row in (upper, lower):
            row.setSpacing(tokens.S)
            layout.addLayout(row)

    @property
    def by(self) -> str:
        """What the list is grouped by; empty for nothing."""
        return str(self.grouping.currentData() or "")

    def wanted(self) -> OpinionFilter:
        """The filter as it stands."""
        theme, unit, status = (self.value(by) for by in ("theme", "unit", "status"))
        return OpinionFilter(self.box.whole_text()[0], theme if isinstance(theme, int) else None,
                             unit if isinstance(unit, int) else None, str(status or ""))

    def value(self, by: str) -> int | str | None:
        """The chosen theme, unit or status; None for all."""
        chosen: int | str | None = self.choices[by].currentData()
        return chosen

    def choose(self, by: str, value: int | str | None) -> None:
        """Narrows to one theme, unit or status."""
        combo = self.choices[by]
        combo.setCurrentIndex(max(combo.findData(value), 0))

    def offer(self, by: str, groups: Sequence[Group]) -> None:
        """What can be chosen; the choice stays if it is still there."""
        combo, before = self.choices[by], self.value(by)
        combo.blockSignals(True)
        combo.clear()
        for group in groups:
            combo.addItem(group.name, group.value)
        combo.setCurrentIndex(max(combo.findData(before), 0))
        combo.blockSignals(False)

    def clear(self) -> None:
        """Takes every narrowing away."""
        self.box.clear()
        for combo in self.choices.values():
            combo.setCurrentIndex(0)

    def _regroup(self) -> None:
        for by, combo in self.choices.items():
            combo.setVisible(by != self.by)
        self.regrouped.emit()


def _combo(name: str) -> QComboBox:
    combo = QComboBox()
    combo.setAccessibleName(name)
    combo.setToolTip(name)
    combo.setMinimumContentsLength(_COMBO_CHARACTERS)
    combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    return combo


class GroupList(TableView):
    """The groups with how many opinions each has. `chosen`: the value of another group."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__("opinion_groups")
        self._shown: Sequence[Group] = ()
        self._counts: Mapping[object, int] = {}
        self._groups: RecordTableModel[Group] = RecordTableModel([
            Column("name", _("Group"), lambda group: group.name, 18),
            Column("count", "", self._count_text, 6, right=True)])
        self._groups.strong = lambda group: group.value is None
        self.adopt(self._groups)
        header = self.horizontalHeader()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.hide()
        self.setAccessibleName(_("Groups"))
        self.setSelectionMode(TableView.SelectionMode.SingleSelection)
        self.setMinimumWidth(160)
        self.picked.connect(self._picked)

    def show_groups(self, groups: Sequence[Group], counts: Mapping[object, int],
                    value: int | str | None) -> None:
        """Shows the groups with their counts, the one of this value selected.

        `counts` has the number of all opinions under None.
        """
        self._shown, self._counts = groups, counts
        self.selectionModel().blockSignals(True)
        self._groups.show(groups)
        self.selectionModel().blockSignals(False)
        self.select(value)

    def select(self, value: int | str | None) -> None:
        """Selects the group of a value without telling anybody."""
        place = next((i for i, group in enumerate(self._shown) if group.value == value), 0)
        self.blockSignals(True)
        self.go_to(place)
        self.blockSignals(False)

    def _count_text(self, group: Group) -> str:
        return str(self._counts.get(group.value, 0))

    def _picked(self, row: int) -> None:
        if row >= 0:
            self.chosen.emit(self._shown[row].value)
