"""Replies to an opinion: the list of them under it, and the form in which one is written."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QTextLayout
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
from desktop_app.domain.fields import Problem, entry_of
from desktop_app.i18n import _
from desktop_app.services.editing import DraftMark
from desktop_app.services.opinion_rows import OpinionNames
from desktop_app.ui import tokens
from desktop_app.ui.desk import Desk
from desktop_app.ui.drawing import in_lines
from desktop_app.ui.form import Form
from desktop_app.ui.form_host import DeskHost
from desktop_app.ui.page import primary
from desktop_app.ui.table import Column, RecordTableModel, TableView
from desktop_app.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
LINES = 2
ROW_HEIGHT = (LINES + 1) * tokens.TITLE + 2 * tokens.S
QUOTED = 240
BEGUN = "new-"
"""Before the key of the opinion that a half-typed reply answers, in the keys of its drafts."""
FIELDS = ("unit_id", "kind", "text", "feedback_ids", "attendee_id", "speaker", "at")
ORDER = (("unit_id",), ("kind",), ("text",), ("feedback_ids",))
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
        self.add = QPushButton(_("Reply (Ctrl+R)"))
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


class ReplyHost(DeskHost):
    """Saves the fields of a reply; the opinions that it answers become answered."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, records.Reply)

    def save(self, name: str, raw: object, draft: DraftMark) -> Sequence[Problem]:
        if name != "feedback_ids" or not isinstance(raw, tuple):
            return super().save(name, raw, draft)
        service, key = self._desk.workspace.feedback, self.id
        return self.kept(name, lambda: service.relink(key, raw, draft))


class ReplyCard(QFrame):
    """The form of one reply, under the opinion that it answers.

    `left`: done, or Esc. A new reply that was begun waits until its opinion is answered again.
    """

    left = Signal()

    def __init__(self, desk: Desk, *, recorded: bool) -> None:
        super().__init__()
        self._desk = desk
        self._recorded = recorded
        self._host = ReplyHost(desk)
        self._begun = ""
        self._title, self._quote = QLabel(), QLabel()
        self._title.setProperty("role", "heading")
        self._quote.setProperty("role", "muted")
        self._quote.setWordWrap(True)
        self.form = Form(records.Reply, self._host, desk.popup, FIELDS, order=ORDER,
                         recorded=recorded)
        self.form.finished.connect(self._finish)
        self._lay_out()

    def _lay_out(self) -> None:
        done = primary(_("Done (Ctrl+Enter)") if self._recorded else _("Record (Ctrl+Enter)"))
        back = QPushButton(_("Back (Esc)"))
        done.clicked.connect(lambda: self._finish())
        back.clicked.connect(lambda: self._leave())
        buttons = QHBoxLayout()
        buttons.addWidget(done)
        buttons.addWidget(back)
        buttons.addStretch(1)
        head = QVBoxLayout()
        head.setContentsMargins(tokens.M, 0, tokens.M, 0)
        head.setSpacing(tokens.S)
        for widget in (self._title, self._quote):
            head.addWidget(widget)
        head.addLayout(buttons)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(tokens.S)
        layout.addLayout(head)
        layout.addWidget(self.form, 1)

    def open_new(self, opinion: records.Feedback) -> None:
        """A reply to an opinion, by the first unit that it was addressed to and that is silent."""
        replies = self._desk.workspace.feedback.replies_to(opinion.id)
        heard = {reply.unit_id for reply in replies}
        unit = next((key for key in opinion.addressed_ids if key not in heard), None)
        blank = records.Reply(feedback_ids=(opinion.id,), unit_id=unit)
        self._open(opinion, blank, f"Reply:{BEGUN}{opinion.id}")
        self.form.editor("text" if unit else "unit_id").widget.setFocus()

    def open_reply(self, opinion: records.Feedback, reply: records.Reply) -> None:
        """A reply that was recorded."""
        self._host.id = reply.id
        self._open(opinion, reply, self._host.form_key)
        self.form.editor("text").widget.setFocus()

    def _open(self, opinion: records.Feedback, reply: records.Reply, key: str) -> None:
        self._title.setText(_("Reply to opinion {number}").format(number=opinion.number))
        text = opinion.gist or opinion.text
        self._quote.setText(text if len(text) <= QUOTED else f"{text[:QUOTED]}…")
        if self._recorded or key != self._begun:
            self.form.show_record(reply, key)
            self.form.restore_drafts(self._desk.workspace.drafts.recover)
        self._begun = key

    def _finish(self) -> None:
        if self._recorded or self._record():
            self._leave()

    def _leave(self) -> None:
        self.form.save_all()
        self.left.emit()

    def _record(self) -> bool:
        """Records a new reply, or marks what is wrong in the form."""
        problems = self.form.make_names()
        raw = {name: value for name, value in self.form.values().items() if name != "at" or value}
        marks = self.form.drafts().values()
        service, meeting_id = self._desk.workspace.feedback, self._desk.meeting_id
        created = None if problems else self._desk.attempt(
            lambda: service.reply(meeting_id, raw, *marks))
        if created:
            problems = created.problems
        self.form.show_problems(problems)
        if problems or created is None:
            return False
        self._begun = ""
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
            return
        super().keyPressEvent(event)

