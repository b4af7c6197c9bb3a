"""Names found while they are typed."""

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.services.finding import Finder

NAMES = st.lists(st.sampled_from([
    "Nguyễn Thị Hà", "Nguyễn Văn Hà", "Ngô Đức Ân", "Lê Thị Ân", "H'Hen Niê", "Đường Thị Ba",
    "Dương Văn Đường", "Trần Văn Đức", "Khoa Cơ khí", "Phòng Đào tạo", "½ ﬁ số 12"]), max_size=12)
LETTERS = "nghàâđdhvt'-. 12½ﬁ\u0301"
QUERY = st.one_of(st.text(LETTERS, max_size=8), st.sampled_from([
    "nguyễn thị hà", "nvh", "h'hen", "duong", "đường ba", "Ngo-duc", "12 so", "lê  thị"]))


def finder(names: list[str]) -> Finder:
    return Finder.of_labels((key, name, "") for key, name in enumerate(names))


@given(NAMES, QUERY)
def test_each_letter_finds_what_the_whole_query_finds(names, query):
    typed = finder(names)
    for end in range(len(query) + 1):
        assert typed.find(query[:end]) == finder(names).find(query[:end])


@given(NAMES, QUERY, QUERY)
def test_the_query_before_does_not_matter(names, before, query):
    used = finder(names)
    used.find(before)
    assert used.find(query) == finder(names).find(query)


def test_at_most_as_many_as_asked_for_and_those_marked_first():
    names = finder(["Lê Ân", "Vũ Ân", "Ngô Ân"]).marking({2})
    assert [c.label for c in names.find("ân", 2)] == ["Ngô Ân", "Lê Ân"]
