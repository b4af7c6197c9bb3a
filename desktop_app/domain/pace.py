"""Session time that runs faster than the clock on the wall, stands still, or jumps ahead."""

from collections.abc import Callable
from datetime import datetime, timedelta


class Pace:
    """Begins at `start` and stands still until `go_on`.

    `running` gives the real seconds since some moment. `seconds` and `now` never fall, so both may
    drive a session clock.
    """

    def __init__(self, start: datetime, running: Callable[[], float], speed: float = 1) -> None:
        self._start = start
        self._running = running
        self._speed = speed
        self._passed = 0.0
        self._since: float | None = None

    @property
    def speed(self) -> float:
        """Seconds of the session in one real second."""
        return self._speed

    @property
    def held(self) -> bool:
        """Whether the time stands still."""
        return self._since is None

    def seconds(self) -> float:
        """How much of the session has passed."""
        ran = 0.0 if self._since is None else max(self._running() - self._since, 0.0)
        return self._passed + ran * self._speed

    def now(self) -> datetime:
        """The time of the session."""
        return self._start + timedelta(seconds=self.seconds())

    def hold(self) -> None:
        """Stands still from now on."""
        self._passed = self.seconds()
        self._since = None

    def go_on(self) -> None:
        """Runs from now on."""
        self._passed = self.seconds()
        self._since = self._running()

    def change_speed(self, speed: float) -> None:
        """Runs faster or slower from now on."""
        held = self.held
        self.hold()
        self._speed = speed
        if not held:
            self.go_on()

    def skip_to(self, seconds: float) -> None:
        """Jumps ahead to a time of the session; one that has passed changes nothing."""
        ahead = seconds - self.seconds()
        self._passed += max(ahead, 0.0)

    def real_seconds_until(self, seconds: float) -> float:
        """How long to wait for a time of the session while it runs; 0 for one that has passed."""
        return max(seconds - self.seconds(), 0.0) / self._speed
