"""Time at a conference: who was in the room, planned clock times, when it will end.

All times are local times of the meeting's place. A span holds its start but not its end: who left
at 9:42 was not there at 9:42. A span without an end still goes on.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

NEXT_DAY_AFTER = timedelta(hours=6)
"""A fixed start that lies further back than this is meant for the next day."""


@dataclass(frozen=True)
class Span:
    """From when to when; no end means until now."""

    start: datetime
    end: datetime | None = None

    def holds(self, at: datetime) -> bool:
        """Whether `at` lies in the span."""
        return self.start <= at and (self.end is None or at < self.end)

    def meets(self, other: "Span") -> bool:
        """Whether any moment lies in both."""
        start = max(self.start, other.start)
        return (self.end is None or start < self.end) and (other.end is None or start < other.end)


def is_open(spans: Iterable[Span]) -> bool:
    """Whether any of the spans still goes on."""
    return any(span.end is None for span in spans)


def total(spans: Sequence[Span], until: datetime) -> timedelta:
    """The time that the spans cover up to `until`; where they overlap it counts once."""
    covered = timedelta()
    reached = datetime.min
    for span in sorted(spans, key=lambda span: span.start):
        start = max(span.start, reached)
        end = until if span.end is None else min(span.end, until)
        if start < end:
            covered += end - start
            reached = end
    return covered


@dataclass(frozen=True)
class PlannedItem:
    """What the plan says of one agenda item. Unknown minutes count as none.

    A `fixed_start` holds whatever the items before it take. A `dropped` item takes no time.
    """

    minutes: int | None = None
    fixed_start: time | None = None
    dropped: bool = False

    @property
    def length(self) -> timedelta:
        return timedelta(minutes=self.minutes or 0)


@dataclass(frozen=True)
class Clash:
    """Before the item at `place` (from 0) the plan leaves `gap` minutes free; below zero, the item
    begins that many minutes before those ahead of it are over."""

    place: int
    gap: int


def planned_starts(start: datetime | None, items: Sequence[PlannedItem]) -> list[datetime | None]:
    """When each item begins by the plan: None for dropped ones, and for all without a start.

    Each item follows the one before; a fixed start sets the clock anew, forwards or back.
    """
    return [begins for begins, _ in _plan(start, items)]


def clashes(start: datetime | None, items: Sequence[PlannedItem]) -> list[Clash]:
    """Where fixed starts leave gaps or make items overlap."""
    found = [
        Clash(place, _minutes(begins - clock))
        for place, (begins, clock) in enumerate(_plan(start, items))
        if begins and clock
    ]
    return [clash for clash in found if clash.gap]


def planned_end(start: datetime | None, items: Sequence[PlannedItem]) -> datetime | None:
    """When the last item is over by the plan; None without a start or without items."""
    starts = planned_starts(start, items)
    ends = [b + item.length for b, item in zip(starts, items, strict=True) if b is not None]
    return max(ends, default=None)


_Planned = tuple[datetime | None, datetime | None]


def _plan(start: datetime | None, items: Sequence[PlannedItem]) -> list[_Planned]:
    """For each item when it begins and what the running clock says, which it then sets."""
    plan: list[_Planned] = []
    clock = start
    for item in items:
        if clock is None or item.dropped:
            plan.append((None, clock))
            continue
        begins = _moment(item.fixed_start, clock) if item.fixed_start else clock
        plan.append((begins, clock))
        clock = begins + item.length
    return plan


def _moment(fixed: time, near: datetime) -> datetime:
    """The time of day on the day of `near`, or on the next where that lies too far back."""
    moment = datetime.combine(near.date(), fixed)
    return moment if near - moment <= NEXT_DAY_AFTER else moment + timedelta(days=1)


def _minutes(span: timedelta) -> int:
    """Whole minutes, seconds cut off on both sides of zero."""
    return int(span / timedelta(minutes=1))


@dataclass(frozen=True)
class LiveItem:
    """An agenda item with what has happened to it. It is current while one of its spans is open."""

    plan: PlannedItem
    spans: Sequence[Span] = ()
    done: bool = False


@dataclass(frozen=True)
class Forecast:
    """When each item began or will begin, and when the conference will end.

    `starts` are real for items that were opened and forecast for those still to come; dropped ones
    and items done without having been opened have none. `late_minutes` is how much later than
    planned the end comes, below zero if it comes earlier, None if there is no plan to compare with.
    """

    starts: tuple[datetime | None, ...]
    ends_at: datetime | None
    late_minutes: int | None


def forecast(
    start: datetime | None,
    items: Sequence[LiveItem],
    now: datetime,
    announced_end: datetime | None = None,
    needed: timedelta = timedelta(),
) -> Forecast:
    """What is to be expected at `now` of a conference planned to begin at `start`.

    The current item takes what is left of its minutes, at least `needed` (for those who still want
    to speak); then those that are neither done nor dropped follow in their order, none before its
    fixed start (which means nothing without `start`). Until the first item is opened nothing begins
    before `start`. Lateness is measured against `announced_end`, or against the end of the plan.
    """
    plans = [item.plan for item in items]
    planned = planned_starts(start, plans)
    begun = any(item.spans for item in items)
    clock = max([now, *(max(_current_end(item, now), now + needed)
                        for item in items if is_open(item.spans))])
    if start is not None and not begun:
        clock = max(clock, start)
    starts, clock = _starts(items, planned, clock)
    ends_at = _end(items, clock)
    expected = announced_end or planned_end(start, plans)
    late = _minutes(ends_at - expected) if ends_at and expected else None
    return Forecast(starts, ends_at, late)


def _starts(items: Sequence[LiveItem], planned: Sequence[datetime | None],
            clock: datetime) -> tuple[tuple[datetime | None, ...], datetime]:
    """When each item began or will begin, and when the last of them will end."""
    starts: list[datetime | None] = []
    for item, fixed in zip(items, planned, strict=True):
        if is_open(item.spans) or item.done or item.plan.dropped:
            starts.append(min((span.start for span in item.spans), default=None))
            continue
        begins = max(clock, fixed) if item.plan.fixed_start and fixed else clock
        starts.append(begins)
        clock = begins + item.plan.length
    return tuple(starts), clock


def _current_end(item: LiveItem, now: datetime) -> datetime:
    """When the open item ends: its minutes less what earlier spans took, but not before now."""
    opened = max(span.start for span in item.spans if span.end is None)
    spent = total([span for span in item.spans if span.end is not None], now)
    return max(now, opened + item.plan.length - spent)


def _end(items: Sequence[LiveItem], clock: datetime) -> datetime | None:
    """`clock` while anything is open or to come, else when the last item was closed."""
    if any(is_open(i.spans) or not (i.done or i.plan.dropped) for i in items):
        return clock
    return max((span.end for i in items for span in i.spans if span.end), default=None)
