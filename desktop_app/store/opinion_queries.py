"""Opinions as the feedback page asks for them: filtered, ordered, grouped, with their replies."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from desktop_app.domain.vietnamese import folded_words
from desktop_app.store.register import Register

_ORDERS: Mapping[str, tuple[str, ...]] = {
    "number": ("f.number", "f.id"),
    "at": ("f.at", "f.number"),
    "attendee_id": ("coalesce((SELECT sort_key FROM attendee WHERE id = f.attendee_id), f.speaker)",
                    "f.number"),
    "status": ("f.status", "f.number"),
    "text": ("f.search_key", "f.number"),
}


@dataclass(frozen=True)
class OpinionFilter:
    """What the feedback page shows; every part narrows it further."""

    text: str = ""
    theme_id: int | None = None
    unit_id: int | None = None
    status: str = ""
    order: str = "number"
    descending: bool = False


def ordered_ids(register: Register, meeting_id: int, wanted: OpinionFilter) -> list[int]:
    """The keys of the opinions that pass the filter, its text aside, in its order."""
    parts = ["f.meeting_id = ?"]
    params: list[object] = [meeting_id]
    if wanted.theme_id:
        parts.append("f.id IN (SELECT feedback_id FROM feedback_theme WHERE theme_id = ?)")
        params.append(wanted.theme_id)
    if wanted.unit_id:
        parts.append("f.id IN (SELECT feedback_id FROM feedback_unit WHERE unit_id = ?)")
        params.append(wanted.unit_id)
    if wanted.status:
        parts.append("f.status = ?")
        params.append(wanted.status)
    direction = " DESC" if wanted.descending else ""
    order = ", ".join(f"{part}{direction}" for part in _ORDERS.get(wanted.order, ("f.number",)))
    rows = register.sql(
        f"SELECT f.id FROM feedback f WHERE {' AND '.join(parts)} ORDER BY {order}", params)
    return [row[0] for row in rows]


def matching_ids(register: Register, meeting_id: int, text: str) -> set[int]:
    """The opinions in which each word of `text` begins a word, or whose speaker or number it is.

    Opinions of other meetings may be among them.
    """
    words = folded_words(text)
    match = " ".join(f'"{word}"*' for word in words)
    found = register.sql(
        "SELECT rowid FROM feedback_search WHERE feedback_search MATCH ?", (match,))
    speakers = _speakers_like(register, meeting_id, words)
    if speakers:
        marks = ", ".join("?" * len(speakers))
        found += register.sql(f"SELECT id FROM feedback WHERE attendee_id IN ({marks})", speakers)
    if len(words) == 1 and words[0].isdecimal() and len(words[0]) < 10:
        found += register.sql("SELECT id FROM feedback WHERE meeting_id = ? AND number = ?",
                              (meeting_id, int(words[0])))
    return {row[0] for row in found}


def _speakers_like(register: Register, meeting_id: int, words: Sequence[str]) -> list[int]:
    conditions = " AND ".join("(' ' || search_key) LIKE ?" for _ in words)
    rows = register.sql(
        f"SELECT id FROM attendee WHERE meeting_id = ? AND {conditions} LIMIT 500",
        (meeting_id, *(f"% {word}%" for word in words)))
    return [row[0] for row in rows]


_GROUPS: Mapping[str, str] = {
    "theme": "SELECT theme_id, count(*) FROM feedback_theme WHERE theme_id IN "
             "(SELECT id FROM theme WHERE meeting_id = ?) GROUP BY theme_id",
    "unit": "SELECT unit_id, count(*) FROM feedback_unit WHERE unit_id IN "
            "(SELECT id FROM unit WHERE meeting_id = ?) GROUP BY unit_id",
    "status": "SELECT status, count(*) FROM feedback WHERE meeting_id = ? GROUP BY status",
}


def opinion_groups(register: Register, meeting_id: int, by: str) -> dict[object, int]:
    """How many opinions each theme, answering unit or status has."""
    return dict(register.sql(_GROUPS[by], (meeting_id,)))


def unanswered(register: Register, meeting_id: int) -> int:
    """How many opinions are still new: no reply, not passed on, not settled."""
    return int(register.sql(
        "SELECT count(*) FROM feedback WHERE meeting_id = ? AND status = 'new'",
        (meeting_id,))[0][0])


def numbers_of(register: Register, keys: Sequence[int]) -> dict[int, int]:
    """The numbers of these opinions."""
    marks = ", ".join("?" * len(keys))
    return dict(register.sql(f"SELECT id, number FROM feedback WHERE id IN ({marks})", keys))


def reply_ids_for(register: Register, feedback_id: int) -> list[int]:
    """The replies to one opinion, in the order in which they were given."""
    rows = register.sql(
        "SELECT reply_id FROM reply_feedback l JOIN reply r ON r.id = l.reply_id "
        "WHERE l.feedback_id = ? ORDER BY r.at, r.id", (feedback_id,))
    return [row[0] for row in rows]
