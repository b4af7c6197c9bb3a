"""The opinion radar beside the capture line: recorded opinions that ask for the same."""

from collections.abc import Sequence
from html import escape
from textwrap import shorten
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout

from desktop_app.domain import records
from desktop_app.domain.changes import Changes
from desktop_app.domain.dates import short_date
from desktop_app.domain.errors import UserError
from desktop_app.domain.fields import entry_of
from desktop_app.i18n import _
from desktop_app.services.radar import SHOWN, Asked, LookAlike, look_beside
from desktop_app.ui import tokens
from desktop_app.ui.actions import key_text
from desktop_app.ui.desk import Desk
from desktop_app.ui.same_text import same_text
from desktop_app.ui.theme import Theme

if TYPE_CHECKING:
    from desktop_app.ui.tasks import Task

QUIET_MS = 150
"""Without a key before opinions are looked up."""
TITLE = 36
"""Characters of the title of an earlier conference."""


def radar_help() -> str:
    """What F1 says about it."""
    return _("Opinions that ask for the same appear at the right; {key} marks the line, or the "
             "selected opinion, as the same as the first of them, again as the next, then as "
             "none.").format(key=key_text("same"))


class RadarCard(QFrame):
    """Shown only while there are look-alikes. Follows the line that is typed, or else the opinion
    that is selected. `marked`: the line says the same as another opinion now, or as none."""

    marked = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("card")
        self._desk = desk
        self._asked = Asked()
        self._answered: Asked | None = None
        self._running: Asked | None = None
        self._task: Task | None = None
        self._rows: Sequence[LookAlike] = ()
        self._chosen: LookAlike | None = None
        self._timer = QTimer(self, singleShot=True, interval=QUIET_MS)
        self._timer.timeout.connect(self._look)
        self._title, self._hint = QLabel(), QLabel()
        self._title.setProperty("role", "heading")
        self._hint.setProperty("role", "small")
        self._labels = [_Row(desk.theme) for _place in range(SHOWN)]
        layout = QVBoxLayout(self)
        layout.setContentsMargins(tokens.M, tokens.S, tokens.M, tokens.S)
        layout.setSpacing(tokens.S)
        for label in (self._title, *self._labels, self._hint):
            label.setWordWrap(True)
            layout.addWidget(label)
        self.hide()

    # --- what is followed --------------------------------------------------------------------

    @property
    def chosen(self) -> int | None:
        """The opinion that says the same as the line."""
        return self._chosen.id if self._chosen else None

    @property
    def chip(self) -> str:
        """What the chip beside the line says."""
        return same_text(self._chosen.number) if self._chosen else ""

    def follow(self, text: str, opinion_id: int) -> None:
        """Looks for what asks for the same as a typed text or a recorded opinion, once nothing has
        been typed for a moment."""
        asked = Asked(self._desk.meeting_id, text, opinion_id)
        if asked == self._asked:
            return
        if not text:
            self._chosen = None
        if not (text and self._asked.text):
            self._show(())
        self._asked = asked
        self._answered = None
        self._look_again()

    def rest(self) -> None:
        """Nobody looks any more: an answer under way is not shown."""
        self.give_way()
        self._timer.stop()
        self._asked = self._answered = Asked()

    def give_way(self) -> None:
        """The window has work to do at once: a look under way, which would share the interpreter
        with it, is given up and begun again later."""
        if self._task and not self._task.is_cancelled():
            self._task.cancel()
            self._timer.start()

    def refresh(self, changes: Changes) -> None:
        """Looks again after a change of opinions or replies."""
        if not changes.touches("feedback", "reply", "reply_feedback"):
            return
        if self.chosen in changes.touched("feedback").deleted:
            self._chosen = None
        self._answered = None
        self._look_again()

    # --- looking -----------------------------------------------------------------------------

    def _look_again(self) -> None:
        """What was asked for before is no longer of use."""
        self.give_way()
        if self._asked.text or self._asked.opinion_id:
            self._timer.start()
        else:
            self._timer.stop()

    def _look(self) -> None:
        """One look at a time; what was typed meanwhile is looked up afterwards. Answers go to
        methods, which Qt forgets with the card."""
        if self._running is None and self._answered != self._asked:
            asked, path = self._asked, self._desk.workspace.path
            self._running = asked
            self._task = self._desk.tasks.run(
                "", lambda _progress, cancelled: look_beside(path, asked, cancelled),
                self._take, self._failed)

    def _take(self, rows: Sequence[LookAlike]) -> None:
        asked, self._running, self._task = self._running, None, None
        if asked == self._asked:
            self._answered = asked
            self._show(rows)
        else:
            self._look_later()

    def _look_later(self) -> None:
        """After a look that was of no use, unless one is due anyway."""
        if not self._timer.isActive():
            self._look()

    def _failed(self, error: Exception) -> None:
        """A register that cannot be read is told of by what writes to it."""
        self._running = self._task = None
        if not isinstance(error, UserError):
            raise error
        if error.code == "cancelled":
            self._look_later()
        else:
            self._show(())

    # --- marking -----------------------------------------------------------------------------

    def mark_next(self) -> None:
        """The line, or the selected opinion, says the same as the first of those shown; again, as
        the next; then as none."""
        if not self._rows and self._answered != self._asked:
            self._show_at_once()
        here = [row for row in self._rows if not row.is_earlier]
        marked = self._marked()
        keys = [row.id for row in here]
        if not here and marked is None:
            self._desk.say(self._nothing_to_mark())
            return
        place = keys.index(marked) + 1 if marked in keys else 0
        self._mark(here[place] if place < len(here) else None)

    def _show_at_once(self) -> None:
        """Asked for before the look-up has begun or ended."""
        asked, path = self._asked, self._desk.workspace.path
        rows = self._desk.attempt(lambda: look_beside(path, asked))
        if rows is not None:
            self._answered = asked
            self._show(rows)

    def _marked(self) -> int | None:
        """What the line, or the selected opinion, says the same as now."""
        if not self._asked.opinion_id:
            return self.chosen
        found = self._desk.workspace.feedback.load([self._asked.opinion_id])
        return found[0].same_as_id if found else None

    def _mark(self, row: LookAlike | None) -> None:
        opinion_id = self._asked.opinion_id
        if opinion_id:
            target = row.id if row else None
            editor = self._desk.workspace.editor
            self._desk.attempt(
                lambda: editor.set_field(records.Feedback, opinion_id, "same_as_id", target))
        else:
            self._chosen = row
        self._show(self._rows)
        self.marked.emit()

    def _nothing_to_mark(self) -> str:
        if self._rows:
            return _("Only opinions of earlier conferences look alike; an opinion can be the same "
                     "as one of its own conference.")
        return _("No recorded opinion looks alike.")

    # --- showing -----------------------------------------------------------------------------

    def _show(self, rows: Sequence[LookAlike]) -> None:
        self._rows = rows
        if not rows:
            self.hide()
            return
        self._title.setText(_("Asked for the same"))
        marked = self._marked()
        for label, row in zip(self._labels, [*rows, *[None] * SHOWN], strict=False):
            label.show_row(row, marked=row is not None and row.id == marked)
        self._hint.setText(self._how_to_mark())
        self.show()

    def _how_to_mark(self) -> str:
        if all(row.is_earlier for row in self._rows):
            return _("From earlier conferences, only to look at")
        return _("{key}: the same · again: the next, none").format(key=key_text("same"))


