"""Which row is which person: every rule, every doubt, and what holds for all lists."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.merge_groups import Identity
from desktop_app.domain.merging import Doubt, Match, Rule, match_rows

AN = Identity("nguyen van an", "khoa dien", 1980, "a1", "u1", "an")
NAMES = ("nguyen van an", "tran van an", "le thi binh")
identities = st.builds(
    Identity, st.sampled_from(NAMES), st.sampled_from(("", "khoa dien", "khoa co khi")),
    st.sampled_from((None, 1980, 1981)), st.sampled_from(("", "", "a1", "a2")),
    st.sampled_from(("", "", "u1", "u2", "u3")),
    core=st.just(""), filled=st.just(0), content=st.just(""))


def same_person(row: Identity, person: Identity) -> bool:
    """Whether a row says nothing that the register lacks."""
    return all(not said or said == held for said, held in zip(row[:4], person[:4], strict=True))


def matched(rows: list[Identity], known: dict[int, Identity]) -> list[Match]:
    filled = [row._replace(filled=sum(map(bool, row[:4])), content=repr(row[:5])) for row in rows]
    return match_rows(filled, known, lambda place, key: same_person(rows[place], known[key]))


def one(row: Identity, *known: Identity) -> Match:
    [match] = matched([row], dict(enumerate(known, 1)))
    return match


@pytest.mark.parametrize(("row", "rule"), [
    (Identity("nguyen thi an", "", None, "", "u1", "an"), Rule.ROW_CODE),
    (Identity("tran an", "khoa moi", 1990, "a1", core="an"), Rule.STAFF_CODE),
    (Identity("nguyen van an", "khoa dien", 1980), Rule.NAME),
    (Identity("nguyen van an", "", 1980), Rule.NAME),
    (Identity("nguyen van an", "khoa dien"), Rule.NAME),
    (Identity("nguyen van an"), Rule.NAME),
])
def test_each_rule_finds_somebody(row: Identity, rule: Rule) -> None:
    assert one(row, AN) == Match(1, rule)


@pytest.mark.parametrize("row", [
    Identity("nguyen van em", "khoa dien", 1980),
    Identity("nguyen van an", "khoa dien", 1980, "a2"),
    Identity("nguyen van an", "khoa moi", 1990),
    Identity("nguyen van an", "khoa moi"),
])
def test_somebody_else_is_new(row: Identity) -> None:
    assert one(row, AN) == Match()


@pytest.mark.parametrize(("row", "doubt", "candidates"), [
    (Identity("nguyen van an", "khoa dien", 1981), Doubt.NAMESAKE, (1,)),
    (Identity("nguyen van an", "khoa moi", 1980), Doubt.NAMESAKE, (1,)),
    (Identity("le thi binh", "", None, "a1"), Doubt.CODE_AND_NAME, (1, 2)),
    (Identity("le thi binh", "", None, "", "u1", "binh"), Doubt.CODE_AND_NAME, (1, 2)),
    (Identity("nguyen van an", "", None, "b2", "u1"), Doubt.CODE_AND_NAME, (1, 2)),
    (Identity("vo thi moi", "", None, "", "u1", "moi"), Doubt.CODE_AND_NAME, (1,)),
])
def test_what_is_not_certain_is_doubtful(row: Identity, doubt: Doubt,
                                         candidates: tuple[int, ...]) -> None:
    binh = Identity("le thi binh", "khoa dien", 1985, "b2", "u2")
    assert one(row, AN, binh) == Match(0, None, doubt, candidates)


def test_two_candidates_are_doubtful() -> None:
    years = Identity("tran an", "to 1", 1980), Identity("tran an", "to 1", 1985)
    assert one(Identity("tran an", "to 1"), *years) == Match(0, None, Doubt.SEVERAL, (1, 2))
    assert one(Identity("tran an", "to 1", 1985), *years) == Match(2, Rule.NAME)


def test_a_person_who_moved_is_doubtful_only_where_the_list_covers_the_old_unit() -> None:
    moved, other = Identity("nguyen van an", "khoa moi"), Identity("ho van em", "khoa dien")
    assert matched([moved, other], {1: AN})[0].doubt is Doubt.NAMESAKE
    assert matched([moved], {1: AN})[0] == Match()


def test_two_rows_of_one_code_are_told_apart_by_the_name() -> None:
    copied = AN._replace(name="vo van moi", staff_code="")
    first, second = matched([AN, copied], {1: AN})
    assert first == Match(1, Rule.ROW_CODE)
    assert second == Match(0, None, Doubt.CODE_AND_NAME)


def test_namesakes_kept_both_are_both_found_again() -> None:
    twin = Identity("tran an", "to 1")
    assert [m.key for m in matched([twin, twin], {1: twin, 2: twin})] == [1, 2]
    assert [m.doubt for m in matched([twin, twin], {})] == [None, Doubt.TWICE]
    assert [m.doubt for m in matched([twin, twin], {1: twin})] == [None, Doubt.TWICE]


# --- what holds for all lists ----------------------------------------------------------------

registers = st.lists(identities, max_size=6).map(
    lambda people: {key: one._replace(uid=f"u{key}") for key, one in enumerate(people, 1)})
lists = st.lists(identities, max_size=6)


@given(lists, registers)
def test_nobody_is_lost_and_nobody_is_found_twice(
        rows: list[Identity], known: dict[int, Identity]) -> None:
    found = matched(rows, known)
    assert len(found) == len(rows)
    keys = [match.key for match in found if match.key]
    assert len(keys) == len(set(keys))
    assert set(keys) <= set(known)
    for match in found:
        assert not set(match.candidates) & set(keys)
        assert bool(match.key) == bool(match.rule)
        assert not (match.key and match.doubt)


@given(lists, registers, st.randoms(use_true_random=False))
def test_the_order_of_the_rows_does_not_matter(
        rows: list[Identity], known: dict[int, Identity], rng: random.Random) -> None:
    order = list(range(len(rows)))
    rng.shuffle(order)
    shuffled = matched([rows[place] for place in order], known)
    assert _outcome([rows[place] for place in order], shuffled) == _outcome(
        rows, matched(rows, known))


def _outcome(rows: list[Identity], found: list[Match]) -> list[str]:
    return sorted(f"{row} {match}" for row, match in zip(rows, found, strict=True))


@given(lists, registers)
def test_importing_twice_is_importing_once(
        rows: list[Identity], known: dict[int, Identity]) -> None:
    """What was certain is done once and for all; what was doubtful may become certain by it."""
    after, found = dict(known), matched(rows, known)
    for row, match in zip(rows, found, strict=True):
        if match.key:
            after[match.key] = Identity(*(said or held for said, held
                                          in zip(row[:4], known[match.key][:4], strict=True)),
                                        uid=f"u{match.key}")
        elif not match.doubt:
            after[len(after) + 1] = row._replace(uid=f"n{len(after)}")
    for row, before, match in zip(rows, found, matched(rows, after), strict=True):
        done = match.key and same_person(row, after[match.key])
        assert done or match.doubt or before.doubt


def test_a_register_matches_itself_whatever_the_order() -> None:
    known = {n: Identity(f"nguyen van {n % 300}", f"khoa {n % 60}", 1960 + n % 40)
             for n in range(1, 5001)}
    known = {key: one._replace(staff_code=f"c{key}") for key, one in known.items()}
    rows = [one._replace(staff_code="") if key % 2 else one for key, one in known.items()]
    rows = [row for row in rows if row.staff_code]
    random.Random(1).shuffle(rows)
    found = matched(rows, known)
    assert [known[m.key].staff_code for m in found] == [row.staff_code for row in rows]


def test_rows_and_people_that_are_alike_are_compared_once() -> None:
    rows = [Identity("nhat tri", content="nhat tri")] * 3000
    known = dict(enumerate(rows, 1))
    asked: list[int] = []
    found = match_rows(rows, known, lambda place, _key: not asked.append(place))
    assert [match.key for match in found] == list(known)
    assert len(asked) == 1
    more = match_rows(rows, {**known, 3001: rows[0]}, lambda _place, _key: True)
    assert {(match.key, match.doubt, len(match.candidates)) for match in more} == {
        (0, Doubt.SEVERAL, 3001)}
    assert len({id(match.candidates) for match in more}) == 1


def test_too_many_namesakes_are_doubtful_without_being_compared() -> None:
    rows = [Identity("tran an", content=str(n)) for n in range(600)]
    asked: list[int] = []
    found = match_rows(rows, dict(enumerate(rows, 1)),
                       lambda place, _key: bool(asked.append(place)))
    assert ({match.doubt for match in found}, asked) == ({Doubt.SEVERAL}, [])


def test_a_code_that_many_bear_is_no_code() -> None:
    rows = [Identity(f"nguyen van {n}", "khoa dien", 1980, "kd") for n in range(30)]
    assert match_rows(rows, {}, lambda _place, _key: False) == [Match()] * 30
    known = dict(enumerate(rows, 1))
    assert match_rows(rows, known, lambda _place, _key: True) == [
        Match(n, Rule.NAME) for n in known]
