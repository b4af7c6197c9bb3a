"""Whatever a sheet holds, it is read without failing and no row vanishes unsaid."""

from datetime import date, datetime, time

from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.domain.fields import entries
from desktop_app.domain.grid import Area, Grid
from desktop_app.domain.item_lists import read_items, read_opinions
from desktop_app.domain.list_table import NAME_OF_FIELD, RECORD_OF, ListKind, remark_text
from desktop_app.domain.roster import read_people
from desktop_app.i18n import Texts

WORDS = ("STT", "Họ và tên", "Tên", "Họ đệm", "Nam", "Nữ", "Năm sinh", "Đơn vị", "Chức vụ",
         "Nội dung", "Thời gian", "Ý kiến", "I", "II. Khoa Điện", "BAN GIÁM HIỆU", "Tổng cộng",
         "HIỆU TRƯỞNG", "Nguyễn Văn An", "TS. Lê Bình", "x", "(1)", "Khoa Cơ khí", "31/02/1980",
         "7h30 - 8h00", "ngày 1 tháng 2 năm 2023", "Khách mời", "\u00a0", "", "=1+1")
CELLS = st.one_of(
    st.none(), st.sampled_from(WORDS), st.text(max_size=8), st.integers(-10, 10**10),
    st.floats(), st.booleans(), st.dates(date(1900, 1, 1)), st.times(),
    st.datetimes(datetime(1900, 1, 1)), st.just(time(7, 30)))
AREAS = st.tuples(*[st.integers(1, 12)] * 4).map(
    lambda a: Area(min(a[0], a[2]), min(a[1], a[3]), max(a[0], a[2]), max(a[1], a[3])))
GRIDS = st.builds(
    Grid, st.sampled_from(["Sheet1", "Khoa Điện"]),
    st.lists(st.lists(CELLS, max_size=8).map(tuple), max_size=12).map(tuple),
    st.lists(AREAS, max_size=4).map(tuple), st.integers(1, 4), st.integers(1, 3))
HEADED = st.builds(
    lambda grid: Grid(grid.name, (("STT", "Họ và tên", "Chức vụ", "Đơn vị", "Nữ"), *grid.rows),
                      first_row=grid.first_row), GRIDS)
READERS = {ListKind.ATTENDEES: read_people, ListKind.AGENDA: read_items,
           ListKind.FEEDBACK: read_opinions}


@settings(max_examples=300)
@given(st.one_of(GRIDS, HEADED), st.sampled_from(ListKind))
def test_any_sheet_is_read_and_every_remark_can_be_said(grid: Grid, kind: ListKind) -> None:
    texts = Texts.of("en")
    fields = {NAME_OF_FIELD.get(e.name, e.name) for e in entries(RECORD_OF[kind])}
    for table in READERS[kind](grid):
        assert {name for row in table.rows for name in row.values} <= fields
        for remark in (*table.problems, *table.repairs, *table.notes):
            assert grid.first_row <= remark.row <= grid.last_row
            assert remark_text(remark, texts)


@settings(max_examples=300)
@given(HEADED)
def test_every_row_below_the_header_is_read_or_said(grid: Grid) -> None:
    tables = read_people(grid)
    said = {r.row for t in tables for r in (*t.problems, *t.notes)}
    said |= {row.row for t in tables for row in t.rows}
    said |= {row for t in tables for row in range(t.header_row, t.header_row + 3)}
    for number in range(grid.first_row, grid.last_row + 1):
        letters = [c for c, cell in grid.cells(number).items()
                   if isinstance(cell, str) and any(map(str.isalpha, cell)) and c > 1]
        assert not letters or number in said
