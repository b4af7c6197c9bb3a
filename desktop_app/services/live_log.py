"""The live log: everything with a time, in time order, with the names behind the keys."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from desktop_app.domain import records
from desktop_app.domain.changes import Changes
from desktop_app.domain.rulesets import Quorum
from desktop_app.services.presence import Fall
from desktop_app.store import log_queries, opinion_queries, queries
from desktop_app.store.models import table_of
from desktop_app.store.register import Register

QUORUM = "quorum"
"""Stands for a table where a line is derived and has no record behind it."""
LOG_TYPES: Sequence[type] = (records.AgendaItem, records.PresenceSpan, records.SpeakingTurn,
                             records.Note, records.Feedback, records.Reply)
_SAID = ("note", "feedback", "reply")
_WITH_SAID = (*_SAID, "feedback_theme", "feedback_unit", "reply_feedback")


@dataclass(frozen=True)
class LogEntry:
    """One line of the live log. `table` and `id` name the record behind it; `kind` says how to
    show it; `who`, `unit` and `text` are as recorded, not translated."""

    at: datetime
    table: str
    id: int
    kind: str
    who: str = ""
    unit: str = ""
    text: str = ""
    number: int | None = None
    themes: tuple[str, ...] = ()
    offices: tuple[str, ...] = ()
    urgent: bool = False
    numbers: tuple[int, ...] = ()
    quorum: Quorum | None = None
    same_as: int | None = None


@dataclass
class _Reading:
    """What was read last: of which conference, from when on, how much; and what was said since."""

    asked: tuple[int, datetime | None, int]
    last: log_queries.LogRow | None
    entries: list[LogEntry]
    since: dict[str, set[int]] = field(default_factory=dict)


class LiveLog:
    """Reads the log. Lines that nothing has changed are kept from one reading to the next, and what
    is said last is added to them, so that a new line costs no more than itself."""

    def __init__(self, register: Register) -> None:
        self._register = register
        self._known: dict[log_queries.LogRow, LogEntry] = {}
        self._names: dict[int, LogNames] = {}
        self._reading: _Reading | None = None

    def refresh(self, changes: Changes) -> None:
        """Forgets the lines that a change made stale."""
        if self._reading and _only_said(changes):
            for table in _SAID:
                self._reading.since.setdefault(table, set()).update(changes.touched(table).all)
            return
        self._reading = None
        if changes.touches("attendee", "unit", "theme", "meeting"):
            self._known.clear()
            self._names.clear()
            return
        opinions = changes.touched("feedback")
        renumbered = bool(opinions.updated or opinions.deleted)
        self._known = {
            row: entry for row, entry in self._known.items()
            if row.id not in changes.touched(row.table).all
            and not (renumbered and (row.table == "reply" or entry.same_as))}

    def read(self, meeting: records.Meeting, limit: int) -> list[LogEntry]:
        """The last things that happened, oldest first."""
        asked = (meeting.id, meeting.opened_at, limit)
        if self._reading and self._reading.asked == asked and self._went_on(self._reading):
            return self._reading.entries
        rows = log_queries.log_rows(self._register, meeting.id, meeting.opened_at, limit)
        read = self._read(meeting.id, [row for row in rows if row not in self._known])
        self._known = {row: entry for row in rows
                       if (entry := self._known.get(row) or read.get(row))}
        self._reading = _Reading(asked, rows[-1] if rows else None, list(self._known.values()))
        return self._reading.entries

    def _went_on(self, reading: _Reading) -> bool:
        """Whether everything said since the last reading follows it; then it has been added."""
        meeting_id, _opened_at, limit = reading.asked
        rows = log_queries.said_rows(self._register, meeting_id, reading.since)
        if rows and reading.last and rows[0].order < reading.last.order:
            return False
        read = self._read(meeting_id, rows)
        self._known.update(read)
        reading.entries = [*reading.entries, *read.values()][-limit:]
        reading.last, reading.since = rows[-1] if rows else reading.last, {}
        return True

    def _read(self, meeting_id: int,
              rows: Sequence[log_queries.LogRow]) -> dict[log_queries.LogRow, LogEntry]:
        if not rows:
            return {}
        found: dict[tuple[str, int], object] = {}
        for record_type in LOG_TYPES:
            table = table_of(record_type)
            keys = [row.id for row in rows if row.table == table]
            loaded: list[Any] = self._register.load(record_type, keys)
            found.update({(table, record.id): record for record in loaded})
        named = _named_numbers(self._register, found.values())
        names = self._names_of(meeting_id)
        names.read(found.values())
        entries = {row: names.entry(row, found.get((row.table, row.id)), named) for row in rows}
        return {row: entry for row, entry in entries.items() if entry}

    def _names_of(self, meeting_id: int) -> "LogNames":
        if meeting_id not in self._names:
            self._names[meeting_id] = LogNames(self._register, meeting_id)
        return self._names[meeting_id]


def with_falls(entries: Sequence[LogEntry], falls: Sequence[Fall], limit: int) -> list[LogEntry]:
    """The log with a line wherever the quorum was lost or there again, after what caused it."""
    since = entries[0].at if len(entries) >= limit else datetime.min
    lines = [LogEntry(f.at, QUORUM, place, "quorum-met" if f.quorum.met else "quorum-lost",
                      quorum=f.quorum) for place, f in enumerate(falls) if f.at >= since]
    return sorted([*entries, *lines], key=lambda entry: entry.at) if lines else list(entries)


def _only_said(changes: Changes) -> bool:
    """Whether something new was said and nothing else touched."""
    return all(table in _WITH_SAID and touched.all == touched.inserted
               for table, touched in changes.tables.items())


def _named_numbers(register: Register, found: Iterable[object]) -> Mapping[int, int]:
    """The numbers of the opinions that are answered by these replies or that these opinions say
    the same as."""
    keys = {key for record in found if isinstance(record, records.Reply)
            for key in record.feedback_ids}
    keys |= {record.same_as_id for record in found
             if isinstance(record, records.Feedback) and record.same_as_id}
    return opinion_queries.numbers_of(register, sorted(keys)) if keys else {}


class LogNames:
    """Writes the names behind the keys of one meeting's records; of people only those who occur."""

    def __init__(self, register: Register, meeting_id: int) -> None:
        self._register = register
        self._people: dict[int, records.Attendee] = {}
        self._themes = {t.id: t.short_key or t.name for t in register.find(
            records.Theme, queries.of_meeting(records.Theme, meeting_id))}
        self._units = {u.id: u for u in register.find(
            records.Unit, queries.of_meeting(records.Unit, meeting_id))}

    def read(self, found: Iterable[object]) -> None:
        """Learns the names of the people behind these records."""
        keys = {key for record in found if (key := getattr(record, "attendee_id", None))}
        people = self._register.load(records.Attendee, sorted(keys - self._people.keys()))
        self._people.update((person.id, person) for person in people)

    def entry(self, row: log_queries.LogRow, record: object,
              numbers: Mapping[int, int]) -> LogEntry | None:
        """The log line of one row; None for a record that has gone meanwhile."""
        match record:
            case records.AgendaItem():
                return LogEntry(row.at, row.table, row.id, f"item-{row.aspect}", text=record.title,
                                number=record.number)
            case records.PresenceSpan():
                return LogEntry(row.at, row.table, row.id, f"person-{row.aspect}",
                                who=self._who(record.attendee_id, ""),
                                unit=self._unit(record.attendee_id, None))
            case records.SpeakingTurn():
                return LogEntry(row.at, row.table, row.id, "floor",
                                who=self._who(record.attendee_id, record.speaker),
                                unit=self._unit(record.attendee_id, None))
            case records.Note():
                return LogEntry(row.at, row.table, row.id, record.kind, text=record.text,
                                who=self._who(record.attendee_id, record.speaker),
                                unit=self._unit(record.attendee_id, None), urgent=record.urgent)
            case records.Feedback():
                return self._opinion(row, record, numbers)
            case records.Reply():
                return LogEntry(row.at, row.table, row.id, "reply", text=record.text,
                                who=self._who(record.attendee_id, record.speaker),
                                unit=self._office(record.unit_id),
                                numbers=tuple(numbers[k] for k in record.feedback_ids
                                              if k in numbers))
        return None

    def _opinion(self, row: log_queries.LogRow, record: records.Feedback,
                 numbers: Mapping[int, int]) -> LogEntry:
        return LogEntry(
            row.at, row.table, row.id, "opinion", text=record.text, number=record.number,
            who=self._who(record.attendee_id, record.speaker),
            unit=self._unit(record.attendee_id, record.unit_id), urgent=record.urgent,
            same_as=numbers.get(record.same_as_id or 0),
            themes=tuple(self._themes[k] for k in record.theme_ids if k in self._themes),
            offices=tuple(self._office(k) for k in record.addressed_ids if k in self._units))

    def _who(self, attendee_id: int | None, heard: str) -> str:
        person = self._people.get(attendee_id or 0)
        return person.full_name if person else heard

    def _office(self, unit_id: int | None) -> str:
        unit = self._units.get(unit_id or 0)
        return (unit.short_name or unit.name) if unit else ""

    def _unit(self, attendee_id: int | None, unit_id: int | None) -> str:
        person = self._people.get(attendee_id or 0)
        theirs = self._units.get(person.unit_id or 0) if person else None
        return theirs.name if theirs else self._office(unit_id)
