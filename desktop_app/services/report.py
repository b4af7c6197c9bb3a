"""What goes into the administration's workbook: all its sheets, from one moment of the register."""

from collections.abc import Mapping
from datetime import date, datetime

from desktop_app.domain import records
from desktop_app.domain.dates import short_date
from desktop_app.domain.rulesets import quorum
from desktop_app.exchange.sheets import Sheet, Workbook
from desktop_app.i18n import N_, Texts
from desktop_app.services.agenda import Agenda
from desktop_app.services.attendance import Attendance
from desktop_app.services.feedback import FeedbackService
from desktop_app.services.meetings import Meetings
from desktop_app.services.presence import rule_of
from desktop_app.services.report_agenda import agenda_sheet, item_lines
from desktop_app.services.report_formulas import unique_names
from desktop_app.services.report_opinions import (
    full_text_sheet,
    opinion_sheet,
    theme_sheet,
    unit_sheet,
)
from desktop_app.services.report_parts import Context, Placed
from desktop_app.services.report_people import attendee_sheet, roll_call_sheet, unit_lines
from desktop_app.services.report_reading import Names, OpinionReader
from desktop_app.services.report_summary import Places, summary_sheet
from desktop_app.services.report_totals import Figures
from desktop_app.store import queries, report_queries
from desktop_app.store.register import Register


def workbook(register: Register, meeting_id: int, texts: Texts, now: datetime) -> Workbook:
    """The workbook of one conference. Its opinions are read while it is written, so `register`
    must stay open and show one moment until then. Raises `meeting-missing`."""
    meeting = Meetings(register).get(meeting_id)
    context = Context(meeting, texts, now)
    sheets = _Sheets(register, context).all()
    return Workbook(
        title=context.say(N_("Summary of the conference: {title}"), title=meeting.title),
        author=meeting.organisation, written_at=now, sheets=sheets, footer=_footer(meeting),
        language=texts.language)


def _footer(meeting: records.Meeting) -> str:
    day = short_date(meeting.starts_at.date()) if meeting.starts_at else ""
    return ", ".join(part for part in (meeting.title, day) if part)


def list_sheets(register: Register, meeting_id: int, texts: Texts, now: datetime) -> list[Sheet]:
    """The sheets of the workbook that are lists: attendees, agenda, opinions. As with `workbook`,
    `register` must stay open until they are written. Raises `meeting-missing`."""
    return _Sheets(register, Context(Meetings(register).get(meeting_id), texts, now)).lists()


class _Sheets:
    """Makes the sheets in the order in which one needs the other, gives them in that of reading."""

    def __init__(self, register: Register, context: Context) -> None:
        self._register = register
        self._context = context
        self._meeting_id = context.meeting.id
        self._people = Attendance(register).people(self._meeting_id)
        units = Attendance(register).units(self._meeting_id)
        themes = FeedbackService(register).themes(self._meeting_id)
        self._names = Names(
            unique_names({unit.id: unit.name for unit in units}),
            unique_names({theme.id: theme.name for theme in themes}),
            {person.attendee.id: person.attendee for person in self._people},
            {item.id: item.shown for item in Agenda(register).items(self._meeting_id)})

    def lists(self) -> list[Sheet]:
        context = self._context
        reader = OpinionReader(self._register, context, self._names)
        items = item_lines(context, Agenda(self._register).rows(context.meeting))
        return [self._attendees().sheet, agenda_sheet(context, items).sheet,
                opinion_sheet(context, reader, one_day=False).sheet]

    def all(self) -> list[Sheet]:
        context, register = self._context, self._register
        reader = OpinionReader(register, context, self._names)
        attendees = self._attendees()
        lines = unit_lines(context, self._people, self._names.units)
        items = item_lines(context, Agenda(register).rows(context.meeting))
        places = Places(
            attendees, agenda_sheet(context, items),
            opinion_sheet(context, reader, one_day=self._one_day()),
            theme_sheet(context, reader), unit_sheet(context, reader))
        sheets = [
            summary_sheet(context, places, self._figures(reader), items), attendees.sheet,
            roll_call_sheet(context, lines, attendees).sheet, places.agenda.sheet,
            places.opinions.sheet, places.themes.sheet, places.units.sheet]
        if reader.long:
            sheets.append(full_text_sheet(context, reader).sheet)
        return sheets

    def _attendees(self) -> Placed:
        spans = report_queries.repeated_presence(self._register, self._meeting_id)
        return attendee_sheet(self._context, self._people, spans, self._names.units)

    def _figures(self, reader: OpinionReader) -> Figures:
        register, meeting_id = self._register, self._meeting_id
        call = report_queries.roll_call(register, meeting_id)
        here, _ = queries.room_count(register, meeting_id)
        totals = queries.counts(register, meeting_id)
        return Figures(
            quorum=quorum(rule_of(self._context.meeting, self._context.now),
                          present=call.present, base=call.summoned),
            here_now=here, roll_call=call,
            kinds=report_queries.kind_counts(register, meeting_id),
            statuses=report_queries.status_counts(register, meeting_id),
            themes=report_queries.theme_counts(register, meeting_id),
            units=report_queries.unit_counts(register, meeting_id),
            opinions=totals["opinions"], items=totals["items"],
            theme_names=_with_none(self._names.themes, reader.no_theme),
            unit_names=_with_none(self._names.units, reader.no_unit))

    def _one_day(self) -> bool:
        """Whether all opinions were given on the day of the conference."""
        starts = self._context.meeting.starts_at
        day = starts.date() if starts else date.min
        return not report_queries.other_days(self._register, self._meeting_id, day.isoformat())


def _with_none(names: Mapping[int, str], nothing: str) -> dict[int | None, str]:
    named: dict[int | None, str] = dict(names.items())
    named[None] = nothing
    return named
