from datetime import datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.clock import JUMP, SessionClock

START = datetime(2023, 6, 30, 8)


class Pc:
    def __init__(self) -> None:
        self.shown, self.ran = START, 0.0

    def pass_by(self, seconds: float) -> None:
        self.shown += timedelta(seconds=seconds)
        self.ran += seconds

    def clock(self) -> SessionClock:
        return SessionClock(lambda: self.shown, lambda: self.ran)


def test_an_ordinary_minute():
    pc = Pc()
    clock = pc.clock()
    pc.pass_by(60.9)
    assert clock.now() == START + timedelta(seconds=60)
    assert clock.set_back == timedelta()


def test_a_clock_set_back_by_an_hour():
    pc = Pc()
    clock = pc.clock()
    pc.pass_by(60)
    clock.now()
    pc.shown -= timedelta(hours=1)
    for minute in range(2, 10):
        pc.pass_by(60)
        assert clock.now() == START + timedelta(minutes=minute)
        assert clock.set_back == timedelta(hours=1)
    pc.shown += timedelta(hours=1)
    assert clock.now() == START + timedelta(minutes=9)
    assert clock.set_back == timedelta()


def test_a_laptop_that_slept():
    pc = Pc()
    clock = pc.clock()
    pc.shown += timedelta(minutes=30)
    assert clock.now() == START + timedelta(minutes=30)
    assert clock.set_back == timedelta()


@given(st.lists(st.tuples(st.floats(0, 5000), st.integers(-10_000, 10_000))))
def test_it_never_falls(steps: list[tuple[float, int]]):
    pc = Pc()
    clock = pc.clock()
    read = [clock.now()]
    for passed, jump in steps:
        pc.pass_by(passed)
        pc.shown += timedelta(seconds=jump)
        read.append(clock.now())
        assert read[-1] >= pc.shown.replace(microsecond=0) - timedelta(seconds=1)
        assert not clock.set_back or (clock.set_back > JUMP and read[-1] > pc.shown)
    assert all(earlier <= later for earlier, later in pairwise(read))
