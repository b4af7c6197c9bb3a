import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.telex import from_telex
from desktop_app.domain.vietnamese import fold


@pytest.mark.parametrize(("typed", "meant"), [
    ("nguyeenx", "nguyễn"), ("nguyeexn", "nguyễn"), ("nguyenxe", "nguyễn"), ("ddawngj", "đặng"),
    ("dangdjw", "đặng"), ("truwowngf", "trường"), ("truowngf", "trường"), ("huwowng", "hương"),
    ("phuwowng", "phương"), ("thuw", "thư"), ("wng", "ưng"), ("tuaans", "tuấn"),
    ("ddoongf", "đồng"),
    ("vawn hungf", "văn hùng"), ("Hoof", "hồ"), ("anh", "anh"), ("khoa cow khis", "khoa cơ khí"),
    ("", ""), ("sxr", "sxr"), ("nvh", "nvh"), ("153", "153"), ("hùng", "hùng"),
])
def test_what_was_meant(typed: str, meant: str):
    assert from_telex(typed) == meant


@pytest.mark.parametrize("name", [
    "nguyễn", "đỗ", "phương", "thuỷ", "hoà", "quý", "giang", "khuyên", "uyển", "ưu", "lượng",
    "nghĩa", "tuệ", "yến", "ý", "ân", "ăn", "đặng", "người", "thuở", "khoảng", "huỳnh"])
@pytest.mark.parametrize("tone_last", [True, False])
def test_every_kind_of_syllable(name: str, tone_last: bool):
    keys = {"\u0300": "f", "\u0309": "r", "\u0303": "x", "\u0301": "s", "\u0323": "j"}
    letters = {"ă": "aw", "â": "aa", "ê": "ee", "ô": "oo", "ơ": "ow", "ư": "uw", "đ": "dd"}
    typed = tone = ""
    for part in unicodedata.normalize("NFC", name):
        plain = unicodedata.normalize("NFD", part)
        mark = next((m for m in keys if m in plain), "")
        letter = unicodedata.normalize("NFC", plain.replace(mark, "") if mark else plain)
        typed += letters.get(letter, letter)
        if mark and tone_last:
            tone = keys[mark]
        elif mark:
            typed += keys[mark]
    meant = from_telex(typed + tone)
    assert fold(meant) == fold(name)
    assert sorted(unicodedata.normalize("NFD", meant)) == sorted(unicodedata.normalize("NFD", name))


@given(st.text(max_size=30))
def test_any_text_goes(text: str):
    assert len(from_telex(text)) <= 3 * len(text) + 3
