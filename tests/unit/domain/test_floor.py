from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.floor import expected_turn, floor_needs, turn_clock
from desktop_app.domain.records import SpeakingTurn

BEGAN = datetime(2023, 6, 30, 9)


def after(**amount: float) -> datetime:
    return BEGAN + timedelta(**amount)


def test_a_turn_with_a_limit():
    turn = SpeakingTurn(began_at=BEGAN)
    assert not turn_clock(turn, 3, after(minutes=2, seconds=29)).soon
    assert turn_clock(turn, 3, after(minutes=2, seconds=30)).soon
    at_the_end = turn_clock(turn, 3, after(minutes=3))
    assert (at_the_end.soon, at_the_end.over) == (True, False)
    later = turn_clock(turn, 3, after(minutes=3, seconds=1))
    assert (later.soon, later.over, later.left) == (False, True, timedelta(seconds=-1))


def test_a_turn_without_a_limit():
    clock = turn_clock(SpeakingTurn(began_at=BEGAN), None, after(hours=1))
    assert (clock.left, clock.soon, clock.over) == (None, False, False)


def test_pauses_do_not_count():
    turn = SpeakingTurn(began_at=BEGAN, paused_at=after(minutes=2), paused_seconds=30)
    clock = turn_clock(turn, 3, after(minutes=20))
    assert (clock.spoken, clock.paused) == (timedelta(minutes=1, seconds=30), True)


def test_a_turn_that_has_ended_stands_still():
    turn = SpeakingTurn(began_at=BEGAN, ended_at=after(minutes=4), paused_seconds=60)
    assert turn_clock(turn, 3, after(hours=2)).spoken == timedelta(minutes=3)


def test_a_clock_set_back_does_not_count_below_zero():
    assert turn_clock(SpeakingTurn(began_at=BEGAN), 3, after(hours=-1)).spoken == timedelta()


def test_what_a_turn_will_take():
    assert expected_turn([], 5) == timedelta(minutes=5)
    assert expected_turn([], None) == timedelta(minutes=3)
    assert expected_turn([timedelta(minutes=2), timedelta(minutes=4)], 5) == timedelta(minutes=3)


def test_what_the_queue_needs():
    each = timedelta(minutes=3)
    speaking = turn_clock(SpeakingTurn(began_at=BEGAN), 3, after(minutes=1))
    overrun = turn_clock(SpeakingTurn(began_at=BEGAN), 3, after(minutes=9))
    assert floor_needs(None, 0, each) == timedelta()
    assert floor_needs(speaking, 2, each) == timedelta(minutes=8)
    assert floor_needs(overrun, 2, each) == timedelta(minutes=6)


@given(st.lists(st.integers(0, 4000)), st.integers(0, 50), st.integers(0, 4000))
def test_more_speakers_never_take_less(spoken: list[int], waiting: int, seconds: int):
    each = expected_turn([timedelta(seconds=s) for s in spoken], 5)
    clock = turn_clock(SpeakingTurn(began_at=BEGAN), 5, after(seconds=seconds))
    assert floor_needs(clock, waiting + 1, each) - floor_needs(clock, waiting, each) == each
