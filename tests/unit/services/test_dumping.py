import json
from dataclasses import fields
from pathlib import Path

import pytest

from desktop_app.domain import records
from desktop_app.domain.errors import UserError
from desktop_app.services.demo import write_demo, write_synthetic
from desktop_app.services.dumping import PARTS, write_dump
from desktop_app.services.registers import create_register, read_register
from desktop_app.store import streams
from desktop_app.store.drafts import DraftWriter
from desktop_app.store.register import Register


@pytest.fixture
def register(tmp_path: Path):
    with create_register(tmp_path / "demo.db") as opened:
        yield opened


def _dumped(register: Register, meeting_id: int | None = None) -> dict:
    pieces: list[str] = []
    write_dump(register, pieces.append, meeting_id)
    return json.loads("".join(pieces))


def test_every_kind_of_record_has_its_list():
    assert {record_type for _, record_type in PARTS} | {records.Meeting, records.Snippet} == \
        set(records.RECORD_TYPES)


def test_the_demo_is_all_there(register: Register):
    write_demo(register)
    dump = _dumped(register)
    assert dump["format"] == 1
    assert dump["drafts"] == []
    [meeting] = dump["meetings"]
    assert meeting["title"] == "Hội nghị viên chức, người lao động năm học 2023-2024"
    assert meeting["starts_at"] == "2023-06-30T07:30:00"
    assert meeting["counts"] == {
        "units": 18, "themes": 6, "attendees": 150, "presence": 138, "agenda": 11,
        "item_spans": 11, "turns": 6, "floor_requests": 0, "notes": 10, "feedback": 6,
        "replies": 6, "parked": 0}
    assert {name: len(meeting[name]) for name, _ in PARTS} == meeting["counts"]


def test_records_keep_all_their_fields(register: Register):
    write_demo(register)
    [meeting] = _dumped(register)["meetings"]
    for name, record_type in PARTS:
        stored = register.find(record_type)
        assert all(set(row) == {field.name for field in fields(record_type)}
                   for row in meeting[name])
        assert [row["uid"] for row in meeting[name]] == [record.uid for record in stored]
    assert meeting["replies"][1]["feedback_ids"] == list(
        register.find(records.Reply)[1].feedback_ids)


def test_meetings_do_not_mix(register: Register):
    first, second = write_synthetic(register, attendees=20, opinions=30, meetings=2)
    everything = {meeting["id"]: meeting for meeting in _dumped(register)["meetings"]}
    assert set(everything) == {first, second}
    for key, meeting in everything.items():
        [alone] = _dumped(register, key)["meetings"]
        assert alone == meeting
        people = {row["id"] for row in meeting["attendees"]}
        assert {row["attendee_id"] for row in meeting["presence"]} <= people
        assert len(meeting["feedback"]) == 15


def test_long_lists_come_whole(register: Register, monkeypatch: pytest.MonkeyPatch):
    write_synthetic(register, attendees=14, opinions=7)
    whole = _dumped(register)
    monkeypatch.setattr(streams, "BATCH", 7)
    assert _dumped(register) == whole


def test_drafts_are_part_of_it(register: Register):
    write_demo(register)
    writer = DraftWriter(register.path, on_saved=lambda _: None, on_failure=pytest.fail)
    writer.put("capture", "đang gõ \"dở\"\ndòng hai", 7)
    writer.close()
    assert _dumped(register)["drafts"] == [
        {"key": "capture", "text": "đang gõ \"dở\"\ndòng hai", "caret": 7}]


def test_a_dump_is_of_one_moment(register: Register):
    write_demo(register)
    pieces: list[str] = []

    def write(piece: str) -> None:
        if not pieces:
            with register.operation("Delete notes"):
                register.delete(records.Note, [note.id for note in register.find(records.Note)])
        pieces.append(piece)

    with read_register(register.path) as reader:
        write_dump(reader, write)
    [meeting] = json.loads("".join(pieces))["meetings"]
    assert len(meeting["notes"]) == 10
    assert register.find(records.Note) == []


def test_a_meeting_that_does_not_exist(register: Register):
    pieces: list[str] = []
    with pytest.raises(UserError) as caught:
        write_dump(register, pieces.append, 5)
    assert caught.value.code == "meeting-missing"
    assert pieces == []


def test_an_empty_register(register: Register):
    assert _dumped(register) == {"format": 1, "meetings": [], "snippets": [], "drafts": []}
