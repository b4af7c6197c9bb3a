"""Everything that belongs to a meeting, read a few records at a time."""

from collections.abc import Iterator
from typing import Any, TypeVar

from desktop_app.domain import records
from desktop_app.store.models import MODELS, AgendaItem, Attendee
from desktop_app.store.register import Register

R = TypeVar("R")

BATCH = 1000


def records_of(register: Register, record_type: type[R], meeting_id: int) -> Iterator[R]:
    """All records of one type that belong to a meeting, in the order in which they were made."""
    key: Any = MODELS[record_type].id
    belongs = _belonging(record_type, meeting_id)
    last = 0
    while True:
        some: list[Any] = register.find(record_type, belongs, key > last, order=(key,), limit=BATCH)
        yield from some
        if len(some) < BATCH:
            return
        last = some[-1].id


def _belonging(record_type: type, meeting_id: int) -> Any:
    """Spans belong to the meeting of their attendee or agenda item."""
    model: Any = MODELS[record_type]
    if record_type is records.PresenceSpan:
        people = Attendee.select(Attendee.id).where(Attendee.meeting == meeting_id)
        return model.attendee.in_(people)
    if record_type is records.ItemSpan:
        items = AgendaItem.select(AgendaItem.id).where(AgendaItem.meeting == meeting_id)
        return model.item.in_(items)
    return model.meeting == meeting_id
