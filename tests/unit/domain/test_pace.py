from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.clock import SessionClock
from desktop_app.domain.pace import Pace

START = datetime(2023, 6, 30, 7, 30)


class Real:
    def __init__(self) -> None:
        self.ran = 100.0

    def __call__(self) -> float:
        return self.ran


def test_an_hour_in_a_minute():
    real = Real()
    pace = Pace(START, real, 60)
    real.ran += 10
    assert (pace.held, pace.now()) == (True, START)
    pace.go_on()
    real.ran += 60
    assert pace.now() == START + timedelta(hours=1)
    pace.hold()
    real.ran += 60
    assert pace.seconds() == 3600
    pace.go_on()
    pace.change_speed(1)
    real.ran += 5
    assert pace.seconds() == 3605
    assert pace.real_seconds_until(3615) == pytest.approx(10)
    pace.skip_to(4000)
    assert pace.seconds() == 4000
    pace.skip_to(10)
    assert pace.seconds() == 4000
    assert pace.real_seconds_until(10) == 0


STEPS = st.lists(st.tuples(st.sampled_from(["pass", "hold", "go_on", "speed", "skip"]),
                           st.integers(0, 5000)))


@given(STEPS)
def test_a_session_clock_on_it_never_falls_and_is_never_set_back(steps: list[tuple[str, int]]):
    real = Real()
    pace = Pace(START, real)
    clock = SessionClock(pace.now, pace.seconds)
    before = clock.now()
    for act, amount in steps:
        if act == "pass":
            real.ran += amount
        elif act == "speed":
            pace.change_speed(1 + amount % 60)
        elif act == "skip":
            pace.skip_to(amount)
        else:
            {"hold": pace.hold, "go_on": pace.go_on}[act]()
        now = clock.now()
        assert now >= before
        assert clock.set_back == timedelta()
        before = now
