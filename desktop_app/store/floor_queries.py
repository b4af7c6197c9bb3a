"""Who waits for the floor, who has had it, and of which units nobody has; what was
voted."""

from datetime import datetime

from desktop_app.domain.kinds import NoteKind
from desktop_app.store.queries import STAMP
from desktop_app.store.register import Register


def queue(register: Register, meeting_id: int, item_id: int | None) -> list[int]:
    """The requests for the floor on one item, or outside of any, in their order."""
    return [row[0] for row in register.sql(
        "SELECT id FROM floor_request WHERE meeting_id = ? AND item_id IS ? ORDER BY rank, id",
        (meeting_id, item_id))]


def spoke_last(register: Register, meeting_id: int, limit: int) -> list[int]:
    """Who on the list was the speaker of the last turns, opinions and replies, at most `limit` of
    each; the latest speaker first."""
    parts = " UNION ALL ".join(
        f"SELECT attendee_id, at FROM (SELECT attendee_id, {at} AS at FROM {table} "
        f"WHERE meeting_id = ?1 ORDER BY {at} DESC LIMIT ?2)"
        for table, at in (("speaking_turn", "began_at"), ("feedback", "at"), ("reply", "at")))
    return [row[0] for row in register.sql(
        f"SELECT attendee_id FROM ({parts}) WHERE attendee_id IS NOT NULL "
        "GROUP BY attendee_id ORDER BY max(at) DESC, attendee_id", (meeting_id, limit))]


def turns_at(register: Register, meeting_id: int, at: datetime | None) -> list[int]:
    """The turns that went on at a moment, the latest first."""
    moment = at.strftime(STAMP) if at else ""
    return [row[0] for row in register.sql(
        "SELECT id FROM speaking_turn WHERE meeting_id = ?1 AND began_at <= ?2 "
        "AND (ended_at IS NULL OR ended_at > ?2) ORDER BY began_at DESC, id DESC",
        (meeting_id, moment))]


def turns_of_speakers(register: Register, meeting_id: int) -> dict[str, int]:
    """How often each speaker has had the floor: by key, or by name as heard after an @."""
    return dict(register.sql(
        "SELECT coalesce(CAST(attendee_id AS TEXT), '@' || speaker), count(*) FROM speaking_turn "
        "WHERE meeting_id = ? GROUP BY 1", (meeting_id,)))


def lengths_of_turns(register: Register, meeting_id: int) -> list[int]:
    """How many seconds each turn that has ended took, pauses aside."""
    return [row[0] for row in register.sql(
        "SELECT max(CAST(strftime('%s', ended_at) AS INTEGER) - "
        "CAST(strftime('%s', began_at) AS INTEGER) - paused_seconds, 0) FROM speaking_turn "
        "WHERE meeting_id = ? AND ended_at IS NOT NULL", (meeting_id,))]


def silent_units(register: Register, meeting_id: int) -> list[str]:
    """The units with somebody in the room of which nobody has spoken or given an opinion."""
    return [row[0] for row in register.sql(
        "SELECT u.name FROM unit u WHERE u.meeting_id = ?1 "
        "AND NOT EXISTS (SELECT 1 FROM feedback f WHERE f.unit_id = u.id) "
        "AND NOT EXISTS (SELECT 1 FROM speaking_turn t JOIN attendee s ON s.id = t.attendee_id "
        "WHERE t.meeting_id = ?1 AND s.unit_id = u.id) "
        "AND EXISTS (SELECT 1 FROM attendee a JOIN presence_span p ON p.attendee_id = a.id "
        "WHERE a.unit_id = u.id AND p.left_at IS NULL) ORDER BY u.rank, u.id", (meeting_id,))]


def votes(register: Register, meeting_id: int, limit: int) -> list[int]:
    """The notes that record votes, the latest first."""
    return [row[0] for row in register.sql(
        "SELECT id FROM note WHERE meeting_id = ? AND kind = ? ORDER BY at DESC, id DESC LIMIT ?",
        (meeting_id, NoteKind.VOTE.value, limit))]
