"""Reading for the screens: key lists, counts and the live log. All functions only read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from desktop_app.domain.kinds import OFFICIAL_KINDS
from desktop_app.domain.vietnamese import folded_words
from desktop_app.store.models import MODELS
from desktop_app.store.register import Register

STAMP = "%Y-%m-%d %H:%M:%S"
Spans = list[tuple[datetime, datetime | None]]


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _marks(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))


def of_meeting(record_type: type, meeting_id: int) -> Any:
    """The condition that a record belongs to a meeting, for `Register.find`."""
    return MODELS[record_type].meeting_id == meeting_id  # type: ignore[attr-defined]


def numbered(record_type: type, number: int) -> Any:
    """The condition that a record has this number, for `Register.find`."""
    return MODELS[record_type].number == number  # type: ignore[attr-defined]


def by_number(record_type: type) -> tuple[Any, ...]:
    """The order by number, for `Register.find`."""
    model: Any = MODELS[record_type]
    return (model.number.is_null(), model.number, model.id)


def by_rank(record_type: type) -> tuple[Any, ...]:
    """The order by rank, for `Register.find`."""
    model: Any = MODELS[record_type]
    return (model.rank, model.id)


def sort_keys(register: Register, meeting_id: int) -> dict[int, str]:
    """By which text each attendee sorts in lists by given name."""
    return dict(register.sql("SELECT id, sort_key FROM attendee WHERE meeting_id = ?",
                             (meeting_id,)))


def spans_of_items(register: Register, meeting_id: int) -> dict[int, Spans]:
    """From when to when each agenda item was open, in order of time."""
    found: dict[int, Spans] = {}
    for key, opened, closed in register.sql(
        "SELECT s.item_id, s.opened_at, s.closed_at FROM item_span s "
        "JOIN agenda_item i ON i.id = s.item_id WHERE i.meeting_id = ? "
        "ORDER BY s.opened_at, s.id", (meeting_id,)):
        found.setdefault(key, []).append((datetime.fromisoformat(opened), _moment(closed)))
    return found


def open_item_spans(register: Register, meeting_id: int) -> list[tuple[int, int]]:
    """Span key and item key of the items that are open now."""
    return [(row[0], row[1]) for row in register.sql(
        "SELECT s.id, s.item_id FROM item_span s JOIN agenda_item i ON i.id = s.item_id "
        "WHERE i.meeting_id = ? AND s.closed_at IS NULL ORDER BY s.id", (meeting_id,))]


def open_turns(register: Register, meeting_id: int) -> list[int]:
    """The speaking turns that have not ended."""
    return [row[0] for row in register.sql(
        "SELECT id FROM speaking_turn WHERE meeting_id = ? AND ended_at IS NULL ORDER BY id",
        (meeting_id,))]


# --- presence ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class Presence:
    """When somebody first came and last left; `here` while a span is open."""

    came_at: datetime
    left_at: datetime | None
    here: bool


def presence(register: Register, meeting_id: int) -> dict[int, Presence]:
    """Everybody who was ever in the room."""
    rows = register.sql(
        "SELECT p.attendee_id, min(p.came_at), max(p.left_at), sum(p.left_at IS NULL) "
        "FROM presence_span p JOIN attendee a ON a.id = p.attendee_id "
        "WHERE a.meeting_id = ? GROUP BY p.attendee_id", (meeting_id,))
    return {
        key: Presence(datetime.fromisoformat(came), None if here else _moment(left), bool(here))
        for key, came, left, here in rows
    }


def room_count(register: Register, meeting_id: int) -> tuple[int, int]:
    """How many official, summoned delegates are in the room, and how many were summoned."""
    kinds = tuple(kind.value for kind in OFFICIAL_KINDS)
    rows = register.sql(
        "SELECT count(*), coalesce(sum(id IN (SELECT attendee_id FROM presence_span "
        "WHERE left_at IS NULL)), 0) FROM attendee "
        f"WHERE meeting_id = ? AND summoned AND kind IN ({_marks(kinds)})",
        (meeting_id, *kinds))
    base, here = rows[0]
    return int(here), int(base)


def open_spans(register: Register, attendee_id: int) -> list[int]:
    """The keys of the presence spans that have not ended."""
    rows = register.sql("SELECT id FROM presence_span WHERE attendee_id = ? AND left_at IS NULL",
                        (attendee_id,))
    return [row[0] for row in rows]


# --- counts -----------------------------------------------------------------------------------

_COUNTED = {"attendees": "attendee", "items": "agenda_item", "opinions": "feedback",
            "replies": "reply", "notes": "note", "units": "unit", "themes": "theme"}


def counts(register: Register, meeting_id: int) -> dict[str, int]:
    """How many records of each kind a meeting has."""
    parts = ", ".join(f"(SELECT count(*) FROM {table} WHERE meeting_id = :m)"
                      for table in _COUNTED.values())
    row = register.sql(f"SELECT {parts.replace(':m', str(int(meeting_id)))}")[0]
    return dict(zip(_COUNTED, row, strict=True))


def unanswered(register: Register, meeting_id: int) -> int:
    """How many opinions have no reply and are not settled otherwise."""
    return int(register.sql(
        "SELECT count(*) FROM feedback WHERE meeting_id = ? AND status = 'new'",
        (meeting_id,))[0][0])


# --- opinions ---------------------------------------------------------------------------------

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


def opinion_ids(register: Register, meeting_id: int, wanted: OpinionFilter) -> list[int]:
    """The keys of the opinions that pass the filter, in its order."""
    where, params = _opinion_conditions(register, meeting_id, wanted)
    direction = " DESC" if wanted.descending else ""
    order = ", ".join(f"{part}{direction}" for part in _ORDERS.get(wanted.order, ("f.number",)))
    rows = register.sql(f"SELECT f.id FROM feedback f WHERE {where} ORDER BY {order}", params)
    return [row[0] for row in rows]


def _opinion_conditions(register: Register, meeting_id: int,
                        wanted: OpinionFilter) -> tuple[str, list[object]]:
    parts = ["f.meeting_id = ?"]
    given: list[object] = [meeting_id]
    if wanted.theme_id:
        parts.append("f.id IN (SELECT feedback_id FROM feedback_theme WHERE theme_id = ?)")
        given.append(wanted.theme_id)
    if wanted.unit_id:
        parts.append("f.id IN (SELECT feedback_id FROM feedback_unit WHERE unit_id = ?)")
        given.append(wanted.unit_id)
    if wanted.status:
        parts.append("f.status = ?")
        given.append(wanted.status)
    words = folded_words(wanted.text)
    if words:
        condition, more = _text_condition(register, meeting_id, words)
        parts.append(condition)
        given.extend(more)
    return " AND ".join(parts), given


def _text_condition(register: Register, meeting_id: int,
                    words: Sequence[str]) -> tuple[str, list[object]]:
    """Each word begins a word of the opinion, or all of them fit the speaker or the number."""
    match = " ".join(f'"{word}"*' for word in words)
    speakers = _speakers_like(register, meeting_id, words)
    parts = ["f.id IN (SELECT rowid FROM feedback_search WHERE feedback_search MATCH ?)"]
    params: list[object] = [match]
    if speakers:
        parts.append(f"f.attendee_id IN ({_marks(speakers)})")
        params.extend(speakers)
    if len(words) == 1 and words[0].isdecimal():
        parts.append("f.number = ?")
        params.append(int(words[0]))
    return f"({' OR '.join(parts)})", params


def _speakers_like(register: Register, meeting_id: int, words: Sequence[str]) -> list[int]:
    conditions = " AND ".join("(' ' || search_key) LIKE ?" for _ in words)
    rows = register.sql(
        f"SELECT id FROM attendee WHERE meeting_id = ? AND {conditions} LIMIT 500",
        (meeting_id, *(f"% {word}%" for word in words)))
    return [row[0] for row in rows]


_GROUPS: Mapping[str, str] = {
    "theme": "SELECT l.theme_id, count(*) FROM feedback_theme l JOIN feedback f "
             "ON f.id = l.feedback_id WHERE f.meeting_id = ? GROUP BY l.theme_id",
    "unit": "SELECT l.unit_id, count(*) FROM feedback_unit l JOIN feedback f "
            "ON f.id = l.feedback_id WHERE f.meeting_id = ? GROUP BY l.unit_id",
    "status": "SELECT status, count(*) FROM feedback WHERE meeting_id = ? GROUP BY status",
}


def opinion_groups(register: Register, meeting_id: int, by: str) -> dict[object, int]:
    """How many opinions each theme, answering unit or status has."""
    return dict(register.sql(_GROUPS[by], (meeting_id,)))


def next_number(register: Register, table: str, meeting_id: int) -> int:
    """The number after the highest one of a meeting's opinions, people or items."""
    assert table in ("feedback", "attendee", "agenda_item")
    found = register.sql(f"SELECT coalesce(max(number), 0) + 1 FROM {table} WHERE meeting_id = ?",
                         (meeting_id,))
    return int(found[0][0])


