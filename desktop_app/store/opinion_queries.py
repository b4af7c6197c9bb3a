"""Opinions as the feedback page asks for them: filtered, ordered, grouped, with their replies."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from desktop_app.domain.vietnamese import folded_words
from desktop_app.store.register import Register

NONE = 0
"""The theme or unit of opinions that have none."""


@dataclass(frozen=True)
class OpinionFilter:
    """What the feedback page shows; every part narrows it further.

    Each word of `text` begins a word of the opinion or of its speaker's name and position; a
    single number finds the opinion with that number as well.
    """

    text: str = ""
    theme_id: int | None = None
    unit_id: int | None = None
    status: str = ""


def ordered_ids(register: Register, meeting_id: int, wanted: OpinionFilter) -> list[int]:
    """The keys of the opinions that pass the filter, its text aside, by number."""
    parts, params = ["f.meeting_id = ?"], [meeting_id]
    for table, column, target in (("feedback_theme", "theme_id", wanted.theme_id),
                                  ("feedback_unit", "unit_id", wanted.unit_id)):
        if target == NONE:
            parts.append(f"NOT EXISTS (SELECT 1 FROM {table} WHERE feedback_id = f.id)")
        elif target is not None:
            parts.append(f"+f.id IN (SELECT feedback_id FROM {table} WHERE {column} = ?)")
            params.append(target)
    given: list[object] = [*params]
    if wanted.status:
        parts.append("+f.id IN (SELECT id FROM feedback WHERE meeting_id = ? AND status = ?)")
        given.extend((meeting_id, wanted.status))
    return _keys(register, f"SELECT f.id AS key FROM feedback f WHERE {' AND '.join(parts)} "
                           "ORDER BY f.number, f.id", given)


def matching_ids(register: Register, meeting_id: int, text: str) -> list[int]:
    """The keys of the opinions that the text of a filter finds, in ascending order."""
    words = folded_words(text)
    found = sorted(_keys(register, "SELECT rowid AS key FROM feedback_search "
                                   "WHERE feedback_search MATCH ?",
                         [_match(register, meeting_id, words)]))
    if len(words) == 1 and words[0].isdecimal() and len(words[0]) < 10:
        numbered = _keys(register, "SELECT id AS key FROM feedback "
                                   "WHERE meeting_id = ? AND number = ?",
                         [meeting_id, int(words[0])])
        return sorted({*found, *numbered})
    return found


def first_matching(register: Register, meeting_id: int, text: str, limit: int) -> list[int]:
    """The keys of at most `limit` opinions that have the words of a text, the oldest first; it is
    quick however many have them. None for a text without words."""
    words = folded_words(text)
    if not words:
        return []
    return _keys(register, "SELECT rowid AS key FROM feedback_search "
                           "WHERE feedback_search MATCH ? ORDER BY rowid LIMIT ?",
                 [_match(register, meeting_id, words), limit])


def _match(register: Register, meeting_id: int, words: Sequence[str]) -> str:
    """What the index is asked. It has the conference as a word of each opinion, behind a letter
    that nobody types; in a register with one conference the search is faster without it."""
    several = register.sql("SELECT count(*) > 1 FROM meeting")[0][0]
    return " ".join([*([f'"ʘ{meeting_id}"'] if several else []),
                     *(f'"{word}"*' for word in words)])


def _keys(register: Register, query: str, params: Sequence[object]) -> list[int]:
    """Keys in the order of a query; as one text they come four times as fast as row by row."""
    rows = register.sql(f"SELECT json_group_array(key) FROM ({query})", params)
    keys: list[int] = json.loads(rows[0][0])
    return keys


_GROUPS: Mapping[str, str] = {
    "theme": "SELECT theme_id, count(*) FROM feedback_theme WHERE theme_id IN "
             "(SELECT id FROM theme WHERE meeting_id = ?1) GROUP BY theme_id UNION ALL "
             "SELECT 0, count(*) FROM feedback f WHERE meeting_id = ?1 AND NOT EXISTS "
             "(SELECT 1 FROM feedback_theme WHERE feedback_id = f.id)",
    "unit": "SELECT unit_id, count(*) FROM feedback_unit WHERE unit_id IN "
            "(SELECT id FROM unit WHERE meeting_id = ?1) GROUP BY unit_id UNION ALL "
            "SELECT 0, count(*) FROM feedback f WHERE meeting_id = ?1 AND NOT EXISTS "
            "(SELECT 1 FROM feedback_unit WHERE feedback_id = f.id)",
    "status": "SELECT status, count(*) FROM feedback WHERE meeting_id = ?1 GROUP BY status",
}


def opinion_groups(register: Register, meeting_id: int, by: str) -> dict[object, int]:
    """How many opinions each theme, answering unit or status has; `NONE` counts those without."""
    return dict(register.sql(_GROUPS[by], (meeting_id,)))


def count(register: Register, meeting_id: int) -> int:
    """How many opinions a meeting has."""
    return int(register.sql("SELECT count(*) FROM feedback WHERE meeting_id = ?",
                            (meeting_id,))[0][0])


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


def replies_only_to(register: Register, keys: Sequence[int]) -> list[int]:
    """The replies that answer some of these opinions and no others."""
    return _keys(register, "SELECT reply_id AS key FROM reply_feedback WHERE reply_id IN "
                           "(SELECT reply_id FROM reply_feedback WHERE feedback_id IN "
                           "(SELECT value FROM json_each(?1))) GROUP BY reply_id "
                           "HAVING min(feedback_id IN (SELECT value FROM json_each(?1)))",
                 [json.dumps(list(keys))])
