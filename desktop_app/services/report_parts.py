"""What the sheets of the administration's workbook share: names, columns, values, formulas."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Generic, TypeVar

from desktop_app.domain import records
from desktop_app.domain.dates import short_date
from desktop_app.domain.fields import Entry, Kind
from desktop_app.domain.kinds import MeetingStatus
from desktop_app.domain.row_codes import HEADING
from desktop_app.exchange import tables
from desktop_app.exchange.sheets import (
    CENTRED,
    CODE,
    DATE_AND_TIME,
    NUMBER,
    TEXT,
    TIME_OF_DAY,
    Area,
    Column,
    Formula,
    Pattern,
    Row,
    Sheet,
    Value,
    letter_of,
)
from desktop_app.exchange.styles import Look
from desktop_app.i18n import N_, Texts

MARK = "x"
FIRST_ROW = 6
"""The first row under the headings of every table: title rows and headings are always as many."""

SHEET_NAMES: Mapping[str, Mapping[str, str]] = {
    "vi": {
        "summary": "Tổng hợp", "attendees": "Đại biểu", "roll_call": "Điểm danh theo đơn vị",
        "agenda": "Chương trình", "opinions": "Ý kiến", "themes": "Theo lĩnh vực",
        "units": "Theo đơn vị giải trình", "full_texts": "Toàn văn",
    },
    "en": {
        "summary": "Summary", "attendees": "Attendees", "roll_call": "Roll-call by unit",
        "agenda": "Agenda", "opinions": "Opinions", "themes": "By theme",
        "units": "By answering unit", "full_texts": "Full texts",
    },
}
"""Formulas and people refer to sheets by name, so the names are fixed and no matter of taste."""

_LOOKS: Mapping[Kind, Look] = {
    Kind.NUMBER: NUMBER, Kind.FLAG: CENTRED, Kind.DATE_TIME: DATE_AND_TIME, Kind.TIME: TIME_OF_DAY,
}
_TIME_WIDTHS = {Kind.DATE_TIME: 18.0, Kind.TIME: 8.0}

X = TypeVar("X")


def sheet_names(texts: Texts) -> Mapping[str, str]:
    """What the sheets are called in a language."""
    return SHEET_NAMES.get(texts.language, SHEET_NAMES["en"])


@dataclass(frozen=True)
class Context:
    """What every sheet needs to know. `now` is the moment of the export."""

    meeting: records.Meeting
    texts: Texts
    now: datetime

    def say(self, message: str, **params: object) -> str:
        """A catalogue text in the language of the workbook, filled in."""
        text = self.texts.get(message)
        return text.format(**params) if params else text

    def sheet_name(self, key: str) -> str:
        return sheet_names(self.texts)[key]

    @property
    def live(self) -> bool:
        """Whether the conference is still in session."""
        return self.meeting.status == MeetingStatus.LIVE

    @property
    def subtitle(self) -> str:
        """Which conference, when and where, in one line."""
        day = short_date(self.meeting.starts_at.date()) if self.meeting.starts_at else ""
        return ", ".join(part for part in (self.meeting.title, day, self.meeting.venue) if part)


@dataclass(frozen=True)
class Part(Generic[X]):
    """A column of a table and what stands in it for each thing that a row is about."""

    name: str
    column: Column
    value: Callable[[X], Value]


@dataclass(frozen=True)
class Placed:
    """A finished sheet whose columns formulas can name."""

    sheet: Sheet
    names: tuple[str, ...]

    def cells(self, name: str) -> str:
        """The body cells of a column, as a formula names them."""
        return Area(self.sheet.name, self.sheet.first_row, self.sheet.count).column(
            self.number(name))

    def number(self, name: str) -> int:
        """The place of a column, from 1."""
        return self.names.index(name) + 1


@dataclass(frozen=True)
class Body:
    """The rows of a table: an example of them for the widths, how many, and what they look like
    beyond the usual."""

    rows: Iterable[Row]
    count: int
    sample: Sequence[Sequence[Value]] = ()
    patterns: tuple[Pattern, ...] = ()
    folds: bool = False


def place(context: Context, key: str, title: str, parts: Sequence[Part[X]], body: Body,
          total: Sequence[Value] = ()) -> Placed:
    """A sheet with one table under its title, and `total` under it. A table without rows says
    so."""
    columns = [part.column for part in parts]
    printed = sum(column.printed and not column.hidden for column in columns)
    widths = tables.column_widths(columns, body.sample)
    head = [*tables.title_rows(context.meeting.organisation.upper(), title, context.subtitle,
                               printed, sum(widths[:printed])), tables.heading_row(columns)]
    pattern = tables.body_pattern(columns)
    rows = body.rows if body.count else [_nothing_row(context, pattern)]
    foot = [Row(total, _total_pattern(columns), 21)] if total and body.count else []
    assert len(head) == FIRST_ROW - 1
    sheet = Sheet(
        context.sheet_name(key), widths, head, rows, body.count or 1, foot, heading_row=len(head),
        printed_columns=printed, folds=body.folds, says_nothing=not body.count,
        body_patterns=(pattern, *body.patterns),
        hidden_columns=frozenset(n for n, c in enumerate(columns, 1) if c.hidden),
        code_columns=frozenset(n for n, c in enumerate(columns, 1) if c.look.format == "@"),
    )
    return Placed(sheet, tuple(part.name for part in parts))


def _nothing_row(context: Context, pattern: Pattern) -> Row:
    return Row((None, context.say(N_("(none)")), *[None] * (len(pattern.looks) - 2)), pattern)


def total_row(context: Context, parts: Sequence[Part[X]], sample: Sequence[Sequence[Value]],
              summed: Collection[str],
              special: Mapping[str, Callable[[int], Value]]) -> list[Value]:
    """"Total" in the second column, live sums of the columns in `summed`, and what `special` makes
    from the number of the row."""
    last = FIRST_ROW + len(sample) - 1
    values: list[Value] = []
    for place_, part in enumerate(parts):
        if part.name in summed:
            letter = letter_of(place_ + 1)
            now = sum(number_in(row[place_]) for row in sample)
            values.append(Formula(f"SUM({letter}{FIRST_ROW}:{letter}{last})", now))
        else:
            values.append(special[part.name](last + 1) if part.name in special else None)
    values[1] = context.say(N_("Total"))
    return values


def number_in(value: Value) -> int:
    """The whole number that a cell shows; 0 for anything else."""
    shown = value.value if isinstance(value, Formula) else value
    return shown if isinstance(shown, int) else 0


def _total_pattern(columns: Sequence[Column]) -> Pattern:
    return Pattern(tuple(
        Look(bold=True, box=True, fill=tables.TOTAL_FILL, align=column.look.align,
             format=column.look.format)
        for column in columns))


def rows_of(things: Iterable[X], parts: Sequence[Part[X]]) -> Iterable[Row]:
    """One row for each thing."""
    pattern = tables.body_pattern([part.column for part in parts])
    makers = [part.value for part in parts]
    return (Row([make(thing) for make in makers], pattern) for thing in things)


def column_of(context: Context, entry: Entry, *, look: Look | None = None, widest: float = 0,
              printed: bool = True) -> Column:
    """The column of a catalogue field under its export heading. What is not printed keeps to one
    line, lest it makes the printed rows higher."""
    look = look or _LOOKS.get(entry.kind, TEXT)
    return Column(
        context.texts.get(entry.export_heading), look if printed else replace(look, wrap=False),
        narrowest=_TIME_WIDTHS.get(entry.kind, 5.0), widest=widest or entry.width, printed=printed)


def hidden_key(context: Context) -> Column:
    """The column by which a list that comes back is recognised; never seen, never printed."""
    return Column(context.say(HEADING), CODE, printed=False, hidden=True, widest=12)


def teller(context: Context, entry: Entry) -> Callable[[object], Value]:
    """What makes a cell's value of a field's; references are for the caller to resolve."""
    if entry.kind is Kind.CHOICE:
        labels = {choice.value: context.texts.get(choice.label) for choice in entry.choices}
        return lambda value: labels.get(str(value), str(value)) if value else None
    if entry.kind is Kind.FLAG:
        return lambda value: MARK if value else None
    return lambda value: value or None  # type: ignore[return-value]
