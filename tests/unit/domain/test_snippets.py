import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.snippets import Expansion, expand

SNIPPETS = {"nckh": "nghiên cứu khoa học", "pb": "{Tên}, {đơn vị} phát biểu: ", "KT": "kính thưa",
            "dn": "Đề nghị {nội dung}."}
VALUES = {"tên": "Lê Thị Ân", "đơn vị": ""}


@pytest.mark.parametrize(("text", "made"), [
    ("nckh", "nghiên cứu khoa học"), ("về nckh", "về nghiên cứu khoa học"),
    ("dòng một\nnckh", "dòng một\nnghiên cứu khoa học"), ("NCKH", "nghiên cứu khoa học"),
    ("kt", "kính thưa"),
])
def test_the_word_before_the_caret(text: str, made: str):
    assert expand(text, len(text), SNIPPETS, VALUES) == Expansion(made, len(made), len(made))


@pytest.mark.parametrize("text", ["", "nckh ", "xnckh", "(nckh", "nckhx", "khác"])
def test_other_words_stay(text: str):
    assert expand(text, len(text), SNIPPETS, VALUES) is None


def test_what_follows_the_caret_stays():
    found = expand("về nckh và đào tạo", 7, SNIPPETS, VALUES)
    assert found == Expansion("về nghiên cứu khoa học và đào tạo", 22, 22)


def test_slots_are_filled_and_the_first_open_one_is_chosen():
    found = expand("pb", 2, SNIPPETS, VALUES)
    assert found
    assert found.text == "Lê Thị Ân, {đơn vị} phát biểu: "
    assert found.text[found.start : found.end] == "{đơn vị}"


@given(st.text(), st.integers(0, 50), st.dictionaries(st.text(min_size=1), st.text(), max_size=4))
def test_any_text_goes_and_keeps_what_is_after_the_caret(text: str, caret: int, snippets):
    found = expand(text, min(caret, len(text)), snippets, VALUES)
    if found:
        assert found.text.endswith(text[caret:])
        assert 0 <= found.start <= found.end <= len(found.text)
