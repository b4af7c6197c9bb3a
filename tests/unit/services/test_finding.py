"""Names found while they are typed."""

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.matching import match_rank
from desktop_app.services.finding import Finder

NAMES = st.lists(st.sampled_from([
    "Nguyễn Thị Hà", "Nguyễn Văn Hà", "Ngô Đức Ân", "Lê Thị Ân", "H'Hen Niê", "Đường Thị Ba",
    "Dương Văn Đường", "Trần Văn Đức", "Khoa Cơ khí", "Phòng Đào tạo", "½ ﬁ số 12"]), max_size=12)
LETTERS = "nghàâđdhvt'-. 12½ﬁ\u0301"
QUERY = st.one_of(st.text(LETTERS, max_size=8), st.sampled_from([
    "nguyễn thị hà", "nvh", "h'hen", "duong", "đường ba", "Ngo-duc", "12 so", "lê  thị"]))


def finder(names: list[str]) -> Finder:
    return Finder.of_labels((key, name, "") for key, name in enumerate(names))


@given(NAMES, QUERY, st.integers(0, 12), st.sets(st.integers(0, 12)))
def test_the_best_ranks_come_first_and_of_equals_those_marked(names, query, limit, marked):
    typed = finder(names)
    typed.mark(dict.fromkeys(marked, True))
    ranks = [match_rank(query, name, "") for name in names]
    expected = sorted((rank, key not in marked, key) for key, rank in enumerate(ranks)
                      if rank is not None)
    found = typed.find(query, limit)
    assert [c.key for c in found] == [key for _rank, _unmarked, key in expected][:limit]
    assert [c.marked for c in found] == [c.key in marked for c in found]


@given(NAMES, QUERY, st.lists(st.dictionaries(st.integers(0, 12), st.booleans())))
def test_marks_come_off_again(names, query, steps):
    typed, other = finder(names), finder(names)
    for step in steps:
        typed.mark(step)
    other.mark({key: marked for step in steps for key, marked in step.items()})
    assert typed.find(query) == other.find(query)
    typed.unmark_all()
    assert typed.find(query) == finder(names).find(query)


def test_at_most_as_many_as_asked_for_and_those_marked_first():
    names = finder(["Lê Ân", "Vũ Ân", "Ngô Ân"])
    names.mark({2: True})
    assert [c.label for c in names.find("ân", 2)] == ["Ngô Ân", "Lê Ân"]
