"""The feedback page: every opinion with its themes, offices, replies and status."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QPushButton, QStackedWidget, QVBoxLayout, QWidget
from shiboken6 import isValid

from desktop_app.domain.changes import Changes
from desktop_app.domain.errors import UserError
from desktop_app.domain.list_table import ListKind
from desktop_app.i18n import _, ngettext
from desktop_app.services.feedback import OfficeProgress, offices_in_background
from desktop_app.services.opinion_rows import OpinionNames, OpinionRows
from desktop_app.ui import tokens
from desktop_app.ui.actions import key_text
from desktop_app.ui.desk import Desk
from desktop_app.ui.form_host import BEGUN
from desktop_app.ui.import_opening import import_pasted
from desktop_app.ui.office_strip import OfficeStrip
from desktop_app.ui.opinion_filter import EVERY, FilterBar, GroupList, groups_of
from desktop_app.ui.opinion_list import OpinionTable
from desktop_app.ui.opinion_pane import OpinionPane
from desktop_app.ui.opinion_states import nothing_found, nothing_yet
from desktop_app.ui.page import Page, primary
from desktop_app.ui.paste_panel import paste_feedback
from desktop_app.ui.split import Split
from desktop_app.ui.themes_panel import open_themes

RECOUNT_MS = 300
LINKED = ("feedback", "feedback_theme", "feedback_unit", "theme", "unit", "attendee")
REPLIED = ("reply", "reply_feedback")
NAMED = ("attendee", "unit", "theme")
_GROUPS, _LIST_LEAST, _PANE_LEAST = 232, 320, 300


class FeedbackPage(Page):
    """Groups, list, and the opinion with its replies."""

    LEAST = (820, 480)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._names = OpinionNames(desk.workspace.session, desk.meeting_id)
        self._rows = OpinionRows(desk.workspace.feedback, self._names)
        self._total = 0
        self._units: dict[int, str] = {}
        self._recount = QTimer(self, singleShot=True, interval=RECOUNT_MS)
        self._recount.timeout.connect(self._show_groups)
        self._build()
        self._connect()

    # --- building ----------------------------------------------------------------------------

    def _build(self) -> None:
        self._add = primary(_("Add ({key})").format(key=key_text("new")))
        self.desk.writing(self._add)
        self._themes = QPushButton(_("Themes…"))
        self._offices = QPushButton(_("Offices…"))
        self._offices.setToolTip(_("Replies of offices ({key})").format(key=key_text("offices")))
        self.bar = FilterBar(self._offices, self._themes, self._add)
        self.offices_strip = OfficeStrip()
        self.groups = GroupList()
        self.table = OpinionTable(self.desk.theme, self._rows)
        self.pane = OpinionPane(self.desk)
        self._list = QStackedWidget()
        for part in (self.table, nothing_found(self.bar.clear),
                     nothing_yet(self.desk, self.new)):
            self._list.addWidget(part)
        self._list.setMinimumWidth(_LIST_LEAST)
        self.pane.setMinimumWidth(_PANE_LEAST)
        inner = Split(self.desk, "feedback_groups", (self.groups, self._list),
                      (_GROUPS, 2 * _GROUPS), growing=1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(tokens.M, tokens.M, tokens.M, tokens.M)
        layout.addWidget(Split(self.desk, "feedback", (self._left(inner), self.pane),
                               (3 * _GROUPS, tokens.FORM)))

    def _left(self, groups_and_list: QWidget) -> QWidget:
        left = QWidget()
        layout = QVBoxLayout(left)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(tokens.S)
        layout.addWidget(self.bar)
        layout.addWidget(self.offices_strip)
        layout.addWidget(groups_and_list, 1)
        return left

    def _connect(self) -> None:
        self._add.clicked.connect(lambda: self.new())
        self._themes.clicked.connect(lambda: open_themes(self.desk, self))
        self._offices.clicked.connect(lambda: self.offices())
        self.offices_strip.unit_chosen.connect(self._show_unit)
        self.offices_strip.more_asked.connect(lambda: self.offices())
        self.bar.changed.connect(self._filter)
        self.bar.regrouped.connect(self._regroup)
        self.bar.left.connect(self._to_list)
        self.groups.chosen.connect(lambda value: self.bar.choose(self.bar.by, value))
        self.groups.opened.connect(lambda _row: self._to_list())
        self.table.picked.connect(self._picked)
        self.table.opened.connect(lambda _row: self.edit())
        self.table.removal_asked.connect(self._remove)
        self.pane.recorded.connect(self._recorded)
        self.pane.left.connect(self.table.setFocus)
        self.pane.finished.connect(self._following)
        self.pane.replies.removal_asked.connect(self._remove_reply)

    # --- showing -----------------------------------------------------------------------------

    def activate(self) -> None:
        self._rename()
        self._query_all()
        self._show_groups()
        if self.table.current_row() < 0:
            self.table.go_to(0)
        (self.table if self._total else self._add).setFocus()
        if self.pane.recover_new():
            self.pane.focus()

    def resume(self, record: str, key: str) -> None:
        number = int(key.removeprefix(BEGUN)) if key.removeprefix(BEGUN).isdecimal() else 0
        if record == "paste":
            self.paste_lines()
        elif record == "Theme" and number:
            open_themes(self.desk, self).select(number)
        elif record == "Reply" and not key.startswith(BEGUN):
            self._resume_reply(number)
        elif (record == "Reply" or not key.startswith(BEGUN)) and self.table.select(number):
            self.pane.show_known()
            if record == "Reply":
                self.pane.reply()

    def _resume_reply(self, key: int) -> None:
        reply = self.desk.attempt(lambda: self.desk.workspace.session.reply(key))
        if reply and reply.feedback_ids and self.table.select(reply.feedback_ids[0]):
            self.pane.open_reply(key)

    def refresh(self, changes: Changes) -> None:
        if changes.touches(*NAMED):
            self._rename()
        if changes.touches(*LINKED):
            opinions = changes.touched("feedback")
            if opinions.inserted or opinions.deleted:
                self._query_all()
            self.table.repaint_rows(self._names)
        if changes.touches(*LINKED, *REPLIED):
            self._recount.start()
            self._refresh_pane(changes)

    def leave(self) -> None:
        self.pane.save_all()

    def help_text(self) -> str:
        return _("Type in the search box to narrow the list without marks: words of the opinion, "
                 "the speaker's name, or its number. Group by theme, answering unit or status and "
                 "pick a group with the arrow keys. Enter or F2 goes into the form, {reply} writes "
                 "a reply, which may answer several opinions; Delete removes, and can be "
                 "undone. {offices} writes workbooks for the answering units and reads what comes "
                 "back. {paste} takes lines or a table from the clipboard.").format(
                     reply=key_text("reply"), offices=key_text("offices"),
                     paste=key_text("paste_lines"))

    def _rename(self) -> None:
        self._names = OpinionNames(self.desk.workspace.session, self.desk.meeting_id)
        self.table.repaint_rows(self._names)

    def _show_groups(self) -> None:
        """What can be chosen, and how many opinions there are of each."""
        self._recount.stop()
        work, meeting_id, by = self.desk.workspace, self.desk.meeting_id, self.bar.by
        themes, units = work.feedback.themes(meeting_id), work.attendance.units(meeting_id)
        counts = dict(work.feedback.group_counts(meeting_id, by)) if by else {}
        counts[None] = self._total
        self._units = {unit.id: unit.short_name or unit.name for unit in units}
        path = work.path
        self.desk.tasks.run("", lambda _progress, _cancelled: offices_in_background(
            path, meeting_id), self._show_offices, self._no_offices)
        for each in EVERY:
            self.bar.offer(each, groups_of(each, themes, units))
        if by:
            asked = [unit for unit in units if unit.answers or unit.id in counts]
            self.groups.show_groups(groups_of(by, themes, asked), counts, self.bar.value(by))

    def _show_offices(self, offices: Sequence[OfficeProgress]) -> None:
        if isValid(self):
            known = [office for office in offices if office.unit_id in self._units]
            self.offices_strip.show_offices(known, self._units)

    def _no_offices(self, error: Exception) -> None:
        """A register that cannot be read is told by whatever else reads it."""
        if not isinstance(error, UserError):
            raise error

    def _regroup(self) -> None:
        self._show_groups()
        self._query()

    def _filter(self) -> None:
        self._query()
        if self.bar.by:
            self.groups.select(self.bar.value(self.bar.by))

    def _query_all(self) -> None:
        """The list after opinions came or went."""
        self._total = self.desk.workspace.feedback.count(self.desk.meeting_id)
        self._query()

    def _query(self) -> None:
        keys = self.desk.workspace.feedback.ids(self.desk.meeting_id, self.bar.wanted())
        self.table.show_keys(keys, self.pane.shown_id)
        self._list.setCurrentIndex(0 if keys else 1 if self._total else 2)
        self.groups.setVisible(bool(self.bar.by and self._total))
        self._show_count()

    def _show_count(self) -> None:
        self.bar.count.setText(ngettext("{count} of {total} opinion", "{count} of {total} opinions",
                                        self._total).format(count=len(self._rows),
                                                            total=self._total))

    def _refresh_pane(self, changes: Changes) -> None:
        shown = self.pane.shown_id
        if shown in changes.touched("feedback").deleted:
            self._show(self.table.key_at(self.table.current_row()))
        elif changes.touches(*NAMED, "feedback_theme", "feedback_unit") \
                or shown in changes.touched("feedback").updated:
            self._show(shown)
        elif changes.touches(*REPLIED):
            self.pane.show_replies(self._names)

    def _show(self, key: int) -> None:
        found = self.desk.workspace.feedback.load([key]) if key else []
        self.pane.show_opinion(found[0] if found else None, self._names)

    # --- moving about ------------------------------------------------------------------------

    def _picked(self, row: int) -> None:
        key = self.table.key_at(row)
        if key:
            self._show(key)

    def _to_list(self) -> None:
        if self.table.current_row() < 0:
            self.table.go_to(0)
        self.table.setFocus()

    def _following(self) -> None:
        """Ctrl+Enter: on to the next opinion, after the last to a new one."""
        row = self.table.current_row() + 1
        if row < len(self._rows):
            self.table.go_to(row)
            self.pane.focus()
        else:
            self.new()

    # --- commands ----------------------------------------------------------------------------

    def new(self) -> None:
        self.pane.start_new()

    def edit(self) -> None:
        self.pane.focus()

    def go_to(self, key: int) -> None:
        if not self.table.select(key):
            self.bar.clear()
            self._filter()
            self.table.select(key)
        self._show(key)
        self.pane.show_known()
        self.table.setFocus()

    def reply(self) -> None:
        self.pane.reply()

    def offices(self) -> None:
        from desktop_app.ui.offices_panel import OfficesPanel

        self.leave()
        panel = OfficesPanel(self.desk)
        panel.unit_chosen.connect(self._show_unit)
        panel.open(self)

    def _show_unit(self, unit_id: int) -> None:
        """The opinions that one unit is to answer."""
        self.bar.clear()
        self.bar.choose("unit", unit_id)
        self._to_list()

    def paste_lines(self) -> None:
        if self.desk.may_write():
            paste_feedback(self.desk, self,
                           partial(import_pasted, self.desk, self, ListKind.FEEDBACK))

    def search(self) -> None:
        self.bar.box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.bar.box.selectAll()

    def _recorded(self, key: int) -> None:
        opinion = self.desk.workspace.feedback.get(key)
        self.desk.say(_("Opinion {number} is recorded.").format(number=opinion.number),
                      undoable=True)

    def _remove(self) -> None:
        keys, row = self.table.selected_keys(), self.table.current_row()
        if not keys:
            return
        self.pane.save_all()
        if self.desk.attempt(lambda: self._delete(keys)):
            self.desk.say(ngettext("{count} opinion removed.", "{count} opinions removed.",
                                   len(keys)).format(count=len(keys)), undoable=True)
            self.table.go_to(min(row, len(self._rows) - 1))

    def _delete(self, keys: list[int]) -> bool:
        self.desk.workspace.feedback.delete(keys)
        return True

    def _remove_reply(self, key: int) -> None:
        self.desk.attempt(lambda: self.desk.workspace.feedback.delete_reply(key),
                          done=_("Reply removed."))

