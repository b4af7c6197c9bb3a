"""Writing while the disk is full or away: nothing typed is lost, and what is said is true."""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from threading import Condition

import pytest

from desktop_app.domain import records
from desktop_app.domain.errors import UserError
from desktop_app.services.registers import read_register
from desktop_app.services.workspace import Workspace
from desktop_app.services.write_state import Failing
from desktop_app.store import drafts
from desktop_app.store.register import Register
from tests.conftest import Clock
from tests.disks import LONG, SmallDisk, small_disk

PATIENCE = 10


@dataclass
class Desk:
    """A workspace, and where its emergency copies go."""

    workspace: Workspace
    folders: list[Path]
    news: Condition = field(default_factory=Condition)

    def hear(self) -> None:
        with self.news:
            self.news.notify_all()

    def wait_until(self, condition: Callable[[], bool]) -> None:
        with self.news:
            assert self.news.wait_for(condition, PATIENCE)

    def record(self, text: str) -> UserError | None:
        """Tries to record a note, as Enter does."""
        register = self.workspace.register
        try:
            with register.operation("Record"):
                register.insert(records.Note(meeting_id=1, at=register.now(), text=text))
        except UserError as error:
            return error if self.workspace.step_failed(error) else None
        return None


@pytest.fixture
def disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[SmallDisk]:
    with small_disk(tmp_path / "usb", monkeypatch) as made:
        yield made


