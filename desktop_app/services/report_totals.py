"""The tables of the summary: delegates and quorum, opinions by status, theme and answering unit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from desktop_app.domain.kinds import DELEGATE_KINDS, FEEDBACK_STATUSES, FeedbackStatus
from desktop_app.domain.rulesets import Quorum
from desktop_app.exchange.sheets import BarChart, Formula, Value
from desktop_app.exchange.styles import Look
from desktop_app.exchange.tables import TOTAL_FILL
from desktop_app.i18n import N_
from desktop_app.services.report_check import Checks
from desktop_app.services.report_formulas import counted, criterion, literal, share
from desktop_app.services.report_page import (
    CELL,
    COUNT,
    LINE,
    SECTION,
    SHARE,
    Fact,
    Page,
    fact_cell,
)
from desktop_app.services.report_parts import MARK, Context, Placed
from desktop_app.services.report_people import Labels
from desktop_app.store.report_queries import RollCall

_TOTAL = {look: replace(look, bold=True, fill=TOTAL_FILL) for look in (CELL, COUNT, SHARE)}
_LABEL_COLUMN, _VALUE_COLUMN = 2, 3
_CHART_COLUMN = 5
_CHART_WIDTH, _CHART_LEAST, _CHART_MOST = 12.0, 6.0, 15.0
_CENTIMETRES_A_POINT = 2.54 / 72


@dataclass(frozen=True)
class Figures:
    """What the register itself counts, and names in the order of the lists. The key None stands
    for opinions without a theme or an answering unit."""

    quorum: Quorum
    here_now: int
    roll_call: RollCall
    kinds: Mapping[str, tuple[int, int]]
    statuses: Mapping[str, int]
    themes: Mapping[int | None, int]
    units: Mapping[tuple[int | None, str], int]
    opinions: int
    items: int
    theme_names: Mapping[int | None, str]
    unit_names: Mapping[int | None, str]


@dataclass(frozen=True)
class Summary:
    """A summary in the making."""

    context: Context
    page: Page
    checks: Checks
    figures: Figures
    attendees: Placed
    opinions: Placed
    themes: Placed
    units: Placed

    def say(self, message: str, **params: object) -> str:
        return self.context.say(message, **params)

    def tally(self, what: str, column: str, text: str, now: int) -> Formula:
        """A formula for the row that comes next; the comparison sets it against `now`, which the
        register counted."""
        return self.tally_in(f"{column}{self.page.next_row}", what, text, now)

    def tally_in(self, cell: str, what: str, text: str, now: int) -> Formula:
        """A formula for a certain cell, as `tally`."""
        return self.checks.tally(what, cell, Formula(text, now), now)


# --- delegates ----------------------------------------------------------------------------------


def delegates_block(summary: Summary, number: str) -> None:
    """How many of each kind were on the list and came, and the quorum."""
    page, say = summary.page, summary.say
    first = page.line(f"{number}. " + say(N_("DELEGATES AND QUORUM")), SECTION)
    page.heading((say(N_("No.")), say(N_("Delegate kind")), say(N_("On the list")),
                  say(N_("Present")), say(N_("Share present"))))
    start = page.next_row
    kinds = [choice for choice in DELEGATE_KINDS if choice.value in summary.figures.kinds]
    for line, choice in enumerate(kinds, 1):
        _kind_row(summary, line, say(choice.label), *summary.figures.kinds[choice.value])
    _sum_row(summary, start, ("C", "D"), share_of=True)
    page.gap()
    _quorum_facts(summary)
    page.keep_together(first)
    page.gap()


def _kind_row(summary: Summary, line: int, label: str, listed: int, came: int) -> None:
    row = summary.page.next_row
    is_kind = summary.attendees.cells("kind"), literal(label)
    attendance = summary.attendees.cells("attendance")
    present = Labels.of(summary.context).present
    on_list = summary.tally(summary.say(N_("{kind}: on the list"), kind=label), "C",
                            counted(is_kind), listed)
    there = summary.tally(summary.say(N_("{kind}: present"), kind=label), "D",
                          counted(is_kind, (attendance, literal(present))), came)
    summary.page.row((line, label, on_list, there, share(f"D{row}", f"C{row}", came, listed)),
                     (COUNT, CELL, COUNT, COUNT, SHARE))


def _sum_row(summary: Summary, start: int, letters: Sequence[str], *, share_of: bool) -> None:
    """The total of a table whose rows begin at `start`: sums, then the last as a share of the
    first, or an empty cell."""
    row = summary.page.next_row
    sums = [Formula(f"SUM({letter}{start}:{letter}{row - 1})" if row > start else "0",
                    _sum_above(summary, start, "ABCDEFGH".index(letter)))
            for letter in letters]
    values: list[Value] = [None, summary.say(N_("Total")), *sums]
    looks = [COUNT, CELL, *[COUNT] * len(sums)]
    values.append(share(f"{letters[-1]}{row}", f"{letters[0]}{row}", int(sums[-1].value),
                        int(sums[0].value)) if share_of else None)
    looks.append(SHARE)
    summary.page.row(values, [_TOTAL[look] for look in looks])


def _sum_above(summary: Summary, start: int, place: int) -> int:
    cells = [row.values[place] for row in summary.page.rows[start - 1 :]]
    return sum(int(cell.value) for cell in cells if isinstance(cell, Formula))


def _quorum_facts(summary: Summary) -> None:
    """The roll-call of the official delegates and what the rule makes of it."""
    page, say, figures = summary.page, summary.say, summary.figures
    labels, call = Labels.of(summary.context), figures.roll_call
    part, whole = figures.quorum.rule.quorum
    first = page.next_row
    summoned, needed, present = (fact_cell(first, place) for place in range(3))
    facts: list[Fact] = [
        _official(summary, say(N_("Official delegates summoned")), "", call.summoned),
        (say(N_("Needed for a quorum (at least {part}/{whole})"), part=part, whole=whole),
         Formula(f"INT(({part}*{summoned}+{whole - 1})/{whole})", figures.quorum.needed)),
        _official(summary, say(N_("Present (in the room at any time)")), labels.present,
                  call.present),
        (say(N_("Conclusion")), _verdict_on_quorum(summary, summoned, needed, present)),
        _official(summary, labels.excused, labels.excused, call.excused),
        (say(N_("Legal basis")), say(figures.quorum.rule.source)),
        _official(summary, labels.absent, labels.absent, call.absent),
    ]
    page.facts([*facts, _here_now(summary)] if summary.context.live else facts)


def _official(summary: Summary, label: str, attendance: str, number: int) -> Fact:
    """How many official delegates attended in this way; all of them without one."""
    conditions = [(summary.attendees.cells("summoned"), literal(MARK))]
    if attendance:
        conditions.append((summary.attendees.cells("attendance"), literal(attendance)))
    what = (summary.say(N_("Official delegates: {attendance}"), attendance=attendance)
            if attendance else label)
    return label, lambda cell: summary.tally_in(cell, what, counted(*conditions), number)


def _verdict_on_quorum(summary: Summary, summoned: str, needed: str, present: str) -> Formula:
    yes = summary.say(N_("Quorum reached: the conference is valid"))
    no = summary.say(N_("No quorum"))
    return Formula(f"IF(AND({summoned}>0,{present}>={needed}),{literal(yes)},{literal(no)})",
                   yes if summary.figures.quorum.met else no)


def _here_now(summary: Summary) -> Fact:
    """While the conference runs, who came and who is there now are two things."""
    label = summary.say(N_("In the room when this was written ({time})"),
                        time=f"{summary.context.now:%H:%M}")
    cells = summary.attendees.cells
    here = counted((cells("summoned"), literal(MARK)), (cells("came"), literal("<>")),
                   (cells("left"), literal("=")))
    return label, lambda cell: summary.tally_in(cell, label, here, summary.figures.here_now)


# --- opinions -----------------------------------------------------------------------------------


def opinions_block(summary: Summary, number: str) -> list[BarChart]:
    """Opinions by status and by theme, with the chart beside them."""
    page, say = summary.page, summary.say
    first = page.line(f"{number}. " + say(N_("OPINIONS AND REPLIES")), SECTION)
    _status_table(summary)
    page.gap()
    bars = _theme_table(summary)
    page.keep_together(first)
    page.gap()
    return [_chart(summary, first, *bars)] if summary.figures.opinions else []


def _status_table(summary: Summary) -> None:
    page, say = summary.page, summary.say
    page.heading((say(N_("No.")), say(N_("Status")), say(N_("Opinions")), say(N_("Share"))))
    start = page.next_row
    total_row = start + len(FEEDBACK_STATUSES)
    for line, choice in enumerate(FEEDBACK_STATUSES, 1):
        label, row = say(choice.label), page.next_row
        count = summary.figures.statuses.get(choice.value, 0)
        formula = summary.tally(say(N_("Opinions: {what}"), what=label), "C",
                                counted((summary.opinions.cells("status"), literal(label))), count)
        page.row((line, label, formula,
                  share(f"C{row}", f"C{total_row}", count, summary.figures.opinions)),
                 (COUNT, CELL, COUNT, SHARE))
    all_of_them = summary.tally(say(N_("All opinions")), "C",
                                f"COUNTA({summary.opinions.cells('uid')})",
                                summary.figures.opinions)
    page.row((None, say(N_("Total")), all_of_them, None),
             [_TOTAL[look] for look in (CELL, CELL, COUNT, CELL)])


def _theme_table(summary: Summary) -> tuple[int, int]:
    """The table of themes; gives the first and last row of its themes."""
    page, say, figures = summary.page, summary.say, summary.figures
    page.heading((say(N_("No.")), say(N_("Theme")), say(N_("Opinions")), say(N_("Share"))))
    start = page.next_row
    groups = {key: name for key, name in figures.theme_names.items()
              if key is not None or figures.themes.get(None)}
    total_row = start + len(groups)
    entries = sum(figures.themes.values())
    for line, (key, name) in enumerate(groups.items(), 1):
        row, count = page.next_row, figures.themes.get(key, 0)
        formula = summary.tally(say(N_("Theme: {what}"), what=name), "C",
                                counted((summary.themes.cells("group"), criterion(name))), count)
        page.row((line, name, formula, share(f"C{row}", f"C{total_row}", count, entries)),
                 (COUNT, CELL, COUNT, SHARE))
    _sum_row(summary, start, ("C",), share_of=False)
    page.line(say(N_("An opinion with several themes counts under each of them.")),
              Look(italic=True, size=11))
    return start, page.next_row - 3


def _chart(summary: Summary, first: int, first_bar: int, last_bar: int) -> BarChart:
    rows = summary.page.rows[first:]
    height = sum(row.height or LINE for row in rows) * _CENTIMETRES_A_POINT
    return BarChart(
        summary.say(N_("Opinions by theme")), _LABEL_COLUMN, _VALUE_COLUMN, first_bar, last_bar,
        _CHART_COLUMN, first + 1, _CHART_WIDTH,
        round(min(_CHART_MOST, max(_CHART_LEAST, height)), 1))


def units_block(summary: Summary, number: str) -> None:
    """What each answering unit was asked and how far it is."""
    page, say, figures = summary.page, summary.say, summary.figures
    first = page.line(f"{number}. " + say(N_("OPINIONS BY ANSWERING UNIT")), SECTION)
    statuses = [say(choice.label) for choice in FEEDBACK_STATUSES]
    page.heading((say(N_("No.")), say(N_("Answering unit")), say(N_("Opinions")), *statuses,
                  say(N_("Share dealt with"))))
    start = page.next_row
    concerned = {key for key, _ in figures.units}
    groups = [(key, name) for key, name in figures.unit_names.items() if key in concerned]
    for line, (key, name) in enumerate(groups, 1):
        _unit_row(summary, line, key, name)
    _sum_row(summary, start, ("C", *"DEFG"[: len(statuses)]), share_of=False)
    page.keep_together(first)
    page.gap()


def _unit_row(summary: Summary, line: int, key: int | None, name: str) -> None:
    page, figures, row = summary.page, summary.figures, summary.page.next_row
    is_unit = summary.units.cells("group"), criterion(name)
    counts = [figures.units.get((key, choice.value), 0) for choice in FEEDBACK_STATUSES]
    total = summary.tally(summary.say(N_("Answering unit: {what}"), what=name), "C",
                          counted(is_unit), sum(counts))
    by_status = [Formula(counted(is_unit, (summary.units.cells("status"),
                                           literal(summary.say(choice.label)))), count)
                 for choice, count in zip(FEEDBACK_STATUSES, counts, strict=True)]
    dealt_with = sum(counts) - figures.units.get((key, FeedbackStatus.NEW.value), 0)
    page.row((line, name, total, *by_status,
              share(f"(C{row}-D{row})", f"C{row}", dealt_with, sum(counts))),
             (COUNT, CELL, COUNT, *[COUNT] * len(by_status), SHARE))
