"""Speakers that were recorded as heard, because they are not on the list."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from desktop_app.domain import records
from desktop_app.store.models import table_of
from desktop_app.store.register import Register

SPEAKING: tuple[type, ...] = (records.Feedback, records.Reply, records.Note, records.SpeakingTurn,
                              records.FloorRequest)
_WITHOUT_TEXT = (records.SpeakingTurn, records.FloorRequest)


@dataclass(frozen=True)
class Heard:
    """A name as it was written: in how many records, and the text of one, if they have any."""

    name: str
    count: int
    example: str


def heard(register: Register, meeting_id: int) -> list[Heard]:
    """Every spelling of every speaker who is not on the list, once for each kind of record."""
    parts = " UNION ALL ".join(
        f"SELECT speaker, count(*), {_example(kind)} "
        f"FROM {table_of(kind)} WHERE meeting_id = ?1 AND attendee_id IS NULL AND speaker != '' "
        "GROUP BY speaker" for kind in SPEAKING)
    return [Heard(*row) for row in register.sql(parts, (meeting_id,))]


def said_as(register: Register, record_type: type, meeting_id: int,
            spellings: Sequence[str]) -> list[int]:
    """The records of this type whose speaker is not on the list and was written like one of
    these."""
    return [row[0] for row in register.sql(
        f"SELECT id FROM {table_of(record_type)} WHERE meeting_id = ? AND attendee_id IS NULL "
        "AND speaker IN (SELECT value FROM json_each(?)) ORDER BY id",
        (meeting_id, json.dumps(list(spellings))))]


def _example(record_type: type) -> str:
    return "''" if record_type in _WITHOUT_TEXT else "max(text)"
