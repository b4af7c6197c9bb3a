"""Reading for the screens: key lists, counts and the live log. All functions only read."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from desktop_app.domain import records
from desktop_app.domain.kinds import OFFICIAL_KINDS
from desktop_app.store.models import MODELS, table_of
from desktop_app.store.register import Register

STAMP = "%Y-%m-%d %H:%M:%S"
Spans = list[tuple[datetime, datetime | None]]

OFFICIAL = "summoned AND kind IN ({})".format(
    ", ".join(f"'{kind.value}'" for kind in OFFICIAL_KINDS))
"""SQL: whether an attendee counts in quorum and majorities (DOMAIN 1.4)."""


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


def said_by(register: Register, record_type: type,
            attendees: Sequence[int]) -> list[tuple[int, str]]:
    """The records of this type whose speakers are some attendees, with the speakers' names."""
    return register.sql(
        f"SELECT r.id, a.full_name FROM {table_of(record_type)} r "
        "JOIN attendee a ON a.id = r.attendee_id "
        "WHERE a.id IN (SELECT value FROM json_each(?)) ORDER BY r.id",
        (json.dumps(list(attendees)),))


# --- presence ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class Presence:
    """When somebody first came and last left; `here` while a span is open."""

    came_at: datetime
    left_at: datetime | None
    here: bool


def presence(register: Register, meeting_id: int,
             spans: Sequence[int] = ()) -> dict[int, Presence]:
    """Everybody who was ever in the room, or only those to whom some presence spans belong."""
    theirs = f"(SELECT attendee_id FROM presence_span WHERE id IN ({_marks(spans)}))"
    only = f"AND p.attendee_id IN {theirs} " if spans else ""
    rows = register.sql(
        "SELECT p.attendee_id, min(p.came_at), max(p.left_at), sum(p.left_at IS NULL) "
        "FROM presence_span p JOIN attendee a ON a.id = p.attendee_id "
        f"WHERE a.meeting_id = ? {only}GROUP BY p.attendee_id", (meeting_id, *spans))
    return {
        key: Presence(datetime.fromisoformat(came), None if here else _moment(left), bool(here))
        for key, came, left, here in rows
    }


def room_count(register: Register, meeting_id: int) -> tuple[int, int]:
    """How many official, summoned delegates are in the room, and how many were summoned."""
    rows = register.sql(
        "SELECT count(*), coalesce(sum(id IN (SELECT attendee_id FROM presence_span "
        f"WHERE left_at IS NULL)), 0) FROM attendee WHERE meeting_id = ? AND {OFFICIAL}",
        (meeting_id,))
    base, here = rows[0]
    return int(here), int(base)


def room_people(register: Register, meeting_id: int) -> list[tuple[int, bool]]:
    """Everybody on the list, and whether they are official and summoned."""
    rows = register.sql(f"SELECT id, {OFFICIAL} FROM attendee WHERE meeting_id = ?",
                        (meeting_id,))
    return [(key, bool(official)) for key, official in rows]


def room_spans(register: Register,
               meeting_id: int) -> list[tuple[int, int, datetime, datetime | None]]:
    """Every presence span: its key, whose it is, from when to when."""
    return [(key, person, datetime.fromisoformat(came), _moment(left))
            for key, person, came, left in register.sql(
                "SELECT p.id, p.attendee_id, p.came_at, p.left_at FROM presence_span p "
                "JOIN attendee a ON a.id = p.attendee_id WHERE a.meeting_id = ?", (meeting_id,))]


def spans_of_person(register: Register, attendee_id: int) -> list[records.PresenceSpan]:
    """When somebody was in the room, in order of time."""
    model: Any = MODELS[records.PresenceSpan]
    return register.find(records.PresenceSpan, model.attendee_id == attendee_id,
                         order=(model.came_at, model.id))


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


# --- numbers -----------------------------------------------------------------------------------


def next_number(register: Register, table: str, meeting_id: int) -> int:
    """The number after the highest one of a meeting's opinions, people or items."""
    assert table in ("feedback", "attendee", "agenda_item")
    found = register.sql(f"SELECT coalesce(max(number), 0) + 1 FROM {table} WHERE meeting_id = ?",
                         (meeting_id,))
    return int(found[0][0])
