import dataclasses
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from peewee import BooleanField, DateTimeField, ForeignKeyField, IntegerField, TextField, TimeField

from desktop_app.domain import records
from desktop_app.domain.errors import UserError
from desktop_app.store import models
from desktop_app.store.database import needs_migration
from desktop_app.store.migrations import LATEST, STEP_NAMES, STEPS, migrate, version_of
from desktop_app.store.register import Register
from desktop_app.store.triggers import remove_triggers

DATA = Path(__file__).parents[2] / "data"
RELEASED = sorted(DATA.glob("register-v*.db"))
ALL_MODELS = [*models.MODELS.values(), *models.LINK_MODELS, models.Draft, models.Setting,
              models.Operation, models.Change]
TYPES = {ForeignKeyField: "INTEGER", IntegerField: "INTEGER", BooleanField: "INTEGER",
         TextField: "TEXT", DateTimeField: "TEXT", TimeField: "TEXT"}

Schema = list[tuple[str, str, str, str | None]]


def _schema(connection: sqlite3.Connection) -> Schema:
    return connection.execute(
        "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name").fetchall()


@pytest.fixture
def raw(path: Path) -> Iterator[sqlite3.Connection]:
    """An empty register of today, opened without the program."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        yield connection


@pytest.fixture(params=RELEASED, ids=lambda file: file.stem)
def released(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A register as a released version left it."""
    return Path(shutil.copy(request.param, tmp_path / request.param.name))


# --- registers of every released version ---------------------------------------------------------


def test_every_version_left_a_register():
    assert [file.name for file in RELEASED] == [f"register-v{n}.db" for n in range(1, LATEST + 1)]
    assert len(STEP_NAMES) == len(STEPS) == LATEST
    assert [int(name.split("_")[1]) for name in STEP_NAMES] == list(range(1, LATEST + 1))


def test_a_migrated_register_has_the_schema_of_a_fresh_one(released: Path,
                                                           raw: sqlite3.Connection):
    """While version 1 is not released: make its register again (tests/data/make_register.py)."""
    Register.open(released).close()
    with closing(sqlite3.connect(released)) as migrated:
        assert _schema(migrated) == _schema(raw)
        assert version_of(migrated) == LATEST
    assert not needs_migration(released)


def test_a_migrated_register_keeps_its_content(released: Path):
    with Register.open(released) as register:
        meeting = register.find(records.Meeting)[0]
        opinion = register.find(records.Feedback)[0]
        people = register.find(records.Attendee)
        assert meeting.title == "Hội nghị viên chức, người lao động"
        assert [p.full_name for p in people] == ["Nguyễn Đình Ổn", "Trần Văn Đức", "H'Hen Niê"]
        assert opinion.text == "đề nghị mở đợt 2"
        assert opinion.attendee_id == people[1].id
        assert len(opinion.theme_ids) == len(opinion.addressed_ids) == 1
        assert register.find(records.Reply)[0].feedback_ids == (opinion.id,)
        assert [tuple(draft) for draft in register.drafts()] == [
            ("capture:1", "@Trần Văn Đức: về lương", 23)]
        assert register.setting("current_meeting") == str(meeting.id)


def test_the_history_of_a_migrated_register_can_be_undone_and_redone(released: Path):
    with Register.open(released) as register:
        steps = [step for step in register.journal.history() if step.state == "done"]
        assert register.journal.redo_label() is not None
        for _ in steps:
            register.undo()
        assert all(register.find(record_type) == [] for record_type in records.RECORD_TYPES)
        for _ in steps:
            register.redo()
        register.redo()
        assert len(register.find(records.Attendee)) == 2


def test_a_released_register_is_sound(released: Path):
    with Register.open(released) as register:
        assert register.sql("PRAGMA integrity_check") == [("ok",)]
        assert register.sql("PRAGMA foreign_key_check") == []


# --- single steps --------------------------------------------------------------------------------


def test_every_step_has_a_test():
    assert all(f"test_{name[:9]}" in globals() for name in STEP_NAMES)


def test_step_0001(tmp_path: Path):
    path = tmp_path / "a.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        migrate(connection, path, STEPS[:1])
        assert version_of(connection) == 1
        assert connection.execute("PRAGMA application_id").fetchone() == (0x544B484E,)
        assert connection.execute("SELECT * FROM journal_state").fetchall() == [(1, None, 0)]
    assert list(tmp_path.iterdir()) == [path]


