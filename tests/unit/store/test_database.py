import os
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from peewee import SqliteDatabase

from desktop_app.domain import records
from desktop_app.domain.errors import UserError
from desktop_app.store import alone, database, migrations
from desktop_app.store.register import Register

OPENERS = pytest.mark.parametrize("opener", [Register.open, Register.read])


def _refusal(opener, path: Path) -> str:
    """The code of the sentence; the file must be left as it was."""
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(UserError) as caught:
        opener(path).close()
    assert (path.read_bytes() if path.is_file() else None) == before
    if "path" in caught.value.params:
        assert caught.value.params["path"] == path
    return caught.value.code


def _write(path: Path, sql: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute(sql)


def _fill(path: Path) -> None:
    """Content of several pages."""
    with Register.open(path) as register, register.operation("Add"):
        meeting = register.insert(records.Meeting(title="Hội nghị"))
        register.insert_all([records.Note(meeting_id=meeting, at=register.now(), text="chữ " * 50)
                             for _ in range(200)])


def _notes(path: Path) -> int:
    with Register.read(path) as register:
        return int(register.sql("SELECT count(*) FROM note WHERE text LIKE 'chữ%'")[0][0])


# --- making and opening --------------------------------------------------------------------------


def test_what_is_made_can_be_opened_and_read(tmp_path: Path):
    path = tmp_path / "năm học" / "hội nghị #1?.db"
    with Register.create(path) as register:
        with register.operation("Add"):
            register.insert(records.Meeting(title="Hội nghị"))
        with Register.read(path) as reader:
            assert [m.title for m in reader.find(records.Meeting)] == ["Hội nghị"]
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_how_a_register_is_written(path: Path):
    with Register.open(path) as register:
        found = {name: register.sql(f"PRAGMA {name}")[0][0]
                 for name in ("journal_mode", "synchronous", "foreign_keys", "recursive_triggers")}
    assert found == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1,
                     "recursive_triggers": 0}


def test_nothing_is_made_where_something_is(path: Path):
    assert _refusal(Register.create, path) == "register-exists"
    assert _refusal(Register.create, path.parent) == "register-exists"


def test_nothing_is_left_of_a_register_that_could_not_be_made(tmp_path: Path,
                                                              monkeypatch: pytest.MonkeyPatch):
    def disk_full(*_: object) -> None:
        raise UserError("disk-full")

    monkeypatch.setattr(database, "migrate", disk_full)
    assert _refusal(Register.create, tmp_path / "a.db") == "disk-full"
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path):
    (tmp_path / "file").write_text("")
    assert _refusal(Register.create, tmp_path / "file" / "a.db") == "target-unwritable"


@OPENERS
def test_missing(opener, tmp_path: Path):
    assert _refusal(opener, tmp_path / "a.db") == "register-missing"
    assert list(tmp_path.iterdir()) == []


@OPENERS
def test_a_folder_is_no_register(opener, tmp_path: Path):
    assert _refusal(opener, tmp_path) == "not-a-file"


def test_an_empty_file_becomes_an_empty_register(tmp_path: Path):
    path = tmp_path / "a.db"
    path.touch()
    assert _refusal(Register.read, path) == "register-damaged"
    with Register.open(path) as register:
        assert register.find(records.Meeting) == []


# --- files that are something else ---------------------------------------------------------------


@OPENERS
@pytest.mark.parametrize("content", [
    b"PK\x03\x04" + b"x" * 5000, "Họ và tên;Đơn vị\n".encode(), b"x", b"SQLite format 2\0" * 100])
def test_other_files_are_foreign(opener, content: bytes, tmp_path: Path):
    path = tmp_path / "a.db"
    path.write_bytes(content)
    assert _refusal(opener, path) == "register-foreign"
    assert list(tmp_path.iterdir()) == [path]


@OPENERS
@pytest.mark.parametrize("journal_mode", ["DELETE", "WAL"])
def test_databases_of_other_programs_are_foreign(opener, journal_mode: str, tmp_path: Path):
    path = tmp_path / "a.db"
    _write(path, f"PRAGMA journal_mode = {journal_mode}")
    _write(path, "CREATE TABLE meeting (id INTEGER)")
    assert _refusal(opener, path) == "register-foreign"
    assert list(tmp_path.iterdir()) == [path]


