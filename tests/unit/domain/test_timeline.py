from datetime import datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.timeline import (
    Clash,
    LiveItem,
    PlannedItem,
    Span,
    clashes,
    forecast,
    is_open,
    planned_end,
    planned_starts,
    total,
)

DAY = datetime(2023, 6, 30)


def at(hour, minute=0, second=0):
    return DAY.replace(hour=hour, minute=minute, second=second)


def minute(count):
    return at(7) + timedelta(minutes=count)


def clock(*times):
    return [moment and moment.strftime("%H:%M") for moment in times]


span_numbers = st.tuples(st.integers(0, 60), st.one_of(st.none(), st.integers(0, 60)))


def span_of(numbers):
    start, length = numbers
    return Span(minute(start), None if length is None else minute(start + length))


spans_of_one = st.lists(span_numbers.map(span_of), max_size=5)


# --- presence -----------------------------------------------------------------------------------


def test_is_open():
    assert not is_open([])
    assert not is_open([Span(at(7), at(8))])
    assert is_open([Span(at(7), at(8)), Span(at(9))])


@given(spans_of_one, st.integers(0, 130))
def test_total_is_the_number_of_minutes_present(spans, until):
    minutes = sum(any(span.holds(minute(m)) for span in spans) for m in range(until))
    assert total(spans, minute(until)) == timedelta(minutes=minutes)


@given(span_numbers.map(span_of), span_numbers.map(span_of))
def test_spans_meet_where_they_share_a_minute(one, other):
    shared = any(one.holds(minute(m)) and other.holds(minute(m)) for m in range(300))
    assert one.meets(other) == other.meets(one) == shared


# --- the plan -----------------------------------------------------------------------------------

PLAN = [
    PlannedItem(30),
    PlannedItem(10),
    PlannedItem(None),
    PlannedItem(20, dropped=True),
    PlannedItem(60, fixed_start=time(8, 30)),
    PlannedItem(15, fixed_start=time(9, 20)),
    PlannedItem(5),
]


def test_planned_starts():
    expected = ["07:30", "08:00", "08:10", None, "08:30", "09:20", "09:35"]
    assert clock(*planned_starts(at(7, 30), PLAN)) == expected
    assert clock(planned_end(at(7, 30), PLAN)) == ["09:40"]


def test_without_a_start_nothing_is_planned():
    assert planned_starts(None, PLAN) == [None] * len(PLAN)
    assert planned_end(None, PLAN) is None
    assert clashes(None, PLAN) == []
    assert planned_end(at(7), []) is None


def test_clashes_are_gaps_and_overlaps():
    assert clashes(at(7, 30), PLAN) == [Clash(4, 20), Clash(5, -10)]


def test_the_plan_of_the_conference_of_2023():
    lengths = [30, 10, 10, 30, 15, 20, 10, 60, 30, 15, 10]
    items = [PlannedItem(length) for length in lengths]
    expected = ["07:30", "08:00", "08:10", "08:20", "08:50", "09:05", "09:25", "09:35", "10:35"]
    assert clock(*planned_starts(at(7, 30), items)) == [*expected, "11:05", "11:20"]
    assert clashes(at(7, 30), items) == []


def test_a_second_day_begins_with_a_fixed_start_in_the_morning():
    items = [PlannedItem(540), PlannedItem(60, fixed_start=time(7, 30)), PlannedItem(10)]
    starts = planned_starts(at(7, 30), items)
    assert starts == [at(7, 30), at(7, 30) + timedelta(days=1), at(8, 30) + timedelta(days=1)]


plans = st.lists(
    st.builds(
        PlannedItem,
        minutes=st.one_of(st.none(), st.integers(0, 200)),
        fixed_start=st.one_of(st.none(), st.none(), st.times().map(lambda t: t.replace(second=0))),
        dropped=st.booleans(),
    ),
    max_size=8,
)


@given(plans)
def test_items_that_are_not_fixed_follow_each_other(items):
    starts = planned_starts(at(7, 30), items)
    assert [begins is None for begins in starts] == [item.dropped for item in items]
    free = at(7, 30)
    for item, begins in zip(items, starts, strict=True):
        if begins is None:
            continue
        assert begins == free or begins.time() == item.fixed_start
        free = begins + timedelta(minutes=item.minutes or 0)
    fixed = {place for place, item in enumerate(items) if item.fixed_start}
    assert {clash.place for clash in clashes(at(7, 30), items)} <= fixed


# --- the forecast -------------------------------------------------------------------------------


def items_of(*lengths):
    return [LiveItem(PlannedItem(length)) for length in lengths]


def test_before_the_beginning_the_forecast_is_the_plan():
    found = forecast(at(7, 30), items_of(30, 10, 20), at(7))
    assert clock(*found.starts) == ["07:30", "08:00", "08:10"]
    assert clock(found.ends_at) == ["08:30"]
    assert found.late_minutes == 0