def test_step_0002(tmp_path: Path):
    path = tmp_path / "a.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        migrate(connection, path, STEPS[:1])
        remove_triggers(connection)
        connection.execute("INSERT INTO meeting VALUES (1, 'm', 'Hội nghị', NULL, NULL, '', '', "
                           "'', '', '', 0, '', '', NULL, '', NULL, NULL, '')")
        connection.execute("INSERT INTO speaking_turn VALUES (1, 't', 1, NULL, NULL, 'Hùng', "
                           "'2023-06-30 08:00:00', NULL)")
        migrate(connection, path, STEPS[:2])
        assert connection.execute("SELECT turn_minutes FROM meeting").fetchall() == [(None,)]
        assert connection.execute(
            "SELECT speaker, paused_at, paused_seconds FROM speaking_turn"
        ).fetchall() == [("Hùng", None, 0)]


# --- steps to come -------------------------------------------------------------------------------


def _next_step(connection: sqlite3.Connection) -> None:
    """What a later version may do: a column, a table, other values in the rows that are there."""
    connection.execute("ALTER TABLE unit ADD COLUMN colour TEXT NOT NULL DEFAULT 'blue'")
    connection.execute("CREATE TABLE task (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT")
    connection.execute("UPDATE unit SET name = upper(name)")


def _failing_step(connection: sqlite3.Connection) -> None:
    connection.execute("DELETE FROM meeting")
    connection.execute("DROP TABLE note")
    raise sqlite3.OperationalError("made up")


def _filled(path: Path) -> None:
    with Register.open(path) as register:
        with register.operation("Add"):
            meeting = register.insert(records.Meeting(title="Hội nghị"))
            register.insert(records.Unit(meeting_id=meeting, name="Khoa", short_name="K"))
        with register.operation("Remove"):
            register.delete(records.Unit, [1])
        register.undo()


def test_a_failing_step_leaves_the_register_and_a_backup(path: Path, raw: sqlite3.Connection):
    _filled(path)
    before = _schema(raw), list(raw.iterdump())
    with pytest.raises(sqlite3.OperationalError, match="made up"):
        migrate(raw, path, (*STEPS, _failing_step))
    assert (_schema(raw), list(raw.iterdump())) == before
    assert version_of(raw) == LATEST
    assert raw.execute("PRAGMA foreign_keys").fetchone() == (1,)
    backup = path.with_name(f"{path.name}.before-version-{LATEST + 1}.bak")
    with closing(sqlite3.connect(backup)) as copy:
        assert (_schema(copy), list(copy.iterdump())) == before
    with Register.open(path) as register:
        assert [u.name for u in register.find(records.Unit)] == ["Khoa"]


def test_steps_before_a_failing_one_are_kept(path: Path, raw: sqlite3.Connection):
    with pytest.raises(sqlite3.OperationalError, match="made up"):
        migrate(raw, path, (*STEPS, _next_step, _failing_step))
    assert version_of(raw) == LATEST + 1


def test_a_step_changes_rows_without_being_recorded(path: Path, raw: sqlite3.Connection):
    _filled(path)
    changes = raw.execute("SELECT * FROM change").fetchall()
    migrate(raw, path, (*STEPS, _next_step))
    assert version_of(raw) == LATEST + 1
    assert raw.execute("SELECT name, colour FROM unit").fetchall() == [("KHOA", "blue")]
    assert raw.execute("SELECT * FROM change").fetchall() == changes


def test_new_columns_are_recorded_after_a_step(path: Path, raw: sqlite3.Connection,
                                               monkeypatch: pytest.MonkeyPatch):
    _filled(path)
    migrate(raw, path, (*STEPS, _next_step))
    monkeypatch.setattr("desktop_app.store.database.LATEST", LATEST + 1)
    with Register.open(path) as register:
        register.redo()
        register.undo()
        assert register.sql("SELECT name, colour FROM unit") == [("Khoa", "blue")]
        with register.operation("Paint"):
            register._database.execute_sql("UPDATE unit SET colour = 'red'")
        register.undo()
        assert register.sql("SELECT colour FROM unit") == [("blue",)]


