"""The program as a whole: other registers, another language, bugs that are told."""

import logging

import pytest
from PySide6.QtWidgets import QApplication

from desktop_app.app import BugTeller, Program
from desktop_app.i18n import use_language
from desktop_app.paths import Places
from tests.ui.conftest import Answers


@pytest.fixture
def program(qapp, tmp_path):
    made = Program(qapp, Places(tmp_path / "data"), Answers())
    yield made
    if made.window:
        made.window.close()
    made.stop()
    use_language("vi")


def test_the_demo_opens_on_a_copy_that_is_not_remembered(program):
    assert program.start(None, demo=True)
    assert program.window.desk.meeting_id
    assert program.settings.registers == []


def test_without_a_register_one_is_made_and_found_again(program, tmp_path):
    assert program.start(None, demo=False)
    path = program.window.desk.workspace.path
    assert path.is_relative_to(tmp_path / "data")
    assert path.exists()


def test_another_language_keeps_the_register_and_what_is_typed(qtbot, program, tmp_path):
    assert program.start(None, demo=True)
    first = program.window
    first.show_page("live")
    first.page.line.put("đang gõ dở", 4)
    first.actions_by_name["language_en"].trigger()
    qtbot.waitUntil(lambda: program.window is not first)
    assert program.window.windowTitle().endswith("Conference Secretary")
    program.window.show_page("live")
    assert program.window.page.line.text() == "đang gõ dở"
    assert program.window.desk.workspace.register.find(type(first.desk.meeting()))


def test_a_mistyped_command_makes_no_register(program, tmp_path):
    assert not program.start(tmp_path / "exprot", demo=False)
    assert not (tmp_path / "exprot").exists()
    assert program.start(tmp_path / "mới.db", demo=False)


def test_a_damaged_register_is_told_and_left_alone(program, tmp_path):
    path = tmp_path / "hỏng.db"
    path.write_bytes(b"SQLite format 3\0" + b"\xff" * 5000)
    before = path.read_bytes()
    assert not program.start(path, demo=False)
    assert path.read_bytes() == before
    assert str(path) in program._dialogs.told[0]


@pytest.mark.logs
def test_a_bug_is_told_in_the_window(program, tmp_path):
    assert program.start(None, demo=True)
    said = []
    program.window.desk.bus.said.connect(lambda text, _undoable: said.append(text))
    teller = BugTeller(program, Places(tmp_path / "data"))
    logging.getLogger().addHandler(teller)
    logging.getLogger("x").critical("unhandled error")
    logging.getLogger().removeHandler(teller)
    QApplication.processEvents()
    assert "program.log" in said[0]