class _Row(QLabel):
    """One look-alike: whose it is, its text with the shared words marked, and what was replied."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._row: LookAlike | None = None
        self._marked = False
        self.setTextFormat(Qt.TextFormat.RichText)
        theme.changed.connect(self._write)

    def show_row(self, row: LookAlike | None, *, marked: bool) -> None:
        """Shows a look-alike, or nothing."""
        self._row, self._marked = row, marked
        self.setVisible(row is not None)
        self._write()

    def _write(self) -> None:
        if self._row is None:
            self.clear()
            return
        palette, row = self._theme.palette, self._row
        head = escape(" · ".join(filter(None, _head(row))))
        ink = palette.accent if self._marked else palette.muted
        same = escape(_("the same"))
        tick = f"<b>✓ {same}</b> · " if self._marked else ""
        small = f"font-size: {tokens.SMALL}px"
        lines = [f'<span style="{small}; color: {ink}">{tick}{head}</span>', _marked_text(row)]
        answer = _answer(row)
        if answer:
            lines.append(f'<span style="{small}; color: {palette.muted}">{escape(answer)}</span>')
        self.setText("<br>".join(lines))


def _head(row: LookAlike) -> Sequence[str]:
    whose = [row.who or _("Not named"), *(f"#{theme}" for theme in row.themes)]
    if row.is_earlier:
        day = short_date(row.day) if row.day else ""
        title = shorten(row.conference, TITLE, placeholder="…")
        return [", ".join(filter(None, [title, day])), *whose]
    return [f"#{row.number}", *whose, same_text(None, row.others)]


def _marked_text(row: LookAlike) -> str:
    parts, place = [], 0
    for start, end in row.marks:
        parts += [escape(row.text[place:start]), f"<b>{escape(row.text[start:end])}</b>"]
        place = end
    return "".join([*parts, escape(row.text[place:])])


def _answer(row: LookAlike) -> str:
    """What was replied; of an earlier opinion also that nothing was."""
    if row.answer:
        kind = _(entry_of(records.Reply, "kind").choice_label(row.reply_kind))
        head = " · ".join(filter(None, [row.office, kind]))
        return f"↳ {head}: {row.answer}"
    return _("↳ no reply recorded") if row.is_earlier else ""
