"""The form of the record that is selected in the log of the live page."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout

from desktop_app.domain import records
from desktop_app.i18n import _
from desktop_app.services.live_log import LogEntry
from desktop_app.ui import tokens
from desktop_app.ui.desk import Desk
from desktop_app.ui.form import Form
from desktop_app.ui.form_host import DeskHost
from desktop_app.ui.log_model import NOTE_NAMES
from desktop_app.ui.reply_card import ReplyHost

RECORD_TYPES = {"feedback": records.Feedback, "reply": records.Reply, "note": records.Note}


class RecordForm(QFrame):
    """The form of whatever is selected in the log. `left`: Ctrl+Enter, back to the capture line."""

    left = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("card")
        self._desk = desk
        self._forms: dict[str, tuple[Form, DeskHost]] = {}
        self._title = QLabel()
        self._title.setProperty("role", "heading")
        self._title.setWordWrap(True)
        self._empty = QLabel(_("Select a line of the log to change it here."))
        self._empty.setProperty("role", "muted")
        self._empty.setWordWrap(True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(1, tokens.S, 1, 1)
        for label in (self._title, self._empty):
            label.setContentsMargins(tokens.M, 0, tokens.M, 0)
        self._layout.addWidget(self._title)
        self._layout.addWidget(self._empty, 1)

    def hasHeightForWidth(self) -> bool:
        """It scrolls: a column must not take the height of all fields for the least it needs."""
        return False

    # --- showing -----------------------------------------------------------------------------

    def show_entry(self, entry: LogEntry | None) -> None:
        """The record behind a log entry; nothing for entries that have no form."""
        known = entry.table if entry and entry.table in RECORD_TYPES else ""
        for table, (form, _host) in self._forms.items():
            form.save_all()
            form.setVisible(table == known)
        record = self._record(known, entry.id) if entry and known else None
        self._empty.setVisible(record is None)
        self._title.setVisible(record is not None)
        if entry and record is not None:
            form, host = self._form(known)
            host.id = entry.id
            self._title.setText(self._heading(entry))
            form.show_record(record, host.form_key)
            form.set_read_only(self._desk.read_only)
            form.show()

    def prepare(self) -> None:
        """Makes the form of opinions before the first one is recorded."""
        if "feedback" not in self._forms:
            self._form("feedback")[0].hide()

    def focus(self) -> None:
        """Puts the caret into the first field."""
        shown = next((form for form, _host in self._forms.values() if form.isVisible()), None)
        if shown:
            shown.focus_first()

    def save_all(self) -> None:
        """Saves what is being typed."""
        for form, _host in self._forms.values():
            form.save_all()

    def _form(self, table: str) -> tuple[Form, DeskHost]:
        if table not in self._forms:
            record_type = RECORD_TYPES[table]
            host = ReplyHost(self._desk) if table == "reply" else DeskHost(self._desk, record_type)
            form = Form(record_type, host, self._desk.popup)
            form.finished.connect(self.left)
            self._layout.addWidget(form, 1)
            self._forms[table] = (form, host)
        return self._forms[table]

    def _record(self, table: str, key: int) -> object | None:
        work = self._desk.workspace
        load = {"feedback": work.feedback.get, "reply": work.session.reply,
                "note": work.session.note}[table]
        return self._desk.attempt(lambda: load(key))

    def _heading(self, entry: LogEntry) -> str:
        if entry.kind == "opinion":
            return _("Opinion {number}").format(number=entry.number)
        return _("Reply") if entry.kind == "reply" else _(NOTE_NAMES[entry.kind])
