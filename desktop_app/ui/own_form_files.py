"""Filling a form beside the window."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from desktop_app.i18n import _, active
from desktop_app.services.background import Job, form_in_background
from desktop_app.services.forms import Filled, saved_sentence
from desktop_app.ui.desk import Desk
from desktop_app.ui.tasks import Cancelled, Progress


def fill_in_background(desk: Desk, place: QWidget, form: Path) -> None:
    """Asks for a folder and writes the filled form into it."""
    folder = desk.ask_export_folder(place)
    if folder is None:
        return
    texts = active()
    job = Job(desk.workspace.path, desk.meeting_id, folder, texts.language)

    def work(progress: Progress, cancelled: Cancelled) -> Filled:
        return form_in_background(job, form, progress=progress, cancelled=cancelled)

    desk.tasks.run(_("Filling in the form"), work,
                   lambda filled: desk.say(saved_sentence(filled, texts)),
                   desk.say_failure)
