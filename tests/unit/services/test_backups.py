import errno
import os
import shutil
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest

from desktop_app.domain import records
from desktop_app.domain.errors import UserError
from desktop_app.lock import RegisterLock
from desktop_app.services import backups
from desktop_app.services.backups import (
    Backup,
    back_up,
    backup_name,
    newest_backup,
    problems,
    restore,
)
from desktop_app.services.demo import write_demo
from desktop_app.services.registers import create_register, open_register, read_register


@pytest.fixture
def demo(tmp_path: Path) -> Path:
    path = tmp_path / "demo.db"
    with create_register(path) as register:
        write_demo(register)
    return path


def _notes(path: Path) -> list[str]:
    with read_register(path) as register:
        return [note.text for note in register.find(records.Note)]


def _add_note(path: Path, text: str) -> None:
    with open_register(path) as register, register.operation("Record note"):
        register.insert(records.Note(meeting_id=1, at=register.now(), text=text))


def _break(path: Path) -> None:
    """Overwrites the end of the file, as a bad disk would."""
    with path.open("r+b") as file:
        file.seek(path.stat().st_size - 40_000)
        file.write(b"\xff" * 40_000)


def _make_newer(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 999")
    connection.close()


def _refusal(function, *args) -> UserError:
    with pytest.raises(UserError) as caught:
        function(*args)
    return caught.value


def test_a_sound_register_has_no_problems(demo: Path):
    assert problems(demo) == []


def test_a_backup_holds_everything(demo: Path, tmp_path: Path):
    target = tmp_path / "usb" / "sao lưu.db"
    back_up(demo, target)
    assert problems(target) == []
    assert _notes(target) == _notes(demo)
    assert [file.name for file in target.parent.iterdir()] == ["sao lưu.db"]


def test_a_backup_of_a_register_in_use_holds_what_was_committed(demo: Path, tmp_path: Path):
    with open_register(demo) as register:
        with register.operation("Record note"):
            register.insert(records.Note(meeting_id=1, at=register.now(), text="vừa ghi"))
        assert demo.with_name("demo.db-wal").exists()
        back_up(demo, tmp_path / "backup.db")
    assert "vừa ghi" in _notes(tmp_path / "backup.db")


def test_a_backup_replaces_nothing(demo: Path, tmp_path: Path):
    (tmp_path / "luận văn.docx").write_text("không phải sổ")
    refusal = _refusal(back_up, demo, tmp_path / "luận văn.docx")
    assert refusal.code == "register-exists"
    assert (tmp_path / "luận văn.docx").read_text() == "không phải sổ"
    (tmp_path / "gone.db-wal").write_text("left by another register")
    assert _refusal(back_up, demo, tmp_path / "gone.db").code == "register-exists"
    assert _refusal(back_up, demo, demo).code == "target-is-source"


def test_two_backups_under_one_name_do_not_meet(demo: Path, tmp_path: Path):
    with RegisterLock(tmp_path / "b.db"):
        assert _refusal(back_up, demo, tmp_path / "b.db").code == "register-locked"
    back_up(demo, tmp_path / "b.db")
    assert {file.name for file in tmp_path.iterdir()} == {"demo.db", "b.db"}


def test_a_damaged_register_leaves_no_backup(demo: Path, tmp_path: Path):
    _break(demo)
    before = demo.read_bytes()
    assert problems(demo) != []
    refusal = _refusal(back_up, demo, tmp_path / "backup.db")
    assert refusal.code == "register-damaged"
    assert refusal.params["path"] == demo
    assert not (tmp_path / "backup.db").exists()
    assert demo.read_bytes() == before


def test_a_folder_that_cannot_be_written_to(demo: Path, tmp_path: Path):
    (tmp_path / "file").write_text("")
    assert _refusal(back_up, demo, tmp_path / "file" / "b.db").code == "target-unwritable"
    assert _refusal(restore, demo, tmp_path / "file" / "b.db").code == "target-unwritable"


def test_restoring_to_a_new_place(demo: Path, tmp_path: Path):
    assert restore(demo, tmp_path / "new" / "register.db") is None
    assert _notes(tmp_path / "new" / "register.db") == _notes(demo)


def test_restoring_keeps_the_old_register(demo: Path, tmp_path: Path):
    backup = tmp_path / "backup.db"
    back_up(demo, backup)
    _add_note(demo, "lần một")
    assert restore(backup, demo) == tmp_path / "demo (before restore).db"
    _add_note(demo, "lần hai")
    assert restore(backup, demo) == tmp_path / "demo (before restore 2).db"
    assert _notes(demo) == _notes(backup)
    assert _notes(tmp_path / "demo (before restore).db")[-1] == "lần một"
    assert _notes(tmp_path / "demo (before restore 2).db")[-1] == "lần hai"


def test_the_log_of_the_old_register_is_kept_and_not_played_into_the_new_one(
        demo: Path, tmp_path: Path):
    backup = tmp_path / "backup.db"
    back_up(demo, backup)
    with open_register(demo) as register:
        with register.operation("Record note"):
            register.insert(records.Note(meeting_id=1, at=register.now(), text="chưa gộp"))
        killed = (demo, demo.with_name("demo.db-wal"))
        contents = [file.read_bytes() for file in killed]
    for file, content in zip(killed, contents, strict=True):
        file.write_bytes(content)
    old = restore(backup, demo)
    assert old is not None
    assert _notes(demo) == _notes(backup)
    assert _notes(old)[-1] == "chưa gộp"


def test_restoring_over_a_damaged_register(demo: Path, tmp_path: Path):
    backup = tmp_path / "backup.db"
    back_up(demo, backup)
    _break(demo)
    damaged = demo.read_bytes()
    old = restore(backup, demo)
    assert old is not None
    assert old.read_bytes() == damaged
    assert problems(demo) == []


def test_only_a_sound_backup_is_restored(demo: Path, tmp_path: Path):
    before = demo.read_bytes()
    backup = tmp_path / "backup.db"
    assert _refusal(restore, backup, demo).code == "file-missing"
    back_up(demo, backup)
    _break(backup)
    assert _refusal(restore, backup, demo).code == "backup-invalid"
    backup.write_bytes(before[: len(before) // 2])
    assert _refusal(restore, backup, demo).code == "backup-invalid"
    backup.write_text("không phải sổ")
    assert _refusal(restore, backup, demo).code == "register-foreign"
    backup.write_bytes(before)
    _make_newer(backup)
    assert _refusal(restore, backup, demo).code == "register-newer"
    assert _refusal(restore, demo, demo).code == "target-is-source"
    assert demo.read_bytes() == before
    assert not list(tmp_path.glob("*restor*"))


def test_a_register_in_use_is_not_replaced(demo: Path, tmp_path: Path):
    backup = tmp_path / "backup.db"
    back_up(demo, backup)
    with open_register(demo):
        assert _refusal(restore, backup, demo).code == "register-locked"
    assert not list(tmp_path.glob("*restor*"))


@pytest.mark.parametrize("statements", [
    ("SELECT count(*) FROM note",),
    ("BEGIN", "SELECT count(*) FROM note"),
    ("BEGIN IMMEDIATE", "INSERT INTO setting(key, value) VALUES ('a', 'b')"),
    ("PRAGMA journal_mode = DELETE", "BEGIN", "SELECT count(*) FROM note"),
    ("PRAGMA journal_mode = DELETE", "BEGIN EXCLUSIVE",
     "INSERT INTO setting(key, value) VALUES ('a', 'b')"),
])
def test_a_register_that_any_other_program_has_open_is_not_replaced(
        demo: Path, tmp_path: Path, statements: tuple[str, ...]):
    backup = tmp_path / "backup.db"
    back_up(demo, backup)
    _add_note(demo, "sau khi sao lưu")
    with closing(sqlite3.connect(demo, isolation_level=None)) as other:
        for statement in statements:
            other.execute(statement).fetchall()
        assert _refusal(restore, backup, demo).code == "register-locked"
        assert len(list(tmp_path.glob("*restor*"))) == 0
        if other.in_transaction:
            other.execute("COMMIT")
    assert problems(demo) == []
    assert _notes(demo)[-1] == "sau khi sao lưu"
    assert restore(backup, demo) is not None
    assert _notes(demo) == _notes(backup)


def test_a_full_disk_leaves_the_old_register(demo: Path, tmp_path: Path,
                                             monkeypatch: pytest.MonkeyPatch):
    def full(*_: object, **__: object) -> bool:
        raise UserError("disk-full")

    backup = tmp_path / "backup.db"
    back_up(demo, backup)
    monkeypatch.setattr(backups, "write_over", full)
    before = demo.read_bytes()
    assert _refusal(restore, backup, demo).code == "disk-full"
    assert demo.read_bytes() == before
    assert {file.name for file in tmp_path.iterdir()} == {"backup.db", "demo.db"}


def test_an_old_register_that_cannot_be_kept_is_not_replaced(demo: Path, tmp_path: Path,
                                                            monkeypatch: pytest.MonkeyPatch):
    def full(_source: Path, target: Path) -> None:
        Path(target).write_bytes(b"half of it")
        raise OSError(errno.ENOSPC, "No space left on device", str(target))

    back_up(demo, tmp_path / "backup.db")
    before = demo.read_bytes()
    monkeypatch.setattr(shutil, "copy2", full)
    assert _refusal(restore, tmp_path / "backup.db", demo).code == "disk-full"
    assert demo.read_bytes() == before
    assert {file.name for file in tmp_path.iterdir()} == {"backup.db", "demo.db"}


def test_a_folder_is_neither_backup_nor_register(demo: Path, tmp_path: Path):
    assert _refusal(restore, tmp_path, demo).code == "not-a-file"
    (tmp_path / "folder").mkdir()
    assert _refusal(restore, demo, tmp_path / "folder").code == "not-a-file"
    assert list((tmp_path / "folder").iterdir()) == []


def test_nothing_is_left_beside_a_register(demo: Path, tmp_path: Path):
    """Not by what was done, nor by what was refused, nor of a program that was killed."""
    _add_note(demo, "một")
    with open_register(demo):
        log = demo.with_name("demo.db-wal").read_bytes()
    _notes(demo)
    problems(demo)
    assert list(tmp_path.iterdir()) == [demo]
    demo.with_name("demo.db-wal").write_bytes(log)
    _notes(demo)
    assert list(tmp_path.iterdir()) == [demo]


def test_the_newest_sound_backup_is_found_by_its_name(demo: Path, tmp_path: Path):
    folder = tmp_path / "backups"
    assert newest_backup(demo, tmp_path) is None
    for name in ("demo 2023-06-30 0900.db", "demo 2023-06-30 1000.db", "demo 2023-06-30 1100.db",
                 "demo khác 2023-06-30 1200.db", "demo khoa.db", "other 2023-07-01 0900.db"):
        back_up(demo, folder / name)
    _break(folder / "demo 2023-06-30 1100.db")
    (folder / "demo 2023-06-30 1130.db").mkdir()
    assert newest_backup(demo, folder) == Backup(folder / "demo 2023-06-30 1000.db",
                                                 datetime(2023, 6, 30, 10, 0))
    assert backup_name(demo, datetime(2023, 6, 30, 10, 0, 59)) == "demo 2023-06-30 1000.db"
    rescued = folder / "demo (rescued).db"
    back_up(demo, rescued)
    found = newest_backup(demo, folder)
    assert found is not None
    assert found.path == rescued


def test_a_protected_register_is_not_replaced(demo: Path, tmp_path: Path,
                                              monkeypatch: pytest.MonkeyPatch):
    """Tests may run as root, who may write anywhere: `os.access` is the one place that is asked."""
    back_up(demo, tmp_path / "b.db")
    access = os.access
    monkeypatch.setattr(os, "access",
                        lambda path, mode: not (path == demo and mode & os.W_OK)
                        and access(path, mode))
    assert _refusal(restore, tmp_path / "b.db", demo).code == "register-read-only"
    assert {file.name for file in tmp_path.iterdir()} == {"demo.db", "b.db"}
