"""Opinions and replies as the exchange with the replying offices asks for them."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from desktop_app.store.register import Register


@dataclass(frozen=True)
class OfficeReply:
    """A reply as one opinion sees it; `opinions` is how many it answers."""

    feedback_id: int
    id: int
    uid: str
    unit_id: int | None
    attendee_id: int | None
    speaker: str
    kind: str
    text: str
    opinions: int


@dataclass(frozen=True)
class OfficeProgress:
    """How many opinions a unit is to answer, how many it did, and when it did last."""

    unit_id: int
    asked: int
    answered: int
    last_at: datetime | None


def addressed(register: Register, meeting_id: int) -> Mapping[int, Sequence[int]]:
    """The opinions that each unit is to answer, by rank of the unit and number."""
    found: dict[int, list[int]] = {}
    for unit_id, key in register.sql(
        "SELECT u.id, f.id FROM feedback f JOIN feedback_unit l ON l.feedback_id = f.id "
        "JOIN unit u ON u.id = l.unit_id WHERE f.meeting_id = ? "
        "ORDER BY u.rank, u.id, f.number, f.id", (meeting_id,)):
        found.setdefault(unit_id, []).append(key)
    return found


def meeting_replies(register: Register, meeting_id: int) -> list[OfficeReply]:
    """Every reply of a conference for each opinion that it answers, the oldest first."""
    return [OfficeReply(*row) for row in register.sql(
        "SELECT l.feedback_id, r.id, r.uid, r.unit_id, r.attendee_id, r.speaker, r.kind, r.text, "
        "(SELECT count(*) FROM reply_feedback WHERE reply_id = r.id) "
        "FROM reply r JOIN reply_feedback l ON l.reply_id = r.id WHERE r.meeting_id = ? "
        "ORDER BY r.at, r.id", (meeting_id,))]


def meetings_of(register: Register, uids: Sequence[str]) -> Mapping[str, tuple[int, int]]:
    """Key and conference of the opinions with these codes."""
    return {uid: (key, meeting_id) for uid, key, meeting_id in register.sql(
        "SELECT uid, id, meeting_id FROM feedback WHERE uid IN (SELECT value FROM json_each(?))",
        (json.dumps(list(uids)),))}


def last_written(register: Register, label: str, table: str) -> Mapping[int, Mapping[str, Any]]:
    """What steps of this name that are still done wrote last into each row of a table."""
    return {key: json.loads(after) for key, after in register.sql(
        "SELECT c.row_id, c.after FROM operation o JOIN change c ON c.operation_id = o.id "
        "WHERE o.label = ? AND o.state = 'done' AND c.table_name = ? AND c.after IS NOT NULL "
        "ORDER BY c.id", (label, table))}


def progress(register: Register, meeting_id: int) -> list[OfficeProgress]:
    """How far each unit is that has opinions to answer, by rank."""
    rows = register.sql(
        "SELECT u.id, count(*), sum(a.at IS NOT NULL), max(a.at) FROM feedback f "
        "JOIN feedback_unit l ON l.feedback_id = f.id JOIN unit u ON u.id = l.unit_id "
        "LEFT JOIN (SELECT k.feedback_id, r.unit_id, max(coalesce(r.at, '')) AS at FROM reply r "
        "JOIN reply_feedback k ON k.reply_id = r.id WHERE r.meeting_id = ?1 "
        "GROUP BY k.feedback_id, r.unit_id) a ON a.feedback_id = f.id AND a.unit_id = u.id "
        "WHERE f.meeting_id = ?1 GROUP BY u.id ORDER BY u.rank, u.id", (meeting_id,))
    return [OfficeProgress(unit, asked, answered, datetime.fromisoformat(last) if last else None)
            for unit, asked, answered, last in rows]
