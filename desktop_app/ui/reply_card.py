"""The cards in which a reply is written, or a recorded one changed, under the opinion."""

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QPushButton

from desktop_app.domain import records
from desktop_app.domain.fields import Problem
from desktop_app.i18n import _
from desktop_app.services.editing import DraftMark
from desktop_app.services.meetings import Created
from desktop_app.ui.cards import FormCard, NewRecord
from desktop_app.ui.desk import Desk
from desktop_app.ui.form import Form
from desktop_app.ui.form_host import BEGUN, DeskHost
from desktop_app.ui.page import primary

QUOTED = 240


class ReplyHost(DeskHost):
    """Saves the fields of a reply; the opinions that it answers become answered."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, records.Reply)

    def save(self, name: str, raw: object, draft: DraftMark) -> Sequence[Problem]:
        if name != "feedback_ids" or not isinstance(raw, tuple):
            return super().save(name, raw, draft)
        service, key = self._desk.workspace.feedback, self.id
        return self.kept(name, lambda: service.relink(key, raw, draft))


class NewReply(NewRecord):
    """A reply that was begun waits until its opinion is answered again."""

    def __init__(self, desk: Desk) -> None:
        self._opinion = records.Feedback()
        super().__init__(desk, records.Reply, "")
        self.form.start(self.blank(), "")
        self._quote = _quote(self)
        self.recorded.connect(lambda _key: self.left.emit())

    def answer(self, opinion: records.Feedback) -> None:
        """A reply to an opinion, by the first unit that it was addressed to and that is silent."""
        self._opinion = opinion
        self.key = f"Reply:{BEGUN}{opinion.id}"
        _name(self, self._quote, opinion)
        self.open()
        if self.form.values()["unit_id"]:
            self.form.editor("text").widget.setFocus()

    def blank(self) -> records.Reply:
        opinion = self._opinion
        if not opinion.id:
            return records.Reply()
        heard = {reply.unit_id for reply in self.desk.workspace.feedback.replies_to(opinion.id)}
        unit = next((key for key in opinion.addressed_ids if key not in heard), None)
        return records.Reply(feedback_ids=(opinion.id,), unit_id=unit)

    def make(self, raw: Mapping[str, object], drafts: Iterable[DraftMark]) -> Created:
        """Without a time it is now."""
        values = {name: value for name, value in raw.items() if name != "at" or value}
        return self.desk.workspace.feedback.reply(self.desk.meeting_id, values, *drafts)


class ReplyCard(FormCard):
    """A reply that was recorded. `left`: done, or Esc."""

    left = Signal()

    def __init__(self, desk: Desk) -> None:
        self._host = ReplyHost(desk)
        self.form = Form(records.Reply, self._host, desk.popup)
        super().__init__(self.form)
        self._quote = _quote(self)
        done, back = primary(_("Done (Ctrl+Enter)")), QPushButton(_("Close (Esc)"))
        for button in (done, back):
            button.clicked.connect(lambda: self._leave())
        self.add_buttons(done, back)
        self.form.finished.connect(self._leave)

    def open(self, opinion: records.Feedback, reply: records.Reply) -> None:
        """Shows a reply to an opinion, with the caret in its text."""
        self._host.id = reply.id
        _name(self, self._quote, opinion)
        self.form.show_record(reply, self._host.form_key)
        self.form.editor("text").widget.setFocus()

    def _leave(self) -> None:
        self.form.save_all()
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
            return
        super().keyPressEvent(event)


def _quote(card: FormCard) -> QLabel:
    """The place of a card where the opinion stands that is answered."""
    label = QLabel()
    label.setProperty("role", "muted")
    label.setWordWrap(True)
    card.head.addWidget(label)
    return label


def _name(card: FormCard, quote: QLabel, opinion: records.Feedback) -> None:
    card.title.setText(_("Reply to opinion {number}").format(number=opinion.number))
    text = opinion.gist or opinion.text
    quote.setText(text if len(text) <= QUOTED else f"{text[:QUOTED]}…")
