"""Reading for the workbook: keys in order, texts in batches, and the register's own counts.

The counts are taken by SQL from the tables themselves, never from the rows of the workbook, so
that the two can be compared.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from desktop_app.store.queries import OFFICIAL
from desktop_app.store.register import Register

_AT_ONCE = 500
CHARACTERS_A_LINE = 40
"""About how many letters stand in a line of the workbook's text columns."""

_ANSWERING = (
    "SELECT l.feedback_id AS feedback_id, l.unit_id AS unit_id FROM feedback_unit l "
    "UNION SELECT l.feedback_id, r.unit_id FROM reply_feedback l JOIN reply r ON r.id = l.reply_id "
    "WHERE r.unit_id IS NOT NULL"
)
"""Which units each opinion concerns: those it is addressed to and those that replied."""


@contextmanager
def snapshot(register: Register) -> Iterator[None]:
    """Everything read inside is of one moment, whatever others write meanwhile."""
    register.sql("BEGIN")
    try:
        yield
    finally:
        register.sql("ROLLBACK")


@dataclass(frozen=True)
class Answer:
    """A reply as one opinion sees it."""

    unit_id: int | None
    attendee_id: int | None
    speaker: str
    kind: str
    text: str


def opinion_keys(register: Register, meeting_id: int) -> list[int]:
    """The opinions by number."""
    return [row[0] for row in register.sql(
        "SELECT id FROM feedback WHERE meeting_id = ? ORDER BY number, id", (meeting_id,))]


def opinion_numbers(register: Register, meeting_id: int) -> dict[int, int]:
    """The number of each opinion."""
    return dict(register.sql("SELECT id, number FROM feedback WHERE meeting_id = ?", (meeting_id,)))


def keys_by_theme(register: Register, meeting_id: int) -> list[tuple[int | None, int]]:
    """Theme and opinion, by rank of the theme and number; last the opinions without a theme."""
    rows = register.sql(
        "SELECT t.id, f.id FROM feedback f LEFT JOIN feedback_theme l ON l.feedback_id = f.id "
        "LEFT JOIN theme t ON t.id = l.theme_id WHERE f.meeting_id = ? "
        "ORDER BY t.id IS NULL, t.rank, t.id, f.number, f.id", (meeting_id,))
    return [(row[0], row[1]) for row in rows]


def keys_by_unit(register: Register, meeting_id: int) -> list[tuple[int | None, int]]:
    """Answering unit and opinion, by rank of the unit and number; last those without a unit."""
    rows = register.sql(
        f"SELECT u.id, f.id FROM feedback f LEFT JOIN ({_ANSWERING}) l ON l.feedback_id = f.id "
        "LEFT JOIN unit u ON u.id = l.unit_id WHERE f.meeting_id = ? "
        "ORDER BY u.id IS NULL, u.rank, u.id, f.number, f.id", (meeting_id,))
    return [(row[0], row[1]) for row in rows]


def answers(register: Register, feedback_ids: Sequence[int]) -> Mapping[int, list[Answer]]:
    """The replies to each of these opinions, in the order in which they were given."""
    found: dict[int, list[Answer]] = {}
    for start in range(0, len(feedback_ids), _AT_ONCE):
        some = feedback_ids[start : start + _AT_ONCE]
        for key, *reply in register.sql(
            "SELECT l.feedback_id, r.unit_id, r.attendee_id, r.speaker, r.kind, r.text "
            "FROM reply_feedback l JOIN reply r ON r.id = l.reply_id "
            f"WHERE l.feedback_id IN ({_marks(some)}) ORDER BY r.at, r.id", some):
            found.setdefault(key, []).append(Answer(*reply))
    return found


