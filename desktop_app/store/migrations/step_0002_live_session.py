"""The live session: who asked for the floor, pauses, parked lines, abbreviations."""

import sqlite3

STATEMENTS = (
    "ALTER TABLE meeting ADD COLUMN turn_minutes INTEGER",
    "ALTER TABLE speaking_turn ADD COLUMN paused_at TEXT",
    "ALTER TABLE speaking_turn ADD COLUMN paused_seconds INTEGER NOT NULL DEFAULT 0",
    """
    CREATE TABLE floor_request (
      id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE,
      meeting_id INTEGER NOT NULL REFERENCES meeting(id) ON DELETE CASCADE,
      item_id INTEGER REFERENCES agenda_item(id) ON DELETE CASCADE,
      attendee_id INTEGER REFERENCES attendee(id) ON DELETE CASCADE,
      speaker TEXT NOT NULL, rank INTEGER NOT NULL, asked_at TEXT NOT NULL) STRICT
    """,
    "CREATE INDEX floor_request_meeting ON floor_request(meeting_id, rank)",
    "CREATE INDEX floor_request_item ON floor_request(item_id)",
    "CREATE INDEX floor_request_attendee ON floor_request(attendee_id)",
    """
    CREATE TABLE parked_line (
      id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE,
      meeting_id INTEGER NOT NULL REFERENCES meeting(id) ON DELETE CASCADE,
      item_id INTEGER REFERENCES agenda_item(id) ON DELETE SET NULL,
      at TEXT NOT NULL, text TEXT NOT NULL) STRICT
    """,
    "CREATE INDEX parked_line_meeting ON parked_line(meeting_id, at)",
    "CREATE INDEX parked_line_item ON parked_line(item_id)",
    """
    CREATE TABLE snippet (
      id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, short TEXT NOT NULL,
      text TEXT NOT NULL) STRICT
    """,
)


def upgrade(connection: sqlite3.Connection) -> None:
    """Adds the tables and columns of the live session; conferences of before have no time limit."""
    for statement in STATEMENTS:
        connection.execute(statement)
