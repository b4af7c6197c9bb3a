"""The right side of the feedback page: an opinion with its replies, a new opinion, or a reply."""

from PySide6.QtCore import QByteArray, Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.domain import records
from desktop_app.i18n import _
from desktop_app.services.opinion_rows import OpinionNames
from desktop_app.ui import tokens
from desktop_app.ui.desk import Desk
from desktop_app.ui.form import Form
from desktop_app.ui.form_host import DeskHost
from desktop_app.ui.new_opinion import NewOpinion
from desktop_app.ui.reply_view import ReplyCard, ReplyList, reply_rows

ORDER = (("text",), ("attendee_id",), ("unit_id",), ("theme_ids",), ("addressed_ids",),
         ("status", "kind"), ("channel", "at"), ("unnamed",), ("urgent",), ("speaker",))
_SIZES = "feedback_replies"


class OpinionPane(QFrame):
    """`recorded`: a new opinion, with its key. `left`: the reply or the new opinion is done with.
    `following_wanted`: Ctrl+Enter in the form of a known opinion."""

    recorded = Signal(int)
    left = Signal()
    following_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("card")
        self._desk = desk
        self._stack = QStackedWidget()
        self._opinion: records.Feedback | None = None
        self._host = DeskHost(desk, records.Feedback)
        self.form = Form(records.Feedback, self._host, desk.popup, order=ORDER)
        self.replies = ReplyList(desk.theme)
        self.title = QLabel()
        self.new_opinion = NewOpinion(desk)
        self._cards: dict[bool, ReplyCard] = {}
        self._known = QWidget()
        self._nothing = QLabel(_("Select an opinion to see it with its replies."))
        self._build()
        self._connect()

    def _build(self) -> None:
        self._nothing.setProperty("role", "muted")
        self._nothing.setWordWrap(True)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._nothing.setContentsMargins(tokens.M, tokens.M, tokens.M, tokens.M)
        self._split = QSplitter(Qt.Orientation.Vertical)
        self._split.setChildrenCollapsible(False)
        self._split.setHandleWidth(tokens.S)
        self._split.addWidget(self.form)
        self._split.addWidget(self.replies)
        self._split.setSizes([tokens.FORM, tokens.FORM // 2])
        saved = self._desk.settings.splitters.get(_SIZES, "")
        if saved:
            self._split.restoreState(QByteArray.fromBase64(saved.encode()))
        self._split.splitterMoved.connect(lambda _place, _index: self._remember())
        self.title.setProperty("role", "heading")
        self.title.setContentsMargins(tokens.M, 0, tokens.M, 0)
        layout = QVBoxLayout(self._known)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.title)
        layout.addWidget(self._split, 1)
        for card in (self._nothing, self._known, self.new_opinion):
            self._stack.addWidget(card)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, tokens.S, 0, 0)
        whole.addWidget(self._stack)

    def _connect(self) -> None:
        self.form.finished.connect(self.following_wanted)
        self.replies.add_wanted.connect(self.reply)
        self.replies.opened.connect(self._open_reply)
        self.new_opinion.recorded.connect(self.recorded)
        self.new_opinion.left.connect(self._back)

    def _remember(self) -> None:
        state = bytes(self._split.saveState().toBase64().data()).decode()
        self._desk.settings.splitters[_SIZES] = state

    # --- showing -----------------------------------------------------------------------------

    @property
    def shown_id(self) -> int:
        """The opinion that is shown or answered; 0 if there is none."""
        return self._opinion.id if self._opinion else 0

    @property
    def is_new(self) -> bool:
        """Whether a new opinion is being written."""
        return self._stack.currentWidget() is self.new_opinion

    def show_opinion(self, opinion: records.Feedback | None, names: OpinionNames) -> None:
        """Shows an opinion with its replies, or nothing. What was being typed in another one is
        saved first; in the same one it goes on."""
        same = opinion is not None and opinion.id == self.shown_id
        if not same:
            self.save_all()
        self._opinion = opinion
        if opinion is None:
            self._stack.setCurrentWidget(self._nothing)
            return
        if not same or self._stack.currentWidget() is self._nothing:
            self._stack.setCurrentWidget(self._known)
        self.title.setText(_("Opinion {number}").format(number=opinion.number))
        self._host.id = opinion.id
        self.form.show_record(opinion, self._host.form_key)
        self.show_replies(names)
        if not same:
            self.form.restore_drafts(self._desk.workspace.drafts.recover)
            self.form.set_read_only(self._desk.workspace.read_only)

    def show_replies(self, names: OpinionNames) -> None:
        """The replies to the shown opinion as they are now."""
        if self._opinion:
            self.replies.show_rows(reply_rows(self._desk, self._opinion.id, names))

    def start_new(self) -> None:
        """A new opinion, or the one that was half typed before."""
        self.save_all()
        self._stack.setCurrentWidget(self.new_opinion)
        self.new_opinion.focus()

    def recover_new(self) -> bool:
        """Puts back a new opinion that the last session left half typed."""
        found = self.new_opinion.recover()
        if found:
            self._stack.setCurrentWidget(self.new_opinion)
        return found

    def reply(self) -> None:
        """Ctrl+R: a reply to the shown opinion."""
        if self._opinion and not self.is_new:
            self.save_all()
            card = self._card(recorded=False)
            self._stack.setCurrentWidget(card)
            card.open_new(self._desk.workspace.feedback.get(self._opinion.id))

    def focus(self) -> None:
        """Puts the caret into the form that is shown."""
        if self.is_new:
            self.new_opinion.focus()
        elif self._stack.currentWidget() is self._known:
            self.form.focus_first()

    def save_all(self) -> None:
        """Saves what is being typed; what is not recorded yet stays a draft."""
        for form in (self.form, *(card.form for card in self._cards.values())):
            form.save_all()

    def _open_reply(self, key: int) -> None:
        reply = self._desk.attempt(lambda: self._desk.workspace.session.reply(key))
        if self._opinion and reply:
            self.save_all()
            card = self._card(recorded=True)
            self._stack.setCurrentWidget(card)
            card.open_reply(self._opinion, reply)

    def _card(self, *, recorded: bool) -> ReplyCard:
        """The form for new replies or for recorded ones, made when it is first needed."""
        if recorded not in self._cards:
            card = ReplyCard(self._desk, recorded=recorded)
            card.left.connect(self._back)
            self._stack.addWidget(card)
            self._cards[recorded] = card
        return self._cards[recorded]

    def _back(self) -> None:
        self._stack.setCurrentWidget(self._known if self._opinion else self._nothing)
        self.left.emit()

