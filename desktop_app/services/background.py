"""Exports in a process of their own, so that the window never waits for the interpreter."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Protocol, TypeVar

from desktop_app.domain.errors import UserError
from desktop_app.exchange.isolated import Limits, run_isolated
from desktop_app.exchange.workbook import Progress
from desktop_app.i18n import Texts
from desktop_app.services.exporting import export_workbook
from desktop_app.services.formats import export_ods
from desktop_app.services.forms import Filled, FormContent, usable_form, write_form
from desktop_app.store.register import Register

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True)
class Job:
    """What is exported whereto, and in which language."""

    register: Path
    meeting_id: int
    folder: Path
    language: str


class Export(Protocol[T_co]):
    """A function at the top of a module, such as `export_workbook`."""

    def __call__(self, register: Register, meeting_id: int, folder: Path, texts: Texts,
                 /, *, progress: Progress | None = None) -> T_co: ...


def in_background(export: Export[T], job: Job, *, progress: Progress,
                  cancelled: Callable[[], bool]) -> T:
    """As `export`, in another process; to be called off the window's thread.

    Raises `cancelled` when `cancelled()` says so: no partial file is left in the way then, and
    files that are complete stay.
    """
    failed = UserError("export-failed", path=job.folder)
    limits = Limits(died=failed, too_slow=failed, seconds=None, megabytes=None)
    written: T = run_isolated(_run, export, job, limits=limits, progress=progress,
                              cancelled=cancelled)
    return written


def ods_in_background(job: Job, *, progress: Progress,
                      cancelled: Callable[[], bool]) -> list[Path]:
    """As `export_ods`, the workbook in another process; to be called off the window's thread."""
    def write_book(folder: Path) -> Path:
        return in_background(export_workbook, replace(job, folder=folder), progress=progress,
                             cancelled=cancelled)

    return export_ods(write_book, job.folder, cancelled)


def form_in_background(job: Job, form: Path, *, progress: Progress,
                       cancelled: Callable[[], bool]) -> Filled:
    """Reads a form anew and fills it as `write_form` does, both in other processes; to be called
    off the window's thread."""
    content = usable_form(form, Texts.of(job.language), cancelled)
    return in_background(partial(_filled, form, content), job, progress=progress,
                         cancelled=cancelled)


def _filled(form: Path, content: FormContent, register: Register, meeting_id: int, folder: Path,
            texts: Texts, *, progress: Progress | None = None) -> Filled:
    return write_form(register, meeting_id, form, content, folder, texts=texts, progress=progress)


def _run(export: Export[T], job: Job, *, progress: Progress) -> T:
    with Register.read(job.register) as reader:
        return export(reader, job.meeting_id, job.folder, Texts.of(job.language),
                      progress=progress)
