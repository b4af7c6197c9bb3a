"""The sheets about people: the attendee list with who came, and the roll-call by unit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from desktop_app.domain import records
from desktop_app.domain.fields import Entry, entries, entry_of
from desktop_app.domain.kinds import MeetingStatus
from desktop_app.exchange.sheets import (
    CENTRED,
    CODE,
    DATE_AND_TIME,
    NUMBER,
    SHARE,
    TEXT,
    TIME_OF_DAY,
    Column,
    Formula,
    Value,
)
from desktop_app.i18n import N_
from desktop_app.services.attendance import Person
from desktop_app.services.report_formulas import counted, literal, matching, share
from desktop_app.services.report_parts import (
    FIRST_ROW,
    MARK,
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

Spans = Mapping[int, Sequence[tuple[datetime, datetime | None]]]

_LEFT_OUT = {"given", "phone", "email", "excused", "academic_rank"}
"""What the administration's list does not need, for the sake of privacy (DOMAIN 5), or what
another column says."""

_PRINTED = {"number": 0.0, "full_name": 26.0, "degree": 10.0, "position": 20.0, "unit_id": 26.0,
            "kind": 20.5, "summoned": 7.0, "gender": 6.0, "birth_year": 7.0}
"""The fields that are printed, with the most width each gets; the others are for the screen."""

_ALWAYS = {"number", "full_name", "position", "unit_id", "kind", "summoned", "attendance", "came",
           "left", "uid"}
_CENTRED = {"gender", "birth_year", "summoned", "degree"}


@dataclass(frozen=True)
class Labels:
    """The words for how somebody attended."""

    present: str
    excused: str
    absent: str

    @classmethod
    def of(cls, context: Context) -> "Labels":
        """Before the conference is closed, who has not come is not yet absent."""
        closed = context.meeting.status == MeetingStatus.CLOSED
        absent = N_("Absent without leave") if closed else N_("Not yet present")
        return cls(context.say(N_("Present")), context.say(N_("Absent with leave")),
                   context.say(absent))

    def for_person(self, person: Person) -> str:
        """Present is who was in the room at any time; who was not expected is not absent."""
        if person.presence:
            return self.present
        if not person.attendee.summoned:
            return ""
        return self.excused if person.attendee.excused else self.absent


# --- the list ---------------------------------------------------------------------------------


def attendee_sheet(context: Context, people: Sequence[Person], spans: Spans,
                   units: Mapping[int, str]) -> Placed:
    """Everybody on the list, in its order, with when they were in the room."""
    parts = [part for part in _all_parts(context, people, spans, units)
             if part.name in _ALWAYS or any(part.value(p) not in (None, "") for p in people)]
    parts.sort(key=lambda part: (not part.column.printed, part.column.hidden))
    sample = [[part.value(person) for part in parts] for person in people]
    body = Body(rows_of(people, parts), len(people), sample)
    return place(context, "attendees", context.say(N_("LIST OF DELEGATES")), parts, body)


def _all_parts(context: Context, people: Sequence[Person], spans: Spans,
               units: Mapping[int, str]) -> list[Part[Person]]:
    fields = [_field_part(context, entry, units) for entry in entries(records.Attendee)
              if entry.name not in _LEFT_OUT]
    duty = teller(context, entry_of(records.Attendee, "duty"))

    def remark(person: Person) -> str:
        attendee = person.attendee
        told = [str(duty(attendee.duty) or ""), attendee.excuse_reason,
                _spans_text(spans.get(attendee.id, ())), attendee.note]
        return "; ".join(text for text in told if text)

    return [*fields, *_attendance_parts(context, people),
            Part("remark", Column(context.say(N_("Remark")), TEXT, 9, 20), remark),
            Part("uid", hidden_key(context), lambda person: person.attendee.uid)]


def _field_part(context: Context, entry: Entry, units: Mapping[int, str]) -> Part[Person]:
    tell = teller(context, entry)

    def value(person: Person) -> Value:
        attendee = person.attendee
        if entry.name == "unit_id":
            return units.get(attendee.unit_id or 0)
        if entry.name == "summoned":
            return MARK if person.official else None
        if entry.name == "degree":
            return f"{attendee.academic_rank}{attendee.degree}"
        return tell(getattr(attendee, entry.name))

    look = CODE if entry.name == "staff_code" else CENTRED if entry.name in _CENTRED else None
    column = column_of(context, entry, look=look, widest=_PRINTED.get(entry.name, 0.0),
                       printed=entry.name in _PRINTED)
    if entry.name == "degree":
        column = replace(column, heading=context.say(N_("Academic rank, degree")))
    return Part(entry.name, column, value)


def _attendance_parts(context: Context, people: Sequence[Person]) -> list[Part[Person]]:
    labels = Labels.of(context)
    look, width = (TIME_OF_DAY, 7.0) if _one_day(people) else (DATE_AND_TIME, 18.0)
    return [
        Part("attendance", Column(context.say(N_("Attendance")), CENTRED, 9, 11),
             labels.for_person),
        Part("came", Column(context.say(N_("Came at")), look, width),
             lambda person: person.presence.came_at if person.presence else None),
        Part("left", Column(context.say(N_("Left at")), look, width),
             lambda person: person.presence.left_at if person.presence else None),
    ]


def _one_day(people: Sequence[Person]) -> bool:
    """Whether times of day say enough."""
    moments = [moment for person in people if person.presence
               for moment in (person.presence.came_at, person.presence.left_at) if moment]
    return len({moment.date() for moment in moments}) < 2


def _spans_text(spans: Sequence[tuple[datetime, datetime | None]]) -> str:
    """All the times of somebody who came more than once."""
    return ", ".join(f"{came:%H:%M}–{left:%H:%M}" if left else f"{came:%H:%M}–…"
                     for came, left in spans)


# --- the roll-call ------------------------------------------------------------------------------


@dataclass(frozen=True)
class UnitLine:
    """The roll-call of one unit; an empty name stands for people without a unit."""

    number: int
    name: str
    summoned: int
    present: int
    excused: int
    absent: int
    others: int

    @property
    def row(self) -> int:
        """The row of the sheet that it stands in."""
        return FIRST_ROW + self.number - 1


def unit_lines(context: Context, people: Sequence[Person],
               units: Mapping[int, str]) -> list[UnitLine]:
    """Units in their order with how their people attended; last those without a unit."""
    labels = Labels.of(context)
    groups: dict[int, list[Person]] = {key: [] for key in (*units, 0)}
    for person in people:
        groups[person.attendee.unit_id or 0].append(person)
    lines: list[UnitLine] = []
    for key, members in groups.items():
        if members:
            official = [labels.for_person(p) for p in members if p.official]
            lines.append(UnitLine(
                len(lines) + 1, units.get(key, ""), len(official), official.count(labels.present),
                official.count(labels.excused), official.count(labels.absent),
                sum(not p.official and p.presence is not None for p in members)))
    return lines


def roll_call_sheet(context: Context, lines: Sequence[UnitLine], attendees: Placed) -> Placed:
    """Each unit's roll-call as formulas over the attendee list."""
    parts = _roll_call_parts(context, attendees)
    sample = [[part.value(line) for part in parts] for line in lines]
    body = Body(rows_of(lines, parts), len(lines), sample)
    summed = {"summoned", "present", "excused", "absent", "others"}
    total = total_row(context, parts, sample, summed, {
        "share": lambda row: _share(row, sum(line.present for line in lines),
                                    sum(line.summoned for line in lines))})
    return place(context, "roll_call", context.say(N_("ROLL-CALL BY UNIT")), parts, body, total)


