"""The right side of the feedback page: an opinion with its replies, a new opinion, or a reply."""

from PySide6.QtCore import Qt

from desktop_app.domain import records
from desktop_app.i18n import _
from desktop_app.services.opinion_rows import OpinionNames
from desktop_app.ui import tokens
from desktop_app.ui.cards import FormCard
from desktop_app.ui.desk import Desk
from desktop_app.ui.form import Form
from desktop_app.ui.form_host import DeskHost
from desktop_app.ui.new_opinion import NewOpinion
from desktop_app.ui.record_panel import RecordPanel
from desktop_app.ui.reply_card import NewReply, ReplyCard
from desktop_app.ui.reply_view import ReplyList, reply_rows
from desktop_app.ui.same_text import same_text
from desktop_app.ui.split import Split


class OpinionPane(RecordPanel):
    """Under an opinion stand its replies, each with a card of its own."""

    def __init__(self, desk: Desk) -> None:
        self._opinion: records.Feedback | None = None
        self._host = DeskHost(desk, records.Feedback)
        form = Form(records.Feedback, self._host, desk.popup)
        self.replies = ReplyList(desk.theme)
        split = Split(desk, "feedback_replies", (form, self.replies),
                      (tokens.FORM, tokens.FORM // 2), growing=None, along=Qt.Orientation.Vertical)
        super().__init__(desk, _("Select an opinion to see it with its replies."), form,
                         FormCard(split), NewOpinion(desk))
        self.new_reply = NewReply(desk)
        self.reply_card = ReplyCard(desk)
        desk.writing(self.replies.add)
        self._build()
        self.left.connect(self._back)
        self.replies.add_wanted.connect(self.reply)
        self.replies.opened.connect(self.open_reply)

    def _build(self) -> None:
        for card in (self.new_reply, self.reply_card):
            self.cards.addWidget(card)
            card.left.connect(self.left)

    # --- showing -----------------------------------------------------------------------------

    @property
    def shown_id(self) -> int:
        """The opinion that is shown or answered; 0 if there is none."""
        return self._opinion.id if self._opinion else 0

    def show_opinion(self, opinion: records.Feedback | None, names: OpinionNames) -> None:
        """Shows an opinion with its replies, or nothing. What was being typed in another one is
        saved first; in the same one it goes on."""
        same = opinion is not None and opinion.id == self.shown_id
        if not same:
            self.save_all()
        self._opinion = opinion
        if opinion is None:
            self.show_nothing()
            return
        self._host.id = opinion.id
        self.known.title.setText(self._title(opinion))
        self.form.show_record(opinion, self._host.form_key)
        self.show_replies(names)
        if not same:
            self.show_known()

    def _title(self, opinion: records.Feedback) -> str:
        feedback = self.desk.workspace.feedback
        root = feedback.numbers([opinion.same_as_id or 0]).get(opinion.same_as_id or 0)
        same = same_text(root, len(feedback.same([opinion.id]).get(opinion.id, ())))
        number = _("Opinion {number}").format(number=opinion.number)
        return " · ".join(filter(None, [number, same]))

    def show_replies(self, names: OpinionNames) -> None:
        """The replies to the shown opinion as they are now."""
        if self._opinion:
            self.replies.show_rows(reply_rows(self.desk, self._opinion.id, names))

    def reply(self) -> None:
        """Ctrl+R: a reply to the shown opinion."""
        if self._opinion and not self.is_new and self.desk.may_write():
            self.save_all()
            self.cards.setCurrentWidget(self.new_reply)
            self.new_reply.answer(self.desk.workspace.feedback.get(self._opinion.id))

    def save_all(self) -> None:
        super().save_all()
        self.reply_card.form.save_all()

    def open_reply(self, key: int) -> None:
        """Shows a reply to the shown opinion, to be changed."""
        reply = self.desk.attempt(lambda: self.desk.workspace.session.reply(key))
        if self._opinion and reply:
            self.save_all()
            self.cards.setCurrentWidget(self.reply_card)
            self.reply_card.open(self._opinion, reply)

    def _back(self) -> None:
        if self._opinion:
            self.show_known()
        else:
            self.show_nothing()
