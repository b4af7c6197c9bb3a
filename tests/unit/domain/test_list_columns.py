"""Columns looked at as a whole say the same as their cells looked at one by one."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain import records
from desktop_app.domain.fields import entries
from desktop_app.domain.grid import Grid
from desktop_app.domain.list_cells import Read, are_kept_as_they_are, read_cell
from desktop_app.domain.list_table import ListRow, ListRows
from desktop_app.domain.names import SplitName, is_bare, split_titles_around
from desktop_app.domain.position_text import split_position
from desktop_app.domain.vietnamese import are_clean, clean_line

TEXTS = st.one_of(
    st.text(max_size=6), st.text("aă ", max_size=4),
    st.text("e\u0302\u0323\u00a0\u200b|", max_size=4),
    st.sampled_from(("0912345678", "0912345678|0912345678", "912345678", "Khoa Điện", "1979", "Nữ",
                     "a" * 251)))
CELLS = st.one_of(st.none(), TEXTS, st.integers(-5, 60_000), st.dates(date(1900, 1, 1)))
ENTRIES = st.sampled_from(entries(records.Attendee))
FOUND = st.dictionaries(
    st.integers(1, 50), st.dictionaries(st.sampled_from(["number", "full_name", "unit"]),
                                        st.sampled_from(["", "a", 1]), min_size=1), max_size=6)


@given(st.lists(TEXTS, max_size=4))
def test_texts_that_are_clean_together_are_clean_each(texts: list[str]) -> None:
    if are_clean(texts):
        assert [clean_line(text) for text in texts] == texts


@given(st.lists(st.text("aăđ", min_size=1, max_size=4).map(lambda word: f"{word} {word}")))
def test_plain_texts_are_clean(texts: list[str]) -> None:
    assert are_clean(texts)


@given(ENTRIES, st.lists(CELLS, max_size=4))
def test_a_column_that_is_kept_holds_what_each_cell_says(e, cells) -> None:
    if are_kept_as_they_are(e, cells):
        for cell in cells:
            assert read_cell(e, cell) == Read(cell)


@given(st.lists(st.lists(CELLS, max_size=4).map(tuple), min_size=1, max_size=5), st.integers(1, 3),
       st.integers(1, 3))
def test_a_column_is_the_cells_of_its_rows(rows, top, left) -> None:
    grid = Grid("Sheet1", tuple(rows), first_row=top, first_column=left)
    numbers = range(top, top + len(rows))
    for column in range(1, 9):
        cells = [grid.cells(number).get(column) for number in numbers]
        assert grid.column(column, numbers) == cells


@given(FOUND)
def test_rows_kept_by_columns_come_back_without_what_is_empty(found) -> None:
    rows = ListRows()
    for number, values in found.items():
        rows.add(number, values)
    kept = [ListRow(number, {name: value for name, value in values.items() if value != ""})
            for number, values in found.items()]
    assert list(rows.in_order(records.Attendee)) == kept
    assert rows[1:] == kept[1:]


NAMES = st.sampled_from(("Lê Văn An", "LÊ AN - GV", "ThS. Lê An", "Ông Cao Thắng", "An, TS",
                         "Đỗ; Vũ", "Hồ (Trưởng khoa)", "lê an", "Y Ban", "Nguyễn"))


@given(NAMES | TEXTS.map(clean_line))
def test_nothing_is_parted_from_a_bare_name(name: str) -> None:
    if is_bare(name):
        assert split_position(name) == (name, "")
        assert split_titles_around(name) == SplitName(name=name)