def reply_ids_for(register: Register, feedback_id: int) -> list[int]:
    """The replies to one opinion, in the order in which they were given."""
    rows = register.sql(
        "SELECT reply_id FROM reply_feedback l JOIN reply r ON r.id = l.reply_id "
        "WHERE l.feedback_id = ? ORDER BY r.at, r.id", (feedback_id,))
    return [row[0] for row in rows]


# --- the log ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class LogRow:
    """One line of the live log before its text is loaded; `aspect` is which of its times it is."""

    at: datetime
    table: str
    id: int
    aspect: str


_LOG_PARTS: Sequence[tuple[str, str, str, str]] = (
    ("agenda_item", "opened", "s.opened_at",
     "item_span s JOIN agenda_item i ON i.id = s.item_id WHERE i.meeting_id = :m"),
    ("agenda_item", "closed", "s.closed_at",
     "item_span s JOIN agenda_item i ON i.id = s.item_id WHERE i.meeting_id = :m "
     "AND NOT EXISTS (SELECT 1 FROM item_span n JOIN agenda_item o ON o.id = n.item_id "
     "WHERE o.meeting_id = :m AND n.opened_at = s.closed_at)"),
    ("presence_span", "came", "s.came_at",
     ("presence_span s JOIN attendee a ON a.id = s.attendee_id WHERE a.meeting_id = :m "
      "AND s.came_at >= :start")),
    ("presence_span", "left", "s.left_at",
     "presence_span s JOIN attendee a ON a.id = s.attendee_id WHERE a.meeting_id = :m"),
    ("speaking_turn", "began", "s.began_at", "speaking_turn s WHERE s.meeting_id = :m"),
    ("note", "said", "s.at", "note s WHERE s.meeting_id = :m"),
    ("feedback", "said", "s.at", "feedback s WHERE s.meeting_id = :m"),
    ("reply", "said", "s.at", "reply s WHERE s.meeting_id = :m"),
)


