"""What the fields of an office's form are filled with, from one moment of the register."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property
from itertools import islice
from typing import TypeVar

from desktop_app.domain import records
from desktop_app.domain.dates import long_date, short_date
from desktop_app.domain.fields import Kind
from desktop_app.domain.form_fields import (
    ATTENDEE,
    FIGURE,
    ITEM,
    OPINION,
    FormField,
    form_fields,
)
from desktop_app.domain.kinds import FeedbackStatus
from desktop_app.domain.rulesets import quorum
from desktop_app.exchange.form_cells import FieldValue, Values
from desktop_app.i18n import N_
from desktop_app.services.agenda import Agenda, PlannedRow
from desktop_app.services.attendance import Attendance, Person
from desktop_app.services.feedback import FeedbackService
from desktop_app.services.presence import rule_of
from desktop_app.services.report_parts import Context, teller
from desktop_app.services.report_people import Labels
from desktop_app.services.report_reading import Names, OpinionReader, Told
from desktop_app.store import queries, report_queries
from desktop_app.store.register import Register

X = TypeVar("X")
_ANSWERED = (FeedbackStatus.ANSWERED, FeedbackStatus.DONE)
Tell = Callable[[X, int], FieldValue]
"""The value of a field for a thing of a list and its place in it, from 1."""


class FormValues:
    """Reads what forms ask for. `register` must show one moment as long as this is used."""

    def __init__(self, register: Register, context: Context) -> None:
        self._register = register
        self._context = context
        self._meeting_id = context.meeting.id
        self._most: int | None = None

    # --- single fields -----------------------------------------------------------------------

    def fields(self, wanted: Iterable[str]) -> dict[str, FieldValue]:
        """The wanted fields that stand for themselves, by key."""
        keys = set(wanted)
        return {field.key: self._single(field) for field in form_fields()
                if not field.is_listed and field.key in keys}

    def _single(self, field: FormField) -> FieldValue:
        if field.group == FIGURE:
            return self._figures[field.name]
        own = self._days()
        if field.name in own:
            return own[field.name]
        return _cell(self._context, field)(getattr(self._context.meeting, field.entry.name))

    def _days(self) -> Mapping[str, FieldValue]:
        starts, today = self._context.meeting.starts_at, self._context.now.date()
        day = starts.date() if starts else None
        return {"date": day, "date_in_words": self._in_words(day) if day else "",
                "today": today, "today_in_words": self._in_words(today)}

    def _in_words(self, day: date) -> str:
        return long_date(day) if self._context.texts.language == "vi" else short_date(day)

    @cached_property
    def _figures(self) -> Mapping[str, FieldValue]:
        register, meeting_id, context = self._register, self._meeting_id, self._context
        call = report_queries.roll_call(register, meeting_id)
        here, _summoned = queries.room_count(register, meeting_id)
        totals = queries.counts(register, meeting_id)
        statuses = report_queries.status_counts(register, meeting_id)
        found = quorum(rule_of(context.meeting, context.now), present=call.present,
                       base=call.summoned)
        return {
            "listed": len(self._people), "summoned": call.summoned, "present": call.present,
            "excused": call.excused, "absent": call.absent, "here": here, "needed": found.needed,
            "quorum": context.say(N_("quorum reached") if found.met else N_("quorum not reached")),
            "items": totals["items"], "opinions": totals["opinions"],
            "answered": sum(statuses.get(each.value, 0) for each in _ANSWERED),
            "forwarded": statuses.get(FeedbackStatus.FORWARDED.value, 0),
            "open": statuses.get(FeedbackStatus.NEW.value, 0)}

    # --- lists -------------------------------------------------------------------------------

    def lists(self, wanted: Iterable[str],
              most: int | None = None) -> dict[str, Sequence[Values]]:
        """Every list that one of the wanted fields belongs to, with these fields of all its
        entries, or of the first ones."""
        keys, self._most = set(wanted), most
        chosen = [field for field in form_fields() if field.is_listed and field.key in keys]
        makers: Mapping[str, Callable[[list[FormField]], Sequence[Values]]] = {
            ATTENDEE: self._attendees, ITEM: self._items, OPINION: self._opinions}
        found = {}
        for group, make in makers.items():
            if fields := [field for field in chosen if field.group == group]:
                found[group] = make(fields)
        return found

    def _attendees(self, fields: list[FormField]) -> Sequence[Values]:
        labels = Labels.of(self._context)
        own: Mapping[str, Tell[Person]] = {
            "line": lambda _person, line: line,
            "titled_name": lambda person, _line: _titled(person.attendee),
            "attendance": lambda person, _line: labels.for_person(person),
            "came": lambda person, _line: person.presence.came_at if person.presence else None,
            "left": lambda person, _line: person.presence.left_at if person.presence else None,
            "unit": lambda person, _line: person.unit.name if person.unit else None,
        }
        return self._entries(self._people, fields, own, lambda person: person.attendee)

    def _items(self, fields: list[FormField]) -> Sequence[Values]:
        own: Mapping[str, Tell[PlannedRow]] = {"planned": lambda row, _line: row.planned_start}
        rows = Agenda(self._register).rows(self._context.meeting)
        return self._entries(rows, fields, own, lambda row: row.item)

    def _opinions(self, fields: list[FormField]) -> Sequence[Values]:
        reader = OpinionReader(self._register, self._context, self._names)
        own: Mapping[str, Tell[Told]] = {
            "line": lambda _told, line: line,
            "who": lambda told, _line: reader.who(told).replace("\n", ", "),
            "replies": lambda told, _line: reader.replies(told),
            "theme": lambda told, _line: reader.themes(told),
            "addressed": lambda told, _line: reader.units(told),
            "item": lambda told, _line: reader.item(told.opinion.item_id),
            "same_as": lambda told, _line: reader.number(told.opinion.same_as_id),
        }
        told = reader.told(islice(reader.keys, self._most))
        return self._entries(told, fields, own, lambda each: each.opinion)

    def _entries(self, things: Iterable[X], fields: list[FormField], own: Mapping[str, Tell[X]],
                 record: Callable[[X], object]) -> Sequence[Values]:
        tellers = {field.key: own.get(field.name) or self._from_record(field, record)
                   for field in fields}
        return [{key: tell(thing, line) for key, tell in tellers.items()}
                for line, thing in enumerate(islice(things, self._most), 1)]

    def _from_record(self, field: FormField, record: Callable[[X], object]) -> Tell[X]:
        tell, name = _cell(self._context, field), field.entry.name
        return lambda thing, _line: tell(getattr(record(thing), name))

    @cached_property
    def _people(self) -> list[Person]:
        return Attendance(self._register).people(self._meeting_id)

    @property
    def _names(self) -> Names:
        units = Attendance(self._register).units(self._meeting_id)
        themes = FeedbackService(self._register).themes(self._meeting_id)
        items = Agenda(self._register).items(self._meeting_id)
        return Names({unit.id: unit.name for unit in units},
                     {theme.id: theme.name for theme in themes},
                     {person.attendee.id: person.attendee for person in self._people},
                     {item.id: item.shown for item in items})


def _cell(context: Context, field: FormField) -> Callable[[object], FieldValue]:
    """What makes a value of a record's; a number that is 0 is one."""
    if field.entry.kind is Kind.NUMBER:
        return lambda value: value if isinstance(value, int) else None
    return teller(context, field.entry)  # type: ignore[return-value]


def _titled(attendee: records.Attendee) -> str:
    """The name after its titles: "PGS.TS. Nguyễn Đình Ổn"."""
    return f"{attendee.academic_rank}{attendee.degree} {attendee.full_name}".strip()