def long_opinion_keys(register: Register, meeting_id: int, limit: int) -> list[int]:
    """The opinions whose text, or the replies to them together, pass so many characters.

    A line break counts as `CHARACTERS_A_LINE`.
    """
    size = (f"length({{0}}) + {CHARACTERS_A_LINE} * "
            "(length({0}) - length(replace({0}, char(10), '')))")
    rows = register.sql(
        f"SELECT f.id FROM feedback f WHERE f.meeting_id = ? AND ({size.format('f.text')} > ? "
        f"OR (SELECT sum({CHARACTERS_A_LINE} + {size.format('r.text')}) FROM reply_feedback l "
        "JOIN reply r ON r.id = l.reply_id WHERE l.feedback_id = f.id) > ?) "
        "ORDER BY f.number, f.id", (meeting_id, limit, limit))
    return [row[0] for row in rows]


def other_days(register: Register, meeting_id: int, day: str) -> int:
    """How many opinions have a time on another day than `day` (ISO)."""
    return int(register.sql(
        "SELECT count(*) FROM feedback WHERE meeting_id = ? AND at IS NOT NULL "
        "AND substr(at, 1, 10) <> ?", (meeting_id, day))[0][0])


def repeated_presence(
    register: Register, meeting_id: int
) -> Mapping[int, list[tuple[datetime, datetime | None]]]:
    """From when to when those were in the room who came more than once, in order of time."""
    found: dict[int, list[tuple[datetime, datetime | None]]] = {}
    for key, came, left in register.sql(
        "SELECT p.attendee_id, p.came_at, p.left_at FROM presence_span p "
        "JOIN attendee a ON a.id = p.attendee_id WHERE a.meeting_id = ? "
        "ORDER BY p.came_at, p.id", (meeting_id,)):
        end = datetime.fromisoformat(left) if left else None
        found.setdefault(key, []).append((datetime.fromisoformat(came), end))
    return {key: spans for key, spans in found.items() if len(spans) > 1}


# --- the register's own counts ------------------------------------------------------------------


@dataclass(frozen=True)
class RollCall:
    """How many official, summoned delegates came, are excused, or neither."""

    summoned: int
    present: int
    excused: int
    absent: int


def roll_call(register: Register, meeting_id: int) -> RollCall:
    """The roll-call of the official delegates; present is who was in the room at any time."""
    row = register.sql(
        "SELECT count(*), coalesce(sum(came), 0), coalesce(sum(NOT came AND excused), 0), "
        "coalesce(sum(NOT came AND NOT excused), 0) FROM (SELECT excused, "
        "id IN (SELECT attendee_id FROM presence_span) AS came FROM attendee "
        f"WHERE meeting_id = ? AND {OFFICIAL})", (meeting_id,))[0]
    return RollCall(*row)


def kind_counts(register: Register, meeting_id: int) -> Mapping[str, tuple[int, int]]:
    """For each delegate kind how many are on the list and how many of them came."""
    return {kind: (listed, came) for kind, listed, came in register.sql(
        "SELECT kind, count(*), sum(id IN (SELECT attendee_id FROM presence_span)) "
        "FROM attendee WHERE meeting_id = ? GROUP BY kind", (meeting_id,))}


def theme_counts(register: Register, meeting_id: int) -> Mapping[int | None, int]:
    """How many opinions each theme has; None stands for those without one."""
    return dict(register.sql(
        "SELECT l.theme_id, count(*) FROM feedback f "
        "LEFT JOIN feedback_theme l ON l.feedback_id = f.id WHERE f.meeting_id = ? "
        "GROUP BY l.theme_id", (meeting_id,)))


def unit_counts(register: Register, meeting_id: int) -> Mapping[tuple[int | None, str], int]:
    """How many opinions each answering unit has in each status; None stands for no unit."""
    return {(unit, status): count for unit, status, count in register.sql(
        f"SELECT l.unit_id, f.status, count(*) FROM feedback f LEFT JOIN ({_ANSWERING}) l "
        "ON l.feedback_id = f.id WHERE f.meeting_id = ? GROUP BY l.unit_id, f.status",
        (meeting_id,))}


def status_counts(register: Register, meeting_id: int) -> Mapping[str, int]:
    """How many opinions are in each status."""
    return dict(register.sql(
        "SELECT status, count(*) FROM feedback WHERE meeting_id = ? GROUP BY status",
        (meeting_id,)))


def _marks(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))
