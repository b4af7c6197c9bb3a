"""Many lines at once: what is pasted or typed is counted as it stands, and added as one step."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from desktop_app.domain.list_table import ListKind
from desktop_app.i18n import _, ngettext
from desktop_app.services.agenda import pasted_items
from desktop_app.services.editing import NO_DRAFT, DraftMark
from desktop_app.services.pasted import has_headings, pasted_people
from desktop_app.services.pasted_opinions import paste_opinions, pasted_opinions
from desktop_app.ui.composed_line import ComposedBox, place_caret
from desktop_app.ui.desk import Desk
from desktop_app.ui.header import set_role
from desktop_app.ui.page import primary
from desktop_app.ui.panel import Panel

COUNTED_AFTER_MS = 60
_JOIN = " · "


@dataclass(frozen=True)
class PasteJob:
    """What lines become: `understood` says for each record what it will be, `count_text` how many
    there will be, `add` makes them and `added_text` tells of it. `read_table` takes the text as a
    table with headings."""

    kind: ListKind
    title: str
    hint: str
    understood: Callable[[str], Sequence[str]]
    count_text: Callable[[int], str]
    add: Callable[[str, DraftMark], int]
    added_text: Callable[[int], str]
    read_table: Callable[[str], None]


class PastePanel(Panel):
    """Ctrl+Enter adds; Esc keeps the text for the next time the panel is opened."""

    def __init__(self, desk: Desk, job: PasteJob) -> None:
        super().__init__(job.title)
        self._desk = desk
        self._job = job
        self._draft = NO_DRAFT
        self._key = f"paste:{job.kind}:{desk.meeting_id}"
        self.box = ComposedBox()
        self.box.setObjectName("paste_box")
        self.box.setTabChangesFocus(True)
        self.box.setLineWrapMode(ComposedBox.LineWrapMode.NoWrap)
        self._hint, self._count, self._first = QLabel(job.hint), QLabel(), QLabel()
        self._add = primary(_("Add (Ctrl+Enter)"))
        self._later = QTimer(self, singleShot=True, interval=COUNTED_AFTER_MS)
        self._build()
        self._fill()

    def _build(self) -> None:
        self._hint.setProperty("role", "muted")
        self._count.setProperty("role", "heading")
        for label in (self._hint, self._first):
            label.setWordWrap(True)
        for widget in (self._hint, self.box, self._count, self._first):
            self.body.addWidget(widget, 1 if widget is self.box else 0)
        cancel = QPushButton(_("Cancel (Esc)"))
        cancel.clicked.connect(self.close_panel)
        self.footer.addStretch(1)
        self.footer.addWidget(cancel)
        table = QPushButton(_("Read as a table with headings (Ctrl+D)"))
        table.clicked.connect(self._read_table)
        self.footer.addWidget(table)
        self.footer.addWidget(self._add)
        self._add.clicked.connect(self._finish)
        self._later.timeout.connect(self._recount)
        self.box.textChanged.connect(self._typed)
        self.box.composing.connect(self._typed)
        self.box.installEventFilter(self)

    def _fill(self) -> None:
        """Several lines from the clipboard, else what was left here before."""
        pasted = QGuiApplication.clipboard().text()
        left = self._desk.workspace.drafts.recover(self._key)
        if left and left.text:
            self.box.setPlainText(left.text)
            place_caret(self.box, left.caret)
            self._typed()
        elif len(pasted.strip().splitlines()) > 1:
            self.box.setPlainText(pasted)
            self.box.selectAll()
        self._recount()

    def _typed(self) -> None:
        self._draft = self._desk.workspace.drafts.put(self._key, *self.box.whole_text())
        self._later.start()

    def _recount(self) -> None:
        text = self.box.toPlainText()
        lines = self._job.understood(text)
        self._count.setText(self._job.count_text(len(lines)))
        table = has_headings(self._job.kind, text)
        said = _("The first: {text}").format(text=lines[0]) if lines else ""
        self._first.setText(_(
            "This seems to be a table with headings: Ctrl+D reads it as one.") if table else said)
        set_role(self._first, "warn" if table else "muted")
        self._add.setEnabled(bool(lines))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
            if control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._finish()
                return True
            if control and event.key() == Qt.Key.Key_D:
                self._read_table()
                return True
        return False

    def close_panel(self) -> None:
        """Takes the panel away; what stands in the box is kept."""
        self.box.settle()
        self._desk.workspace.drafts.leave(self._key, *self.box.whole_text())
        super().close_panel()

    def _read_table(self) -> None:
        """Hands the text over; it stays here as a draft until it is added or taken out."""
        self.box.settle()
        text = self.box.toPlainText()
        if text.strip():
            self.close_panel()
            self._job.read_table(text)

    def _finish(self) -> None:
        self.box.settle()
        text = self.box.toPlainText()
        if not self._job.understood(text):
            return
        count = self._desk.attempt(lambda: self._job.add(text, self._draft))
        if count is None:
            return
        self.box.clear()
        self.close_panel()
        self._desk.say(self._job.added_text(count), undoable=True)


def paste_attendees(desk: Desk, page: QWidget,
                    read_table: Callable[[str], None]) -> PastePanel:
    """Asks for people, one per line; `read_table` takes a table with headings."""
    return _open(desk, page, PasteJob(
        ListKind.ATTENDEES, _("Paste attendees"),
        _("One person per line; after a tab, comma or semicolon the position, then the unit. "
          "Titles such as PGS.TS before a name go where they belong."),
        _people_understood,
        lambda count: ngettext("{count} person will be added.", "{count} people will be added.",
                               count).format(count=count),
        lambda text, draft: desk.workspace.attendance.paste(desk.meeting(), text, draft),
        lambda count: ngettext("{count} person added.", "{count} people added.",
                               count).format(count=count),
        read_table))


def paste_agenda(desk: Desk, page: QWidget, read_table: Callable[[str], None]) -> PastePanel:
    """Asks for agenda items, one per line; `read_table` takes a table with headings."""
    return _open(desk, page, PasteJob(
        ListKind.AGENDA, _("Paste agenda items"),
        _("One item per line; after a tab or | the minutes and the presenter."),
        _items_understood,
        lambda count: ngettext("{count} item will be added.", "{count} items will be added.",
                               count).format(count=count),
        lambda text, draft: desk.workspace.agenda.paste(desk.meeting_id, text, draft),
        lambda count: ngettext("{count} item added.", "{count} items added.",
                               count).format(count=count),
        read_table))


def paste_feedback(desk: Desk, page: QWidget, read_table: Callable[[str], None]) -> PastePanel:
    """Asks for opinions, one per line; `read_table` takes a table with headings."""
    return _open(desk, page, PasteJob(
        ListKind.FEEDBACK, _("Paste opinions"),
        _("One opinion per line; after a tab who said it, then the unit."),
        _opinions_understood,
        lambda count: ngettext("{count} opinion will be added.", "{count} opinions will be added.",
                               count).format(count=count),
        lambda text, draft: paste_opinions(desk.workspace.register, desk.meeting(), text, draft),
        lambda count: ngettext("{count} opinion added.", "{count} opinions added.",
                               count).format(count=count),
        read_table))


def _open(desk: Desk, page: QWidget, job: PasteJob) -> PastePanel:
    panel = PastePanel(desk, job)
    panel.open_over(page, panel.box)
    return panel


def _people_understood(text: str) -> list[str]:
    return [_JOIN.join(filter(None, [
        p.name.honorific, p.name.academic_rank, p.name.degree, p.name.name, p.position, p.unit,
        p.rest])) for p in pasted_people(text)]


def _items_understood(text: str) -> list[str]:
    return [_JOIN.join(filter(None, [
        i.title, _("{count} min").format(count=i.minutes) if i.minutes else "",
        i.presenter, i.rest])) for i in pasted_items(text)]


def _opinions_understood(text: str) -> list[str]:
    return [_JOIN.join(filter(None, [o.text, o.speaker, o.unit, o.rest]))
            for o in pasted_opinions(text)]