def log_rows(register: Register, meeting_id: int, opened_at: datetime | None,
             limit: int) -> list[LogRow]:
    """The last `limit` things that happened, oldest first.

    Arrivals before the conference opened are left out: they are the roll-call, not its course;
    so is the end of an item that the next one follows at once.
    """
    start = opened_at.strftime(STAMP) if opened_at else "9999"
    parts = [
        f"SELECT * FROM (SELECT {column} AS at, {rank} AS rank, '{table}' AS what, "
        f"{_log_key(table)} AS key, '{aspect}' AS aspect FROM {source} AND {column} IS NOT NULL "
        f"ORDER BY {column} DESC, key DESC LIMIT :n)"
        for rank, (table, aspect, column, source) in enumerate(_LOG_PARTS)
    ]
    text = " UNION ALL ".join(parts) + " ORDER BY at DESC, rank DESC, key DESC LIMIT :n"
    values = {":m": int(meeting_id), ":n": int(limit), ":start": start}
    for name, value in values.items():
        text = text.replace(name, f"'{value}'" if isinstance(value, str) else str(value))
    rows = register.sql(text)
    return [LogRow(datetime.fromisoformat(at), what, key, aspect)
            for at, _, what, key, aspect in reversed(rows)]


def _log_key(table: str) -> str:
    return "i.id" if table == "agenda_item" else "s.id"
