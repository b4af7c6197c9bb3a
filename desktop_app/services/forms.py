"""The office's own form: what it asks for, filling it, the fields there are, and a sample."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from itertools import chain, count
from pathlib import Path

from desktop_app.domain import records
from desktop_app.domain.errors import UserError
from desktop_app.domain.form_fields import GROUPS, FormField, form_fields
from desktop_app.domain.form_problems import FormContent, problem_sentence
from desktop_app.exchange.atomic import replace_atomically
from desktop_app.exchange.form_cells import shown
from desktop_app.exchange.form_filling import Progress, fill_form
from desktop_app.exchange.forms import check_form
from desktop_app.i18n import N_, Texts
from desktop_app.paths import resource
from desktop_app.services.exporting import safe_name
from desktop_app.services.form_values import FormValues
from desktop_app.services.report_parts import Context
from desktop_app.store.register import Register
from desktop_app.store.report_queries import snapshot

__all__ = ["Filled", "FormContent", "check_form"]

_SAMPLES = {"vi": "forms/danh-sach-dai-bieu.xlsx", "en": "forms/attendee-list.xlsx"}


@dataclass(frozen=True)
class Filled:
    """The file that was written, and how many rows it got."""

    path: Path
    rows: int
    usual: str


def usable_form(path: Path, texts: Texts,
                cancelled: Callable[[], bool] = lambda: False) -> FormContent:
    """Reads a form that is to be filled. Raises `form-faulty` with all its problems."""
    found = check_form(path, cancelled)
    if found.problems:
        raise UserError("form-faulty", path=path, problems="\n".join(problem_lines(found, texts)))
    return found


def write_form(register: Register, meeting_id: int, form: Path, content: FormContent,
               folder: Path, *, texts: Texts, progress: Progress | None = None) -> Filled:
    """Fills a form that has no problems and writes it into a folder, never over the form itself.

    Everything in it is of one moment. A file of that name is replaced unless it is open in
    another program or is the form. Raises `meeting-missing`, `form-too-long`, `disk-full` or
    `target-unwritable`; no partial file is left then.
    """
    with Register.read(register.path) as reader, snapshot(reader):
        meeting = reader.get(records.Meeting, meeting_id)
        values = FormValues(reader, Context(meeting, texts, register.now()))
        fields, lists = values.fields(content.keys), values.lists(content.keys)
    name = form_name(form, meeting)
    target = _beside(folder / name, form)
    written = replace_atomically(
        target, lambda path: fill_form(form, path, fields, lists, progress))
    return Filled(written, sum(len(lists[row.group]) for row in content.rows), target.name)


def form_name(form: Path, meeting: records.Meeting) -> str:
    """The file name of a filled form: that of the form, the title and the day."""
    day = f" ({meeting.starts_at:%Y-%m-%d})" if meeting.starts_at else ""
    return safe_name(f"{form.stem} - {meeting.title}", f"{day}{form.suffix.lower()}")


def _beside(target: Path, form: Path) -> Path:
    """Another name where the form itself would be written over."""
    same = target.exists() and target.samefile(form)
    return target.with_stem(f"{target.stem} (2)") if same else target


def saved_sentence(filled: Filled, texts: Texts) -> str:
    """Where the filled form is, and why it has another name than usual, if it has."""
    if filled.path.name == filled.usual:
        said = N_("The form was filled in and saved as {path}.")
    else:
        said = N_("{name} is open in another program and was left as it is. The form was saved "
                  "as {path}.")
    return texts.get(said).format(path=filled.path, name=filled.usual)


def problem_lines(content: FormContent, texts: Texts) -> list[str]:
    """All problems of a form as sentences."""
    return [problem_sentence(problem, texts) for problem in content.problems]


@dataclass(frozen=True)
class FieldOffer:
    """A field as the user sees it: how it is written, what it means, and its value now (of the
    first entry, where there is a list)."""

    field: FormField
    mark: str
    meaning: str
    sample: str


def field_offers(register: Path, meeting_id: int, texts: Texts) -> list[FieldOffer]:
    """Every field that a form may name, with its value in this conference."""
    with Register.read(register) as reader, snapshot(reader):
        meeting = reader.get(records.Meeting, meeting_id)
        values = FormValues(reader, Context(meeting, texts, reader.now()))
        keys = [field.key for field in form_fields()]
        samples = values.fields(keys)
        for entries in values.lists(keys, 1).values():
            samples.update(entries[0] if entries else {})
    return [FieldOffer(field, field.mark(texts), _meaning(field, texts),
                       shown(samples.get(field.key))) for field in form_fields()]


def _meaning(field: FormField, texts: Texts) -> str:
    said = f"{texts.get(GROUPS[field.group])}: {texts.get(field.entry.label)}"
    return said + texts.get(N_(" (repeats)")) if field.is_listed else said


def save_sample(folder: Path, texts: Texts) -> Path:
    """Puts a form to start from into a folder, beside what is there. Raises `disk-full` or
    `target-unwritable`."""
    name = safe_name(texts.get(N_("Form - List of delegates")), ".xlsx")
    names = chain([name], (name.replace(".xlsx", f" ({n}).xlsx") for n in count(2)))
    target = next(folder / each for each in names if not (folder / each).exists())
    source = resource(_SAMPLES.get(texts.language, _SAMPLES["en"]))
    return replace_atomically(target, lambda path: _copy(source, path))


def _copy(source: Path, target: Path) -> None:
    shutil.copyfile(source, target)
