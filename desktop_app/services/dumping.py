"""Everything that a register holds as one JSON text, for other programs and for checks."""

import json
from collections.abc import Callable, Iterable
from dataclasses import asdict
from datetime import datetime, time
from typing import Any

from desktop_app.domain import records
from desktop_app.services.meetings import Meetings
from desktop_app.store.register import Register
from desktop_app.store.report_queries import snapshot
from desktop_app.store.streams import records_of

FORMAT = 1
PARTS: tuple[tuple[str, type], ...] = (
    ("units", records.Unit), ("themes", records.Theme), ("attendees", records.Attendee),
    ("presence", records.PresenceSpan), ("agenda", records.AgendaItem),
    ("item_spans", records.ItemSpan), ("turns", records.SpeakingTurn),
    ("floor_requests", records.FloorRequest), ("notes", records.Note),
    ("feedback", records.Feedback), ("replies", records.Reply), ("parked", records.ParkedLine),
)
"""The lists of a meeting in the JSON, and the records in them under their own field names."""

Write = Callable[[str], object]
Progress = Callable[[int, int], None]


def unheard(_done: int, _total: int) -> None:
    """Nobody wants to know."""


def write_dump(register: Register, write: Write, meeting_id: int | None = None) -> None:
    """Gives the JSON to `write` in small pieces: one meeting or all, abbreviations and drafts.

    Times are ISO 8601 without a zone: local times of the place. Raises `meeting-missing` before
    anything is written.
    """
    with snapshot(register):
        meetings = Meetings(register)
        chosen = meetings.all() if meeting_id is None else [meetings.get(meeting_id)]
        write(f'{{"format": {FORMAT}, "meetings": [')
        for place, meeting in enumerate(chosen):
            write(",\n" if place else "\n")
            _write_meeting(register, write, meeting)
        write('\n], "snippets": ')
        _write_list(write, (asdict(snippet) for snippet in register.find(records.Snippet)))
        write(', "drafts": ')
        _write_list(write, ({"key": key, "text": text, "caret": caret}
                            for key, text, caret in register.drafts()))
        write("}\n")


def write_conference(register: Register, write: Write, meeting_id: int,
                     progress: Progress = unheard) -> None:
    """Gives to `write` the JSON of what was recorded of one conference, in the form of `write_dump`
    but without drafts and abbreviations. `progress` is told lists written and lists in all.
    Raises `meeting-missing` before anything is written."""
    with snapshot(register):
        meeting = Meetings(register).get(meeting_id)
        write(f'{{"format": {FORMAT}, "meetings": [\n')
        _write_meeting(register, write, meeting, progress)
        write("\n]}\n")


def _write_meeting(register: Register, write: Write, meeting: records.Meeting,
                   progress: Progress = unheard) -> None:
    counts: dict[str, int] = {}
    write(_as_json(asdict(meeting)).removesuffix("}"))
    for done, (name, record_type) in enumerate(PARTS, 1):
        write(f', "{name}": ')
        found: Iterable[Any] = records_of(register, record_type, meeting.id)
        counts[name] = _write_list(write, (asdict(record) for record in found))
        progress(done, len(PARTS))
    write(f', "counts": {_as_json(counts)}}}')


def _write_list(write: Write, values: Iterable[dict[str, object]]) -> int:
    """Writes a JSON array and says how long it is."""
    count = 0
    write("[")
    for value in values:
        write(",\n" if count else "\n")
        write(_as_json(value))
        count += 1
    write("]")
    return count


def _as_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, default=_iso)


def _iso(value: object) -> str:
    assert isinstance(value, datetime | time)
    return value.isoformat()
