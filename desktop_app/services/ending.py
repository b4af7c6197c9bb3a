"""Ending what is open: agenda items and the floor. Must run inside an operation."""

from datetime import timedelta

from desktop_app.domain import records
from desktop_app.domain.kinds import ItemState
from desktop_app.store import queries
from desktop_app.store.register import Register


def close_spans(register: Register, meeting_id: int, only: int | None = None) -> None:
    """Closes the open spans of all items, or of the one with the key `only`, now."""
    now = register.now()
    for span_id, item_id in queries.open_item_spans(register, meeting_id):
        if only in (None, item_id):
            span = register.get(records.ItemSpan, span_id)
            register.update(records.ItemSpan, span_id,
                            {"closed_at": max(now, span.opened_at or now)})


def close_items(register: Register, meeting_id: int) -> None:
    """The current item is done."""
    close_spans(register, meeting_id)
    for item in register.find(records.AgendaItem,
                              queries.of_meeting(records.AgendaItem, meeting_id)):
        if item.state == ItemState.CURRENT:
            register.update(records.AgendaItem, item.id, {"state": ItemState.DONE.value})


def end_turns(register: Register, meeting_id: int) -> None:
    """Whoever has the floor has finished."""
    now = register.now()
    for key in queries.open_turns(register, meeting_id):
        turn = register.get(records.SpeakingTurn, key)
        rested = max(now - turn.paused_at, timedelta()) if turn.paused_at else timedelta()
        register.update(records.SpeakingTurn, key, {
            "ended_at": max(now, turn.began_at or now), "paused_at": None,
            "paused_seconds": turn.paused_seconds + int(rested.total_seconds())})
