"""Dated legal rules of the staff conference: quorum, majority, plenary or delegate conference.

Source of all numbers: DOMAIN 1.1 and 1.2. Integers only; nothing is rounded. Guests and alternates
are never counted, neither among the summoned nor among those present or attending: that is for the
caller to see to.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from desktop_app.domain.kinds import RuleChoice
from desktop_app.i18n import N_


@dataclass(frozen=True)
class RuleSet:
    """The rules in force from `since` (None: from the beginning) until a later set begins.

    `title` and `source` are English originals for the catalogue. `quorum` is the least part that
    must be present, and `majority` the part of those attending that votes in favour must exceed,
    both as numerator and denominator. A unit of fewer people than `delegates_from` holds a plenary
    conference; from that number on the head and the union choose between plenary and delegates.
    """

    key: str
    since: date | None
    title: str
    source: str
    delegates_from: int
    quorum: tuple[int, int] = (2, 3)
    majority: tuple[int, int] = (1, 2)


OLD_RULES = RuleSet(
    key=RuleChoice.OLD.value,
    since=None,
    title=N_("Decree 04/2015 and Circular 01/2016"),
    source=N_("Decree 04/2015/ND-CP and Circular 01/2016/TT-BNV"),
    delegates_from=201,
)
LAW_2022 = RuleSet(
    key=RuleChoice.LAW_2022.value,
    since=date(2023, 7, 1),
    title=N_("Law 10/2022/QH15, article 51"),
    source=N_("Law 10/2022/QH15 on grassroots democracy, article 51"),
    delegates_from=100,
)
RULE_SETS: Sequence[RuleSet] = (OLD_RULES, LAW_2022)
"""All rule sets, oldest first."""


def rule_set_for(day: date) -> RuleSet:
    """The rules in force on `day`."""
    in_force = [rule for rule in RULE_SETS if rule.since is None or rule.since <= day]
    return in_force[-1]


def rule_set(key: str, day: date) -> RuleSet:
    """The rules that `key` names; the ones in force on `day` for "" and "by_date".

    An unknown key, as a newer version may have written it, counts as "by_date".
    """
    return next((rule for rule in RULE_SETS if rule.key == key), rule_set_for(day))


def must_be_plenary(rule: RuleSet, staff: int) -> bool:
    """Whether a unit of `staff` people holds a plenary conference.

    A unit that is scattered or cannot leave its posts may still choose delegates.
    """
    return staff < rule.delegates_from


@dataclass(frozen=True)
class Quorum:
    """Whether enough of those summoned are present. `missing` is how many more are needed."""

    rule: RuleSet
    present: int
    base: int
    needed: int
    missing: int
    met: bool


def quorum(rule: RuleSet, *, present: int, base: int) -> Quorum:
    """Whether `present` of `base` summoned people are a quorum.

    With nobody summoned nobody is needed, but there is no quorum either. Negative numbers are a
    ValueError. More may be present than were summoned, as when a list is still incomplete.
    """
    if present < 0 or base < 0:
        raise ValueError((present, base))
    part, whole = rule.quorum
    needed = -(-part * base // whole)
    met = base > 0 and present >= needed
    return Quorum(rule, present, base, needed, max(0, needed - present), met)


@dataclass(frozen=True)
class Majority:
    """The outcome of a vote.

    `needed` votes in favour pass a motion, `missing` is how many more it would have taken, and
    `not_cast` is who attended without a vote in any of the three figures. `problems` are codes of
    `VOTE_PROBLEMS`; with any of them the figures cannot be true, and nothing has passed.
    """

    rule: RuleSet
    votes_for: int
    against: int
    other: int
    attending: int
    needed: int
    missing: int
    not_cast: int
    passed: bool
    problems: tuple[str, ...]


NEGATIVE = "negative"
NOBODY_ATTENDING = "nobody-attending"
MORE_VOTES_THAN_PEOPLE = "more-votes-than-people"
VOTE_PROBLEMS = {
    NEGATIVE: N_("A number of votes is below zero."),
    NOBODY_ATTENDING: N_("Nobody was counted as attending the vote."),
    MORE_VOTES_THAN_PEOPLE: N_("More votes than people attending."),
}


def majority(
    rule: RuleSet, *, votes_for: int, against: int, other: int, attending: int
) -> Majority:
    """Whether more than half of those attending voted in favour.

    The base is people attending, not votes cast: abstentions and blank ballots count against.
    """
    part, whole = rule.majority
    needed = part * max(0, attending) // whole + 1
    problems = tuple(_vote_problems(votes_for, against, other, attending))
    return Majority(
        rule=rule,
        votes_for=votes_for,
        against=against,
        other=other,
        attending=attending,
        needed=needed,
        missing=max(0, needed - votes_for),
        not_cast=max(0, attending - votes_for - against - other),
        passed=not problems and votes_for >= needed,
        problems=problems,
    )


def _vote_problems(votes_for: int, against: int, other: int, attending: int) -> list[str]:
    problems = []
    if min(votes_for, against, other, attending) < 0:
        problems.append(NEGATIVE)
    if attending == 0:
        problems.append(NOBODY_ATTENDING)
    if votes_for + against + other > attending:
        problems.append(MORE_VOTES_THAN_PEOPLE)
    return problems