@OPENERS
def test_a_register_of_a_later_program(opener, path: Path):
    _write(path, f"PRAGMA user_version = {migrations.LATEST + 1}")
    assert _refusal(opener, path) == "register-newer"


@OPENERS
@pytest.mark.parametrize("statement", ["DROP TABLE reply_feedback", "DROP TABLE change",
                                       "ALTER TABLE theme RENAME TO themes",
                                       "PRAGMA user_version = 0"])
def test_a_register_without_the_tables_of_its_version_is_damaged(opener, path: Path,
                                                                 statement: str):
    _write(path, statement)
    assert _refusal(opener, path) == "register-damaged"


# --- damage --------------------------------------------------------------------------------------


@OPENERS
def test_a_register_that_was_cut_off_is_damaged(opener, path: Path):
    _fill(path)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    assert _refusal(opener, path) == "register-damaged"


@OPENERS
@pytest.mark.parametrize("content", [
    b"\0" * 8192,
    b"SQLite format 3\0" + b"\0" * 8176,
    b"SQLite format 3\0" + b"\xff" * 8176,
    b"SQLite format 3\0",
])
def test_a_register_whose_beginning_was_overwritten_is_damaged(opener, content: bytes, path: Path):
    path.write_bytes(content)
    assert _refusal(opener, path) == "register-damaged"


@OPENERS
def test_damage_further_inside_is_told_when_it_is_met(opener, path: Path):
    _fill(path)
    page = 4096
    content = path.read_bytes()
    path.write_bytes(content[: 2 * page] + b"\xa5" * (len(content) - 2 * page))
    codes = []
    try:
        with opener(path) as register:
            for record_type in records.RECORD_TYPES:
                register.find(record_type)
    except UserError as error:
        codes.append(error.code)
    assert codes == ["register-damaged"]


# --- files that cannot be written to -------------------------------------------------------------


def _protect(monkeypatch: pytest.MonkeyPatch, *paths: Path) -> None:
    """Tests may run as root, who may write anywhere: `os.access` is the one place that is asked."""
    access = os.access

    def refuse(path, mode):
        return not (Path(path) in paths and mode & os.W_OK) and access(path, mode)

    monkeypatch.setattr(os, "access", refuse)


@pytest.mark.parametrize("what", ["file", "folder"])
def test_a_read_only_register_can_be_read(what: str, path: Path, monkeypatch: pytest.MonkeyPatch):
    _fill(path)
    _protect(monkeypatch, path if what == "file" else path.parent)
    assert _refusal(Register.open, path) == "register-read-only"
    assert _notes(path) == 200


def test_a_register_in_a_read_only_folder_is_read_without_files_beside_it(
        path: Path, monkeypatch: pytest.MonkeyPatch):
    _fill(path)
    _protect(monkeypatch, path.parent)
    with Register.read(path) as register:
        register.find(records.Meeting)
        assert list(path.parent.iterdir()) == [path]


def test_a_register_opened_for_reading_takes_no_writes(path: Path):
    with Register.read(path) as register:
        with pytest.raises(UserError, match="register-read-only"), register.operation("Add"):
            register.insert(records.Meeting(title="Hội nghị"))
        for write in (register.undo, register.redo, lambda: register.set_setting("a", "b")):
            with pytest.raises(UserError):
                write()
        assert register.find(records.Meeting) == []
        assert register.setting("a", "none") == "none"


# --- disks on which nothing can be made ----------------------------------------------------------


@pytest.fixture
def nothing_beside(monkeypatch: pytest.MonkeyPatch) -> None:
    """What SQLite says on a full disk when it makes the index of its log."""
    connect = SqliteDatabase.connect

    def full(found: SqliteDatabase, *args: object, **options: object) -> bool:
        if found.database != ":memory:":
            error = sqlite3.OperationalError("disk I/O error")
            error.sqlite_errorcode = sqlite3.SQLITE_IOERR_SHMSIZE
            raise error
        return connect(found, *args, **options)

    monkeypatch.setattr(SqliteDatabase, "connect", full)


@pytest.mark.usefixtures("nothing_beside")
def test_a_register_on_a_full_disk_can_be_read(path: Path):
    with Register.read(path) as register:
        assert register.find(records.Meeting) == []
        with pytest.raises(UserError), register.operation("Add"):
            register.insert(records.Meeting(title="Hội nghị"))
    assert list(path.parent.iterdir()) == [path]
    with pytest.raises(UserError, match="disk-full"):
        Register.open(path)


