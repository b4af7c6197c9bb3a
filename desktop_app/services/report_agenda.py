"""The sheet about the agenda: planned and real times of every item."""

from collections.abc import Sequence
from dataclasses import dataclass

from desktop_app.domain import records
from desktop_app.domain.fields import Entry, entries, entry_of
from desktop_app.domain.own_rows import (
    DIFFERENCE,
    PLANNED_MINUTES,
    PLANNED_START,
    REAL_END,
    REAL_MINUTES,
    REAL_START,
    REOPENED,
)
from desktop_app.exchange.sheets import CENTRED, NUMBER, TIME_OF_DAY, Column, Formula
from desktop_app.exchange.styles import Look
from desktop_app.i18n import N_
from desktop_app.services.agenda import DROPPED, PlannedRow
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
    total_row,
)

_SIGNED = Look(align="center", box=True, format="+0;-0;0")
_SHOWN_OTHERWISE = {"number", "title", "minutes", "presenter", "state", "state_reason", "note"}


@dataclass(frozen=True)
class ItemLine:
    """An agenda item, the row it stands in, and how long it really took (None = not yet)."""

    row: int
    planned: PlannedRow
    took: int | None

    @property
    def item(self) -> records.AgendaItem:
        return self.planned.item

    @property
    def difference(self) -> int | str:
        """Real less planned minutes; empty where one of them is unknown."""
        if self.took is None or self.item.minutes is None:
            return ""
        return self.took - self.item.minutes


def item_lines(context: Context, rows: Sequence[PlannedRow]) -> list[ItemLine]:
    """The items with their real minutes: none for what was skipped, unknown for what waits."""
    lines = []
    for row, planned in enumerate(rows, FIRST_ROW):
        took = planned.minutes_open(context.now) if planned.spans else None
        if took is None and planned.item.state in DROPPED:
            took = 0
        lines.append(ItemLine(row, planned, took))
    return lines


def agenda_sheet(context: Context, lines: Sequence[ItemLine]) -> Placed:
    """The agenda with planned and real times and their difference in minutes."""
    parts = [*_shown_parts(context), *_other_parts(context, lines),
             Part("uid", hidden_key(context), lambda line: line.item.uid)]
    sample = [[part.value(line) for part in parts] for line in lines]
    total = total_row(context, parts, sample, {"minutes", "took", "difference"}, {})
    body = Body(rows_of(lines, parts), len(lines), sample)
    return place(context, "agenda", context.say(N_("AGENDA: PLANNED AND REAL TIMES")), parts,
                 body, total)


def _shown_parts(context: Context) -> list[Part[ItemLine]]:
    def field(name: str, look: Look | None = None) -> Part[ItemLine]:
        entry = entry_of(records.AgendaItem, name)
        tell = teller(context, entry)
        return Part(name, column_of(context, entry, look=look),
                    lambda line: tell(getattr(line.item, name)))

    def clock(name: str, heading: str) -> Part[ItemLine]:
        return Part(name, Column(heading, TIME_OF_DAY, 9),
                    lambda line: getattr(line.planned, name))

    return [
        field("number"),
        field("title"),
        field("presenter"),
        clock("planned_start", context.say(PLANNED_START)),
        Part("minutes", Column(context.say(PLANNED_MINUTES), NUMBER, 9),
             lambda line: line.item.minutes),
        clock("opened_at", context.say(REAL_START)),
        clock("closed_at", context.say(REAL_END)),
        Part("took", Column(context.say(REAL_MINUTES), NUMBER, 9), lambda line: line.took),
        Part("difference", Column(context.say(DIFFERENCE), _SIGNED, 10),
             lambda line: Formula(_difference(line.row), line.difference)),
        field("state", CENTRED),
        Part("remark", column_of(context, entry_of(records.AgendaItem, "note")),
             lambda line: _remark(context, line)),
    ]


def _difference(row: int) -> str:
    return f'IF(OR(E{row}="",H{row}=""),"",H{row}-E{row})'


def _remark(context: Context, line: ItemLine) -> str:
    """Why it was dropped, how often it was reopened, and the secretary's remark."""
    again = len(line.planned.spans) - 1
    reopened = context.say(REOPENED, count=again) if again > 0 else ""
    told = [line.item.state_reason, reopened, line.item.note]
    return "; ".join(text for text in told if text)


def _other_parts(context: Context, lines: Sequence[ItemLine]) -> list[Part[ItemLine]]:
    """Every other field that says something: to be seen on the screen, not printed."""
    others = [_other(context, entry) for entry in entries(records.AgendaItem)
              if entry.name not in _SHOWN_OTHERWISE]
    return [part for part in others if any(part.value(line) is not None for line in lines)]


def _other(context: Context, entry: Entry) -> Part[ItemLine]:
    tell = teller(context, entry)
    return Part(entry.name, column_of(context, entry, printed=False),
                lambda line: tell(getattr(line.item, entry.name)))
