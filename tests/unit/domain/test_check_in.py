from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.check_in import CheckIn, When, parse_check_in, parse_when
from desktop_app.domain.vietnamese import clean_line

NOW = datetime(2023, 6, 30, 9, 47, 20)
DAY = NOW.date()


@pytest.mark.parametrize(("line", "who", "moment"), [
    ("nvh -5", "nvh", datetime(2023, 6, 30, 9, 42, 20)),
    ("  nguyễn  văn hùng −5' ", "nguyễn văn hùng", datetime(2023, 6, 30, 9, 42, 20)),
    ("153 8:42", "153", datetime(2023, 6, 30, 8, 42)),
    ("153 8h42", "153", datetime(2023, 6, 30, 8, 42)),
    ("153 8g5", "153", datetime(2023, 6, 30, 8, 5)),
    ("153 08:42:10", "153", datetime(2023, 6, 30, 8, 42, 10)),
    ("153 8H", "153", datetime(2023, 6, 30, 8)),
    ("-5", "", datetime(2023, 6, 30, 9, 42, 20)),
])
def test_a_time_at_the_end(line, who, moment):
    typed = parse_check_in(line)
    assert typed.who == who
    assert typed.when.moment(NOW, DAY) == moment


@pytest.mark.parametrize("line", [
    "nvh", "153", "8:42 nvh", "nvh 24:00", "nvh 8:60", "nvh 8h75", "nvh 8", "nvh5", "nvh - 5",
    "NV-0153", "hung cokhi", "H'Hen Niê", "nvh -5000", "nvh 8:4", "nvh 8:42:77", ""])
def test_what_is_no_time_is_part_of_the_name(line):
    assert parse_check_in(line) == CheckIn(line)


@given(st.text())
def test_any_line_without_a_time_stays_as_it_was(line):
    typed = parse_check_in(line)
    last = clean_line(line).rpartition(" ")[2]
    if typed.when is None:
        assert typed.who == clean_line(line)
    else:
        assert f"{typed.who} {last}".strip() == clean_line(line)


@given(st.times(), st.sampled_from(["{h}:{m:02}", "{h:02}h{m:02}", "{h}h{m}", "{h}:{m:02}:{s:02}"]))
def test_every_time_of_day_is_read(at, form):
    at = at.replace(microsecond=0, second=at.second if "{s" in form else 0)
    text = form.format(h=at.hour, m=at.minute, s=at.second)
    assert parse_when(text) == When(clock=at)


@given(st.integers(0, 999))
def test_minutes_ago_are_counted_back_from_now(minutes):
    moment = parse_when(f"-{minutes}").moment(NOW, date(2020, 1, 1))
    assert (NOW - moment).total_seconds() == minutes * 60


def test_a_time_of_day_belongs_to_the_day_asked_for():
    assert When(clock=time(8)).moment(NOW, date(2023, 6, 29)) == datetime(2023, 6, 29, 8)
