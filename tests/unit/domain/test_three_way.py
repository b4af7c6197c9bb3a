"""Sent, returned, and what the register holds now."""

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.three_way import Verdict, compared

VALUES = st.sampled_from(["", "a", "b", "c"])


@given(VALUES, VALUES, VALUES)
def test_the_three_verdicts(sent: str, returned: str, now: str) -> None:
    """The truth table of a three-way comparison, told another way than the code tells it."""
    theirs, ours = returned != sent, now != sent
    expected = (Verdict.SAME if returned == now or not theirs
                else Verdict.CONFLICT if ours else Verdict.CHANGED)
    assert compared({sent}, returned, now) is expected


@given(VALUES, VALUES, VALUES)
def test_what_was_taken_over_is_the_same_afterwards(sent: str, returned: str, now: str) -> None:
    verdict = compared({sent}, returned, now)
    after = returned if verdict is Verdict.CHANGED else now
    taken = {returned} if verdict is Verdict.CHANGED else set()
    assert compared({sent} | taken, returned, after) is not Verdict.CHANGED


@given(VALUES, VALUES, VALUES)
def test_a_correction_of_what_was_taken_over_is_a_change(sent: str, first: str,
                                                         second: str) -> None:
    expected = Verdict.SAME if second in {sent, first} else Verdict.CHANGED
    assert compared({sent, first}, second, first) is expected


@given(VALUES, VALUES)
def test_without_the_hidden_copies_nothing_is_overwritten_unasked(returned: str, now: str) -> None:
    verdict = compared(set(), returned, now)
    if returned in ("", now):
        assert verdict is Verdict.SAME
    else:
        assert verdict is (Verdict.CONFLICT if now else Verdict.CHANGED)
