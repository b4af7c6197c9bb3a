"""Text in the font codes of before Unicode is read; text in Unicode is never touched."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.grid import Grid
from desktop_app.domain.old_codes import OldCode, code_of_font, guessed_code, in_unicode, may_be_in
from desktop_app.domain.old_text import in_unicode_grid
from tests.corpus.old_text import in_tcvn3, in_vni

SENTENCE = "Hội nghị viên chức, người lao động"
SYLLABLES = st.sampled_from([
    "Nguyễn", "Trần", "Thị", "Bình", "Đặng", "Hường", "Kỹ", "thuật", "Khoa", "Điện", "tử", "Ủy",
    "ban", "phường", "Ỷ", "ưởng", "quý", "khí", "ỷ", "Ấn"])
TEXTS = st.lists(SYLLABLES, min_size=1, max_size=6).map(" ".join)


def test_known_texts() -> None:
    assert in_unicode("Héi nghÞ viªn chøc, ng\u00adêi lao ®éng", OldCode.TCVN3) == SENTENCE
    assert in_unicode("Xin chaøo caùc baïn", OldCode.VNI) == "Xin chào các bạn"
    assert in_unicode("b¸o c¸o", OldCode.TCVN3_CAPITALS) == "BÁO CÁO"


@pytest.mark.parametrize(("font", "code"), [
    (".VnTime", OldCode.TCVN3), (".VnTimeH", OldCode.TCVN3_CAPITALS), ("VNI-Times", OldCode.VNI),
    ("Times New Roman", None), ("", None)])
def test_fonts(font: str, code: OldCode | None) -> None:
    assert code_of_font(font) == code


@given(TEXTS)
def test_every_text_comes_back_from_both_codes(text: str) -> None:
    assert in_unicode(in_vni(text), OldCode.VNI) == text
    assert in_unicode(in_tcvn3(text), OldCode.TCVN3).casefold() == text.casefold()


@given(st.lists(TEXTS, min_size=3, max_size=8), st.sampled_from([OldCode.TCVN3, OldCode.VNI]))
def test_letters_show_the_code_and_unicode_shows_none(texts: list[str], code: OldCode) -> None:
    written = [(in_vni if code is OldCode.VNI else in_tcvn3)(text) for text in texts]
    assert guessed_code(written) in (code, None)
    assert guessed_code([*texts, "Đặng Thị Hường"]) is None


@given(TEXTS)
def test_text_with_letters_of_unicode_is_never_read_as_old(text: str) -> None:
    whole = f"{text} Đặng"
    assert not any(may_be_in(whole, code) or in_unicode(whole, code) != whole for code in OldCode)


def test_names_of_latin_letters_are_no_proof() -> None:
    assert guessed_code(["Lê Hà", "Trà Hoàng", "Võ Tá Hùng"]) is None
    assert guessed_code(["Ông", "Bà", "Ông", "Chuyên viên", "HÀ ÂN", "Ông", "Cô"]) is None
    assert guessed_code(["NguyÔn V¨n An", "TrÇn ThÞ B×nh"]) is OldCode.TCVN3
    assert guessed_code(["Nguyeãn Vaên An", "Traàn Thò Bình"]) is OldCode.VNI


def test_one_word_again_and_again_shows_no_code() -> None:
    assert guessed_code(["Ông", "Bà"] * 40) is None


def test_letters_of_our_own_workbook_show_no_code() -> None:
    """What stands beside row codes was written in Unicode, however odd its letters are."""
    texts = [in_tcvn3(text) for text in
             ("Nguyễn Thị Hiền", "Đề nghị mở đợt tuyển sinh thứ hai", SENTENCE)]
    head, rows = ("Họ tên", "Mã dòng"), tuple((text, "0" * 32) for text in texts)
    assert in_unicode_grid(Grid("x", (head, *rows))).rows == (head, *rows)
    assert in_unicode_grid(Grid("x", (("Họ tên", "Khác"), *rows))).rows[1][0] == "Nguyễn Thị Hiền"


def test_two_words_with_a_hard_blank_are_no_word_in_capitals() -> None:
    rows = (("Hä tªn",), ("Lª\u00a0B¸",))
    grid = Grid("A", rows, fonts={(1, 1): OldCode.TCVN3, (2, 1): OldCode.TCVN3})
    assert in_unicode_grid(grid).rows == (("Họ tên",), ("Lê\u00a0Bá",))
