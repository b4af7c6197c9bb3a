"""What is handed out, written beside the window: workbook, lists, workbooks of offices."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from desktop_app.domain.records import Meeting
from desktop_app.i18n import N_, Texts, _, active
from desktop_app.services.background import Job, in_background, ods_in_background
from desktop_app.services.exporting import export_workbook, saved_sentence
from desktop_app.services.formats import export_csv, export_json, files_sentence
from desktop_app.services.office_books import export_office_books, saved_sentences
from desktop_app.ui.desk import Desk
from desktop_app.ui.tasks import Cancelled, Progress


@dataclass(frozen=True)
class _Kind:
    """What the status line says meanwhile, what writes it, and the sentence when it is done."""

    title: str
    work: Callable[[Job, Progress, Cancelled], Any]
    sentence: Callable[[Meeting, Any, Texts], str]


def _files(_meeting: Meeting, written: list[Path], texts: Texts) -> str:
    return files_sentence(written, texts)


_KINDS: Mapping[str, _Kind] = {
    "workbook": _Kind(
        N_("Exporting the workbook"),
        lambda job, told, stop: in_background(export_workbook, job, progress=told, cancelled=stop),
        saved_sentence),
    "csv": _Kind(
        N_("Exporting the lists"),
        lambda job, told, stop: in_background(export_csv, job, progress=told, cancelled=stop),
        _files),
    "ods": _Kind(
        N_("Exporting the workbook"),
        lambda job, told, stop: ods_in_background(job, progress=told, cancelled=stop), _files),
    "json": _Kind(
        N_("Exporting the records"),
        lambda job, told, stop: in_background(export_json, job, progress=told, cancelled=stop),
        _files),
    "offices": _Kind(
        N_("Writing the workbooks of offices"),
        lambda job, told, stop: in_background(export_office_books, job, progress=told,
                                              cancelled=stop),
        lambda _meeting, books, texts: saved_sentences(books, texts)[0]),
}


def export(desk: Desk, place: QWidget, what: str) -> None:
    """Asks for a folder and writes "workbook", "csv", "ods", "json" or "offices" into it."""
    folder = desk.ask_export_folder(place)
    if folder is None:
        return
    kind, texts, meeting = _KINDS[what], active(), desk.meeting()
    job = Job(desk.workspace.path, meeting.id, folder, texts.language)
    desk.tasks.run(_(kind.title), lambda told, stop: kind.work(job, told, stop),
                   lambda written: desk.say(kind.sentence(meeting, written, texts)),
                   desk.say_failure)