def test_a_late_beginning_moves_everything():
    found = forecast(at(7, 30), items_of(30, 10, 20), at(7, 42))
    assert clock(*found.starts) == ["07:42", "08:12", "08:22"]
    assert found.late_minutes == 12


def test_a_current_item_takes_its_minutes_and_then_as_long_as_it_takes():
    items = [
        LiveItem(PlannedItem(30), [Span(at(7, 35), at(8))], done=True),
        LiveItem(PlannedItem(10), [Span(at(8))]),
        LiveItem(PlannedItem(20)),
    ]
    in_time = forecast(at(7, 30), items, at(8, 5))
    assert clock(*in_time.starts, in_time.ends_at) == ["07:35", "08:00", "08:10", "08:30"]
    assert in_time.late_minutes == 0
    late = forecast(at(7, 30), items, at(8, 25))
    assert clock(*late.starts, late.ends_at) == ["07:35", "08:00", "08:25", "08:45"]
    assert late.late_minutes == 15


def test_a_reopened_item_has_what_is_left_of_its_minutes():
    items = [LiveItem(PlannedItem(30), [Span(at(8), at(8, 20)), Span(at(9))])]
    assert forecast(at(8), items, at(9)).ends_at == at(9, 10)
    assert forecast(at(8), items, at(9, 30)).ends_at == at(9, 30)


def test_fixed_starts_wait_and_dropped_items_take_no_time():
    items = [
        LiveItem(PlannedItem(30), [Span(at(7, 30), at(7, 40))], done=True),
        LiveItem(PlannedItem(20, dropped=True)),
        LiveItem(PlannedItem(10, fixed_start=time(8, 0))),
        LiveItem(PlannedItem(5)),
    ]
    early = forecast(at(7, 30), items, at(7, 45))
    assert clock(*early.starts) == ["07:30", None, "08:00", "08:10"]
    late = forecast(at(7, 30), items, at(8, 20))
    assert clock(*late.starts) == ["07:30", None, "08:20", "08:30"]
    assert late.late_minutes == 20


def test_items_that_were_jumped_over_still_follow():
    items = [
        LiveItem(PlannedItem(30)),
        LiveItem(PlannedItem(10), [Span(at(7, 30))]),
        LiveItem(PlannedItem(20)),
    ]
    found = forecast(at(7, 30), items, at(7, 30))
    assert clock(*found.starts, found.ends_at) == ["07:40", "07:30", "08:10", "08:30"]


def test_the_end_is_real_once_everything_is_done():
    items = [
        LiveItem(PlannedItem(30), [Span(at(7, 30), at(7, 50))], done=True),
        LiveItem(PlannedItem(20), done=True),
        LiveItem(PlannedItem(10, dropped=True)),
    ]
    found = forecast(at(7, 30), items, at(12))
    assert (found.ends_at, found.late_minutes) == (at(7, 50), -30)
    assert found.starts == (at(7, 30), None, None)


def test_lateness_against_the_announced_end():
    assert forecast(at(7, 30), items_of(60), at(7), at(8, 15)).late_minutes == 15
    assert forecast(at(7, 30), items_of(60), at(7), at(9)).late_minutes == -30
    assert forecast(at(7, 30), items_of(60), at(7, 30, 59)).late_minutes == 0


def test_without_a_start_the_forecast_begins_now():
    items = [LiveItem(PlannedItem(30)), LiveItem(PlannedItem(10, fixed_start=time(12)))]
    found = forecast(None, items, at(8))
    assert clock(*found.starts, found.ends_at) == ["08:00", "08:30", "08:40"]
    assert found.late_minutes is None


@pytest.mark.parametrize("start", [None, at(7, 30)])
def test_without_items_there_is_no_end(start):
    found = forecast(start, [], at(8))
    assert (found.starts, found.ends_at, found.late_minutes) == ((), None, None)


@given(plans)
def test_on_time_the_forecast_keeps_to_a_plan_without_overlaps(plan):
    if all(clash.gap > 0 for clash in clashes(at(7, 30), plan)):
        found = forecast(at(7, 30), [LiveItem(item) for item in plan], at(7, 30))
        assert list(found.starts) == planned_starts(at(7, 30), plan)
        assert found.late_minutes in (0, None)


@given(plans, st.integers(0, 300), st.integers(0, 100))
def test_later_is_never_sooner(plan, now, wait):
    items = [LiveItem(item) for item in plan]
    sooner = forecast(at(7, 30), items, minute(now))
    later = forecast(at(7, 30), items, minute(now + wait))
    for before, after in zip(sooner.starts, later.starts, strict=True):
        assert (before is None) == (after is None)
        assert before is None or before <= after
    assert sooner.ends_at is None or sooner.ends_at <= later.ends_at
