import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.vietnamese import (
    clean_line,
    clean_text,
    fold,
    fold_character,
    folded_words,
    initials,
)

PLAIN = "aăâbcdđeêghiklmnoôơpqrstuưvxy"
TONED = "àảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ"
VIETNAMESE = PLAIN + TONED
marked_text = st.text(VIETNAMESE + VIETNAMESE.upper() + " '’-.\u0300\u0323\u0302\u031b\u00ad")
any_text = st.one_of(st.text(), marked_text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("  Nguyễn\u00a0 Văn\tHùng\r\n", "Nguyễn Văn Hùng"),
        ("Nguyê\u0303n\nVa\u0306n\u2028Hu\u0300ng", "Nguyễn Văn Hùng"),
        ("\ufeffLê\u200b Thị\u2060 Ân\x00\x07", "Lê Thị Ân"),
        ("ng\u00ad\u00adêi", "ng\u00ad\u00adêi"),
        ("\U0001f469\u200d\U0001f3eb", "\U0001f469\u200d\U0001f3eb"),
        ("a\u200b\u0301", "á"),
        ("half \ud83d pair", "half pair"),
        ("", ""),
        (" \u3000\u2009 ", ""),
    ],
)
def test_clean_line(text, expected):
    assert clean_line(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("một\r\nhai\rba\u2028bốn\vnăm", "một\nhai\nba\nbốn\nnăm"),
        ("\n \n  - một\t \n\n  - hai\u00a0 \n\n", "  - một\n\n  - hai"),
        ("giữ  nguyên\tbên trong", "giữ  nguyên\tbên trong"),
        ("không\u00a0ngắt", "không ngắt"),
        ("hòa hoà", "hòa hoà"),
        ("hoa\u0300\x00\u200b\x1f", "hoà"),
        ("", ""),
    ],
)
def test_clean_text(text, expected):
    assert clean_text(text) == expected


@pytest.mark.parametrize("clean", [clean_line, clean_text])
@given(text=any_text)
def test_cleaning_is_idempotent_and_gives_nfc(clean, text):
    once = clean(text)
    assert clean(once) == once
    assert unicodedata.is_normalized("NFC", once)
    once.encode("utf-8")


@given(any_text)
def test_cleaning_does_not_care_how_letters_were_composed(text):
    apart = unicodedata.normalize("NFD", text)
    assert clean_line(apart) == clean_line(text)
    assert clean_text(apart) == clean_text(text)


@given(st.text(VIETNAMESE + VIETNAMESE.upper() + " "))
def test_cleaning_a_line_keeps_every_letter(text):
    assert clean_line(text).replace(" ", "") == text.replace(" ", "")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Đặng Thị H'Hường", "dang thi h huong"),
        ("Ðỗ Nguyễn", "do nguyen"),
        ("HOÀ Hòa hoa\u0300", "hoa hoa hoa"),
        ("Phòng Khoa học - Công nghệ & HTQT", "phong khoa hoc cong nghe htqt"),
        ("PGS.TS.", "pgs ts"),
        ("Nguyễn Thị Hiền 81", "nguyen thi hien 81"),
        ("\uff21\uff22 ﬁ ½", "ab fi 1 2"),
        ("ng\u00adười\u200d", "nguoi"),
        ("🙂 … ", ""),
        ("", ""),
    ],
)
def test_fold(text, expected):
    assert fold(text) == expected


@given(any_text)
def test_fold_is_idempotent_and_clean(text):
    once = fold(text)
    assert fold(once) == once
    assert once == " ".join(once.split())
    assert all(character == " " or character.isalnum() for character in once)


@given(any_text)
def test_fold_does_not_see_composition_or_blanks(text):
    assert fold(unicodedata.normalize("NFD", text)) == fold(text)
    assert fold(clean_line(text)) == fold(text)
    assert " ".join(folded_words(text)) == fold(text)


@given(st.text(VIETNAMESE + VIETNAMESE.upper() + " "))
def test_vietnamese_folds_to_ascii_letter_by_letter(text):
    folded = "".join(fold_character(character) for character in text)
    assert folded.isascii()
    assert len(folded) == len(text)
    assert " ".join(folded.split()) == fold(text) == fold(text.upper())


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Nguyễn Văn Hùng", "nvh"), ("Đặng Thị Ánh", "dta"), ("H'Hen Niê", "hhn"), ("", "")],
)
def test_initials(name, expected):
    assert initials(name) == expected
