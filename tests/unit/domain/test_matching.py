import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.matching import (
    FOLDED_ONLY,
    SearchKey,
    match_rank,
    match_spans,
    matches,
)
from desktop_app.domain.name_index import NameIndex
from desktop_app.domain.names import name_sort_key
from desktop_app.domain.vietnamese import fold, folded_words, initials

HUNG = "Nguyễn Văn Hùng"
PEOPLE = [
    "Nguyễn Đình Ổn",
    "Đặng Thị Ánh",
    "Trần Văn Đức",
    "Lê Thị Ân",
    "Hoàng An",
    "Phạm Thị Dung",
    "Vũ Thùy Dũng",
    "Nông Văn Ăn",
    "H'Hen Niê",
    "Hà Hữu Hùng",
]

letters = st.text("aăâdđeêhnoôơuưvyàảãáạệ", min_size=1, max_size=5)
names = st.lists(letters, min_size=1, max_size=4).map(" ".join)
loose_text = st.one_of(names, st.text())


@pytest.mark.parametrize(
    "query",
    [
        "hùng",
        "HUNG",
        "hu",
        "hu\u0300ng",
        "nguyễn h",
        "hung ng",
        "van hung nguyen",
        "nvh",
        "NV",
        "n v h",
        "17",
        "khoa",
        "co khi hung",
        "",
        "  ",
        "...",
    ],
)
def test_matches(query):
    assert matches(query, HUNG, "17", "Khoa Cơ khí")


@pytest.mark.parametrize("query", ["ung", "hungg", "vh", "nvhx", "hung 18", "nvh khoa", "zz"])
def test_does_not_match(query):
    assert not matches(query, HUNG, "17", "Khoa Cơ khí")
    assert match_rank(query, HUNG, "17", "Khoa Cơ khí") is None


@pytest.mark.parametrize("query", ["h hen", "H'Hen", "hhen", "h’hen", "hhn", "nie h"])
def test_names_with_an_apostrophe_are_found_either_way(query):
    assert matches(query, "H'Hen Niê")


def test_a_query_without_texts():
    assert matches("")
    assert not matches("a")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("an", ["Hoàng An", "Nông Văn Ăn", "Lê Thị Ân", "Đặng Thị Ánh"]),
        ("ăn", ["Nông Văn Ăn", "Hoàng An", "Lê Thị Ân", "Đặng Thị Ánh"]),
        ("ân", ["Lê Thị Ân", "Hoàng An", "Nông Văn Ăn", "Đặng Thị Ánh"]),
        ("á", ["Đặng Thị Ánh"]),
        ("dung", ["Phạm Thị Dung", "Vũ Thùy Dũng"]),
        ("dũ", ["Vũ Thùy Dũng", "Phạm Thị Dung"]),
        ("đ", ["Trần Văn Đức", "Đặng Thị Ánh", "Nguyễn Đình Ổn"]),
        ("h", ["Hà Hữu Hùng", "Hoàng An", "H'Hen Niê"]),
        ("v", ["Vũ Thùy Dũng", "Nông Văn Ăn", "Trần Văn Đức"]),
        ("dta", ["Đặng Thị Ánh"]),
        ("hung", ["Hà Hữu Hùng"]),
    ],
)
def test_best_first(query, expected):
    people = sorted(PEOPLE, key=lambda name: name_sort_key(name, ""))
    index = NameIndex([SearchKey.of(name) for name in people])
    found = [people[place] for place in index.best(query, None, range(len(people)))]
    assert found[: len(expected)] == expected


def test_rank_from_best_to_last():
    ranks = [
        match_rank(query, HUNG, "17", "Khoa Cơ khí")
        for query in (
            "nguyen van hung",
            "van hung",
            "van hu",
            "nvh",
            "nguyen",
            "van",
            "hung nguyen",
            "nv",
            "17",
            "kh",
            "hũng",
            "nguyễn vẩn",
        )
    ]
    assert ranks == sorted(ranks)
    assert len(set(ranks[:10])) == 10
    assert ranks[9] < FOLDED_ONLY <= ranks[10]


@pytest.mark.parametrize(
    ("query", "name", "agrees"),
    [
        ("đường", "Đường", True),
        ("đường", "Dương", False),
        ("duong", "Đường", True),
        ("đươ", "Đường", True),
        ("đuong", "Đường", True),
        ("dường", "Đường", True),
        ("đướng", "Đường", False),
        ("hoà", "Hòa", True),
        ("hòa", "Hoà", True),
        ("hạ", "Hà", False),
        ("hà", "Hàng", True),
        ("hù", "Hùng", True),
        ("hùng nguyen", "Nguyễn Hùng", True),
        ("hùng nguyển", "Nguyễn Hùng", False),
    ],
)
def test_marks_that_were_typed_count(query, name, agrees):
    rank = match_rank(query, name)
    assert rank is not None
    assert (rank < FOLDED_ONLY) == agrees


@given(names, st.data())
def test_any_beginnings_of_words_in_any_order_match(name, data):
    words = data.draw(st.permutations(name.split()))
    typed = [word[: data.draw(st.integers(1, len(word)))] for word in words]
    query = " ".join(typed)
    for form in (query, query.upper(), fold(query), unicodedata.normalize("NFD", query)):
        assert matches(form, name)


@given(names, st.integers(1, 4))
def test_beginnings_of_the_initials_match(name, length):
    assert matches(initials(name)[:length], name)


@given(loose_text, loose_text, loose_text)
def test_match_and_rank_agree(query, name, other):
    assert matches(query, name, other) == (match_rank(query, name, other) is not None)


@given(names)
def test_the_name_itself_is_the_best_match(name):
    rank = match_rank(name, name)
    assert rank == match_rank("", name) == 0


@pytest.mark.parametrize(
    ("query", "text", "expected"),
    [
        ("hu", HUNG, ["Hù"]),
        ("hung nguy", HUNG, ["Nguy", "Hùng"]),
        ("nvh", HUNG, ["N", "V", "H"]),
        ("nv", HUNG, ["N", "V"]),
        ("n", "Nguyễn Nam", ["N", "N"]),
        ("na nam", "Nguyễn Nam", ["Nam"]),
        ("hen", "H'Hen Niê", ["Hen"]),
        ("khi", "Khoa Cơ khí", ["khí"]),
        ("f", "ﬁ", ["ﬁ"]),
        ("x", HUNG, []),
        ("", HUNG, []),
        ("a", "", []),
    ],
)
def test_match_spans(query, text, expected):
    assert [text[start:end] for start, end in match_spans(query, text)] == expected


def test_spans_take_in_free_marks():
    assert match_spans("x", "x\u0323y") == [(0, 2)]
    assert match_spans("hu", "Hu\u0300ng") == [(0, 2)]


@given(loose_text, loose_text)
def test_spans_are_ordered_parts_of_the_text(query, text):
    normal = unicodedata.normalize("NFC", text)
    spans = match_spans(query, text)
    ends = [0, *(end for _, end in spans)]
    for before, (start, end) in zip(ends, spans, strict=False):
        assert before <= start < end <= len(normal)
    if folded_words(query) and matches(query, text):
        assert spans or set("'’‘ʼ`´") & set(text)
