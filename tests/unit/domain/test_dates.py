from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.dates import (
    LARGEST_IN_WORDS,
    long_date,
    number_in_words,
    parse_date,
    parse_time,
    short_date,
)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2020, 1, 5), "ngày 05 tháng 01 năm 2020"),
        (date(2019, 6, 29), "ngày 29 tháng 6 năm 2019"),
        (date(2023, 6, 30), "ngày 30 tháng 6 năm 2023"),
        (date(2024, 2, 10), "ngày 10 tháng 02 năm 2024"),
        (date(2024, 3, 9), "ngày 09 tháng 3 năm 2024"),
        (date(2024, 12, 1), "ngày 01 tháng 12 năm 2024"),
    ],
)
def test_long_date_pads_days_and_only_the_first_two_months(day, expected):
    assert long_date(day) == expected


def test_short_date():
    assert short_date(date(2020, 1, 5)) == "05/01/2020"


@pytest.mark.parametrize(
    "text",
    [
        "30/6/2023",
        "30/06/2023",
        "30-06-2023",
        "30.6.2023",
        " 30 / 6 / 2023 ",
        "2023-06-30",
        "2023/6/30",
        "ngày 30 tháng 6 năm 2023",
        "Ngày 30 tháng 06 năm 2023",
        "30 tháng 6 năm 2023",
        "nga\u0300y 30 tha\u0301ng 6 na\u0306m 2023",
        "ngày 30/6/2023",
    ],
)
def test_parse_date_reads_what_people_type(text):
    assert parse_date(text) == date(2023, 6, 30)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "30/6/23",
        "30/6",
        "31/6/2023",
        "29/2/2023",
        "0/1/2023",
        "1/13/2023",
        "30/6-2023",
        "30/6/2023 7:30",
        "ngày",
        "ngày 30 tháng 6",
        "quý III",
        "2023",
        "30/6/0000",
        "٣٠/٦/٢٠٢٣",
    ],
)
def test_parse_date_refuses_the_rest(text):
    assert parse_date(text) is None


@given(st.dates())
def test_written_dates_are_read_back(day):
    if day.year >= 1000:
        assert parse_date(long_date(day)) == day
        assert parse_date(day.isoformat()) == day
    assert parse_date(short_date(day)) == day


@given(st.text())
def test_parsers_take_any_text(text):
    assert isinstance(parse_date(text), date | None)
    assert isinstance(parse_time(text), time | None)


@pytest.mark.parametrize(
    "text",
    [
        "7:30",
        "07:30",
        "7:30:00",
        "7h30",
        "7h30'",
        "7H30",
        "07g30",
        "0730",
        "7 h 30",
        "7 giờ 30",
        "7 giờ 30 phút",
        "7 gio 30",
        " 7:30 ",
    ],
)
def test_parse_time_reads_what_people_type(text):
    assert parse_time(text) == time(7, 30)


@pytest.mark.parametrize(("text", "hour"), [("7h", 7), ("07g", 7), ("19 giờ", 19), ("0h", 0)])
def test_parse_time_reads_whole_hours(text, hour):
    assert parse_time(text) == time(hour)


@pytest.mark.parametrize("text", ["", "7", "730", "24:00", "7:60", "7:5", "7:", "h30", "7.30", "x"])
def test_parse_time_refuses_the_rest(text):
    assert parse_time(text) is None


@given(st.times())
def test_written_times_are_read_back(moment):
    whole = moment.replace(second=0, microsecond=0)
    for form in ("%H:%M", "%Hh%M", "%Hg%M", "%H%M", "%H giờ %M phút"):
        assert parse_time(whole.strftime(form)) == whole


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (0, "không"),
        (1, "một"),
        (4, "bốn"),
        (5, "năm"),
        (10, "mười"),
        (11, "mười một"),
        (15, "mười lăm"),
        (20, "hai mươi"),
        (21, "hai mươi mốt"),
        (24, "hai mươi bốn"),
        (55, "năm mươi lăm"),
        (100, "một trăm"),
        (101, "một trăm linh một"),
        (105, "một trăm linh năm"),
        (110, "một trăm mười"),
        (115, "một trăm mười lăm"),
        (138, "một trăm ba mươi tám"),
        (1000, "một nghìn"),
        (1005, "một nghìn không trăm linh năm"),
        (2023, "hai nghìn không trăm hai mươi ba"),
        (10_500, "mười nghìn năm trăm"),
        (1_000_001, "một triệu không trăm linh một"),
        (21_000_000, "hai mươi mốt triệu"),
    ],
)
def test_number_in_words(number, expected):
    assert number_in_words(number) == expected.strip()


@pytest.mark.parametrize("number", [-1, LARGEST_IN_WORDS + 1])
def test_number_in_words_refuses_what_it_cannot_say(number):
    with pytest.raises(ValueError, match=str(number)):
        number_in_words(number)


def test_numbers_have_words_of_their_own():
    words = [number_in_words(number) for number in range(20_000)]
    assert len(set(words)) == len(words)
    assert all(text == " ".join(text.split()) for text in words)
