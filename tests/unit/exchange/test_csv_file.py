"""Sheets as CSV files: text stays text, and the same text when it is read again."""

import csv
import io
from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.exchange.csv_file import list_separator, write_csv
from desktop_app.exchange.csv_guard import unguarded
from desktop_app.exchange.sheets import TEXT, Formula, Pattern, Row, Sheet
from desktop_app.exchange.text_tables import grid_of_text

TELLING = "=+-@\t\r\n＝＋－＠"


def sheet_of(*rows, hidden=frozenset(), says_nothing=False):
    pattern = Pattern((TEXT,) * len(rows[0]))
    head = [Row(("TITLE",), Pattern((TEXT,))), Row(rows[0], pattern)]
    body = [Row(row, pattern) for row in rows[1:]]
    return Sheet("Lists", (10.0,) * len(rows[0]), head, body, len(body), heading_row=2,
                 hidden_columns=hidden, says_nothing=says_nothing)


def written(path, sheet, delimiter=","):
    told = []
    write_csv(path, sheet, delimiter=delimiter, told=told.append)
    assert sum(told) == (0 if sheet.says_nothing else sheet.count)
    return path.read_bytes()


def cells(data, delimiter=","):
    text = data.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))


def test_excel_knows_vietnamese_by_the_mark_at_the_beginning(tmp_path):
    data = written(tmp_path / "a.csv", sheet_of(("Họ và tên",), ("Lê Thị Ân",)))
    assert data == b"\xef\xbb\xbf" + "Họ và tên\r\nLê Thị Ân\r\n".encode()


def test_values_are_written_as_people_write_them(tmp_path):
    row = (None, 12, 0.5, datetime(2023, 6, 30, 9, 29), datetime(2023, 6, 30, 9, 29, 40),
           date(2023, 6, 3), time(7, 5), Formula("1+1", 2), "x")
    data = written(tmp_path / "a.csv", sheet_of(("h",) * len(row), row))
    assert cells(data)[1] == ["", "12", "0.5", "30/06/2023 09:29", "30/06/2023 09:29:40",
                              "03/06/2023", "07:05", "2", "x"]


def test_hidden_columns_but_the_row_code_are_left_out(tmp_path):
    data = written(tmp_path / "a.csv",
                   sheet_of(("a", "sent", "code"), ("1", "2", "3"), hidden=frozenset({2, 3})))
    assert cells(data) == [["a", "code"], ["1", "3"]]


def test_a_list_without_rows_has_only_its_headings(tmp_path):
    data = written(tmp_path / "a.csv", sheet_of(("a", "b"), (None, "(none)"), says_nothing=True))
    assert cells(data) == [["a", "b"]]


@pytest.mark.parametrize("start", TELLING)
def test_nothing_that_a_spreadsheet_takes_for_a_formula_begins_a_cell(tmp_path, start):
    for text in (f"{start}1+1", f"'{start}1", f"''{start}"):
        data = written(tmp_path / "a.csv", sheet_of(("h",), (text,)))
        assert cells(data)[1][0] == f"'{text}"
        assert unguarded(f"'{text}") == text


@pytest.mark.parametrize("text", ["'", "''", "'Ân", "H'Hen Niê", "a=b", "1-2", " =1", ""])
def test_other_apostrophes_stay(text):
    assert unguarded(text) == text


@given(st.lists(st.text(st.characters(exclude_categories=("Cs", "Cc")) | st.sampled_from("\n'=+-@"),
                        min_size=1), min_size=1, max_size=4), st.sampled_from(",;"))
def test_any_text_comes_back(tmp_path_factory, texts, delimiter):
    path = tmp_path_factory.mktemp("csv") / "a.csv"
    names = tuple(f"h{place}" for place in range(len(texts) + 1))
    data = written(path, sheet_of(names, (*texts, "end")), delimiter)
    read = grid_of_text(data.decode("utf-8-sig"), "a").rows
    assert list(read[1]) == [*texts, "end"]


def test_the_separator_is_one_that_excel_knows():
    assert list_separator() in (",", ";")
