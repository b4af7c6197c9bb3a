"""The first schema: meetings, people, agenda, presence, notes, opinions, replies, journal."""

import sqlite3

APPLICATION_ID = 0x544B484E

SCHEMA = """
CREATE TABLE meeting (
  id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, title TEXT NOT NULL, starts_at TEXT,
  ends_at TEXT, organisation TEXT NOT NULL, superior TEXT NOT NULL, place TEXT NOT NULL,
  venue TEXT NOT NULL, form TEXT NOT NULL, extraordinary INTEGER NOT NULL,
  reviewed_period TEXT NOT NULL, planned_period TEXT NOT NULL, staff_total INTEGER,
  rules TEXT NOT NULL, opened_at TEXT, closed_at TEXT, status TEXT NOT NULL) STRICT;
CREATE TABLE unit (
  id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE,
  meeting_id INTEGER NOT NULL REFERENCES meeting(id) ON DELETE CASCADE,
  name TEXT NOT NULL, short_name TEXT NOT NULL, kind TEXT NOT NULL, rank INTEGER NOT NULL,
  answers INTEGER NOT NULL) STRICT;
CREATE INDEX unit_meeting ON unit(meeting_id, rank);
CREATE TABLE theme (
  id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE,
  meeting_id INTEGER NOT NULL REFERENCES meeting(id) ON DELETE CASCADE,
  name TEXT NOT NULL, short_key TEXT NOT NULL, rank INTEGER NOT NULL) STRICT;
CREATE INDEX theme_meeting ON theme(meeting_id, rank);
CREATE TABLE attendee (
  id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE,
  meeting_id INTEGER NOT NULL REFERENCES meeting(id) ON DELETE CASCADE,
  number INTEGER, full_name TEXT NOT NULL, given TEXT NOT NULL, honorific TEXT NOT NULL,
  academic_rank TEXT NOT NULL, degree TEXT NOT NULL, position TEXT NOT NULL,
  unit_id INTEGER REFERENCES unit(id) ON DELETE SET NULL, kind TEXT NOT NULL,
  summoned INTEGER NOT NULL, duty TEXT NOT NULL, gender TEXT NOT NULL, birth_year INTEGER,
  phone TEXT NOT NULL, email TEXT NOT NULL, staff_code TEXT NOT NULL, excused INTEGER NOT NULL,
  excuse_reason TEXT NOT NULL, note TEXT NOT NULL, search_key TEXT NOT NULL,
  sort_key TEXT NOT NULL) STRICT;
CREATE INDEX attendee_meeting ON attendee(meeting_id, number);
CREATE INDEX attendee_unit ON attendee(unit_id);
CREATE TABLE presence_span (
  id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE,
  attendee_id INTEGER NOT NULL REFERENCES attendee(id) ON DELETE CASCADE,
  came_at TEXT NOT NULL, left_at TEXT) STRICT;
CREATE INDEX presence_span_attendee ON presence_span(attendee_id);
CREATE INDEX presence_span_came ON presence_span(came_at);
CREATE INDEX presence_span_left ON presence_span(left_at) WHERE left_at IS NOT NULL;
CREATE TABLE agenda_item (
  id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE,
  meeting_id INTEGER NOT NULL REFERENCES meeting(id) ON DELETE CASCADE,
  number INTEGER NOT NULL, title TEXT NOT NULL, minutes INTEGER, fixed_start TEXT,
  presenter TEXT NOT NULL, kind TEXT NOT NULL, legal_tag INTEGER, state TEXT NOT NULL,
  state_reason TEXT NOT NULL, note TEXT NOT NULL) STRICT;
CREATE INDEX agenda_item_meeting ON agenda_item(meeting_id, number);
CREATE TABLE item_span (
  id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE,
  item_id INTEGER NOT NULL REFERENCES agenda_item(id) ON DELETE CASCADE,
  opened_at TEXT NOT NULL, closed_at TEXT) STRICT;
CREATE INDEX item_span_item ON item_span(item_id);
CREATE TABLE speaking_turn (
  id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE,
  meeting_id INTEGER NOT NULL REFERENCES meeting(id) ON DELETE CASCADE,
  item_id INTEGER REFERENCES agenda_item(id) ON DELETE SET NULL,
  attendee_id INTEGER REFERENCES attendee(id) ON DELETE SET NULL,
  speaker TEXT NOT NULL, began_at TEXT NOT NULL, ended_at TEXT) STRICT;
CREATE INDEX speaking_turn_meeting ON speaking_turn(meeting_id, began_at);
CREATE INDEX speaking_turn_item ON speaking_turn(item_id);
CREATE INDEX speaking_turn_attendee ON speaking_turn(attendee_id);
CREATE TABLE note (
  id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE,
  meeting_id INTEGER NOT NULL REFERENCES meeting(id) ON DELETE CASCADE,
  item_id INTEGER REFERENCES agenda_item(id) ON DELETE SET NULL,
  at TEXT NOT NULL, kind TEXT NOT NULL,
  attendee_id INTEGER REFERENCES attendee(id) ON DELETE SET NULL,
  speaker TEXT NOT NULL, text TEXT NOT NULL, urgent INTEGER NOT NULL) STRICT;
CREATE INDEX note_meeting ON note(meeting_id, at);
CREATE INDEX note_item ON note(item_id);
CREATE INDEX note_attendee ON note(attendee_id);
CREATE TABLE feedback (
  id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE,
  meeting_id INTEGER NOT NULL REFERENCES meeting(id) ON DELETE CASCADE,
  number INTEGER NOT NULL, at TEXT,
  item_id INTEGER REFERENCES agenda_item(id) ON DELETE SET NULL,
  attendee_id INTEGER REFERENCES attendee(id) ON DELETE SET NULL,
  speaker TEXT NOT NULL, unnamed INTEGER NOT NULL,
  unit_id INTEGER REFERENCES unit(id) ON DELETE SET NULL,
  text TEXT NOT NULL, gist TEXT NOT NULL, kind TEXT NOT NULL, channel TEXT NOT NULL,
  same_as_id INTEGER REFERENCES feedback(id) ON DELETE SET NULL,
  urgent INTEGER NOT NULL, status TEXT NOT NULL, due TEXT NOT NULL, result TEXT NOT NULL,
  remark TEXT NOT NULL, search_key TEXT NOT NULL) STRICT;
CREATE INDEX feedback_meeting ON feedback(meeting_id, number);
CREATE INDEX feedback_time ON feedback(meeting_id, at);
CREATE INDEX feedback_status ON feedback(meeting_id, status);
CREATE INDEX feedback_item ON feedback(item_id);
CREATE INDEX feedback_attendee ON feedback(attendee_id);
CREATE INDEX feedback_of_unit ON feedback(unit_id);
CREATE INDEX feedback_same_as ON feedback(same_as_id) WHERE same_as_id IS NOT NULL;
CREATE TABLE feedback_theme (
  id INTEGER PRIMARY KEY,
  feedback_id INTEGER NOT NULL REFERENCES feedback(id) ON DELETE CASCADE,
  theme_id INTEGER NOT NULL REFERENCES theme(id) ON DELETE CASCADE,
  UNIQUE (feedback_id, theme_id)) STRICT;
CREATE INDEX feedback_theme_theme ON feedback_theme(theme_id, feedback_id);
CREATE TABLE feedback_unit (
  id INTEGER PRIMARY KEY,
  feedback_id INTEGER NOT NULL REFERENCES feedback(id) ON DELETE CASCADE,
  unit_id INTEGER NOT NULL REFERENCES unit(id) ON DELETE CASCADE,
  UNIQUE (feedback_id, unit_id)) STRICT;
CREATE INDEX feedback_unit_unit ON feedback_unit(unit_id, feedback_id);
CREATE TABLE reply (
  id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE,
  meeting_id INTEGER NOT NULL REFERENCES meeting(id) ON DELETE CASCADE,
  item_id INTEGER REFERENCES agenda_item(id) ON DELETE SET NULL, at TEXT,
  unit_id INTEGER REFERENCES unit(id) ON DELETE SET NULL,
  attendee_id INTEGER REFERENCES attendee(id) ON DELETE SET NULL,
  speaker TEXT NOT NULL, kind TEXT NOT NULL, text TEXT NOT NULL) STRICT;
CREATE INDEX reply_meeting ON reply(meeting_id, at);
CREATE INDEX reply_item ON reply(item_id);
CREATE INDEX reply_unit ON reply(unit_id);
CREATE INDEX reply_attendee ON reply(attendee_id);
CREATE TABLE reply_feedback (
  id INTEGER PRIMARY KEY,
  reply_id INTEGER NOT NULL REFERENCES reply(id) ON DELETE CASCADE,
  feedback_id INTEGER NOT NULL REFERENCES feedback(id) ON DELETE CASCADE,
  UNIQUE (reply_id, feedback_id)) STRICT;
CREATE INDEX reply_feedback_feedback ON reply_feedback(feedback_id);
CREATE TABLE draft (
  key TEXT PRIMARY KEY, text TEXT NOT NULL, caret INTEGER NOT NULL, seq INTEGER NOT NULL,
  saved_at TEXT NOT NULL) STRICT;
CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE operation (
  id INTEGER PRIMARY KEY, label TEXT NOT NULL, params TEXT NOT NULL, merge_key TEXT NOT NULL,
  at TEXT NOT NULL, state TEXT NOT NULL) STRICT;
CREATE INDEX operation_state ON operation(state, id);
CREATE TABLE change (
  id INTEGER PRIMARY KEY,
  operation_id INTEGER NOT NULL REFERENCES operation(id) ON DELETE CASCADE,
  table_name TEXT NOT NULL, row_id INTEGER NOT NULL, before TEXT, after TEXT) STRICT;
CREATE INDEX change_operation ON change(operation_id, id);
CREATE TABLE journal_state (
  id INTEGER PRIMARY KEY CHECK (id = 1), operation_id INTEGER, replaying INTEGER NOT NULL) STRICT;
INSERT INTO journal_state VALUES (1, NULL, 0);
CREATE VIEW feedback_words AS
SELECT f.id AS id, 'ʘ' || f.meeting_id || ' ' || f.search_key || ' ' || coalesce(a.search_key, '')
AS words FROM feedback f LEFT JOIN attendee a ON a.id = f.attendee_id;
CREATE VIRTUAL TABLE feedback_search USING fts5(
  words, content='feedback_words', content_rowid='id', detail='none', prefix='1 2 3 4 5 6',
  tokenize='ascii');
-- Else each 64th opinion merges the index in its own commit, for several frames. Sixteen small
-- pieces are merged in any case, which is quick.
INSERT INTO feedback_search(feedback_search, rank) VALUES ('automerge', 0);
CREATE TRIGGER feedback_search_insert AFTER INSERT ON feedback BEGIN
  INSERT INTO feedback_search(rowid, words) SELECT id, words FROM feedback_words WHERE id = new.id;
END;
CREATE TRIGGER feedback_search_delete BEFORE DELETE ON feedback BEGIN
  INSERT INTO feedback_search(feedback_search, rowid, words)
  SELECT 'delete', id, words FROM feedback_words WHERE id = old.id;
END;
CREATE TRIGGER feedback_search_before BEFORE UPDATE OF search_key, attendee_id ON feedback
WHEN old.search_key IS NOT new.search_key OR old.attendee_id IS NOT new.attendee_id BEGIN
  INSERT INTO feedback_search(feedback_search, rowid, words)
  SELECT 'delete', id, words FROM feedback_words WHERE id = old.id;
END;
CREATE TRIGGER feedback_search_after AFTER UPDATE OF search_key, attendee_id ON feedback
WHEN old.search_key IS NOT new.search_key OR old.attendee_id IS NOT new.attendee_id BEGIN
  INSERT INTO feedback_search(rowid, words) SELECT id, words FROM feedback_words WHERE id = new.id;
END;
CREATE TRIGGER attendee_search_before BEFORE UPDATE OF search_key ON attendee
WHEN old.search_key IS NOT new.search_key BEGIN
  INSERT INTO feedback_search(feedback_search, rowid, words) SELECT 'delete', w.id, w.words
  FROM feedback f JOIN feedback_words w ON w.id = f.id WHERE f.attendee_id = old.id;
END;
CREATE TRIGGER attendee_search_after AFTER UPDATE OF search_key ON attendee
WHEN old.search_key IS NOT new.search_key BEGIN
  INSERT INTO feedback_search(rowid, words) SELECT w.id, w.words
  FROM feedback f JOIN feedback_words w ON w.id = f.id WHERE f.attendee_id = new.id;
END;
CREATE TRIGGER attendee_search_delete BEFORE DELETE ON attendee BEGIN
  INSERT INTO feedback_search(feedback_search, rowid, words) SELECT 'delete', w.id, w.words
  FROM feedback f JOIN feedback_words w ON w.id = f.id WHERE f.attendee_id = old.id;
  INSERT INTO feedback_search(rowid, words)
  SELECT id, 'ʘ' || meeting_id || ' ' || search_key FROM feedback WHERE attendee_id = old.id;
END;
"""


def upgrade(connection: sqlite3.Connection) -> None:
    """Creates every table of the first version in an empty file."""
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    statement = ""
    for line in SCHEMA.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            connection.execute(statement)
            statement = ""
