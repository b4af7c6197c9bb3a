"""Handing out what was recorded: the administration's workbook."""

import re
from pathlib import Path

from desktop_app.domain import records
from desktop_app.exchange.atomic import replace_atomically
from desktop_app.exchange.workbook import Progress, write_workbook
from desktop_app.i18n import N_, Texts
from desktop_app.services.report import workbook
from desktop_app.store.register import Register
from desktop_app.store.report_queries import snapshot

_UNSAFE = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f]+')
_NAME_BYTES = 180
"""Room for a folder, a number in brackets and an ending within the 255 bytes of a file name."""


def export_workbook(register: Register, meeting_id: int, target_dir: Path, texts: Texts, *,
                    progress: Progress | None = None) -> Path:
    """Writes the administration's workbook into a folder and gives the path written.

    A workbook of that name is replaced; one that is open in Excel is kept, and the new one gets a
    number in brackets (`saved_sentence` tells the user). Everything in it is of one moment, also
    while the conference goes on. `progress` is told rows written and rows in total.
    Raises `meeting-missing`, `disk-full` or `target-unwritable`; then no partial file is left.
    """
    with Register.read(register.path) as reader, snapshot(reader):
        content = workbook(reader, meeting_id, texts, register.now())
        name = workbook_name(reader.get(records.Meeting, meeting_id), texts)
        return replace_atomically(
            target_dir / name, lambda path: write_workbook(path, content, progress=progress))


def workbook_name(meeting: records.Meeting, texts: Texts) -> str:
    """The file name of a conference's workbook."""
    return file_name(meeting, texts.get(N_("Summary")), ".xlsx")


def file_name(meeting: records.Meeting, what: str, ending: str) -> str:
    """A file name that says what it is, of which conference and of which day."""
    day = f" ({meeting.starts_at:%Y-%m-%d})" if meeting.starts_at else ""
    return safe_name(f"{what} - {meeting.title}", f"{day}{ending}")


def safe_name(name: str, ending: str) -> str:
    """`name` and `ending` as a file name that Windows and Linux allow."""
    clean = " ".join(_UNSAFE.sub(" ", name).split())
    room = _NAME_BYTES - len(ending.encode())
    short = clean.encode()[:room].decode(errors="ignore")
    return short.strip(" .") + ending


def saved_sentence(meeting: records.Meeting, written: Path, texts: Texts) -> str:
    """Where the workbook is, and why it has another name than usual, if it has."""
    usual = workbook_name(meeting, texts)
    if written.name == usual:
        return texts.get(N_("The workbook was saved as {path}.")).format(path=written)
    return texts.get(N_("{name} is open in another program and was left as it is. The workbook was "
                        "saved as {path}.")).format(name=usual, path=written)
