"""When one person was in the room: stays are added, corrected and removed, never overlapping."""

from datetime import datetime

from desktop_app.domain import records
from desktop_app.domain.errors import UserError
from desktop_app.domain.timeline import Span
from desktop_app.i18n import N_
from desktop_app.store import queries
from desktop_app.store.register import Register


def span_of(stay: records.PresenceSpan) -> Span:
    """The span of a recorded stay."""
    assert stay.came_at is not None
    return Span(stay.came_at, stay.left_at)


def check_stay(register: Register, attendee: records.Attendee, span: Span,
               besides: int = 0) -> None:
    """Refuses a stay that cannot be true: `time-to-come`, `left-before-coming`, or one that
    overlaps another one of the person (`was-there-then`, `was-there-since`).

    `besides` is the key of the stay that it replaces.
    """
    end, now = span.end or span.start, register.now()
    if max(span.start, end) > now:
        raise UserError("time-to-come", time=_clock(max(span.start, end)))
    if end < span.start:
        raise UserError("left-before-coming", name=attendee.full_name, came=_clock(span.start),
                        time=_clock(end))
    for stay in queries.spans_of_person(register, attendee.id):
        other = span_of(stay)
        if stay.id != besides and other.meets(span):
            _refuse(attendee, other)


def _refuse(attendee: records.Attendee, other: Span) -> None:
    params = {"name": attendee.full_name, "came": _clock(other.start)}
    if other.end is None:
        raise UserError("was-there-since", **params)
    raise UserError("was-there-then", **params, left=_clock(other.end))


def _clock(at: datetime) -> str:
    return at.strftime("%H:%M")


class Stays:
    """Corrections in the timeline of single people."""

    def __init__(self, register: Register) -> None:
        self._register = register

    def of(self, attendee_id: int) -> list[records.PresenceSpan]:
        """When somebody was in the room, in order of time."""
        return queries.spans_of_person(self._register, attendee_id)

    def add(self, attendee_id: int, span: Span) -> int:
        """The person was in the room then too. Raises what `check_stay` does."""
        attendee = self._register.get(records.Attendee, attendee_id)
        check_stay(self._register, attendee, span)
        with self._register.operation(N_("Add presence of {name}"), name=attendee.full_name):
            return self._register.insert(records.PresenceSpan(
                attendee_id=attendee_id, came_at=span.start, left_at=span.end))

    def change(self, key: int, span: Span) -> None:
        """The stay was at another time. Raises what `check_stay` does."""
        stay = self._register.get(records.PresenceSpan, key)
        attendee = self._register.get(records.Attendee, stay.attendee_id)
        check_stay(self._register, attendee, span, besides=key)
        with self._register.operation(N_("Correct presence of {name}"), name=attendee.full_name):
            self._register.update(records.PresenceSpan, key,
                                  {"came_at": span.start, "left_at": span.end})

    def remove(self, key: int) -> None:
        """The person was not in the room then."""
        stay = self._register.get(records.PresenceSpan, key)
        attendee = self._register.get(records.Attendee, stay.attendee_id)
        with self._register.operation(N_("Remove presence of {name}"), name=attendee.full_name):
            self._register.delete(records.PresenceSpan, [key])
