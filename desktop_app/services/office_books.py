"""One workbook for each unit that is to answer: its opinions, and columns to fill in.

Nothing is locked: offices sort, filter and widen sheets, and a protected sheet comes back retyped
in another file (docs/decisions). What was sent stands in hidden columns of the same row, so that it
survives sorting, copying to another workbook, LibreOffice, Google Sheets and WPS.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path

from desktop_app.domain import records
from desktop_app.domain.errors import UserError
from desktop_app.domain.fields import entry_of
from desktop_app.domain.returned_rows import ASKED, HIDDEN, MARK, TOLD
from desktop_app.exchange import tables
from desktop_app.exchange.atomic import replace_atomically
from desktop_app.exchange.sheets import (
    CENTRED,
    CODE,
    INPUT_FILL,
    NUMBER,
    TEXT,
    Column,
    Pattern,
    Row,
    Sheet,
    Value,
    Workbook,
)
from desktop_app.exchange.styles import Look
from desktop_app.exchange.workbook import Progress, write_workbook
from desktop_app.i18n import N_, Texts
from desktop_app.services.exporting import safe_name
from desktop_app.services.office_reading import OfficeNames, Sent, sent_to
from desktop_app.services.report_opinions import PIECE_LINES, PIECE_WIDTH, at_top
from desktop_app.services.report_parts import Body, Context, Part, place, rows_of
from desktop_app.services.report_reading import FITS_A_ROW
from desktop_app.store import returned_queries
from desktop_app.store.register import Register
from desktop_app.store.report_queries import CHARACTERS_A_LINE, snapshot

_FREE = replace(TEXT, upright="top", fill=INPUT_FILL)
_READ = replace(TEXT, upright="top")
_NOTE = Look(italic=True, align="left", wrap=True)
_COLUMNS = {
    "number": Column("", replace(NUMBER, upright="top"), 6, 8),
    "who": Column("", _READ, 12, 20), "unit": Column("", _READ, 12, 20),
    "themes": Column("", _READ, 10, 18), "text": Column("", _READ, 34, 46),
    "answer": Column("", _FREE, 38, 50), "kind": Column("", replace(_FREE, align="center"), 13, 15),
    "due": Column("", replace(CENTRED, upright="top", fill=INPUT_FILL, format="@"), 12, 14),
    "person": Column("", _FREE, 15, 20),
}


@dataclass(frozen=True)
class OfficeBook:
    """The workbook of one unit, as it was written."""

    unit: str
    opinions: int
    path: Path


def export_office_books(register: Register, meeting_id: int, folder: Path, texts: Texts, *,
                        progress: Progress | None = None) -> list[OfficeBook]:
    """Writes the workbooks into a folder; `progress` is told how many of how many are written.

    No file that is there is replaced, as it may be one that an office has filled in. Everything is
    of one moment. Raises `meeting-missing`, `nothing-addressed`, `disk-full`, `target-unwritable`.
    """
    with Register.read(register.path) as reader, snapshot(reader):
        meeting = reader.get(records.Meeting, meeting_id)
        context = Context(meeting, texts, register.now())
        names = OfficeNames(reader, meeting_id)
        asked = returned_queries.addressed(reader, meeting_id)
        if not asked:
            raise UserError("nothing-addressed")
        written = []
        for done, (unit_id, keys) in enumerate(asked.items(), 1):
            unit = names.units[unit_id]
            rows = list(sent_to(reader, context, names, unit, keys))
            path = _written(folder, context, unit, rows)
            written.append(OfficeBook(unit.name, len(rows), path))
            if progress:
                progress(done, len(asked))
    return written


def _written(folder: Path, context: Context, unit: records.Unit, rows: Sequence[Sent]) -> Path:
    target = _free_name(folder, book_name(context.meeting, unit, context.texts))
    content = office_workbook(context, unit, rows)
    return replace_atomically(target, lambda path: write_workbook(path, content))


def book_name(meeting: records.Meeting, unit: records.Unit, texts: Texts) -> str:
    """The file name of a unit's workbook."""
    day = f" ({meeting.starts_at:%Y-%m-%d})" if meeting.starts_at else ""
    what = texts.get(N_("Replies to opinions"))
    return safe_name(f"{what} - {unit.name}", f"{day}.xlsx")


def _free_name(folder: Path, name: str) -> Path:
    path = folder / name
    names = (path.with_name(f"{path.stem} ({number}){path.suffix}") for number in count(2))
    return next(each for each in _chained(path, names) if not each.exists())


def _chained(first: Path, others: Iterator[Path]) -> Iterator[Path]:
    yield first
    yield from others