@pytest.fixture
def desk(disk: SmallDisk, template: Path, tmp_path: Path, clock: Clock,
         monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.setattr(drafts, "RETRY", 0.01)
    path = Path(shutil.copy(template, disk.folder / "hội nghị.db"))
    folders = [tmp_path]
    made = Desk(Workspace(Register.open(path, now=clock), folders=lambda: folders), folders)
    with made.workspace.register.operation("Create"):
        made.workspace.register.insert(records.Meeting(title="Hội nghị"))
    made.workspace.writing.subscribe(made.hear)
    made.workspace.drafts.start()
    yield made
    made.workspace.close()


def test_typing_on_a_full_disk_is_told_kept_and_written_later(desk: Desk, disk: SmallDisk):
    work = desk.workspace
    disk.fill(work.register)
    work.drafts.put("capture:1", LONG, 0)
    desk.wait_until(lambda: work.writing.view().failing is not None)
    seen = work.writing.view()
    assert (seen.failing, seen.error.code, seen.saved_at) == (Failing.TYPING, "disk-full", None)
    copy = work.copy_now()
    assert copy == desk.folders[0] / "hội nghị (rescued).db"
    with read_register(copy) as kept:
        assert kept.drafts() == [("capture:1", LONG, 0)]
        assert kept.get(records.Meeting, 1).title == "Hội nghị"
    assert not work.write_out()
    disk.free(work.register)
    assert work.write_out()
    assert work.register.drafts() == [("capture:1", LONG, 0)]


def test_a_step_on_a_full_disk_is_told_and_can_be_done_again(desk: Desk, disk: SmallDisk):
    work = desk.workspace
    disk.fill(work.register)
    work.drafts.put("capture:1", LONG, 0)
    failed = desk.record(LONG)
    assert failed is not None
    assert failed.code == "disk-full"
    assert work.writing.view().unrecorded
    disk.free(work.register)
    desk.wait_until(lambda: work.writing.is_saved)
    assert work.writing.view().failing is Failing.STEP
    assert desk.record(LONG) is None
    assert not work.writing.view().unrecorded
    assert [note.text for note in work.register.find(records.Note)] == [LONG]
    assert work.register.sql("PRAGMA integrity_check") == [("ok",)]


def test_the_copy_goes_where_there_is_room_and_is_renewed_there(desk: Desk, disk: SmallDisk,
                                                                tmp_path: Path):
    work = desk.workspace
    missing = tmp_path / "file"
    missing.write_bytes(b"")
    desk.folders[:] = [missing, disk.folder / "missing", tmp_path]
    (tmp_path / "hội nghị (rescued).db").write_text("of an earlier failure")
    disk.fill(work.register)
    for text in (LONG, LONG + "Tiếp."):
        work.drafts.put("capture:1", text, 0)
        desk.wait_until(lambda: work.writing.view().failing is not None)
        copy = work.copy_now()
        assert copy == tmp_path / "hội nghị (rescued 2).db"
        with read_register(copy) as kept:
            assert kept.drafts() == [("capture:1", text, 0)]
    desk.folders[:] = [missing]
    copy.unlink()
    copy.mkdir()
    assert work.copy_now() is None
    disk.free(work.register)


def test_the_copy_is_made_by_itself_while_steps_go_on(desk: Desk, tmp_path: Path):
    work = desk.workspace
    aside = work.path.rename(work.path.with_name("aside.db"))
    work.watch()
    desk.wait_until(lambda: work.writing.view().copy is not None)
    assert (work.writing.view().failing, work.writing.is_saved) == (Failing.FILE, False)
    for number in range(20):
        assert desk.record(f"sau khi mất {number}") is None
        work.watch()
    copy = work.copy_now()
    with read_register(copy) as kept:
        assert len(kept.find(records.Note)) == 20
    aside.rename(work.path)
    work.watch()
    desk.wait_until(lambda: work.writing.is_saved)
    with read_register(work.path) as there:
        assert len(there.find(records.Note)) == 20


def test_a_batch_that_went_into_a_file_taken_away_does_not_count(desk: Desk, tmp_path: Path):
    work = desk.workspace
    work.drafts.put("capture:1", "trước", 0)
    desk.wait_until(lambda: work.writing.is_saved)
    aside = work.path.rename(work.path.with_name("aside.db"))
    work.drafts.put("capture:1", "sau", 0)
    desk.wait_until(lambda: work.writing.view().failing is not None)
    assert work.writing.view().error.code == "register-gone"
    assert not work.write_out()
    aside.rename(work.path)
    assert work.write_out()
    assert [text for _key, text, _caret in work.register.drafts()] == ["sau"]


def test_another_file_in_its_place_is_not_written_to(desk: Desk, template: Path, tmp_path: Path):
    work = desk.workspace
    work.path.rename(work.path.with_name("aside.db"))
    shutil.copy(template, work.path)
    work.drafts.put("capture:1", "đang gõ", 0)
    assert not work.write_out()
    uri = f"{work.path.resolve().as_uri()}?immutable=1"
    with closing(sqlite3.connect(uri, uri=True)) as other:
        assert other.execute("SELECT * FROM draft").fetchall() == []


def test_texts_are_kept_where_the_register_cannot_be_read(desk: Desk, disk: SmallDisk,
                                                          tmp_path: Path):
    """After a disk came back without the file, no connection is left to read from."""
    work = desk.workspace
    away = work.path.rename(work.path.with_name("aside.db"))
    work.drafts.put("capture:1", "đang gõ dở", 0)
    with pytest.raises(UserError, match="register-read-only"):
        _reconnect_without_folder(work.register, disk.folder)
    copy = work.copy_now()
    assert copy == tmp_path / "hội nghị (rescued).txt"
    assert copy.read_text(encoding="utf-8") == "[capture:1]\nđang gõ dở"
    away.rename(work.path)
    work.watch()
    assert work.write_out()


def _reconnect_without_folder(register: Register, folder: Path) -> None:
    blocker = register.path
    blocker.mkdir()
    try:
        register.reconnect()
    finally:
        blocker.rmdir()


def test_what_could_not_be_written_is_carried_into_the_next_workspace(
        desk: Desk, tmp_path: Path):
    work = desk.workspace
    aside = work.path.rename(work.path.with_name("aside.db"))
    work.drafts.put("capture:1", "đang gõ dở", 4)
    register, left = work.detach()
    assert {key: draft.text for key, draft in left.items()} == {"capture:1": "đang gõ dở"}
    aside.rename(register.path)
    second = Workspace(register, left)
    assert second.drafts.last_typed == "capture:1"
    assert second.drafts.recover("capture:1").text == "đang gõ dở"
    second.drafts.start()
    assert second.write_out()
    assert register.drafts() == [("capture:1", "đang gõ dở", 4)]
    second.drafts.close()
