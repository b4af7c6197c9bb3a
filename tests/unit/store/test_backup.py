import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from desktop_app.domain import records
from desktop_app.domain.errors import UserError
from desktop_app.store.backup import copy_database, problems_of
from desktop_app.store.register import Register


def _fill(register: Register, count: int = 300) -> None:
    with register.operation("Add"):
        meeting = register.insert(records.Meeting(title="Hội nghị"))
        register.insert_all([records.Note(meeting_id=meeting, at=register.now(), text="chữ " * 50)
                             for _ in range(count)])


def _copy(register: Register, target: Path) -> None:
    copy_database(register._database.connection(), target)


def _dump(path: Path) -> list[str]:
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as connection:
        return list(connection.iterdump())


def test_what_is_still_in_the_log_is_copied(register: Register, tmp_path: Path):
    register._database.execute_sql("PRAGMA wal_autocheckpoint = 0")
    _fill(register)
    log = register.path.with_name(f"{register.path.name}-wal")
    assert log.stat().st_size > register.path.stat().st_size / 2
    target = tmp_path / "bản sao.db"
    _copy(register, target)
    assert _dump(target) == _dump(register.path)
    assert not [file for file in tmp_path.iterdir()
                if file.name.startswith(target.name) and file != target]
    with Register.open(target) as copy:
        assert len(copy.find(records.Note)) == 300
        copy.undo()
        assert copy.find(records.Note) == []


def test_a_copy_replaces_the_old_one(register: Register, tmp_path: Path):
    target = tmp_path / "copy.db"
    target.write_text("an older backup")
    _copy(register, target)
    assert _dump(target) == _dump(register.path)


def test_what_is_not_committed_is_not_copied(register: Register, tmp_path: Path):
    _fill(register, 2)
    with Register.read(register.path) as reader, register.operation("Remove"):
        register.delete(records.Meeting, [1])
        _copy(reader, tmp_path / "copy.db")
    with Register.read(tmp_path / "copy.db") as copy:
        assert len(copy.find(records.Note)) == 2


class SmallDisk(sqlite3.Connection):
    """A database that may not grow over ten pages."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.execute("PRAGMA max_page_count = 10")


def test_a_full_disk_keeps_the_old_copy(register: Register, tmp_path: Path,
                                        monkeypatch: pytest.MonkeyPatch):
    _fill(register)
    connect = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda path: connect(path, factory=SmallDisk))
    target = tmp_path / "copy.db"
    target.write_text("an older backup")
    with pytest.raises(UserError, match="disk-full"):
        _copy(register, target)
    assert target.read_text() == "an older backup"
    assert not target.with_name("copy.db.partial").exists()


def test_a_target_that_is_in_use_is_kept(register: Register, tmp_path: Path,
                                         monkeypatch: pytest.MonkeyPatch):
    target = tmp_path / "copy.db"
    target.write_text("an older backup")

    def refuse(source: Path, target: Path) -> None:
        raise PermissionError(13, "in use", str(target))

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(UserError, match="target-unwritable"):
        _copy(register, target)
    assert target.read_text() == "an older backup"
    assert not target.with_name("copy.db.partial").exists()


def test_a_folder_that_is_not_there(register: Register, tmp_path: Path):
    with pytest.raises(UserError) as caught:
        _copy(register, tmp_path / "none" / "copy.db")
    assert caught.value.code == "target-unwritable"
    assert caught.value.params["path"] == tmp_path / "none" / "copy.db"


# --- checking ------------------------------------------------------------------------------------


def test_a_sound_register_has_no_problems(register: Register):
    _fill(register)
    assert problems_of(register._database.connection()) == []


def test_broken_references_are_named(register: Register, meeting: records.Meeting):
    register._database.execute_sql("PRAGMA foreign_keys = OFF")
    with register.operation("Break"):
        register.insert(records.Unit(meeting_id=99, name="Khoa"))
    assert problems_of(register._database.connection()) == ["unit 1: → meeting"]


def test_broken_pages_are_named(register: Register, tmp_path: Path):
    _fill(register)
    _copy(register, tmp_path / "copy.db")
    content = bytearray((tmp_path / "copy.db").read_bytes())
    content[len(content) // 2 :] = b"\xa5" * (len(content) - len(content) // 2)
    (tmp_path / "copy.db").write_bytes(content)
    with closing(sqlite3.connect(tmp_path / "copy.db")) as connection:
        assert problems_of(connection) != []
