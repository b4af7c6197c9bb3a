from hypothesis import given
from hypothesis import strategies as st

from desktop_app.exchange.metrics import line_count, room_in, text_width, word_width
from desktop_app.exchange.sheets import NUMBER, Column, Formula
from desktop_app.exchange.styles import BODY_SIZE
from desktop_app.exchange.tables import PAGE_WIDTH, column_widths, pieces

words = st.text(alphabet="abcđệươngHTM. ", max_size=400)


def test_letters_with_marks_are_as_wide_as_without():
    assert word_width("Đặng Thị Ánh") == word_width("Đang Thi Anh")
    assert word_width("ươ") > word_width("uo")
    assert text_width("a\nbbb") == word_width("bbb")
    assert word_width("漢") == 1000


def test_lines_are_counted_by_words():
    room = word_width("một hai")
    assert line_count("một hai", room) == 1
    assert line_count("một hai ba", room) == 2
    assert line_count("a\n\nb", room) == 3
    assert line_count("", room) == 1
    assert line_count("m" * 40, word_width("m" * 10)) >= 4


@given(words, st.integers(3000, 60_000))
def test_wider_columns_never_take_more_lines(text, room):
    lines = line_count(text, room)
    assert line_count(text, room * 2) <= lines
    assert lines >= text_width(text) / room


@given(words)
def test_a_long_word_or_text_is_remembered_alike(text):
    assert line_count(text, 9000) == line_count(text, 9000)


def test_columns_fill_the_page_where_text_can_wrap():
    columns = [Column("TT", NUMBER, 5), Column("Nội dung", widest=40), Column("Ghi chú")]
    widths = column_widths(columns, [[1, "Đón tiếp, điểm danh", None]])
    assert round(sum(widths)) == round(PAGE_WIDTH)
    assert widths[0] == 5


def test_wide_tables_are_narrowed_but_never_below_what_a_column_needs():
    columns = [Column(f"Cột {n}", narrowest=12, widest=60) for n in range(8)]
    widths = column_widths(columns, [["chữ " * 100] * 8])
    assert sum(widths) <= PAGE_WIDTH / 0.75 + 0.1
    assert min(widths) >= 12


def test_no_column_is_too_narrow_for_the_words_of_its_heading_or_for_its_numbers():
    columns = [Column("Chênh lệch", NUMBER, 3), Column("N", NUMBER, 3), Column("", widest=40)]
    widths = column_widths(columns, [[1, Formula("A1", 123_456_789), "a"]])
    assert widths[0] > text_width("Chênh", bold=True) / 500
    assert widths[1] > 9


@given(st.text(alphabet="ab \n", max_size=3000), st.integers(1, 6))
def test_pieces_fit_their_rows_and_lose_only_blanks(text, lines):
    found = list(pieces(text, 20, lines))
    assert "".join("".join(found).split()) == "".join(text.split())
    room = room_in(20, BODY_SIZE)
    assert all(line_count(piece, room) <= lines for piece in found)
