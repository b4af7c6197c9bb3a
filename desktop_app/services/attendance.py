"""People and units of a conference, and who of them is in the room."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from desktop_app.domain import fields, records
from desktop_app.domain.errors import UserError
from desktop_app.domain.kinds import DelegateKind, MeetingForm, UnitKind
from desktop_app.domain.timeline import Span
from desktop_app.domain.vietnamese import clean_line, fold
from desktop_app.i18n import N_
from desktop_app.services.editing import DraftMark, checked_name, conflicts, consume
from desktop_app.services.meetings import Created
from desktop_app.services.pasted import attendee_of, pasted_people
from desktop_app.services.presence import official
from desktop_app.services.stays import check_stay, span_of
from desktop_app.store import queries
from desktop_app.store.register import Register

_KIND_BY_START: Mapping[str, UnitKind] = {
    "ban giam hieu": UnitKind.LEADERSHIP, "hoi dong truong": UnitKind.LEADERSHIP,
    "ban giam doc": UnitKind.LEADERSHIP, "dang uy": UnitKind.UNION, "cong doan": UnitKind.UNION,
    "doan thanh nien": UnitKind.UNION, "phong": UnitKind.OFFICE, "van phong": UnitKind.OFFICE,
    "khoa": UnitKind.FACULTY, "vien": UnitKind.CENTRE, "trung tam": UnitKind.CENTRE,
}
_SAID = (records.Feedback, records.Reply, records.Note, records.SpeakingTurn)


@dataclass(frozen=True)
class Person:
    """One row of the attendee list: the record, its unit and when it was in the room."""

    attendee: records.Attendee
    unit: records.Unit | None
    presence: queries.Presence | None
    sort_key: str

    @property
    def here(self) -> bool:
        return self.presence is not None and self.presence.here

    @property
    def official(self) -> bool:
        """Whether the person counts in quorum and majorities."""
        return official(self.attendee)


@dataclass(frozen=True)
class Toggled:
    """The outcome of a check-in: whether the person is in the room now, and since when."""

    attendee: records.Attendee
    here: bool
    at: datetime


class Attendance:
    """The people of the conferences in one register."""

    def __init__(self, register: Register) -> None:
        self._register = register

    # --- reading -----------------------------------------------------------------------------

    def people(self, meeting_id: int) -> list[Person]:
        """Everybody on the list, by number."""
        return self._persons(meeting_id, self._register.find(
            records.Attendee, queries.of_meeting(records.Attendee, meeting_id),
            order=queries.by_number(records.Attendee)))

    def some_people(self, meeting_id: int, keys: Iterable[int]) -> list[Person]:
        """Those with the given keys; who belongs to another conference is left out."""
        found = self._register.load(records.Attendee, sorted(keys))
        return self._persons(meeting_id, [a for a in found if a.meeting_id == meeting_id])

    def _persons(self, meeting_id: int, attendees: Iterable[records.Attendee]) -> list[Person]:
        units = {unit.id: unit for unit in self.units(meeting_id)}
        seen = self.presence(meeting_id)
        keys = queries.sort_keys(self._register, meeting_id)
        return [Person(a, units.get(a.unit_id or 0), seen.get(a.id), keys[a.id])
                for a in attendees]

    def presence(self, meeting_id: int,
                 spans: Collection[int] = ()) -> Mapping[int, queries.Presence]:
        """Everybody who was ever in the room, by the key of the person; with `spans`, only the
        people to whom these presence spans belong."""
        return queries.presence(self._register, meeting_id, tuple(spans))

    def units(self, meeting_id: int) -> list[records.Unit]:
        """The units by rank."""
        return self._register.find(
            records.Unit, queries.of_meeting(records.Unit, meeting_id),
            order=queries.by_rank(records.Unit))

    def find(self, people: Sequence[Person], number: str) -> Person | None:
        """The person with this list number."""
        text = clean_line(number)
        wanted = int(text) if text.isdecimal() and len(text) < 10 else None
        return next((p for p in people if wanted and p.attendee.number == wanted), None)

    # --- people ------------------------------------------------------------------------------

    def add(self, meeting: records.Meeting, raw: Mapping[str, object], *, unit: str = "",
            drafts: Iterable[DraftMark] = ()) -> Created:
        """A new person with the next number, or what is wrong with the values.

        `unit` names the person's unit, which is made now if there is none of this name.
        """
        values, problems = fields.parse_values(records.Attendee, raw)
        person = records.Attendee(**{"kind": default_kind(meeting), **values,  # type: ignore[arg-type]
                                     "meeting_id": meeting.id})
        problems = [*problems, *fields.missing(records.Attendee, raw),
                    *conflicts(self._register, person, values)]
        if problems:
            return Created(0, tuple(problems))
        if person.number is None:
            number = queries.next_number(self._register, "attendee", meeting.id)
            person = replace(person, number=number)
        with self._register.operation(N_("Add {name}"), name=person.full_name[:60]):
            if unit:
                person = replace(person, unit_id=self.unit_named(meeting.id, unit))
            consume(self._register, drafts)
            return Created(self._register.insert(person))

    def paste(self, meeting: records.Meeting, text: str, *drafts: DraftMark) -> int:
        """Adds the people of `pasted_people` and gives how many there were, as one step."""
        lines = pasted_people(text)
        with self._register.operation(N_("Paste attendees ({count})"), count=len(lines)):
            units = {fold(line.unit): self.unit_named(meeting.id, line.unit)
                     for line in lines if fold(line.unit)}
            first = queries.next_number(self._register, "attendee", meeting.id)
            self._register.insert_all([
                attendee_of(line, meeting.id, number, default_kind(meeting),
                            units.get(fold(line.unit)))
                for number, line in enumerate(lines, first)])
            consume(self._register, drafts)
        return len(lines)

    def delete(self, keys: Iterable[int]) -> None:
        """Takes people off the list; what they said keeps their name.

        Undo brings them back with their presence.
        """
        some = list(keys)
        with self._register.operation(N_("Remove attendees ({count})"), count=len(some)):
            for record_type in _SAID:
                for key, name in queries.said_by(self._register, record_type, some):
                    self._register.update(record_type, key,
                                          {"attendee_id": None, "speaker": name})
            self._register.delete(records.Attendee, some)

    # --- units -------------------------------------------------------------------------------

    def unit_named(self, meeting_id: int, name: str) -> int:
        """The unit with this name or short name, made now if there is none.

        Must run inside an operation. Raises `nothing-typed` or `text-too-long`.
        """
        name = checked_name(records.Unit, name)
        folded = fold(name)
        units = self.units(meeting_id)
        for unit in units:
            if folded and folded in (fold(unit.name), fold(unit.short_name)):
                return unit.id
        rank = max((unit.rank for unit in units), default=0) + 1
        kind = unit_kind(name)
        return self._register.insert(records.Unit(
            meeting_id=meeting_id, name=name, rank=rank, kind=kind.value,
            answers=kind in (UnitKind.OFFICE, UnitKind.LEADERSHIP, UnitKind.UNION)))

    def add_unit(self, meeting_id: int, name: str) -> int:
        """A unit of this name, as an undo step of its own."""
        with self._register.operation(N_("Add unit {name}"), name=name[:60]):
            return self.unit_named(meeting_id, name)

    def delete_unit(self, key: int) -> None:
        """Removes a unit; its people stay, without a unit."""
        with self._register.operation(N_("Remove unit")):
            self._register.delete(records.Unit, [key])

    def move_unit(self, meeting_id: int, key: int, places: int) -> None:
        """Moves a unit up (negative) or down in the rank order."""
        order = [unit.id for unit in self.units(meeting_id)]
        moved = moved_in(order, key, places)
        with self._register.operation(N_("Reorder units")):
            for rank, unit_id in enumerate(moved, 1):
                self._register.update(records.Unit, unit_id, {"rank": rank})

    # --- presence ----------------------------------------------------------------------------

    def toggle(self, attendee_id: int, at: datetime | None = None) -> Toggled:
        """Check-in: who is out comes in, who is in leaves; a time may be given afterwards.

        Raises what `check_stay` does if it cannot have been then.
        """
        attendee = self._register.get(records.Attendee, attendee_id)
        here = bool(queries.open_spans(self._register, attendee_id))
        if here:
            self.leave(attendee, at)
        else:
            self.arrive(attendee, at)
        last = queries.spans_of_person(self._register, attendee_id)[-1]
        moment = last.left_at if here else last.came_at
        assert moment is not None
        return Toggled(attendee, not here, moment)

    def toggle_all(self, keys: Iterable[int]) -> None:
        """Whoever of some people is out comes in; if all are in, all leave. One undo step."""
        people = self._register.load(records.Attendee, list(keys))
        if len(people) == 1:
            self.toggle(people[0].id)
            return
        out = [p for p in people if not queries.open_spans(self._register, p.id)]
        with self._register.operation(N_("People arrive ({count})") if out
                                      else N_("People leave ({count})"), count=len(out or people)):
            for person in out or people:
                (self.arrive if out else self.leave)(person)

    def arrive(self, attendee: records.Attendee, at: datetime | None = None) -> None:
        """The person is in the room from `at` (now if not given) on, unless there already."""
        if queries.open_spans(self._register, attendee.id):
            return
        if at is not None:
            check_stay(self._register, attendee, Span(at))
        with self._register.operation(N_("{name} arrives"), name=attendee.full_name):
            self._register.insert(records.PresenceSpan(
                attendee_id=attendee.id, came_at=at or self._now_after_stays(attendee.id)))

    def leave(self, attendee: records.Attendee, at: datetime | None = None) -> None:
        """The person left at `at` (now if not given)."""
        keys = queries.open_spans(self._register, attendee.id)
        stays = self._register.load(records.PresenceSpan, keys)
        for stay in stays:
            if at is not None:
                check_stay(self._register, attendee, Span(span_of(stay).start, at), stay.id)
        with self._register.operation(N_("{name} leaves"), name=attendee.full_name):
            for stay in stays:
                end = at or max(self._register.now(), span_of(stay).start)
                self._register.update(records.PresenceSpan, stay.id, {"left_at": end})

    def _now_after_stays(self, attendee_id: int) -> datetime:
        """Now, or when the person last left if the PC's clock was set back since."""
        stays = queries.spans_of_person(self._register, attendee_id)
        return max([self._register.now(), *(stay.left_at for stay in stays if stay.left_at)])


def default_kind(meeting: records.Meeting) -> str:
    """What a new person is: staff at a plenary conference, an elected delegate otherwise."""
    plenary = meeting.form == MeetingForm.PLENARY
    return (DelegateKind.MEMBER if plenary else DelegateKind.ELECTED).value


def unit_kind(name: str) -> UnitKind:
    """What kind of unit a name suggests; the user may say otherwise."""
    folded = fold(name)
    return next((kind for start, kind in _KIND_BY_START.items() if folded.startswith(start)),
                UnitKind.OTHER)


def moved_in(order: Sequence[int], key: int, places: int) -> list[int]:
    """The order with one element moved by some places, never past the ends."""
    if key not in order:
        raise UserError("record-gone")
    rest = [k for k in order if k != key]
    target = max(0, min(len(rest), order.index(key) + places))
    return [*rest[:target], key, *rest[target:]]
