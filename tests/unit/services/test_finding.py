"""Names found while they are typed."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from desktop_app.domain import records
from desktop_app.domain.matching import match_rank
from desktop_app.domain.telex import from_telex
from desktop_app.services.attendance import Attendance
from desktop_app.services.finding import Finder, people_finder

NAMES = st.lists(st.sampled_from([
    "Nguyễn Thị Hà", "Nguyễn Văn Hà", "Ngô Đức Ân", "Lê Thị Ân", "H'Hen Niê", "Đường Thị Ba",
    "Dương Văn Đường", "Trần Văn Đức", "Khoa Cơ khí", "Phòng Đào tạo", "½ ﬁ số 12"]), max_size=12)
LETTERS = "nghàâđdhvt'-. 12½ﬁ\u0301"
QUERY = st.one_of(st.text(LETTERS, max_size=8), st.sampled_from([
    "nguyễn thị hà", "nvh", "h'hen", "duong", "đường ba", "Ngo-duc", "12 so", "lê  thị"]))


def match_any(query: str, names: list[str]) -> bool:
    return any(match_rank(query, name, "") is not None for name in names)


def finder(names: list[str]) -> Finder:
    return Finder.of_labels((key, name, "") for key, name in enumerate(names))


@given(NAMES, QUERY, st.integers(0, 12), st.sets(st.integers(0, 12)))
def test_the_best_ranks_come_first_and_of_equals_those_marked(names, query, limit, marked):
    typed = finder(names)
    typed.mark(dict.fromkeys(marked, True))
    ranks = [match_rank(query, name, "") for name in names]
    expected = sorted((rank, key not in marked, key) for key, rank in enumerate(ranks)
                      if rank is not None)
    assume(expected or not match_any(from_telex(query), names))
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


@given(NAMES, QUERY, st.sets(st.integers(0, 12)), st.lists(st.lists(st.integers(0, 12))),
       st.lists(st.lists(st.integers(0, 12))))
def test_of_equals_come_those_who_wait_then_marked_then_recent(names, query, marked, queues, late):
    typed = finder(names)
    for queue in queues:
        typed.put_first(queue)
    for recent in late:
        typed.put_recent(recent)
    typed.mark(dict.fromkeys(marked, True))
    waiting = queues[-1] if queues else []
    recent = late[-1] if late else []
    assume(any(match_rank(query, name, "") is not None for name in names))
    expected = sorted(
        (rank, key not in waiting, waiting.index(key) if key in waiting else 0, key not in marked,
         key not in recent, recent.index(key) if key in recent else 0, key)
        for key, name in enumerate(names) if (rank := match_rank(query, name, "")) is not None)
    assert [c.key for c in typed.find(query, 12)] == [key for *_ranks, key in expected]


def test_at_most_as_many_as_asked_for_and_those_marked_first():
    names = finder(["Lê Ân", "Vũ Ân", "Ngô Ân"])
    names.mark({2: True})
    assert [c.label for c in names.find("ân", 2)] == ["Ngô Ân", "Lê Ân"]


@pytest.mark.parametrize(("typed", "found"), [
    ("hung cokhi", ["Nguyễn Văn Hùng"]), ("cokhi", ["Nguyễn Văn Hùng", "Đỗ Thị Hương"]),
    ("hungf", ["Nguyễn Văn Hùng", "Lê Hùng"]), ("nguyeenx", ["Nguyễn Văn Hùng"]),
    ("ddoox", ["Đỗ Thị Hương"]), ("nvh", ["Nguyễn Văn Hùng"]),
    ("huwowng", ["Đỗ Thị Hương"]), ("dien", ["Lê Hùng"]), ("xyz", []),
])
def test_people_are_found_by_unit_and_by_telex_typed_raw(register, typed: str, found: list[str]):
    with register.operation("Add"):
        meeting = register.insert(records.Meeting(title="Hội nghị"))
    attendance = Attendance(register)
    attendance.paste(register.get(records.Meeting, meeting),
                     "3\tNguyễn Văn Hùng\tTrưởng khoa\tKhoa Cơ khí\n"
                     "4\tĐỗ Thị Hương\tGiảng viên\tKhoa Cơ khí\n12\tLê Hùng\t\tKhoa Điện")
    names = people_finder(attendance.people(meeting)).find(typed)
    assert sorted(c.label for c in names) == sorted(found)
