"""The themes that opinions are grouped by: names, short keys, and their order."""

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QWidget

from desktop_app.domain import records
from desktop_app.i18n import _
from desktop_app.ui.actions import key_text
from desktop_app.ui.desk import Desk
from desktop_app.ui.ranked_panel import RankedPanel
from desktop_app.ui.table import Column, listed_columns


def open_themes(desk: Desk, page: QWidget) -> "ThemesPanel":
    """Shows the themes over a page."""
    panel = ThemesPanel(desk)
    panel.open(page)
    return panel


class ThemesPanel(RankedPanel[records.Theme]):
    """Removing a theme leaves its opinions; they are then without it."""

    tables = ("theme", "feedback_theme")

    def __init__(self, desk: Desk) -> None:
        self._counts: Mapping[object, int] = {}
        super().__init__(
            desk, records.Theme, _("Themes"),
            _("Opinions are grouped by these themes, in this order. The short key is what is typed "
              "after # in the session."),
            _("New theme: type its name, Enter adds it ({key})").format(key=key_text("new")))

    def columns(self) -> list[Column[records.Theme]]:
        listed: list[Column[records.Theme]] = listed_columns(
            records.Theme, lambda theme: theme, lambda _entry, _theme: "")
        opinions: Column[records.Theme] = Column(
            "opinions", _("Opinions"), lambda theme: str(self._counts.get(theme.id, 0)), 8,
            right=True)
        return [*listed, opinions]

    def load(self) -> Sequence[records.Theme]:
        service, meeting_id = self._desk.workspace.feedback, self._desk.meeting_id
        self._counts = service.group_counts(meeting_id, "theme")
        return service.themes(meeting_id)

    def add(self, name: str) -> int:
        return self._desk.workspace.feedback.add_theme(self._desk.meeting_id, name)

    def shift(self, key: int, places: int) -> None:
        self._desk.workspace.feedback.move_theme(self._desk.meeting_id, key, places)

    def remove(self, key: int) -> None:
        self._desk.workspace.feedback.delete_theme(key)
