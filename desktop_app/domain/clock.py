"""The clock of a session: what is recorded never goes back in time.

The clock of an office PC is set back by somebody, or by a time server; a laptop sleeps. Forward
the session follows the PC at once. Where the PC jumps back, the session runs on by the time that
has really passed, and says so, until the PC has caught up or the program starts anew.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

JUMP = timedelta(seconds=2)
"""A smaller step back is a correction that nobody needs to hear of."""


class SessionClock:
    """Local times to the second that never fall.

    `wall` gives the time that the PC shows, `running` the seconds that have really passed since
    some moment; both are asked at every reading.
    """

    def __init__(self, wall: Callable[[], datetime], running: Callable[[], float]) -> None:
        self._wall = wall
        self._running = running
        self._moment = wall()
        self._ran = running()
        self.set_back: timedelta = timedelta()

    def now(self) -> datetime:
        """The time of the session; `set_back` says how far the PC is behind it, if it is."""
        wall, ran = self._wall(), self._running()
        expected = self._moment + timedelta(seconds=max(ran - self._ran, 0))
        behind = expected - wall
        self.set_back = behind if behind > JUMP else timedelta()
        self._moment = expected if self.set_back else max(wall, self._moment)
        self._ran = ran
        return self._moment.replace(microsecond=0)
