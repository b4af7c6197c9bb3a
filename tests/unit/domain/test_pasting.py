"""What is pasted: lists, tables and odd characters of the programs that offices use."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.pasting import pasted_text

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal
{mso-style-parent:"";}</style></head><body lang=VI><!--StartFragment-->
<p class=MsoNormal><span style='font-family:"Times New Roman"'>Kiến nghị
của khoa:<o:p></o:p></span></p>
<p class=MsoListParagraphCxSpFirst style='mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='font-family:Symbol;mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;
</span></span><![endif]>Sửa <b>nhà ăn</b></p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><![if !supportLists]><span
style='mso-list:Ignore'>2.<span>&nbsp; </span></span><![endif]>Làm mái&nbsp;che</p>
<!--EndFragment--></body></html>"""
ZALO = ("<meta charset='utf-8'><div>Đề nghị:</div><ul><li>Sửa nhà ăn<ol><li>bếp</li>"
        "<li>bàn</li></ol></li><li><p>Mái che</p></li></ul><div>Cảm&nbsp;ơn<br>nhiều</div>")


@pytest.mark.parametrize("mark", ["·\t", "•\t", "• ", "§\t", "o\t", "-\t", "–\t", "Ø\t", "\uf0b7\t",
                                  "●  "])
def test_bullets_become_dashes(mark):
    assert pasted_text(f"Kiến nghị:\r\n{mark}Sửa nhà ăn\r\n{mark}Mái che\r\n") == (
        "Kiến nghị:\n- Sửa nhà ăn\n- Mái che")


@pytest.mark.parametrize(("typed", "kept"), [
    ("1.\tMột\n2.\tHai", "1. Một\n2. Hai"), ("a)\tMột\nb)\tHai", "a) Một\nb) Hai"),
    ("iv.\tBốn", "iv. Bốn"), ("·\tMột\n\to\tNhỏ", "- Một\n  - Nhỏ"),
    ("- Một\n1. Hai\no ba", "- Một\n1. Hai\no ba")])
def test_numbers_and_levels_stay(typed, kept):
    assert pasted_text(typed) == kept


def test_a_list_of_word_is_read_from_its_html():
    assert pasted_text("…", WORD) == "Kiến nghị của khoa:\n- Sửa nhà ăn\n2. Làm mái che"


def test_lists_of_a_page_are_read_from_its_html():
    assert pasted_text("…", ZALO) == (
        "Đề nghị:\n- Sửa nhà ăn\n  1. bếp\n  2. bàn\n- Mái che\nCảm ơn\nnhiều")


def test_a_page_without_lists_is_taken_as_its_plain_text():
    assert pasted_text("Một\nHai", "<div>Một</div><div>Hai</div>") == "Một\nHai"
    assert pasted_text("", "<div>Một</div><div>Hai</div>") == "Một\nHai"


def test_each_row_of_a_table_is_a_line():
    cells = "Khoa Điện\t12\tđạt\nKhoa Cơ khí\t\tđạt\n"
    assert pasted_text(cells) == "Khoa Điện · 12 · đạt\nKhoa Cơ khí · đạt"
    assert pasted_text("Khoa Điện\t12", "<table><tr><td>…") == "Khoa Điện · 12"
    assert pasted_text('"Dòng một\ndòng hai"\t3\n', "<table>") == "Dòng một dòng hai · 3"
    table = "<ul><li>Một</li></ul><table><tr><td><p>A</p></td><td><p>B</p></td></tr></table>"
    assert pasted_text("…", table) == "- Một\nA · B"


def test_letters_are_composed_and_what_is_never_seen_is_dropped():
    text = unicodedata.normalize("NFD", "Đề nghị") + "\u200b\ufeff\x00\u00a0\u2003nhà\u3000ăn"
    assert pasted_text(text) == "Đề nghị  nhà ăn"


PLAIN = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zs", "Zl", "Zp"],
                              exclude_characters="\u200b\u2060\ufeff\ufffe\uffff"
                                                 "·•▪◦‣●■□\uf0a7\uf0b7\uf0d8\uf0fc")
                | st.sampled_from(" \n"), max_size=200)


@given(PLAIN)
def test_text_without_such_marks_comes_out_as_it_went_in(text):
    assert pasted_text(text) == unicodedata.normalize("NFC", text).strip("\n")


@given(st.text(st.sampled_from("ab ·•-o1.\t\n\"<>lipu/![]&;"), max_size=120), st.booleans())
def test_nothing_pasted_loses_its_letters(text, is_html):
    found = pasted_text(text)
    assert re.sub(r'[·•\-\s"o]', "", found) == re.sub(r'[·•\-\s"o]', "", text)
    assert isinstance(pasted_text("…" if is_html else "", f"<ul><li>{text}"), str)


@pytest.mark.parametrize("piece", ["·\tđề nghị\n", "a\tb\n", '"a\tb\n', "1.\t",
                                   "<![if !supportLists]>", "<li>", "<p>đề nghị "])
def test_a_large_clipboard_is_read_in_one_go(piece):
    """A loop in a loop would not come to an end."""
    assert pasted_text("x", "<ul>" + piece * (300_000 // len(piece) - 9)) != "x"
    assert len(pasted_text(piece * (100_000 // len(piece)))) <= 200_000
    assert pasted_text("x", "<ul>" + piece * 300_000) == "x"
