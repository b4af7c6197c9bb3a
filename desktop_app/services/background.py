"""Long work in a process of its own, so that the window never waits for the interpreter."""

from collections.abc import Callable
from pathlib import Path

from desktop_app.domain.errors import UserError
from desktop_app.exchange.isolated import Limits, run_isolated
from desktop_app.exchange.workbook import Progress
from desktop_app.i18n import Texts
from desktop_app.services.exporting import export_workbook
from desktop_app.services.forms import Filled, FormContent, usable_form, write_form
from desktop_app.services.office_books import OfficeBook, export_office_books
from desktop_app.store.register import Register


def export_in_background(register: Path, meeting_id: int, folder: Path, language: str, *,
                         progress: Progress, cancelled: Callable[[], bool]) -> Path:
    """As `export_workbook`, in another process; to be called off the window's thread.

    Raises `cancelled` when `cancelled()` says so; no partial file is left in the way then.
    """
    failed = UserError("export-failed", path=folder)
    limits = Limits(died=failed, too_slow=failed, seconds=None, megabytes=None)
    return run_isolated(_export, register, meeting_id, folder, language, limits=limits,
                        progress=progress, cancelled=cancelled)


def office_books_in_background(register: Path, meeting_id: int, folder: Path, language: str, *,
                               progress: Progress,
                               cancelled: Callable[[], bool]) -> list[OfficeBook]:
    """As `export_office_books`, in another process; to be called off the window's thread.

    Raises `cancelled` when `cancelled()` says so; workbooks that are complete stay then.
    """
    failed = UserError("export-failed", path=folder)
    limits = Limits(died=failed, too_slow=failed, seconds=None, megabytes=None)
    return run_isolated(_export_books, register, meeting_id, folder, language, limits=limits,
                        progress=progress, cancelled=cancelled)


def form_in_background(register: Path, meeting_id: int, form: Path, folder: Path, *,
                       language: str, progress: Progress, cancelled: Callable[[], bool]) -> Filled:
    """Reads a form anew and fills it as `write_form` does, both in other processes; to be called
    off the window's thread.

    Raises `cancelled` when `cancelled()` says so; no partial file is left in the way then.
    """
    content = usable_form(form, Texts.of(language))
    failed = UserError("export-failed", path=folder)
    limits = Limits(died=failed, too_slow=failed, seconds=None, megabytes=None)
    return run_isolated(_fill, register, meeting_id, form, content, folder, language,
                        limits=limits, progress=progress, cancelled=cancelled)


def _fill(register: Path, meeting_id: int, form: Path, content: FormContent, folder: Path,
          language: str, *, progress: Progress) -> Filled:
    with Register.read(register) as reader:
        return write_form(reader, meeting_id, form, content, folder, texts=Texts.of(language),
                          progress=progress)


def _export_books(register: Path, meeting_id: int, folder: Path, language: str, *,
                  progress: Progress) -> list[OfficeBook]:
    with Register.read(register) as reader:
        return export_office_books(reader, meeting_id, folder, Texts.of(language),
                                   progress=progress)


def _export(register: Path, meeting_id: int, folder: Path, language: str, *,
            progress: Progress) -> Path:
    with Register.read(register) as reader:
        return export_workbook(reader, meeting_id, folder, Texts.of(language), progress=progress)
