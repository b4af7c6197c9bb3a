import functools
import random
import sqlite3
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.collation import collation_key

LETTERS = "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ"
EVERYTHING = LETTERS + LETTERS.upper() + " 0123456789.,-'’()/fjwzüçñ"
any_text = st.one_of(st.text(), st.text(EVERYTHING + "\u0300\u0323\u0302\u0306\u031b"))

ONSETS = (*"bcdđghklmnrstvx", "ch", "gh", "kh", "ng", "ngh", "nh", "ph", "qu", "th", "tr", "")
RHYMES = "a ai an ang anh ao ă ăn ăng â ân âu e em ê ên i iê iên inh o oa ô ông ơ ơn u ua ư ương y"
TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")


def sign(left, right):
    return (left > right) - (left < right)


def syllable(chance):
    rhyme = chance.choice(RHYMES.split())
    place = chance.randint(1, len(rhyme))
    marked = rhyme[:place] + chance.choice(TONES) + rhyme[place:]
    plain = unicodedata.normalize("NFC", chance.choice(ONSETS) + marked)
    return chance.choice([plain, plain.title(), plain.title(), plain.upper()])


def some_name(chance):
    return " ".join(syllable(chance) for _ in range(chance.randint(1, 4)))


def some_characters(chance):
    return "".join(chance.choices(EVERYTHING, k=chance.randint(0, 8)))


def near(chance, text):
    """`text` with one character exchanged, to meet the finer levels of the order."""
    place = chance.randint(0, len(text))
    return text[:place] + chance.choice(EVERYTHING) + text[place + 1 :]


@pytest.mark.parametrize(
    "ordered",
    [
        list(LETTERS),
        ["An", "Ánh", "Ăn", "Ân", "Dung", "Dũng", "Đức", "Ổn"],
        ["Hải Dương", "Hưng Yên"],
        ["ma", "mà", "mả", "mã", "má", "mạ"],
        ["an", "An", "AN", "àn", "Àn"],
        ["Mục", "Mục 2", "Mục 10", "Mục a"],
        ["a b", "a-b", "a1b", "ab"],
        ["hoa", "hoà", "hòa"],
        ["z", "ω"],
        ["", " ", "a"],
    ],
)
def test_order(ordered):
    backwards = ordered[::-1]
    assert sorted(backwards, key=collation_key) == ordered


def test_later_fields_decide_before_case_does():
    people = [("AN", "Lê"), ("An", "Vũ"), ("Ân", "Bùi")]
    backwards = people[::-1]
    assert sorted(backwards, key=lambda person: collation_key(*person)) == people


@given(any_text, any_text)
def test_keys_are_equal_exactly_where_texts_are_equal_after_nfc(left, right):
    same = unicodedata.normalize("NFC", left) == unicodedata.normalize("NFC", right)
    assert (collation_key(left) == collation_key(right)) == same


@given(any_text)
def test_composition_does_not_matter(text):
    assert collation_key(unicodedata.normalize("NFD", text)) == collation_key(text)


@given(any_text, any_text)
def test_keys_compare_alike_as_text_as_bytes_and_in_sqlite(left, right):
    one, two = collation_key(left), collation_key(right)
    assert sign(one, two) == sign(one.encode(), two.encode())
    with sqlite3.connect(":memory:") as connection:
        less, equal = connection.execute("SELECT ?1 < ?2, ?1 = ?2", (one, two)).fetchone()
    connection.close()
    assert (bool(less), bool(equal)) == (one < two, one == two)


@given(st.integers(0, 10**120), st.integers(0, 10**12))
def test_numbers_go_by_value(left, right):
    assert sign(collation_key(f"a{left}"), collation_key(f"a{right}")) == sign(left, right)


def test_order_is_that_of_the_vietnamese_collator():
    qt = pytest.importorskip("PySide6.QtCore")
    collator = qt.QCollator(qt.QLocale("vi_VN"))
    if collator.compare("Ă", "Ấ") >= 0 or collator.compare("hỏ", "hó") >= 0:
        pytest.skip("this platform's collator has no Vietnamese order")
    collator.setNumericMode(True)
    chance = random.Random(20230630)
    for _ in range(20_000):
        make = chance.choice([some_name, some_name, some_characters])
        left = make(chance)
        right = make(chance) if chance.random() < 0.5 else near(chance, left)
        assert sign(collation_key(left), collation_key(right)) == sign(
            collator.compare(left, right), 0
        ), (left, right)


def test_collator_agrees_on_whole_lists():
    qt = pytest.importorskip("PySide6.QtCore")
    collator = qt.QCollator(qt.QLocale("vi_VN"))
    if collator.compare("Ă", "Ấ") >= 0 or collator.compare("hỏ", "hó") >= 0:
        pytest.skip("this platform's collator has no Vietnamese order")
    chance = random.Random(1)
    names = [some_name(chance) for _ in range(1_000)]
    assert sorted(names, key=collation_key) == sorted(
        names, key=functools.cmp_to_key(collator.compare)
    )
