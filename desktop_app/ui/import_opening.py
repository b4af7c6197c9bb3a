"""Opening a list: read and compared in the background, then shown over the page."""

from pathlib import Path

from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from desktop_app.domain.list_table import ListKind
from desktop_app.i18n import _
from desktop_app.services import importing
from desktop_app.services.importing import ListMerge
from desktop_app.ui.desk import Desk
from desktop_app.ui.import_choices import FileKey, ListSource
from desktop_app.ui.import_ending import import_failed
from desktop_app.ui.import_panel import SIZE, ImportPanel
from desktop_app.ui.tasks import Cancelled, Progress

Compared = tuple[ListMerge, FileKey]


def import_list(desk: Desk, page: QWidget, kind: ListKind) -> None:
    """Asks for a file, reads it, and shows over `page` what it would do to the list."""
    if not desk.may_write():
        return
    folder = Path(desk.settings.import_folder or Path.home())
    path = desk.dialogs.open_list(page, folder)
    if path is None:
        return
    desk.settings.import_folder = str(path.parent)
    _read(desk, page, ListSource(path, kind))


def import_pasted(desk: Desk, page: QWidget, kind: ListKind, text: str) -> None:
    """Reads a table that was copied from a spreadsheet, headings and all, as one in a file."""
    if desk.may_write():
        _read(desk, page, ListSource(Path(_("Clipboard")), kind, text))


def _read(desk: Desk, page: QWidget, source: ListSource) -> None:
    """Reads and compares off the window's thread, with columns as they were told before."""
    meeting_id, register = desk.meeting_id, desk.workspace.path
    told = importing.remembered(desk.workspace.register)

    def work(_progress: Progress, cancelled: Cancelled) -> Compared:
        found = source.preview(cancelled, told)
        return (importing.compare_in_background(register, meeting_id, found),
                source.key(meeting_id))

    def done(compared: Compared) -> None:
        if isValid(page) and desk.meeting_id == meeting_id:
            for before in page.window().findChildren(ImportPanel):
                before.close_panel()
            panel = ImportPanel(desk, *compared, lambda: _read(desk, page, source))
            panel.open_over(page, panel.table, *SIZE)

    desk.tasks.run(_("Reading {name}").format(name=source.path.name), work, done,
                   lambda error: import_failed(desk, error))
