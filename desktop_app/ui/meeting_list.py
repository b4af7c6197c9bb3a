"""The conferences of the open register."""

from collections.abc import Sequence

from PySide6.QtWidgets import QSizePolicy

from desktop_app.domain import records
from desktop_app.domain.fields import entry_of
from desktop_app.i18n import _
from desktop_app.ui import tokens
from desktop_app.ui.table import Column, RecordTableModel, TableView

LEAST_ROWS = 3


class MeetingList(TableView):
    """The latest conference first; the one being worked on is marked and in bold."""

    def __init__(self, current: int) -> None:
        super().__init__("meeting_list")
        status = entry_of(records.Meeting, "status")
        columns: list[Column[records.Meeting]] = [
            Column("mark", "", lambda meeting: "▶" if meeting.id == current else "", 3),
            Column("starts_at", _("Date"), _day, 12),
            Column("title", _("Title"), lambda meeting: meeting.title, 90),
            Column("status", _("Status"), lambda meeting: _(status.choice_label(meeting.status)),
                   14)]
        self._meetings: RecordTableModel[records.Meeting] = RecordTableModel(columns)
        self._meetings.strong = lambda meeting: meeting.id == current
        self._shown: Sequence[records.Meeting] = ()
        self.adopt(self._meetings)
        self.setAccessibleName(_("Conferences in this register"))
        self.setMinimumHeight(LEAST_ROWS * tokens.ROW)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)

    def show_meetings(self, meetings: Sequence[records.Meeting]) -> None:
        """Shows the conferences; the selected row stays where it is."""
        row = max(self.current_row(), 0)
        if [meeting.id for meeting in meetings] == [meeting.id for meeting in self._shown]:
            self._shown = meetings
            self._meetings.refresh(meetings)
            return
        self._shown = meetings
        self._meetings.show(meetings)
        self.go_to(min(row, len(meetings) - 1))

    def chosen(self) -> records.Meeting | None:
        """The conference in the selected row."""
        row = self.current_row()
        return self._shown[row] if 0 <= row < len(self._shown) else None


def _day(meeting: records.Meeting) -> str:
    return meeting.starts_at.strftime("%d/%m/%Y") if meeting.starts_at else ""