def _leave_log(path: Path) -> None:
    """A commit that is only in the log, as after a kill."""
    with Register.open(path) as register:
        with register.operation("Add"):
            register.insert(records.Meeting(title="chưa gộp"))
        log = path.with_name(f"{path.name}-wal").read_bytes()
        content = path.read_bytes()
    path.write_bytes(content)
    path.with_name(f"{path.name}-wal").write_bytes(log)


@pytest.mark.parametrize("locked", [False, True])
def test_the_log_on_a_full_or_protected_disk_is_read_too(
        path: Path, locked: bool, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest):
    _leave_log(path)
    request.getfixturevalue("nothing_beside")
    if locked:
        connect = sqlite3.connect

        def protected(name: str, *args: Any, **options: Any) -> sqlite3.Connection:
            if path.resolve().as_uri() in name:
                raise sqlite3.OperationalError("unable to open database file")
            return connect(name, *args, **options)

        monkeypatch.setattr(alone.sqlite3, "connect", protected)
    with Register.read(path) as register:
        assert [m.title for m in register.find(records.Meeting)] == ["chưa gộp"]


# --- somebody else has it open -------------------------------------------------------------------


def test_another_programs_lock_is_told(path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.05)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        for opener in (Register.open, Register.read):
            with pytest.raises(UserError, match="register-busy"):
                opener(path)
    with Register.open(path) as register:
        assert register.find(records.Meeting) == []


def test_another_programs_write_lock_refuses_an_operation(path: Path,
                                                          monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.05)
    with Register.open(path) as register:
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(UserError, match="register-busy"), register.operation("Add"):
                register.insert(records.Meeting(title="Hội nghị"))
            assert register.find(records.Meeting) == []
        with register.operation("Add"):
            register.insert(records.Meeting(title="Hội nghị"))
        assert len(register.find(records.Meeting)) == 1


def test_a_reader_sees_what_is_committed_meanwhile(path: Path, register: Register):
    with Register.read(path) as reader:
        with register.operation("Add"):
            register.insert(records.Meeting(title="Hội nghị"))
            assert reader.find(records.Meeting) == []
        assert len(reader.find(records.Meeting)) == 1


# --- network drives ------------------------------------------------------------------------------


@pytest.fixture
def mounts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Replaces the system's table of mounts; a dictionary of folder and type."""
    table = tmp_path / "mounts"
    monkeypatch.setattr(database, "_MOUNTS", table)

    def mount(*entries: tuple[Path, str]) -> None:
        table.write_text("".join(
            f"server:/x {str(point).replace(' ', chr(92) + '040')} {kind} rw 0 0\n"
            for point, kind in entries))

    return mount


@pytest.mark.parametrize("kind", ["nfs4", "cifs", "fuse.sshfs"])
def test_a_register_on_a_share_is_refused(kind: str, path: Path, mounts):
    mounts((Path("/"), "ext4"), (path.parent, kind))
    assert _refusal(Register.open, path) == "register-on-network"
    assert _refusal(Register.create, path.with_name("new.db")) == "register-on-network"
    assert not path.with_name("new.db").exists()


def test_a_register_on_a_share_can_be_read(path: Path, mounts):
    mounts((path.parent, "cifs"))
    with Register.read(path) as register:
        assert register.find(records.Meeting) == []


@pytest.mark.parametrize(("below", "refused"), [("nfs", True), ("ext4", False)])
def test_the_mount_that_is_nearest_counts(below: str, refused: bool, path: Path, mounts):
    share = path.parent / "chung của trường"
    share.mkdir()
    mounts((Path("/"), "ext4"), (share, below), (path.parent, "ext4" if refused else "nfs"))
    assert database.is_on_network(share / "a.db") is refused


def test_the_last_mount_on_a_point_is_in_effect(path: Path, mounts):
    mounts((path.parent, "autofs"), (path.parent, "nfs4"))
    assert database.is_on_network(path)


def test_a_link_to_a_share_is_on_the_share(tmp_path: Path, mounts):
    share = tmp_path / "share"
    share.mkdir()
    (tmp_path / "link").symlink_to(share)
    mounts((share, "nfs"))
    assert database.is_on_network(tmp_path / "link" / "a.db")


def test_without_a_table_of_mounts_nothing_is_refused(path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(database, "_MOUNTS", path.with_name("none"))
    assert not database.is_on_network(path)
