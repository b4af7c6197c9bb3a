"""What became of a value that was sent out and came back while the register went on changing."""

from collections.abc import Collection
from enum import StrEnum


class Verdict(StrEnum):
    """`SAME`: nothing to do. `CHANGED`: only they changed it. `CONFLICT`: both sides did."""

    SAME = "same"
    CHANGED = "changed"
    CONFLICT = "conflict"


def compared(known: Collection[str], returned: str, now: str) -> Verdict:
    """What a returned value means, given what the register holds now.

    `known` are the values that say nothing new: what was sent, and what was taken over from an
    earlier return. Where nothing is known (the hidden copies are lost), an empty value is no
    answer and fills nothing.
    """
    if returned == now or returned in known or not (known or returned):
        return Verdict.SAME
    if now in known or not (known or now):
        return Verdict.CHANGED
    return Verdict.CONFLICT
