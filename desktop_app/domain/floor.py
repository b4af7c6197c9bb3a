"""How long somebody has been speaking, pauses aside, and how long those who wait will take."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from desktop_app.domain.records import SpeakingTurn

SOON = timedelta(seconds=30)
"""So long before the end of a turn the clock begins to warn."""
USUAL_TURN = timedelta(minutes=3)
"""What a turn takes where there is neither a limit nor anybody who has spoken (DOMAIN 8.2)."""
MANY_TURNS = 3
"""From this turn of one speaker on, the secretary is reminded that others wait."""


@dataclass(frozen=True)
class TurnClock:
    """The clock of one turn. `limit` is None where there is no time limit."""

    spoken: timedelta
    limit: timedelta | None = None
    paused: bool = False

    @property
    def left(self) -> timedelta | None:
        """What is left of the limit; below zero when it is overrun."""
        return None if self.limit is None else self.limit - self.spoken

    @property
    def over(self) -> bool:
        return self.left is not None and self.left < timedelta()

    @property
    def soon(self) -> bool:
        """Whether the turn is about to end."""
        return self.left is not None and timedelta() <= self.left <= SOON


def turn_clock(turn: SpeakingTurn, limit_minutes: int | None, now: datetime) -> TurnClock:
    """The clock of a turn at `now`; while it is paused, and after its end, it stands still."""
    began = turn.began_at or now
    until = turn.ended_at or turn.paused_at or now
    spoken = max(until - began - timedelta(seconds=turn.paused_seconds), timedelta())
    limit = timedelta(minutes=limit_minutes) if limit_minutes else None
    return TurnClock(spoken, limit, paused=turn.paused_at is not None and turn.ended_at is None)


def expected_turn(spoken: Sequence[timedelta], limit_minutes: int | None) -> timedelta:
    """How long the next speaker will take: as long as those before on average; before anybody has
    spoken, the limit."""
    if spoken:
        return sum(spoken, timedelta()) / len(spoken)
    return timedelta(minutes=limit_minutes) if limit_minutes else USUAL_TURN


def floor_needs(speaking: TurnClock | None, waiting: int, each: timedelta) -> timedelta:
    """The time until everybody has spoken who has the floor or waits for it."""
    rest = max(each - speaking.spoken, timedelta()) if speaking else timedelta()
    return rest + waiting * each
