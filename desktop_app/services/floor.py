"""The floor: who speaks, who waits, for how long, and when the conference will end."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from desktop_app.domain import records
from desktop_app.domain.errors import UserError
from desktop_app.domain.floor import (
    TurnClock,
    expected_turn,
    floor_needs,
    turn_clock,
)
from desktop_app.domain.kinds import ItemState
from desktop_app.domain.timeline import Forecast, LiveItem, Span, forecast
from desktop_app.i18n import N_
from desktop_app.services.agenda import PlannedRow, planned_items
from desktop_app.services.attendance import moved_in
from desktop_app.services.ending import end_turns
from desktop_app.services.session import Context, Session, Spoken
from desktop_app.store import floor_queries, queries
from desktop_app.store.register import Register

_OF_LATE = 50
"""So many turns, opinions and replies count as those of late."""


@dataclass(frozen=True)
class Waiting:
    """Somebody in the queue. `turns` is how often they have had the floor in this conference."""

    id: int
    attendee_id: int | None
    name: str
    unit: str
    turns: int


@dataclass(frozen=True)
class FloorState:
    """What the live page shows of the floor: read when something changed, painted every second."""

    turn: records.SpeakingTurn | None
    name: str
    unit: str
    turns: int
    limit_minutes: int | None
    queue: tuple[Waiting, ...]
    silent_units: tuple[str, ...]
    each: timedelta

    def clock(self, now: datetime) -> TurnClock | None:
        """The clock of whoever speaks."""
        return turn_clock(self.turn, self.limit_minutes, now) if self.turn else None

    def needs(self, now: datetime) -> timedelta:
        """The time until everybody has spoken."""
        return floor_needs(self.clock(now), len(self.queue), self.each)


class Floor:
    """Who has the floor at the conferences of one register."""

    def __init__(self, register: Register, session: Session) -> None:
        self._register = register
        self._session = session

    # --- reading -----------------------------------------------------------------------------

    def turn(self, meeting_id: int) -> records.SpeakingTurn | None:
        """The turn that has not ended."""
        keys = queries.open_turns(self._register, meeting_id)
        return self._register.get(records.SpeakingTurn, keys[-1]) if keys else None

    def state(self, meeting: records.Meeting, item_id: int | None) -> FloorState:
        """Speaker, queue of the item, and units of which nobody has spoken."""
        turn = self.turn(meeting.id)
        name, unit = self._session.speaker(turn) if turn else ("", None)
        times = floor_queries.turns_of_speakers(self._register, meeting.id)
        spoken = [timedelta(seconds=s) for s in
                  floor_queries.lengths_of_turns(self._register, meeting.id)]
        return FloorState(
            turn, name, unit.name if unit else "",
            times.get(_speaker_key(turn.attendee_id, turn.speaker), 0) if turn else 0,
            meeting.turn_minutes,
            tuple(self._waiting(request, times) for request in self.queue(meeting.id, item_id)),
            tuple(floor_queries.silent_units(self._register, meeting.id)),
            expected_turn(spoken, meeting.turn_minutes))

    def queue(self, meeting_id: int, item_id: int | None) -> list[records.FloorRequest]:
        """Who waits for the floor on this item, in their order."""
        keys = floor_queries.queue(self._register, meeting_id, item_id)
        return self._register.load(records.FloorRequest, keys)

    def waiting(self, meeting_id: int) -> list[int]:
        """Who on the list waits for the floor on the open item, in their order."""
        spans = queries.open_item_spans(self._register, meeting_id)
        queue = self.queue(meeting_id, spans[-1][1] if spans else None)
        return [request.attendee_id for request in queue if request.attendee_id]

    def spoke_last(self, meeting_id: int) -> list[int]:
        """Who on the list spoke of late, the latest first."""
        return floor_queries.spoke_last(self._register, meeting_id, _OF_LATE)

    def _waiting(self, request: records.FloorRequest, times: dict[str, int]) -> Waiting:
        name, unit = self._session.speaker(request)
        return Waiting(request.id, request.attendee_id, name,
                       (unit.short_name or unit.name) if unit else "",
                       times.get(_speaker_key(request.attendee_id, request.speaker), 0))

    # --- the queue ---------------------------------------------------------------------------

    def ask(self, line: str, context: Context) -> records.FloorRequest:
        """Whom the line names waits for the floor. Raises `nobody-named`, `already-waiting`."""
        spoken = self._session.named(line, context)
        waiting = self.queue(context.meeting_id, _item_id(context))
        if any(_speaker_key(w.attendee_id, w.speaker) == _key_of(spoken) for w in waiting):
            raise UserError("already-waiting", name=spoken.label)
        request = records.FloorRequest(
            meeting_id=context.meeting_id, item_id=_item_id(context),
            attendee_id=spoken.attendee_id, speaker=spoken.speaker,
            rank=max((w.rank for w in waiting), default=0) + 1, asked_at=self._register.now())
        with self._register.operation(N_("Put {name} into the queue"), name=spoken.label):
            key = self._register.insert(request)
        return self._register.get(records.FloorRequest, key)

    def move(self, request_id: int, places: int) -> None:
        """Moves somebody forward (negative) or back in the queue."""
        request = self._register.get(records.FloorRequest, request_id)
        waiting = self.queue(request.meeting_id, request.item_id)
        order = moved_in([w.id for w in waiting], request_id, places)
        with self._register.operation(N_("Reorder the queue")):
            for rank, key in enumerate(order, 1):
                self._register.update(records.FloorRequest, key, {"rank": rank})

    def take_out(self, request_id: int) -> None:
        """Somebody no longer wants to speak."""
        request = self._register.get(records.FloorRequest, request_id)
        name, _unit = self._session.speaker(request)
        with self._register.operation(N_("Take {name} out of the queue"), name=name):
            self._register.delete(records.FloorRequest, [request_id])

    # --- speaking ----------------------------------------------------------------------------

    def give(self, line: str, context: Context) -> records.SpeakingTurn:
        """Whom the line names has the floor; a previous speaker ends. Raises `nobody-named`."""
        return self._give(context, self._session.named(line, context))

    def give_next(self, context: Context, request_id: int | None = None) -> records.SpeakingTurn:
        """The first in the queue, or the one chosen, has the floor. Raises `nobody-named`."""
        waiting = self.queue(context.meeting_id, _item_id(context))
        chosen = next((w for w in waiting if request_id in (None, w.id)), None)
        if chosen is None:
            raise UserError("nobody-named")
        name, _unit = self._session.speaker(chosen)
        return self._give(context, Spoken(chosen.attendee_id, chosen.speaker, name))

    def _give(self, context: Context, spoken: Spoken) -> records.SpeakingTurn:
        turn = records.SpeakingTurn(
            meeting_id=context.meeting_id, item_id=_item_id(context),
            attendee_id=spoken.attendee_id, speaker=spoken.speaker, began_at=self._register.now())
        waited = [w.id for w in self.queue(context.meeting_id, _item_id(context))
                  if _speaker_key(w.attendee_id, w.speaker) == _key_of(spoken)]
        with self._register.operation(N_("Give {name} the floor"), name=spoken.label):
            end_turns(self._register, context.meeting_id)
            self._register.delete(records.FloorRequest, waited)
            key = self._register.insert(turn)
        return self._register.get(records.SpeakingTurn, key)

    def end(self, meeting_id: int) -> None:
        """The speaker has finished."""
        with self._register.operation(N_("End the speaking turn")):
            end_turns(self._register, meeting_id)

    def pause(self, meeting_id: int) -> bool:
        """Stops the clock of the turn, or lets it go on; True if it stands still now.

        Raises `nobody-speaks`.
        """
        turn = self.turn(meeting_id)
        if turn is None:
            raise UserError("nobody-speaks")
        now = self._register.now()
        if turn.paused_at is None:
            with self._register.operation(N_("Pause the speaking time")):
                self._register.update(records.SpeakingTurn, turn.id, {"paused_at": now})
            return True
        rested = int((max(now, turn.paused_at) - turn.paused_at).total_seconds())
        with self._register.operation(N_("Go on with the speaking time")):
            self._register.update(records.SpeakingTurn, turn.id, {
                "paused_at": None, "paused_seconds": turn.paused_seconds + rested})
        return False


def expected(meeting: records.Meeting, rows: Sequence[PlannedRow], floor: FloorState,
             now: datetime) -> Forecast:
    """When each item and the conference will end, reckoned with those who want to speak; lateness
    only on the day of the conference."""
    plans = planned_items(row.item for row in rows)
    items = [LiveItem(plan, [Span(*span) for span in row.spans],
                      done=row.item.state == ItemState.DONE)
             for plan, row in zip(plans, rows, strict=True)]
    found = forecast(meeting.starts_at, items, now, meeting.ends_at, floor.needs(now))
    on_its_day = meeting.starts_at is not None and meeting.starts_at.date() == now.date()
    return found if on_its_day else replace(found, late_minutes=None)


def _item_id(context: Context) -> int | None:
    return context.item.id if context.item else None


def _key_of(spoken: Spoken) -> str:
    return _speaker_key(spoken.attendee_id, spoken.speaker)


def _speaker_key(attendee_id: int | None, speaker: str) -> str:
    """Tells speakers apart: by their place on the list, else by their name as heard."""
    return str(attendee_id) if attendee_id else f"@{speaker}"
