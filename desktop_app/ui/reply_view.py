"""The replies to an opinion: the list of them under it."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QTextLayout
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
)

from desktop_app.domain import records
from desktop_app.domain.fields import entry_of
from desktop_app.i18n import _
from desktop_app.services.opinion_rows import OpinionNames
from desktop_app.ui import tokens
from desktop_app.ui.actions import key_text
from desktop_app.ui.desk import Desk
from desktop_app.ui.drawing import in_lines
from desktop_app.ui.reply_card import QUOTED
from desktop_app.ui.table import Column, RecordTableModel, TableView
from desktop_app.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
LINES = 2
ROW_HEIGHT = (LINES + 1) * tokens.TITLE + 2 * tokens.S
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True)
class ReplyRow:
    """One reply as the list shows it; `others` are the numbers of other opinions it answers."""

    id: int
    kind: str
    who: str
    text: str
    others: tuple[int, ...]


def reply_rows(desk: Desk, opinion_id: int, names: OpinionNames) -> list[ReplyRow]:
    """The replies to an opinion in the order in which they were given."""
    replies = desk.workspace.feedback.replies_to(opinion_id)
    keys = sorted({key for reply in replies for key in reply.feedback_ids} - {opinion_id})
    numbers = desk.workspace.feedback.numbers(keys) if keys else {}
    return [ReplyRow(r.id, r.kind, names.replier(r), r.text,
                     tuple(numbers[k] for k in r.feedback_ids if k in numbers)) for r in replies]


def head_text(row: ReplyRow) -> str:
    """Kind, office, and what else the reply answers."""
    kind = _(entry_of(records.Reply, "kind").choice_label(row.kind))
    others = ", ".join(map(str, row.others))
    also = _("also answers {numbers}").format(numbers=others) if others else ""
    return " · ".join(part for part in (kind, row.who, also) if part)


class ReplyDelegate(QStyledItemDelegate):
    """Who replied how, over what was said."""

    def __init__(self, theme: Theme, model: RecordTableModel[ReplyRow]) -> None:
        super().__init__()
        self._theme = theme
        self._model = model

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(option.rect.width(), ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row, rect = self._model.rows[index.row()], option.rect
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, self._theme.colour(lambda p: p.soft))
        painter.setPen(self._theme.colour(lambda p: p.raised))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        inner = rect.adjusted(tokens.M, tokens.S, -tokens.M, -tokens.S)
        line = QRect(inner.left(), inner.top(), inner.width(), tokens.TITLE)
        small, body = QFont(), QFont()
        small.setPixelSize(tokens.SMALL)
        body.setPixelSize(tokens.BODY)
        metrics = QFontMetrics(small)
        painter.setFont(small)
        painter.setPen(self._theme.colour(lambda p: p.muted))
        painter.drawText(line, _LEFT, metrics.elidedText(
            head_text(row), Qt.TextElideMode.ElideRight, line.width()))
        painter.setFont(body)
        painter.setPen(self._theme.colour(lambda p: p.text))
        layout = QTextLayout(row.text.replace("\n", " "), body)
        for text in in_lines(QFontMetrics(body), layout, line.width(), LINES):
            line.translate(0, tokens.TITLE)
            painter.drawText(line, _LEFT, text)
        painter.restore()


class ReplyList(QFrame):
    """The replies to the shown opinion. `add_wanted`, `opened` and `removal_asked` name what the
    user asks for; the page does it."""

    add_wanted = Signal()
    opened = Signal(int)
    removal_asked = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._title = QLabel()
        self._title.setProperty("role", "heading")
        self._title.setWordWrap(True)
        self.add = QPushButton(_("Reply ({key})").format(key=key_text("reply")))
        self.add.clicked.connect(lambda: self.add_wanted.emit())
        self._model: RecordTableModel[ReplyRow] = RecordTableModel([Column(
            "reply", _("Reply"), lambda row: f"{head_text(row)}\n{row.text[:QUOTED]}")])
        self.table = TableView("reply_table")
        self.table.adopt(self._model)
        self._delegate = ReplyDelegate(theme, self._model)
        self.table.setItemDelegate(self._delegate)
        self.table.horizontalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        self.table.setAccessibleName(_("Replies"))
        self.table.opened.connect(lambda row: self.opened.emit(self._model.rows[row].id))
        self.table.removal_asked.connect(self._remove)
        self._empty = QLabel(_("No reply yet."))
        self._empty.setProperty("role", "muted")
        self._lay_out()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self.add)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(tokens.M, tokens.S, tokens.M, tokens.M)
        layout.setSpacing(tokens.S)
        layout.addLayout(head)
        layout.addWidget(self._empty)
        layout.addWidget(self.table, 1)
        layout.addStretch(0)

    def show_rows(self, rows: Sequence[ReplyRow]) -> None:
        """The replies of another opinion, or new ones of the same; the current one stays."""
        current = self._current()
        self._title.setText(_("Replies ({count})").format(count=len(rows)) if rows
                            else _("Replies"))
        self._model.show(rows)
        self._empty.setVisible(not rows)
        self.table.setVisible(bool(rows))
        place = next((i for i, row in enumerate(rows) if row.id == current), 0)
        self.table.go_to(place)

    def _current(self) -> int:
        row = self.table.current_row()
        return self._model.rows[row].id if 0 <= row < len(self._model.rows) else 0

    def _remove(self) -> None:
        if self._current():
            self.removal_asked.emit(self._current())
