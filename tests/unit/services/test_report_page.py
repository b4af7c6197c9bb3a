from desktop_app.exchange.sheets import Formula
from desktop_app.services.report_page import LINE, PAGE_HEIGHT, SECTION, Page, fact_cell

WIDTHS = (6, 30, 10, 10, 15, 15, 15, 15)


def _filled(lines: int) -> Page:
    page = Page(WIDTHS)
    for _ in range(lines):
        page.line("x", SECTION, height=LINE)
    return page


def test_a_block_that_fits_stays_where_it_is():
    page = _filled(5)
    page.keep_together(3)
    assert page.breaks == []


def test_a_block_across_a_pages_end_moves_to_the_next_page():
    page = _filled(int(PAGE_HEIGHT // LINE) + 2)
    first = page.next_row - 4
    page.keep_together(first)
    assert page.breaks == [first - 1]
    for _ in range(3):
        page.line("x", SECTION, height=LINE)
    page.keep_together(page.next_row - 3)
    assert len(page.breaks) == 1


def test_a_block_longer_than_a_page_runs_on():
    page = _filled(60)
    page.keep_together(2)
    assert page.breaks == []


def test_rows_are_as_high_as_the_longest_of_their_texts_and_formula_values():
    page = Page(WIDTHS)
    long = "Chưa đủ điều kiện tiến hành hội nghị vì vắng nhiều đại biểu"
    page.facts([("a", "b"), ("c", Formula("A1", long))])
    assert page.rows[0].height > LINE
    assert page.rows[0].merged == ((1, 2), (3, 4), (5, 6), (7, 8))


def test_facts_know_their_cells():
    page = Page(WIDTHS)
    page.gap()
    told = []
    page.facts([(str(n), lambda cell: told.append(cell) or cell) for n in range(3)])
    assert told == ["C2", "G2", "C3"] == [fact_cell(2, place) for place in range(3)]
    assert [row.values[2] for row in page.rows[1:]] == ["C2", "C3"]
