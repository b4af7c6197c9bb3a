"""What is typed at a check-in: who, and at the end perhaps when it happened.

`nvh -5` is five minutes ago, `153 8:42` and `153 8h42` are that time of day, `153 8h` the full
hour. Anything else is part of the name; a time with no name before it is a time all the same.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from desktop_app.domain.vietnamese import clean_line

_AGO = re.compile(r"[-−–](\d{1,3})['’]?")
_CLOCK = re.compile(r"(\d{1,2})(?::(\d{2})(?::(\d{2}))?|[hHgG](\d{1,2})?)")


@dataclass(frozen=True)
class When:
    """A time as it was typed: so many minutes ago, or a time of day."""

    minutes_ago: int | None = None
    clock: time | None = None

    def moment(self, now: datetime, day: date) -> datetime:
        """The moment meant at `now`; a time of day is one of `day`."""
        if self.clock is not None:
            return datetime.combine(day, self.clock)
        return now - timedelta(minutes=self.minutes_ago or 0)


@dataclass(frozen=True)
class CheckIn:
    """The words that say who, and when it happened if a time was typed after them."""

    who: str
    when: When | None = None


def parse_check_in(line: str) -> CheckIn:
    """What a line of the check-in box says; its last word may be a time."""
    text = clean_line(line)
    before, _, last = text.rpartition(" ")
    when = parse_when(last)
    return CheckIn(before, when) if when else CheckIn(text)


def parse_when(word: str) -> When | None:
    """The time that a word is: `-5`, `8:42`, `8h42`, `8h`; None for any other word."""
    ago = _AGO.fullmatch(word)
    if ago:
        return When(minutes_ago=int(ago[1]))
    clock = _CLOCK.fullmatch(word)
    if not clock:
        return None
    hour, minute, second = int(clock[1]), int(clock[2] or clock[4] or 0), int(clock[3] or 0)
    possible = hour < 24 and minute < 60 and second < 60
    return When(clock=time(hour, minute, second)) if possible else None
