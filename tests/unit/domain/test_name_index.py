"""The index finds what comparing with each name finds."""

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.matching import Query, SearchKey, key_rank
from desktop_app.domain.name_index import NameIndex

SYLLABLES = st.sampled_from(["Nguyễn", "Văn", "Vân", "Hà", "Hạ", "Hàng", "A", "Ân", "H'Hen", "17"])
NAMES = st.lists(st.lists(SYLLABLES, max_size=4).map(" ".join), max_size=8)
TYPED = st.lists(SYLLABLES.flatmap(lambda word: st.integers(0, 6).map(lambda end: word[:end])),
                 max_size=3).map(" ".join)


def compared(text: str, keys: list[SearchKey], order: list[int]) -> list[int]:
    ranks = {place: key_rank(Query.of(text), key) for place, key in enumerate(keys)}
    return [place for _rank, _order, place in sorted(
        (rank, order[place], place) for place, rank in ranks.items() if rank is not None)]


@given(st.one_of(TYPED, st.text()), NAMES, NAMES, st.integers(0, 9), st.data())
def test_it_finds_what_comparing_finds(text, names, others, limit, data):
    order = data.draw(st.permutations(range(len(names))))
    others = (others + [""] * len(names))[: len(names)]
    keys = [SearchKey.of(*texts) for texts in zip(names, others, strict=True)]
    index = NameIndex(keys)
    expected = compared(text, keys, order)
    assert index.best(text, None, order) == expected
    assert index.best(text, limit, order) == expected[:limit]


@given(st.text(), st.lists(st.text(), max_size=6))
def test_any_text_is_a_name(text, names):
    keys = [SearchKey.of(name) for name in names]
    order = list(range(len(names)))
    assert NameIndex(keys).best(text, None, order) == compared(text, keys, order)
