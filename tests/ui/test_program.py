"""The program as a whole: other registers, another language, bugs that are told."""

import logging
from datetime import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop_app.app import Program
from desktop_app.domain.clock import SessionClock
from desktop_app.domain.records import Note
from desktop_app.i18n import use_language
from desktop_app.paths import Places
from desktop_app.services.agenda import Agenda
from desktop_app.services.backups import back_up
from desktop_app.services.demo import write_demo
from desktop_app.services.meetings import Meetings
from desktop_app.services.registers import create_register
from desktop_app.ui import rest
from desktop_app.ui.bug_teller import BugTeller
from tests.ui.conftest import Answers
from tests.ui.keys import type_text


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
    assert program.window.page_name == "live"
    assert program.window.page.line.text() == "đang gõ dở"
    assert program.window.desk.workspace.register.find(type(first.desk.meeting()))


@pytest.mark.parametrize(("in_session", "page"), [(True, "live"), (False, "overview")])
def test_a_conference_in_session_opens_where_notes_are_taken(program, tmp_path, in_session, page):
    path = tmp_path / "mẫu.db"
    with create_register(path) as register:
        meetings, agenda = Meetings(register), Agenda(register)
        meeting = meetings.get(write_demo(register))
        if in_session:
            agenda.open_item(agenda.items(meeting.id)[0])
    assert program.start(path, demo=False)
    assert program.window.page_name == page


def test_a_long_log_opens_and_stays_at_its_end(program, tmp_path):
    path = tmp_path / "mẫu.db"
    with create_register(path) as register:
        key, agenda = write_demo(register), Agenda(register)
        agenda.open_item(agenda.items(key)[0])
        with register.operation("Import"):
            register.insert_all([
                Note(meeting_id=key, at=register.now(), text="một hai ba " * (number % 50))
                for number in range(250)])
    assert program.start(path, demo=False)
    program.window.showNormal()
    log = program.window.page.log
    for width in (1300, 1000):
        program.window.resize(width, 700)
        QApplication.processEvents()
        assert log.verticalScrollBar().maximum() > log.height()
        assert log.verticalScrollBar().value() == log.verticalScrollBar().maximum()


def test_the_program_opens_where_somebody_was_typing(qtbot, qapp, program, tmp_path):
    path = tmp_path / "mẫu.db"
    with create_register(path) as register:
        write_demo(register)
    assert program.start(path, demo=False)
    program.window.show_page("live")
    type_text(program.window.page.line, "đang gõ dở")
    QTest.keyClick(program.window.page.line, Qt.Key.Key_Left)
    QApplication.processEvents()
    program.window.close()
    program.stop()
    second = Program(qapp, Places(tmp_path / "data"), Answers())
    assert second.start(path, demo=False)
    assert second.window.page_name == "live"
    line = second.window.page.line
    assert (line.text(), line.caret()) == ("đang gõ dở", len("đang gõ dở") - 1)
    second.window.close()
    second.stop()


def test_a_clock_set_back_is_said_and_never_recorded(qapp, tmp_path):
    pc = datetime(2023, 6, 30, 9)
    ran = 0.0
    clock = SessionClock(lambda: pc, lambda: ran)
    program = Program(qapp, Places(tmp_path / "data"), Answers(), clock)
    assert program.start(None, demo=True)
    said: list[str] = []
    program.window.desk.bus.said.connect(lambda text, _undoable: said.append(text))
    pc, ran = datetime(2023, 6, 30, 8, 10), 600.0
    for _second in range(3):
        program.window._tick()
    assert program.window.frame.header.clock.text() == "09:10:00 ⚠"
    assert len(said) == 1
    agenda = program.window.desk.workspace.agenda
    agenda.open_item(agenda.items(program.window.desk.meeting_id)[0])
    spans = agenda.rows(program.window.desk.meeting())[0].spans
    assert spans[-1][0] == datetime(2023, 6, 30, 9, 10)
    pc, ran = datetime(2023, 6, 30, 9, 11), 660.0
    program.window._tick()
    assert program.window.frame.header.clock.text() == "09:11:00"
    program.window.close()
    program.stop()


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


class Choosing(Answers):
    """Takes the offer that begins with certain words."""

    wanted = ""

    def choose(self, parent, title, text, options):
        self.told.extend((text, *options))
        return next((i for i, o in enumerate(options) if o.startswith(self.wanted)), None)


def _with_backups(folder, data):
    """A demo register with two backups, of which the newer one is cut off, and one by another
    name."""
    path = folder / "mẫu.db"
    with create_register(path) as register:
        write_demo(register)
    for time in ("0900", "1000"):
        back_up(path, data / "backups" / f"mẫu 2023-06-30 {time}.db")
    back_up(path, folder / "mẫu khác.db")
    newest = data / "backups" / "mẫu 2023-06-30 1000.db"
    newest.write_bytes(newest.read_bytes()[:20_000])
    return path


def _overwrite(path, start, end):
    content = bytearray(path.read_bytes())
    content[start:end] = b"\xa5" * (end - start)
    path.write_bytes(content)
    return bytes(content)


@pytest.mark.parametrize(("start", "end"), [(100, 4096), (2 * 4096, 60 * 4096)])
def test_a_damaged_register_is_restored_from_its_newest_sound_backup(qapp, tmp_path, start, end):
    path = _with_backups(tmp_path, tmp_path / "data")
    damaged = _overwrite(path, start, end)
    dialogs = Choosing()
    dialogs.wanted = "Restore the backup of 30/06/2023 09:00"
    program = Program(qapp, Places(tmp_path / "data"), dialogs)
    use_language("en")
    program.settings.language = "en"
    assert program.start(path, demo=False)
    kept = tmp_path / "mẫu (before restore).db"
    assert kept.read_bytes() == damaged
    assert str(kept) in dialogs.told[-1]
    assert not program.window.desk.workspace.read_only
    assert program.window.desk.meeting().title
    program.window.close()
    program.stop()


def test_a_register_that_cannot_be_restored_leaves_the_other_offers(qapp, tmp_path):
    path = tmp_path / "mẫu.db"
    with create_register(path) as register:
        write_demo(register)
    _overwrite(path, 100, 4096)
    dialogs = Choosing()
    dialogs.wanted = "Restore"
    assert not Program(qapp, Places(tmp_path / "data"), dialogs).start(path, demo=False)
    assert len(dialogs.told) == 2


@pytest.mark.logs
def test_a_bug_is_told_in_the_window(program, tmp_path):
    assert program.start(None, demo=True)
    said = []
    program.window.desk.bus.said.connect(lambda text, _undoable: said.append(text))
    teller = BugTeller(lambda: program.window.desk, Places(tmp_path / "data"))
    logging.getLogger().addHandler(teller)
    logging.getLogger("x").critical("unhandled error")
    logging.getLogger().removeHandler(teller)
    QApplication.processEvents()
    assert "program.log" in said[0]


def test_what_waits_for_a_rest_is_done_and_forgotten_with_its_page(qtbot, program, monkeypatch):
    monkeypatch.setattr(rest, "QUIET_MS", 1)
    assert program.start(None, demo=True)
    window = program.window
    window.show_page("live")
    window.change_meeting(window.desk.meeting_id)
    window.page.line.put("/y lương thấp", 0)
    before = window.frame.rail._buttons["feedback"].count
    qtbot.keyClick(window.page.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.frame.rail._buttons["feedback"].count == before + 1)
