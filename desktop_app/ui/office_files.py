"""Workbooks that come back from the answering units, read beside the window."""

from pathlib import Path

from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from desktop_app.i18n import _
from desktop_app.services.returned import Comparison
from desktop_app.services.returned_comparing import read_and_compare
from desktop_app.ui.desk import Desk
from desktop_app.ui.returned_panel import ReturnedPanel
from desktop_app.ui.tasks import Cancelled, Progress


def read_returned(desk: Desk, page: QWidget, *, folder: bool) -> bool:
    """Asks for a folder or a file, reads it, and shows over `page` what it changes. False if
    nothing was chosen."""
    if not desk.may_write():
        return False
    start = Path(desk.settings.import_folder or Path.home())
    place = (desk.dialogs.returned_folder(page, start) if folder
             else desk.dialogs.open_list(page, start))
    if place is None:
        return False
    desk.settings.import_folder = str(place if folder else place.parent)
    path, meeting_id = desk.workspace.path, desk.meeting_id

    def work(progress: Progress, cancelled: Cancelled) -> Comparison:
        return read_and_compare(path, meeting_id, place, progress, cancelled)

    def done(found: Comparison) -> None:
        if isValid(page) and desk.meeting_id == meeting_id:
            _show(desk, page, found)

    desk.tasks.run(_("Reading {name}").format(name=place.name), work, done,
                   desk.say_failure)
    return True


def _show(desk: Desk, page: QWidget, found: Comparison) -> None:
    if found.differences or found.problems:
        panel = ReturnedPanel(desk, found)
        panel.open(page)
    else:
        desk.say(_("Nothing new was returned; nothing was changed."))
