"""References follow the rows of a form."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.exchange.form_refs import Maps, RowFormula, RowMap, followed

MAPS = Maps({"Tờ 1": RowMap({5: 3, 9: 2}), "B": RowMap({})})


@pytest.mark.parametrize(("before", "after"), [
    ("A4", "A4"), ("A5", "A5"), ("A6", "A8"), ("A9", "A11"), ("A10", "A13"), ("$A$10", "$A$13"),
    ("A5:A5", "A5:A7"), ("SUM(E5:E5)", "SUM(E5:E7)"), ("SUM(E5)", "SUM(E5:E7)"),
    ("SUM(E5,E9)", "SUM(E5:E7,E11:E12)"), ("ABS(E5)", "ABS(E5)"), ("SUM(E5*2)", "SUM(E5*2)"),
    ("SUM(E4:E10)", "SUM(E4:E13)"), ("E6&\"E6\"", "E8&\"E6\""), ("'Tờ 1'!E6", "'Tờ 1'!E8"),
    ("B!E6", "B!E6"), ("[1]B!E6", "[1]B!E6"), ("'Tờ 1:B'!E6", "'Tờ 1:B'!E6"), ("E:E", "E:E"),
    ("6:9", "8:12"), ("$4:$4", "$4:$4"), ("Table1[Tên]", "Table1[Tên]"), ("Tên6", "Tên6"),
    ("IF(A6>1,\"x\",E10)", "IF(A8>1,\"x\",E13)")])
def test_a_formula_follows(before, after):
    assert MAPS.formula(before, "tờ 1") == after


@pytest.mark.parametrize(("formula", "copies"), [
    ("E5*2", ["E5*2", "E6*2", "E7*2"]), ("A4+1", ["A4+1", "A5+1", "A6+1"]),
    ("E5/$E$2", ["E5/$E$2", "E6/$E$2", "E7/$E$2"]), ("E5/E6", ["E5/E8", "E6/E8", "E7/E8"]),
    ("SUM($E$5:E5)", ["SUM($E$5:E5)", "SUM($E$5:E6)", "SUM($E$5:E7)"]),
    ("RANK(E5,$E$5:$E$5)", [f"RANK(E{n},$E$5:$E$7)" for n in (5, 6, 7)]),
    ("B!A5", ["B!A5"] * 3), ("ROW()-4", ["ROW()-4"] * 3)])
def test_a_formula_of_a_repeating_row_is_filled_down(formula, copies):
    made = RowFormula(formula, "Tờ 1", 5, MAPS)
    assert [made.text(number) for number in (5, 6, 7)] == copies


@given(st.dictionaries(st.integers(1, 60), st.integers(1, 50), max_size=5))
def test_rows_stay_in_order_and_do_not_overlap(repeats):
    rows = RowMap(repeats)
    places = [place for row in range(1, 80) for place in range(rows.first(row), rows.last(row) + 1)]
    assert places == list(range(1, len(places) + 1))


@given(st.text())
def test_what_is_no_formula_stays(text):
    assert Maps({"A": RowMap({})}).formula(text, "A") == text
    followed(text, lambda area, _sheet, _alone: area)
