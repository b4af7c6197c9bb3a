import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.exchange.sheets import Formula
from desktop_app.services.report_formulas import (
    criterion,
    literal,
    matching,
    roman,
    share,
    unique_names,
)


@given(st.text(max_size=600))
def test_literals_never_pass_excels_limit_and_say_the_text(text):
    parts = literal(text).split('"&"')
    assert all(len(part) <= 2 * 255 for part in parts)
    assert "".join(parts)[1:-1].replace('""', '"') == text


@pytest.mark.parametrize(("text", "expected"), [
    ("Khoa Cơ khí", '"Khoa Cơ khí"'), ("a*b?c~", '"a~*b~?c~~"'), ("=a", '"==a"'), (">5", '"=>5"'),
    ('a "b"', '"a ""b"""'), ("", '"="'),
])
def test_criteria_are_met_by_the_text_alone(text, expected):
    assert criterion(text) == expected


@pytest.mark.parametrize(("text", "expected"), [
    ("Khoa Cơ khí", "$B6"), ("a*", '"a~*"'), ("<a", '"=<a"'), ("", '"="'),
])
def test_a_cell_serves_as_criterion_only_where_it_is_no_pattern(text, expected):
    assert matching("$B6", text) == expected


def test_shares_of_nothing_are_empty():
    assert share("D6", "C6", 1, 4) == Formula('IF(C6=0,"",D6/C6)', 0.25)
    assert share("D6", "C6", 0, 0).value == ""


@given(st.lists(st.sampled_from(["A", "a", "A (2)", "B", ""])))
def test_names_are_told_apart_whatever_their_case(names):
    found = unique_names(dict(enumerate(names)))
    assert len({name.casefold() for name in found.values()}) == len(names)
    assert all(new.startswith(old) for new, old in zip(found.values(), names, strict=True))


def test_names_that_a_spreadsheet_takes_for_the_same_number_or_for_none():
    """In Excel COUNTIF counts texts "1" and "01" as equal, and "" finds all empty cells."""
    names = ("1", "01", "1.0", "", "", "nan", "NaN", "1a", "01a")
    assert list(unique_names(dict(enumerate(names))).values()) == [
        "1", "01 (2)", "1.0 (2)", "–", "– (2)", "nan", "NaN (2)", "1a", "01a"]


@pytest.mark.parametrize(("number", "text"), [(1, "I"), (4, "IV"), (9, "IX"), (14, "XIV"),
                                              (49, "XLIX"), (2023, "MMXXIII")])
def test_sections_have_roman_numbers(number, text):
    assert roman(number) == text
