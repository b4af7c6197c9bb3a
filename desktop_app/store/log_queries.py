"""The live log: a view over everything that has a time."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from desktop_app.store.queries import STAMP
from desktop_app.store.register import Register


@dataclass(frozen=True)
class LogRow:
    """One line of the live log before its text is loaded; `aspect` is which of its times it is."""

    at: datetime
    table: str
    id: int
    aspect: str

    @property
    def order(self) -> tuple[datetime, int, int]:
        """Where the line stands in the log."""
        return self.at, _RANKS[self.table, self.aspect], self.id


_LOG_PARTS: Sequence[tuple[str, str, str, str]] = (
    ("agenda_item", "opened", "s.opened_at",
     "item_span s JOIN agenda_item i ON i.id = s.item_id WHERE i.meeting_id = :m"),
    ("agenda_item", "closed", "s.closed_at",
     ("item_span s JOIN agenda_item i ON i.id = s.item_id WHERE i.meeting_id = :m "
     "AND NOT EXISTS (SELECT 1 FROM item_span n JOIN agenda_item o ON o.id = n.item_id "
     "WHERE o.meeting_id = :m AND n.opened_at = s.closed_at)")),
    ("presence_span", "came", "s.came_at",
     ("presence_span s CROSS JOIN attendee a ON a.id = s.attendee_id WHERE a.meeting_id = :m "
      "AND s.came_at >= :start")),
    ("presence_span", "left", "s.left_at",
     "presence_span s CROSS JOIN attendee a ON a.id = s.attendee_id WHERE a.meeting_id = :m"),
    ("speaking_turn", "began", "s.began_at", "speaking_turn s WHERE s.meeting_id = :m"),
    ("note", "said", "s.at", "note s WHERE s.meeting_id = :m"),
    ("feedback", "said", "s.at", "feedback s WHERE s.meeting_id = :m"),
    ("reply", "said", "s.at", "reply s WHERE s.meeting_id = :m"),
)


_RANKS = {(table, aspect): rank for rank, (table, aspect, _at, _from) in enumerate(_LOG_PARTS)}


def said_rows(register: Register, meeting_id: int,
              keys: Mapping[str, Collection[int]]) -> list[LogRow]:
    """The lines of these notes, opinions and replies, by table, in the order of the log.

    The + keeps SQLite from looking at all opinions of the conference for the few asked for.
    """
    found = [
        LogRow(datetime.fromisoformat(at), table, key, "said")
        for table, some in keys.items() if some
        for key, at in register.sql(
            f"SELECT id, at FROM {table} WHERE id IN (SELECT value FROM json_each(?)) "
            "AND +meeting_id = ? AND at IS NOT NULL", (json.dumps(list(some)), meeting_id))
    ]
    return sorted(found, key=lambda row: row.order)


def log_rows(register: Register, meeting_id: int, opened_at: datetime | None,
             limit: int) -> list[LogRow]:
    """The last `limit` things that happened, oldest first.

    Arrivals before the conference opened are left out: they are the roll-call, not its course;
    so is the end of an item that the next one follows at once. CROSS JOIN makes SQLite walk back
    in time from the last arrival instead of asking for everybody on the list.
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
