"""The first sheet: letterhead, what the conference was, its totals as live formulas.

Letterhead and date line follow Nghị định 30/2020/NĐ-CP, Phụ lục I (DOMAIN 2.1).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from desktop_app.domain import records
from desktop_app.domain.dates import long_date, short_date
from desktop_app.domain.fields import Entry, Kind, entries, entry_of
from desktop_app.domain.kinds import ItemState
from desktop_app.exchange.sheets import BarChart, Formula, Sheet, Value
from desktop_app.exchange.styles import Look
from desktop_app.exchange.tables import height_for, text_width
from desktop_app.i18n import N_
from desktop_app.services.report_agenda import ItemLine
from desktop_app.services.report_check import Checks, check_block, verdict
from desktop_app.services.report_formulas import counted, literal, roman
from desktop_app.services.report_page import SECTION, Page
from desktop_app.services.report_parts import Context, Placed, teller
from desktop_app.services.report_totals import (
    Figures,
    Summary,
    delegates_block,
    opinions_block,
    units_block,
)

WIDTHS = (6.0, 32.0, 10.5, 10.5, 14.5, 14.5, 14.5, 14.5)
_COLUMNS = len(WIDTHS)
_LEFT, _RIGHT = (1, 3), (4, 8)
_ELSEWHERE = {"title", "organisation", "superior", "place", "rules", "status"}
_TAB_COLOUR = "0B6B6B"
_ROOM_TO_SIGN = 64.0

_OFFICE = Look(size=12, align="center", upright="top", wrap=True)
_OFFICE_BOLD = Look(size=12, bold=True, align="center", upright="top", wrap=True)
_MOTTO = Look(size=13, bold=True, align="center", upright="top", wrap=True)
_RULE = Look(size=6, align="center", upright="top")
_DATE_LINE = Look(size=13, italic=True, align="center")
_NAME = Look(size=14, bold=True, align="center", wrap=True)
_SUBJECT = Look(size=13, bold=True, align="center", wrap=True)
_REMARK = Look(size=12, italic=True, align="center", wrap=True)
_SIGNER = Look(size=13, bold=True, align="center")
_HOW_TO_SIGN = Look(size=12, italic=True, align="center")


@dataclass(frozen=True)
class Places:
    """The sheets that the summary counts from."""

    attendees: Placed
    agenda: Placed
    opinions: Placed
    themes: Placed
    units: Placed


def summary_sheet(context: Context, places: Places, figures: Figures,
                  items: Sequence[ItemLine]) -> Sheet:
    """The sheet that the administration reads first."""
    page, checks = Page(WIDTHS), Checks()
    summary = Summary(context, page, checks, figures, places.attendees, places.opinions,
                      places.themes, places.units)
    _letterhead(context, page)
    _title(context, page)
    proof = page.line(None, _REMARK)
    page.gap()
    _facts(context, page)
    delegates_block(summary, roman(2))
    charts = opinions_block(summary, roman(3))
    units_block(summary, roman(4))
    last_block = page.next_row
    _agenda_block(summary, places.agenda, items, roman(5))
    _signatures(context, page)
    page.keep_together(last_block)  # signatures never stand alone on a page
    marks = check_block(context, page, roman(6), checks)
    _fill(page, proof, verdict(context, marks, checks))
    return _sheet(context, page, charts)


def _sheet(context: Context, page: Page, charts: Sequence[BarChart]) -> Sheet:
    return Sheet(context.sheet_name("summary"), WIDTHS, page.rows, printed_columns=_COLUMNS,
                 page_breaks=page.breaks, charts=charts, tab_colour=_TAB_COLOUR)


def _fill(page: Page, number: int, value: Value) -> None:
    """Puts a value in a line whose content depends on what comes after it."""
    row = page.rows[number - 1]
    page.rows[number - 1] = type(row)((value, *row.values[1:]), row.pattern, row.height,
                                      row.merged)


# --- letterhead -------------------------------------------------------------------------------


def _letterhead(context: Context, page: Page) -> None:
    meeting = context.meeting
    state = context.say(N_("SOCIALIST REPUBLIC OF VIET NAM"))
    motto = context.say(N_("Independence - Freedom - Happiness"))
    if meeting.superior:
        _two(page, meeting.superior.upper(), _OFFICE, state, _OFFICE_BOLD)
        _two(page, meeting.organisation.upper(), _OFFICE_BOLD, motto, _MOTTO)
        _two(page, _line_under(meeting.organisation.upper(), 0.4), _RULE, _line_under(motto, 1),
             _RULE, height=9)
    else:
        _two(page, meeting.organisation.upper(), _OFFICE_BOLD, state, _OFFICE_BOLD)
        _two(page, _line_under(meeting.organisation.upper(), 0.4), _RULE, motto, _MOTTO)
        _two(page, "", _RULE, _line_under(motto, 1), _RULE, height=9)
    _two(page, "", _OFFICE, f"{meeting.place or '……'}, {_date(context)}", _DATE_LINE)
    page.gap()


def _date(context: Context) -> str:
    day = context.now.date()
    return long_date(day) if context.texts.language == "vi" else short_date(day)


def _two(page: Page, left: str, left_look: Look, right: str, right_look: Look, *,
         height: float | None = None) -> None:
    """What stands left and right in the letterhead."""
    values: list[Value] = [None] * _COLUMNS
    looks = [left_look] * _LEFT[1] + [right_look] * (_COLUMNS - _LEFT[1])
    values[0], values[_LEFT[1]] = left, right
    page.row(values, looks, merged=(_LEFT, _RIGHT), height=height or max(
        18.0, height_for(left, _width(_LEFT), left_look), height_for(right, _width(_RIGHT),
                                                                     right_look)))


def _width(columns: tuple[int, int]) -> float:
    return sum(WIDTHS[columns[0] - 1 : columns[1]])


def _line_under(text: str, part: float) -> str:
    """A line as long as this part of `text`: underscores of the small size that it is set in."""
    return "_" * round(text_width(text) * part * 13 / _RULE.size)


def _title(context: Context, page: Page) -> None:
    page.line(context.say(N_("SUMMARY OF THE CONFERENCE")), _NAME)
    page.line(context.meeting.title, _SUBJECT)
    page.line(_line_under(context.meeting.title, 0.2), _RULE, height=9)
    if context.live:
        page.line(context.say(N_("As of {time}; the conference is still in session."),
                              time=f"{context.now:%H:%M %d/%m/%Y}"), _REMARK)


# --- facts, agenda, signatures --------------------------------------------------------------


def _facts(context: Context, page: Page) -> None:
    """Every field of the conference that says something and stands nowhere else."""
    page.line(f"{roman(1)}. " + context.say(N_("THE CONFERENCE")), SECTION)
    shown = [entry for entry in entries(records.Meeting) if entry.name not in _ELSEWHERE]
    page.facts([
        (context.texts.get(entry.export_heading), _told(context, entry, value)) for entry in shown
        if (value := getattr(context.meeting, entry.name)) not in (None, "", False)])
    page.gap()


def _told(context: Context, entry: Entry, value: object) -> Value:
    if entry.kind is Kind.FLAG:
        return context.say(N_("Yes"))
    return teller(context, entry)(value)


def _agenda_block(summary: Summary, agenda: Placed, items: Sequence[ItemLine],
                  number: str) -> None:
    page, say = summary.page, summary.say
    page.line(f"{number}. " + say(N_("AGENDA")), SECTION)
    label = say(N_("Agenda items"))
    planned = sum(line.item.minutes or 0 for line in items)
    taken = sum(line.took or 0 for line in items)
    page.facts([
        (label, lambda cell: summary.tally_in(cell, label, f"COUNTA({agenda.cells('uid')})",
                                              summary.figures.items)),
        (say(N_("Minutes planned")), Formula(f"SUM({agenda.cells('minutes')})", planned)),
        (say(N_("Items done")), Formula(_done_items(summary, agenda), _done(items))),
        (say(N_("Minutes taken")), Formula(f"SUM({agenda.cells('took')})", taken)),
    ])
    page.gap()


def _done_items(summary: Summary, agenda: Placed) -> str:
    done = entry_of(records.AgendaItem, "state").choice_label(ItemState.DONE.value)
    return counted((agenda.cells("state"), literal(summary.say(done))))


def _done(items: Sequence[ItemLine]) -> int:
    return sum(line.item.state == ItemState.DONE for line in items)


def _signatures(context: Context, page: Page) -> None:
    _two(page, context.say(N_("SECRETARY")), _SIGNER, context.say(N_("CHAIR")), _SIGNER)
    how = context.say(N_("(Signature, full name)"))
    _two(page, how, _HOW_TO_SIGN, how, _HOW_TO_SIGN)
    page.gap(_ROOM_TO_SIGN)
