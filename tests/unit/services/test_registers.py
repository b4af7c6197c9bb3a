import sqlite3
from pathlib import Path

import pytest

from desktop_app.domain import records
from desktop_app.domain.errors import UserError
from desktop_app.lock import RegisterLock
from desktop_app.services.registers import (
    create_register,
    new_register,
    open_register,
    read_register,
)
from desktop_app.store import database
from desktop_app.store.migrations.step_0001_first_schema import APPLICATION_ID


def _refusal(function, path: Path) -> str:
    with pytest.raises(UserError) as caught:
        function(path)
    return caught.value.code


def _unmigrated(path: Path) -> None:
    """A register as a program without any schema step would have left it."""
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.close()


def _fill_and_fail(path: Path) -> None:
    with new_register(path) as register:
        with register.operation("Create conference {name}", name="2023"):
            register.insert(records.Meeting(title="2023"))
        raise KeyboardInterrupt


def test_one_program_writes_and_others_read(tmp_path: Path):
    path = tmp_path / "a.db"
    with create_register(path) as register:
        assert _refusal(open_register, path) == "register-locked"
        with register.operation("Create conference {name}", name="2023"):
            register.insert(records.Meeting(title="2023"))
        with read_register(path) as reader:
            assert [m.title for m in reader.find(records.Meeting)] == ["2023"]
    with open_register(path) as register:
        assert [m.title for m in register.find(records.Meeting)] == ["2023"]


def test_a_refused_register_is_not_locked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    path = tmp_path / "a.db"
    create_register(path).close()
    monkeypatch.setattr(database, "is_on_network", lambda _: True)
    assert _refusal(open_register, path) == "register-on-network"
    with RegisterLock(path):
        assert _refusal(open_register, path) == "register-locked"


def test_nothing_is_made_beside_what_is_no_register(tmp_path: Path):
    (tmp_path / "thư.txt").write_text("không phải sổ")
    assert _refusal(open_register, tmp_path / "thư.txt") == "register-foreign"
    assert _refusal(open_register, tmp_path / "không có.db") == "register-missing"
    assert _refusal(read_register, tmp_path / "không có.db") == "register-missing"
    assert _refusal(create_register, tmp_path / "thư.txt") == "register-exists"
    assert [file.name for file in tmp_path.iterdir()] == ["thư.txt"]


def test_an_old_register_is_migrated_before_it_is_read(tmp_path: Path):
    path = tmp_path / "old.db"
    _unmigrated(path)
    assert database.needs_migration(path)
    with read_register(path) as register:
        assert register.find(records.Meeting) == []
    assert not database.needs_migration(path)


def test_an_old_register_in_use_is_not_migrated(tmp_path: Path):
    path = tmp_path / "old.db"
    _unmigrated(path)
    with RegisterLock(path):
        assert _refusal(read_register, path) == "register-locked"
    assert database.needs_migration(path)
    open_register(path).close()
    assert not database.needs_migration(path)


def test_a_new_register_that_could_not_be_filled_is_removed(tmp_path: Path):
    path = tmp_path / "new.db"
    with pytest.raises(KeyboardInterrupt):
        _fill_and_fail(path)
    assert list(tmp_path.iterdir()) == []
    with new_register(path):
        assert not path.exists()
    assert list(tmp_path.iterdir()) == [path]


def test_what_is_there_is_not_removed_by_a_new_register(tmp_path: Path):
    path = tmp_path / "new.db"
    path.write_text("đã có")
    with pytest.raises(UserError), new_register(path):
        pass
    assert path.read_text() == "đã có"
