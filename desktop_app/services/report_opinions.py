"""The sheets about opinions: all of them, by theme, by answering unit, and texts in full."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, islice
from typing import TypeVar

from desktop_app.domain import records
from desktop_app.domain.fields import Entry, entries, entry_of
from desktop_app.domain.own_rows import WHO
from desktop_app.domain.returned_rows import IN_THE_WHOLE, SENT
from desktop_app.exchange.sheets import (
    CENTRED,
    DATE_AND_TIME,
    GROUP_FILL,
    NUMBER,
    TIME_OF_DAY,
    Column,
    Formula,
    Pattern,
    Row,
    Value,
)
from desktop_app.exchange.styles import Look
from desktop_app.exchange.tables import body_pattern, pieces
from desktop_app.i18n import N_
from desktop_app.services.report_formulas import counted, criterion, literal, roman
from desktop_app.services.report_parts import (
    FIRST_ROW,
    Body,
    Context,
    Part,
    Placed,
    column_of,
    hidden_key,
    place,
    rows_of,
    teller,
)
from desktop_app.services.report_reading import OpinionReader, Told

_SAMPLE = 200
_IN_OTHER_COLUMNS = {"number", "at", "attendee_id", "speaker", "unnamed", "unit_id", "text",
                     "theme_ids", "addressed_ids", "status", "due", "result", "remark"}
_GROUP = Look(bold=True, box=True, fill=GROUP_FILL)
PIECE_WIDTH, PIECE_LINES = 80.0, 24


@dataclass(frozen=True)
class Grouped:
    """An opinion under a heading; `line` counts the opinions of its group."""

    told: Told
    group: str
    key: int | None
    line: int


X = TypeVar("X")


def at_top(parts: Sequence[Part[X]]) -> list[Part[X]]:
    """The columns with their texts at the top of the row: long texts are read from there."""
    return [replace(part, column=replace(part.column, look=replace(part.column.look,
                                                                   upright="top")))
            for part in parts]


# --- all opinions -------------------------------------------------------------------------------


def opinion_sheet(context: Context, reader: OpinionReader, *, one_day: bool) -> Placed:
    """Every opinion with its replies (the table of DOMAIN 2.4). `one_day`: times of day do."""
    parts = at_top([*_shown_parts(context, reader, one_day=one_day), *_other_parts(context, reader),
                    *_sent_parts(context, reader),
                    Part("uid", hidden_key(context), lambda told: told.opinion.uid)])
    sample = [[part.value(told) for part in parts]
              for told in reader.told(islice(reader.keys, _SAMPLE))]
    body = Body(rows_of(reader.told(reader.keys), parts), len(reader.keys), sample)
    return place(context, "opinions", context.say(N_("OPINIONS AND REPLIES")), parts, body)


def _shown_parts(context: Context, reader: OpinionReader, *, one_day: bool) -> list[Part[Told]]:
    clock = (TIME_OF_DAY, 7.5) if one_day else (DATE_AND_TIME, 18.0)
    at = context.texts.get(entry_of(records.Feedback, "at").export_heading)
    return [
        _number(context),
        Part("at", Column(at, *clock), lambda told: told.opinion.at),
        _who(context, reader),
        Part("themes", _column(context, "theme_ids", 12, 22), reader.themes),
        _text(context),
        Part("units", _column(context, "addressed_ids", 13, 24), reader.units),
        Part("replies", _replies_column(context), reader.replies),
        Part("due", _column(context, "due", 9, 12, CENTRED), lambda told: told.opinion.due),
        Part("result", _column(context, "result", 9, 20), lambda told: told.opinion.result),
        _status(context),
        Part("remark", _column(context, "remark", 9, 20), reader.remark),
    ]


def _other_parts(context: Context, reader: OpinionReader) -> list[Part[Told]]:
    """Every other field: to be seen and filtered on the screen, not printed."""

    named: Mapping[str, Callable[[object], Value]] = {
        "AgendaItem": reader.item, "Feedback": reader.number}

    def part(entry: Entry) -> Part[Told]:
        tell = named.get(entry.target) or teller(context, entry)
        return Part(entry.name, column_of(context, entry, printed=False),
                    lambda told: tell(getattr(told.opinion, entry.name)))

    return [part(entry) for entry in entries(records.Feedback)
            if entry.name not in _IN_OTHER_COLUMNS]


def _sent_parts(context: Context, reader: OpinionReader) -> list[Part[Told]]:
    """Copies of what the administration may fill in, by which changes are told when it is back."""

    def part(name: str, value: Callable[[Told], Value]) -> Part[Told]:
        heading = context.say({**SENT, **IN_THE_WHOLE}[name])
        return Part(name, replace(hidden_key(context), heading=heading), value)

    return [part("sent answer", reader.replies),
            part("sent due", lambda told: told.opinion.due),
            part("sent result", lambda told: told.opinion.result)]


def _column(context: Context, name: str, narrowest: float, widest: float,
            look: Look | None = None) -> Column:
    heading = context.texts.get(entry_of(records.Feedback, name).export_heading)
    return Column(heading, look, narrowest, widest) if look else Column(
        heading, narrowest=narrowest, widest=widest)


def _number(context: Context) -> Part[Told]:
    return Part("number", _column(context, "number", 5.5, 9, NUMBER),
                lambda told: told.opinion.number)


def _who(context: Context, reader: OpinionReader) -> Part[Told]:
    return Part("who", Column(context.say(WHO), narrowest=15, widest=26),
                reader.who)


def _text(context: Context) -> Part[Told]:
    return Part("text", _column(context, "text", 34, 46), lambda told: told.opinion.text)


def _replies_column(context: Context) -> Column:
    return Column(context.say(N_("Text of the reply")), narrowest=34, widest=46)


def _status(context: Context) -> Part[Told]:
    tell = teller(context, entry_of(records.Feedback, "status"))
    return Part("status", _column(context, "status", 9, 13, CENTRED),
                lambda told: tell(told.opinion.status))


# --- by theme, by answering unit ----------------------------------------------------------------


def theme_sheet(context: Context, reader: OpinionReader) -> Placed:
    """The opinions under their themes; one with two themes stands under both."""
    columns = [
        *_start_of_grouped(context, reader, _column(context, "theme_ids", 14, 22)),
        _grouped(Part("units", _column(context, "addressed_ids", 14, 26), reader.units)),
        _grouped(Part("replies", _replies_column(context),
                      lambda told: reader.brief(reader.replies(told)))),
        _grouped(_status(context)),
    ]
    return _grouped_sheet(context, reader, "themes", context.say(N_("OPINIONS BY THEME")), columns,
                          reader.by_theme, reader.names.themes, reader.no_theme)


def unit_sheet(context: Context, reader: OpinionReader) -> Placed:
    """The opinions under the units that answer them, with what each unit replied."""
    columns = [
        *_start_of_grouped(context, reader, _column(context, "addressed_ids", 14, 24)),
        Part("replies", _replies_column(context),
             lambda row: reader.brief(reader.replies_of(row.told, row.key))),
        _grouped(Part("due", _column(context, "due", 9, 12, CENTRED),
                      lambda told: told.opinion.due)),
        _grouped(Part("result", _column(context, "result", 9, 18),
                      lambda told: told.opinion.result)),
        _grouped(_status(context)),
    ]
    return _grouped_sheet(context, reader, "units", context.say(N_("OPINIONS BY ANSWERING UNIT")),
                          columns, reader.by_unit, reader.names.units, reader.no_unit)


def _start_of_grouped(context: Context, reader: OpinionReader,
                      group: Column) -> list[Part[Grouped]]:
    return [
        Part("line", Column(context.say(N_("No.")), NUMBER, 5.5), lambda row: row.line),
        Part("group", group, lambda row: row.group),
        Part("number", Column(context.say(N_("Opinion no.")), NUMBER, 8),
             lambda row: row.told.opinion.number),
        _grouped(_who(context, reader)),
        _grouped(Part("text", _text(context).column,
                      lambda told: reader.brief(told.opinion.text))),
    ]


def _grouped(part: Part[Told]) -> Part[Grouped]:
    return Part(part.name, part.column, lambda row: part.value(row.told))


def _grouped_sheet(context: Context, reader: OpinionReader, key: str, title: str,
                   parts: Sequence[Part[Grouped]], pairs: Sequence[tuple[int | None, int]],
                   names: Mapping[int, str], nothing: str) -> Placed:
    parts = at_top(parts)

    def things(some: Sequence[tuple[int | None, int]]) -> Iterator[Grouped]:
        told = reader.told(opinion for _, opinion in some)
        for group, members in groupby(some, key=lambda pair: pair[0]):
            for line, _ in enumerate(members, 1):
                yield Grouped(next(told), names.get(group or 0, nothing), group, line)

    counts = {group: len(list(members)) for group, members in groupby(pairs, lambda p: p[0])}
    heading = _across(len(parts))
    rows = len(pairs) + len(counts)
    cells = f"$B${FIRST_ROW}:$B${FIRST_ROW + rows - 1}"
    body = Body(
        _with_headings(context, things(pairs), parts, heading, cells, counts), rows,
        [[part.value(thing) for part in parts] for thing in things(pairs[:_SAMPLE])],
        (heading,), folds=True)
    return place(context, key, title, parts, body)


def _across(columns: int) -> Pattern:
    """A row of cells that looks like one, so that a long heading runs on over it."""
    inner = replace(_GROUP, left_edge=False, right_edge=False)
    return Pattern((replace(_GROUP, right_edge=False), *[inner] * (columns - 2),
                    replace(_GROUP, left_edge=False)))


def _with_headings(context: Context, things: Iterable[Grouped], parts: Sequence[Part[Grouped]],
                   heading: Pattern, cells: str, counts: Mapping[int | None, int]) -> Iterator[Row]:
    """The rows, each group under a heading that counts it by a formula."""
    pattern = body_pattern([part.column for part in parts])
    blank: list[Value] = [None] * (len(parts) - 1)
    for place_, (key, members) in enumerate(groupby(things, key=lambda thing: thing.key), 1):
        for thing in members:
            if thing.line == 1:
                formula = _group_heading(context, roman(place_), thing.group, cells, counts[key])
                yield Row([formula, *blank], heading)
            yield Row([part.value(thing) for part in parts], pattern, level=1)


def _group_heading(context: Context, number: str, name: str, cells: str, count: int) -> Formula:
    text = context.say(N_("{number}. {name} (opinions: {count})"), number=number, name=name,
                       count="\0")
    before, after = text.split("\0")
    return Formula(
        f"{literal(before)}&{counted((cells, criterion(name)))}&{literal(after)}",
        f"{before}{count}{after}")


# --- texts in full ------------------------------------------------------------------------------


@dataclass(frozen=True)
class Piece:
    """A part of a long text that fits one row."""

    told: Told
    what: str
    text: str


def full_text_sheet(context: Context, reader: OpinionReader) -> Placed:
    """What is too long for one row of a printed table, in as many rows as it takes."""
    parts: list[Part[Piece]] = at_top([
        Part("number", Column(context.say(N_("Opinion no.")), NUMBER, 8),
             lambda piece: piece.told.opinion.number),
        Part("who", Column(context.say(WHO), narrowest=18, widest=24),
             lambda piece: reader.who(piece.told)),
        Part("what", Column(context.say(N_("Part")), CENTRED, 12, 14), lambda piece: piece.what),
        Part("text", Column(context.say(N_("Text")), narrowest=PIECE_WIDTH, widest=PIECE_WIDTH),
             lambda piece: piece.text),
    ])
    count = sum(1 for _ in _pieces(context, reader))
    body = Body(rows_of(_pieces(context, reader), parts), count,
                [[part.value(piece) for part in parts]
                 for piece in islice(_pieces(context, reader), _SAMPLE)])
    return place(context, "full_texts", context.say(N_("FULL TEXTS")), parts, body)


def _pieces(context: Context, reader: OpinionReader) -> Iterator[Piece]:
    opinion, reply = context.say(N_("Opinion")), context.say(N_("Reply"))
    for told in reader.told(reader.long):
        for what, text in ((opinion, told.opinion.text), (reply, reader.replies(told))):
            for some in pieces(text, PIECE_WIDTH, PIECE_LINES):
                yield Piece(told, what, some)
