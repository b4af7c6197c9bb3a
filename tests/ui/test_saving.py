"""What the window shows while the register cannot be written to, and what becomes of the text."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop_app.app import Program
from desktop_app.domain.records import Feedback, Note
from desktop_app.i18n import use_language
from desktop_app.paths import Places
from desktop_app.services.demo import write_demo
from desktop_app.services.registers import create_register, read_register
from desktop_app.store import drafts
from desktop_app.ui.form import Form
from desktop_app.ui.window import Window
from tests.disks import LONG, SmallDisk, small_disk
from tests.ui.conftest import Answers
from tests.ui.keys import type_text

ENTER = Qt.Key.Key_Return


@pytest.fixture
def disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[SmallDisk]:
    with small_disk(tmp_path / "usb", monkeypatch) as made:
        yield made


@pytest.fixture
def dialogs() -> Answers:
    return Answers()


@pytest.fixture
def program(qapp: QApplication, tmp_path: Path, disk: SmallDisk, dialogs: Answers,
            monkeypatch: pytest.MonkeyPatch) -> Iterator[Program]:
    """The program on the live page of a conference that lies on the small disk."""
    monkeypatch.setattr(drafts, "RETRY", 0.05)
    path = disk.folder / "mẫu.db"
    with create_register(path) as register:
        write_demo(register)
    made = Program(qapp, Places(tmp_path / "data"), dialogs)
    use_language("en")
    assert made.start(path, demo=False)
    made.window.show_page("live")
    yield made
    made.window.hand_over()
    made.stop()
    use_language("vi")


@pytest.fixture
def window(program: Program) -> Window:
    return program.window


@pytest.fixture
def wait(qtbot) -> Callable[[Callable[[], bool]], None]:
    return lambda condition: qtbot.waitUntil(condition, timeout=10_000)


def fails(window: Window) -> bool:
    return window.frame.failure.isVisible() and "✘" in window.frame.failure.reason.text()


def works_again(window: Window) -> bool:
    return window.frame.failure.isVisible() and "✔" in window.frame.failure.reason.text()


def notes(window: Window) -> list[str]:
    register = window.desk.workspace.register
    return [record.text for kind in (Note, Feedback) for record in register.find(kind)]


def paste(window: Window, text: str) -> None:
    window.page.line.insertPlainText(text)
    window.page.line.follow()


def away(window: Window) -> Path:
    """Takes the register's file away, as somebody does who cleans up."""
    path = window.desk.workspace.path
    return path.rename(path.with_name("aside.db"))


# --- full disk -----------------------------------------------------------------------------------


def test_typing_on_a_full_disk(window, disk, wait):
    register = window.desk.workspace.register
    disk.fill(register)
    paste(window, LONG)
    wait(lambda: fails(window))
    assert "The disk is full" in window.frame.failure.reason.text()
    assert window.frame.header.saved.text() == "✘ not saved"
    wait(lambda: "mẫu (rescued).db" in window.frame.failure.advice.text())
    disk.free(register)
    wait(lambda: works_again(window))
    assert window.frame.header.saved.text().startswith("Saved")
    assert not window.frame.failure.advice.isVisible()
    assert [text for _key, text, _caret in register.drafts()] == [LONG]


def test_the_line_stays_in_sight_under_the_bar_in_a_small_window(window, wait, qtbot):
    window.showNormal()
    window.resize(683, 400)
    qtbot.waitUntil(lambda: window.size().height() == 400)
    window.page.line.setFocus()
    away(window)
    paste(window, "chưa ghi được")
    advice = window.frame.failure.advice
    wait(lambda: "rescued" in advice.text())
    line = window.page.line
    wait(lambda: line.visibleRegion().boundingRect().height() == line.height())
    QTest.keyClick(line, Qt.Key.Key_End)
    assert fails(window)


def test_a_commit_does_not_hide_that_typing_is_not_written(window, disk, wait):
    """Somebody is checked in while the text in the line cannot be written."""
    path = window.desk.workspace.path
    aside = away(window)
    paste(window, "chưa ghi được")
    wait(lambda: fails(window))
    window.desk.workspace.attendance.add(window.desk.meeting(), {"full_name": "Lê Thị Ân"})
    QApplication.processEvents()
    assert fails(window)
    assert window.frame.header.saved.text() == "✘ not saved"
    aside.rename(path)
    wait(lambda: works_again(window))


def test_recording_on_a_full_disk(window, disk, wait):
    register = window.desk.workspace.register
    said = []
    window.desk.bus.said.connect(lambda text, _undoable: said.append(text))
    disk.fill(register)
    paste(window, LONG)
    QTest.keyClick(window.page.line, ENTER)
    assert fails(window)
    assert window.page.line.text() == LONG
    assert "do it again" in window.frame.failure.advice.text()
    assert said == []
    disk.free(register)
    wait(lambda: window.frame.header.saved.text().startswith("Saved"))
    assert fails(window)
    assert "Not recorded at" in window.frame.failure.reason.text()
    QTest.keyClick(window.page.line, ENTER)
    assert window.page.line.text() == ""
    assert LONG.strip() in notes(window)
    wait(lambda: works_again(window))