def test_a_table_that_a_later_step_brings_is_no_obstacle(tmp_path: Path,
                                                         monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("desktop_app.store.triggers.JOURNALLED", (*models.JOURNALLED, "task"))
    with closing(sqlite3.connect(tmp_path / "a.db", isolation_level=None)) as connection:
        migrate(connection, tmp_path / "a.db", (*STEPS, _next_step))
        with pytest.raises(sqlite3.IntegrityError, match="outside an operation"):
            connection.execute("INSERT INTO task(text) VALUES ('x')")


def test_a_register_of_a_later_program_takes_no_step(path: Path, raw: sqlite3.Connection):
    raw.execute(f"PRAGMA user_version = {LATEST + 1}")
    with pytest.raises(UserError, match="register-newer"):
        migrate(raw, path)
    assert not list(path.parent.glob("*.bak"))


# --- the models say what the tables are ----------------------------------------------------------


@pytest.mark.parametrize("model", ALL_MODELS, ids=lambda model: model._meta.table_name)
def test_a_model_matches_its_table(model, raw: sqlite3.Connection):
    table = model._meta.table_name
    found = {name: (kind, bool(not_null or key)) for _, name, kind, not_null, _, key in
             raw.execute(f"PRAGMA table_info({table})")}
    assert found == {
        name: (next(t for kind, t in TYPES.items() if isinstance(field, kind)), not field.null)
        for name, field in model._meta.columns.items()}


@pytest.mark.parametrize("model", ALL_MODELS, ids=lambda model: model._meta.table_name)
def test_a_model_matches_the_references_of_its_table(model, raw: sqlite3.Connection):
    table = model._meta.table_name
    found = {row[3]: (row[2], row[6]) for row in raw.execute(f"PRAGMA foreign_key_list({table})")}
    assert found == {field.column_name: (field.rel_model._meta.table_name, field.on_delete)
                     for field in model._meta.refs}


@pytest.mark.parametrize("model", ALL_MODELS, ids=lambda model: model._meta.table_name)
def test_every_reference_has_an_index(model, raw: sqlite3.Connection):
    table = model._meta.table_name
    indexes = raw.execute(f"SELECT name FROM pragma_index_list('{table}')").fetchall()
    first = {raw.execute(f"SELECT name FROM pragma_index_info('{name}')").fetchone()[0]
             for (name,) in indexes}
    assert {field.column_name for field in model._meta.refs} <= first


@pytest.mark.parametrize("model", ALL_MODELS, ids=lambda model: model._meta.table_name)
def test_a_model_knows_what_is_unique(model, raw: sqlite3.Connection):
    table = model._meta.table_name
    found = {tuple(row[0] for row in raw.execute(f"SELECT name FROM pragma_index_info('{name}')"))
             for name, unique in raw.execute(
                 f"SELECT name, \"unique\" FROM pragma_index_list('{table}') WHERE origin = 'u'")
             if unique}
    single = {(f.column_name,) for f in model._meta.sorted_fields
              if f.unique and not f.primary_key}
    assert found == single | {names for names, unique in model._meta.indexes if unique}


def test_every_table_has_a_model(raw: sqlite3.Connection):
    found = {name for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
             if not name.startswith("feedback_search")}
    assert found == {model._meta.table_name for model in ALL_MODELS} | {"journal_state"}


@pytest.mark.parametrize("record_type", records.RECORD_TYPES)
def test_every_field_of_a_record_is_kept(record_type):
    columns = set(models.MODELS[record_type]._meta.columns)
    links = set(models.LINKS.get(record_type, {}))
    names = {field.name for field in dataclasses.fields(record_type)}
    assert names - columns == links
    assert columns - names <= {"search_key", "sort_key"}


def test_every_record_and_link_is_journalled(raw: sqlite3.Connection):
    tables = {m._meta.table_name for m in (*models.MODELS.values(), *models.LINK_MODELS)}
    assert set(models.JOURNALLED) == tables
    assert set(models.MODELS) == set(records.RECORD_TYPES)
    triggers = {name for (name,) in raw.execute(
        "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'journal%'")}
    assert triggers == {f"journal_{table}_{event}{part}" for table in tables
                        for event in ("INSERT", "UPDATE", "DELETE") for part in ("", "_guard")}