def saved_sentences(books: Sequence[OfficeBook], texts: Texts) -> list[str]:
    """How many workbooks were saved where; then which is whose."""
    total = texts.get(N_("Workbooks for offices saved in {folder}: {count}."))
    line = texts.get(N_("{unit}: opinions: {count}, {file}"))
    return [total.format(count=len(books), folder=books[0].path.parent),
            *(line.format(unit=book.unit, count=book.opinions, file=book.path.name)
              for book in books)]


# --- the sheet ------------------------------------------------------------------------------


def office_workbook(context: Context, unit: records.Unit, rows: Sequence[Sent]) -> Workbook:
    """The workbook of one unit."""
    long = [row for row in rows if _is_long(str(row.values["text"]))]
    sheets = [_sheet(context, unit, rows, full_texts=bool(long))]
    if long:
        sheets.append(_full_texts(context, long))
    return Workbook(
        title=f"{context.say(N_('Replies to opinions'))}: {unit.name}",
        author=context.meeting.organisation, written_at=context.now, sheets=sheets,
        footer=context.subtitle, language=context.texts.language)


def _is_long(text: str) -> bool:
    return len(text) + CHARACTERS_A_LINE * text.count("\n") > FITS_A_ROW


def _full_texts(context: Context, long: Sequence[Sent]) -> Sheet:
    """The opinions that Excel's tallest row would cut when it is printed."""
    parts: list[Part[tuple[Sent, str]]] = at_top([
        Part("number", Column(context.say(TOLD["number"]), NUMBER, 8),
             lambda piece: piece[0].values["number"]),
        Part("who", Column(context.say(TOLD["who"]), narrowest=18, widest=24),
             lambda piece: piece[0].values["who"]),
        Part("full", Column(context.say(N_("Text")), narrowest=PIECE_WIDTH, widest=PIECE_WIDTH),
             lambda piece: piece[1])])
    cut = [(row, piece) for row in long
           for piece in tables.pieces(str(row.values["text"]), PIECE_WIDTH, PIECE_LINES)]
    sample = [[part.value(each) for part in parts] for each in cut]
    body = Body(rows_of(cut, parts), len(cut), sample)
    return place(context, "full_texts", context.say(N_("FULL TEXTS")), parts, body).sheet


def _sheet(context: Context, unit: records.Unit, rows: Sequence[Sent], *,
           full_texts: bool) -> Sheet:
    named = _named_columns(context)
    columns = list(named.values())
    values = [[row.values.get(name) for name in named] for row in rows]
    widths = tables.column_widths(columns, values)
    visible = len(TOLD) + len(ASKED)
    head = _head(context, unit, named, widths[:visible], full_texts=full_texts)
    pattern = tables.body_pattern(columns)
    place_of = list(named).index
    return Sheet(
        context.sheet_name("opinions"), widths, head, [Row(each, pattern) for each in values],
        len(values), heading_row=len(head), frozen_columns=1, printed_columns=visible,
        hidden_columns=frozenset(range(visible + 1, len(columns) + 1)),
        code_columns=frozenset([place_of("due") + 1, *range(visible + 1, len(columns) + 1)]),
        body_patterns=(pattern,), choices={place_of("kind") + 1: _reply_kinds(context)})


def _named_columns(context: Context) -> dict[str, Column]:
    headings = {name: context.say(text) for name, text in {**TOLD, **ASKED, **HIDDEN}.items()}
    hidden = Column("", CODE, 6, 12, printed=False, hidden=True)
    return {name: replace(_COLUMNS.get(name, hidden), heading=heading)
            for name, heading in headings.items()}


def _head(context: Context, unit: records.Unit, named: dict[str, Column],
          widths: Sequence[float], *, full_texts: bool) -> list[Row]:
    """Letterhead, what to do, the hidden names of the columns, and the headings."""
    visible, width = len(widths), sum(widths)
    title = context.say(N_("REPLIES TO OPINIONS: {unit}"), unit=unit.name.upper())
    note = context.say(N_(
        "Please fill in the shaded columns and send this file back. Rows may be sorted and "
        "filtered, columns renamed or added; leave a row empty that you do not answer."))
    if full_texts:
        more = N_("Opinions too long for their row stand on the sheet “{sheet}”.")
        note = f"{note} {context.say(more, sheet=context.sheet_name('full_texts'))}"
    rows = tables.title_rows(context.meeting.organisation.upper(), title, context.subtitle,
                             visible, width)
    marks: list[Value] = [f"{MARK}{name}" for name in named]
    return [
        *rows[:-1], tables.merged_row(note, _NOTE, visible, tables.height_for(note, width, _NOTE)),
        Row(marks, Pattern((CODE,) * len(marks)), 12, hidden=True),
        tables.heading_row(list(named.values())),
    ]


def _reply_kinds(context: Context) -> list[str]:
    return [context.say(choice.label) for choice in entry_of(records.Reply, "kind").choices]