def test_a_field_of_a_form_on_a_full_disk_is_tried_again_by_itself(window, disk, wait):
    work = window.desk.workspace
    window.page.log.step(-1, "opinion")
    key = window.page.log.current_entry().id
    form = next(form for form in window.page.form.findChildren(Form) if form.isVisible())
    disk.fill(work.register)
    form.editor("text").widget.insertPlainText(LONG)
    form.save_all()
    wait(lambda: fails(window))
    assert form.unsaved_count() == 1
    disk.free(work.register)
    wait(lambda: form.unsaved_count() == 0)
    assert LONG in work.feedback.get(key).text


# --- the file is taken away ----------------------------------------------------------------------


def test_a_register_that_is_moved_away_and_back(window, wait):
    path = window.desk.workspace.path
    aside = away(window)
    type_text(window.page.line, "gõ sau khi tệp mất")
    QTest.keyClick(window.page.line, ENTER)
    wait(lambda: fails(window))
    assert "no longer where it was" in window.frame.failure.reason.text()
    aside.rename(path)
    wait(lambda: works_again(window))
    with read_register(path) as there:
        assert "gõ sau khi tệp mất" in [note.text for note in there.find(Note)]
    type_text(window.page.line, "và tiếp tục")
    QTest.keyClick(window.page.line, ENTER)
    assert "và tiếp tục" in notes(window)


def test_a_register_that_is_deleted_is_kept_elsewhere(window, dialogs, tmp_path):
    path = window.desk.workspace.path
    for file in path.parent.glob(f"{path.name}*"):
        file.unlink()
    type_text(window.page.line, "ghi sau khi tệp mất")
    QTest.keyClick(window.page.line, ENTER)
    type_text(window.page.line, "đang gõ dở")
    window.close()
    copy = tmp_path / "data" / "backups" / "mẫu (rescued).db"
    assert str(copy) in dialogs.told[0]
    with read_register(copy) as kept:
        assert "ghi sau khi tệp mất" in [note.text for note in kept.find(Note)]
        assert [text for _key, text, _caret in kept.drafts()] == ["đang gõ dở"]


# --- Ctrl+S and closing --------------------------------------------------------------------------


def test_saving_says_what_is_true(window, disk, wait):
    said = []
    window.desk.bus.said.connect(lambda text, _undoable: said.append(text))
    paste(window, "vừa gõ")
    window.actions_by_name["saved"].trigger()
    assert said[-1].startswith("Everything is saved")
    disk.fill(window.desk.workspace.register)
    paste(window, LONG)
    window.actions_by_name["saved"].trigger()
    assert said[-1].startswith("Not everything is on disk")
    disk.free(window.desk.workspace.register)
    wait(lambda: window.desk.workspace.writing.is_saved)
    window.actions_by_name["saved"].trigger()
    assert said[-1].startswith("Everything is saved")


def test_closing_when_everything_is_saved_asks_nothing(window, dialogs):
    paste(window, "vừa gõ")
    assert window.close()
    assert dialogs.told == []


def test_closing_on_a_full_disk_tells_where_everything_is(window, disk, dialogs, tmp_path):
    disk.fill(window.desk.workspace.register)
    paste(window, LONG)
    assert window.close()
    copy = tmp_path / "data" / "backups" / "mẫu (rescued).db"
    assert str(copy) in dialogs.told[0]
    with read_register(copy) as kept:
        assert [text for _key, text, _caret in kept.drafts()] == [LONG]


def test_closing_with_no_room_anywhere_is_asked(window, disk, dialogs, tmp_path, monkeypatch):
    (tmp_path / "file").write_bytes(b"")
    folders = [tmp_path / "file"]
    monkeypatch.setattr(window.desk.workspace._emergency, "_folders", lambda: folders)
    disk.fill(window.desk.workspace.register)
    paste(window, LONG)
    assert not window.close()
    assert "no copy could be made" in dialogs.told[0]
    assert window.isVisible()
    assert window.page.line.text() == LONG
    dialogs.choice = 0
    assert window.close()


# --- another language, another register ----------------------------------------------------------


def test_another_language_carries_what_could_not_be_written(window, program, disk, wait):
    register = window.desk.workspace.register
    disk.fill(register)
    paste(window, LONG)
    wait(lambda: fails(window))
    window.actions_by_name["language_vi"].trigger()
    wait(lambda: program.window is not window)
    assert program.window.page.line.text() == LONG
    wait(lambda: fails(program.window))
    disk.free(register)
    wait(lambda: works_again(program.window))
    assert [text for _key, text, _caret in register.drafts()] == [LONG]


def test_another_register_waits_until_everything_is_written(window, program, disk, dialogs, wait,
                                                            tmp_path):
    other = tmp_path / "khác.db"
    shutil.copy(window.desk.workspace.path, other)
    disk.fill(window.desk.workspace.register)
    paste(window, LONG)
    window.open_register(other)
    wait(lambda: bool(dialogs.told))
    assert "stays open" in dialogs.told[0]
    assert program.window is window
    disk.free(window.desk.workspace.register)
    wait(lambda: works_again(window))
    window.open_register(other)
    wait(lambda: program.window is not window)
    assert program.window.desk.workspace.path == other