def _roll_call_parts(context: Context, attendees: Placed) -> list[Part[UnitLine]]:
    labels = Labels.of(context)

    def tally(name: str, heading: str, attendance: str = "") -> Part[UnitLine]:
        def value(line: UnitLine) -> Value:
            return Formula(_tally(attendees, line, attendance), getattr(line, name))

        return Part(name, Column(heading, NUMBER, 12), value)

    return [
        Part("number", Column(context.say(N_("No.")), NUMBER, 5), lambda line: line.number),
        Part("unit", Column(context.say(N_("Unit")), narrowest=30, widest=60),
             lambda line: line.name or context.say(N_("(no unit given)"))),
        tally("summoned", context.say(N_("Summoned"))),
        tally("present", labels.present, labels.present),
        tally("excused", labels.excused, labels.excused),
        tally("absent", labels.absent, labels.absent),
        Part("share", Column(context.say(N_("Share present")), SHARE, 12),
             lambda line: _share(line.row, line.present, line.summoned)),
        Part("others", Column(context.say(N_("Guests and others present")), NUMBER, 12),
             lambda line: Formula(_others(attendees, line, labels.present), line.others)),
    ]


def _unit_condition(attendees: Placed, line: UnitLine) -> tuple[str, str]:
    return attendees.cells("unit_id"), matching(f"$B{line.row}", line.name)


def _tally(attendees: Placed, line: UnitLine, attendance: str) -> str:
    conditions = [_unit_condition(attendees, line), (attendees.cells("summoned"), literal(MARK))]
    if attendance:
        conditions.append((attendees.cells("attendance"), literal(attendance)))
    return counted(*conditions)


def _others(attendees: Placed, line: UnitLine, present: str) -> str:
    """Everybody of the unit who came, less the official delegates."""
    everybody = counted(_unit_condition(attendees, line),
                        (attendees.cells("attendance"), literal(present)))
    return f"{everybody}-D{line.row}"


def _share(row: int, present: int, summoned: int) -> Formula:
    return share(f"D{row}", f"C{row}", present, summoned)
