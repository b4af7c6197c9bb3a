"""Check-in by what is typed or scanned: exact codes and numbers, names, and a time afterwards."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from desktop_app.domain import records
from desktop_app.domain.check_in import When, parse_check_in
from desktop_app.domain.errors import UserError
from desktop_app.domain.vietnamese import clean_line
from desktop_app.services.attendance import Attendance, Person, Toggled
from desktop_app.services.presence import day_of
from desktop_app.services.session import Session
from desktop_app.store.register import Register

REPEATED = timedelta(seconds=2)
"""A second Enter for the same person within this time is a slip or a scanner that bounced."""


@dataclass(frozen=True)
class Called:
    """Whom a line of the check-in box calls: the `holders` of a staff code or list number, or a
    `name` to look for. Digits alone are never looked for as a name."""

    holders: tuple[int, ...] = ()
    name: str = ""
    when: When | None = None


@dataclass(frozen=True)
class _Roll:
    """The people of one conference by what they can be called with."""

    people: Sequence[Person]
    by_key: dict[int, Person]
    by_code: dict[str, list[int]]
    by_number: dict[str, list[int]]
    by_bare: dict[str, list[int]]

    @classmethod
    def of(cls, people: Sequence[Person]) -> "_Roll":
        roll = cls(people, {p.attendee.id: p for p in people}, {}, {}, {})
        for person in people:
            roll._learn(person.attendee)
        return roll

    def _learn(self, attendee: records.Attendee) -> None:
        code, number = _code(attendee.staff_code), str(attendee.number or "")
        for ways, text in ((self.by_code, code), (self.by_number, number),
                           *((self.by_bare, bare) for bare in {_bare(code), number})):
            if text:
                ways.setdefault(text, []).append(attendee.id)

    def holders(self, text: str) -> tuple[int, ...]:
        """Who has exactly this staff code, else this list number, else one of them without regard
        to leading zeros."""
        code = _code(text)
        return tuple(self.by_code.get(code) or self.by_number.get(code)
                     or self.by_bare.get(_bare(code)) or ())


class RollCall:
    """What the check-in box does with a line. The people are sorted out once, until a name
    changes."""

    def __init__(self, register: Register, session: Session, attendance: Attendance) -> None:
        self._register = register
        self._session = session
        self._attendance = attendance
        self._roll = _Roll.of(())
        self._last: tuple[int, datetime] | None = None

    def _known(self, meeting_id: int) -> _Roll:
        people = self._session.people(meeting_id)
        if self._roll.people is not people:
            self._roll = _Roll.of(people)
        return self._roll

    def understand(self, meeting_id: int, line: str) -> Called:
        """Whom a line calls; a code that looks like a time is a code."""
        roll = self._known(meeting_id)
        whole = roll.holders(line)
        if whole:
            return Called(whole, line)
        typed = parse_check_in(line)
        holders = roll.holders(typed.who)
        digits = typed.who.isdecimal()
        return Called(holders, "" if digits and not holders else typed.who, typed.when)

    def namesakes(self, meeting_id: int, keys: Sequence[int]) -> list[int]:
        """The first of `keys` and those of them that have the same name."""
        known = self._known(meeting_id).by_key
        names = {key: _code(known[key].attendee.full_name) for key in keys if key in known}
        return [key for key in names if names[key] == names[keys[0]]]

    def record(self, meeting: records.Meeting, attendee_id: int,
               when: When | None = None) -> Toggled:
        """Who is out comes in, who is in leaves, now or when it was said to be.

        Raises `just-recorded` for the same person once more without a time, and what
        `Attendance.toggle` does.
        """
        now = self._register.now()
        if when is None and self._repeats(attendee_id, now):
            name = self._known(meeting.id).by_key[attendee_id].attendee.full_name
            raise UserError("just-recorded", name=name)
        at = when.moment(now, day_of(meeting, now)) if when else None
        outcome = self._attendance.toggle(attendee_id, at)
        self._last = (attendee_id, now)
        return outcome

    def _repeats(self, attendee_id: int, now: datetime) -> bool:
        return (self._last is not None and self._last[0] == attendee_id
                and timedelta() <= now - self._last[1] <= REPEATED)

    def forget_last(self) -> None:
        """The last check-in was taken back, so that the same person may be called again."""
        self._last = None


def _code(text: str) -> str:
    """As codes and names are compared: without regard to case."""
    return clean_line(text).casefold()


def _bare(code: str) -> str:
    """A number without its leading zeros; any other code as it is."""
    return code.lstrip("0") if code.isdecimal() and code.isascii() else code
