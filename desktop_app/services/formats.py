"""The other formats in which a conference is handed out: lists as CSV, everything as JSON, the
workbook as ODS."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory

from desktop_app.domain import records
from desktop_app.exchange.atomic import replace_atomically
from desktop_app.exchange.csv_file import list_separator, write_csv
from desktop_app.exchange.libreoffice import convert
from desktop_app.exchange.sheets import Sheet
from desktop_app.exchange.workbook import Progress
from desktop_app.i18n import N_, Texts
from desktop_app.services.dumping import unheard, write_conference
from desktop_app.services.exporting import file_name
from desktop_app.services.report import list_sheets
from desktop_app.store.register import Register
from desktop_app.store.report_queries import snapshot

Cancelled = Callable[[], bool]
WriteBook = Callable[[Path], Path]


def export_csv(register: Register, meeting_id: int, folder: Path, texts: Texts, *,
               progress: Progress | None = None) -> list[Path]:
    """Writes a CSV file for each list of the conference (attendees, agenda, opinions), with the
    columns of the workbook, into a folder, and gives the paths written.

    Files of these names are replaced, as `export_workbook` does. `progress` is told rows written
    and rows in total. Raises `meeting-missing`, `disk-full` or `target-unwritable`.
    """
    with Register.read(register.path) as reader, snapshot(reader):
        meeting = reader.get(records.Meeting, meeting_id)
        sheets = list_sheets(reader, meeting_id, texts, register.now())
        told = _counter(sheets, progress or unheard)
        return [_csv(folder / file_name(meeting, sheet.name, ".csv"), sheet, told)
                for sheet in sheets]


def _csv(target: Path, sheet: Sheet, told: Callable[[int], None]) -> Path:
    delimiter = list_separator()
    return replace_atomically(
        target, lambda path: write_csv(path, sheet, delimiter=delimiter, told=told))


def _counter(sheets: Sequence[Sheet], progress: Progress) -> Callable[[int], None]:
    total, done = sum(sheet.count for sheet in sheets), 0

    def told(more: int) -> None:
        nonlocal done
        done += more
        progress(done, total)

    return told


def export_json(register: Register, meeting_id: int, folder: Path, texts: Texts, *,
                progress: Progress | None = None) -> list[Path]:
    """Writes everything that was recorded of the conference as one JSON file into a folder, in the
    form of the command `dump`; gives its path. Otherwise as `export_csv`."""
    with Register.read(register.path) as reader:
        meeting = reader.get(records.Meeting, meeting_id)
        target = folder / file_name(meeting, texts.get(N_("Records")), ".json")

        def write(path: Path) -> None:
            with path.open("w", encoding="utf-8", errors="replace", newline="\n") as file:
                write_conference(reader, file.write, meeting_id, progress or unheard)

        return [replace_atomically(target, write)]


def export_ods(write_book: WriteBook, folder: Path,
               cancelled: Cancelled = lambda: False) -> list[Path]:
    """Has the workbook written by `write_book`, which gets a folder and gives the path, and puts it
    into `folder` as an ODS file of the same name.

    Raises `no-libreoffice`, `conversion-failed`, `cancelled`, `disk-full`, `target-unwritable`.
    """
    with TemporaryDirectory(prefix="thukyhoinghi-", ignore_cleanup_errors=True) as work:
        book = write_book(Path(work))
        made = convert(book, "ods", Path(work, "converted"), cancelled=cancelled)
        return [replace_atomically(folder / made.name, partial(_copy, made))]


def _copy(source: Path, target: Path) -> None:
    copyfile(source, target)


def files_sentence(written: Sequence[Path], texts: Texts) -> str:
    """Which files were saved where."""
    names = ", ".join(f"“{path.name}”" for path in written)
    return texts.get(N_("Saved in {folder}: {names}.")).format(folder=written[0].parent,
                                                               names=names)
