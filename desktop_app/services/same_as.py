"""Opinions marked as saying the same as another one (trùng ý).

All that say the same point to one opinion of their own conference, the root, which points to none:
numbers mean something within a conference only, and one conference can be exported, handed over or
removed without the others.
"""

from collections.abc import Collection, Mapping, Sequence

from desktop_app.domain import records
from desktop_app.domain.fields import Problem
from desktop_app.store import similar_queries
from desktop_app.store.register import Register

FIELD = "same_as_id"


def problems(register: Register, meeting_id: int, key: int,
             values: Mapping[str, object]) -> list[Problem]:
    """Why an opinion of a conference cannot be marked the same as `values` say; `key` is 0 for one
    that is still to be made."""
    target = values.get(FIELD)
    found = register.load(records.Feedback, [target]) if isinstance(target, int) else []
    if not found:
        return []
    if found[0].meeting_id != meeting_id:
        return [Problem(FIELD, "same-as-elsewhere")]
    if key and key in (found[0].id, found[0].same_as_id):
        return [Problem(FIELD, "same-as-itself", {"number": found[0].number})]
    return []


def gather(register: Register, key: int) -> None:
    """Makes an opinion that was just marked, and all that said the same as it, point to the root,
    as part of the operation."""
    target = register.get(records.Feedback, key).same_as_id
    if target:
        root = register.get(records.Feedback, target).same_as_id or target
        followers = similar_queries.followers(register, [key]).get(key, ())
        _point(register, [key, *followers], root)


def hand_on(register: Register, gone: Collection[int]) -> None:
    """The first that says the same as an opinion which goes takes its place, as part of the
    operation."""
    for keys in similar_queries.followers(register, list(gone)).values():
        left = [key for key in keys if key not in gone]
        _point(register, left[:1], None)
        _point(register, left[1:], next(iter(left), None))


def _point(register: Register, keys: Sequence[int], root: int | None) -> None:
    for key in keys:
        register.update(records.Feedback, key, {FIELD: root})
