from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.kinds import RuleChoice
from desktop_app.domain.rulesets import (
    LAW_2022,
    MORE_VOTES_THAN_PEOPLE,
    NEGATIVE,
    NOBODY_ATTENDING,
    OLD_RULES,
    RULE_SETS,
    VOTE_PROBLEMS,
    majority,
    must_be_plenary,
    quorum,
    rule_set,
    rule_set_for,
)

people = st.integers(0, 10_000)
rules = st.sampled_from(RULE_SETS)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2023, 6, 30), OLD_RULES),
        (date(2023, 7, 1), LAW_2022),
        (date(2015, 2, 25), OLD_RULES),
        (date(1990, 1, 1), OLD_RULES),
        (date(2026, 1, 1), LAW_2022),
    ],
)
def test_the_day_chooses_the_rules(day, expected):
    assert rule_set_for(day) is expected
    assert rule_set("", day) is expected
    assert rule_set("by_date", day) is expected
    assert rule_set("law-of-2040", day) is expected


@pytest.mark.parametrize("rule", RULE_SETS)
def test_a_key_overrides_the_day(rule):
    assert rule_set(rule.key, date(2023, 6, 30)) is rule
    assert rule_set(rule.key, date(2023, 7, 1)) is rule


def test_each_choice_of_a_meeting_has_its_rules():
    assert {rule.key for rule in RULE_SETS} == set(RuleChoice) - {RuleChoice.BY_DATE}


def test_rule_sets_stand_in_order_and_the_first_has_no_beginning():
    begins = [rule.since for rule in RULE_SETS]
    assert begins[0] is None
    assert begins[1:] == sorted(begins[1:])


@pytest.mark.parametrize(
    ("base", "needed"), [(194, 130), (203, 136), (151, 101), (150, 100), (1, 1), (3, 2), (4, 3)]
)
@pytest.mark.parametrize("rule", RULE_SETS)
def test_quorum_is_two_thirds(rule, base, needed):
    assert quorum(rule, present=needed, base=base).met
    one_less = quorum(rule, present=needed - 1, base=base)
    assert (one_less.met, one_less.needed, one_less.missing) == (False, needed, 1)


def test_quorum_of_the_conference_of_2023():
    found = quorum(rule_set_for(date(2023, 6, 30)), present=138, base=150)
    assert (found.needed, found.missing, found.met) == (100, 0, True)


def test_without_anybody_summoned_there_is_no_quorum():
    found = quorum(LAW_2022, present=3, base=0)
    assert (found.needed, found.missing, found.met) == (0, 0, False)


@pytest.mark.parametrize(("present", "base"), [(-1, 3), (3, -1)])
def test_quorum_of_negative_numbers_is_a_mistake(present, base):
    with pytest.raises(ValueError, match="-1"):
        quorum(LAW_2022, present=present, base=base)


@given(rules, people, people)
def test_quorum_agrees_with_fractions(rule, present, base):
    found = quorum(rule, present=present, base=base)
    assert found.met == (base > 0 and present >= Fraction(*rule.quorum) * base)
    assert quorum(rule, present=present + found.missing, base=base).met == (base > 0)
    assert found.needed <= base


@pytest.mark.parametrize(("attending", "needed"), [(178, 90), (138, 70), (1, 1), (2, 2), (3, 2)])
@pytest.mark.parametrize("rule", RULE_SETS)
def test_more_than_half_of_those_attending_pass(rule, attending, needed):
    enough = majority(rule, votes_for=needed, against=0, other=0, attending=attending)
    assert (enough.passed, enough.needed, enough.missing) == (True, needed, 0)
    short = majority(rule, votes_for=needed - 1, against=0, other=0, attending=attending)
    assert (short.passed, short.needed, short.missing) == (False, needed, 1)


def test_abstentions_count_against():
    found = majority(LAW_2022, votes_for=89, against=1, other=2, attending=178)
    assert not found.passed
    assert found.not_cast == 86


@pytest.mark.parametrize(
    ("votes", "problems"),
    [
        ((10, 0, 1, 10), (MORE_VOTES_THAN_PEOPLE,)),
        ((-1, 0, 0, 10), (NEGATIVE,)),
        ((8, -1, 0, 10), (NEGATIVE,)),
        ((0, 0, 0, 0), (NOBODY_ATTENDING,)),
        ((1, 0, 0, 0), (NOBODY_ATTENDING, MORE_VOTES_THAN_PEOPLE)),
        ((0, 0, 0, -1), (NEGATIVE, MORE_VOTES_THAN_PEOPLE)),
        ((5, 3, 2, 10), ()),
    ],
)
def test_figures_that_cannot_be_true_pass_nothing(votes, problems):
    votes_for, against, other, attending = votes
    found = majority(
        LAW_2022, votes_for=votes_for, against=against, other=other, attending=attending
    )
    assert found.problems == problems
    assert not found.passed
    assert set(problems) <= set(VOTE_PROBLEMS)


@given(rules, people, people, people, people)
def test_majority_agrees_with_fractions(rule, votes_for, against, other, absent):
    attending = votes_for + against + other + absent
    found = majority(
        rule, votes_for=votes_for, against=against, other=other, attending=attending
    )
    assert found.passed == (votes_for > Fraction(*rule.majority) * attending)
    assert found.not_cast == absent
    assert bool(found.problems) == (attending == 0)


@pytest.mark.parametrize(
    ("rule", "staff", "plenary"),
    [
        (OLD_RULES, 200, True),
        (OLD_RULES, 201, False),
        (LAW_2022, 99, True),
        (LAW_2022, 100, False),
        (LAW_2022, 0, True),
    ],
)
def test_small_units_meet_in_full(rule, staff, plenary):
    assert must_be_plenary(rule, staff) == plenary
